"""Where print and meaning part in tables: full stops for commas, lost parentheses, heads dated a year early."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.model import Duration, Finding, Instant, Period, Place, shift_months

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.reader.table.chain import TableReading
    from gaapgraph.reader.table.figure import Figure, Table

__all__ = ["mend_early_heads", "mend_full_stops", "mend_lost_parentheses", "note_damage", "note_odd_places"]

_THOUSANDS = -3  # decimals of an amount in thousands
_PAIR = 2
_LEAST = 30  # below it figures are alike by chance

_LEAST_ALIKE = 4
_FULL_STOP = re.compile(r"^\(?\d{1,3}\.\d{3}\)?$")


def mend_full_stops(figures: list[Figure]) -> list[Finding]:
    """Read a full stop that stands where its whole table has commas as the comma it is.

    `2.917` in a column of amounts in millions, none of which has decimals, means 2,917.
    """
    findings = []
    for indices in _by_table(figures).values():
        amounts = [index for index in indices if _is_amount(figures[index])]
        counts = Counter(figures[index].unit for index in amounts)
        dotted = Counter(figures[index].unit for index in amounts if "." in figures[index].printed)
        exact = Counter(figures[index].unit for index in amounts if (figures[index].decimals or 0) > _THOUSANDS)
        for index in amounts:
            figure = figures[index]
            alone = (
                counts[figure.unit] == 1
                or dotted[figure.unit] != 1
                or exact[figure.unit] != ((figure.decimals or 0) > _THOUSANDS)
            )
            if figure.value is None or alone or not _FULL_STOP.match(figure.printed):
                continue
            figures[index] = replace(
                figure, value=figure.value.scaleb(3), decimals=(figure.decimals or 0) - 3, printed_value=figure.value
            )
            comma = figure.printed.replace(".", ",")
            findings.append(
                Finding(
                    "GG-READ-FULLSTOP",
                    "violation",
                    figure.place,
                    f"“{figure.printed}” has a full stop where every other amount of its table has a comma; "
                    f"it is read as {comma}.",
                )
            )
    return findings


def _is_amount(figure: Figure) -> bool:
    return (
        figure.unit is not None
        and figure.unit.currency is not None
        and figure.measure is None
        and figure.value is not None
    )


def mend_lost_parentheses(figures: list[Figure], tables: list[Table]) -> list[Finding]:
    """Read a positive figure as negative where its row and its column both prove that the parentheses were lost.

    In a statement of changes the row's total is the same amount in parentheses, and opening balance, movements and
    closing balance of the column agree only with the sign turned.
    """
    findings = []
    for number, table in enumerate(tables):
        grid = [[figures[i] for i in row.figures if figures[i].place.column is not None] for row in table.rows]
        for row in table.rows:
            line = [figures[i].value for i in row.figures if figures[i].place.column is not None]
            filled = [value for value in line if value]
            for index in row.figures if len(filled) == _PAIR else ():
                figure = figures[index]
                if figure.within == number and _is_total_negative(figure, filled) and _lost_sign(figure, grid):
                    figures[index] = replace(figure, value=-(figure.value or Decimal(0)), printed_value=figure.value)
                    findings.append(
                        Finding(
                            "GG-READ-SIGN",
                            "violation",
                            figure.place,
                            f"“{figure.printed}” has lost its parentheses: the row's total is ({figure.printed}), and "
                            "the column rolls forward only with the negative amount.",
                        )
                    )
    return findings


def _is_total_negative(figure: Figure, filled: list[Decimal]) -> bool:
    """Say whether a positive figure and the row's total, the other one filled, are the same amount but for the sign."""
    if figure.value is None or figure.value <= 0 or figure.measure is not None:
        return False
    return -figure.value in filled


def _lost_sign(figure: Figure, grid: list[list[Figure]]) -> bool:
    if figure.value is None or figure.place.column is None:
        return False
    column = [(other, line) for line in grid for other in line if other.place.column == figure.place.column]
    balances = [
        position
        for position, (other, _) in enumerate(column)
        if isinstance(other.period, Instant) and other.value is not None
    ]
    place = next(position for position, (other, _) in enumerate(column) if other.place == figure.place)
    before = [position for position in balances if position < place]
    after = [position for position in balances if position > place]
    if not before or not after:
        return False
    moves = [other.value for other, _ in column[before[-1] + 1 : after[0]] if other.value is not None]
    gap = column[after[0]][0].value - column[before[-1]][0].value - sum(moves)  # type: ignore[operator]
    tolerance = Decimal(2).scaleb(-(figure.decimals or 0))
    return bool(abs(gap + 2 * figure.value) <= tolerance)


_REASON = "the release reports on the period to {}, and the table compares its latest date with the year before"


def mend_early_heads(
    figures: list[Figure],
    head_places: dict[int, list[Place]],
    current: Period | None,
    calendar: FiscalCalendar,
    dated: Iterable[tuple[Decimal, Instant, int]] = (),
) -> list[Finding]:
    """Move the figures of a table whose heads are dated a year early to the year they belong to.

    Proof is either prose that gives the same figure for the later date and none for the printed one, or, where no
    prose speaks of it, that a table comparing two balance dates "YoY" ends a year before the release's own period.

    Args:
        figures: All figures of tables; those of such a table are replaced.
        head_places: Where the heads of each table stand.
        current: The period that the release reports on.
        calendar: The reporter's fiscal calendar.
        dated: Figures that prose dates itself: value, instant, line.
    """
    if not isinstance(current, Duration):
        return []
    spoken = defaultdict(list)
    for value, instant, line in dated:
        spoken[abs(value)].append((instant, line))
    findings = []
    for table, indices in _by_table(figures).items():
        instants = sorted({figures[i].period for i in indices if isinstance(figures[i].period, Instant)})  # type: ignore[type-var]
        late = Instant(calendar.nearest_end(shift_months(current.end, -12)))
        if len(instants) != _PAIR or instants[-1] != late or not any(figures[i].measure for i in indices):
            continue
        proof, lines, against = _weigh(figures, indices, spoken)
        if against or any(isinstance(figures[i].period, Duration) and figures[i].measure is None for i in indices):
            continue
        for i in indices:
            figures[i] = _a_year_later(figures[i])
        place = head_places.get(table, [figures[indices[0]].place])[0]
        reason = f"the text dates {proof} to {lines}" if proof else _REASON.format(current.end)
        message = f"The heads of this table are dated a year early ({instants[-1]} and {instants[0]}): {reason}."
        findings.append(Finding("GG-READ-HEAD-YEAR", "violation" if proof else "warning", place, message))
    return findings


