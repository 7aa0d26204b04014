"""Which facts stand behind each figure of an answer, and by which arithmetic.

The body of the query is asked once more for all its variables, and each query within it whose rows are added up for
the rows that were added. What binds a variable is then followed back, along the branch of an `IF` that was taken, to
the facts from which the figure comes. Nothing is known of any single question.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from gaapgraph.frozen_class import frozen
from gaapgraph.graph import read_decimal
from gaapgraph.receipt.expression import Constant, Operation, Value, Variable, compute, list_variables
from gaapgraph.receipt.select_tree import read_select
from gaapgraph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gaapgraph.receipt.expression import Expression
    from gaapgraph.receipt.select_tree import Select

__all__ = ["Lineage", "Source", "Term", "Traced", "is_figure", "read_term", "same_term"]

Term = NamedNode | Literal
Row = dict[str, Term]
_AGGREGATES = frozenset({"SUM", "COUNT", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_NUMBERS = frozenset({XSD.decimal, XSD.integer})
_MOST = 400  # parts of one sum that are written out


@frozen
class Source:
    """What the data state: a resource and the property whose value was taken."""

    subject: str
    predicate: str
    value: Value


@frozen
class Traced:
    """A value with the arithmetic that gave it.

    Attributes:
        expression: Over variables that stand for sources, or constants.
        sources: By the variable's name.
    """

    value: Value
    expression: Expression
    sources: Mapping[str, Source]


class Lineage:
    """The rows behind an answer.

    Args:
        text: The query, with values for its parameters.
        ask: Runs a query over the data that were asked.
    """

    def __init__(self, text: str, ask: Callable[[str], Iterable[Row]]) -> None:
        self._prologue, self._select = read_select(text)
        self._ask = ask
        self._top = _Scope(self._select, self._fetch(self._select, self._select.values, ""), self)
        self._plain = [name for name in self._select.names if name in self._top.names]
        self._rows = self._top.index(self._plain)

    @property
    def resources(self) -> set[str]:
        """The IRIs that the variables of the query's own scope have in any row."""
        return {term.value for row in self._top.rows for term in row.values() if isinstance(term, NamedNode)}

    def trace(self, row: Row, name: str) -> Traced | None:
        """Return where a figure of a row comes from, or None where nothing shows it."""
        rows = self._rows.get(tuple(map(str, (row.get(each) for each in self._plain))), [])
        if not rows:
            return None
        expression = self._select.items.get(name)
        if expression is not None:
            return self._top.trace_item(expression, rows, read_term(row.get(name)))
        tracer = _Tracer(self._top, rows[0])
        return tracer.follow(name) if name in rows[0] else None

    def _fetch(self, select: Select, values: str, bound: str) -> list[Row]:
        text = f"{self._prologue}SELECT * WHERE {{ {bound}{select.body} }}\n{values}"
        return list(self._ask(text))

    def open(self, block: Select, rows: Sequence[Row]) -> _Scope:
        """Return the inside of a query within another, for the rows of that one; what it binds itself is left to it."""
        keys = [name for name in block.names if name not in block.binds and any(name in row for row in rows)]
        bound = ""
        if keys and all(all(name in row for name in keys) for row in rows):
            terms = {" ".join(str(row[name]) for name in keys): None for row in rows}
            bound = f"VALUES ({' '.join('?' + key for key in keys)}) {{ {' '.join(f'({each})' for each in terms)} }} "
        return _Scope(block, self._fetch(block, "", bound), self)


class _Scope:
    """The rows of one SELECT before they are added up, and the queries within it."""

    def __init__(self, select: Select, rows: list[Row], lineage: Lineage) -> None:
        self.select, self.rows, self._lineage = select, rows, lineage
        self.names = {name for row in rows for name in row}
        self._blocks: dict[int, _Scope] = {}
        self._indexes: dict[tuple[str, ...], dict[tuple[str, ...], list[Row]]] = {}

    def index(self, names: Sequence[str]) -> dict[tuple[str, ...], list[Row]]:
        """Return the rows by what they have for some variables."""
        key = tuple(names)
        if key not in self._indexes:
            found: dict[tuple[str, ...], list[Row]] = {}
            for row in self.rows:
                found.setdefault(tuple(str(row.get(name)) for name in names), []).append(row)
            self._indexes[key] = found
        return self._indexes[key]

    def find_block(self, name: str) -> _Scope | None:
        """Return the query within that gives a variable."""
        for number, block in enumerate(self.select.blocks):
            if name in block.outputs or block.is_star:
                if number not in self._blocks:
                    self._blocks[number] = self._lineage.open(block, self.rows)
                return self._blocks[number]
        return None

    def give(self, name: str, outer: Row) -> Traced | None:
        """Return a variable that this query gives to one around it, for one of its rows."""
        keys = [each for each in self.select.names if each in outer and each in self.names]
        rows = self.index(keys).get(tuple(str(outer[each]) for each in keys), [])
        if not rows:
            return None
        if name in self.select.items:
            return self.trace_item(self.select.items[name], rows, read_term(outer.get(name)))
        return _Tracer(self, rows[0]).follow(name)

    def trace_item(self, expression: Expression, rows: Sequence[Row], value: Value) -> Traced:
        """Return an expression of the head over the rows of the group that gives a value.

        Groups may differ in variables that nobody sees outside; then it is the first that gives the value.
        """
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            groups.setdefault(tuple(str(row.get(name)) for name in self.select.groups), []).append(row)
        found = [_aggregate(expression, [_Tracer(self, row) for row in group]) for group in groups.values()]
        return next((each for each in found if same_term(each.value, value)), found[0])


