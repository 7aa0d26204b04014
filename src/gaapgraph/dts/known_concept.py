"""What is known of the concepts of standard taxonomies whose schemas are not at hand: the tables of the ontology."""

from __future__ import annotations

from functools import cache

from gaapgraph.dts.element import Declaration
from gaapgraph.dts.item_type import find_base_type
from gaapgraph.model import QName
from gaapgraph.resource import ontology
from gaapgraph.taxonomy import find_family

__all__ = ["find_known"]


def find_known(name: QName) -> Declaration | None:
    """Return what the tables say of a concept, or None where they do not know it."""
    family = find_family(name.namespace)
    row = None if family is None else _read_table(family).get(name.local)
    if row is None:
        return None
    cells = row.split("\t")
    type_name = f"{cells[1]}ItemType" if cells[1] else ""
    return Declaration(
        name=name,
        kind="item",
        type_name=QName("", type_name) if type_name else None,
        base_type=find_base_type(type_name),
        period_type=cells[2] or None,
        balance=cells[3] or None,
        is_abstract=cells[4] == "true",
        is_nillable=True,
        label=cells[5] or None,
    )


@cache
def _read_table(family: str) -> dict[str, str]:
    path = ontology() / f"{family}-concepts.tsv"
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return {line.partition("\t")[0]: line for line in lines}
