"""`gaapgraph tag`: candidate concepts for labels."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gaapgraph.cli._candidates import find_candidates
from gaapgraph.cli._screen import TableFormat, console, print_json, print_table
from gaapgraph.tag.label.candidate import threshold
from gaapgraph.vocabulary import shorten_iri

if TYPE_CHECKING:
    from gaapgraph.tag.label.candidate import Candidate

__all__ = ["tag"]


class StatementKind(StrEnum):
    """The statements that a label can stand in."""

    balance_sheet = "balance-sheet"
    income_statement = "income-statement"
    cash_flow = "cash-flow"
    equity = "equity"


class PeriodType(StrEnum):
    """What the figures beside a label are of."""

    instant = "instant"
    duration = "duration"


def tag(
    labels: Annotated[list[str], typer.Argument(metavar="LABEL…", help="Labels as they are printed.")],
    statement: Annotated[StatementKind | None, typer.Option(help="The statement that the labels stand in.")] = None,
    period_type: Annotated[
        PeriodType | None, typer.Option(help="Whether their figures are of a day or a span.")
    ] = None,
    output_format: Annotated[TableFormat, typer.Option("--format")] = TableFormat.table,
) -> None:
    """List the concepts that a printed label may mean, each with its evidence; say where no answer is sure."""
    found = {label: find_candidates(label, statement=statement, period_type=period_type) for label in labels}
    if output_format is TableFormat.json:
        print_json({label: [_plain(candidate) for candidate in candidates] for label, candidates in found.items()})
        return
    for label, candidates in found.items():
        rows = [_row(candidate) for candidate in candidates]
        if rows:
            print_table(["concept", "confidence", "evidence"], rows, title=label)
        console().print(_verdict(label, candidates), markup=False)


def _row(candidate: Candidate) -> list[str]:
    return [shorten_iri(candidate.concept), f"{candidate.confidence:.2f}", "; ".join(candidate.evidence)]


def _verdict(label: str, candidates: list[Candidate]) -> str:
    """Return the answer in a sentence, or why there is none."""
    if not candidates:
        return f"No answer for “{label}”: no label that filers print and none of the taxonomy is alike."
    first = candidates[0]
    if first.confidence >= threshold():
        return f"Answer: {shorten_iri(first.concept)}."
    return f"No answer: the best candidate has {first.confidence:.2f}, and {threshold():.2f} is asked for."


def _plain(candidate: Candidate) -> dict[str, object]:
    """Return a candidate as JSON has it, and whether it is sure enough to be the answer."""
    return {**asdict(candidate), "is_answer": candidate.confidence >= threshold()}
