"""HTML exhibits: tables with row and column spans, and the prose between them, with source lines and XPaths."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from gaapgraph.document.grid import Block, Cell, GridRow
from gaapgraph.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_html_blocks"]

_BLOCK_TAGS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "center", "pre", "dd", "dt"}
)
_SKIPPED = frozenset({"script", "style", "head", "title", "noscript"})
_INDENT = re.compile(r"(?:padding-left|margin-left|text-indent)\s*:\s*(-?[\d.]+)\s*(pt|px|em|%|in)?", re.IGNORECASE)
_STEP = {"pt": 9.0, "px": 12.0, "em": 1.0, "%": 2.0, "in": 0.13}
_GONE = re.compile(r"\bdisplay\s*:\s*none\b", re.IGNORECASE)
_INVISIBLE = re.compile(r"\bvisibility\s*:\s*(?:hidden|collapse)\b", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u00a0\u200b\u2002\u2003\u2009]+")


def read_html_blocks(text: str, where: str) -> list[Block]:
    """Return the tables and prose of an HTML document in document order.

    Tables that only lay out the page (tables around tables) are read through; the innermost counts.

    Raises:
        ReadError: There is no element in it.
    """
    parser = html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_without_declaration(text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as exc:
        raise ReadError("no HTML element is in the file", where=where, mend="give the exhibit as HTML or text") from exc
    tree = root.getroottree()
    return list(_walk(root, tree))


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", lambda match: "\n" * match[0].count("\n"), text)


def _walk(root: html.HtmlElement, tree: etree._ElementTree) -> Iterator[Block]:
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _SKIPPED or _is_hidden(element):
            continue
        if element.tag == "table" and element.find(".//table") is None:
            yield from _table(element, tree)
        elif element.tag in _BLOCK_TAGS and not _has_blocks(element):
            yield from _prose(element, tree)
        else:
            if element.text and element.text.strip() and element.tag in _BLOCK_TAGS | {"body", "td", "font"}:
                yield Block(element.sourceline or 1, text=_clean(element.text))
            stack.extend(reversed(element))


def _is_hidden(element: html.HtmlElement) -> bool:
    """Say whether a browser shows nothing of an element and gives it no room."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and bool(_GONE.search(style)))


def _is_blank(element: html.HtmlElement) -> bool:
    style = element.get("style")
    return style is not None and bool(_INVISIBLE.search(style))


def _has_blocks(element: html.HtmlElement) -> bool:
    return any(
        child.tag in _BLOCK_TAGS or child.tag == "table"
        for child in element.iterdescendants()
        if isinstance(child.tag, str)
    )


def _prose(element: html.HtmlElement, tree: etree._ElementTree) -> Iterator[Block]:
    text = _clean(_text(element))
    if text:
        yield Block(element.sourceline or 1, text=text, xpath=tree.getpath(element))


def _text(element: html.HtmlElement) -> str:
    parts = []
    unseen: set[html.HtmlElement] = set()
    for node in element.iter():
        if node in unseen:
            continue
        if not isinstance(node.tag, str):
            if node.tail and node is not element:
                parts.append(node.tail)
            continue
        if node is not element and (_is_hidden(node) or _is_blank(node)):
            unseen.update(node.iterdescendants())
        elif node.tag == "sup" and node.text and re.fullmatch(r"\s*\(?\w{1,2}\)?\s*|\s*[*†‡]+\s*", node.text):
            pass
        elif node.text:
            parts.append(node.text)
        if node.tag == "br":
            parts.append(" ")
        if node.tail and node is not element:
            parts.append(node.tail)
    return "".join(parts)


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _table(table: html.HtmlElement, tree: etree._ElementTree) -> Iterator[Block]:
    rows: list[GridRow] = []
    carried: dict[int, int] = {}
    path = tree.getpath(table)
    for element in table.iter("tr"):
        row, carried = _row(element, carried, path, len(rows))
        rows.append(row)
    if not rows:
        return
    filled = [row for row in rows if row.cells]
    if not any(len(row.cells) > 1 for row in filled):
        for row in filled:
            yield Block(row.line, text=row.cells[0].text, xpath=path)
        return
    yield Block(table.sourceline or filled[0].line, rows=tuple(filled), has_spans=True, xpath=path)


def _row(element: html.HtmlElement, carried: dict[int, int], path: str, number: int) -> tuple[GridRow, dict[int, int]]:
    cells: list[Cell] = []
    start = 0
    left = {column: rows - 1 for column, rows in carried.items() if rows > 1}
    children = [] if _is_hidden(element) else [child for child in element if child.tag in ("td", "th")]
    for index, child in enumerate(children):
        if _is_hidden(child):
            continue
        while start in carried:
            start += 1
        span = _number(child.get("colspan"))
        text = "" if _is_blank(child) else _clean(_text(child))
        if text:
            cells.append(
                Cell(
                    text,
                    child.sourceline or 1,
                    index + 1,
                    start,
                    span,
                    indent=_indent(child) if not cells else 0,
                    xpath=f"({path}//tr)[{number + 1}]/*[{index + 1}]",
                    element_id=child.get("id"),
                    is_bold=child.tag == "th" or child.find(".//b") is not None or "bold" in (child.get("style") or ""),
                )
            )
        rows = _number(child.get("rowspan"))
        if rows > 1:
            left.update(dict.fromkeys(range(start, start + span), rows - 1))
        start += span
    return GridRow(element.sourceline or 1, tuple(cells), start), left


def _number(value: str | None) -> int:
    return max(1, min(int(value), 500)) if value and value.strip().isdigit() else 1


def _indent(cell: html.HtmlElement) -> int:
    depth = 0.0
    for element in (cell, *cell.iterdescendants("p", "div", "span", "font")):
        style = element.get("style") or ""
        total = sum(float(match[1]) / _STEP.get((match[2] or "pt").lower(), 9.0) for match in _INDENT.finditer(style))
        depth += max(total, 0.0)
    lead = re.match(r"[\s\u00a0\u2002\u2003]*", cell.text_content())
    spaces = lead[0].count("\u00a0") + 2 * lead[0].count("\u2003") if lead else 0
    return min(int(depth + spaces / 2 + 0.5), 12)
