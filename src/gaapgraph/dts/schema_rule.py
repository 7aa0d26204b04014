"""What XBRL 2.1 asks of one schema, whatever else is at hand: each function is one rule."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.document.secure_xml import find_line
from gaapgraph.dts.standard_role import LINK
from gaapgraph.model import QName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["find_schema_faults", "list_tuple_faults"]

_XS = "{http://www.w3.org/2001/XMLSchema}"
_LINK = f"{{{LINK}}}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_PROPERTY = "http://www.w3.org/1999/xlink/properties/linkbase"
_TYPES = {f"{_LINK}roleType": "roleURI", f"{_LINK}arcroleType": "arcroleURI"}
_ID = re.compile(r"[^\W\d][\w.\-·]*")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S+")
_OF_XBRL = (
    "http://www.xbrl.org/2003/instance",
    LINK,
    "http://www.xbrl.org/2003/XLink",
    "http://www.w3.org/1999/xlink",
)
_Fault = tuple[int, str]


def find_schema_faults(root: _Element) -> Iterator[_Fault]:
    """Yield line and reason, a sentence without its full stop, where an `xs:schema` breaks a rule."""
    if root.get("targetNamespace") == "":
        yield find_line(root), "the target namespace is empty"
    for child in root.iterchildren(f"{_XS}redefine"):
        yield find_line(child), "xs:redefine has no place in a taxonomy"
    for annotation in root.iterchildren(f"{_XS}annotation"):
        for inner in annotation.iterfind(f"{_XS}appinfo//{_LINK}*"):
            if inner.tag in _TYPES:
                yield from _judge_role_type(inner)
            elif inner.tag == f"{_LINK}linkbaseRef":
                yield from _judge_linkbase_reference(inner)
    names = Counter(child.get("name") for child in root.iterchildren(f"{_XS}element"))
    for child in root.iterchildren(f"{_XS}element"):
        if names[child.get("name")] > 1:
            names[child.get("name")] = 0
            yield find_line(child), f"the element {child.get('name')} is declared more than once"


def _judge_linkbase_reference(element: _Element) -> Iterator[_Fault]:
    href = element.get(f"{_XLINK}href", "")
    if element.get(f"{_XLINK}type") != "simple":
        yield find_line(element), f"the linkbaseRef to {href[-60:]!r} is no simple link"
    if element.get(f"{_XLINK}arcrole") != _PROPERTY:
        yield find_line(element), f"the linkbaseRef to {href[-60:]!r} has not the arcrole of a linkbase"


def _judge_role_type(element: _Element) -> Iterator[_Fault]:
    name, line = _TYPES[element.tag], find_line(element)
    uri = element.get(name, "").strip()
    what = f"the {element.tag.removeprefix(_LINK)} {uri or 'without URI'}"
    if not uri or (name == "arcroleURI" and not _ABSOLUTE.fullmatch(uri)):  # those of roles may be relative
        yield line, f"{what} has no {name} that can be used"
    element_id = element.get("id")
    if element_id is not None and not _ID.fullmatch(element_id):
        yield line, f"{what} has the id {element_id[:40]!r}, which is no name"
    if element.tag.endswith("arcroleType") and element.get("cyclesAllowed") not in ("any", "undirected", "none"):
        yield line, f"{what} does not say which cycles it allows"
    used = [_expand(one) for one in element.iterchildren(f"{_LINK}usedOn")]
    if not used:
        yield line, f"{what} is used on nothing"
    if len(list(element.iterchildren(f"{_LINK}definition"))) > 1:
        yield line, f"{what} has more than one definition"
    if len(set(used)) < len(used):
        yield line, f"{what} is used twice on one element"


def _expand(element: _Element) -> QName:
    prefix, _, local = (element.text or "").strip().rpartition(":")
    return QName(element.nsmap.get(prefix or None) or "", local)


def list_tuple_faults(type_: _Element) -> tuple[str, ...]:
    """Return what is wrong with a type where elements of it are tuples (XBRL 2.1 §4.9)."""
    if type_.tag != f"{_XS}complexType" or type_.find(f"{_XS}simpleContent") is not None:
        return ()
    return tuple(_judge_tuple(type_))


def _judge_tuple(type_: _Element) -> Iterator[str]:
    content = type_.find(f"{_XS}complexContent")
    if any(one is not None and one.get("mixed") in ("true", "1") for one in (type_, content)):
        yield "is a tuple with mixed content"
    for child in type_.iter(f"{_XS}element"):
        if child.get("ref") is None:
            yield f"is a tuple whose part {child.get('name', '')!r} is no element of its own"
    for attribute in type_.iter(f"{_XS}attribute"):
        prefix, colon, local = (attribute.get("ref") or "").rpartition(":")
        if colon and attribute.nsmap.get(prefix) in _OF_XBRL:
            yield f"is a tuple with the attribute {local} of XBRL"
