"""pySHACL as an engine: the same data and shapes go in, the same results come out."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Store
from rdflib.plugins.sparql import prepareQuery

from gaapgraph.errors import InputError
from gaapgraph.shacl.embedded_query import refuse_leaving
from gaapgraph.shacl.path import read_path
from gaapgraph.shacl.rdf_term import SH, SHACL, Graph
from gaapgraph.shacl.validation_result import Result
from gaapgraph.sparql.offline import offline
from gaapgraph.sparql.pattern_order import patterns_in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Triple
    from rdflib.plugins.sparql.sparql import Query

    from gaapgraph.shacl.rdf_term import Node, Term
    from gaapgraph.shacl.shape import ShapesGraph

__all__ = ["DataGraph", "PyShacl"]

_TARGETS = tuple(rdflib.URIRef(iri) for iri in (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf))
_RULE = rdflib.URIRef(f"{SHACL}rule")
_CLASS = rdflib.URIRef("http://www.w3.org/2000/01/rdf-schema#Class")


class DataGraph(rdflib.Graph):
    """A graph that reads each query once.

    pySHACL asks the same query for one focus node after the other, and rdflib takes longer to read it than to answer.
    """

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        """Return the result of a query, as `rdflib.Graph.query` does."""
        if isinstance(query_object, str):
            query_object = _prepare(query_object, tuple(self.namespaces()))
        return super().query(query_object, *args, **kwargs)


@lru_cache(maxsize=512)
def _prepare(text: str, namespaces: tuple[tuple[str, rdflib.URIRef], ...]) -> Query:
    return prepareQuery(text, initNs=dict(namespaces))


class PyShacl:
    """Validates the data of a store with pySHACL, one targeted shape at a time or all at once."""

    def __init__(self, store: Store, shapes: ShapesGraph) -> None:
        refuse_leaving(shapes)
        self.store, self.shapes = store, shapes

    @cached_property
    def data(self) -> rdflib.Graph:
        """The data as rdflib holds it."""
        return _as_rdflib(self.store, DataGraph())

    def evaluate_all(self) -> tuple[list[Result], int | None]:
        """Return the results of all shapes."""
        return self._run(_as_rdflib(self.shapes.graph.triples)), None

    def evaluate(self, node: Node) -> tuple[list[Result], int | None]:
        """Return the results of one targeted shape."""
        graph = _as_rdflib(self.shapes.graph.triples)
        this = _to_rdflib(node)
        for target in _TARGETS:
            for other in set(graph.subjects(target)) - {this}:
                graph.remove((other, target, None))
        for shape in self.shapes.targeted:
            if shape.node != node and any(target.term == shape.node for target in shape.targets):
                graph.remove((_to_rdflib(shape.node), rdflib.RDF.type, _CLASS))
        return self._run(graph), None

    def _run(self, shapes: rdflib.Graph) -> list[Result]:
        has_rules = (None, _RULE, None) in shapes
        try:
            with offline(), patterns_in_order():
                _, report, text = pyshacl.validate(self.data, shacl_graph=shapes, advanced=True, inplace=not has_rules)
        except Exception as error:  # rdflib raises bare exceptions for bad queries
            raise InputError(f"pySHACL refuses the shapes: {_one_line(error)}", where=self.shapes.where) from error
        if not isinstance(report, rdflib.Graph):
            raise InputError(f"pySHACL refuses the shapes: {_one_line(text)}", where=self.shapes.where)
        return read_report(Graph(_from_rdflib(report)))


def read_report(graph: Graph) -> list[Result]:
    """Return the results that a `sh:ValidationReport` lists."""
    results = []
    for report in graph.subjects(SH.conforms):
        results += [_read_result(graph, node) for node in graph.objects(report, SH.result)]
    return results


def _read_result(graph: Graph, node: Term) -> Result:
    path = graph.object(node, SH.resultPath)
    component, severity = graph.object(node, SH.sourceConstraintComponent), graph.object(node, SH.resultSeverity)
    focus, shape = graph.object(node, SH.focusNode), graph.object(node, SH.sourceShape)
    source = graph.object(node, SH.sourceConstraint)
    if focus is None or component is None or severity is None or shape is None or isinstance(shape, Literal):
        raise InputError("a validation result is not complete", where=str(node))
    return Result(
        focus_node=focus,
        source_shape=shape,
        component=component.value,
        severity=severity.value,
        path=None if path is None else read_path(graph, path),
        value=graph.object(node, SH.value),
        source_constraint=None if isinstance(source, Literal) else source,
        messages=tuple(text for text in graph.objects(node, SH.resultMessage) if isinstance(text, Literal)),
        detail=tuple(_read_result(graph, inner) for inner in graph.objects(node, SH.detail)),
    )


def _as_rdflib(triples: Iterable[Triple | Quad], graph: rdflib.Graph | None = None) -> rdflib.Graph:
    graph = rdflib.Graph() if graph is None else graph
    for triple in triples:
        graph.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object)))
    return graph


def _to_rdflib(term: object) -> rdflib.term.Node:
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal():
            if term.language:
                return rdflib.Literal(term.value, lang=term.language)
            if term.datatype.value.endswith("#string"):
                return rdflib.Literal(term.value)
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise InputError(f"{term} cannot be validated: it is no RDF 1.1 term")


def _from_rdflib(graph: rdflib.Graph) -> Iterable[Triple]:
    from pyoxigraph import Triple

    for subject, predicate, value in graph:
        yield Triple(_term(subject), NamedNode(str(predicate)), _term(value))  # type: ignore[arg-type]


def _term(term: rdflib.term.Node) -> Term:
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if isinstance(term, rdflib.Literal) and term.language:
        return Literal(str(term), language=term.language)
    if isinstance(term, rdflib.Literal) and term.datatype is not None:
        return Literal(str(term), datatype=NamedNode(str(term.datatype)))
    return Literal(str(term))


def _one_line(text: object) -> str:
    return " ".join(str(text).split())[:300]
