"""The graphs of some data, each with its name, its statements, and a checksum that any store can be held to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from hashlib import blake2b, sha256
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from gaapgraph.errors import InputError, OutputError
from gaapgraph.vocabulary import GG, OWL, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Store

__all__ = ["GraphContent", "Quads", "lay_aside", "list_contents", "name_loose", "sum_triples", "write_triple"]

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_TYPE = NamedNode(RDF.type)
_DIGEST = 16  # bytes, that no two of billions of triples share
_TRUTH = {"1": "true", "0": "false"}


class Quads(Protocol):
    """Statements of one graph, each once, that can be gone through again and again."""

    def __iter__(self) -> Iterator[Quad]: ...

    def __len__(self) -> int: ...


class _StoredGraph:
    """The statements of one graph as a store has them; none of them is held."""

    def __init__(self, store: Store, graph: NamedNode, *, has_loose: bool) -> None:
        self._store, self._graph, self._has_loose = store, graph, has_loose

    def __iter__(self) -> Iterator[Quad]:
        yield from self._store.quads_for_pattern(None, None, None, self._graph)
        if self._has_loose:
            for quad in self._store.quads_for_pattern(None, None, None, DefaultGraph()):
                moved = Quad(quad.subject, quad.predicate, quad.object, self._graph)
                if moved not in self._store:
                    yield moved

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _FiledGraph:
    """The statements of one graph in a file of N-Quads."""

    def __init__(self, path: Path, count: int) -> None:
        self._path, self._count = path, count

    def __iter__(self) -> Iterator[Quad]:
        yield from parse(path=str(self._path), format=RdfFormat.N_QUADS, lenient=True)

    def __len__(self) -> int:
        return self._count


@dataclass(frozen=True)
class GraphContent:
    """One named graph of the data.

    Attributes:
        graph: Its IRI.
        quads: Its statements, each once.
    """

    graph: str
    quads: Quads

    @cached_property
    def checksum(self) -> str:
        """SHA-256 of the statements, whatever their order and however a store writes numbers."""
        return sum_triples(quad.triple for quad in self.quads)

    @cached_property
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
    names = {graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)}
    loose = store.quads_for_pattern(None, None, None, DefaultGraph())
    first = next(loose, None)
    home = None if first is None else name_loose(chain((first,), loose), default_graph)
    contents = [
        GraphContent(name, _StoredGraph(store, NamedNode(name), has_loose=name == home))
        for name in sorted(names | ({home} if home else set()))
    ]
    return [each for each in contents if any(True for _ in each.quads)]


def lay_aside(contents: Iterable[GraphContent], folder: Path) -> list[GraphContent]:
    """Return the same graphs, kept in files, so that the store that they come from need not be held any longer.

    Args:
        contents: The graphs.
        folder: Where the files are written; they must stay as long as the graphs are used.

    Raises:
        OutputError: They cannot be written.
    """
    return [_lay_aside(content, folder / f"{number}.nq") for number, content in enumerate(contents)]


def _lay_aside(content: GraphContent, path: Path) -> GraphContent:
    count = 0
    try:
        with path.open("wb") as file:
            for quad in content.quads:
                file.write(f"{quad} .\n".encode("utf-8", "replace"))
                count += 1
    except OSError as exc:
        mend = "make room there, or name another folder by TMPDIR"
        raise OutputError(f"cannot be written ({exc.strerror or exc})", where=str(path.parent), mend=mend) from exc
    return GraphContent(content.graph, _FiledGraph(path, count))


def sum_triples(triples: Iterable[Triple]) -> str:
    """Return the SHA-256 of triples in an order of their own: numbers by value, languages in small letters.

    Blank nodes are taken for one another, as stores rename them. Of each triple no more than a digest is held.
    """
    found = {_digest(triple) for triple in triples}
    return sha256(b"".join(sorted(found))).hexdigest()


def _digest(triple: Triple) -> bytes:
    return blake2b(write_triple(triple).encode("utf-8", "replace"), digest_size=_DIGEST).digest()


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
