"""Change a stripped page systematically, with its answers: the key is known, though nobody has written such a page.

Each variant is a function that takes the tree of a page stripped by `stripped.py` and its key, and changes both in
place. Only what a filer could have written comes out: other years, another fiscal year, another currency, other words
for the scale, columns in the other order, amounts in one cell or in three, marks of footnotes, heads in other words.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["VARIANTS"]

Key = dict[str, dict[str, Any]]
MONTHS = [name for name in calendar.month_name if name]
_MONTH = "|".join(MONTHS)
_YEAR = re.compile(r"\b((?:19|20)[0-4]\d)\b(?![,.]\d)")
_DATE = re.compile(rf"\b({_MONTH})(\s+)(\d{{1,2}})(?:(,?\s+)((?:19|20)\d\d))?\b")


def rewrite(tree: Any, change: Callable[[str], str], *, cells_only: bool = False) -> None:
    """Change every text of a page."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("style", "script", "title"):
            continue
        inside = not cells_only or any(a.tag in ("td", "th") for a in (element, *element.iterancestors()))
        if element.text and inside:
            element.text = change(element.text)
        if element.tail and inside:
            element.tail = change(element.tail)


def shift_years(tree: Any, key: Key, years: int) -> None:
    """Move every year; 28 years keep the days of the week."""
    rewrite(tree, lambda text: _YEAR.sub(lambda m: str(int(m[1]) + years), text))
    for fact in key.values():
        fact["period"] = [moved_year(day, years) for day in fact["period"]]
        value = Decimal(fact["value"])
        if fact["unit"] == "pure" and 1990 < value < 2050 and value == int(value):
            fact["value"] = str(int(value) + years)


def moved_year(day: str, years: int) -> str:
    when = date.fromisoformat(day)
    last = calendar.monthrange(when.year + years, when.month)[1]
    return date(when.year + years, when.month, min(when.day, last)).isoformat()


def shift_months(tree: Any, key: Key, months: int) -> None:
    """Move every month and day: a year that ends in December ends in another month then.

    Years that stand apart from their months are kept; so only pages whose closing days stay within their years will do.
    """

    def change(match: re.Match[str]) -> str:
        year = int(match[5]) if match[5] else 2023
        day = min(int(match[3]), calendar.monthrange(year, MONTHS.index(match[1]) + 1)[1])
        when = moved_months(date(year, MONTHS.index(match[1]) + 1, day), months)
        if not match[5] and when.year != year:
            return match[0]
        tail = f"{match[4]}{when.year}" if match[5] else ""
        return f"{MONTHS[when.month - 1]}{match[2]}{when.day}{tail}"

    rewrite(tree, lambda text: _DATE.sub(change, text))
    for fact in key.values():
        fact["period"] = [moved_months(date.fromisoformat(day), months).isoformat() for day in fact["period"]]


