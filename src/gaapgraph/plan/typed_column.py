"""What a variable of a query is in a table: its kind is known before any row is read, and so is how it compares.

A column holds the values of one kind as the engine's own type. Where a variable may be of several kinds its values are
whole terms as text: `<iri>`, `"text"`, `"2009-06-30"^^<datatype>`, `"text"@en`, with nothing escaped.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "FALSE", "MACROS", "NULL", "TRUE", "Column", "Kind", "as_kind", "as_number", "as_term", "as_text", "equal", "quote",
    "unify",
]  # fmt: skip

TRUE, FALSE = "TRUE", "FALSE"


class Kind(StrEnum):
    """What values of a column are."""

    iri = "iri"
    text = "text"
    number = "number"
    integer = "integer"
    boolean = "boolean"
    other = "other"
    term = "term"


_DATATYPES = {
    Kind.text: XSD.string, Kind.number: XSD.decimal, Kind.integer: XSD.integer, Kind.boolean: XSD.boolean,
}  # fmt: skip
_NUMERIC = frozenset([Kind.number, Kind.integer])
_PLACES = 18  # of a quotient; the rest is cut off, as the store does


def _divide() -> str:
    """Return the digits of a quotient of whole numbers below 10^35, three by three: no engine has them at once."""
    whole, rest = "(x // y)", "(x % y)"
    for _ in range(_PLACES // 3):
        whole, rest = f"({whole} * 1000 + ({rest} * 1000) // y)", f"(({rest} * 1000) % y)"
    return whole


MACROS = (  # each names its text once: an expression in an expression would be written out time and again
    "CREATE OR REPLACE MACRO number_text(x) AS rtrim(rtrim(CAST(x + 0.0 AS VARCHAR), '0'), '.')",
    "CREATE OR REPLACE MACRO term_text(x) AS CASE WHEN x[1] = '<' THEN x[2:-2] "
    r"""ELSE regexp_extract(x, '^"(.*)"(@[A-Za-z0-9-]+|\^\^<[^<>]*>)?$', 1, 's') END""",
    r"""CREATE OR REPLACE MACRO term_tail(x) AS regexp_extract(x, '^"(.*)"(@[A-Za-z0-9-]+|\^\^<[^<>]*>)?$', 2, 's')""",
    "CREATE OR REPLACE MACRO near_floor(x, y) AS CAST(floor(CAST(x AS DOUBLE) / CAST(y AS DOUBLE)) AS BIGINT)",
    "CREATE OR REPLACE MACRO floor_of(x, y) AS CASE WHEN y = 0 THEN NULL "
    "WHEN (near_floor(x, y) + 1) * abs(y) <= x * sign(y) THEN near_floor(x, y) + 1 "
    "WHEN near_floor(x, y) * abs(y) > x * sign(y) THEN near_floor(x, y) - 1 ELSE near_floor(x, y) END",
    f"CREATE OR REPLACE MACRO digits_of(x, y) AS {_divide()}",
    "CREATE OR REPLACE MACRO whole_of(x) AS CAST(trunc(x + 0.0) AS HUGEINT) * CAST(1e18 AS HUGEINT) "
    "+ CAST((x - trunc(x + 0.0)) * 1000000000000000000 AS HUGEINT)",
    "CREATE OR REPLACE MACRO quotient(x, y) AS CASE WHEN y <> 0 THEN "
    "CAST(digits_of(whole_of(abs(x)), whole_of(abs(y))) AS DECIMAL(38, 0)) * 0.000000000000000001 "
    "* CAST(sign(x) * sign(y) AS TINYINT) END",
    "CREATE OR REPLACE MACRO part_of(x) AS CAST((x - trunc(x)) * 1000000000000000000 AS HUGEINT)",
    "CREATE OR REPLACE MACRO product(x, y) AS CAST(CAST(trunc(x) AS HUGEINT) * CAST(trunc(y) AS HUGEINT) "
    "* CAST(1e18 AS HUGEINT) + CAST(trunc(x) AS HUGEINT) * part_of(y) + part_of(x) * CAST(trunc(y) AS HUGEINT) "
    "+ part_of(x) * part_of(y) // CAST(1e18 AS HUGEINT) AS DECIMAL(38, 0)) * 0.000000000000000001",
    "CREATE OR REPLACE MACRO text_after(x, y) AS coalesce(list_aggregate(string_split(x, y)[2:], 'string_agg', y), '')",
    "CREATE OR REPLACE MACRO text_before(x, y) AS coalesce((string_split(x, y)[:-2])[1], '')",
)


@frozen(kw_only=True)
class Column:
    """An expression of the engine, and what its values are.

    Attributes:
        sql: The expression.
        datatype: Of `other`.
        is_optional: There may be none.
        is_long: Of numbers: with so many places that a product of two of them is beyond the engine's own.
        is_mixed: Of numbers: some of them may be integers, which nothing tells apart any more.
        origin: Of IRIs: the table whose subjects they are. A resource is the subject of one table alone.
    """

    sql: str
    kind: Kind
    datatype: str = ""
    is_optional: bool = False
    is_long: bool = False
    is_mixed: bool = False
    origin: str = ""

    @property
    def is_numeric(self) -> bool:
        """Whether its values are numbers."""
        return self.kind in _NUMERIC

    @property
    def type_iri(self) -> str:
        """The datatype of its values; empty for IRIs and terms."""
        return self.datatype if self.kind is Kind.other else _DATATYPES.get(self.kind, "")


NULL = Column(sql="NULL", kind=Kind.text, is_optional=True)


def quote(text: str) -> str:
    """Return a string as the engine writes it."""
    return "'" + text.replace("'", "''") + "'"


def as_text(column: Column) -> str:
    """Return the lexical form, or the IRI."""
    match column.kind:
        case Kind.number:
            return f"number_text({column.sql})"
        case Kind.integer:
            return f"CAST({column.sql} AS VARCHAR)"
        case Kind.boolean:
            return f"CASE WHEN {column.sql} THEN 'true' WHEN NOT {column.sql} THEN 'false' END"
        case Kind.term:
            return f"term_text({column.sql})"
    return column.sql


def as_term(column: Column) -> str:
    """Return the whole term as text."""
    if column.kind is Kind.term or column.sql == "NULL":
        return column.sql
    if column.kind is Kind.iri:
        return f"('<' || {column.sql} || '>')"
    tail = "" if column.kind is Kind.text else f"^^<{column.type_iri}>"
    return f"""('"' || {as_text(column)} || {quote('"' + tail)})"""


def as_number(column: Column) -> str:
    """Return a number of the engine; none where it is no number."""
    if column.is_numeric:
        return column.sql
    if column.kind is not Kind.term:
        return "NULL"
    tails = ", ".join(quote(f"^^<{one}>") for one in (XSD.decimal, XSD.integer))
    number = f"TRY_CAST(term_text({column.sql}) AS DECIMAL(38, 10))"
    return f"CASE WHEN term_tail({column.sql}) IN ({tails}) THEN {number} END"


def as_kind(column: Column, wanted: Column) -> str:
    """Return an expression in the kind of another column that `unify` has found."""
    return as_term(column) if wanted.kind is Kind.term else column.sql


def unify(columns: Iterable[Column]) -> Column:
    """Return what the values of several columns are together; its expression is that of the first."""
    every = [*columns]
    known = [one for one in every if one.sql != "NULL"]
    if not known:
        return NULL
    first, is_optional = known[0], any(one.is_optional for one in every)
    if all((one.kind, one.datatype) == (first.kind, first.datatype) for one in known):
        is_long, is_mixed = any(one.is_long for one in known), any(one.is_mixed for one in known)
        origin = first.origin if all(one.origin == first.origin for one in known) else ""
        return replace(first, is_optional=is_optional, is_long=is_long, is_mixed=is_mixed, origin=origin)
    is_number = all(one.is_numeric for one in known)
    kind = Kind.number if is_number else Kind.term
    is_long = any(one.is_long for one in known)
    return Column(sql=first.sql, kind=kind, is_optional=is_optional, is_long=is_long, is_mixed=is_number)


def equal(one: Column, other: Column) -> str:
    """Return the condition that two columns have the same value."""
    if one.origin and other.origin and one.origin != other.origin:
        return FALSE
    if one.is_numeric and other.is_numeric:
        return f"{one.sql} = {other.sql}"
    if "NULL" in (one.sql, other.sql):
        return "NULL"
    if (one.kind, one.datatype) == (other.kind, other.datatype):
        return f"{one.sql} = {other.sql}"
    if Kind.term in (one.kind, other.kind):
        return f"{as_term(one)} = {as_term(other)}"
    return FALSE
