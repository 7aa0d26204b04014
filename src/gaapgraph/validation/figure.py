"""The prints and facts of a graph as rules and their diagnosis need them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from gaapgraph.validation.check_result import Where
from gaapgraph.validation.select import select
from gaapgraph.vocabulary import GG, RDF

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Figures", "Print", "load_figures", "report_of"]

_PRINTS = f"""
SELECT ?print ?fact ?line ?column ?offset ?text ?value ?decimals ?lower ?upper ?label ?primary ?copied WHERE {{
  ?print a <{GG.Occurrence}> ; <{GG.fact}> ?fact ; <{GG.line}> ?line .
  OPTIONAL {{ ?print <{GG.column}> ?column }}
  OPTIONAL {{ ?print <{GG.offset}> ?offset }}
  OPTIONAL {{ ?print <{GG.printedText}> ?text }}
  OPTIONAL {{ ?print <{GG.value}> ?value ; <{GG.lowerBound}> ?lower ; <{GG.upperBound}> ?upper }}
  OPTIONAL {{ ?print <{GG.decimals}> ?decimals }}
  OPTIONAL {{ ?print <{GG.label}> ?label }}
  OPTIONAL {{ ?print <{GG.inPrimaryStatement}> ?primary }}
  OPTIONAL {{ ?print <{GG.copyOf}> ?copied }}
}}
"""
_DOCUMENTS = f"""
SELECT ?report ?name WHERE {{ ?report a <{GG.Report}> ; <{GG.document}> ?document . ?document <{GG.fileName}> ?name }}
"""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Print:
    """One occurrence: where it stands, what it shows, and the interval that this means."""

    iri: str
    fact: str
    line: int
    column: int | None
    offset: int | None
    text: str
    label: str
    value: Decimal
    lower: Decimal
    upper: Decimal
    decimals: int | None
    is_primary: bool
    is_copy: bool

    @property
    def where(self) -> Where:
        """The place as results give it."""
        return Where(self.line, self.column)

    @property
    def unit(self) -> Decimal:
        """One unit of the last printed digit."""
        return Decimal(1).scaleb(-(self.decimals or 0))

    @property
    def order(self) -> tuple[int, int, int]:
        """Document order."""
        return (self.line, self.column or 0, self.offset or 0)


@dataclass(slots=True)
class Figures:
    """The figures of a graph.

    Attributes:
        prints: All prints by their own IRI.
        by_fact: All prints by the IRI of their fact.
        documents: File names of documents by the IRI of the report.
        store: Where facts are looked up that no print states.
    """

    prints: dict[str, Print] = field(default_factory=dict)
    by_fact: dict[str, list[Print]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    store: Store | None = None

    def bare(self, iri: str) -> tuple[Decimal, Decimal, Decimal] | None:
        """Return value, lower and upper end of a fact that no print states; None where there is no such number."""
        if self.store is None or iri in self.by_fact:
            return None
        stated: dict[str, str] = {}
        for quad in self.store.quads_for_pattern(NamedNode(iri), None, None):
            stated.setdefault(quad.predicate.value, str(getattr(quad.object, "value", "")))
        numbers = [_number(stated.get(name)) for name in (GG.value, GG.lowerBound, GG.upperBound)]
        if stated.get(RDF.type) != GG.Fact or None in numbers:
            return None
        return tuple(numbers)  # type: ignore[return-value]  # three of them

    def source(self, iri: str) -> Print | None:
        """Return the print that a rule means: the occurrence itself, or the one from which a fact has its value.

        That is the most accurate, then the one in a primary statement, then the first.
        """
        if iri in self.prints:
            return self.prints[iri]
        candidates = self.by_fact.get(iri)
        if not candidates:
            return None
        return min(
            candidates,
            key=lambda p: (p.is_copy, p.decimals is not None, -(p.decimals or 0), not p.is_primary, p.order),
        )


def load_figures(store: Store) -> Figures:
    """Return the numeric prints of a store, its named graphs taken as one."""
    names = {row["report"] or "": row["name"] or "" for row in select(store, _DOCUMENTS)}
    figures = Figures(store=store, documents=names)
    for row in select(store, _PRINTS):
        numbers = [_number(row[name]) for name in ("value", "lower", "upper")]
        if None not in numbers and (one := _print(row)) is not None:
            figures.prints[one.iri] = one
    for one in sorted(figures.prints.values(), key=lambda p: (p.order, p.iri)):
        figures.by_fact.setdefault(one.fact, []).append(one)
    return figures


def report_of(iri: str) -> str:
    """Return the IRI of the report that a fact, an occurrence or a finding belongs to; empty if its IRI has none.

    >>> report_of("https://example.org/report/a/1/occurrence/53.2")
    'https://example.org/report/a/1'
    """
    found = re.match(r"(.+?)/(?:fact|occurrence|finding|risk|driver|exposure|relationship)/", iri)
    return found[1] if found else ""


def _print(row: dict[str, str | None]) -> Print | None:
    """Return a print; None where its line is no number, as in graphs that others wrote."""
    if _whole(row["line"]) is None:
        return None
    return Print(
        row["print"] or "",
        row["fact"] or "",
        _whole(row["line"]) or 0,
        _whole(row["column"]),
        _whole(row["offset"]),
        row["text"] or "",
        row["label"] or "",
        Decimal(row["value"] or 0),
        Decimal(row["lower"] or 0),
        Decimal(row["upper"] or 0),
        _whole(row["decimals"]),
        row["primary"] == "true",
        row["copied"] is not None,
    )


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"[+-]?\d{1,9}", text) else None


def _number(text: str | None) -> Decimal | None:
    """Return a number; None where there is none, or one that the data chose to be endless."""
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return None
    return value if value.is_finite() and len(text or "") < _LONGEST else None
