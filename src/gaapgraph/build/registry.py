"""The registry of readers: which one a source is for.

A format is registered by the name of its module here, which has a `READER`. The first that recognises a source reads
it: formats that can be told for certain come first, what any text may be comes last.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from gaapgraph.errors import ReadError

if TYPE_CHECKING:
    from gaapgraph.build.origin import Source
    from gaapgraph.build.protocol import Reader

__all__ = ["FORMATS", "find_reader"]

FORMATS = (
    "gaapgraph.build.data_set",
    "gaapgraph.build.filing",
    "gaapgraph.build.xbrl_instance",
    "gaapgraph.build.oim_report",
    "gaapgraph.build.inline_report",
    "gaapgraph.build.company_facts_file",
    "gaapgraph.build.unreadable",
    "gaapgraph.build.risk_section",
    "gaapgraph.build.release_page",
)


def find_reader(source: Source) -> Reader:
    """Return the reader that recognises a source.

    Raises:
        ReadError: No reader does.
    """
    for name in FORMATS:
        reader = cast("Reader", import_module(name).READER)
        if reader.recognises(source):
            return reader
    raise ReadError(
        "is nothing that gaapgraph reads",
        where=str(source.path),
        mend="give an earnings release or risk factors as text, Markdown or HTML, or a data set of the SEC",
    )
