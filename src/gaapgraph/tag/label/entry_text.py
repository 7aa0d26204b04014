"""Text of tables that people write: read as UTF-8, or refused in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.input_file import read_input

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["EntryTable", "read_entry_table", "read_entry_text", "split_cells"]


def read_entry_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        SourceError: It cannot be read.
        InputError: It is no UTF-8; the line is named.
    """
    data = read_input(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = data.count(b"\n", 0, exc.start) + 1
        raise InputError("is no UTF-8", where=f"{path}:{line}", mend="save the table as UTF-8") from exc


@frozen
class EntryTable:
    """A table that people keep in a spreadsheet.

    Attributes:
        remarks: What stands behind `#` in the lines above the head, without what a spreadsheet adds.
        columns: Names of the columns.
        rows: Number of the line, and cells by column, of each row that has any text.
    """

    remarks: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_entry_table(path: Path) -> EntryTable:
    """Return a table of tab-separated values as spreadsheets save it.

    They put a cell with commas or quotation marks into quotation marks, and fill lines up with tabs.

    Raises:
        InputError: As for `read_entry_text`.
    """
    remarks: list[str] = []
    columns: tuple[str, ...] = ()
    rows = []
    for number, line in enumerate(read_entry_text(path).splitlines(), 1):
        cells = split_cells(line)
        if cells[0].startswith("#") and not columns:
            remarks.append("\t".join(cells).rstrip("\t")[1:])
        elif not columns:
            columns = tuple(cell.strip() for cell in cells) if any(cells) else ()
        elif any(cell.strip() for cell in cells):
            filled = [*cells, *[""] * (len(columns) - len(cells))]
            rows.append((number, {name: cell for name, cell in zip(columns, filled, strict=False) if name}))
    return EntryTable(tuple(remarks), columns, tuple(rows))


def split_cells(line: str) -> list[str]:
    """Return the cells of a line, without what a spreadsheet put around them."""
    return [_unquote(cell) for cell in line.split("\t")]


def _unquote(cell: str) -> str:
    """Return a cell without the quotation marks that a spreadsheet put around it.

    >>> _unquote('"Cash, restricted"'), _unquote('"Direct" and "indirect"')
    ('Cash, restricted', '"Direct" and "indirect"')

    An apostrophe that keeps a cell from being taken for a formula goes too.

    >>> _unquote("'- of which leased"), _unquote("'tis")
    ('- of which leased', "'tis")
    """
    if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@":
        return cell[1:]
    if cell[:1] != '"':
        return cell
    inner = cell[1:-1].replace('""', "")
    is_wrapped = len(cell) > 1 and cell[-1] == '"' and '"' not in inner
    return cell[1:-1].replace('""', '"') if is_wrapped else cell
