"""XBRL reports: contexts, units, facts and footnotes of any syntax, put together as one report."""

from __future__ import annotations

from gaapgraph.reader.xbrl.assembly import assemble_report
from gaapgraph.reader.xbrl.context import WITH_TIMES, ReportedContext, read_context
from gaapgraph.reader.xbrl.expanded_name import NameBook
from gaapgraph.reader.xbrl.measure import WITHOUT_PREFIX, read_unit
from gaapgraph.reader.xbrl.reported import ReportedFacts, ReportedItem, ReportedLink, ReportedNote, ReportedTuple
from gaapgraph.reader.xbrl.typed_value import read_typed

__all__ = [
    "WITHOUT_PREFIX",
    "WITH_TIMES",
    "NameBook",
    "ReportedContext",
    "ReportedFacts",
    "ReportedItem",
    "ReportedLink",
    "ReportedNote",
    "ReportedTuple",
    "assemble_report",
    "read_context",
    "read_typed",
    "read_unit",
]
