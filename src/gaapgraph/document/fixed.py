"""Tables of text in columns of characters, as filings had them before HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise

from gaapgraph.deferral import late_pattern
from gaapgraph.document.grid import Block, Cell, GridRow
from gaapgraph.document.wrapped import join_wrapped
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import CURRENCY_SIGNS
from gaapgraph.language.date import MONTH
from gaapgraph.language.numeral import parse_printed, parse_range
from gaapgraph.language.quantity import read_scale, strip_quantity

__all__ = ["find_fixed_tables"]

_LEADERS = re.compile(r"\.{3,}|(?:\s\.){3,}")
_SEGMENT = late_pattern(r"(?:[" + CURRENCY_SIGNS + r"]\s*)?\S+(?: \S+)*")
# One space may part a figure from the sign of the next where others have two: "61,220 $    68,110"
_CLOSE = late_pattern(rf"(?:[{CURRENCY_SIGNS}]\s*)?\S+(?: (?![{CURRENCY_SIGNS}]\s+[\d(.])\S+)*")
_WIDE = re.compile(r"\S {2,}\S")
_RULE = late_pattern(r"^(?=[\s\-=_—–]*$).*?[\-=_—–]{2}")
_TAGS = late_pattern(r"^\s*<(?:CAPTION|S|C|FN|PAGE|TABLE|/TABLE)>", re.IGNORECASE)
_STUB = re.compile(r"^\s*<S>", re.IGNORECASE)
_DRAWN = late_pattern(r"[-=_—–]{2,}")
_GLUED = late_pattern(r"(?<=\S) (?P<figure>(?:[" + CURRENCY_SIGNS + r"] {0,3})?\(?\d[\d,]*(?:\.\d+)?\)?%?)$")
_OF_MONTH = late_pattern(rf"\b(?:{MONTH})\.?$", re.IGNORECASE)
_EDGE = late_pattern(r"^\s*</?TABLE>", re.IGNORECASE)
_YEAR = late_pattern(r"^(?:19|20)\d\d$")
_TYPE = late_pattern(r"[1-9]\d{2}(?:-\d{2,3})?")
_MOST_HEADS = 10
_MOST_BETWEEN = 6
_MOST_ABOVE = 24
_STATEMENT = late_pattern(
    r"""^\W*(?:(?:un)?audited\s+)?(?:(?:condensed|consolidated|combined)\s+)*
    (?:balance\s+sheets?(?!\s+data)|statements?\s+of\s+\w+|(?:income|cash\s+flow)\s+statements?|profit\s+and\s+loss)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ASIDE = late_pattern(r"^\([^()]*\)$")
_SENTENCE_END = late_pattern(r"(?<!\b[A-Z])(?<!\bCo)(?<!\bInc)(?<!\bLtd)(?<!\bCorp)\.$")  # and not "Walmart U.S."
_ANNOUNCES = late_pattern(r"^(?:\S+ ){4,}.*:$")
_PART = late_pattern(
    r"(?:TOTAL )?(?:ASSETS|LIABILITIES(?:[ ,&A-Z'’]*EQUITY)?|REVENUES?|INCOME|EXPENSES|EQUITY):?", re.IGNORECASE
)
_NUMBERED = late_pattern(r"^(?:\(\d{1,2}\)|\d{1,2}\.) [A-Z][a-z]+")
# "(Percentages indicate year-on-year changes.)" at the right end of a title
_REMARK = late_pattern(
    r"^\([A-Z%][^()]*\b(?:indicate|represent|denote|rounded|truncated|show)\w*\b[^()]*\)$", re.IGNORECASE
)
_DAY = re.compile(
    rf"\d{{1,2}}[/.]\d{{1,2}}[/.](?:(?:19|20)\d\d|\d\d)"
    rf"|(?:(?:{MONTH})\.? \d{{1,2}},? |\d{{1,2}} (?:{MONTH}) |(?:{MONTH}) |[QH][1-4] )?(?:19|20)\d\d",
    re.IGNORECASE,
)
_DAYS = late_pattern(rf"(?:{_DAY.pattern})(?: (?:{_DAY.pattern}))+", re.IGNORECASE)
# "5,980 million yen": amounts with words of their own stand in sentences
_WORDED = late_pattern(r"(?:(?<=\d)|(?<=\d[.,])) (?:thousand|million|billion)\b", re.IGNORECASE)
_PAGE = late_pattern(r"\W*\d{1,3}\W*")
_PAIR = 2
_WORD = re.compile(r"[A-Za-z]{3}")
_SIGNS = 2  # characters: a parenthesis and a per cent sign
_HEADED = late_pattern(rf"\b(?:19|20)\d\d\b|\b(?:{MONTH})\b|\b(?:months?|weeks?|quarters?|years?)\b", re.IGNORECASE)
_OFF_CENTRE = 4  # characters by which a head may miss the middle of its columns
_EVEN = 0.25  # of the width of their columns, where all heads have as many
_ALONE = 0.1
_MOST_CENTRED = 12  # columns
_FLUSH = 10  # characters by which a head may begin left of its figures


