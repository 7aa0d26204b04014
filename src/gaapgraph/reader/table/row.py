"""Rows of a table as labels and numbers: marks in cells of their own are joined to their number."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import CURRENCY_MARK, strip_currencies
from gaapgraph.language.date import MONTH
from gaapgraph.language.numeral import Printed, parse_printed, parse_range
from gaapgraph.language.quantity import read_quantity
from gaapgraph.language.span import parse_period
from gaapgraph.language.words import alternatives, counted, numbers

if TYPE_CHECKING:
    from gaapgraph.document.grid import Cell, GridRow
    from gaapgraph.language.calendar import FiscalCalendar

__all__ = ["BodyRow", "Number", "extent_of", "is_head_row", "split_row", "split_sections"]

_LONGEST_MARK = 2  # characters of a cell that says nothing

_YEAR = re.compile(r"^\W*(?:FY\s?'?|CY\s?)?(?:19|20)\d\d\s*(?:[AE]|\(\w\))?\W*$")
_TAIL = re.compile(r"^\s*\)?\s*(?:%|pts?|bps|x|pp)?\s*\)?\s*(?:\([a-z]\)|\*+)?\s*$")
_OPEN_MARK = re.compile(rf"^\(?\s*{CURRENCY_MARK}\s*\(?$|^\($", re.IGNORECASE)


_UNIT_HEAD = re.compile(r"^(?:units?|units?\s+of\s+measure(?:ment)?|uom)$", re.IGNORECASE)
_UNIT_CELL = re.compile(
    rf"""^\(?(?:in\s+)?(?:¤|[A-Z]{{3}})?\s?
    (?:['’]?000s?|{alternatives(numbers("scale", "exponent"))})?(?:\s+of\s+(?:¤|shares))?\)?$
    |^%$|^\(?(?:x|times|number|no\.|\#|units?|bps|days|ratio|shares
    |{alternatives([*counted("label"), *counted("rate")])}
    |per\s?cent|percent|[kMGT]Wh|tonnes|tons|sq\.?\s?(?:ft|m)\.?)\)?$""",
    re.IGNORECASE | re.VERBOSE,
)


# What a cell between label and figures says of a thing or of the price of one: "000 tonnes", "g/t", "A$/oz"
_THING = r"(?:k|M)?(?:tonnes|tons|t|oz|ounces|lbs?|pounds|bbls?|barrels|boe|litres|gallons|hours|days|ML|GJ)"
_MEASURE_CELL = late_pattern(
    rf"""^(?:['’]?(?:000|000s|mm)['’]?\s*(?:of\s+)?{_THING}|{_THING}/\s?(?:d(?:ay)?|h(?:our)?|t|ha)|g/t|k(?:oz|t|ha)|M(?:oz|t)
    |¤\s?(?:/|per\s+){_THING}|(?:waste|ore)\s?:\s?(?:waste|ore))$""",
    re.IGNORECASE | re.VERBOSE,
)
_SPREAD = late_pattern(r"^(?:\+\s?/\s?[-–−]|±)$")
_SCALED = late_pattern(r"^\w[\w\s-]+\(in\s+(?:thousands|millions|billions)\)\W*$", re.IGNORECASE)
_ENDED = late_pattern(r"\b(?:ended|ending|as\s+of|unaudited|in\s+(?:thousands|millions|billions))\b", re.IGNORECASE)
PLUS_OR_MINUS = "plus or minus"


@frozen
class Number:
    """A numeric cell: its cell, the joined print, and what was parsed.

    Attributes:
        bound: `low` or `high` in a range; `plus or minus` for what stands right of that sign.
    """

    cell: Cell
    text: str
    printed: Printed
    bound: str = ""


@frozen
class BodyRow:
    """A row split into its label cells, its numbers and other cells (ghosts, words).

    `unit` is what a cell of its own between label and figures says of the unit; `copy_of` is the line of the row of
    which this one is a second, misread copy.
    """

    row: GridRow
    label: str
    label_cells: tuple[Cell, ...]
    numbers: tuple[Number, ...]
    others: tuple[Cell, ...]
    copy_of: int | None = None
    unit: str = ""

    @property
    def line(self) -> int:
        """The source line."""
        return self.row.line


def split_row(row: GridRow, continental: bool = False, unit_columns: frozenset[int] = frozenset()) -> BodyRow:
    """Return a row with its label, its numbers (marks joined) and what is neither.

    Args:
        row: The row.
        continental: The document has decimal commas.
        unit_columns: Logical columns whose head says that they give units.
    """
    unit = " ".join(cell.text for cell in row.cells if cell.start in unit_columns)
    cells = [cell for cell in row.cells if cell.start not in unit_columns]
    numbers: list[Number] = []
    labels: list[Cell] = []
    others: list[Cell] = []
    index, bound = 0, ""
    while index < len(cells):
        cell = cells[index]
        if index == 0 and cell.start == 0 and _is_label(cell, cells):
            labels.append(cell)
            index += 1
            continue
        found, used = _numbers_at(cells, index, continental)
        if found:
            numbers += [replace(number, bound=bound) for number in found] if bound else found
            bound = ""
        elif numbers and _SPREAD.match(cell.text.strip()):
            bound = PLUS_OR_MINUS
        elif not numbers and not (labels and _is_ghost(cell.text)):
            labels.append(cell)
        else:
            others.append(cell)
        index += used
    if not unit and numbers and len(labels) > 1 and labels[0].start == 0 and _is_unit(labels[-1].text):
        unit = labels.pop().text
    label = _label_of(labels, has_numbers=bool(numbers))
    return BodyRow(row, label, tuple(labels), tuple(numbers), tuple(others), unit=unit)


def _label_of(labels: list[Cell], *, has_numbers: bool) -> str:
    """Return the words of label cells, with a measure in a cell of its own in parentheses: "Ore mined (000 tonnes)"."""
    texts = [cell.text for cell in labels]
    if has_numbers and texts and labels[-1].start > 0 and _MEASURE_CELL.match(strip_currencies(texts[-1], "¤").strip()):
        texts[-1] = f"({texts[-1].strip()})"
    return " ".join(texts)


def _is_unit(text: str) -> bool:
    """Say whether a cell gives nothing but a unit; in the pattern a sign stands for any currency."""
    return _UNIT_CELL.match(strip_currencies(text, "¤")) is not None


def _is_ghost(text: str) -> bool:
    if _is_unit(text):
        return False
    return len(text) <= _LONGEST_MARK or (not re.search(r"[A-Za-z]", text) and re.search(r"\d", text) is not None)


def _is_label(cell: Cell, cells: list[Cell]) -> bool:
    return len(cells) > 1 or parse_printed(cell.text) is None


def _numbers_at(cells: list[Cell], index: int, continental: bool) -> tuple[list[Number], int]:
    """Return the number in a cell and how many cells it takes; a range gives two."""
    text, used, place = cells[index].text, 1, index
    if _OPEN_MARK.match(text) and index + 1 < len(cells):
        text, used, place = text + cells[index + 1].text, 2, index + 1
        if _OPEN_MARK.match(cells[index + 1].text) and index + 2 < len(cells):
            text, used, place = text + cells[index + 2].text, 3, index + 2
    printed = parse_printed(text, continental)
    if printed is None:
        ends = parse_range(text, continental)
        if ends is None:
            return [], 1
        return [Number(cells[place], text, end, bound) for end, bound in zip(ends, ("low", "high"), strict=True)], used
    while index + used < len(cells):
        tail = cells[index + used]
        if not _TAIL.match(tail.text) or tail.start - cells[index + used - 1].stop > 1:
            break
        longer = parse_printed(text + tail.text, continental)
        if longer is None:
            break
        text, printed, used = text + tail.text, longer, used + 1
    return [Number(cells[place], text, printed)], used


def is_year(text: str) -> bool:
    """Say whether a cell is a bare year, as heads have them."""
    return bool(_YEAR.match(text))


def is_head_row(row: GridRow, split: BodyRow, calendar: FiscalCalendar, in_body: bool) -> bool:
    """Say whether a row is part of the heads.

    It holds no number but years, and names periods, units, or (before the body starts) anything.
    """
    if any(not is_year(number.text) and not _is_bare_head(number) for number in split.numbers):
        return False
    words = [cell for cell in (*split.label_cells, *split.others) if cell.start > 0 or len(row.cells) == 1]
    years = [number for number in split.numbers if is_year(number.text)]
    if years and not split.label:
        return True
    if years and len(years) == len(split.numbers) and not in_body:
        return True
    if not in_body:
        return not split.numbers
    if split.numbers:
        return False
    beyond = [cell for cell in words if cell.start > 0]
    return bool(beyond) and all(_says_head(cell.text, calendar) for cell in beyond)


def _is_bare_head(number: Number) -> bool:
    return number.printed.is_absent


def _says_head(text: str, calendar: FiscalCalendar) -> bool:
    quantity = read_quantity(text)
    return (
        parse_period(text, calendar) is not None
        or quantity.currency is not None
        or quantity.scale is not None
        or quantity.is_percent
        or quantity.measure is not None
        or bool(re.search(r"\b(?:ended|ending|as of|unaudited|audited|months|weeks)\b", text, re.IGNORECASE))
        or bool(_PART_DAY.fullmatch(text))
    )


# "30 June" above "2004", "December 31," above "1998"
_PART_DAY = re.compile(rf"\W*(?:\d{{1,2}}\s+(?:{MONTH})|(?:{MONTH})\.?\s+\d{{1,2}}),?\W*", re.IGNORECASE)


def split_sections(
    rows: tuple[GridRow, ...], calendar: FiscalCalendar, continental: bool = False
) -> list[tuple[list[GridRow], list[BodyRow]]]:
    """Return a table as runs of heads, each with the body below it."""
    sections: list[tuple[list[GridRow], list[BodyRow]]] = [([], [])]
    has_numbers = False
    unit_columns = _find_unit_columns(rows)
    for row in rows:
        if not row.cells:
            continue
        split = split_row(row, continental, unit_columns)
        heads, body = sections[-1]
        head = is_head_row(row, split, calendar, has_numbers)
        if head and has_numbers:
            sections.append(([*_trailing_titles(body), row], []))
            has_numbers = False
        elif head:
            heads.append(row)
        else:
            body.append(split)
            has_numbers = has_numbers or bool(split.numbers)
    return [_lift_headings(heads, body, calendar) for heads, body in sections if heads or body]


def _trailing_titles(body: list[BodyRow]) -> list[GridRow]:
    """Take the lines without figures from the end of a body: they name what stands below the heads that follow.

    Statements in plain text follow upon each other with nothing but a title between them.
    """
    titles: list[GridRow] = []
    while len(body) > 1 and not body[-1].numbers and not body[-1].others and _TITLED.search(body[-1].label):
        titles.insert(0, body.pop().row)
    return titles


_TITLED = late_pattern(
    r"\bstatements?\s+of\b|\bbalance\s+sheets?\b|\b(?:income|profit\s+and\s+loss)\s+(?:statement|account)\b|\bcash\s+flows?\b|\bfinancial\s+position\b"
    r"|\bdata\b|\bhighlights\b|\bstatistics\b|\bsummary\b|\breconciliation\b",
    re.IGNORECASE,
)


def extent_of(row: BodyRow, number: Number) -> tuple[int, int]:
    """Return the logical columns of a number; where cells have no spans, with the mark in the cell before it."""
    cells = row.row.cells
    place = bisect_left(cells, number.cell.start, key=lambda cell: cell.start)
    if place == len(cells) or cells[place] is not number.cell:  # cells that begin in the same column
        place = next((index for index, cell in enumerate(cells) if cell is number.cell), 0)
    before = cells[place - 1] if place else None
    is_marked = before is not None and _OPEN_MARK.match(before.text) and before.text != row.unit
    if before is not None and is_marked and before.start and number.cell.span == before.span == 1:
        return before.start, number.cell.stop
    return number.cell.start, number.cell.stop


def _find_unit_columns(rows: tuple[GridRow, ...]) -> frozenset[int]:
    """Return the logical columns that give units, by their heads; "Units" above numbers counts awards instead."""
    named = {cell.start for row in rows for cell in row.cells if cell.start and _UNIT_HEAD.match(cell.text)}
    if not named:
        return frozenset()
    filled = {
        cell.start
        for row in rows
        for cell in row.cells
        if cell.start in named and not _is_unit(cell.text) and parse_printed(cell.text) is not None
    }
    return frozenset(named - filled)


def _is_first_group(row: GridRow, body: list[BodyRow], calendar: FiscalCalendar) -> bool:
    """Say whether the only row of heads is the heading of a group, as those below it are: "Operating Results:"."""
    return (
        len(row.cells) == 1
        and row.cells[0].start == 0
        and row.cells[0].text.endswith(":")
        and not _says_head(row.cells[0].text, calendar)
        and any(not other.numbers and other.label.endswith(":") for other in body)
    )


def _heads_group(text: str, calendar: FiscalCalendar, body: list[BodyRow]) -> bool:
    """Say whether a line between heads and body heads rows, though it has a scale: "Average daily volume (000s):".

    Without a colon another heading in the body must have a scale of its own: "Sales and revenues (in millions)".
    """
    if text.rstrip().endswith(":"):
        return parse_period(text, calendar) is None and not _ENDED.search(text)
    others = [row.label for row in body if not row.numbers]
    return _SCALED.match(text) is not None and any(_SCALED.match(label) for label in others)


def _lift_headings(
    heads: list[GridRow], body: list[BodyRow], calendar: FiscalCalendar
) -> tuple[list[GridRow], list[BodyRow]]:
    """Move rows that only head the first group ("ASSETS") from the heads down to the body."""
    kept = list(heads)
    lifted: list[BodyRow] = []
    if len(kept) == 1 and _is_first_group(kept[0], body, calendar):
        return [], [split_row(kept[0]), *body]
    while kept and len(kept) > 1:
        row = kept[-1]
        if (
            len(row.cells) == 1
            and row.cells[0].start == 0
            and not (_says_head(row.cells[0].text, calendar) and not _heads_group(row.cells[0].text, calendar, body))
            and any(len(other.cells) > 1 or other.cells[0].start > 0 for other in kept[:-1])
        ):
            lifted.insert(0, split_row(kept.pop()))
        else:
            break
    return kept, lifted + body
