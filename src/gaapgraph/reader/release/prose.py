"""Figures in sentences: amounts, percentages with their direction, counts, and what is no figure at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.currency import CURRENCY_MARK, CURRENCY_SIGNS, currency_of
from gaapgraph.language.date import MONTH, parse_dates
from gaapgraph.language.numeral import MOST_DIGITS, SCALES, significant_decimals
from gaapgraph.language.words import alternatives, counted, names, numbers
from gaapgraph.model import PURE, Finding, Instant, Unit, currency_unit
from gaapgraph.reader.release.paragraph import Paragraph, join_paragraphs
from gaapgraph.reader.release.sentence import Clock, SentencePeriods, heading_period, names_time, split_sentences
from gaapgraph.reader.table.figure import Figure, Token
from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.document.grid import Block
    from gaapgraph.model import Period, Place
    from gaapgraph.reader.table.context import Context

__all__ = ["Prose", "dated_figures", "read_prose"]

_LEAST_WORDED, _MOST_WORDED = 2, 10  # counts that prose writes as words; “one” is often no count

_SCALE = alternatives(names("scale", use="word"))
# "$5m", "$5 bn", but a "$50,000,000 B-Note" is fifty millions.
_CLOSE = alternatives(names("scale", use="mark"))
_COUNTED = counted("prose")
_NUMBERS = {word: value for word, value in numbers("number").items() if _LEAST_WORDED <= value <= _MOST_WORDED}
_NOUN = alternatives(_COUNTED)
_FORECAST = late_pattern(rf"\b(?:{alternatives(names('forecast', use='sentence'))})\b", re.IGNORECASE)
_FIGURE = re.compile(
    rf"""(?P<cur>\\?(?:{CURRENCY_MARK})(?![a-z]))?\s?(?P<open>\()?(?P<minus>[-−–](?=\d))?\\?(?P<cur2>[{CURRENCY_SIGNS}](?=\d))?
    (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<=[{CURRENCY_SIGNS}])\.\d+)(?P<close>\))?
    (?:\s?(?P<pct>%|percent\b|per\s+cent\b)|\s?(?P<bps>basis\s+points|bps)\b|\s?(?P<band>{alternatives(counted("rate"))})\b
      |\s?(?P<cents>cents\b|¢|pence\b|p\b(?!\.))|\s?(?P<scale>{_SCALE}|(?<!\s)(?:{_CLOSE})(?!-))\b)?
    (?:\s?(?P<noun>(?:new\s+|consolidated\s+)*(?:{_NOUN}))\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]{3}")