@frozen
class _Segment:
    """A run of words without two spaces in a row; `is_number` where it is one."""

    start: int
    end: int
    text: str
    is_number: bool


@frozen
class _Line:
    """One line of text as segments."""

    number: int
    segments: tuple[_Segment, ...]
    is_rule: bool = False
    is_edge: bool = False
    is_open: bool = False
    is_stub: bool = False
    rules: tuple[tuple[int, int], ...] = ()

    @property
    def is_data(self) -> bool:
        """Whether it has a label and, apart from it, a number that is no year."""
        return len(self.segments) > 1 and any(
            segment.is_number and not _YEAR.match(segment.text) for segment in self.segments[1:]
        )

    @property
    def is_prose(self) -> bool:
        """Whether it is a line of a paragraph."""
        if self.is_edge or any(_is_worded(segment) for segment in self.segments[-1:]):
            return True
        return (
            len(self.segments) == 1
            and not self.segments[0].is_number
            and (
                self.segments[0].end - self.segments[0].start > 75 or bool(_SENTENCE_END.search(self.segments[0].text))
            )
        )


def _is_worded(segment: _Segment) -> bool:
    """Say whether an amount has words of its own, as in sentences; "$ 286.3 million" and ranges stand in tables too."""
    is_of_table = parse_range(segment.text) is not None or (segment.is_number and segment.text[:1] in CURRENCY_SIGNS)
    return _WORDED.search(segment.text) is not None and not is_of_table


def find_fixed_tables(lines: list[str], numbers: list[int]) -> list[Block]:
    """Return the tables in some lines of text, each a block; lines outside them stay prose.

    A table has at least two rows of a label and figures apart from it by two spaces or a dotted line; the lines of
    heads right above belong to it.

    Args:
        lines: All lines of the document.
        numbers: Indices of those to look at, in order.
    """
    read = [_read_line(number, lines[number]) for number in numbers]
    blocks: list[Block] = []
    start = 0
    while start < len(read):
        if not read[start].is_data:
            start += 1
            continue
        stop = _end_of_table(read, start)
        rows = read[start:stop]
        if sum(line.is_data for line in rows) >= 2:
            floor = next(
                (i + 1 for i in range(start - 1, max(-1, start - _MOST_HEADS - 1), -1) if _ends_heads(read, i)),
                max(0, start - _MOST_HEADS),
            )
            floor = _below_titles(read, _floor_of_filing(read, start, floor), start)
            blocks.append(_block(read[floor:stop]))
        start = stop
    return blocks


def _below_titles(read: list[_Line], floor: int, start: int) -> int:
    """Return where heads begin below the name of a table and its scale in parentheses: those lines stay prose."""
    first = floor
    while first < start and len(read[first].segments) < _PAIR:
        text = read[first].segments[0].text if read[first].segments else ""
        if text and not _is_title(text) and not (first > floor and _ASIDE.match(text)):
            break
        first += 1
    named = any(_is_title(line.segments[0].text) for line in read[floor:first] if line.segments)
    return first if named and first < start else floor


