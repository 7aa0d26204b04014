"""What tables say of some reports, as triples in a store: for what is looked at closely, which is little."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Store

from gaapgraph.frozen_class import frozen
from gaapgraph.model import canonical
from gaapgraph.plan.source_table import TRIPLES
from gaapgraph.plan.typed_column import Column, Kind
from gaapgraph.scale.arrow_table import create_list
from gaapgraph.vocabulary import GG, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from duckdb import DuckDBPyConnection

    from gaapgraph.plan.source_table import SourceTable

__all__ = ["TableStore", "as_node", "as_object", "name_kind"]

_TYPE = NamedNode(RDF.type)


def as_node(cell: object, column: Column) -> NamedNode | Literal:
    """Return a cell as a term."""
    match column.kind:
        case Kind.iri:
            return NamedNode(str(cell))
        case Kind.number:
            return Literal(canonical(Decimal(str(cell))), datatype=NamedNode(XSD.decimal))
        case Kind.integer:
            return Literal(str(cell), datatype=NamedNode(XSD.integer))
        case Kind.boolean:
            return Literal("true" if cell else "false", datatype=NamedNode(XSD.boolean))
        case Kind.other:
            return Literal(str(cell), datatype=NamedNode(column.datatype))
        case Kind.term:
            return _read_term(str(cell))
    return Literal(str(cell))


def _read_term(text: str) -> NamedNode | Literal:
    if text.startswith("<"):
        return NamedNode(text[1:-1])
    value, _, tail = text[1:].rpartition('"')
    if tail.startswith("@"):
        return Literal(value, language=tail[1:])
    return Literal(value, datatype=NamedNode(tail[3:-1])) if tail else Literal(value)


def name_kind(term: NamedNode | Literal) -> str:
    """Return what stands as the type of an object in the table of triples: nothing is an IRI, `@en` a language."""
    if isinstance(term, NamedNode):
        return ""
    return f"@{term.language}" if term.language else term.datatype.value


def as_object(text: str, kind: str) -> NamedNode | Literal:
    """Return the object of a row of the table of triples."""
    if not kind:
        return NamedNode(text)
    return Literal(text, language=kind[1:]) if kind.startswith("@") else Literal(text, datatype=NamedNode(kind))


@frozen
class TableStore:
    """Reads resources from the tables of one partition."""

    connection: DuckDBPyConnection
    tables: list[SourceTable]

    def load(self, reports: Collection[str], facts: Collection[str]) -> Store:
        """Return all that is said of some reports and facts, their prints, and of what these name."""
        create_list(self.connection, "wanted_report", reports)
        create_list(self.connection, "wanted_fact", facts)
        self.connection.execute(
            "CREATE OR REPLACE TEMP TABLE wanted AS SELECT iri FROM wanted_fact "
            "UNION SELECT iri FROM fact WHERE report IN (SELECT iri FROM wanted_report) "
            f"UNION SELECT subject FROM {TRIPLES} WHERE predicate = '{GG.report}' "
            "AND object IN (SELECT iri FROM wanted_report)"
        )
        self.connection.execute(
            "INSERT INTO wanted SELECT iri FROM occurrence WHERE fact IN (SELECT iri FROM wanted) "
            f"UNION SELECT subject FROM {TRIPLES} WHERE predicate = '{GG.fact}' AND object IN (SELECT iri FROM wanted) "
            "UNION SELECT iri FROM wanted_report "
            "UNION SELECT fact FROM occurrence WHERE iri IN (SELECT iri FROM wanted)"
        )
        store = Store()
        store.bulk_extend(self._read())
        store.bulk_extend(self._named(store))
        return store

    def _read(self) -> Iterator[Quad]:
        """Yield what rows say of what is wanted."""
        for table in self.tables:
            names = [name for name, _, _ in table.columns.values()]
            made = [
                (NamedNode(predicate), Column(sql="", kind=kind, datatype=datatype))
                for predicate, (_, kind, datatype) in table.columns.items()
            ]
            listed, type_node = ", ".join([table.subject, *names]), NamedNode(table.type_iri)
            query = f"SELECT {listed} FROM {table.table} WHERE {table.subject} IN (SELECT iri FROM wanted)"
            for subject, *cells in self.connection.execute(query).fetchall():
                node = NamedNode(subject)
                yield Quad(node, _TYPE, type_node)
                for (predicate, column), cell in zip(made, cells, strict=True):
                    if cell is not None:
                        yield Quad(node, predicate, as_node(cell, column))
            for side in table.sides:
                name = f"'{side.predicate}'" if side.is_constant else side.predicate
                query = f"SELECT {side.subject}, {name}, {side.target} FROM {side.table} "
                query += f"WHERE {side.subject} IN (SELECT iri FROM wanted)"
                for subject, predicate, target in self.connection.execute(query).fetchall():
                    yield Quad(NamedNode(subject), NamedNode(predicate), NamedNode(target))
        yield from self._triples("wanted")

    def _triples(self, table: str) -> Iterator[Quad]:
        query = f"SELECT subject, predicate, object, type FROM {TRIPLES} WHERE subject IN (SELECT iri FROM {table})"
        for subject, predicate, text, kind in self.connection.execute(query).fetchall():
            yield Quad(NamedNode(subject), NamedNode(predicate), as_object(text, kind))

    def _named(self, store: Store) -> Iterator[Quad]:
        """Yield what is said of what a store names, and of what that names."""
        known = {quad.subject.value for quad in store}
        names = {quad.object.value for quad in store if isinstance(quad.object, NamedNode)} - known
        while names:
            create_list(self.connection, "named", names)
            known |= names
            found = [*self._triples("named")]
            yield from found
            names = {quad.object.value for quad in found if isinstance(quad.object, NamedNode)} - known
