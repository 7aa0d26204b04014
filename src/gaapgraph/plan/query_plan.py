"""SPARQL queries as SELECTs of the engine, from their algebra."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from gaapgraph.frozen_class import frozen
from gaapgraph.plan.algebra import read_algebra
from gaapgraph.plan.formula_plan import Environment, UnplannedError, constant, is_true, plan_expression
from gaapgraph.plan.rows import Relation, boxed, empty, extend, join, join_left, listed, match, restrict, unite
from gaapgraph.plan.source_table import TRIPLES
from gaapgraph.plan.typed_column import FALSE, NULL, TRUE, Column, Kind, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gaapgraph.plan.pattern_plan import Patterns

__all__ = ["Planner", "UnplannedError"]

_TURN = "its turn"  # the column that says the order of rows, which no variable can be called
_OF_ONE = ("Aggregate_Count", "Aggregate_Sample")


@frozen
class Planner:
    """Plans whole queries; below, `outer` is what a pattern within an expression may name besides its own.

    Attributes:
        has_graphs: Patterns are of the graph that a query names, and none is of no graph; else all graphs are one.
        graph: The term or variable of the graph that patterns are of.
        origins: Of variables that what stands around a pattern binds to subjects of one table, that table: what binds
            them otherwise would match nothing there.
    """

    patterns: Patterns
    has_graphs: bool = False
    graph: Any = None
    origins: Mapping[str, str] = field(default_factory=dict)

    def plan(self, query: str, prefixes: Mapping[str, str] | None = None) -> Relation:
        """Return the solutions of a SELECT or an ASK.

        Raises:
            UnplannedError: It has something that has no plan.
        """
        found = self._plan(read_algebra(query, prefixes), {})
        if _TURN not in found.columns:
            return found
        columns = {name: one for name, one in found.columns.items() if name != _TURN}
        turn = found.columns[_TURN].sql
        return boxed(f"SELECT {listed(columns)}{found.rest} ORDER BY {turn}", columns)

    def heads(self, query: str, prefixes: Mapping[str, str] | None = None) -> list[str]:
        """Return the variables that a SELECT asks for, in their order."""
        return [str(one) for one in read_algebra(query, prefixes).PV]

    def _plan(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        make = _NODES.get(node.name)
        if make is None:
            raise UnplannedError(f"the operator {node.name}")
        return make(self, node, outer)

    def _environment(self, columns: Mapping[str, Column], outer: Mapping[str, Column]) -> Environment:
        return Environment({**outer, **columns}, self._exists)

    def _beside(self, columns: Mapping[str, Column]) -> Planner:
        """Return the planner of a pattern whose rows count only where they match rows with these columns."""
        known = {name: one.origin for name, one in columns.items() if one.origin and not one.is_optional}
        return replace(self, origins=known)

    def _only(self, names: Iterable[str]) -> Planner:
        """Return the planner of a pattern of which what is around it sees these variables alone."""
        return replace(self, origins={name: self.origins[name] for name in names if name in self.origins})

    def _exists(self, pattern: Any, known: Environment) -> str:
        """Return the condition that a pattern has a solution with what is known."""
        tree, conditions = pattern, list[Any]()
        while tree.name == "Filter":
            conditions.append(tree.expr)
            tree = tree.p
        found = self._beside(known.columns)._plan(tree, known.columns)
        inside = self._environment(found.columns, known.columns)
        shared = {name: known.columns[name] for name in found.columns.keys() & known.columns.keys()}
        every = [*match(found.columns, shared), *(is_true(plan_expression(one, inside)) for one in conditions)]
        found = restrict(found, every)
        if found.is_empty:
            return FALSE
        return f"EXISTS (SELECT 1{found.rest})" if found.tables or found.conditions else TRUE

    def _inner(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        return self._plan(node.p, outer)

    def _pattern(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        if self.has_graphs and self.graph is None and node.triples:
            raise UnplannedError("a pattern outside GRAPH")
        return self.patterns.plan(node.triples, self.graph, self.origins)

    def _graph(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        if not self.has_graphs:
            raise UnplannedError("the operator Graph")
        found = replace(self, graph=node.term)._plan(node.p, outer)
        if isinstance(node.term, Variable) and str(node.term) not in found.columns:
            raise UnplannedError("a GRAPH without a pattern")
        return found

    def _join(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        one = self._plan(node.p1, outer)
        near = self._beside(one.columns)
        return join(one, replace(self, origins={**self.origins, **near.origins})._plan(node.p2, outer))

    def _union(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        return unite([self._plan(node.p1, outer), self._plan(node.p2, outer)])

    def _left_join(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        one = self._plan(node.p1, outer)
        other = self._beside(one.columns)._plan(node.p2, outer)
        if one.is_empty or other.is_empty:
            return one
        one, other = boxed(one.sql, one.columns), boxed(other.sql, other.columns)
        if not isinstance(node.expr, CompValue) or node.expr.name == "TrueFilter":
            return join_left(one, other, [])
        both = {**other.columns, **one.columns}
        return join_left(one, other, [is_true(plan_expression(node.expr, self._environment(both, outer)))])

    def _minus(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        one = self._plan(node.p1, outer)
        other = self._beside(one.columns)._plan(node.p2, outer)
        if one.is_empty or other.is_empty or not one.columns.keys() & other.columns.keys():
            return one
        shared = restrict(other, match(one.columns, other.columns))
        return one if shared.is_empty else restrict(one, [f"NOT EXISTS (SELECT 1{shared.rest})"])

    def _filter(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        found = self._plan(node.p, outer)
        if found.is_empty:
            return found
        known = self._environment(found.columns, outer)
        return restrict(found, [is_true(plan_expression(node.expr, known))])

    def _extend(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        found = self._plan(node.p, outer)
        made = plan_expression(node.expr, self._environment(found.columns, outer))
        if made.sql == "NULL":
            return found
        return empty([*found.columns, str(node.var)]) if found.is_empty else extend(found, str(node.var), made)

    def _project(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        if self.graph is not None:
            raise UnplannedError("a SELECT within GRAPH")
        found = self._only(map(str, node.PV))._plan(node.p, outer)
        kept = [*map(str, node.PV), _TURN]
        return replace(found, columns={name: found.columns[name] for name in kept if name in found.columns})

    def _distinct(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        found = self._plan(node.p, outer)
        if found.is_empty or not found.columns:
            return found
        if _TURN not in found.columns:
            return boxed(f"SELECT DISTINCT {listed(found.columns)}{found.rest}", found.columns)
        keys = [one.sql for name, one in found.columns.items() if name != _TURN]
        first = replace(found.columns[_TURN], sql=f"min({found.columns[_TURN].sql})")
        columns = {**found.columns, _TURN: first}
        return boxed(f"SELECT {listed(columns)}{found.rest} GROUP BY {', '.join(keys)}", columns)

    def _values(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        rows = [{str(name): term for name, term in row.items() if term != "UNDEF"} for row in node.res]
        return unite(Relation(columns={name: constant(term) for name, term in row.items()}) for row in rows)

    def _order(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        found = self._plan(node.p, outer)
        if found.is_empty or not found.columns:
            return found
        known = self._environment(found.columns, outer)
        keys = []
        for one in node.expr:
            column = plan_expression(one.expr, known)
            key = as_text(column) if column.kind is Kind.term else column.sql
            keys.append(f"{key} {'DESC NULLS LAST' if one.order == 'DESC' else 'NULLS FIRST'}")
        turn = Column(sql=f"row_number() OVER (ORDER BY {', '.join(keys)})", kind=Kind.integer)
        columns = {**found.columns, _TURN: turn}
        return boxed(f"SELECT {listed(columns)}{found.rest}", columns)

    def _slice(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        found = self._only([])._plan(node.p, outer)
        if found.is_empty or not found.columns:
            return found
        limit = "" if node.length is None else f" LIMIT {int(node.length)}"
        turn = found.columns.get(_TURN)
        order = f" ORDER BY {turn.sql}" if turn else ""
        return boxed(f"{found.sql}{order}{limit} OFFSET {int(node.start or 0)}", found.columns)

    def _aggregate(self, node: Any, outer: Mapping[str, Column]) -> Relation:
        """Return one row for each group; a key is among the columns where a sample of it is asked for."""
        group = node.p
        found = self._only(str(one) for one in group.expr or ())._plan(group.p, outer)
        known = self._environment(found.columns, outer)
        keys = [plan_expression(getattr(one, "expr", one), known) for one in group.expr or ()]
        keys = [one for one in keys if one.sql != "NULL"]
        if found.is_empty and group.expr:
            return empty(str(one.res) for one in node.A)
        if _has_rows_of_one(found, keys) and all(one.name in _OF_ONE for one in node.A):
            return replace(found, columns={str(one.res): _of_one(one, known) for one in node.A})
        columns = {str(one.res): _aggregate(one, known) for one in node.A}
        columns = {name: one for name, one in columns.items() if one.sql != "NULL"}
        by = f" GROUP BY {', '.join(one.sql for one in keys)}" if keys else ""
        return boxed(f"SELECT {listed(columns)}{found.rest}{by}", columns)


def _has_rows_of_one(found: Relation, keys: Sequence[Column]) -> bool:
    """Tell whether each group is a single row: of one table, by its subject."""
    subjects = {f"{one.origin} {one.sql.partition('.')[0]}" for one in keys if one.origin not in ("", TRIPLES)}
    return len(found.tables) == 1 and found.tables[0] in subjects


def _of_one(node: Any, known: Environment) -> Column:
    """Return the count or a sample of a single row."""
    if node.vars == "*":
        return Column(sql="CAST(1 AS BIGINT)", kind=Kind.integer)
    one = plan_expression(node.vars, known)
    if node.name == "Aggregate_Sample":
        return one
    number = f"CASE WHEN {one.sql} IS NULL THEN 0 ELSE 1 END" if one.is_optional else "1"
    return Column(sql=f"CAST({number} AS BIGINT)", kind=Kind.integer)


def _aggregate(node: Any, known: Environment) -> Column:
    """Return an aggregate; where a value of a group is an error the sum is too, as SPARQL 1.1 §18.5.1 has it."""
    what = node.name.removeprefix("Aggregate_")
    if node.vars == "*":
        return Column(sql="count(*)", kind=Kind.integer)
    one = plan_expression(node.vars, known)
    only = "DISTINCT " if node.distinct else ""
    if what == "Count":
        return Column(sql=f"count({only}{one.sql})", kind=Kind.integer)
    if one.sql == "NULL":
        return NULL
    if what == "Sample":
        return replace(one, sql=f"any_value({one.sql})")
    if what in ("Min", "Max"):
        if one.kind is Kind.term:
            raise UnplannedError(f"{what} of values of several kinds")
        return replace(one, sql=f"{what.lower()}({one.sql})", is_optional=True)
    if what == "GroupConcat":
        text, separator = as_text(one), "' '" if node.separator is None else f"'{node.separator}'"
        every = f"list({only}{text}) FILTER ({text} IS NOT NULL)"  # sorted as a list: a third of the time
        return Column(sql=f"array_to_string(list_sort({every}), {separator})", kind=Kind.text, is_optional=True)
    if what == "Sum" and one.is_numeric:
        total = f"CAST(sum({only}{one.sql}) AS BIGINT)" if one.kind is Kind.integer else f"sum({only}{one.sql})"
        sql = f"CASE WHEN count(*) = count({one.sql}) THEN {total} END" if one.is_optional else total
        return replace(one, sql=sql)
    raise UnplannedError(f"the aggregate {what}")


_NODES: dict[str, Callable[[Planner, Any, Mapping[str, Column]], Relation]] = {
    "SelectQuery": Planner._inner,
    "AskQuery": Planner._inner,
    "ToMultiSet": Planner._inner,
    "BGP": Planner._pattern,
    "Graph": Planner._graph,
    "Join": Planner._join,
    "Union": Planner._union,
    "LeftJoin": Planner._left_join,
    "Minus": Planner._minus,
    "Filter": Planner._filter,
    "Extend": Planner._extend,
    "Project": Planner._project,
    "Distinct": Planner._distinct,
    "Reduced": Planner._distinct,
    "values": Planner._values,
    "OrderBy": Planner._order,
    "Slice": Planner._slice,
    "AggregateJoin": Planner._aggregate,
}
