"""The question library: finding a question, binding its parameters, asking it, tabulating and drawing the answer."""

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
