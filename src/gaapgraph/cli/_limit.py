"""The options by which a command bounds what a query may take."""

from __future__ import annotations

import math
import os
import shutil
import signal
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.sparql import Limits

__all__ = [
    "CHECK_MEGABYTES",
    "CHECK_SECONDS",
    "MEGABYTES",
    "SECONDS",
    "Memory",
    "Raw",
    "Timeout",
    "read_limits",
    "watched",
]

SECONDS, MEGABYTES = 60.0, 800  # as `gaapgraph.sparql.DEFAULT_LIMITS`, which help need not import
CHECK_SECONDS, CHECK_MEGABYTES = 1800.0, 8192  # of a whole check, the data included
_MEND = "check less at once, or raise --{}"
_LOOK = 0.05  # seconds between two looks
_MEGABYTE = 2**20
Timeout = Annotated[float, typer.Option(metavar="S", min=0, help="Stop a query after so many seconds; 0 for never.")]
Memory = Annotated[
    int, typer.Option(metavar="MB", min=0, help="Stop a query that holds more than so many megabytes; 0 for never.")
]
Raw = Annotated[
    bool, typer.Option("--raw", help="CSV with cells as they are, even where a spreadsheet would run them.")
]


def read_limits(seconds: float, megabytes: int) -> Limits:
    """Return the limits that were given; 0 is none, and so is an infinite one."""
    from gaapgraph.sparql import Limits

    return Limits(seconds if 0 < seconds < math.inf else None, megabytes or None)


@contextmanager
def watched(seconds: float | None, megabytes: int | None, what: str, mend: str = _MEND) -> Iterator[list[Path]]:
    """Let a piece of work end this process, with one line and exit code 2, where it takes more than it may.

    Rules run in the threads of the embedded engine, which nothing can stop but the end of the process.

    Args:
        seconds: That the work may take; None for no limit.
        megabytes: That the process, or one that it started, may hold; None for no limit.
        what: The work, as the line calls it.
        mend: What can be done, as the line says, with a place for the option.

    Yields:
        To which folders are added that must not be left behind.
    """
    from gaapgraph.sparql.bound import count_family

    over, scratch, start = threading.Event(), list[Path](), time.monotonic()

    def look() -> None:
        while not over.wait(_LOOK):
            held = count_family(os.getpid()) if megabytes is not None else 0
            if megabytes is not None and held > megabytes * _MEGABYTE:
                told = f"took more than {megabytes} MB of memory; {mend.format('memory')}"
            elif seconds is not None and time.monotonic() > start + seconds:
                told = f"took longer than {seconds:g} s; {mend.format('timeout')}"
            else:
                continue
            _end(f"{what}: {told}", scratch)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield scratch
    finally:
        over.set()
        watcher.join()


def _end(told: str, scratch: list[Path]) -> None:
    """End this process and what it started: no thread of the engine can be asked to."""
    sys.stderr.write(f"gaapgraph: {told}\n")
    sys.stderr.flush()
    for folder in scratch:
        shutil.rmtree(folder, ignore_errors=True)
    from gaapgraph.sparql.bound import list_started

    for each in list_started(os.getpid()):  # the rules of a check that bounds each run in a process of their own
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    os._exit(2)
