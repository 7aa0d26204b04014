"""Sources in, reports out: what a source is taken for, which reader reads it, and a profile that fits.

A format is one module with a `READER` and one line in `registry.FORMATS`.
"""

from gaapgraph.build.blueprint import draft_from
from gaapgraph.build.intake import Taken, account_for, can_account, read_source, read_sources
from gaapgraph.build.origin import Source
from gaapgraph.build.protocol import Context, Reader
from gaapgraph.build.registry import FORMATS, find_reader

__all__ = [
    "FORMATS",
    "Context",
    "Reader",
    "Source",
    "Taken",
    "account_for",
    "can_account",
    "draft_from",
    "find_reader",
    "read_source",
    "read_sources",
]
