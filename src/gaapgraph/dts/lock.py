"""A lock: which packages a build uses, each pinned by the hash of what is in it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from gaapgraph.dts.shelf import open_shelf
from gaapgraph.errors import InputError, ReadError
from gaapgraph.frozen_class import frozen
from gaapgraph.input_file import real_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.dts.shelf import Shelf

__all__ = ["KIND", "Pinned", "hash_shelf", "open_shelves", "pin_packages", "read_lock"]

KIND = "gaapgraph taxonomy lock"
_MOST_BYTES = 4 * 1024**2


@frozen
class Pinned:
    """A package as a lock names it.

    Attributes:
        path: From the folder of the lock.
        sha256: Of the names and contents of its files, so that packing it anew changes nothing.
        files: How many it has.
    """

    path: str
    sha256: str
    files: int


def pin_packages(packages: Iterable[Path], folder: Path) -> str:
    """Return the text of a lock for some packages; their paths are kept from its folder.

    Raises:
        SourceError: A package is not there, or is none.
    """
    pinned = []
    for path in packages:
        shelf = open_shelf(path)
        shown = Path(os.path.relpath(real_path(path), real_path(folder)))
        pinned.append(asdict(Pinned(shown.as_posix(), hash_shelf(shelf), len(shelf.names))))
    return json.dumps({"kind": KIND, "packages": pinned}, indent=2) + "\n"


def read_lock(path: Path) -> tuple[Pinned, ...] | None:
    """Return what a file pins, None where it is no lock.

    Raises:
        ReadError: It is a lock that cannot be understood.
    """
    if not path.is_file() or path.stat().st_size > _MOST_BYTES:
        return None
    data = path.read_bytes()
    if not data.lstrip().startswith(b"{") or KIND.encode() not in data:
        return None
    try:
        found = json.loads(data)
        return tuple(Pinned(str(one["path"]), str(one["sha256"]), int(one["files"])) for one in found["packages"])
    except (ValueError, KeyError, TypeError) as exc:
        raise ReadError("is a lock that cannot be understood", where=str(path), mend="write it anew") from exc


def open_shelves(path: Path) -> list[Shelf]:
    """Return the shelf of a package, or those of a lock, whose hashes must be as it says.

    Raises:
        SourceError: A package is not there, or is none.
        InputError: A package is not the one that was pinned.
    """
    pinned = read_lock(path)
    if pinned is None:
        return [open_shelf(path)]
    shelves = []
    for one in pinned:
        shelf = open_shelf(path.parent / one.path)
        if hash_shelf(shelf) != one.sha256:
            raise InputError(f"{one.path} is not the package that was pinned", where=str(path), mend="lock it anew")
        shelves.append(shelf)
    return shelves


def hash_shelf(shelf: Shelf) -> str:
    """Return a hash of the names and contents of all files of a shelf."""
    found = sha256()
    for name in shelf.names:
        found.update(name.encode())
        found.update(sha256(shelf.read(name) or b"").digest())
    return found.hexdigest()
