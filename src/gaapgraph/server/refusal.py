"""What a server answers with instead of an answer: a status, and one line that says why and how to mend it."""

from __future__ import annotations

__all__ = ["Refusal"]


class Refusal(Exception):  # noqa: N818 - it is an answer, and no error of the program
    """An answer that something cannot be had.

    Attributes:
        status: Of HTTP.
        line: What, and how to mend it.
        is_passing: Whether the same request may well be answered a second later.
    """

    def __init__(self, status: int, line: str, *, is_passing: bool = False) -> None:
        super().__init__(line)
        self.status, self.line, self.is_passing = status, line, is_passing
