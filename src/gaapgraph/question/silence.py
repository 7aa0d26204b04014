"""Why a question has no row: which concepts and dimensions of it the data lack, and what to ask instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from gaapgraph.graph import Dataset, known_prefixes
from gaapgraph.question.run import answer
from gaapgraph.sparql import Limits, list_names
from gaapgraph.vocabulary import BASE, GG

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Literal, Store

    from gaapgraph.question.question import Question

__all__ = ["explain_silence", "list_absent", "list_answering"]

_KINDS = ("ns#", "srt/", "scheme/", "unit/", "period/")  # namespaces that have no concepts
_NO_CONCEPTS = ("http://www.w3.org/", "http://purl.org/", *(BASE + kind for kind in _KINDS))
_MOST = 6  # names that are told
_OTHERS = 3  # questions that are named instead
_TRIED = 12  # questions that are tried for it
_PATIENCE = Limits(2.0, 1024)  # for each


def list_absent(store: Store, question: Question) -> tuple[list[str], list[str]]:
    """Return the concepts, and the dimensions, that a question names and no fact of the data has.

    Args:
        store: The data.
        question: Whose query is read; a concept among alternatives is listed too.
    """
    concepts, dimensions = [], []
    for iri in list_names(question.text, known_prefixes()):
        node = NamedNode(iri)
        if iri.endswith("Axis"):
            if next(store.quads_for_pattern(None, node, None, None), None) is None:
                dimensions.append(iri)
        elif not iri.endswith("Member") and not iri.startswith(_NO_CONCEPTS) and not _has_fact(store, node):
            concepts.append(iri)
    return concepts, dimensions


def explain_silence(store: Store, question: Question, questions: Sequence[Question]) -> str:
    """Return in words why a question finds nothing in the data, and which questions would.

    Args:
        store: The data.
        question: That has no row, with open parameters.
        questions: From which others are named.
    """
    dataset = Dataset(store)
    concepts, dimensions = list_absent(store, question)
    told = []
    for kind, absent in (("concepts", concepts), ("dimensions", dimensions)):
        if absent:
            more = f" and {len(absent) - _MOST} more" if len(absent) > _MOST else ""
            told.append(f"of its {kind} the data lack {', '.join(map(dataset.name, absent[:_MOST]))}{more}")
    others = [other.name for other in list_answering(store, question, questions)]
    if others:
        told.append(f"{', '.join(others)} would answer")
    return "the data have no answer" + (": " + "; ".join(told) if told else "")


def list_answering(store: Store, question: Question, questions: Sequence[Question]) -> list[Question]:
    """Return the questions nearest to one that have rows in the data."""
    words = _list_words(question)
    near = sorted(
        (other for other in questions if other.name != question.name),
        key=lambda other: (other.theme != question.theme, -len(words & _list_words(other)), other.name),
    )
    found: list[Question] = []
    for other in near[:_TRIED]:
        if len(found) < _OTHERS and _has_rows(store, other, {}):
            found.append(other)
    return found


def _has_rows(store: Store, question: Question, bound: Mapping[str, Sequence[NamedNode | Literal]]) -> bool:
    try:
        return next(iter(answer(store, question, bound, limits=_PATIENCE)), None) is not None
    except ValueError:  # it takes too long to be named
        return False


def _list_words(question: Question) -> set[str]:
    text = " ".join((question.name.replace("_", " "), question.title, *question.words))
    return {word for word in text.casefold().split() if len(word) > 3}


def _has_fact(store: Store, concept: NamedNode) -> bool:
    return next(store.quads_for_pattern(None, NamedNode(GG.concept), concept, None), None) is not None
