"""Tables that tell no time of their own, in documents that report on a quarter and on the year to date alike.

What flows in such a table may be of either. The figures that it shares with tables of a known time tell which; without
any it has no period, and a finding says why.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.model import Duration, Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaapgraph.model import Period
    from gaapgraph.reader.table.chain import TableReading
    from gaapgraph.reader.table.figure import Figure

__all__ = ["settle_undated"]

_SHARE = 4  # a span is reported on where it has at least a fourth of the figures of the other
_SEVERAL = 2
_LEAST = 100  # units of the last digit: smaller figures are alike by chance


def settle_undated(figures: list[Figure], readings: Sequence[TableReading], now: Period | None) -> list[Finding]:
    """Date what flows in tables without a time by the figures that they share with others, or take its period.

    Args:
        figures: All figures of tables; those of tables without a time are replaced.
        readings: The tables, in the order of the index by which figures name theirs.
        now: The period that the document reports on.

    Returns:
        A finding for each table whose figures may be of two periods.
    """
    if not isinstance(now, Duration) or not any(reading.undated for reading in readings):
        return []
    open_places = {place: one.within for place, one in enumerate(figures) if _is_open(one, readings, now)}
    rest = [figure for place, figure in enumerate(figures) if place not in open_places]
    spans = _reported_spans(rest, now)
    if len(spans) < _SEVERAL:
        return []
    findings = []
    for table in dict.fromkeys(open_places.values()):
        places = [place for place, within in open_places.items() if within == table]
        span = _shared_span([figures[place] for place in places], rest, spans)
        for place in places:
            figures[place] = replace(figures[place], period=span, comparative=None)
        if span is None and table is not None:
            findings.append(_finding(readings[table], spans))
    return findings


def _is_open(figure: Figure, readings: Sequence[TableReading], now: Duration) -> bool:
    return figure.within is not None and figure.row in readings[figure.within].undated and figure.period == now


def _reported_spans(figures: Iterable[Figure], now: Duration) -> tuple[Duration, ...]:
    """Return the spans that end when the document's own does, and of which it states much."""
    counts = Counter(
        figure.period
        for figure in figures
        if isinstance(figure.period, Duration) and figure.period.end == now.end and figure.measure is None
    )
    most = max(counts.values(), default=0)
    return tuple(sorted(span for span, count in counts.items() if count * _SHARE >= most))


def _shared_span(undated: Iterable[Figure], dated: Iterable[Figure], spans: tuple[Duration, ...]) -> Duration | None:
    """Return the one span in which other tables state figures of these; None where they state them in none or more."""
    known: dict[tuple[object, object], set[Period | None]] = {}
    for figure in dated:
        if figure.value is not None and figure.measure is None:
            known.setdefault((figure.value, figure.unit), set()).add(figure.period)
    votes: Counter[Duration] = Counter()
    for figure in undated:
        is_telling = figure.measure is None and _digits(figure) >= _LEAST
        stated = known.get((figure.value, figure.unit), set()) if is_telling else set()
        found = [span for span in spans if span in stated]
        votes.update(found if len(found) == 1 else [])
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _digits(figure: Figure) -> int:
    """Return a figure in units of its last digit; 0 for a dash."""
    return 0 if figure.value is None else abs(int(figure.value.scaleb(figure.decimals or 0)))


def _finding(reading: TableReading, spans: Iterable[Duration]) -> Finding:
    named = " and ".join(str(span) for span in spans)
    message = (
        f"Neither the table nor a line next to it says when it is: the document reports on {named} alike, and no "
        "figure of the table stands in another one of a known time, so what flows in it has no period."
    )
    return Finding("GG-READ-PERIOD", "warning", Place(reading.table.first_line), message)
