"""Row labels: footnote marks, quantities and figures inside them, and what they say of period and unit."""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import CURRENCY_MARK, CURRENCY_SIGNS, currencies
from gaapgraph.language.date import parse_dates
from gaapgraph.language.fold import clean_label
from gaapgraph.language.quantity import Quantity, read_quantity
from gaapgraph.language.words import alternatives, counted, names

__all__ = ["RowLabel", "heads_shares", "read_label"]

_SHORTEST = 3  # letters of a label before its first figure
_LONGEST = 2_000  # characters: no row has a longer name, prose in a table may have, and every cell looks at it

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALED = rf"(?:\s*(?:{alternatives(names('scale', use='word'))})\b)?"
_DIGIT = re.compile(r"\d")
_NO_AMOUNT = re.compile(r"\bno(?:ne\b|\s+shares\b)(?=\s+(?:issued|outstanding)\b)", re.IGNORECASE)
_AMOUNT = late_pattern(
    rf"""\\?{CURRENCY_MARK}\s*\(?\s*(?:{_DIGITS}|\.\d+)\)?{_SCALED}
    |(?<![\d.,$])\b\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?{_SCALED}(?:\s*(?:shares|ADSs?))?
    |(?<![\d.,$])\b{_DIGITS}{_SCALED}(?=(?>\s*+(?:,\s*+(?:and)?|and|or)\s*+{_DIGITS}{_SCALED})*+
     \s+(?:Class\s+\w+\s+|common\s+|preferred\s+|ordinary\s+|treasury\s+|shares\s+)*(?:authori[sz]ed|issued|outstanding|shares)\b)
    |(?<![\d.,$])\b{_DIGITS}{_SCALED}\s+shares\b
    |^\s*\d{{1,2}}\.\d+\s?%(?=.*\b(?:notes?|bonds?|debentures?|debt|loans?|due)\b)
    |{_NO_AMOUNT.pattern}""",
    re.IGNORECASE | re.VERBOSE,
)
# "120,411 shares in 2024 and 118,204 shares in 2023": no count of 2,024.
_YEAR, _IN = re.compile(r"(?:19|20)\d\d"), re.compile(r"\b(?:in|for|of|at)\s+$", re.IGNORECASE)
_UNIT_LIST = re.compile(r"\(([^()]*(?:/[^()]*)+)\)\s*$")
_OPENING = re.compile(
    r"^\W*(?:beginning|opening)\b|\b(?:beginning|begining|opening|start)\b.*\b(?:period|year|quarter|month)s?\b|\bat\s+beginning\b|\b(?:beginning|opening)\s+(?:\w+\s+)?balances?\b|\bbalances?\b\W+(?:at\s+)?(?:the\s+)?beginning\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\W*(?:ending|closing)\b|\b(?:end|ending|closing)\b.*\b(?:period|year|quarter|month)s?\b|\bat\s+end\b|\b(?:ending|closing)\s+(?:\w+\s+)?balances?\b|\bbalances?\b\W+(?:at\s+)?(?:the\s+)?end\b|\b(?:period|year|quarter|month)[\s-]end\b",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(
    r"\b(?:per|/)\s*(?:(?:basic|diluted|common|ordinary|class\s+\w|weighted)\s+(?:and\s+\w+\s+)?)*(?P<what>shares?|ads|adr|american\s+depositary\s+shares?|ads\s+equivalents?|unit)\b"
    r"|\b(?P<eps>EPS|(?<=\()cps(?=\)))\b",
    re.IGNORECASE,
)
_SHARES = re.compile(
    r"\b(?:shares|share\s+count|ads(?:s)?(?:\s+equivalents?)?)\b(?!\s+(?:repurchased?\s+cost|price))", re.IGNORECASE
)
_UNITS = re.compile(r"\W*(?:(?:total|common|trust|weighted|average)\s+)*units\s+outstanding\W*", re.IGNORECASE)
# "Common shares (thousands)" above "Outstanding, end of period"
_OF_SHARES = re.compile(
    r"\W*(?:(?:common|ordinary|class\s+\w+)\s+)*shares(?:\s+outstanding)?\s*(?:\((?:in\s+)?(?:thousands|millions|000s?)\))?\W*",
    re.IGNORECASE,
)
_SHARE_STATE = late_pattern(
    r"\b(?:outstanding|issued|average|basic|diluted)\b|^\W*(?:(?:at\s+)?(?:the\s+)?end\s+of\s+(?:the\s+)?(?:period|quarter|year)|(?:period|quarter|year)[\s-]end|ending|closing)\W*$",
    re.IGNORECASE,
)
_SHARE_MONEY = re.compile(
    r"\b(?:repurchase|purchase|acquisition|issuance|proceeds|payments?|redemption|withheld|cost|value|dividends?|sale|sold|tax(?:es)?|buyback|retire\w*|settlement|vesting)\b",
    re.IGNORECASE,
)
_WEIGHTED = re.compile(r"\b(?:weighted|average|number\s+of|outstanding|shares\s+used)\b", re.IGNORECASE)
# "Shares used in computing earnings per share:" heads counts of shares.
_USED_SHARES = re.compile(r"\bshares\b.*\b(?:used|outstanding|comput\w+|calculat\w+)\b.*\bper[\s-]", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:weighted|average|number\s+of|outstanding|diluted|basic|shares\s+(?:issued|used|repurchased|outstanding))\b|\(shares\)|\(ADSs\)",
    re.IGNORECASE,
)
# "Anti-dilutive awards excluded from diluted net income per share" counts shares.
_LEFT_OUT = re.compile(
    r"\banti-?dilutive\b|\bexcluded\s+from\b.*\b(?:dilut\w+|per\s+share|EPS)\b|\bpotentially\s+dilutive\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\b(?:ratio|margin|rate|yield|percentage|percent|return\s+on)\b|%", re.IGNORECASE)
