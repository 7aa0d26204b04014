"""What is no number and no date: fixed values, ballot boxes, and names that stand for codes."""

from __future__ import annotations

import re
from functools import cache

from gaapgraph.language.words import load_words

__all__ = ["read_ballot", "read_fixed", "read_name"]

_CAPITAL = re.compile("[A-Z]")
_BOXES = "\u2610\u2611\u2612"


def read_fixed(text: str, value: str, second: str) -> str:
    """Return the value that any text stands for."""
    return value


def read_ballot(text: str, values: str, second: str) -> str | None:
    """Return the first of two words for an empty ballot box, the second for one that is ticked or crossed."""
    if len(text) != 1 or text not in _BOXES:
        return None
    empty, full = values.split()
    return empty if text == _BOXES[0] else full


def read_name(text: str, kind: str, second: str) -> str | None:
    """Return the code of a name: of a country, a state, an exchange, or a kind of filer."""
    return next((code for pattern, code in _patterns(kind) if pattern.fullmatch(text)), None)


@cache
def _patterns(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = load_words("inline-sec-name")
    return tuple((re.compile(_spell(row["name"])), row["code"]) for row in rows if row["transformation"] == kind)


def _spell(name: str) -> str:
    """Return the pattern of a name: its capitals, with which words begin, in either case.

    Classes of characters stay as they are; a blank is any white space.
    """
    parts = re.split(r"(\[[^\]]*\])", name)
    return "".join(part if part.startswith("[") else _CAPITAL.sub(_either, part).replace(" ", r"\s+") for part in parts)


def _either(match: re.Match[str]) -> str:
    return f"[{match[0]}{match[0].lower()}]"
