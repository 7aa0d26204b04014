"""Data sets to facts as Parquet and graphs as N-Quads, partition by partition, on DuckDB.

The same quads as `build` writes: what a cell means is told by the reader of single submissions, once for each distinct
cell; a data set or submission with anything unusual in it goes through that reader whole.
"""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError, OutputError
from gaapgraph.frozen_class import frozen
from gaapgraph.input_file import digest_file, real_path
from gaapgraph.iri import mint_iri
from gaapgraph.model import bounds, canonical
from gaapgraph.reader.sec import read_submissions
from gaapgraph.reader.sec.presentation import NEGATED
from gaapgraph.scale.corpus_tables import TABLES, connect
from gaapgraph.scale.lookup import build_lookups
from gaapgraph.scale.manifest import Manifest, Part, checksum
from gaapgraph.scale.partition import pack
from gaapgraph.scale.staging import Staged, UnevenTableError, stage
from gaapgraph.scale.table_store import name_kind
from gaapgraph.vocabulary import BASE, GG, RDF, XSD
from gaapgraph.write.graph import write_quads
from gaapgraph.write.resource_name import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from duckdb import DuckDBPyConnection

    from gaapgraph.model import Fact, Report

__all__ = ["convert"]


_FACTS = Path(__file__).with_name("facts.sql")
_LINKS = Path(__file__).with_name("links.sql")
_LITTLE = 512
_WORK = "unfinished-"  # how the folders are called that a run works in
_BATCH = 4096  # pieces of some kilobytes


def convert(
    sources: Sequence[Path],
    folder: Path,
    *,
    partitions: int = 8,
    memory: int = 2048,
    master: str | None = None,
    tell: Callable[[str], None],
) -> Manifest:
    """Convert data sets into a folder; what an earlier run has finished there is kept.

    Args:
        sources: Zips of quarters, or the folders they unpack to.
        folder: It gets `quads/`, a folder for each of `TABLES`, and `manifest.json`.
        partitions: Into how many parts of about as many facts the entities are packed.
        memory: Megabytes that the engine may hold; what is more goes to disk.
        master: Of the cluster whose workers convert a data set each; None is this process.
        tell: Called with a line for each step.

    Raises:
        InputError: DuckDB is not installed, two data sets have one name, or the folder has other partitions.
        OutputError: The folder cannot be written.
    """
    names = [path.name for path in sources]
    if len(set(names)) < len(names):
        raise InputError("two data sets have one name", where=", ".join(names), mend="rename one")
    manifest = _open_folder(folder, partitions)
    left = [path for path in sources if path.name not in manifest.sources]
    for path in sources:
        if path not in left:
            tell(f"{path}: is there already")
    _begin(manifest, left)
    for done in _convert_each(left, manifest, memory, master, tell=tell):
        manifest.parts = [part for part in manifest.parts if part.source != done.source] + done.parts
        manifest.entities |= done.entities
        manifest.sources[done.source] = done.sha256
        manifest.save()
        tell(f"{done.source}: {sum(part.facts for part in done.parts):,} facts")
    return _finish(manifest, memory)


def _finish(manifest: Manifest, memory: int) -> Manifest:
    """Write what is over all data sets, and say that nothing is missing."""
    _link(manifest, memory)
    manifest.unfinished = []
    manifest.save()
    return manifest


def _begin(manifest: Manifest, left: Sequence[Path]) -> None:
    """Say in the manifest what is being done, and clear away what a run that was killed has left.

    Raises:
        OutputError: The folder cannot be written.
    """
    manifest.unfinished = [path.name for path in left]
    for old in manifest.folder.glob(f"{_WORK}*"):
        shutil.rmtree(old, ignore_errors=True)
    try:
        manifest.save()
    except OSError as exc:
        where = str(manifest.folder)
        raise OutputError(f"cannot be written ({exc.strerror})", where=where, mend="make room, and run again") from exc


