"""What the words above a column, in a caption or in a stub say: unit, scale, kind of measure, and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Quantity", "read_quantity", "strip_quantity"]

_SCALE_WORDS = {"thousand": 3, "thousands": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12,
                "trillions": 12, "mn": 6, "mln": 6, "mio": 6, "mm": 6, "bn": 9, "m": 6, "000s": 3, "000": 3,
                "000's": 3, "k": 3, "b": 9}  # fmt: skip
_NAMES = {
    r"u\.?\s?s\.?\s*dollars?|us\s?\$|usd|dollars?|\$": "USD",
    r"japanese\s+yen|yen|jpy|¥|￥": "JPY",
    r"euros?|eur|€": "EUR",
    r"pounds?\s+sterling|sterling|gbp|pounds?|£": "GBP",
    r"swiss\s+francs?|chf": "CHF",
    r"canadian\s+dollars?|cad|c\$|cdn\$": "CAD",
    r"australian\s+dollars?|aud|a\$": "AUD",
    r"renminbi|rmb|cny|yuan": "CNY",
    r"hong\s+kong\s+dollars?|hkd|hk\$": "HKD",
    r"korean\s+won|krw|won|₩": "KRW",
    r"indian\s+rupees?|inr|rupees?|₹": "INR",
    r"swedish\s+kron(?:a|or)|sek": "SEK",
    r"norwegian\s+kron(?:e|er)|nok": "NOK",
    r"danish\s+kron(?:e|er)|dkk": "DKK",
    r"new\s+taiwan\s+dollars?|nt\$|twd": "TWD",
    r"singapore\s+dollars?|sgd|s\$": "SGD",
    r"brazilian\s+reais|reais|brl|r\$": "BRL",
    r"mexican\s+pesos?|mxn": "MXN",
    r"new\s+israeli\s+shekels?|nis|ils|shekels?": "ILS",
}
_CURRENCY = "|".join(f"(?P<c{index}>{pattern})" for index, pattern in enumerate(sorted(_NAMES, key=len, reverse=True)))
_CODES = [_NAMES[pattern] for pattern in sorted(_NAMES, key=len, reverse=True)]
_CURRENCY_WORD = re.compile(rf"(?<![A-Za-z])(?:{_CURRENCY})(?:(?<=[$€£¥￥₩₹])|(?![A-Za-z]))", re.IGNORECASE)
_SCALE_WORD = re.compile(
    r"(?<![A-Za-z])(?P<word>thousands?|millions?|billions?|trillions?|mn|mln|mio|bn)(?![A-Za-z])"
    r"|(?P<zeros>['’]?000['’]?s?)(?![\d,.])|(?<=[$€£¥])\s?(?P<mark>mm|m|b|k|bn)\b|\b(?:usd|eur|gbp|chf|jpy)\s?(?P<mark2>mm|m|b|k)\b|^\s*(?P<mark3>mm)\s*$",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bper\s?cent(?:age)?\b", re.IGNORECASE)
_POINTS = re.compile(r"\bbasis\s+points?\b|\bbps\b|\b(?:percentage\s+)?(?:points?|pts?|pp)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:change|chg|growth|variance|var|increase|decrease|incr?(?=\W*(?:$|dec|\(|/|%))|\(dec(?:r)?\b|yoy|y/y|y-o-y|qoq|q/q|year[\s-]over[\s-]year|vs|versus|δ)\b\.?|[Δ△±]|\+\s?/\s?[-–−]",
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
_PER_SHARE_HEAD = re.compile(
    r"\bper\s+(?:common\s+|ordinary\s+|diluted\s+|basic\s+)?(?P<what>shares?|ads|adr|unit)\b", re.IGNORECASE
)
_SHARES = re.compile(r"\b(?:number\s+of\s+)?shares\b", re.IGNORECASE)
_FORECAST = re.compile(
    r"\b(?:target|targets|guidance|outlook|forecast|forecasts|projected|projection|expected|estimate|estimated|planned)\b|\((?:e|est\.?|t|f)\)",
    re.IGNORECASE,
)


_OF_MONEY = re.compile(rf"\b(?:thousands?|millions?|billions?)\s+of\s+(?:{_CURRENCY})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a head or caption says of the figures it governs; None where it says nothing.

    Attributes:
        currency: ISO 4217 code.
        scale: Power of ten.
        is_percent: Figures are per cent.
        is_points: Basis or percentage points.
        measure: `growth`, `change`, `shareOfRevenue`, `shareOfAssets`, or None.
        shares: `shares` or `ADS` where a head says that figures count them.
        share_scale: Power of ten of share counts where the caption sets them apart ("except share data", or
            "thousands of euros": 0).
        is_forecast: A target, guidance or outlook.
    """

    currency: str | None = None
    scale: int | None = None
    is_percent: bool = False
    is_points: bool = False
    measure: str | None = None
    shares: str | None = None
    per_share: str | None = None
    share_scale: int | None = None
    is_forecast: bool = False

    def over(self, other: Quantity) -> Quantity:
        """Return this, with what it does not say taken from the other."""
        return Quantity(
            self.currency or other.currency,
            other.scale if self.scale is None else self.scale,
            self.is_percent or other.is_percent,
            self.is_points or other.is_points,
            self.measure or other.measure,
            self.shares or other.shares,
            self.per_share or other.per_share,
            other.share_scale if self.share_scale is None else self.share_scale,
            self.is_forecast or other.is_forecast,
        )


