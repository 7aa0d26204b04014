"""A rounded figure is an interval (Calculations 1.1 §4)."""

from __future__ import annotations

from decimal import Context, Decimal

__all__ = ["bounds", "canonical", "infer_decimals", "round_off"]

_EXACT = Context(prec=200)


def bounds(value: Decimal, decimals: int | None) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest value that a rounded figure may stand for.

    Args:
        value: The figure in base units.
        decimals: XBRL decimals: -6 is millions, 2 is cents, None is exact (`INF`).

    Source: Calculations 1.1, value interval, rounding mode.

    >>> bounds(Decimal(69731000000), -6)
    (Decimal('69730500000'), Decimal('69731500000'))
    """
    if decimals is None:
        return value, value
    half = Decimal(5).scaleb(-decimals - 1)
    return _EXACT.subtract(value, half), _EXACT.add(value, half)


def infer_decimals(value: Decimal, upper: Decimal) -> int | None:
    """Return the decimals that give a value this upper bound, or None where it is exact.

    >>> infer_decimals(Decimal(69731000000), Decimal(69731500000))
    -6
    """
    half = _EXACT.subtract(upper, value)
    return -half.adjusted() - 1 if half else None


def canonical(value: Decimal) -> str:
    """Return the canonical lexical form of an xsd:decimal: no exponent, no needless zeros.

    Every engine stores this form unchanged, so what is written is what is read back.

    >>> canonical(Decimal("12.50")), canonical(Decimal("1E+6")), canonical(Decimal("-0"))
    ('12.5', '1000000', '0')
    """
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def round_off(value: Decimal, places: int) -> Decimal:
    """Return a value rounded to places after the point, however many digits stand before it.

    >>> round_off(Decimal("0.123456"), 3), round_off(Decimal("1E+400"), 2) == Decimal("1E+400")
    (Decimal('0.123'), True)
    """
    last = Decimal(1).scaleb(-places)
    return value.quantize(last, context=Context(prec=max(value.adjusted(), 0) + places + 2))
