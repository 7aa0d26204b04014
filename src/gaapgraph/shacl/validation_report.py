"""A validation result as a `sh:ValidationReport`, without blank nodes: IRIs come from the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from gaapgraph.iri import digest, mint_iri
from gaapgraph.shacl.path import Alternative, Inverse, Path, Predicate, Repeat, Sequence
from gaapgraph.shacl.term import SH, SHACL
from gaapgraph.vocabulary import PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.shacl.result import Result, ValidationResult
    from gaapgraph.shacl.term import Term

__all__ = ["report_triples", "write_report"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MARKS = {"*": SH.zeroOrMorePath, "+": SH.oneOrMorePath, "?": SH.zeroOrOnePath}


def write_report(validation: ValidationResult) -> str:
    """Return the report in Turtle."""
    prefixes = {**{name: iri for name, iri in PREFIXES.items() if name != "srt"}, "sh": SHACL}
    triples = dict.fromkeys(report_triples(validation))
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def report_triples(validation: ValidationResult) -> Iterator[Triple]:
    """Iterate over the triples of the report."""
    names = [_name(result) for result in validation.results]
    report = NamedNode(mint_iri("validation", digest(names)))
    yield Triple(report, NamedNode(RDF.type), NamedNode(SH.ValidationReport))
    yield Triple(report, NamedNode(SH.conforms), Literal(validation.conforms))
    for result in validation.results:
        yield Triple(report, NamedNode(SH.result), NamedNode(_name(result)))
        yield from _result_triples(result)


def _name(result: Result) -> str:
    parts = [
        str(result.focus_node), str(result.source_shape), result.component, str(result.path), str(result.value),
        str(result.source_constraint), *(str(pair) for pair in result.bindings), *map(str, result.messages),
    ]  # fmt: skip
    return mint_iri("validation", "result", digest(parts))


def _result_triples(result: Result) -> Iterator[Triple]:
    node = NamedNode(_name(result))
    stated: list[tuple[str, Term | None]] = [
        (RDF.type, NamedNode(SH.ValidationResult)),
        (SH.focusNode, result.focus_node),
        (SH.value, result.value),
        (SH.sourceShape, result.source_shape),
        (SH.sourceConstraintComponent, NamedNode(result.component)),
        (SH.sourceConstraint, result.source_constraint),
        (SH.resultSeverity, NamedNode(result.severity)),
        *((SH.resultMessage, message) for message in result.messages),
        *((SH.detail, NamedNode(_name(inner))) for inner in result.detail),
    ]
    for predicate, term in stated:
        if term is not None:
            yield Triple(node, NamedNode(predicate), _skolem(term))
    if result.path is not None:
        path, triples = _path_triples(result.path)
        yield Triple(node, NamedNode(SH.resultPath), path)
        yield from triples
    for inner in result.detail:
        yield from _result_triples(inner)


def _skolem(term: Term) -> NamedNode | Literal:
    """Return the term, or an IRI in place of a blank node (RDF 1.1 §3.5)."""
    return NamedNode(mint_iri(".well-known", "genid", term.value)) if isinstance(term, BlankNode) else term


def _path_triples(path: Path) -> tuple[NamedNode, list[Triple]]:
    if isinstance(path, Predicate):
        return NamedNode(path.iri), []
    node = NamedNode(mint_iri("path", digest([str(path)])))
    match path:
        case Inverse(inner):
            end, triples = _path_triples(inner)
            return node, [Triple(node, NamedNode(SH.inversePath), end), *triples]
        case Repeat(inner, mark):
            end, triples = _path_triples(inner)
            return node, [Triple(node, NamedNode(_MARKS[mark]), end), *triples]
        case Sequence(paths):
            return _list_triples(paths)
        case Alternative(paths):
            head, triples = _list_triples(paths)
            return node, [Triple(node, NamedNode(SH.alternativePath), head), *triples]


def _list_triples(paths: tuple[Path, ...]) -> tuple[NamedNode, list[Triple]]:
    rest, triples = NamedNode(f"{_RDF}nil"), []
    for place in reversed(range(len(paths))):
        node = NamedNode(mint_iri("path", "list", digest([str(path) for path in paths[place:]])))
        first, inner = _path_triples(paths[place])
        triples += [
            Triple(node, NamedNode(f"{_RDF}first"), first),
            Triple(node, NamedNode(f"{_RDF}rest"), rest),
            *inner,
        ]
        rest = node
    return rest, triples