class _Tracer:
    """One row, and what binds its variables."""

    def __init__(self, scope: _Scope, row: Row) -> None:
        self._scope, self._row = scope, row
        self._known: dict[str, Traced] = {}

    def follow(self, name: str) -> Traced:
        """Return the value of a variable with where it comes from."""
        if name not in self._known:
            self._known[name] = _constant(read_term(self._row.get(name)))
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> Traced:
        row, select = self._row, self._scope.select
        value = read_term(row.get(name))
        if name not in row:
            return _constant(None)
        for subject, predicate in select.objects.get(name, ()):
            term = row.get(subject)
            if isinstance(term, NamedNode):
                source = Source(term.value, predicate, value)
                mark = f"{subject}_{predicate}_{term.value}"
                return Traced(value, Variable(mark), {mark: source})
        for expression in select.binds.get(name, ()):
            traced = self.evaluate(expression)
            if same_term(traced.value, value):
                return traced
        block = self._scope.find_block(name)
        given = None if block is None else block.give(name, row)
        return _constant(value) if given is None else given

    def evaluate(self, expression: Expression) -> Traced:
        """Return an expression with the branches that were taken, and its value."""
        if isinstance(expression, Variable):
            return self.follow(expression.name)
        if isinstance(expression, Constant):
            return Traced(expression.value, expression, {})
        if expression.name == "IF":
            test = self._decide(expression.parts[0])
            return _constant(None) if test is None else self.evaluate(expression.parts[1 if test else 2])
        if expression.name == "COALESCE":
            parts = (self.evaluate(part) for part in expression.parts)
            return next((part for part in parts if part.value is not None), _constant(None))
        return _combine(expression.name, [self.evaluate(part) for part in expression.parts])

    def _decide(self, test: Expression) -> bool | None:
        """Return what a condition says, by the values that the row has."""
        value = self._weigh(test)
        return value if isinstance(value, bool) else None

    def _weigh(self, expression: Expression) -> Value:
        if isinstance(expression, Variable):
            return read_term(self._row.get(expression.name))
        if isinstance(expression, Constant):
            return expression.value
        values = [self._weigh(part) for part in expression.parts]
        if expression.name == "||":
            return True if True in values else None if None in values else False
        if expression.name == "&&":
            return False if False in values else None if None in values else True
        if expression.name == "IF":
            return None if values[0] is None else values[1 if values[0] else 2]
        if expression.name == "COALESCE":
            return next((value for value in values if value is not None), None)
        return compute(expression.name, values)


def _aggregate(expression: Expression, tracers: Sequence[_Tracer]) -> Traced:
    if not isinstance(expression, Operation):
        return tracers[0].evaluate(expression)
    if expression.name not in _AGGREGATES:
        if expression.name in ("IF", "COALESCE") or not list_variables(expression):
            return tracers[0].evaluate(expression)
        return _combine(expression.name, [_aggregate(part, tracers) for part in expression.parts])
    parts = [tracer.evaluate(expression.parts[0]) for tracer in tracers]
    if expression.name != "COUNT" or expression.parts[0] != Constant(None, "*"):
        parts = [part for part in parts if part.value is not None]
    if expression.is_distinct:
        parts = list({part.value: part for part in parts}.values())
    if expression.name == "SUM":
        return _add([part for part in parts if part.sources or part.value])
    if expression.name == "COUNT":
        return _count(parts)
    return _combine(expression.name, parts)


def _add(parts: Sequence[Traced]) -> Traced:
    total = parts[0] if parts else _constant(Decimal(0))
    for part in parts[1:]:
        total = _combine("+", [total, part])
    return total


def _count(parts: Sequence[Traced]) -> Traced:
    """Return how many there are; more than a person would read are not written out."""
    value = Decimal(len(parts))
    sources = {mark: source for part in parts[:_MOST] for mark, source in part.sources.items()}
    if len(parts) > _MOST:
        return Traced(value, Constant(value, str(value)), sources)
    return Traced(value, Operation("COUNT", tuple(part.expression for part in parts)), sources)


def _combine(name: str, parts: Sequence[Traced]) -> Traced:
    """Return an operation on values; zeros that come from no source are not written out."""
    if name in ("+", "-") and len(parts) > 1:
        kept = [part for place, part in enumerate(parts) if (name == "-" and not place) or not _is_nothing(part)]
        if len(kept) < len(parts) and len(kept) <= 1:
            return kept[0] if kept else parts[0]
        parts = kept
    sources = {mark: source for part in parts for mark, source in part.sources.items()}
    value = compute(name, [part.value for part in parts])
    return Traced(value, Operation(name, tuple(part.expression for part in parts)), sources)


def _is_nothing(part: Traced) -> bool:
    """Say whether a term is 0 whatever the data are."""
    return part.value == 0 and not part.sources


def _constant(value: Value) -> Traced:
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return Traced(value, Constant(value, text), {})


def read_term(term: object) -> Value:
    """Return a term of a result as a value: a number, yes or no, or text."""
    if isinstance(term, Literal):
        if term.datatype.value in _NUMBERS:
            return read_decimal(term.value)
        if term.datatype.value == XSD.boolean:
            return term.value == "true"
        return term.value
    return term.value if isinstance(term, NamedNode) else None


def is_figure(term: object) -> bool:
    """Say whether a term of a result is a number."""
    return isinstance(term, Literal) and term.datatype.value in _NUMBERS


def same_term(one: Value, other: Value) -> bool:
    """Say whether two values are the same up to the digits that engines keep of a quotient.

    >>> same_term(Decimal("0.333333333333333333"), Decimal(1) / Decimal(3)), same_term(Decimal(1), Decimal("1.0001"))
    (True, False)
    """
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return abs(one - other) <= max(abs(one), abs(other), Decimal(1)) * Decimal("1E-14")
    return type(one) is type(other) and one == other
