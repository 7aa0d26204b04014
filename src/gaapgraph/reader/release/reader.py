"""The way through a release: bytes → blocks → tables and prose → figures, findings and tokens."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.document.content import Content, read_content
from gaapgraph.document.encoding import describe
from gaapgraph.errors import ReadError
from gaapgraph.frozen_class import frozen
from gaapgraph.language.calendar import FiscalCalendar, infer_calendar
from gaapgraph.language.currency import currencies, infer_pesos
from gaapgraph.language.date import parse_dates
from gaapgraph.language.fold import fold
from gaapgraph.language.numeral import is_continental
from gaapgraph.language.span import find_phrases
from gaapgraph.model import Duration, Finding, Place
from gaapgraph.reader.release.abbreviation import note_misspelt_names
from gaapgraph.reader.release.contradiction import note_self_comparisons
from gaapgraph.reader.release.coverage import note_glyphs, prose_tokens, table_tokens
from gaapgraph.reader.release.furniture import find_furniture
from gaapgraph.reader.release.impossible import note_impossible, undate
from gaapgraph.reader.release.lead_in import list_lead_ins
from gaapgraph.reader.release.mislabel import mend_labels
from gaapgraph.reader.release.misnomer import note_mixed_labels
from gaapgraph.reader.release.prose import Prose, dated_figures, read_prose
from gaapgraph.reader.release.repair import (
    mend_early_heads,
    mend_full_stops,
    mend_lost_parentheses,
    note_damage,
    note_odd_places,
)
from gaapgraph.reader.release.reporter import find_reporter, note_unnamed
from gaapgraph.reader.release.undated import settle_undated
from gaapgraph.reader.release.unsettled import set_aside_unsettled
from gaapgraph.reader.table.chain import TableReading, read_tables
from gaapgraph.reader.table.context import Context, find_notes, infer_dollar, infer_scale, says_growth
from gaapgraph.reader.table.figure import Reading
from gaapgraph.reader.table.rate import infer_rate

if TYPE_CHECKING:
    from datetime import date

    from gaapgraph.document.grid import Block
    from gaapgraph.model import Period
    from gaapgraph.reader.table.chain import BlockReading
    from gaapgraph.reader.table.figure import Figure, Table

__all__ = ["OpenRelease", "open_release", "read_opened", "read_release"]

_LONGEST_TITLE = 300  # characters


@frozen(kw_only=True)
class OpenRelease:
    """A release of which is known who reports, and nothing more.

    Attributes:
        entity_name: The reporter's name as the document gives it; empty where it names nobody.
    """

    data: bytes
    file_name: str
    content: Content
    entity_name: str


def read_release(data: bytes, file_name: str, calendar: FiscalCalendar | None = None) -> Reading:
    """Return all that can be read of a release.

    Args:
        data: The bytes of the document.
        file_name: Its name; the extension helps to tell text from HTML.
        calendar: The reporter's fiscal calendar; by default the document's own words are asked.

    Raises:
        ReadError: The document is empty, binary, wrongly encoded, or has neither a table nor a figure in a sentence.
    """
    return read_opened(open_release(data, file_name), calendar)


def open_release(data: bytes, file_name: str) -> OpenRelease:
    """Return a release with the name of its reporter, whose calendar may be known from elsewhere.

    Raises:
        ReadError: The document is empty, binary, wrongly encoded, or cut off inside a table.
    """
    content = read_content(data, file_name)
    return OpenRelease(data=data, file_name=file_name, content=content, entity_name=find_reporter(list(content.blocks)))


def read_opened(release: OpenRelease, calendar: FiscalCalendar | None = None) -> Reading:
    """Return all that can be read of a release that was opened.

    Args:
        release: The release.
        calendar: The reporter's fiscal calendar; by default the document's own words are asked.

    Raises:
        ReadError: It has neither a table nor a figure in a sentence.
    """
    content, blocks = release.content, list(release.content.blocks)
    issued = _issued(blocks)
    context = _context(blocks, calendar, issued)
    pairs, unread = _read_blocks(blocks, context)
    readings = [reading for _, reading in pairs if reading is not None]
    figures = [figure for reading in readings for figure in reading.figures]
    undate(figures, blocks)
    unread += settle_undated(figures, readings, context.period)
    prose = read_prose(blocks, context, _list_spans(figures))
    tables = _with_lead_ins(pairs, list_lead_ins(blocks))
    unread += () if readings else (_without_tables(release, prose, context),)
    unread += _set_aside([figures, prose.figures], tables, blocks, context)
    tokens = [token for block, reading in pairs for token in table_tokens(block, reading)]
    findings = [*unread, *_mend(figures, tables, readings, prose, context)]
    findings += _notice(release, figures, tables, prose, context)
    findings += note_glyphs(tokens, findings)
    return Reading(
        document=describe(release.data, release.file_name, content.media_type),
        title=_title(blocks),
        entity_name=release.entity_name,
        issued=issued,
        calendar=context.calendar,
        period=context.period or _reported(figures),
        exchange_rate=infer_rate(figures),
        figures=(*figures, *prose.figures),
        tables=tuple(tables),
        findings=tuple(sorted(findings, key=lambda finding: (finding.place.order, finding.code))),
        tokens=tuple(sorted((*tokens, *prose_tokens(prose)), key=lambda token: token.place.order)),
        prose=content.prose,
    )


def _without_tables(release: OpenRelease, prose: Prose, context: Context) -> Finding:
    """Return the finding that a release tells its figures in sentences only.

    Raises:
        ReadError: They tell none either, or its first lines do not say on which period it reports.
    """
    if not prose.figures or context.period is None:
        mend = "give a release whose tables are HTML, Markdown, tab-separated, or in columns of characters"
        raise ReadError("no table with figures was found", where=release.file_name, mend=mend)
    message = "No table with figures was found: only the figures in sentences are read."
    return Finding("GG-READ-UNREAD", "warning", Place(1), message)


def _read_blocks(blocks: list[Block], context: Context) -> tuple[list[BlockReading], list[Finding]]:
    """Return every table that is no furniture of the page with its reading, then furniture; and what defeated it."""
    furniture = find_furniture(blocks)
    served = {id(block) for block in furniture}
    unread: list[Finding] = []
    pairs = read_tables([block for block in blocks if id(block) not in served], context, unread)
    return [*pairs, *((block, None) for block in furniture)], unread


def _list_spans(figures: list[Figure]) -> frozenset[Period]:
    return frozenset(figure.period for figure in figures if isinstance(figure.period, Duration))


def _set_aside(lists: list[list[Figure]], tables: list[Table], blocks: list[Block], context: Context) -> list[Finding]:
    """Take periods whose last days are not known from figures of tables and of sentences, and say so."""
    texts = [block.text for block in blocks]
    texts += [cell.text for block in blocks for row in block.rows for cell in row.cells]
    found = (set_aside_unsettled(figures, tables, texts, context.calendar) for figures in lists)
    return [finding for findings in found for finding in findings]


def _with_lead_ins(pairs: list[BlockReading], lead_ins: dict[int, tuple[str, str]]) -> list[Table]:
    """Return the tables with the head of the note and the paragraph before each, which are told by its block."""
    tables = []
    for block, reading in pairs:
        if reading is not None:
            note, lead = lead_ins.get(id(block), ("", ""))
            tables.append(replace(reading.table, note=note, lead=lead))
    return tables


def _notice(
    release: OpenRelease, figures: list[Figure], tables: list[Table], prose: Prose, context: Context
) -> list[Finding]:
    """Return what the document says wrong by itself, and what of it could not be read."""
    content, lines = release.content, list(release.content.prose)
    return [
        *note_unnamed(release.entity_name, list(content.blocks)),
        *content.findings,
        *prose.unread,
        *note_impossible(content.blocks),
        *note_self_comparisons(lines, context.calendar),
        *note_misspelt_names(lines),
        *note_mixed_labels(lines, prose.figures, figures, tables),
    ]


def _context(blocks: list[Block], calendar: FiscalCalendar | None, issued: date | None) -> Context:
    prose = "\n".join(block.text for block in blocks if not block.is_table)
    heads = (" ".join(cell.text for cell in row.cells) for block in blocks for row in block.rows[:6])
    whole = prose + "\n" + "\n".join(heads)
    found = infer_calendar(whole)
    known = found if calendar is None else calendar.refine(found)
    return Context(
        known,
        _main_currency(whole),
        _main_period(blocks, known, issued),
        labels=_labels(blocks),
        scale=infer_scale(prose, (cell.text for block in blocks for row in block.rows[:6] for cell in row.cells)),
        is_continental=is_continental(cell.text for block in blocks for row in block.rows for cell in row.cells),
        percent_is_growth=says_growth(whole),
        dollar=infer_dollar(whole),
        notes=find_notes(blocks),
    )


def _mend(
    figures: list[Figure], tables: list[Table], readings: list[TableReading], prose: Prose, context: Context
) -> list[Finding]:
    """Mend figures and tables where print and meaning part, and return what was found on the way."""
    heads = {number: _head_places(reading) for number, reading in enumerate(readings)}
    return [
        *mend_full_stops(figures),
        *mend_lost_parentheses(figures, tables),
        *mend_early_heads(figures, heads, context.period, context.calendar, dated_figures(prose.figures)),
        *mend_labels(figures, tables),
        *(finding for reading in readings for finding in (*note_damage(reading), *reading.findings)),
        *note_odd_places(figures),
    ]


def _head_places(reading: TableReading) -> list[Place]:
    lines = [line for column in reading.columns if column.period is not None for line in column.head_lines]
    return [Place(min(lines))] if lines else [Place(reading.table.first_line)]


def _labels(blocks: list[Block]) -> frozenset[str]:
    cells = (row.cells[0] for block in blocks for row in block.rows if row.cells)
    return frozenset(fold(cell.text) for cell in cells if cell.start == 0)


def _main_currency(text: str) -> str | None:
    votes = Counter(currencies(text))
    pesos = infer_pesos(text)
    if pesos is not None:
        return pesos
    return votes.most_common(1)[0][0] if votes else None


_AHEAD = re.compile(r"\b(?:targets?|guidance|outlook|forecasts?)\b", re.IGNORECASE)
_MAIN = re.compile(r"\b(?:results|fiscal|quarter|year|announces|reports)\b", re.IGNORECASE)


_COVER = 120
_LEAD, _REST = 4, 12  # characters around the words of the cover: it says them in a line of their own
_LAID_OUT = 3  # rows of a table that only lays out a line of the cover
_COVERED = re.compile(
    r"\bfor\s+the\s+(?:fiscal\s+)?(?:year|quarter(?:ly\s+period)?|transition\s+period|(?:three|six|nine)\s+months)\s+ended\b",
    re.IGNORECASE,
)


def _main_period(blocks: list[Block], calendar: FiscalCalendar, issued: date | None) -> Period | None:
    """Return the period that a release reports on: of those its first lines name, the latest before it was issued.

    The cover of an annual or quarterly report says it in a line of its own.
    """
    for block in blocks[:_COVER]:
        if len(block.rows) > _LAID_OUT:
            break
        cells = [cell.text for row in block.rows for cell in row.cells]
        for text in cells if block.is_table else [block.text]:
            covered = _COVERED.search(text)
            phrases = find_phrases(text[covered.start() :], calendar) if covered is not None else ()
            # "its annual report for the year ended December 31, 2023, filed on ..." speaks of another document
            if covered is None or not phrases or not isinstance(phrases[0].period, Duration):
                continue
            if covered.start() <= _LEAD or len(text) - covered.start() - phrases[0].end <= _REST:
                return phrases[0].period
    for block in blocks[:60]:
        if block.is_table or not _MAIN.search(block.text) or _AHEAD.search(block.text):
            continue
        spans = [
            phrase.period for phrase in find_phrases(block.text[:400], calendar) if isinstance(phrase.period, Duration)
        ]
        past = [period for period in spans if issued is None or period.end <= issued]
        if past:
            return max(past, key=lambda period: (period.end, period.days))
    return None


def _reported(figures: list[Figure]) -> Period | None:
    """Return the period of most figures among those that end last."""
    spans = Counter(
        figure.period
        for figure in figures
        if isinstance(figure.period, Duration) and figure.measure is None and not figure.is_forecast
    )
    latest = max((period.end for period in spans), default=None)
    return max(
        (period for period in spans if period.end == latest),
        key=lambda period: (spans[period], -period.days),
        default=None,
    )


def _title(blocks: list[Block]) -> str:
    for block in blocks[:40]:
        if (
            re.search(r"\b(?:results|announces|reports|earnings|quarter|fiscal)\b", block.text, re.IGNORECASE)
            and len(block.text) < _LONGEST_TITLE
        ):
            return block.text.strip()
    return next((block.text.strip() for block in blocks if block.text.strip()), "")


def _issued(blocks: list[Block]) -> date | None:
    for block in blocks[:60]:
        dates = parse_dates(block.text[:200])
        told = block.text[: dates[0][0]] if dates else ""
        if dates and not re.search(r"\b(?:ended|ending|as of|at|announces|reports)\s*$", told, re.IGNORECASE):
            return dates[0][2]
    return None
