"""Discoverable taxonomy sets: schemas and linkbases, found offline, as far as they are at hand."""

from __future__ import annotations

from gaapgraph.dts.declaration import Declaration, Taxonomy

__all__ = ["Declaration", "Taxonomy"]
