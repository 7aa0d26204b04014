"""Which concepts a row can have by its words, and a kind of statement by what it is for.

Changes of operating capital adjust cash, and are no income.

Income statements by the nature of expense ("Changes in inventories", "Own work capitalised") have rows that the
standard taxonomy has no concept for, with labels that filers print in cash flow statements.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.iri import name_words
from gaapgraph.tag.figure.summation import load_calculations
from gaapgraph.tag.label.feature import words_of
from gaapgraph.tag.label.lexicon import load_concepts, load_filed_labels
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from gaapgraph.tag.label.feature import LabelledRow

__all__ = ["belongs", "is_told"]

_PLAIN = frozenset(
    [
        "total",
        "other",
        "net",
        "basic",
        "diluted",
        "subtotal",
        "balance",
        "beginning",
        "ending",
        "thereafter",
        "remainder",
        "fiscal",
        "year",
        "item",
        "amount",
    ]
)
_TIME = frozenset(["fiscal", "year"])  # "Backlog by year" tells of nothing that is due in "year two"
_CHANGE = "IncreaseDecreaseIn"
_OPERATING_CAPITAL = US_GAAP + "IncreaseDecreaseInOperatingCapital"


def belongs(name: str, kind: str) -> bool:
    """Say whether a concept can stand in a kind of statement.

    Args:
        name: Local name.
        kind: Of the statement.

    >>> belongs("IncreaseDecreaseInInventories", "income-statement")
    False
    >>> belongs("IncreaseDecreaseInInventories", "cash-flow"), belongs("Revenues", "income-statement")
    (True, True)
    """
    return kind != "income-statement" or not name.startswith(_CHANGE) or US_GAAP + name not in _operating_capital()


@cache
def _operating_capital() -> frozenset[str]:
    """Return the change of operating capital with all that the standard calculations add up to it."""
    children, found, left = load_calculations(), set[str](), [_OPERATING_CAPITAL]
    while left:
        concept = left.pop()
        if concept not in found:
            found.add(concept)
            left += children.get(concept, ())
    return frozenset(found)


def is_told(name: str, row: LabelledRow, head: str, title: str) -> bool:
    """Say whether a row itself tells of a concept, and not only what stands around it.

    "Packaging" below "Operating Income" is a part of that income: no word of it is one of the concept's, and no filer
    printed it for the concept. A label such as "Total", or a year in a schedule of what is due, has no word of its own;
    there headings and title count.

    Args:
        name: Local name of the concept.
        row: As its label is read.
        head: Of the column, where it is part of what the row names.
        title: Of the table.
    """
    own = {*words_of(f"{row.label} {head}")} - _PLAIN
    told = own or {*words_of(" ".join([row.label, *row.headings, title]))}
    words = {*words_of(f"{load_concepts()[name].label} {name_words(name)}")}
    return bool(told & words - _TIME) or load_filed_labels().filers(row.label, name) > 0
