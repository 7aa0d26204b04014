"""Bindings of rules that the engine settles: those that hold, and of which nothing is told.

Nearly all are such, and to count them needs no figure of theirs. What is broken, what only rounding explains, and what
is not as plain as `settlement.sql` wants it, goes to the code that binds one figure after the other.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.plan.rows import boxed
from gaapgraph.plan.typed_column import Kind, as_number, as_text, quote
from gaapgraph.scale.arrow_table import create_list
from gaapgraph.validation.binding import FORMULAS
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from duckdb import DuckDBPyConnection

    from gaapgraph.plan.query_plan import Planner
    from gaapgraph.plan.rows import Relation
    from gaapgraph.validation.rule import Rule

__all__ = ["NUMBERS_QUERY", "Held", "Settlement"]

NUMBERS_QUERY = f"""
SELECT ?print ?fact ?value ?lower ?upper ?report {{
  ?print a <{GG.Occurrence}> ; <{GG.fact}> ?fact .
  ?print <{GG.value}> ?value ; <{GG.lowerBound}> ?lower ; <{GG.upperBound}> ?upper .
  OPTIONAL {{ ?fact <{GG.report}> ?report }}
}}
"""
_STEPS = Path(__file__).with_name("settlement.sql")
_COLUMNS = {  # of rows of operands: how each is read
    "this": as_text,
    "value": as_text,
    "binding": as_text,
    "role": as_text,
    "weight": as_number,
    "operand": as_text,
    "reported": as_text,
    "needed": as_text,
    "required": as_text,
    "formula": as_text,
    "code": as_text,
    "family": as_text,
}
_CHANGED = ("amount", "lower", "upper")  # columns that say more of an operand than its print does
_NUMBERS = ("value", "lower", "upper")


@frozen
class Held:
    """How many bindings of a rule hold in a report, the engine being sure of it."""

    code: str
    family: str
    report: str
    count: int


@frozen
class Settlement:
    """The bindings of all rules in one partition."""

    connection: DuckDBPyConnection

    def begin(self, planner: Planner) -> bool:
        """Make the table of the numbers that prints show; return whether all of them are numbers of the engine."""
        relation = planner.plan(NUMBERS_QUERY)
        if relation.is_empty or any(relation.columns[name].kind is not Kind.number for name in _NUMBERS):
            return False
        self._run("numbers", PRINTS=relation.sql)
        return True

    def settle(self, number: int, rule: Rule, relation: Relation) -> list[Held]:
        """Settle what can be settled of a rule.

        Args:
            number: Of the rule, by which its rows are found again.
            rule: The rule.
            relation: The rows of its operands.
        """
        columns = relation.columns
        boxes = boxed(relation.sql, columns)
        read = {name: how(boxes.columns[name]) for name, how in _COLUMNS.items() if name in columns}
        listed = ", ".join(f"{read.get(name, 'NULL')} AS {name}" for name in _COLUMNS)
        changed = " OR ".join(f"{boxes.columns[name].sql} IS NOT NULL" for name in _CHANGED if name in columns)
        kept = ", ".join(f'{one.sql} AS "kept {name}"' for name, one in boxes.columns.items())
        self._run(
            "bindings",
            NUMBER=str(number),
            ROWS=f"SELECT {listed}, {changed or 'FALSE'} AS is_changed, {kept}{boxes.rest}",
            FORMULA=quote(next(iri for iri, one in FORMULAS.items() if one is rule.formula)),
        )
        rows = self.connection.execute(
            f"SELECT coalesce(code, ?), coalesce(family, ?), coalesce(report, ''), count(*) FROM binding_{number} "
            "WHERE is_held GROUP BY ALL ORDER BY ALL",
            [rule.code, rule.family],
        ).fetchall()
        return [Held(*row) for row in rows]

    def open_rows(self, number: int, columns: Sequence[str]) -> str:
        """Return the SELECT of the rows of bindings that are not settled."""
        return self._select(number, columns, "NOT is_held")

    def held_rows(self, number: int, columns: Sequence[str], reports: Collection[str]) -> str:
        """Return the SELECT of the rows of bindings that hold and compare figures of some reports."""
        create_list(self.connection, "broken", reports)
        of_broken = (
            f"group_number IN (SELECT group_number FROM operand_{number} JOIN number ON iri = operand "
            "WHERE number.report IN (SELECT iri FROM broken)) OR report IN (SELECT iri FROM broken)"
        )
        return self._select(number, columns, f"is_held AND ({of_broken})")

    @staticmethod
    def _select(number: int, columns: Sequence[str], condition: str) -> str:
        listed = ", ".join(f'"kept {name}"' for name in columns)
        return (
            f"SELECT {listed} FROM operand_{number} WHERE group_number IN "
            f"(SELECT group_number FROM binding_{number} WHERE {condition}) ORDER BY row_number"
        )

    def _run(self, part: str, **values: str) -> None:
        for statement in _read_steps(part):
            for name, value in {**_named_formulas(), **values}.items():
                statement = statement.replace(f"{{{name}}}", value)
            self.connection.execute(statement)


@cache
def _named_formulas() -> dict[str, str]:
    return {one.name.upper(): quote(iri) for iri, one in FORMULAS.items()}


@cache
def _read_steps(part: str) -> tuple[str, ...]:
    """Return the statements of one part of the file."""
    _, _, text = _STEPS.read_text(encoding="utf-8").partition(f"-- {part}:")
    return tuple(one for one in text.partition("\n-- end\n")[0].partition("\n")[2].split(";\n") if one.strip())
