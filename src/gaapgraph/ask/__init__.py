"""The question library: finding a question, binding its parameters, asking it, tabulating and drawing the answer."""

from gaapgraph.ask.chart import draw_chart
from gaapgraph.ask.frame import Answer, collect
from gaapgraph.ask.library import find_question, list_questions
from gaapgraph.ask.parameter import bind_parameters
from gaapgraph.ask.question import Chart, Parameter, Question, read_question
from gaapgraph.ask.run import answer, answer_rows, list_entity_names, shorten_cell

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
    "list_entity_names",
    "list_questions",
    "read_question",
    "shorten_cell",
]
