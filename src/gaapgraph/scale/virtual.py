"""What Ontop needs to answer SPARQL over the tables of a corpus in DuckDB, as they lie: nothing is materialised.

Ontop wants every predicate and class to be a constant, so the mapping is written out for what stands in this corpus; it
has no `FILTER NOT EXISTS`, which `exclusion` says as `MINUS`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaapgraph.plan.source_table import TRIPLES
from gaapgraph.plan.typed_column import Kind, quote
from gaapgraph.scale.corpus_tables import open_tables
from gaapgraph.scale.manifest import open_corpus
from gaapgraph.vocabulary import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gaapgraph.plan.source_table import Profile, SourceTable

__all__ = ["write_configuration"]

_DATATYPES = {Kind.number: XSD.decimal, Kind.integer: XSD.integer, Kind.boolean: XSD.boolean, Kind.text: XSD.string}
_PREFIX = "PREFIX rr: <http://www.w3.org/ns/r2rml#>\n"
_SETTINGS = "jdbc.url=jdbc:duckdb:{}\njdbc.driver=org.duckdb.DuckDBDriver\njdbc.user=none\njdbc.password=none\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Map:
    """One triples map.

    Attributes:
        source: A table, or a query.
        pairs: Predicates with what R2RML says of their objects.
    """

    source: str
    subject: str
    graph: str
    type_iri: str = ""
    pairs: tuple[tuple[str, str], ...] = ()

    def write(self, number: int) -> str:
        """Return it in Turtle, with an IRI for each of its nodes."""
        name = f"<urn:map:{number}"
        table = "rr:sqlQuery" if self.source.startswith("SELECT") else "rr:tableName"
        about = f"rr:class <{self.type_iri}> ; " if self.type_iri else ""
        lines = [
            f"{name}> a rr:TriplesMap ; rr:logicalTable {name}/table> ; rr:subjectMap {name}/subject> .",
            f"{name}/table> {table} {json.dumps(self.source)} .",
            f'{name}/subject> {about}rr:column "{self.subject}" ; rr:termType rr:IRI ; rr:graphMap {name}/graph> .',
            f'{name}/graph> rr:column "{self.graph}" ; rr:termType rr:IRI .',
        ]
        for place, (predicate, target) in enumerate(self.pairs):
            lines += [
                f"{name}> rr:predicateObjectMap {name}/{place}> .",
                f"{name}/{place}> rr:predicate <{predicate}> ; rr:objectMap {name}/{place}/object> .",
                f"{name}/{place}/object> {target} .",
            ]
        return "\n".join(lines) + "\n"


def write_configuration(folder: Path, out: Path, memory: int = 2048) -> None:
    """Write what Ontop needs: `tables.sql`, `mapping.ttl` (R2RML), `lenses.json` and `ontop.properties`.

    Args:
        folder: Of the corpus.
        out: The folder to write to; it gets the file `corpus.duckdb` once `tables.sql` is run in it.
        memory: Megabytes that the engine may hold meanwhile.

    Raises:
        InputError: The folder is no corpus, or DuckDB is not installed.
        ReadError: A file is missing, or is not what was converted.
    """
    manifest = open_corpus(folder.resolve())
    out.mkdir(parents=True, exist_ok=True)
    with open_tables(manifest, memory) as tables:
        steps = [*tables.list_steps(manifest.filled)]
        tables.view(manifest.filled)
        maps = [*_map_tables(tables.mapping, tables.profile()), *_map_triples(tables.profile())]
        mapping = tables.mapping
    (out / "tables.sql").write_text(";\n".join(steps) + ";\n", encoding="utf-8")
    text = _PREFIX + "".join(one.write(number) for number, one in enumerate(maps))
    (out / "mapping.ttl").write_text(text, encoding="utf-8")
    (out / "lenses.json").write_text(json.dumps({"relations": [_lens(one) for one in mapping]}, indent=1) + "\n")
    (out / "ontop.properties").write_text(_SETTINGS.format(out.resolve() / "corpus.duckdb"), encoding="utf-8")


def _lens(table: SourceTable) -> dict[str, object]:
    """Return what Ontop is told of a table: its key, so that what is said of one thing is read from one row."""
    key = {"name": f"{table.table}_key", "determinants": [table.subject], "isPrimaryKey": True}
    return {
        "name": ["lenses", table.table],
        "baseRelation": [table.table],
        "type": "BasicLens",
        "uniqueConstraints": {"added": [key]},
    }


def _map_tables(tables: list[SourceTable], profile: Profile) -> Iterator[_Map]:
    """Yield the maps of tables with a row for each resource, and of those beside them."""
    for table in tables:
        pairs = [(iri, _say(column, kind, datatype)) for iri, (column, kind, datatype) in table.columns.items()]
        yield _Map(
            source=f"lenses.{table.table}",
            subject=table.subject,
            graph=table.graph,
            type_iri=table.type_iri,
            pairs=tuple(pairs),
        )
        for side in table.sides:
            target = _say(side.target, side.kind, "")
            names = [side.predicate] if side.is_constant else sorted(profile.dimensions)
            for name in names:
                only = "" if side.is_constant else f" WHERE {side.predicate} = {quote(name)}"
                source = f"SELECT {table.graph}, {side.subject}, {side.target} FROM {side.table}{only}"
                yield _Map(source=source, subject=side.subject, graph=table.graph, pairs=((name, target),))


def _map_triples(profile: Profile) -> Iterator[_Map]:
    """Yield a map for each class, and for each predicate and type of object, that stands in the table of triples."""
    for name, types in sorted(profile.types.items()):
        if name == RDF.type:
            for one in sorted(profile.classes[name]):
                source = _select(f"predicate = {quote(name)} AND object = {quote(one)}")
                yield _Map(source=source, subject="subject", graph="report", type_iri=one)
            continue
        for kind in sorted(types):
            if not kind:
                target = _say("object", Kind.iri, "")
            elif kind.startswith("@"):
                target = f'rr:column "object" ; rr:language "{kind[1:]}"'
            else:
                target = _say("object", Kind.other, kind)
            source = _select(f"predicate = {quote(name)} AND type = {quote(kind)}")
            yield _Map(source=source, subject="subject", graph="report", pairs=((name, target),))


def _select(condition: str) -> str:
    return f"SELECT report, subject, object FROM {TRIPLES} WHERE {condition}"


def _say(column: str, kind: Kind, datatype: str) -> str:
    if kind is Kind.iri:
        return f'rr:column "{column}" ; rr:termType rr:IRI'
    return f'rr:column "{column}" ; rr:datatype <{datatype or _DATATYPES[kind]}>'
