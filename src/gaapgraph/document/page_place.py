"""Where an element stands in a page: table, row and cell, or the block of text around it.

Tables, rows and cells are counted as the reader of untagged pages counts them (`markup`), in a tree of lxml's XML
parser as in one of its HTML parser: the same page without its tags has the same places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from gaapgraph.deferral import late_pattern
from gaapgraph.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["PagePlaces", "collapse", "list_around", "local_name", "read_inner"]

_XHTML = "{http://www.w3.org/1999/xhtml}"
_SPACE = late_pattern(r"[\s\u00a0\u200b\u2002\u2003\u2009]+")
_STEP = late_pattern(r"/[^/]+")
_MOST_BESIDE = 12
# Currency signs, parentheses and percents stand around a figure, no words.
_BESIDE = late_pattern(rf"[^\w]{{0,{_MOST_BESIDE}}}")
_BLOCKS = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "center", "pre", "dd", "dt")
_CELLS = ("td", "th")
_LONGEST_LABEL = 300


def local_name(element: _Element) -> str:
    """Return the name of an element of a page without its namespace, in lower case; empty for comments."""
    tag: object = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def find_line(element: _Element) -> int:
    """Return the line that an element starts in; 0 where it is not known."""
    line: object = element.sourceline  # the stubs do not know its type
    return line if isinstance(line, int) else 0


def read_inner(element: _Element) -> str:
    """Return all text in an element."""
    return "".join(map(str, element.itertext()))


def collapse(text: str) -> str:
    """Return a text with its white space collapsed, as a browser shows it."""
    return _SPACE.sub(" ", text).strip()


def list_around(path: str) -> Iterator[str]:
    """Yield the XPath of an element and those of the elements around it, the innermost first.

    >>> list(list_around("/*/*[2]/*[14]"))
    ['/*/*[2]/*[14]', '/*/*[2]', '/*']
    """
    ends = [step.end() for step in _STEP.finditer(path)]
    yield from (path[:end] for end in reversed(ends))


@dataclass(frozen=True, slots=True)
class _Run:
    """The text of a cell or block as a browser shows it, gone through once for all that stands in it.

    Attributes:
        text: White space collapsed; at most one space at its end.
        starts: Where in it each element begins that is in no cell, or block, of its own.
    """

    text: str
    starts: dict[_Element, int]


class PagePlaces:
    """The places of one page. What is counted is kept, so that a page is counted once."""

    def __init__(self, root: _Element) -> None:
        self._tables = {table: number for number, table in enumerate(_iterate(root, "table"), 1)}
        self._layout = {around for table in self._tables for around in [_find(table, ("table",))] if around is not None}
        self._rows: dict[_Element, dict[_Element, int]] = {}
        self._columns: dict[_Element, dict[_Element, int]] = {}
        self._steps: dict[_Element, dict[_Element, int]] = {}
        self._paths: dict[_Element, str] = {root: "/*"}
        self._labels: dict[_Element, str] = {}
        self._runs: dict[_Element, _Run] = {}

    def path(self, element: _Element) -> str:
        """Return an XPath of an element that holds whatever names and namespaces a parser gives: `/*/*[2]/*[14]`."""
        lineage = []
        while element not in self._paths:
            lineage.append(element)
            element = _parent(element)
        path = self._paths[element]
        for one in reversed(lineage):
            parent = _parent(one)
            if parent not in self._steps:
                self._steps[parent] = {child: number for number, child in enumerate(parent.iterchildren("*"), 1)}
            path = self._paths[one] = f"{path}/*[{self._steps[parent][one]}]"
        return path

    def place(self, element: _Element, text: str) -> Place:
        """Return the place of an element that is shown: the cell that it fills, or an offset in its cell or block.

        Args:
            element: The element.
            text: What it shows, white space collapsed.
        """
        cell = _find(element, _CELLS)
        table = None if cell is None else _find(cell, ("table",))
        identifier = element.get("id")
        if cell is None or table not in self._tables or table in self._layout:
            around = _find(element, _BLOCKS)
            return Place(
                find_line(element),
                offset=self._run(around, _BLOCKS).starts[element] if around is not None else None,
                xpath=self.path(element),
                element_id=identifier,
            )
        row, column = self._find_cell(table, cell)
        run = self._run(cell, _CELLS)
        start = run.starts[element]
        is_alone = _is_alone(run.text, start, text)
        return Place(
            find_line(cell),
            column if is_alone else None,
            offset=None if is_alone else start,
            xpath=self.path(cell),
            element_id=identifier,
            table=self._tables[table],
            row=row,
        )

    def hidden_place(self, element: _Element) -> Place:
        """Return the place of an element that is not shown."""
        return Place(find_line(element), xpath=self.path(element), element_id=element.get("id"))

    def label(self, element: _Element) -> str:
        """Return what is printed as the label of the row that an element stands in; nothing for prose."""
        cell = _find(element, _CELLS)
        row = None if cell is None else _find(cell, ("tr",))
        if cell is None or row is None:
            return ""
        if row not in self._labels:
            texts = (collapse(read_inner(one)) for one in row.iterchildren(*_tags(_CELLS)))
            found = next((text for text in texts if text), "")
            self._labels[row] = found if len(found) <= _LONGEST_LABEL and re.search(r"[^\W\d_]", found) else ""
        label = self._labels[row]
        return label if label and label != self._run(cell, _CELLS).text.rstrip() else ""

    def cell_path(self, table: _Element, row: int, column: int) -> str | None:
        """Return the path of a cell by the numbers of its row and of the cell in it; None where there is none."""
        found = next((one for number, one in enumerate(_iterate(table, "tr"), 1) if number == row), None)
        cells = [] if found is None else [*found.iterchildren(*_tags(_CELLS))]
        return self.path(cells[column - 1]) if 0 < column <= len(cells) else None

    def _run(self, top: _Element, names: tuple[str, ...]) -> _Run:
        """Return the text around an element: of a cell, or of a block."""
        found = self._runs.get(top)
        if found is None:
            found = self._runs[top] = _read_run(top, names)
        return found

    def _find_cell(self, table: _Element, cell: _Element) -> tuple[int, int]:
        """Return the 1-based row of a table that a cell stands in, and which cell of the row it is."""
        if table not in self._rows:
            self._rows[table] = {row: number for number, row in enumerate(_iterate(table, "tr"), 1)}
        row = _parent(cell)
        if row not in self._columns:
            self._columns[row] = {one: number for number, one in enumerate(row.iterchildren(*_tags(_CELLS)), 1)}
        return self._rows[table].get(row, 0), self._columns[row][cell]


def _parent(element: _Element) -> _Element:
    """Return the element around one that is not the root."""
    around = element.getparent()
    if around is None:
        raise ValueError("the root of a page stands in no element")
    return around


def _iterate(root: _Element, name: str) -> Iterator[_Element]:
    return root.iter(*_tags((name,)))


@cache
def _tags(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names as they are in XHTML, and in pages that lxml's HTML parser has read."""
    return (*names, *(_XHTML + name for name in names))


