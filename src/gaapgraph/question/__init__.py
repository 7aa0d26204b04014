"""The question library: finding a question, binding its parameters, asking it, tabulating and drawing the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.deferral import defer

if TYPE_CHECKING:
    from gaapgraph.question.chart import draw_chart
    from gaapgraph.question.frame import Answer, collect
    from gaapgraph.question.library import find_question, list_questions, search_questions
    from gaapgraph.question.parameter import bind_parameters
    from gaapgraph.question.question import Chart, Parameter, Question, read_question
    from gaapgraph.question.run import answer, answer_rows, shorten_cell

__all__ = [
    "Answer",
    "Chart",
    "Parameter",
    "Question",
    "answer",
    "answer_rows",
    "bind_parameters",
    "collect",
    "draw_chart",
    "find_question",
    "list_questions",
    "read_question",
    "search_questions",
    "shorten_cell",
]

_HOMES = {
    "Answer": "frame",
    "Chart": "question",
    "Parameter": "question",
    "Question": "question",
    "answer": "run",
    "answer_rows": "run",
    "bind_parameters": "parameter",
    "collect": "frame",
    "draw_chart": "chart",
    "find_question": "library",
    "list_questions": "library",
    "read_question": "question",
    "search_questions": "library",
    "shorten_cell": "run",
}

__getattr__ = defer(__name__, _HOMES)
