"""Risks as the data tell them: drivers, what they bear on, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.graph import read_whole, select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.graph import Dataset

__all__ = ["Driver", "Evidence", "Exposure", "Outcome", "Risk", "list_risks"]

_RISKS = """
SELECT DISTINCT ?risk ?document ?line ?label ?category ?categoryLabel {
  ?risk a gg:RiskFactor ; gg:document ?document ; gg:line ?line ; skos:prefLabel ?label .
  OPTIONAL { ?risk gg:category ?category OPTIONAL { ?category skos:prefLabel ?categoryLabel } }
} ORDER BY ?document ?line ?label
"""
_DRIVERS = """
SELECT DISTINCT ?driver ?risk ?line ?label {
  ?driver a gg:RiskDriver ; gg:partOf ?risk ; gg:line ?line ; skos:prefLabel ?label .
  OPTIONAL { ?driver gg:offset ?offset }
} ORDER BY ?risk ?line ?offset
"""
_EXPOSURES = """
SELECT DISTINCT ?exposure ?risk ?driver ?concept ?item ?label ?effect ?basis {
  ?exposure a gg:Exposure ; gg:risk ?risk ; gg:concept ?concept ; gg:effect ?effect .
  OPTIONAL { ?exposure gg:lineItem ?item }
  OPTIONAL { ?exposure gg:driver ?driver }
  OPTIONAL { ?exposure gg:basis ?basis }
  OPTIONAL { ?concept skos:prefLabel ?label }
} ORDER BY ?risk ?label ?concept ?item ?effect ?exposure
"""
_OUTCOMES = """
SELECT DISTINCT ?outcome ?of ?driver ?exposure ?current ?comparative ?kind ?kindLabel ?basis ?comment {
  ?outcome a gg:Outcome ; gg:risk ?of ; gg:outcome ?kind .
  OPTIONAL { ?outcome gg:driver ?driver }
  OPTIONAL { ?outcome gg:exposure ?exposure ; gg:currentFact ?current ; gg:comparativeFact ?comparative }
  OPTIONAL { ?kind skos:prefLabel ?kindLabel }
  OPTIONAL { ?outcome gg:basis ?basis }
  OPTIONAL { ?outcome gg:comment|rdfs:comment|skos:note|dcterms:description ?comment }
} ORDER BY ?of ?driver ?outcome ?comment
"""
_EVIDENCE = """
SELECT DISTINCT ?outcome ?evidence ?document ?line {
  ?outcome a gg:Outcome ; gg:evidence ?evidence .
  OPTIONAL { ?evidence gg:document ?document ; gg:line ?line }
} ORDER BY ?outcome ?evidence ?line
"""


@frozen
class Evidence:
    """What shows an outcome: a fact by its IRI, or a line of a document; `document` is empty for a fact."""

    iri: str
    document: str
    line: int | None


@frozen
class Outcome:
    """What came of a risk or of one of its drivers; a computed one has the figures that moved, IRIs of facts."""

    label: str
    basis: str
    comment: str
    evidence: tuple[Evidence, ...]
    comparative: str = ""
    current: str = ""


@dataclass(slots=True)
class Exposure:
    """A concept that a risk may move, or a part of it: a line item.

    Attributes:
        item: IRI of the line item, or empty.
        effect: `increase`, `decrease` or `either`.
        outcomes: What a later report shows of its figures.
    """

    concept: str
    item: str
    label: str
    effect: str
    basis: str
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(slots=True)
class Driver:
    """A circumstance by which a risk may come about, or the risk as a whole where it has no line."""

    label: str
    line: int | None
    exposures: list[Exposure] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(slots=True)
class Risk:
    """One risk; `whole` has what is said of it and of none of its drivers."""

    iri: str
    document: str
    line: int
    label: str
    category: str
    whole: Driver
    drivers: list[Driver]


def list_risks(dataset: Dataset) -> list[Risk]:
    """Return the risks of all documents in their order."""
    drivers: dict[str, Driver] = {}
    by_risk: dict[str, dict[str, Driver]] = {}
    for row in _rows(dataset, _DRIVERS):
        driver = drivers.setdefault(row["driver"], Driver(row["label"], read_whole(row["line"])))
        by_risk.setdefault(row["risk"], {})[row["driver"]] = driver
    risks: dict[str, Risk] = {}
    for row in _rows(dataset, _RISKS):
        iri, category = row["risk"], row["categoryLabel"] or _name(dataset, row["category"])
        own = list(by_risk.get(iri, {}).values())
        risk = Risk(
            iri=iri,
            document=row["document"],
            line=read_whole(row["line"]) or 0,
            label=row["label"],
            category=category,
            whole=Driver("", None),
            drivers=own,
        )
        risks.setdefault(iri, risk)
    _add_outcomes(dataset, risks, drivers, _add_exposures(dataset, risks, drivers))
    return list(risks.values())


def _add_exposures(dataset: Dataset, risks: dict[str, Risk], drivers: dict[str, Driver]) -> dict[str, Exposure]:
    exposures: dict[str, Exposure] = {}
    for row in _rows(dataset, _EXPOSURES):
        place = _find(risks, drivers, row["driver"] or row["risk"])
        if place is not None and row["exposure"] not in exposures:
            label = row["label"] or dataset.name(row["concept"])
            exposure = Exposure(row["concept"], row["item"], label, row["effect"], row["basis"])
            exposures[row["exposure"]] = exposure
            place.exposures.append(exposure)
    return exposures


def _add_outcomes(
    dataset: Dataset, risks: dict[str, Risk], drivers: dict[str, Driver], exposures: dict[str, Exposure]
) -> None:
    evidence: dict[str, list[Evidence]] = {}
    for row in _rows(dataset, _EVIDENCE):
        line = read_whole(row["line"])
        evidence.setdefault(row["outcome"], []).append(Evidence(row["evidence"], row["document"], line))
    seen: set[str] = set()
    for row in _rows(dataset, _OUTCOMES):
        place = exposures.get(row["exposure"]) or _find(risks, drivers, row["driver"] or row["of"])
        if place is not None and row["outcome"] not in seen:
            seen.add(row["outcome"])
            label = row["kindLabel"] or _name(dataset, row["kind"])
            found = tuple(evidence.get(row["outcome"], ()))
            moved = (row["comparative"], row["current"])
            place.outcomes.append(Outcome(label, row["basis"], row["comment"], found, *moved))


def _find(risks: dict[str, Risk], drivers: dict[str, Driver], iri: str) -> Driver | None:
    return risks[iri].whole if iri in risks else drivers.get(iri)


def _name(dataset: Dataset, iri: str) -> str:
    return dataset.label(iri) or dataset.name(iri) if iri else ""


def _rows(dataset: Dataset, query: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a query; what is not bound is empty."""
    for row in select(dataset.store, query):
        yield {name: value or "" for name, value in row.items()}
