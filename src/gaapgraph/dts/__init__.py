"""Discoverable taxonomy sets: schemas and linkbases, found offline, as far as they are at hand."""

from __future__ import annotations

from gaapgraph.dts.dimension import Cube, CubeDimension, DimensionSets
from gaapgraph.dts.discovery import discover
from gaapgraph.dts.element import Declaration
from gaapgraph.dts.library import Library, join_address
from gaapgraph.dts.lock import Pinned, hash_shelf, open_shelves, pin_packages, read_lock
from gaapgraph.dts.schema import list_schemas
from gaapgraph.dts.shelf import FolderShelf, Shelf, ZipShelf, open_shelf
from gaapgraph.dts.taxonomy_set import Relation, Taxonomy, TaxonomyFault

__all__ = [
    "Cube",
    "CubeDimension",
    "Declaration",
    "DimensionSets",
    "FolderShelf",
    "Library",
    "Pinned",
    "Relation",
    "Shelf",
    "Taxonomy",
    "TaxonomyFault",
    "ZipShelf",
    "discover",
    "hash_shelf",
    "join_address",
    "list_schemas",
    "open_shelf",
    "open_shelves",
    "pin_packages",
    "read_lock",
]
