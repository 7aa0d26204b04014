"""`gaapgraph explain`: where a number comes from, and what it is tied to."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from gaapgraph.cli._candidates import find_candidates
from gaapgraph.cli._row import print_row
from gaapgraph.cli._rules import list_rules
from gaapgraph.cli._screen import console
from gaapgraph.errors import NotFoundError
from gaapgraph.store import describe_mapping, find_cells, find_fact, find_notices, load_store, trace
from gaapgraph.store.wording import short_name, show_period, show_unit, thousands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from gaapgraph.store import Cell, Neighbour, Notice, Trace

__all__ = ["explain", "print_explanation"]

_PLACE = re.compile(r"(\d{1,9})(?:[:.](\d+)|@(\d+))?")
_MOST_CANDIDATES = 3


def explain(
    target: Annotated[
        str,
        typer.Argument(
            metavar="FACT|LINE", help="A fact's IRI or key, or a line: 53, 53:2 with a column, 169@63 with an offset."
        ),
    ],
    data: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DATA…]", help="RDF files or stores; default: the shipped instances."),
    ] = None,
    column: Annotated[int | None, typer.Option(metavar="N", help="Only the cell in this column of the line.")] = None,
    document: Annotated[
        str,
        typer.Option(metavar="NAME", help="Only the document whose file name begins so."),
    ] = "",
) -> None:
    """Show where a number comes from, what it is tied to, and what else was considered."""
    store = load_store(data or [])
    place = _PLACE.fullmatch(target)
    if place is None:
        print_explanation(store, find_fact(store, target))
        return
    line, offset = int(place[1]), None if place[3] is None else int(place[3])
    try:
        cells = _pick(find_cells(store, line, int(place[2]) if place[2] else column, offset), document)
    except NotFoundError:
        notices = [notice for notice in find_notices(store, line=line) if notice.file.startswith(document)]
        if not notices:
            raise
        _print_lines(("finding", f"{notice.file}, {_describe_notice(notice)}") for notice in notices)
        return
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
        print_row([cell for cell in find_cells(store, here.line) if cell.document == here.document], here)
    _print_lines(_list_details(found))
    if here is not None:
        _print_lines(_list_evidence(store, found, here))
        _print_lines(_list_notices(store, found, here))
    _print_lines([("stated at", _describe_places(found.cells))])
    _print_lines(_list_networks(found))
    _print_lines([("tied to", link) for link in found.links])
    _print_lines(list_rules(store, fact))


def _pick(cells: list[Cell], document: str) -> list[Cell]:
    """Return the cells of the documents whose name begins as given."""
    found = [cell for cell in cells if cell.file.startswith(document)]
    if not found:
        files = ", ".join(sorted({cell.file for cell in cells}))
        raise NotFoundError("no figure stands there in such a document", where=document, mend=f"there is {files}")
    return found


def _explain_line(store: Store, cells: list[Cell]) -> None:
    """Print the whole story of the line's first figure in a table, or else in prose, and each other one in a line."""
    first = min(cells, key=lambda cell: cell.column is None)
    print_explanation(store, first.fact, first)
    others = [cell for cell in cells if cell.place != first.place or cell.fact != first.fact]
    for cell in others:
        figure = " ".join(filter(None, [thousands(cell.value or "nil"), show_unit(cell.unit)]))
        also = f"{cell.place} {cell.text}: {figure}, {show_period(cell.period)}"
        print_concept = "" if cell.concept == first.concept else f", {short_name(cell.concept)}"
        _print_lines([("same line", also + print_concept)])
    if others:
        _print_lines([("", f"each in full: gaapgraph explain {others[0].place}")])


def _list_details(found: Trace) -> Iterator[tuple[str, str]]:
    has = found.properties
    yield "fact", found.fact
    yield "value", "nil (a dash is printed)" if has.get("isNil") == "true" else _describe_value(has)
    against = f", against {show_period(has['comparativePeriod'])}" if "comparativePeriod" in has else ""
    yield "period", show_period(has.get("period")) + against
    yield "unit", show_unit(has.get("unit"))
    members = [f"{short_name(axis)} = {short_name(member)} “{label}”" for axis, member, label in found.dimensions]
    yield "dimensions", "; ".join(members) or "none (total)"
    concept = found.concept
    traits = [concept[name] for name in ("periodType", "balance", "dataType") if name in concept]
    yield "concept", f"{short_name(concept['concept'])} “{found.label}” {', '.join(traits)}".rstrip()
    if "anchor" in concept:
        yield "", f"an extension, anchored to {short_name(concept['anchor'])}"
    if "measure" in concept:
        yield "", f"{concept['measure']} of {short_name(concept.get('measureOf', ''))}"


def _describe_value(has: dict[str, str]) -> str:
    text = thousands(has.get("value", ""))
    if "decimals" in has:
        interval = f"{thousands(has['lowerBound'])} to {thousands(has['upperBound'])}"
        text += f", accurate to {has['decimals']} decimals: {interval}"
    return text + (", approximate" if has.get("approximate") == "true" else "")


