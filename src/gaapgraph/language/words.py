"""The words that readers know, as data: one table of `ontology/words/` for each kind, read once.

A new currency, a new counted unit, a new word for growth is one row there, and no line of code.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.model import Unit
from gaapgraph.resource import ontology, read_rows
from gaapgraph.vocabulary import expand_curie

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["alternatives", "counted", "load_words", "names", "numbers"]


@lru_cache(maxsize=32)
def load_words(kind: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one table of words, `currency` or `unit` and alike, by column.

    Raises:
        InputError: A row has more or fewer cells than the header.
    """
    rows = read_rows(ontology() / "words" / f"{kind}.tsv")
    return tuple({name.strip(): cell.strip() for name, cell in row.items()} for row in rows)


def names(kind: str, *, use: str = "") -> tuple[str, ...]:
    """Return the words of a table, those for one use where a use is given."""
    return tuple(row["word"] for row in load_words(kind) if not use or use in row["use"].split())


def numbers(kind: str, column: str = "value", *, use: str = "") -> dict[str, int]:
    """Return the words of a table, in lower case, with the number that each stands for.

    >>> numbers("ordinal")["third"]
    3
    """
    return {row["word"].lower(): int(row[column]) for row in load_words(kind) if not use or use in row["use"].split()}


@lru_cache(maxsize=8)
def counted(use: str) -> dict[str, tuple[Unit, int]]:
    """Return the units that a document can count, by their words in lower case, each with its power of ten.

    Args:
        use: Where: `prose`, `section`, `label`, `number`, `figure` or `rate`.

    Raises:
        InputError: A measure is no IRI and has no known prefix.
    """
    found = {}
    for row in load_words("unit"):
        if use in row["use"].split():
            measure = row["measure"] if "://" in row["measure"] else expand_curie(row["measure"])
            found[row["word"].lower()] = (Unit((measure,)), int(row["exponent"]))
    return found


# One character, escaped or not, or what stands for white space or any ending.
_STEP = re.compile(r"\\s\+|\\w\*|\\.|.", re.DOTALL)


class _Steps(dict[str, "_Steps"]):
    """What may follow the beginning that some words share; nothing may where one of them ends ("")."""


def alternatives(words: Iterable[str]) -> str:
    r"""Return the source of a pattern of any of some words, the longest first.

    A space stands for any white space, a final star for any ending. What words begin with alike is said once: the
    engine tries alternatives one by one.

    >>> alternatives(["up to", "increas*", "up", "ups"])
    'increas\\w*|up(?:\\s+to|s)?'
    """
    root = _Steps()
    for word in sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)):
        steps = root
        for step in _STEP.findall(_source(word)):
            steps = steps.setdefault(step, _Steps())
        steps[""] = _Steps()
    return "|".join(_branches(root))


def _source(word: str) -> str:
    bare = word.removesuffix("*")
    return re.escape(bare).replace(r"\ ", r"\s+") + (r"\w*" if word.endswith("*") else "")


def _branches(steps: _Steps) -> list[str]:
    return [step + _rest(following) for step, following in steps.items() if step]


def _rest(steps: _Steps) -> str:
    branches = _branches(steps)
    if not branches:
        return ""
    if "" not in steps and len(branches) == 1:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in steps else "")
