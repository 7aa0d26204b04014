"""Sentences that call a figure by words that mix the labels of two rows of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from gaapgraph.deferral import late_pattern
from gaapgraph.language.fold import fold
from gaapgraph.model import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.model import Unit
    from gaapgraph.reader.table.figure import Figure, Table

__all__ = ["note_mixed_labels"]

_WORD = re.compile(r"[a-z]+(?:['&-][a-z]+)*")
_CONTEXT = Context(prec=40)
_SENTENCE = late_pattern(r"(?<=[.;])\s+(?=[A-Z\"“<])")
_LEAST_WORDS, _LEAST_LETTERS, _LEAST_DIGITS = 3, 4, 3


class _Row(NamedTuple):
    """A row of a table: its words, its line, and the words of all rows."""

    label: str
    words: tuple[str, ...]
    line: int
    table: frozenset[str]


_Key = tuple["Unit | None", str | None, Decimal]


def note_mixed_labels(
    lines: Iterable[tuple[int, str]], prose: list[Figure], figures: list[Figure], tables: list[Table]
) -> list[Finding]:
    """Return a finding for each sentence that calls a figure by words that mix two labels.

    The words are those of a row that states the figure, but for one, which stands in the label of another row of that
    table; together they are the label of no row.

    Args:
        lines: Line number and text of the prose.
        prose: The figures of the prose.
        figures: The figures of the tables.
        tables: The tables; their rows name figures by index.
    """
    texts = dict(lines)
    labels = {_words(figure.label) for figure in figures}
    stated: dict[int | None, dict[_Key, list[_Row]]] = {}
    named = list(_named_figures(figures, tables))
    findings: dict[tuple[int, int], Finding] = {}
    for figure in prose:
        if figure.value is None or len(figure.value.as_tuple().digits) < _LEAST_DIGITS or not figure.value:
            continue
        if figure.decimals not in stated:
            stated[figure.decimals] = _index(named, figure.decimals)
        for row in stated[figure.decimals].get((figure.unit, figure.measure, abs(figure.value)), ()):
            for offset, words in _mixtures(texts.get(figure.place.line, ""), figure.place.offset or 0, row):
                if words not in labels:
                    place = Place(figure.place.line, None, offset)
                    findings.setdefault((place.line, offset), _finding(place, words, row, figure))
    return list(findings.values())


def _named_figures(figures: list[Figure], tables: list[Table]) -> Iterator[tuple[Figure, _Row]]:
    for table in tables:
        words = [_words(row.label) for row in table.rows]
        together = frozenset(word for label in words for word in label)
        for row, label in zip(table.rows, words, strict=True):
            if len(label) >= _LEAST_WORDS:
                own = _Row(row.label, label, row.line, together)
                yield from ((figures[index], own) for index in row.figures if figures[index].value is not None)


def _index(named: list[tuple[Figure, _Row]], decimals: int | None) -> dict[_Key, list[_Row]]:
    """Return the rows by what their figures are to an accuracy."""
    rows: dict[_Key, list[_Row]] = defaultdict(list)
    for figure, row in named:
        assert figure.value is not None
        value = abs(figure.value)
        if decimals is not None and (figure.decimals is None or figure.decimals > decimals):
            value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _CONTEXT)
        rows[figure.unit, figure.measure, value].append(row)
    return rows


def _mixtures(text: str, end: int, row: _Row) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield offset and words of what comes close to a label in the sentence before a figure; nothing if it is there."""
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, end)), default=0)
    found = [(match.start(), match[0]) for match in _WORD.finditer(text.lower(), start, end)]
    size = len(row.words)
    windows = [found[place : place + size] for place in range(len(found) - size + 1)]
    if any(tuple(word for _, word in window) == row.words for window in windows):
        return
    for window in windows:
        words = tuple(word for _, word in window)
        differing = [(word, right) for word, right in zip(words, row.words, strict=True) if word != right]
        if len(differing) == 1 and _is_other_word(*differing[0], row):
            yield window[0][0], words


def _is_other_word(word: str, right: str, row: _Row) -> bool:
    is_inflected = word[:_LEAST_LETTERS] == right[:_LEAST_LETTERS]
    is_foreign = word in row.table and word not in row.words
    return is_foreign and min(len(word), len(right)) >= _LEAST_LETTERS and not is_inflected


def _words(label: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(label)))


def _finding(place: Place, words: tuple[str, ...], row: _Row, figure: Figure) -> Finding:
    proof = f"{figure.printed} is stated for “{row.label}” (line {row.line})"
    return Finding("GG-READ-WORDS", "warning", place, f"“{' '.join(words)}” is no label of the document: {proof}.")
