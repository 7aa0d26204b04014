"""Large files of N-Quads taken apart by entity, so that one part after the other is in memory.

What rules compare stands in the graphs of one entity, in graphs that name resources of each other, or in what graphs
describe in common: concepts, periods, units. A part has all graphs of some entities, and all that any graph says of
what they state or name in common. So whatever looks at a resource finds there what it would find among all graphs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from gaapgraph.store.succession import link_superseded
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["Part", "take_apart"]

_LEAST = 200_000_000  # bytes of text from which a whole in memory costs more than parts
_PART = 80_000_000
_BLOCK = 1 << 18
_END = re.compile(rb" (<[^<>\s]*>) \.\n")
_ENTITY = b" <%s> " % GG.entity.encode()


class _Stretch(NamedTuple):
    """Lines of one graph that stand together in a file."""

    path: Path
    start: int
    end: int

    def read(self) -> bytes:
        with self.path.open("rb") as file:
            file.seek(self.start)
            return file.read(self.end - self.start)


@dataclass(slots=True)
class _Graph:
    """One graph: where its lines are, its entities, and what it names that is not its own."""

    name: bytes
    stretches: list[_Stretch] = field(default_factory=list)
    entities: set[bytes] = field(default_factory=set)
    named: set[bytes] = field(default_factory=set)

    @property
    def size(self) -> int:
        return sum(one.end - one.start for one in self.stretches)


@dataclass(slots=True)
class Part:
    """Some graphs, and what others say of what they name.

    Attributes:
        names: Of the graphs, as N-Triples.
    """

    names: tuple[bytes, ...]
    _graphs: list[_Graph]
    _added: list[bytes]

    def load(self) -> Store:
        """Return a store with all triples in its default graph, also which facts later filings supersede.

        Raises:
            SyntaxError: A line is no N-Quads.
        """
        store = Store()
        for graph in self._graphs:
            for stretch in graph.stretches:
                store.load(stretch.read().replace(b" %s .\n" % graph.name, b" .\n"), RdfFormat.N_TRIPLES)
        store.load(b"".join(self._added), RdfFormat.N_TRIPLES)
        store.extend(self._link_superseded())
        return store

    def _link_superseded(self) -> list[Quad]:
        """Return which facts are superseded, which only graphs of one entity tell of each other."""
        counts = Counter(entity for graph in self._graphs for entity in graph.entities)
        several = [graph for graph in self._graphs if any(counts[entity] > 1 for entity in graph.entities)]
        named = Store()
        for stretch in (one for graph in several for one in graph.stretches):
            named.load(stretch.read(), RdfFormat.N_QUADS)
        link_superseded(named)
        found = named.quads_for_pattern(None, NamedNode(GG.supersededBy), None)
        return [Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in found]


class _Layout:
    """What the graphs of some files state in common, and which of them belong together."""

    def __init__(self) -> None:
        self.graphs: dict[bytes, _Graph] = {}
        self._numbers: dict[bytes, int] = {}
        self._common: dict[bytes, dict[bytes, list[int]]] = defaultdict(dict)  # subject: its lines, who states each

    def add(self, name: bytes, stretch: _Stretch, lines: list[bytes]) -> None:
        """Note some lines of a graph, which end with their objects."""
        graph = self.graphs.setdefault(name, _Graph(name))
        number = self._numbers.setdefault(name, len(self._numbers))
        graph.stretches.append(stretch)
        own, entity = (name + b" ", name[:-1] + b"/", name[:-1] + b"#"), name + _ENTITY
        graph.entities.update(line[len(entity) :] for line in lines if line.startswith(entity))
        objects = {line.rpartition(b" ")[2] for line in lines if line.endswith(b">")}
        graph.named.update(one for one in objects if one.startswith(b"<") and not one.startswith(own[1:]))
        graph.named.discard(name)
        for line in [line for line in lines if not line.startswith(own)]:
            subject, _, rest = line.partition(b" ")
            graph.named.add(subject)
            stated = self._common[subject].setdefault(rest, [])
            if not stated or stated[-1] != number:
                stated.append(number)

    def list_parts(self, most: int) -> Iterator[Part]:
        """Yield parts of about the same size, in the order of the files."""
        chosen: list[_Graph] = []
        for group in self._group():
            if chosen and sum(one.size for one in (*chosen, *group)) > most:
                yield self._part(chosen)
                chosen = []
            chosen += group
        yield self._part(chosen)

    def _part(self, graphs: list[_Graph]) -> Part:
        return Part(tuple(one.name for one in graphs), graphs, [*self._complete(graphs)])

    def _complete(self, graphs: list[_Graph]) -> Iterator[bytes]:
        """Yield the lines that other graphs state of what some graphs name, and of what those lines name."""
        own = {self._numbers[one.name] for one in graphs}
        left = set().union(*(one.named for one in graphs)) & self._common.keys()
        seen = set(left)
        while left:
            subject = left.pop()
            for rest, stated in self._common[subject].items():
                if own.isdisjoint(stated):
                    yield b"%s %s .\n" % (subject, rest)
                    named = rest.partition(b" ")[2]
                    if named in self._common and named not in seen:
                        seen.add(named)
                        left.add(named)

    def _group(self) -> list[list[_Graph]]:
        """Return the graphs that belong together: of one entity, or one of which names a resource of the other."""
        heads: dict[bytes, bytes] = {}

        def head(one: bytes) -> bytes:
            while heads.setdefault(one, one) != one:
                one = heads[one]
            return one

        owners = {one: owner for one in self._named() if (owner := self._owner(one)) is not None}
        for graph in self.graphs.values():
            for other in (*graph.entities, *(owners[one] for one in graph.named if one in owners)):
                heads[head(other)] = head(graph.name)
        groups: dict[bytes, list[_Graph]] = {}
        for graph in self.graphs.values():
            groups.setdefault(head(graph.name), []).append(graph)
        return [*groups.values()]

    def _named(self) -> Iterable[bytes]:
        return set().union(*(graph.named for graph in self.graphs.values()))

    def _owner(self, iri: bytes) -> bytes | None:
        """Return the graph below whose name a resource is named; None where there is none."""
        above = iri[:-1]
        while above:
            if above + b">" in self.graphs:
                return above + b">"
            above = above[: max(above.rfind(b"/"), above.rfind(b"#"), 0)]
        return None


def take_apart(paths: Sequence[Path], least: int = _LEAST, most: int = _PART) -> list[Part] | None:
    """Return the parts of files of N-Quads; None where they are small, of another kind, or all of a piece.

    Args:
        paths: RDF files.
        least: Bytes of text below which nothing is taken apart.
        most: Bytes of a part, where it is not one entity's.
    """
    if not all(path.is_file() and path.suffix == ".nq" for path in paths):
        return None
    if sum(path.stat().st_size for path in paths) < least:
        return None
    layout = _Layout()
    for path in paths:
        for stretch, text in _list_blocks(path):
            runs = _list_runs(stretch, text)
            if runs is None:
                return None
            for name, run, lines in runs:
                layout.add(name, run, lines)
    parts = [*layout.list_parts(most)] if layout.graphs else []
    return parts if len(parts) > 1 else None


def _list_blocks(path: Path) -> Iterator[tuple[_Stretch, bytes]]:
    """Yield a file in pieces of whole lines."""
    with path.open("rb") as file:
        start = 0
        while text := file.read(_BLOCK):
            text += file.readline()
            yield _Stretch(path, start, start + len(text)), text
            start += len(text)


def _list_runs(stretch: _Stretch, text: bytes) -> Collection[tuple[bytes, _Stretch, list[bytes]]] | None:
    """Return the lines of each graph that stand together, without it; None where one has none, or is written otherwise.

    Blank nodes would be others in each part.
    """
    if b"\n_:" in text or text.startswith(b"_:") or b"> _:" in text:
        return None
    last = _END.fullmatch(text, max(text.rfind(b" <"), 0))
    if last is not None and len(lines := text.split(last[0])) == text.count(b"\n") + 1:
        return [(last[1], stretch, lines[:-1])]
    runs: list[tuple[bytes, int, int]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        found = _END.fullmatch(line, max(line.rfind(b" <"), 0))
        if found is None:
            return None
        name, start = (runs.pop()[:2]) if runs and runs[-1][0] == found[1] else (found[1], position)
        position += len(line)
        runs.append((name, start, position))
    return [
        (name, _Stretch(stretch.path, stretch.start + start, stretch.start + end), _cut_lines(text[start:end], name))
        for name, start, end in runs
    ]


def _cut_lines(text: bytes, name: bytes) -> list[bytes]:
    """Return the lines of one graph without its name."""
    return text.split(b" %s .\n" % name)[:-1]
