"""What a number measures: unit, power of ten and kind, from its print, its row's own unit, its column and its table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.language.currency import currencies
from gaapgraph.language.quantity import Quantity, read_quantity
from gaapgraph.language.words import alternatives, counted
from gaapgraph.model import PURE, SHARES, Unit, count_unit, currency_unit
from gaapgraph.reader.table.stub import RowLabel, read_label
from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from gaapgraph.language.numeral import Printed
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.context import Context
    from gaapgraph.reader.table.row import BodyRow, Number

__all__ = ["Governing", "Measured", "is_exact_count", "is_per_share_body", "measure_number"]

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
_OF_ONE = re.compile(r"\b(?:per|average|each|price|ARPU|ASP|RevPAR)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:whole|actual)\s+(?:dollars|euros)\b|\(\s*in\s+(?:dollars|euros|yen)\b|\(\s*in\s+[$€£¥]", re.IGNORECASE
)
_PHYSICAL = re.compile(r"[kMGT]Wh?\b|\b(?:square|sq|tons|tonnes|ounces|barrels|boe|days)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Governing:
    """What a whole section says of its figures.

    Attributes:
        captions: Titles, captions and stubs, nearest last.
        counts_things: The nearest of them says "number of".
        counted: Lines of rows that count what the rows around them count, with the label of one of those.
        is_per_share: It reconciles amounts per share, though not every row says so.
    """

    captions: tuple[str, ...]
    counts_things: bool = False
    is_per_share: bool = False
    counted: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """Unit, power of ten, and kind of measure of one number."""

    unit: Unit
    exponent: int
    measure: str | None


def is_per_share_body(body: list[BodyRow], columns: list[Column]) -> bool:
    """Say whether a body gives amounts per share throughout, as a reconciliation from one per-share figure to another.

    Its first and last rows say "per share", no row with a currency mark says anything else, and no head has a scale.
    """
    rows = [row for row in body if row.numbers]
    if (
        len(rows) < 2
        or any(column.quantity.scale for column in columns)
        or not all(read_label(row.label).per for row in (rows[0], rows[-1]))
    ):
        return False
    marked = (row for row in rows if any(number.printed.currency for number in row.numbers))
    return all(read_label(row.label).per for row in marked)


def measure_number(
    number: Number, row: BodyRow, label: RowLabel, column: Column, position: int, governing: Governing, context: Context
) -> Measured:
    """Return what a number measures.

    Args:
        number: The number.
        row: Its row; a cell of its own may give the unit.
        label: What the row's label says.
        column: Its column.
        position: Index of the column, for labels that list units by column.
        governing: What the whole section says.
        context: What is known of the document.
    """
    printed, column_quantity = number.printed, column.quantity
    own = read_quantity(row.unit).over(label.quantity) if row.unit else label.quantity
    measure = column_quantity.measure
    if printed.unit in _BASIS | _POINTS or (column_quantity.is_points and not printed.is_percent):
        is_basis = printed.unit in _BASIS or (printed.unit is None and _says_basis(column.text))
        return Measured(PURE, -4 if is_basis else -2, "change")
    if printed.unit in _TIMES or row.unit.strip("()").lower() in _TIMES:
        return Measured(PURE, 0, "ratio")
    if printed.is_percent or ((column_quantity.is_percent or own.is_percent) and not printed.currency):
        return Measured(PURE, -2, _percent_measure(column, label, own))
    if printed.unit in counted("rate"):
        return Measured(*counted("rate")[printed.unit], measure)
    return _amount(number, row, label, column, position, own, governing, context)


def _says_basis(text: str) -> bool:
    return bool(re.search(r"bps|basis", text, re.IGNORECASE))


def _percent_measure(column: Column, label: RowLabel, own: Quantity) -> str | None:
    quantity = column.quantity
    if quantity.measure not in (None, "change"):
        return quantity.measure
    if quantity.is_percent and column.pair is not None and not own.is_percent:
        return quantity.measure
    return "growth" if quantity.measure == "change" or label.is_growth else "ratio"


def _amount(
    number: Number,
    row: BodyRow,
    label: RowLabel,
    column: Column,
    position: int,
    own: Quantity,
    governing: Governing,
    context: Context,
) -> Measured:
    printed, quantity, measure = number.printed, column.quantity, column.quantity.measure
    code = printed.currency or own.currency or quantity.currency or context.currency or "USD"
    if label.units and position < len(label.units):
        code = currencies(label.units[position])[0]
    code = context.in_own_dollars(code, number.text, row.label, row.unit, column.text, *governing.captions)
    scale = _scale(printed, own, quantity, row)
    per = label.per or (quantity.per_share if not label.counts else None)
    counts = label.counts or quantity.shares or _printed_shares(printed)
    if counts and not printed.currency:
        unit = SHARES if counts == "shares" else count_unit("ADS")
        return Measured(unit, _count_scale(scale, quantity.share_scale, label, printed.scale), measure)
    if not per and governing.is_per_share and printed.places > 1:
        per = "shares"
    hundredth = -2 if printed.unit == "hundredth" or _is_hundredth(row, label, column) else 0
    if per:
        return Measured(_per(code, per), (printed.scale or 0) + hundredth, measure)
    if hundredth:
        return Measured(currency_unit(code), hundredth, measure)
    if not _is_money(number, row, column, own, context.currency, label, governing):
        things = (*governing.captions[-2:], governing.counted.get(row.line, ""), label.text)
        return Measured(_counted_unit(" ".join(things).lower()), _thing_scale(printed, own, column), measure)
    if printed.places and not printed.currency and quantity.currency is None and _is_plain_ratio(label):
        return Measured(PURE, 0, "ratio")
    if scale is None and not _is_whole(printed, label, governing, context):
        scale = context.scale
    return Measured(currency_unit(code), scale or 0, measure)


def _is_whole(printed: Printed, label: RowLabel, governing: Governing, context: Context) -> bool:
    """Say whether money without a scale is what it prints: cents, the price of one thing, a table in whole dollars."""
    if printed.places > (0 if context.scale is None else 1) or _OF_ONE.search(label.text):
        return True
    return any(_WHOLE.search(text) for text in governing.captions)


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


def _printed_shares(printed: Printed) -> str | None:
    return "shares" if printed.unit == "shares" else "ADS" if printed.unit in ("ads", "adss") else None


def _count_scale(scale: int | None, share_scale: int | None, label: RowLabel, printed: int | None) -> int:
    if printed is not None:
        return printed
    own = read_quantity(label.text).scale
    if own is not None:
        return own
    if share_scale is not None:
        return share_scale
    return 0 if "(shares)" in label.text.lower() or "(adss)" in label.text.lower() else scale or 0


def _is_money(
    number: Number,
    row: BodyRow,
    column: Column,
    own: Quantity,
    document: str | None,
    label: RowLabel,
    governing: Governing,
) -> bool:
    if _THINGS.match(row.unit) or row.line in governing.counted:
        return False
    head = column.quantity
    if number.printed.currency:
        return not label.is_number
    if own.currency or (number.printed.is_nil and any(other.printed.currency for other in row.numbers)):
        return True
    if label.is_thing or _names_thing(column, label):
        return False
    if head.currency and (head.scale is not None or not label.is_count):
        return not label.is_number
    if label.is_count or (governing.counts_things and head.currency is None and head.scale is None):
        return False
    return head.scale is not None or document is None or number.printed.places in (0, 1, 2)


def _names_thing(column: Column, label: RowLabel) -> bool:
    """Say whether a column counts things, where its rows are dates and other columns have currency marks."""
    if read_label(column.text).is_thing:
        return True
    return column.is_unmarked and column.quantity.scale is None and column.quantity.currency is None


def _thing_scale(printed: Printed, own: Quantity, column: Column) -> int:
    if printed.scale is not None or own.scale is not None:
        return printed.scale or own.scale or 0
    return read_quantity(column.text).scale or 0 if read_label(column.text).is_thing else 0


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
