"""Days on which things happened: rows that are named by days of issue or maturity, and the day of an acquisition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.span import find_phrases
from gaapgraph.model import Duration, Finding, Instant
from gaapgraph.reader.table.offer import TimeOffer

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.model import Period, Place
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.section import Section
    from gaapgraph.reader.table.surroundings import Spoken

__all__ = ["find_deal", "is_at_deal", "note_no_deal", "offer_days"]

_ISSUED = re.compile(
    r"^\W*(?:dates?\s+(?:of\s+issu\w+|issued)|(?:issue|issuance|issued)\s+dates?|issued)\b", re.IGNORECASE
)
_MATURED = re.compile(
    r"^\W*(?:maturity\s+dates?|dates?\s+of\s+(?:maturity|repayment)|repa(?:yment|id)\s+dates?)\b", re.IGNORECASE
)


def offer_days(
    labels: list[str], stub: str, spoken: Spoken, calendar: FiscalCalendar, now: Period | None
) -> tuple[TimeOffer | None, ...]:
    """Return what the days of issue or of maturity that name the rows of a list of debt offer, or None for each.

    What was issued is stated as of its day; what was paid for it, and what was repaid, is of the year in which all
    those days fall, which is over: days to come date nothing.

    Args:
        labels: The labels of the rows.
        stub: The words above them: "Issue Date", "Maturity Date".
        spoken: What the nearest caption says of time.
        calendar: The reporter's fiscal calendar.
        now: The period that the document reports on.
    """
    is_issue = bool(_ISSUED.search(stub))
    if not is_issue and not _MATURED.search(stub):
        return (None,) * len(labels)
    found = [_day(label, calendar) for label in labels]
    days = [day for day in found if day is not None]
    if not days or now is None or max(day.date for day in days) > now.end:
        return (None,) * len(labels)
    span = _span(days, spoken, calendar, now)
    if span is None:
        return tuple(TimeOffer(day) if is_issue and day is not None else None for day in found)
    return tuple(
        TimeOffer(day if is_issue and day is not None else span.closing, span, spoken.leaning) for day in found
    )


def _day(label: str, calendar: FiscalCalendar) -> Instant | None:
    phrases = find_phrases(label, calendar)
    period = phrases[0].period if phrases and not label[: phrases[0].start].strip() else None
    return period if isinstance(period, Instant) else None


def _span(days: list[Instant], spoken: Spoken, calendar: FiscalCalendar, now: Period) -> Duration | None:
    """Return the span in which days fall: one of the caption, the period reported on, or a fiscal year that is over."""
    first, last = min(day.date for day in days), max(day.date for day in days)
    year = calendar.year(calendar.label_of(first))
    for span in (*spoken.durations, now, year if year.end <= now.end else None):
        if isinstance(span, Duration) and span.start <= first and last <= span.end:
            return span
    return None


_DEAL = re.compile(
    r"\b(?:completed|closed|consummated|finali[sz]ed)\b[^.;]{0,120}\b(?:acquisition|merger|purchase|transaction|combination)\b"
    r"|\b(?:acquisition|merger|transaction|combination)\b[^.;]{0,80}\b(?:was|were)?\s*(?:completed|closed|consummated)\b"
    r"|\b(?:we|company|[A-Z]\w+)\s+(?:completed\s+the\s+acquisition\s+of|acquired|purchased)\s",
)
_AGREED = late_pattern(
    r"\b(?:agree[ds]?\s+to|entered\s+into|expect\w*\s+to|intends?\s+to|announced\s+(?:that|an?\s+agreement|plans?))\b",
    re.IGNORECASE,
)
_NEW_MATTER = re.compile(r"^\W*(?:note\s+\d|.*\b(?:acquisitions?|mergers?|combinations?)\b)", re.IGNORECASE)
_HEADING = 100
_AT_DEAL = late_pattern(
    r"\b(?:acquisition|closing|merger)\s+dates?\b|\bdates?\s+of\s+(?:the\s+)?(?:acquisitions?|closing|merger|purchase)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-z)\]%\d][.;])\s+(?=[A-Z])")
_LEADS = re.compile(r"\b(?:following|below|follows)\b|:\W*$", re.IGNORECASE)


def find_deal(text: str, before: Instant | None, calendar: FiscalCalendar) -> Instant | None:
    """Return the day on which prose says that an acquisition was completed, or else the one before.

    A heading that names another matter leaves none.

    >>> from gaapgraph.language.calendar import FiscalCalendar
    >>> str(find_deal("On August 1, 2024, Alpha completed its acquisition of Beta.", None, FiscalCalendar()))
    '2024-08-01'
    """
    if len(text) < _HEADING and _NEW_MATTER.match(text) and not text.rstrip().endswith((".", ":")):
        return None
    for sentence in reversed(_SENTENCE.split(text)):
        deal = _DEAL.search(sentence)
        if deal is None or _AGREED.search(sentence):
            continue
        days = {phrase.period for phrase in find_phrases(sentence, calendar) if isinstance(phrase.period, Instant)}
        if len(days) == 1:
            return days.pop()
    return before


def is_at_deal(captions: tuple[str, ...], columns: tuple[Column, ...], calendar: FiscalCalendar) -> bool:
    """Say whether what leads to a table says that it stands at the day of an acquisition, and nothing names the day.

    Allocations of purchase prices need it: "the fair values of assets acquired … as of the acquisition date:".
    """
    if any(column.period is not None and not column.is_guessed for column in columns):
        return False
    leads = (sentence for text in reversed(captions) for sentence in reversed(_SENTENCE.split(text)))
    sentence = next((sentence for sentence in leads if _LEADS.search(sentence)), "")
    return bool(_AT_DEAL.search(sentence)) and not find_phrases(sentence, calendar)


def note_no_deal(section: Section, context: Context, place: Place) -> list[Finding]:
    """Return one finding for a table that stands at the day of an acquisition which the text above does not name."""
    if context.deal is not None or not is_at_deal(section.sayings, section.columns, context.calendar):
        return []
    message = (
        "The table stands at the day of an acquisition that the text above it does not name, so its figures have no "
        "period unless their rows are dated."
    )
    return [Finding("GG-READ-PERIOD", "warning", place, message)]
