"""Discoverable taxonomy sets: schemas and linkbases, found offline, as far as they are at hand."""

from __future__ import annotations

from gaapgraph.dts.content_model import holds, list_parts, name_part
from gaapgraph.dts.dimension import Cube, CubeDimension, DimensionSets
from gaapgraph.dts.discovery import discover
from gaapgraph.dts.element import Declaration
from gaapgraph.dts.facet import is_allowed
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
    "holds",
    "is_allowed",
    "join_address",
    "list_parts",
    "list_schemas",
    "name_part",
    "open_shelf",
    "open_shelves",
    "pin_packages",
    "read_lock",
]
