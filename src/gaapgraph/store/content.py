"""The graphs of some data, each with its name, its statements, and a checksum that any store can be held to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from gaapgraph.errors import InputError
from gaapgraph.vocabulary import GG, OWL, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

__all__ = ["GraphContent", "list_contents", "name_loose", "sum_triples", "write_triple"]

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_TYPE = NamedNode(RDF.type)
_TRUTH = {"1": "true", "0": "false"}


@dataclass(frozen=True)
class GraphContent:
    """One named graph of the data.

    Attributes:
        graph: Its IRI.
        quads: Its statements, each once.
    """

    graph: str
    quads: tuple[Quad, ...]

    @cached_property
    def checksum(self) -> str:
        """SHA-256 of the statements, whatever their order and however a store writes numbers."""
        return sum_triples(quad.triple for quad in self.quads)

    @property
    def count(self) -> int:
        """How many statements there are."""
        return len(self.quads)

    def lines(self) -> Iterator[str]:
        """Yield the statements as N-Triples, a line each."""
        for quad in self.quads:
            yield f"{quad.subject} {quad.predicate} {quad.object} .\n"


def list_contents(store: Store, default_graph: str | None = None) -> list[GraphContent]:
    """Return the graphs of a store, by name.

    Args:
        store: The data.
        default_graph: IRI under which statements outside any graph go; without it they go under the one report,
            profile or ontology that they describe.

    Raises:
        InputError: Statements stand outside any graph, and nothing says where they belong.
    """
    contents = [_take(store, graph) for graph in store.named_graphs() if isinstance(graph, NamedNode)]
    loose = tuple(store.quads_for_pattern(None, None, None, DefaultGraph()))
    if loose:
        name = name_loose(loose, default_graph)
        kept = {quad.triple: quad for each in contents if each.graph == name for quad in each.quads}
        node = NamedNode(name)
        kept.update({quad.triple: Quad(quad.subject, quad.predicate, quad.object, node) for quad in loose})
        contents = [each for each in contents if each.graph != name] + [GraphContent(name, tuple(kept.values()))]
    return sorted((each for each in contents if each.quads), key=lambda each: each.graph)


def sum_triples(triples: Iterable[Triple]) -> str:
    """Return the SHA-256 of triples in an order of their own: numbers by value, languages in small letters.

    Blank nodes are taken for one another, as stores rename them.
    """
    digest = sha256()
    for line in sorted({write_triple(triple) for triple in triples}):
        digest.update(line.encode("utf-8", "replace"))
    return digest.hexdigest()


def write_triple(triple: Triple) -> str:
    """Return a triple in the one form in which it is compared."""
    return f"{_write(triple.subject)} {triple.predicate} {_write(triple.object)}\n"


def _write(term: object) -> str:
    if isinstance(term, BlankNode):
        return "_:"
    if not isinstance(term, Literal):
        return str(term)
    kind = term.datatype.value
    if term.language:
        return str(Literal(term.value, language=term.language.lower()))
    if kind in (XSD.decimal, XSD.integer) and _NUMBER.fullmatch(term.value):
        return f"{_write_number(term.value)}^^{kind}"
    if kind == XSD.boolean:
        return f"{_TRUTH.get(term.value, term.value)}^^{kind}"
    return str(term)


def _write_number(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    shown = f"{number:f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown).removeprefix("+") or "0"


def _take(store: Store, graph: NamedNode) -> GraphContent:
    return GraphContent(graph.value, tuple(store.quads_for_pattern(None, None, None, graph)))


def name_loose(quads: Iterable[Quad], default_graph: str | None = None) -> str:
    """Return the graph for statements outside any: the report, else the profile, else the ontology they describe.

    Args:
        quads: The statements.
        default_graph: What is taken where they describe none of these.

    Raises:
        InputError: They describe none, or several reports, and nothing else is given.
    """
    kinds: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate == _TYPE and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            kinds.setdefault(quad.object.value, set()).add(quad.subject.value)
    reports = kinds.get(GG.Report, set())
    if len(reports) == 1:
        return min(reports)
    named = kinds.get(GG.Profile) or kinds.get(OWL.Ontology)
    if default_graph is not None and (reports or not named):
        return default_graph
    if reports or not named:
        raise InputError(
            f"statements stand outside any graph, and describe {len(reports)} reports",
            mend="give --graph IRI, or data with named graphs (.trig, .nq)",
        )
    return min(named)
