"""How a number is shown as it is printed, while the cell holds it whole: signs, scales and decimal places."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.language.numeral import is_continental, parse_printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.graph import Figure
    from gaapgraph.model import Unit

__all__ = ["MOST_DIGITS", "Shown", "is_exact", "name_scale", "number_format", "show_figures"]

MOST_DIGITS = 15  # what a cell of a workbook keeps
_PERCENT = -2
_SCALES = {3: "thousands", 6: "millions", 9: "billions", 12: "trillions"}


@frozen
class Shown:
    """How a figure is shown.

    Attributes:
        sign: -1 where the print has the other sign than the meaning, as an outflow in parentheses has.
        scale: Power of ten by which the print is multiplied to give the meaning; -2 is per cent.
        places: Digits after the decimal point.
    """

    sign: int
    scale: int
    places: int


def show_figures(figures: Sequence[Figure]) -> dict[str, Shown]:
    """Return for each figure of a table, by the IRI of its occurrence, how the print shows it.

    A print that says something else than it means is shown as the rest of its column and of its row would show it.
    """
    continental = is_continental(figure.text for figure in figures)
    read = {one.iri: _read(one, continental) for one in figures if one.number is not None}
    scales: dict[tuple[int | None, Unit | None], Counter[int]] = {}
    signs: dict[object, Counter[int]] = {}
    for one in figures:
        shown = read.get(one.iri)
        if shown is not None and one.printed_value is None:
            scales.setdefault((one.column, one.unit), Counter())[shown.scale] += 1
            if one.number:
                signs.setdefault(_row(one), Counter())[shown.sign] += 1
    return {
        one.iri: _settle(one, read[one.iri], scales.get((one.column, one.unit)), signs.get(_row(one)))
        for one in figures
        if one.iri in read
    }


def number_format(shown: Shown, mark: str = "") -> str:
    """Return the number format of a workbook that shows a figure in this way, with a mark before it.

    >>> number_format(Shown(1, 6, 0)), number_format(Shown(1, -2, 1), "≈")
    ('#,##0,,;(#,##0,,)', '"≈ "0.0%;"≈ "(0.0%)')
    """
    before = f'"{mark} "' if mark else ""
    places = f".{'0' * shown.places}" if shown.places else ""
    if shown.scale == _PERCENT:
        body = f"0{places}%"
    elif shown.scale in _SCALES:
        body = f"#,##0{places}{',' * (shown.scale // 3)}"
    else:
        body = f"#,##0{places}"
    return f"{before}{body};{before}({body})"


def name_scale(scale: int) -> str:
    """Return what stands in the head beside the unit.

    >>> name_scale(3), name_scale(0)
    ('thousands', '')
    """
    return "per cent" if scale == _PERCENT else _SCALES.get(scale, "")


def is_exact(value: Decimal) -> bool:
    """Say whether a cell can hold a number to its last digit.

    >>> is_exact(Decimal("69730730000.25")), is_exact(Decimal("1234567890123456"))
    (True, False)
    """
    return len(value.normalize().as_tuple().digits) <= MOST_DIGITS


def _row(figure: Figure) -> object:
    """Return what tells the row of a table apart."""
    return figure.line, figure.place.table, figure.place.row


def _read(figure: Figure, continental: bool) -> Shown:
    value = figure.number or Decimal(0)
    printed = parse_printed(figure.text, continental)
    if printed is None or not printed.value or not value:
        return Shown(
            1, 0 if printed is None else 3 * ((printed.scale or 0) // 3), 0 if printed is None else printed.places
        )
    factor = abs(value / printed.value)
    scale = factor.adjusted() if factor == Decimal(10) ** factor.adjusted() else 0
    return Shown(1 if (printed.value > 0) == (value > 0) else -1, scale, printed.places)


def _settle(figure: Figure, own: Shown, scales: Counter[int] | None, signs: Counter[int] | None) -> Shown:
    scale = scales.most_common(1)[0][0] if scales else own.scale
    places = own.places + scale - own.scale
    is_odd = figure.printed_value is not None or not figure.number
    if not figure.number:
        own = Shown(own.sign, scale, own.places)
    elif places >= 0:
        own = Shown(own.sign, scale, places)
    sign = signs.most_common(1)[0][0] if is_odd and signs else own.sign
    if own.scale not in (_PERCENT, *_SCALES):
        return Shown(sign, 0, max(0, own.places - own.scale))
    return Shown(sign, own.scale, own.places)
