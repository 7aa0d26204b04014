"""What the comment of a cell says: where the figure is printed, what it means, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from gaapgraph.export.mark import MARKS
from gaapgraph.model import bounds
from gaapgraph.question import shorten_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from gaapgraph.export.formula import Sum
    from gaapgraph.page import Figure
    from gaapgraph.validation.result import CheckResult

__all__ = ["Words", "describe_sum", "name_iri", "show"]


class Words:
    """Writes comments about the figures of one document.

    Attributes:
        file: Its name.
        labels: What concepts and members are called, by their IRIs.
        members: The members of each line item, by its IRI.
    """

    def __init__(self, file: str, labels: Mapping[str, str], members: Mapping[str, Sequence[str]]) -> None:
        self.file, self.labels, self.members = file, labels, members

    def describe(self, figures: Sequence[Figure], results: Sequence[CheckResult], total: str = "") -> str:
        """Return the comment of a cell.

        Args:
            figures: What the cell states; more than one where a print states several facts.
            results: What the rules find wrong with it.
            total: About its sum.
        """
        first = figures[0]
        lines = [
            f"“{first.text}” in {self.file}, line {first.place.replace(':', ', column ').replace('@', ', offset ')}"
        ]
        lines += [self.describe_results(results)] if results else []
        lines += [total] if total else []
        for figure in figures:
            lines += self._describe_fact(figure)
        return "\n".join(lines)

    def describe_results(self, results: Sequence[CheckResult]) -> str:
        """Return what the rules find, each with the likely correction."""
        lines = []
        for result in results:
            lines.append(f"{MARKS.get(result.severity, '')} {result.code}: {result.message}".strip())
            if result.correction is not None:
                lines.append(f"likely correction: {result.correction}")
        return "\n".join(lines)

    def _describe_fact(self, figure: Figure) -> list[str]:
        concept, label = name_iri(figure.concept), self.labels.get(figure.concept)
        members = [self.labels.get(member, name_iri(member)) for member in self.members.get(figure.line_item or "", ())]
        period = "undated" if figure.period is None else name_iri(figure.period).replace("/", " to ")
        return [
            _describe_value(figure),
            *([f"the print says {said}"] if (said := _describe_print(figure)) else []),
            f"{concept} {label}" if label else concept,
            ", ".join([period, *members]),
            f"fact {figure.fact}",
        ]


def describe_sum(one: Sum, formula: str, value: Decimal) -> str:
    """Return what a comment says of a total and its formula; nothing where it gives the print to the last digit."""
    if one.agrees and value == one.total.value:
        return ""
    if one.agrees:
        return f"{MARKS['rounding']} the items give {show(value)}; {one.total.figure.text} is printed, within rounding"
    return f"the items as printed do not give it: ={formula}"


def name_iri(iri: str) -> str:
    """Return the short name of a term."""
    return shorten_cell(NamedNode(iri)) if iri.startswith(("http://", "https://")) else iri


def show(value: Decimal) -> str:
    """Return a number with commas.

    >>> from decimal import Decimal
    >>> show(Decimal("-1234.5"))
    '-1,234.5'
    """
    return f"{value:,f}"


def _describe_value(figure: Figure) -> str:
    if figure.value is None:
        return "nil: no figure is stated" if figure.is_nil else "no number"
    unit = "" if figure.unit is None else f" {name_iri(figure.unit).replace('-per-', ' per ')}"
    about = "about " if figure.is_approximate else ""
    if figure.decimals is None:
        return (
            f"means {about}{show(figure.value)}{unit}, exactly"
            if not about
            else f"means {about}{show(figure.value)}{unit}"
        )
    low, high = bounds(figure.value, figure.decimals)
    return f"means {about}{show(figure.value)}{unit}, from {show(low)} to {show(high)}"


def _describe_print(figure: Figure) -> str:
    said = []
    if figure.printed_value is not None:
        said.append(show(figure.printed_value))
    said += [name_iri(iri).replace("/", " to ") for iri in (figure.printed_period, figure.printed_concept) if iri]
    if figure.copy_of is not None:
        said.append("what is read twice: a misread second copy of another print")
    return ", ".join(said)