def _find(element: _Element, names: tuple[str, ...]) -> _Element | None:
    """Return the nearest element around one that has one of some names."""
    return next(element.iterancestors(*_tags(names)), None)


def _is_alone(text: str, start: int, shown: str) -> bool:
    """Say whether a cell holds nothing but what an element in it shows, and signs beside it.

    Args:
        text: That of the cell.
        start: Where in it the element begins.
        shown: What the element shows.
    """
    if start > _MOST_BESIDE + 1 or len(text) - start - len(shown) > _MOST_BESIDE + 3:
        return False  # of a cell with thousands of elements, none is compared with all of its text
    lead = text[:start].strip()
    rest = text.strip()[len(lead) :].lstrip().removeprefix(shown).strip()
    return _BESIDE.fullmatch(lead) is not None and _BESIDE.fullmatch(rest) is not None


def _read_run(top: _Element, names: tuple[str, ...]) -> _Run:
    """Return the text in an element, and where what stands in it begins that no inner element of those names has."""
    tags, inner, length = frozenset(_tags(names)), 0, 0
    parts, starts = [""], {}
    for event, node in etree.iterwalk(top, events=("start", "end", "comment", "pi")):
        is_top = node is top
        if event == "start":
            if not inner:
                starts[node] = length
            inner += not is_top and node.tag in tags
        elif event == "end":
            inner -= not is_top and node.tag in tags
        text = node.text if event == "start" else None if is_top else node.tail
        shown = _SPACE.sub(" ", text) if text else ""
        if shown.startswith(" ") and (not length or parts[-1].endswith(" ")):
            shown = shown[1:]
        if shown:
            parts.append(shown)
            length += len(shown)
    return _Run("".join(parts), starts)
