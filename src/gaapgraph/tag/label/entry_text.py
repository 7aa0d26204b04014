"""Text of tables that people write: read as UTF-8, or refused in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_entry_text"]


def read_entry_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        InputError: It cannot be read, or it is no UTF-8; the line is named.
    """
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise InputError(f"cannot be read ({exc.strerror or exc})", where=str(path), mend="check the file") from exc
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = data.count(b"\n", 0, exc.start) + 1
        raise InputError("is no UTF-8", where=f"{path}:{line}", mend="save the table as UTF-8") from exc
