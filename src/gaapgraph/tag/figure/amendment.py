"""What persons corrected, applied to a reading: every row is verified against the print before it is believed.

Within its scope a correction changes what was read as at its place was read: figures of the same period, in the same
unit, in the same scale. So one row mends a column whose head is torn, and leaves its counts of shares alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.language.fold import fold
from gaapgraph.language.numeral import parse_printed
from gaapgraph.model import Correction, Duration, Finding, Place, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.model import Period
    from gaapgraph.reader.release import Figure, Reading
    from gaapgraph.tag.profile.correction_file import CorrectionSet, Entry

__all__ = ["Amendment", "Given", "amend"]


@frozen
class Given:
    """The concept that a person gave a figure.

    Attributes:
        takes_head: The column's head is part of the concept, and no dimension.
        reason: Why, and who says so.
    """

    concept: str
    dimensions: tuple[tuple[str, str], ...]
    takes_head: bool
    reason: str


@dataclass(slots=True)
class Amendment:
    """What was corrected of a reading, and what could not be.

    Attributes:
        reading: With periods, units and scales as corrected.
        concepts, signs: By the place of the figure; a sign is that between print and meaning.
    """

    reading: Reading
    concepts: dict[Place, Given] = field(default_factory=dict)
    signs: dict[Place, int] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def amend(reading: Reading, sets: Iterable[CorrectionSet]) -> Amendment:
    """Return a reading with what persons corrected of it; a row whose print stands elsewhere is a finding.

    Args:
        reading: The document as read.
        sets: Those whose `document` does not stand in the text are passed over, unless they were given for this one.

    Raises:
        InputError: A set that was given for this document is for another.
    """
    amendment = Amendment(reading)
    figures = list(reading.figures)
    texts = [text for _, text in reading.prose]
    for one in sets:
        names = [reading.document.file_name, reading.document.sha256, reading.title, *texts]
        if one.document and not any(fold(one.document) in fold(text) for text in names):
            if one.is_required:
                raise InputError(
                    f"is for “{one.document}”, which {reading.document.file_name} does not say",
                    where=one.source,
                    mend="give the corrections of this document, or mend the line `# document:`",
                )
            continue
        for entry in one.rows:
            _apply(entry, figures, amendment)
    amendment.reading = replace(reading, figures=tuple(figures))
    amendment.corrections.sort(key=lambda each: (each.place.order, each.part, each.value))
    return amendment


def _apply(entry: Entry, figures: list[Figure], amendment: Amendment) -> None:
    """Apply one row, or note why it is set aside."""
    at = [index for index, figure in enumerate(figures) if entry.locator.matches(figure.place)]
    fault = _fault(entry, [figures[index] for index in at], amendment.reading)
    if fault:
        place = figures[at[0]].place if at else _place(entry)
        message = f"The correction of the {entry.part} expects “{entry.printed_text}” at {entry.place}, {fault}"
        amendment.findings.append(Finding("GG-READ-CORRECTION", "warning", place, f"{message}: it is set aside."))
        return
    scope = _scope(entry, at, figures)
    changed, before = _change(entry, at, scope, figures, amendment)
    amendment.corrections.append(
        Correction(
            place=_place(entry, figures[at[0]].place),
            scope=entry.scope,
            printed_text=entry.printed_text,
            part=entry.part,
            value=entry.value,
            before=tuple(sorted(set(before))),
            author=entry.author,
            reason=entry.reason,
            made=entry.made,
            places=tuple(sorted({figures[index].place for index in changed}, key=lambda place: place.order)),
        )
    )


def _place(entry: Entry, near: Place | None = None) -> Place:
    """Return the place that a row names, with the line of a figure there."""
    asked = entry.locator
    line = near.line if near is not None else asked.line or 0
    return Place(line, asked.column, asked.offset, table=asked.table, row=asked.row)


def _fault(entry: Entry, found: list[Figure], reading: Reading) -> str:
    """Return why a row cannot be believed; empty where its print stands at its place."""
    if not found:
        return "where no figure was read"
    if entry.part == "concept" and found[0].within is None:
        return "in prose, where an annotation gives the concept"
    if entry.scope != "cell" and found[0].within is None:
        return f"in prose, where there is no {entry.scope}"
    if entry.locator.column is not None or entry.locator.offset is not None:
        if any(_is_same_print(entry.printed_text, figure.printed) for figure in found):
            return ""
        return f"and finds “{found[0].printed}”"
    words = {text for figure in found for text in (figure.label, figure.full_label, figure.printed, *figure.headings)}
    if found[0].within is not None and entry.locator.row is None:
        words |= set(reading.tables[found[0].within].titles)
    if any(fold(entry.printed_text) in fold(text) for text in words):
        return ""
    return f"and finds “{found[0].full_label or found[0].label}”"


def _is_same_print(expected: str, printed: str) -> bool:
    """Say whether two prints are one figure: spreadsheets drop marks, and commas between thousands."""
    if fold(expected) == fold(printed):
        return True
    one, other = parse_printed(expected), parse_printed(printed)
    return one is not None and other is not None and one.value is not None and one.value == other.value


def _scope(entry: Entry, at: list[int], figures: list[Figure]) -> list[int]:
    """Return the figures that a row reaches."""
    first = figures[at[0]]
    if entry.scope == "cell":
        return at
    return [
        index
        for index, figure in enumerate(figures)
        if figure.within == first.within
        and (entry.scope != "row" or figure.row == first.row)
        and (entry.scope != "column" or _column(figure) == _column(first))
    ]


def _column(figure: Figure) -> int | None:
    return figure.place.column if figure.place.value_column is None else figure.place.value_column


def _change(
    entry: Entry, at: list[int], scope: list[int], figures: list[Figure], amendment: Amendment
) -> tuple[list[int], list[str]]:
    """Correct the figures of a scope; return which were changed, and what they were read as."""
    if entry.part == "concept":
        takes_head = entry.scope in ("cell", "column")
        given = Given(entry.concept, entry.dimensions, takes_head, f"{entry.reason} ({entry.author})")
        amendment.concepts.update((figures[index].place, given) for index in scope)
        return scope, []
    if entry.part == "sign":
        amendment.signs.update((figures[index].place, entry.sign) for index in scope)
        return scope, []
    change = {"period": _change_period, "unit": _change_unit, "scale": _change_scale, "head": _change_head}[entry.part]
    return change(entry, figures[_typical(entry, at, figures)], scope, figures)


def _typical(entry: Entry, at: list[int], figures: list[Figure]) -> int:
    """Return the figure at a place that was read as most of them there were."""
    told = {index: _read_as(entry.part, figures[index]) for index in at}
    valued = [index for index in at if figures[index].value] or at
    most = Counter(told[index] for index in valued).most_common(1)[0][0]
    return next(index for index in valued if told[index] == most)


def _read_as(part: str, figure: Figure) -> str:
    known = {"period": figure.period, "unit": figure.unit, "head": figure.head}
    return str(known[part] if part in known else _exponent(figure))


def _change_period(
    entry: Entry, anchor: Figure, scope: list[int], figures: list[Figure]
) -> tuple[list[int], list[str]]:
    """Give figures of the period of the anchor another one, and balances at its ends the ends of that."""
    assert entry.period is not None
    moved: dict[Period | None, Period] = {}
    if isinstance(anchor.period, Duration) and isinstance(entry.period, Duration):
        moved = {anchor.period.closing: entry.period.closing, anchor.period.opening: entry.period.opening}
    moved[anchor.period] = entry.period
    changed = [index for index in scope if figures[index].period in moved]
    before = [str(figures[index].period or "undated") for index in changed]
    for index in changed:
        figures[index] = replace(figures[index], period=moved[figures[index].period])
    return changed, before


def _change_unit(entry: Entry, anchor: Figure, scope: list[int], figures: list[Figure]) -> tuple[list[int], list[str]]:
    """Give figures in the unit of the anchor another one; amounts per share follow from one currency to another."""
    assert entry.unit is not None
    changed, before = [], []
    for index in scope:
        unit, wanted = figures[index].unit, entry.unit
        if unit != anchor.unit:
            is_rate = unit is not None and anchor.unit is not None and unit.denominator and not anchor.unit.denominator
            if not is_rate or unit is None or anchor.unit is None or not _are_money(anchor.unit, wanted):
                continue
            if unit.numerator != anchor.unit.numerator:
                continue
            wanted = Unit(wanted.numerator, unit.denominator)
        changed.append(index)
        before.append(str(unit or "no unit"))
        figures[index] = replace(figures[index], unit=wanted)
    return changed, before


def _change_head(entry: Entry, anchor: Figure, scope: list[int], figures: list[Figure]) -> tuple[list[int], list[str]]:
    """Give figures under the head of the anchor another one: what it says that their periods do not say already."""
    changed = [index for index in scope if figures[index].head == anchor.head]
    for index in changed:
        figures[index] = replace(figures[index], head=entry.head)
    return changed, [anchor.head or "no head"]


def _are_money(*units: Unit) -> bool:
    return all(unit.currency and not unit.denominator for unit in units)


def _change_scale(entry: Entry, anchor: Figure, scope: list[int], figures: list[Figure]) -> tuple[list[int], list[str]]:
    """Give figures in the scale of the anchor another one."""
    read = _exponent(anchor)
    if read is None:
        return [], []
    changed = []
    for index in scope:
        figure = figures[index]
        found = _exponent(figure)
        if figure.value is None or found not in (None, read):
            continue
        if found is None and figure.unit != anchor.unit:  # a zero tells no scale
            continue
        changed.append(index)
        figures[index] = _rescale(figure, entry.exponent - read)
    return changed, [format(Decimal(1).scaleb(read), "f")] * len(changed)


def _exponent(figure: Figure) -> int | None:
    """Return the power of ten by which a print was multiplied; None where nothing tells."""
    for is_continental in (False, True):
        printed = parse_printed(figure.printed, is_continental)
        if printed is not None and printed.value and figure.value:
            ratio = abs(figure.value / printed.value).normalize()
            if ratio.as_tuple().digits == (1,):
                return ratio.adjusted()
    return None


def _rescale(figure: Figure, shift: int) -> Figure:
    by = Decimal(10) ** shift
    return replace(
        figure,
        value=None if figure.value is None else figure.value * by,
        decimals=None if figure.decimals is None else figure.decimals - shift,
        printed_value=None if figure.printed_value is None else figure.printed_value * by,
    )
