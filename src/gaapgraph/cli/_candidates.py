"""Concepts that a label may mean, for the commands that show them."""

from __future__ import annotations

from gaapgraph.tag.label.candidate import Candidate, propose

__all__ = ["find_candidates"]


def find_candidates(
    label: str, *, period_type: str | None = None, data_type: str | None = None, statement: str | None = None
) -> list[Candidate]:
    """Return the candidates for a label, the best first; none where no known label is alike."""
    return propose(label, period_type=period_type, data_type=data_type, statement=statement)
