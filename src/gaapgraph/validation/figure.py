"""The prints and facts of a graph as rules and their diagnosis need them: all prints in one pass, the rest when asked.

`gaapgraph.graph.Dataset` reads the same one by one, with all that is stated of each; that takes several times as long.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property, partial
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from gaapgraph.frozen_class import frozen
from gaapgraph.graph import read_accuracy
from gaapgraph.validation.check_result import PrintPlace, Where
from gaapgraph.validation.select import name_node, select
from gaapgraph.vocabulary import GG, RDF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Store

    from gaapgraph.graph import Dataset

__all__ = ["FIGURE_QUERIES", "Figures", "Print", "gather_figures", "load_figures"]

_PRINTS = f"""
SELECT ?print ?fact ?value ?lower ?upper ?report ?line ?column ?offset ?labelLine ?text ?decimals ?primary ?copied {{
  ?print a <{GG.Occurrence}> ; <{GG.fact}> ?fact .
  ?print <{GG.value}> ?value ; <{GG.lowerBound}> ?lower ; <{GG.upperBound}> ?upper .
  OPTIONAL {{ ?fact <{GG.report}> ?report }}
  OPTIONAL {{ ?print <{GG.line}> ?line }}
  OPTIONAL {{ ?print <{GG.column}> ?column }}
  OPTIONAL {{ ?print <{GG.offset}> ?offset }}
  OPTIONAL {{ ?print <{GG.labelLine}> ?labelLine }}
  OPTIONAL {{ ?print <{GG.printedText}> ?text }}
  OPTIONAL {{ ?print <{GG.decimals}> ?decimals }}
  OPTIONAL {{ ?print <{GG.inPrimaryStatement}> ?primary }}
  OPTIONAL {{ ?print <{GG.copyOf}> ?copied }}
}}
"""
_MORE = f"""
SELECT ?print ?table ?row ?valueColumn WHERE {{
  ?print <{GG.table}> ?table .
  OPTIONAL {{ ?print <{GG.row}> ?row }}
  OPTIONAL {{ ?print <{GG.valueColumn}> ?valueColumn }}
}}
"""
_WITHOUT_LINE = f"""
SELECT ?print ?element WHERE {{
  ?print <{GG.elementId}> ?element .
  FILTER NOT EXISTS {{ ?print <{GG.line}> ?line }}
}}
"""
_DOCUMENTS = f"""
SELECT ?report ?name ?document ?media WHERE {{
  ?report a <{GG.Report}> ; <{GG.document}> ?document . ?document <{GG.fileName}> ?name
  OPTIONAL {{ ?document <{GG.mediaType}> ?media }}
}}
"""
FIGURE_QUERIES = (_PRINTS, _MORE, _WITHOUT_LINE, _DOCUMENTS)
_UNTAGGED = frozenset(["", "text/html", "text/markdown", "text/plain"])  # what has labels and no concepts of a filer
_LONGEST = 200
_NEARLY = Decimal("0.85")


@frozen(kw_only=True)
class Print:
    """One occurrence: where it stands, what it shows, and the interval that this means.

    Attributes:
        report: IRI of the report that states its fact; empty where the data do not tell.
        line: From 1; 0 where the document has none.
        element: Identifier of its element, where the document has no lines: of JSON, the pointer.
        label_line: Of its label, where that is another line than its own.
        table, row: Of HTML and Markdown, where `column` counts cells of the row.
        value_column: The table's column of figures there, which a mark in a cell of its own does not shift.
        value, lower, upper: In base units.
    """

    iri: str
    fact: str
    report: str = ""
    line: int = 0
    element: str = ""
    column: int | None = None
    offset: int | None = None
    label_line: int | None = None
    table: int | None = None
    row: int | None = None
    value_column: int | None = None
    text: str = ""
    value: Decimal
    lower: Decimal
    upper: Decimal
    decimals: int | None = None
    is_primary: bool = False
    is_copy: bool = False

    @property
    def where(self) -> Where:
        """The place as results give it."""
        return Where(self.line, self.column)

    @property
    def of_row(self) -> tuple[int | None, int] | None:
        """The row of a table that it stands in: text has no rows but lines; None for a figure of no table."""
        if self.column is None:
            return None
        return (self.table, self.row) if self.table is not None and self.row is not None else (None, self.line)

    @property
    def figure_column(self) -> int | None:
        """Its column among the figures of its table, as far as the data tell: what stands above and below it."""
        return self.column if self.value_column is None else self.value_column

    @property
    def unit(self) -> Decimal:
        """One unit of the last printed digit."""
        return Decimal(1).scaleb(-(self.decimals or 0))

    @property
    def order(self) -> tuple[int, int, int, int, int]:
        """Document order."""
        return (self.line, self.table or 0, self.row or 0, self.column or 0, self.offset or 0)


@dataclass
class Figures:
    """The figures of a graph.

    Attributes:
        prints: All prints by their own IRI.
        by_fact: All prints by the IRI of their fact.
        documents: File names of documents by the IRI of the report.
        reports: IRIs of reports by that of their document.
        tagged: IRIs of reports whose document states the concepts of its filer: XBRL in any form, data of the SEC.
        store: Where everything else is looked up.
    """

    prints: dict[str, Print] = field(default_factory=dict)
    by_fact: dict[str, list[Print]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    reports: dict[str, str] = field(default_factory=dict)
    tagged: frozenset[str] = frozenset()
    store: Store | None = None
    _looked_up: dict[tuple[str, str], str | None] = field(default_factory=dict, repr=False, compare=False)
    _sources: dict[str, Print] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _dataset(self) -> Dataset | None:
        """What else is known of the data; imported only where a result needs it."""
        if self.store is None:
            return None
        from gaapgraph.graph import Dataset

        return Dataset(self.store)

    def bare(self, iri: str) -> tuple[Decimal, Decimal, Decimal] | None:
        """Return value, lower and upper end of a fact that no print states; None where there is no such number."""
        if iri in self.by_fact:
            return None
        if self._first(iri, RDF.type) != GG.Fact:
            return None
        numbers = [_number(self._first(iri, name)) for name in (GG.value, GG.lowerBound, GG.upperBound)]
        return None if None in numbers else tuple(numbers)  # type: ignore[return-value]  # three of them

    def source(self, iri: str) -> Print | None:
        """Return the print that a rule means: the occurrence itself, or the one from which a fact has its value.

        That is the most accurate, then the one in a primary statement, then the first.
        """
        if iri in self.prints:
            return self.prints[iri]
        if iri not in self._sources and (candidates := self.by_fact.get(iri)):
            self._sources[iri] = min(
                candidates,
                key=lambda p: (p.is_copy, p.decimals is not None, -(p.decimals or 0), not p.is_primary, p.order),
            )
        return self._sources.get(iri)

    def report_of(self, iri: str) -> str:
        """Return the IRI of the report that a resource belongs to; empty where the data do not tell."""
        one = self.source(iri)
        if one is not None:
            return one.report
        if iri in self.documents:
            return iri
        if (report := self._first(iri, GG.report)) is not None:
            return report
        if (document := self._first(iri, GG.document) or "") in self.reports:
            return self.reports[document]
        return self._dataset.report_of(iri) if self._dataset is not None and iri else ""

    def label(self, occurrence: str) -> str:
        """Return the printed label of a print; empty where the data do not tell."""
        return self._first(occurrence, GG.label) or ""

    def of_table(self, report: str, table: int | None) -> tuple[Print, ...]:
        """Return the prints of one table of a document."""
        return self._by_table.get((report, table), ())

    @cached_property
    def _by_table(self) -> dict[tuple[str, int | None], tuple[Print, ...]]:
        found: dict[tuple[str, int | None], list[Print]] = {}
        for one in self.prints.values():
            found.setdefault((one.report, one.table), []).append(one)
        return {key: tuple(prints) for key, prints in found.items()}

    def places(self, occurrences: Iterable[str]) -> tuple[PrintPlace, ...]:
        """Return where prints stand, in document order."""
        prints = [self.prints[iri] for iri in occurrences if iri in self.prints]
        return tuple(self._place(one) for one in sorted(prints, key=lambda one: (one.order, one.iri)))

    def _place(self, one: Print) -> PrintPlace:
        return PrintPlace(
            line=one.line,
            column=one.column,
            offset=one.offset,
            table=one.table,
            row=one.row,
            xpath=self._first(one.iri, GG.xpath),
            element=self._first(one.iri, GG.elementId),
            text=one.text,
        )

    @cached_property
    def _curated(self) -> dict[str, bool]:
        """Whether nearly every figure of a report has a mapping: then somebody has seen to them all.

        A report without any mapping or label was not read by labels, but states the concepts of its filer; so does a
        filing that is tagged, whatever labels stand beside its figures.
        """
        if self.store is None:
            return {}
        mapped: dict[str, int] = {}
        for quad in self.store.quads_for_pattern(None, NamedNode(GG.mapping), None):
            one = self.prints.get(str(getattr(quad.subject, "value", "")))
            if one is not None:
                mapped[one.report] = mapped.get(one.report, 0) + 1
        every = Counter(one.report for one in self.prints.values())
        for quad in self.store.quads_for_pattern(None, NamedNode(GG.label), None) if len(mapped) < len(every) else ():
            one = self.prints.get(str(getattr(quad.subject, "value", "")))
            if one is not None:
                mapped.setdefault(one.report, 0)
        return {report: report in self.tagged or count >= _NEARLY * every[report] for report, count in mapped.items()}

    def is_curated(self, report: str) -> bool:
        """Say whether the concepts of a report are those of its filer, or of somebody who saw to them all."""
        return self._curated.get(report, True)

    def is_mapped(self, occurrence: str) -> bool:
        """Say whether the concept of a print was found by its label, not given by a filer's tag."""
        return any(self._first(occurrence, one) is not None for one in (GG.mapping, GG.label))

    def role(self, occurrence: str) -> str:
        """Return the IRI of the role of the network in whose table a print stands, or empty."""
        return self._first(occurrence, GG.networkRole) or ""

    def confidence(self, occurrence: str) -> Decimal:
        """Return how likely the concept of a print is the right one; 1 where the data do not tell."""
        mapping = self._first(occurrence, GG.mapping) or ""
        found = _number(self._first(mapping, GG.confidence)) if mapping else None
        return Decimal(1) if found is None else found

    def where(self, iri: str, kind: str) -> tuple[Where, ...]:
        """Return the place that a resource of a class states for itself, if it does."""
        line = _whole(self._first(iri, GG.line)) if self._first(iri, RDF.type) == kind else None
        return () if line is None else (Where(line, _whole(self._first(iri, GG.column))),)

    def _first(self, iri: str, property_iri: str) -> str | None:
        """Return the first value of a property of a resource; looked up once, as the resource may have thousands."""
        key = iri, property_iri
        if key not in self._looked_up:
            node, quad = _find_node(iri), None
            if self.store is not None and node is not None:
                quad = next(self.store.quads_for_pattern(node, NamedNode(property_iri), None), None)
            self._looked_up[key] = None if quad is None else name_node(quad.object) or ""
        return self._looked_up[key]


