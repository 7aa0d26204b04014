"""Inline XBRL: one page as it was filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.build.inline_intake import is_inline, read_inline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.build.origin import Source
    from gaapgraph.build.protocol import Context
    from gaapgraph.model import Report

__all__ = ["READER"]


class _InlineReportReader:
    name = "inline XBRL"

    def recognises(self, source: Source) -> bool:
        """Say whether it is a page with an element of inline XBRL; one whose tags were stripped is none."""
        return not source.is_folder and not source.is_zip and is_inline(source.path, source.head)

    def read(self, source: Source, context: Context) -> Iterator[Report]:
        """Yield a report for each target document of the page."""
        yield from read_inline([source.path], context, source.path.parent)


READER = _InlineReportReader()
