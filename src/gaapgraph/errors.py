"""What can go wrong in a call, as one tree.

GaapGraphError
├── SourceError      nothing could be had from the source (absent, unreadable, no permission)
├── NotFoundError    a name that is not there (also LookupError)
├── ReadError        bytes that could not be understood
├── OutputError      the output could not be written
└── InputError       a value that cannot be used (also ValueError)
    └── FaultsError  several such values, each an error of its own

What is wrong *in a report* is no exception but a `gaapgraph.model.Finding`.
Each error is one plain line: what, where, how to mend it. The command line prints it and exits with 2.
"""

from __future__ import annotations

__all__ = [
    "FaultsError",
    "GaapGraphError",
    "InputError",
    "NotFoundError",
    "OutputError",
    "ReadError",
    "SourceError",
]


class GaapGraphError(Exception):
    """The root of all errors that gaapgraph raises on purpose.

    Attributes:
        where: The file, line or option concerned, or None.
        mend: What the user can do about it, or None.
    """

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        self.what, self.where, self.mend = what, where, mend
        line = what if where is None else f"{where}: {what}"
        super().__init__(line if mend is None else f"{line}; {mend}")


class SourceError(GaapGraphError):
    """Nothing could be had from the source: it is absent, unreadable or not permitted."""


class NotFoundError(GaapGraphError, LookupError):
    """A name was asked for that is not there."""


class ReadError(GaapGraphError):
    """The bytes of a source could not be understood."""


class OutputError(GaapGraphError):
    """The output could not be written; what stood there before is untouched."""


class InputError(GaapGraphError, ValueError):
    """A value was given that cannot be used."""


class FaultsError(InputError):
    """Several values were given that cannot be used.

    Attributes:
        faults: Each of them, at least one; the error itself tells the first and how many there are.
    """

    def __init__(self, faults: tuple[InputError, ...]) -> None:
        first, more = faults[0], len(faults) - 1
        self.faults = faults
        told = f"{first.what} (and {more} more {'fault' if more == 1 else 'faults'})" if more else first.what
        super().__init__(told, where=first.where, mend=first.mend)