def _open_folder(folder: Path, partitions: int) -> Manifest:
    """Return the manifest of a folder of so many partitions, which is made where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("quads", *TABLES):
            (folder / name).mkdir(exist_ok=True)
    except OSError as exc:
        raise OutputError(f"cannot be written ({exc.strerror})", where=str(folder), mend="give another folder") from exc
    manifest = Manifest.open(folder) or Manifest(folder=folder, partitions=partitions)
    if manifest.sources and manifest.partitions != partitions:
        mend = "ask for as many, or give a new folder"
        raise InputError(f"has {manifest.partitions} partitions", where=str(folder), mend=mend)
    manifest.partitions = partitions
    return manifest


@frozen(kw_only=True)
class ConvertTask:
    """A data set to be converted.

    Attributes:
        entities: The partition of each entity that has one.
    """

    source: str
    folder: str
    partitions: int
    entities: dict[str, int]
    memory: int


@frozen(kw_only=True)
class _Converted:
    """A data set that was converted: its files, and the entities that it gave a partition."""

    source: str
    sha256: str
    parts: list[Part]
    entities: dict[str, int]


def _convert_each(
    sources: list[Path], manifest: Manifest, memory: int, master: str | None, *, tell: Callable[[str], None]
) -> Iterator[_Converted]:
    """Yield what data sets come to, here one after the other, on a cluster as they are done."""

    def task(path: Path) -> ConvertTask:
        return ConvertTask(
            source=str(real_path(path)),
            folder=str(manifest.folder.resolve()),
            partitions=manifest.partitions,
            entities=dict(manifest.entities),
            memory=memory,
        )

    if master is None:
        for path in sources:
            yield convert_one(task(path))
    elif sources:
        from gaapgraph.scale.cluster import connect_cluster

        with connect_cluster(master, tell) as cluster:
            counted = dict(cluster.run(count_facts, [str(real_path(path)) for path in sources]))
            for path in sources:  # in their order, so that an entity is where one process has it
                counts = counted[str(real_path(path))]
                fresh = {cik: count for cik, count in counts.items() if cik not in manifest.entities}
                manifest.entities |= pack(fresh, manifest.partitions)
            for _, done in cluster.run(convert_one, [task(path) for path in sources]):
                yield done


def count_facts(source: str) -> dict[str, int]:
    """Return how many facts each entity of a data set has; none where it has to be read row by row."""
    with TemporaryDirectory() as work, closing(connect(_LITTLE, Path(work) / "spill")) as connection:
        try:
            staged = stage(connection, Path(source), Path(work))
        except UnevenTableError:
            return {}
        counts = dict(connection.execute("SELECT adsh, count(*) FROM num GROUP BY adsh").fetchall())
    facts: dict[str, int] = {}
    for one in staged.submissions.values():
        if one.accession in counts:
            facts[one.cik] = facts.get(one.cik, 0) + counts[one.accession]
    return facts


def convert_one(task: ConvertTask) -> _Converted:
    """Convert one data set; its files take their places once they are whole."""
    folder, path = Path(task.folder), Path(task.source)
    manifest = Manifest(folder=folder, partitions=task.partitions, entities=dict(task.entities))
    parts: list[Part] = []
    with (
        TemporaryDirectory(dir=folder, prefix=_WORK) as work,
        closing(connect(task.memory, Path(work) / "spill")) as connection,
    ):
        try:
            staged = stage(connection, path, Path(work))
        except UnevenTableError:
            parts += _by_rows(read_submissions(path), path.name, manifest)
            sha256 = ""
        else:
            build_lookups(connection, staged)
            _pack(connection, manifest)
            _run(connection, _FACTS, COLUMN=str(staged.value_column))
            parts += _Writing(connection, path.name, manifest).parts()
            odd = [position for (position,) in connection.execute("SELECT position FROM odd").fetchall()]
            if odd:
                parts += _by_rows(_only(path, staged, odd), path.name, manifest)
            sha256 = staged.sha256
    return _Converted(source=path.name, sha256=sha256, parts=parts, entities=manifest.entities)


def _run(connection: DuckDBPyConnection, path: Path, **values: str) -> None:
    """Run the statements of a file, with the IRIs of the vocabulary in place of names in braces."""
    text = path.read_text(encoding="utf-8")
    known = {"BASE": BASE, "GG": GG.iri, "RDF": RDF.iri, "XSD": XSD.iri, "NEGATED": NEGATED, **values}
    for name, value in known.items():
        text = text.replace(f"{{{name}}}", value)
    for statement in text.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _pack(connection: DuckDBPyConnection, manifest: Manifest) -> None:
    """Give entities that have no partition yet one, and tell the engine."""
    counts = dict(
        connection.execute("SELECT cik, count(*) FROM num JOIN submission USING (adsh) GROUP BY cik").fetchall()
    )
    fresh = {cik: count for cik, count in counts.items() if cik not in manifest.entities}
    manifest.entities.update(pack(fresh, manifest.partitions))
    import pyarrow as pa

    rows = [{"cik": cik, "part": part} for cik, part in sorted(manifest.entities.items())]
    connection.register("incoming", pa.Table.from_pylist(rows))
    connection.execute(
        "CREATE OR REPLACE TABLE placed AS SELECT position, graph, part FROM submission JOIN incoming USING (cik)"
    )
    connection.unregister("incoming")


@frozen
class _Writing:
    """Writes the partitions of one data set."""

    connection: DuckDBPyConnection
    source: str
    manifest: Manifest

    def parts(self) -> Iterator[Part]:
        """Yield each part once its files are whole."""
        numbers = self.connection.execute("SELECT DISTINCT part FROM placed ORDER BY part").fetchall()
        for (number,) in numbers:
            stem = f"{Path(self.source).stem}-{number:04d}"
            self._write_text(self.manifest.folder / "quads" / f"{stem}.nq", number)
            files = {table: self.manifest.folder / table / f"{stem}.parquet" for table in TABLES}
            for table, view in TABLES.items():
                self._write_table(files[table], view, number)
            ((quads, total),) = self.connection.execute(
                "SELECT sum(quads), sum(checksum) % 18446744073709551616 FROM piece WHERE part = ?", [number]
            ).fetchall()
            ((facts,),) = self.connection.execute("SELECT count(*) FROM fact_row WHERE part = ?", [number]).fetchall()
            yield Part(
                source=self.source,
                partition=number,
                file=f"quads/{stem}.nq",
                facts=facts,
                quads=quads or 0,
                checksum=f"{total or 0:016x}",
                tables={table: digest_file(path) for table, path in files.items()},
            )

    def _write_text(self, path: Path, part: int) -> None:
        """Write the pieces of a part as they lie in memory: the column of an Arrow table is the text of the file."""
        with _new_file(path) as fresh, fresh.open("wb") as file:
            result = self.connection.sql("SELECT text FROM piece WHERE part = ?", params=[part])
            for batch in result.to_arrow_reader(_BATCH):
                column = batch.column(0)
                _, offsets, data = column.buffers()
                wide = 8 if str(column.type).startswith("large") else 4
                ends = memoryview(offsets).cast("q" if wide == 8 else "i")
                file.write(memoryview(data)[ends[column.offset] : ends[column.offset + len(column)]])

    def _write_table(self, path: Path, view: str, part: int) -> None:
        with _new_file(path) as fresh:
            form = "(FORMAT parquet, COMPRESSION zstd)"
            self.connection.execute(f"COPY (SELECT * FROM {view} WHERE part = {part}) TO '{fresh}' {form}")


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    """Yield the path of a new file that takes its place once it is whole."""
    import duckdb

    fresh = path.with_name(f"{path.name}.new")
    try:
        yield fresh
    except (OSError, duckdb.IOException) as exc:
        fresh.unlink(missing_ok=True)
        reason = exc.strerror if isinstance(exc, OSError) else str(exc).splitlines()[0]
        raise OutputError(f"cannot be written ({reason})", where=str(path), mend="make room, and run again") from exc
    fresh.replace(path)


def _only(path: Path, staged: Staged, positions: Sequence[int]) -> Iterator[Report]:
    """Yield the reports at some positions, read row by row."""
    wanted = {one.report_iri for number, one in enumerate(staged.submissions.values()) if number in set(positions)}
    yield from (report for report in read_submissions(path) if report.iri in wanted)


def _by_rows(reports: Iterator[Report], source: str, manifest: Manifest) -> Iterator[Part]:
    """Write reports as `build` does, each into the partition of its entity, and yield the parts."""
    for report in reports:
        cik = report.entity.identifiers[0][1]
        if cik not in manifest.entities:
            manifest.entities.update(pack({cik: len(report.facts)}, manifest.partitions))
        stem = f"{Path(source).stem}-{report.iri.removeprefix(BASE).replace('/', '-')}"
        lines = [line for text in write_quads(report) for line in text.splitlines()]
        _write(manifest.folder / "quads" / f"{stem}.nq", lines)
        files = {table: manifest.folder / table / f"{stem}.parquet" for table in ("facts", "statements")}
        _write_facts(files["facts"], report, manifest.entities[cik])
        _write_statements(files["statements"], lines, manifest.entities[cik])
        yield Part(
            source=source,
            partition=manifest.entities[cik],
            file=f"quads/{stem}.nq",
            facts=len(report.facts),
            quads=len(lines),
            checksum=checksum(lines),
            tables={table: digest_file(path) for table, path in files.items()},
        )


def _write(path: Path, lines: Sequence[str]) -> None:
    with _new_file(path) as fresh:
        fresh.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _write_facts(path: Path, report: Report, part: int) -> None:
    """Write the facts of a report that was read row by row in the columns of the others."""
    import pyarrow as pa
    from pyarrow import parquet

    names = Names(report)
    amount = pa.decimal128(38, 10)
    rows = [_row(fact, report, names, part) for fact in report.facts]
    kinds = {"value": amount, "lower_bound": amount, "upper_bound": amount, "filed": pa.date32()}
    kinds |= {
        "part": pa.int64(),
        "inferred_decimals": pa.int32(),
        "first_line": pa.int64(),
        "dimensions": pa.list_(pa.string()),
    }
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in _COLUMNS])
    with _new_file(path) as fresh:
        parquet.write_table(pa.Table.from_pylist(rows, schema=schema), fresh, compression="zstd")


def _write_statements(path: Path, lines: Sequence[str], part: int) -> None:
    """Write all that a report says as triples: only the engine's own reports have tables of their own."""
    import pyarrow as pa
    from pyarrow import parquet
    from pyoxigraph import RdfFormat, parse

    rows = []
    for quad in parse("\n".join(lines), RdfFormat.N_QUADS):
        rows.append(
            {
                "part": part,
                "graphs": [quad.graph_name.value],
                "subject": quad.subject.value,
                "predicate": quad.predicate.value,
                "object": quad.object.value,
                "type": name_kind(quad.object),
            }
        )
    texts = [(name, pa.string()) for name in _STATEMENT]
    schema = pa.schema([("part", pa.int64()), ("graphs", pa.list_(pa.string())), *texts])
    with _new_file(path) as fresh:
        parquet.write_table(pa.Table.from_pylist(rows, schema=schema), fresh, compression="zstd")