def _weigh(
    figures: list[Figure], indices: list[int], spoken: dict[Decimal, list[tuple[Instant, int]]]
) -> tuple[str, str, int]:
    proofs: list[tuple[str, str]] = []
    against = 0
    for index in indices:
        figure = figures[index]
        if (
            figure.value is None
            or not isinstance(figure.period, Instant)
            or figure.measure is not None
            or abs(figure.value) < _LEAST
        ):
            continue
        for instant, line in spoken.get(abs(figure.value), []):
            if instant == figure.period:
                against += 1
            elif instant.date == shift_months(figure.period.date, 12):
                proofs.append((figure.printed, f"{instant.date} (line {line})"))
    against = against if against > len(proofs) else 0
    return (", ".join(dict.fromkeys(p for p, _ in proofs)), ", ".join(dict.fromkeys(d for _, d in proofs)), against)


def _a_year_later(figure: Figure) -> Figure:
    return replace(
        figure,
        period=_later(figure.period),
        comparative=_later(figure.comparative),
        printed_period=figure.period,
    )


def _later(period: Period | None) -> Period | None:
    if isinstance(period, Instant):
        return Instant(shift_months(period.date, 12))
    if isinstance(period, Duration):
        return Duration(
            shift_months(period.start - timedelta(days=1), 12) + timedelta(days=1), shift_months(period.end, 12)
        )
    return None


def note_odd_places(figures: list[Figure]) -> list[Finding]:
    """Return a finding for each figure with fewer decimal places than all others of its kind in the table.

    Figures of one unit and measure in a table are printed alike; where at least four others have the same places, a
    figure with fewer has lost a digit.
    """
    findings = []
    for indices in _by_table(figures).values():
        kinds: dict[tuple[object, str | None], list[Figure]] = defaultdict(list)
        for index in indices:
            figure = figures[index]
            if figure.value is not None and figure.decimals is not None:
                kinds[figure.unit, figure.measure].append(figure)
        for alike in kinds.values():
            places = Counter(_places(figure.printed) for figure in alike)
            usual, count = places.most_common(1)[0]
            odd = [figure for figure in alike if _places(figure.printed) < usual]
            if usual and count >= _LEAST_ALIKE and len(odd) == 1 and count == len(alike) - 1:
                message = (
                    f"“{odd[0].printed}” has fewer decimal places than the other {count} figures of its kind in the "
                    f"table: a digit may be lost."
                )
                findings.append(Finding("GG-READ-PLACES", "warning", odd[0].place, message))
    return findings


_AFTER_POINT = re.compile(r"\d\.(\d+)")


def _places(text: str) -> int:
    match = _AFTER_POINT.search(text)
    return len(match[1]) if match else 0


# Debt and exhibit tables of filings have words, dates and spans of years beside headings: text, no glyphs of a scan.
_WORDS = re.compile(r"[^\W\d_]{3}|^\s*\d{4}\s*[-–—]\s*\d{4}\s*$")


def _describe_ghost(text: str) -> str:
    """Say why a glyph is no figure: it has digits but stands in the row of a heading, or has not even digits."""
    if re.search(r"\d{3}", text):
        return f"“{text}” is no figure: it stands beside a heading, which has none."
    return f"“{text}” is no figure: it is not a number."


def note_damage(reading: TableReading) -> list[Finding]:
    """Say which glyphs of a table are no figures, which dashes were misread, and which rows were read twice."""
    findings = [
        Finding("GG-READ-GHOST", "violation" if re.search(r"\d{3}", text) else "warning", place, _describe_ghost(text))
        for place, text in reading.ghosts
        if not _WORDS.search(text)
    ]  # fmt: skip
    for figure in reading.figures:
        if figure.is_nil and figure.printed in ("_", "="):
            findings.append(
                Finding(
                    "GG-READ-DASH",
                    "warning",
                    figure.place,
                    f"“{figure.printed}” is read as a dash: there is no figure.",
                )
            )
    findings += _copies(reading.figures)
    return findings


def _copies(figures: list[Figure]) -> list[Finding]:
    first = {(figure.place.line, figure.place.column): figure for figure in figures}
    findings = []
    for figure in figures:
        if figure.copy_of is None or figure.place.column is None:
            continue
        original = first.get((figure.copy_of, figure.place.column))
        if original is not None and original.printed != figure.printed:
            findings.append(
                Finding(
                    "GG-READ-COPY",
                    "violation",
                    figure.place,
                    f"“{figure.printed}” is a misread second copy of “{original.printed}” in line {figure.copy_of}: "
                    f"one printed row was read twice.",
                )
            )
    return findings


def _by_table(figures: list[Figure]) -> dict[int, list[int]]:
    tables: dict[int, list[int]] = defaultdict(list)
    for index, figure in enumerate(figures):
        if figure.within is not None and figure.place.column is not None:
            tables[figure.within].append(index)
    return tables
