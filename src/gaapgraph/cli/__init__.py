"""The command line: `gaapgraph COMMAND`, one module per command."""

from __future__ import annotations

import os
import signal
import sys

import typer

from gaapgraph.cli._group import app
from gaapgraph.errors import GaapGraphError

__all__ = ["main"]

# Typer has carried a copy of click since 0.2x; the classes that it exports name those that it does not.
_UsageError, _ClickException = typer.BadParameter.__mro__[1:3]


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; what cannot be used is told in one line on stderr."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    given = sys.argv[1:] if arguments is None else arguments
    try:
        code = app(given or ["--help"], prog_name="gaapgraph", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except GaapGraphError as exc:
        return _complain(str(exc))
    except typer.Abort:
        return 130
    except OSError as exc:
        return _complain(f"{exc.filename or 'the output'}: {exc.strerror or exc}; check the disk and its permissions")
    except Exception as exc:
        if not isinstance(exc, _ClickException):
            raise
        return _complain(_describe_misuse(exc))
    return code if isinstance(code, int) else 0


def _complain(line: str) -> int:
    print("gaapgraph:", " ".join(line.split()), file=sys.stderr)
    return 2


def _describe_misuse(exc: Exception) -> str:
    context = getattr(exc, "ctx", None)
    command = context.command_path if context is not None else "gaapgraph"
    message = exc.format_message() if hasattr(exc, "format_message") else str(exc)
    return f"{message.rstrip('.')}; see {command} --help"
