"""The text of a document beside its graph: given in the call, or found in the folder of the data."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from gaapgraph.document.encoding import decode, is_html, load
from gaapgraph.errors import GaapGraphError
from gaapgraph.frozen_class import frozen
from gaapgraph.vocabulary import DCTERMS, GG
from gaapgraph.write.kind import is_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gaapgraph.document.grid import Block
    from gaapgraph.graph import Dataset, Figure

__all__ = ["DOCUMENT_ENDINGS", "Document", "Source", "find_source", "list_documents", "list_texts"]

DOCUMENT_ENDINGS = (".txt", ".text", ".md", ".markdown", ".htm", ".html", ".xhtml")


@frozen(kw_only=True)
class Document:
    """What the graph says of one report and of the document that it was read from."""

    report: str
    iri: str
    file_name: str
    sha256: str
    entity: str
    entity_name: str
    title: str
    issued: str


@frozen
class Source:
    """The text of a document.

    Attributes:
        blocks: Its tables and its lines of prose, in order.
        lines: Its lines; empty for HTML, whose lines nobody reads.
        is_whole: Its bytes are those that were read; else it is an excerpt that has every table as the graph has it.
        path: Where it stands.
    """

    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    is_whole: bool
    path: Path | None = None


def list_documents(dataset: Dataset) -> list[Document]:
    """Return the documents of the data, one for each report, in the order of the reports' IRIs."""
    found = []
    for report in dataset.instances(GG.Report):
        about = dataset.node(report)
        iri, entity = about.link(GG.document), about.link(GG.entity) or ""
        if iri is None:
            about.refuse("", "", "is no report that can be shown: it has no gg:document")
            continue
        document = dataset.node(iri)
        found.append(
            Document(
                report=report,
                iri=iri,
                file_name=document.text(GG.fileName) or dataset.name(iri),
                sha256=document.text(GG.sha256) or "",
                entity=entity,
                entity_name=(dataset.label(entity) or dataset.name(entity)) if entity else "",
                title=about.text(DCTERMS.title) or "",
                issued=about.text(DCTERMS.issued) or "",
            )
        )
    return found


def list_texts(sources: Iterable[Path]) -> list[Path]:
    """Return the files that may be the text of a document: those given, and those beside or below the data given."""
    found: dict[Path, None] = {}
    for source in sources:
        if source.name.lower().endswith(DOCUMENT_ENDINGS):
            found[source] = None
        else:
            found.update(dict.fromkeys(_list_near(source)))
    return list(found)


def _list_near(source: Path) -> Iterator[Path]:
    near = source.rglob("*") if source.is_dir() else source.parent.iterdir() if source.parent.is_dir() else iter(())
    for path in sorted(near):
        if path.is_file() and path.name.lower().endswith(DOCUMENT_ENDINGS):
            yield path


def find_source(document: Document, figures: Sequence[Figure], texts: Iterable[Path]) -> Source | None:
    """Return the text of a document, or None where no file is it.

    A file is the document where its digest is the one in the graph. A file of other bytes is taken as an excerpt where
    each figure of a table stands in it, word for word, at its line and column.
    """
    excerpt, cells = None, [figure for figure in figures if figure.is_cell]
    for path in texts:
        try:
            data = load(path)
            is_whole = sha256(data).hexdigest() == document.sha256
            if not is_whole and (excerpt is not None or not cells or is_page(path)):
                continue
            source = _read(data, document.file_name if is_whole else path.name, is_whole)
        except GaapGraphError:  # what lies beside the data may be anything
            continue
        if is_whole:
            return replace(source, path=path)
        if _has_tables(source, cells):
            excerpt = source
    return excerpt


def _read(data: bytes, name: str, is_whole: bool) -> Source:
    text = decode(data, name)
    if is_html(text, name):
        from gaapgraph.document.markup import read_html_blocks

        return Source(tuple(read_html_blocks(text, name)), (), is_whole)
    from gaapgraph.document.plain import read_text_blocks

    return Source(tuple(read_text_blocks(text)), tuple(text.split("\n")), is_whole)


def _has_tables(source: Source, wanted: Sequence[Figure]) -> bool:
    cells = {
        (cell.xpath, cell.line, cell.column): cell.text
        for block in source.blocks
        for row in block.rows
        for cell in row.cells
    }
    return all(one.text in cells.get((one.place.xpath, one.line, one.column or 0), "") for one in wanted)
