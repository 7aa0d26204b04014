"""The SPARQL that a shapes graph brings along: `sh:sparql` constraints and declared components (SHACL §5, §6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.shacl.component import spell
from gaapgraph.shacl.path import Predicate, path_text
from gaapgraph.shacl.query_text import Query, read_query
from gaapgraph.shacl.rdf_term import SH, SHACL, is_true
from gaapgraph.shacl.shape import Constraint, Shape, ShapesGraph, shown
from gaapgraph.sparql import check_text

if TYPE_CHECKING:
    from gaapgraph.shacl.rdf_term import Node, Term

__all__ = ["SHAPES_GRAPH", "Source", "Sources", "refuse_leaving"]

SHAPES_GRAPH = "urn:shacl:shapes-graph"
_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_TEXTS = frozenset(f"{SHACL}{name}" for name in ("select", "ask", "construct", "update"))
_IMPORTS = "http://www.w3.org/2002/07/owl#imports"


@frozen
class Source:
    """A query that stands in a shapes graph, with everything but `$this` bound."""

    node: Node
    query: Query
    messages: tuple[Literal, ...]


def require_iri(namespace: str, where: str) -> str:
    """Return what a prefix stands for, which goes into the text of queries.

    Raises:
        InputError: It is no IRI, and would go on in SPARQL.
    """
    if _NO_IRI.search(namespace):
        raise InputError("a prefix stands for no IRI", where=where, mend="mend its sh:namespace")
    return namespace


def refuse_leaving(shapes: ShapesGraph) -> None:
    """Refuse shapes of which any query would ask another machine, wherever it stands.

    Raises:
        InputError: A query has `SERVICE` or `LOAD`, is too deep, or a prefix stands for no IRI.
    """
    for triple in shapes.graph.triples:
        if not isinstance(triple.object, Literal):
            continue
        where = f"{shapes.where}, {triple.subject}"
        if triple.predicate.value in _TEXTS:
            check_text(triple.object.value, where)
        elif triple.predicate.value == SH.namespace:
            require_iri(triple.object.value, where)


class Sources:
    """Reads the queries of one shapes graph."""

    def __init__(self, shapes: ShapesGraph) -> None:
        self.shapes = shapes

    def source(self, constraint: Constraint, shape: Shape) -> Source | None:
        """Return the SELECT of a constraint, or None if it is deactivated.

        Raises:
            InputError: There is no SELECT, or it breaks SHACL's rules for it.
        """
        graph = self.shapes.graph
        node = constraint.custom.validator if constraint.custom else constraint.value
        if isinstance(node, Literal):
            raise InputError(f"{node} stands where a SPARQL constraint is expected", where=self.shapes.where)
        if any(is_true(value) for value in graph.objects(node, SH.deactivated)):
            return None
        query = self._read(node, SH.select, constraint, ("this",))
        if not query.projects_this:
            raise InputError("the query does not return $this", where=query.where, mend="add $this to its SELECT")
        query = query.renamed(self._constants(query, constraint, shape))
        messages = tuple(text for text in graph.objects(node, SH.message) if isinstance(text, Literal))
        return Source(node, query, messages)

    def ask_test(self, constraint: Constraint, shape: Shape, focus: str, v: str) -> str:
        """Return an expression that is true where the validator of a declared component accepts the value."""
        assert constraint.custom is not None
        query = self._read(constraint.custom.validator, SH.ask, constraint, ("this", "value"))
        names = self._constants(query, constraint, shape)
        return f"EXISTS {{ {query.renamed({**names, 'this': focus, 'value': v}).group_text} }}"

    def messages(self, constraint: Constraint) -> tuple[Literal, ...]:
        """Return the messages of the validator of a declared component."""
        assert constraint.custom is not None
        texts = self.shapes.graph.objects(constraint.custom.validator, SH.message)
        return tuple(text for text in texts if isinstance(text, Literal))

    def _read(self, node: Node, predicate: str, constraint: Constraint, prebound: tuple[str, ...]) -> Query:
        where = f"{self.shapes.where}, {shown(node)}"
        text = self.shapes.graph.text(node, predicate)
        if text is None:
            raise InputError(f"there is no sh:{predicate.removeprefix(SHACL)}", where=where)
        check_text(text, where)  # before a parser sees it
        query = read_query(text, self.prefixes(node), where)
        query.check((*prebound, *(name for name, _ in constraint.parameters)))
        return query

    def _constants(self, query: Query, constraint: Constraint, shape: Shape) -> dict[str, str]:
        names = {name: spell(value) for name, value in constraint.parameters}
        names["shapesGraph"] = f"<{SHAPES_GRAPH}>"
        if query.mentions("currentShape"):
            names["currentShape"] = spell(shape.node)
        if shape.path is not None:
            text = path_text(shape.path)
            names["PATH"] = text if isinstance(shape.path, Predicate) else f"({text})"
        elif query.mentions("PATH"):
            raise InputError("the query uses $PATH, but its shape has no path", where=query.where)
        return names

    def prefixes(self, node: Node) -> dict[str, str]:
        """Return the prefixes declared for a query, those of imported ontologies included (SHACL §5.2.1)."""
        graph = self.shapes.graph
        found: dict[str, str] = {}
        waiting: list[Term] = list(graph.objects(node, SH.prefixes))
        seen: set[Term] = set()
        while waiting:
            ontology = waiting.pop()
            if ontology in seen or (not isinstance(ontology, NamedNode) and not graph.nodes(ontology, SH.declare)):
                continue
            seen.add(ontology)
            waiting += graph.objects(ontology, _IMPORTS)
            for declaration in graph.objects(ontology, SH.declare):
                prefix = graph.text(declaration, SH.prefix)
                namespace = graph.text(declaration, SH.namespace)
                if prefix is None or namespace is None:
                    where = f"{self.shapes.where}, {shown(ontology)}"
                    raise InputError("a prefix declaration is not complete", where=where)
                found[prefix] = require_iri(namespace, f"{self.shapes.where}, {shown(ontology)}")
        return found
