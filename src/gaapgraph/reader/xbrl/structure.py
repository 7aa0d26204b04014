"""When two contexts say the same though their XML differs (XBRL 2.1 §4.10, s-equal)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from gaapgraph.model import Literal, QName, canonical
from gaapgraph.reader.xbrl.context import XML_LITERAL
from gaapgraph.reader.xbrl.typed_value import read_number

if TYPE_CHECKING:
    from lxml.etree import _Element

    from gaapgraph.dts import Taxonomy
    from gaapgraph.model import Dimensions

__all__ = ["settle_dimensions"]


def settle_dimensions(dimensions: Dimensions, taxonomy: Taxonomy) -> tuple[tuple[str, object], ...]:
    """Return dimensions in which what is s-equal is equal: numbers by value, defaults filled in."""
    return tuple(
        (
            axis,
            _settle(member.lexical, taxonomy)
            if isinstance(member, Literal) and member.datatype == XML_LITERAL
            else member,
        )
        for axis, member in dimensions
    )


def _settle(xml: str, taxonomy: Taxonomy) -> object:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(f"<x>{xml}</x>", parser)
    return tuple(_settle_element(child, taxonomy) for child in root.iterchildren("{*}*"))


def _settle_element(element: _Element, taxonomy: Taxonomy) -> object:
    declared = taxonomy.declarations.get(QName.of_tag(element.tag))
    attributes = {} if declared is None else dict(declared.attributes)
    attributes |= {str(name): str(value) for name, value in element.attrib.items()}
    text = element.text or ("" if declared is None or len(element) else declared.default or "")
    return (
        element.tag,
        tuple(sorted((name, _settle_text(value)) for name, value in attributes.items())),
        _settle_text(text),
        tuple(_settle_element(child, taxonomy) for child in element.iterchildren("{*}*")),
    )


def _settle_text(text: str) -> str:
    number = read_number(text.strip())
    return text.strip() if number is None else canonical(number)
