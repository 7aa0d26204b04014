"""What a command is given as data: RDF, stores, or documents that are built as they come."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from gaapgraph.document.encoding import decode, is_html, load
from gaapgraph.errors import GaapGraphError
from gaapgraph.store import gather

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import Store

__all__ = ["load_data", "read_lines", "read_texts"]

_DOCUMENTS = (".txt", ".text", ".md", ".htm", ".html", ".xhtml")


def load_data(sources: Sequence[Path]) -> Store:
    """Return a store with all data, in which documents are built as they come."""
    return gather(sources)


def read_lines(sources: Sequence[Path], name: str) -> list[str]:
    """Return the lines of the one document of a name among the sources; none of HTML."""
    given = [path for path in sources if path.suffix.lower() in _DOCUMENTS and path.name == name]
    text = decode(load(given[0]), str(given[0])) if len(given) == 1 else ""
    return [] if not text or is_html(text, given[0].name) else text.split("\n")


def read_texts(sources: Sequence[Path]) -> dict[str, str]:
    """Return the text of each document that is given, or stands beside the data, by its SHA-256.

    That of HTML is left out, for its lines are markup.
    """
    from gaapgraph.page import list_texts

    texts = {}
    for path in list_texts(sources):
        try:
            data = load(path)
            text = decode(data, str(path))
        except GaapGraphError:  # what lies beside the data may be anything
            continue
        if not is_html(text, path.name):
            texts[sha256(data).hexdigest()] = text
    return texts
