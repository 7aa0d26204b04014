"""`gaapgraph explain`: where a number comes from, and what it is tied to."""

from __future__ import annotations

import csv
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from gaapgraph.cli._candidates import find_candidates
from gaapgraph.cli._screen import console, print_table
from gaapgraph.resource import instances
from gaapgraph.store import find_cells, find_fact, load_store, trace
from gaapgraph.vocabulary import shorten_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

    from gaapgraph.store import Cell, Neighbour, Trace

__all__ = ["explain", "print_explanation"]

_PLACE = re.compile(r"(\d{1,9})(?:[:.](\d+))?")


def explain(
    target: Annotated[str, typer.Argument(metavar="FACT|LINE", help="A fact's IRI or key, or a line: 53 or 53:2.")],
    data: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DATA…]", help="RDF files or stores; default: the shipped instances."),
    ] = None,
    column: Annotated[int | None, typer.Option(metavar="N", help="Only the cell in this column of the line.")] = None,
) -> None:
    """Show where a number comes from, what it is tied to, and what else was considered."""
    store = load_store(data or [])
    place = _PLACE.fullmatch(target)
    if place is None:
        print_explanation(store, find_fact(store, target))
        return
    cells = find_cells(store, int(place[1]), int(place[2]) if place[2] else column)
    for _, group in groupby(cells, key=lambda cell: cell.document):
        _explain_line(store, list(group))


def print_explanation(store: Store, fact: str, here: Cell | None = None) -> None:
    """Print one fact: its printed row, its value, its concept, its places and its networks.

    Args:
        store: The data.
        fact: The fact's IRI.
        here: The place that was asked for; without it the first in a table.
    """
    found = trace(store, fact)
    here = here or min(found.cells, key=lambda cell: cell.column is None, default=None)
    if here is not None:
        row = [cell for cell in find_cells(store, here.line) if cell.document == here.document]
        _print_row(row, here)
    _print_lines(_list_details(found))
    if here is not None:
        mapped = min(found.cells, key=lambda cell: (cell.mapping is None, cell.place != here.place))
        _print_lines(
            [("mapping", _describe_mapping(mapped.mapping)), ("also possible", _list_others(here.label, found))]
        )
    _print_lines([("stated at", _describe_places(found.cells))])
    _print_neighbours(found.neighbours)
    _print_lines([("tied to", link) for link in found.links])
    console().print()


def _explain_line(store: Store, cells: list[Cell]) -> None:
    if len(cells) > 1:
        rows = [
            [cell.place, cell.text, _thousands(cell.value or "nil"), _describe_period(cell.period)] for cell in cells
        ]
        print_table(["at", "printed", "value", "period"], rows, title=f"{cells[0].file}, line {cells[0].line}")
        console().print()
    for cell in cells:
        print_explanation(store, cell.fact, cell)


def _print_row(cells: list[Cell], here: Cell) -> None:
    first = cells[0]
    table = Table(title=f"{first.file}, line {first.line}", title_justify="left", title_style="bold", show_lines=False)
    table.add_column(" · ".join(dict.fromkeys(cell.label for cell in cells if cell.label)) or "figure", overflow="fold")
    shown = {cell.place: cell for cell in cells}
    for cell in shown.values():
        table.add_column(
            cell.head or f"column {cell.column}" if cell.column is not None else f"offset {cell.offset}",
            justify="right",
        )
    figures = [
        Text(f"▶ {cell.text} ◀", style="bold reverse") if place == here.place else Text(cell.text)
        for place, cell in shown.items()
    ]
    table.add_row(Text("printed"), *figures)
    periods = (_describe_period(cell.period).replace(" to", "\nto") for cell in shown.values())
    table.add_row(Text("period"), *(Text(period, style="dim") for period in periods))
    table.add_row(Text("at"), *(Text(place, style="dim") for place in shown))
    console().print(table)


