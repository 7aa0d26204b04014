"""Calculation networks as trees with the printed figures of each column."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.model import Period, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.graph import Figure, StatedArc, StatedNetwork
    from gaapgraph.page.meaning import Meanings

__all__ = ["Node", "Tree", "grow_trees"]

_MOST_COLUMNS = 4
_DEEPEST, _MOST_NODES = 40, 20_000  # of one network: below that, and beyond that, items are not shown, which is said
Head = tuple[Period, Unit]


@frozen
class Node:
    """One line item below its total; `figures` has one for each column of the tree, or None."""

    label: str
    sign: str
    figures: tuple[Figure | None, ...]
    parts: tuple[Node, ...]


@frozen
class Tree:
    """One network; `columns` are pairs of period and unit."""

    title: str
    line: int
    columns: tuple[Head, ...]
    roots: tuple[Node, ...]


def grow_trees(networks: Sequence[StatedNetwork], figures: Sequence[Figure], meanings: Meanings) -> list[Tree]:
    """Return the trees of the calculation networks that are printed, in the order of the document."""
    trees = []
    for network in networks:
        own = [figure for figure in figures if figure.role == network.role and figure.copy_of is None]
        if network.is_calculation and network.arcs and own:
            trees.append(_Grower(network, own, meanings).grow())
    return sorted((tree for tree in trees if tree.columns), key=lambda tree: (tree.line, tree.title))


class _Grower:
    """Builds the tree of one network."""

    def __init__(self, network: StatedNetwork, figures: Sequence[Figure], meanings: Meanings) -> None:
        self._network, self._meanings = network, meanings
        self._line = min(figure.line for figure in figures)
        self._parts: dict[str, list[StatedArc]] = {}
        for arc in network.arcs:
            self._parts.setdefault(arc.source, []).append(arc)
        items = {end for arc in network.arcs for end in (arc.source, arc.target)}
        self._labels: dict[str, str] = {}
        self._at: dict[tuple[str, Head], Figure] = {}
        self._first: dict[str, int] = {}
        count: Counter[Head] = Counter()
        for figure in figures:
            if figure.line_item in items and figure.period and figure.unit and figure.offset is None:
                head = (figure.period, figure.unit)
                shown = self._at.setdefault((figure.line_item, head), figure)
                self._first[figure.line_item] = min(self._first.get(figure.line_item, shown.line), shown.line)
                self._labels.setdefault(figure.line_item, figure.label)
                count[head] += 1
        most = max(count.values(), default=0)
        self._count = 0
        self._columns = tuple(head for head in count if count[head] * 3 > most)[:_MOST_COLUMNS]

    def grow(self) -> Tree:
        targets = {arc.target for arc in self._network.arcs}
        roots = [item for item in self._parts if item not in targets] or list(self._parts)[:1]
        ordered = sorted(roots, key=self._place)
        nodes = tuple(self._node(item, "", frozenset()) for item in ordered)
        title = self._network.title or f"Table in line {self._line}"
        return Tree(title, self._line, self._columns, nodes)

    def _place(self, item: str) -> tuple[int, str]:
        return self._first.get(item, 0), item

    def _node(self, item: str, sign: str, above: frozenset[str]) -> Node:
        arcs = [] if item in above else self._parts.get(item, [])
        is_cut = bool(arcs) and (len(above) >= _DEEPEST or self._count >= _MOST_NODES)
        arcs = [] if is_cut else arcs
        self._count += len(arcs)
        label = self._labels.get(item) or self._meanings.label_item(item)
        return Node(
            f"{label} (its items are not shown)" if is_cut else label,
            sign,
            tuple(self._at.get((item, head)) for head in self._columns),
            tuple(self._node(arc.target, "−" if (arc.weight or 1) < 0 else "+", above | {item}) for arc in arcs),
        )
