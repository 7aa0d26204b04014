"""Reports in the forms that other programs take: workbooks, in which people work, and in `filing` those of XBRL."""

from gaapgraph.export.book import Book, build_book
from gaapgraph.export.workbook import require_writer, write_workbook

__all__ = ["Book", "build_book", "require_writer", "write_workbook"]
