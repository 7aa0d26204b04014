"""What the numbers of a section measure, solved as one problem: unit, power of ten and kind of measure.

Prints that say it themselves (per cent, basis points, Gbps) settle it. For the rest, money, shares, amounts per share,
percentages, plain numbers and times are weighed for all cells of a row that stand under heads of one kind together: by
what label and head name, by currency and per cent marks in the row and in the column (a mark on the first and the last
row holds for those between), by decimal places and size. All weights are hundredths of a logit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.language.currency import CURRENCY_MARK, currencies, unknown_currency
from gaapgraph.language.nature import KINDS, guess_nature
from gaapgraph.language.quantity import Quantity, read_quantity
from gaapgraph.language.span import strip_period
from gaapgraph.language.words import alternatives, counted
from gaapgraph.model import PURE, SHARES, Unit, count_unit, currency_unit
from gaapgraph.reader.table.group import counted_rows
from gaapgraph.reader.table.mark import MarkRun, runs_of_marks
from gaapgraph.reader.table.row import is_year
from gaapgraph.reader.table.scale import share_scale_of
from gaapgraph.reader.table.stub import RowLabel, read_label
from gaapgraph.reader.table.surroundings import far_scale
from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from gaapgraph.language.numeral import Printed
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.group import GroupedRow
    from gaapgraph.reader.table.row import BodyRow, Number
    from gaapgraph.reader.table.section import Section

__all__ = ["Measured", "foreign_words", "is_exact_count", "solve_units"]

_SEVERAL = 2
_CENTS = 2  # places of an amount to the cent

_RATES = frozenset(unit for unit, _ in counted("rate").values())
_BASIS = frozenset({"bps", "bp", "basis points"})
_POINTS = frozenset({"pts", "pt", "pp", "points", "percentage points"})
_TIMES = frozenset({"x", "times"})
_NUMBER_OF = re.compile(rf"\bnumber\s+of\s+(?:\w+\s+)*(?P<word>{alternatives(counted('number'))})\b", re.IGNORECASE)
_THINGS = re.compile(
    r"^\(?(?:number|no\.|#|units?|persons|days|[kMGT]Wh|tonnes|tons|sq\.?\s?(?:ft|m)\.?)\)?$|^\(?(?:in\s+)?(?:thousands?|millions?|k|m)\)?$",
    re.IGNORECASE,
)
_NUMBER_CELL = re.compile(r"^\(?(?:number|no\.|#|units?|persons)\)?$", re.IGNORECASE)
# Titles of tables that count: "Number of employees", "Restaurant counts", "Store count"
_NUMBERS = re.compile(
    r"\bnumber\s+of\b|^\W*(?:\w+\s+){0,2}(?:membership|enrol(?:l)?ment|subscribers|headcount|customers|employees|carloads|shipments|deliveries|volumes?|passengers|TEUs?)\s*(?:\(in\s+\w+\)\W*)?$|\b(?:restaurant|store|shop|unit|property|hotel|branch|fleet|rig|vessel|dealer|club|clinic|customer|employee|site)s?\s+counts?\b",
    re.IGNORECASE,
)
_OF_ONE = re.compile(r"\b(?:per|average|each|price|ARPU|ASP|RevPAR)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:whole|actual)\s+(?:dollars|euros)\b|\(\s*in\s+(?:dollars|euros|yen)\b|\(\s*in\s+[$€£¥]", re.IGNORECASE
)
_PHYSICAL = re.compile(r"[kMGT]Wh?\b|\b(?:square|sq|tons|tonnes|ounces|barrels|boe|days)\b", re.IGNORECASE)
_PRICE = re.compile(
    r"\b(?:grant|exercise|weighted|average)\b.*\b(?:price|fair\s+value)\b|\bprice\s+(?:paid\s+)?per\b", re.IGNORECASE
)
_TERM = re.compile(r"\(\s*(?:in\s+)?(?:years|months)\s*\)|\bin\s+(?:years|months)\b", re.IGNORECASE)
_COUNTS_FIRST = re.compile(
    r"^\W*(?:total\s+|average\s+|active\s+|paying\s+)*(?:customers|subscribers|members|memberships|employees|users|stores"
    r"|restaurants|locations|vehicles|deliveries|visits|guests|passengers|departures)\b(?!.*\b(?:deposits|receivables?"
    r"|payables?|relationships|revenues?|costs?|expenses?)\b)",
    re.IGNORECASE,
)
_COUNTS_LAST = re.compile(
    r"\b(?:rigs?|rig\s+fleet|(?:operating|flight|billable|drilling)\s+(?:hours|days)|departures|wells|vessels|seats|flights)\W*$"
    r"|\b(?:calendar|voyage|charter|operating|available|revenue|market)\s+days\b",
    re.IGNORECASE,
)
_NAMED_SCALE = re.compile(r"^\w[\w\s-]*\((?:in\s+)?(?:thousands|millions|billions)\)\W*$", re.IGNORECASE)
_OF_MONEY = re.compile(
    r"\b(?:revenues?|costs?|expenses?|incomes?|loss(?:es)?|gains?|payments?|purchases?|proceeds|acquisitions?|sales?|investments?"
    r"|depreciation|impairments?|deposits?|advances?|property|rates?|value|construction|additions?)\b",
    re.IGNORECASE,
)
# Prices of one thing, which no scale of the table multiplies: "Gross profit per ton", "Netback ($/boe)", "Dayrate".
_PER_THING = re.compile(
    rf"""\bper\s+(?:(?:metric|short|long|gross|operating|available|occupied)\s+)?(?:ton(?:ne)?|barrel|bbl|boe|mcfe?
    |mmbtu|gj|ounce|pound|square\s+f(?:oo|ee)t|sq\.?\s?ft\.?|day|customer|subscriber|user|room|unit|home|vessel|gallon|MWh|kWh)s?\b
    |(?:{CURRENCY_MARK}|\b[A-Z]{{3}})\s?/\s?(?:d(?:ay)?|bbl|boe|mcfe?|mmbtu|gj|oz|lb|t|ton(?:ne)?|unit|MWh|kWh|gal(?:lon)?|sq\.?\s?(?:ft|m))\b
    |\bday[\s-]?rates?\b|\b(?:TCE|charter)\s+rates?\b|\bRevPAR\b|^\W*ADR\W*$|\baverage\s+daily\s+(?:room\s+)?rate\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Times are told by words of time; "Profit for the period" is none.
