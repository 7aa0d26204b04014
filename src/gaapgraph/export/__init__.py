"""Reports in the forms that other programs take; so far workbooks, in which people work."""

from gaapgraph.export.book import Book, build_book
from gaapgraph.export.workbook import require_writer, write_workbook

__all__ = ["Book", "build_book", "require_writer", "write_workbook"]
