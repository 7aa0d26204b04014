"""Pages of inline XBRL from files: which are some, and the reports of those that are one set."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from gaapgraph.document.encoding import load
from gaapgraph.iri import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gaapgraph.build.protocol import Context
    from gaapgraph.model import Report
    from gaapgraph.reader.inline.inline_page import InlinePage

__all__ = ["PAGE_ENDINGS", "is_inline", "read_inline"]

PAGE_ENDINGS = (".htm", ".html", ".xhtml", ".xht", ".xml")
_MARK = b"/inlineXBRL"
_HEAD = 64 * 1024


def is_inline(path: Path, head: bytes | None = None) -> bool:
    """Say whether a file is a page that has an element of inline XBRL."""
    if head is None:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    if _MARK not in head:
        return False
    from gaapgraph.reader.inline.inline_page import find_inline_namespace

    return (
        find_inline_namespace(head) is not None
        or find_inline_namespace(head, load(path, most_in_line=None)) is not None
    )


def read_inline(paths: Sequence[Path], context: Context, folder: Path) -> Iterator[Report]:
    """Yield the reports of some pages that are one set: one for each target document, the default one first.

    Args:
        paths: Of the pages, the one that the report is known by first.
        context: What the call says beside them.
        folder: Where what they name of their taxonomy may stand.

    Raises:
        ReadError: A page is no well-formed XML.
    """
    from gaapgraph.build.filing_record import date_report
    from gaapgraph.build.taxonomy_source import find_taxonomy
    from gaapgraph.model import Document
    from gaapgraph.reader.inline.inline_page import parse_page
    from gaapgraph.reader.inline.inline_set import read_set
    from gaapgraph.reader.xbrl import assemble_report

    pages: list[InlinePage] = []
    documents: list[Document] = []
    for path in paths:
        data = load(path, most_in_line=None)
        pages.append(parse_page(data, path.name, is_first=not pages))
        documents.append(Document(path.name, sha256(data).hexdigest(), "application/xhtml+xml"))
    for target, reported in sorted(read_set(pages).items()):
        report = assemble_report(reported, documents[0], find_taxonomy(reported.references, paths[0], folder, context))
        iri = f"{report.iri}-{slug(target)}" if target else report.iri
        yield date_report(replace(report, iri=iri, documents=tuple(documents[1:])), folder)
