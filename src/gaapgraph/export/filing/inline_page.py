"""A document as a page of inline XBRL 1.1: its own lines or tables, in which each figure is tagged where it stands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from gaapgraph.export.filing.inline_number import match_number
from gaapgraph.export.filing.instance_document import LINK, XLINK, declare
from gaapgraph.page.layout import lay_out
from gaapgraph.page.part import Table
from gaapgraph.page.segment import quote_cell, quote_passage
from gaapgraph.page.source_line import view_lines
from gaapgraph.write.kind import FILING_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, BinaryIO

    from gaapgraph.export.filing.filed_report import FiledFact, FiledReport
    from gaapgraph.export.filing.instance_document import ContextWriter, Href
    from gaapgraph.graph import Figure, StatedNetwork
    from gaapgraph.model import FactKey, Place
    from gaapgraph.page import Source
    from gaapgraph.page.part import Cell, Passage
    from gaapgraph.page.segment import Segment

__all__ = ["PageLine", "PageTable", "draw_parts", "write_inline"]

_XHTML, _IX = "http://www.w3.org/1999/xhtml", "http://www.xbrl.org/2013/inlineXBRL"
_IXT = "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_STYLE = """@namespace ix url(http://www.xbrl.org/2013/inlineXBRL);
body { font: 13px/1.4 ui-monospace, monospace; margin: 2em; color: #1a1a1a; background: #fff }
pre { white-space: pre-wrap; margin: 0 }
table { border-collapse: collapse; margin: 1em 0 }
td { padding: 1px 8px; text-align: right; vertical-align: bottom }
td.label { text-align: left; white-space: pre-wrap }
ix|nonFraction, ix|nonNumeric { border-bottom: 1px solid #0b57a4; background: #eef4fb }
"""
HIDDEN = "figures in words or prints that say another value: tagged as hidden facts, marked in the text"


class PageLine(NamedTuple):
    """A line of the page: its number in the document, and its text in stretches."""

    number: int
    segments: tuple[Segment, ...]


class PageCell(NamedTuple):
    """A cell of a table of the page: how many columns it covers, whether it names the row, and its text."""

    span: int
    is_label: bool
    segments: tuple[Segment, ...]


class PageTable(NamedTuple):
    """A table of the page, and the line of the document in which it begins."""

    number: int
    rows: tuple[tuple[PageCell, ...], ...]


class _NoAnchors:
    """Names of lines, which this page has no use for."""

    def line(self, report: str, number: int) -> str:
        return f"{report}#{number}"


def draw_parts(
    figures: Sequence[Figure], networks: Sequence[StatedNetwork], source: Source | None
) -> list[PageLine | PageTable]:
    """Return the lines of a document, or the tables and the prose of one whose lines nobody reads.

    Where its text is not at hand, those of which the graph knows figures.
    """
    parts = lay_out(figures, networks, source)
    if any(isinstance(part, Table) and part.number is not None for part in parts):  # HTML and Markdown
        return [_draw_table(part) if isinstance(part, Table) else _draw_passage(part) for part in parts]
    views = view_lines("", source, parts, _NoAnchors(), lambda _: ())  # type: ignore[arg-type]
    return [PageLine(view.number, view.segments) for view in views]


def _draw_passage(passage: Passage) -> PageLine:
    return PageLine(passage.line, tuple(quote_passage(passage)))


def _draw_table(table: Table) -> PageTable:
    return PageTable(table.first_line, tuple(tuple(_draw_row(row.cells)) for row in table.rows if row.cells))


def _draw_row(cells: Sequence[Cell]) -> Iterator[PageCell]:
    """Yield the cells of a row, with empty ones where it has none."""
    reached = 0
    for cell in cells:
        if cell.start > reached:
            yield PageCell(cell.start - reached, is_label=False, segments=())
        yield PageCell(max(cell.span, 1), is_label=cell.start == 0, segments=tuple(quote_cell(cell)))
        reached = cell.start + max(cell.span, 1)


def write_inline(
    filed: FiledReport,
    parts: Sequence[PageLine | PageTable],
    references: Sequence[Href],
    contexts: ContextWriter,
    stream: BinaryIO,
) -> None:
    """Write a report as inline XBRL.

    Args:
        filed: The report.
        parts: Of the page, in its order.
        references: What the report names of its taxonomy.
        contexts: Of this report, not used before.
        stream: Of bytes.
    """
    page = _Page(filed, contexts)
    body = [page.draw_table(part) if isinstance(part, PageTable) else page.draw(part) for part in parts]
    root = page.frame(references)
    for element in body:
        root[1].append(element)
    root.addprevious(etree.Comment(f" {FILING_MARK} "))
    stream.write(etree.tostring(root.getroottree(), xml_declaration=True, encoding="utf-8"))


class _Page:
    """Builds one page; each fact is tagged once."""

    def __init__(self, filed: FiledReport, contexts: ContextWriter) -> None:
        self._filed, self._contexts = filed, contexts
        self._open: dict[tuple[FactKey, Place], list[FiledFact]] = defaultdict(list)
        for fact in filed.facts:
            if fact.occurrence is not None:
                self._open[fact.source.dimensions, fact.occurrence.place].append(fact)
        self._tagged: set[str] = set()
        self._lines: set[int] = set()

    def draw(self, line: PageLine) -> Any:
        """Return a line of the page with its figures tagged."""
        element = etree.Element(_h("pre"))
        if line.number not in self._lines:  # lines of HTML may hold several passages
            self._lines.add(line.number)
            element.set("id", f"L{line.number}")
        self._fill_with(element, line.segments)
        return element

    def draw_table(self, table: PageTable) -> Any:
        """Return a table of the page with its figures tagged."""
        element = etree.Element(_h("table"))
        for row in table.rows:
            line = etree.SubElement(element, _h("tr"))
            for cell in row:
                holder = etree.SubElement(line, _h("td"))
                if cell.span > 1:
                    holder.set("colspan", str(cell.span))
                if cell.is_label:
                    holder.set("class", "label")
                self._fill_with(holder, cell.segments)
        return element

    def _fill_with(self, element: Any, segments: Sequence[Segment]) -> None:
        for segment in segments:
            facts = [fact for figure in segment.figures if (fact := self._take(figure)) is not None]
            _append(element, segment.text) if not facts else self._tag(element, segment.text, facts)
        if not len(element) and not element.text:
            element.text = "\u00a0"

    def _take(self, figure: Figure) -> FiledFact | None:
        waiting = self._open.get((figure.fact.about, figure.place))
        return waiting.pop(0) if waiting else None

    def _tag(self, parent: Any, text: str, facts: Sequence[FiledFact]) -> None:
        first = facts[0]
        if first.value is None and first.unit is not None:
            self._tagged.add(first.name)
            parent.append(self._element(first))
            _append(parent, text)
            return
        number = None if first.number is None else match_number(text, first.number)
        if number is None or first.unit is None:
            mark = etree.SubElement(parent, _h("span"))
            mark.set("class", "hidden-fact")
            mark.set("title", ", ".join(str(fact.concept) for fact in facts))
            mark.text = text
            return
        _append(parent, text[: number.start])
        holder = parent
        for fact in facts:  # one print of several facts: each within the one before (§10.1.3)
            if fact.unit != first.unit or fact.number != first.number:
                continue
            element = self._element(fact)
            element.set("format", "ixt:num-dot-decimal")
            if number.scale:
                element.set("scale", str(number.scale))
            if number.is_negative:
                element.set("sign", "-")
            holder.append(element)
            holder = element
            self._tagged.add(fact.name)
        holder.text = text[number.start : number.end]
        _append(parent, text[number.end :])

    def _element(self, fact: FiledFact) -> Any:
        kind = "nonFraction" if fact.unit is not None else "nonNumeric"
        element = etree.Element(f"{{{_IX}}}{kind}", id=fact.name, name=str(fact.concept))
        element.set("contextRef", self._contexts.context(fact))
        if fact.unit is not None:
            element.set("unitRef", self._contexts.unit(fact.unit))
            if fact.value is not None:
                element.set("decimals", "INF" if fact.decimals is None else str(fact.decimals))
        if fact.value is None:
            element.set(f"{{{_XSI}}}nil", "true")
        return element

    def frame(self, references: Sequence[Href]) -> Any:
        """Return the page with its head and header, and what no line of it could show."""
        nsmap: dict[Any, str] = {None: _XHTML, "ix": _IX, "ixt": _IXT, **declare(self._filed)}
        root = etree.Element(_h("html"), nsmap=nsmap)
        head = etree.SubElement(root, _h("head"))
        etree.SubElement(head, _h("meta"), {"http-equiv": "Content-Type", "content": "text/html; charset=utf-8"})
        etree.SubElement(head, _h("title")).text = self._filed.report.title or self._filed.report.document.file_name
        etree.SubElement(head, _h("style"), type="text/css").text = _STYLE
        body = etree.SubElement(root, _h("body"))
        header = etree.SubElement(etree.SubElement(body, _h("div"), style="display:none"), f"{{{_IX}}}header")
        rest = [fact for fact in self._filed.facts if fact.name not in self._tagged]
        if rest:
            hidden = etree.SubElement(header, f"{{{_IX}}}hidden")
            for fact in rest:
                element = self._element(fact)
                if fact.value is not None:
                    self._fill(element, fact)
                hidden.append(element)
            self._filed.remarks[HIDDEN] = len(rest)
        names = etree.SubElement(header, f"{{{_IX}}}references")
        for one in references:
            if one.kind in ("schemaRef", "linkbaseRef"):
                reference = etree.SubElement(names, f"{{{LINK}}}{one.kind}")
                reference.set(f"{{{XLINK}}}type", "simple")
                reference.set(f"{{{XLINK}}}href", one.href)
                if one.kind == "linkbaseRef":
                    reference.set(f"{{{XLINK}}}arcrole", "http://www.w3.org/1999/xlink/properties/linkbase")
        resources = etree.SubElement(header, f"{{{_IX}}}resources")
        for element in self._contexts.elements:
            resources.append(element)
        return root

    def _fill(self, element: Any, fact: FiledFact) -> None:
        if fact.number is None:
            element.text = fact.value
            return
        if fact.number < 0:
            element.set("sign", "-")
        element.set("format", "ixt:num-dot-decimal")
        element.text = f"{abs(fact.number):f}"


def _h(name: str) -> str:
    return f"{{{_XHTML}}}{name}"


def _append(parent: Any, text: str) -> None:
    """Add text behind what an element has so far."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
