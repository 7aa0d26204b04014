"""Files of RDF: the format from the name, and a file that is complete or not there."""

from __future__ import annotations

import errno
import gzip
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from pyoxigraph import RdfFormat, parse

from gaapgraph.errors import InputError, OutputError
from gaapgraph.vocabulary import BASE
from gaapgraph.write import term
from gaapgraph.write.graph import write_quads, write_triples
from gaapgraph.write.trig import write_named, write_trig, write_turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gaapgraph.model import Report
    from gaapgraph.write.fact import Resource

__all__ = ["FORMATS", "find_format", "open_rdf", "replace_whole", "write_file", "write_graph"]

FORMATS = {
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
}
_WRITERS: dict[str, Callable[[Report, str], Iterator[str]]] = {
    ".nq": write_quads,
    ".trig": write_trig,
    ".ttl": write_turtle,
    ".nt": write_triples,
}
_CHUNK = 1 << 20


def find_format(path: Path) -> str:
    """Return the extension that names the format of an RDF file, without `.gz`.

    Raises:
        InputError: The extension names no format that is written or loaded here.

    >>> find_format(Path("release.trig.gz"))
    '.trig'
    """
    name = path.name.lower().removesuffix(".gz")
    extension = Path(name).suffix
    if extension not in FORMATS:
        raise InputError(
            "the extension names no RDF format",
            where=str(path),
            mend=f"use one of {' '.join(FORMATS)}, with or without .gz",
        )
    return extension


def write_file(reports: Iterable[Report], path: Path, base: str = BASE) -> None:
    """Write reports into one file; what stood there is replaced only once all is written.

    The bytes depend on nothing but the reports. Formats without named graphs hold the union of the reports.

    Raises:
        InputError: The extension names no format.
        OutputError: The file cannot be written, or something that is no RDF stands there.
    """
    writer = _WRITERS[find_format(path)]
    _write_texts((text for report in reports for text in writer(report, base)), path)


def write_graph(graph: str, resources: Iterable[Resource], path: Path, prefixes: dict[str, str]) -> None:
    """Write one named graph into a file, under the same conditions as reports.

    Args:
        graph: IRI of the graph; formats without named graphs leave it out.
        resources: What the graph describes, in the order in which it is written.
        path: The file; its extension names the format.
        prefixes: Further ones than the project's own, where the format has prefixes.

    Raises:
        InputError: The extension names no format.
        OutputError: The file cannot be written, or something that is no RDF stands there.
    """
    extension = find_format(path)
    if extension in (".trig", ".ttl"):
        texts = write_named(graph if extension == ".trig" else None, resources, prefixes)
    else:
        name = f" {term.iri(graph)}" if extension == ".nq" else ""
        texts = (
            f"{term.iri(one.iri)} {term.iri(predicate)} {value}{name} .\n"
            for one in resources
            for predicate, value in one.statements
        )
    _write_texts(texts, path)


def _write_texts(texts: Iterable[str], path: Path) -> None:
    path = Path(os.path.realpath(path))
    with replace_whole(path, _refuse_other) as part, part.open("xb", buffering=_CHUNK) as raw:
        packed = gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) if path.suffix.lower() == ".gz" else None
        out = packed or raw
        for text in texts:
            out.write(text.encode("utf-8", "replace"))
        if packed is not None:
            packed.close()
        raw.flush()
        os.fsync(raw.fileno())


@contextmanager
def replace_whole(path: Path, refuse: Callable[[Path], None]) -> Iterator[Path]:
    """Give a path beside `path` to write to, and put what is there into its place at the end.

    After an error nothing is left behind, and what stood at `path` is untouched.

    Args:
        path: What is to be written or replaced.
        refuse: Raises an `OutputError` where something stands there that shall not be replaced.

    Raises:
        OutputError: The system refuses to write.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        refuse(path)
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "what stands there is write-protected")
        yield part
        if path.is_dir():
            _remove(old := part.with_suffix(".old"))
            path.rename(old)
            part.rename(path)
            _remove(old)
        else:
            part.replace(path)
    except OSError as exc:
        raise OutputError(
            f"cannot be written ({exc.strerror or exc})",
            where=str(path),
            mend="check that the folder exists, that it may be written to, and that the disk has room",
        ) from exc
    finally:
        with suppress(OSError):
            _remove(part)


def open_rdf(path: Path) -> BinaryIO:
    """Open an RDF file for reading as bytes, unpacked where its name ends in `.gz`."""
    return cast("BinaryIO", gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _refuse_other(path: Path) -> None:
    """Refuse to replace a folder, a device, or a file whose start is no RDF of the format that its name says."""
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return
    try:
        if not path.is_file():
            raise SyntaxError("no file")
        with open_rdf(path) as stream:
            next(parse(stream, format=FORMATS[find_format(path)]), None)
    except (SyntaxError, OSError, EOFError) as exc:
        raise OutputError(
            f"exists and is no RDF file in the format {find_format(path)}",
            where=str(path),
            mend="give another path, or move it away",
        ) from exc


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
