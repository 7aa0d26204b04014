"""The documents as printed, with ticks: the page of the report, made in a process that may take its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Store

from gaapgraph.page import list_texts
from gaapgraph.page.page import build_page, render_page
from gaapgraph.resource import instances

if TYPE_CHECKING:
    from gaapgraph.server.answer_stream import AnswerStream
    from gaapgraph.server.holding import Holding

__all__ = ["answer_page"]


def answer_page(holding: Holding, _: dict[str, Any], out: AnswerStream) -> None:
    """Write the page of all documents.

    Raises:
        InputError: The data state no figure that is printed in a document.
    """
    store = Store()  # the reports alone: what rules read stands elsewhere for them
    for graph in holding.data_graphs:
        store.bulk_extend(holding.store.quads_for_pattern(None, None, None, NamedNode(graph)))
    page = build_page(store, list_texts(list(holding.sources) or [instances()]))
    out.begin("text/html; charset=utf-8")
    out.write(render_page(page).encode("utf-8", "replace"))
