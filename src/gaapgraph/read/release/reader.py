"""The way through a release: bytes → blocks → tables and prose → figures, findings and tokens."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.errors import ReadError
from gaapgraph.read.release.calendar import FiscalCalendar, infer_calendar, parse_dates
from gaapgraph.read.release.figure import Figure, Reading
from gaapgraph.read.release.grid import Block, read_text_blocks
from gaapgraph.read.release.head import currencies
from gaapgraph.read.release.label import fold
from gaapgraph.read.release.html import read_html_blocks
from gaapgraph.read.release.source import decode, describe, is_html
from gaapgraph.read.release.table import Context, TableReading, read_table

if TYPE_CHECKING:
    from datetime import date

__all__ = ["read_release"]

_TITLES = 4
_TITLE_LENGTH = 220


def read_release(data: bytes, file_name: str, calendar: FiscalCalendar | None = None) -> Reading:
    """Return all that can be read of a release.

    Args:
        data: The bytes of the document.
        file_name: Its name; the extension helps to tell text from HTML.
        calendar: The reporter's fiscal calendar; by default the document's own words are asked.

    Raises:
        ReadError: The document is empty, binary, wrongly encoded, or has no table.
    """
    text = decode(data, file_name)
    html = is_html(text, file_name)
    blocks = read_html_blocks(text, file_name) if html else read_text_blocks(text)
    if not any(block.is_table for block in blocks):
        raise ReadError("no table was found", where=file_name, mend="give a release whose tables are tab-separated, Markdown or HTML")
    prose = "\n".join(block.text for block in blocks if not block.is_table)
    whole = prose + "\n" + "\n".join(" ".join(cell.text for cell in row.cells) for block in blocks for row in block.rows[:6])
    context = Context(calendar or infer_calendar(whole), _main_currency(whole), labels=_labels(blocks))
    readings = read_tables(blocks, context)
    document = describe(data, file_name, "text/html" if html else "text/markdown" if file_name.endswith(".md") else "text/plain")
    figures: list[Figure] = [figure for reading in readings for figure in reading.figures]
    return Reading(
        document,
        _title(blocks),
        "",
        _issued(blocks),
        context.calendar,
        None,
        tuple(figures),
        tuple(reading.table for reading in readings),
        (),
        (),
        tuple((block.line, block.text) for block in blocks if not block.is_table),
    )


def read_tables(blocks: list[Block], context: Context) -> list[TableReading]:
    """Return every table with its titles; a table right after another without any shares that one's."""
    readings: list[TableReading] = []
    titles: list[str] = []
    seen: list[str] = []
    count = 0
    for block in blocks:
        if not block.is_table:
            titles = _collect(titles, block.text)
            continue
        own = titles or seen
        reading = read_table(block, own[-_TITLES:], context, len(readings), count)
        if reading.figures:
            count += len(reading.figures)
            readings.append(reading)
            seen, titles = own, []
        else:
            titles = [*titles, *(cell.text for row in block.rows for cell in row.cells if len(cell.text) < _TITLE_LENGTH)][-_TITLES:]
    return readings


def _labels(blocks: list[Block]) -> frozenset[str]:
    cells = (row.cells[0] for block in blocks for row in block.rows if row.cells)
    return frozenset(fold(cell.text) for cell in cells if cell.start == 0)


def _collect(titles: list[str], text: str) -> list[str]:
    if len(text) > _TITLE_LENGTH or (text.endswith(".") and len(text) > 80):
        return []
    return [*titles, text.strip()]


def _main_currency(text: str) -> str | None:
    votes = Counter(currencies(text))
    return votes.most_common(1)[0][0] if votes else None


def _title(blocks: list[Block]) -> str:
    for block in blocks[:40]:
        if re.search(r"\b(?:results|announces|reports|earnings|quarter|fiscal)\b", block.text, re.IGNORECASE) and len(block.text) < 300:
            return block.text.strip()
    return next((block.text.strip() for block in blocks if block.text.strip()), "")


def _issued(blocks: list[Block]) -> date | None:
    for block in blocks[:60]:
        dates = parse_dates(block.text[:200])
        if dates and not re.search(r"\b(?:ended|ending|as of)\s*$", block.text[: dates[0][0]], re.IGNORECASE):
            return dates[0][2]
    return None
