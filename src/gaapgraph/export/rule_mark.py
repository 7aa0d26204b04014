"""Which prints the rules find wrong, and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.validation.inspection import check_store

if TYPE_CHECKING:
    from pyoxigraph import Store

    from gaapgraph.graph import Figure
    from gaapgraph.validation.check_result import CheckReport, CheckResult

__all__ = ["MARKS", "Marks"]

MARKS = {"violation": "✗", "warning": "!", "rounding": "≈"}
_ORDER = ("violation", "warning", "info")


class Marks:
    """The results of the rules by the print at which they stand."""

    def __init__(self, store: Store) -> None:
        self.report: CheckReport = check_store(store)
        self._by_print: dict[str, list[CheckResult]] = {}
        self._by_place: dict[tuple[str, int, int | None], list[CheckResult]] = {}
        for result in self.report.results:
            for iri in result.prints:
                self._by_print.setdefault(iri, []).append(result)
            for where in result.at:
                self._by_place.setdefault((result.report, where.line, where.column), []).append(result)

    def of(self, figure: Figure, report: str) -> list[CheckResult]:
        """Return the results that say a print is wrong, the gravest first; what rounding explains is none."""
        found = self._by_print.get(figure.iri, [])
        if figure.offset is None and figure.place.xpath is None:  # rows of HTML may share a line
            found = [*found, *self._by_place.get((report, figure.line, figure.column), [])]
        return _grave(found)

    def of_line(self, line: int, report: str) -> list[CheckResult]:
        """Return the results that stand at a line and at no cell of it: about a label or a head."""
        return _grave(self._by_place.get((report, line, None), []))


def _grave(results: list[CheckResult]) -> list[CheckResult]:
    grave = [each for each in dict.fromkeys(results) if each.severity != "info"]
    return sorted(grave, key=lambda each: _ORDER.index(each.severity))
