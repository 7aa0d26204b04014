"""A workbook on disk, as Office Open XML: the same sheets give the same bytes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from importlib.util import find_spec
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from gaapgraph.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from gaapgraph.export.book import Book
    from gaapgraph.export.entry import Entry, Sheet

__all__ = ["require_writer", "write_workbook"]

_CREATED = datetime(1980, 1, 1)  # the first day of an archive; the clock has no part in the bytes
_LONGEST = 32_767
_LINE_HEIGHT, _MOST_LINES, _FILLED = 15, 25, 0.85
_INK, _QUIET, _LINK = "#1a1a1a", "#6b6b6b", "#0b57a4"
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 13},
    "quiet": {"italic": True, "font_color": _QUIET},
    "printed head": {"italic": True, "font_color": _QUIET, "text_wrap": True, "align": "right"},
    "head": {"bold": True, "text_wrap": True, "bg_color": "#f0f0f0"},
    "column head": {"bold": True, "text_wrap": True, "align": "right", "bg_color": "#f0f0f0"},
    "label": {"align": "left", "text_wrap": True},
    "total label": {"align": "left", "text_wrap": True, "bold": True},
    "total": {"bold": True, "top": 1, "align": "right"},
    "figure": {"align": "right"},
    "text": {"valign": "top"},
    "link": {"font_color": _LINK, "underline": 1, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd"},
}
_MARKED: dict[str, dict[str, Any]] = {
    "violation": {"bg_color": "#f8d0cc", "font_color": "#8c0d00", "bold": True, "border": 2, "border_color": "#8c0d00"},
    "warning": {"bg_color": "#fdecc0", "border": 4, "border_color": "#7a5200"},
    "rounding": {"italic": True},
}


def write_workbook(book: Book, path: Path) -> None:
    """Write a workbook.

    Raises:
        InputError: XlsxWriter, which is an extra, is not installed.
    """
    require_writer()
    packed = BytesIO()  # an archive that a full disk cuts short tells of it when it is closed, and once more at the end
    _Writer(book, packed).write()
    # bytes, no view of them: one that the error of a full disk keeps alive crashes Python 3.12 at its end
    path.write_bytes(packed.getvalue())


def require_writer() -> None:
    """Refuse to begin where the library that writes workbooks is not there.

    Raises:
        InputError: XlsxWriter, which is an extra, is not installed.
    """
    if find_spec("xlsxwriter") is None:
        raise InputError("XlsxWriter is not installed", where="xlsx", mend="pip install 'gaapgraph[xlsx]'")


class _Writer:
    """Writes one workbook; formats that are alike are one."""

    def __init__(self, book: Book, stream: BinaryIO) -> None:
        import xlsxwriter

        self._book = book
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._file = xlsxwriter.Workbook(stream, {**options, "in_memory": True})
        self._file.set_properties({"title": book.title[:255], "author": "gaapgraph", "created": _CREATED})
        self._formats: dict[tuple[object, ...], Any] = {}

    def write(self) -> None:
        sheets = [(sheet, self._file.add_worksheet(sheet.name)) for sheet in self._book.sheets]
        for sheet, page in sheets:
            self._fill(sheet, page)
        self._file.close()

    def _fill(self, sheet: Sheet, page: Any) -> None:
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        if sheet.frozen is not None:
            page.freeze_panes(*sheet.frozen)
        if sheet.is_list and sheet.entries:
            page.autofilter(0, 0, max(entry.row for entry in sheet.entries), len(sheet.widths) - 1)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.hide_gridlines(0 if sheet.is_list else 2)
        for row, lines in _measure(sheet).items():
            if lines > 1:
                page.set_row(row, _LINE_HEIGHT * lines)
        for entry in sheet.entries:
            self._put(page, entry)

    def _put(self, page: Any, entry: Entry) -> None:
        look = self._format(entry)
        at = (entry.row, entry.column)
        if entry.span > 1:
            page.merge_range(*at, entry.row, entry.column + entry.span - 1, "", look)
        if entry.link:
            page.write_url(*at, entry.link, look, _cut(str(entry.value)))
        elif entry.formula is not None:
            page.write_formula(*at, f"={entry.formula}", look, _plain(entry.value))
        elif isinstance(entry.value, bool):
            page.write_boolean(*at, entry.value, look)
        elif isinstance(entry.value, (Decimal, int)):
            page.write_number(*at, entry.value, look)
        elif isinstance(entry.value, date):
            page.write_datetime(*at, entry.value, look)
        else:
            page.write_string(*at, _cut(str(entry.value or "")), look)
        if entry.note:
            rows = sum(1 + len(line) // 70 for line in entry.note.split("\n"))
            size = {"width": 460, "height": 16 * rows + 8, "font_size": 9}
            page.write_comment(*at, _cut(entry.note), {"author": "gaapgraph", **size})

    def _format(self, entry: Entry) -> Any:
        is_date = isinstance(entry.value, date)
        key = (entry.style, entry.number_format, entry.mark, entry.depth, is_date)
        if key not in self._formats:
            look = {"font_color": _INK, **_STYLES[entry.style], **_MARKED.get(entry.mark, {})}
            if entry.number_format:
                look["num_format"] = entry.number_format
            if is_date:
                look |= _STYLES["date"]
            if entry.depth:
                look["indent"] = entry.depth
            self._formats[key] = self._file.add_format(look)
        return self._formats[key]


def _measure(sheet: Sheet) -> dict[int, int]:
    """Return how many lines of text each row needs."""
    heights: dict[int, int] = {}
    for entry in sheet.entries:
        if isinstance(entry.value, str) and _STYLES[entry.style].get("text_wrap"):
            width = max(1, int(sum(sheet.widths[entry.column : entry.column + entry.span]) * _FILLED) - entry.depth)
            lines = sum(ceil(len(line) / width) or 1 for line in entry.value.split("\n"))
            heights[entry.row] = min(max(heights.get(entry.row, 1), lines), _MOST_LINES)
    return heights


def _plain(value: object) -> object:
    """Return a number whose text has no exponent and no needless zeros, as the file keeps what a formula gives."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else Decimal(f"{value:f}".rstrip("0"))
    return value


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
