"""Networks: the arcs of one arcrole in one role (XBRL 2.1 §3.5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from decimal import Decimal

    from gaapgraph.model.concept import LineItem

__all__ = ["PARENT_CHILD", "SUMMATION_ITEM", "Arc", "Hypercube", "HypercubeDimension", "Network"]

PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
SUMMATION_ITEM = "https://xbrl.org/2023/arcrole/summation-item"


@frozen
class Arc:
    """One arc from a total or heading to an item; `weight` only in calculation networks."""

    source: LineItem
    target: LineItem
    order: int
    weight: int | Decimal | None = None
    preferred_label: str | None = None


@frozen
class Network:
    """All arcs of one arcrole in one role.

    Attributes:
        role: IRI of the role, such as `…/iij/role/consolidated-balance-sheets`.
        title: The role's definition, as a person reads it.
        arcrole: `PARENT_CHILD` or `SUMMATION_ITEM`.
        published_arcrole: What the source calls the arcrole, where that is another: XBRL 2.1 has its own for
            calculations, which mean what those of Calculations 1.1 do.
        order: Of the networks of one document among each other; None where nothing says it.
    """

    role: str
    title: str
    arcrole: str
    arcs: tuple[Arc, ...]
    order: int | None = None
    published_arcrole: str | None = None


@frozen
class HypercubeDimension:
    """A dimension of a hypercube.

    Attributes:
        axis: IRI.
        members: IRIs of the members that facts may have; empty where the dimension is typed.
        default: IRI of the member that facts without this dimension are about.
        datatype: IRI of the datatype of a typed dimension.
    """

    axis: str
    members: tuple[str, ...] = ()
    default: str | None = None
    datatype: str | None = None


@frozen
class Hypercube:
    """Which dimensions the facts of some concepts may have in one role (Dimensions 1.0 §2.2, §2.3).

    Attributes:
        iri: Of the hypercube's concept.
        role: IRI of the role.
        concepts: IRIs of the primary items.
        is_closed: Whether facts may have no other dimension.
        is_excluded: Whether it says what facts may not have (`notAll`).
        container: `segment` or `scenario`, the element of contexts that holds its dimensions; empty where not known.
    """

    iri: str
    role: str
    concepts: tuple[str, ...]
    dimensions: tuple[HypercubeDimension, ...]
    is_closed: bool = False
    is_excluded: bool = False
    container: str = ""