def _list_evidence(store: Store, found: Trace, here: Cell) -> Iterator[tuple[str, str]]:
    """Yield why the label means its concept, and which other concepts were not taken."""
    cell = min(found.cells, key=lambda cell: (cell.mapping is None, cell.place != here.place))
    evidence = None if cell.mapping is None else describe_mapping(store, cell.mapping)
    if evidence is not None:
        reason = f"{evidence.justification.rpartition(':')[2]}, confidence {evidence.confidence or 'unknown'}"
        at = "" if cell.place == here.place else f" (as at {cell.place})"
        yield "mapping", f"“{evidence.label}” {evidence.match} {short_name(evidence.object)}{at}: {reason}"
        if evidence.comment:
            yield "", evidence.comment
        if evidence.elsewhere:
            meanings = ", ".join(map(short_name, evidence.elsewhere))
            yield "not taken", f"in other contexts the same label means {meanings}"
    elif cell.mapping is None:
        yield "mapping", "none of a label: the figure's sentence was read by itself, or by the entity's annotations"
    else:
        yield "mapping", short_name(cell.mapping)
    yield from _list_candidates(found, evidence.label if evidence is not None else here.label)


def _list_candidates(found: Trace, label: str) -> Iterator[tuple[str, str]]:
    taken = {short_name(found.concept[name]) for name in ("concept", "measureOf") if name in found.concept}
    others = [each for each in find_candidates(label) if short_name(each.concept) not in taken] if label else []
    for candidate in others[:_MOST_CANDIDATES]:
        reasons = f", {', '.join(candidate.evidence)}" if candidate.evidence else ""
        yield "not taken", f"{short_name(candidate.concept)}: confidence {candidate.confidence:.2f}{reasons}"


def _list_notices(store: Store, found: Trace, here: Cell) -> Iterator[tuple[str, str]]:
    """Yield where print and meaning part, and what the reader found at the fact's places and in this line."""
    for cell in found.cells:
        if cell.printed:
            yield "print differs", f"at {cell.place} the print says {', '.join(cell.printed)}"
    notices = [*find_notices(store, fact=found.fact), *find_notices(store, line=here.line)]
    for notice in dict.fromkeys(notices):
        yield "finding", _describe_notice(notice)


def _describe_notice(notice: Notice) -> str:
    return f"{notice.place} {notice.code} ({notice.severity}): {notice.message}"


def _describe_places(cells: Iterable[Cell]) -> str:
    return "; ".join(
        f"{cell.place} {cell.text}"
        + (" (primary statement)" if cell.is_primary else "")
        + (f" (misread copy of {cell.copy_of})" if cell.copy_of else "")
        for cell in cells
    )


def _list_networks(found: Trace) -> Iterator[tuple[str, str]]:
    """Yield the networks the fact stands in; those that say the same of it are told together."""
    sums: dict[tuple[str, ...], list[str]] = {}
    by_title: dict[str, list[Neighbour]] = {}
    for each in found.neighbours:
        by_title.setdefault(each.network, []).append(each)
    for title, near in by_title.items():
        sums.setdefault(tuple(_describe_sums(near, found.properties)), []).append(title)
    for lines, titles in sums.items():
        yield "network", "; ".join(titles)
        yield from (("", line) for line in lines)


def _describe_sums(near: list[Neighbour], has: dict[str, str]) -> Iterator[str]:
    parents = [each.label for each in near if each.is_parent and not each.is_calculation and not each.is_root]
    if parents:
        yield f"under {'; '.join(dict.fromkeys(parents))}"
    children = list(dict.fromkeys(each for each in near if each.is_calculation and not each.is_parent))
    if children:
        yield f"sum of {'; '.join(_describe_part(each) for each in children)}{_describe_total(children, has)}"
    wholes = dict.fromkeys(_describe_part(each) for each in near if each.is_calculation and each.is_parent)
    if wholes:
        yield f"part of {'; '.join(wholes)}"


def _describe_part(each: Neighbour) -> str:
    sign = "" if each.weight is None or each.is_parent else "+ " if each.weight > 0 else "− "
    return f"{sign}{each.label}" + (f" {thousands(each.value)}" if each.value else "")


def _describe_total(children: list[Neighbour], has: dict[str, str]) -> str:
    """Return what the parts sum to, where each has a value, and whether rounding alone parts it from the fact's."""
    if not all(each.value and each.bounds for each in children):
        return ""
    total = sum((Decimal(each.value or 0) * (each.weight or 1) for each in children), Decimal(0))
    text = f" = {thousands(f'{total:f}')}"
    if "value" not in has or total == Decimal(has["value"]):
        return text
    ends = [[Decimal(end) * (each.weight or 1) for end in each.bounds or ()] for each in children]
    low, high = sum(map(min, ends)), sum(map(max, ends))
    agrees = low <= Decimal(has["upperBound"]) and Decimal(has["lowerBound"]) <= high
    return f"{text}, {'equal within rounding' if agrees else 'which rounding does not explain'}"


def _print_lines(lines: Iterable[tuple[str, str]]) -> None:
    """Print names and texts: in a terminal with a hanging indent, into a pipe one line each."""
    screen = console()
    table = Table.grid(padding=(0, 1))
    table.add_column(width=14, style="cyan")
    table.add_column(overflow="fold")
    for name, text in lines:
        if text and screen.is_terminal:
            table.add_row(Text(name), Text(text))
        elif text:
            screen.print(Text(f"{name:<14} {text}"), soft_wrap=True)
    if table.row_count:
        screen.print(table)
