"""The sheets that are lists: every fact in a row, every result of the rules in a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.export.entry import Entry, Sheet
from gaapgraph.export.print_format import is_exact
from gaapgraph.frozen_class import frozen
from gaapgraph.graph import show_period, show_unit
from gaapgraph.model import Fraction, Literal
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gaapgraph.export.entry import Value
    from gaapgraph.graph import Dataset, StatedFact
    from gaapgraph.validation.check_result import CheckResult

__all__ = ["MOST_ROWS", "FactWords", "Listed", "find_facts", "list_facts", "list_results"]

MOST_ROWS = 1_048_575  # of a sheet, without its heads
_MOST_LINKS = 60_000
_HEADS = {
    "document": 24, "concept": 40, "label": 40, "dimensions": 40, "entity": 24, "start": 11, "end": 11,
    "comparative": 22, "unit": 12, "value": 20, "decimals": 9, "least": 20, "greatest": 20, "approximate": 11,
    "nil": 6, "printed": 20, "label as printed": 30, "places": 24, "check": 12, "cell": 36, "key": 22, "fact": 60,
}  # fmt: skip
_RESULT_HEADS = {
    "severity": 11, "code": 20, "document": 24, "line": 7, "column": 7, "cell": 36, "message": 80, "expected": 18,
    "reported": 18, "difference": 18, "tolerance": 14, "likely correction": 16, "further evidence": 60,
}  # fmt: skip


@frozen
class FactWords:
    """How facts are named.

    Attributes:
        dataset: Gives the names of concepts and entities.
        files: The name of each report's document.
        labels: What concepts are called.
        dimensions: The members of each line item in words.
    """

    dataset: Dataset
    files: Mapping[str, str]
    labels: Mapping[str, str]
    dimensions: Mapping[str, str]


@dataclass(slots=True)
class Listed:
    """What is known of a fact beside the graph's own properties: where it is printed, and what is wrong there."""

    texts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


def find_facts(dataset: Dataset, reports: Iterable[str], order: Mapping[str, int]) -> list[StatedFact]:
    """Return the facts of some reports, in the order given for their IRIs.

    Raises:
        InputError: They are more than a sheet has rows.
    """
    kinds = set(dataset.instances(GG.Fact))
    named = {iri for report in reports for iri in dataset.subjects(GG.report, report)} & kinds
    facts = [fact for iri in sorted(named) if (fact := dataset.fact(iri)) is not None]
    if len(facts) > MOST_ROWS:
        what = f"{len(facts):,} facts are more than the {MOST_ROWS:,} rows that a sheet may have"
        raise InputError(what, where="xlsx", mend="export fewer reports, with --document NAME")
    return sorted(facts, key=lambda fact: (order.get(fact.iri, len(order)), fact.report, fact.iri))


def list_facts(facts: Sequence[StatedFact], words: FactWords, known: Mapping[str, Listed], name: str) -> Sheet:
    """Return the sheet of all facts.

    Args:
        facts: From `find_facts`.
        words: How they are named.
        known: Where each fact is printed, by its IRI.
        name: Of the sheet.
    """
    sheet = Sheet(name, widths=tuple(_HEADS.values()), frozen=(1, 2), is_list=True)
    sheet.entries += [Entry(0, column, head, "head") for column, head in enumerate(_HEADS)]
    for number, fact in enumerate(facts, 1):
        printed = known.get(fact.iri, Listed())
        link = fact.iri if number <= _MOST_LINKS and not fact.iri.startswith("_:") else ""
        cell = printed.cells[0] if printed.cells else ""
        about, (low, high) = fact.about, fact.interval or (None, None)
        values: list[Value] = [
            words.files.get(fact.report, ""),
            words.dataset.name(about.concept),
            words.labels.get(about.concept),
            words.dimensions.get(fact.line_item or "", ""),
            words.dataset.label(about.entity) if about.entity else "",
            getattr(about.period, "start", None),
            None if about.period is None else about.period.end,
            "" if about.comparative is None else show_period(about.comparative),
            show_unit(about.unit),
            str(fact.value) if isinstance(fact.value, Fraction | Literal) else fact.value,
            *(fact.decimals, low, high, fact.is_approximate or None, fact.is_nil or None),
            printed.texts[0] if printed.texts else "",
            printed.labels[0] if printed.labels else "",
            ", ".join(printed.places),
            printed.marks[0] if printed.marks else "",
            cell,
            fact.key,
            fact.iri,
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
