"""Rows under a wrong label, proved by another statement of the same kind in the same document."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gaapgraph.language.fold import fold
from gaapgraph.model import Duration, Finding, Period

if TYPE_CHECKING:
    from gaapgraph.reader.table.figure import Figure, Row, Table

__all__ = ["mend_labels"]


@dataclass(slots=True)
class _Statement:
    """The rows of one statement, which may be printed as several tables, by section."""

    kind: str
    places: list[tuple[int, int, str]] = field(default_factory=list)
    sections: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    homes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def mend_labels(figures: list[Figure], tables: list[Table]) -> list[Finding]:
    """Give rows under a wrong label the label that they belong to, and say so.

    A row stands under a wrong label where another statement of the same kind has that label only in another section,
    and has in this section a row with the same amount, in the same unit and for a time that includes this one, whose
    label is missing here.

    Args:
        figures: The figures of all tables; those of mended rows are replaced.
        tables: The tables; those with mended rows are replaced.
    """
    statements = _statements(tables)
    findings = []
    for statement in statements:
        others = [other for other in statements if other is not statement and other.kind == statement.kind]
        for table, place, section in statement.places if others else ():
            row = tables[table].rows[place]
            found = _rightful(row=row, section=section, own=statement, others=others, figures=figures, tables=tables)
            if found is not None:
                findings.append(
                    _mend(figures=figures, tables=tables, table=table, place=place, section=section, twin=found)
                )
    return findings


def _statements(tables: list[Table]) -> list[_Statement]:
    statements: dict[tuple[str, tuple[str, ...]], _Statement] = {}
    for number, table in enumerate(tables):
        if table.kind == "other" or not table.titles:
            continue
        statement = statements.setdefault((table.kind, table.titles[:4]), _Statement(table.kind))
        for place, row in enumerate(table.rows):
            groups = row.headings[len(table.titles) :]
            if groups and row.label and row.figures:
                section, label = fold(groups[0]), fold(row.label)
                statement.places.append((number, place, section))
                statement.sections[section].add(label)
                statement.homes[label].add(section)
    return [statement for statement in statements.values() if len(statement.sections) > 1]


def _rightful(
    row: Row, section: str, *, own: _Statement, others: list[_Statement], figures: list[Figure], tables: list[Table]
) -> Row | None:
    """Return the row of another statement to which this row's figures belong."""
    label = fold(row.label)
    for other in others:
        homes = other.homes.get(label)
        if not homes or section in homes or section not in other.sections:
            continue
        candidates = [
            twin
            for table, place, home in other.places
            if home == section
            and fold((twin := tables[table].rows[place]).label) not in own.homes
            and _states_same(row, twin, figures)
        ]
        if len(candidates) == 1:
            return candidates[0]
    return None


def _states_same(row: Row, twin: Row, figures: list[Figure]) -> bool:
    return any(
        figures[a].value
        and figures[a].value == figures[b].value
        and figures[a].unit == figures[b].unit
        and _includes(figures[b].period, figures[a].period)
        for a in row.figures
        for b in twin.figures
    )


def _includes(outer: Period | None, inner: Period | None) -> bool:
    if isinstance(outer, Duration) and isinstance(inner, Duration):
        return outer.start <= inner.start and inner.end <= outer.end
    return outer is not None and outer == inner


def _mend(figures: list[Figure], tables: list[Table], *, table: int, place: int, section: str, twin: Row) -> Finding:
    row = tables[table].rows[place]
    for index in row.figures:
        figures[index] = replace(figures[index], label=twin.label, printed_label=row.label)
    rows = list(tables[table].rows)
    rows[place] = replace(row, label=twin.label)
    tables[table] = replace(tables[table], rows=tuple(rows))
    proof = next(figures[index] for index in row.figures if figures[index].value)
    return Finding(
        "GG-READ-LABEL",
        "violation",
        proof.place,
        f"“{row.label}” is the wrong label for {proof.printed}: another statement of this kind has it only in another "
        f"section, and states {proof.printed} in this one ({section}) as “{twin.label}” (line {twin.line}).",
    )