def _find_node(name: str) -> BlankNode | NamedNode | None:
    """Return the resource of a name; None where it is none, as a literal that a shape looks at."""
    try:
        return BlankNode(name.removeprefix("_:")) if name.startswith("_:") else NamedNode(name)
    except ValueError:
        return None


def load_figures(store: Store) -> Figures:
    """Return the numeric prints of a store, its named graphs taken as one."""
    return gather_figures(partial(select, store), store)


def gather_figures(ask: Callable[[str], Iterable[dict[str, str | None]]], store: Store | None = None) -> Figures:
    """Return the numeric prints among data of any kind.

    Args:
        ask: Returns the rows of a SELECT: IRIs and lexical forms, None where a variable is unbound.
        store: Where everything else is looked up.
    """
    found = list(ask(_DOCUMENTS))
    names = {row["report"] or "": row["name"] or "" for row in found}
    reports = {row["document"] or "": row["report"] or "" for row in found}
    tagged = frozenset(row["report"] or "" for row in found if (row["media"] or "") not in _UNTAGGED)
    figures = Figures(store=store, documents=names, reports=reports, tagged=tagged)
    rows = {row["print"]: (row["table"], row["row"], row["valueColumn"]) for row in ask(_MORE)}
    elements = {row["print"]: row["element"] or "" for row in ask(_WITHOUT_LINE)}
    for row in ask(_PRINTS):
        one = _print(row, rows.get(row["print"], (None, None, None)), elements.get(row["print"], ""))
        if one is not None:
            figures.prints[one.iri] = one
    for one in sorted(figures.prints.values(), key=lambda p: (p.order, p.iri)):
        figures.by_fact.setdefault(one.fact, []).append(one)
    return figures


def _print(
    row: dict[str, str | None], at: tuple[str | None, str | None, str | None], element: str = ""
) -> Print | None:
    """Return a print; None where its value is no number, as in graphs that others wrote."""
    value, lower, upper = (_number(row[name]) for name in ("value", "lower", "upper"))
    if value is None or lower is None or upper is None:
        return None
    return Print(
        iri=row["print"] or "",
        fact=row["fact"] or "",
        report=row["report"] or "",
        line=_whole(row["line"]) or 0,
        element=element,
        column=_whole(row["column"]),
        offset=_whole(row["offset"]),
        label_line=_whole(row["labelLine"]),
        table=_whole(at[0]),
        row=_whole(at[1]),
        value_column=_whole(at[2]),
        text=row["text"] or "",
        value=value,
        lower=lower,
        upper=upper,
        decimals=read_accuracy(row["decimals"] or ""),
        is_primary=row["primary"] == "true",
        is_copy=row["copied"] is not None,
    )


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"[+-]?\d{1,9}", text) else None


def _number(text: str | None) -> Decimal | None:
    """Return a number; None where there is none, or one that the data chose to be endless."""
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return None
    return value if value.is_finite() and len(text or "") < _LONGEST else None
