"""The questions that are shipped: of any reporter in `queries/`, of one reporter beside its instances."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.errors import NotFoundError
from gaapgraph.language.words import load_words
from gaapgraph.question.phrase import find_computed
from gaapgraph.question.question import Question, read_question
from gaapgraph.resource import instances, queries

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

__all__ = ["THEMES", "find_question", "list_questions", "search_questions"]

_OF_ANY = ("compare_balances", "compare_years", "derive_quarters", "derive_trailing_year")
THEMES = ("growth", "profitability", "cash", "balance", "shareholders", "business", "guidance", "risk", "document")


def list_questions(folder: Path | None = None, entities: Collection[str] | None = None) -> list[Question]:
    """Return all questions by theme, and within a theme by name.

    Args:
        folder: Where the questions stand; without it, the shipped ones: those of any reporter in `queries/`, and those
            of one reporter in the folder `queries/` of its instances.
        entities: Identifiers of reporters whose own questions are wanted; None for all.
    """
    questions = [read_question(path) for home in _list_folders(folder) for path in home.glob("*.rq")]
    kept = [each for each in questions if entities is None or each.entity is None or each.entity in entities]
    return sorted(kept, key=lambda each: (_rank(each.theme), each.theme, each.name))


def find_question(name: str, folder: Path | None = None) -> Question:
    """Return the question of a name; `-` and spaces count as `_`.

    Raises:
        NotFoundError: There is none; the nearest names are told, or those that have its words.
    """
    wanted = name.strip().removesuffix(".rq").replace("-", "_").replace(" ", "_").lower()
    paths = {path.stem: path for home in reversed(_list_folders(folder)) for path in home.glob("*.rq")}
    if wanted not in paths:
        near = suggest(wanted, sorted(paths)) or [each.name for each in search_questions(name, folder)[:3]]
        mend = f"did you mean {' or '.join(near)}?" if near else "gaapgraph ask --list shows all"
        raise NotFoundError("no such question", where=name, mend=mend)
    return read_question(paths[wanted])


def search_questions(words: str, folder: Path | None = None, entities: Collection[str] | None = None) -> list[Question]:
    """Return the questions that have all of some words, those first that have them in name, title or other names.

    Args:
        words: As a person types them; a word may be the beginning of one.
        folder: As for `list_questions`.
        entities: As for `list_questions`.
    """
    wanted = _fold(words).split()
    found = []
    for question in list_questions(folder, entities):
        near, far = _list_words(question)
        if all(_has(near, word) or _has(far, word) for word in wanted):
            found.append((sum(not _has(near, word) for word in wanted), question))
    if not found and (name := find_computed(words)):
        return [find_question(name, folder)]
    if not found and _is_figure(words):  # any question that takes a concept tells it
        return [each for each in list_questions(folder, entities) if each.name in _OF_ANY]
    return [question for _, question in sorted(found, key=lambda pair: pair[0])]


def _is_figure(words: str) -> bool:
    """Say whether words are what people call a figure."""
    return any(row["word"] == words.strip().casefold() for row in load_words("figure"))


def _fold(text: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold()
    return " ".join(re.findall(r"\w+", apart.replace("_", " ")))


@lru_cache(maxsize=512)
def _list_words(question: Question) -> tuple[str, str]:
    """Return the words of a question's name, title and other names, and those of all else that it says of itself."""
    near = " ".join((question.name, question.title, *question.words))
    columns = " ".join(f"{name} {meaning}" for name, meaning in question.returns if not name.endswith(("Low", "High")))
    far = " ".join((question.question, question.description, question.theme, columns))
    return f" {_fold(near)} ", f" {_fold(far)} "


def _has(words: str, word: str) -> bool:
    """Say whether words between spaces have one, or one that begins so."""
    stem = word.removesuffix("s") if len(word) > 3 else word
    return f" {word} " in words or (len(stem) > 2 and f" {stem}" in words)


def _list_folders(folder: Path | None) -> list[Path]:
    return [queries(), *sorted(instances().glob("*/queries"))] if folder is None else [folder]


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
