"""What a document says around a table: titles that name it, and captions that say when and in what unit."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.date import MONTH, MONTHS, parse_dates
from gaapgraph.language.quantity import read_scale
from gaapgraph.language.span import find_phrases, parse_period
from gaapgraph.model import Duration, Instant
from gaapgraph.reader.table.comparison import compared_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.document.grid import Block
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period

__all__ = ["Spoken", "Surroundings", "far_scale", "find_furniture", "join_sentences", "read_spoken"]

_SENTENCE_LENGTH = 80  # characters from which on a line with a full stop is no title

_TITLES = 4
_LONGEST_DAY = 24  # characters of a line that is a day
_TITLE_LENGTH = 220
_CAPTIONS = 6
_SHORT = 60
_REPEATED = 4
_CONTINUED = re.compile(r"\W*\bcont(?:inued|['’]d|\.)\W*$", re.IGNORECASE)
_DETAIL = re.compile(r"^\W*(?:\(?\w{1,2}\)|\*|†|note)\s|\bas follows\b|\bcontinued\b", re.IGNORECASE)
# Titles that name a table though paragraphs stand between: "Reconciliation of … to Economic Earnings"
_NAMES = late_pattern(
    r"\breconciliations?\b|\bnon-gaap\b|\bnon-ifrs\b|\bstatistics\b|\bhighlights\b|\bguidance\b", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"^[^\w*]*(?:\(\w{1,2}\)|\*(?!\*)|†|\d\s)\s*\S")
# "The following tables show … (in millions)" holds for the tables below that only have a name of their own.
_PLURAL = re.compile(r"\bfollowing\s+tables\b|\btables\s+below\b", re.IGNORECASE)
# Marks of filings in plain text, and drawn rules: no words of the document.
_MARKUP = re.compile(r"^(?:\s*</?[A-Z]{1,8}>)+\s*$|^[\s=_-]*$")
# "Stockholm, July 17, 2025": where and when a release was issued
_DATELINE = late_pattern(
    rf"^(?!.*\b(?:ended|ending|as\s+of|as\s+at|at|from|for|to)\b)\W*(?:[A-Z][\w.’' ]+,\s*){{1,2}}"
    rf"(?:{MONTH}\.?\s+\d{{1,2}}|\d{{1,2}}\.?\s+{MONTH}),?\s+20\d\d\W*$"
)
# "SAN JOSE, Calif., Nov. 5, 2026 (GLOBE NEWSWIRE) -- Orrin today announced": the day of issue, and of no table
_DATED_LEAD = late_pattern(
    rf"^\W*(?:[A-Z][\w.,’' ]{{0,60}}?[\s,–—-]+)?(?:(?:{MONTH})\.?\s+\d{{1,2}},?|\d{{1,2}}\.?\s+(?:{MONTH}))\s+20\d\d\s*"
    r"(?:[(/][^()/]*[)/]{1,2}\s*)?(?:--|[–—-])\s*(?=[A-Z])"
)
_LEAST_BROKEN, _MOST_BROKEN = 50, 140  # characters of a line that was broken by hand
_LOWER = re.compile(r"\s*[a-z]")
_PAGE = re.compile(r"^\W*(?:page\s+)?\d{1,3}\W*$|^[ivx]+$|table\s+of\s+contents|\bform\s+10-[kq]\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z)\]%\d][.;])\s+(?=[A-Z])")
_IN_SCALE = re.compile(
    r"\(([^()]*\b(?:in|shares|dollars|amounts)\s[^()]*\b(?:thousands|millions|billions)\b[^()]*)\)", re.IGNORECASE
)
_SCALE_LINE = late_pattern(
    r"^\W*(?:unaudited\W+)?\(?[^().]*\bin\s+(?:thousands|millions|billions)\b[^().]*\)?\W*$", re.IGNORECASE
)
_DAY = re.compile(
    rf"\b(?:as\s+of|as\s+at|at|on)\s+(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})\b(?!\d|,?\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"(?<!\band\s)\b(?:(?:three|six|nine|twelve|\d{1,2})[\s-]+(?:months?|weeks?)|(?:fiscal\s+)?quarters?"
    r"|(?:first\s+|second\s+)?half(?:[\s-]year)?|(?:fiscal\s+)?years?)\s+"
    rf"(?:periods?\s+)?(?:ended|ending)\s+(?:{MONTH})"
    r"\.?\s+\d{1,2}\b(?!\d|,?\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
# "Segment results, January 1 to June 30", "1 January – 30 June"
_SINCE = late_pattern(
    rf"\b(?:(?P<from1>{MONTH})\.?\s+1\s*(?:to|through|until|[-–—])\s*(?P<to1>{MONTH})\.?\s+(?P<day1>\d{{1,2}})"
    rf"|1\s+(?P<from2>{MONTH})\s*(?:to|through|until|[-–—])\s*(?P<day2>\d{{1,2}})\s+(?P<to2>{MONTH}))\b(?!\d|,?\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
# "For the three months ended ($ in thousands)" left of days
_OPEN = re.compile(
    r"(?<!\band\s)\b(?:(?:three|six|nine|twelve|\d{1,2})[\s-]+(?:months?|weeks?)|(?:fiscal\s+)?quarters?|half[\s-]year|(?:fiscal\s+)?years?)"
    rf"\s+(?:periods?\s+)?(?:ended|ending)\b(?!\W*(?:on\s+)?(?:{MONTH}|\d))",
    re.IGNORECASE,
)
# "Segment information Q3" above bare years: each is that quarter of its year
_PART_ALONE = re.compile(
    r"\b(?:[1-4]Q|Q[1-4]|[12]H|H[12]|(?:first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?:quarter|half))\b",
    re.IGNORECASE,
)
_OTHER_SPAN = re.compile(r"\b(?:years?|months?|weeks?|annual|YTD|to[\s-]date|FY)\b", re.IGNORECASE)
# "On June 13, 2025, we acquired a company" tells when something happened, and of no table.
_EVENT = re.compile(rf"\W*(?:Also\s+)?(?:On|In)\s+(?:{MONTH})\b.*[a-z].*\.\W*$", re.IGNORECASE)
_LEADS = late_pattern(r"\b(?:following|below|follows?|tables?)\b", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:ended|ending)\b", re.IGNORECASE)
_STANDS = re.compile(r"\b(?:as\s+of|as\s+at|at)\b", re.IGNORECASE)
_FLOWS = re.compile(
    r"\b(?:(?:months?|weeks?|quarters?|periods?|years?)\s+(?:then\s+)?(?:ended|ending)|during\b|fiscal\s+(?:years?\s+)?(?:19|20)\d\d"
    r"|for\s+(?:the\s+)?(?:years?\s+)?(?:19|20)\d\d|for\s+(?:the\s+|each\s+)(?:of\s+the\s+)?(?:\w+\s+)?(?:years?|periods?|quarters?))",
    re.IGNORECASE,
)


@frozen
class Surroundings:
    """What stands around a table.

    Attributes:
        titles: Short lines that name the table, nearest last; they go on as headings of its figures.
        captions: Lines and sentences since the table before, nearest last; they only tell when and in what unit.
        older: Titles above the paragraphs that stand between them and the table.
        is_inherited: The titles are those of the table before.
        is_continued: Nothing of its own stands above the table: the captions are those of the table before.
    """

    titles: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    is_continued: bool = False
    is_inherited: bool = False
    older: tuple[str, ...] = ()

    def after(self, text: str, furniture: frozenset[str]) -> Surroundings:
        """Return the surroundings after a line of prose."""
        text = text.strip()
        if _MARKUP.match(text) or _DATELINE.match(text):
            return self
        text = _DATED_LEAD.sub("", text)
        captions = self.captions
        if text and text not in furniture and not _PAGE.search(text) and not _FOOTNOTE.match(text):
            captions = _trim((*captions, *_nearest_sentences(text)))
        if len(text) > _TITLE_LENGTH or (text.endswith(".") and len(text) > _SENTENCE_LENGTH):
            return Surroundings((), captions, older=self.titles or self.older)
        return Surroundings((*self.titles, text), captions, older=self.older)

    def after_layout(self, texts: Iterable[str]) -> Surroundings:
        """Return the surroundings after a table without figures: its cells are titles."""
        found = [text for text in texts if len(text) < _TITLE_LENGTH]
        return Surroundings((*self.titles, *found)[-_TITLES:], (*self.captions, *found)[-_CAPTIONS:])

    def at_table(self, before: Surroundings) -> Surroundings:
        """Return the surroundings of a table, given those of the table before it.

        A table right after another without titles shares that one's; one that only details a note keeps its scale.
        """
        own = self.titles or (self.older if any(_NAMES.search(text) for text in self.older[-_TITLES:]) else ())
        is_scaled = any(_IN_SCALE.search(text) for text in self.captions)
        titles = own or tuple(text for text in before.titles if not (is_scaled and read_scale(text) is not None))
        if own and (all(_DETAIL.search(text) for text in own) or not self.titles):
            scales = [text for text in before.titles if read_scale(text) is not None][-1:]
            titles = (*scales, *own)
        captions = self.captions or before.captions
        if self.captions and all(len(text) < _SHORT and read_scale(text) is None for text in self.captions):
            captions = (*(text for text in before.captions if _PLURAL.search(text)), *captions)
        return Surroundings(titles, captions[-_CAPTIONS:], is_continued=not self.captions, is_inherited=not own)

    def goes_on(self, before: Surroundings) -> bool:
        """Say whether a table may go on that of the surroundings before: it has no other title, or "(continued)"."""
        if self.is_continued:
            return True
        own = [_CONTINUED.sub("", text).strip().lower() for text in self.captions[-_TITLES:]]
        said = {text.strip().lower() for text in (*before.titles, *before.captions)}
        return any(_CONTINUED.search(text) for text in self.captions[-_TITLES:]) or all(text in said for text in own)

    @property
    def is_stale(self) -> bool:
        """Whether the titles are those of the table before, though a text of its own stands above this one."""
        return self.is_inherited and not self.is_continued

    @property
    def nearest_titles(self) -> tuple[str, ...]:
        """The titles that name the table, no more than four."""
        return self.titles[-_TITLES:]


def _trim(captions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the nearest captions, with the nearest line of a scale where long notes stand between it and the table."""
    kept = captions[-_CAPTIONS:]
    if any(read_scale(text) is not None for text in kept):
        return kept
    scales = [text for text in captions[:-_CAPTIONS] if _SCALE_LINE.match(text)]
    return (*scales[-1:], *kept[len(scales[-1:]) :])


