"""What kind of thing the numbers of a section are: money, shares, amounts per share, percentages, numbers, times.

They are weighed for all cells of a row that stand under heads of one kind together: by what label and head name, by
currency and per cent marks in the row and in the column (a mark on the first and the last row holds for those between),
by decimal places and size. All weights are hundredths of a logit.
"""

from __future__ import annotations

import re
from dataclasses import field
from itertools import takewhile
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern, recalling_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import CURRENCY_MARK
from gaapgraph.language.nature import KINDS, guess_nature
from gaapgraph.language.numeral import PER_SHARE
from gaapgraph.language.quantity import Quantity, read_quantity
from gaapgraph.language.span import strip_period
from gaapgraph.reader.table.group import counted_rows
from gaapgraph.reader.table.mark import MarkRun, runs_of_marks
from gaapgraph.reader.table.operating import OF_ONE, heads_operation, names_money, names_operation, names_thing
from gaapgraph.reader.table.row import is_year
from gaapgraph.reader.table.scale import share_scale_of
from gaapgraph.reader.table.stub import heads_shares, read_label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gaapgraph.language.numeral import Printed
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.group import GroupedRow
    from gaapgraph.reader.table.row import Number
    from gaapgraph.reader.table.section import Section
    from gaapgraph.reader.table.stub import RowLabel

__all__ = ["NAMED_SCALE", "PER_THING", "TERM", "TRADED", "KindProblem", "is_of_one_thing", "lists_left_out"]