_GROWTH = re.compile(r"\b(?:growth|increase|decrease|change|comparable|year[\s-]over[\s-]year|yoy)\b", re.IGNORECASE)
_LEVEL = late_pattern(r"\b(?:rate|ratio|margin|occupancy|occupied|leased|utili[sz]ation|yield)\b", re.IGNORECASE)
_GROUP = re.compile(r"\(([^()]{1,40})\)")
_TRAILING_UNIT = re.compile(
    r"(?:,|\s[-–—]|\s(?=in\s))\s*((?:in\s+)?(?:(?:(?:US|HK|C|A)?["
    + CURRENCY_SIGNS
    + r"]|\b[A-Z]{3}\b)\s?(?:mm?|MM?|mn|bn|b|B|k|K|['’]?000s?|thousands?|millions?|billions?)?"
    r"|(?:thousands?|millions?|billions?)(?:\s+of\s+[\w.\s]+)?|%|[Pp]er\s?cent(?:age)?))$"
)
# Oil and gas in their own units: "(MBbls)", "(MMcf)", "(MBoe/d)", "(Bcfe)"
_OIL_UNIT = r"(?:MM|M|B|k)?(?:bbls?|boe?s?|cfe?|btu|fbm)(?:\s?/\s?d(?:ay)?|e?pd)?"
_THING = re.compile(
    r"\((?![^()]*(?:["
    + CURRENCY_SIGNS
    + r"]|\bper\s+(?:bbl|barrel|boe|mcf|mmbtu|ton|gj)|\bof\s))[^()]*\b(?:[kMGT]Wh?|"
    + _OIL_UNIT
    + r"|square\s+(?:feet|met(?:er|re)s)|sq\.?\s?(?:ft|m)|tonnes|tons"
    r"|g/t|ML|GL|hectares|mt|kt|dmt|koz|moz|GJ|PJ|TEUs?|FEUs?|RPKs?|ASKs?|hectolit(?:er|re)s"
    r"|k?pcs|pieces|barrels|ounces|oz|dwt|litres|liters|gallons|units|number|days|hours)\b[^()]*\)"
    r"|^\W*(?:total\s+|fuel\s+|jet\s+)*gallons\b(?!.*\b(?:cost|price|per)\b)"
    r"|^\W*(?:total\s+|average\s+|net\s+new\s+|new\s+)?(?:number\s+of\s+)?(?:full[\s-]time\s+)?(?:employees|headcount|workforce|staff\s+members|stores|restaurants|shops|branches|ATMs|(?:bank(?:ing)?|branch)\s+(?:offices|centers|locations))\b"
    r"(?!.*\b(?:costs?|expenses?|benefits?|compensation|payroll|accrua?l?s?|accrued|options?|plans?|awards?|taxes|sales|revenues?|payable|assets)\b)"
    r"|^\W*(?:\w+\s+)?(?:store|restaurant|branch|shop|unit|club|location|center)\s+counts?\b"
    r"|^\W*days\s+(?:of\s+)?(?:inventor(?:y|ies)|sales|receivables?|payables?)\b|^\W*(?:inventory|receivables?|payables?|DSO)\s+(?:turnover\s+)?days\b"
    r"|\b(?:square\s+(?:feet|footage|met(?:er|re)s)|full[\s-]time\s+equivalents?|leasable\s+area|sq\.\s?ft|(?:passenger|seat|ton)[\s-](?:miles|kilomet(?:er|re)s))\b"
    r"|\b(?:gallons|tons|tonnes|barrels|ounces|pounds|bushels|cases|vehicles)\s+(?:consumed|sold|purchased|produced|used|shipped|delivered|mined|milled)\b"
    r"|(?<!per )(?<!of )\b(?:tons|tonnes|barrels|(?:square|cubic)\s+(?:feet|yards|met(?:er|re)s))\W*$",
    re.IGNORECASE,
)
# "Copper produced (t)", where the letter is no mark of a footnote
_TONNES = re.compile(
    r"\b(?:produced|production|milled|mined|sold|sales|processed|recovered|shipped)\s+\([kM]?t\)", re.IGNORECASE
)
_IN_PERCENT = frozenset({"%", "percent", "per cent", "percentage"})
_PENCE = re.compile(r"\(p\)\W*$")  # which is no mark of a footnote below amounts per share
_HUNDREDTH = re.compile(
    r"\((?:in\s+)?(?:(?:HK|US|S|A|AUD|NZ|RMB|Hong\s+Kong|Australian)\s*)?(?:pence|cents|p|¢)\)|,\s*(?:in\s+)?(?:pence|cents|p)$|\b(?:pence|cents)\s+per\s+share|\(\s*cps\s*\)|\b(?:EPS|per\s+share)\s+(?:pence|cents)\W*$|^(?:pence|cents|p|¢)$",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"(?:total\s+)?(?:net\s+)?(?:interest[\s-]bearing\s+)?(?:debt|cash|borrowings|indebtedness|assets(?:\s+and\s+liabilities)?|liabilities|(?:share|stock)holders['’]?\s+equity|equity)(?:\s*\((?!average\b|avg\b)[^()]*\))?"
    r"|(?:total\s+|period[\s-]end\s+)?(?:(?:common|ordinary|class\s+[A-Z]|number\s+of)\s+)*shares\s+(?:issued\s+and\s+)?outstanding(?:\s*\((?!average\b|avg\b)[^()]*\))?"
    r"|FTE['’]?s|(?!.*\b(?:from|on|of|to|in)\b)(?:[\w-]+\s+){0,2}investment\s+portfolio|deposits|cash(?:,\s+cash\s+equivalents|\s+and\s+cash\s+equivalents)(?:[\s,]+and\s+.*)?|total\s+(?:assets|liabilities|equity|deposits|loans|investments).*"
    r"|(?:[\w-]+\s+){0,4}(?:leased|occupied)\s+(?:rate|percentage|%)"
    r"|(?:total\s+)?(?:long-lived|segment|identifiable|non-?current)\s+(?:assets|liabilities)|(?:total\s+)?capital\s+employed"
    r"|paid[\s-]up\s+(?:equity\s+)?(?:share\s+)?capital\b.*|(?:other\s+equity|reserves)(?:\s*\(?\s*excluding\b.*)?"
    r"|(?:total\s+)?unrecogni[sz]ed\s+(?:[\w-]+\s+){0,5}(?:cost|expense)s?\b.*"
    r"|(?:remaining|unused)\s+(?:share\s+repurchase\s+|repurchase\s+)?(?:authori[sz]ation|capacity|commitments?)\b.*|board\s+authori[sz]ation"
    r"|(?:total\s+)?non-?(?:performing|accrual)\s+(?:loans?|assets)\b.*|NPLs?(?:\s+ratio)?|allowance\s+(?:for\s+(?:credit|loan)\s+losses\s+)?(?:to|as\s+a\s+percentage\s+of)\s+(?!average).*"
    r"|(?:tangible\s+)?(?:common\s+)?(?:share(?:holders|owners)['’]?\s+)?equity\s+to\s+(?:tangible\s+|total\s+)?assets.*|(?:total\s+)?loans?\s+to\s+deposits?.*|(?:total\s+)?risk[\s-]based\s+capital.*"
    r"|(?:(?:share|stock)holders['’]?\s+)?equity\s+ratio|(?:net\s+)?(?:gearing|debt|leverage)(?:\s+ratio)(?:\s*\([^()]*\))?"
    r"|(?:net\s+)?debt[\s-]to[\s-](?:total[\s-])?(?:equity|capital(?:i[sz]ation)?)(?:\s+ratio)?"
    r"|(?:common\s+equity\s+)?tier\s+[12](?:\s+\w+){0,3}\s+ratio.*|CET1(?:\s+\w+){0,2}\s+ratio.*|full[\s-]time\s+equivalent\s+employees|net\s+LTV|loan[\s-]to[\s-]value.*"
    r"|(?!.*\b(?:of|to|from|per|new|net|average|avg)\b)(?:[\w-]+\s+){0,4}(?:memberships|subscribers)(?:\s*\(.*\))?"
    r"|(?:book|net\s+asset)\s+value(?:\s+per\s+(?:(?:common|ordinary|diluted)\s+)?share)?|tangible\s+book\s+value.*|headcount|employees(?:\s*\((?!average\b|avg\b).*\))?|order\s+backlog|backlog|annual(?:i[sz]ed)?\s+recurring\s+revenues?\b.*|(?:total\s+|subscription\s+|cloud\s+)?ARR\b(?:\s*\(.*\))?|(?:current\s+|total\s+)?remaining\s+performance\s+obligations?\b.*|c?RPO\b(?:\s*\(.*\))?|number\s+of\s+(?:employees|stores|(?:share|stock|unit)holders(?:\s+of\s+record)?)|(?:net\s+)?working\s+capital"
    r"|(?:(?:total|gross|net|retail|selling|store|end-of-\w+)\s+)*(?:square\s+(?:feet|footage|met(?:er|re)s)|stores|restaurants|branches)(?:\s*\(.*\))?",
    re.IGNORECASE,
)
_COUNT_WORDS = re.compile(
    rf"\b(?:{alternatives(counted('row'))})\b|"
    r"\b(?:number\s+of|headcount|employees|stores|subscribers|members|customers|contracts|units|users|locations|restaurants|vehicles|deliveries|square\s+feet|days|rooms|aircraft|persons|people|students|clinics|polic(?:ies|yholders)(?:\s+in\s+force)?|branches|(?:bank(?:ing)?|branch)\s+(?:offices|centers|locations)|ATMs|downloads|orders\s+\(number\)|paid\s+net\s+additions|memberships|visits|guests|passengers|tons|tonnes|ounces|barrels|MWh|GWh|MW|GW|boe)\b",
    re.IGNORECASE,
)


