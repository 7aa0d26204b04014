"""Names in sentences: organisations by their form, persons by their title, and the terms defined for them."""

from __future__ import annotations

import re

from gaapgraph.model import Place
from gaapgraph.reader.narrative.narrative import Name

__all__ = ["find_names"]

_WORD = r"[A-Z][\w&'’.-]*"
_FORM = r"Inc\.?|Incorporated|Corporation|Corp\.?|Co\.,?\s+Ltd\.?|Ltd\.?|Limited|LLC|PLC|plc|AG|N\.V\.|S\.A\."
_NAME = re.compile(
    rf"\b(?:{_WORD}(?:\s+(?:and\s+)?{_WORD}){{0,5}}?,?\s+(?:{_FORM})(?=[\W]|$)"
    rf"|{_WORD}(?:\s+{_WORD})?\s+Group\b"
    rf"|{_WORD}(?:\s+{_WORD}){{0,6}}\s+(?:Commission|Stock\s+Exchange)\b)"
)
_BODY = re.compile(
    r"\b(?:Ministry|Department|Office|Bank|Agency)\s+of\s+[A-Z][a-z]+(?:(?:,\s+|,?\s+and\s+|\s+)[A-Z][a-z]+)*"
)
_GIVEN = r"[A-Z](?:\.|[\w'’-]+)"
_PERSON = re.compile(rf"\b(?:Mr|Ms|Mrs|Dr)\.\s+{_GIVEN}(?:\s+{_GIVEN}){{0,2}}")
_DEFINED = re.compile(r"^,?\s*\(\s*(?:the\s+)?[\"“](?P<short>[^\"”]{1,40})[\"”]\s*\)")
_TERM = re.compile(
    rf"(?P<name>{_WORD}(?:\s+(?:and\s+)?{_WORD}){{0,6}}(?:,\s+(?:{_FORM}))?)"
    r"\s+\(\s*[\"“](?P<short>[^\"”]{1,40})[\"”]"
)
_QUOTED = re.compile(r"[\"“](?P<name>[A-Z][^\"”]{2,60}(?:Inc\.|Corporation|Ltd\.))[\"”]")
_NEAR = 60
_LEADING = re.compile(r"^(?:(?:In|From|As|For|The|Our|To|By|With|And|Of|Even|Item)\s+)+")


def find_names(line: int, text: str) -> list[Name]:
    """Return the names of one line, in the order in which they stand; each is told once.

    >>> [(one.printed, one.short) for one in find_names(1, 'We bought Acme Data Inc. ("Acme") from Mr. John Doe.')]
    [('Acme Data Inc.', 'Acme'), ('Mr. John Doe', '')]
    """
    spans: dict[int, Name] = {}
    taken: set[int] = set()
    for pattern in (_BODY, _TERM, _NAME, _PERSON, _QUOTED):
        for match in pattern.finditer(text):
            start, printed = _trim(match, text)
            end = start + len(printed)
            if printed and taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                defined = _DEFINED.match(text[end : end + _NEAR])
                spans[start] = Name(Place(line, None, start), printed, defined["short"] if defined else "")
    return [spans[start] for start in sorted(spans)]


def _trim(match: re.Match[str], text: str) -> tuple[int, str]:
    """Return where a name starts and how it is printed, without the words that only lead to it."""
    group = "name" if "name" in match.re.groupindex else 0
    start, printed = match.start(group), match[group]
    lead = _LEADING.match(printed)
    skip = lead.end() if lead else 0
    end = start + len(printed)
    return start + skip, text[start + skip : end].rstrip(" ,")
