"""Names of places within the page, which other pages can link to: `#L407`, `#f407.5`, `#w407.5`, `#ft3.12.2`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.document.place import format_place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gaapgraph.graph import Figure

__all__ = ["Anchors"]


class _Names:
    """Names that were given: the second of a name ends in `.2`, and so on."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._numbers: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """Return a name that nothing else has."""
        name, number = wanted, self._numbers.get(wanted, 1)
        while name in self._given:
            number += 1
            name = f"{wanted}.{number}"
        self._numbers[wanted] = number
        self._given.add(name)
        return name


class Anchors:
    """Gives each place its name; those of a second document begin with `2-`, and so on.

    Args:
        reports: IRIs of the reports in the order of the page.
        figures: Of all documents, in their order; of two at one place, the second has a name that ends in `.2`.
        short: Gives the short name of a concept.
    """

    def __init__(self, reports: Sequence[str], figures: Sequence[Figure], short: Callable[[str], str]) -> None:
        self._prefixes = {iri: "" if number == 1 else f"{number}-" for number, iri in enumerate(reports, 1)}
        self._short = short
        self._concepts: dict[str, str] = {}
        self._places: dict[str, tuple[str, str]] = {}
        self._concept_names = _Names()
        names = {report: _Names() for report in {figure.report for figure in figures}}
        for figure in figures:
            name = names[figure.report].give(format_place(figure.place).replace(":", "."))
            self._places[figure.iri] = self._prefix(figure.report), name

    def line(self, report: str, line: int) -> str:
        """Return the name of a line of the document of a report."""
        return f"{self._prefix(report)}L{line}"

    def table(self, report: str, line: int) -> str:
        """Return the name of the table that begins in a line."""
        return f"{self._prefix(report)}t{line}"

    def figure(self, occurrence: str) -> str:
        """Return the name of the place where a figure is printed."""
        prefix, place = self._places[occurrence]
        return f"{prefix}f{place}"

    def working(self, occurrence: str) -> str:
        """Return the name of the working paper of a figure."""
        prefix, place = self._places[occurrence]
        return f"{prefix}w{place}"

    def concept(self, iri: str) -> str:
        """Return the name of a concept's entry."""
        if iri not in self._concepts:
            name = "k-" + re.sub(r"[^A-Za-z0-9]+", "-", self._short(iri)).strip("-")
            self._concepts[iri] = self._concept_names.give(name)
        return self._concepts[iri]

    def _prefix(self, report: str) -> str:
        return self._prefixes.get(report, "x-")
