"""Discoverable taxonomy sets: schemas and linkbases, found offline, as far as they are at hand."""

from __future__ import annotations

from gaapgraph.dts.dimension import Cube, CubeDimension, DimensionSets
from gaapgraph.dts.discovery import discover
from gaapgraph.dts.element import Declaration
from gaapgraph.dts.library import Library, join_address
from gaapgraph.dts.shelf import FolderShelf, Shelf, ZipShelf, open_shelf
from gaapgraph.dts.taxonomy_set import Relation, Taxonomy, TaxonomyFault

__all__ = [
    "Cube",
    "CubeDimension",
    "Declaration",
    "DimensionSets",
    "FolderShelf",
    "Library",
    "Relation",
    "Shelf",
    "Taxonomy",
    "TaxonomyFault",
    "ZipShelf",
    "discover",
    "join_address",
    "open_shelf",
]
