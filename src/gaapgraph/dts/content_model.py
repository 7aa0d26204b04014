"""Which elements a tuple holds, in which order and number (XBRL 2.1 §4.9; XML Schema part 1, §3.8)."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from hashlib import sha256
from math import prod
from typing import TYPE_CHECKING

from lxml import etree

from gaapgraph.model import QName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

__all__ = ["find_model_fault", "holds", "list_parts", "name_part", "read_model"]

_XSD = "http://www.w3.org/2001/XMLSchema"
_XS = f"{{{_XSD}}}"
_GROUPS = (f"{_XS}sequence", f"{_XS}choice", f"{_XS}all")
_WITHOUT_JUDGEMENT = (f"{_XS}any", f"{_XS}group")
_MOST_REPEATS, _MOST_PARTS = 1_000, 150  # what is compiled grows with the square of the parts


def read_model(type_: _Element) -> str | None:
    """Return the particles of a complex type, in which each element has one word for its expanded name.

    None where it holds no elements, where wildcards or groups decide, or where it is derived from another type that
    holds elements.
    """
    derived = next(type_.iterfind(f"{_XS}complexContent/*"), None)
    holder = type_ if derived is None else derived
    if derived is not None and _expand(derived.get("base", ""), derived) != QName(_XSD, "anyType"):
        return None
    group = next(holder.iterchildren(*_GROUPS), None)
    if group is None or next(group.iter(*_WITHOUT_JUDGEMENT), None) is not None:
        return None
    copied = deepcopy(group)
    repeats: list[int] = []
    for original, element in zip(group.iter(f"{_XS}*"), copied.iter(f"{_XS}*"), strict=True):
        repeats += [int(text) for name in ("minOccurs", "maxOccurs") if (text := element.get(name, "1")).isdecimal()]
        reference = element.get("ref")
        if element.tag == f"{_XS}element":
            if reference is None:
                return None
            part = name_part(_expand(reference, original))  # a copy has no prefixes but those of its tags
            kept = {key: element.get(key, "1") for key in ("minOccurs", "maxOccurs")}
            element.clear()
            for key, text in {"name": part, "type": "xs:anyType", **kept}.items():
                element.set(key, text)
    number = sum(1 for _ in copied.iter(f"{_XS}*"))
    if number > _MOST_PARTS or number * prod(max(one, 1) for one in repeats) > _MOST_PARTS * _MOST_REPEATS:
        return None
    etree.cleanup_namespaces(copied, top_nsmap={"xs": _XSD})
    return etree.tostring(copied, encoding="unicode", with_tail=False)


def list_parts(model: str) -> frozenset[str]:
    """Return the words of the elements of a content model."""
    return frozenset(one.get("name", "") for one in etree.fromstring(model).iter(f"{_XS}element"))


def find_model_fault(model: str) -> bool:
    """Say whether a content model is ambiguous: an element in it may be more than one of its parts."""
    found = _compile(model)
    return isinstance(found, str) and "determinist" in found


def holds(model: str, names: Sequence[QName]) -> bool:
    """Say whether elements of these names, in this order, are what a content model asks for.

    One that nobody can judge is taken to hold them.
    """
    schema = _compile(model)
    if isinstance(schema, str):
        return True
    root = etree.Element("v")
    for name in names:
        etree.SubElement(root, name_part(name))
    try:
        return schema.validate(root)
    except etree.XMLSchemaValidateError:  # more steps than the engine takes
        return True


@lru_cache(maxsize=256)
def _compile(model: str) -> etree.XMLSchema | str:
    """Return a schema of one element with the content, or why there is none."""
    text = (
        f'<xs:schema xmlns:xs="{_XSD}"><xs:complexType name="t">{model}</xs:complexType>'
        '<xs:element name="v" type="t"/></xs:schema>'
    )
    try:
        return etree.XMLSchema(etree.fromstring(text))
    except etree.XMLSchemaParseError as exc:
        return str(exc)


def name_part(name: QName) -> str:
    """Return the word that content models have for an element."""
    return f"n{sha256(name.iri.encode()).hexdigest()[:20]}"


def _expand(text: str, element: _Element) -> QName:
    prefix, _, local = text.strip().rpartition(":")
    return QName(element.nsmap.get(prefix or None) or "", local)
