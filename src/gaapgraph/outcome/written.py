"""Outcomes of risks and comparisons of figures as RDF resources of a graph that belongs to two reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.iri import digest
from gaapgraph.vocabulary import DCTERMS, GG, PROV, RDF, SKOS
from gaapgraph.write import term
from gaapgraph.write.fact_statement import Resource
from gaapgraph.write.graph import describe_software, name_software
from gaapgraph.write.resource_name import place_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.model import Comparison, Evidence, Outcome, Report
    from gaapgraph.write.fact_statement import Statement
    from gaapgraph.write.resource_name import Names

__all__ = ["describe_comparisons", "describe_outcomes", "name_hindsight"]


def name_hindsight(earlier: str, later: str) -> str:
    """Return the IRI of the outcomes of two reports, and of their graph: below that of the later report.

    >>> name_hindsight("https://example.org/report/acme/1", "https://example.org/report/acme/2")
    'https://example.org/report/acme/2/hindsight/7023d60e4f1a810d96a9'
    """
    return f"{later}/hindsight/{digest([earlier])}"


def describe_outcomes(
    outcomes: Iterable[Outcome], earlier: tuple[Report, Names], later: tuple[Report, Names]
) -> Iterator[Resource]:
    """Yield the hindsight of two reports, its curated outcomes, and the passages that are their evidence."""
    hindsight = name_hindsight(earlier[1].report, later[1].report)
    yield Resource(
        hindsight,
        [
            (RDF.type, term.iri(GG.Hindsight)),
            (DCTERMS.title, term.english(f"{earlier[0].title}: what became of it by {later[0].title}")),
            (GG.earlierReport, term.iri(earlier[1].report)),
            (GG.laterReport, term.iri(later[1].report)),
            *((PROV.wasDerivedFrom, term.iri(names.report)) for names in (earlier[1], later[1])),
            (PROV.wasAttributedTo, term.iri(name_software())),
            *(((DCTERMS.license, term.iri(earlier[0].license)),) if earlier[0].license is not None else ()),
        ],
    )
    yield describe_software()
    passages: dict[tuple[int, ...], Resource] = {}
    for outcome in sorted(outcomes, key=_order):
        yield Resource(_name(hindsight, outcome), _state(outcome, hindsight, earlier[1], later[1]))
        for one in outcome.evidence:
            if not one.facts:
                passages[one.place.order] = _describe_passage(hindsight, one, later[1])
    yield from (passage for _, passage in sorted(passages.items()))


def describe_comparisons(comparisons: Iterable[Comparison], earlier: Names, later: Names) -> Iterator[Resource]:
    """Yield how figures of two reports compare, in the order of the table."""
    hindsight = name_hindsight(earlier.report, later.report)
    for one in comparisons:
        before, after = [earlier.fact(key) for key in one.earlier], [later.fact(key) for key in one.later]
        yield Resource(
            f"{hindsight}/comparison/{digest([one.comparability, *before, '', *after])}",
            [
                (RDF.type, term.iri(GG.Comparison)),
                (GG.hindsight, term.iri(hindsight)),
                (GG.comparability, term.iri(one.comparability)),
                *((GG.earlierFigure, term.iri(name)) for name in before),
                *((GG.laterFigure, term.iri(name)) for name in after),
                (SKOS.note, term.english(one.note)),
            ],
        )


def _order(outcome: Outcome) -> tuple[int, int, int, str]:
    driver = outcome.driver
    where = (0, 0) if driver is None else (driver.line, driver.offset or 0)
    return outcome.risk.line, *where, outcome.outcome


def _name(hindsight: str, outcome: Outcome) -> str:
    driver = "" if outcome.driver is None else place_slug(outcome.driver)
    evidence = (f"{one.place.line} {one.words}" for one in outcome.evidence)
    return f"{hindsight}/outcome/{digest([str(outcome.risk.line), driver, outcome.outcome, *evidence])}"


def _state(outcome: Outcome, hindsight: str, earlier: Names, later: Names) -> list[Statement]:
    statements = [
        (RDF.type, term.iri(GG.Outcome)),
        (GG.hindsight, term.iri(hindsight)),
        (GG.risk, term.iri(earlier.risk(outcome.risk))),
    ]
    if outcome.driver is not None:
        statements.append((GG.driver, term.iri(earlier.driver(outcome.driver))))
    facts = dict.fromkeys(later.fact(key) for one in outcome.evidence for key in one.facts)
    passages = dict.fromkeys(_passage(hindsight, one) for one in outcome.evidence if not one.facts)
    return [
        *statements,
        (GG.outcome, term.iri(outcome.outcome)),
        (GG.basis, term.string("curated")),
        *((GG.evidence, term.iri(name)) for name in (*facts, *passages)),
        (GG.document, term.iri(later.document)),
        *((GG.line, term.integer(line)) for line in sorted({one.place.line for one in outcome.evidence})),
        (SKOS.note, term.english(outcome.note)),
    ]


def _passage(hindsight: str, evidence: Evidence) -> str:
    return f"{hindsight}/passage/{place_slug(evidence.place)}"


def _describe_passage(hindsight: str, evidence: Evidence, later: Names) -> Resource:
    statements = [
        (RDF.type, term.iri(GG.Passage)),
        (GG.document, term.iri(later.document)),
        (GG.line, term.integer(evidence.place.line)),
    ]
    if evidence.place.offset is not None:
        statements.append((GG.offset, term.integer(evidence.place.offset)))
    return Resource(_passage(hindsight, evidence), statements)
