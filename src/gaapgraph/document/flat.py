"""Tables of text whose columns are lost: single spaces part a label and its figures, as in text from a PDF."""

from __future__ import annotations

import re
from collections import Counter

from gaapgraph.deferral import late_pattern
from gaapgraph.document.grid import Block, Cell, GridRow
from gaapgraph.document.wrapped import join_wrapped
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import CURRENCY_MARK, CURRENCY_SIGNS
from gaapgraph.language.date import MONTH
from gaapgraph.language.numeral import parse_printed

__all__ = ["SENTENCE_END", "find_flat_tables"]

_LEAST_ROWS = 3
_LEAST_WITHOUT_HEADS = 5
_LEAST_FIGURES = 2
_MOST_ABOVE = 8
_MOST_BETWEEN = 5
_LONGEST = 150
_MOST_NOTE = 99
_WIDE = late_pattern(r"\S {2,}\S")
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_TOKEN = late_pattern(
    rf"(?:{CURRENCY_MARK}) ?\(? ?{_DIGITS}(?: ?\))?|(?:[{CURRENCY_SIGNS}] ?)[-–—](?= |$)"
    rf"|(?:\( ?)?[-–−△]?{_DIGITS}(?: ?[%x])?(?: ?\))?(?: ?%)?|[-–—]%?|n/?m|n/a",
    re.IGNORECASE,
)
_LAST = ",)%xXmMaA-–—"  # with which a token can end, besides a digit
SENTENCE_END = late_pattern(r"(?<!\bInc)(?<!\bCo)(?<!\bCorp)(?<!\bLtd)[.;]$")
_DAY = rf"(?:{MONTH})\.?\ ?\d{{1,2}},?|\d{{1,2}}\ (?:{MONTH})\b"
_COUNTED = r"(?:three|six|nine|twelve|thirteen|fourteen|twenty-six|thirty-nine|fifty-two|fifty-three|\d{1,2})"
_SPAN = rf"{_COUNTED}[ -](?:months|weeks)"
_UNITS = late_pattern(
    rf"""(?:for\ the\ )?(?:{_SPAN}|(?:(?:first|second|third|fourth|fiscal)\ )?(?:quarter|year)s?)\ (?:ended|ending)
        (?:\ (?:{_DAY}))?(?:\ (?:19|20)\d\d)?
    |(?:as\ (?:of|at)\ )?(?:(?:{_DAY})(?:\ (?:19|20)\d\d)?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})
    |(?:FY|[QH][1-4]|[1-4][QH])\ ?['’]?(?:FY)?\ ?(?:\d{{4}}|\d\d)\b|\b(?:19|20)\d\d\b
    |{_SPAN}\b(?:\ to\b)?|\b(?:half[ -])?year\b(?:\ to\b)?|\bquarter\b|\bended\b
    |(?:average\ )?(?:amounts?|balances?|number)\b|interest\b|yield(?:\ ?/\ ?rate)?
    |%\ ?of\ (?:total|(?:net\ )?(?:sales|revenues?))|per\ ?cent\b
    |%\ ?(?:change|chg\.?|growth)|(?:change|variance|increase|y/y|yoy|qoq|q/q)(?:\ ?\(?%\)?)?|%
    |\((?:un)?audited\)|(?:{CURRENCY_MARK})(?:\ ?(?:m|mn|million|bn|['’]?000s?))?""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR = late_pattern(r"\b(?:19|20)\d\d\b")
_NOTES = late_pattern(r"notes?\s", re.IGNORECASE)


@frozen
class _Line:
    """A line as label and figures; both empty where it is blank.

    Attributes:
        figures: Offset and text of each figure at its end.
        heads: Offset and text of the days, spans and units that it is nothing but a list of.
    """

    number: int
    text: str
    label: str = ""
    offset: int = 0
    figures: tuple[tuple[int, str], ...] = ()
    heads: tuple[tuple[int, str], ...] = ()

    @property
    def is_prose(self) -> bool:
        """Whether it is a line of a paragraph, or has columns."""
        return len(self.text) > _LONGEST or bool(SENTENCE_END.search(self.text)) or bool(_WIDE.search(self.text))


def find_flat_tables(lines: list[str], numbers: list[int]) -> list[Block]:
    """Return the tables in some lines of text in which single spaces part labels and figures.

    At least three lines next to each other end in the same number of figures, and heads above them list as many days
    or spans. A line with fewer figures is left without any: nothing tells in which columns they stand.

    Args:
        lines: All lines of the document.
        numbers: Indices of those to look at, in order.
    """
    read = [_read_line(number, lines[number]) for number in numbers]
    blocks: list[Block] = []
    start = 0
    while start < len(read):
        if len(read[start].figures) < _LEAST_FIGURES or read[start].heads:
            start += 1
            continue
        stop = _end_of_run(read, start)
        block = _block(read, start, stop)
        if block is not None:
            blocks.append(block)
        start = stop
    return blocks


def _read_line(number: int, raw: str) -> _Line:
    text = raw.strip()
    offset = len(raw) - len(raw.lstrip())
    if not text or _WIDE.search(text):
        return _Line(number, text, offset=offset)
    heads = _listed(text, offset)
    figures: list[tuple[int, str]] = []
    stop = len(text)
    ends_in_figure = text[-1].isdigit() or text[-1] in _LAST  # else a long line need not be gone through
    for match in reversed(list(_TOKEN.finditer(text)) if ends_in_figure else ()):
        is_apart = match.start() == 0 or text[match.start() - 1] == " "
        if text[match.end() : stop].strip() or not is_apart or parse_printed(match[0]) is None:
            break
        stop = match.start()
        figures.append((stop + offset, match[0].strip()))
    rest = text[:stop].rstrip() if figures else text
    if rest and not re.search(r"[A-Za-z]", rest):
        figures = []
    label = rest if figures else text
    return _Line(number, text, label=label, offset=offset, figures=tuple(reversed(figures)), heads=heads)


def _listed(text: str, offset: int) -> tuple[tuple[int, str], ...]:
    """Return the days, spans and units of a line that is nothing but a list of them."""
    notes = _NOTES.match(text)  # heads the references to notes, which are no figures
    at = 0 if notes is None else notes.end()
    found: list[tuple[int, str]] = []
    while at < len(text):  # a long line ends it where its first words are no head
        match = _UNITS.match(text, at)
        if match is not None and match.end() > at:
            found.append((at + offset, match[0]))
            at = match.end()
        elif text[at] in " ,|/":
            at += 1
        else:
            return ()
    return tuple(found)


def _end_of_run(read: list[_Line], start: int) -> int:
    """Return the index after the last line with figures before other heads, a paragraph, or too much else."""
    last, between = start, 0
    for index in range(start + 1, len(read)):
        line = read[index]
        if line.heads or (line.is_prose and not line.figures):
            break
        if line.figures:
            last, between = index, 0
        else:
            between += 1
            if between > _MOST_BETWEEN:
                break
    return last + 1


def _block(read: list[_Line], start: int, stop: int) -> Block | None:
    body = read[start:stop]
    counts = Counter(_count(line, body) for line in body if len(line.figures) >= _LEAST_FIGURES)
    count, rows = counts.most_common(1)[0]
    heads = _heads_above(read, start, count)
    if rows < (_LEAST_ROWS if heads else _LEAST_WITHOUT_HEADS) or 2 * rows < sum(counts.values()):
        return None
    grid = [_head_row(line, count) for line in heads]
    grid += [_body_row(line, count) for line in body if line.text]
    return Block(grid[0].line, rows=join_wrapped(grid))


def _count(line: _Line, body: list[_Line]) -> int:
    """Return how many figures a line has, without the note to which it refers where others refer to none."""
    count = len(line.figures)
    alike = [other for other in body if len(other.figures) == count]
    fewer = any(len(other.figures) == count - 1 >= _LEAST_FIGURES for other in body)
    return count - 1 if fewer and all(_refers(other) for other in alike) else count


def _refers(line: _Line) -> bool:
    return line.figures[0][1].isdigit() and int(line.figures[0][1]) <= _MOST_NOTE


def _heads_above(read: list[_Line], start: int, count: int) -> list[_Line]:
    """Return the lines from the topmost list of heads above a run down to it, where they fit its columns."""
    above: list[_Line] = []
    for line in reversed(read[max(0, start - _MOST_ABOVE) : start]):
        if (line.figures and not line.heads) or line.is_prose:
            break
        above.insert(0, line)
    fitting = [place for place, line in enumerate(above) if line.heads and count % len(line.heads) == 0]
    if not any(len(above[place].heads) >= _LEAST_FIGURES for place in fitting):
        return []
    return [line for line in above[fitting[0] :] if line.text]


def _head_row(line: _Line, count: int) -> GridRow:
    number = line.number + 1
    is_title = len(line.heads) == 1 and _YEAR.search(line.text) is not None
    if not line.heads or count % len(line.heads) or is_title:
        return GridRow(number, (Cell(line.text, number, 1, 0, span=count + 1, offset=line.offset),), count + 1)
    span = count // len(line.heads)
    cells = tuple(
        Cell(text, number, 2 + place * span, 1 + place * span, span=span, offset=offset)
        for place, (offset, text) in enumerate(line.heads)
    )
    return GridRow(number, cells, count + 1)


def _body_row(line: _Line, count: int) -> GridRow:
    number, figures = line.number + 1, line.figures
    label = line.label
    if len(figures) == count + 1 and _refers(line):
        figures = figures[1:]  # the note that the row refers to
    if len(figures) != count:
        figures, label = (), line.text
    cells = [Cell(label, number, 1, 0, offset=line.offset)] if label else []
    cells += [Cell(text, number, 2 + place, 1 + place, offset=offset) for place, (offset, text) in enumerate(figures)]
    return GridRow(number, tuple(cells), count + 1)
