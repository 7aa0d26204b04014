"""Text as it is shown: control characters as pictures, cells that no spreadsheet runs, tables for notebooks.

What stands in a document is data. Sent to a terminal as it is, it could move the cursor, change the title of the
window, or hide what follows; in a spreadsheet a label such as `=HYPERLINK(…)` would be run.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["html_table", "neutral_cell", "neutral_csv", "shorten", "show_controls"]

# C0 but tab and line feed, DEL, C1, and the marks that turn the direction of text
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d,.]*(?:[eE][+-]?\d+)?%?")
_SPACE, _DELETE = 0x20, 0x7F


def show_controls(text: str) -> str:
    r"""Return a text in which control characters are seen instead of obeyed; tabs and line feeds stay.

    >>> show_controls("\x1b[31mRevenues\x7f\u202e"), show_controls("a\tb\n")
    ('␛[31mRevenues␡\\u202e', 'a\tb\n')
    """
    return _CONTROL.sub(_show, text)


def _show(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < _SPACE:
        return chr(0x2400 + code)  # the block of control pictures has the order of the controls
    return "␡" if code == _DELETE else f"\\u{code:04x}"


def shorten(text: str, most: int = 500) -> str:
    """Return a text that is shown many times, cut where it is longer than any name.

    >>> shorten("Revenues"), shorten("a page of text", 7)
    ('Revenues', 'a page…')
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def neutral_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: what is no number and begins like one gets an apostrophe.

    >>> neutral_cell("=1+1"), neutral_cell("-5.2"), neutral_cell("- of which leased")
    ("'=1+1", '-5.2', "'- of which leased")
    """
    return "'" + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def neutral_csv(text: str) -> str:
    r"""Return CSV whose cells no spreadsheet takes for formulas; line ends and numbers stay as they are.

    >>> neutral_csv("label,value\r\n=A1,-5\r\n")
    "label,value\r\n'=A1,-5\r\n"
    """
    out = io.StringIO()
    csv.writer(out).writerows([neutral_cell(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline="")))
    return out.getvalue()


def html_table(heads: Sequence[str], rows: Iterable[Sequence[object]], caption: str = "") -> str:
    """Return a table in HTML, as notebooks show it; every cell is escaped, and None is empty.

    >>> html_table(["label"], [["R&D"]])
    '<table><thead><tr><th>label</th></tr></thead><tbody><tr><td>R&amp;D</td></tr></tbody></table>'
    """
    from html import escape

    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(_spell_cell(cell))}</td>' for cell in row)}</tr>" for row in rows)
    title = f"<caption>{escape(show_controls(caption))}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _spell_cell(cell: object) -> str:
    return "" if cell is None else show_controls(str(cell))