_OF_TIME = re.compile(r"\b(?:years?|months?|term|life|lives|maturity|duration|age|tenor|days)\b", re.IGNORECASE)
# Physical amounts share a scale that a caption gives without a currency: "(in millions, unless otherwise noted)".
_BULK = re.compile(r"\b(?:tons|tonnes|barrels|gallons|cubic\s+yards|ounces|pounds|[kMGT]Wh)\b", re.IGNORECASE)
_BARE_SCALE = re.compile(r"^\W*in\s+(?:thousands|millions|billions)\b", re.IGNORECASE)
_SHARE_WORD = re.compile(
    r"\b(?:shares?|ADSs?|units?|options?|awards?|RSUs?|PSUs?|stock|EPS|dividends?|equity)\b", re.IGNORECASE
)
_SHARES_OF = ("ratio", "shareOfRevenue", "shareOfAssets")
# Reports list the trading plans of directors, in shares one by one whatever the other tables are in.
_TRADED = re.compile(r"\b(?:shares|securities)\b.*\bto\s+be\s+(?:sold|purchased)\b", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"\b(?:anti-?dilutive|potentially\s+dilutive)\b|\bexcluded\s+from\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:calculations?|computations?)\b.{0,60}\bper\s+share\b",
    re.IGNORECASE,
)
_NEXT = 2
_NUMBER_OF_SHARES = re.compile(r"\bnumber\s+of\s+(?:\w+\s+)?shares\b", re.IGNORECASE)
_SHARE_COLUMN = re.compile(r"\W*(?:(?:common|treasury|ordinary|preferred)\s+)?shares\W*", re.IGNORECASE)
_YEAR_OF = re.compile(r"\byears?\s+of\b", re.IGNORECASE)
_MONTHS_OF = re.compile(r"\bmonths?\b", re.IGNORECASE)
_DIVIDENDS = re.compile(
    r"\b(?:dividends?|book\s+value)\b(?!.*\b(?:paid\s+to|payable|ratio|yield|payout)\b)", re.IGNORECASE
)
_PER_SHARES = re.compile(r"\bper[\s-]+(?:common\s+)?share\b", re.IGNORECASE)
_MOST_DIVIDEND = 1000
_IMPOSSIBLE = -5000
_SETTLED = 2000
_HEADED = 450
_LARGE = 1000
_CENTS = 2
_SHORT = 80
_SURE = 150
_REACH = 4
_MOST_SCALED = 1_000_000


