"""A bar on stderr while a person waits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["track"]

T = TypeVar("T")


def track(items: Sequence[T], doing: str) -> Iterable[T]:
    """Yield the items, with a progress bar where there are several and stderr is a terminal."""
    if len(items) < 2 or not sys.stderr.isatty():
        return items
    from rich.console import Console  # only for a terminal: it takes longer to import than a release to read
    from rich.progress import track as track_on_console

    return track_on_console(items, doing, console=Console(stderr=True), transient=True)
