"""What is made when it is first asked for: names of a package, and patterns. No command needs them all."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["defer", "late_pattern", "recalling_pattern"]

_MOST_RECALLED = 512  # texts for each pattern: the labels and heads of a table, and some of the next
_LONGEST_RECALLED = 2_000  # characters: no label has more


def defer(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package (PEP 562).

    Args:
        package: Its full name.
        homes: By public name, the module of the package that has it; no module bears the name of what it has.
    """

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return find


def late_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return a pattern that is compiled when it is first used, for one that few documents need.

    >>> late_pattern(r"\bnet\b").search("a net amount").group()
    'net'
    """
    return cast("re.Pattern[str]", _LatePattern(source, flags))


def recalling_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return a late pattern that recalls what it found, for one that is held against a label or head for each cell.

    >>> recalling_pattern(r"\bnet\b").search("a net amount").group()
    'net'
    """
    return cast("re.Pattern[str]", _RecallingPattern(source, flags))


class _LatePattern:
    """Stands for a pattern; each method is found once, and is the compiled pattern's own from then on."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = (source, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found


class _RecallingPattern(_LatePattern):
    """Its methods that look for the first match recall them by text, of which the last few hundred are kept."""

    def __getattr__(self, name: str) -> Any:
        found = super().__getattr__(name)
        if name in ("search", "match", "fullmatch"):
            found = _recall(found)
            setattr(self, name, found)
        return found


def _recall(find: Callable[[str], object]) -> Callable[[str], object]:
    recalled = lru_cache(maxsize=_MOST_RECALLED)(find)

    def find_again(text: str) -> object:
        return recalled(text) if len(text) <= _LONGEST_RECALLED else find(text)

    return find_again