def moved_months(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = (day + timedelta(days=1)).day == 1
    return date(year, month + 1, last if is_last else min(day.day, last))


def in_currency(tree: Any, key: Key, symbol: str, code: str, words: str) -> None:
    """Let amounts in dollars be in another currency."""

    def change(text: str) -> str:
        text = re.sub(r"\bU\.?S\.? dollars?\b|\bdollars\b", words, text.replace("US$", "$"), flags=re.IGNORECASE)
        return text.replace("$", symbol)

    has_own = any(code in fact["unit"] for fact in key.values())
    if has_own:
        raise ValueError(f"the page has amounts in {code}")
    rewrite(tree, change)
    for fact in key.values():
        fact["unit"] = fact["unit"].replace("USD", code)


def in_words(tree: Any, key: Key, words: Callable[[str], str]) -> None:
    """Say the scale in other words: "(in millions)", "in millions, except per share data"."""
    lead = re.compile(r"(?:\b(?:dollars|amounts)\s+)?\bin (thousands|millions|billions)\b", re.IGNORECASE)

    def change(text: str) -> str:
        return lead.sub(lambda m: words(m[1].lower()), text) if len(text) < 160 else text

    rewrite(tree, change)


def in_thousands(tree: Any, key: Key) -> None:
    """Let what was said in millions be said in thousands: all that the page scales is worth a thousandth."""
    own = re.compile(r"\b(thousand|million|billion)s?\b", re.IGNORECASE)
    for element in tree.iter("span"):
        fact = key.get(element.get("id") or "")
        if fact is None:
            continue
        digits = re.sub(r"[^\d.]", "", element.text_content())
        if not digits or Decimal(fact["value"]) == 0 or not re.fullmatch(r"\d*\.?\d+", digits) or not Decimal(digits):
            continue
        around = (element.text_content() + (element.tail or "")[:12]).lower()
        if abs(Decimal(fact["value"])) / Decimal(digits) == 10**6 and not own.search(around):
            fact["value"] = str(Decimal(fact["value"]) / 1000)
    rewrite(
        tree,
        lambda text: re.sub(r"\bin(\s+)millions\b", r"in\1thousands", text, flags=re.IGNORECASE),
    )


class Layout:
    """A table as columns of figures: each a run of grid columns that belong together."""

    def __init__(self, table: Any) -> None:
        self.rows: list[list[tuple[int, int, Any]]] = []
        for row in table.iter("tr"):
            place, cells = 0, []
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                if int(cell.get("rowspan") or 1) > 1 and "".join(cell.itertext()).strip():
                    raise ValueError("a cell spans rows")
                wide = int(cell.get("colspan") or 1)
                cells.append((place, place + wide, cell))
                place += wide
            self.rows.append(cells)
        self.width = max((cells[-1][1] for cells in self.rows if cells), default=0)
        self.groups = self._group()

    def _group(self) -> list[tuple[int, int]]:
        figures, marks, texts = set(), set(), set()
        crossed = set()
        for cells in self.rows:
            numbers = [c for c in cells if is_figure(c[2])]
            for start, stop, cell in cells:
                text = text_of(cell)
                if len(numbers) and text:
                    crossed |= set(range(start + 1, stop))
                    (figures if is_figure(cell) else marks if is_mark(text) else texts).update(range(start, stop))
        if not figures:
            raise ValueError("no figures")
        cuts = [0, *(p for p in range(1, self.width) if p not in crossed), self.width]
        segments = list(pairwise(cuts))
        first = min(figures)
        groups: list[list[int]] = []
        start = None
        for left, right in segments:
            if right <= first and not set(range(left, right)) & marks:
                continue
            span = set(range(left, right))
            start = left if start is None else start
            if span & figures:
                groups.append([start, right])
                start = None
            elif groups and start == left and (span & marks) and self._closes(left, right):
                groups[-1][1] = right
                start = None
        if groups:
            groups[-1][1] = self.width
        found = [(a, b) for a, b in groups]
        if len(found) < 2:
            raise ValueError("fewer than two columns")
        for cells in self.rows:
            for left, right in found:
                inside = [
                    text_of(c) for a, b, c in cells if left <= a < right and text_of(c) and not is_mark(text_of(c))
                ]
                if len(inside) > 1 and any(is_figure(c) for _, _, c in cells):
                    raise ValueError("two figures in one column")
        return found

    def is_dated(self) -> bool:
        """Say whether the heads of every column name a time."""
        heads = [""] * len(self.groups)
        for cells in self.rows:
            if any(is_figure(c) and not _YEAR.fullmatch(text_of(c)) for _, _, c in cells):
                break
            for start, stop, cell in cells:
                for number in self.groups_of(start, stop):
                    heads[number] += f" {text_of(cell)}"
        return all(_YEAR.search(head) or re.search(r"\b(ended|quarter|months)\b", head, re.I) for head in heads)

    def _closes(self, left: int, right: int) -> bool:
        texts = [text_of(c[2]) for cells in self.rows for c in cells if left <= c[0] < right and text_of(c[2])]
        return all(re.fullmatch(r"[)%\s]+|pts|bps|x", text) for text in texts)

    def groups_of(self, start: int, stop: int) -> list[int]:
        return [n for n, (a, b) in enumerate(self.groups) if start < b and stop > a]


def text_of(cell: Any) -> str:
    return " ".join((cell.text_content() or "").split())


def is_figure(cell: Any) -> bool:
    return bool(re.fullmatch(r"[$€£¥(\s]*(?:\d[\d,.]*|—|–|-)\s*[)%x\s]*", text_of(cell)))


def is_mark(text: str) -> bool:
    return bool(re.fullmatch(r"[$€£¥()%\s]+|pts|bps|x", text))


def relay(table: Any, order: Callable[[int, int], int], *, compact: bool = False, dated: bool = False) -> None:
    """Lay a table out anew: its columns in another order, or each figure with its marks in one cell.

    Raises:
        ValueError: The table is not laid out in columns of figures.
    """
    layout = Layout(table)
    if dated and not layout.is_dated():
        raise ValueError("columns without a time")
    count = len(layout.groups)
    first = layout.groups[0][0]
    made = []
    for cells in layout.rows:
        labels = [c for c in cells if c[0] < first]
        if any(stop > first and text_of(cell) and len(cells) > 1 for _, stop, cell in labels):
            raise ValueError("a label reaches into the figures")
        by_group: dict[tuple[int, ...], list[Any]] = {}
        for start, stop, cell in cells:
            if start < first:
                continue
            spread = layout.groups_of(start, stop)
            if not text_of(cell) and len(spread) > 1:
                continue
            by_group.setdefault(tuple(spread), []).append((start, stop, cell))
        wide = [spread for spread in by_group if len(spread) > 1]
        taken = [n for spread in wide for n in spread]
        if len(taken) != len(set(taken)):
            raise ValueError("heads overlap")
        for spread in wide:
            for n in spread:
                narrow = by_group.get((n,), [])
                if any(text_of(c[2]) for c in narrow):
                    raise ValueError("heads overlap")
                by_group.pop((n,), None)
        made.append((labels, by_group))
    for row, (labels, by_group) in zip(table.iter("tr"), made, strict=True):
        for cell in list(row):
            row.remove(cell)
        for _, stop, cell in labels:
            if stop > first and len(labels) == 1 and not by_group:
                cell.set("colspan", str(first + (count if compact else layout.width - first)))
            row.append(cell)
        done: set[int] = set()
        for place in range(count):
            number = order(place, count)
            if number in done:
                continue
            spread = next((s for s in by_group if number in s), (number,))
            done.update(spread)
            for cell in laid(layout, spread, by_group.get(spread, []), compact=compact):
                row.append(cell)


def laid(layout: Layout, spread: tuple[int, ...], cells: list[Any], *, compact: bool) -> Iterator[Any]:
    """Yield the cells of one column, or of a head over several."""
    if compact:
        one = html.Element("td")
        if len(spread) > 1:
            one.set("colspan", str(len(spread)))
        for _, _, cell in cells:
            if text_of(cell):
                span = html.Element("span")
                span.text = cell.text
                span.extend(list(cell))
                one.append(span)
        yield one
        return
    left, right = layout.groups[spread[0]][0], layout.groups[spread[-1]][1]
    full = [c for _, _, c in cells if text_of(c)]
    if len(spread) > 1 and len(full) == 1:
        full[0].set("colspan", str(right - left))
        yield full[0]
        return
    place = left
    for start, stop, cell in cells:
        start, stop = max(start, left), min(stop, right)
        if start > place:
            yield gap(start - place)
        cell.set("colspan", str(stop - start))
        yield cell
        place = stop
    if place < right:
        yield gap(right - place)


def gap(wide: int) -> Any:
    cell = html.Element("td")
    cell.set("colspan", str(wide))
    return cell


def each_table(tree: Any, change: Callable[[Any], None]) -> int:
    """Change each table that can be changed, and return of how many that was so."""
    changed = 0
    for table in tree.iter("table"):
        try:
            change(table)
            changed += 1
        except ValueError:
            continue
    return changed


def reversed_columns(tree: Any, key: Key) -> None:
    """Write the columns in the other order: the year before first."""
    each_table(tree, lambda table: relay(table, lambda place, count: count - 1 - place, dated=True))


def compact(tree: Any, key: Key) -> None:
    """Put a figure with its marks in one cell, with no cell between the columns."""
    each_table(tree, lambda table: relay(table, lambda place, count: place, compact=True))


def noted(tree: Any, key: Key) -> None:
    """Set raised marks of footnotes behind every third label and every fifth head or figure."""
    for table in tree.iter("table"):
        for number, row in enumerate(table.iter("tr")):
            cells = [c for c in row if c.tag in ("td", "th") and text_of(c)]
            if len(cells) > 1 and number % 3 == 1 and re.search("[A-Za-z]{3}", text_of(cells[0])):
                mark = html.Element("sup")
                mark.text = f"({number % 4 + 1})"
                last = cells[0]
                while len(last) and not (last[-1].tail or "").strip() and last[-1].tag in ("span", "div", "p", "font"):
                    last = last[-1]
                last.append(mark)


def with_heads(tree: Any, key: Key, words: list[tuple[str, str]]) -> None:
    """Say the heads of periods in other words."""
    pairs = [(re.compile(before, re.IGNORECASE), after) for before, after in words]

    def change(text: str) -> str:
        for before, after in pairs:
            text = before.sub(after, text)
        return text

    rewrite(tree, change)


VARIANTS: dict[str, Callable[[Any, Key], None]] = {
    "same": lambda tree, key: None,
    "28 years earlier": lambda tree, key: shift_years(tree, key, -28),
    "8 years earlier": lambda tree, key: shift_years(tree, key, -8),
    "year ends in September": lambda tree, key: shift_months(tree, key, -3),
    "year ends in June": lambda tree, key: shift_months(tree, key, -6),
    "pounds": lambda tree, key: in_currency(tree, key, "£", "GBP", "pounds sterling"),
    "euro": lambda tree, key: in_currency(tree, key, "€", "EUR", "euros"),
    "Canadian": lambda tree, key: in_currency(tree, key, "C$", "CAD", "Canadian dollars"),
    "rupees": lambda tree, key: in_currency(tree, key, "₹", "INR", "Indian rupees"),
    "scale: $ in millions": lambda tree, key: in_words(tree, key, lambda scale: f"$ in {scale}"),
    "scale: millions of dollars": lambda tree, key: in_words(tree, key, lambda scale: f"{scale} of dollars"),
    "scale: US$ millions": lambda tree, key: in_words(tree, key, lambda scale: f"US$ {scale}"),
    "scale: expressed": lambda tree, key: in_words(tree, key, lambda scale: f"expressed in {scale} of U.S. dollars"),
    "scale: 000s, $m": lambda tree, key: in_words(
        tree, key, lambda scale: {"thousands": "$000s", "millions": "$m", "billions": "$bn"}[scale]
    ),
    "thousands": in_thousands,
    "columns reversed": reversed_columns,
    "one cell each": compact,
    "footnote marks": noted,
    "heads: quarter, fiscal": lambda tree, key: with_heads(
        tree,
        key,
        [
            (r"\bthree months ended\b", "Quarter Ended"),
            (r"\bsix months ended\b", "First Half Ended"),
            (r"\b(fiscal )?years? ended\b", "Twelve Months Ended"),
        ],
    ),
    "heads: short months": lambda tree, key: with_heads(
        tree, key, [(rf"\b({month[:3]}){month[3:]}\b(?=\s+\d)", r"\1.") for month in MONTHS if len(month) > 4]
    ),
}
