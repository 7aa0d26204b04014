"""Answers drawn by Altair, which is an extra: `pip install 'gaapgraph[charts]'`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from gaapgraph.errors import InputError
from gaapgraph.question.record import build_records, tell_rest
from gaapgraph.question.specification import describe_chart
from gaapgraph.question.timeline import describe_timeline, list_spans
from gaapgraph.write.kind import MARK, mark_png

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.question.question import Question

__all__ = ["count_marks", "draw_chart", "draw_png"]

_PIXELS = 2.0  # of an image, for each unit of the drawing


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
    described = _describe(question, heads, rows, name)
    import vl_convert

    if name == "html":
        page = str(vl_convert.vegalite_to_html(described, bundle=True))
        head = f"<head>\n{MARK}\n<title>{question.title}</title>"
        return page.replace("<html>", '<html lang="en">').replace("<head>", head)
    return str(vl_convert.vegalite_to_svg(described)).replace("<svg ", '<svg data-generator="gaapgraph" ', 1)


def draw_png(question: Question, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return an answer as a PNG image; it takes and raises what `draw_chart` does."""
    described = _describe(question, heads, rows, "png")
    import vl_convert

    return mark_png(bytes(vl_convert.vegalite_to_png(described, scale=_PIXELS)))


def count_marks(question: Question, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return how many bars, points or spans the drawing of an answer has; 0 where the question has no chart."""
    if question.chart is None:
        return 0
    if question.chart.mark == "timeline":
        return len(list_spans(question.chart, heads, rows))
    return len(build_records(question.chart, heads, rows))


def _describe(question: Question, heads: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> dict[str, Any]:
    if question.chart is None:
        raise InputError("the question has no chart", where=question.name, mend="ask for --format table, csv or json")
    if not count_marks(question, heads, rows):
        raise InputError("the answer has no row to draw", where=question.name, mend="ask for other parameters")
    if not (find_spec("altair") and find_spec("vl_convert")):
        raise InputError("charts need Altair", where=f"--format {name}", mend="pip install 'gaapgraph[charts]'")
    import altair

    if question.chart.mark == "timeline":
        specification = describe_timeline(question, list_spans(question.chart, heads, rows))
    else:
        records = build_records(question.chart, heads, rows)
        note = tell_rest(question.chart, heads, rows, len(records))
        specification = describe_chart(question, question.chart, records, note)
    return dict(altair.Chart.from_dict(specification).to_dict())  # which holds it to the schema of Vega-Lite
