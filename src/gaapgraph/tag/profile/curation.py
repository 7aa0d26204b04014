"""Curated tables about what a document tells in words, each row verified against the text before it is believed."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.model import Finding, Place
from gaapgraph.tag.label.entry_text import read_entry_text
from gaapgraph.tag.profile.alignment import follow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from gaapgraph.tag.profile.alignment import Needle

__all__ = ["Curation", "Row", "find_curation", "read_curation", "read_rows"]

TABLES = ("risks", "drivers", "exposures", "entities", "events", "relationships", "facts")
_LINES = frozenset({"line", "lines", "risk"})  # columns that tell lines
_MANY = "|"


@frozen
class Row:
    """One row of a table; `where` names it to the person who has to mend it."""

    cells: Mapping[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        """Return a cell.

        Raises:
            InputError: The table has no such column.
        """
        try:
            return self.cells[column]
        except KeyError:
            raise InputError(f"has no column {column!r}", where=self.where, mend="add it to the head") from None

    def many(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that holds several, in their order."""
        return tuple(part for part in self[column].split(_MANY) if part)

    def number(self, column: str) -> int:
        """Return the whole number in a cell."""
        try:
            return int(self[column])
        except ValueError:
            raise InputError(f"{self[column]!r} is no number", where=self.where, mend="correct it") from None

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines that the row is about, that of its anchor first; none where it names no line."""
        cells = self.many("lines" if "lines" in self.cells else "line")
        try:
            return tuple(int(cell) for cell in cells)
        except ValueError:
            raise InputError(f"{cells!r} are no lines", where=self.where, mend="give numbers of lines") from None

    @property
    def needle(self) -> Needle:
        """The anchor, or the printed text with its offset."""
        return (self["printed_text"], self.number("offset")) if "printed_text" in self.cells else (self["anchor"], None)

    def moved(self, move: Callable[[int], int]) -> Row:
        """Return the row as it is about the lines that its own have become."""
        cells = dict(self.cells)
        for column in _LINES & cells.keys():
            parts = cells[column].split(_MANY)
            cells[column] = _MANY.join(str(move(int(part))) if part.isdigit() else part for part in parts)
        return Row(cells, self.where)

    def find(self, lines: Mapping[int, str]) -> Place | None:
        """Return where the anchor or the printed text stands, or None where it does not stand there."""
        number = self.lines[0]
        text = lines.get(number, "")
        if "printed_text" in self.cells:
            offset = self.number("offset")
            return Place(number, None, offset) if text[offset:].startswith(self["printed_text"]) else None
        offset = text.find(self["anchor"])
        return Place(number, None, offset) if offset >= 0 else None


@dataclass(slots=True)
class Curation:
    """The tables of one document: `rows` whose text stands in it, and those set `aside`, each of which is a finding."""

    title: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    aside: dict[str, list[Row]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def has(self, table: str, column: str, name: str, row: Row) -> bool:
        """Say whether a row that another row refers to stands in the document.

        Raises:
            InputError: The table has no such row at all.
        """
        if any(other[column] == name for other in self.rows.get(table, ())):
            return True
        if any(other[column] == name for other in self.aside.get(table, ())):
            return False
        raise InputError(f"names {name!r}, which {table} has not", where=row.where, mend=f"add it to {table}.tsv")

    @property
    def share(self) -> float:
        """How many of the rows stand in the document, from 0 to 1."""
        kept = sum(len(rows) for rows in self.rows.values())
        return kept / (kept + len(self.findings)) if kept else 0.0


def find_curation(profile: Path, lines: Mapping[int, str], *, narrative: bool) -> Curation | None:
    """Return the tables of an entity's folder whose rows mostly stand in the document, or None where none do.

    Args:
        profile: The entity's folder.
        lines: The text of the document by the number of the line.
        narrative: Whether the document is a narrative section; its folder, and no other, has a table of risks.
    """
    tables = (profile / "annotations").glob("*/risks.tsv" if narrative else "*/entities.tsv")
    folders = sorted(path.parent for path in tables if narrative or not path.with_name("risks.tsv").is_file())
    fitting = (read_curation(folder, lines) for folder in folders)
    best = max(fitting, key=lambda curation: curation.share, default=None)
    return best if best is not None and best.share > 0.5 else None


def read_curation(folder: Path, lines: Mapping[int, str]) -> Curation:
    """Return the tables of a folder, held against the lines of a document, to which rows follow their own.

    Raises:
        InputError: A table cannot be read.
    """
    paths = {name: path for name in TABLES if (path := folder / f"{name}.tsv").is_file()}
    tables = {name: list(read_rows(path)) for name, path in paths.items()}
    needles: dict[int, list[Needle]] = {}
    for row in (row for rows in tables.values() for row in rows if row.lines):
        needles.setdefault(row.lines[0], []).append(row.needle)
    move = follow(needles, lines)
    curation = Curation(next((title for path in paths.values() if (title := _title(path))), ""))
    for name, rows in tables.items():
        curation.rows[name] = []
        for row in rows:
            _sort(row.moved(move), name, lines, curation)
    return curation


def _sort(row: Row, name: str, lines: Mapping[int, str], curation: Curation) -> None:
    if not row.lines or row.find(lines) is not None:
        curation.rows[name].append(row)
        return
    curation.aside.setdefault(name, []).append(row)
    expected = row.cells.get("printed_text") or row["anchor"]
    message = f"The annotation expects “{expected}” in this line: the row of {name} is set aside."
    curation.findings.append(Finding("GG-READ-ANNOTATION", "warning", Place(row.lines[0]), message))


def _title(path: Path) -> str:
    heads = (line for line in read_entry_text(path).splitlines() if line.startswith("# document:"))
    return next(heads, "").removeprefix("# document:").strip()


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a table below its `#` lines and its head.

    Raises:
        InputError: A row has other cells than the head.
    """
    lines = read_entry_text(path).splitlines()
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    table = csv.reader(io.StringIO("\n".join(lines[start:])), delimiter="\t", quoting=csv.QUOTE_NONE)
    head = next(table, [])
    for number, cells in enumerate(table, start + 2):
        where = f"{path}:{number}"
        if len(cells) != len(head):
            raise InputError(f"the row has {len(cells)} cells, the head {len(head)}", where=where, mend="mend that row")
        yield Row(dict(zip(head, cells, strict=True)), where)
