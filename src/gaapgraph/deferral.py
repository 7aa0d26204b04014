"""What is made when it is first asked for: names of a package, and patterns. No command needs them all."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["defer", "late_pattern"]


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


class _LatePattern:
    """Stands for a pattern; each method is found once, and is the compiled pattern's own from then on."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = (source, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found
