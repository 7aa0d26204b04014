"""Names that sheets of a workbook may have."""

from __future__ import annotations

import re

__all__ = ["SheetNames"]

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_REMARK = re.compile(r"\s*[(（][^)）]*[)）]")
# what the titles of statements have in common, and tells none apart
_COMMON = ("Consolidated", "Condensed", "Statements of", "Statement of")
_RESERVED = ("history",)


class SheetNames:
    """Gives sheets names that a workbook may have: short, without marks that are syntax, none given twice."""

    def __init__(self) -> None:
        self._given = set(_RESERVED)

    def give(self, title: str) -> str:
        """Return a name for a sheet with this title.

        >>> names = SheetNames()
        >>> names.give("Consolidated Statements of Shareholders' Equity (Unaudited)")
        "Shareholders' Equity"
        >>> names.give("Cash: in/out"), names.give("cash in out")
        ('Cash in out', 'cash in out (2)')
        """
        name = _shorten(" ".join(_FORBIDDEN.sub(" ", _REMARK.sub("", title)).split()).strip("'"))
        name = name or _shorten(" ".join(_FORBIDDEN.sub(" ", title).split()).strip("'")) or "Sheet"
        unique, number = name, 1
        while unique.casefold() in self._given:
            number += 1
            mark = f" ({number})"
            unique = name[: _LONGEST - len(mark)].rstrip() + mark
        self._given.add(unique.casefold())
        return unique


def _shorten(name: str) -> str:
    for words in _COMMON:
        if len(name) > _LONGEST:
            name = re.sub(rf"\b{words}\s+", "", name, count=1, flags=re.IGNORECASE)
    if len(name) <= _LONGEST:
        return name
    return (
        name[: _LONGEST - 1].rpartition(" ")[0].rstrip(" ,'") + "…" if " " in name[: _LONGEST - 1] else name[:_LONGEST]
    )