@frozen
class RowLabel:
    """What a row's label says.

    Attributes:
        text: Without footnote marks and trailing colon, and cut before the first amount in it.
        full: As printed, as far as it is looked at.
        amounts: Offsets (start, end) in `full` of the figures inside it.
        units: One unit text per value column, from a list such as "(JPY / U.S. Dollars / JPY)".
        per: `shares` or `ADS` for per-share rows.
        counts: `shares` or `ADS` for rows that count them.
        moment: `opening` or `closing` where it dates the figure to an end of the column's duration.
        is_ratio, is_growth: What a per cent figure in this row is.
        is_count: The row may count things that are no money; `is_number`: its words say so.
        opens_group: It ends with a colon.
        quantity: Unit and scale that the label gives, as in "Investments (CHF million)".
        is_stock: It names what stands at a day even where columns are periods, such as net debt.
        is_thing: It names a physical unit or a count, so no money.
        is_hundredth: Its figures are pence or cents.
    """

    text: str
    full: str
    amounts: tuple[tuple[int, int], ...] = ()
    units: tuple[str, ...] = ()
    per: str | None = None
    counts: str | None = None
    moment: str | None = None
    is_ratio: bool = False
    is_growth: bool = False
    is_count: bool = False
    is_number: bool = False
    opens_group: bool = False
    quantity: Quantity = field(default_factory=Quantity)
    is_stock: bool = False
    is_thing: bool = False
    is_hundredth: bool = False


