"""The tables of a corpus in DuckDB, one partition after the other, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from gaapgraph import resource
from gaapgraph.errors import InputError, ReadError
from gaapgraph.input_file import digest_file
from gaapgraph.model import canonical
from gaapgraph.plan.source_table import Profile, SourceTable, read_mapping
from gaapgraph.plan.typed_column import MACROS, quote
from gaapgraph.scale.arrow_table import create_table
from gaapgraph.scale.table_store import name_kind
from gaapgraph.validation.knowledge import rule_data
from gaapgraph.vocabulary import BASE, GG, RDF, XSD

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from gaapgraph.scale.manifest import Manifest, Part

__all__ = ["TABLES", "CorpusTables", "connect"]

# folder of the files of a table → the view of facts.sql that they are written from
TABLES = {"facts": "fact_row", "occurrences": "occurrence_row", "arcs": "arc_row", "statements": "statement_row"}
_STEPS = Path(__file__).with_name("corpus.sql")
_LINK = "CREATE OR REPLACE TABLE link AS SELECT subject[2:-2] AS fact, object[2:-2] AS later FROM "
_COLUMNS = "{'subject': 'VARCHAR', 'predicate': 'VARCHAR', 'object': 'VARCHAR', 'graph': 'VARCHAR', 'point': 'VARCHAR'}"
_EMPTY = {
    "occurrences": "SELECT NULL::VARCHAR AS report, NULL::VARCHAR AS key, NULL::BIGINT AS line, 0 AS column_number, "
    "'' AS printed_text, '' AS head_label, '' AS label, true AS in_primary_statement, NULL::DECIMAL(38, 10) AS value, "
    "NULL::DECIMAL(38, 10) AS lower_bound, NULL::DECIMAL(38, 10) AS upper_bound WHERE false",
    "arcs": "SELECT '' AS network, '' AS name, '' AS source, '' AS target, NULL::BIGINT AS place, "
    "'' AS preferred_label WHERE false",
}


@dataclass(frozen=True, slots=True)
class CorpusTables:
    """A corpus whose partitions are loaded one by one."""

    connection: DuckDBPyConnection
    manifest: Manifest
    mapping: list[SourceTable]

    @classmethod
    def open(cls, connection: DuckDBPyConnection, manifest: Manifest) -> CorpusTables:
        """Return the tables of a corpus, and what rules read beside them."""
        for macro in MACROS:
            connection.execute(macro)
        _load_knowledge(connection)
        links = manifest.folder / "quads" / "links.nq"
        form = f"delim = ' ', header = false, quote = '', escape = '', columns = {_COLUMNS}"
        source = f"read_csv({quote(str(links))}, {form})"
        if not links.is_file() or not links.stat().st_size:
            source = "(SELECT '' AS subject, '' AS object WHERE false)"
        connection.execute(_LINK + source)
        return cls(connection, manifest, read_mapping(resource.ontology() / "mappings" / "corpus.ttl"))

    def load(self, partition: int) -> None:
        """Load one partition in place of the one before.

        Raises:
            ReadError: A file is missing, or is not what was written.
        """
        import duckdb

        parts = [one for one in self.manifest.parts if one.source and one.partition == partition]
        files = {name: [path for one in parts if (path := self._verify(one, name)) is not None] for name in TABLES}
        text = _STEPS.read_text(encoding="utf-8")
        for name, paths in files.items():
            place = f"read_parquet([{{{name.upper()}}}])"
            text = text.replace(place, f"({_EMPTY[name]})" if not paths else place)
            text = text.replace(f"{{{name.upper()}}}", ", ".join(quote(str(path)) for path in paths))
        for name, iri in (("BASE", BASE), ("GG", GG.iri), ("RDF", RDF.iri)):
            text = text.replace(f"{{{name}}}", iri)
        try:
            for statement in text.split(";\n"):
                if statement.strip():
                    self.connection.execute(statement)
        except duckdb.Error as exc:
            reason = str(exc).splitlines()[0]
            raise ReadError(
                f"partition {partition} cannot be read ({reason})",
                where=str(self.manifest.folder),
                mend="convert into a new folder",
            ) from exc

    def _verify(self, part: Part, name: str) -> Path | None:
        """Return the file of a table of a part, which is what was written; None where the part has none.

        Raises:
            ReadError: It is not.
        """
        path = self.manifest.folder / name / f"{Path(part.file).stem}.parquet"
        expected = part.tables.get(name)
        if expected is None and part.tables:
            return None
        mend = "convert into a new folder"
        try:
            found = digest_file(path)
        except OSError as exc:
            raise ReadError(f"cannot be read ({exc.strerror})", where=str(path), mend=mend) from exc
        if found != expected:
            raise ReadError("is not what was converted", where=str(path), mend=mend)
        return path

    def profile(self) -> Profile:
        """Return what stands in the triples of the partition."""
        rows = self.connection.execute(
            "SELECT a.predicate, list(DISTINCT a.type), list(DISTINCT coalesce(b.object, '')), "
            f"max(CASE WHEN a.type = '{XSD.decimal}' THEN length(split_part(a.object, '.', 2)) ELSE 0 END) "
            "FROM statement a LEFT JOIN (SELECT subject, object FROM statement WHERE predicate = "
            f"'{RDF.type}') b USING (subject) GROUP BY a.predicate"
        ).fetchall()
        axes = self.connection.execute(
            f"SELECT DISTINCT subject FROM statement WHERE predicate = '{RDF.type}' AND object = '{GG.Dimension}'"
        ).fetchall()
        return Profile(
            types={name: frozenset(types) for name, types, _, _ in rows},
            classes={name: frozenset(classes) for name, _, classes, _ in rows},
            places={name: places for name, _, _, places in rows},
            dimensions=frozenset(axis for (axis,) in axes),
        )


def _load_knowledge(connection: DuckDBPyConnection) -> None:
    """Load what rules read besides the reports, its numbers as the store has them."""
    import pyarrow as pa

    rows: list[dict[str, str]] = []
    for triple in parse(path=str(rule_data()), format=RdfFormat.TURTLE):
        term = triple.object
        kind = name_kind(term)
        text = canonical(Decimal(term.value)) if kind == XSD.decimal else term.value
        rows.append(
            {"subject": triple.subject.value, "predicate": triple.predicate.value, "object": text, "type": kind}
        )
    create_table(connection, "knowledge", pa.Table.from_pylist(rows))


def connect(memory: int, spill: Path) -> DuckDBPyConnection:
    """Return an engine that holds so many megabytes and takes disk for what is more.

    Raises:
        InputError: DuckDB or pyarrow is not installed.
    """
    try:
        import duckdb
        import pyarrow  # noqa: F401 - what tables are handed over with
    except ImportError as exc:
        raise InputError(
            f"{exc.name} is not installed", where="--engine duckdb", mend="pip install 'gaapgraph[scale]'"
        ) from exc
    connection = duckdb.connect(
        config={
            "memory_limit": f"{memory}MB",
            "temp_directory": str(spill),
            "autoinstall_known_extensions": False,
        }
    )
    connection.execute("SET enable_progress_bar = false")
    return connection
