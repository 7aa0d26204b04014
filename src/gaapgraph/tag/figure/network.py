"""Presentation trees and calculation networks, read from headings and subtotals and confirmed by arithmetic."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.iri import mint_iri, slug
from gaapgraph.model import PARENT_CHILD, SUMMATION_ITEM, Arc, LineItem, Network
from gaapgraph.tag.figure.summation import SumLine, find_sums, is_sum_label, is_total_label

if TYPE_CHECKING:
    from gaapgraph.model import FactKey
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
    curated: dict[str, Network] | None = None,
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
        networks += (Network(role, title, SUMMATION_ITEM, arcs) for arcs in ([given] if given else find_sums(lines)))
    return tuple(networks)


def _curated_arcs(curated: dict[str, Network] | None, role: str, lines: list[SumLine]) -> tuple[Arc, ...]:
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


def _lines(table: Table, reading: Reading, keys: dict[int, FactKey], signs: dict[int, int]) -> list[SumLine]:
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
        lines.append(
            SumLine(
                row=row,
                item=keys[amounts[0][0]].line_item,
                sign=signs.get(amounts[0][0], 1),
                values=values,
                unit=amounts[0][1].unit,
                is_total=is_total_label(row.label),
                is_sum=is_sum_label(row.label),
            )
        )
    return lines


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
