"""How well are the same tables read as Markdown with flattened heads, and as text in columns below drawn rules?

    python benchmarks/metamorphic/flat.py SHARED [--kind markdown|text] [--list N] [NAME...]

Writes each stripped filing (`benchmarks/stripped`) as Markdown, a spanned cell as its text and empty cells, as
converters do, or as plain text in columns of characters; reads it, and holds value, unit and period of the figures of
each line against the tags of the cells that were written there.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import textwrap
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import html
from run import load

from gaapgraph.errors import ReadError
from gaapgraph.model import Duration
from gaapgraph.reader.release import read_release

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKS = {"p", "div", "table", "h1", "h2", "h3", "h4", "li", "ul", "ol", "tr", "hr", "body", "html", "section"}
WIDE = 66


def blocks(element: Any) -> Iterator[Any]:
    """Yield tables, and the innermost blocks of text outside of them."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in ("style", "script", "head", "title"):
            continue
        if child.tag == "table" or not any(c.tag in BLOCKS for c in child.iterdescendants() if isinstance(c.tag, str)):
            yield child
        else:
            yield from blocks(child)


def text_of(element: Any) -> str:
    for part in element.iterdescendants("br", *BLOCKS):  # a break is a space
        if not (part.tail or "").startswith(" "):
            part.tail = f" {part.tail or ''}"
    return " ".join(element.text_content().split()).replace("|", "/")


def as_markdown(cells: list[tuple[str, int]]) -> str:
    return "|" + "".join(f" {text} |" + " |" * (span - 1) for text, span in cells)


def as_text(cells: list[tuple[str, int]], widths: dict[int, int]) -> list[str]:
    """Return a row in columns of characters: a label to the left, figures to the right, heads in the middle.

    What is wider than its column goes on in lines above, and the figures stand in the last one.
    """
    parts, place = [], 0
    for text, span in cells:
        wide = sum(widths.get(place + step, 0) for step in range(span))
        is_words = bool(re.search("[A-Za-z]", text) or re.fullmatch(r"\W*(?:19|20)\d\d\W*", text))
        lines = textwrap.wrap(text, max(wide - 2, 8), break_long_words=False) if is_words else [text]
        parts.append((lines or [""], wide, place == 0, is_words))
        place += span
    count = max((len(lines) for lines, *_ in parts), default=1)
    found = []
    for number in range(count):
        line = ""
        for lines, wide, is_label, is_words in parts:
            at = number - (count - len(lines))
            text = lines[at] if at >= 0 else ""
            line += text.ljust(wide) if is_label else text.center(wide) if is_words else text.rjust(wide)
        found.append(line.rstrip())
    return found


