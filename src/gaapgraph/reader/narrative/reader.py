"""From the bytes of a narrative section to its proposals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.document.content import read_content
from gaapgraph.document.encoding import describe
from gaapgraph.language.calendar import FiscalCalendar
from gaapgraph.model import Place
from gaapgraph.reader.narrative.amount import find_amounts
from gaapgraph.reader.narrative.layout import find_section, read_passages
from gaapgraph.reader.narrative.moment import find_dates
from gaapgraph.reader.narrative.name import find_names
from gaapgraph.reader.narrative.narrative import Narrative
from gaapgraph.reader.table.figure import Reading, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.reader.narrative.narrative import Amount, Dated

__all__ = ["read_narrative"]

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_CODE = re.compile(r"\b(?:Form\s+[\w-]+|Item\s+\d+[A-Z]?|Notes?\s+\d+|Section\s+\d+|IPv\d|\d+-[A-Z])\b")


def read_narrative(data: bytes, file_name: str) -> Narrative | None:
    """Return what a narrative section proposes, or None where the document is none: it has tables, or no risk factors.

    Raises:
        ReadError: The bytes are no text.
    """
    content = read_content(data, file_name)
    if any(block.is_table for block in content.blocks):
        return None
    lines = [(line, text) for line, text in content.prose if text.strip()]
    start = find_section(lines)
    if start is None:
        return None
    below = lines[start + 1 :]
    amounts = [amount for line, words in below for amount in find_amounts(line, words)]
    dates = [dated for line, words in below for dated in find_dates(line, words)]
    reading = Reading(
        document=describe(data, file_name, content.media_type),
        title=lines[start][1].strip(),
        entity_name="",
        issued=None,
        calendar=FiscalCalendar(),
        period=None,
        exchange_rate=None,
        figures=(),
        tables=(),
        findings=(),
        tokens=tuple(_tokens(lines, amounts, dates)),
        prose=tuple(lines),
    )
    names = [name for line, words in below for name in find_names(line, words)]
    return Narrative(reading, tuple(read_passages(below)), tuple(amounts), tuple(dates), tuple(names))


def _tokens(lines: list[tuple[int, str]], amounts: list[Amount], dates: list[Dated]) -> Iterator[Token]:
    """Yield every number with what the grammar takes it for."""
    spans: dict[int, list[tuple[int, int, str]]] = {}
    for kind, found in (("fact", amounts), ("date", dates)):
        for one in found:
            start = one.place.offset or 0
            spans.setdefault(one.place.line, []).append((start, start + len(one.printed), kind))
    for line, text in lines:
        known = [*((m.start(), m.end(), "identifier") for m in _CODE.finditer(text)), *spans.get(line, ())]
        kinds: dict[int, str] = {}
        for low, high, kind in reversed(known):
            kinds.update(dict.fromkeys(range(low, high), kind))
        for match in _NUMBER.finditer(text):
            yield Token(Place(line, offset=match.start()), match[0], kinds.get(match.start(), "unresolved"))
