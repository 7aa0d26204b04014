"""What the comment of a cell says: where the figure is printed, what it means, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.document.place import describe_place
from gaapgraph.export.rule_mark import MARKS
from gaapgraph.graph import show_period, show_unit
from gaapgraph.model import bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from gaapgraph.export.total_formula import Sum
    from gaapgraph.graph import Figure
    from gaapgraph.validation.check_result import CheckResult

__all__ = ["Words", "describe_sum", "show"]


class Words:
    """Writes comments about the figures of one document.

    Attributes:
        file: Its name.
        labels: What concepts and members are called, by their IRIs.
        members: The members of each line item, by its IRI.
        short: Gives the short name of a term.
    """

    def __init__(
        self,
        file: str,
        labels: Mapping[str, str],
        members: Mapping[str, Sequence[str]],
        short: Callable[[str], str],
    ) -> None:
        self.file, self.labels, self.members, self.short = file, labels, members, short

    def describe(self, figures: Sequence[Figure], results: Sequence[CheckResult], total: str = "") -> str:
        """Return the comment of a cell.

        Args:
            figures: What the cell states; more than one where a print states several facts.
            results: What the rules find wrong with it.
            total: About its sum.
        """
        first = figures[0]
        lines = [f"“{first.text}” in {self.file}, {describe_place(first.place)}"]
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
        concept, label = self.short(figure.concept), self.labels.get(figure.concept)
        members = [self.labels.get(each, self.short(each)) for each in self.members.get(figure.line_item or "", ())]
        return [
            _describe_value(figure),
            *([f"the print says {said}"] if (said := self._describe_print(figure)) else []),
            f"{concept} {label}" if label else concept,
            ", ".join([show_period(figure.period), *members]),
            f"fact {figure.fact.iri}",
        ]

    def _describe_print(self, figure: Figure) -> str:
        said = []
        if figure.printed_value is not None:
            said.append(show(figure.printed_value))
        if figure.printed_period is not None:
            said.append(show_period(figure.printed_period))
        if figure.printed_concept is not None:
            said.append(self.short(figure.printed_concept))
        if figure.copy_of is not None:
            said.append("what is read twice: a misread second copy of another print")
        return ", ".join(said)


def describe_sum(one: Sum, formula: str, value: Decimal) -> str:
    """Return what a comment says of a total and its formula; nothing where it gives the print to the last digit."""
    if one.agrees and value == one.total.value:
        return ""
    if one.agrees:
        return f"{MARKS['rounding']} the items give {show(value)}; {one.total.figure.text} is printed, within rounding"
    return f"the items as printed do not give it: ={formula}"


def show(value: Decimal) -> str:
    """Return a number with commas.

    >>> from decimal import Decimal
    >>> show(Decimal("-1234.5"))
    '-1,234.5'
    """
    return f"{value:,f}"


def _describe_value(figure: Figure) -> str:
    value = figure.number
    if value is None:
        return "nil: no figure is stated" if figure.fact.is_nil else "no number"
    unit = f" {show_unit(figure.unit)}" if figure.unit is not None else ""
    means = f"means {'about ' if figure.is_approximate else ''}{show(value)}{unit}"
    if figure.decimals is None:
        return means if figure.is_approximate else f"{means}, exactly"
    low, high = bounds(value, figure.decimals)
    return f"{means}, from {show(low)} to {show(high)}"