def widths_of(rows: list[list[tuple[str, int]]]) -> dict[int, int]:
    """Return how wide each column of the grid is, so that every figure and every label finds its room."""
    widths: dict[int, int] = defaultdict(int)
    for narrow in (True, False):
        for cells in rows:
            place = 0
            for text, span in cells:
                if (span == 1) == narrow and text:
                    is_label = place == 0 and len(cells) > 1
                    is_figure = bool(re.search(r"\d|^\W*\$|^N/?A$", text)) and len(text) < WIDE
                    longest = len(text) if is_figure else max(map(len, text.split()))
                    need = min(len(text), WIDE) + 2 if is_label else longest + 3
                    room = sum(widths[place + step] for step in range(span))
                    if need > room:
                        widths[place + (0 if is_label else span // 2)] += need - room
                place += span
    return widths


def rows_of(table: Any) -> list[tuple[list[tuple[str, int]], list[str]]]:
    found = []
    for row in table.iter("tr"):
        cells = [c for c in row if c.tag in ("td", "th")]
        parts = [(text_of(cell), int(cell.get("colspan") or 1)) for cell in cells]
        marks = [span.get("id") for cell in cells for span in cell.iter("span") if span.get("id")]
        found.append((parts, marks))
    return found


def flatten(tree: Any, key: dict[str, Any], kind: str) -> tuple[str, dict[int, list[str]]]:
    """Return the document, and the marks of the cells that stand in each of its lines."""
    lines: list[str] = []
    marks: dict[int, list[str]] = {}
    for block in blocks(tree):
        if block.tag != "table":
            if text := text_of(block):
                lines += [text, ""]
            continue
        rows = [(parts, own) for parts, own in rows_of(block) if any(text for text, _ in parts)]
        widths = widths_of([parts for parts, _ in rows])
        for number, (parts, own) in enumerate(rows):
            lines += [as_markdown(parts)] if kind == "markdown" else as_text(parts, widths)
            if known := [mark for mark in own if mark in key]:
                marks[len(lines)] = known
            if not number and kind == "markdown":
                lines.append("| " + " | ".join("---" for _, span in parts for _ in range(span)) + " |")
        lines.append("")
    return "\n".join(lines) + "\n", marks


def period_of(figure: Any) -> list[str]:
    if figure.period is None:
        return []
    if isinstance(figure.period, Duration):
        return [figure.period.start.isoformat(), figure.period.end.isoformat()]
    return [figure.period.end.isoformat()]


def unit_of(figure: Any) -> str:
    names = [
        "*".join(iri.rpartition("#")[2] for iri in part) for part in (figure.unit.numerator, figure.unit.denominator)
    ]
    return "/".join(name for name in names if name)


def score(
    stripped: Any, reading: Any, marks: dict[int, list[str]], key: dict[str, Any], misses: list[str]
) -> Counter[str]:
    by_line = defaultdict(list)
    for figure in reading.figures:
        by_line[figure.place.line].append(figure)
    count: Counter[str] = Counter()
    for line, own in marks.items():
        left = list(by_line[line])
        for mark in own:
            fact = key[mark]
            count["cells"] += 1
            ranked = sorted(left, key=lambda figure: -worth(stripped, figure, fact))
            best = ranked[0] if ranked else None
            value = 0 if best is None else worth(stripped, best, fact)
            if best is not None and value:
                left.remove(best)
            count["all three"] += value == 7
            if value != 7:
                read = best and (best.printed, best.label[:40], str(best.value), unit_of(best), str(best.period))
                misses.append(
                    f"{line} {fact['concept']} {fact['value']} {fact['unit']} {fact['period']} | read: {read}"
                )
    return count


def worth(stripped: Any, figure: Any, fact: dict[str, Any]) -> int:
    """Return 4 for the value, 2 for the period and 1 for the unit, where the value is right."""
    value = Decimal(0) if figure.value is None else figure.value
    if abs(value) != abs(Decimal(fact["value"])):
        return 0
    unit = unit_of(figure).lower()
    ok = unit == fact["unit"].lower() or {unit, fact["unit"].lower()} <= {"pure", "percent", "number", ""}
    period = period_of(figure)
    return 4 + 2 * (bool(period) and stripped.same_period(period, fact["period"])) + ok


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--kind", default="markdown")
    parser.add_argument("--list", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_intermixed_args()
    stripped = load(given.shared / "tools" / "stripped.py")
    pages = load(Path(__file__).parents[1] / "stripped" / "run.py").filings(given.shared)
    with tempfile.TemporaryDirectory() as temporary:
        for name, page in pages.items():
            if given.names and name not in given.names:
                continue
            source, target = Path(temporary) / f"{name}.tagged", Path(temporary) / f"{name}.html"
            source.write_bytes(page)
            stripped.strip(source, target)
            key = json.loads(Path(f"{target}.key.json").read_text())
            text, marks = flatten(html.fromstring(target.read_bytes().decode()), key, given.kind)
            file = f"{name}.{'md' if given.kind == 'markdown' else 'txt'}"
            if given.keep:
                (given.keep / file).write_text(text)
            misses: list[str] = []
            try:
                count = score(stripped, read_release(text.encode(), file), marks, key, misses)
            except ReadError as fault:
                print(name, fault, sep="\t", flush=True)
                continue
            print(
                name, count["cells"], f"{100 * count['all three'] / max(1, count['cells']):.1f}", sep="\t", flush=True
            )
            for miss in misses[: given.list]:
                print("  ", miss, file=sys.stderr)


if __name__ == "__main__":
    main()
