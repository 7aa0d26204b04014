"""Figures in prose: settled by annotations that fit the text, or tied to the table figures that they repeat."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.language.fold import fold
from gaapgraph.model import Occurrence
from gaapgraph.tag.figure.tagged_figure import Tagged
from gaapgraph.tag.profile.annotation import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gaapgraph.model import FactKey, Finding, Unit
    from gaapgraph.reader.release import Figure, Reading
    from gaapgraph.tag.profile.annotation import Annotation, AnnotationSet

__all__ = ["annotated_occurrence", "tag_prose"]

_LEAST_SCORE = 0.8
_LEAST_SHARE = Decimal("0.6")
_SHORT = 4
_EMPTY = frozenset(
    {"total", "the", "our", "and", "for", "company", "consolidated", "gaap", "quarter", "year", "fiscal"}
)
_EARNED = frozenset({"net", "income", "loss", "losse", "profit", "earning"})
_NEAR = 3
_ABOVE = 5


def tag_prose(
    reading: Reading,
    annotations: tuple[AnnotationSet, ...],
    keys: dict[int, FactKey],
    signs: dict[int, int],
    annotated: Callable[[Annotation], Tagged],
) -> tuple[list[Tagged], list[Finding]]:
    """Return the figures of sentences that are facts, and a finding for each annotation that does not fit.

    Args:
        reading: The document as read.
        annotations: What persons settled, document by document; a set counts where most of it fits.
        keys: Fact key of each figure of a table.
        signs: By which the print of each was multiplied to give its fact's value.
        annotated: Gives an annotated figure its key.
    """
    lines = dict(reading.prose)
    text = "\n".join(lines.values())
    tagged: list[Tagged] = []
    findings: list[Finding] = []
    for curated in annotations:
        if curated.document and curated.document not in text:
            continue
        kept, rejected = verify(curated, lines)
        if len(kept) * 2 >= len(curated.rows):
            findings += rejected
            tagged += (_with_label_line(annotated(row), lines) for row in kept)
    settled = [one.occurrence.place for one in tagged]
    places = {(place.line, (place.offset or 0) + shift) for place in settled for shift in range(-_NEAR, _NEAR + 1)}
    tagged += _tie_rest(reading, keys, signs, places)
    return tagged, findings


def annotated_occurrence(row: Annotation) -> Occurrence:
    """Return the occurrence that an annotation describes."""
    return Occurrence(
        row.place,
        row.printed,
        row.value,
        row.decimals,
        row.label,
        approximate=row.approximate,
        printed_value=row.printed_value,
        printed_period=row.printed_period,
    )


def _with_label_line(tagged: Tagged, lines: dict[int, str]) -> Tagged:
    """Return the figure with the line of its label, where that is the head of a list or paragraph above it."""
    occurrence = tagged.occurrence
    label, own = fold(occurrence.label), occurrence.place.line
    if label and label not in fold(lines.get(own, "")):
        above = [line for line in lines if own - _ABOVE <= line < own and label in fold(lines[line])]
        tagged.occurrence = replace(occurrence, label_line=above[-1] if above else None)
    return tagged


def _tie_rest(
    reading: Reading, keys: dict[int, FactKey], signs: dict[int, int], places: set[tuple[int, int]]
) -> Iterator[Tagged]:
    rows, values = _list_rows(reading), _Values.of(reading)
    for index, figure in enumerate(reading.figures):
        if figure.within is None and (figure.place.line, figure.place.offset or 0) not in places:
            tied = _tie(figure, values, keys, signs) or _name(figure, reading, keys, signs, rows)
            if tied is not None:
                tied.figure = index
                yield tied


@frozen
class _Values:
    """The figures of tables by kind and size: a sentence is held only against those that it can repeat.

    Attributes:
        groups: By measure and unit, the sizes in ascending order, and the index of the figure of each.
    """

    figures: tuple[Figure, ...]
    groups: dict[tuple[str, Unit], tuple[list[Decimal], list[int]]]

    @classmethod
    def of(cls, reading: Reading) -> _Values:
        """Return those of a document."""
        found: dict[tuple[str, Unit], list[tuple[Decimal, int]]] = {}
        for index, figure in enumerate(reading.figures):
            if figure.within is None or figure.copy_of is not None or figure.value is None or figure.unit is None:
                continue
            found.setdefault((figure.measure or "", figure.unit), []).append((abs(figure.value), index))
        groups = {kind: sorted(pairs) for kind, pairs in found.items()}
        return cls(
            tuple(reading.figures),
            {kind: ([size for size, _ in pairs], [index for _, index in pairs]) for kind, pairs in groups.items()},
        )

    def repeated_by(self, prose: Figure) -> list[int]:
        """Return the figures that a figure of a sentence can repeat, in the order of the document."""
        if prose.value is None or prose.unit is None:
            return []
        sizes, places = self.groups.get((prose.measure or "", prose.unit), ([], []))
        # the figure of a table has more digits: it lies within a unit of the last one that the sentence has
        reach = Decimal(1).scaleb(-prose.decimals) if prose.decimals is not None else Decimal(0)
        size = abs(prose.value)
        near = places[bisect_left(sizes, size - reach) : bisect_right(sizes, size + reach)]
        return sorted(index for index in near if _is_same_size(prose, self.figures[index]))


def _tie(figure: Figure, values: _Values, keys: dict[int, FactKey], signs: dict[int, int]) -> Tagged | None:
    """Tie a figure in prose to the table figure that it repeats: same kind, same interval, best words."""
    best, score = None, 0.0
    words, near = _words(figure.full_label), _words(figure.label)
    for index in values.repeated_by(figure):
        other = values.figures[index]
        name = _words(f"{other.label} {other.head}")
        if figure.unit is not None and figure.unit.denominator:
            name, near = _of_one_share(name), _of_one_share(near)
        if name:
            overlap = (len(name & words) + len(name & near)) / len(name) + 0.3 * (other.period == figure.period)
            if overlap > score and _is_named(name, near):
                best, score = index, overlap
    if best is None or score < _LEAST_SCORE:
        return None
    value, table = figure.value, values.figures[best].value
    if value is not None and table is not None and value * table * signs.get(best, 1) < 0:
        value = -value
    occurrence = Occurrence(
        figure.place, figure.printed, value, figure.decimals, figure.label, approximate=figure.approximate
    )
    return Tagged(keys[best], occurrence, is_nil=False)


def _list_rows(reading: Reading) -> dict[str, list[int]]:
    """Return the table figures of the thing itself in this document, by their folded labels."""
    rows: dict[str, list[int]] = {}
    for index, figure in enumerate(reading.figures):
        if figure.within is not None and figure.copy_of is None and figure.measure is None and not figure.is_forecast:
            rows.setdefault(fold(figure.label), []).append(index)
    return rows


def _name(
    figure: Figure, reading: Reading, keys: dict[int, FactKey], signs: dict[int, int], rows: dict[str, list[int]]
) -> Tagged | None:
    """Return a figure that no table repeats under the concept of the rows that have its very label.

    All rows of the label must have one concept; a period for which the tables state another figure is left alone: then
    one of the two is misread, or means something else.
    """
    if figure.period is None or figure.measure is not None or figure.value is None or figure.is_forecast:
        return None
    same = [
        index
        for index in rows.get(fold(figure.label), ())
        if reading.figures[index].unit == figure.unit and type(reading.figures[index].period) is type(figure.period)
    ]
    items = {(keys[index].concept, keys[index].dimensions, signs.get(index, 1)) for index in same}
    if len(items) != 1 or any(keys[index].period == figure.period for index in same):
        return None
    sign = signs.get(same[0], 1)
    occurrence = Occurrence(
        figure.place, figure.printed, figure.value * sign, figure.decimals, figure.label, approximate=figure.approximate
    )
    return Tagged(replace(keys[same[0]], period=figure.period), occurrence, is_nil=False)


def _is_named(name: frozenset[str], near: frozenset[str]) -> bool:
    """Say whether a sentence calls a figure by the name of a row: deferred revenue is no revenue."""
    name, near = name - _EMPTY, near - _EMPTY
    return len(name & near) >= _LEAST_SHARE * len(name | near) > 0


def _of_one_share(words: frozenset[str]) -> frozenset[str]:
    """Return the words of what one share earns with one word for it: "net income per share" is "earnings per share"."""
    return words - _EARNED | {"earning"} if words & _EARNED else words


@lru_cache(maxsize=1024)  # the rows of which one size is are many where a figure repeats itself
def _words(text: str) -> frozenset[str]:
    found = re.findall(r"[a-z]{3,}", fold(text))
    return frozenset(word.removesuffix("s") if len(word) > _SHORT else word for word in found)


def _is_same_size(prose: Figure, table: Figure) -> bool:
    if prose.value is None or table.value is None:
        return False
    if abs(prose.value) == abs(table.value):  # "$1,203,000" repeats 1,203 of a table in thousands
        return True
    if prose.decimals is None or table.decimals is None or prose.decimals == table.decimals:
        return False
    reach = Decimal(5).scaleb(-prose.decimals - 1) + Decimal(5).scaleb(-table.decimals - 1)
    return abs(abs(prose.value) - abs(table.value)) < reach and prose.decimals < table.decimals
