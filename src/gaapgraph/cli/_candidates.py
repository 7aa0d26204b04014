"""Concepts that a label may mean, for the commands that show them."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

__all__ = ["find_candidates"]


def find_candidates(label: str) -> list[Any]:
    """Return the candidates for a label, the best first; none where nothing proposes any."""
    if find_spec("gaapgraph.tag.propose") is None:
        return []
    return list(import_module("gaapgraph.tag.propose").propose(label))
