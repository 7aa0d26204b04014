"""A validation result as a `sh:ValidationReport`, without blank nodes: IRIs come from the content."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from gaapgraph.namespace import RDF
from gaapgraph.shacl.path import Alternative, Inverse, Path, Predicate, Repeat, Sequence
from gaapgraph.shacl.rdf_term import SH, SHACL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gaapgraph.shacl.rdf_term import Term
    from gaapgraph.shacl.validation_result import Result, ValidationResult

__all__ = ["BASE", "report_triples", "write_report"]

BASE = "urn:shacl:"
_LENGTH = 20
_COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MARKS = {"*": SH.zeroOrMorePath, "+": SH.oneOrMorePath, "?": SH.zeroOrOnePath}


def write_report(validation: ValidationResult, base: str = BASE, prefixes: Mapping[str, str] | None = None) -> str:
    """Return the report in Turtle.

    Args:
        validation: What was found.
        base: What the IRIs of report, results and paths begin with.
        prefixes: Namespaces by prefix, besides that of SHACL.
    """
    triples = dict.fromkeys(report_triples(validation, base))
    known = {**(prefixes or {}), "sh": SHACL}
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=known) or b"").decode()


def report_triples(validation: ValidationResult, base: str = BASE) -> Iterator[Triple]:
    """Iterate over the triples of the report, whose IRIs begin with a base."""
    return _Writer(base).report(validation)


def _digest(parts: Iterable[str]) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:_LENGTH]


class _Writer:
    """Names the nodes of a report under one base."""

    def __init__(self, base: str) -> None:
        self.base = base

    def report(self, validation: ValidationResult) -> Iterator[Triple]:
        names = [self._name(result) for result in validation.results]
        report = NamedNode(f"{self.base}{_digest(names)}")
        yield Triple(report, NamedNode(RDF.type), NamedNode(SH.ValidationReport))
        yield Triple(report, NamedNode(SH.conforms), Literal(validation.conforms))
        if untold := sum(each.count for each in validation.untold):
            told = f"{untold:,} further results were counted, and are left out."
            yield Triple(report, NamedNode(_COMMENT), Literal(told, language="en"))
        for result in validation.results:
            yield Triple(report, NamedNode(SH.result), NamedNode(self._name(result)))
            yield from self._result(result)

    def _name(self, result: Result) -> str:
        parts = [
            str(result.focus_node), str(result.source_shape), result.component, str(result.path), str(result.value),
            str(result.source_constraint), *(str(pair) for pair in result.bindings), *map(str, result.messages),
        ]  # fmt: skip
        return f"{self.base}result/{_digest(parts)}"

    def _result(self, result: Result) -> Iterator[Triple]:
        node = NamedNode(self._name(result))
        stated: list[tuple[str, Term | None]] = [
            (RDF.type, NamedNode(SH.ValidationResult)),
            (SH.focusNode, result.focus_node),
            (SH.value, result.value),
            (SH.sourceShape, result.source_shape),
            (SH.sourceConstraintComponent, NamedNode(result.component)),
            (SH.sourceConstraint, result.source_constraint),
            (SH.resultSeverity, NamedNode(result.severity)),
            *((SH.resultMessage, message) for message in result.messages),
            *((SH.detail, NamedNode(self._name(inner))) for inner in result.detail),
        ]
        for predicate, term in stated:
            if term is not None:
                yield Triple(node, NamedNode(predicate), self._skolem(term))
        if result.path is not None:
            path, triples = self._path(result.path)
            yield Triple(node, NamedNode(SH.resultPath), path)
            yield from triples
        for inner in result.detail:
            yield from self._result(inner)

    def _skolem(self, term: Term) -> NamedNode | Literal:
        """Return the term, or an IRI in place of a blank node (RDF 1.1 §3.5)."""
        return NamedNode(f"{self.base}genid/{term.value}") if isinstance(term, BlankNode) else term

    def _path(self, path: Path) -> tuple[NamedNode, list[Triple]]:
        if isinstance(path, Predicate):
            return NamedNode(path.iri), []
        node = NamedNode(f"{self.base}path/{_digest([str(path)])}")
        match path:
            case Inverse(inner):
                end, triples = self._path(inner)
                return node, [Triple(node, NamedNode(SH.inversePath), end), *triples]
            case Repeat(inner, mark):
                end, triples = self._path(inner)
                return node, [Triple(node, NamedNode(_MARKS[mark]), end), *triples]
            case Sequence(paths):
                return self._list(paths)
            case Alternative(paths):
                head, triples = self._list(paths)
                return node, [Triple(node, NamedNode(SH.alternativePath), head), *triples]

    def _list(self, paths: tuple[Path, ...]) -> tuple[NamedNode, list[Triple]]:
        rest, triples = NamedNode(f"{_RDF}nil"), []
        for place in reversed(range(len(paths))):
            node = NamedNode(f"{self.base}path/list/{_digest([str(path) for path in paths[place:]])}")
            first, inner = self._path(paths[place])
            triples += [
                Triple(node, NamedNode(f"{_RDF}first"), first),
                Triple(node, NamedNode(f"{_RDF}rest"), rest),
                *inner,
            ]
            rest = node
        return rest, triples
