"""The printed figures of one document, with all that the graph says of each print."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from gaapgraph.store.cell import select

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Figure", "list_figures"]

_FIGURES = """
SELECT DISTINCT ?document ?occurrence ?fact ?line ?column ?offset ?xpath ?text ?label ?head ?role ?primary ?mapping
  ?copyOf ?concept ?lineItem ?rate ?period ?unit ?value ?decimals ?nil ?approximate ?printedValue ?printedPeriod
  ?printedConcept {
  ?occurrence gg:document ?document ; gg:fact ?fact ; gg:line ?line ; gg:printedText ?text .
  ?fact gg:concept ?concept .
  OPTIONAL { ?fact gg:lineItem ?lineItem }
  OPTIONAL { ?fact gg:period ?period }
  OPTIONAL { ?fact gg:unit ?unit }
  OPTIONAL { ?fact gg:isNil ?nil }
  OPTIONAL { ?fact gg:exchangeRate ?rate }
  OPTIONAL { ?occurrence gg:column ?column }
  OPTIONAL { ?occurrence gg:offset ?offset }
  OPTIONAL { ?occurrence gg:xpath ?xpath }
  OPTIONAL { ?occurrence gg:label ?label }
  OPTIONAL { ?occurrence gg:headLabel ?head }
  OPTIONAL { ?occurrence gg:networkRole ?role }
  OPTIONAL { ?occurrence gg:inPrimaryStatement ?primary }
  OPTIONAL { ?occurrence gg:mapping ?mapping }
  OPTIONAL { ?occurrence gg:copyOf ?copyOf }
  OPTIONAL { ?occurrence gg:value ?value }
  OPTIONAL { ?occurrence gg:decimals ?decimals }
  OPTIONAL { ?occurrence gg:approximate ?approximate }
  OPTIONAL { ?occurrence gg:printedValue ?printedValue }
  OPTIONAL { ?occurrence gg:printedPeriod ?printedPeriod }
  OPTIONAL { ?occurrence gg:printedConcept ?printedConcept }
} ORDER BY ?line ?column ?offset ?occurrence
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One print of one fact: an occurrence.

    Attributes:
        occurrence, fact: IRIs; likewise `role` (of the network of the table), `concept`, `line_item`, `period`, `unit`.
        text: As printed.
        value: What it means in base units; None where nothing (a dash) or no number is printed.
        decimals: Accuracy of the print; None is exact.
        printed_value, printed_period, printed_concept: What the print says where that is not what it means.
        copy_of: IRI of the occurrence of which this is a misread second copy.
        rate: Home currency per unit of its own, where it is a translation.
    """

    occurrence: str
    fact: str
    line: int
    column: int | None
    offset: int | None
    xpath: str | None
    text: str
    label: str
    head: str
    role: str | None
    is_primary: bool
    mapping: str | None
    copy_of: str | None
    concept: str
    line_item: str | None
    period: str | None
    unit: str | None
    value: Decimal | None
    decimals: int | None
    is_nil: bool
    is_approximate: bool
    printed_value: Decimal | None
    printed_period: str | None
    printed_concept: str | None
    rate: Decimal | None = None

    @property
    def place(self) -> str:
        """The line with its column, or with its offset in prose and in row labels: what `gaapgraph explain` takes."""
        if self.offset is not None:
            return f"{self.line}@{self.offset}"
        return f"{self.line}" if self.column is None else f"{self.line}:{self.column}"

    @property
    def row(self) -> str:
        """What tells the row of a table apart: its path in HTML, where many rows may share a line, else its line."""
        return f"{self.line:09}" if self.xpath is None else self.xpath.rpartition("/")[0]


def list_figures(store: Store, document: str) -> list[Figure]:
    """Return the printed figures of a document in its order; a print that states two facts is there twice.

    Args:
        store: The data.
        document: IRI of the `gg:Document`.
    """
    rows = select(store, _FIGURES, "document", NamedNode(document))
    names = [variable.value for variable in rows.variables]
    return [_figure({name: row[name].value if row[name] is not None else None for name in names}) for row in rows]


def _figure(text: dict[str, str | None]) -> Figure:
    return Figure(
        occurrence=text["occurrence"] or "",
        fact=text["fact"] or "",
        line=_whole(text["line"]) or 0,
        column=_whole(text["column"]),
        offset=_whole(text["offset"]),
        xpath=text["xpath"],
        text=text["text"] or "",
        label=text["label"] or "",
        head=text["head"] or "",
        role=text["role"],
        is_primary=text["primary"] == "true",
        mapping=text["mapping"],
        copy_of=text["copyOf"],
        concept=text["concept"] or "",
        line_item=text["lineItem"],
        period=text["period"],
        unit=text["unit"],
        value=_decimal(text["value"]),
        decimals=_whole(text["decimals"]),
        rate=_decimal(text["rate"]),
        is_nil=text["nil"] == "true",
        is_approximate=text["approximate"] == "true",
        printed_value=_decimal(text["printedValue"]),
        printed_period=text["printedPeriod"],
        printed_concept=text["printedConcept"],
    )


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)


def _decimal(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None
