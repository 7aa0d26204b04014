"""Print the IIJ release in other ways, to test that reading does not depend on how this one document was typed.

Every variant says the same: Markdown or HTML instead of tabs, columns in reverse order, millions instead of thousands
and the other way round with the heads restated. A map leads from each table cell of a variant back to the original's,
so one hand reading serves them all. Run as `python scripts/make_iij_variants.py RELEASE FOLDER`; the folder is not to
be committed.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

__all__ = ["Variant", "make_variants"]

Place = tuple[int, int]

FIGURE = re.compile(r"\(?\d[\d,]*\)?")
"""A whole amount; anything else in a rescaled column cannot be restated and is left out of the map."""
TAIL = re.compile(r"(.*\d)([%)]+)")
RESTATED = {"JPY millions": ("Thousands of JPY", 3), "Thousands of JPY": ("JPY millions", -3)}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text with its place in the original, None where the text no longer says the same."""

    text: str
    origin: Place | None


@dataclass(frozen=True, slots=True)
class Prose:
    """One line outside tables."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Adjacent lines with tabs; all rows have the same number of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant: its file's text, and the original's place for each place in it."""

    name: str
    suffix: str
    text: str
    places: dict[Place, Place]


Block = Prose | Table
Change = Callable[[Table], Table]
Layout = Callable[["Page", Table], None]


class Page:
    """Lines being written, with the places of the cells on them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: dict[Place, Place] = {}

    def write_row(self, line: str, columns: list[tuple[int, Cell]]) -> None:
        """Add a line and note the columns at which its cells stand."""
        self.lines.append(line)
        for column, cell in columns:
            if cell.origin and cell.text.strip():
                self.places[len(self.lines), column] = cell.origin


def make_variants(text: str) -> list[Variant]:
    """Return all variants of a release whose tables are tab-separated lines."""
    blocks = _read_blocks(text)
    return [
        _make("reversed", blocks, "txt", _reverse),
        _make("rescaled", blocks, "txt", _rescale),
        _make("markdown", blocks, "md"),
        _make("markdown-reversed", blocks, "md", _reverse),
        _make("html", blocks, "htm"),
        _make("html-rescaled", blocks, "htm", _rescale),
        _make("html-split", blocks, "split.htm"),
        _make("html-split-reversed-rescaled", blocks, "split.htm", _reverse, _rescale),
    ]


def _read_blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    rows: list[tuple[Cell, ...]] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if "\t" in line:
            rows.append(tuple(Cell(part, (number, column)) for column, part in enumerate(line.split("\t"), start=1)))
            continue
        if rows:
            blocks.append(_make_table(rows))
            rows = []
        blocks.append(Prose(line))
    return blocks[:-1]


def _make_table(rows: list[tuple[Cell, ...]]) -> Table:
    width = max(len(row) for row in rows)
    even = tuple(row + (Cell("", None),) * (width - len(row)) for row in rows)
    return Table(even, next((index for index, row in enumerate(even) if _is_body(row)), len(even)))


def _is_body(row: tuple[Cell, ...]) -> bool:
    return bool(row[0].text.strip()) and any(character.isdigit() for cell in row[1:] for character in cell.text)


def _reverse(table: Table) -> Table:
    """Turn the order of the figures' columns round, where each column has its own head and no head spans two."""
    heads = [[cell.text.strip() for cell in row[1:]] for row in table.rows[: table.heads]]
    first = next((texts for texts in heads if any(texts)), [""])
    if not all(first) or len(first) < 2:
        return table
    return replace(table, rows=tuple((row[0], *reversed(row[1:])) for row in table.rows))


