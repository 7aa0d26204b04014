"""Results as RDF, without blank nodes: what an engine reports in SHACL's terms, and what follows from it in ours.

IRIs come from the content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from gaapgraph.errors import InputError
from gaapgraph.iri import digest, mint_iri, slug
from gaapgraph.shacl import report_triples
from gaapgraph.shacl.rdf_term import SHACL
from gaapgraph.vocabulary import BASE, DCTERMS, GG, PREFIXES, PROV, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.validation.check_result import CheckReport, CheckResult, Tally, Where

__all__ = ["write_trig", "write_turtle"]

_PREFIXES = ("gg", "dcterms", "prov", "rdfs", "xsd")
_REFERENCES = f"{DCTERMS.iri}references"
_AT_LOCATION, _LOCATION = f"{PROV.iri}atLocation", f"{PROV.iri}Location"
_NUMBERS = ("expected", "reported", "difference", "tolerance")


def write_turtle(report: CheckReport) -> str:
    """Return the validation report as any SHACL engine gives it.

    Raises:
        InputError: The shapes were not run as an engine runs them.
    """
    return (serialize(_engine_triples(report), format=RdfFormat.TURTLE, prefixes=_prefixes()) or b"").decode()


def write_trig(report: CheckReport) -> str:
    """Return the validation report and the diagnosis, each the graph of its own name.

    Results that are waived are left out of the diagnosis.

    Raises:
        InputError: The shapes were not run as an engine runs them.
    """
    quads = [*_named(_engine_triples(report)), *_named(_diagnosis_triples(report))]
    return (serialize(quads, format=RdfFormat.TRIG, prefixes=_prefixes()) or b"").decode()


def _prefixes() -> dict[str, str]:
    return {**{name: PREFIXES[name] for name in _PREFIXES}, "sh": SHACL}


def _named(triples: list[Triple]) -> Iterator[Quad]:
    """Yield triples as a graph of the name of their first subject."""
    name = NamedNode(str(getattr(triples[0].subject, "value", "")))
    return (Quad(each.subject, each.predicate, each.object, name) for each in triples)


def _engine_triples(report: CheckReport) -> list[Triple]:
    if report.validation is None:
        raise InputError("there is no validation report", mend="run the shapes as an engine does")
    return list(dict.fromkeys(report_triples(report.validation, f"{BASE}validation/")))


def _diagnosis_triples(report: CheckReport) -> list[Triple]:
    return list(dict.fromkeys(_diagnose(report)))


def _diagnose(report: CheckReport) -> Iterator[Triple]:
    results = [result for result in report.results if result.waived is None]
    names = [_name(result) for result in results]
    late = [mint_iri("validation", "unevaluated", digest(pair)) for pair in report.not_evaluated]
    node = NamedNode(mint_iri("validation", "diagnosis", digest([*names, *late])))
    yield Triple(node, NamedNode(RDF.type), NamedNode(GG.Diagnosis))
    yield Triple(node, NamedNode(GG.conforms), Literal(report.conforms and not late))
    for tally in report.tallies:
        yield from _tally_triples(node, tally)
    for name, result in zip(names, results, strict=True):
        yield from _result_triples(NamedNode(name), node, result)
    for name, (shape, reason) in zip(late, report.not_evaluated, strict=True):
        yield from _stated(NamedNode(name), _unevaluated(node, shape, reason))


def _tally_triples(diagnosis: NamedNode, tally: Tally) -> Iterator[Triple]:
    node = NamedNode(f"{diagnosis.value}/tally/{tally.family.replace(' ', '-').replace('(', '').replace(')', '')}")
    yield Triple(diagnosis, NamedNode(GG.tally), node)
    yield Triple(node, NamedNode(RDF.type), NamedNode(GG.Tally))
    yield Triple(node, NamedNode(GG.family), Literal(tally.family))
    yield Triple(node, NamedNode(GG.evaluated), Literal(tally.evaluated))
    yield Triple(node, NamedNode(GG.passed), Literal(tally.passed))


def _name(result: CheckResult) -> str:
    places = (f"{place.line}.{place.column}" for place in result.at)
    parts = [result.code, result.severity, result.shape, result.message, *places, *result.facts]
    return mint_iri("validation", "diagnosed", digest(parts))


def _node(name: str) -> NamedNode:
    """Return a resource of the data by its name; one without, a blank node that others wrote, gets one of ours."""
    return NamedNode(name) if _is_iri(name) else NamedNode(mint_iri("unresolved", slug(name)))


def _result_triples(node: NamedNode, diagnosis: NamedNode, result: CheckResult) -> Iterator[Triple]:
    numbers = {name: getattr(result, name) for name in _NUMBERS}
    stated: list[tuple[str, NamedNode | Literal]] = [
        (RDF.type, NamedNode(GG.CheckResult)),
        (GG.diagnosis, diagnosis),
        (GG.code, Literal(result.code)),
        (GG.severity, Literal(result.severity)),
        (GG.message, Literal(result.message, language="en")),
        *((_REFERENCES, _node(fact)) for fact in result.facts),
        *((GG.occurrence, _node(one)) for one in result.prints),
        *((GG.alsoBroken, Literal(text, language="en")) for text in result.evidence),
        *(
            (f"{GG.iri}{name}", Literal(text, datatype=NamedNode(XSD.decimal)))
            for name, text in numbers.items()
            if text is not None
        ),
    ]
    if _is_iri(result.shape):
        stated.append((GG.rule, NamedNode(result.shape)))
    if result.report:
        stated.append((PROV.wasDerivedFrom, _node(result.report)))
    if result.cause:
        stated.append((GG.cause, _node(result.cause)))
    if result.correction is not None:
        stated.append((GG.correction, Literal(result.correction)))
    yield from _stated(node, stated)
    for place in result.at:
        yield from _place_triples(node, place)


def _place_triples(node: NamedNode, place: Where) -> Iterator[Triple]:
    at = NamedNode(f"{node.value}/at/{place.line}" + ("" if place.column is None else f".{place.column}"))
    yield Triple(node, NamedNode(_AT_LOCATION), at)
    yield Triple(at, NamedNode(RDF.type), NamedNode(_LOCATION))
    yield Triple(at, NamedNode(GG.line), Literal(place.line))
    if place.column is not None:
        yield Triple(at, NamedNode(GG.column), Literal(place.column))


def _unevaluated(diagnosis: NamedNode, shape: str, reason: str) -> Iterator[tuple[str, NamedNode | Literal]]:
    yield RDF.type, NamedNode(GG.CheckResult)
    yield GG.diagnosis, diagnosis
    yield GG.severity, Literal("warning")
    yield GG.message, Literal(f"The rule was not evaluated: {reason}.", language="en")
    if _is_iri(shape):
        yield GG.rule, NamedNode(shape)


def _stated(node: NamedNode, stated: Iterable[tuple[str, NamedNode | Literal]]) -> Iterator[Triple]:
    return (Triple(node, NamedNode(predicate), term) for predicate, term in stated)


def _is_iri(name: str) -> bool:
    return name.startswith(("http://", "https://", "urn:"))
