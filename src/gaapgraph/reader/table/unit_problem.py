"""What the numbers of a section measure, solved as one problem: unit, power of ten and kind of measure.

Prints that say it themselves (per cent, basis points, Gbps) settle it; for the rest `unit_kind` weighs what they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern, recalling_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.language.currency import CURRENCY_SIGNS, PESOS, currencies, unknown_currency
from gaapgraph.language.numeral import PER_SHARE
from gaapgraph.language.quantity import Quantity, read_quantity
from gaapgraph.language.words import alternatives, counted
from gaapgraph.model import PURE, SHARES, Unit, count_unit, currency_unit
from gaapgraph.reader.table.computed import is_plain_growth
from gaapgraph.reader.table.operating import names_operation
from gaapgraph.reader.table.plain_ratio import is_bare_ratio, is_of_premiums, is_turns
from gaapgraph.reader.table.scale import excepted_words, is_excepted, share_scale_of
from gaapgraph.reader.table.share_size import divide_into_shares
from gaapgraph.reader.table.stub import RowLabel, read_label
from gaapgraph.reader.table.surroundings import far_scale
from gaapgraph.reader.table.unit_kind import NAMED_SCALE, PER_THING, TERM, TRADED, KindProblem, is_of_one_thing
from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from gaapgraph.language.numeral import Printed
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.group import GroupedRow
    from gaapgraph.reader.table.row import BodyRow, Number
    from gaapgraph.reader.table.section import Section

__all__ = ["Measured", "foreign_words", "is_exact_count", "solve_units", "solve_units_and_shares"]

_RATES = frozenset(unit for unit, _ in counted("rate").values())
_BASIS = frozenset({"bps", "bp", "basis points"})
_POINTS = frozenset({"pts", "pt", "pp", "points", "percentage points"})
_DOLLARS_IN = late_pattern(
    r"(?:\bdollars|[" + CURRENCY_SIGNS + r"])(?:\s+amounts)?\s+in\s+(?:thousands|millions)\b", re.IGNORECASE
)
# What a partnership pays and earns on each of its units: no price of a thing
_PER_UNIT = recalling_pattern(
    r"\b(?:distribut\w+|income|loss|earnings|cash\s+flows?|FFO|AFFO|NAV|asset\s+value)\b.*\bper\s+(?:\w+\s+){0,2}unit\b",
    re.IGNORECASE,
)
_IN_POINTS = recalling_pattern(r"\(\s*(?:in\s+)?(?:bps|basis\s+points)\s*\)\W*$", re.IGNORECASE)
# "in % of net sales" below an amount
_IN_PERCENT = recalling_pattern(r"^\W*(?:(?:as\s+(?:a\s+)?|in\s+)?(?:%|per\s?cent(?:age)?)\s+of)\b", re.IGNORECASE)
# Above the labels: "Percent change", "%"
_ALL_PERCENT = late_pattern(
    r"\W*(?:in\s+)?(?:%|per\s?cent(?:ages?)?)(?:\s+(?:changes?|growth|increase|increase\s*/?\s*\(?decrease\)?))?\W*",
    re.IGNORECASE,
)
# "Net debt/EBITDA, times"
_IN_TIMES = recalling_pattern(r"(?:,\s*|\(\s*)(?:in\s+)?(?:times|x)\s*\)?\W*$", re.IGNORECASE)
# "Net debt / EBITDA", "Net debt/Equity"
_OVER = recalling_pattern(
    r"\b(?:debt|leverage|liabilities|price|EV)\b[^/]*\s?/\s?[^/]*\b(?:EBITDA\w*|equity|capital|earnings|book)\b",
    re.IGNORECASE,
)
_TIMES = frozenset({"x", "times"})
_NUMBER_OF = late_pattern(rf"\bnumber\s+of\s+(?:\w+\s+)*(?P<word>{alternatives(counted('number'))})\b", re.IGNORECASE)
_NUMBER_CELL = late_pattern(r"^\(?(?:number|no\.|#|units?|persons)\)?$", re.IGNORECASE)
_OF_ONE = recalling_pattern(r"\b(?:per|average|daily|each|price|ARPP?U|ARPA|ASP|RevPAR)\b", re.IGNORECASE)
_WHOLE = recalling_pattern(
    r"\b(?:whole|actual)\s+(?:dollars|euros)\b|\(\s*(?:expressed\s+)?(?:in\s+)?(?:U\.?S\.?\s+)?(?:dollars|euros|yen)\b(?!\s+in\s+(?:thousands|millions|billions)\b)|\(\s*in\s+["
    + CURRENCY_SIGNS
    + r"]",
    re.IGNORECASE,
)
# Titles whose scale is of money: "Financial summary (in millions)" above stores and ratios
_OF_FINANCE = late_pattern(
    r"\b(?:financial|summary|highlights|statements?|results|income|earnings|balance|cash|revenues?|metrics|overview)\b",
    re.IGNORECASE,
)
# Whatever a caption scales: "Heating degree days", "Unit counts at period end"
_IN_FULL = late_pattern(
    r"\bdegree[\s-]days\b|\b(?:store|unit|restaurant|club|shop|branch|location|center)\s+counts?\b", re.IGNORECASE
)
_PHYSICAL = late_pattern(r"[kMGT]Wh?\b|\b(?:square|sq|tons|tonnes|ounces|barrels|boe|days)\b", re.IGNORECASE)
# Physical amounts share a scale that a caption gives without a currency: "(in millions, unless otherwise noted)".
_BULK = late_pattern(r"\b(?:tons|tonnes|barrels|gallons|cubic\s+yards|ounces|pounds|[kMGT]Wh)\b", re.IGNORECASE)
# Nobody has 247.15 members: below "(in millions except per share data)" these are millions
_MANY = late_pattern(
    r"\b(?:members(?:hips)?|subscribers|subscriptions|customers|users|accounts|households|connections|additions|buyers|sellers|consumers|visitors|visits)\b",
    re.IGNORECASE,
)
# Marketplaces scale all but percentages, persons too: "Key operating metrics (in thousands, except percentages)"
_ALL_SCALED = late_pattern(
    r"(?:^|\()\W*in\s+(?:thousands|millions),?\s+except\s+(?:for\s+)?(?:percent(?:age)?s?|%)(?:\s+(?:data|amounts|figures))?\s*\)?\W*$",
    re.IGNORECASE,
)
_BARE_SCALE = late_pattern(r"^\W*in\s+(?:thousands|millions|billions)\b", re.IGNORECASE)
_HEAD_SCALE = late_pattern(r"\((in\s+(?:thousands|millions|billions)\b[^()]*)\)", re.IGNORECASE)
_SHARE_WORD = recalling_pattern(
    r"\b(?:shares?|ADSs?|units?|options?|awards?|RSUs?|PSUs?|stock|EPS|dividends?|equity)\b", re.IGNORECASE
)
_SHARES_OF = ("ratio", "shareOfRevenue", "shareOfAssets")
_MONTHS_OF = late_pattern(r"\bmonths?\b", re.IGNORECASE)
_MOST_SCALED = 1_000_000
_MOST_PRINTED = 1_000_000_000
NO_CURRENCY = "XXX"  # ISO 4217: no currency; better than one that was not said
_GROWTH_HEAD = late_pattern(
    r"\b(?:growth(?:\s+rates?)?|increase|decrease|(?:%|per\s?cent(?:age)?)\s+change"
    r"|change\s+(?:from|vs\.?|versus|over))\b",
    re.IGNORECASE,
)


def foreign_words(section: Section, context: Context) -> str | None:
    """Return the words by which the captions of a section name a currency that is not known.

    "Million pesos" are those of the only country with some that the document names.
    """
    for text in reversed((*section.surroundings.captions, *section.captions)):
        words = unknown_currency(text)
        if words is not None:
            return None if words.lower() == "pesos" and context.currency in PESOS else words
        if currencies(text):
            return None
    return None


@frozen
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
    return solve_units_and_shares(section, context)[0]


def solve_units_and_shares(
    section: Section, context: Context
) -> tuple[tuple[tuple[Measured | None, ...], ...], int | None]:
    """Return what `solve_units` does, and the power of ten of share counts where the section itself divides by them."""
    problem = _Problem.of(section, context)
    measures = tuple(
        tuple(
            None if place is None or problem.is_term(place) else problem.measure(number, line, place)
            for number, place in zip(section.rows[line].row.numbers, places, strict=True)
        )
        for line, places in enumerate(section.places)
    )
    return measures, problem.divided


@frozen(kw_only=True)
class _Problem:
    """What is known of a whole section.

    Attributes:
        kinds: What kind of thing each number is.
        share_scale: Power of ten of share counts, where captions set them apart.
        scale: Power of ten of amounts whose heads and titles give none.
        divided: Power of ten of share counts by which income over shares is the amount per share.
        excepted: The words of each thing that captions except from their scale.
        has_amounts_per: A label of the section says of what one its amounts are.
    """

    section: Section
    context: Context
    kinds: KindProblem
    share_scale: int | None
    scale: int | None
    divided: int | None
    excepted: tuple[frozenset[str], ...]
    has_amounts_per: bool

    @classmethod
    def of(cls, section: Section, context: Context) -> _Problem:
        """Return what is known of a section."""
        far = far_scale(section.surroundings.captions)
        scale = context.scale if far is None else far
        kinds = KindProblem.of(section, context)
        return cls(
            section=section,
            context=context,
            kinds=kinds,
            share_scale=share_scale_of((*section.surroundings.captions, *section.captions)),
            scale=scale,
            divided=divide_into_shares(section, scale, kinds),
            excepted=excepted_words((*section.surroundings.captions, *_scale_lines(section))),
            has_amounts_per=any(line.label.per for line in section.rows),
        )

    def is_term(self, place: int) -> bool:
        """Say whether a column gives the remaining term of what its row names, beside amounts: no figure of its own."""
        column = self.section.columns[place]
        return bool(TERM.search(column.text)) and any(
            other.is_amount and not TERM.search(other.text) for other in self.section.columns
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
        says_times = _IN_TIMES.search(label.full) or (printed.places and _OVER.search(label.text) and not row.unit)
        is_in_times = says_times and not (printed.currency or printed.is_percent or own.scale or own.currency)
        if printed.unit in _TIMES or row.unit.strip("()").lower() in _TIMES or is_in_times:
            return Measured(PURE, 0, "ratio")
        is_percent = column.quantity.is_percent or own.is_percent
        if not is_percent and is_turns(label.text, printed):
            return Measured(PURE, 0, "ratio")
        if not is_percent and is_of_premiums(label.text, printed):
            return Measured(PURE, -2, "ratio")
        is_percent = is_percent or bool(_IN_PERCENT.match(label.full)) or self._is_of_percent(printed, column, own)
        if printed.is_percent or (is_percent and not printed.currency):
            return Measured(PURE, -2, _percent_measure(column, self.section.rows[line], own, self.kinds.title))
        if self._is_plain_growth(printed, line, column):
            return Measured(PURE, -2, "growth")
        in_points = _IN_POINTS.search(label.full) or _IN_POINTS.search(self.section.stub)
        if in_points and printed.unit is None and not printed.currency:
            return Measured(PURE, -4, "ratio")  # "Take rate (bps)"
        if printed.unit in counted("rate"):
            return Measured(*counted("rate")[printed.unit], measure)
        return self._amount(number, line, place, own)

    def _is_of_percent(self, printed: Printed, column: Column, own: Quantity) -> bool:
        """Say whether the words above the labels make all figures percentages: "Percent change", "%"."""
        if _ALL_PERCENT.fullmatch(self.section.stub.strip()) is None:
            return False
        head = read_quantity(column.text)
        return not any((head.currency, head.scale, own.currency, own.scale, own.thing_scale, printed.unit))

    def _is_plain_growth(self, printed: Printed, line: int, column: Column) -> bool:
        """Say whether a bare figure of a column of changes is growth: signs may stand in the first row only."""
        if column.quantity.measure != "change" or column.pair is None or column.pair[1] is None or printed.currency:
            return False
        numbers = zip(self.section.places[line], self.section.rows[line].row.numbers, strict=True)
        prints = {place: number.printed for place, number in numbers}
        return is_plain_growth(printed, prints.get(column.pair[0]), prints.get(column.pair[1]))

    def _amount(self, number: Number, line: int, place: int, own: Quantity) -> Measured:
        row, label = self.section.rows[line].row, self.section.rows[line].label
        printed, column = number.printed, self.section.columns[place]
        measure = column.quantity.measure
        kind = self.kinds.kind(number, line, place, own)
        if kind == "percent":
            return Measured(PURE, -2, _percent_measure(column, self.section.rows[line], own, self.kinds.title))
        if kind == "time":
            unit = count_unit("months" if _MONTHS_OF.search(f"{label.text} {column.head}") else "years")
            return Measured(unit, 0, measure)
        if kind == "number":
            return self._counted(printed, line, column, own)
        scale = self._scale_of(printed, line, column, own)
        if kind == "shares":
            is_ads = "ADS" in (label.counts, column.quantity.shares) or printed.unit in ("ads", "adss")
            return Measured(
                count_unit("ADS") if is_ads else SHARES, self._count_scale(scale, line, column, printed), measure
            )
        code = self._currency(number, line, place, own)
        measure = None if measure in _SHARES_OF else measure
        hundredth = -2 if printed.unit == "hundredth" or _is_hundredth(row, label, column) else 0
        is_of_thing = printed.unit != PER_SHARE and self._is_of_thing(printed, line, column)
        is_of_share = printed.unit == PER_SHARE or line in self.kinds.guided or self._speaks_of_shares(line, column)
        if is_of_thing or (kind == "perShare" and not is_of_share):
            return Measured(currency_unit(code), (printed.scale or 0) + hundredth, measure)
        if kind == "perShare":
            per = label.per or column.quantity.per_share or "shares"
            return Measured(_per(code, per), (printed.scale or 0) + hundredth, measure)
        if hundredth:
            return Measured(currency_unit(code), hundredth, measure)
        if printed.places and not printed.currency and column.quantity.currency is None and _is_plain_ratio(label):
            return Measured(PURE, 0, "ratio")
        if is_bare_ratio(label.text, printed):  # whatever the caption says of money
            return Measured(PURE, -2, "ratio")
        if scale is None and not self._is_whole(printed, label):
            scale = self.scale
        return Measured(currency_unit(code), scale or 0, measure)

    def _scale_of(self, printed: Printed, line: int, column: Column, own: Quantity) -> int | None:
        """Return the power of ten that a print, its row, the heading above it or its column gives."""
        if printed.scale is None and own.scale is None:
            if self._heads_whole(line) or self._is_excepted(line, column):
                return 0
            if (above := self._scale_above(line)) is not None:
                return above
        return _scale(printed, own, column.quantity, self.section.rows[line].row)

    def _is_of_thing(self, printed: Printed, line: int, column: Column) -> bool:
        """Say whether an amount is the price or cost of one thing, by its label, head or heading."""
        label, above = self.section.rows[line].label, self.section.rows[line].path[-1:]
        named = (label.full, column.head, *(above if printed.currency else ()))
        is_priced = any(PER_THING.search(text) for text in named) or is_of_one_thing(label.full)
        return is_priced and not (label.per and _PER_UNIT.search(label.full))

    def _counted(self, printed: Printed, line: int, column: Column, own: Quantity) -> Measured:
        label = self.section.rows[line].label
        things = (*self.section.captions[-2:], self.kinds.counted.get(line, ""), label.text)
        titles = [text for text in self.section.captions if not _OF_FINANCE.search(text)]
        exponent = _thing_scale(printed, own, column, (*titles, *self.section.rows[line].path)[-1:])
        is_whole = own.scale is None and (_IN_FULL.search(label.text) or self._is_excepted(line, column))
        exponent = 0 if is_whole else exponent or self._bulk_scale(printed, label)
        unit = PURE if _PHYSICAL.search(column.head) else _counted_unit(" ".join(things).lower())
        return Measured(unit, exponent, column.quantity.measure)

    def _bulk_scale(self, printed: Printed, label: RowLabel) -> int:
        """Return the scale of things below a caption that scales whatever the table holds: "(In thousands)".

        It holds for all figures of a table of things, for all that a caption does not except where it excepts something
        besides shares ("in thousands, except order value"), and elsewhere for tons, barrels and members with decimals,
        or persons where it excepts nothing but percentages.
        """
        is_of_persons = _MANY.search(label.text)
        is_part = printed.places and (_BULK.search(label.full) or is_of_persons)
        scaled = [text for text in _scale_lines(self.section) if _ALL_SCALED.search(text)]
        if scaled and is_of_persons and not printed.is_percent:
            return read_quantity(scaled[-1]).scale or 0
        if printed.is_percent or not (is_part or self.kinds.is_of_things or self.excepted):
            return 0
        texts = [text for text in _scale_lines(self.section) if _BARE_SCALE.match(text)]
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
        return NO_CURRENCY if foreign_words(self.section, self.context) else self.context.currency or "USD"

    def _speaks_of_shares(self, line: int, column: Column) -> bool:
        row = self.section.rows[line]
        if self.has_amounts_per:
            return True
        texts = (row.label.full, column.wide, *row.path, *self.section.captions, *self.section.surroundings.captions)
        return any(_SHARE_WORD.search(text) for text in texts)

    def _count_scale(self, scale: int | None, line: int, column: Column, printed: Printed) -> int:
        label = self.section.rows[line].label
        if printed.scale is not None or printed.unit is not None:  # "40,110,000 shares" whatever the caption scales
            return printed.scale or 0
        for text in (label.text, column.head and column.wide):
            own = read_quantity(text).scale if text else None
            if own is not None:
                return own
        if self.divided is not None:
            return self.divided
        if column.quantity.share_scale is not None:
            return column.quantity.share_scale
        if scale is None and TRADED.search(column.text):
            return 0
        heading = share_scale_of(self.section.rows[line].path[-2:])
        if heading is not None:
            return heading
        if self.share_scale is not None:
            return self.share_scale
        if "(shares)" in label.text.lower() or "(adss)" in label.text.lower():
            return 0
        is_small = printed.value is None or abs(printed.value) < _MOST_SCALED
        if column.quantity.is_of_money:
            return (self.context.share_scale or 0) if is_small else 0
        if not is_small and any(_DOLLARS_IN.search(text) for text in (*self.section.captions, self.section.stub)):
            return 0  # "8,210,440" shares below "(Dollars in thousands)"
        if scale is None and is_small:
            scale = self.scale
        return scale or 0

    def _scale_above(self, line: int) -> int | None:
        """Return the power of ten that the heading right above a row gives: "Revenues (in thousands):"."""
        path = self.section.rows[line].path
        heading = path[-1].rstrip(" :") if path else ""
        return read_quantity(heading).scale if NAMED_SCALE.match(heading) else None

    def _heads_whole(self, line: int) -> bool:
        """Say whether the heading above a row says that amounts are in full: "Daily results (in U.S. dollars)"."""
        path = self.section.rows[line].path
        return bool(path) and _WHOLE.search(path[-1]) is not None

    def _is_excepted(self, line: int, column: Column) -> bool:
        """Say whether a caption excepts a row from its scale: "(in thousands, except average price)"."""
        row = self.section.rows[line]
        return is_excepted(" ".join((row.label.full, *row.path[-1:], column.head)), self.excepted)

    def _is_whole(self, printed: Printed, label: RowLabel) -> bool:
        """Say whether money without a scale is what it prints: cents, the price of one thing, a table in dollars.

        What covers print in full, such as the market value of all shares, has too many digits for a scale.
        """
        if printed.places > (0 if self.scale is None else 1) or _OF_ONE.search(label.text):
            return True
        if printed.value is not None and abs(printed.value) >= _MOST_PRINTED:
            return True
        return any(_WHOLE.search(text) for text in self.section.captions)


def _scale_lines(section: Section) -> tuple[str, ...]:
    """Return what may scale a whole section: its captions, the words above the labels, and a line among its heads."""
    heads = {match[1] for column in section.columns if (match := _HEAD_SCALE.search(column.wide)) is not None}
    return (*section.captions, section.stub, *(heads if len(heads) == 1 else ()))


def _says_basis(text: str) -> bool:
    return bool(re.search(r"bps|basis", text, re.IGNORECASE))


def _percent_measure(column: Column, grouped: GroupedRow, own: Quantity, title: str) -> str | None:
    quantity, label = column.quantity, grouped.label
    if quantity.measure not in (None, "change"):
        return quantity.measure
    if quantity.is_percent and column.pair is not None and not own.is_percent:
        return quantity.measure
    return "growth" if quantity.measure == "change" or label.is_growth or _heads_growth(grouped, title) else "ratio"


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
    if (scale := read_quantity(column.head).scale) is not None:  # "GLA (000s)"
        return scale
    if column.is_unmarked and names_operation(column.head, is_below=False):  # "Carloads (thousands)" over "2024"
        return read_quantity(column.wide).scale or 0
    # "Shipments (in millions)" above rows of tons
    above = read_quantity(path[-1]) if path and NAMED_SCALE.match(path[-1]) else None
    return 0 if above is None else above.scale or above.thing_scale or 0


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
