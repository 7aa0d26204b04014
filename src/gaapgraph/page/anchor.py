"""Names of places within the page, which other pages can link to: `#L407`, `#f407.5`, `#w407.5`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.iri import slug
from gaapgraph.validation.figure import report_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Anchors"]


class Anchors:
    """Gives each place its name; those of a second document begin with `2-`, and so on.

    Args:
        reports: IRIs of the reports in the order of the page.
    """

    def __init__(self, reports: Sequence[str]) -> None:
        self._prefixes = {iri: "" if number == 1 else f"{number}-" for number, iri in enumerate(reports, 1)}
        self._lines: set[str] = set()

    def line(self, report: str, line: int) -> str:
        """Return the name of a line of the document of a report."""
        return f"{self._prefix(report)}L{line}"

    def table(self, report: str, line: int) -> str:
        """Return the name of the table that begins in a line."""
        return f"{self._prefix(report)}t{line}"

    def figure(self, occurrence: str) -> str:
        """Return the name of the place where a figure is printed."""
        return f"{self._prefix(report_of(occurrence))}f{occurrence.rpartition('/')[2]}"

    def working(self, occurrence: str) -> str:
        """Return the name of the working paper of a figure."""
        return f"{self._prefix(report_of(occurrence))}w{occurrence.rpartition('/')[2]}"

    def concept(self, iri: str) -> str:
        """Return the name of a concept's entry."""
        return "k-" + "-".join(iri.split("/")[-3:]).replace("#", "-") if iri.count("/") > 3 else f"k-{slug(iri)}"

    def _prefix(self, report: str) -> str:
        return self._prefixes.get(report, "x-")