@lru_cache(maxsize=65536)
def read_label(full: str, context: str = "") -> RowLabel:
    """Return what a row's label says; `context` are the headings above it."""
    full = full[:_LONGEST]
    amounts = _find_amounts(full)
    text = clean_label(_without_open(_cut(full, amounts)))
    unit_list = _UNIT_LIST.search(text)
    units: tuple[str, ...] = ()
    if unit_list is not None:
        parts = [part.strip() for part in unit_list[1].split("/")]
        if all(currencies(part) for part in parts):
            units = tuple(parts)
            text = text[: unit_list.start()].strip()
    both = f"{context} | {text}"
    per = _per(text) or (None if _WEIGHTED.search(text) or _USED_SHARES.search(context) else _per(context))
    counts = None if per and not _WEIGHTED.search(text) else _counts(text, context)
    return RowLabel(
        text,
        full,
        amounts,
        units,
        per=None if counts else per,
        counts=counts,
        moment="opening" if _OPENING.search(text) else "closing" if _CLOSING.search(text) else None,
        is_ratio=bool(_RATIO.search(text)),
        is_growth=any(not _LEVEL.search(text) or match[0].lower() != "comparable" for match in _GROWTH.finditer(text)),
        is_count=bool(_COUNT_WORDS.search(both)) and per is None,
        is_number=bool(re.search(r"\bnumber\s+of\b|\bheadcount\b", text, re.IGNORECASE)),
        opens_group=full.rstrip().endswith(":"),
        quantity=_own_quantity(text),
        is_stock=bool(_STOCK.fullmatch(text)),
        is_thing=bool(_THING.search(text) or _TONNES.search(full)),
        is_hundredth=bool(_HUNDREDTH.search(text) or (per and _PENCE.search(full))),
    )


