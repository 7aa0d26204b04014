"""The questions of the library that have a chart, answered by the data: a table each, and a drawing where it helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.errors import GaapGraphError
from gaapgraph.frozen_class import frozen
from gaapgraph.page.drawing import draw
from gaapgraph.question.library import list_questions
from gaapgraph.question.parameter import bind_parameters
from gaapgraph.question.run import answer, answer_rows
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.graph import Dataset
    from gaapgraph.page.drawing import Drawing
    from gaapgraph.question.question import Question

__all__ = ["Answer", "answer_charts"]

MOST_ROWS = 30
_MOST_MARKS = 80


@frozen
class Answer:
    """One question with its answer.

    Attributes:
        rows: The first of the answer, as people read them; `left_out` is how many more there are.
        common: Heads and cells of the columns that are alike in all rows, which the others leave out.
        drawing: Of its figures; None where there are none, or where they are too many.
    """

    question: Question
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    common: tuple[tuple[str, str], ...]
    left_out: int
    drawing: Drawing | None
    is_crowded: bool


def answer_charts(dataset: Dataset) -> Iterator[Answer]:
    """Yield the questions with a chart for which the data have an answer, in the order of the library."""
    store = dataset.store
    reporters = {one for entity in dataset.instances(GG.Entity) for one in dataset.node(entity).texts(GG.identifier)}
    for question in list_questions(entities=reporters):  # those of one reporter are not for others
        if question.chart is None:
            continue
        try:
            heads, rows = answer_rows(answer(store, question, bind_parameters(store, question, {})), dataset)
        except GaapGraphError:  # a default that the data do not have: the question is not theirs
            continue
        if rows:
            drawing = draw(question, heads, rows)
            is_crowded = drawing is not None and drawing.marks > _MOST_MARKS
            common, heads, rows = _take_common(*_leave_bounds(heads, rows))
            shown = tuple(tuple(row) for row in rows[:MOST_ROWS])
            yield Answer(
                question=question,
                heads=tuple(heads),
                rows=shown,
                common=common,
                left_out=len(rows) - len(shown),
                drawing=None if is_crowded else drawing,
                is_crowded=is_crowded,
            )


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


def _leave_bounds(heads: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Return an answer without the ends of intervals, which the drawing shows, and which few read."""
    kept = [number for number, head in enumerate(heads) if not head.endswith(("Low", "High"))]
    return [heads[number] for number in kept], [[row[number] for number in kept] for row in rows]
