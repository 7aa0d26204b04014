"""Which line of one document is which line of another, and which place is which."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from gaapgraph.document.place import format_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaapgraph.compare.side import Side
    from gaapgraph.graph import Figure

    _Rows = dict[tuple[int, int], list[list[Figure]]]

__all__ = ["Alignment", "align"]

_ALIKE = 60
_SAME_LABEL = 80
_MOST_PAIRS = 40_000
_MOST_MEETINGS = 2_000_000  # of equal lines, each of which is a step
_MOST_FILLED = 200_000  # lines without figures: no document has more, whatever numbers of lines the data state
_NOWHERE = (-1, -1)


@dataclass(slots=True)
class Alignment:
    """What stands where in two documents.

    Attributes:
        lines: The second document's line for a line of the first; moved lines as well.
        same: Lines of the first whose text is the same in the second.
        places: The second side's place for the IRI of a place of the first.
        likeness: The share of lines with figures that are the same, from 0 to 1.
    """

    lines: dict[int, int] = field(default_factory=dict)
    same: set[int] = field(default_factory=set)
    places: dict[str, Figure] = field(default_factory=dict)
    likeness: float = 0.0

    @property
    def back(self) -> dict[int, int]:
        """The first document's line for a line of the second."""
        return {there: here for here, there in self.lines.items()}


def align(a: Side, b: Side) -> Alignment:
    """Return how the lines and places of two reports correspond.

    The documents' own lines are compared where both are at hand, else what the reports quote of them.
    """
    quoted = _quote(a), _quote(b)
    whole = (_filled(a.text), _filled(b.text)) if a.text and b.text else quoted
    found = Alignment()
    if a.sha256 and a.sha256 == b.sha256:  # built twice: a line is itself, though nothing but a finding may stand in it
        found.lines = {line: line for line in (*whole[0], *(note.line for note in a.notices))}
        found.same = set(found.lines)
    for here, there in () if found.same else _pair_lines(*whole):
        found.lines[here] = there
        if whole[0][here] == whole[1][there]:
            found.same.add(here)
    if whole is quoted:
        _fill(found, max((note.line for note in a.notices), default=0))
    kept = sum(1 for line in found.same if line in quoted[0])
    found.likeness = 2 * kept / max(1, len(quoted[0]) + len(quoted[1]))
    rows_here, rows_there = _by_row(a), _by_row(b)
    if _shares_lines(rows_here) or _shares_lines(rows_there):
        pairs = _pair_rows(found, rows_here, rows_there)
    else:
        row_of = {_line_of(cells): row for row, cells in reversed(rows_there.items())}
        pairs = {row: row_of.get(found.lines.get(_line_of(cells), -1), _NOWHERE) for row, cells in rows_here.items()}
    for row, cells in rows_here.items():
        for one, other in _pair_cells(cells, rows_there.get(pairs.get(row, _NOWHERE), [])):
            found.places |= _pair_places(one, other, a, b)
    return found


def _shares_lines(rows: _Rows) -> bool:
    """Say whether rows share a line, as those of HTML do that is written without breaks."""
    return len({_line_of(cells) for cells in rows.values()}) < len(rows)


def _line_of(cells: list[list[Figure]]) -> int:
    return cells[0][0].line


