"""Graphs sent to a store one after the other: what is there already is skipped, and what was sent is held to it."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gaapgraph.errors import GaapGraphError, SourceError
from gaapgraph.frozen_class import frozen
from gaapgraph.remote.folder_store import FolderStore
from gaapgraph.remote.http_call import SilentError
from gaapgraph.store.content import sum_triples, write_triple
from gaapgraph.store.transaction import list_replaced, open_writable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pyoxigraph import Triple

    from gaapgraph.store.content import GraphContent

__all__ = ["Delivery", "Target", "deliver", "open_target"]

_SHOWN = 3  # triples that are named where some differ
_OTHERS = 1_000  # triples that a store may add of its own, to be told which
_DEAD = 3  # graphs in a row for which a store was silent; the others are not tried


class Target(Protocol):
    """A store that takes graphs."""

    def count(self, graph: str) -> int:
        """Return how many triples a graph has."""

    def read(self, graph: str, most: int) -> Iterable[Triple]:
        """Return the triples of a graph, of which it may have so many and is not asked for more."""

    def put(self, content: GraphContent) -> None:
        """Give a graph its contents."""

    def remove(self, graph: str) -> None:
        """Remove a graph."""


@frozen(kw_only=True)
class Delivery:
    """What became of one graph.

    Attributes:
        state: `same` (was there already), `sent`, `would send`, `failed`.
        before: How many triples stood there.
        problem: Why it did not arrive, or arrived otherwise; else empty.
        removed: Graphs that it replaces, and that were removed.
    """

    graph: str
    count: int
    state: str
    before: int
    seconds: float
    problem: str = ""
    removed: tuple[str, ...] = ()

    @property
    def arrived(self) -> bool:
        """Whether the store has the graph as it is."""
        return not self.problem


def deliver(
    contents: Sequence[GraphContent],
    target: Target,
    *,
    replaces: bool = False,
    is_dry: bool = False,
    told: Callable[[int, Delivery], None] = lambda *_: None,
) -> list[Delivery]:
    """Send graphs to a store, and read each back.

    A graph that stands there as it is, is not sent again, so that a run that broke off is resumed by repeating it.

    Args:
        contents: The graphs.
        target: The store.
        replaces: Remove the graphs that a new one says it replaces, once it has arrived.
        is_dry: Only say what would be done.
        told: Called after each graph, with its number.
    """
    deliveries, silent = [], 0
    for number, content in enumerate(contents, 1):
        begun = time.monotonic()
        try:
            if silent == _DEAD:
                raise SourceError("it is not tried, as the store was silent before")
            delivery = _deliver_one(content, target, replaces=replaces, is_dry=is_dry)
            silent = 0
        except GaapGraphError as exc:
            silent += isinstance(exc, SilentError)
            delivery = Delivery(
                graph=content.graph, count=content.count, state="failed", before=0, seconds=0.0, problem=str(exc)
            )
        delivery = replace(delivery, seconds=time.monotonic() - begun)
        told(number, delivery)
        deliveries.append(delivery)
    return deliveries


def _deliver_one(content: GraphContent, target: Target, *, replaces: bool, is_dry: bool) -> Delivery:
    before = target.count(content.graph)
    removed = [each for each in list_replaced(content.graph, content.quads) if replaces and target.count(each)]
    problem, state = "", "same"
    if before != content.count or sum_triples(target.read(content.graph, before)) != content.checksum:
        state = "would send" if is_dry else "sent"
        if not is_dry:
            target.put(content)
            most, number = 2 * content.count + _OTHERS, itertools.count()
            found = sum_triples(each for each, _ in zip(target.read(content.graph, most), number, strict=False))
            is_whole = next(number) == content.count and found == content.checksum
            problem = "" if is_whole else _compare(content, target.read(content.graph, most))
    if not is_dry and not problem:
        for each in removed:
            target.remove(each)
    return Delivery(
        graph=content.graph,
        count=content.count,
        state=state if not problem else "failed",
        before=before,
        seconds=0.0,
        problem=problem,
        removed=tuple(removed),
    )


def _compare(content: GraphContent, found: Iterable[Triple]) -> str:
    """Return how what arrived differs from what was sent; nothing where it does not."""
    expected = {write_triple(quad.triple) for quad in content.quads}
    arrived = {write_triple(each) for each in found}
    missing, other = sorted(expected - arrived), sorted(arrived - expected)
    if not missing and not other:
        return ""
    shown = "; ".join(" ".join(line.split()) for line in missing[:_SHOWN])
    came = "; ".join(" ".join(line.split()) for line in other[:_SHOWN])
    told = (
        f"{len(missing):,} of {len(expected):,} triples did not arrive as they are, such as {shown}" if missing else ""
    )
    return f"{told}{'; ' if told and came else ''}{f'there is {came}' if came else ''}"


def open_target(address: str) -> Target:
    """Return a store by its address, or by its folder.

    Raises:
        GaapGraphError: It cannot be reached or written.
    """
    if address.startswith(("http://", "https://")):
        from gaapgraph.remote.remote_store import open_remote

        return open_remote(address)
    return FolderStore(open_writable(Path(address)))
