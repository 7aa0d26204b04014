"""Documents before anything is understood: bytes, text, lines, tables of cells, and the place of each."""

from gaapgraph.document.encoding import decode, describe, is_html, load
from gaapgraph.document.grid import Block, Cell, GridRow

__all__ = [
    "Block",
    "Cell",
    "GridRow",
    "decode",
    "describe",
    "is_html",
    "load",
]
