"""The accuracy of figures that come without decimals.

num.txt states values and not their decimals. Filers round all amounts of a report to one scale, so the
scale shows in the figures: decisions/20261121-sec-data-sets.md has the measurements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

__all__ = ["infer_decimals", "infer_scale", "trailing_zeros"]

SCALES = (6, 3)
SHARE_OF_FIGURES = 95
LEAST_FRACTION_DIGITS = 2


def trailing_zeros(value: Decimal) -> int:
    """Return how many final digits before the decimal point are zero; digits behind it count negative.

    >>> from decimal import Decimal
    >>> trailing_zeros(Decimal("500000.0000")), trailing_zeros(Decimal("0.0500"))
    (5, -2)
    """
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def infer_scale(values: Iterable[Decimal]) -> int:
    """Return the power of ten to which a filer rounds the amounts of one unit in one report.

    Args:
        values: All its amounts in that unit.

    Returns:
        6, 3 or 0: the largest to which at least 95 % of the amounts that are not zero are rounded.
    """
    zeros = [trailing_zeros(value) for value in values if value]
    for scale in SCALES:
        if zeros and 100 * sum(zero >= scale for zero in zeros) >= SHARE_OF_FIGURES * len(zeros):
            return scale
    return 0


def infer_decimals(value: Decimal, scale: int, *, is_fraction: bool) -> int:
    """Return the decimals of one figure.

    Args:
        value: The figure.
        scale: The scale of its report and unit.
        is_fraction: A price, rate or amount per share, for which zeros before the point are digits.

    >>> from decimal import Decimal
    >>> infer_decimals(Decimal("20780000000"), 6, is_fraction=False)
    -6
    >>> infer_decimals(Decimal("1.5000"), 0, is_fraction=True)
    2
    """
    if is_fraction:
        return max(LEAST_FRACTION_DIGITS, -trailing_zeros(value))
    return -min(scale, trailing_zeros(value)) if value else -scale
