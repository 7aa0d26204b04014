"""Answers as data frames: figures are exact decimals, dates are dates, periods and units can be worked with."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, QuerySolutions

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.graph import read_day, read_decimal, read_flag, read_whole
from gaapgraph.input_file import real_path
from gaapgraph.model import Duration
from gaapgraph.printable import html_table
from gaapgraph.question.run import shorten_cell
from gaapgraph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas
    import polars

    from gaapgraph.graph import Dataset
    from gaapgraph.model import Period
    from gaapgraph.question.question import Question

__all__ = ["IRI", "Answer", "Plot", "collect"]

_MOST_DIGITS = 38  # of a decimal in Polars
_LONGEST_INTEGER = 63  # bits
_MOST_SHOWN = 200  # rows in a notebook


class IRI(str):
    """The IRI of a term, which is also its text."""

    __slots__ = ()


_READERS: dict[str, Callable[[str], Decimal | int | date | bool | None]] = {
    XSD.decimal: read_decimal,
    XSD.integer: read_whole,
    XSD.date: read_day,
    XSD.boolean: read_flag,
}
Value = Decimal | int | date | bool | str | None


@frozen
class Plot:
    """An answer as a drawing, in SVG."""

    svg: str

    def _repr_svg_(self) -> str:
        """Return what a notebook shows."""
        return self.svg

    def write(self, path: str | Path) -> None:
        """Write the drawing to a file; only a picture of gaapgraph is replaced.

        Raises:
            OutputError: The file cannot be written, or something else stands there.
        """
        from gaapgraph.write import only, replace_whole
        from gaapgraph.write.kind import is_picture

        with replace_whole(real_path(Path(path)), only(is_picture, "no picture of gaapgraph")) as part:
            part.write_text(self.svg, encoding="utf-8")


@frozen
class Answer:
    """The rows of a SELECT as values of Python.

    Attributes:
        columns: Their names, in the order of the query.
        rows: A tuple for each solution; what is not bound is None, and an IRI is text.
        names: What the data call the terms in the rows, by IRI.
        periods: Those among them that are periods.
        issue: What makes its receipt.
        question: That it answers, where it is one of the library.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    names: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    periods: Mapping[str, Period] = field(default_factory=dict, compare=False, repr=False)
    issue: Callable[[], Any] | None = field(default=None, compare=False, repr=False)
    question: Question | None = field(default=None, compare=False, repr=False)

    def plot(self) -> Plot:
        """Return the answer as a drawing, which a notebook shows and `write` keeps.

        Raises:
            InputError: It answers no question of the library, the question has no chart, the answer is empty, or
                Altair, which is an extra, is not installed.
        """
        if self.question is None:
            raise InputError("has no chart", where="the answer", mend="ask a question of the library")
        from gaapgraph.question.chart import draw_chart

        rows = [[self._name(cell) if isinstance(cell, IRI) else _spell(cell) for cell in row] for row in self.rows]
        return Plot(draw_chart(self.question, self.columns, rows, "svg"))

    def receipt(self) -> Any:
        """Return the `gaapgraph.receipt.Receipt` of the answer: what stands behind each figure; `write` keeps it.

        Raises:
            InputError: The answer is not one to a question of the library.
        """
        if self.issue is None:
            raise InputError("has no receipt", where="the answer", mend="ask a question of the library")
        return self.issue()

    def to_polars(self, *, iris: bool = False) -> polars.DataFrame:
        """Return the answer as a Polars frame.

        Figures have the type Decimal, dates the type Date. Terms go by their short names, as `us-gaap:Revenues` and
        `JPY`; beside a column of periods stand two with their dates, such as `period_start` and `period_end`.

        Args:
            iris: Leave terms as whole IRIs, and add no columns.

        Raises:
            InputError: Polars, which is an extra, is not installed.
        """
        _require("polars")
        import polars

        types: dict[type, Any] = {bool: polars.Boolean, int: polars.Int64, date: polars.Date, str: polars.String}
        series = []
        for name, values in self._list_columns(iris=iris):
            kind, settled = _settle(values)
            dtype = polars.Decimal(_MOST_DIGITS, _places(settled)) if kind is Decimal else types[kind]
            series.append(polars.Series(name, settled, dtype=dtype, strict=True))
        return polars.DataFrame(series)

    def to_pandas(self, *, iris: bool = False) -> pandas.DataFrame:
        """Return the answer as a pandas frame.

        Figures are objects of the type Decimal and dates of the type date, which pandas keeps as they are; whole
        numbers have the type Int64. Terms and periods are as in `to_polars`.

        Args:
            iris: Leave terms as whole IRIs, and add no columns.

        Raises:
            InputError: Pandas, which is an extra, is not installed.
        """
        _require("pandas")
        import pandas

        types = {bool: "boolean", int: "Int64"}
        columns = {}
        for name, values in self._list_columns(iris=iris):
            kind, settled = _settle(values)
            columns[name] = pandas.Series(settled, dtype=types.get(kind, "object"))
        return pandas.DataFrame(columns)

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the first rows, terms by their names and figures as they are."""
        shown = [
            [self._name(value) if isinstance(value, IRI) else _spell(value) for value in row]
            for row in self.rows[:_MOST_SHOWN]
        ]
        more = len(self.rows) - len(shown)
        caption = f"the first {len(shown)} of {len(self.rows)} rows" if more else ""
        return html_table(list(self.columns), shown, caption)

    def _list_columns(self, *, iris: bool) -> Iterator[tuple[str, list[Value]]]:
        """Yield the columns of a frame, each with its values."""
        for index, name in enumerate(self.columns):
            values = [row[index] for row in self.rows]
            if iris:
                yield name, [str(value) if isinstance(value, IRI) else value for value in values]
                continue
            yield name, [self._name(value) if isinstance(value, IRI) else value for value in values]
            periods = [self.periods.get(value) if isinstance(value, IRI) else None for value in values]
            if any(periods) and all(period or value is None for period, value in zip(periods, values, strict=True)):
                for end in ("start", "end"):
                    if f"{name}_{end}" not in self.columns:
                        yield f"{name}_{end}", [_day(period, end) for period in periods]

    def _name(self, iri: IRI) -> str:
        return self.names.get(iri) or shorten_cell(NamedNode(iri))


def _spell(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def collect(solutions: QuerySolutions, dataset: Dataset | None = None) -> Answer:
    """Return all solutions of a SELECT as values.

    Args:
        solutions: Of a query.
        dataset: The data that were asked, which say what their terms are called and which are periods.
    """
    columns = tuple(variable.value for variable in solutions.variables)
    rows = tuple(tuple(_value(solution[name]) for name in columns) for solution in solutions)
    if dataset is None:
        return Answer(columns, rows)
    named = {value for row in rows for value in row if isinstance(value, IRI)}
    periods: dict[str, Period] = {iri: period for iri in named if (period := dataset.find_period(iri)) is not None}
    return Answer(columns, rows, {iri: dataset.name(iri) for iri in named}, periods)


def _value(term: object) -> Value:
    if isinstance(term, NamedNode):
        return IRI(term.value)
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    read = _READERS.get(term.datatype.value)
    value = None if read is None else read(term.value)
    return term.value if value is None else value  # what is no such value stays the text that it is


def _day(period: Period | None, end: str) -> date | None:
    """Return the first or the last day of a period; an instant has no first."""
    if end == "start":
        return period.start if isinstance(period, Duration) else None
    return None if period is None else period.end


def _settle(values: list[Value]) -> tuple[type, list[Any]]:
    """Return the one type of a column with its values in it; what has no type in common, or no room, is text."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int} and any(isinstance(each, int) and each.bit_length() > _LONGEST_INTEGER for each in values):
        kinds = {Decimal}
    if kinds in ({Decimal}, {Decimal, int}):
        exact = [None if value is None else Decimal(value) for value in values if not isinstance(value, date)]
        if _digits(exact) <= _MOST_DIGITS:
            return Decimal, exact
    elif len(kinds) == 1 and kinds <= {bool, int, date, str}:
        return kinds.pop(), values
    return str, [None if value is None else _text(value) for value in values]


def _text(value: Value) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _places(values: list[Decimal | None]) -> int:
    """Return how many places the finest of some figures has."""
    exponents = [value.as_tuple().exponent for value in values if value is not None]
    return max(0, *(-each for each in exponents if isinstance(each, int)), 0)


def _digits(values: list[Decimal | None]) -> int:
    """Return how many digits hold each of some figures, with as many places as the finest."""
    return _places(values) + max((value.adjusted() + 1 for value in values if value is not None), default=0)


def _require(name: str) -> None:
    if find_spec(name) is None:
        raise InputError(f"{name} is not installed", where=f"to_{name}", mend="pip install 'gaapgraph[frames]'")
