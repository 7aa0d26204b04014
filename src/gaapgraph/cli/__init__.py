"""The command line: `gaapgraph COMMAND`, one module per command.

Exit codes: 0 done, 1 the data say otherwise, 2 the call or its input could not be used, 3 a fault of ours.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import TYPE_CHECKING

from gaapgraph.errors import GaapGraphError
from gaapgraph.printable import show_controls

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_UNUSABLE, _FAULT, _INTERRUPTED, _TERMINATED = 2, 3, 130, 143
_LEAST = 400  # megabytes of addresses: with fewer the store's library ends the process, whatever it is given
_LONGEST = 200  # characters of a call that are repeated in a complaint
_ASKED = "GAAPGRAPH_TRACEBACK"
_COMPLETE = "_GAAPGRAPH_COMPLETE"  # a shell asks for what a word may become


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; what cannot be used, and every fault, is told in one line on stderr."""
    _open_streams()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    given = sys.argv[1:] if arguments is None else arguments
    if given == ["--version"]:  # needs nothing of what follows
        from gaapgraph import __version__

        print(f"gaapgraph {__version__}")
        return 0
    wants_traceback = "--traceback" in given or bool(os.environ.get(_ASKED))
    try:
        return _run([each for each in given if each != "--traceback"] if given[:1] == ["--traceback"] else given)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (SystemExit, KeyboardInterrupt) as exc:
        if isinstance(exc, SystemExit):
            raise
        return _INTERRUPTED
    except BaseException as exc:  # noqa: BLE001 - the last place where anything is caught, panics of engines too
        if wants_traceback:
            import traceback

            traceback.print_exc()
        return _tell(exc, given)


def _open_streams() -> None:
    """Give a process that was started without standard streams empty ones, and let every encoding take every text.

    UTF-8 as well has no halves of surrogate pairs.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - for good
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(given: Sequence[str]) -> int:
    if list(given) in ([], ["--help"], ["-h"]) and _COMPLETE not in os.environ:
        from gaapgraph.cli._overview import print_overview

        print_overview()
        sys.stdout.flush()
        return 0
    from gaapgraph.address_space import require_addresses
    from gaapgraph.cli._group import app
    from gaapgraph.cli._screen import shown_streams

    require_addresses(_LEAST, "gaapgraph")
    with shown_streams():
        code = app(list(given), prog_name="gaapgraph", standalone_mode=False)
        sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _tell(exc: BaseException, given: Sequence[str]) -> int:
    """Say in one line what went wrong, and return the exit code."""
    from gaapgraph.cli._group import Abort, describe_misuse

    if isinstance(exc, Abort):
        return _INTERRUPTED
    misuse = describe_misuse(exc)
    if misuse is not None:
        return _complain(misuse, _UNUSABLE)
    if isinstance(exc, GaapGraphError):
        for fault in getattr(exc, "faults", (exc,)):
            _complain(str(fault), _UNUSABLE)
        return _UNUSABLE
    if isinstance(exc, OSError):
        where = exc.filename or "the output"
        return _complain(f"{where}: {exc.strerror or exc}; check the disk and its permissions", _UNUSABLE)
    if isinstance(exc, MemoryError):
        return _complain(f"{_repeat(given)}: there is not enough memory; give less data", _UNUSABLE)
    what = f"{type(exc).__name__}: {exc}".rstrip(": ")
    hint = "this is a fault of gaapgraph, not of yours; --traceback shows where it is, please report it"
    return _complain(f"{_repeat(given)}: {what}; {hint}", _FAULT)


def _repeat(given: Sequence[str]) -> str:
    """Return the command and its input as they were called, cut where they are long."""
    call = " ".join(["gaapgraph", *given])
    return call if len(call) <= _LONGEST else f"{call[:_LONGEST]}…"


def _complain(line: str, code: int) -> int:
    text = show_controls(" ".join(line.split()))
    print("gaapgraph:", text.encode("utf-8", "replace").decode(), file=sys.stderr)
    return code