def _is_title(text: str) -> bool:
    """Say whether a line of its own names a statement, or anything in capitals that is no time."""
    return _STATEMENT.search(text) is not None or (text.isupper() and _HEADED.search(text) is None)


def _floor_of_filing(read: list[_Line], start: int, floor: int) -> int:
    """Return where heads begin in a filing's table: all lines from `<TABLE>` down to `<S>` are heads."""
    above = range(start - 1, max(-1, start - _MOST_ABOVE), -1)
    stub = next((index for index in above if read[index].is_stub), None)
    edge = next((index for index in above if read[index].is_edge), None)
    if stub is None or edge is None or stub < edge:
        return floor
    return min(floor, edge + 1)


def _read_line(number: int, text: str) -> _Line:
    if _TAGS.match(text):
        is_edge = bool(_EDGE.match(text))
        is_open = is_edge and "/" not in text
        return _Line(number, (), is_rule=not is_edge, is_edge=is_edge, is_open=is_open, is_stub=bool(_STUB.match(text)))
    if _RULE.match(text):
        return _Line(number, (), is_rule=True, rules=tuple(match.span() for match in _DRAWN.finditer(text)))
    plain = _LEADERS.sub(lambda match: " " * len(match[0]), text)
    segments: list[_Segment] = []
    for match in (_CLOSE if _WIDE.search(plain) else _SEGMENT).finditer(plain):
        for start, words in _apart_days(match.start(), match[0]):
            is_range = bool(segments) and parse_range(words) is not None  # "30 to 89 days" first in a line is its label
            is_number = parse_printed(words) is not None or is_range
            segments.append(_Segment(start, start + len(words), words, is_number))
    return _Line(number, tuple(segments))


def _apart_days(start: int, text: str) -> list[tuple[int, str]]:
    """Return the days or years of a segment that is nothing but a list of them, else the segment, each with its start.

    Narrow columns leave one space between their heads: "30/06/2025 31/12/2024".
    """
    if not text[-1].isdigit() or not _DAYS.fullmatch(text):
        return [(start, text)]
    return [(start + match.start(), match[0]) for match in _DAY.finditer(text)]


def _end_of_table(read: list[_Line], start: int) -> int:
    """Return the index after the last row of figures."""
    last, between, blanks = start, 0, 0
    edge = next((line for line in reversed(read[max(0, start - _MOST_ABOVE) : start]) if line.is_edge), None)
    is_framed = edge is not None and edge.is_open  # what stands between the tags of a filing is one table
    for index in range(start + 1, len(read)):
        line = read[index]
        if any(begins(read, index) for begins in (_begins_statement, _begins_numbered, _begins_named, _is_announced)):
            break
        if not is_framed and (_begins_heads(read, index) or _stands_otherwise(read, start, index)):
            break
        if line.is_prose or (blanks := 0 if line.segments or line.is_rule else blanks + 1) > 2:
            break
        if line.is_data or _is_sum(line, read[start]):
            last, between = index, 0
        elif line.segments:
            between += 1
            if between > _MOST_BETWEEN:
                break
    return last + 1


def _stands_otherwise(read: list[_Line], start: int, index: int) -> bool:
    """Say whether rows right below a blank line have their figures in other columns than those above: another table.

    A table of a quarter and a year to date may follow upon the two halves of a balance sheet with no line of its own.
    """
    if read[index - 1].segments or read[index - 1].is_rule or not read[index].is_data:
        return False
    above = [line for line in read[start:index] if line.is_data]
    below = [line for line in read[index : index + _PAIR] if line.is_data]
    if len(above) < _PAIR or len(below) < _PAIR:
        return False
    ends = {end for _, end in _columns(above)}
    return all(_ends_elsewhere(line, ends) for line in below)


def _ends_elsewhere(line: _Line, ends: set[int]) -> bool:
    """Say whether most figures of a row end where no column does: figures are flush right but for a sign or two."""
    figures = [segment.end for segment in line.segments[1:] if segment.is_number]
    flush = sum(any(abs(figure - end) <= _SIGNS for end in ends) for figure in figures)
    return len(figures) >= _PAIR and 2 * flush < len(figures)


