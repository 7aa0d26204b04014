"""Presentation trees and calculation networks, read from headings and subtotals and confirmed by arithmetic."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.iri import mint_iri, slug
from gaapgraph.model import PARENT_CHILD, SUMMATION_ITEM, Arc, LineItem, Network
from gaapgraph.tag.figure.summation import SumLine, find_sums, is_sum_label, is_total_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.model import FactKey, Period
    from gaapgraph.reader.release import Figure, Reading, Table

__all__ = ["read_networks", "table_roles"]


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
    curated: dict[str, tuple[Network, ...]] | None = None,
    *,
    is_whole: bool = False,
) -> tuple[Network, ...]:
    """Return the networks of every table; one whose rows are no line items, but periods, has a title and no arcs.

    Which lines sum to which is `find_sums`'s to say. Where the reporter's folder has a network for the role, that one
    holds, as far as its line items stand in the table.

    Args:
        reading: The document as read.
        keys: Fact key of each figure of a table.
        signs: By which the print of each was multiplied to give its concept's value.
        prefix: Of the reporter's namespace; roles are named in it.
        curated: Calculation networks by role.
        is_whole: They name all items of a total, and hold for it only where all of them stand in the table.
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
        given = _curated_arcs((curated or {}).get(role), lines, is_whole=is_whole)
        sums = find_sums(lines) if given is None else given
        networks += (Network(role, title, SUMMATION_ITEM, arcs) for arcs in sums)
    return tuple(networks)


def _curated_arcs(
    networks: tuple[Network, ...] | None, lines: list[SumLine], *, is_whole: bool
) -> list[tuple[Arc, ...]] | None:
    """Return the arcs of curated networks whose line items are here; None where there is none of them.

    Where all items of a total were named with it, the sum of some of them is none: what arithmetic finds goes first.
    """
    if networks is None:
        return None
    items = {line.item for line in lines}
    kept = [tuple(arc for arc in network.arcs if arc.source in items and arc.target in items) for network in networks]
    if not any(network.arcs for network in networks):
        return []
    torn = {
        arc.source
        for network in networks
        for arc in network.arcs
        if is_whole and arc.source in items and arc.target not in items
    }
    if torn:
        kept = [tuple(arc for arc in arcs if arc.source not in torn) for arcs in kept]
        kept += [tuple(arc for arc in arcs if arc.source in torn) for arcs in find_sums(lines)]
    return [arcs for arcs in kept if arcs] or None


def _title(table: Table) -> str:
    titles = [title for title in table.titles if not title.startswith("(") or re.match(r"\(\d", title)] or list(
        table.titles
    )
    return re.sub(r"^\(?\d+[.)]\s*", "", titles[-1]) if titles else f"table in line {table.first_line}"


def _lines(table: Table, reading: Reading, keys: dict[int, FactKey], signs: dict[int, int]) -> list[SumLine]:
    rows = []
    for row in table.rows:
        figures = [(index, reading.figures[index]) for index in row.figures]
        amounts = [
            (index, figure)
            for index, figure in figures
            if figure.place.column is not None and figure.measure is None and figure.copy_of is None
        ]
        items = {keys[index].line_item for index, _ in amounts}
        if len(items) == 1 and not any(figure.unit and figure.unit.denominator for _, figure in amounts):
            rows.append((row, amounts))
    number = _column_numbers([[figure for _, figure in amounts] for _, amounts in rows])
    return [
        SumLine(
            row=row,
            item=keys[amounts[0][0]].line_item,
            sign=signs.get(amounts[0][0], 1),
            values={number(at, figure, len(amounts)): _reach(figure) for at, (_, figure) in enumerate(amounts)},
            unit=amounts[0][1].unit,
            is_total=is_total_label(row.label),
            is_sum=is_sum_label(row.label),
        )
        for row, amounts in rows
    ]


def _column_numbers(rows: list[list[Figure]]) -> Callable[[int, Figure, int], int]:
    """Return what numbers the columns of a table's figures: cells count otherwise where "$" has a cell of its own.

    A row with as many figures as most have them in order; the figures of others are found by period and head, then by
    their cell. What is found by neither has a column of its own.
    """
    most = max(Counter(len(row) for row in rows).items(), key=lambda one: (one[1], one[0]), default=(0, 0))[0]
    by_head: dict[tuple[Period | None, str], int] = {}
    by_cell: dict[int | None, int] = {}
    for row in rows:
        for at, figure in enumerate(row if len(row) == most else ()):
            by_head.setdefault((figure.period, figure.head), at)
            by_cell.setdefault(figure.place.column, at)

    def number(at: int, figure: Figure, count: int) -> int:
        if count == most:
            return at
        cell = figure.place.column
        return by_head.get((figure.period, figure.head), by_cell.get(cell, most + (cell or 0)))

    return number


def _reach(figure: Figure) -> tuple[Decimal, Decimal]:
    value = figure.value if figure.value is not None else Decimal(0)
    half = Decimal(0) if figure.value is None or figure.decimals is None else Decimal(5).scaleb(-figure.decimals - 1)
    return value, half


def _presentation(lines: list[SumLine]) -> tuple[Arc, ...]:
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
