"""A search that takes "1,419", "operating income 2008" or a line, and leads to the cell."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from gaapgraph.document.place import format_place
from gaapgraph.frozen_class import frozen
from gaapgraph.graph import Dataset, show_period, show_unit, thousands
from gaapgraph.model import canonical
from gaapgraph.page.anchor import Anchors
from gaapgraph.page.document_text import list_documents

if TYPE_CHECKING:
    from gaapgraph.graph import Figure
    from gaapgraph.page.document_text import Document
    from gaapgraph.server.answer_stream import AnswerStream
    from gaapgraph.server.holding import Holding

__all__ = ["Entry", "Index", "answer_search", "open_index"]

_MOST = 40
_LARGEST = 3_000_000  # triples above which no index is kept in memory
_NUMBER = re.compile(r"[-(]?[\d][\d,.]*\)?%?")
_WORD = re.compile(r"\w+")
_PLACE = re.compile(r"(?:line\s*|l)?(\d+)(?::(\d+)|@(\d+))?|t\d+:\d+:\d+", re.IGNORECASE)


@frozen(kw_only=True)
class Entry:
    """One figure as it can be found.

    Attributes:
        words: In small letters: of label, concept, period, entity and file.
        digits: Those of its print, and of its value.
        anchor: Its name in the page of its document.
    """

    figure: Figure
    document: Document
    concept: str
    words: frozenset[str]
    digits: frozenset[str]
    anchor: str


@frozen
class Index:
    """All figures that are printed, in the order of their documents.

    Attributes:
        anchors: The names of figures in the page, by their IRIs.
        vocabulary: All words of all figures: few, beside those of each.
    """

    entries: tuple[Entry, ...]
    documents: tuple[Document, ...]
    anchors: dict[str, str]
    vocabulary: frozenset[str]

    def find(self, words: str) -> list[Entry]:
        """Return the figures that have all of some words or numbers, the best first."""
        place = _PLACE.fullmatch(words.strip())
        here = [each for each in self.entries if place and _is_at(each, place)]
        numbers = [_digits(each) for each in _NUMBER.findall(words)]
        asked = [each.casefold() for each in _WORD.findall(_NUMBER.sub(" ", words))]
        meant = [{each for each in self.vocabulary if _begins(each, word)} for word in asked]
        found = []
        for entry in self.entries:
            missed = [each for each in numbers if each not in entry.digits and each not in entry.words]
            if missed or any(map(entry.words.isdisjoint, meant)) or not (numbers or asked):
                continue
            label = (entry.figure.label or "").casefold()
            exact = sum(each in entry.digits for each in numbers)
            near = sum(each in label for each in asked)
            rank = (-exact, -near, not entry.figure.is_primary, len(label))
            found.append((rank, entry))
        ranked = [entry for _, entry in sorted(found, key=lambda pair: pair[0])]
        return list({id(each): each for each in [*ranked[: _MOST // 2], *here, *ranked]}.values())


def open_index(holding: Holding) -> Index:
    """Return the index of the data, which is made once.

    Raises:
        Refusal: There are too many figures.
    """
    kept = holding.notes.get("index")
    if not isinstance(kept, Index):
        kept = holding.notes["index"] = _build(holding)
    return kept


def _build(holding: Holding) -> Index:
    from gaapgraph.server.refusal import Refusal

    if len(holding.store) > _LARGEST:
        raise Refusal(503, "the data are too large for a search in all figures; ask a question, or SPARQL")
    dataset = holding.dataset()
    listed = [(each, dataset.figures(document=each.iri)) for each in list_documents(dataset)]
    shown = [(each, figures) for each, figures in listed if figures]
    shown.sort(key=lambda pair: (not any(one.is_primary for one in pair[1]), -len(pair[1]), pair[0].report))
    every = [figure for _, figures in shown for figure in figures]
    anchors = Anchors([each.report for each, _ in shown], every, dataset.name)
    entries = [_enter(dataset, anchors, each, figure) for each, figures in shown for figure in figures]
    named = {each.figure.iri: each.anchor for each in entries}
    vocabulary = frozenset(word for each in entries for word in each.words)
    return Index(tuple(entries), tuple(each for each, _ in shown), named, vocabulary)


def _enter(dataset: Dataset, anchors: Anchors, document: Document, figure: Figure) -> Entry:
    concept = figure.fact.about.concept
    label = dataset.label(concept) or dataset.name(concept)
    texts = (figure.label, figure.head, label, dataset.name(concept), document.entity_name, document.file_name)
    period = show_period(figure.period) if figure.period is not None else ""
    words = _WORD.findall(" ".join(each or "" for each in (*texts, period)).casefold())
    number = figure.fact.number
    numbers = {_digits(figure.text or ""), "" if number is None else _digits(canonical(number))}
    return Entry(
        figure=figure,
        document=document,
        concept=label,
        words=frozenset(words),
        digits=frozenset(numbers - {""}),
        anchor=anchors.figure(figure.iri),
    )


def answer_search(holding: Holding, asked: dict[str, Any], out: AnswerStream) -> None:
    """List the figures, questions and entities that some words find."""
    from gaapgraph.question import search_questions
    from gaapgraph.server.question_answer import describe_question

    words = asked["words"]
    index = open_index(holding)
    found = index.find(words)
    questions = search_questions(words)[:8] if any(each.isalpha() for each in words) else []
    out.begin("application/json")
    answer = {
        "words": words,
        "count": len(found),
        "figures": [describe_entry(each) for each in found[:_MOST]],
        "questions": [describe_question(each) for each in questions],
    }
    out.write(json.dumps(answer, ensure_ascii=False).encode())


def describe_entry(entry: Entry) -> dict[str, object]:
    """Return what is shown of a figure that was found."""
    figure = entry.figure
    value, number = figure.fact.value, figure.fact.number
    return {
        "fact": figure.fact.iri,
        "occurrence": figure.iri,
        "printed": figure.text,
        "label": figure.label,
        "head": figure.head,
        "concept": entry.concept,
        "value": thousands(canonical(number)) if number is not None else None if value is None else str(value),
        "unit": show_unit(figure.unit),
        "period": show_period(figure.period) if figure.period is not None else "",
        "entity": entry.document.entity_name,
        "document": entry.document.file_name,
        "report": entry.document.report,
        "place": format_place(figure.place),
        "anchor": entry.anchor,
    }


def _is_at(entry: Entry, place: re.Match[str]) -> bool:
    where = entry.figure.place
    if place[1] is None:
        return format_place(where) == place[0].lower()
    if where.line != int(place[1]):
        return False
    return (place[2] is None or where.column == int(place[2])) and (place[3] is None or where.offset == int(place[3]))


def _digits(text: str) -> str:
    """Return a number without its marks of thousands, sign and per cent.

    >>> _digits("(1,419)"), _digits("38.70%")
    ('1419', '38.7')
    """
    bare = re.sub(r"[^\d.]", "", text).strip(".")
    return bare.rstrip("0").rstrip(".") if "." in bare else bare


def _begins(word: str, asked: str) -> bool:
    """Say whether a word is the one that is asked for, or begins with it."""
    return word == asked or (len(asked) > 2 and word.startswith(asked))
