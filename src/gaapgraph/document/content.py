"""From the bytes of a document to its tables and lines of prose, whatever it is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.document.encoding import decode_in_doubt, is_html
from gaapgraph.document.plain import read_text_blocks
from gaapgraph.frozen_class import frozen
from gaapgraph.model import Finding, Place

if TYPE_CHECKING:
    from gaapgraph.document.grid import Block

__all__ = ["Content", "read_content"]


@frozen(kw_only=True)
class Content:
    """A document before anything in it is understood.

    Attributes:
        text: Decoded, every line end as LF.
        media_type: `text/html`, `text/markdown` or `text/plain`.
        blocks: Its tables and lines of prose, in document order.
        findings: What of it could not be read.
    """

    text: str
    media_type: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def prose(self) -> tuple[tuple[int, str], ...]:
        """The lines of prose with their line numbers."""
        return tuple((block.line, block.text) for block in self.blocks if not block.is_table)


def read_content(data: bytes, file_name: str) -> Content:
    """Return the tables and the prose of a document.

    Args:
        data: Its bytes.
        file_name: Its name; the extension helps to tell text from HTML.

    Raises:
        ReadError: It is empty, binary, wrongly encoded, or cut off inside a table.
    """
    text, doubt = decode_in_doubt(data, file_name)
    doubts = (Finding("GG-READ-CELL", "warning", Place(1), doubt),) if doubt else ()
    if is_html(text, file_name):
        from gaapgraph.document.markup import Markup

        markup = Markup(text, file_name)
        return Content(
            text=text, media_type="text/html", blocks=tuple(markup.blocks), findings=(*doubts, *markup.findings)
        )
    is_markdown = file_name.lower().endswith((".md", ".markdown"))
    media_type = "text/markdown" if is_markdown else "text/plain"
    return Content(text=text, media_type=media_type, blocks=tuple(read_text_blocks(text)), findings=doubts)
