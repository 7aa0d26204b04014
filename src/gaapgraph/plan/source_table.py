"""Tables that a mapping says are RDF: which has what of a resource, and in what column.

A mapping is R2RML. Resources of one map are described by that map alone, and by maps with several rows for each; all
else stands as triples in a table of its own, and `Profile` says what there is in it.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Store

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.plan.typed_column import Column, Kind, quote
from gaapgraph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["GRAPH", "TRIPLES", "Profile", "SideTable", "SourceTable", "read_mapping"]

_RR = "http://www.w3.org/ns/r2rml#"
_KINDS = {
    XSD.decimal: Kind.number, XSD.integer: Kind.integer, XSD.boolean: Kind.boolean, XSD.string: Kind.text,
}  # fmt: skip
TRIPLES = "statement"
GRAPH = "report"  # its column with the graph, where a query asks for one


@frozen(kw_only=True)
class SideTable:
    """A table with several rows for a resource of another one.

    Attributes:
        predicate: Its constant predicate, or the name of the column that has it.
        is_constant: Which of the two.
    """

    table: str
    subject: str
    predicate: str
    is_constant: bool
    target: str
    kind: Kind


@frozen(kw_only=True)
class SourceTable:
    """A table with a row for each resource.

    Attributes:
        subject: The column with its IRI.
        graph: The column with the graph of all that it says.
        type_iri: The class of them all.
        columns: Name and kind of the column of each predicate.
    """

    table: str
    subject: str
    graph: str
    type_iri: str
    columns: Mapping[str, tuple[str, Kind, str]]
    sides: list[SideTable] = field(default_factory=list)


@frozen(kw_only=True)
class Profile:
    """What stands in the table of triples.

    Attributes:
        types: The types of objects by predicate: a datatype, `@en`, or nothing for an IRI.
        places: How many decimal places objects of a predicate have at most.
        classes: The classes of subjects by predicate; nothing is the class of what has none.
        dimensions: Predicates that are dimensions.
    """

    types: Mapping[str, frozenset[str]]
    places: Mapping[str, int]
    classes: Mapping[str, frozenset[str]]
    dimensions: frozenset[str] = frozenset()

    def column(self, predicate: str, alias: str) -> Column:
        """Return the object of a predicate."""
        return self.read(self.types[predicate], self.places.get(predicate, 0), alias)

    @staticmethod
    def read(types: frozenset[str], places: int, alias: str) -> Column:
        """Return the object of rows whose objects have some types."""
        here = f"{alias}.object"
        match sorted(types):
            case [""]:
                return Column(sql=here, kind=Kind.iri)
            case [XSD.string]:
                return Column(sql=here, kind=Kind.text)
            case [XSD.integer]:
                return Column(sql=f"TRY_CAST({here} AS BIGINT)", kind=Kind.integer)
            case [XSD.boolean]:
                return Column(sql=f"({here} = 'true')", kind=Kind.boolean)
            case [one] if not one.startswith("@") and one != XSD.decimal:
                return Column(sql=here, kind=Kind.other, datatype=one)
        if types and types <= {XSD.decimal, XSD.integer}:
            sql = f"TRY_CAST({here} AS DECIMAL(18, {places}))"
            return Column(sql=sql, kind=Kind.number, is_mixed=len(types) > 1)
        cases = (
            f"CASE {alias}.type WHEN '' THEN '<' || {here} || '>' WHEN {quote(XSD.string)} THEN '\"' || {here} || '\"' "
            f"ELSE '\"' || {here} || CASE WHEN {alias}.type[1] = '@' THEN '\"' || {alias}.type "
            f"ELSE '\"^^<' || {alias}.type || '>' END END"
        )
        return Column(sql=cases, kind=Kind.term)


def read_mapping(path: Path) -> list[SourceTable]:
    """Return the tables that a mapping in R2RML describes.

    Raises:
        InputError: It says what is not known here.
    """
    store = Store()
    store.load(path=str(path), format=RdfFormat.TURTLE)
    tables: list[SourceTable] = []
    sides: list[tuple[str, SideTable]] = []
    for quad in sorted(store.quads_for_pattern(None, NamedNode(f"{_RR}logicalTable"), None), key=str):
        one = _Map(store, quad.subject)  # type: ignore[arg-type]  # a map has an IRI
        if one.table.startswith(TRIPLES):
            continue
        if one.type_iri:
            tables.append(one.source())
        else:
            sides.append((one.subject, one.side()))
    for subject, side in sides:
        owner = next((table for table in tables if table.table == subject), None)
        if owner is None:
            raise InputError(f"{side.table} has rows of no table", where=str(path))
        owner.sides.append(side)
    return tables


class _Map:
    """One triples map."""

    def __init__(self, store: Store, node: NamedNode) -> None:
        self.store, self.node = store, node
        self.table = self._get(self._node(node, "logicalTable"), "tableName")
        about = self._node(node, "subjectMap")
        self.subject, self.type_iri = self._get(about, "column"), self._get(about, "class")
        self.graph = self._get(self._node(about, "graphMap"), "column")

    def _values(self, node: object, name: str) -> list[object]:
        found = self.store.quads_for_pattern(node, NamedNode(_RR + name), None)  # type: ignore[arg-type]
        return [quad.object for quad in found]

    def _node(self, node: object, name: str) -> object:
        found = self._values(node, name)
        if len(found) != 1:
            raise InputError(f"{self.node.value} has {len(found)} rr:{name}", where="the mapping")
        return found[0]

    def _get(self, node: object, name: str) -> str:
        return next((str(getattr(one, "value", one)) for one in self._values(node, name)), "")

    def _kind(self, node: object) -> tuple[Kind, str]:
        if self._get(node, "termType") == f"{_RR}IRI":
            return Kind.iri, ""
        datatype = self._get(node, "datatype") or XSD.string
        kind = _KINDS.get(datatype, Kind.other)
        return kind, datatype if kind is Kind.other else ""

    def source(self) -> SourceTable:
        """Return the table of a map with a class."""
        columns = {}
        for pair in self._values(self.node, "predicateObjectMap"):
            target = self._node(pair, "objectMap")
            columns[self._get(pair, "predicate")] = (self._get(target, "column"), *self._kind(target))
        return SourceTable(
            table=self.table, subject=self.subject, graph=self.graph, type_iri=self.type_iri, columns=columns
        )

    def side(self) -> SideTable:
        """Return the table of a map without a class; its subject's column bears the name of the table it belongs to."""
        pair = self._node(self.node, "predicateObjectMap")
        target, constant = self._node(pair, "objectMap"), self._get(pair, "predicate")
        name = constant or self._get(self._node(pair, "predicateMap"), "column")
        return SideTable(
            table=self.table,
            subject=self.subject,
            predicate=name,
            is_constant=bool(constant),
            target=self._get(target, "column"),
            kind=self._kind(target)[0],
        )
