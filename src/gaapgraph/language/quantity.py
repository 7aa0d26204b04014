"""What the words above a column, in a caption or in a stub say: unit, scale, kind of measure, and the rest."""

from __future__ import annotations

import re
from functools import lru_cache

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import (
    CURRENCY_NAME,
    CURRENCY_SIGNS,
    currencies,
    currency_starts,
    names_currency,
    strip_currencies,
)
from gaapgraph.language.words import alternatives, names, numbers

__all__ = ["Quantity", "begins_per_share", "read_quantity", "read_scale", "scales_by_name", "strip_quantity"]

_SCALES = numbers("scale", "exponent")
_MARKS = alternatives([*names("scale", use="mark"), "bn"])
_SCALE_WORD = re.compile(
    rf"""(?<![A-Za-z])(?<!\bper\s)(?P<word>{alternatives(names("scale", use="word"))})(?![A-Za-z])
    |(?P<zeros>['’]?(?P<more>000,)?000['’]?s?)(?![\d,.])
    |(?<=[{CURRENCY_SIGNS}])\s?(?P<mark>{_MARKS})\b
    |^\s*(?P<mark3>mm)\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_SHORT = tuple(sorted({*(word.lower() for word in names("scale", use="mark")), "bn"}))
_MARKED = re.compile(rf"\b(?:{CURRENCY_NAME})\s?(?P<mark>{_MARKS})\b", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper\s?cent(?:ages?)?\b", re.IGNORECASE)
# "Yield / Rate" heads percentages beside the average balances of banks
_YIELD = re.compile(r"\byields?\s*/\s*(?:rates?|costs?)\b|\brates?\s*/\s*yields?\b", re.IGNORECASE)
_POINTS = re.compile(
    r"\bbasis\s+points?\b|\bbps\b|(?<!mid[-\s])\b(?:percentage\s+)?(?:points?|pts?|pp)\b", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:change|chg|growth|variance|variation|var|increase|decrease|incr?(?=\W*(?:dec|/|%))|incr|(?<![A-Za-z,.]\s)inc(?=\W*(?:$|\())|\(dec(?:r)?\b|yoy|y/y|y-o-y|qoq|q/q|year[\s-](?:over|on)[\s-]year|vs|versus|δ)\b\.?|\b(?:B|F|fav(?:orable)?|better)\s?/?\s?\(\s?(?:W|U|unfav(?:orable)?|worse)\s?\)|[Δ∆△±]|\+\s?/\s?[-–−]",
    re.IGNORECASE,
)
_SHARE_REVENUE = re.compile(
    r"(?:%|per\s?cent(?:age)?)\s*(?:of|to)\s+(?:the\s+)?(?:total\s+|net\s+)*(?:revenues?|sales)", re.IGNORECASE
)
_SHARE_ASSETS = re.compile(r"(?:%|per\s?cent(?:age)?)\s*(?:of|to)\s+(?:the\s+)?total\s+assets", re.IGNORECASE)
_SHARE_ANY = re.compile(
    r"(?:%|per\s?cent(?:age)?)\s+(?:of|to)\s+\w+|\bas\s+a\s+(?:%|per\s?cent(?:age)?)\s+of\b", re.IGNORECASE
)
_EXCEPT = re.compile(r"\bexcept\b(?P<what>.*)", re.IGNORECASE)
_AFTER_EXCEPTION = late_pattern(r"except\b(?P<what>[^()]*(?:\([^()]*\)[^()]*)*)\)", re.IGNORECASE)
_PER_SHARE_HEAD = re.compile(
    r"\bper\s+(?:common\s+|ordinary\s+|diluted\s+|basic\s+)?(?P<what>shares?|ads|adr|unit)\b"
    r"|^\W*(?:[\w-]+\s+){0,4}(?P<eps>EPS)\W*(?:(?:in\s+)?(?:pence|cents|p)\W*)?(?:\([^()]*\)\W*)?$",
    re.IGNORECASE,
)
_SHARES = late_pattern(r"\b(?:number\s+of\s+)?shares\b", re.IGNORECASE)
_FORECAST = re.compile(rf"\b(?:{alternatives(names('forecast', use='head'))})\b|\((?:e|est\.?|t|f)\)", re.IGNORECASE)


_THING = (
    r"(?:[kMGT]W[\s-]?hs?|(?:kilo|mega|giga)watt[\s-]?hours?|(?:square|cubic)\s+(?:feet|yards|met(?:er|re)s)|sq\.?\s?(?:ft|m)\b\.?"
    r"|tons|tonnes|barrels|boe|ounces|gallons|lit(?:er|re)s|hectolit(?:er|re)s|carats|(?:unit\s+)?cases|acres|car[\s-]?loads|shipments|passengers|subscribers|customers|subscriptions"
    r"|memberships?|members|visitors|visits|viewers|users|buyers|consumers)"
)
# "(In millions of KWHs)", "(Square feet in thousands)": a scale of things, that holds for no money. Health insurers
# and listings say it of persons, "(Traffic and visitors in thousands)"; "dollars and members in thousands" are both.
_BOTH = "".join(rf"(?<!\b{word}\sand\s)" for word in ("dollars", "amounts", "revenue", "revenues", "sales"))
_OF_THINGS = re.compile(
    rf"\b(?:in\s+)?(?P<before>thousands|millions|billions)\s+of\s+{_THING}"
    rf"|\b{_BOTH}{_THING}\s+in\s+(?P<after>thousands|millions|billions)\b",
    re.IGNORECASE,
)
_SCALE_OF = re.compile(rf"\b(?:{alternatives(names('scale', use='word'))})\s+of\s+", re.IGNORECASE)


@frozen
class Quantity:
    """What a head or caption says of the figures it governs; None where it says nothing.

    Attributes:
        currency: ISO 4217 code.
        scale: Power of ten.
        is_percent: Figures are per cent.
        is_points: Basis or percentage points.
        measure: `growth`, `change`, `shareOfRevenue`, `shareOfAssets`, or None.
        shares: `shares` or `ADS` where a head says that figures count them.
        share_scale: Power of ten of share counts where the caption sets them apart ("except share data": 0).
        is_of_money: The scale is said of money alone ("thousands of euros"), which leaves that of share counts open.
        is_forecast: A target, guidance or outlook.
        thing_scale: Power of ten of things that are no money ("square feet in thousands").
    """

    currency: str | None = None
    scale: int | None = None
    is_percent: bool = False
    is_points: bool = False
    measure: str | None = None
    shares: str | None = None
    per_share: str | None = None
    share_scale: int | None = None
    is_of_money: bool = False
    is_forecast: bool = False
    thing_scale: int | None = None

    def over(self, other: Quantity) -> Quantity:
        """Return this, with what it does not say taken from the other."""
        return Quantity(
            currency=self.currency or other.currency,
            scale=other.scale if self.scale is None else self.scale,
            is_percent=self.is_percent or other.is_percent,
            is_points=self.is_points or other.is_points,
            measure=self.measure or other.measure,
            shares=self.shares or other.shares,
            per_share=self.per_share or other.per_share,
            share_scale=other.share_scale if self.share_scale is None else self.share_scale,
            is_of_money=other.is_of_money if self.scale is None else self.is_of_money,
            is_forecast=self.is_forecast or other.is_forecast,
            thing_scale=other.thing_scale if self.thing_scale is None else self.thing_scale,
        )


@lru_cache(maxsize=4096)
def read_quantity(text: str) -> Quantity:
    """Return what a head or caption says of unit, scale and kind of measure.

    >>> read_quantity("Thousands of U.S. Dollars").scale, read_quantity("Thousands of U.S. Dollars").currency
    (3, 'USD')
    >>> read_quantity("YoY % change").measure
    'growth'
    >>> read_quantity("(In Millions of KWHs)").scale, read_quantity("(In Millions of KWHs)").thing_scale
    (None, 6)
    """
    main, excluded = _without_exception(text)
    scale, things = _scale_and_things(main)
    has_scale = scale is not None or things is not None
    percent = bool(_PERCENT.search(main) or _YIELD.search(main))
    points = bool(_POINTS.search(main)) and not percent
    codes = currencies(main)
    per_share = _PER_SHARE_HEAD.search(main)
    return Quantity(
        currency=codes[0] if codes else None,
        scale=scale,
        is_percent=percent,
        is_points=points,
        measure=_measure(main, percent),
        shares=_shares(main) if per_share is None else None,
        per_share=("ADS" if (per_share["what"] or "").lower() in ("ads", "adr") else "shares") if per_share else None,
        share_scale=_share_scale(excluded),
        is_of_money=has_scale and _is_of_money(main),
        is_forecast=bool(_FORECAST.search(main)),
        thing_scale=None if things is None else _scale(things),
    )


@lru_cache(maxsize=4096)
def read_scale(text: str) -> int | None:
    """Return the power of ten that a head or caption states for money, as `read_quantity` does.

    >>> read_scale("(In millions, except per share data)"), read_scale("Net sales")
    (6, None)
    """
    return _scale_and_things(_without_exception(text)[0])[0]


def _without_exception(text: str) -> tuple[str, str]:
    """Return a text up to its "except", and what is excepted in lower case."""
    exception = _EXCEPT.search(text)
    if exception is None:
        return text, ""
    # "(in millions, except per share data) % Change": a head goes on right of a caption in parentheses
    rest = _AFTER_EXCEPTION.match(text, exception.start())
    after = "" if rest is None else f" {text[rest.end() :]}"
    what = exception["what"] if rest is None else rest["what"]
    return text[: exception.start()] + after, what.lower()


def _scale_and_things(text: str) -> tuple[int | None, str | None]:
    """Return the power of ten of a text, and the words in it that give one for things instead of money."""
    scale = _scale(text)
    things = None if scale is None else _OF_THINGS.search(text)
    if things is None:
        return scale, None
    return _scale(f"{text[: things.start()]} {text[things.end() :]}"), things[0]


def _is_of_money(text: str) -> bool:
    return any(names_currency(text, match.end()) for match in _SCALE_OF.finditer(text))


def _share_scale(excluded: str) -> int | None:
    rest = _unper(excluded)
    if not re.search(r"\bshares?\b", rest):
        return None
    return _scale(rest) or 0


def _unper(text: str) -> str:
    return re.sub(
        r"\b(?:per|earnings\s+per)[\s-]+(?:common\s+|ordinary\s+|diluted\s+)?(?:shares?|ads|unit)\b", " ", text
    )


def _scale(text: str) -> int | None:
    word = _SCALE_WORD.search(text)
    stop = len(text) if word is None else word.start()
    for start in currency_starts(text, _SHORT):  # "EUR m" before any word
        if start >= stop:
            break
        marked = _MARKED.match(text, start)
        if marked is not None:
            return _SCALES[marked["mark"].lower()]
    if word is None:
        return None
    if word["zeros"]:
        return 6 if word["more"] else 3  # "Revenue passenger miles (000,000)"
    return _SCALES[(word["word"] or word["mark"] or word["mark3"]).lower()]


def _measure(text: str, percent: bool) -> str | None:
    if _SHARE_REVENUE.search(text):
        return "shareOfRevenue"
    if _SHARE_ASSETS.search(text):
        return "shareOfAssets"
    if _SHARE_ANY.search(text):
        return "ratio"
    if _CHANGE.search(text):
        return "growth" if percent else "change"
    return None


def _shares(text: str) -> str | None:
    if re.fullmatch(
        r"\W*(?:in\s+)?(?:(?:thousands?|millions?)\s+(?:of\s+)?)?(?:number\s+of\s+)?shares\W*", text, re.IGNORECASE
    ):
        return "shares"
    if re.fullmatch(r"\W*(?:in\s+)?(?:(?:thousands?|millions?)\s+(?:of\s+)?)?(?:ADSs?|ADRs?)\W*", text, re.IGNORECASE):
        return "ADS"
    return None


_BY_NAME = re.compile(
    rf"(?<!\s)\s++(?:are\s++)?in\s++(?P<scale>{alternatives(names('scale', use='word'))})\b", re.IGNORECASE
)
_NAME_AT_END = re.compile(r"[A-Za-z][A-Za-z\s-]*$")
_MOST_NAME = 300  # characters
_LEAST_NAMES = 2


@lru_cache(maxsize=1024)
def scales_by_name(text: str) -> tuple[tuple[frozenset[str], int], ...]:
    """Return the words of things for which a caption gives powers of ten one by one, or nothing where it gives one.

    >>> [scale for _, scale in scales_by_name("(options in thousands, aggregate intrinsic value in millions)")]
    [3, 6]
    """
    found: list[tuple[frozenset[str], int]] = []
    start = 0
    for match in _BY_NAME.finditer(text):
        what = _NAME_AT_END.search(text[max(start, match.start() - _MOST_NAME) : match.start()])
        if what is not None:
            found.append((frozenset(what[0].lower().split()), _SCALES[match["scale"].lower()]))
            start = match.end()
    return tuple(found) if len(found) >= _LEAST_NAMES else ()


_QUANTITY_WORDS = re.compile(
    rf"\(?\s*\b(?:in\s+)?(?:{alternatives(names('scale', use='word'))})(?:\s+of)?\b\s*\)?|\bin\s+(?=\W*$)|\bin\s*\)"
    r"|\(\s*unaudited\s*\)|\bunaudited\b|\(\s*audited\s*\)|\(\s*\)",
    re.IGNORECASE,
)


_SPACE = re.compile(r"\s+")
# "(in millions, except per share data)": what is left of a scale says nothing of the column.
_EXCEPTED = re.compile(
    r"(?:,|(?<![,\s]))\s*+\b(?:except|other\s+than)\b[^()]{0,1000}\b(?:shares?|data|amounts?|percentages?|ratios?|years?)\b",
    re.IGNORECASE,
)


_SCALED_SIGN = re.compile(rf"[{CURRENCY_SIGNS}]\s?(?:{_MARKS}|['’]?000s?)(?![A-Za-z])", re.IGNORECASE)
_BEGINS_PER_SHARE = re.compile(r"\W*per\s+(?:(?:basic|diluted|common|ordinary)\s+)*(?:share|unit|ADS)\b", re.IGNORECASE)


def begins_per_share(label: str) -> bool:
    """Say whether a label gives per share what another row names.

    >>> begins_per_share("Per share - basic"), begins_per_share("Earnings per share")
    (True, False)
    """
    return _BEGINS_PER_SHARE.match(label) is not None


def strip_quantity(text: str) -> str:
    """Return a head without the words that only say unit, scale, per cent or "unaudited".

    >>> strip_quantity("Revenues JPY millions")
    'Revenues'
    >>> strip_quantity("Net sales (in millions, except per share data)"), strip_quantity("Adjusted £m")
    ('Net sales', 'Adjusted')
    """
    kept = strip_currencies(_SCALED_SIGN.sub(" ", _EXCEPTED.sub(" ", text)))
    kept = _SPACE.sub(" ", kept)  # what was taken out may leave thousands of them
    kept = _QUANTITY_WORDS.sub(" ", kept)
    kept = re.sub(r"%", " ", kept)
    kept = _SPACE.sub(" ", re.sub(r"\(\s*\)", " ", kept)).strip(" -–—:,;/.")
    return kept.strip("() ") if kept.count("(") != kept.count(")") else kept
