"""HTML exhibits: tables with row and column spans, and the prose between them, with source lines and XPaths."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree, html

from gaapgraph.deferral import late_pattern
from gaapgraph.document.grid import Block, Cell, GridRow
from gaapgraph.document.page_place import PagePlaces
from gaapgraph.errors import ReadError
from gaapgraph.model import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Markup", "read_html_blocks"]

_BLOCK_TAGS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "center", "pre", "dd", "dt"}
)
# A caption may stand beside its table in one block: <div><span>(in millions)</span><table>…
_INLINE_TAGS = frozenset({"span", "b", "i", "u", "em", "strong", "a", "small"})
_SKIPPED = frozenset({"script", "style", "head", "title", "noscript"})
_INDENT = late_pattern(
    r"(?:padding-left|margin-left|text-indent)\s*:\s*(-?(?:\d{1,6}(?:\.\d{0,9})?|\.\d{1,9}))\s*(pt|px|em|%|in)?",
    re.IGNORECASE,
)
_STEP = {"pt": 9.0, "px": 12.0, "em": 1.0, "%": 2.0, "in": 0.13}
_MOST_STEPS = 12
_GONE = re.compile(r"\bdisplay\s*:\s*none\b", re.IGNORECASE)
_INVISIBLE = late_pattern(r"\bvisibility\s*:\s*(?:hidden|collapse)\b", re.IGNORECASE)
# Pages made by filing software raise note marks by style, not by <sup>.
_RAISED = late_pattern(r"vertical-align\s*:\s*(?:super|text-top)|(?<![\w-])top\s*:\s*-\d*\.?\d", re.IGNORECASE)
_MARK = late_pattern(
    r"\s*(?:[(\[]?(?!(?:st|nd|rd|th)\b)\w{1,2}[)\]]?|[*†‡§#]+)(?:\s*,?\s*(?:[(\[]?\w{1,2}[)\]]?|[*†‡§#]+))*\s*"
)
_LONGEST_MARK = 12
_SPACE = late_pattern(r"[\s\u00a0\u200b\u2002\u2003\u2009]+")
_DECIMAL = re.compile(r"\s*\+?([0-9]{1,9})")
_BULLET = late_pattern(r"[•●▪◦‣·*o\u25aa\uf0b7]")
_MOST_SPAN = 500
_WIDEST = 4096
_DEEP = "Excessive depth"


def read_html_blocks(text: str, where: str) -> list[Block]:
    """Return the tables and prose of an HTML document in document order, prose with paths without names.

    Raises:
        ReadError: There is no element in it.
    """
    return Markup(text, where, has_paths=True).blocks


class Markup:
    """An HTML document as tables and prose.

    Tables that only lay out the page (tables around tables) are read through; the innermost counts.

    Attributes:
        blocks: Tables and prose, in document order.
        findings: What of the document could not be read.
    """

    def __init__(self, text: str, where: str, *, has_paths: bool = False) -> None:
        parser = html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = html.document_fromstring(_without_declaration(text), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as exc:
            raise ReadError(
                "no HTML element is in the file", where=where, mend="give the exhibit as HTML or text"
            ) from exc
        self._steps: dict[html.HtmlElement, str] = {}
        self._paths: dict[html.HtmlElement, str] = {root: f"/{root.tag}"}
        self._places = PagePlaces(root) if has_paths else None
        self._numbers = {table: number for number, table in enumerate(root.iter("table"), 1)}
        self._layout = {above for table in self._numbers for above in _tables_around(table)}
        self.findings = [
            Finding("GG-READ-UNREAD", "warning", Place(max(error.line, 1)), _TOO_DEEP)
            for error in parser.error_log
            if _DEEP in error.message
        ][:1]
        self.blocks = list(self._walk(root))

    def _path(self, element: html.HtmlElement) -> str:
        """Return the XPath of an element; the children of a parent are counted once, not for each of them."""
        lineage = []
        while element not in self._paths:
            lineage.append(element)
            element = element.getparent()
        path = self._paths[element]
        for one in reversed(lineage):
            if one not in self._steps:
                self._steps.update(_count_steps(one.getparent()))
            path = self._paths[one] = f"{path}/{self._steps[one]}"
        return path

    def _walk(self, root: html.HtmlElement) -> Iterator[Block]:
        stack = [root]
        while stack:
            element = stack.pop()
            if not isinstance(element.tag, str) or element.tag in _SKIPPED or _is_hidden(element):
                continue
            if element.tag == "table" and element not in self._layout:
                yield from self._table(element)
            elif element.tag in _BLOCK_TAGS | _INLINE_TAGS and not _has_blocks(element):
                yield from self._prose(element)
            else:
                if element.text and element.text.strip() and element.tag in _BLOCK_TAGS | {"body", "td", "font"}:
                    yield self._block(element, _clean(element.text))
                stack.extend(reversed(element))

    def _prose(self, element: html.HtmlElement) -> Iterator[Block]:
        text = _clean(_text(element))
        if text:
            yield self._block(element, text)

    def _block(self, element: html.HtmlElement, text: str) -> Block:
        path = None if self._places is None else self._places.path(element)
        return Block(element.sourceline or 1, text=text, xpath=self._path(element), path=path)

    def _table(self, table: html.HtmlElement) -> Iterator[Block]:
        rows: list[GridRow] = []
        carried: dict[int, int] = {}
        path, number = self._path(table), self._numbers[table]
        for index, element in enumerate(table.iter("tr"), 1):
            row, carried = _row(element, carried, f"({path}//tr)[{index}]", number, index)
            rows.append(row)
        filled = [row for row in rows if row.cells]
        if all(len(row.cells) == 1 or _is_item(row) for row in filled):
            for row in filled:
                cell = row.cells[-1]
                steps = None if self._places is None else self._places.cell_path(table, cell.row or 0, cell.column)
                yield Block(row.line, text=cell.text, xpath=cell.xpath, path=steps)
            return
        yield Block(table.sourceline or filled[0].line, rows=tuple(filled), has_spans=True, xpath=path, table=number)


_TOO_DEEP = "Elements nested more than 2,048 deep are not read; what stands in them is missing."


def _is_item(row: GridRow) -> bool:
    """Say whether a row is an item of a list, laid out as a table: a bullet, and beside it a sentence."""
    return len(row.cells) == 2 and bool(_BULLET.fullmatch(row.cells[0].text))


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", lambda match: "\n" * match[0].count("\n"), text)


def _count_steps(parent: html.HtmlElement) -> dict[html.HtmlElement, str]:
    """Return the last step of the XPath of each child, with a number where siblings share its name."""
    named: dict[str, list[html.HtmlElement]] = {}
    for child in parent:
        if isinstance(child.tag, str):
            named.setdefault(child.tag, []).append(child)
    return {
        child: tag if len(children) == 1 else f"{tag}[{number}]"
        for tag, children in named.items()
        for number, child in enumerate(children, 1)
    }


def _tables_around(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield the nearest table around a table; that one's own surroundings are found from itself."""
    above = next(table.iterancestors("table"), None)
    if above is not None:
        yield above


