"""The reader of earnings releases: text with tab-separated tables, Markdown, and HTML exhibits."""

from gaapgraph.document.encoding import load
from gaapgraph.language.calendar import FiscalCalendar, infer_calendar
from gaapgraph.reader.release.reader import OpenRelease, open_release, read_opened, read_release
from gaapgraph.reader.table.figure import Figure, Reading, Row, Table, Token

__all__ = [
    "Figure",
    "FiscalCalendar",
    "OpenRelease",
    "Reading",
    "Row",
    "Table",
    "Token",
    "infer_calendar",
    "load",
    "open_release",
    "read_opened",
    "read_release",
]
