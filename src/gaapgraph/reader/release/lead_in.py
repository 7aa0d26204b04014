"""What leads to a table: its note and the paragraph before it, which often alone say what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.document.grid import Block

__all__ = ["list_lead_ins"]

# "Note 10 - Debt", "NOTE 19. NON-OPERATING INCOME (EXPENSE)", "5. Goodwill"; an item of a form ends the notes
_NOTE = re.compile(r"^(?:\W*note\s+\d{1,2}\w?\b|\d{1,2}\s?[.:–—-])[\s.:–—-]*(?=[A-Za-z])", re.IGNORECASE)
_END = re.compile(r"^\W*(?:item\s+\d|part\s+[iv]+\b|signatures?\b)", re.IGNORECASE)
_ASIDE = re.compile(r"^\W*\(|^.{0,90}\(?\bcontinued\)?\W*$", re.IGNORECASE)  # "(In millions)", running heads
_CONTINUED = re.compile(r"\(?\bcontinued\)?", re.IGNORECASE)
_LONGEST_HEAD = 110
_LEAST_LEAD = 12
_LONGEST_LEAD = 260
_FIGURE_ROWS = 3  # rows of a table that only lays out a line of text


def list_lead_ins(blocks: Iterable[Block]) -> dict[int, tuple[str, str]]:
    """Return the head of the note and the last words of the paragraph before each table, by the `id` of its block.

    Both are empty where nothing of the kind stands there.
    """
    found: dict[int, tuple[str, str]] = {}
    note = lead = ""
    for block in blocks:
        texts = [" ".join(cell.text for cell in row.cells) for row in block.rows] if block.is_table else [block.text]
        if block.is_table:
            found[id(block)] = note, lead
            lead = "" if len(block.rows) >= _FIGURE_ROWS else lead
        for text in texts if len(texts) < _FIGURE_ROWS else ():
            plain = " ".join(text.split())
            if _END.match(plain):
                note = ""
            elif _NOTE.match(plain) and len(plain) <= _LONGEST_HEAD:
                note, lead = _CONTINUED.sub("", _NOTE.sub("", plain)).strip(" .:"), ""
            elif len(plain) >= _LEAST_LEAD and not block.is_table and not _ASIDE.match(plain):
                lead = plain[-_LONGEST_LEAD:].partition(" ")[2] if len(plain) > _LONGEST_LEAD else plain
    return found
