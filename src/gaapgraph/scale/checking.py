"""The rules over a converted corpus, with the results of a check of all its quads at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.errors import InputError, ReadError
from gaapgraph.scale.manifest import Manifest, checksum
from gaapgraph.store import gather
from gaapgraph.store.apart import take_apart
from gaapgraph.validation.inspection import check_store
from gaapgraph.validation.piecewise import check_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gaapgraph.store.apart import Part as Piece
    from gaapgraph.validation.check_result import CheckReport

__all__ = ["check_corpus"]


def check_corpus(folder: Path, tell: Callable[[str], None]) -> CheckReport:
    """Check a corpus that `convert` has written, entity by entity: memory is that of some entities.

    Args:
        folder: With its `manifest.json`.
        tell: Called with a line for each step.

    Raises:
        InputError: The folder is no corpus, or has no fact.
        ReadError: A file is missing, or is not what was converted.
    """
    manifest = Manifest.open(folder)
    if manifest is None:
        raise InputError("is no corpus", where=str(folder), mend="give the folder that scale convert wrote")
    paths = [_verify(folder / part.file, part.checksum) for part in sorted(manifest.parts, key=lambda one: one.file)]
    tell(f"{folder}: {len(paths)} files are whole")
    pieces = take_apart(paths, 0)
    if pieces is None:  # one entity, or so few that one part has them all
        return check_store(gather(paths))
    report = check_parts(piece.load() for piece in _told(pieces, tell))
    if report is None:
        raise InputError("there is no gg:Fact in the data", where=str(folder))
    return report


def _told(pieces: list[Piece], tell: Callable[[str], None]) -> Iterator[Piece]:
    for number, piece in enumerate(pieces, 1):
        yield piece
        tell(f"{number} of {len(pieces)}: {len(piece.names):,} graphs checked")


def _verify(path: Path, expected: str) -> Path:
    """Return the path of a file that has the lines that were converted."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            found = checksum(line.removesuffix("\n") for line in file)
    except (OSError, UnicodeDecodeError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) else "it is no UTF-8"
        raise ReadError(f"cannot be read ({reason})", where=str(path), mend="convert into a new folder") from exc
    if found != expected:
        raise ReadError(
            f"is not what was converted (checksum {found}, not {expected})",
            where=str(path),
            mend="convert into a new folder",
        )
    return path
