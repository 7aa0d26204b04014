"""A source as it is given: a file or a folder, of which a reader looks at no more than it needs."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from gaapgraph.document.encoding import load
from gaapgraph.errors import ReadError, SourceError
from gaapgraph.input_file import require_file

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Source"]

_HEAD = 64 * 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")


class Source:
    """One path that a call names. What is read of it is kept, so that recognising costs nothing twice.

    Attributes:
        path: As it was given.
        memo: What a reader that recognised it found on the way, for the reader itself.
    """

    def __init__(self, path: Path) -> None:
        require_file(path, or_folder=True)
        self.path = path
        self.memo: dict[str, object] = {}

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.path.is_dir()

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB of a file; nothing of a folder."""
        if self.is_folder:
            return b""
        try:
            with self.path.open("rb") as stream:
                return stream.read(_HEAD)
        except OSError as exc:
            raise SourceError(
                f"cannot be read ({exc.strerror or exc})", where=str(self.path), mend="check its permissions"
            ) from exc

    @cached_property
    def head_text(self) -> str:
        """The first 64 KiB as far as they are text, in whatever encoding: for names and tags, which are ASCII."""
        wide = self.head.startswith((b"\xff\xfe", b"\xfe\xff"))
        return self.head.decode("utf-16" if wide else "utf-8-sig", "replace")

    @cached_property
    def data(self) -> bytes:
        """All bytes of a file, within the limits of a document."""
        return load(self.path)

    @property
    def is_zip(self) -> bool:
        """Whether its first bytes are those of a zip."""
        return self.head.startswith(_ZIP)

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The names of the files in a zip or directly in a folder, sorted; none of any other file."""
        if self.is_folder:
            return tuple(sorted(entry.name for entry in self.path.iterdir() if entry.is_file()))
        if not self.is_zip:
            return ()
        from zipfile import BadZipFile, ZipFile

        try:
            with ZipFile(self.path) as packed:
                return tuple(sorted(packed.namelist()))
        except (BadZipFile, OSError, ValueError, NotImplementedError) as exc:
            raise ReadError("is a zip that cannot be opened", where=str(self.path), mend="fetch it again") from exc

    @cached_property
    def root(self) -> str:
        """The local name of the element that it starts with, in lower case; empty where it starts otherwise."""
        start = _PROLOGUE.match(self.head_text)
        found = _ROOT.match(self.head_text, start.end() if start else 0)
        return found[2].lower() if found else ""