@lru_cache(maxsize=4096)
def read_quantity(text: str) -> Quantity:
    """Return what a head or caption says of unit, scale and kind of measure.

    >>> read_quantity("Thousands of U.S. Dollars").scale, read_quantity("Thousands of U.S. Dollars").currency
    (3, 'USD')
    >>> read_quantity("YoY % change").measure
    'growth'
    """
    exception = _EXCEPT.search(text)
    main = text[: exception.start()] if exception else text
    excluded = exception["what"].lower() if exception else ""
    percent = bool(_PERCENT.search(main))
    points = bool(_POINTS.search(main)) and not percent
    codes = currencies(main)
    per_share = _PER_SHARE_HEAD.search(main)
    return Quantity(
        currency=codes[0] if codes else None,
        scale=_scale(main),
        is_percent=percent,
        is_points=points,
        measure=_measure(main, percent),
        shares=_shares(main) if per_share is None else None,
        per_share=("ADS" if per_share["what"].lower() in ("ads", "adr") else "shares") if per_share else None,
        share_scale=0 if (own := _share_scale(excluded)) is None and _OF_MONEY.search(main) else own,
        is_forecast=bool(_FORECAST.search(main)),
    )


def _share_scale(excluded: str) -> int | None:
    rest = _unper(excluded)
    if not re.search(r"\bshares?\b", rest):
        return None
    return _scale(rest) or 0


def _unper(text: str) -> str:
    return re.sub(
        r"\b(?:per|earnings\s+per)[\s-]+(?:common\s+|ordinary\s+|diluted\s+)?(?:shares?|ads|unit)\b", " ", text
    )


def currencies(text: str) -> list[str]:
    """Return the ISO 4217 codes of the currencies that a text names, in order."""
    found = []
    for match in _CURRENCY_WORD.finditer(text):
        index = next(int(name[1:]) for name, value in match.groupdict().items() if value is not None)
        found.append(_CODES[index])
    return found


def _scale(text: str) -> int | None:
    match = _SCALE_WORD.search(text)
    if match is None:
        return None
    if match["zeros"]:
        return 3
    word = (match["word"] or match["mark"] or match["mark2"] or match["mark3"]).lower()
    return _SCALE_WORDS[word]


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


_QUANTITY_WORDS = re.compile(
    r"\(?\s*\b(?:in\s+)?(?:thousands?|millions?|billions?|trillions?)(?:\s+of)?\b\s*\)?|\bin\s+(?=\W*$)|\bin\s*\)"
    r"|\(\s*unaudited\s*\)|\bunaudited\b|\(\s*audited\s*\)|\(\s*\)",
    re.IGNORECASE,
)


def strip_quantity(text: str) -> str:
    """Return a head without the words that only say unit, scale, per cent or "unaudited".

    >>> strip_quantity("Revenues JPY millions")
    'Revenues'
    """
    kept = _CURRENCY_WORD.sub(" ", text)
    kept = _QUANTITY_WORDS.sub(" ", kept)
    kept = re.sub(r"%", " ", kept)
    kept = re.sub(r"\s+", " ", re.sub(r"\(\s*\)", " ", kept)).strip(" -–—:,;/.")
    return kept.strip("() ") if kept.count("(") != kept.count(")") else kept
