"""The questions of the library that have a chart, answered by the data: a table each, and a drawing where it helps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gaapgraph.errors import GaapGraphError
from gaapgraph.question.chart import count_marks, draw_chart
from gaapgraph.question.library import list_questions
from gaapgraph.question.parameter import bind_parameters
from gaapgraph.question.run import answer, answer_rows, list_entity_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from gaapgraph.question.question import Question

__all__ = ["Answer", "answer_charts", "can_draw"]

MOST_ROWS = 30
_MOST_MARKS = 48
_NAMED = re.compile(r'(\bid="|url\(#|href="#)')
_SPOKEN = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer.

    Attributes:
        rows: The first of the answer, as people read them; `left_out` is how many more there are.
        common: Heads and cells of the columns that are alike in all rows, which the others leave out.
        drawing: SVG, or empty; then `note` says why.
    """

    question: Question
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    common: tuple[tuple[str, str], ...]
    left_out: int
    drawing: str
    note: str


def can_draw() -> bool:
    """Say whether the libraries are there that draw."""
    return bool(find_spec("altair") and find_spec("vl_convert"))


def answer_charts(store: Store) -> Iterator[Answer]:
    """Yield the questions with a chart for which the data have an answer, in the order of the library."""
    names = list_entity_names(store)
    for question in list_questions():
        if question.chart is None:
            continue
        try:
            heads, rows = answer_rows(answer(store, question, bind_parameters(store, question, {})), names)
        except GaapGraphError:  # a default that the data do not have: the question is not theirs
            continue
        if rows:
            drawing, note = _draw(question, heads, rows)
            common, heads, rows = _take_common(heads, rows)
            shown = tuple(tuple(row) for row in rows[:MOST_ROWS])
            yield Answer(question, tuple(heads), shown, common, len(rows) - len(shown), drawing, note)


def _take_common(
    heads: list[str], rows: list[list[str]]
) -> tuple[tuple[tuple[str, str], ...], list[str], list[list[str]]]:
    """Return the columns that say the same in every row, and the answer without them and without empty ones."""
    if len(rows) < 2:
        return (), heads, rows
    values = [{row[number] for row in rows} for number in range(len(heads))]
    kept = [number for number, found in enumerate(values) if len(found) > 1]
    common = tuple((heads[n], cell) for n, found in enumerate(values) if len(found) == 1 for cell in found if cell)
    return common, [heads[number] for number in kept], [[row[number] for number in kept] for row in rows]


def _draw(question: Question, heads: list[str], rows: list[list[str]]) -> tuple[str, str]:
    assert question.chart is not None
    if not can_draw():
        return "", ""
    marks = count_marks(question, heads, rows)
    if not marks:
        return "", "The answer has no figure to draw."
    if marks > _MOST_MARKS:
        return "", f"{marks} figures are too many for one drawing; ask for an entity, a period or a concept."
    return _embed(draw_chart(question, heads, rows, "svg"), question.name), ""


def _embed(svg: str, name: str) -> str:
    """Return a drawing for a page that has others: its names made its own, and silent, for the table beside it speaks.

    Its size is left to the page.
    """
    svg = _SPOKEN.sub("", _NAMED.sub(rf"\1{name}-", svg))
    svg = re.sub(r'(<svg\b[^>]*?) width="(\d+)" height="\d+"', r'\1 style="max-width:\2px"', svg, count=1)
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
