"""A workbook of reports: what each sheet holds, before it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaapgraph._version import __version__
from gaapgraph.document.place import format_place
from gaapgraph.errors import InputError
from gaapgraph.export.cell_comment import Words
from gaapgraph.export.entry import Entry, Sheet
from gaapgraph.export.lists import FactWords, Listed, find_facts, list_facts, list_results
from gaapgraph.export.rule_mark import MARKS, Marks
from gaapgraph.export.sheet_name import SheetNames
from gaapgraph.export.table_sheet import Statement, name_cell
from gaapgraph.graph import Dataset, list_networks, select
from gaapgraph.page import Table, find_source, lay_out, list_documents
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from gaapgraph.graph import Figure, StatedNetwork
    from gaapgraph.page import Document

__all__ = ["MOST_DOCUMENTS", "Book", "build_book"]

MOST_DOCUMENTS = 50
_LABELS = """SELECT DISTINCT ?term ?label { ?term skos:prefLabel ?label
  { ?term a gg:Concept } UNION { ?term a gg:Member } }
ORDER BY ?term ?label"""
_MEMBERS = """SELECT DISTINCT ?item ?axis ?member { ?item a gg:LineItem ; ?axis ?member . ?axis a gg:Dimension }
ORDER BY ?item ?axis"""
_REMARK = re.compile(r"\(.*\)")
_LABEL_WIDTH, _FIGURE_WIDTH, _MARK_WIDTH, _LINE_WIDTH = 46, 18, 4, 6
_LEGEND = {
    "violation": "contradicted: a rule finds the print wrong beyond rounding; the comment tells what is likely right",
    "warning": "a reader should look: the comment says why",
    "rounding": "the formula gives a figure some units of the last digit off the print, within rounding",
}


@dataclass(slots=True)
class Book:
    """All sheets of a workbook in their order.

    Attributes:
        title: Of the workbook.
        formulas: How many cells are formulas.
        figures: How many cells hold a figure.
        unusable: How many statements of the data cannot be used, and are left out.
    """

    title: str
    sheets: list[Sheet]
    formulas: int
    figures: int
    unusable: int = 0


class _Builder:
    """Gathers the sheets of some documents."""

    def __init__(self, dataset: Dataset, documents: Sequence[Document]) -> None:
        self.dataset, self.documents = dataset, documents
        self.files = {each.report: each.file_name for each in documents}
        self.labels: dict[str, str] = dict(_pairs(dataset, _LABELS))
        self.members: dict[str, list[str]] = {}
        for item, _, member in _select(dataset, _MEMBERS):
            self.members.setdefault(item, []).append(member)
        self.marks = Marks(dataset.store)
        self.names = SheetNames()
        self.lead = Sheet(self.names.give("Document"), widths=(28, 110))
        self.statements: list[tuple[Sheet, str]] = []
        self.cells: dict[str, str] = {}
        self.known: dict[str, Listed] = {}
        self.formulas = self.figures = 0

    def add(self, document: Document, texts: Sequence[Path]) -> None:
        """Add the statements of one document, and note where each of its facts is printed."""
        figures = self.dataset.figures(document=document.iri)
        networks = list_networks(self.dataset, document.report)
        parts = lay_out(figures, networks, find_source(document, figures, texts))
        tables = [part for part in parts if isinstance(part, Table) and part.figures]
        words = Words(document.file_name, self.labels, self.members, self.dataset.name)
        for title, group in _group(tables):
            self._add_sheet(document, title, group, networks, words)
        for figure in figures:
            self._note(figure, document)

    def _add_sheet(
        self, document: Document, title: str, tables: Sequence[Table], networks: Sequence[StatedNetwork], words: Words
    ) -> None:
        sheet = Sheet(self.names.give(title))
        columns = max(len(table.columns) for table in tables)
        wide = {cell.start for table in tables for row in table.rows for cell in row.cells if len(cell.text) > 2}
        figures = [_FIGURE_WIDTH if column in wide else _MARK_WIDTH for column in range(1, columns)]
        sheet.widths = (_LABEL_WIDTH, *figures, _LINE_WIDTH)
        first, last = tables[0].first_line, tables[-1].last_line
        sheet.entries.append(Entry(0, 0, title, "title"))
        sheet.entries.append(Entry(1, 0, f"{document.file_name}, lines {first} to {last}", "quiet"))
        top = 3
        for table in tables:
            if table.title != title:
                sheet.entries.append(Entry(top, 0, table.title, "title"))
                top += 1
            one = Statement(
                table=table, top=top, networks=networks, marks=self.marks, words=words, report=document.report
            )
            sheet.entries += one.list_entries()
            self.formulas += one.formulas
            self.figures += len(set(one.places.values()))
            for iri, place in one.places.items():
                self.cells[iri] = f"'{sheet.name.replace(chr(39), chr(39) * 2)}'!{name_cell(*place)}"
            if len(tables) == 1:
                sheet.frozen = (one.first_item, 1)
            top += one.height + 1
        self.statements.append((sheet, title))

    def _note(self, figure: Figure, document: Document) -> None:
        listed = self.known.setdefault(figure.fact.iri, Listed())
        listed.texts.append(figure.text)
        listed.places.append(format_place(figure.place))
        listed.labels += [figure.label] if figure.label else []
        listed.cells += [self.cells[figure.iri]] if figure.iri in self.cells else []
        listed.marks += [each.severity for each in self.marks.of(figure, document.report)]
        listed.marks.sort(key=list(MARKS).index)

    def finish(self) -> Book:
        """Return the workbook."""
        members = {
            item: ", ".join(self.labels.get(member, member) for member in found) for item, found in self.members.items()
        }
        reports = set(self.files)
        order = {fact: number for number, fact in enumerate(self.known)}
        words = FactWords(self.dataset, self.files, self.labels, members)
        facts = list_facts(find_facts(self.dataset, reports, order), words, self.known, self.names.give("Facts"))
        found = [each for each in self.marks.report.results if not each.report or each.report in reports]
        results = list_results(found, self.files, self.cells, self.names.give("Results"))
        self._describe([*self.statements, (results, "Results of the rules"), (facts, "Facts, one in each row")])
        sheets = [self.lead, *(sheet for sheet, _ in self.statements), results, facts]
        title = self.documents[0].title or self.documents[0].file_name
        return Book(title, sheets, self.formulas, self.figures, len(self.dataset.unusable))

    def _describe(self, sheets: Sequence[tuple[Sheet, str]]) -> None:
        """Fill the first sheet: what the documents are, which sheets there are, and what the marks mean."""
        row = 0
        for document in self.documents:
            self.lead.entries.append(Entry(row, 0, document.title or document.file_name, "title"))
            for name, value in _describe_document(document, self.dataset):
                row += 1
                self.lead.entries += [Entry(row, 0, name, "head"), Entry(row, 1, value, "wrapped")]
            row += 2
        for sheet, title in sheets:
            name = sheet.name.replace("'", "''")
            link = Entry(row, 0, sheet.name, "link", link=f"internal:'{name}'!A1")
            self.lead.entries += [link, Entry(row, 1, title, "wrapped")]
            row += 1
        row += 1
        for mark, meaning in _LEGEND.items():
            self.lead.entries += [Entry(row, 0, f"{MARKS[mark]} {mark}", mark=mark), Entry(row, 1, meaning, "wrapped")]
            row += 1
        how = "Cells hold figures in base units and show them as printed; each has its source and meaning as a comment."
        self.lead.entries.append(Entry(row + 1, 1, how, "wrapped"))


def build_book(store: Store, texts: Sequence[Path], name: str = "") -> Book:
    """Return the workbook of the reports in a store.

    Args:
        store: The data.
        texts: Files that may be the text of a document, for the heads as printed.
        name: Only documents whose file name begins so.

    Raises:
        InputError: There is no such document, or there are too many for one workbook.
    """
    dataset = Dataset(store)
    every = list_documents(dataset)
    documents = [each for each in every if each.file_name.startswith(name)]
    if not documents:
        files = ", ".join(each.file_name for each in every[:5]) or "none"
        raise InputError("there is no such document in the data", where=name or "xlsx", mend=f"there is {files}")
    if len(documents) > MOST_DOCUMENTS:
        what = f"{len(documents)} reports are more than the {MOST_DOCUMENTS} that one workbook takes"
        raise InputError(what, where="xlsx", mend="export some of them, with --document NAME")
    builder = _Builder(dataset, documents)
    for document in documents:
        builder.add(document, texts)
    return builder.finish()


def _group(tables: Sequence[Table]) -> Iterator[tuple[str, list[Table]]]:
    """Yield the primary statements, those of one title together, and then all other tables as one."""
    statements: list[tuple[str, list[Table]]] = []
    for table in (table for table in tables if table.is_primary):
        # a title in parentheses is a remark under the title of what stands above
        if statements and (table.title == statements[-1][0] or _REMARK.fullmatch(table.title)):
            statements[-1][1].append(table)
        else:
            statements.append((table.title, [table]))
    yield from statements
    others = [table for table in tables if not table.is_primary]
    if others:
        yield "Other tables" if len(others) < len(tables) else "Tables", others


def _describe_document(document: Document, dataset: Dataset) -> Iterator[tuple[str, str]]:
    rows = {
        "entity": document.entity_name,
        "entity, IRI": document.entity,
        "issued": document.issued,
        "document": document.file_name,
        "SHA-256": document.sha256,
        "report, IRI": document.report,
        "taxonomies": ", ".join(dataset.node(document.report).texts(GG.taxonomyVersion)),
        "written by": f"gaapgraph {__version__}",
    }
    yield from ((name, value) for name, value in rows.items() if value)


def _pairs(dataset: Dataset, query: str) -> Iterator[tuple[str, str]]:
    for first, second, *_ in _select(dataset, query):
        yield first, second


def _select(dataset: Dataset, query: str) -> Iterator[tuple[str, ...]]:
    for row in select(dataset.store, query):
        yield tuple(value or "" for value in row.values())