def _is_sum(line: _Line, first: _Line) -> bool:
    """Say whether a line has figures alone, and is no page number left of those of the table."""
    if not line.segments or not all(segment.is_number for segment in line.segments):
        return False
    if len(line.segments) > 1 and all(_YEAR.match(segment.text) for segment in line.segments):
        return False  # "2007" and "2006" over four quarters each
    left = next(segment.start for segment in first.segments[1:] if segment.is_number)
    only = line.segments[-1]
    return only.end > left or (_PAGE.fullmatch(only.text) is None and not _YEAR.match(only.text))


def _begins_statement(read: list[_Line], index: int) -> bool:
    """Say whether a line names another statement, with heads of its own: its columns stand elsewhere.

    Statements in plain text follow upon each other with a blank line between. "Balance Sheet Data:" in a summary of
    five years has no heads, and goes on in the same columns.
    """
    line = read[index]
    if len(line.segments) != 1 or read[index - 1].segments or not _STATEMENT.search(line.segments[0].text):
        return False
    for below in read[index + 1 : index + 1 + _MOST_HEADS]:
        if below.is_data:
            return False
        if len(below.segments) > 1 and all(_HEADED.search(segment.text) for segment in below.segments):
            return True
    return False


def _begins_heads(read: list[_Line], index: int) -> bool:
    """Say whether a line below a blank one is the first of heads that date columns, as those of a table do.

    One head may stand over all columns: "Three months ended September 30, 2026 outlook" above "Low" and "High".
    """
    if read[index - 1].segments or read[index - 1].is_rule or not read[index].segments:
        return False
    first = read[index].segments
    # heads without words above the labels, of things: "Basic earnings per share | Diluted earnings per share"
    is_dated = len(first) > 1 and first[0].start >= _FLUSH and not any(segment.is_number for segment in first)
    for below in read[index : index + _MOST_HEADS]:
        if below.is_data or below.is_edge:
            return False
        is_dated = is_dated or any(_HEADED.search(segment.text) for segment in below.segments)
        if len(below.segments) > 1 and is_dated:
            return True
    return False


def _begins_numbered(read: list[_Line], index: int) -> bool:
    """Say whether a line between blank ones is a numbered heading above heads of columns: "(2) Financial Position".

    The forms of Japanese exchanges number their tables, whose heads are names of things and no days.
    """
    line = read[index]
    if not line.segments or not _NUMBERED.match(line.segments[0].text) or read[index - 1].segments or line.is_data:
        return False
    for below in read[index + 1 : index + 1 + _MOST_HEADS]:
        if below.is_data:
            return False
        if len(below.segments) > 1:
            return True
    return False


def _begins_named(read: list[_Line], index: int) -> bool:
    """Say whether a line between blank ones is the name of a table whose heads are words: "Sales by segment"."""
    alone = len(read[index].segments) == 1 and not read[index].segments[0].text.endswith(":")
    if not alone or index + _PAIR >= len(read) or read[index - 1].segments or read[index - 1].is_rule:
        return False
    below, heads = read[index + 1], read[index + _PAIR]
    is_blank = not below.segments and not below.is_rule
    return is_blank and len(heads.segments) > 1 and not any(segment.is_number for segment in heads.segments)


def _is_announced(read: list[_Line], index: int) -> bool:
    """Say whether a line between blank ones says what stands in the table below it, with heads of its own."""
    if index + 1 == len(read) or len(read[index].segments) != 1 or not _ANNOUNCES.search(read[index].segments[0].text):
        return False
    if read[index - 1].segments or read[index + 1].segments:
        return False
    heads: list[_Line] = []
    for below in read[index + 1 : index + 1 + _MOST_HEADS]:
        if below.is_data:
            return len(heads) > 0 and any(len(line.segments) > 1 for line in heads)
        heads.append(below)
    return False