def _nearest_sentences(text: str) -> list[str]:
    if len(text) <= _TITLE_LENGTH:
        return [text]
    return _SENTENCE.split(text)[-2:]


def join_sentences(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks of a document, the lines of a sentence that plain text broke by hand as one.

    The rest of "… its outlook for 2026 as well as / guidance for the third quarter of 2026." is no caption of its own.
    """
    held: list[Block] = []
    for block in blocks:
        if held and not _is_broken_between(held[-1], block):
            yield from _joined(held)
            held = []
        held.append(block)
    yield from _joined(held)


def _is_broken_between(above: Block, below: Block) -> bool:
    is_prose = not above.is_table and not below.is_table and above.xpath is None and below.line == above.line + 1
    return is_prose and _LEAST_BROKEN <= len(above.text.strip()) <= _MOST_BROKEN and len(below.text) <= _MOST_BROKEN


def _joined(held: list[Block]) -> list[Block]:
    text = " ".join(block.text.strip() for block in held)
    is_sentence = len(held) > 1 and text.endswith((".", ":")) and any(_LOWER.match(block.text) for block in held[1:])
    return [replace(held[0], text=text)] if is_sentence else held


def find_furniture(blocks: list[Block]) -> frozenset[str]:
    """Return the lines that a document repeats on its pages, such as its own name: they caption nothing."""
    counts = Counter(block.text.strip() for block in blocks if not block.is_table and len(block.text) < _TITLE_LENGTH)
    often = (text for text, count in counts.items() if count >= _REPEATED)
    return frozenset(text for text in often if read_scale(text) is None and not re.search(r"\d{4}", text))


@frozen
class Spoken:
    """What the nearest caption that speaks of time says.

    Attributes:
        instants, durations: The periods it names, in order.
        day: Month and day that it gives without a year ("at December 31:").
        partial: The span that it gives without a year ("for the three months ended June 30,").
        open_span: The span of which it only says that it ended ("for the three months ended").
        leaning: Hundredths of a logit for balances (negative: for flows).
        is_ended: It says "ended" of its spans, so that bare days above columns may be their ends.
        compared: The period that it is about and the one that it compares with.
    """

    instants: tuple[Instant, ...] = ()
    durations: tuple[Duration, ...] = ()
    day: tuple[int, int] | None = None
    partial: str = ""
    open_span: str = ""
    leaning: int = 0
    is_ended: bool = False
    compared: tuple[Period, Period] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the captions say nothing of time."""
        return not (self.instants or self.durations or self.day or self.partial or self.leaning)


def is_day_of_issue(text: str, now: Period | None) -> bool:
    """Say whether a line is nothing but a day after the period reported on: that of the release, and of no table."""
    dates = parse_dates(text) if len(text) < _LONGEST_DAY else []
    return len(dates) == 1 and now is not None and dates[0][2] > now.end and not text[: dates[0][0]].strip(" (-–—")


def read_spoken(captions: tuple[str, ...], calendar: FiscalCalendar) -> Spoken:
    """Return what the nearest caption with any says of time.

    >>> from gaapgraph.language.calendar import FiscalCalendar
    >>> read_spoken(("Inventories at December 31, 2024 and 2023:",), FiscalCalendar()).instants[0].date.isoformat()
    '2024-12-31'
    """
    for text in reversed(captions):
        # "No notes were issued in fiscal 2025. Those issued in fiscal 2024 are as follows:" speaks of 2024
        for sentence in reversed(_SENTENCE.split(text)):
            if _EVENT.match(sentence) and not _LEADS.search(sentence):
                continue
            spoken = _read_caption(sentence, calendar)
            if not spoken.is_empty:
                return spoken
    return Spoken()


def _read_caption(text: str, calendar: FiscalCalendar) -> Spoken:
    compared = compared_period(text, calendar)
    periods = list(dict.fromkeys(phrase.period for phrase in find_phrases(text, calendar)))
    if compared is not None and isinstance(compared[0], Duration):
        periods = [compared[0]]
    if not periods and re.search(r"\b(?:ended|ending|as of|as at)\b", text, re.IGNORECASE):
        single = parse_period(text, calendar)
        periods = [single] if single is not None else []
    instants = tuple(period for period in periods if isinstance(period, Instant))
    durations = tuple(period for period in periods if isinstance(period, Duration))
    day = _DAY.search(text)
    leaning = 0
    if instants and _STANDS.search(text):
        leaning += 450
    if day is not None and not instants:
        leaning += 450
    if _FLOWS.search(text):
        leaning -= 450
    spans = [match[0] for match in _OPEN.finditer(text)] if not periods else []
    month_day = (MONTHS[day["month"].lower()], int(day["day"])) if day is not None else None
    return Spoken(
        instants,
        durations,
        month_day,
        "" if durations else _partial_span(text),
        open_span=spans[0] if len(spans) == 1 else "",
        leaning=leaning,
        is_ended=bool(_ENDED.search(text)),
        compared=compared,
    )


def _partial_span(text: str) -> str:
    """Return the span that a caption names without its year, or nothing; a title may name no more than one."""
    ended = _PARTIAL.search(text)
    if ended is not None:
        return ended[0]
    since = _SINCE.search(text)
    if since is not None:  # "January 1 to June 30"
        first, last = (MONTHS[(since[f"{name}1"] or since[f"{name}2"]).lower()] for name in ("from", "to"))
        months = (last - first) % 12 + 1
        return f"{months} months ended {since['to1'] or since['to2']} {since['day1'] or since['day2']}"
    parts = [*_PART_ALONE.finditer(text)] if len(text) < _SENTENCE_LENGTH and not _OTHER_SPAN.search(text) else []
    return parts[0][0] if len(parts) == 1 else ""


def far_scale(captions: tuple[str, ...]) -> int | None:
    """Return the power of ten that the nearest sentence puts in parentheses: "... were as follows (in millions):"."""
    for text in reversed(captions):
        for match in _IN_SCALE.finditer(text):
            scale = read_scale(match[1])
            if scale is not None:
                return scale
    return None
