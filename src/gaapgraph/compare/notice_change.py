"""Rows that map labels, and what the reader noticed, held against each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.compare.change import Change
from gaapgraph.compare.description import describe_row, quote
from gaapgraph.document.place import format_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.compare.alignment import Alignment
    from gaapgraph.compare.reason import Reasons
    from gaapgraph.compare.side import Side
    from gaapgraph.graph import Notice
    from gaapgraph.model import Place

__all__ = ["compare_about", "compare_notices", "compare_rows"]


def compare_about(a: Side, b: Side) -> Iterator[Change]:
    """Yield what differs of the reports themselves."""
    for name in dict.fromkeys([*a.about, *b.about]):
        before, after = a.about.get(name), b.about.get(name)
        if before != after:
            change = "added" if before is None else "removed" if after is None else "changed"
            yield Change("report", change, name, before, after, facts=())


def compare_rows(a: Side, b: Side, *, is_whole: bool) -> Iterator[Change]:
    """Yield the rows of mapping sets that one side cites otherwise, or alone.

    Args:
        a: The first report.
        b: The second.
        is_whole: Both are versions of one document, so that a row which only one cites is a change.
    """
    for iri in sorted(a.rows.keys() | b.rows.keys()):
        before, after = a.rows.get(iri), b.rows.get(iri)
        if before == after or (not is_whole and (before is None or after is None)):
            continue
        change = "added" if before is None else "removed" if after is None else "changed"
        uses = [_uses(side, iri) for side in (a, b)]
        known = before or after
        yield Change(
            kind="mapping",
            change=change,
            what=quote(known.label) if known is not None else iri,
            before=None if before is None else describe_row(before),
            after=None if after is None else describe_row(after),
            why=(_why(change, iri),),
            facts=tuple(dict.fromkeys(fact for _, facts in uses for fact in facts)),
            before_at=uses[0][0],
            after_at=uses[1][0],
        )


def compare_notices(a: Side, b: Side, alignment: Alignment, reasons: Reasons) -> Iterator[Change]:
    """Yield the findings of the reader that appear or disappear, wherever their lines stand."""
    here = Counter(_key(note, alignment.lines) for note in a.notices)
    there = Counter(_key(note, {}) for note in b.notices)
    for note in _surplus(a.notices, here - there, alignment.lines):
        yield _noticed(note, "removed", reasons.for_line(note.line, is_before=True))
    for note in _surplus(b.notices, there - here, {}):
        yield _noticed(note, "added", reasons.for_line(note.line, is_before=False))


def _noticed(note: Notice, change: str, why: str) -> Change:
    text = note.message
    is_gone = change == "removed"
    return Change(
        kind="finding",
        change=change,
        what=note.code,
        before=text if is_gone else None,
        after=None if is_gone else text,
        why=(why,),
        before_at=(note.place,) if is_gone else (),
        after_at=() if is_gone else (note.place,),
        severity=note.severity,
    )


def _surplus(notices: list[Notice], surplus: Counter[tuple[str, str, str]], lines: dict[int, int]) -> Iterator[Notice]:
    left = Counter(surplus)
    for note in sorted(notices, key=lambda note: (note.place.order, note.code)):
        key = _key(note, lines)
        if left[key] > 0:
            left[key] -= 1
            yield note


def _key(note: Notice, lines: dict[int, int]) -> tuple[str, str, str]:
    """Return code, severity and place of a finding; a line that is nowhere in the second document is told apart."""
    line = lines.get(note.line, -note.line) if lines else note.line
    return note.code, note.severity, format_place(replace(note.place, line=line))


def _uses(side: Side, iri: str) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    used = [place for place in side.places if place.mapping == iri]
    return tuple(dict.fromkeys(one.place for one in used)), tuple(dict.fromkeys(one.fact.iri for one in used))


def _why(change: str, iri: str) -> str:
    if change == "changed":
        return f"the row {iri} of the mapping set is another"
    return f"no label of the {'first' if change == 'added' else 'second'} is mapped by {iri}"
