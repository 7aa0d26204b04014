"""What a server answers with instead of an answer: a status, and one line that says why and how to mend it."""

from __future__ import annotations

__all__ = ["Refusal"]


class Refusal(Exception):  # noqa: N818 - it is an answer, and no error of the program
    """An answer that something cannot be had.

    Attributes:
        status: Of HTTP.
        line: What, and how to mend it.
    """

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status, self.line = status, line
