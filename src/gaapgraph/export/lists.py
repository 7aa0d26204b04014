"""The sheets that are lists: every fact in a row, every result of the rules in a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions

from gaapgraph.errors import InputError
from gaapgraph.export.entry import Entry, Sheet
from gaapgraph.export.note import name_iri
from gaapgraph.export.number import is_exact
from gaapgraph.question import Answer, collect
from gaapgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pyoxigraph import Store

    from gaapgraph.export.entry import Value
    from gaapgraph.validation.result import CheckResult

__all__ = ["MOST_ROWS", "Listed", "list_facts", "list_results", "query_facts"]

MOST_ROWS = 1_048_575  # of a sheet, without its heads
_MOST_LINKS = 60_000
_FACTS = """
SELECT ?report ?fact ?key ?concept ?label ?entity ?start ?end ?comparative ?unit ?value ?decimals ?low ?high
  ?approximate ?nil ?item {
  ?fact a gg:Fact ; gg:report ?report ; gg:concept ?concept ; gg:entity ?entityIri ; gg:key ?key .
  OPTIONAL { ?concept skos:prefLabel ?label }
  OPTIONAL { ?entityIri skos:prefLabel ?entity }
  OPTIONAL { ?fact gg:period ?period
    OPTIONAL { ?period gg:startDate ?start }
    OPTIONAL { ?period gg:endDate ?last }
    OPTIONAL { ?period gg:date ?day }
    BIND (COALESCE(?last, ?day) AS ?end) }
  OPTIONAL { ?fact gg:comparativePeriod ?comparative }
  OPTIONAL { ?fact gg:unit ?unit }
  OPTIONAL { ?fact gg:value ?value }
  OPTIONAL { ?fact gg:decimals ?decimals }
  OPTIONAL { ?fact gg:lowerBound ?low ; gg:upperBound ?high }
  OPTIONAL { ?fact gg:approximate ?approximate }
  OPTIONAL { ?fact gg:isNil ?nil }
  OPTIONAL { ?fact gg:lineItem ?item }
} ORDER BY ?report ?fact"""
_HEADS = {
    "document": 24, "concept": 40, "label": 40, "dimensions": 40, "entity": 24, "start": 11, "end": 11,
    "comparative": 22, "unit": 12, "value": 20, "decimals": 9, "least": 20, "greatest": 20, "approximate": 11,
    "nil": 6, "printed": 20, "label as printed": 30, "places": 24, "check": 12, "cell": 36, "key": 22, "fact": 60,
}  # fmt: skip
_RESULT_HEADS = {
    "severity": 11, "code": 20, "document": 24, "line": 7, "column": 7, "cell": 36, "message": 80, "expected": 18,
    "reported": 18, "difference": 18, "tolerance": 14, "likely correction": 16, "further evidence": 60,
}  # fmt: skip


@dataclass(slots=True)
class Listed:
    """What is known of a fact beside the graph's own properties: where it is printed, and what is wrong there."""

    texts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


def query_facts(store: Store, reports: Collection[str], order: Mapping[str, int]) -> Answer:
    """Return the facts of some reports with their properties, in the order given for their IRIs.

    Raises:
        InputError: They are more than a sheet has rows.
    """
    rows = store.query(_FACTS, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    every = collect(rows)
    kept = sorted((row for row in every.rows if row[0] in reports), key=lambda row: order.get(str(row[1]), len(order)))
    answer = Answer(every.columns, tuple(kept))
    if len(answer.rows) > MOST_ROWS:
        what = f"{len(answer.rows):,} facts are more than the {MOST_ROWS:,} rows that a sheet may have"
        raise InputError(what, where="xlsx", mend="export fewer reports, with --document NAME")
    return answer


def list_facts(
    answer: Answer,
    files: Mapping[str, str],
    dimensions: Mapping[str, str],
    known: Mapping[str, Listed],
    name: str,
) -> Sheet:
    """Return the sheet of all facts.

    Args:
        answer: From `query_facts`.
        files: The name of each report's document.
        dimensions: The members of each line item in words.
        known: Where each fact is printed.
        name: Of the sheet.
    """
    sheet = Sheet(name, widths=tuple(_HEADS.values()), frozen=(1, 2), is_list=True)
    sheet.entries += [Entry(0, column, head, "head") for column, head in enumerate(_HEADS)]
    for number, row in enumerate(answer.rows, 1):
        has = dict(zip(answer.columns, row, strict=True))
        printed = known.get(str(has["fact"]), Listed())
        link = str(has["fact"]) if number <= _MOST_LINKS else ""
        cell = printed.cells[0] if printed.cells else ""
        values: list[Value] = [
            files.get(str(has["report"]), ""),
            name_iri(str(has["concept"])),
            has["label"],
            dimensions.get(str(has["item"]), ""),
            has["entity"],
            has["start"],
            has["end"],
            name_iri(str(has["comparative"] or "")).replace("/", " to "),
            name_iri(str(has["unit"] or "")).replace("-per-", " per "),
            *(has[column] for column in ("value", "decimals", "low", "high", "approximate", "nil")),
            printed.texts[0] if printed.texts else "",
            printed.labels[0] if printed.labels else "",
            ", ".join(printed.places),
            printed.marks[0] if printed.marks else "",
            cell,
            has["key"],
            str(has["fact"]),
        ]
        links = {len(values) - 1: link, len(values) - 3: f"internal:{cell}" if cell and link else ""}
        sheet.entries += _row(number, values, links)
    return sheet


def list_results(
    results: Sequence[CheckResult], files: Mapping[str, str], cells: Mapping[str, str], name: str
) -> Sheet:
    """Return the sheet of all results of the rules.

    Args:
        results: In their order.
        files: The name of each report's document.
        cells: The place in the workbook of each occurrence.
        name: Of the sheet.
    """
    sheet = Sheet(name, widths=tuple(_RESULT_HEADS.values()), frozen=(1, 2), is_list=True)
    sheet.entries += [Entry(0, column, head, "head") for column, head in enumerate(_RESULT_HEADS)]
    for number, one in enumerate(results, 1):
        cell = next((cells[iri] for iri in one.prints if iri in cells), "")
        first = one.at[0] if one.at else None
        figures = (one.expected, one.reported, one.difference, one.tolerance)
        values: list[Value] = [
            one.severity,
            one.code,
            files.get(one.report, ""),
            None if first is None else first.line,
            None if first is None else first.column,
            cell,
            one.message,
            *(None if text is None else Decimal(text) for text in figures),
            one.correction,
            "\n".join(one.evidence),
        ]
        sheet.entries += _row(number, values, {5: f"internal:{cell}" if cell else ""}, {6, 12})
    return sheet


def _row(
    number: int, values: Sequence[Value], links: Mapping[int, str], wrapped: set[int] | None = None
) -> list[Entry]:
    entries = []
    for column, value in enumerate(values):
        if value is None or value == "":
            continue
        link = links.get(column, "")
        style = "link" if link else "wrapped" if wrapped and column in wrapped else "text"
        if isinstance(value, Decimal) and not is_exact(value):
            value = f"{value:f}"
        is_large = isinstance(value, Decimal) and abs(value) >= 1000 and value == value.to_integral_value()
        entries.append(Entry(number, column, value, style, number_format="#,##0" if is_large else "", link=link))
    return entries
