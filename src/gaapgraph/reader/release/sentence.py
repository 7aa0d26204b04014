"""Sentences of a line, and the periods of the figures in them: each its own, its comparative's or its heading's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import CURRENCY_SIGNS
from gaapgraph.language.span import Phrase, find_phrases
from gaapgraph.language.words import alternatives, numbers
from gaapgraph.model import Duration, Instant, shift_months

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.model import Period
    from gaapgraph.reader.table.context import Context

__all__ = ["Clock", "SentencePeriods", "heading_period", "names_time", "split_sentences"]

_END = re.compile(
    r"(?<=[.;])(?<!\bU\.S\.)(?<!\bU\.K\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bNo\.)\s+(?=[A-Z\"“<])"
    r"|(?<=U\.[SK]\.)\s+(?=(?:The|In|We|Our|It|As|For|This|On|Net|Revenues?|Total)\b)|;\s+"
)
_LONGEST = 1500
_ORDINALS = {word: number for word, number in numbers("ordinal").items() if word != "last"}
_VERB = r"(?:was|were|is|are|totall?ed|amounted|increased|decreased|rose|fell|grew|declined|improved|reached)"
_COMPARED = re.compile(
    r"""\b(?:(?:as\s+)?compare[ds]\s+(?:with|to)|versus|vs|in\s+comparison\s+(?:with|to)|as\s+against
    |(?:from|over|than)(?=\s+(?:in\s+)?(?:the\s+)?(?:same|prior|previous|comparable|corresponding|year[\s-]ago|year[\s-]earlier)\b)
    |(?:up|down)\s+(?:slightly\s+)?from|(?:(?<=%\s)|(?<=percent\s))from|from(?!\s+(?:continuing\s+|discontinued\s+)?operati\w+)(?=\s+(?:[\w-]+\s+){0,5}?(?:US|C|A)?["""
    + CURRENCY_SIGNS
    + r"""]))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What comes after a comparison is about the period of the sentence again: ", and net income was", ", a decrease of".
