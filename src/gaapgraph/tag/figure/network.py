"""Presentation trees and calculation networks, read from headings and subtotals and confirmed by arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.iri import mint_iri, slug
from gaapgraph.model import PARENT_CHILD, SUMMATION_ITEM, Arc, LineItem, Network

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.model import FactKey, Unit
    from gaapgraph.reader.release import Figure, Reading, Row, Table

__all__ = ["read_networks", "table_roles"]

_LONGEST = 26


@dataclass(slots=True)
class _Line:
    """One row as networks see it: its line item, the sign of that against the print, and value and reach by column."""

    row: Row
    item: LineItem
    sign: int
    values: dict[int, tuple[Decimal, Decimal]]
    unit: Unit | None
    is_total: bool


def table_roles(reading: Reading, prefix: str) -> dict[int, tuple[str, str]]:
    """Return the role IRI and title of each table; tables of one title are numbered in document order."""
    roles: dict[int, tuple[str, str]] = {}
    names: dict[str, int] = {}
    for number, table in enumerate(reading.tables):
        title = _title(table)
        name = slug(title)[:80].strip("-")
        count = names[name] = names.get(name, 0) + 1
        roles[number] = (mint_iri(prefix, "role", name + (f"-{count}" if count > 1 else "")), title)
    return roles


def read_networks(
    reading: Reading,
    keys: dict[int, FactKey],
    signs: dict[int, int],
    prefix: str,
    curated: dict[str, Network] | None = None,
) -> tuple[Network, ...]:
    """Return the networks of every table; one whose rows are no line items, but periods, has a title and no arcs.

    A subtotal is accepted where its items sum to it within rounding in most columns and at least two, or in the only
    one: a misprint in one column must not hide the network by which it is found. Where the reporter's folder has a
    network for the role, that one holds, as far as its line items stand in the table.

    Args:
        reading: The document as read.
        keys: Fact key of each figure of a table.
        signs: By which the print of each was multiplied to give its concept's value.
        prefix: Of the reporter's namespace; roles are named in it.
        curated: Calculation networks by role.
    """
    networks: list[Network] = []
    roles = table_roles(reading, prefix)
    for number, table in enumerate(reading.tables):
        lines = _lines(table, reading, keys, signs)
        role, title = roles[number]
        if len(lines) < 2:
            if any(index in keys for row in table.rows for index in row.figures):
                networks.append(Network(role, title, PARENT_CHILD, ()))
            continue
        networks.append(Network(role, title, PARENT_CHILD, _presentation(lines)))
        given = _curated_arcs(curated, role, lines)
        networks += (Network(role, title, SUMMATION_ITEM, arcs) for arcs in ([given] if given else _calculation(lines)))
    return tuple(networks)


def _curated_arcs(curated: dict[str, Network] | None, role: str, lines: list[_Line]) -> tuple[Arc, ...]:
    network = (curated or {}).get(role)
    if network is None:
        return ()
    items = {line.item for line in lines}
    return tuple(arc for arc in network.arcs if arc.source in items and arc.target in items)


def _title(table: Table) -> str:
    titles = [title for title in table.titles if not title.startswith("(") or re.match(r"\(\d", title)] or list(
        table.titles
    )
    return re.sub(r"^\(?\d+[.)]\s*", "", titles[-1]) if titles else f"table in line {table.first_line}"


def _lines(table: Table, reading: Reading, keys: dict[int, FactKey], signs: dict[int, int]) -> list[_Line]:
    lines = []
    for row in table.rows:
        figures = [
            (index, reading.figures[index]) for index in row.figures if reading.figures[index].place.column is not None
        ]
        amounts = [(index, figure) for index, figure in figures if figure.measure is None and figure.copy_of is None]
        items = {keys[index].line_item for index, _ in amounts}
        if len(items) != 1 or any(figure.unit and figure.unit.denominator for _, figure in amounts):
            continue
        values = {figure.place.column or 0: _reach(figure) for _, figure in amounts}
        total = bool(
            re.search(r"\btotal\b|^net\s+(?:cash|income|increase|decrease)|^balance", row.label, re.IGNORECASE)
        )
        lines.append(
            _Line(row, keys[amounts[0][0]].line_item, signs.get(amounts[0][0], 1), values, amounts[0][1].unit, total)
        )
    return lines


def _reach(figure: Figure) -> tuple[Decimal, Decimal]:
    value = figure.value if figure.value is not None else Decimal(0)
    half = Decimal(0) if figure.value is None or figure.decimals is None else Decimal(5).scaleb(-figure.decimals - 1)
    return value, half


def _presentation(lines: list[_Line]) -> tuple[Arc, ...]:
    """Return arcs from the line above each group to the lines of the group, in order."""
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


def _calculation(lines: list[_Line]) -> list[tuple[Arc, ...]]:
    """Return the arcs of the table's networks: a second one where a total is broken down both above and below it."""
    below: dict[int, list[tuple[int, int]]] = {}
    hidden: set[int] = set()
    for index in range(len(lines)):
        below[index] = _items_below(lines, index)
        hidden.update(child for child, _ in below[index])
    above: dict[int, list[tuple[int, int]]] = {}
    open_lines: list[int] = []
    for index in range(len(lines)):
        if index in hidden:
            continue
        above[index] = _items_above(lines, open_lines, index)
        taken = {child for child, _ in above[index]}
        open_lines = [other for other in open_lines if other not in taken]
        open_lines.append(index)
    first: dict[LineItem, list[Arc]] = {}
    second: dict[LineItem, list[Arc]] = {}
    for index in range(len(lines)):
        for children in (above.get(index, []), below[index]):
            arcs = _arcs(lines, index, children)
            if arcs:
                (second if arcs[0].source in first else first).setdefault(arcs[0].source, arcs)
    found = [tuple(arc for arcs in group.values() for arc in arcs) for group in (first, second)]
    return [tuple(_once(arcs)) for arcs in found if arcs]