def _is_hidden(element: html.HtmlElement) -> bool:
    """Say whether a browser shows nothing of an element and gives it no room."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _is_gone(style))


def _is_blank(element: html.HtmlElement) -> bool:
    style = element.get("style")
    return style is not None and _is_invisible(style)


@lru_cache(maxsize=4096)  # a document has few styles, and each of them thousands of times
def _is_gone(style: str) -> bool:
    return _GONE.search(style) is not None


@lru_cache(maxsize=4096)
def _is_invisible(style: str) -> bool:
    return _INVISIBLE.search(style) is not None


def _is_mark(node: html.HtmlElement) -> bool:
    """Say whether an element is a raised mark of a note, such as `(1)` or `*`; `th` of an ordinal is none."""
    if node.tag != "sup" and not _RAISED.search(node.get("style") or ""):
        return False
    text = node.text_content()
    return len(text) <= _LONGEST_MARK and bool(_MARK.fullmatch(text))


def _has_blocks(element: html.HtmlElement) -> bool:
    return next(element.iterdescendants(*_BLOCK_TAGS, "table"), None) is not None


def _text(element: html.HtmlElement) -> str:
    """Return what a browser shows of an element, in the order in which it stands, without marks of notes."""
    if not len(element):
        return element.text or ""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        inside = node is not element
        if event == "end":
            parts.append((node.tail or "") if inside else "")
        elif inside and (_is_hidden(node) or _is_blank(node) or _is_mark(node)):
            walk.skip_subtree()
        else:
            if node.tag == "br" or (inside and node.tag in _BLOCK_TAGS):
                parts.append(" ")
            parts.append(node.text or "")
    return "".join(parts)


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _row(
    element: html.HtmlElement, carried: dict[int, int], path: str, table: int, number: int
) -> tuple[GridRow, dict[int, int]]:
    """Return a row, and for each logical column that a cell still covers below, over how many rows."""
    cells: list[Cell] = []
    start = 0
    left = {column: rows - 1 for column, rows in carried.items() if rows > 1}
    index = 0
    for position, child in enumerate([] if _is_hidden(element) else element, 1):
        if child.tag not in ("td", "th"):
            continue
        index += 1
        if _is_hidden(child):
            continue
        while start in carried:
            start += 1
        span = _span(child.get("colspan")) if start < _WIDEST else 1
        text = "" if _is_blank(child) else _clean(_text(child))
        if text:
            cells.append(
                Cell(
                    text,
                    child.sourceline or 1,
                    index,
                    start,
                    span,
                    indent=_indent(child) if not cells else 0,
                    xpath=f"{path}/*[{position}]",
                    element_id=child.get("id"),
                    is_bold=_is_bold(child),
                    table=table,
                    row=number,
                )
            )
        rows = _span(child.get("rowspan"))
        if rows > 1:
            left.update(dict.fromkeys(range(start, start + span), rows - 1))
        start += span
    return GridRow(element.sourceline or 1, tuple(cells), start), left


def _is_bold(cell: html.HtmlElement) -> bool:
    if cell.tag == "th" or "bold" in (cell.get("style") or ""):
        return True
    return next(cell.iter("b"), None) is not None


def _span(value: str | None) -> int:
    """Return how many columns or rows a cell covers, as browsers read the attribute: its leading decimal digits.

    >>> _span("3"), _span("3px"), _span("²"), _span("9" * 400)
    (3, 3, 1, 500)
    """
    match = _DECIMAL.match(value) if value else None
    return max(1, min(int(match[1]), _MOST_SPAN)) if match else 1


def _indent(cell: html.HtmlElement) -> int:
    depth = 0.0
    for element in (cell, *cell.iterdescendants("p", "div", "span", "font")):
        style = element.get("style") or ""
        total = sum(float(match[1]) / _STEP.get((match[2] or "pt").lower(), 9.0) for match in _INDENT.finditer(style))
        depth += max(total, 0.0)
    lead = re.match(r"[\s\u00a0\u2002\u2003]*", cell.text_content())
    spaces = lead[0].count("\u00a0") + 2 * lead[0].count("\u2003") if lead else 0
    return min(int(min(depth + spaces / 2, _MOST_STEPS) + 0.5), _MOST_STEPS)
