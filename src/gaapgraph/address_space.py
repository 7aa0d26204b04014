"""How much memory a process may address, where the system sets a limit: the store's libraries end it beyond that."""

from __future__ import annotations

from gaapgraph.errors import SourceError

__all__ = ["STORE_FOLDER", "require_addresses"]

STORE_FOLDER = 750  # megabytes: a store on the disk reserves for its threads and buffers what it never touches
_MEGABYTE = 1 << 20


def require_addresses(megabytes: int, purpose: str) -> None:
    """Refuse what a limit on addresses (`ulimit -v`) would end without a word.

    Args:
        megabytes: What the purpose needs at least, the program included.
        purpose: What needs them.

    Raises:
        SourceError: The system allows fewer.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    allowed = resource.getrlimit(resource.RLIMIT_AS)[0]
    if allowed != resource.RLIM_INFINITY and allowed < megabytes * _MEGABYTE:
        told = f"may address {allowed // _MEGABYTE} MB of memory, and {purpose} needs {megabytes}"
        raise SourceError(told, where="this process", mend="raise the limit (ulimit -v)")
