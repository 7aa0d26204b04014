"""The tables of a corpus in DuckDB, one partition after the other, and what stands in them."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from dataclasses import field
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from gaapgraph import resource
from gaapgraph.errors import InputError, ReadError
from gaapgraph.frozen_class import frozen
from gaapgraph.input_file import digest_file
from gaapgraph.model import canonical
from gaapgraph.plan.source_table import TRIPLES, Profile, SourceTable, read_mapping
from gaapgraph.plan.typed_column import MACROS, quote
from gaapgraph.scale.arrow_table import create_table
from gaapgraph.scale.table_store import name_kind
from gaapgraph.validation.knowledge import rule_data
from gaapgraph.vocabulary import BASE, GG, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from duckdb import DuckDBPyConnection

    from gaapgraph.scale.manifest import Manifest, Part

__all__ = ["TABLES", "CorpusTables", "connect", "open_tables"]

# folder of the files of a table → the view of facts.sql that they are written from
TABLES = {"facts": "fact_row", "occurrences": "occurrence_row", "arcs": "arc_row", "statements": "statement_row"}
_STEPS = Path(__file__).parent
_LINK = (
    "CREATE OR REPLACE TABLE link AS SELECT graph[2:-2] AS report, subject[2:-2] AS fact, object[2:-2] AS later FROM "
)
_COLUMNS = "{'subject': 'VARCHAR', 'predicate': 'VARCHAR', 'object': 'VARCHAR', 'graph': 'VARCHAR', 'point': 'VARCHAR'}"
_AMOUNTS = "NULL::DECIMAL(38, 10) AS value, NULL::DECIMAL(38, 10) AS lower_bound, NULL::DECIMAL(38, 10) AS upper_bound"
_FACT = (
    "SELECT '' AS report, '' AS concept, '' AS entity, '' AS period, '' AS unit, ['']::VARCHAR[] AS dimensions, "
    f"'' AS line_item, '' AS key, {_AMOUNTS} WHERE false"
)
_TYPED = {  # the tables of triples with objects of one type, as the mapping names them
    "iri": "",
    "string": XSD.string,
    "en": "@en",
    "integer": XSD.integer,
    "boolean": XSD.boolean,
    "date": XSD.date,
}
_EMPTY = {  # what is read where no part has a file of a table
    "facts": _FACT,
    "apart": _FACT,
    "occurrences": "SELECT NULL::VARCHAR AS report, NULL::VARCHAR AS key, NULL::BIGINT AS line, 0 AS column_number, "
    f"'' AS printed_text, '' AS head_label, '' AS label, true AS in_primary_statement, {_AMOUNTS} WHERE false",
    "arcs": "SELECT '' AS report, '' AS network, '' AS name, '' AS source, '' AS target, NULL::BIGINT AS place, "
    "'' AS preferred_label WHERE false",
    "statements": "SELECT ['']::VARCHAR[] AS graphs, '' AS subject, '' AS predicate, '' AS object, '' AS type "
    "WHERE false",
}


@frozen
class CorpusTables:
    """A corpus whose partitions are loaded one by one."""

    connection: DuckDBPyConnection
    manifest: Manifest
    mapping: list[SourceTable]
    verified: set[Path] = field(default_factory=set)

    @classmethod
    def open(cls, connection: DuckDBPyConnection, manifest: Manifest) -> CorpusTables:
        """Return the tables of a corpus, and what rules read beside them."""
        for macro in MACROS:
            connection.execute(macro)
        _load_knowledge(connection)
        connection.execute(_LINK + _find_links(manifest))
        return cls(connection, manifest, read_mapping(resource.ontology() / "mappings" / "corpus.ttl"))

    def load(self, partitions: Collection[int]) -> None:
        """Load partitions in place of those before, as rules read them.

        Raises:
            ReadError: A file is missing, or is not what was written.
        """
        self._run(partitions, "rule_statement.sql", kind="TABLE")

    def view(self, partitions: Collection[int]) -> None:
        """Make some partitions tables, as questions read them: their files are read when they are asked.

        Raises:
            ReadError: A file is missing, or is not what was written.
        """
        self._run(partitions, "question_statement.sql", kind="VIEW")

    def list_steps(self, partitions: Collection[int]) -> list[str]:
        """Return the statements that make some partitions tables, in any engine of DuckDB.

        Raises:
            ReadError: A file is missing, or is not what was written.
        """
        steps = self._steps(partitions, "question_statement.sql", kind="VIEW")
        typed = [
            f"CREATE OR REPLACE VIEW {TRIPLES}_{name} AS SELECT report, subject AS resource, predicate AS property, "
            f"object AS content FROM {TRIPLES} WHERE type = {quote(kind)}"
            for name, kind in _TYPED.items()
        ]
        return [_LINK + _find_links(self.manifest), *steps, *typed]

    def _steps(self, partitions: Collection[int], first: str, kind: str) -> list[str]:
        text = "".join((_STEPS / name).read_text(encoding="utf-8") for name in (first, "corpus.sql"))
        for name, paths in self._list_files(partitions).items():
            place = f"read_parquet([{{{name.upper()}}}])"
            listed = ", ".join(quote(str(path)) for path in paths)
            text = text.replace(place, f"read_parquet([{listed}])" if paths else f"({_EMPTY[name]})")
        for name, value in (("BASE", BASE), ("GG", GG.iri), ("RDF", RDF.iri), ("KIND", kind)):
            text = text.replace(f"{{{name}}}", value)
        return [one for one in text.split(";\n") if one.strip()]

    def _run(self, partitions: Collection[int], first: str, kind: str) -> None:
        import duckdb

        try:
            for statement in self._steps(partitions, first, kind):
                self.connection.execute(statement)
        except duckdb.Error as exc:
            reason = str(exc).splitlines()[0]
            numbers = ", ".join(map(str, partitions))
            raise ReadError(
                f"partition {numbers} cannot be read ({reason})",
                where=str(self.manifest.folder),
                mend="convert into a new folder",
            ) from exc

    def _list_files(self, partitions: Collection[int]) -> dict[str, list[Path]]:
        """Return the files of some partitions by their table; facts of reports read row by row are `apart`."""
        files: dict[str, list[Path]] = {name: [] for name in (*TABLES, "apart")}
        for part in self.manifest.parts:
            if part.source and part.partition in partitions:
                for name in TABLES:
                    if (path := self._verify(part, name)) is not None:
                        is_apart = name == "facts" and "occurrences" not in part.tables
                        files["apart" if is_apart else name].append(path)
        return files

    def find_partitions(self, entities: Collection[str]) -> list[int]:
        """Return the partitions that facts of some entities are in."""
        files = self._list_files(self.manifest.filled)
        paths = ", ".join(quote(str(path)) for path in (*files["facts"], *files["apart"]))
        listed = ", ".join(map(quote, entities))
        rows = self.connection.execute(
            f"SELECT DISTINCT part FROM read_parquet([{paths}]) WHERE entity IN ({listed}) ORDER BY part"
        ).fetchall()
        return [part for (part,) in rows]

    def _verify(self, part: Part, name: str) -> Path | None:
        """Return the file of a table of a part, which is what was written; None where the part has none.

        Raises:
            ReadError: It is not.
        """
        path = self.manifest.folder / name / f"{Path(part.file).stem}.parquet"
        expected = part.tables.get(name)
        if expected is None and part.tables:
            return None
        if path in self.verified:
            return path
        mend = "convert into a new folder"
        try:
            found = digest_file(path)
        except OSError as exc:
            raise ReadError(f"cannot be read ({exc.strerror})", where=str(path), mend=mend) from exc
        if found != expected:
            raise ReadError("is not what was converted", where=str(path), mend=mend)
        self.verified.add(path)
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


def _find_links(manifest: Manifest) -> str:
    """Return what the links between reports are read from."""
    path = manifest.folder / "quads" / "links.nq"
    if not path.is_file() or not path.stat().st_size:
        return "(SELECT '' AS subject, '' AS object, '' AS graph WHERE false)"
    form = f"delim = ' ', header = false, quote = '', escape = '', columns = {_COLUMNS}"
    return f"read_csv({quote(str(path))}, {form})"


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


@contextmanager
def open_tables(manifest: Manifest, memory: int) -> Iterator[CorpusTables]:
    """Yield the tables of a corpus in an engine of their own, which spills beside them where it may.

    Raises:
        InputError: The engine is not installed.
    """
    home = manifest.folder if os.access(manifest.folder, os.W_OK) else None
    with TemporaryDirectory(dir=home) as spill, closing(connect(memory, Path(spill))) as connection:
        yield CorpusTables.open(connection, manifest)


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
