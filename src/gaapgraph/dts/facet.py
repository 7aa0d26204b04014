"""What simple types allow beyond their base: enumerations, patterns, lengths and bounds (XML Schema part 2, §4.3)."""

from __future__ import annotations

import re
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Facets", "find_bad_pattern", "is_allowed", "read_facets"]

_XSD = "http://www.w3.org/2001/XMLSchema"
_XS = f"{{{_XSD}}}"
_LENGTHS = ("length", "minLength", "maxLength", "totalDigits", "fractionDigits")
_BOUNDS = ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")
_KINDS = ("enumeration", "pattern", *_LENGTHS, *_BOUNDS)
_TAGS = tuple(f"{_XS}{kind}" for kind in _KINDS)
_BUILT_IN = {"monetary": "decimal", "shares": "decimal", "pure": "decimal"}
_WITHOUT_NAMES = ("QName", "NOTATION", "fraction", "")  # their values need the prefixes of the document, or are no text
_LONGEST = 1_000  # patterns on long texts take long
_MOST_REPEATS = 10_000
_WRONG_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[^nrt\\|.?*+(){}\-\[\]^sSiIcCdDwWpP]")
_REPEAT = re.compile(r"\{(\d+)(?:,(\d*))?\}")

Facets = tuple[tuple[str, str], ...]


def read_facets(type_: _Element) -> tuple[Facets, ...]:
    """Return the facets of one type: those of its restriction, and before them those of a simple type within it."""
    for path in ("restriction", "simpleContent/restriction"):
        restriction = type_.find(_XS + path.replace("/", f"/{_XS}"))
        if restriction is not None:
            own = tuple(
                (one.tag.removeprefix(_XS), one.get("value", ""))
                for one in restriction.iterchildren(*_TAGS)
                if one.get("value") is not None
            )
            inner = restriction.find(f"{_XS}simpleType")
            return (*((own,) if own else ()), *(() if inner is None else read_facets(inner)))
    return ()


def is_allowed(text: str, base_type: str, facets: tuple[Facets, ...]) -> bool:
    """Say whether a lexical value has all facets; one that nobody can judge has them.

    Args:
        text: The value.
        base_type: Local name of the item type of XBRL 2.1, or of the built-in type of XML Schema.
        facets: Of each derivation.

    >>> is_allowed("320193", "tokenItemType", ((("pattern", "[0-9]{10}"),),))
    False
    """
    kind = base_type.removesuffix("ItemType")
    if kind in _WITHOUT_NAMES or len(text) > _LONGEST or not facets:
        return True
    schema = _compile(_BUILT_IN.get(kind, kind), facets) if _is_tame(facets) else None
    if schema is None:
        return True
    element = etree.Element("v")
    try:
        element.text = text
        return schema.validate(element)
    except (ValueError, etree.XMLSchemaValidateError):  # no text of XML, or more steps than the engine takes
        return True


def find_bad_pattern(facets: tuple[Facets, ...]) -> str | None:
    """Return a pattern that XML Schema does not allow, or None."""
    for step in facets:
        for name, value in step:
            one = ((("pattern", value),),)
            if name != "pattern" or not _is_tame(one):
                continue
            if _WRONG_ESCAPE.search(value) or _compile("string", one) is None:
                return value
    return None


def _is_tame(facets: tuple[Facets, ...]) -> bool:
    """Say whether patterns can be compiled in little memory: repeats within repeats multiply."""
    patterns = [value for step in facets for name, value in step if name == "pattern"]
    return all(
        len(one) <= _LONGEST
        and prod(max(map(int, filter(None, each))) or 1 for each in _REPEAT.findall(one)) <= _MOST_REPEATS
        for one in patterns
    )


@lru_cache(maxsize=512)
def _compile(kind: str, facets: tuple[Facets, ...]) -> etree.XMLSchema | None:
    """Return a schema of one element of the type; None where it is none that can be compiled."""
    root = etree.Element(f"{_XS}schema", nsmap={"xs": _XSD})
    base = f"xs:{kind}"
    for number, step in enumerate(reversed(facets)):
        simple = etree.SubElement(root, f"{_XS}simpleType", name=f"t{number}")
        restriction = etree.SubElement(simple, f"{_XS}restriction", base=base)
        for name, value in step:
            etree.SubElement(restriction, _XS + name, value=value)
        base = f"t{number}"
    etree.SubElement(root, f"{_XS}element", name="v", type=base)
    try:
        return etree.XMLSchema(root)
    except etree.XMLSchemaParseError:
        return None
