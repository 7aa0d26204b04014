"""Data of every kind into one store: RDF, store folders, reports in hand, and documents that are built as they come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from gaapgraph.model import Report
from gaapgraph.store.load import has_rdf_name, is_store, load_store
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["gather", "is_data"]


def gather(sources: Sequence[Path | str | Report] = ()) -> Store:
    """Return a store with all data; a single store folder is opened as it stands, for reading.

    Args:
        sources: RDF files, folders with such, store folders, reports in hand, and whatever a reader recognises: that
            is built first. None means the shipped instances.

    Raises:
        SourceError: A source cannot be had.
        ReadError: It is neither RDF nor anything that can be read, or damaged.
    """
    given = [source if isinstance(source, Report) else Path(source) for source in sources]
    ready = [source for source in given if not isinstance(source, Report) and is_data(source)]
    if len(ready) == len(given):
        return load_store(ready)
    store = Store()
    if ready:
        store.bulk_extend(load_store(ready))
    for report in _read([source for source in given if isinstance(source, Report) or source not in ready]):
        store.bulk_load("".join(write_quads(report)).encode("utf-8", "replace"), RdfFormat.N_QUADS)
    return store


def is_data(path: Path) -> bool:
    """Say whether a path is RDF by its name, a store, or a folder that has RDF in it."""
    if not path.is_dir():
        return has_rdf_name(path)
    return is_store(path) or any(has_rdf_name(each) for each in path.rglob("*"))


def _read(sources: Iterable[Path | Report]) -> Iterator[Report]:
    from gaapgraph.build import read_sources  # only where there is a document: readers take long to import

    for source in sources:
        if isinstance(source, Report):
            yield source
        else:
            yield from read_sources([source])
