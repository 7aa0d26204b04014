"""Data of every kind into one store: RDF, store folders, reports in hand, and documents that are built as they come."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Store

from gaapgraph.store.rdf_source import has_rdf_name, is_store, load_store
from gaapgraph.store.succession import link_superseded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaapgraph.model import Report

__all__ = ["gather", "is_data"]

_PIECE = 10_000  # resources that are loaded at a time


def gather(sources: Sequence[Path | str | Report] = ()) -> Store:
    """Return a store with all data; a single store folder is opened as it stands, for reading.

    Args:
        sources: RDF files, folders with such, store folders, reports in hand, and whatever a reader recognises: that
            is built first. None means the shipped instances.

    Raises:
        SourceError: A source cannot be had.
        ReadError: It is neither RDF nor anything that can be read, or damaged.
    """
    paths = [Path(source) for source in sources if isinstance(source, (str, Path))]
    ready = [path for path in paths if is_data(path)]
    if len(ready) == len(sources):
        return load_store(ready)
    from gaapgraph.write import Names, write_triples  # what writes reports is needed only where there is one

    store = Store()
    if ready:
        store.bulk_extend(load_store(ready))
    for report in _read(sources, set(ready)):
        name, resources = NamedNode(Names(report).report), write_triples(report)
        while piece := "".join(islice(resources, _PIECE)):  # the text of a large report takes more than the store
            store.load(piece.encode("utf-8", "replace"), RdfFormat.N_TRIPLES, to_graph=name)  # beats bulk_load
    link_superseded(store)
    return store


def is_data(path: Path) -> bool:
    """Say whether a path is RDF by its name, a store, or a folder that has RDF in it."""
    if not path.is_dir():
        return has_rdf_name(path)
    return is_store(path) or any(has_rdf_name(each) for each in path.rglob("*"))


def _read(sources: Sequence[Path | str | Report], ready: set[Path]) -> Iterator[Report]:
    from gaapgraph.build import read_sources  # only where there is a document: readers take long to import

    for source in sources:
        if not isinstance(source, (str, Path)):
            yield source
        elif Path(source) not in ready:
            yield from read_sources([Path(source)])
