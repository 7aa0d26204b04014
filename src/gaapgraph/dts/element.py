"""An element as a schema declares it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from gaapgraph.dts.facet import Facets
    from gaapgraph.model import QName

__all__ = ["Declaration"]


@frozen(kw_only=True)
class Declaration:
    """An element that a schema declares.

    Attributes:
        name: Expanded name.
        kind: `item`, `tuple`, `dimension`, `hypercube`, or empty where the element is none of XBRL.
        type_name: Of its type, None where it is anonymous or not known.
        base_type: Local name of the item type of XBRL 2.1 that its type comes from, such as `monetaryItemType`; for
            other elements of the built-in type. Empty where the schemas at hand do not tell.
        is_text: Whether its values are in a language.
        period_type: `instant` or `duration`.
        balance: `debit` or `credit`.
        typed_domain: Of a typed dimension, the element of its members.
        typed_domain_ref: How the schema refers to that element.
        document: Address of the schema as people know it, and the line in it.
        default: What its content means where it is empty.
        attributes: Pairs of attribute and what it is where it is left out.
        facets: What its type allows beyond its base type: a step for each derivation, the last first.
        tuple_faults: What is wrong with its type if it is a tuple.
        model: Which elements it holds, as `content_model` reads it; None where nothing is known of that.
        group: The head of its substitution group.
        label: In English, where no linkbase is needed for it.
    """

    name: QName
    kind: str = ""
    type_name: QName | None = None
    base_type: str = ""
    is_text: bool = False
    period_type: str | None = None
    balance: str | None = None
    is_abstract: bool = False
    is_nillable: bool = False
    typed_domain: QName | None = None
    typed_domain_ref: str | None = None
    document: str = ""
    line: int = 0
    default: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    facets: tuple[Facets, ...] = ()
    tuple_faults: tuple[str, ...] = ()
    model: str | None = None
    group: QName | None = None
    label: str | None = None
