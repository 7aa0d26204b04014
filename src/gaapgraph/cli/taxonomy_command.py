"""`gaapgraph taxonomy`: packages of taxonomies, pinned by hash, and what is in them."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gaapgraph.errors import InputError
from gaapgraph.printable import show_controls

__all__ = ["taxonomy"]


class Action(StrEnum):
    """What is to be done."""

    LOCK = "lock"
    SHOW = "show"


def taxonomy(
    action: Annotated[Action, typer.Argument(metavar="lock|show", help="Write a lock, or show what a file holds.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The lock; to show, a package or folder as well.")],
    packages: Annotated[
        list[Path] | None, typer.Argument(metavar="PACKAGE…", help="Taxonomy packages and folders, to be locked.")
    ] = None,
) -> None:
    """Pin taxonomy packages by hash in a lock that `build --taxonomy` takes, or show what one holds.

    A build with a lock refuses a package that is not the one that was pinned. Nothing is fetched.
    """
    if action is Action.LOCK:
        if not packages:
            raise InputError("needs the packages that it pins", where="taxonomy lock", mend="name one or more")
        _lock(file, packages)
        return
    if packages:
        raise InputError("takes one file", where="taxonomy show", mend="show one after the other")
    _show(file)


def _lock(file: Path, packages: list[Path]) -> None:
    from gaapgraph.dts import pin_packages, read_lock
    from gaapgraph.write.kind import is_json
    from gaapgraph.write.output import only, replace_whole

    text = pin_packages(packages, file.parent)
    refuse = only(is_json("kind", "packages"), "no lock of gaapgraph")
    with replace_whole(Path(os.path.realpath(file)), refuse) as part:
        part.write_text(text, encoding="utf-8")
    for one in read_lock(file) or ():
        print(show_controls(f"{one.path}: {one.files:,} files, {one.sha256}"))


def _show(file: Path) -> None:
    from gaapgraph.dts import hash_shelf, open_shelf, read_lock

    pinned = read_lock(file)
    if pinned is None:
        shelf = open_shelf(file)
        print(show_controls(f"{file}: {len(shelf.names):,} files, {hash_shelf(shelf)}"))
        _show_namespaces(file)
        return
    for one in pinned:
        path = file.parent / one.path
        state = (
            "absent" if not path.exists() else "as pinned" if hash_shelf(open_shelf(path)) == one.sha256 else "changed"
        )
        print(show_controls(f"{one.path}: {one.files:,} files, {one.sha256}, {state}"))


def _show_namespaces(file: Path) -> None:
    """Print each schema with its namespace and what it declares."""
    from gaapgraph.dts import list_schemas, open_shelf

    for name, namespace, number in list_schemas(open_shelf(file)):
        print(show_controls(f"  {name}: {namespace or 'no namespace'}, {number:,} elements"))
