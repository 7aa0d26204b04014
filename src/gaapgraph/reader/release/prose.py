"""Figures in sentences: amounts, percentages with their direction, counts, and what is no figure at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.language.currency import CURRENCY_MARK, currency_of
from gaapgraph.language.date import MONTH, parse_dates
from gaapgraph.language.numeral import SCALES, significant_decimals
from gaapgraph.language.span import Phrase, find_phrases
from gaapgraph.language.words import alternatives, counted, names, numbers
from gaapgraph.model import PURE, Instant, Unit, currency_unit
from gaapgraph.reader.table.figure import Figure, Token
from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.document.grid import Block
    from gaapgraph.model import Period, Place
    from gaapgraph.reader.table.context import Context

__all__ = ["Prose", "dated_figures", "read_prose"]

_SCALE = alternatives(SCALES)
_COUNTED = counted("prose")
_NUMBERS = {word: value for word, value in numbers("number").items() if 2 <= value <= 10}
_NOUN = alternatives(_COUNTED)
_FORECAST = rf"\b(?:{alternatives(names('forecast', use='sentence'))})\b"
_FIGURE = re.compile(
    rf"""(?P<cur>\\?(?:{CURRENCY_MARK})(?![a-z]))?\s?(?P<open>\()?(?P<minus>[-−–](?=\d))?\\?(?P<cur2>[$€£¥](?=\d))?
    (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<close>\))?
    (?:\s?(?P<pct>%|percent\b|per\s+cent\b)|\s?(?P<bps>basis\s+points|bps)\b|\s?(?P<band>{alternatives(counted("rate"))})\b
      |\s(?P<scale>(?:{_SCALE})s?)\b)?
    (?:\s?(?P<noun>(?:new\s+|consolidated\s+)*(?:{_NOUN}))\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD_COUNT = re.compile(
    rf"\b(?P<word>{alternatives(_NUMBERS)})\s+(?:(?:new|consolidated|reportable|operating|business)\s+)*(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(rf"\b(?:{alternatives(names('about'))})\s*$", re.IGNORECASE)
_OVER = re.compile(
    rf"\b(?:{alternatives(names('threshold'))})\s*$",
    re.IGNORECASE,
)
_MOVES = numbers("growth", "direction")
_UP = re.compile(rf"\b(?:{alternatives(word for word, way in _MOVES.items() if way > 0)})\b", re.IGNORECASE)
_DOWN = re.compile(rf"\b(?:{alternatives(word for word, way in _MOVES.items() if way < 0)})\b", re.IGNORECASE)
_RATIO = re.compile(
    r"\b(?:margin|ratio|rate|yield|percentage|as\s+a\s+percent|of\s+(?:total\s+)?(?:net\s+)?(?:revenues?|sales)|represent\w*|account\w*)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:https?://\S+|www\.\S+|\S+@\S+|\+?\(?\d{1,4}\)?[-\s.]\d{1,4}[-.]\d{2,5}(?:[-.]\d{3,5})?|\+\d[\d\s-]{7,})"
)
_LISTED = re.compile(r"^\s*(?:[-•*]\s*)?(?:\(?\d{1,2}[.)]|[⁽(]?\s*Note\s?\d{0,2}\)?)", re.IGNORECASE)
_MARKED = re.compile(r"[(⁽]\s?(?:Note\s?)?\d{1,2}\)|\[\d{1,2}\]", re.IGNORECASE)
_CODE = re.compile(
    r"(?:\b(?:TSE|NYSE|NASDAQ|code(?:\s+number)?|No\.?|number|Rule|Form|Item|Exhibit|Section|EX|Topic|ASC|ASU|SFAS|FAS|IFRS|IAS|Act\s+of)\s*[:#-]?\s*)(?P<code>[\dA-Z.()-]*\d[\dA-Z.()-]*)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?\b")
_LOOSE_DATE = re.compile(
    rf"\b(?:{MONTH})\.?\s+\d{{1,2}}(?:,?\s*(?:19|20)\d\d)?\b|\b\d{{1,2}}\s+(?:{MONTH})\b|\b(?:[1-4]Q|Q[1-4]|[12]H|H[12])(?:\d\d(?:\d\d)?)?\b|\bFY\s?\d{{2,4}}\b|\b\d(?:st|nd|rd|th)\b(?:\s+(?:quarter|half))?|\b\d{{1,2}}:\d\d\b|\b(?:previous|last|past|next|prior|first)\s+\d{{1,2}}\s+(?:quarters?|years?|months?|weeks?|days?)\b|\(\d+\s+months\)$|\bin\s+\d+\s+to\s+\d+\s+(?:years|months)\b|\b\d{{1,2}}\s+(?:weeks|days|quarters|hours)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.;])\s+(?=[A-Z\"“<])|;\s+")


_PIECE = 4000


@dataclass(slots=True)
class Prose:
    """What sentences gave: figures, and every numeric token that is none, with the reason."""

    figures: list[Figure]
    tokens: list[Token]


def read_prose(blocks: Iterable[Block], context: Context) -> Prose:
    """Return the figures of all prose lines and the tokens that are none.

    Args:
        blocks: The document, in order; tables are passed over.
        context: Calendar, currency and main period of the document.
    """
    prose = Prose([], [])
    for block in blocks:
        for start, piece in _pieces(block.text):
            if any(character.isdigit() for character in piece) or _WORD_COUNT.search(piece):
                _read_line(block.place_of(start), piece, context, prose)
    return prose


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield a line in pieces that end between sentences or words, so that a very long line takes time in proportion."""
    start = 0
    while len(text) - start > _PIECE:
        stop = max(text.rfind(". ", start, start + _PIECE) + 2, start + _PIECE // 2)
        yield start, text[start:stop]
        start = stop
    yield start, text[start:]


def _read_line(place: Place, text: str, context: Context, prose: Prose) -> None:
    taken = _set_aside(text)
    phrases = find_phrases(text, context.calendar)
    for match in _FIGURE.finditer(text):
        start, end = _extent(match)
        aside = next((kind for low, high, kind in taken if low <= match.start("digits") < high), None)
        if aside is not None:
            kind, reason = aside
            prose.tokens.append(Token(_within(place, start), text[start:end].strip(), kind, reason))
            continue
        figure = _figure(place, text, match, start, end, phrases, context)
        if figure is None:
            kind, reason = _no_figure(text, match)
            prose.tokens.append(Token(_within(place, start), text[start:end], kind, reason))
        else:
            prose.figures.append(figure)
    for match in _WORD_COUNT.finditer(text):
        if match["noun"].lower() in ("months", "years"):
            continue
        prose.figures.append(_counted_in_words(place, match, text, phrases, context))


def _within(place: Place, start: int) -> Place:
    """Return the place of what starts so many code points after a place."""
    return replace(place, offset=(place.offset or 0) + start)


def _set_aside(text: str) -> list[tuple[int, int, tuple[str, str]]]:
    taken = [(m.start(), m.end(), ("identifier", "telephone number, address or code")) for m in _CONTACT.finditer(text)]
    taken += [
        (m.start("code"), m.end("code"), ("identifier", "code or number of a rule, form or exchange"))
        for m in _CODE.finditer(text)
    ]
    taken += [(start, end, ("date", "date")) for start, end, _ in parse_dates(text)]
    taken += [(m.start(), m.end(), ("date", "date or period")) for m in _LOOSE_DATE.finditer(text)]
    taken += [
        (m.start(), m.end(), ("date", "year"))
        for m in _YEARS.finditer(text)
        if not re.search(r"[$€£¥]\s?$|JPY\s?$|,$", text[: m.start()])
        and not re.match(r",\d{3}|\.\d|\s?(?:%|million|billion|shares)", text[m.end() :])
    ]
    listed = _LISTED.match(text)
    if listed and not re.search(r"[$€£¥]|JPY", listed[0]):
        taken.append((0, listed.end(), ("label", "number of a list item or note")))
    taken += [
        (m.start(), m.end(), ("label", "footnote or note mark"))
        for m in _MARKED.finditer(text)
        if not re.match(r"\s*(?:million|billion)", text[m.end() :])
    ]
    return taken


def _extent(match: re.Match[str]) -> tuple[int, int]:
    start = match.start("cur") if match["cur"] else match.start("cur2") if match["cur2"] else match.start("digits")
    if match["cur2"] and match.string[match.start("cur2") - 1 : match.start("cur2")] == "\\":
        start -= 1
    last = max(match.end(name) for name in ("digits", "pct", "bps", "band", "scale"))
    noun = match.end("noun")
    return start, max(last, noun)


def _figure(
    place: Place, text: str, match: re.Match[str], start: int, end: int, phrases: tuple[Phrase, ...], context: Context
) -> Figure | None:
    unit, scale = _unit(text, match, context)
    before = text[:start]
    if unit is None or (match["band"] and _OVER.search(before)) or re.search(r"\bper\s*$", before):
        return None
    digits = match["digits"].replace(",", "")
    places = len(digits.partition(".")[2])
    approximate = bool(_ABOUT.search(before))
    negative = bool(match["minus"] or (match["open"] and match["close"] and match["cur"]))
    value = Decimal(digits).scaleb(scale) + 0
    measure = _measure(text, start, end, unit)
    direction = _direction(text, start, end) if measure in ("growth", "change") else 1
    counted = unit not in (PURE,) and unit.currency is None and not match["band"] and not approximate and scale == 0
    return Figure(
        _within(place, start),
        text[start:end],
        -value if negative or direction < 0 else value,
        None if counted else significant_decimals(Decimal(digits), places, scale, approximate),
        unit,
        _period(text, start, end, phrases, context),
        _subject(text, start),
        measure=measure,
        approximate=approximate,
        is_forecast=bool(
            re.search(
                _FORECAST,
                _sentence(text, start),
                re.IGNORECASE,
            )
        ),
        full_label=_sentence(text, start),
    )


def _unit(text: str, match: re.Match[str], context: Context) -> tuple[Unit | None, int]:
    scale = (
        SCALES[match["scale"].lower().rstrip("s")]
        if match["scale"] and match["scale"].lower().rstrip("s") in SCALES
        else 0
    )
    if match["pct"]:
        return PURE, -2
    if match["bps"]:
        return PURE, -4
    if match["band"]:
        return counted("rate")[match["band"].lower()]
    mark = match["cur"] or match["cur2"]
    if mark:
        unit = currency_unit(context.in_own_dollars(currency_of(mark), mark))
        near = text[match.end() : match.end() + 60]
        if re.match(r"\s*(?:per\s+(?:\w+\s+){0,2}(?:share|ads)\b|a\s+share\b)", near, re.IGNORECASE) and not scale:
            return unit.per(XBRLI.shares), 0
        return unit, scale
    if match["noun"]:
        unit, exponent = _COUNTED[match["noun"].split()[-1].lower()]
        return unit, scale + exponent
    if (
        re.search(
            r"\b(?:increased|decreased|rose|fell|grew|declined)\s+(?:to|from)\s*$|\bcompared\s+(?:to|with)\s*$",
            text[: match.start("digits")],
            re.IGNORECASE,
        )
        and not scale
    ):
        return PURE, 0
    return None, 0


def _no_figure(text: str, match: re.Match[str]) -> tuple[str, str]:
    before = text[: match.start()]
    if match["band"] and _OVER.search(text[: match.start("digits")]):
        return "noise", "threshold in the name of a product or class"
    if re.search(r"\bper\s*\\?$", before) or (match["cur"] and re.search(r"\bper\s*\\?$", text[: match.start("cur")])):
        return "noise", "base of a rate"
    return "unresolved", ""


def _sentence(text: str, at: int) -> str:
    start = 0
    for match in _CLAUSE.finditer(text):
        if match.end() > at:
            return text[start : match.start()]
        start = match.end()
    return text[start:]


def _clause_before(text: str, start: int) -> str:
    begin = 0
    for match in _CLAUSE.finditer(text, 0, start):
        begin = match.end()
    return text[begin:start]


def _subject(text: str, start: int) -> str:
    before = re.sub(r"</?u>", "", _clause_before(text, start))
    words = re.split(r"\b(?:was|were|is|are|totaled|totalled|of|to|by|reached|amounted)\b", before)
    subject = next((part for part in words if re.search(r"[A-Za-z]{2}", part)), before)
    return re.sub(r"^\W+|\W+$", "", subject)[-120:]


def _measure(text: str, start: int, end: int, unit: Unit) -> str | None:
    near = text[max(0, start - 45) : start]
    near = (
        re.split(r"[,;(]", near)[-1]
        if not re.search(r"\b(?:an?\s+)?(?:increase|decrease)\s+(?:of|by)\s*$", near)
        else near
    )
    tail = text[end : end + 30]
    moved = _UP.search(near) or _DOWN.search(near)
    if unit == PURE:
        if moved and not re.search(r"\bto\s*$", near):
            return "growth"
        if re.match(r"\s*(?:increase|decrease|growth|decline|higher|lower|year[\s-]over)", tail, re.IGNORECASE):
            return "growth"
        return "ratio"
    if (
        moved
        and re.search(r"\b(?:by|of)\s*(?:approximately|about|around)?\s*$", near)
        and re.search(r"(?:increas|decreas|declin|rose|fell|grew)\w*\s+(?:by|of)\s*\w*\s*$", near, re.IGNORECASE)
    ):
        return "change"
    return None


def _direction(text: str, start: int, end: int) -> int:
    near = text[max(0, start - 60) : start]
    up = max((match.start() for match in _UP.finditer(near)), default=-1)
    down = max((match.start() for match in _DOWN.finditer(near)), default=-1)
    if up == down == -1:
        return -1 if _DOWN.match(text[end : end + 15].strip()) else 1
    return -1 if down > up else 1


def _period(text: str, start: int, end: int, phrases: tuple[Phrase, ...], context: Context) -> Period | None:
    sentence_start = start - len(_clause_before(text, start))
    after = [
        phrase
        for phrase in phrases
        if end <= phrase.start <= end + 60 and not re.search(r"\d|[;.]\s", text[end : phrase.start])
    ]
    if (
        after
        and re.match(
            r"[^,]*\b(?:in|for|at|as\s+of|during|on|of)\b[^,]*$", text[end : after[0].start] + " in", re.IGNORECASE
        )
        and "," not in text[end : after[0].start]
    ):
        return after[0].period
    before = [phrase for phrase in phrases if sentence_start <= phrase.start and phrase.end <= start]
    if before:
        return before[-1].period
    return context.period


def _counted_in_words(
    place: Place, match: re.Match[str], text: str, phrases: tuple[Phrase, ...], context: Context
) -> Figure:
    return Figure(
        _within(place, match.start()),
        match[0],
        Decimal(_NUMBERS[match["word"].lower()]),
        None,
        _COUNTED[match["noun"].lower()][0],
        _period(text, match.start(), match.end(), phrases, context),
        f"number of {match['noun']}",
        full_label=_sentence(text, match.start()),
    )


def dated_figures(figures: list[Figure]) -> list[tuple[Decimal, Instant, int]]:
    """Return the figures that prose dates to an instant: value, instant, line."""
    return [
        (abs(figure.value), figure.period, figure.place.line)
        for figure in figures
        if figure.value is not None and isinstance(figure.period, Instant)
    ]
