"""Questions of the library, asked by URL: rows, SPARQL results, CSV, or a drawing."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import QueryResultsFormat

from gaapgraph.question import bind_parameters, find_question, list_questions
from gaapgraph.question.run import answer, answer_rows, bind_text
from gaapgraph.server.negotiation import RESULT_FORMS, choose
from gaapgraph.server.refusal import Refusal

if TYPE_CHECKING:
    from gaapgraph.question.question import Question
    from gaapgraph.server.answer_stream import AnswerStream
    from gaapgraph.server.holding import Holding

__all__ = ["answer_question", "answer_receipt", "describe_question", "list_answerable", "recall_question"]

_DRAWN = ("image/svg+xml",)
_TABLE = "application/vnd.gaapgraph.table+json"  # what the workbench shows


@cache
def recall_question(name: str) -> Question:
    """Return the question of a name; each is read once."""
    return find_question(name)


def answer_question(holding: Holding, asked: dict[str, Any], out: AnswerStream) -> None:
    """Answer a question of the library.

    Args:
        holding: The data.
        asked: `name`, `parameters`, `accept`, `labels` (CSV with labels and dates instead of IRIs).
        out: Takes the answer.

    Raises:
        NotFoundError: There is no such question, or the data have nothing of a name.
        InputError: A parameter cannot be used.
        Refusal: There is no such form.
    """
    question = recall_question(asked["name"])
    bound = bind_parameters(holding.store, question, asked["parameters"])
    solutions = answer(holding.choose(question.text), question, bound)
    first = asked["accept"][0]
    if first in _DRAWN:
        _draw(holding, question, solutions, out)
    elif first == _TABLE:
        heads, rows = answer_rows(solutions, holding.dataset())
        out.begin("application/json")
        text = bind_text(question.text, bound)
        described = describe_question(question) | {"heads": heads, "rows": rows, "sparql": text}
        out.write(json.dumps(described, ensure_ascii=False).encode())
    elif asked.get("labels") and first == "text/csv":
        heads, rows = answer_rows(solutions, holding.dataset())
        out.begin("text/csv; charset=utf-8")
        lines = io.StringIO()
        csv.writer(lines).writerows([heads, *rows])
        out.write(lines.getvalue().encode())
    else:
        form = choose(asked["accept"], RESULT_FORMS)
        if form is None or not isinstance(form.engine, QueryResultsFormat):
            raise Refusal(406, f"there is no such form; accept one of {', '.join([*RESULT_FORMS, *_DRAWN])}")
        out.begin(form.media_type)
        solutions.serialize(output=out, format=form.engine)  # type: ignore[arg-type]  # a file to write to


def _draw(holding: Holding, question: Question, solutions: Any, out: AnswerStream) -> None:
    from gaapgraph.question.chart import draw_chart

    heads, rows = answer_rows(solutions, holding.dataset())
    drawn = draw_chart(question, heads, rows, "svg")
    out.begin("image/svg+xml")
    out.write(drawn.encode())


def answer_receipt(holding: Holding, asked: dict[str, Any], out: AnswerStream) -> None:
    """Write the receipt of an answer: the facts, places and arithmetic behind each figure."""
    from gaapgraph.receipt import make_receipt

    question = find_question(asked["name"])
    receipt = make_receipt(holding.store, question, bind_parameters(holding.store, question, asked["parameters"]))
    out.begin("application/json")
    out.write(receipt.to_json().encode())


def list_answerable(holding: Holding, asked: dict[str, Any], out: AnswerStream) -> None:
    """List the questions of the library that the data can be asked, by theme."""
    from pyoxigraph import Literal, NamedNode

    from gaapgraph.vocabulary import GG

    quads = holding.store.quads_for_pattern(None, NamedNode(GG.identifier), None, None)
    entities = {quad.object.value for quad in quads if isinstance(quad.object, Literal)}
    words = asked.get("words", "")
    from gaapgraph.question.library import search_questions

    found = search_questions(words, entities=entities) if words else list_questions(entities=entities)
    out.begin("application/json")
    out.write(json.dumps([describe_question(each) for each in found], ensure_ascii=False).encode())


def describe_question(question: Question) -> dict[str, object]:
    """Return what a question is, takes and returns."""
    return {
        "name": question.name,
        "title": question.title,
        "question": question.question,
        "description": question.description,
        "theme": question.theme,
        "has_chart": question.chart is not None,
        "parameters": [
            {"name": each.name, "type": each.type, "default": each.default, "description": each.description}
            for each in question.parameters
        ],
        "returns": [{"name": name, "meaning": meaning} for name, meaning in question.returns],
    }
