"""Graph patterns as joins of tables: all that a pattern asks of one resource is read from one row where one has it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from rdflib.paths import AlternativePath, InvPath, SequencePath
from rdflib.term import BNode, URIRef, Variable

from gaapgraph.frozen_class import frozen
from gaapgraph.plan.formula_plan import UnplannedError, constant
from gaapgraph.plan.rows import UNIT, Relation, empty, fresh, join, unite
from gaapgraph.plan.source_table import GRAPH, TRIPLES, Profile, SideTable, SourceTable
from gaapgraph.plan.typed_column import FALSE, Column, Kind, equal, quote
from gaapgraph.vocabulary import GG, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Patterns"]

Triple = tuple[Any, Any, Any]
_AXIS = (RDF.type, GG.Dimension)


@frozen
class _Way:
    """How a table has a predicate of a resource: in a column of its row, or in rows of a table beside it."""

    predicate: Column
    target: Column
    table: str = ""
    condition: str = ""


@dataclass(slots=True)
class _Reading:
    """One SELECT in the making: tables, conditions, and what they bind."""

    tables: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)

    def bind(self, node: Any, column: Column) -> None:
        """Say that a term of a pattern is a column."""
        if column.is_optional:
            self.conditions.append(f"{column.sql} IS NOT NULL")
            column = replace(column, is_optional=False)
        if isinstance(node, (Variable, BNode)):
            name = str(node)
            if name in self.columns:
                self.conditions.append(equal(self.columns[name], column))
            else:
                self.columns[name] = column
        else:
            wanted = constant(node)
            if wanted.sql != column.sql:
                is_known = wanted.kind is column.kind and column.sql.startswith("'")
                self.conditions.append(FALSE if is_known else equal(column, wanted))

    def along(self, way: _Way, predicate: Any, target: Any) -> _Reading:
        """Return this reading with one more pattern."""
        more = _Reading([*self.tables], [*self.conditions], dict(self.columns))
        if way.table:
            more.tables.append(way.table)
            more.conditions.append(way.condition)
        more.bind(predicate, way.predicate)
        more.bind(target, way.target)
        return more

    def finish(self, names: Iterable[str]) -> Relation:
        """Return what was read."""
        if FALSE in self.conditions:
            return empty(names)
        return Relation(tuple(self.tables), tuple(self.conditions), self.columns)


@frozen
class Patterns:
    """Plans patterns over the tables of a mapping."""

    tables: Sequence[SourceTable]
    profile: Profile

    def plan(self, triples: Iterable[Triple], graph: Any = None, origins: Mapping[str, str] | None = None) -> Relation:
        """Return the solutions of a basic graph pattern.

        Args:
            triples: Of the pattern.
            graph: The term or variable of the graph that has them; None is all graphs as one.
            origins: By variable, the table that alone is asked for it as a subject: others cannot match what is beside
                the pattern.

        Raises:
            UnplannedError: It has a path or a variable predicate that is not known here.
        """
        plain, found = self._without_paths([*triples], graph, origins)
        known = {**(origins or {}), **{name: one.origin for name, one in found.columns.items() if one.origin}}
        axes = {
            str(s) for s, p, o in plain if str(p) == RDF.type and str(o) == GG.Dimension and isinstance(s, Variable)
        }
        stars: dict[Any, list[Triple]] = {}
        for triple in plain:
            stars.setdefault(triple[0], []).append(triple)
        for subject, star in stars.items():
            wanted = known.get(str(subject), "") if isinstance(subject, (Variable, BNode)) else ""
            found = join(found, self._star(subject, star, axes, graph, wanted=wanted))
        return found

    def _without_paths(
        self, triples: list[Triple], graph: Any, origins: Mapping[str, str] | None
    ) -> tuple[list[Triple], Relation]:
        """Return the triples whose predicates are no paths, and the solutions of the others."""
        plain: list[Triple] = []
        found = UNIT
        while triples:
            subject, predicate, target = triples.pop(0)
            match predicate:
                case InvPath():
                    triples.insert(0, (target, predicate.arg, subject))
                case SequencePath():
                    nodes = [subject, *(Variable(fresh()) for _ in predicate.args[1:]), target]
                    triples[:0] = [*zip(nodes, predicate.args, nodes[1:], strict=False)]
                case AlternativePath():
                    ways = (self.plan([(subject, one, target)], graph, origins) for one in predicate.args)
                    found = join(found, unite(ways))
                case URIRef() | Variable():
                    plain.append((subject, predicate, target))
                case _:
                    raise UnplannedError(f"the path {predicate}")
        return plain, found

    def _star(self, subject: Any, star: list[Triple], axes: set[str], graph: Any, *, wanted: str) -> Relation:
        terms = [graph, *(one for triple in star for one in triple)]
        names = dict.fromkeys(str(one) for one in terms if isinstance(one, (Variable, BNode)))
        tables = [one for one in self.tables if wanted in ("", one.table)]
        parts = [one for table in tables for one in self._from_table(table, subject, star, axes, graph=graph)]
        if wanted in ("", TRIPLES) and (more := self._from_triples(subject, star, axes, graph)) is not None:
            parts.append(more)
        return unite(part.finish(names) for part in parts) if parts else empty(names)

    def _from_table(
        self, table: SourceTable, subject: Any, star: list[Triple], axes: set[str], *, graph: Any
    ) -> list[_Reading]:
        """Return the ways in which a table answers all patterns of one resource: one for each predicate it may mean."""
        alias = fresh()
        about = Column(sql=f"{alias}.{table.subject}", kind=Kind.iri, origin=table.table)
        readings = [_Reading(tables=[f"{table.table} {alias}"])]
        readings[0].bind(subject, about)
        if graph is not None:
            readings[0].bind(graph, Column(sql=f"{alias}.{table.graph}", kind=Kind.iri))
        for _, predicate, target in star:
            ways = self._ways(table, about, predicate, axes)
            readings = [one.along(way, predicate, target) for one in readings for way in ways]
        return [one for one in readings if FALSE not in one.conditions]

    def _ways(self, table: SourceTable, about: Column, predicate: Any, axes: set[str]) -> list[_Way]:
        """Return in which ways a table has a predicate, or any."""
        if isinstance(predicate, Variable):
            every = [] if str(predicate) in axes else [RDF.type, *table.columns]
            ways = [way for name in every for way in self._ways(table, about, URIRef(name), axes)]
            return ways + [self._beside(side, about) for side in table.sides if not (side.is_constant and not every)]
        name = str(predicate)
        iri = Column(sql=quote(name), kind=Kind.iri)
        if name == RDF.type:
            return [_Way(iri, Column(sql=quote(table.type_iri), kind=Kind.iri))]
        if name in table.columns:
            column, kind, datatype = table.columns[name]
            sql = f"{about.sql.partition('.')[0]}.{column}"
            is_long = kind is Kind.number
            return [_Way(iri, Column(sql=sql, kind=kind, datatype=datatype, is_optional=True, is_long=is_long))]
        sides = [
            one
            for one in table.sides
            if (one.predicate == name if one.is_constant else name in self.profile.dimensions)
        ]
        return [self._beside(one, about) for one in sides]

    @staticmethod
    def _beside(side: SideTable, about: Column) -> _Way:
        alias = fresh()
        sql = quote(side.predicate) if side.is_constant else f"{alias}.{side.predicate}"
        return _Way(
            Column(sql=sql, kind=Kind.iri),
            Column(sql=f"{alias}.{side.target}", kind=side.kind),
            f"{side.table} {alias}",
            f"{alias}.{side.subject} = {about.sql}",
        )

    def _from_triples(self, subject: Any, star: list[Triple], axes: set[str], graph: Any) -> _Reading | None:
        """Return how the table of triples answers all patterns of one resource; None where no resource has them all."""
        possible: frozenset[str] | None = None
        reading, first = _Reading(), ""
        for _, predicate, target in star:
            name = str(predicate)
            if not isinstance(predicate, Variable):
                if name not in self.profile.types:
                    return None
                classes = self.profile.classes[name]
                if name == RDF.type and isinstance(target, URIRef):
                    classes = classes & {str(target)}
                possible = classes if possible is None else possible & classes
            alias = fresh()
            reading.tables.append(f"{TRIPLES} {alias}")
            if first:
                same = ("subject",) if graph is None else ("subject", GRAPH)
                reading.conditions += [f"{alias}.{one} = {first}.{one}" for one in same]
            else:
                first = alias
                reading.bind(subject, Column(sql=f"{alias}.subject", kind=Kind.iri, origin=TRIPLES))
                if graph is not None:
                    reading.bind(graph, Column(sql=f"{alias}.{GRAPH}", kind=Kind.iri))
            reading.bind(predicate, Column(sql=f"{alias}.predicate", kind=Kind.iri))
            reading.bind(target, self._object(predicate, alias, axes))
        return None if possible is not None and not possible else reading

    def _object(self, predicate: Any, alias: str, axes: set[str]) -> Column:
        if not isinstance(predicate, Variable):
            return self.profile.column(str(predicate), alias)
        names = self.profile.dimensions if str(predicate) in axes else self.profile.types.keys()
        types = frozenset().union(*(self.profile.types[one] for one in names if one in self.profile.types))
        return self.profile.read(types or frozenset([""]), 0, alias)