def _find_amounts(full: str) -> tuple[tuple[int, int], ...]:
    """Return where a label prints amounts, which are neither days nor years nor a scale such as "(000,000)"."""
    has_digits = _DIGIT.search(full) is not None
    days = parse_dates(full) if has_digits else ()
    return tuple(
        (match.start(), match.end())
        for match in (_AMOUNT if has_digits else _NO_AMOUNT).finditer(full)
        if not any(start < match.end() and match.start() < end for start, end, _ in days)
        and not match[0].startswith("000")
        and not (_YEAR.fullmatch(match[0]) and _IN.search(full[: match.start()]))
    )


def _own_quantity(text: str) -> Quantity:
    """Return the unit that a label gives in parentheses or after a comma."""
    found = Quantity()
    trailing = _TRAILING_UNIT.search(text)
    for part in [match[1] for match in _GROUP.finditer(text)] + ([trailing[1]] if trailing else []):
        quantity = read_quantity(part)
        if not any(character.isdigit() for character in part.replace("000", "")) and (
            quantity.scale is not None
            or quantity.thing_scale is not None
            or quantity.currency
            or part.strip().removeprefix("in ").strip().lower() in _IN_PERCENT
        ):
            own = Quantity(quantity.currency, quantity.scale, quantity.is_percent, thing_scale=quantity.thing_scale)
            found = found.over(own)
    return found


def _without_open(text: str) -> str:
    """Return a label without a parenthesis that the first figure in it cuts off: "Investments (amortized cost"."""
    return text[: text.rindex("(")] if text.count("(") > text.count(")") and text.rindex("(") >= _SHORTEST else text


def _cut(full: str, amounts: tuple[tuple[int, int], ...]) -> str:
    if not amounts or amounts[0][0] < _SHORTEST:
        return full
    head = full[: amounts[0][0]]
    return re.sub(r"[\s,;(—–-]*\b(?:of|at|to|for|and)?\s*[,;(—–-]*\s*$", "", head, flags=re.IGNORECASE)


def _per(text: str) -> str | None:
    match = _PER_SHARE.search(text)
    if match is None or _LEFT_OUT.search(text):
        return None
    what = (match["what"] or "share").lower()
    return "ADS" if what.startswith(("ads", "adr", "american")) else "shares"


def heads_shares(text: str) -> bool:
    """Say whether a heading is nothing but shares, with their scale: "Shares outstanding (millions)"."""
    return _OF_SHARES.fullmatch(text) is not None


def _counts(text: str, context: str) -> str | None:
    if _LEFT_OUT.search(text) and not _SHARE_MONEY.search(text):
        return "shares"
    if _UNITS.fullmatch(text):
        return "shares"
    if not _SHARES.search(text):
        if _OF_SHARES.fullmatch(context.strip(" |")) and _SHARE_STATE.search(text) and not _SHARE_MONEY.search(text):
            return "shares"
        if not (
            _SHARES.search(context)
            and _COUNTED.search(context)
            and re.search(r"\b(?:basic|diluted|dilutive)\b", text, re.IGNORECASE)
        ):
            return None
        return "shares"
    if _SHARE_MONEY.search(text) and not re.search(
        r"\bnumber\s+of\b|\(shares\)|\(ADSs\)|used\s+(?:in|to)", text, re.IGNORECASE
    ):
        return None
    if not _COUNTED.search(text) and not re.fullmatch(
        r"\W*(?:total\s+)?shares\W*(?:\([^()]{1,20}\)\W*)?", text, re.IGNORECASE
    ):
        return None
    return "ADS" if re.search(r"\bADS(?:s)?\b", text, re.IGNORECASE) else "shares"
