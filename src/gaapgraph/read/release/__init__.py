"""The reader of earnings releases: text with tab-separated tables, Markdown, and HTML exhibits."""

from gaapgraph.read.release.calendar import FiscalCalendar, infer_calendar
from gaapgraph.read.release.figure import Figure, Reading, Row, Table, Token
from gaapgraph.read.release.reader import read_release
from gaapgraph.read.release.source import load

__all__ = ["Figure", "FiscalCalendar", "Reading", "Row", "Table", "Token", "infer_calendar", "load", "read_release"]
