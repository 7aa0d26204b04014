"""Answers as data frames: figures are exact decimals, dates are dates, and IRIs are text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, QuerySolutions

from gaapgraph.errors import InputError
from gaapgraph.vocabulary import XSD

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Answer", "collect"]

Value = Decimal | int | date | bool | str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a SELECT as values of Python.

    Attributes:
        columns: Their names, in the order of the query.
        rows: A tuple for each solution; what is not bound is None, and an IRI is text.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def to_polars(self) -> polars.DataFrame:
        """Return the answer as a Polars frame; figures have the type Decimal.

        Raises:
            InputError: Polars, which is an extra, is not installed.
        """
        _require("polars")
        import polars

        columns = {name: [row[index] for row in self.rows] for index, name in enumerate(self.columns)}
        return polars.DataFrame(
            [
                polars.Series(name, values, dtype=_decimal_type(values) if _has_decimal(values) else None, strict=True)
                for name, values in columns.items()
            ]
        )

    def to_pandas(self) -> pandas.DataFrame:
        """Return the answer as a pandas frame, in which figures are objects of the type Decimal.

        Raises:
            InputError: Pandas, which is an extra, is not installed.
        """
        _require("pandas")
        import pandas

        return pandas.DataFrame(list(self.rows), columns=list(self.columns), dtype=object)


def collect(solutions: QuerySolutions) -> Answer:
    """Return all solutions of a SELECT as values."""
    columns = tuple(variable.value for variable in solutions.variables)
    return Answer(columns, tuple(tuple(_value(solution[name]) for name in columns) for solution in solutions))


def _value(term: object) -> Value:
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    kind = term.datatype.value
    if kind == XSD.decimal:
        return Decimal(term.value)
    if kind == XSD.integer:
        return int(term.value)
    if kind == XSD.date:
        return date.fromisoformat(term.value)
    return term.value == "true" if kind == XSD.boolean else term.value


def _has_decimal(values: list[Value]) -> bool:
    return any(isinstance(value, Decimal) for value in values)


def _decimal_type(values: list[Value]) -> Any:
    """Return the type that holds each figure exactly: as many places as the finest of them has."""
    import polars

    exponents = [value.as_tuple().exponent for value in values if isinstance(value, Decimal)]
    return polars.Decimal(38, max(0, *(-each for each in exponents if isinstance(each, int)), 0))


def _require(name: str) -> None:
    if find_spec(name) is None:
        raise InputError(f"{name} is not installed", where=f"to_{name}", mend="pip install 'gaapgraph[frames]'")
