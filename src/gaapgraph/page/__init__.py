"""A report as people read it: its statements laid out as printed, every figure traced to its fact and its checks."""

from gaapgraph.page.document_text import Document, Source, find_source, list_documents, list_texts
from gaapgraph.page.layout import lay_out
from gaapgraph.page.part import Cell, Column, Passage, Row, Table

__all__ = [
    "Cell",
    "Column",
    "Document",
    "Passage",
    "Row",
    "Source",
    "Table",
    "find_source",
    "lay_out",
    "list_documents",
    "list_texts",
]
