"""Answers drawn by Altair, which is an extra: `pip install 'gaapgraph[charts]'`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from gaapgraph.ask.record import build_records
from gaapgraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.ask.question import Question

__all__ = ["draw_chart", "draw_png"]

_SCALE = 2


def draw_chart(question: Question, heads: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> str:
    """Return an answer as a drawing.

    Args:
        question: Its chart says what is drawn how.
        heads: The columns of the answer.
        rows: The cells, as people read them.
        name: `svg`, or `html`: one file that needs no network.

    Raises:
        InputError: The question has no chart, the answer is empty, or the extra is not installed.
        NotFoundError: The chart names a column that the answer does not have.
    """
    drawing = _draw(question, heads, rows, name)
    if name == "html":
        return str(drawing.to_html(inline=True))
    import vl_convert

    return str(vl_convert.vegalite_to_svg(drawing.to_dict()))


def draw_png(question: Question, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return an answer as a picture in PNG, two pixels for one of SVG; arguments and errors are those of a drawing."""
    drawing = _draw(question, heads, rows, "png")
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(drawing.to_dict(), scale=_SCALE))


def _draw(question: Question, heads: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> Any:
    if question.chart is None:
        raise InputError("the question has no chart", where=question.name, mend="ask for --format table, csv or json")
    if not (find_spec("altair") and find_spec("vl_convert")):
        raise InputError("charts need Altair", where=f"--format {name}", mend="pip install 'gaapgraph[charts]'")
    records = build_records(question.chart, heads, rows)
    if not records:
        raise InputError("the answer has no row to draw", where=question.name, mend="ask for other parameters")
    from gaapgraph.ask.drawing import describe_drawing

    return describe_drawing(question, question.chart, records)
