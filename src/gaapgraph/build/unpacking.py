"""Zips to a folder of their own, within bounds: nothing is written outside of it, and no bomb unpacks."""

from __future__ import annotations

import stat
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MOST_BYTES", "MOST_FILES", "unpack"]

MOST_FILES = 20_000
MOST_BYTES = 1024 * 1024 * 1024
_MOST_RATIO = 200  # deflate reaches 1,032 on nothing but zeros; filings stay under 60
_FREE = 32 * 1024 * 1024  # what may unpack at any ratio
_CHUNK = 1024 * 1024
_DRIVE = late_pattern(r"[A-Za-z]:")
_LONGEST_NAME = 200


def unpack(path: Path, into: Path) -> None:
    """Write the files of a zip below a folder.

    Raises:
        ReadError: A name leads out of the zip, a file is a link or encrypted, or it holds more than the limits allow.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_FILES:
                raise _refuse(path, f"holds {len(entries):,} files, more than {MOST_FILES:,}")
            left = MOST_BYTES
            for entry in entries:
                target = _place(path, entry, into)
                if entry.is_dir():
                    target.mkdir(parents=True, exist_ok=True)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                left = _write(packed, entry, target, left, path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError) as exc:
        raise ReadError(
            f"is a zip that cannot be unpacked ({exc})"[:300], where=str(path), mend="fetch it again"
        ) from exc


def _place(path: Path, entry: zipfile.ZipInfo, into: Path) -> Path:
    name = entry.filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or _DRIVE.match(name) or "\x00" in name or not parts:
        raise _refuse(path, f"has a file whose name leads out of it ({entry.filename[:_LONGEST_NAME]!r})")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _refuse(path, f"has a link in it ({entry.filename[:_LONGEST_NAME]!r})")
    if entry.flag_bits & 1:
        raise _refuse(path, f"is encrypted ({entry.filename[:_LONGEST_NAME]!r})")
    return into.joinpath(*parts)


def _write(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int, path: Path) -> int:
    """Write one file and return how many bytes may still follow; what its header says of its size is not believed."""
    most = min(left, max(_FREE, entry.compress_size * _MOST_RATIO))
    written = 0
    with packed.open(entry) as stream, target.open("xb") as file:
        while chunk := stream.read(_CHUNK):
            written += len(chunk)
            if written > most:
                raise _refuse(path, f"unpacks to more than it can hold in earnest ({entry.filename[:_LONGEST_NAME]!r})")
            file.write(chunk)
    return left - written


def _refuse(path: Path, what: str) -> ReadError:
    return ReadError(what, where=str(path), mend="give the filing as it was published")