def _ends_heads(read: list[_Line], index: int) -> bool:
    line = read[index]
    if line.is_prose or line.is_data:
        return True
    if not line.segments and not line.is_rule:
        last = index - 1
        while last > 0 and len(read[last].segments) == 1 and _ASIDE.match(read[last].segments[0].text):
            last -= 1
        if _is_part_heading(read, index - 1):  # "ASSETS" between blank lines, below the heads
            return False
        if index and len(read[last].rules) > 1:  # a blank line below the rules that close the heads, and "(unaudited)"
            return False
        return index == 0 or not read[index - 1].segments or len(read[index - 1].segments) == 1
    return False


def _is_part_heading(read: list[_Line], index: int) -> bool:
    """Say whether a line in capitals names the first part of a table, right below its heads or a blank line of them."""
    if index < _PAIR or len(read[index].segments) != 1 or not _PART.fullmatch(read[index].segments[0].text):
        return False
    is_blank = not read[index - 1].segments and not read[index - 1].is_rule
    above = read[index - 2 if is_blank else index - 1]
    return len(above.rules) > 1 or (len(above.segments) > 1 and not above.is_data)


def _block(read: list[_Line]) -> Block:
    columns = _columns(read)
    read = [_unglued(line, columns) if line.is_data else line for line in read]
    rows: list[GridRow] = []
    for line, below in zip(read, [*read[1:], None], strict=True):
        is_above = not any(len(row.cells) > 1 for row in rows)
        is_title = not line.is_data and (_is_remark(line) or (is_above and _is_scale_alone(line)))
        title = [_title(line, len(columns) + 1)] if is_title else []
        cells = title or _cells(line, columns, below.rules if below is not None else ())
        if cells:
            rows.append(GridRow(line.number + 1, tuple(cells), len(columns) + 1))
    return Block(rows[0].line, rows=join_wrapped(rows))


def _unglued(line: _Line, columns: list[tuple[int, int]]) -> _Line:
    """Return a row with figures cut off that only one space parts from what stands left of them.

    A long label reaches its first column: "Earnings-Excluding Synfuels $ 0.25     $ 0.20".
    """
    found: list[_Segment] = []
    for segment in line.segments:
        tails: list[_Segment] = []
        while not segment.is_number and (tail := _GLUED.search(segment.text)) is not None:
            if _OF_MONTH.search(segment.text, 0, tail.start()):
                break  # "Reserves, January 1"
            start, end = segment.start + tail.start("figure"), segment.end
            if not any(first - 2 <= start and end <= last + 1 for first, last in columns):
                break
            tails.insert(0, _Segment(start, end, tail["figure"], is_number=True))
            rest = segment.text[: tail.start()].rstrip()
            segment = _Segment(segment.start, segment.start + len(rest), rest, parse_printed(rest) is not None)
        found += [segment, *tails]
    return line if len(found) == len(line.segments) else replace(line, segments=tuple(found))


def _columns(read: list[_Line]) -> list[tuple[int, int]]:
    """Return the extents of the columns of figures: those of numbers that overlap."""
    first = next(line for line in read if line.is_data)
    extents = sorted(
        (segment.start, segment.end)
        for line in read
        for segment in line.segments[0 if not line.is_data else 1 :]
        if segment.is_number and (line.is_data or _is_sum(line, first))
    )
    by_end = sorted(extents, key=lambda extent: (extent[1], extent[0]))
    columns: list[list[int]] = []
    for start, end in by_end:
        if columns and start < columns[-1][1]:
            columns[-1] = [min(start, columns[-1][0]), max(end, columns[-1][1])]
        else:
            columns.append([start, end])
    found = [(start, end) for start, end in columns]
    return sorted([*found, *_names(read, found)])


