"""Rows of a query as tables, conditions between them and what each variable is in them.

Joins stay flat: an engine finds their order among tables that stand side by side, not among nested selections.
"""

from __future__ import annotations

import re
from dataclasses import field, replace
from itertools import count
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.plan.typed_column import FALSE, NULL, TRUE, Column, as_kind, equal, unify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "UNIT", "Relation", "boxed", "empty", "extend", "fresh", "join", "join_left", "listed", "match", "restrict",
    "unite",
]  # fmt: skip

_NUMBERS = count(1)
_LONG = 200  # characters of an expression that is not worth repeating
_ALIAS = re.compile(r"\b(t\d+)\.")
_CUTS = ("regexp_", "TRY_CAST(regexp_")


@frozen
class Relation:
    """Tables side by side; none is the one row that binds nothing.

    Attributes:
        tables: Each under an alias of its own.
        conditions: All of which hold.
        columns: By the name of the variable.
        is_empty: It is known to have no row.
    """

    tables: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    columns: Mapping[str, Column] = field(default_factory=dict)
    is_empty: bool = False

    @property
    def rest(self) -> str:
        """What stands in a SELECT behind its list."""
        source = f" FROM {', '.join(self.tables)}" if self.tables else ""
        where = f" WHERE {' AND '.join(f'({one})' for one in self.conditions)}" if self.conditions else ""
        return source + where

    @property
    def sql(self) -> str:
        """The SELECT."""
        return f"SELECT {listed(self.columns)}{self.rest}"


UNIT = Relation()


def fresh() -> str:
    """Return a new alias."""
    return f"t{next(_NUMBERS)}"


def listed(columns: Mapping[str, Column]) -> str:
    """Return what a SELECT lists, each under its variable."""
    return ", ".join(f'{one.sql} AS "{name}"' for name, one in columns.items()) or "1 AS one"


def boxed(sql: str, columns: Mapping[str, Column]) -> Relation:
    """Return a SELECT as one table."""
    alias = fresh()
    return Relation((f"({sql}) {alias}",), (), {n: replace(one, sql=f'{alias}."{n}"') for n, one in columns.items()})


def empty(names: Iterable[str] = ()) -> Relation:
    """Return a relation without rows."""
    columns = dict.fromkeys(names, replace(NULL, sql="CAST(NULL AS VARCHAR)"))
    return Relation((), (FALSE,), columns, is_empty=True)


def restrict(relation: Relation, conditions: Iterable[str]) -> Relation:
    """Return the rows for which conditions hold."""
    left = [one for one in conditions if one != TRUE]
    if FALSE in left:
        return empty(relation.columns)
    return replace(relation, conditions=(*relation.conditions, *left)) if not relation.is_empty else relation


def extend(relation: Relation, name: str, column: Column) -> Relation:
    """Return the rows with one more column."""
    relation, column = _compute_early(relation, column)
    found = replace(relation, columns={**relation.columns, name: column})
    return boxed(found.sql, found.columns) if len(column.sql) > _LONG else found


def _compute_early(relation: Relation, column: Column) -> tuple[Relation, Column]:
    """Make a text that is cut a column of the one table that it comes from: once a row of it, not a row of the join.

    Nothing in such an expression fails, whatever rows the join would leave out.
    """
    aliases = set(_ALIAS.findall(column.sql))
    if len(relation.tables) < 2 or len(aliases) != 1 or not column.sql.startswith(_CUTS):
        return relation, column
    (alias,), made = aliases, fresh()
    tables = tuple(
        f"(SELECT {alias}.*, {column.sql} AS {made} FROM {one}) {alias}" if one.endswith(f" {alias}") else one
        for one in relation.tables
    )
    return replace(relation, tables=tables), replace(column, sql=f"{alias}.{made}")


def match(one: Mapping[str, Column], other: Mapping[str, Column]) -> Iterator[str]:
    """Yield the conditions that rows are compatible: what is unbound in one of them is with anything."""
    for name in sorted(one.keys() & other.keys()):
        here, there = one[name], other[name]
        condition = equal(here, there)
        missing = [f"{each.sql} IS NULL" for each in (here, there) if each.is_optional]
        yield f"({' OR '.join([condition, *missing])})" if missing else condition


def join(one: Relation, other: Relation) -> Relation:
    """Return the rows of both that are compatible."""
    if one.is_empty or other.is_empty:
        return empty([*one.columns, *other.columns])
    mine, theirs = one.columns, other.columns
    columns = {**mine, **theirs, **{name: _both(mine[name], theirs[name]) for name in mine.keys() & theirs.keys()}}
    both = Relation((*one.tables, *other.tables), (*one.conditions, *other.conditions), columns)
    return restrict(both, match(mine, theirs))


def _both(one: Column, other: Column) -> Column:
    """Return the value of either side of a join, of which the other may be unbound."""
    if not one.is_optional:
        return replace(one, origin=one.origin or other.origin) if not other.is_optional else one
    if not other.is_optional:
        return other
    both = unify([one, other])
    return replace(both, sql=f"COALESCE({as_kind(one, both)}, {as_kind(other, both)})")


def join_left(one: Relation, other: Relation, conditions: Iterable[str]) -> Relation:
    """Return the rows of one side, with those of the other where they are compatible and conditions hold.

    Both are boxed; the conditions name their columns.
    """
    every = [*(one for one in conditions if one != TRUE), *match(one.columns, other.columns)]
    if one.is_empty or other.is_empty or FALSE in every:
        return one
    on = " AND ".join(f"({one})" for one in every) or TRUE
    columns = {name: replace(column, is_optional=True) for name, column in other.columns.items()} | dict(one.columns)
    for name in one.columns.keys() & other.columns.keys():
        if one.columns[name].is_optional:
            there = replace(other.columns[name], is_optional=True)
            columns[name] = replace(_both(one.columns[name], there), is_optional=True)
    made = f"SELECT {listed(columns)} FROM {one.tables[0]} LEFT JOIN {other.tables[0]} ON {on}"
    return boxed(made, columns)


def unite(relations: Iterable[Relation]) -> Relation:
    """Return the rows of all."""
    every = [*relations]
    names = dict.fromkeys(name for one in every for name in one.columns)
    parts = [one for one in every if not one.is_empty]
    if not parts:
        return empty(names)
    if len(parts) == 1:
        return parts[0]
    wanted = {name: unify(one.columns.get(name, NULL) for one in parts) for name in names}
    texts = []
    for one in parts:
        columns = {
            name: replace(column, sql=as_kind(one.columns.get(name, NULL), column)) for name, column in wanted.items()
        }
        texts.append(f"SELECT {listed(columns)}{one.rest}")
    return boxed(" UNION ALL ".join(texts), wanted)
