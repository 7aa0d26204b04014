"""What is known of the concepts of standard taxonomies whose schemas are not at hand: the tables of the ontology."""

from __future__ import annotations

import re
from functools import lru_cache

from gaapgraph.dts.element import Declaration
from gaapgraph.dts.item_type import find_base_type, has_language
from gaapgraph.model import QName
from gaapgraph.ordered_table import OrderedTable
from gaapgraph.resource import ontology
from gaapgraph.taxonomy import find_family

__all__ = ["find_known"]

_YEAR = re.compile(r"/20(\d\d)")


@lru_cache(maxsize=65_536)  # asked for each fact of a concept
def find_known(name: QName) -> Declaration | None:
    """Return what the tables say of a concept, or None where they do not know it.

    Period type and balance are those of the very version; types of values hardly ever change with it.
    """
    family = find_family(name.namespace)
    cells = None if family is None else OrderedTable.read(ontology() / f"{family}-concepts.tsv").row(name.local)
    if cells is None:
        return None
    is_covered = _covers(cells[7], name.namespace)
    type_name = f"{cells[1]}ItemType" if cells[1] else ""
    return Declaration(
        name=name,
        kind="item",
        type_name=QName("", type_name) if type_name else None,
        base_type=find_base_type(type_name),
        is_text=has_language(QName("", type_name), {}),
        period_type=(cells[2] or None) if is_covered else None,
        balance=(cells[3] or None) if is_covered else None,
        is_abstract=cells[4] == "true",
        is_nillable=True,
        label=cells[5] or None,
    )


def _covers(years: str, namespace: str) -> bool:
    """Say whether a list of years such as `09 22-25` has the year of a version."""
    found = _YEAR.search(namespace)
    if found is None:
        return False
    year = int(found[1])
    ranges = (part.partition("-") for part in years.split())
    return any(int(first) <= year <= int(last or first) for first, _, last in ranges)
