"""Store folders: reports in an Oxigraph store on disk."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Store

from gaapgraph.address_space import STORE_FOLDER, require_addresses
from gaapgraph.errors import OutputError
from gaapgraph.store.rdf_source import is_store
from gaapgraph.vocabulary import BASE, GG
from gaapgraph.write import Supersession, find_format, replace_whole, write_file, write_link, write_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.model import Report

__all__ = ["write_reports", "write_store"]

_BATCH = 32 * 1024 * 1024


def write_reports(reports: Iterable[Report], path: Path, base: str = BASE) -> None:
    """Write reports to a file, or to a store folder where the path is a folder or has no extension.

    Raises:
        InputError: The extension names no format.
        OutputError: The path cannot be written, or something else stands there.
    """
    if os.path.isdir(path) or not path.suffix:  # noqa: PTH112 - Path.is_dir raises where a name is too long
        write_store(reports, path, base)
    else:
        find_format(path)
        write_file(reports, path, base)


def write_store(reports: Iterable[Report], path: Path, base: str = BASE) -> None:
    """Write reports into a new store folder, which replaces a store that stands there once it is complete.

    Raises:
        OutputError: The folder cannot be written, or it is no store.
        SourceError: The system gives the process too few addresses.
    """
    require_addresses(STORE_FOLDER, "a store folder")
    with replace_whole(Path(os.path.realpath(path)), _refuse_other) as part:
        part.mkdir()
        store = Store(str(part))
        for batch in _batch_quads(reports, base):
            store.bulk_load(batch, RdfFormat.N_QUADS)
        store.flush()
        del store


def _refuse_other(path: Path) -> None:
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return
    if not is_store(path) or not _is_ours(path):
        raise OutputError(
            "exists and is no store folder of gaapgraph", where=str(path), mend="give another path, or move it away"
        )


def _is_ours(path: Path) -> bool:
    """Say whether a store holds reports, or nothing."""
    store = Store.read_only(str(path))
    quads = store.quads_for_pattern(None, NamedNode(GG.document), None, None)
    return next(iter(quads), None) is not None or len(store) == 0


def _batch_quads(reports: Iterable[Report], base: str) -> Iterator[bytes]:
    """Yield the lines of many small reports together: each load writes files of its own."""
    batch = bytearray()
    with closing(Supersession(base)) as supersession:
        for report in supersession.watch(reports):
            for text in write_quads(report, base):
                batch += text.encode("utf-8", "replace")
            if len(batch) > _BATCH:
                yield bytes(batch)
                batch.clear()
        for link in supersession.links():
            batch += write_link(link, ".nq").encode("utf-8", "replace")
    yield bytes(batch)
