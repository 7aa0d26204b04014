"""Lines of a narrative section: which are headings, which open a list, which are its bullets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.reader.narrative.narrative import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["find_section", "is_section", "read_passages"]

_SECTION = re.compile(
    r"^\W*(?:item\s+\d+\s*[A-Z]?\W*)?(?:[A-Z]\.\s*)?(?:summary\s+of\s+)?(?:principal\s+)?risk\s+factors\W*$", re.I
)
_LONGEST_HEADING = 300
_NAME_WORDS = 3  # words that a name may have; the heading of a risk is a sentence
_SHORTEST_PARAGRAPH = 200
_BULLET = re.compile(r"^\s*(?:[-–—•●▪*·o]|\(?[a-z0-9]{1,3}[.)])\s+\S")
_LEAD = re.compile(r":\s*$")
_OPENS_NO_HEADING = re.compile(
    r"^(?:Please|Also|However|Furthermore|Moreover|Therefore|Additionally|Any|These|Those|This|Such|For|As|At|During"
    r"|On|See|There|In\s+(?!the\s+event|case))\b"
)
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.;?!][\"”’)]?\s+[A-Z]")
_THREAT = re.compile(
    r"\b(?:may|might|could|can|will|would|depends?|rely|relies|subject|fail|unable|affect(?:s|ed)?|impact|impair|harm"
    r"|strain|lose|loss|risks?|uncertain\w*|fluctuat\w*|volatil\w*|compet\w*|limited|dilut\w*)\b",
    re.IGNORECASE,
)

Line = tuple[int, str]


def is_section(text: str) -> bool:
    """Say whether a line heads risk factors, such as `Item 1A. Risk Factors`."""
    return len(text) <= _LONGEST_HEADING and _SECTION.match(text) is not None


def find_section(lines: Sequence[Line]) -> int | None:
    """Return the index of the line that heads the risk factors, or None where no risk factors follow one."""
    first = next((index for index, (_, text) in enumerate(lines) if is_section(text)), None)
    if first is None:
        return None
    below = read_passages(lines[first + 1 :])
    is_long = any(one.kind == "paragraph" and len(one.text) >= _SHORTEST_PARAGRAPH for one in below)
    return first if is_long and any(one.kind == "heading" for one in below) else None


def read_passages(lines: Sequence[Line]) -> list[Passage]:
    """Return each line with its kind.

    A heading is one sentence that tells of a threat, is shorter than the paragraph below it, and comes after the
    section before it has a paragraph of its own; of several in a row, only the last heads anything.
    """
    passages: list[Passage] = []
    has_body = True
    for index, (line, text) in enumerate(lines):
        below = lines[index + 1][1] if index + 1 < len(lines) else ""
        kind = _kind(text, below)
        if kind == "heading" and not has_body:
            kind = "paragraph"
        has_body = kind == "paragraph" or (has_body and kind != "heading")
        passages.append(Passage(kind, line, text))
    return passages


def _kind(text: str, below: str) -> str:
    if _BULLET.match(text):
        return "bullet"
    if _LEAD.search(text):
        return "lead"
    return "heading" if _may_head(text) and below and not _may_head(below) else "paragraph"


def _may_head(text: str) -> bool:
    return (
        len(text) <= _LONGEST_HEADING
        and not _BULLET.match(text)
        and not _LEAD.search(text)
        and not _SENTENCE_END.search(text.rstrip())
        and not _OPENS_NO_HEADING.match(text)
        and len(text.split()) > _NAME_WORDS
        and _THREAT.search(text) is not None
    )
