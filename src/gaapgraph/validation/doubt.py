"""What rests on the reader's own doubt, and so accuses no document: it is told as such, once for each rule.

Two figures of one row that are said to be the same fact tell that their columns were given one period: a row states a
figure once for each column. A rule that finds its figures by their concepts tells nothing of the document where the
concept of one of them is a guess.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.validation.binding import Formula
from gaapgraph.validation.check_result import CheckResult
from gaapgraph.validation.sentence import spell
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.figure import Figures

__all__ = ["is_doubtful", "tell_doubts"]

_SURE = Decimal("0.8")  # a concept that is less likely than this is a guess; curated mappings are never below


def is_doubtful(binding: Binding, figures: Figures) -> bool:
    """Say whether a broken binding may well be the reader's mistake."""
    return _is_one_row(binding, figures) or (binding.rests_on_concepts and _has_guess(binding, figures))


def _is_one_row(binding: Binding, figures: Figures) -> bool:
    if binding.formula is not Formula.repetition:
        return False
    rows = [
        (one.report, one.line, one.table, one.row)
        for operand in binding.operands
        if (one := figures.prints.get(operand.occurrence or "")) is not None and one.column is not None
    ]
    return len(rows) == 2 and len(set(rows)) == 1


def _has_guess(binding: Binding, figures: Figures) -> bool:
    return any(figures.confidence(operand.occurrence) < _SURE for operand in binding.operands if operand.occurrence)


def tell_doubts(bindings: Iterable[Binding], figures: Figures) -> list[CheckResult]:
    """Return one info for each rule and report in which bindings are doubtful: what was read as what."""
    groups: dict[tuple[str, str, str], list[Binding]] = {}
    for binding in bindings:
        report = figures.report_of(binding.operands[0].occurrence or binding.operands[0].fact)
        groups.setdefault((binding.code, binding.rule, report), []).append(binding)
    return [_tell(group, report, figures) for (_, _, report), group in groups.items()]


def _tell(group: Sequence[Binding], report: str, figures: Figures) -> CheckResult:
    first = group[0]
    named = [operand.occurrence or "" for binding in group for operand in binding.operands]
    prints = [figures.prints[iri] for iri in named if iri in figures.prints]
    what = "period of a column" if first.formula is Formula.repetition else "concept of a figure"
    more = f"; and {len(group) - 1} more like it" if len(group) > 1 else ""
    return CheckResult(
        code=first.code,
        severity="info",
        shape=first.rule,
        family=first.family,
        message=f"The reading is in doubt, not the document ({what}): read as {spell(first, figures)}{more}.",
        at=tuple(sorted({one.where for one in prints if one.line})),
        lines=tuple(sorted({one.line for one in prints if one.line})),
        facts=tuple(sorted({operand.fact for binding in group for operand in binding.operands if operand.fact})),
        report=report,
        prints=tuple(dict.fromkeys(one.iri for one in prints)),
        cause=GG.reading,
    )
