"""One run of heads with the body below it: rows, columns, and which cell stands in which column."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.nature import Nature, guess_nature
from gaapgraph.language.span import strip_period
from gaapgraph.language.words import alternatives, names
from gaapgraph.reader.table.column import Column, in_year_above, read_columns
from gaapgraph.reader.table.common_scale import spread_scale
from gaapgraph.reader.table.cover import covering
from gaapgraph.reader.table.data_schedule import head_schedule, name_schedule, nature_of_schedule
from gaapgraph.reader.table.flat_head import align_heads
from gaapgraph.reader.table.group import GroupedRow, group_rows
from gaapgraph.reader.table.head import cluster_columns, stack_heads
from gaapgraph.reader.table.month_span import end_spans
from gaapgraph.reader.table.relation import relate_columns
from gaapgraph.reader.table.repetition import join_broken, join_twins
from gaapgraph.reader.table.row import BodyRow, Number, extent_of, is_year
from gaapgraph.reader.table.stretch import stretch_columns
from gaapgraph.reader.table.surroundings import is_day_of_issue

if TYPE_CHECKING:
    from gaapgraph.document.grid import GridRow
    from gaapgraph.model import Period
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.surroundings import Surroundings

__all__ = ["FORECAST", "Section", "kind_of", "read_section"]

_WIDE = 2  # columns that a title spans at least

_KINDS = (
    ("cash-flow", r"cash\s+flows?"),
    ("equity", r"(?:shareholders|stockholders|owners)['’]?\s+equity|changes\s+in\s+equity|equity\s+statements?"),
    ("balance-sheet", r"balance\s+sheets?|financial\s+position|financial\s+condition"),
    ("income-statement", r"statements?\s+of\s+(?:\w+\s+)?(?:income|operations|earnings|loss|profit)"
     r"|income\s+statements?|profit\s+and\s+loss"),
)  # fmt: skip
FORECAST = re.compile(rf"\b(?:{alternatives(names('forecast', use='table'))})\b|\(E\)", re.IGNORECASE)
# A sentence of a note that mentions a statement of flows does not make its table one; what balance sheets hold stands.
_SPEAKS = re.compile(
    r"\b(?:following|below)\b.*\b(?:tables?|summar\w+|reconcil\w+|presents?|shows?|sets?)\b|\b(?:tables?|summary)\s+below\b|\b(?:is|are|was|were)\s+as\s+follows\b",
    re.IGNORECASE,
)
_DATA = late_pattern(r"\b(?:data|information|highlights|items|metrics|summary|results)\b", re.IGNORECASE)
# "SELECTED INCOME STATEMENT DATA" heads the first rows of a summary
_SELECTED = late_pattern(r"^\W*(?:\d\W*)?selected\b", re.IGNORECASE)
_LEAST_YEARS = 2
_NARROW = 3
_MARK = re.compile(r"^\(\d{1,2}\)$")


@frozen(kw_only=True)
class Section:
    """One run of heads and the body below it.

    Attributes:
        rows: The rows with the headings above them.
        columns: The value columns, left to right.
        places: For each row the column of each of its numbers; None where it stands in none.
        years: For each row the bare year that a cell of its own gives, or "".
        natures: For each row what its label, headings and titles say of the thing it states.
        captions: Titles, captions and stubs that govern the section, nearest last.
        surroundings: What stands around the table.
        own_titles: Those of its heads that are titles.
        keeps_titles: The lines above the table name it too, and not only the table before it.
        stub: The words above the labels.
        kind: Which statement it is.
        is_forecast: Its titles call it a target, guidance or outlook.
        head_rows: Source line and row of each cell of its heads.
    """

    rows: tuple[GroupedRow, ...]
    columns: tuple[Column, ...]
    places: tuple[tuple[int | None, ...], ...]
    years: tuple[str, ...]
    natures: tuple[Nature, ...]
    captions: tuple[str, ...]
    surroundings: Surroundings
    own_titles: tuple[str, ...]
    keeps_titles: bool
    stub: str
    kind: str
    is_forecast: bool
    head_rows: frozenset[tuple[int, int | None]]

    @property
    def sayings(self) -> tuple[str, ...]:
        """All captions, nearest last: titles of the table before are further away than what stands between."""
        between = self.surroundings.captions
        return (*self.captions, *between) if self.surroundings.is_stale else (*between, *self.captions)


def kind_of(titles: tuple[str, ...]) -> str:
    """Return which statement a table is, from the lines that name it."""
    for title in reversed(titles):
        kinds = [kind for kind, pattern in _KINDS if re.search(pattern, title, re.IGNORECASE)]
        if kinds and (kinds[0] == "balance-sheet" or not _SPEAKS.search(title)):
            # "SELECTED STATEMENT OF OPERATIONS, BALANCE SHEET AND CASH FLOW DATA" is none of them
            is_of_several = len(kinds) - ("equity" in kinds) > 1 or _SELECTED.match(title)
            return "other" if is_of_several and _DATA.search(title) else kinds[0]
    return "other"


def read_section(
    heads: list[GridRow], body: list[BodyRow], surroundings: Surroundings, context: Context, above: tuple[Column, ...]
) -> Section:
    """Return one run of heads and the body below it, with its columns.

    Args:
        heads: Rows of heads, top first.
        body: The rows below.
        surroundings: What stands around the table.
        context: Calendar and currency of the document.
        above: The columns of the section above, which hold where this one has no heads of its own.
    """
    body, years = _settle_body(body, heads, context)
    spans = cluster_columns(Counter(extent_of(row, number) for row in body for number in row.numbers))
    heads, label_stop = align_heads(heads, body, spans)
    said = _read_titles(heads, label_stop, surroundings, context.period)
    kind, captions = said.kind, said.captions
    columns = _columns_of(heads, spans, captions, label_stop, context=context, previous=above)
    columns = relate_columns(columns, body, kind, list(captions[-3:]), context)
    schedule = head_schedule(heads, columns)
    if schedule is not None:
        columns, body, kind = schedule, name_schedule(body), "other"
    rows = _group(body, columns)
    return Section(
        rows=rows,
        columns=columns,
        places=tuple(tuple(covering(columns, number.cell) for number in row.numbers) for row in body),
        years=years,
        natures=_natures(rows, said, context) if schedule is None else nature_of_schedule(body),
        captions=captions,
        surroundings=surroundings,
        own_titles=said.own_titles,
        keeps_titles=said.keeps_titles,
        stub=said.stub,
        kind=kind,
        is_forecast=any(FORECAST.search(text) for text in captions[-3:]),
        head_rows=frozenset((cell.line, cell.row) for row in heads for cell in row.cells),
    )


def _settle_body(body: list[BodyRow], heads: list[GridRow], context: Context) -> tuple[list[BodyRow], tuple[str, ...]]:
    """Return the rows without marks of notes and cells of years, broken ones joined, and the year of each or ""."""
    unmarked = [replace(row, label=context.unmark(row.label)) for row in body]
    joined = join_broken(join_twins(unmarked, context.labels, context.calendar))
    return _take_years(_without_marks(joined, heads), heads)


@frozen(kw_only=True)
class _Titles:
    """What the heads of a section and what stands above them call it; `evidence` is what tells most of its rows."""

    own_titles: tuple[str, ...]
    keeps_titles: bool
    captions: tuple[str, ...]
    evidence: tuple[str, ...]
    kind: str
    stub: str


def _read_titles(heads: list[GridRow], label_stop: int, surroundings: Surroundings, now: Period | None) -> _Titles:
    own = tuple(_caption(row, label_stop) for row in heads if _is_title(row))
    keeps_titles = not (surroundings.is_inherited and (own or _has_name(heads)))
    named = [caption for row in heads if (caption := _caption(row, label_stop))]
    titles = [text for text in surroundings.nearest_titles if not is_day_of_issue(text, now)]
    captions = (*(titles if keeps_titles else ()), *named)
    return _Titles(
        own_titles=own if keeps_titles or own else tuple(named[:_NARROW]),
        keeps_titles=keeps_titles,
        captions=captions,
        evidence=tuple(dict.fromkeys((*surroundings.captions[-1:], *captions[-1:]))),
        kind=kind_of((*surroundings.captions[-1:], *named) if surroundings.is_stale else captions),
        stub=" ".join(_caption(row, label_stop) for row in heads if not _is_title(row)),
    )


def _natures(rows: tuple[GroupedRow, ...], said: _Titles, context: Context) -> tuple[Nature, ...]:
    """Return for each row what its label, headings and titles say of the thing it states."""
    return tuple(
        guess_nature(strip_period(line.label.text, context.calendar), line.path, said.evidence) for line in rows
    )


def _columns_of(
    heads: list[GridRow],
    spans: list[tuple[int, int]],
    captions: tuple[str, ...],
    label_stop: int,
    *,
    context: Context,
    previous: tuple[Column, ...],
) -> tuple[Column, ...]:
    """Return the columns as heads and captions have them, with what the section above says where these date none."""
    stacks = stack_heads(spans, [row for row in heads if not _is_title(row)], label_stop)
    columns = read_columns(spans, stacks, list(captions), context.calendar)
    columns = stretch_columns(columns, list(captions), context.calendar)
    columns = end_spans(columns, [*captions, *_stubs(heads, label_stop)], context.calendar, context.period)
    if previous and not any(column.period is not None and not column.is_guessed for column in columns):
        columns = _inherit(columns, previous)
    columns = tuple(in_year_above(column, captions, context.calendar) for column in columns)
    return spread_scale(columns, heads, label_stop)


def _stubs(heads: list[GridRow], label_stop: int) -> list[str]:
    """Return the words above the labels."""
    return [text for row in heads if not _is_title(row) and (text := _caption(row, label_stop))]


def _group(body: list[BodyRow], columns: tuple[Column, ...]) -> tuple[GroupedRow, ...]:
    """Return the rows with the headings above each; one that only refers to a note is a heading: "Per share | 6"."""
    notes = {place for place, column in enumerate(columns) if column.is_note}
    if not notes:
        return group_rows(body)
    bare = [
        replace(row, numbers=())
        if row.numbers and all(covering(columns, number.cell) in notes for number in row.numbers)
        else row
        for row in body
    ]
    return tuple(replace(line, row=row) for line, row in zip(group_rows(bare), body, strict=True))


def _without_marks(body: list[BodyRow], heads: list[GridRow]) -> list[BodyRow]:
    """Return the rows without marks of footnotes that stand in cells of their own: "$ 35 | (1)".

    All cells of such a column are marks, each whole ("(6" beside ")" is an amount) and right of a number, and no head
    but a title stands above.
    """
    columns: dict[int, list[bool]] = {}
    for row in body:
        for place, number in enumerate(row.numbers):
            is_mark = place > 0 and all(_MARK.match(text) for text in (number.text, number.cell.text))
            columns.setdefault(number.cell.start, []).append(is_mark)
    named = [cell for row in heads if not _is_title(row) for cell in row.cells]
    marks = {
        start
        for start, found in columns.items()
        if all(found) and not any(cell.start == start or cell.start <= start < cell.stop - 2 for cell in named)
    }
    if not marks:
        return body
    return [
        replace(row, numbers=tuple(number for number in row.numbers if number.cell.start not in marks)) for row in body
    ]


_OF_A_THING = re.compile(
    r"year\s*(?:of\s+)?(?:built|build|construct|acquired|acquisition|opened|delivery|completion|founded)"
    r"|^\W*(?:maturit(?:y|ies)|matures|due|expiration|expiry)(?:\s+(?:dates?|years?))?(?:\s+by\s+(?:fiscal\s+|calendar\s+)?years?)?\W*$"
    r"|\b(?:stabili[sz]ation|completion|maturity|expiration|expiry|delivery|construction)\s+year\b",
    re.IGNORECASE,
)


def _take_years(body: list[BodyRow], heads: list[GridRow]) -> tuple[list[BodyRow], tuple[str, ...]]:
    """Return the rows without numbers that are only years, and the year that each row has in a cell of its own.

    Segment tables print "Beauty | 2025 | 3,490" above " | 2024 | 3,550"; debt tables print years of maturity, which
    are no figures either. Only the leftmost such column dates its rows; a row without a label goes on with the last.
    """
    by_start: dict[int, list[Number]] = {}
    for row in body:
        for number in row.numbers:
            by_start.setdefault(number.cell.start, []).append(number)
    # Lists of ships, plants and buildings: the year of a thing is no time of its figures.
    things = [cell for row in heads for cell in row.cells if _OF_A_THING.search(cell.text)]
    built = {start for start in by_start if any(cell.start <= start < cell.stop for cell in things)}
    dated = {
        start
        for start, numbers in by_start.items()
        if (len(numbers) >= _LEAST_YEARS or start in built)
        and all(is_year(number.text) or (start in built and number.printed.is_absent) for number in numbers)
    }
    if not dated or len(dated) == len(by_start):
        return body, ("",) * len(body)
    first = min(by_start)
    dating = dated - built
    kept: list[BodyRow] = []
    years: list[str] = []
    label = ""
    for row in body:
        year = next((number.text for number in row.numbers if number.cell.start == first and first in dating), "")
        label = row.label or (label if year else "")
        numbers = tuple(number for number in row.numbers if number.cell.start not in dated)
        kept.append(replace(row, numbers=numbers, label=label))
        years.append(year)
    return kept, tuple(years)


def _has_name(heads: list[GridRow]) -> bool:
    """Say whether a table begins with its own name: rows of one cell above the heads, as flattened tables have."""
    return len(heads) > 1 and len(heads[0].cells) == 1 and heads[0].cells[0].start == 0 and heads[0].width > _NARROW


def _is_title(row: GridRow) -> bool:
    return len(row.cells) == 1 and (
        row.cells[0].start == 0 and (row.cells[0].span >= row.width or row.cells[0].span > _WIDE)
    )


def _caption(row: GridRow, label_stop: int) -> str:
    if _is_title(row):
        return row.cells[0].text
    return " ".join(cell.text for cell in row.cells if cell.stop <= label_stop)


def _inherit(columns: tuple[Column, ...], previous: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns of a later section whose heads name no period with what the section above says of them.

    A later section may have no heads at all ("GEOGRAPHIC REVENUES"), or only units ("Yen", "U.S. dollars").
    """
    has_heads = any(column.text for column in columns)
    inherited = []
    for column in columns:
        twin = next((old for old in previous if old.start < column.stop and column.start < old.stop), None)
        if twin is not None:
            words = column if has_heads else twin
            quantity = column.quantity.over(twin.quantity) if has_heads else twin.quantity
            if column.quantity.currency is not None and column.quantity.scale is None:
                quantity = replace(quantity, scale=0)  # "Yen" below "Millions of yen": what follows is in full
            column = replace(
                column,
                period=twin.period,
                is_guessed=twin.is_guessed,
                quantity=quantity,
                head=words.head,
                text=words.text,
                wide=f"{twin.wide} {column.wide}" if has_heads else twin.wide,
                is_bare=column.is_bare and twin.is_bare,
            )
        inherited.append(column)
    return tuple(inherited)
