"""How often a command looks for garbage: most of what it makes lives until its answer is written."""

from __future__ import annotations

import gc

__all__ = ["collect_seldom"]

_ALLOCATIONS = 100_000


def collect_seldom() -> None:
    """Have Python look for circles of dead values after so many allocations, where it does after a few hundred."""
    gc.set_threshold(_ALLOCATIONS)
