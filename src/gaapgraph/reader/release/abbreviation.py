"""Abbreviations that a document declares, and prints of them with a letter too few, too many or in the wrong place."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.model import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["note_misspelt_names"]

_DECLARED = re.compile(r"\(\s*(?:the\s+|hereinafter\s+)?[\"“](?P<name>[A-Z]{3,6})[\"”]")
_WORD = late_pattern(r"(?<![\w.:/@&-])[A-Z]{2,7}(?![\w/@&]|[.-]\w|[’']s?\w{2})")
_ROMAN = re.compile(r"[IVXLCDM]+")
_SHOUTED = re.compile(r"\b[A-Z]{2,}\b")
_LEAST = 5
_MOST = 3


def note_misspelt_names(lines: Iterable[tuple[int, str]]) -> list[Finding]:
    """Return a finding for each line that misspells an abbreviation which the document declares and goes on to use.

    A misspelling has only letters of the abbreviation, is one edit away from it, is declared nowhere itself, and is
    rare where the abbreviation is common. Roman numerals, codes after a colon and words among capitals are none.
    """
    lines = list(lines)
    declared = {match["name"]: number for number, text in reversed(lines) for match in _DECLARED.finditer(text)}
    if not declared:
        return []
    words = [(number, match) for number, text in lines for match in _words(text)]
    counts = Counter(match[0] for _, match in words)
    meant = {word: name for word in counts if (name := _meant(word, counts, declared)) is not None}
    found: dict[int, list[re.Match[str]]] = {}
    for number, match in words:
        if match[0] in meant:
            found.setdefault(number, []).append(match)
    return [_finding(number, matches, meant, declared) for number, matches in found.items()]


def _words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words in capitals of a line that is not itself in capitals."""
    for match in _WORD.finditer(text):
        before, after = text[: match.start()].split()[-1:], text[match.end() :].split()[:1]
        if not any(_SHOUTED.fullmatch(word.strip('(),;:“”"')) for word in (*before, *after)):
            yield match


def _meant(word: str, counts: Counter[str], declared: dict[str, int]) -> str | None:
    if word in declared or _ROMAN.fullmatch(word) or counts[word] > _MOST:
        return None
    likely = [
        name
        for name in declared
        if set(word) <= set(name) and counts[name] >= _LEAST * counts[word] and _is_one_edit(word, name)
    ]
    return likely[0] if len(likely) == 1 else None


def _is_one_edit(a: str, b: str) -> bool:
    """Say whether one letter put in, left out or replaced, or two neighbours swapped, make one word of the other."""
    start = next((place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest, other = a[start:], b[start:]
    return a != b and (
        rest[1:] == other
        or rest == other[1:]
        or rest[1:] == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )


def _finding(number: int, matches: list[re.Match[str]], meant: dict[str, str], declared: dict[str, int]) -> Finding:
    words = list(dict.fromkeys(match[0] for match in matches))
    names = list(dict.fromkeys(meant[word] for word in words))
    printed, right = " and ".join(f"“{word}”" for word in words), " or ".join(f"“{name}”" for name in names)
    verb = "is a misspelling" if len(words) == 1 else "are misspellings"
    lines = " and ".join(str(declared[name]) for name in names)
    message = f"{printed} {verb} of {right}, the name that the document gives in line {lines}."
    return Finding("GG-READ-NAME", "warning", Place(number, None, matches[0].start()), message)