def _list_details(found: Trace) -> Iterable[tuple[str, str]]:
    has = found.properties
    yield "fact", found.fact
    if has.get("isNil") == "true":
        yield "value", "nil (a dash is printed)"
    else:
        yield "value", _describe_value(has)
    yield "period", _describe_period(has.get("period"))
    if "comparativePeriod" in has:
        yield "against", _describe_period(has["comparativePeriod"])
    if "unit" in has:
        yield "unit", has["unit"].rpartition("/unit/")[2]
    yield from found.dimensions.items()
    traits = [found.concept[name] for name in ("periodType", "balance", "dataType") if name in found.concept]
    yield "concept", f"{found.concept['concept']} “{found.label}” {', '.join(traits)}".rstrip()
    for name in ("anchor", "measureOf", "measure"):
        if name in found.concept:
            yield name, found.concept[name]


def _describe_value(has: dict[str, str]) -> str:
    value = has.get("value", "")
    text = _thousands(value)
    if "decimals" in has:
        interval = f"{_thousands(has['lowerBound'])} to {_thousands(has['upperBound'])}"
        text += f", accurate to {has['decimals']} decimals: {interval}"
    return text + (", approximate" if has.get("approximate") == "true" else "")


def _describe_mapping(mapping: str | None) -> str:
    if mapping is None:
        return ""
    slug = re.split(r"[/#:]", mapping)[-1]
    for path in sorted(instances().glob("*/mappings.sssom.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader((line for line in stream if not line.startswith("#")), delimiter="\t")
            for row in rows:
                if row["subject_id"].rpartition(":")[2] == slug:
                    parts = [f"“{row['subject_label']}” {row['predicate_id']} {row['object_id']}"]
                    parts += [row["mapping_justification"].rpartition(":")[2], f"confidence {row['confidence']}"]
                    parts += [f"{name} {row[name]}" for name in ("context", "dimensions") if row.get(name)]
                    return ", ".join([*parts, *([row["comment"]] if row.get("comment") else [])])
    return shorten_iri(mapping)


def _list_others(label: str, found: Trace) -> str:
    if not label:
        return ""
    others = [
        f"{shorten_iri(candidate.concept)} ({candidate.confidence:.2f})"
        for candidate in find_candidates(label)
        if shorten_iri(candidate.concept) != found.concept["concept"]
    ]
    return ", ".join(others[:4])


def _describe_places(cells: Iterable[Cell]) -> str:
    return "; ".join(f"{cell.place} {cell.text}{' (primary statement)' if cell.is_primary else ''}" for cell in cells)


def _print_neighbours(neighbours: Iterable[Neighbour]) -> None:
    """Print what the fact is summed with in full, and of the other networks only what it stands under."""
    for (title, is_calculation), group in groupby(neighbours, key=lambda each: (each.network, each.is_calculation)):
        near = list(group)
        if is_calculation:
            lines = [
                ("part of" if is_parent else "made of", some)
                for is_parent in (True, False)
                if (some := [_describe_neighbour(each) for each in near if each.is_parent is is_parent])
            ]
            _print_lines([("summed in", title)])
            _print_lines([("", f"{words} {'; '.join(some)}") for words, some in lines])
        else:
            parents = dict.fromkeys(each.label for each in near if each.is_parent)
            _print_lines([("shown in", title + (f", under {'; '.join(parents)}" if parents else ""))])


def _describe_neighbour(each: Neighbour) -> str:
    sign = "" if each.weight is None or each.is_parent else "+ " if each.weight > 0 else "− "
    return f"{sign}{each.label}" + (f" {_thousands(each.value)}" if each.value else "")


def _describe_period(iri: str | None) -> str:
    return "undated" if iri is None else iri.rpartition("/period/")[2].replace("/", " to ")


def _print_lines(lines: Iterable[tuple[str, str]]) -> None:
    screen = console()
    for name, text in lines:
        if text:
            screen.print(Text.assemble((f"{name:<14} ", "cyan"), text), soft_wrap=not screen.is_terminal)


def _thousands(text: str) -> str:
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdigit() and whole != "-0" else text