_RESUMED = late_pattern(
    rf""",\s+(?:(?:and|while|but|whereas)\s+(?:[\w’'-]+\s+){{1,8}}?{_VERB}
    |representing|reflecting|resulting|led|leading|driven|primarily|mainly|due|(?:an?|the)\s+(?:\w+\s+){{0,2}}?(?:increase|decrease|decline|improvement|growth)
    |up|down)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "increased from $19.6 million to $31.4 million": the second is what the sentence is about.
_FROM_TO = late_pattern(
    r"""\bfrom\s+(?:[A-Z]{0,3}["""
    + CURRENCY_SIGNS
    + r"""]\s?)?\d[\d,.]*(?:\s*(?:%|percent|thousand|million|billion|trillion))?\s+(?P<to>to)
    \s+\W?\s?\d""",
    re.IGNORECASE | re.VERBOSE,
)
_AND_FIGURE = re.compile(r",?\s+and\s+(?=(?:US|C|A)?[" + CURRENCY_SIGNS + r"]\s?\d)")
_YEAR_AGO = re.compile(
    r"""\b(?:the\s+)?(?:(?:same|comparable|corresponding)\s+(?:[\w-]+\s+){0,3}?(?:of\s+|in\s+)?(?:the\s+)?
    (?:prior|previous|last|preceding)\s+(?:fiscal\s+)?year|(?:prior|previous|last|preceding)[\s-](?:fiscal[\s-])?year(?:['’]s)?
    |(?:a\s+)?year[\s-](?:ago|earlier)|(?:same|comparable|corresponding)\s+(?:quarter|period|months))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PART = re.compile(
    rf"""\b(?:(?P<word>{alternatives(_ORDINALS)})[\s-]+(?:fiscal\s+)?quarter|Q(?P<q>[1-4])|(?P<q2>[1-4])Q
    |(?P<months>three|six|nine|twelve|3|6|9|12)[\s-]months?|(?P<half>first|second)\s+half
    |(?P<year>full[\s-](?:fiscal[\s-])?year|fiscal\s+year|year[\s-]to[\s-]date|the\s+year)
    |(?P<quarter>(?:the|this|our)\s+(?:fiscal\s+)?quarter|quarterly(?!\s+(?:cash\s+)?(?:dividend|distribution|report))))\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "2023’s fourth quarter"
_YEARS_PART = re.compile(
    rf"\b(?P<year>(?:19|20)\d\d)['’]s\s+(?P<word>{alternatives(_ORDINALS)})\s+quarter\b", re.IGNORECASE
)
# "third quarter fiscal 2025 year-to-date period"
_TO_DATE = re.compile(
    rf"""\b(?:(?P<word>{alternatives(_ORDINALS)})[\s-]+quarter|Q(?P<q>[1-4]))\s+(?:of\s+)?(?:fiscal\s+)?(?:(?P<y1>20\d\d)\s+)?
    year[\s-]to[\s-]date(?:\s+(?P<y2>20\d\d))?""",
    re.IGNORECASE | re.VERBOSE,
)
_ITEM = re.compile(r"^\s*[-*•]\s")
# "HOUSTON, February 4, 1999 -- …": the day of the release is no day of its figures
_DATELINE = re.compile(r"\s*+,?\s*+(?:\([^()]*\)\s*+)?(?:/[^/]{1,40}/\s*+)?(?:--|[—–-])\s")
_DATELINED = 100
# When a dividend is paid, and to whom, is no time of what the sentence tells
_PAID_ON = late_pattern(
    r"\b(?:payable|(?:to\s+be|will\s+be|is)\s+paid|of\s+record)\s+(?:(?:on|by|as\s+of|at|(?:at\s+)?(?:the\s+)?close\s+of\s+business|or\s+about|about)\s+)*(?:on\s+)?$",
    re.IGNORECASE,
)
_NEAR_DATE = 60
_UP_TO = re.compile(
    r"^\s*to\s+\W?\s?\d[\d.,]*(?:\s*(?:thousand|million|billion))?\b"
)  # "grew 13% to $2,771 million for"
_SAME_OF = re.compile(
    r"\b(?:same|comparable|corresponding)\s+(?:quarter|period)\s+(?:of|in|a\s+year\s+ago\s+in)\s+(?:fiscal\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LINKED = re.compile(r"[\s,]*(?:or|\()\s*\(?", re.IGNORECASE)
_DECEMBER = 12
_BARE_YEAR = late_pattern(
    r"\b(?:in|of|for|during|over|than|full[\s-]year|with|to|outlook|guidance)\s+(?P<year>(?:19|20)\d\d)\b(?!\s*[%-]|[,.]\d|\s+(?:million|billion|shares))",
    re.IGNORECASE,
)
_MONTHS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
_MORE_YEARS = re.compile(r"(?:\s*,\s*|\s*,?\s+and\s+)(?P<year>(?:19|20)\d\d)\b(?!\s*[%-])")
_AT_END = re.compile(r"\b(?:as\s+of|at)\s+(?:the\s+)?(?:end|close)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_ATTACHED = 70
_SNAP = 10
_QUARTER = 120
_LONGEST_HEADING = 120


def split_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the clauses of a line with their offsets; a very long one in pieces, so that time is in proportion."""
    start = 0
    for match in [*_END.finditer(text), None]:
        stop = match.start() if match is not None else len(text)
        while stop - start > _LONGEST:
            cut = max(text.rfind(" ", start, start + _LONGEST) + 1, start + _LONGEST // 2)
            yield start, text[start:cut]
            start = cut
        yield start, text[start:stop]
        start = match.end() if match is not None else stop


@frozen
class Clock:
    """What dates a sentence that does not date itself.

    Attributes:
        context: Calendar and main period of the document.
        known: Durations of the tables, to which a period of the same length in words is fitted.
        heading: The period that the nearest heading names.
        is_ambiguous: The tables have durations of several lengths up to the end of the main period.
    """

    context: Context
    known: frozenset[Period] = frozenset()
    heading: Period | None = None
    is_ambiguous: bool = False

    def default(self) -> Period | None:
        """Return the period of a sentence without any."""
        return self.heading or self.context.period

    def part(self, match: re.Match[str]) -> Period | None:
        """Return what "the fourth quarter" or "nine months" means in this document."""
        main = self.heading or self.context.period
        if main is None:
            return None
        calendar = self.context.calendar
        label = calendar.label_of(main.end)
        if (number := match["q"] or match["q2"] or _ORDINALS.get((match["word"] or "").lower())) is not None:
            found: Period = calendar.quarter(label, int(number))
            if found.end > main.end + timedelta(days=_SNAP):
                found = calendar.quarter(label - 1, int(number))
            return self._sure(found, main)
        if match["half"]:
            found = calendar.half(label, _ORDINALS[match["half"].lower()])
        else:
            months = _MONTHS[match["months"].lower()] if match["months"] else 3 if match["quarter"] else 12
            if match["year"] and calendar.year(label).end != main.end:
                return None
            found = Duration(shift_months(main.end, -months) + timedelta(days=1), main.end)
        return self.fit(found)

    def _sure(self, quarter: Period, main: Period) -> Period | None:
        """Return a quarter named without its year where the tables have it; the main period where that is a quarter.

        A calendar that the document does not state may be wrong by months: then its quarters are nowhere in the tables.
        """
        fitted = self.fit(quarter)
        if fitted in self.known or abs((fitted.end - main.end).days) <= _SNAP:
            return fitted
        return main if isinstance(main, Duration) and main.days <= _QUARTER else None

    def fit(self, period: Period) -> Period:
        """Return the duration of the tables that starts and ends within some days of a period in words, or that."""
        if not isinstance(period, Duration) or period in self.known:
            return period
        near = (
            other
            for other in self.known
            if isinstance(other, Duration)
            and abs((other.end - period.end).days) <= _SNAP
            and abs((other.start - period.start).days) <= _SNAP
        )
        return min(near, key=lambda other: (abs((other.end - period.end).days), other.end), default=period)

    def year_earlier(self, period: Period | None) -> Period | None:
        """Return the period a year before, the tables' own where they have it."""
        if isinstance(period, Instant):
            return Instant(shift_months(period.date, -12))
        if period is None or not isinstance(period, Duration):
            return None
        return self.fit(Duration(shift_months(period.start, -12), shift_months(period.end, -12)))


def names_time(text: str) -> bool:
    """Say whether words name a period and nothing else: "last year's fourth quarter"."""
    rest = _PART.sub(" ", _YEAR_AGO.sub(" ", text))
    return rest != text and not re.search(r"[A-Za-z]{3}", re.sub(r"\b(?:the|and|for|our)\b", " ", rest))


def heading_period(text: str, clock: Clock) -> Period | None:
    """Return the duration that a heading names, for the sentences below it; None where it is no heading or names two.

    A release lists under "Fourth Quarter 2024 Highlights" what its sentences do not date.
    """
    if len(text) > _LONGEST_HEADING or text.rstrip().endswith((".", ";", ",")) or _ITEM.match(text):
        return None
    text = _COMPARED.split(text)[0]
    to_date = to_date_phrases(text, clock)
    if len(to_date) == 1:
        return to_date[0].period
    named = [clock.fit(phrase.period) for phrase in find_phrases(text, clock.context.calendar)]
    named += [part for match in _PART.finditer(text) if not named and (part := clock.part(match)) is not None]
    spans = {period for period in named if isinstance(period, Duration)}
    return spans.pop() if len(spans) == 1 else None


def to_date_phrases(text: str, clock: Clock) -> list[Phrase]:
    """Return what "third quarter fiscal 2025 year-to-date" names: the fiscal year up to the end of that quarter."""
    found = []
    for match in _TO_DATE.finditer(text):
        number = int(match["q"]) if match["q"] else _ORDINALS[match["word"].lower()]
        main = clock.context.period
        year = match["y1"] or match["y2"]
        label = int(year) if year else clock.context.calendar.label_of(main.end) if main is not None else None
        if label is not None:
            period = clock.fit(clock.context.calendar.part(label, 1, 3 * number))
            found.append(Phrase(match.start(), match.end(), period))
    return found


@dataclass
class _Segment:
    """A stretch of a sentence that is about one period, or about those that it names one by one."""

    start: int
    stop: int
    is_compared: bool
    phrases: list[Phrase] = field(default_factory=list)
    figures: list[tuple[int, int]] = field(default_factory=list)
    groups: dict[tuple[int, int], tuple[int, int]] | None = None

    @property
    def leads(self) -> bool:
        """Whether its periods all stand before its first figure."""
        return self._last_end <= self.figures[0][0]

    @cached_property
    def _last_end(self) -> int:
        return max(phrase.end for phrase in self.phrases)

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]] | None:
        """Where its phrases start and end, of which sentences with thousands are not gone through for each figure."""
        starts, ends = [one.start for one in self.phrases], [one.end for one in self.phrases]
        return (starts, ends) if starts == sorted(starts) and ends == sorted(ends) else None

    def first_after(self, end: int) -> Phrase | None:
        """Return the first phrase that starts at or after a figure's end, and near it."""
        if self._bounds is None:
            return next((one for one in self.phrases if end <= one.start <= end + _ATTACHED), None)
        at = bisect_left(self._bounds[0], end)
        return self.phrases[at] if at < len(self.phrases) and self.phrases[at].start <= end + _ATTACHED else None

    def last_before(self, start: int) -> Phrase:
        """Return the last phrase that ends at or before a figure's start, or the first of all."""
        if self._bounds is None:
            return next((one for one in reversed(self.phrases) if one.end <= start), self.phrases[0])
        return self.phrases[max(0, bisect_right(self._bounds[1], start) - 1)]


class SentencePeriods:
    """The periods of one sentence by its comparisons: what is compared, with what, and what each part names."""

    def __init__(self, text: str, figures: list[tuple[int, int]], clock: Clock) -> None:
        self._text = text
        self._clock = clock
        self._is_respective = bool(_RESPECTIVELY.search(text))
        self._is_paid = False  # it tells when something is paid
        full = self._full_phrases()
        starts = [(0, False), *sorted(self._marks(full)), (len(text), False)]
        self._segments = [_Segment(start, stop, is_compared) for (start, is_compared), (stop, _) in pairwise(starts)]
        self._compared = [one for one in self._segments if one.is_compared]
        for phrase in self._phrases(full):
            self._segment(phrase.start).phrases.append(phrase)
        for figure in figures:
            self._segment(figure[0]).figures.append(figure)

    @property
    def main(self) -> Period | None:
        """The period of what the sentence is about."""
        first = self._segments[0]
        return first.phrases[0].period if first.phrases else self._clock.default()

    def at(self, start: int, end: int) -> Period | None:
        """Return the period of the figure at these offsets; None where the sentence leaves it open."""
        segment = self._segment(start)
        phrases = segment.phrases
        if not phrases:
            return self._undated(segment)
        count = len(phrases)
        group = self._group(segment, (start, end))
        if group is not None and count > 1:
            # "5 and 4 … for 2024 and 2023, respectively"; "$13 million, or $0.20 per share and $15 million, or …"
            at, groups = group
            if groups % count == 0 and (self._is_respective or (segment.leads and groups == count)):
                return phrases[at % count].period
        attached = segment.first_after(end)
        if attached is not None and self._is_attached(end, attached):
            return attached.period
        return segment.last_before(start).period

    def _group(self, segment: _Segment, figure: tuple[int, int]) -> tuple[int, int] | None:
        """Return which of the groups of figures that "or" links one is in, and how many there are."""
        if segment.groups is None:
            groups: list[list[tuple[int, int]]] = []
            for one in segment.figures:
                if groups and _LINKED.fullmatch(self._text, groups[-1][-1][1], one[0]):
                    groups[-1].append(one)
                else:
                    groups.append([one])
            segment.groups = {one: (at, len(groups)) for at, group in enumerate(groups) for one in group}
        return segment.groups.get(figure)

    @property
    def named(self) -> Period | None:
        """The one duration that the sentence is about, where it names it; the sentences after it are about it, too."""
        spans = {one.period for one in self._segments[0].phrases if isinstance(one.period, Duration)}
        return spans.pop() if len(spans) == 1 else None

    def compared(self, start: int) -> Period | None:
        """Return the period with which a growth or change at an offset compares, where the sentence says so."""
        at = bisect_right(self._compared, start, key=lambda one: one.stop)
        phrases = self._compared[at].phrases if at < len(self._compared) else []
        return phrases[-1].period if phrases else None

    def _undated(self, segment: _Segment) -> Period | None:
        if segment.is_compared or self._is_paid:
            return None
        if segment.start:
            return self.main
        return self._clock.default()

    def _segment(self, offset: int) -> _Segment:
        return self._segments[max(0, bisect_right(self._segments, offset, key=lambda one: one.start) - 1)]

    def _is_attached(self, end: int, phrase: Phrase) -> bool:
        between = _UP_TO.sub(" ", self._text[end : phrase.start])
        return not re.search(r"\d|[;.]\s", re.sub(r"\([^()]*\)", " ", between)) and "," not in between

    def _marks(self, full: list[Phrase]) -> list[tuple[int, bool]]:
        """Return where the sentence turns to what it compares with (True), and back to what it is about (False)."""
        text = self._text
        marks = [(match.start(), True) for match in _COMPARED.finditer(text)]
        if marks:
            marks += [(match.start(), False) for match in _RESUMED.finditer(text) if match.start() > marks[0][0]]
            marks += [(match.start("to"), False) for match in _FROM_TO.finditer(text)]
        elif not self._is_respective:
            # "was $5 for the quarter ended …, and $4 for the prior year's quarter"
            named = [phrase.start for phrase in full] + [match.start() for match in _YEAR_AGO.finditer(text)]
            marks += [
                (match.start(), True)
                for match in _AND_FIGURE.finditer(text)
                if min(named, default=0) < match.start() < max(named, default=0)
            ]
        return marks

    def _full_phrases(self) -> list[Phrase]:
        """Return the periods that the sentence names in full, more years after one, and bare years."""
        calendar = self._clock.context.calendar
        found: list[Phrase] = [*to_date_phrases(self._text, self._clock), *self._parts_of_years()]
        spans = [(phrase.start, phrase.end) for phrase in found]
        for phrase in find_phrases(self._text, calendar):
            if any(low < phrase.end and phrase.start < high for low, high in spans):
                continue
            if (
                phrase.end < _DATELINED
                and _DATELINE.match(self._text, phrase.end)
                and isinstance(phrase.period, Instant)
            ):
                continue
            if _PAID_ON.search(self._text, max(0, phrase.start - _NEAR_DATE), phrase.start):
                self._is_paid = True
                continue
            found.append(Phrase(phrase.start, phrase.end, self._clock.fit(phrase.period)))
            while (more := _MORE_YEARS.match(self._text, found[-1].end)) is not None:
                found.append(Phrase(more.start("year"), more.end(), self._other_year(phrase.period, int(more["year"]))))
        main = self._clock.default() if not found else found[0].period
        found += [
            Phrase(match.start(), match.end(), self._other_year(main, int(match["year"])))
            for match in _SAME_OF.finditer(self._text)
            if main is not None
        ]
        if calendar.end_month == _DECEMBER:  # else "in 2024" may be a fiscal or a calendar year
            spans = [(phrase.start, phrase.end) for phrase in found]
            found += [
                Phrase(match.start("year"), match.end(), self._clock.fit(calendar.year(int(match["year"]))))
                for match in _BARE_YEAR.finditer(self._text)
                if not any(low <= match.start("year") < high for low, high in spans)
            ]
        return found

    def _parts_of_years(self) -> list[Phrase]:
        """Return what "2023's fourth quarter" names."""
        calendar = self._clock.context.calendar
        return [
            Phrase(
                match.start(),
                match.end(),
                self._clock.fit(calendar.quarter(int(match["year"]), _ORDINALS[match["word"].lower()])),
            )
            for match in _YEARS_PART.finditer(self._text)
        ]

    def _phrases(self, full: list[Phrase]) -> list[Phrase]:
        """Return what dates the sentence in order: full periods, parts of the year, and words such as "year ago"."""
        found = list(full)
        taken = [(phrase.start, phrase.end) for phrase in found]
        for match in _PART.finditer(self._text):
            if not _meets(match, taken, self._text) and (part := self._clock.part(match)) is not None:
                found.append(Phrase(match.start(), match.end(), part))
        main = next((one.period for one in sorted(found, key=lambda one: one.start)), self._clock.default())
        earlier = self._clock.year_earlier(main)
        for match in _YEAR_AGO.finditer(self._text):
            if earlier is None or _meets(match, taken, self._text) or not self._segment(match.start()).is_compared:
                continue
            # "the third quarter of last year", "last year's fourth quarter": the words beside name the part of the year
            beside = [
                one
                for one in found
                if match.start() - 4 <= one.end <= match.end() or match.end() <= one.start <= match.end() + 2
            ]
            found = [one for one in found if one not in beside]
            named = next((one for one in beside if one.start >= match.end()), None)
            then = earlier if named is None else self._clock.year_earlier(named.period) or earlier
            found.append(Phrase(match.start(), match.end() if named is None else named.end, then))
        return sorted((self._closing(phrase) for phrase in found), key=lambda phrase: phrase.start)

    def _closing(self, phrase: Phrase) -> Phrase:
        """Return the last day of a duration after "at the end of"."""
        before = self._text[max(0, phrase.start - 30) : phrase.start]
        if isinstance(phrase.period, Duration) and _AT_END.search(before):
            return Phrase(phrase.start, phrase.end, Instant(phrase.period.end))
        return phrase

    def _other_year(self, period: Period, year: int) -> Period:
        """Return the period of the same days in another year: "December 31, 2024 and 2023"."""
        months = 12 * (year - period.end.year)
        if isinstance(period, Duration):
            return self._clock.fit(Duration(shift_months(period.start, months), shift_months(period.end, months)))
        return Instant(shift_months(period.end, months))


def _meets(match: re.Match[str], taken: list[tuple[int, int]], text: str) -> bool:
    """Say whether words touch a full period, or lead to one: "the prior year quarter ended October 28, 2023"."""
    return any(
        start - 40 <= match.end() and match.start() < end and not _FIGURED.search(text[match.end() : start])
        for start, end in taken
        if start >= match.start() - 40
    )


_FIGURED = re.compile(r"[" + CURRENCY_SIGNS + r"%]|\d[\d.,]*\s*(?:million|billion)|\d\.\d", re.IGNORECASE)
