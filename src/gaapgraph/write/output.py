"""Outputs that are whole or not there, and that replace nothing but what the program itself could have written.

What is written goes into a hidden folder beside its place and is moved there in one step of the system: a file by
renaming it, a folder by exchanging it with what stands there (Linux; elsewhere by two renamings, between which a kill
leaves the old one in the hidden folder). The hidden folder is locked while its process lives, so that the next run can
tell what a killed one left behind, and remove it.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from gaapgraph.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["only", "replace_each", "replace_whole"]

_PREFIX, _SUFFIX = ".gaapgraph-", ".part"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_CANNOT_EXCHANGE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)


def only(is_ours: Callable[[Path], bool], what: str) -> Callable[[Path], None]:
    """Return what refuses a path at which something stands that the program could not have written there.

    An empty file may be replaced: nothing is lost with it.

    Args:
        is_ours: Says of a file whether the program could have written it; never asked of a folder.
        what: What any other file is said to be: `no HTML page of gaapgraph`.
    """

    def refuse(path: Path) -> None:
        if not path.exists():
            return
        if not path.is_file():
            raise OutputError("exists and is no file", where=str(path), mend="give the path of a file")
        if path.stat().st_size and not is_ours(path):
            raise OutputError(f"exists and is {what}", where=str(path), mend="give another path, or move it away")

    return refuse


@contextmanager
def replace_whole(path: Path, refuse: Callable[[Path], None]) -> Iterator[Path]:
    """Give a path to write to, and put what is there into its place at the end.

    After an error nothing is left behind, and what stood at `path` is untouched.

    Args:
        path: What is to be written or replaced; a link is followed by the caller.
        refuse: Raises an `OutputError` where something stands there that shall not be replaced.

    Raises:
        OutputError: The system refuses to write.
    """
    with _tell_refusal(path):
        _require_free(path, refuse)
        with _hidden_folder(path.parent) as folder:
            part = folder / "new"
            yield part
            _put(part, path)


def replace_each(files: Iterable[tuple[Path, Callable[[BinaryIO], None]]], refuse: Callable[[Path], None]) -> None:
    """Write files one after another, each put into its place as soon as it is whole.

    One hidden folder serves all that stand beside each other: thousands cost no more than their own bytes.

    Args:
        files: The path of each, and what writes it.
        refuse: Raises an `OutputError` where something stands that shall not be replaced.

    Raises:
        OutputError: The system refuses to write; the files before are in their places.
    """
    folders: dict[Path, Path] = {}
    with ExitStack() as stack:
        for path, write in files:
            with _tell_refusal(path):
                _require_free(path, refuse)
                if path.parent not in folders:
                    folders[path.parent] = stack.enter_context(_hidden_folder(path.parent))
                part = folders[path.parent] / "new"
                with part.open("wb") as stream:
                    write(stream)
                _put(part, path)


def _require_free(path: Path, refuse: Callable[[Path], None]) -> None:
    if path.is_symlink() and not path.exists():
        raise FileExistsError(errno.EEXIST, "a symbolic link that leads nowhere stands there")
    refuse(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "what stands there is write-protected")


@contextmanager
def _tell_refusal(path: Path) -> Iterator[None]:
    """Say of a path that the system refuses to write it."""
    try:
        yield
    except OSError as exc:
        raise OutputError(
            f"cannot be written ({exc.strerror or exc})",
            where=str(path),
            mend="check that the folder exists, that it may be written to, and that the disk has room",
        ) from exc


def _put(part: Path, path: Path) -> None:
    """Move what was written to its place in one step; what stood there is left where it was written."""
    if part.is_file():
        part.replace(path)
        return
    while True:
        with suppress(OSError):  # nothing, or an empty folder, stands there
            part.rename(path)
            return
        try:
            if _exchange(part, path):
                return
            path.rename(part.with_name("old"))
            part.rename(path)
        except FileNotFoundError:  # another writer has just moved it
            if not part.exists():
                raise
            continue
        return


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; False where the system has no such step.

    Source: renameat2(2), RENAME_EXCHANGE, Linux 3.15.
    """
    if sys.platform != "linux":
        return False
    import ctypes  # slow to import, and only a folder that replaces another needs it

    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return False
    if function(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


@contextmanager
def _hidden_folder(home: Path) -> Iterator[Path]:
    """Give a folder in which to write, locked as long as this process lives, and remove it at the end."""
    _sweep(home)
    while True:
        folder = home / f"{_PREFIX}{os.getpid()}-{os.urandom(4).hex()}{_SUFFIX}"
        folder.mkdir()
        lock = _lock(folder)
        if lock is not None and folder.exists():
            break
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock >= 0:
            os.close(lock)


def _sweep(home: Path) -> None:
    """Remove the hidden folders of runs that were killed: nobody holds their locks."""
    with suppress(OSError):
        for folder in home.glob(f"{_PREFIX}*{_SUFFIX}"):
            lock = _lock(folder)
            if lock is None or lock < 0:
                continue
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Return the handle of a folder that is locked now; None where another holds it, -1 where there are no locks."""
    try:
        import fcntl
    except ImportError:  # Windows: parts of killed runs stay until somebody removes them
        return -1
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