def _once(arcs: tuple[Arc, ...]) -> list[Arc]:
    unique: dict[tuple[LineItem, LineItem], Arc] = {}
    for arc in arcs:
        unique.setdefault((arc.source, arc.target), arc)
    return list(unique.values())


def _arcs(lines: list[_Line], total: int, children: list[tuple[int, int]]) -> list[Arc]:
    """Return arcs whose weights hold for the values of the concepts, not for the print."""
    source = lines[total]
    if any(lines[child].item == source.item for child, _ in children):
        return []
    return [
        Arc(source.item, lines[child].item, order, weight=weight * lines[child].sign * source.sign)
        for order, (child, weight) in enumerate(children, 1)
    ]


def _items_above(lines: list[_Line], candidates: list[int], total: int) -> list[tuple[int, int]]:
    """Return the lines right above that sum to a line, nearest first tried, with the weights of their prints."""
    for size in range(2, min(len(candidates), _LONGEST) + 1):
        chosen = [(index, 1) for index in candidates[-size:]]
        if _sums(lines, total, chosen):
            return chosen
    for size in range(2, min(len(candidates), 6) + 1):
        for pairs in _mixed(candidates[-size:]):
            if _sums(lines, total, pairs):
                return pairs
    return []


def _mixed(chosen: list[int]) -> Iterable[list[tuple[int, int]]]:
    for pattern in range(1, 2 ** (len(chosen) - 1)):
        yield [(chosen[0], 1), *((index, -1 if pattern >> bit & 1 else 1) for bit, index in enumerate(chosen[1:]))]


def _items_below(lines: list[_Line], total: int) -> list[tuple[int, int]]:
    """Return the lines right below that sum to a heading line with figures of its own ("Total Revenues:")."""
    for size in range(2, min(len(lines) - total - 1, 12) + 1):
        chosen = list(range(total + 1, total + 1 + size))
        if any(lines[index].row.depth <= lines[total].row.depth for index in chosen):
            return []
        highest = min(lines[index].row.depth for index in chosen)
        direct = [index for index in chosen if lines[index].row.depth == highest]
        after = total + 1 + size
        ends = after >= len(lines) or lines[after].row.depth < highest
        pairs = [(index, lines[index].sign * lines[total].sign) for index in direct]
        if ends and len(pairs) > 1 and _sums(lines, total, pairs):
            return pairs
    return []


def _sums(lines: list[_Line], total: int, children: list[tuple[int, int]]) -> bool:
    good = bad = 0
    if any(lines[index].unit != lines[total].unit for index, _ in children):
        return False
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