def _names(read: list[_Line], columns: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the extent of the names between figures, where most rows have some there: those of a right half.

    Balance sheets were printed so, assets left of liabilities.
    """
    rows = [line for line in read if line.is_data]
    names = [
        segment
        for line in rows
        for before, segment, after in zip(line.segments, line.segments[1:], line.segments[2:], strict=False)
        if before.is_number and after.is_number and not segment.is_number and _WORD.search(segment.text)
    ]
    start = min((segment.start for segment in names), default=0)
    stop = min((first for first, _ in columns if first > start), default=0)
    is_apart = all(segment.start - start <= _PAIR for segment in names) and all(
        end <= start or first >= stop for first, end in columns
    )
    if len(names) <= _PAIR or _PAIR * len(names) < len(rows) or not is_apart:
        return []
    return [(start, min(stop, max(segment.end for segment in names)))]


def _cells(line: _Line, columns: list[tuple[int, int]], rules: tuple[tuple[int, int], ...] = ()) -> list[Cell]:
    """Return the cells of a line; a rule drawn below a head says over which columns it stands."""
    cells: list[Cell] = []
    centred = _centred(line, columns)
    # A rule across the whole table, labels and all, stands below its heads and over no group of columns.
    rules = tuple(rule for rule in rules if rule[0] > columns[0][0] - 2 * _FLUSH)
    for segment in line.segments:
        drawn = next((rule for rule in rules if rule[0] < segment.end and segment.start < rule[1]), None)
        is_figure = segment.is_number and not _heads_group(segment, line, drawn)
        first, last = _covered(segment if drawn is None or is_figure else drawn, columns)
        if drawn is None and centred:
            first, last = centred[segment]
        is_label = (
            not cells
            and (segment.start < columns[0][0] - 1)
            and (not segment.is_number or _names_year(line, columns[0]))
            and (len(line.segments) > 1 or first is None or first == 0)
            and drawn is None
            and not _is_first_head(line, columns)
        )
        if (is_label and segment.end <= columns[0][1]) or _heads_words(segment, line, columns[0]):
            first, last = -1, -1
        elif is_label and len(line.segments) == 1:
            first, last = -1, len(columns) - 1
        elif first is None or last is None:
            first = last = _nearest(segment, columns)
        cells.append(
            Cell(
                text=segment.text.strip(),
                line=line.number + 1,
                column=first + 2,
                start=first + 1,
                span=last - first + 1,
                offset=segment.start,
                indent=segment.start // 2 if first < 0 else 0,
            )
        )
    return cells


def _heads_group(segment: _Segment, line: _Line, rule: tuple[int, int] | None) -> bool:
    """Say whether a year alone stands over all that a rule below it covers: "2007" over four quarters."""
    if rule is None or line.is_data or not _YEAR.match(segment.text):
        return False
    under = [other for other in line.segments if rule[0] < other.end and other.start < rule[1]]
    return len(under) == 1 and rule[1] - rule[0] > _PAIR * (segment.end - segment.start)


def _title(line: _Line, width: int) -> Cell:
    """Return a line as one cell over all columns and labels."""
    text = "  ".join(segment.text for segment in line.segments)
    return Cell(text=text, line=line.number + 1, column=1, start=0, span=width, offset=line.segments[0].start)


def _is_remark(line: _Line) -> bool:
    """Say whether a line ends in a sentence in parentheses, which is no head of the columns below it."""
    return bool(line.segments) and _REMARK.match(line.segments[-1].text) is not None


def _is_scale_alone(line: _Line) -> bool:
    """Say whether a line is a scale in parentheses, which holds for all columns wherever it stands."""
    if len(line.segments) != 1:
        return False
    text = line.segments[0].text
    return _ASIDE.match(text) is not None and read_scale(text) is not None


def _centred(line: _Line, columns: list[tuple[int, int]]) -> dict[_Segment, tuple[int, int]]:
    """Return over which columns the heads of a line stand, where all are centred over groups of them.

    "Quarter ended" stands over the second of three columns and means all three.
    """
    heads = line.segments
    if line.is_data or not heads or len(heads) >= len(columns) or len(columns) > _MOST_CENTRED:
        return {}
    if any(head.is_number for head in heads) or heads[0].start < columns[0][0] - _FLUSH:
        return {}
    if len(heads) > 1 and all(not strip_quantity(head.text) for head in heads):
        return {}  # "£m" stands over one column of amounts each, and not over numbers of notes beside them
    flush = all(
        any(abs(head.end - end) < _PAIR and head.start > start - _FLUSH for start, end in columns) for head in heads
    )
    if flush and (len(heads) > 1 or not _HEADED.search(heads[0].text)):
        return {}  # set flush right, each with the figures of one column
    groups = min(
        (_groups(cuts, len(columns)) for cuts in combinations(range(1, len(columns)), len(heads) - 1)),
        key=lambda found: sum(_apart(head, columns, group) for head, group in zip(heads, found, strict=True)),
    )
    even = _EVEN if len({last - first for first, last in groups}) == 1 < len(groups) else _ALONE
    for head, group in zip(heads, groups, strict=True):
        wide = columns[group[1]][1] - columns[group[0]][0]
        if _apart(head, columns, group) > max(_OFF_CENTRE, (even if group[0] < group[1] else 0) * wide):
            return {}
    return dict(zip(heads, groups, strict=True))


def _groups(cuts: tuple[int, ...], count: int) -> list[tuple[int, int]]:
    """Return the first and last column of each run between cuts."""
    return [(start, stop - 1) for start, stop in pairwise((0, *cuts, count))]


def _apart(head: _Segment, columns: list[tuple[int, int]], group: tuple[int, int]) -> float:
    """Return by how many characters the middle of a head misses that of its columns."""
    return abs(head.start + head.end - columns[group[0]][0] - columns[group[1]][1]) / 2


def _names_year(line: _Line, column: tuple[int, int]) -> bool:
    """Say whether a row begins with a year left of all its figures, that is its label: "1999  $2,810.2  $1,200.0".

    A year alone there heads the rows below it. Fleets of airlines have types of aircraft there: "737  23  15".
    """
    first, *rest = line.segments
    if first.end >= column[0]:
        return False
    if _YEAR.match(first.text):
        return line.is_data or not rest
    is_apart = bool(rest) and rest[0].is_number and rest[0].start < column[1]
    return line.is_data and is_apart and _TYPE.fullmatch(first.text) is not None


def _is_first_head(line: _Line, columns: list[tuple[int, int]]) -> bool:
    """Say whether the first words of a line stand over the first column, and not left of it as labels do.

    Heads are set flush right with narrower figures: "Q4/2024" above "210.4", "September 30, 2024" above "95.9%" where
    each column has its own.
    """
    first, column = line.segments[0], columns[0]
    is_one_each = len(line.segments) == len(columns) > 1 and column[0] < first.end <= column[1] + _PAIR
    is_near = (column[0] - _FLUSH < first.start and column[0] <= first.end) or is_one_each
    is_over = is_near and first.start >= _FLUSH
    return is_over and not line.is_data


def _heads_words(segment: _Segment, line: _Line, column: tuple[int, int]) -> bool:
    """Say whether a head stands over words beside the labels: "Type" in "Vessel | Type | DWT", left of the figures."""
    rest = line.segments[line.segments.index(segment) + 1 :]
    is_over_labels = segment.end <= column[0] and not segment.is_number and not line.is_data
    return is_over_labels and any(other.start < column[1] and column[0] < other.end for other in rest)


def _covered(extent: _Segment | tuple[int, int], columns: list[tuple[int, int]]) -> tuple[int | None, int | None]:
    low, high = extent if isinstance(extent, tuple) else (extent.start, extent.end)
    covered = [index for index, (start, end) in enumerate(columns) if start < high and low < end]
    if isinstance(extent, _Segment) and extent.is_number and len(covered) > 1:  # a figure stands in one column
        covered = [max(covered, key=lambda index: min(high, columns[index][1]) - max(low, columns[index][0]))]
    return (covered[0], covered[-1]) if covered else (None, None)


def _nearest(segment: _Segment, columns: list[tuple[int, int]]) -> int:
    middle = segment.start + segment.end
    return min(range(len(columns)), key=lambda index: abs(sum(columns[index]) - middle))
