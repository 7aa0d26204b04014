"""Named graphs of an embedded store exchanged in one transaction: killed at any moment, it holds the old or the new."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain, count, islice
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from gaapgraph.address_space import STORE_FOLDER, require_addresses
from gaapgraph.errors import OutputError, SourceError
from gaapgraph.vocabulary import DCTERMS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from gaapgraph.store.content import Quads

__all__ = ["list_replaced", "open_writable", "replace_graphs"]

_MANY = 100_000  # quads: a transaction keeps all of them in memory, several times over
_REPLACES = NamedNode(DCTERMS.replaces)


def replace_graphs(store: Store, graphs: Mapping[str, Quads], dropped: Iterable[str] = ()) -> int:
    """Give named graphs new contents, and remove others, in one transaction.

    Only what differs is written, so that a graph of which little changed is exchanged soon. A graph without quads is
    removed.

    Args:
        store: In memory or on disk, open for writing.
        graphs: The new quads of each graph, by its IRI; their own graph names are not looked at. Those of a graph that
            the store does not have yet are gone through once, and not held.
        dropped: IRIs of graphs that are removed.

    Returns:
        How many quads were added or removed; one that is given twice for a new graph counts twice.

    Raises:
        OutputError: The store cannot be written; it is as it was.
    """
    new: dict[str, Quads] = {**graphs, **{graph: () for graph in dropped if graph not in graphs}}
    empty = {graph for graph in new if next(_list(store, graph), None) is None}
    old = {graph: set(_list(store, graph)) for graph in new if graph not in empty}
    wanted = {graph: set(_move(new[graph], NamedNode(graph))) for graph in old}
    removed = [quad for graph in old for quad in old[graph] - wanted[graph]]
    added = chain(
        (quad for graph in empty for quad in _move(new[graph], NamedNode(graph))),  # which may be more than is held
        (quad for graph in old for quad in wanted[graph] - old[graph]),
    )
    with _told_as_output():
        changed = _exchange(store, wanted, added, removed)
        store.flush()
    return changed


def _exchange(store: Store, wanted: Mapping[str, Collection[Quad]], added: Iterator[Quad], removed: list[Quad]) -> int:
    first = list(islice(added, _MANY + 1))
    if removed:
        first += added
        store.update(_write_update(wanted, first, removed))
    elif len(first) > _MANY:
        numbers = count()
        given = zip(chain(first, added), numbers, strict=False)
        store.bulk_extend(quad for quad, _ in given)  # whole or not at all like a transaction, in half of the memory
        return next(numbers)
    else:
        store.extend(first)  # one transaction
    return len(first) + len(removed)


def _list(store: Store, graph: str) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, NamedNode(graph))


def list_replaced(graph: str, quads: Quads) -> list[str]:
    """Return the graphs that a graph says it replaces (`dcterms:replaces` of its own name)."""
    me = NamedNode(graph)
    found = (quad.object for quad in quads if quad.subject == me and quad.predicate == _REPLACES)
    return sorted({each.value for each in found if isinstance(each, NamedNode)} - {graph})


def open_writable(path: Path) -> Store:
    """Open a store folder for writing; where nothing stands, or an empty folder, a new one is made.

    Raises:
        OutputError: It cannot be written, or another process has it open.
        SourceError: Something else stands there.
    """
    if path.exists() and not path.is_dir():
        raise SourceError("is a file, and no store folder", where=str(path), mend="give a folder")
    if path.is_dir() and any(path.iterdir()) and not (path / "CURRENT").is_file():
        raise SourceError("is a folder with other things in it", where=str(path), mend="give a new or empty folder")
    require_addresses(STORE_FOLDER, "a store folder")
    with _told_as_output(str(path)):
        return Store(str(path))


def _move(quads: Iterable[Quad], graph: NamedNode) -> Iterator[Quad]:
    for quad in quads:
        yield quad if quad.graph_name == graph else Quad(quad.subject, quad.predicate, quad.object, graph)


def _write_update(wanted: Mapping[str, Collection[Quad]], added: Collection[Quad], removed: Collection[Quad]) -> str:
    """Return one update of what differs; whole graphs where a blank node, which no deletion can name, is among it.

    A graph that is left without quads is dropped, so that its name is gone as well.
    """
    if any(isinstance(term, BlankNode) for quad in removed for term in (quad.subject, quad.object)):
        drops = [f"DROP SILENT GRAPH <{graph}>" for graph in wanted]
        whole = {*added, *(quad for quads in wanted.values() for quad in quads)}
        return " ;\n".join([*drops, _write_data("INSERT", whole)])
    drops = [f"DROP SILENT GRAPH <{graph}>" for graph, quads in wanted.items() if not quads]
    return " ;\n".join([_write_data("DELETE", removed), _write_data("INSERT", added), *drops])


def _write_data(verb: str, quads: Iterable[Quad]) -> str:
    lines = (f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}" for quad in quads)
    return "\n".join([f"{verb} DATA {{", *lines, "}"])


@contextmanager
def _told_as_output(where: str | None = None) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        reason = " ".join(str(exc).split())
        mend = "check that the folder may be written to, that the disk has room, and that no other process has it open"
        raise OutputError(f"the store cannot be written ({reason}); it is as it was", where=where, mend=mend) from exc
