"""Presentation trees and calculation networks, read from headings and subtotals and confirmed by arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.iri import mint_iri, slug
from gaapgraph.model import PARENT_CHILD, SUMMATION_ITEM, Arc, LineItem, Network

if TYPE_CHECKING:
    from gaapgraph.model import FactKey
    from gaapgraph.read.release import Figure, Reading, Row, Table

__all__ = ["read_networks"]

_LONGEST = 26


@dataclass(slots=True)
class _Line:
    """One row of a table as networks see it: its line item, and its value and accuracy by column."""

    row: Row
    item: LineItem
    values: dict[int, tuple[Decimal, Decimal]]
    is_total: bool


def read_networks(reading: Reading, keys: dict[int, FactKey], prefix: str) -> tuple[Network, ...]:
    """Return the networks of every table.

    A subtotal is accepted where its items sum to it within rounding in most columns and at least two, or in the only
    one: a misprint in one column must not hide the network by which it is found.

    Args:
        reading: The document as read.
        keys: Fact key of each figure of a table.
        prefix: Of the reporter's namespace; roles are named in it.
    """
    networks: list[Network] = []
    names: dict[str, int] = {}
    for table in reading.tables:
        lines = _lines(table, reading, keys)
        if len(lines) < 2:
            continue
        title = _title(table)
        count = names[title] = names.get(title, 0) + 1
        role = mint_iri(prefix, "role", slug(title) + (f"-{count}" if count > 1 else ""))
        networks.append(Network(role, title, PARENT_CHILD, _presentation(lines)))
        arcs = _calculation(lines)
        if arcs:
            networks.append(Network(role, title, SUMMATION_ITEM, arcs))
    return tuple(networks)


def _title(table: Table) -> str:
    titles = [title for title in table.titles if not title.startswith("(")] or list(table.titles)
    return titles[-1] if titles else f"table in line {table.first_line}"


def _lines(table: Table, reading: Reading, keys: dict[int, FactKey]) -> list[_Line]:
    lines = []
    for row in table.rows:
        figures = [(index, reading.figures[index]) for index in row.figures if reading.figures[index].place.column is not None]
        amounts = [(index, figure) for index, figure in figures if figure.measure is None and figure.copy_of is None]
        if not amounts:
            continue
        item = keys[amounts[0][0]].line_item
        values = {figure.place.column or 0: _signed(figure) for _, figure in amounts}
        total = bool(re.search(r"\btotal\b|^net\s+(?:cash|income|increase|decrease)|^balance", row.label, re.IGNORECASE))
        lines.append(_Line(row, item, values, total))
    return lines


def _signed(figure: Figure) -> tuple[Decimal, Decimal]:
    value = figure.value if figure.value is not None else Decimal(0)
    half = Decimal(0) if figure.value is None or figure.decimals is None else Decimal(5).scaleb(-figure.decimals - 1)
    return value, half


def _presentation(lines: list[_Line]) -> tuple[Arc, ...]:
    """Return arcs from the first line of each group to the lines under its heading, in order."""
    arcs: list[Arc] = []
    parents: list[tuple[int, LineItem]] = []
    root = lines[0].item
    for order, line in enumerate(lines[1:], 1):
        while parents and parents[-1][0] >= line.row.depth:
            parents.pop()
        source = parents[-1][1] if parents else root
        if source != line.item:
            arcs.append(Arc(source, line.item, order, preferred_label="total" if line.is_total else None))
        parents.append((line.row.depth, line.item))
    return tuple(dict.fromkeys(arcs))


def _calculation(lines: list[_Line]) -> tuple[Arc, ...]:
    arcs: list[Arc] = []
    open_lines: list[int] = []
    done: set[int] = set()
    for index, line in enumerate(lines):
        children = _items_above(lines, open_lines, index)
        if children:
            arcs.extend(_arcs(lines, index, children))
            open_lines = [other for other in open_lines if other not in {child for child, _ in children}]
            done.add(index)
        open_lines.append(index)
    for index in range(len(lines)):
        if index not in done:
            below = _items_below(lines, index, arcs)
            arcs.extend(_arcs(lines, index, below))
    unique: dict[tuple[LineItem, LineItem], Arc] = {}
    for arc in arcs:
        unique.setdefault((arc.source, arc.target), arc)
    return tuple(unique.values())


def _arcs(lines: list[_Line], total: int, children: list[tuple[int, int]]) -> list[Arc]:
    source = lines[total].item
    return [
        Arc(source, lines[child].item, order, weight=weight)
        for order, (child, weight) in enumerate(children, 1)
        if lines[child].item != source
    ]


def _items_above(lines: list[_Line], candidates: list[int], total: int) -> list[tuple[int, int]]:
    """Return the lines right above that sum to a line, nearest first tried, with their weights."""
    for size in range(2, min(len(candidates), _LONGEST) + 1):
        chosen = candidates[-size:]
        if _sums(lines, total, [(index, 1) for index in chosen]):
            return [(index, 1) for index in chosen]
    for size in range(2, min(len(candidates), 6) + 1):
        chosen = candidates[-size:]
        for pattern in range(1, 2 ** (size - 1)):
            weights = [1] + [-1 if pattern >> bit & 1 else 1 for bit in range(size - 1)]
            pairs = list(zip(chosen, weights, strict=True))
            if _sums(lines, total, pairs):
                return pairs
    return []


def _items_below(lines: list[_Line], total: int, arcs: list[Arc]) -> list[tuple[int, int]]:
    """Return the lines right below that sum to a heading line with figures of its own ("Total Revenues:")."""
    used = {arc.target for arc in arcs}
    for size in range(2, min(len(lines) - total - 1, 12) + 1):
        chosen = list(range(total + 1, total + 1 + size))
        free = [index for index in chosen if lines[index].item not in used or size < 4]
        if len(free) == size and _sums(lines, total, [(index, 1) for index in chosen]):
            return [(index, 1) for index in chosen]
    return []


def _sums(lines: list[_Line], total: int, children: list[tuple[int, int]]) -> bool:
    good = bad = 0
    for column, (value, half) in lines[total].values.items():
        parts = [(lines[index].values[column], weight) for index, weight in children if column in lines[index].values]
        if not parts or not value:
            continue
        amount = sum((part[0] * weight for part, weight in parts), Decimal(0))
        reach = half + sum((part[1] for part, _ in parts), Decimal(0))
        filled = sum(1 for part, _ in parts if part[0])
        if abs(amount - value) <= reach:
            good += filled > 1 or len(parts) == len(children)
        else:
            bad += 1
    return good > bad and (good >= 2 or (bad == 0 and good == 1 and len(lines[total].values) == 1))
