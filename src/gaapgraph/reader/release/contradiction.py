"""Sentences that contradict themselves: a period compared with itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.span import find_phrases
from gaapgraph.model import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.language.calendar import FiscalCalendar

__all__ = ["note_self_comparisons"]

_COMPARED = re.compile(r"\b(?:compared|as\s+against|versus)\s*(?:to|with)?\b", re.IGNORECASE)
_SENTENCE = late_pattern(r"(?<=[.;])\s+(?=[A-Z\"“<])")
_REACH = 160


def note_self_comparisons(lines: Iterable[tuple[int, str]], calendar: FiscalCalendar) -> list[Finding]:
    """Return a finding for each sentence that compares a period with the same period.

    "… in FY2008 was X, compared to Y in FY2008": the period named last before the comparison is named first after it.
    Where several periods stand on a side, or a figure in parentheses breaks in, nothing is said.
    """
    findings = []
    for number, text in lines:
        if not _COMPARED.search(text):
            continue
        start = 0
        for sentence in _SENTENCE.split(text):
            start = text.find(sentence, start)
            findings += _compare(number, start, sentence, calendar)
    return findings


def _compare(number: int, start: int, sentence: str, calendar: FiscalCalendar) -> list[Finding]:
    phrases = find_phrases(sentence, calendar)
    findings = []
    starts, ends = [phrase.start for phrase in phrases], [phrase.end for phrase in phrases]
    for match in _COMPARED.finditer(sentence):
        before = phrases[max(0, (stop := bisect_right(ends, match.start())) - 1) : stop]
        after = phrases[(at := bisect_left(starts, match.end())) : at + 1]
        if not before or not after or before[0].period != after[0].period:
            continue
        if match.start() - before[0].end >= _REACH or after[0].start - match.end() >= _REACH // 2:
            continue
        between = sentence[match.end() : after[0].start]
        if "(" in between or _COMPARED.search(between):
            continue
        name = sentence[after[0].start : after[0].end]
        message = f"The sentence compares {name} with {name}: one of the two must be another period."
        findings.append(Finding("GG-READ-SELF", "warning", Place(number, None, start + after[0].start), message))
    return findings
