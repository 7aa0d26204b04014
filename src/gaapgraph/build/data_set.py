"""Financial Statement Data Sets of the SEC: a report for each submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.build.origin import Source
    from gaapgraph.build.protocol import Context
    from gaapgraph.model import Report

__all__ = ["READER"]


class _DataSetReader:
    name = "a financial statement data set of the SEC"

    def recognises(self, source: Source) -> bool:
        """Say whether it is a zip or folder with the two tables that no data set lacks."""
        return {"sub.txt", "num.txt"} <= set(source.members)

    def read(self, source: Source, context: Context) -> Iterator[Report]:
        """Yield a report for each submission; its entities come with it, so that a profile has nothing to say."""
        from gaapgraph.reader.sec import read_submissions

        if context.profile is not None and not context.is_forced:
            raise InputError(
                "is the profile of one entity, and the data set has many",
                where=str(context.profile),
                mend="leave --profile out",
            )
        yield from read_submissions(source.path)


READER = _DataSetReader()
