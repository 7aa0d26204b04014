"""Which item type of XBRL 2.1 a type is derived from."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.resource import ontology

if TYPE_CHECKING:
    from gaapgraph.model import QName

__all__ = ["ITEM_TYPES", "NUMERIC_TYPES", "find_base_type", "has_language", "resolve_base"]

XBRLI_NAMESPACE = "http://www.xbrl.org/2003/instance"
XSD_NAMESPACE = "http://www.w3.org/2001/XMLSchema"
_NUMBERS = (
    "decimal float double integer nonPositiveInteger negativeInteger long int short byte nonNegativeInteger "
    "unsignedLong unsignedInt unsignedShort unsignedByte positiveInteger monetary shares pure fraction"
)
_OTHERS = (
    "string boolean hexBinary base64Binary anyURI QName duration dateTime time date gYearMonth gYear gMonthDay gDay "
    "gMonth normalizedString token language Name NCName"
)
NUMERIC_TYPES = frozenset(f"{name}ItemType" for name in _NUMBERS.split())
ITEM_TYPES = NUMERIC_TYPES | {f"{name}ItemType" for name in _OTHERS.split()}

_TEXTS = ("stringItemType", "normalizedStringItemType", "tokenItemType")
# Types that come from strings and are in no language: the data type registry's, and names of members (OIM 1.0 §5.3).
_WITHOUT_LANGUAGE = frozenset(
    ["domainItemType", "noLangTokenItemType", "noLangStringItemType", "enumerationItemType", "enumerationSetItemType"]
)


def find_base_type(local: str) -> str:
    """Return the item type that a type of this local name comes from, where that is known without its schema.

    >>> find_base_type("perShareItemType"), find_base_type("monetaryItemType"), find_base_type("ourItemType")
    ('decimalItemType', 'monetaryItemType', '')
    """
    return local if local in ITEM_TYPES else _read_derived().get(local, "")


@cache
def _read_derived() -> dict[str, str]:
    """Return the types of registries and regulators, whose schemas are seldom at hand."""
    lines = (ontology() / "item-types.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {name: base for name, _, base in (line.partition("\t") for line in lines)}


def resolve_base(name: QName | None, bases: dict[QName, QName]) -> str:
    """Return the item type, or the built-in type of XML Schema, that a type is derived from; empty if not known."""
    seen = set()
    while name is not None and name not in seen:
        if name.namespace == XBRLI_NAMESPACE:
            return name.local
        if name.namespace == XSD_NAMESPACE:
            return name.local
        seen.add(name)
        base = bases.get(name)
        if base is None:
            return find_base_type(name.local)
        name = base
    return ""


def has_language(name: QName | None, bases: dict[QName, QName]) -> bool:
    """Say whether values of a type are in a language: those that come from strings, unless a type between has none."""
    base, seen = resolve_base(name, bases), set()
    while name is not None and name not in seen:
        if name.local in _WITHOUT_LANGUAGE:
            return False
        seen.add(name)
        name = bases.get(name)
    return base in _TEXTS
