"""Folders and zips that hold schemas and linkbases; nothing outside them is ever opened."""

from __future__ import annotations

import zipfile
import zlib
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from gaapgraph.errors import ReadError, SourceError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FolderShelf", "Shelf", "ZipShelf", "open_shelf"]

MOST_BYTES = 256 * 1024**2
MOST_RATIO = 200  # a schema or linkbase packs to a tenth or twentieth; a bomb to a thousandth
_SMALL = 1024**2
_ENDINGS = (".xsd", ".xml", ".json", ".xbrl", ".htm", ".html", ".xhtml")


class Shelf(Protocol):
    """Files under one root, by their path from it."""

    where: str

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of all its files, sorted."""

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None where there is none of this path.

        Raises:
            ReadError: It is larger than any schema, or packed like a bomb.
        """


class FolderShelf:
    """A folder; what its symbolic links lead out to is not in it."""

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        self._root = path.resolve()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The paths of all its schemas, linkbases and the like."""
        found = (path for path in self._root.rglob("*") if path.suffix.lower() in _ENDINGS and path.is_file())
        return tuple(sorted(path.relative_to(self._root).as_posix() for path in found))

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None."""
        try:
            path = (self._root / name).resolve()
            if not path.is_relative_to(self._root) or not path.is_file():
                return None
            if path.stat().st_size > MOST_BYTES:
                raise ReadError(f"is larger than {MOST_BYTES:,} bytes", where=str(path), mend="leave it out")
            return path.read_bytes()
        except (OSError, ValueError, RuntimeError):  # the last of links that lead in a circle, before Python 3.13
            return None


class ZipShelf:
    """A zip, or what stands below one folder of it."""

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        try:
            self._packed = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError) as exc:
            raise SourceError("is a zip that cannot be opened", where=str(path), mend="fetch it again") from exc

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The paths of all its files; those that would lead out of it are none."""
        infos = (info for info in self._packed.infolist() if not info.is_dir())
        return tuple(sorted(info.filename for info in infos if _is_inside(info.filename)))

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None."""
        try:
            info = self._packed.getinfo(name)
        except KeyError:
            return None
        where = f"{self.where}/{name}"
        is_bomb = info.file_size > _SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        if info.file_size > MOST_BYTES or is_bomb:
            raise ReadError(
                f"unpacks to {info.file_size:,} bytes", where=where, mend="give a package that is none such"
            )
        try:
            with self._packed.open(info) as stream:
                data = stream.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError) as exc:
            raise ReadError("cannot be unpacked", where=where, mend="fetch the package again") from exc
        if len(data) > MOST_BYTES:
            raise ReadError(f"unpacks to more than {MOST_BYTES:,} bytes", where=where, mend="leave it out")
        return data


def open_shelf(path: Path) -> Shelf:
    """Return the shelf of a folder or zip.

    Raises:
        SourceError: It is neither.
    """
    if path.is_dir():
        return FolderShelf(path)
    if not path.is_file():
        raise SourceError("no such package", where=str(path), mend="give a taxonomy package (zip) or a folder")
    return ZipShelf(path)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts
