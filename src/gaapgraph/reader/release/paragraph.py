"""Paragraphs: lines of plain text that were broken by hand belong together, and front matter is no text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.document.grid import Block
    from gaapgraph.model import Place

__all__ = ["Paragraph", "join_paragraphs"]

_LEAST, _MOST = 50, 140  # characters of a line that was broken by hand, as news wires and filings did
_ITEM = late_pattern(r"^\s*(?:[-*•o]\s|\(?\w{1,2}[.)]\s|<|#)")
_FRONT = "---"


@frozen
class Paragraph:
    """Lines of text that belong together.

    Attributes:
        text: All lines, one after the other with a space between.
        blocks: The lines.
        starts: Where each begins in `text`.
    """

    text: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]

    @property
    def is_broken(self) -> bool:
        """Whether it goes over several lines."""
        return len(self.blocks) > 1

    def place_of(self, offset: int) -> Place:
        """Return the place of an offset in the first line, as though there were no other."""
        return self.blocks[0].place_of(offset)

    def line_of(self, offset: int) -> Place:
        """Return the place of an offset in the line where it stands."""
        at = bisect_right(self.starts, offset) - 1
        place = self.blocks[at].place_of(0)
        return replace(place, offset=offset - self.starts[at])


def join_paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph | None]:
    """Yield the paragraphs of a document in order, and None for each table.

    The lines between two rows of dashes at the start of a Markdown file are about the file; a summary there is cut
    off anywhere.

    Args:
        blocks: The document, in order.
    """
    held: list[Block] = []
    front = None
    for block in blocks:
        if front is None:
            front = block.line == 1 and block.text.strip() == _FRONT
            if front:
                continue
        if front:
            front = block.is_table or block.text.strip() != _FRONT
            continue
        if held and (block.is_table or not _goes_on(held[-1], block)):
            yield _paragraph(held)
            held = []
        if block.is_table:
            yield None
        else:
            held.append(block)
    if held:
        yield _paragraph(held)


def _goes_on(above: Block, block: Block) -> bool:
    return (
        above.xpath is None
        and block.line == above.line + 1
        and _LEAST <= len(above.text.strip()) <= _MOST
        and len(block.text) <= _MOST
        and not _ITEM.match(block.text)
    )


def _paragraph(blocks: list[Block]) -> Paragraph:
    starts, length = [], 0
    for block in blocks:
        starts.append(length)
        length += len(block.text) + 1
    return Paragraph(" ".join(block.text for block in blocks), tuple(blocks), tuple(starts))