_DIGIT = re.compile(r"\d")
_WORD_COUNT = re.compile(
    rf"\b(?P<word>{alternatives(_NUMBERS)})\s+(?:(?:new|consolidated|reportable|operating|business)\s+)*(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
_ABOUT = late_pattern(rf"\b(?:{alternatives(names('about'))})\s*$", re.IGNORECASE)
_OVER = late_pattern(
    rf"\b(?:{alternatives(names('threshold'))})\s*$",
    re.IGNORECASE,
)
_MOVES = numbers("growth", "direction")
_UP = late_pattern(rf"\b(?:{alternatives(word for word, way in _MOVES.items() if way > 0)})\b", re.IGNORECASE)
_DOWN = late_pattern(rf"\b(?:{alternatives(word for word, way in _MOVES.items() if way < 0)})\b", re.IGNORECASE)
_RATIO = late_pattern(
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
_PER_SHARE = late_pattern(
    r"""\s*+\)?\s*+(?:(?:net\s+)?(?:income|loss|earnings)\s+)?(?:(?:basic\s+and\s+diluted|diluted|basic)\s+)?
    (?:per\s+(?:\w+\s+){0,2}(?:share|ads)\b|per\s+(?:(?:common|limited|partner|partnership|trust)\s+)*unit\b(?!\s+(?:of|sold|price|cost))|a\s+share\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN = late_pattern(r"\b(?:between|range\s+of|from|of|to)\s*(?:approximately\s+|about\s+)?\D{0,3}$", re.IGNORECASE)
_OWN_SHARE = late_pattern(r"\bper\s+(?:\w+\s+){0,2}share\b|\bEPS\b", re.IGNORECASE)
_STATED = late_pattern(r"\b(?:was|were|totaled|totalled|of)\s+\($", re.IGNORECASE)
_CLOSES = late_pattern(r"(?:\s+per\s+(?:\w+\s+){0,3}share)?\)", re.IGNORECASE)
_NEGATIVE = late_pattern(r"\b(?:or|of|was|were|to|with)\s+\($", re.IGNORECASE)
_FIRST_OF_TWO = late_pattern(
    r"[" + CURRENCY_SIGNS + r"]\s?\d+\.\d\d\s+and\s*\D{0,2}$"
)  # "was $0.21 and $0.20, respectively"
# "in line with previous guidance" speaks of what has come
_MET = late_pattern(
    r"\b(?:in\s+line\s+with|(?:was|were|came|significantly|slightly|well)\s+above|exceed\w*|within|ahead\s+of|compared\s+(?:to|with)|beat\w*)\s+(?:[\w’']+\s+){0,4}"
    r"(?:guidance|outlook|expectations|forecasts?)\b",
    re.IGNORECASE,
)
_CENTS = 2
_MOST_PER_SHARE = 1000
_EPS = late_pattern(
    r"\b(?:per\s+(?:\w+\s+){0,2}share|EPS)\d?,?\s+(?:\w+,?\s+){0,4}?(?:of|was|were|is|at|to|by|\w+ed|rose|fell|grew)\s*$",
    re.IGNORECASE,
)
_MOVE = late_pattern(r"\s*(?:\([^()]*\)\s*)?(?:increase|decrease|decline|improvement|reduction)\b", re.IGNORECASE)
_BY_MONEY = late_pattern(
    r"(?:increase|decrease|decline|improvement|growth)[sd]?\s+(?:of|by)\s+\D{0,3}[\d.,]+", re.IGNORECASE
)
_VERB = late_pattern(
    r"\b(?:was|were|is|are|totall?ed|(?<!\bcost )(?<!\bcosts )of"
    r"|(?<!attributable )(?<!available )(?<!applicable )to|by|reached"
    r"|amounted|increased|decreased|rose|fell|grew|declined|improved)\b"
)
# "compared with net income of $5": a comparison that names its own thing.
_OF_SAME = late_pattern(
    r"\b(?:compared\s+(?:with|to)|from|versus|or)\s+(?P<what>(?!an?\b)[A-Za-z][\w’'\s-]{3,60}?)\s+of\s+$", re.IGNORECASE
)
_TOLD = late_pattern(
    r"""\b(?:announced|reported|said)(?:\s+(?:today|that)){1,2}\b
    |(?:,\s+and|\b(?:while|whereas|but))(?=\s+(?:[\w’'-]+\s+){1,6}(?:was|were|is|are)\s)""",
    re.IGNORECASE | re.VERBOSE,
)
_WHEN = late_pattern(
    r"""^\W*(?:as\s+of|at|in|for|during|on)\b[^,]{0,80}(?:,\s*(?:19|20)\d\d)?
    (?:\s+and\s+[^,]{0,40}(?:,\s*(?:19|20)\d\d)?)?,?\s*(?<=[,\s])""",
    re.IGNORECASE | re.VERBOSE,
)
_NOBODY = late_pattern(
    r"^(?:(?:we|it|there|the\s+company|company|which|he)\b|(?:approximately|about|\W)*$)", re.IGNORECASE
)
# "we had $5 of cash and cash equivalents", "there were 1,200 shares of common stock outstanding"
_AFTER = late_pattern(
    r"""\s*(?:of|in)\s+(?:our\s+|the\s+)?(?P<what>[A-Za-z][A-Za-z,’'\ -]{2,60}?)
    (?=\s*[.;(]|\s+(?:as|at|for|during|compared|from|related|and\s+\W?\d)\b|$)""",
    re.VERBOSE,
)
_ASIDE = late_pattern(r",?\s+(?:which|that|who|mostly|primarily|consist\w*|includ\w*)\b.*$", re.IGNORECASE | re.DOTALL)
_DATED = late_pattern(
    rf"(?<!\s)(?:\s*+,)?\s++(?:for|in|during|at|as\s+of)\s+(?:each\s+(?:of\s+)?)?(?:the\s+)?(?=(?:[\w-]+\s+){{0,3}}?(?:quarter|year|period|months?|weeks?|half"
    rf"|fiscal|Q[1-4]|FY|{MONTH}|(?:19|20)\d\d))",
    re.IGNORECASE,
)
_LEAD = late_pattern(
    r"^(?:(?:total\s+)?(?:first|second|third|fourth)[\s-]quarter|Q[1-4]|full[\s-]year|fiscal(?:\s+year)?\s+\d{4}|quarterly|our|its|the(?:\s+company['’]s)?|we\s+\w+)\s+",
    re.IGNORECASE,
)
# "Net Loss: Net loss was $5": releases of drug makers begin paragraphs by what they are about
_NAMED = late_pattern(r"^[A-Z][\w\s&’'(),-]{2,60}:\s+(?=[A-Za-z]{3})")
_PER = re.compile(r"\bper\s*\\?$")
_SPANS = frozenset({"months", "years"})
_NEAR = 60
_MOST_TOLD = 5_000  # numbers of one paragraph: a whole report has fewer
_RECENT = 1100  # days: three years
_SENTENCE = 400


@dataclass(slots=True)
class Prose:
    """What sentences gave: figures, every numeric token that is none, with the reason, and what was not read."""

    figures: list[Figure]
    tokens: list[Token]
    unread: list[Finding]


def read_prose(blocks: Iterable[Block], context: Context, known: frozenset[Period] = frozenset()) -> Prose:
    """Return the figures of all prose lines and the tokens that are none.

    Args:
        blocks: The document, in order; a table ends what a heading above it said of the period.
        context: Calendar, currency and main period of the document.
        known: Durations of the tables.
    """
    prose = Prose([], [], [])
    clock = Clock(context, known)
    for paragraph in join_paragraphs(blocks):
        if paragraph is None:
            clock = Clock(context, known)
            continue
        text = paragraph.text.replace("**", "  ")  # bold in Markdown, in the middle of words that belong together
        named = heading_period(text, clock)
        clock = clock if named is None else Clock(context, known, named)
        told = clock
        before = len(prose.figures), len(prose.tokens)
        for start, sentence in split_sentences(text):
            if not _DIGIT.search(sentence) and not _WORD_COUNT.search(sentence):
                continue
            if len(prose.figures) + len(prose.tokens) - sum(before) >= _MOST_TOLD:
                prose.unread.append(_leave_rest(paragraph, start))
                break
            told = _read_sentence(paragraph.place_of(start), sentence, told, prose)
        _put_in_lines(paragraph, prose, *before)
    return prose


def _leave_rest(paragraph: Paragraph, start: int) -> Finding:
    """Return the finding that the rest of a paragraph is not read."""
    place = paragraph.line_of(start) if paragraph.is_broken else paragraph.place_of(start)
    what = f"This paragraph has stated {_MOST_TOLD:,} numbers before this place: those after it are not read."
    return Finding("GG-READ-UNREAD", "warning", place, what)


def _put_in_lines(paragraph: Paragraph, prose: Prose, figures: int, tokens: int) -> None:
    """Give the figures and tokens of a paragraph over several lines the places of their own lines."""
    if not paragraph.is_broken:
        return
    prose.figures[figures:] = [
        replace(one, place=paragraph.line_of(one.place.offset or 0)) for one in prose.figures[figures:]
    ]
    prose.tokens[tokens:] = [
        replace(one, place=paragraph.line_of(one.place.offset or 0)) for one in prose.tokens[tokens:]
    ]


def _read_sentence(place: Place, text: str, clock: Clock, prose: Prose) -> Clock:
    """Add the figures and tokens of a sentence, and return what dates the next one of its paragraph."""
    matches = [*_FIGURE.finditer(text)]
    asides = _cover(_set_aside(text, is_first=not place.offset), [match.start("digits") for match in matches])
    found: list[tuple[re.Match[str], int, int]] = []
    bare = ("unresolved", "it stands in no sentence, and in no table that was found")
    is_bare = _WORD.search(text) is None and len(matches) > 1
    for number, match in enumerate(matches):
        start, end = _extent(match)
        aside = asides.get(number) or _no_figure(text, match, start) or (bare if is_bare else None)
        is_endless = len(match["digits"]) > MOST_DIGITS
        if aside is None and not is_endless and _unit(text, match, clock.context)[0] is not None:
            found.append((match, start, end))
        else:
            lack = "more digits than any figure has" if is_endless else "its unit is not known"
            kind, reason = aside or ("unresolved", lack)
            prose.tokens.append(Token(_within(place, start), text[start:end].strip(), kind, reason))
    counts = [m for m in _WORD_COUNT.finditer(text) if m["noun"].lower() not in _SPANS]
    periods = SentencePeriods(text, [(start, end) for _, start, end in found], clock)
    prose.figures += [
        _figure(place=place, text=text, match=match, span=(start, end), periods=periods, clock=clock)
        for match, start, end in found
    ]
    prose.figures += [_counted_in_words(place, match, text, periods) for match in counts]
    named = periods.named
    main = clock.context.period
    # "… introduced in 1984": history dates no sentence after its own
    is_past = named is not None and main is not None and (main.end - named.end).days > _RECENT
    return clock if named is None or is_past else replace(clock, heading=named)


def _cover(taken: list[tuple[int, int, tuple[str, str]]], starts: list[int]) -> dict[int, tuple[str, str]]:
    """Return what each of some places of a sentence, by its number, is set aside as: the first that covers it."""
    found: dict[int, tuple[str, str]] = {}
    for low, high, kind in taken:
        for number in range(bisect_left(starts, low), bisect_left(starts, high)):
            found.setdefault(number, kind)
    return found


def _within(place: Place, start: int) -> Place:
    """Return the place of what starts so many code points after a place."""
    return replace(place, offset=(place.offset or 0) + start)


def _set_aside(text: str, *, is_first: bool) -> list[tuple[int, int, tuple[str, str]]]:
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
        if not re.search(r"[" + CURRENCY_SIGNS + r"]\s?$|JPY\s?$|,$", text[max(0, m.start() - 5) : m.start()])
        and not re.match(r",\d{3}|\.\d|\s?(?:%|million|billion|shares)", text[m.end() : m.end() + 12])
    ]
    listed = _LISTED.match(text) if is_first else None
    if listed and not re.search(r"[" + CURRENCY_SIGNS + r"]|JPY", listed[0]):
        taken.append((0, listed.end(), ("label", "number of a list item or note")))
    taken += [
        (m.start(), m.end(), ("label", "footnote or note mark"))
        for m in _MARKED.finditer(text)
        if not re.match(r"\s*(?:million|billion)", text[m.end() : m.end() + 12])
    ]
    return taken


def _extent(match: re.Match[str]) -> tuple[int, int]:
    start = match.start("cur") if match["cur"] else match.start("cur2") if match["cur2"] else match.start("digits")
    if match["cur2"] and match.string[match.start("cur2") - 1 : match.start("cur2")] == "\\":
        start -= 1
    last = max(match.end(name) for name in ("digits", "pct", "bps", "band", "cents", "scale"))
    noun = match.end("noun")
    return start, max(last, noun)


def _figure(
    place: Place, text: str, *, match: re.Match[str], span: tuple[int, int], periods: SentencePeriods, clock: Clock
) -> Figure:
    start, end = span
    unit, scale = _unit(text, match, clock.context)
    assert unit is not None  # those without are set aside before
    before = text[max(0, start - _NEAR) : start]
    digits = match["digits"].replace(",", "")
    places = len(digits.partition(".")[2])
    approximate = bool(_ABOUT.search(before))
    negative = bool(match["minus"] or (match["open"] and match["close"] and match["cur"]))
    # A loss in parentheses, with its currency inside them.
    negative |= bool(unit.denominator and text[end : end + 1] == ")" and _NEGATIVE.search(before))
    # "was ($0.05 per share)", "was ($3.1 million)"; "a loss of $1.2 million ($0.05 per share)" only adds what that is
    negative |= bool(_STATED.search(before) and _CLOSES.match(text, end))
    value = Decimal(digits).scaleb(scale) + 0
    measure = _measure(text, start, end, unit)
    is_move = measure in ("growth", "change")
    direction = _direction(text, start, end) if is_move else 1
    counted = unit not in (PURE,) and unit.currency is None and not match["band"] and not approximate and scale == 0
    period = periods.at(start, end)
    return Figure(
        place=_within(place, start),
        printed=text[start:end],
        value=-value if negative or direction < 0 else value,
        decimals=None if counted else significant_decimals(Decimal(digits), places, scale, approximate),
        unit=unit,
        period=period,
        label=_per_share_label(_subject(text, start, end), text[end:], unit),
        measure=measure,
        comparative=periods.compared(start) if is_move else None,
        approximate=approximate,
        is_forecast=_is_forecast(text),
        full_label=text,
    )


def _unit(text: str, match: re.Match[str], context: Context) -> tuple[Unit | None, int]:
    other = _other_end(text, match)
    said = match["scale"] or (other["scale"] if other is not None else None)
    scale = SCALES[said.lower()] if said else 0
    if match["pct"] or (other is not None and other["pct"] and not match["cur"] and not match["cur2"]):
        return PURE, -2
    if match["bps"]:
        return PURE, -4
    if match["band"]:
        return counted("rate")[match["band"].lower()]
    mark = match["cur"] or match["cur2"]
    if match["cents"]:
        is_share = not mark and _is_share_of(text, match)
        return (_cents_of_share(match["cents"], context), -2) if is_share else (None, 0)
    if mark:
        unit = currency_unit(context.in_own_dollars(currency_of(mark), mark))
        return (unit.per(XBRLI.shares), 0) if not scale and _is_per_share(text, match, other) else (unit, scale)
    if match["noun"]:
        unit, exponent = _COUNTED[match["noun"].split()[-1].lower()]
        return unit, scale + exponent
    if (
        re.search(
            r"\b(?:increased|decreased|rose|fell|grew|declined)\s+(?:to|from)\s*$|\bcompared\s+(?:to|with)\s*$",
            text[max(0, match.start("digits") - _NEAR) : match.start("digits")],
            re.IGNORECASE,
        )
        and not scale
    ):
        return PURE, 0
    return None, 0


@cache
def _to_end() -> re.Pattern[str]:
    """Return what matches the second end of a range, which tells the unit of the first.

    "in the range of $1.35 to $1.45 per share", "between 7.0 and 7.5 percent"
    """
    return re.compile(
        rf"""\s*(?:to|[-–—]|and)\s+(?:approximately\s+)?\(?[-–−]?(?:{CURRENCY_MARK})?\s?\d[\d,]*(?:\.\d+)?
        (?:\s?(?P<pct>%|percent\b|per\s+cent\b)|\s?(?P<scale>{_SCALE})\b)?(?P<after>.{{0,60}})""",
        re.IGNORECASE | re.VERBOSE | re.DOTALL,
    )


def _other_end(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """Return the second end of a range of which a number is the first; what it says of its unit holds for both."""
    if match["scale"] or match["pct"] or match["bps"] or match["noun"]:
        return None
    found = _to_end().match(text, match.end())
    if found is None or not (found["pct"] or found["scale"] or _PER_SHARE.match(found["after"])):
        return None
    return found if _BETWEEN.search(text[max(0, match.start() - _NEAR) : match.start()]) else None


def _is_share_of(text: str, match: re.Match[str]) -> bool:
    """Say whether cents are those of one share: "37 cents per diluted share", "31 cents a share"."""
    subject = _subject(text, match.start(), match.end())
    return _PER_SHARE.match(text, match.end()) is not None or _OWN_SHARE.search(subject) is not None


def _cents_of_share(word: str, context: Context) -> Unit:
    pence = "GBP" if word.lower() in ("p", "pence") else None
    return currency_unit(pence or context.currency or "USD").per(XBRLI.shares)


def _is_per_share(text: str, match: re.Match[str], other: re.Match[str] | None) -> bool:
    """Say whether an amount in a currency is one of a share: the words around it or its subject say so."""
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    if _PER_SHARE.match(after) or (other is not None and _PER_SHARE.match(other["after"])):
        return True
    digits = match["digits"].replace(",", "")
    if len(digits.partition(".")[2]) != _CENTS or Decimal(digits) >= _MOST_PER_SHARE:
        return False
    before = _FIRST_OF_TWO.sub("", before)
    return bool(_EPS.search(before) or _OWN_SHARE.search(_subject(text, match.start(), match.end())))


def _no_figure(text: str, match: re.Match[str], start: int) -> tuple[str, str] | None:
    """Return what a number is where it is no figure: a threshold in a name, or the base of a rate."""
    if match["band"] and _OVER.search(text[max(0, match.start("digits") - _NEAR) : match.start("digits")]):
        return "noise", "threshold in the name of a product or class"
    if any(_PER.search(text[max(0, at - _NEAR) : at]) for at in {match.start(), start}):
        return "noise", "base of a rate"
    return None


@lru_cache(maxsize=4)
def _is_forecast(sentence: str) -> bool:
    return bool(_FORECAST.search(_MET.sub(" ", sentence)))


@lru_cache(maxsize=8)  # asked up to three times of one figure
def _subject(text: str, start: int, end: int) -> str:
    """Return what a sentence says that a figure is: "Net income" of "…, net income for the quarter was $5"."""
    before = re.sub(r"</?u>", "", text[max(0, start - _SENTENCE) : start])
    told = _WHEN.sub("", _TOLD.split(before)[-1])
    compared = _OF_SAME.search(before)
    if compared is not None and names_time(compared["what"]):
        compared = None
    words = _VERB.split(compared["what"] if compared is not None else told)
    subject = next((part for part in words if re.search(r"[A-Za-z]{2}", part)), before)
    subject = _DATED.split(subject)[0] if re.search(r"[A-Za-z]{2}", _DATED.split(subject)[0]) else subject
    subject = _ASIDE.sub("", _LEAD.sub("", re.sub(r"^\W+", "", subject)))
    if _NOBODY.match(subject) and (after := _AFTER.match(text, end)) is not None:
        subject = after["what"]
    subject = _NAMED.sub("", subject)
    return re.sub(r"^\W+|\W+$", "", subject)[-120:]


def _per_share_label(subject: str, after: str, unit: Unit) -> str:
    """Return a subject with the words that make an amount one of its shares: "net loss per diluted share".

    >>> _per_share_label("Net loss", " per diluted share, for", currency_unit("USD").per(XBRLI.shares))
    'Net loss per diluted share'
    """
    words = _PER_SHARE.match(after) if unit.denominator and not _OWN_SHARE.search(subject) else None
    if words is None:
        return subject
    said = words[0].strip(" )").lower()
    return f"{subject} {'per share' if said == 'a share' else said}"


def _measure(text: str, start: int, end: int, unit: Unit) -> str | None:
    near = text[max(0, start - 45) : start]
    near = (
        re.split(r"[,;(]", near)[-1]
        if not re.search(r"\b(?:an?\s+)?(?:increase|decrease)\s+(?:of|by)\s*$", near)
        else near
    )
    tail = text[end : end + 30]
    moved = _UP.search(near) or _DOWN.search(near)
    if unit != PURE and _MOVE.match(tail):
        return "change"
    if unit == PURE:
        if re.search(r",?\s+or\s*$", text[max(0, start - 6) : start]) and _BY_MONEY.search(text[:start][-_NEAR:]):
            return "growth"  # "a decrease of $3.7 million, or 12.4%"
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


def _counted_in_words(place: Place, match: re.Match[str], text: str, periods: SentencePeriods) -> Figure:
    return Figure(
        place=_within(place, match.start()),
        printed=match[0],
        value=Decimal(_NUMBERS[match["word"].lower()]),
        decimals=None,
        unit=_COUNTED[match["noun"].lower()][0],
        period=periods.at(match.start(), match.end()),
        label=f"number of {match['noun']}",
        full_label=text,
    )


def dated_figures(figures: list[Figure]) -> list[tuple[Decimal, Instant, int]]:
    """Return the figures that prose dates to an instant: value, instant, line."""
    return [
        (abs(figure.value), figure.period, figure.place.line)
        for figure in figures
        if figure.value is not None and isinstance(figure.period, Instant)
    ]
