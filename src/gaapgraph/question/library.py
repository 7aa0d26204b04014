"""The questions that are shipped in `queries/`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from gaapgraph.errors import NotFoundError
from gaapgraph.question.question import Question, read_question
from gaapgraph.resource import queries

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["THEMES", "find_question", "list_questions"]

THEMES = ("growth", "profitability", "cash", "balance", "shareholders", "business", "guidance", "risk", "document")


def list_questions(folder: Path | None = None) -> list[Question]:
    """Return all questions by theme, and within a theme by name.

    Args:
        folder: Where the questions stand; without it, the shipped ones.
    """
    questions = [read_question(path) for path in (folder or queries()).glob("*.rq")]
    return sorted(questions, key=lambda each: (_rank(each.theme), each.theme, each.name))


def find_question(name: str, folder: Path | None = None) -> Question:
    """Return the question of a name; `-` and spaces count as `_`.

    Raises:
        NotFoundError: There is none; the nearest names are told.
    """
    home = folder or queries()
    wanted = name.strip().removesuffix(".rq").replace("-", "_").replace(" ", "_").lower()
    names = sorted(path.stem for path in home.glob("*.rq"))
    if wanted not in names:
        near = suggest(wanted, names)
        mend = f"did you mean {' or '.join(near)}?" if near else "gaapgraph ask --list shows all"
        raise NotFoundError("no such question", where=name, mend=mend)
    return read_question(home / f"{wanted}.rq")


def suggest(wanted: str, names: list[str]) -> list[str]:
    """Return up to three names that are near, or that share the most words of it.

    >>> suggest("measure_tax_rte", ["measure_tax_rate", "list_dividends"])
    ['measure_tax_rate']
    >>> suggest("dividends", ["measure_tax_rate", "list_dividends"])
    ['list_dividends']
    """
    words = set(wanted.split("_"))
    sharing = sorted((name for name in names if words & set(name.split("_"))), key=lambda name: _distance(name, words))
    return list(dict.fromkeys([*get_close_matches(wanted, names, n=3), *sharing]))[:3]


def _distance(name: str, words: set[str]) -> tuple[int, str]:
    parts = set(name.split("_"))
    return len(parts ^ words), name


def _rank(theme: str) -> int:
    return THEMES.index(theme) if theme in THEMES else len(THEMES)