NO_CURRENCY = "XXX"  # ISO 4217: no currency; better than one that was not said


def foreign_words(section: Section) -> str | None:
    """Return the words by which the captions of a section name a currency that is not known."""
    for text in reversed((*section.surroundings.captions, *section.captions)):
        words = unknown_currency(text)
        if words is not None:
            return words
        if currencies(text):
            return None
    return None


@dataclass(frozen=True, slots=True)
class Measured:
    """Unit, power of ten, and kind of measure of one number."""

    unit: Unit
    exponent: int
    measure: str | None


def solve_units(section: Section, context: Context) -> tuple[tuple[Measured | None, ...], ...]:
    """Return for each number of each row what it measures; None where it stands in no column of figures.

    Args:
        section: Rows, columns and captions.
        context: What is known of the document.
    """
    problem = _Problem.of(section, context)
    return tuple(
        tuple(
            None if place is None or problem.is_term(place) else problem.measure(number, line, place)
            for number, place in zip(section.rows[line].row.numbers, places, strict=True)
        )
        for line, places in enumerate(section.places)
    )


_EPS_TITLE = re.compile(
    r"\b(?:EPS|(?:earnings|income|loss)\s+per\s+(?:common\s+|diluted\s+|basic\s+)*share)\b", re.IGNORECASE
)


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


