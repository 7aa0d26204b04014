"""Files that a call names: regular, of a bounded size; pipes that nobody fills and endless devices are refused."""

from __future__ import annotations

import os
import stat
from hashlib import file_digest
from pathlib import Path

from gaapgraph.errors import ReadError, SourceError

__all__ = ["digest_file", "read_input", "real_path", "require_file"]

_MOST = 64 * 1024 * 1024
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def require_file(path: Path, *, or_folder: bool = False) -> None:
    """Refuse what is no file, before anything is read of it.

    Args:
        path: As the call names it; links are followed.
        or_folder: A folder will do as well.

    Raises:
        SourceError: Nothing stands there, or a pipe, a socket, a device, or a folder.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as exc:
        raise SourceError("no such file", where=str(path), mend="check the path") from exc
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or exc
        raise SourceError(f"cannot be read ({reason})", where=str(path), mend="check the path") from exc
    if stat.S_ISREG(mode) or (or_folder and stat.S_ISDIR(mode)) or (stat.S_ISFIFO(mode) and _is_open(path)):
        return
    kind = next((word for test, word in _KINDS if test(mode)), "something else")
    raise SourceError(f"is {kind}, no file", where=str(path), mend="write what it gives into a file first")


def read_input(path: Path, most: int = _MOST) -> bytes:
    """Return the bytes of a file.

    Raises:
        SourceError: It is no file, or cannot be read.
        ReadError: It has more than `most` bytes.
    """
    require_file(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as exc:
        raise SourceError(
            f"cannot be read ({exc.strerror or exc})", where=str(path), mend="check its permissions"
        ) from exc
    if len(data) > most:
        raise ReadError(f"is larger than {most:,} bytes", where=str(path), mend="see whether it is the right file")
    return data


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def real_path(path: Path) -> Path:
    """Return the path that links lead to; of a link that leads in a circle, one that cannot be opened either."""
    return Path(os.path.realpath(path))


def _is_open(path: Path) -> bool:
    """Say whether a pipe is one that the shell has opened for this process: `<(command)`."""
    return str(real_path(path)).startswith("/proc/")
