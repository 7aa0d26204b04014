"""Names of extension concepts where nobody curated them: one for what repeats, several for what only sounds alike.

"SI" among revenues and "SI" among costs are two concepts, and so are a balance in shares and one in yen. A row takes
its label as a name unless another row already uses that name for another type, or for another figure of the same
period; then its heading, its table's title, and at last its number tell them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.iri import upper_camel
from gaapgraph.language.fold import clean_label, fold
from gaapgraph.language.quantity import read_scale, strip_quantity
from gaapgraph.model import PURE, SHARES, Duration, Instant, bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from gaapgraph.reader.release import Figure, Reading

__all__ = ["Slot", "item_type", "name_rows", "slot"]

Slot = tuple[int | None, int | None, str, str]
_PLAIN = frozenset(
    [
        "total",
        "other",
        "others",
        "basic",
        "diluted",
        "other, net",
        "other - net",
        "net",
        "subtotal",
        "cost",
        "amortized cost",
        "par",
        "consolidated",
        "elimination",
        "eliminations",
        "",
    ]
)
_ASIDE = re.compile(r"\([^()]*\)")
# What captions of a scale are made of besides: "(Amounts expressed in thousands)"
_CAPTION = frozenset(
    ["all", "amounts", "are", "dollars", "expressed", "figures", "in", "of", "presented", "stated", "the"]
)
_MEASURE = "measure"
_OVER_TIME = " over time"
_PERCENT_DECIMALS = 2
_KINDS = ("monetaryItemType", "perShareItemType", "sharesItemType", "decimalItemType", "percentItemType")
_LONGEST = 120


def item_type(figure: Figure) -> str:
    """Return the item type of a figure, from its unit and, where that is pure, from its accuracy."""
    unit = figure.unit
    if unit == PURE:
        return "percentItemType" if (figure.decimals or 0) >= _PERCENT_DECIMALS else "decimalItemType"
    if unit is not None and unit.denominator:
        return "perShareItemType"
    if unit is not None and unit.currency:
        return "monetaryItemType"
    return "sharesItemType" if unit == SHARES else "decimalItemType"


def slot(figure: Figure) -> Slot:
    """Return what shares a name: the figures of one row that are of one type; rows without labels by group and column.

    Balances and what moves between them in one row are two types: "December 31, 2023 | Increase | December 31, 2024".
    """
    kind = item_type(figure) if figure.measure in (None, "ratio") else _MEASURE
    if kind != _MEASURE and isinstance(figure.period, Duration):
        kind += _OVER_TIME
    if not figure.label:
        return figure.within, None, f"{figure.headings[-1] if figure.headings else ''} {figure.head}", kind
    return figure.within, figure.row, figure.label if figure.place.column is None else "", kind


def name_rows(reading: Reading, is_unnamed: Callable[[Figure], bool]) -> dict[Slot, tuple[str, str]]:
    """Return the local name and item type of the extension concept of each row that has no standard concept.

    Args:
        reading: The document.
        is_unnamed: Says whether a figure needs an extension concept.
    """
    rows: dict[Slot, list[Figure]] = {}
    for figure in reading.figures:
        if figure.within is not None and is_unnamed(figure):
            rows.setdefault(slot(figure), []).append(figure)
    labels = Counter((key[0], fold(figures[0].label)) for key, figures in rows.items() if key[3] != _MEASURE)
    order = sorted(
        rows,
        key=lambda key: (key[3] == _MEASURE, reading.tables[key[0] or 0].kind == "other", rows[key][0].place.line),
    )
    register = _Register()
    names: dict[Slot, tuple[str, str]] = {}
    for key in order:
        figures = rows[key]
        repeated = labels[key[0], fold(figures[0].label)] > 1
        kinds = [kind + time for kind in _KINDS for time in (_OVER_TIME, "")] if key[3] == _MEASURE else []
        told = [named for kind in kinds if (named := names.get((*key[:3], kind)))]
        free = (name for name in _candidates(figures, reading, repeated) if register.takes(name, key, figures))
        names[key] = told[0] if told else (next(free), item_type(figures[0]))
    return names


def _candidates(figures: list[Figure], reading: Reading, repeated: bool) -> Iterator[str]:
    figure, heads = figures[0], {each.head for each in figures}
    plain = _without_aside(clean_label(figure.label or figure.head))
    around = len(reading.tables[figure.within or 0].titles)
    inner = [named for text in figure.headings[around:] if (named := _without_scale(text))]
    title = next((named for text in reversed(figure.headings[:around]) if (named := _without_scale(text))), "")
    if fold(plain) not in _PLAIN and not fold(plain).startswith("per ") and not repeated:
        yield _camel(plain)
    if inner:
        yield _camel(f"{inner[-1]} {plain}")
    if len(heads) == 1 and figure.head and figure.label:  # the yields of a row of balances
        yield _camel(f"{plain} {figure.head}")
    if title:
        yield _camel(f"{title} {plain}")
        if inner:
            yield _camel(f"{title} {inner[-1]} {plain}")
    yield _camel(plain, f" row {figure.row} of table {figure.within}")
    number = 0
    while True:
        number += 1
        yield _camel(plain, f" {figure.within} {figure.row} {number}")


def _without_aside(text: str) -> str:
    """Return a text without what it says in parentheses of the scale of its figures.

    >>> _without_aside("Capital expenditures (in millions)"), _without_aside("Net sales (decrease)")
    ('Capital expenditures', 'Net sales (decrease)')
    """
    return _ASIDE.sub(lambda found: found[0] if read_scale(found[0]) is None else " ", text).strip() or text


def _without_scale(text: str) -> str:
    """Return a title or heading without what it says of unit and scale; empty where it says nothing else.

    >>> _without_scale("Net sales (in thousands, except per share data)"), _without_scale("Amounts in thousands")
    ('Net sales', '')
    """
    kept = _ASIDE.sub(lambda found: found[0] if read_scale(found[0]) is None else " ", text)
    if read_scale(kept) is not None:
        kept = strip_quantity(kept)
    return kept.strip() if {*fold(kept).split()} - _CAPTION and strip_quantity(kept) else ""


def _camel(text: str, end: str = "") -> str:
    """Return a name of bounded length that keeps its end, by which rows of one long label differ."""
    whole = upper_camel(text + end)
    last = upper_camel(end) if end and len(whole) > _LONGEST else ""
    return whole[: _LONGEST - len(last)] + last


class _Register:
    """The names given so far: the type that each has, and the figures it states."""

    def __init__(self) -> None:
        self.types: dict[str, tuple[str, bool]] = {}
        self.stated: dict[tuple[str, str, str, str], tuple[Decimal, Decimal, Slot]] = {}

    def takes(self, name: str, key: Slot, figures: list[Figure]) -> bool:
        """Enter a row under a name and return True, or return False where it would contradict what is there."""
        kind = (key[3], any(isinstance(figure.period, Instant) for figure in figures))
        if key[3] != _MEASURE and self.types.get(name, kind) != kind:
            return False
        entries = {}
        for figure in figures:
            if figure.value is None or figure.copy_of is not None:
                continue
            place = (name, f"{figure.period} {figure.measure}", str(figure.unit), fold(figure.head))
            low, high = bounds(figure.value, figure.decimals)
            known = self.stated.get(place)
            if known is not None and (known[2][0] == key[0] or low > known[1] or high < known[0]):
                return False
            entries[place] = (low, high, key)
        self.types.setdefault(name, kind)
        for place, entry in entries.items():
            self.stated.setdefault(place, entry)
        return True
