"""The IRIs of everything that a report's graph describes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.iri import digest, mint_iri, slug
from gaapgraph.model import SUMMATION_ITEM
from gaapgraph.vocabulary import BASE

if TYPE_CHECKING:
    from gaapgraph.model import (
        Arc,
        ConceptLabel,
        Correction,
        FactKey,
        FactLink,
        Finding,
        Footnote,
        Forever,
        Hypercube,
        LineItem,
        Network,
        Period,
        Place,
        Reference,
        Report,
        Unit,
    )

__all__ = ["Names", "place_slug"]

_BASE = re.compile(r"https?://[^\s<>\"{}|^`\\]+[/#]")
_DATA = tuple(f"{BASE}{kind}/" for kind in ("report", "entity", "event"))


def place_slug(place: Place) -> str:
    """Return a place as the last part of an IRI: `53.2` in a table, `12@40` in prose.

    In tables of HTML and Markdown the table and row stand before the cell; of a whole element, or where there is no
    line either, the id and the path of the element tell the place.

    >>> from gaapgraph.model import Place
    >>> place_slug(Place(53, column=2)), place_slug(Place(12, offset=40)), place_slug(Place(5, 2, table=3, row=12))
    ('53.2', '12@40', 't3.12.2')
    """
    if place.document is not None:
        return f"{digest([place.document], 8)}/{place_slug(replace(place, document=None))}"
    column = "" if place.column is None else f".{place.column}"
    offset = "" if place.offset is None else f"@{place.offset}"
    if place.table is not None:
        row = "" if place.row is None else f".{place.row}"
        return f"t{place.table}{row}{column}{offset}"
    if _is_element(place) or (not place.line and place.element_id):
        return f"{digest([place.element_id or '', place.xpath or ''])}{offset}"
    return f"{place.line}{column}{offset}"


def _is_element(place: Place) -> bool:
    return place.xpath is not None and place.column is None and place.offset is None


class Names:
    """Names what one report describes, under one base; no name is given to two things.

    Vocabulary, taxonomies and extension concepts keep their IRIs under any base.
    """

    def __init__(self, report: Report, base: str = BASE) -> None:
        if not _BASE.fullmatch(base):
            raise InputError(f"{base!r} is no base for IRIs", mend="give one such as https://example.org/data/")
        self.base = base
        self.report = self.rebase(report.iri)
        self.document = f"{self.report}/document"
        self._given: dict[str, int] = {}
        self._placed: dict[Place, str] = {}
        self._items: dict[LineItem, str] = {}

    def rebase(self, name: str) -> str:
        """Return the IRI of a report, entity or event under this base; any other IRI is returned as it is."""
        if self.base != BASE and name.startswith(_DATA):
            return self.base + name[len(BASE) :]
        return name

    def fact(self, key: FactKey) -> str:
        """Return the IRI of the report's fact with these dimensions."""
        return f"{self.report}/fact/{key.key}"

    def occurrence(self, place: Place) -> str:
        """Return a new IRI for an occurrence; where one figure states several facts, the second ends in `.2`."""
        if _is_element(place) and place.table is None:
            return f"{self.report}/occurrence/{place_slug(place)}"  # an element of XML states one fact
        name = self._number(f"{self.report}/occurrence/{place_slug(place)}")
        if place.element_id is not None:
            self._placed.setdefault(place, name)
        return name

    def occurrence_at(self, place: Place) -> str:
        """Return the IRI of the first occurrence at a place; elements that share a cell are told apart by their ids."""
        return self._placed.get(place) or f"{self.report}/occurrence/{place_slug(place)}"

    def document_of(self, file_name: str | None) -> str:
        """Return the IRI of a document of the report by the name of its file; the first one has none here."""
        return (
            self.document if file_name is None else f"{self.document}s/{digest([file_name], 8)}"
        )  # which sorts behind the first

    def proposal(self, occurrence: str, rank: int) -> str:
        """Return the IRI of what the tagger proposes for an occurrence in some rank."""
        return f"{occurrence}/proposal/{rank}"

    def footnote(self, footnote: Footnote) -> str:
        """Return a new IRI for a footnote, derived from what it says."""
        return self._number(f"{self.report}/footnote/{digest([footnote.text, footnote.language, footnote.role])}")

    def fact_link(self, link: FactLink) -> str:
        """Return a new IRI for how prints of facts belong to others."""
        return self._number(f"{self.report}/fact-link/{digest([*link.sources, '', *link.targets, link.arcrole])}")

    def tuple(self, path: str) -> str:
        """Return the IRI of the tuple whose element has a path."""
        return f"{self.report}/tuple/{digest([path])}"

    def reference(self, reference: Reference) -> str:
        """Return a new IRI for what the document names of its taxonomy."""
        return self._number(f"{self.report}/reference/{digest([reference.kind, reference.href])}")

    def hypercube(self, hypercube: Hypercube) -> str:
        """Return a new IRI for what a hypercube says in one role."""
        return self._number(f"{self.report}/hypercube/{digest([hypercube.iri, hypercube.role])}")

    def label(self, concept: str, label: ConceptLabel) -> str:
        """Return the IRI of a concept's label for a role and language, which all reports share."""
        return mint_iri("label", digest([concept, label.role, label.language, label.text]), base=self.base)

    def finding(self, finding: Finding) -> str:
        """Return a new IRI for a finding."""
        return self._number(f"{self.report}/finding/{slug(finding.code).upper()}/{place_slug(finding.place)}")

    def correction(self, correction: Correction) -> str:
        """Return a new IRI for a correction."""
        return self._number(f"{self.report}/correction/{correction.part}/{place_slug(correction.place)}")

    def risk(self, place: Place) -> str:
        """Return the IRI of the risk that is headed at a place."""
        return f"{self.report}/risk/{place_slug(place)}"

    def driver(self, place: Place) -> str:
        """Return the IRI of the driver that is told at a place."""
        return f"{self.report}/driver/{place_slug(place)}"

    def network(self, network: Network) -> str:
        """Return a new IRI for a network, which tells its title, or a digest of its role, and its kind."""
        kind = "calculation" if network.arcrole == SUMMATION_ITEM else "presentation"
        role = slug(network.title) if network.title else digest([network.role], 12)
        return self._number(f"{self.report}/network/{role}/{kind}")

    def arc(self, network: str, arc: Arc) -> str:
        """Return the IRI of an arc, derived from its ends, order and label role."""
        ends = [self.line_item(arc.source), self.line_item(arc.target)]
        return f"{network}/arc/{digest([*ends, str(arc.order), arc.preferred_label or ''])}"

    def line_item(self, item: LineItem) -> str:
        """Return the IRI of a concept with dimensions, which all reports share."""
        name = self._items.get(item)
        if name is None:
            parts = [item.concept, *(f"{axis}={member}" for axis, member in item.dimensions)]
            name = self._items[item] = mint_iri("line-item", digest(parts), base=self.base)
        return name

    def period(self, period: Period | Forever) -> str:
        """Return the IRI of a period, which all reports share."""
        return period.iri(self.base)

    def unit(self, unit: Unit) -> str:
        """Return the IRI of a unit, which all reports share."""
        return unit.iri(self.base)

    def _number(self, name: str) -> str:
        count = self._given[name] = self._given.get(name, 0) + 1
        return name if count == 1 else f"{name}.{count}"