_SEVERAL = 2
_POINTS = frozenset(["bps", "bp", "pp", "ppt", "ppts", "pts", "pt"])
_THINGS = recalling_pattern(
    r"^\(?(?:number|no\.|#|units?|persons|people|days|hours|[kMGT]Wh|[km]t|t|k?oz|moz|kg|ha|km|[kM]?bbls?|[kM]*boe(?:/d)?|[BM]cfe?|M?fbm|tonnes|tons|sq\.?\s?(?:ft|m)\.?)\)?$|^\(?(?:in\s+)?(?:thousands?|millions?|k|m)\)?$",
    re.IGNORECASE,
)
# Titles of tables that count: "Number of employees", "Restaurant counts", "Store count"
_NUMBERS = re.compile(
    r"\bnumber\s+of\b|^\W*(?:\w+\s+){0,2}(?:membership|enrol(?:l)?ment|subscribers|headcount|customers|employees|carloads|shipments|deliveries|volumes?|passengers|TEUs?)\s*(?:\(in\s+\w+\)\W*)?$|\b(?:restaurant|store|shop|unit|property|hotel|branch|fleet|rig|vessel|dealer|club|clinic|customer|employee|site)s?\s+counts?\b"
    r"|^(?!.*\b(?:revenues?|prices?|costs?)\b).*(?:\b(?:kilo|mega|giga)watt[\s-]?hours?\b|\b[kMG]Wh\b|\b(?:deka)?therms?\b)"
    r"|^\W*(?:(?:active|selling|open|total)\s+)?(?:communities|lots|homesites|vessels|rigs|aircraft|hotels|rooms|wells|locations|stores|restaurants|branches)\W*$"
    r"|^\W*(?:(?:operating|mainline|regional|combined|aircraft|passenger)\s+)+fleet\b[^$€£¥%]{0,40}$"
    r"|^\W*(?:(?:retail|company)\s+)?(?:restaurant|store|shop|hotel|branch|dealership|club|clinic)s?\s+(?:information|activity|openings|roll-?forward|portfolio|development)\W*$",
    re.IGNORECASE,
)
# Above the labels: "Tonnes GWT", "GWh"
_STUB_THINGS = late_pattern(
    r"^\W*(?:tonnes|(?:metric\s+|short\s+)?tons|ounces|barrels|gallons|[kMGT]Wh|MW|TEUs?|[kMB]*boe|[kM]?bbls?)\b(?!.*\b(?:per|price|cost)\b)[^$€£¥%]{0,40}$",
    re.IGNORECASE,
)
# Words of time that stay in heads: "Carloads | First Quarter"
_PARTS = late_pattern(r"\b(?:(?:first|second|third|fourth)\s+quarter|year[\s-]to[\s-]date)\b", re.IGNORECASE)
_PRICE = recalling_pattern(
    r"\b(?:grant|exercise|weighted|average)\b.*\b(?:price|fair\s+value)\b|\bprice\s+(?:paid\s+)?per\b", re.IGNORECASE
)
_STOCK_PRICE = recalling_pattern(
    r"\b(?:stock|share|unit|closing|market)\s+price\b|\bprice\b.*\b(?:stock|shares?)\b", re.IGNORECASE
)
# What employees are given: its average is of one share, also where it prints no cents
_GRANTED = recalling_pattern(
    r"\bweighted[\s-]+average\b.{0,40}\bfair\s+value\b.{0,40}\b(?:granted|options?|awards?|RSUs?|PSUs?)\b",
    re.IGNORECASE,
)
TERM = recalling_pattern(r"\(\s*(?:in\s+)?(?:years|months)\s*\)|\bin\s+(?:years|months)\b", re.IGNORECASE)
# "Weighted Average Years to Maturity", "Remaining lease term (years)" beside balances and rates
_YEARS_LEFT = recalling_pattern(
    r"\byears\s+(?:to|until)\s+maturity\b|\b(?:average|remaining|lease|weighted)\b.*\b(?:term|life|maturity)\b.*\byears?\b",
    re.IGNORECASE,
)
_COUNTS_FIRST = recalling_pattern(
    r"^\W*(?:total\s+|average\s+|active\s+|paying\s+)*(?:customers|subscribers|members|memberships|employees|users|stores"
    r"|restaurants|locations|polic(?:ies|yholders)|vehicles|deliveries|visits|guests|passengers|departures)\b(?!.*\b(?:deposits|receivables?"
    r"|payables?|relationships|revenues?|costs?|expenses?)\b)",
    re.IGNORECASE,
)
_COUNTS_LAST = recalling_pattern(
    r"\b(?:rigs?|rig\s+fleet|(?:operating|flight|billable|drilling)\s+(?:hours|days)|departures|wells|vessels|seats|flights)\W*$"
    r"|\b(?:utilized|occupied|licensed|available|staffed|operational)\s+(?:beds|rooms|sites)\W*$"
    r"|\bpolicies\s+in\s+force\b|\bwells\s+(?:drilled|completed|on\s+stream|rig[\s-]released|tied\s+in)\b"
    r"|\((?:no\.?|number|\#)\)\W*$"
    r"|\b(?:calendar|voyage|charter|operating|available|revenue|market)\s+days\b",
    re.IGNORECASE,
)
# Prices of one thing, which no scale of the table multiplies: "Gross profit per ton", "Netback ($/boe)", "Dayrate".
PER_THING = recalling_pattern(
    rf"""\bper\s+(?:(?:metric|short|long|gross|operating|available|occupied)\s+)?(?:ton(?:ne)?|barrel|bbl|boe|mcfe?
    |mmbtu|gj|ounce|pound|square\s+f(?:oo|ee)t|sq\.?\s?ft\.?|day|customer|subscriber|user|room|unit|home|vessel|gallon|MWh|kWh)s?\b
    |(?:{CURRENCY_MARK}|\b[A-Z]{{3}})\s?/\s?(?:d(?:ay)?|bbl|boe|mcfe?|mmbtu|gj|oz|ounces?|pounds?|barrels?|gallons?|lb|t|d?mt|kg|M?fbm|cwt|TEU|FEU|night|month|ton(?:ne)?|unit|MWh|kWh|gal(?:lon)?|sq\.?\s?(?:ft|m))\b
    |^\W*(?!.*\bper\b)(?:\w+\s+){{1,2}}ADR\W*$
    |\bday[\s-]?rates?\b|^\W*average\s+(?:(?:monthly|effective|rental|base|in-place)\s+)*rents?\W*$|\b(?:TCE|charter(?:\s+equivalent)?)\s+rates?\b|\bRevPAR\b|^\W*ADR\W*$|\baverage\s+daily\s+(?:room\s+)?rate\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What a price or cost of one thing is of; of a day there are also counts ("Boe per day").
_PRICED = recalling_pattern(
    r"\b(?:per|/)\s?(?:ton(?:ne)?|barrel|bbl|boe|mcfe?|mmbtu|gj|ounce|oz|pound|lb|kg|kilo(?:gram)?|gallon|MWh|kWh)s?\b",
    re.IGNORECASE,
)
# "Average exchange rate - US$/C$": no amount, though it bears a currency sign
_EXCHANGE = recalling_pattern(
    r"^(?!.*\b(?:effects?|impacts?|changes?|gains?|loss(?:es)?|fluctuations?|movements?|excluding|constant)\b).*\bexchange\s+rates?\b",
    re.IGNORECASE,
)
# What passes through platforms and managers of assets is money, whether or not a mark says so
_TURNOVER = recalling_pattern(
    r"^(?!.*(?:%|\b(?:per|number|growth|rates?|ratio|margin|percent(?:age)?)\b)).*\b(?:GMV|GMS|GTV|TPV|AUM|AUA"
    r"|gross\s+(?:merchandise|transaction|order|bookings?)\s+(?:value|volume|sales)|gross\s+bookings|payments?\s+volume"
    r"|assets\s+under\s+(?:management|administration|advisement|custody))\b",
    re.IGNORECASE,
)
# Persons, not what is due to them or comes from them
_PERSONS = recalling_pattern(
    r"^(?!.*\b(?:due|to|from|of|for|by|with)\b).*\b(?:customers|clients|consumers|buyers|sellers|users|visitors)\W*$",
    re.IGNORECASE,
)
_OF_ROOMS = late_pattern(r"\bRevPAR\b|\boccupancy\b", re.IGNORECASE)
_STATISTICS = re.compile(r"\bstatistic(?:s|al)\b", re.IGNORECASE)
# Heads of columns without a currency mark, beside columns with one
_COUNT_HEAD = late_pattern(
    r"\W*(?:number\s+of\s+|no\.\s+of\s+|total\s+)?(?:properties|hotels|communities|buildings|facilities|stores|restaurants"
    r"|GLA|RSF|dwt|TEUs?|cbm|acres|keys|units|rooms|beds|vessels|wells|employees|customers|branches|locations|homes|apartments|centers|leases|tenants)"
    r"\W*(?:\((?:in\s+)?(?:thousands|millions|000s?|sq\.?\s?ft\.?|square\s+feet)\)\W*)?",
    re.IGNORECASE,
)
_OF_BULK = r"\s+of\s+(?:tons|tonnes|barrels|ounces|pounds|gallons|units|cases|cubic\s+\w+|square\s+\w+)"
NAMED_SCALE = re.compile(
    rf"^\w[\w\s-]*\((?:(?:dollars\s+|\$\s*)?in\s+)?(?:thousands|millions|billions|(?:000,)?000['’]?s?)(?:{_OF_BULK})?\)\W*$",
    re.IGNORECASE,
)
_SCALED_THINGS = late_pattern(rf"\((?:in\s+)?(?:thousands|millions){_OF_BULK}\)\W*$", re.IGNORECASE)
_OF_MONEY = recalling_pattern(
    r"\b(?:revenues?|costs?|expenses?|incomes?|loss(?:es)?|gains?|payments?|purchases?|proceeds|acquisitions?|sales?|investments?"
    r"|depreciation|impairments?|deposits?|advances?|property|rates?|value|construction|additions?)\b",
    re.IGNORECASE,
)
# "Restaurant openings" above who owns them, "Restaurants open at the end of the quarter"
_COUNTED_BELOW = recalling_pattern(
    r"^\W*(?:\w+\s+){0,2}(?:homes?|lots|homesites)\s+(?:delivered|closed|closings|sold|deliveries|settled)\W*(?:\((?:units|homes)\)\W*)?$"
    r"|^\W*(?:\w+\s+){0,2}(?:restaurants?|stores?|shops?|hotels?|branch(?:es)?|clubs?|units?|clinics?|communities)\s+(?:openings?|closings?|opened|closed|count"
    r"|(?:open|operated|in\s+operation)(?:\s+(?:at|as\s+of)\b.*)?)\W*$",
    re.IGNORECASE,
)
_HOMES_ALONE = late_pattern(r"\W*(?:homes?|units?|lots?|contracts?)\W*", re.IGNORECASE)
_DOLLARS_ALONE = late_pattern(
    r"\W*(?:(?:sales\s+)?dollars?|(?:dollar|sales|contract)\s+(?:value|volume)|value)\W*(?:\([^()]*\)\W*)?",
    re.IGNORECASE,
)
_COSTS = recalling_pattern(
    r"^\W*(?:\w+\s+){0,3}(?:costs?|expenses?|deductions)(?:\s+and\s+\w+)?\s*:?\W*$", re.IGNORECASE
)
_EARNED = recalling_pattern(
    r"\bEBIT\w*|\b(?:profits?|income(?!\s+tax)|earnings|sales|revenues?|loss(?:es)?|cash\s+flow)\b", re.IGNORECASE
)
_OF_OTHERS = recalling_pattern(
    r"\b(?:shares?|stock|units?|ADSs?|options?|awards?|EPS|debts?|borrowings|leverage|equity|assets|liabilities|cash|earnings|EBITDA\w*"
    r"|profits?|interest|tax(?:es)?|capital|loans?|notes|receivables?|payables?|inventor(?:y|ies)|goodwill|margin|backlog|fees)\b",
    re.IGNORECASE,
)
# Times are told by words of time; "Profit for the period" is none.
_OF_TIME = recalling_pattern(r"\b(?:years?|months?|term|life|lives|maturity|duration|age|tenor|days)\b", re.IGNORECASE)
# Reports list the trading plans of directors, in shares one by one whatever the other tables are in.
TRADED = re.compile(r"\b(?:shares|securities)\b.*\bto\s+be\s+(?:sold|purchased)\b", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"\b(?:anti-?dilutive|potentially\s+dilutive)\b|\bexcluded\s+from\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:calculations?|computations?)\b.{0,60}\bper\s+share\b",
    re.IGNORECASE,
)
_NEXT = 2
_THIRD = 3
_NUMBER_OF_SHARES = recalling_pattern(r"\bnumber\s+of\s+(?:\w+\s+)?shares\b", re.IGNORECASE)
_SHARE_COLUMN = late_pattern(r"\W*(?:(?:common|treasury|ordinary|preferred)\s+)?shares\W*", re.IGNORECASE)
_YEAR_OF = recalling_pattern(r"\byears?\s+of\b", re.IGNORECASE)
_DIVIDENDS = recalling_pattern(
    r"\b(?:dividends?|book\s+value)\b(?!.*\b(?:paid\s+to|payable|ratio|yield|payout)\b)", re.IGNORECASE
)
_PER_SHARES = late_pattern(r"\bper[\s-]+(?:common\s+)?share\b", re.IGNORECASE)
_ONE_TO_OTHER = recalling_pattern(
    r"\w\s+(?:to|over)\s+(?:\w+\s+){0,3}\w+\W*$|\bas\s+a\s+percent(?:age)?\b", re.IGNORECASE
)
_OF_RATIOS = recalling_pattern(r"\b(?:ratios?|margins?|yields?|percent(?:age)?|as\s+a\s+%)\b|%", re.IGNORECASE)
_SMALL_COINS = frozenset({"JPY", "KRW", "IDR", "VND", "CLP", "HUF", "COP"})
_MOST_DIVIDEND = 1000
_IMPOSSIBLE = -5000
_SETTLED = 2000
_HEADED = 450
_LARGE = 1000
_CENTS = 2
_SHORT = 80
_SURE = 150
_MANY_TIMES = 10
_NAMED = 320  # a little more than a label has of which no word is known
_REACH = 4
_GUIDED = late_pattern(r"\b(?:EPS|per[\s-]+(?:diluted\s+|common\s+)?share|diluted|A?FFO|earnings)\b", re.IGNORECASE)
_OF_A_THING = late_pattern(r"\b(?:price|fare|rent)s?\b", re.IGNORECASE)
_HUNDRED = 100
_EPS_TITLE = re.compile(
    r"\b(?:EPS|(?:earnings|income|loss)\s+per\s+(?:common\s+|diluted\s+|basic\s+)*share)\b", re.IGNORECASE
)


@frozen(kw_only=True)
class KindProblem:
    """The evidence of a whole section for what kind of thing each of its numbers is.

    Attributes:
        counts_things: The nearest caption says "number of".
        is_statistical: A title calls it statistics: admissions, passengers, tons.
        counted: Rows that count what the rows around them count, with the label of one of those.
        is_of_things: No statement and without a mark of money, it weighs or counts things by many of its rows.
        marks_money: A figure of it has a currency mark.
        unmarked: Rows of groups of things without a currency mark, where the first row of each other group has one.
        is_of_percents: Its first row prints per cent signs, and no other figure looks like anything else.
        is_per_share: It reconciles amounts per share, though not every row says so.
        marks: For each row and column which marks the column has around it.
        heads: For each column what its head names.
        sharing: Columns whose heads say that they count shares.
        thousands: Columns with figures of thousands, which are no percentages though some rows among them are.
        percents: Row and column of each figure that prints a per cent sign.
        is_unmarked: No statement, and neither figures nor heads of it have a currency mark or a scale.
        names_dollars: A row is nothing but "Dollars", beside others that count what these are for.
        leaves_out: It lists what was left out of diluted shares, and nothing in it is marked as money.
        guided: Rows of an outlook that are per share, though they do not say so.
        says_no_money: No statement, and neither its title nor a head or figure of it has a currency mark or a scale.
    """

    section: Section
    context: Context
    counts_things: bool
    is_statistical: bool
    counted: dict[int, str]
    is_per_share: bool
    is_of_things: bool
    marks_money: bool
    unmarked: frozenset[int]
    is_of_percents: bool
    marks: tuple[dict[int, MarkRun], ...]
    heads: tuple[tuple[int, ...], ...]
    sharing: frozenset[int]
    thousands: frozenset[int]
    percents: frozenset[tuple[int, int | None]]
    leaves_out: bool
    guided: frozenset[int]
    says_no_money: bool
    is_unmarked: bool
    names_dollars: bool
    _marked: dict[int, Decimal] = field(default_factory=dict, repr=False)
    _weights: dict[tuple[int, str], list[tuple[str, int]]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, section: Section, context: Context) -> KindProblem:
        """Return the evidence of a section."""
        zero = (0,) * len(KINDS)
        return cls(
            section=section,
            context=context,
            is_statistical=any(
                _STATISTICS.search(text) and len(text) < _SHORT
                for text in (*section.surroundings.captions[-_NEXT:], *section.captions[-_NEXT:])
            ),
            counts_things=any(_NUMBERS.search(text) for text in section.captions[-1:])
            or _STUB_THINGS.match(section.stub) is not None,
            counted=counted_rows([line.row for line in section.rows]),
            is_of_things=_is_of_things(section),
            marks_money=_prints_money(section),
            unmarked=_unmarked_things(section),
            is_of_percents=_is_of_percents(section),
            is_per_share=_is_per_share_body(section) or _is_per_share_title(section),
            marks=runs_of_marks(section),
            heads=tuple(
                guess_nature(_words_of(column)).kinds if column.head and column.quantity.measure is None else zero
                for column in section.columns
            ),
            leaves_out=lists_left_out(section),
            guided=_guided_per_share(section),
            says_no_money=_says_no_money(section),
            names_dollars=any(_DOLLARS_ALONE.fullmatch(line.label.text) for line in section.rows),
            _marked=_largest_money(section),
            is_unmarked=context.scale is None and _is_without_marks(section),
            thousands=_columns_of_thousands(section),
            percents=_list_percents(section),
            sharing=frozenset(place for place, column in enumerate(section.columns) if _heads_shares(column, section)),
        )

    @property
    def title(self) -> str:
        """The line right above the section, where it is short enough for a title."""
        return next((text for text in self.section.captions[-1:] if len(text) < _SHORT), "")

    def kind(self, number: Number, line: int, place: int, own: Quantity) -> str:
        """Return the kind of thing that has the most evidence, for all cells of a row under heads of one kind."""
        scores = dict.fromkeys(KINDS, 0)
        for kind, word, head in zip(KINDS, self.section.natures[line].kinds, self.heads[place], strict=True):
            scores[kind] += word + head
        for kind, weight in (
            *self._words(number, line, place, own),
            *self._signs(number, line, place),
            *(() if self._is_of_small_coin(line, place, own) else self._sizes(line, place)),
        ):
            scores[kind] += weight
        return max(KINDS, key=lambda kind: (scores[kind], -KINDS.index(kind)))

    def _is_of_small_coin(self, line: int, place: int, own: Quantity) -> bool:
        """Say whether a row is per share by its label, in a currency of which a share earns thousands: won, yen."""
        code = own.currency or self.section.columns[place].quantity.currency or self.context.currency
        per = self.section.rows[line].label.per or self.section.columns[place].quantity.per_share
        return bool(per) and code in _SMALL_COINS

    def _words(self, number: Number, line: int, place: int, own: Quantity) -> list[tuple[str, int]]:
        """Return what exact words of label, head and caption weigh."""
        label, column = self.section.rows[line].label, self.section.columns[place]
        quantity = column.quantity
        found = self._words_of_shares(number, line, place)
        if self.is_of_percents:
            found.append(("percent", 2 * _SETTLED))
        if number.printed.places and self._is_ratio_below_percent(line, place):
            found.append(("percent", _SETTLED))
        if label.amounts and not label.counts and not _COUNTS_FIRST.match(label.text):
            found.append(("money", 800))
        if TERM.search(label.full) or TERM.search(column.text) or _YEARS_LEFT.search(column.text):
            found.append(("time", _SETTLED))
        elif not any(_OF_TIME.search(text) for text in (label.full, column.wide, *self.section.rows[line].path)):
            found.append(("time", _IMPOSSIBLE))
        if own.currency:
            found += [("money", 600), ("perShare", 300)]
        if _TURNOVER.search(label.text) and own.thing_scale is None:
            found.append(("money", 800))
        if quantity.currency:
            found.append(("money", 200))
        run = self.marks[line].get(place)
        # "Underwriting ratios": "Catastrophe losses 6.3" between rows of per cent signs
        is_among_percents = run is not None and run.above == run.below == "percent" and not run.beside
        if is_among_percents and number.printed.places and _OF_RATIOS.search(self.title) and not self.marks_money:
            found.append(("percent", _SETTLED))
        # What moves equity between rows of money is money, though its label says "Common stock issued".
        if self.section.kind == "equity" and run is not None and run.above == run.below == "money":
            found.append(("money", _HEADED))
        return [*found, *_words_of_prices(number, label, self.title), *self._words_of_things(number, line, place)]

    def _words_of_shares(self, number: Number, line: int, place: int) -> list[tuple[str, int]]:
        """Return what exact words weigh that say a figure counts shares, or is an amount for each."""
        label, column = self.section.rows[line].label, self.section.columns[place]
        quantity = column.quantity
        found: list[tuple[str, int]] = []
        alone = read_label(label.full)
        if label.per or (quantity.per_share and not number.printed.scale):
            found.append(("perShare", _SETTLED if alone.per or quantity.per_share else _HEADED))
            found.append(("perShare", 400 if number.printed.places == _CENTS else 0))
        elif _PRICE.search(column.head):
            found.append(("perShare", 700))
        elif (number.printed.places == _CENTS and _STOCK_PRICE.search(label.text)) or _GRANTED.search(label.text):
            found.append(("perShare", _SETTLED))
        found += self._weigh_shares(line, place)
        if self._is_of_one_share(number, line) or self._is_bare_dividend(number, line, place):
            found.append(("perShare", _SETTLED))
        if number.printed.unit == PER_SHARE or line in self.guided:
            found.append(("perShare", _SETTLED))
        if self._stands_between_shares(line):
            found.append(("shares", 700))
        if self.is_per_share and (number.printed.places > 1 or number.printed.is_nil):
            found.append(("perShare", _SETTLED))
        return found

    def _words_of_things(self, number: Number, line: int, place: int) -> list[tuple[str, int]]:
        """Return what exact words weigh that say a figure counts things: stores, rigs, persons."""
        row, label = self.section.rows[line].row, self.section.rows[line].label
        column = self.section.columns[place]
        quantity = column.quantity
        found: list[tuple[str, int]] = []
        if (_YEAR_OF.search(label.text) and is_year(number.text)) or _THINGS.match(row.unit) or line in self.counted:
            found.append(("number", _SETTLED))
        if self._names_things(number, line, place):
            found.append(("number", _SETTLED))
        elif label.is_count and quantity.currency is None:
            found.append(("number", 1000 if _COUNTS_FIRST.match(label.text) else self._weigh_count(line, place)))
        is_of_things = quantity.thing_scale is not None and quantity.scale is None and quantity.currency is None
        if is_of_things and not number.printed.places:
            found.append(("number", 1000))
        is_scaled = quantity.scale is not None and not NAMED_SCALE.match(self.title)
        # "Carloads (in thousands)" counts whatever the caption above says of dollars
        says_money = quantity.currency is not None and not (
            NAMED_SCALE.match(self.title) and label.quantity.currency is None and number.printed.currency is None
        )
        if self.counts_things and not says_money and not is_scaled:
            found.append(("number", _SETTLED if self.title else 1000))
        is_marked = number.printed.currency or label.quantity.currency or column.quantity.currency
        may_count = column.is_unmarked or (self.says_no_money and not _OF_MONEY.search(label.text))
        if may_count and _COUNT_HEAD.fullmatch(column.head) and not number.printed.places:
            found.append(("number", _SETTLED))
        elif self.is_statistical and not (is_marked or is_scaled) and not _OF_MONEY.search(label.text):
            # in statistics each row has a unit of its own, and those of money print their marks
            found.append(("number", _SETTLED if self.marks_money else 700))
        says_kind = any(words.search(label.text) for words in (_OF_MONEY, _OF_OTHERS, _TURNOVER))
        if self.is_unmarked and not (is_marked or is_scaled or says_kind):
            found.append(("number", 700))
        names_nothing = not strip_period(label.text, self.context.calendar)
        if names_nothing and column.is_unmarked and quantity.scale is None and quantity.currency is None:
            found.append(("number", 700))
        return found

    def _weigh_count(self, line: int, place: int) -> int:
        """Return what a label that may count things weighs: little where cells around are marked as money."""
        run = self.marks[line].get(place)
        is_among_money = run is not None and "money" in (run.above, run.below, run.beside)
        # copies without marks of money need it: "Aircraft fuel", "Restaurant labor" of a statement
        is_stated = self.section.kind in ("income-statement", "balance-sheet", "cash-flow")
        return 250 if is_among_money or is_stated else 700

    def _names_things(self, number: Number, line: int, place: int) -> bool:
        """Say whether label, head or the heading above name what is counted or weighed."""
        label, column = self.section.rows[line].label, self.section.columns[place]
        return (
            (label.is_number and not label.counts)
            or label.is_thing
            or label.quantity.thing_scale is not None  # "Gold production (thousands of ounces)"
            or read_label(column.text).is_thing
            or (self.is_of_things and number.printed.unit is None and not (label.is_ratio or number.printed.is_percent))
            or line in self.unmarked
            or self._is_below_things(number, line, place)
            or self._counts_last(number, line)
            or self._counts_operation(number, line, place)
        )

    def _counts_operation(self, number: Number, line: int, place: int) -> bool:
        """Say whether a row counts what a business operates: no mark of money or percent is in it or in its head."""
        row, label = self.section.rows[line], self.section.rows[line].label
        column, run = self.section.columns[place], self.marks[line].get(place)
        if column.is_unmarked and column.is_amount:
            words = _PARTS.sub(" ", _words_of(column)).strip()
            if names_operation(words, is_below=False):
                return not (number.printed.currency or number.printed.is_percent)
        is_marked = number.printed.currency or number.printed.is_percent or (run is not None and run.beside == "money")
        if is_marked or label.quantity.currency or label.per or label.counts or label.is_ratio or label.is_hundredth:
            return False
        if _TURNOVER.search(label.text):
            return False
        if self.section.kind in ("balance-sheet", "cash-flow", "equity") or not column.is_amount:
            return False
        if _DOLLARS_ALONE.fullmatch(column.head):
            return False  # "Homes | Value" above "Homes closed:"
        if number.printed.places and read_quantity(column.text).currency:
            return False  # "New customers 14.1" below "£m" is what these pay
        if self._leads_from_money(line):
            return False  # "Balance at beginning of period $3,240", "Net additions 299"
        if row.path and _COSTS.match(row.path[-1]):
            return False  # "Restaurant operating" among costs
        if self.names_dollars and _HOMES_ALONE.fullmatch(label.text):
            return True  # "Homes" beside "Dollars" and "Avg. Price"
        above = row.path[-1] if row.path else self.title
        is_counted = bool(row.path) and names_operation(above, is_below=False)  # "Commercial aircraft deliveries"
        is_below = heads_operation(above) or is_counted or bool(NAMED_SCALE.match(above) and _COUNTS_FIRST.match(above))
        is_named = names_operation(label.text, is_below=is_below, is_whole=not number.printed.places)
        return is_named or self._counts_persons(line) or self._is_above_all_money(number, line, place)

    def _counts_persons(self, line: int) -> bool:
        """Say whether a row counts persons among operating data: "Dealer customers" beside what these sell for.

        Below "Revenues:" they are those who paid.
        """
        row = self.section.rows[line]
        is_operating = any(heads_operation(text) for text in (*self.section.captions[-_NEXT:], *row.path[-1:]))
        is_of_money = names_money(row.label.text) or any(names_money(text) for text in row.path[-1:])
        return is_operating and not is_of_money and _PERSONS.search(row.label.text) is not None

    def _leads_from_money(self, line: int) -> bool:
        """Say whether a row goes on from an opening balance that is marked as money: a roll-forward has no other."""
        opening = next((row for row in reversed(self.section.rows[:line]) if row.label.moment is not None), None)
        if opening is None or opening.label.moment != "opening":
            return False
        return any(number.printed.currency for number in opening.row.numbers)

    def _is_above_all_money(self, number: Number, line: int, place: int) -> bool:
        """Say whether a whole number is many times all money that its column marks, and its label names no money."""
        value, label = number.printed.value, self.section.rows[line].label.text
        if value is None or number.printed.places or self.section.columns[place].quantity.scale is None:
            return False
        marked = self._marked.get(place)
        is_known = names_money(label) or guess_nature(label).lead("money") > _NAMED
        return marked is not None and abs(value) > _MANY_TIMES * marked and not is_known

    def _is_below_things(self, number: Number, line: int, place: int) -> bool:
        """Say whether the heading right above counts things: "Tons shipped (thousands)" above products.

        Columns headed by what these are worth count nothing: "Homes | Value" above "Homes closed:".
        """
        path, label = self.section.rows[line].path, self.section.rows[line].label
        says_money = number.printed.currency or number.printed.is_percent or label.quantity.currency
        if not path or says_money or _DOLLARS_ALONE.fullmatch(self.section.columns[place].head):
            return False
        names_things = _COUNTED_BELOW.match(path[-1]) or _SCALED_THINGS.search(path[-1])
        return read_label(path[-1]).is_thing or names_things is not None

    def _counts_last(self, number: Number, line: int) -> bool:
        """Say whether a label ends in what is counted: "Contract drilling rig fleet", "Subscribers (in thousands)"."""
        label = self.section.rows[line].label
        if number.printed.currency or number.printed.is_percent:
            return False
        if label.quantity.scale is not None and label.quantity.currency is None and _COUNTS_FIRST.match(label.text):
            return True
        return bool(_COUNTS_LAST.search(label.text)) and not _OF_MONEY.search(label.text)

    def _stands_between_per_share(self, line: int) -> bool:
        """Say whether unmarked rows of cents lead from a row above to a row below that are per share."""
        return all(
            self._leads_to_per_share(range(*steps)) for steps in ((line - 1, -1, -1), (line + 1, len(self.marks)))
        )

    def _leads_to_per_share(self, lines: range) -> bool:
        for line in lines:
            row = self.section.rows[line]
            if row.label.per and row.row.numbers:
                return True
            if any(
                number.printed.currency or number.printed.places != _CENTS
                for number in row.row.numbers
                if not number.printed.is_nil
            ):
                return False
        return False

    def _is_of_one_share(self, number: Number, line: int) -> bool:
        """Say whether the rows around a row of cents tell that it is per share."""
        if number.printed.places > 1 and (self._stands_between_per_share(line) or self._is_dividend(number, line)):
            return True
        return (number.printed.places > 1 or number.printed.is_nil) and self._follows_per_share(line)

    def _follows_per_share(self, line: int) -> bool:
        """Say whether a row of cents goes on below one per share, where all else is in whole thousands or millions.

        "Diluted EPS: Continuing .07", "Discontinued .05", "Net income .12" are one list.
        """
        if not self.thousands or not _has_cents(self.section.rows[line]):
            return False
        if names_operation(self.section.rows[line].label.text, is_below=False, is_whole=False):
            return False  # "Paid memberships 247.15"
        cents = takewhile(_has_cents, reversed(self.section.rows[:line]))
        return any(row.label.per or _STOCK_PRICE.search(row.label.text) for row in cents) and not any(
            number.printed.places and number.printed.value is not None and abs(number.printed.value) >= _LARGE
            for row in self.section.rows
            for number in row.row.numbers
        )

    def _weigh_shares(self, line: int, place: int) -> list[tuple[str, int]]:
        """Return what exact words weigh that say a figure counts shares."""
        label = self.section.rows[line].label
        if place in self.sharing or self.leaves_out:
            return [("shares", _SETTLED)]
        if not label.counts:
            return []
        is_said = bool(_NUMBER_OF_SHARES.search(label.full))
        heads = any(heads_shares(text) for text in self.section.rows[line].path[-1:])
        is_sure = heads or read_label(label.full).counts
        return [("shares", -_HEADED if self.sharing and not is_said else _SETTLED if is_sure else _HEADED)]

    def _is_bare_dividend(self, number: Number, line: int, place: int) -> bool:
        """Say whether a dividend of less than a thousand stands below a head with nothing but a currency: "Yen", "$".

        No company pays 60 yen to all its shares together.
        """
        printed, quantity = number.printed, self.section.columns[place].quantity
        is_whole = quantity.currency is not None and not quantity.scale and quantity.measure is None
        is_small = printed.value is not None and abs(printed.value) < _MOST_DIVIDEND and printed.scale is None
        label = self.section.rows[line].label
        is_named = _DIVIDENDS.search(label.text) or _DIVIDENDS.search(self.section.columns[place].wide)
        says_else = label.quantity.scale or printed.is_percent or label.is_ratio or label.counts
        is_in_full = printed.places or not self.context.scale or quantity.scale == 0
        return bool(is_whole and is_small and is_named and not says_else and is_in_full)

    def _is_dividend(self, number: Number, line: int) -> bool:
        """Say whether a row of cents is the dividend of a share: "Cash dividends declared .12" among thousands."""
        printed, label = number.printed, self.section.rows[line].label
        is_small = printed.value is not None and abs(printed.value) < _MOST_DIVIDEND and not printed.is_percent
        return (
            is_small
            and bool(_DIVIDENDS.search(label.text))
            and any(_PER_SHARES.search(text) for text in (*self.section.surroundings.captions, *self.section.captions))
        )

    def _is_ratio_below_percent(self, line: int, place: int) -> bool:
        """Say whether a ratio stands beside one that prints its sign, or below it under one heading.

        Banks need it: "Return on average assets 1.52 %" and below it "Efficiency ratio 41.42".
        """
        label, run = self.section.rows[line].label, self.marks[line].get(place)
        if label.is_ratio and (self._stands_beside_percent(line, place) or self._moves_in_points(line)):
            return True
        is_below = run is not None and run.within == "percent" and run.beside != "money"
        path = self.section.rows[line].path
        is_of_ratios = bool(path) and _OF_RATIOS.search(path[-1])  # "Operating margin" above the names of segments
        return is_below and (label.is_ratio or bool(is_of_ratios) or bool(_ONE_TO_OTHER.search(label.text)))

    def _stands_beside_percent(self, line: int, place: int) -> bool:
        """Say whether a ratio right above or below in the same column prints its per cent sign."""
        nearest = (other for other in (line - 1, line - 2, line + 1, line + 2) if self._is_marked_percent(other, place))
        return any(self.section.rows[other].label.is_ratio for other in nearest)

    def _is_earned_between_margins(self, line: int, place: int) -> bool:
        """Say whether a row tells what was earned between rows that both print per cent signs: "EBIT | 43.3".

        In a reconciliation of tax rates the first row and the last have signs, and "State income taxes" has none.
        """
        label, path = self.section.rows[line].label, self.section.rows[line].path
        if label.is_ratio or not _EARNED.search(label.text) or any(_OF_RATIOS.search(text) for text in path[-1:]):
            return False
        return all(self._is_marked_percent(other, place) for other in (line - 1, line + 1))

    def _is_marked_percent(self, line: int, place: int) -> bool:
        """Say whether the figure of a row in a column prints a per cent sign; there may be no such row."""
        return (line, place) in self.percents

    def _moves_in_points(self, line: int) -> bool:
        """Say whether a row tells its change in points: "Loss ratio | 63.8 | 71.4 | (7.6) pts"."""
        return any(number.printed.unit in _POINTS for number in self.section.rows[line].row.numbers)

    def _stands_between_shares(self, line: int) -> bool:
        """Say whether the rows next to a row count shares: "Effect of dilutive awards" between basic and diluted."""
        if share_scale_of(self.section.rows[line].path[-2:]):
            return True
        above = self.section.rows[max(0, line - _REACH) : line]
        below = self.section.rows[line + 1 : line + 1 + _REACH]
        is_between = all(any(row.row.numbers and _counts_shares(row) for row in side) for side in (above, below))
        return is_between and not any(run.beside for run in self.marks[line].values())

    def _signs(self, number: Number, line: int, place: int) -> list[tuple[str, int]]:
        """Return what currency and per cent marks weigh: the number's own, its row's, and its column's around it."""
        if number.printed.currency and not _EXCHANGE.search(self.section.rows[line].label.full):
            return [(kind, _IMPOSSIBLE) for kind in ("shares", "percent", "number", "time")]
        if number.printed.unit == "shares" or number.printed.unit in ("ads", "adss"):
            return [("shares", _SETTLED)]
        found: list[tuple[str, int]] = []
        run = self.marks[line].get(place)
        if run is not None:
            found += run.weigh()
            if self._is_earned_between_margins(line, place):
                found.append(("percent", -1200))
        if place in self.thousands:
            found.append(("percent", -_LARGE))
        return found

    def _sizes(self, line: int, place: int) -> list[tuple[str, int]]:
        """Return what decimal places and sizes of the row's numbers under heads of one kind weigh."""
        head = self.section.columns[place].head
        if (line, head) not in self._weights:
            self._weights[line, head] = self._weigh_sizes(line, head)
        return self._weights[line, head]

    def _weigh_sizes(self, line: int, head: str) -> list[tuple[str, int]]:
        alike = [
            number.printed
            for number, other in zip(self.section.rows[line].row.numbers, self.section.places[line], strict=True)
            if other is not None
            and self.section.columns[other].head == head
            and number.printed.value is not None
            and not number.printed.is_percent
        ]
        if not alike:
            return []
        places = max(printed.places for printed in alike)
        largest = max(abs(printed.value) for printed in alike if printed.value is not None)
        found: list[tuple[str, int]] = []
        if places == 0:
            found += [("perShare", -250), ("percent", -50)]
        elif places >= _CENTS:
            found += [("perShare", 150), ("shares", -150), ("number", -100)]
        else:
            found.append(("perShare", -100))
        if largest >= _LARGE and places == 0:
            found.append(("perShare", -2 * _SETTLED))
        if largest >= _LARGE:
            found += [("perShare", -500), ("percent", -500), ("time", -500)]
        return found


def _columns_of_thousands(section: Section) -> frozenset[int]:
    """Return the columns with figures of thousands."""
    return frozenset(
        place
        for _, place, printed in _prints(section)
        if place is not None and printed.value is not None and abs(printed.value) >= _LARGE and not printed.is_percent
    )


def _list_percents(section: Section) -> frozenset[tuple[int, int | None]]:
    """Return row and column of each figure that prints a per cent sign."""
    return frozenset((line, place) for line, place, printed in _prints(section) if printed.is_percent)


def _prints(section: Section) -> Iterator[tuple[int, int | None, Printed]]:
    """Yield row, column and print of each figure."""
    for line, places in enumerate(section.places):
        for number, place in zip(section.rows[line].row.numbers, places, strict=True):
            yield line, place, number.printed


def _heads_shares(column: Column, section: Section) -> bool:
    """Say whether the head of a column says that it counts shares."""
    if column.quantity.shares and not _is_room_rate(column, section.columns):
        return True
    if TRADED.search(column.text) or (read_label(_words_of(column)).counts and not column.quantity.per_share):
        return True
    return section.kind == "equity" and column.is_unmarked and _SHARE_COLUMN.fullmatch(column.head) is not None


def _is_room_rate(column: Column, columns: tuple[Column, ...]) -> bool:
    """Say whether "ADR" is the average daily rate of rooms, and no depositary receipt: RevPAR stands beside it."""
    return column.head.strip().upper() == "ADR" and any(_OF_ROOMS.search(other.head) for other in columns)


def _largest_money(section: Section) -> dict[int, Decimal]:
    """Return for each column the largest of its figures that are marked as money and are not of one thing."""
    found: dict[int, Decimal] = {}
    for line, place, printed in _prints(section):
        label, value = section.rows[line].label, printed.value
        is_money = printed.currency and not (label.per or OF_ONE.search(label.full))
        if place is not None and value is not None and is_money:
            found[place] = max(found.get(place, abs(value)), abs(value))
    return found


def _has_cents(row: GroupedRow) -> bool:
    """Say whether a row has figures, all of them below a thousand and with two decimal places."""
    prints = [(each.printed, each.printed.value) for each in row.row.numbers if each.printed.value is not None]
    return bool(prints) and all(
        printed.places == _CENTS and abs(value) < _LARGE and not printed.is_percent for printed, value in prints
    )


def _words_of_prices(number: Number, label: RowLabel, title: str) -> list[tuple[str, int]]:
    """Return what cents weigh, and the words of the price or cost of one thing."""
    if number.printed.unit == "hundredth" or label.is_hundredth:
        return [("money", _SETTLED), ("perShare", _SETTLED + (_LARGE if label.per else 0))]
    if (_EXCHANGE.search(label.full) or _EXCHANGE.match(title)) and not number.printed.is_percent:
        return [("number", 2 * _SETTLED), ("money", -2 * _SETTLED)]
    if _PRICED.search(label.full) and not number.printed.is_percent:
        return [("money", _SETTLED)]
    return []


def _is_per_share_title(section: Section) -> bool:
    """Say whether a table is of earnings per share: its title says so, it gives no scale, its money has cents."""
    titles = section.captions[-_REACH:]
    prints = [
        number.printed
        for line in section.rows
        for number in line.row.numbers
        if number.printed.value is not None and not number.printed.is_percent
    ]
    return (
        any(_EPS_TITLE.search(text) and len(text) < _SHORT for text in titles)
        and not any(read_quantity(text).scale for text in titles)
        and bool(prints)
        and all(printed.places == _CENTS and printed.scale is None for printed in prints)
    )


def _guided_per_share(section: Section) -> frozenset[int]:
    """Return the rows of an outlook that are per share by their size: "Net income, diluted | $0.78 | $0.82".

    Nobody expects to earn 78 cents in all: where nothing gives a scale, and a row or title names earnings or funds
    from operations or what is diluted, amounts of less than a hundred with two decimal places are for one share.
    """
    is_ahead = section.is_forecast or any(column.quantity.is_forecast for column in section.columns)
    texts = (*section.captions[-_NEXT:], section.stub, *(line.label.full for line in section.rows if line.row.numbers))
    heads = (column.wide for column in section.columns)
    if not is_ahead or not any(_GUIDED.search(text) for text in (*texts, *heads)):
        return frozenset()
    if any(read_quantity(text).scale for text in (*section.captions[-_NEXT:], section.stub)):
        return frozenset()
    return frozenset(place for place, line in enumerate(section.rows) if _has_cents(line) and _is_of_earnings(line))


def _is_of_earnings(line: GroupedRow) -> bool:
    """Say whether a row without a scale may be per share: it states no price, cost or ratio of one thing."""
    label = line.label
    says_else = bool(label.is_ratio or label.quantity.scale or label.is_thing or label.is_count)
    is_of_thing = is_of_one_thing(label.full) or PER_THING.search(label.full) or _OF_A_THING.search(label.full)
    prints = [number.printed for number in line.row.numbers if number.printed.value is not None]
    is_small = all(abs(printed.value) < _HUNDRED for printed in prints if printed.value is not None)
    is_plain = all(printed.scale is None and printed.unit is None for printed in prints)
    return is_small and is_plain and not says_else and not is_of_thing


def is_of_one_thing(label: str) -> bool:
    """Say whether a label is of what one thing brings or costs: "Revenue per equivalent admission", "Cost per ton"."""
    return OF_ONE.search(label) is not None or _PRICED.search(label) is not None


def lists_left_out(section: Section) -> bool:
    """Say whether the line next to a table calls its rows anti-dilutive, and no figure of it is marked as money."""
    captions = section.surroundings.captions[-_NEXT:]
    return any(_LEFT_OUT.search(text) for text in captions) and not _prints_money(section)


def _prints_money(section: Section) -> bool:
    """Say whether a figure is marked as money."""
    return any(number.printed.currency for line in section.rows for number in line.row.numbers)


def _is_per_share_body(section: Section) -> bool:
    """Say whether a body gives amounts per share throughout, as a reconciliation from one per-share figure to another.

    Its first and last rows say "per share", no row with a currency mark says anything else, and no head has a scale.
    """
    rows = [line.row for line in section.rows if line.row.numbers]
    if (
        len(rows) < _SEVERAL
        or any(column.quantity.scale for column in section.columns)
        or not all(read_label(row.label).per for row in (rows[0], rows[-1]))
    ):
        return False
    marked = (row for row in rows if any(number.printed.currency for number in row.numbers))
    return all(read_label(row.label).per for row in marked)


def _counts_shares(row: GroupedRow) -> bool:
    return bool(row.label.counts) or guess_nature(row.label.text).lead("shares") > _SURE


def _words_of(column: Column) -> str:
    return column.head if column.outer in ("", column.head) else f"{column.outer} {column.head}"


def _is_of_things(section: Section) -> bool:
    """Say whether a table without any mark of money weighs or counts things by a third of its rows.

    None of them may be of money. Tables of shipments need it, where "Sheet" and "Bars" stand below "Total shipments"
    and say nothing themselves.
    """
    says_money = any(one.currency for one in _said(section))
    if section.kind != "other" or says_money or _prints_money(section):
        return False
    rows = [line for line in section.rows if line.row.numbers and not line.label.is_ratio]
    if any(names_money(line.label.text) or line.label.per for line in rows):
        return False
    of_things = [
        line for line in rows if line.label.is_thing or any(map(names_thing, (line.label.text, *line.path[-1:])))
    ]
    return bool(of_things) and _THIRD * len(of_things) >= len(rows)


def _unmarked_things(section: Section) -> frozenset[int]:
    """Return the rows below headings of things where no figure is marked as money, as first rows of all others are.

    "Factory sales of cars and trucks" stands above "Sales and revenues", which begins with "$ 24,437".
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for place, line in enumerate(section.rows):
        if line.row.numbers:
            groups.setdefault(line.path, []).append(place)
    marked = {path for path, lines in groups.items() if _is_marked(section.rows[lines[0]])}
    bare = [path for path, lines in groups.items() if not any(_is_marked(section.rows[one]) for one in lines)]
    things = [path for path in bare if path and names_thing(path[-1])]
    if len(marked) < _SEVERAL or len(marked) + len(things) < len(groups):
        return frozenset()
    return frozenset(place for path in things for place in groups[path])


def _is_marked(line: GroupedRow) -> bool:
    return any(number.printed.currency for number in line.row.numbers)


def _is_of_percents(section: Section) -> bool:
    """Say whether per cent signs stand in the first row only, as marks of money would.

    "Comparable sales change (4.4)%" above "Number of transactions (1.7)": no currency mark, no scale, no figure of a
    hundred, and as many decimal places in each.
    """
    rows = [line for line in section.rows if line.row.numbers]
    prints = [[each.printed for each in line.row.numbers if each.printed.value is not None] for line in rows]
    if len(rows) < _SEVERAL or not prints[0] or not all(printed.is_percent for printed in prints[0]):
        return False
    rest = [printed for line in prints[1:] for printed in line]
    is_plain = all(printed.unit is None and printed.scale is None for printed in rest)
    is_small = all(abs(printed.value) < _HUNDRED for printed in rest if printed.value is not None)
    is_alike = {printed.places for printed in rest} == {prints[0][0].places} and prints[0][0].places > 0
    return _says_no_money(section) and bool(rest) and is_plain and is_small and is_alike


def _says_no_money(section: Section) -> bool:
    """Say whether a table that is no statement has neither in its title nor in heads or figures a mark of money."""
    says = any(one.currency or one.scale is not None for one in _said(section))
    return section.kind == "other" and not says and not _prints_money(section)


def _said(section: Section) -> list[Quantity]:
    """Return what the title, the stub's head and the heads of columns say of quantities."""
    texts = (*section.captions[-_NEXT:], section.stub)
    return [*map(read_quantity, texts), *(column.quantity for column in section.columns)]


def _is_without_marks(section: Section) -> bool:
    """Say whether a table that is no statement has neither in figures nor in heads a currency mark or a scale."""
    heads = (column.quantity for column in section.columns)
    is_headed = any(head.currency or head.scale is not None or head.is_percent for head in heads)
    return section.kind == "other" and not is_headed and not _prints_money(section)