_STATEMENT = ("subject", "predicate", "object", "type")
_COLUMNS = (
    "part", "report", "accession", "cik", "entity", "form", "filed", "concept", "period", "unit", "dimensions", "key",
    "value", "lexical", "inferred_decimals", "lower_bound", "upper_bound", "line_item", "first_line",
)  # fmt: skip
_MOST = Decimal(10) ** 27


def _row(fact: Fact, report: Report, names: Names, part: int) -> dict[str, object]:
    key, cik = fact.dimensions, report.entity.identifiers[0][1]
    value = fact.value if isinstance(fact.value, Decimal) else None
    low, high = bounds(value, fact.decimals) if value is not None and abs(value) < _MOST else (None, None)
    cut = [
        None if one is None else one.quantize(Decimal("1e-10"))
        for one in (value if low is not None else None, low, high)
    ]
    return {
        "part": part,
        "report": names.report,
        "accession": report.iri.removeprefix(mint_iri("report", f"cik-{cik}", "")),
        "cik": cik,
        "entity": key.entity,
        "form": "",
        "filed": report.issued,
        "concept": key.concept,
        "period": str(key.period or ""),
        "unit": key.unit.slug if key.unit else "",
        "dimensions": sorted(f"<{axis}> <{member}>" for axis, member in key.members),
        "key": key.key,
        "value": cut[0],
        "lexical": None if value is None else canonical(value),
        "inferred_decimals": fact.decimals,
        "lower_bound": cut[1],
        "upper_bound": cut[2],
        "line_item": names.line_item(key.line_item),
        "first_line": fact.occurrences[0].place.line,
    }


def _link(manifest: Manifest, memory: int) -> None:
    """Write which facts are superseded, over all data sets."""
    manifest.parts = [part for part in manifest.parts if part.source]
    facts = manifest.folder / "facts"
    if not any(facts.glob("*.parquet")):
        return
    with TemporaryDirectory(dir=manifest.folder) as work:
        connection = connect(memory, Path(work) / "spill")
        _run(connection, _LINKS, FACTS=f"{facts}/*.parquet")
        rows = connection.execute("SELECT line FROM link_line ORDER BY line").fetchall()
    lines = [line for (line,) in rows]
    _write(manifest.folder / "quads" / "links.nq", lines)
    manifest.parts.append(
        Part(source="", partition=-1, file="quads/links.nq", facts=0, quads=len(lines), checksum=checksum(lines))
    )
