"""What became of every numeric token of a document, once its figures are facts."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.tag.label.entry_text import read_entry_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gaapgraph.model import Place, Report
    from gaapgraph.reader.release import Figure, Reading, Token

__all__ = ["Aside", "account_tokens", "read_asides"]

_KINDS = ("date", "identifier", "label", "head", "noise")


@frozen
class Aside:
    """A number in prose that a person set aside, and why."""

    line: int
    offset: int
    text: str
    kind: str
    reason: str


def read_asides(path: Path) -> list[Aside]:
    """Return the numbers set aside in a file.

    Raises:
        InputError: A row has no place or no known kind.
    """
    lines = read_entry_text(path).splitlines()
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    rows = []
    for number, row in enumerate(
        csv.DictReader(io.StringIO("\n".join(lines[start:])), delimiter="\t", quoting=csv.QUOTE_NONE), start + 2
    ):
        try:
            aside = Aside(int(row["line"]), int(row["offset"]), row["printed_text"], row["kind"], row["reason"])
        except (KeyError, ValueError, TypeError) as exc:
            raise InputError(
                f"the row cannot be used ({exc!r})", where=f"{path}:{number}", mend="mend that row"
            ) from exc
        if aside.kind not in _KINDS:
            raise InputError(
                f"kind {aside.kind!r} is none of {', '.join(_KINDS)}", where=f"{path}:{number}", mend="mend that row"
            )
        rows.append(aside)
    return rows


def account_tokens(reading: Reading, report: Report, asides: tuple[Aside, ...] = ()) -> tuple[Token, ...]:
    """Return every numeric token with what it is: a fact only where the report has an occurrence there.

    A number that the grammar took for a figure but that is tied to no fact is `unresolved`, with what it lacks.

    Args:
        reading: The document as read.
        report: The same document as facts.
        asides: Numbers that a person set aside; each counts only where its text stands at its place.
    """
    cells = {o.place for _, o in report.occurrences if o.place.column is not None}
    spans: dict[Place, list[tuple[int, int]]] = {}
    for _, occurrence in report.occurrences:
        offset = occurrence.place.offset
        if offset is not None:
            ends = (offset, offset + len(occurrence.printed_text))
            spans.setdefault(replace(occurrence.place, offset=None), []).append(ends)
    lines = dict(reading.prose)
    aside_spans: dict[int, list[Aside]] = {}
    for aside in asides:
        if lines.get(aside.line, "")[aside.offset : aside.offset + len(aside.text)] == aside.text:
            aside_spans.setdefault(aside.line, []).append(aside)
    lacks = {figure.place: _name_lack(figure) for figure in reading.figures}
    return tuple(_account(reading, cells, spans, aside_spans, lacks))


def _name_lack(figure: Figure) -> str:
    """Say why a figure is no fact, if it is none."""
    if figure.unit is None:
        return "its unit is not known"
    if figure.within is not None:
        return "its period is not known" if figure.period is None else "its row is read elsewhere"
    if figure.is_forecast:
        return "a forecast that no table repeats"
    if figure.period is None:
        return "its sentence names no period, and no table repeats it"
    return "no row of a table has this amount under the name that its sentence gives it"


def _account(
    reading: Reading,
    cells: set[Place],
    spans: dict[Place, list[tuple[int, int]]],
    asides: dict[int, list[Aside]],
    lacks: dict[Place, str],
) -> Iterator[Token]:
    for token in reading.tokens:
        if token.place.column is not None:
            is_fact = token.place in cells
            yield _unresolved(token, lacks) if token.kind == "fact" and not is_fact else token
            continue
        offset = token.place.offset or 0
        end = offset + len(token.text)
        if any(low < end and offset < high for low, high in spans.get(replace(token.place, offset=None), ())):
            yield replace(token, kind="fact", reason="")
            continue
        aside = next(
            (a for a in asides.get(token.place.line, ()) if a.offset < end and offset < a.offset + len(a.text)), None
        )
        if aside is not None:
            yield replace(token, kind=aside.kind, reason=aside.reason)
        else:
            yield _unresolved(token, lacks) if token.kind == "fact" else token


def _unresolved(token: Token, lacks: dict[Place, str]) -> Token:
    return replace(token, kind="unresolved", reason=lacks.get(token.place, "no fact states it"))