def _lists_left_out(section: Section) -> bool:
    """Say whether the line next to a table calls its rows anti-dilutive, and no figure of it is marked as money."""
    return any(_LEFT_OUT.search(text) for text in section.surroundings.captions[-_NEXT:]) and not any(
        number.printed.currency for line in section.rows for number in line.row.numbers
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    """The evidence of a whole section.

    Attributes:
        counts_things: The nearest caption says "number of".
        counted: Rows that count what the rows around them count, with the label of one of those.
        is_per_share: It reconciles amounts per share, though not every row says so.
        marks: For each row and column which marks the column has around it.
        heads: For each column what its head names.
        share_scale: Power of ten of share counts, where captions set them apart.
        scale: Power of ten of amounts whose heads and titles give none.
        sharing: Columns whose heads say that they count shares.
        leaves_out: It lists what was left out of diluted shares, and nothing in it is marked as money.
        thousands: Columns with figures of thousands, which are no percentages though some rows among them are.
    """

    section: Section
    context: Context
    counts_things: bool
    counted: dict[int, str]
    is_per_share: bool
    marks: tuple[dict[int, MarkRun], ...]
    heads: tuple[tuple[int, ...], ...]
    share_scale: int | None
    scale: int | None
    sharing: frozenset[int]
    thousands: frozenset[int]
    leaves_out: bool
    _weights: dict[tuple[int, str], list[tuple[str, int]]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, section: Section, context: Context) -> _Problem:
        """Return the evidence of a section."""
        zero = (0,) * len(KINDS)
        far = far_scale(section.surroundings.captions)
        return cls(
            section=section,
            context=context,
            counts_things=any(_NUMBERS.search(text) for text in section.captions[-1:]),
            counted=counted_rows([line.row for line in section.rows]),
            is_per_share=_is_per_share_body(section) or _is_per_share_title(section),
            marks=runs_of_marks(section),
            heads=tuple(
                guess_nature(_words_of(column)).kinds if column.head and column.quantity.measure is None else zero
                for column in section.columns
            ),
            share_scale=share_scale_of((*section.surroundings.captions, *section.captions)),
            scale=context.scale if far is None else far,
            leaves_out=_lists_left_out(section),
            thousands=frozenset(
                place
                for line, places in enumerate(section.places)
                for number, place in zip(section.rows[line].row.numbers, places, strict=True)
                if place is not None
                and number.printed.value is not None
                and abs(number.printed.value) >= _LARGE
                and not number.printed.is_percent
            ),
            sharing=frozenset(
                place
                for place, column in enumerate(section.columns)
                if column.quantity.shares
                or _TRADED.search(column.text)
                or (section.kind == "equity" and column.is_unmarked and _SHARE_COLUMN.fullmatch(column.head))
                or (read_label(_words_of(column)).counts and not column.quantity.per_share)
            ),
        )

    @property
    def title(self) -> str:
        """The line right above the section, where it is short enough for a title."""
        return next((text for text in self.section.captions[-1:] if len(text) < _SHORT), "")

    def is_term(self, place: int) -> bool:
        """Say whether a column gives the remaining term of what its row names, beside amounts: no figure of its own."""
        column = self.section.columns[place]
        return bool(_TERM.search(column.text)) and any(
            other.is_amount and not _TERM.search(other.text) for other in self.section.columns
        )

    def measure(self, number: Number, line: int, place: int) -> Measured:
        """Return what a number measures."""
        row, label = self.section.rows[line].row, self.section.rows[line].label
        printed, column = number.printed, self.section.columns[place]
        own = read_quantity(row.unit).over(label.quantity) if row.unit else label.quantity
        measure = column.quantity.measure
        if printed.unit in _BASIS | _POINTS or (column.quantity.is_points and not printed.is_percent):
            is_basis = printed.unit in _BASIS or (printed.unit is None and _says_basis(column.text))
            return Measured(PURE, -4 if is_basis else -2, "change")
        if printed.unit in _TIMES or row.unit.strip("()").lower() in _TIMES:
            return Measured(PURE, 0, "ratio")
        if printed.is_percent or ((column.quantity.is_percent or own.is_percent) and not printed.currency):
            return Measured(PURE, -2, _percent_measure(column, self.section.rows[line], own, self.title))
        if printed.unit in counted("rate"):
            return Measured(*counted("rate")[printed.unit], measure)
        return self._amount(number, line, place, own)

    def _amount(self, number: Number, line: int, place: int, own: Quantity) -> Measured:
        row, label = self.section.rows[line].row, self.section.rows[line].label
        printed, column = number.printed, self.section.columns[place]
        measure = column.quantity.measure
        kind = self._kind(number, line, place, own)
        if kind == "percent":
            return Measured(PURE, -2, _percent_measure(column, self.section.rows[line], own, self.title))
        if kind == "time":
            return Measured(
                count_unit("months" if _MONTHS_OF.search(f"{label.text} {column.head}") else "years"), 0, measure
            )
        if kind == "number":
            things = (*self.section.captions[-2:], self.counted.get(line, ""), label.text)
            exponent = _thing_scale(printed, own, column, (*self.section.captions, *self.section.rows[line].path)[-1:])
            exponent = exponent or self._bulk_scale(printed, label)
            return Measured(_counted_unit(" ".join(things).lower()), exponent, measure)
        scale = _scale(printed, own, column.quantity, row)
        if kind == "shares":
            is_ads = "ADS" in (label.counts, column.quantity.shares) or printed.unit in ("ads", "adss")
            return Measured(
                count_unit("ADS") if is_ads else SHARES, self._count_scale(scale, line, column, printed), measure
            )
        code = self._currency(number, line, place, own)
        measure = None if measure in _SHARES_OF else measure
        hundredth = -2 if printed.unit == "hundredth" or _is_hundredth(row, label, column) else 0
        if _PER_THING.search(label.full) or (kind == "perShare" and not self._speaks_of_shares(line, column)):
            return Measured(currency_unit(code), (printed.scale or 0) + hundredth, measure)
        if kind == "perShare":
            per = label.per or column.quantity.per_share or "shares"
            return Measured(_per(code, per), (printed.scale or 0) + hundredth, measure)
        if hundredth:
            return Measured(currency_unit(code), hundredth, measure)
        if printed.places and not printed.currency and column.quantity.currency is None and _is_plain_ratio(label):
            return Measured(PURE, 0, "ratio")
        if scale is None and not self._is_whole(printed, label):
            scale = self.scale
        return Measured(currency_unit(code), scale or 0, measure)

    def _bulk_scale(self, printed: Printed, label: RowLabel) -> int:
        """Return the scale of tons and barrels with decimals below a caption that scales whatever the table holds."""
        if not printed.places or printed.is_percent or not _BULK.search(label.full):
            return 0
        texts = [text for text in self.section.captions if _BARE_SCALE.match(text)]
        return (read_quantity(texts[-1]).scale or 0) if texts else 0

    def _currency(self, number: Number, line: int, place: int, own: Quantity) -> str:
        row, label = self.section.rows[line].row, self.section.rows[line].label
        column = self.section.columns[place]
        code = number.printed.currency or own.currency or column.quantity.currency or self._fallback()
        if label.units and place < len(label.units):
            code = currencies(label.units[place])[0]
        evidence = (number.text, row.label, row.unit, column.text, *self.section.captions)
        return self.context.in_own_dollars(code, *evidence)

    def _fallback(self) -> str:
        """Return the currency of amounts that say none: the document's, unless a caption names one nobody knows."""
        return NO_CURRENCY if foreign_words(self.section) else self.context.currency or "USD"

    def _kind(self, number: Number, line: int, place: int, own: Quantity) -> str:
        """Return the kind of thing that has the most evidence, for all cells of a row under heads of one kind."""
        scores = dict.fromkeys(KINDS, 0)
        for kind, word, head in zip(KINDS, self.section.natures[line].kinds, self.heads[place], strict=True):
            scores[kind] += word + head
        for kind, weight in (
            *self._words(number, line, place, own),
            *self._signs(number, line, place),
            *self._sizes(line, place),
        ):
            scores[kind] += weight
        return max(KINDS, key=lambda kind: (scores[kind], -KINDS.index(kind)))

    def _words(self, number: Number, line: int, place: int, own: Quantity) -> list[tuple[str, int]]:
        """Return what exact words of label, head and caption weigh."""
        label, column = self.section.rows[line].label, self.section.columns[place]
        quantity = column.quantity
        found: list[tuple[str, int]] = []
        alone = read_label(label.full)
        if label.per or quantity.per_share:
            found.append(("perShare", _SETTLED if alone.per or quantity.per_share else _HEADED))
            found.append(("perShare", 400 if number.printed.places == _CENTS else 0))
        elif _PRICE.search(column.head):
            found.append(("perShare", 700))
        if place in self.sharing or self.leaves_out:
            found.append(("shares", _SETTLED))
        elif label.counts:
            is_said = bool(_NUMBER_OF_SHARES.search(label.full))
            weight = -_HEADED if self.sharing and not is_said else _SETTLED if alone.counts else _HEADED
            found.append(("shares", weight))
        if number.printed.places > 1 and (self._stands_between_per_share(line) or self._is_dividend(number, line)):
            found.append(("perShare", _SETTLED))
        if label.is_ratio and number.printed.places and self._stands_beside_percent(line, place):
            found.append(("percent", _SETTLED))
        if self._stands_between_shares(line):
            found.append(("shares", 700))
        if label.amounts and not label.counts and not _COUNTS_FIRST.match(label.text):
            found.append(("money", 800))
        if self.is_per_share and (number.printed.places > 1 or number.printed.is_nil):
            found.append(("perShare", _SETTLED))
        if _TERM.search(label.full) or _TERM.search(column.text):
            found.append(("time", _SETTLED))
        elif not any(_OF_TIME.search(text) for text in (label.full, column.wide, *self.section.rows[line].path)):
            found.append(("time", _IMPOSSIBLE))
        if own.currency:
            found += [("money", 600), ("perShare", 300)]
        if quantity.currency:
            found.append(("money", 200))
        run = self.marks[line].get(place)
        # What moves equity between rows of money is money, though its label says "Common stock issued".
        if self.section.kind == "equity" and run is not None and run.above == run.below == "money":
            found.append(("money", _HEADED))
        return [*found, *self._words_of_things(number, line, place)]

    def _words_of_things(self, number: Number, line: int, place: int) -> list[tuple[str, int]]:
        """Return what exact words weigh that say a figure counts things: stores, rigs, persons."""
        row, label = self.section.rows[line].row, self.section.rows[line].label
        column = self.section.columns[place]
        quantity = column.quantity
        found: list[tuple[str, int]] = []
        if _THINGS.match(row.unit) or line in self.counted:
            found.append(("number", _SETTLED))
        if _YEAR_OF.search(label.text) and is_year(number.text):
            found.append(("number", _SETTLED))
        if (
            (label.is_number and not label.counts)
            or label.is_thing
            or read_label(column.text).is_thing
            or self._counts_last(number, line)
        ):
            found.append(("number", _SETTLED))
        elif label.is_count and quantity.currency is None:
            run = self.marks[line].get(place)
            is_among_money = run is not None and "money" in (run.above, run.below, run.beside)
            names_things = bool(_COUNTS_FIRST.match(label.text))
            found.append(("number", 1000 if names_things else 250 if is_among_money else 700))
        is_of_things = quantity.thing_scale is not None and quantity.scale is None and quantity.currency is None
        if is_of_things and not number.printed.places:
            found.append(("number", 1000))
        is_scaled = quantity.scale is not None and not _NAMED_SCALE.match(self.title)
        # "Carloads (in thousands)" counts whatever the caption above says of dollars
        says_money = quantity.currency is not None and not (
            _NAMED_SCALE.match(self.title) and label.quantity.currency is None and number.printed.currency is None
        )
        if self.counts_things and not says_money and not is_scaled:
            found.append(("number", _SETTLED if self.title else 1000))
        names_nothing = not strip_period(label.text, self.context.calendar)
        if names_nothing and column.is_unmarked and quantity.scale is None and quantity.currency is None:
            found.append(("number", 700))
        return found

    def _speaks_of_shares(self, line: int, column: Column) -> bool:
        row = self.section.rows[line]
        if any(other.label.per for other in self.section.rows):
            return True
        texts = (row.label.full, column.wide, *row.path, *self.section.captions, *self.section.surroundings.captions)
        return any(_SHARE_WORD.search(text) for text in texts)

    def _counts_last(self, number: Number, line: int) -> bool:
        """Say whether a label ends in what is counted: "Contract drilling rig fleet", "Departures"."""
        label = self.section.rows[line].label
        if number.printed.currency or number.printed.is_percent:
            return False
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

    def _is_dividend(self, number: Number, line: int) -> bool:
        """Say whether a row of cents is the dividend of a share: "Cash dividends declared .12" among thousands."""
        printed, label = number.printed, self.section.rows[line].label
        is_small = printed.value is not None and abs(printed.value) < _MOST_DIVIDEND and not printed.is_percent
        return (
            is_small
            and bool(_DIVIDENDS.search(label.text))
            and any(_PER_SHARES.search(text) for text in (*self.section.surroundings.captions, *self.section.captions))
        )

    def _stands_beside_percent(self, line: int, place: int) -> bool:
        """Say whether a ratio right above or below in the same column prints its per cent sign."""
        for other in (line - 1, line - 2, line + 1, line + 2):
            if 0 <= other < len(self.section.rows) and self.section.rows[other].label.is_ratio:
                for number, at in zip(self.section.rows[other].row.numbers, self.section.places[other], strict=True):
                    if at == place and number.printed.is_percent:
                        return True
        return False

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
        if number.printed.currency:
            return [(kind, _IMPOSSIBLE) for kind in ("shares", "percent", "number", "time")]
        if number.printed.unit == "shares" or number.printed.unit in ("ads", "adss"):
            return [("shares", _SETTLED)]
        found: list[tuple[str, int]] = []
        run = self.marks[line].get(place)
        if run is not None:
            found += run.weigh()
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

    def _count_scale(self, scale: int | None, line: int, column: Column, printed: Printed) -> int:
        label = self.section.rows[line].label
        if printed.scale is not None:
            return printed.scale
        for text in (label.text, column.head and column.wide):
            own = read_quantity(text).scale if text else None
            if own is not None:
                return own
        if column.quantity.share_scale is not None:
            return column.quantity.share_scale
        if scale is None and _TRADED.search(column.text):
            return 0
        heading = share_scale_of(self.section.rows[line].path[-2:])
        if heading is not None:
            return heading
        if self.share_scale is not None:
            return self.share_scale
        if "(shares)" in label.text.lower() or "(adss)" in label.text.lower():
            return 0
        if scale is None and printed.value is not None and abs(printed.value) < _MOST_SCALED:
            scale = self.scale
        return scale or 0

    def _is_whole(self, printed: Printed, label: RowLabel) -> bool:
        """Say whether money without a scale is what it prints: cents, the price of one thing, a table in dollars."""
        if printed.places > (0 if self.scale is None else 1) or _OF_ONE.search(label.text):
            return True
        return any(_WHOLE.search(text) for text in self.section.captions)


def _counts_shares(row: GroupedRow) -> bool:
    return bool(row.label.counts) or guess_nature(row.label.text).lead("shares") > _SURE


def _words_of(column: Column) -> str:
    return column.head if column.outer in ("", column.head) else f"{column.outer} {column.head}"


def _says_basis(text: str) -> bool:
    return bool(re.search(r"bps|basis", text, re.IGNORECASE))


def _percent_measure(column: Column, grouped: GroupedRow, own: Quantity, title: str) -> str | None:
    quantity, label = column.quantity, grouped.label
    if quantity.measure not in (None, "change"):
        return quantity.measure
    if quantity.is_percent and column.pair is not None and not own.is_percent:
        return quantity.measure
    return "growth" if quantity.measure == "change" or label.is_growth or _heads_growth(grouped, title) else "ratio"


_GROWTH_HEAD = re.compile(
    r"\b(?:growth(?:\s+rates?)?|increase|decrease|(?:%|per\s?cent(?:age)?)\s+change"
    r"|change\s+(?:from|vs\.?|versus|over))\b",
    re.IGNORECASE,
)


def _heads_growth(grouped: GroupedRow, title: str) -> bool:
    """Say whether the heading above a row of percentages calls them growth: "REVENUE GROWTH RATES", "% increase:"."""
    heading = grouped.path[-1] if grouped.path else title
    return bool(_GROWTH_HEAD.search(heading)) and not grouped.label.is_ratio


def _is_hundredth(row: BodyRow, label: RowLabel, column: Column) -> bool:
    return label.is_hundredth or any(read_label(text).is_hundredth for text in (row.unit, column.text) if text)


def _scale(printed: Printed, own: Quantity, quantity: Quantity, row: BodyRow) -> int | None:
    if printed.scale is not None:
        return printed.scale
    if own.scale is not None:
        return own.scale
    if own.currency and (row.unit or printed.places > 1):
        return 0
    return quantity.scale


def _per(code: str, per: str) -> Unit:
    return currency_unit(code).per(XBRLI.shares if per == "shares" else count_unit("ADS").numerator[0])


def _thing_scale(printed: Printed, own: Quantity, column: Column, path: tuple[str, ...]) -> int:
    for scale in (printed.scale, own.scale, own.thing_scale, column.quantity.thing_scale):
        if scale is not None:
            return scale
    if read_label(column.text).is_thing:
        return read_quantity(column.text).scale or 0
    # "Shipments (in millions)" above rows of tons
    return read_quantity(path[-1]).scale or 0 if path and _NAMED_SCALE.match(path[-1]) else 0


def _is_plain_ratio(label: RowLabel) -> bool:
    return label.is_ratio and bool(re.search(r"\bratio\b|\bturns?\b", label.text, re.IGNORECASE))


def _counted_unit(text: str) -> Unit:
    for word, (unit, _) in counted("label").items():
        if word in text:
            return unit
    match = _NUMBER_OF.search(text)
    return PURE if match is None else counted("number")[match["word"].lower()][0]


def is_exact_count(measured: Measured, places: int, row: BodyRow, label: RowLabel) -> bool:
    """Say whether a figure counts things one by one: contracts, shares or customers, but no average of them."""
    unit = measured.unit
    if unit.denominator or unit.currency or unit in _RATES or measured.exponent or places:
        return False
    if unit == PURE and (
        measured.measure is not None
        or not (label.is_count or _NUMBER_CELL.match(row.unit))
        or _PHYSICAL.search(label.text)
    ):
        return False
    return not re.search(r"\b(?:weighted|average)\b", row.label, re.IGNORECASE)