def _pair_rows(found: Alignment, here: _Rows, there: _Rows) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the row of the second document for a row of the first, by what they say, and note how alike all are."""
    keys, others = sorted(here), sorted(there)
    told = [
        {number: _quote_row(rows[key]) for number, key in enumerate(order)}
        for rows, order in ((here, keys), (there, others))
    ]
    pairs = dict(_pair_lines(*told))
    kept = sum(told[0][one] == told[1][other] for one, other in pairs.items())
    found.likeness = 2 * kept / max(1, len(keys) + len(others))
    return {keys[one]: others[other] for one, other in pairs.items()}


def _quote_row(cells: list[list[Figure]]) -> str:
    return "\t".join([cells[0][0].label, *(cell[0].text for cell in cells)])


def _fill(found: Alignment, last: int) -> None:
    """Let lines without figures, of which the reports tell nothing, move with those around them."""
    pairs = sorted(found.lines.items())
    if not pairs:
        return
    left = _MOST_FILLED
    for (here, there), (below, moved) in zip([(0, 0), *pairs], [*pairs, (last + 1, 0)], strict=True):
        shift = there - here if here else moved - below
        if here and below <= last and moved - below != shift:
            continue
        gap = range(here + 1, below)
        if len(gap) > left:
            continue
        left -= len(gap)
        found.lines |= {line: line + shift for line in gap}
        found.same |= set(gap)


def _quote(side: Side) -> dict[int, str]:
    """Return the lines with figures as the report tells them: labels and printed texts."""
    lines: dict[int, list[str]] = {}
    for place in side.places:
        parts = lines.setdefault(place.line, [])
        parts += [place.text] if place.label in parts else [place.label, place.text]
    return {line: "\t".join(parts) for line, parts in lines.items()}


def _filled(text: dict[int, str]) -> dict[int, str]:
    return {number: line for number, line in text.items() if line.strip()}


def _pair_lines(a: dict[int, str], b: dict[int, str]) -> Iterator[tuple[int, int]]:
    here, there = sorted(a), sorted(b)
    texts = [a[line] for line in here], [b[line] for line in there]
    first = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False)))
    yield from zip(here[:first], there[:first], strict=True)  # most of a document, at little cost
    here, there, texts = here[first:], there[first:], (texts[0][first:], texts[1][first:])
    for tag, i1, i2, j1, j2 in _match(*texts).get_opcodes():
        if tag == "equal":
            yield from zip(here[i1:i2], there[j1:j2], strict=True)
        elif tag == "replace":
            for i, j in _pair_alike(texts[0][i1:i2], texts[1][j1:j2]):
                yield here[i1 + i], there[j1 + j]


def _match(a: Sequence[str], b: Sequence[str]) -> SequenceMatcher[str]:
    """Return what matches two sequences of lines; what repeats itself is looked at last where all of it is too much."""
    counts = Counter(b)
    return SequenceMatcher(None, a, b, autojunk=sum(counts[each] for each in a) > _MOST_MEETINGS)


def _pair_alike(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of lines that are alike, in order, so that their likeness is the greatest in all."""
    if len(a) * len(b) > _MOST_PAIRS:
        blocks = _match([_label(x) for x in a], [_label(y) for y in b])
        return [(m.a + k, m.b + k) for m in blocks.get_matching_blocks() for k in range(m.size)]
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    likeness = [[_measure(x, y) for y in b] for x in a]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            paired = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _measure(x: str, y: str) -> float:
    score = fuzz.ratio(x, y)
    if "\t" in x and "\t" in y and _label(x) == _label(y) != "":
        score = max(score, _SAME_LABEL)
    return score if score >= _ALIKE else 0.0


def _label(line: str) -> str:
    return line.partition("\t")[0].strip()


def _by_row(side: Side) -> _Rows:
    """Return the places of each row of a table, or line, from left to right; one that states several facts is one."""
    rows: dict[tuple[int, int], dict[str, list[Figure]]] = {}
    for place in side.places:
        at = place.place
        row = (0, place.line) if at.table is None or at.row is None else (at.table, at.row)
        rows.setdefault(row, {}).setdefault(format_place(at), []).append(place)
    return {row: list(cells.values()) for row, cells in rows.items()}


def _pair_cells(a: list[list[Figure]], b: list[list[Figure]]) -> Iterator[tuple[list[Figure], list[Figure]]]:
    if [cell[0].column for cell in a] == [cell[0].column for cell in b]:
        yield from zip(a, b, strict=True)
        return
    texts = [cell[0].text for cell in a], [cell[0].text for cell in b]
    for tag, i1, i2, j1, j2 in _match(*texts).get_opcodes():
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1):
            yield from zip(a[i1:i2], b[j1:j2], strict=True)


def _pair_places(a: list[Figure], b: list[Figure], side_a: Side, side_b: Side) -> dict[str, Figure]:
    """Return the facts that one figure states in pairs: first those of the same key, then the rest in order."""
    keys_a, keys_b = side_a.key_of, side_b.key_of
    rest: dict[str, deque[Figure]] = defaultdict(deque)  # elements of XML that share a line may state one fact
    for place in b:
        rest[keys_b[place.fact.iri]].append(place)
    pairs = {place.iri: same.popleft() for place in a if (same := rest[keys_a[place.fact.iri]])}
    unpaired = [place for place in a if place.iri not in pairs]
    return pairs | {here.iri: there for here, there in zip(unpaired, chain(*rest.values()), strict=False)}
