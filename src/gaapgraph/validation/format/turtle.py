"""Results as a `sh:ValidationReport` in Turtle, without blank nodes: IRIs come from the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from gaapgraph.iri import digest, mint_iri
from gaapgraph.shacl.term import SH, SHACL
from gaapgraph.vocabulary import DCTERMS, GG, PREFIXES, PROV, RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.validation.result import CheckReport, CheckResult, Tally, Where

__all__ = ["write_turtle"]

_SEVERITIES = {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}
_PREFIXES = ("gg", "dcterms", "prov", "rdfs", "xsd")
_RULE = SH.SPARQLConstraintComponent
_REFERENCES = f"{DCTERMS.iri}references"
_AT_LOCATION, _LOCATION = f"{PROV.iri}atLocation", f"{PROV.iri}Location"


def write_turtle(report: CheckReport, *, is_named: bool = False) -> str:
    """Return the report of all results that are not waived; it conforms if there is none (SHACL §3.6).

    Args:
        report: What the check found.
        is_named: Whether to write TriG, in which the report is the graph of its own name.
    """
    results = [result for result in report.results if result.waived is None]
    prefixes = {**{name: PREFIXES[name] for name in _PREFIXES}, "sh": SHACL}
    triples = list(dict.fromkeys(_report_triples(report, results)))
    if not is_named:
        return (serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()
    name = NamedNode(str(getattr(triples[0].subject, "value", "")))
    quads = [Quad(each.subject, each.predicate, each.object, name) for each in triples]
    return (serialize(quads, format=RdfFormat.TRIG, prefixes=prefixes) or b"").decode()


def _report_triples(report: CheckReport, results: list[CheckResult]) -> Iterator[Triple]:
    late = [mint_iri("validation", "unevaluated", digest(pair)) for pair in report.not_evaluated]
    names = [_name(result) for result in results]
    node = NamedNode(mint_iri("validation", digest([*names, *late])))
    yield Triple(node, NamedNode(RDF.type), NamedNode(SH.ValidationReport))
    yield Triple(node, NamedNode(SH.conforms), Literal(not results and not late))
    for name in (*names, *late):
        yield Triple(node, NamedNode(SH.result), NamedNode(name))
    for tally in report.tallies:
        yield from _tally_triples(node, tally)
    for name, result in zip(names, results, strict=True):
        focus = next(iter(result.facts), None) or result.report or next(iter(report.documents), node.value)
        yield from _result_triples(NamedNode(name), result, focus)
    for name, (shape, reason) in zip(late, report.not_evaluated, strict=True):
        yield from _unevaluated_triples(NamedNode(name), shape, reason, node)


def _tally_triples(report: NamedNode, tally: Tally) -> Iterator[Triple]:
    node = NamedNode(f"{report.value}/tally/{tally.family.replace(' ', '-').replace('(', '').replace(')', '')}")
    yield Triple(report, NamedNode(GG.tally), node)
    yield Triple(node, NamedNode(RDF.type), NamedNode(GG.Tally))
    yield Triple(node, NamedNode(GG.family), Literal(tally.family))
    yield Triple(node, NamedNode(GG.evaluated), Literal(tally.evaluated))
    yield Triple(node, NamedNode(GG.passed), Literal(tally.passed))


def _name(result: CheckResult) -> str:
    places = (f"{place.line}.{place.column}" for place in result.at)
    parts = [result.code, result.severity, result.shape, result.message, *places, *result.facts]
    return mint_iri("validation", "result", digest(parts))


def _result_triples(node: NamedNode, result: CheckResult, focus: str) -> Iterator[Triple]:
    stated: list[tuple[str, NamedNode | Literal]] = [
        (RDF.type, NamedNode(SH.ValidationResult)),
        (SH.focusNode, NamedNode(focus)),
        (SH.resultSeverity, NamedNode(_SEVERITIES[result.severity])),
        (SH.resultMessage, Literal(result.message, language="en")),
        (SH.sourceConstraintComponent, NamedNode(_RULE if _is_iri(result.shape) else GG.Finding)),
        (GG.code, Literal(result.code)),
        *((_REFERENCES, NamedNode(fact)) for fact in result.facts if fact != focus),
        *((RDFS.comment, Literal(text, language="en")) for text in result.evidence),
    ]
    if _is_iri(result.shape):
        stated.append((SH.sourceShape, NamedNode(result.shape)))
    if result.report:
        stated.append((PROV.wasDerivedFrom, NamedNode(result.report)))
    if result.reported is not None:
        stated.append((SH.value, Literal(result.reported, datatype=NamedNode(XSD.decimal))))
    if result.correction is not None:
        stated.append((RDFS.comment, Literal(f"likely correction: {result.correction}", language="en")))
    yield from (Triple(node, NamedNode(predicate), term) for predicate, term in stated)
    for place in result.at:
        yield from _place_triples(node, place)


def _place_triples(node: NamedNode, place: Where) -> Iterator[Triple]:
    at = NamedNode(f"{node.value}/at/{place.line}" + ("" if place.column is None else f".{place.column}"))
    yield Triple(node, NamedNode(_AT_LOCATION), at)
    yield Triple(at, NamedNode(RDF.type), NamedNode(_LOCATION))
    yield Triple(at, NamedNode(GG.line), Literal(place.line))
    if place.column is not None:
        yield Triple(at, NamedNode(GG.column), Literal(place.column))


def _unevaluated_triples(node: NamedNode, shape: str, reason: str, report: NamedNode) -> Iterator[Triple]:
    yield Triple(node, NamedNode(RDF.type), NamedNode(SH.ValidationResult))
    yield Triple(node, NamedNode(SH.focusNode), report)
    yield Triple(node, NamedNode(SH.resultSeverity), NamedNode(SH.Warning))
    yield Triple(node, NamedNode(SH.resultMessage), Literal(f"The rule was not evaluated: {reason}.", language="en"))
    yield Triple(node, NamedNode(SH.sourceConstraintComponent), NamedNode(_RULE))
    if _is_iri(shape):
        yield Triple(node, NamedNode(SH.sourceShape), NamedNode(shape))


def _is_iri(name: str) -> bool:
    return name.startswith(("http://", "https://", "urn:"))
