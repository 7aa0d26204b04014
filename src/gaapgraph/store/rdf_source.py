"""Data into an embedded store: RDF files, folders of them, store folders, and the shipped instances."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from pyoxigraph import Store

from gaapgraph.errors import GaapGraphError, ReadError, SourceError
from gaapgraph.input_file import require_file
from gaapgraph.resource import instances
from gaapgraph.store.succession import link_superseded
from gaapgraph.write import FORMATS, find_format, open_rdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = ["has_rdf_name", "is_store", "load_store"]

_COPY = ".nq.gz"
_DESCRIPTION = "void.ttl"  # says what the data are, and is none of them


def is_store(path: Path) -> bool:
    """Say whether a path is the folder of an Oxigraph store."""
    return (path / "CURRENT").is_file() and any(path.glob("MANIFEST-*"))


def load_store(sources: Sequence[Path] = ()) -> Store:
    """Return a store with all data of the sources; a single store folder is opened as it stands, for reading.

    Args:
        sources: Files, folders with RDF files, or store folders; none means the shipped instances.

    Raises:
        SourceError: A source is absent, unreadable, or has no RDF.
        ReadError: A file is no RDF in the format that its name says.
    """
    if len(sources) == 1 and is_store(sources[0]):
        return _open_store(sources[0])
    store = Store()
    _run_apart(lambda: _fill(store, sources or [instances()]))
    return store


def _run_apart(work: Callable[[], None]) -> None:
    """Do the work in a thread of its own, whose memory lies apart from that of its caller.

    What loading frees leaves holes between what it keeps. The engine's plans of queries would lie scattered among them,
    and take three times as long beside a million quads.
    """
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as exc:  # noqa: BLE001 - is raised again where the work was asked for
            failures.append(exc)

    thread = Thread(target=run)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]


def _fill(store: Store, sources: Sequence[Path]) -> None:
    for source in sources:
        if is_store(source):
            store.bulk_extend(_open_store(source))
        else:
            for path in _list_files(source):
                _load_file(store, path)
    link_superseded(store)


def _open_store(path: Path) -> Store:
    try:
        return Store.read_only(str(path))
    except OSError as exc:
        raise SourceError(
            f"the store cannot be opened ({exc})", where=str(path), mend="build it again with gaapgraph build"
        ) from exc


def _list_files(source: Path) -> Iterator[Path]:
    if not source.is_dir():
        yield source
        return
    files = [path for path in sorted(source.rglob("*")) if path.is_file() and has_rdf_name(path)]
    files = [path for path in files if path.name != _DESCRIPTION and not _is_copy(path, files)]
    if not files:
        raise SourceError("the folder has no RDF file and is no store", where=str(source), mend="build one first")
    yield from files


def _is_copy(path: Path, files: Sequence[Path]) -> bool:
    """Say whether a file has the quads of the TriG beside it once more, for stores that do not read TriG well."""
    return path.name.endswith(_COPY) and path.with_name(path.name.removesuffix(_COPY) + ".trig") in files


def has_rdf_name(path: Path) -> bool:
    """Say whether a file is RDF by the ending of its name."""
    return path.name.lower().removesuffix(".gz").endswith(tuple(FORMATS))


def _load_file(store: Store, path: Path) -> None:
    require_file(path)
    rdf_format, base = FORMATS[find_format(path)], path.resolve().as_uri()
    try:
        if path.suffix.lower() == ".gz":
            with open_rdf(path) as stream:
                store.bulk_load(stream, rdf_format, base_iri=base)
        else:
            store.load(path=str(path), format=rdf_format, base_iri=base)
    except SyntaxError as exc:
        raise _broken(path, exc) from exc
    except (OSError, EOFError) as exc:
        raise SourceError(
            f"cannot be read ({getattr(exc, 'strerror', None) or exc})", where=str(path), mend="check the file"
        ) from exc


def _broken(path: Path, error: SyntaxError) -> GaapGraphError:
    where = str(path) if error.lineno is None else f"{path}:{error.lineno}"
    reason = str(error.msg).rpartition(": ")[2] if error.lineno is not None else str(error.msg)
    return ReadError(
        f"is no valid {find_format(path)} ({reason})", where=where, mend="mend that line or build it again"
    )
