"""Why something differs: what is printed, what maps the label, what stands in the head, or how it was read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.compare.description import describe_row, quote, show_value
from gaapgraph.document.place import format_place

if TYPE_CHECKING:
    from gaapgraph.compare.alignment import Alignment
    from gaapgraph.compare.side import Side, Statement
    from gaapgraph.graph import Figure

__all__ = ["Reasons"]

_HEAD_REACH = 40
_LONGEST_DIFFERENCE = 80


class Reasons:
    """The reasons for which two versions of a document differ, found at the places that differ."""

    def __init__(self, a: Side, b: Side, alignment: Alignment) -> None:
        self.a, self.b, self.alignment = a, b, alignment
        self._back = alignment.back
        self._noticed = {side.report: {note.line for note in side.notices} for side in (a, b)}

    def moved(self, line: int) -> int:
        """Return where a line of the first document stands in the second; where it is gone, what stood above it."""
        above = max((other for other in self.alignment.lines if other <= line), default=0)
        return self.alignment.lines.get(above, 0)

    def for_place(self, here: Figure, there: Figure) -> list[str]:
        """Return what differs between two prints of one place, and what in the heads may have caused it."""
        is_same_print = here.text == there.text and here.value != there.value
        return [self.for_print(here, there), *(self._changed_heads(here.line) if is_same_print else [])]

    def for_print(self, here: Figure, there: Figure) -> str:
        """Return what differs between two prints of one place."""
        if here.text != there.text:
            return f"the print changed: {_name_print(here)}, {_name_print(there)}"
        if here.value == there.value:
            return f"{quote(here.text)} is printed in both; only what the print is held against differs"
        return f"{quote(here.text)} is printed in both and read otherwise{_describe_factor(here, there)}"

    def for_value(self, before: Statement, after: Statement) -> list[str]:
        """Return why a fact has another value: the place that it is taken from comes first."""
        pairs = [(place, self.alignment.places.get(place.iri)) for place in before.places]
        changed = [
            (here, there)
            for here, there in pairs
            if there is not None and (here.value, here.decimals, here.text) != (there.value, there.decimals, there.text)
        ]
        changed.sort(key=lambda pair: pair[0].value != before.value)
        reasons = [reason for here, there in changed for reason in self.for_place(here, there)]
        for here, there in pairs:
            if there is not None and here.value == before.value and self.b.key_of[there.fact.iri] != after.key:
                what = f"{quote(here.text)} at {format_place(there.place)}"
                reasons.append(f"{what} states another fact now, and was the most accurate")
                reasons += self._changed_heads(here.line)
        placed = {there.iri for _, there in pairs if there is not None}
        gone = [here for here, there in pairs if there is None and here.value == before.value]
        new = [place for place in after.places if place.iri not in placed and place.value == after.value]
        reasons += [f"{_name_print(here)} is gone, which was the most accurate" for here in gone[:1]]
        reasons += [f"{_name_print(there)} is new, and the most accurate" for there in new[:1]]
        return list(dict.fromkeys(reasons)) or [
            "every place says the same in both; the value is taken from another of them"
        ]

    def for_meaning(self, here: Figure, there: Figure, differs: tuple[str, ...]) -> list[str]:
        """Return why one place states another fact than it did."""
        reasons = []
        if here.label != there.label:
            reasons.append(f"the label changed: {quote(here.label)}, {quote(there.label)}")
        if here.head != there.head:
            reasons.append(f"the head changed: {quote(here.head)}, {quote(there.head)}")
        if here.text != there.text:
            reasons.append(f"the print changed: {quote(here.text)}, {quote(there.text)}")
        if set(differs) - {"period", "comparativePeriod", "unit", "entity"}:
            reasons += self._compare_rows(here, there)
        heads = self._changed_heads(here.line) if {"period", "comparativePeriod", "unit"} & set(differs) else []
        reasons += heads
        if not reasons and self.a.text and self.b.text:
            return ["label, print and heads are the same; the reader or its data differ"]
        return reasons or [f"label and print are the same; the head of {_name_column(here)} or how it is read differs"]

    def for_missing(self, place: Figure, *, is_gone: bool) -> str:
        """Return why a place of one side has no counterpart.

        Args:
            place: Of the first side if it is gone, else of the second.
            is_gone: The first side has it and the second has not.
        """
        side, other = (self.a, self.b) if is_gone else (self.b, self.a)
        lines = self.alignment.lines if is_gone else self._back
        word, which = ("gone", "first") if is_gone else ("new", "second")
        line = lines.get(place.line)
        if line is None:
            what = f"{quote(place.label)}: the line {quote(self._text(side, place.line))}"
            return f"{what} is {word}" if side.text and other.text else f"line {place.line} of the {which} is {word}"
        here, there = (place.line, line) if is_gone else (line, place.line)
        noted = f", where the reader notes something in line {line}" if line in self._noticed[other.report] else ""
        if here in self.alignment.same:
            return f"the line is the same in both, and {quote(place.text)} is read only in the {which}{noted}"
        return f"the line changed: {self._difference(here, there)}{noted}"

    def for_line(self, line: int, *, is_before: bool) -> str:
        """Return what differs about a line that something was noticed in."""
        other = (self.alignment.lines if is_before else self._back).get(line)
        if other is None:
            return f"line {line} is {'gone' if is_before else 'new'}"
        here, there = (line, other) if is_before else (other, line)
        if here in self.alignment.same:
            return "its line is the same in both; what it is held against changed"
        return f"its line changed: {self._difference(here, there)}"

    def _compare_rows(self, here: Figure, there: Figure) -> list[str]:
        if here.mapping is None or there.mapping is None:
            return []
        before, after = self.a.rows.get(here.mapping), self.b.rows.get(there.mapping)
        if before is None or after is None or before == after:
            return []
        return [f"the mapping changed: {describe_row(before)}, {describe_row(after)}"]

    def _changed_heads(self, line: int) -> list[str]:
        """Return the lines above that hold no figures and differ, as far as the next figures above the table."""
        if not (self.a.text and self.b.text):
            return []
        with_figures = {place.line for place in self.a.places}
        for above in range(line - 1, max(0, line - _HEAD_REACH), -1):
            there = self.alignment.lines.get(above)
            if above not in with_figures and there is not None and above not in self.alignment.same:
                return [f"the head in line {above} changed: {self._difference(above, there)}"]
        return []

    def _difference(self, here: int, there: int) -> str:
        """Return what two lines do not share, in quotation marks."""
        x, y = self._text(self.a, here), self._text(self.b, there)
        start = next((i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
        longest = min(len(x), len(y)) - start
        end = next((i for i in range(longest) if x[-1 - i] != y[-1 - i]), longest)
        start = _word_start(x, start)
        cut = [_cut_at_word(text, start, len(text) - end) for text in (x, y)]
        return f"{quote(cut[0])}, {quote(cut[1])}"

    def _text(self, side: Side, line: int) -> str:
        if side.text:
            return side.text.get(line, "")
        places = [place for place in side.places if place.line == line]
        return "\t".join([places[0].label if places else "", *(place.text for place in places)])


def _word_start(text: str, start: int) -> int:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    return start


def _cut_at_word(text: str, start: int, end: int) -> str:
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end] if end - start <= _LONGEST_DIFFERENCE else text[start : start + _LONGEST_DIFFERENCE] + "…"


def _describe_factor(here: Figure, there: Figure) -> str:
    """Return how a value follows from another: a sign, or a power of ten."""
    before, after = here.number, there.number
    plain = f": {show_value(here.value)}, {show_value(there.value)}"
    if not before or not after:
        return plain
    if before == -after:
        return ": with the other sign"
    factor = after / before
    if factor > 0 and factor == Decimal(10) ** factor.adjusted():
        return f": {show_value(factor)} times as much"
    return plain


def _name_print(one: Figure) -> str:
    return f"{quote(one.text)} at {format_place(one.place)}"


def _name_column(place: Figure) -> str:
    return f"column {place.column}" if place.column is not None else "its sentence"
