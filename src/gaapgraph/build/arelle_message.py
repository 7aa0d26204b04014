"""What Arelle says of an XBRL document, where it is installed: its messages as findings."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gaapgraph.errors import InputError
from gaapgraph.model import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["list_messages"]

_PROGRAM = "arelleCmdLine"
_SECONDS = 900
_SEVERITIES = {"warning": "warning", "inconsistency": "warning"}
_QUIET = ("info", "debug", "info-result", "assertion-satisfied")
_LONGEST = 1000


def list_messages(path: Path, packages: tuple[Path, ...]) -> tuple[Finding, ...]:
    """Return the messages of a validation by Arelle, offline, in its order.

    Raises:
        InputError: Arelle is not installed, or did not end as it should.
    """
    beside = Path(sys.executable).parent / _PROGRAM
    program = str(beside) if beside.is_file() else shutil.which(_PROGRAM)
    if program is None:
        raise InputError(
            "is not installed", where="--validate arelle", mend="pip install arelle-release, or leave it out"
        )
    with tempfile.TemporaryDirectory(prefix="gaapgraph-") as folder:
        log = Path(folder) / "log.json"
        options = ["--validate", "--calc", "c10", "--internetConnectivity", "offline", "--disablePersistentConfig"]
        call = [program, "--file", str(path.resolve()), *options, "--logFile", str(log)]
        if packages:
            call += ["--packages", "|".join(str(one.resolve()) for one in packages)]
        try:
            subprocess.run(call, capture_output=True, check=False, timeout=_SECONDS)
            entries = json.loads(log.read_text(encoding="utf-8"))["log"]
        except (OSError, subprocess.TimeoutExpired, ValueError, KeyError) as exc:
            raise InputError(
                f"gave no verdict ({type(exc).__name__})", where="--validate arelle", mend="leave it out"
            ) from exc
    return tuple(_read_entries(entries))


def _read_entries(entries: list[dict[str, Any]]) -> Iterator[Finding]:
    for entry in entries:
        level = str(entry.get("level", "error"))
        if level in _QUIET:
            continue
        lines = [one["sourceLine"] for one in entry.get("refs", ()) if isinstance(one.get("sourceLine"), int)]
        text = " ".join(str(entry.get("message", {}).get("text", "")).split())[:_LONGEST]
        place = Place(lines[0] if lines else 1)
        yield Finding("GG-READ-ARELLE", _SEVERITIES.get(level, "violation"), place, f"Arelle: {text}")
