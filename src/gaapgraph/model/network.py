"""Networks: the arcs of one arcrole in one role (XBRL 2.1 §3.5.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaapgraph.model.concept import LineItem

__all__ = ["PARENT_CHILD", "SUMMATION_ITEM", "Arc", "Network"]

PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
SUMMATION_ITEM = "https://xbrl.org/2023/arcrole/summation-item"


@dataclass(frozen=True, slots=True)
class Arc:
    """One arc from a total or heading to an item; `weight` only in calculation networks."""

    source: LineItem
    target: LineItem
    order: int
    weight: int | None = None
    preferred_label: str | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """All arcs of one arcrole in one role.

    Attributes:
        role: IRI of the role, such as `…/iij/role/consolidated-balance-sheets`.
        title: The role's definition, as a person reads it.
        arcrole: `PARENT_CHILD` or `SUMMATION_ITEM`.
    """

    role: str
    title: str
    arcrole: str
    arcs: tuple[Arc, ...]