def _rescale(table: Table) -> Table:
    """Restate the columns headed in thousands in millions, and those in millions in thousands."""
    shifts: dict[int, int] = {}
    for row in table.rows[: table.heads]:
        shifts |= {index: RESTATED[cell.text][1] for index, cell in enumerate(row) if cell.text in RESTATED}
    rows = [
        tuple(_restate(cell, shifts[index]) if index in shifts else cell for index, cell in enumerate(row))
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def _restate(cell: Cell, shift: int) -> Cell:
    if cell.text in RESTATED:
        return replace(cell, text=RESTATED[cell.text][0])
    if not any(character.isdigit() for character in cell.text) or "%" in cell.text:
        return cell
    if not FIGURE.fullmatch(cell.text):
        return replace(cell, origin=None)
    number = int(re.sub(r"\D", "", cell.text))
    printed = f"{number * 1000:,}" if shift > 0 else f"{number // 1000:,}.{number % 1000:03}"
    return replace(cell, text=f"({printed})" if cell.text.startswith("(") else printed)


def _make(name: str, blocks: list[Block], suffix: str, *changes: Change) -> Variant:
    prose, layout = LAYOUTS[suffix]
    page = Page()
    for block in blocks:
        if isinstance(block, Prose):
            page.lines.append(prose(block.text))
            continue
        for change in changes:
            block = change(block)
        layout(page, block)
    return Variant(name, suffix.rsplit(".", 1)[-1], "\n".join(page.lines) + "\n", page.places)


def _write_text(page: Page, table: Table) -> None:
    for row in table.rows:
        page.write_row("\t".join(cell.text for cell in row), list(enumerate(row, start=1)))


def _write_markdown(page: Page, table: Table) -> None:
    for index, row in enumerate(table.rows):
        texts = (cell.text.strip().replace("|", "\\|") for cell in row)
        page.write_row("| " + " | ".join(texts) + " |", list(enumerate(row, start=1)))
        if index == 0:
            page.lines.append("| :--- |" + " ---: |" * (len(row) - 1))


def _write_html(page: Page, table: Table) -> None:
    page.lines.append("<table>")
    for row in table.rows:
        cells = "".join(f"<td>{_escape(cell.text)}</td>" for cell in row)
        page.write_row(f"<tr>{cells}</tr>", list(enumerate(row, start=1)))
    page.lines.append("</table>")


def _write_split_html(page: Page, table: Table) -> None:
    """Write closing parentheses and per cent signs in cells of their own, as filers' converters do."""
    page.lines.append('<TABLE CELLSPACING="0" BORDER="0">')
    for row in table.rows:
        parts = [f"<TD>{_escape(row[0].text)}</TD>"]
        columns = [(1, row[0])]
        for cell in row[1:]:
            columns.append((len(parts) + 1, cell))
            tail = TAIL.fullmatch(cell.text)
            texts = (tail[1], tail[2]) if tail else (cell.text, None)
            if texts[1] is None:
                parts.append(f'<TD COLSPAN="2" ALIGN="right">{_escape(texts[0]) or "&nbsp;"}</TD>')
            else:
                parts += [f'<TD ALIGN="right">{_escape(texts[0])}</TD>', f"<TD>{texts[1]}&nbsp;</TD>"]
        page.write_row(f"<TR>{''.join(parts)}</TR>", columns)
    page.lines.append("</TABLE>")


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def _write_paragraph(text: str) -> str:
    marked = _escape(text).replace("&lt;u&gt;", "<u>").replace("&lt;/u&gt;", "</u>")
    return f"<p>{marked}</p>" if text.strip() else ""


LAYOUTS: dict[str, tuple[Callable[[str], str], Layout]] = {
    "txt": (str, _write_text),
    "md": (str, _write_markdown),
    "htm": (_write_paragraph, _write_html),
    "split.htm": (_write_paragraph, _write_split_html),
}


def _main(release: str, folder: str) -> None:
    for variant in make_variants(Path(release).read_text(encoding="utf-8")):
        case = Path(folder) / variant.name
        case.mkdir(parents=True, exist_ok=True)
        (case / f"input.{variant.suffix}").write_text(variant.text, encoding="utf-8")
        rows = [f"{line}\t{column}\t{old[0]}\t{old[1]}\n" for (line, column), old in variant.places.items()]
        header = "line\tcolumn\toriginal_line\toriginal_column\n"
        (case / "map.tsv").write_text(header + "".join(rows), encoding="utf-8")
        print(f"{variant.name}: {len(rows)} cells")


if __name__ == "__main__":
    _main(*sys.argv[1:])
