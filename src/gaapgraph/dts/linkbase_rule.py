"""What XBRL 2.1 asks of one linkbase, whatever else is at hand: each function is one rule."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.document.secure_xml import find_line
from gaapgraph.dts.standard_role import (
    ARCS_OF,
    LINK,
    PARTS_OF,
    STANDARD,
    TO_RESOURCES,
    find_standard_roles,
    is_standard_role,
)
from gaapgraph.model import QName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["find_linkbase_faults"]

_LINK = f"{{{LINK}}}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_TYPE, _LABEL, _ARCROLE, _FROM, _TO = (f"{_XLINK}{name}" for name in ("type", "label", "arcrole", "from", "to"))
_XML = "{http://www.w3.org/XML/1998/namespace}"
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_FRAGMENT = re.compile(r"[^()]*|(?:element\([^()]*\))+")  # XBRL 2.1 §3.5.4: an id, or the scheme `element`
_NAME = re.compile(r"[^\W\d][\w.\-·]*")  # NCName, by and large
_XHTML = "{http://www.w3.org/1999/xhtml}"
_DECIMAL = re.compile(r"\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*")
# attributes of arcs, and what they may be (XBRL 2.1 §3.5.3.9, §5.2.4.2, §5.2.5.2; XLink §5.6)
_OF_ARCS = {
    "order": _DECIMAL,
    "weight": _DECIMAL,
    "priority": re.compile(r"\s*[+-]?[0-9]+\s*"),
    "use": re.compile(r"\s*(?:optional|prohibited)\s*"),
    f"{_XLINK}show": re.compile("new|replace|embed|other|none"),
    f"{_XLINK}actuate": re.compile("onLoad|onRequest|other|none"),
}
_ON_ONE_ARC = {"weight": "calculationArc", "preferredLabel": "presentationArc"}
_REFERENCES = {f"{_LINK}roleRef": "roleURI", f"{_LINK}arcroleRef": "arcroleURI"}
_Fault = tuple[int, str]


def find_linkbase_faults(root: _Element) -> Iterator[_Fault]:
    """Yield line and reason, a sentence without its full stop, where a `link:linkbase` breaks a rule."""
    yield from _judge_references(root)
    yield from _judge_text(root)
    for link in root.iterchildren("{*}*"):
        if link.get(f"{_XLINK}type") != "extended":
            if not link.tag.startswith(_LINK):
                yield find_line(link), f"{QName.of_tag(link.tag).local} has no place in a linkbase"
            continue
        yield from _judge_role(link)
        yield from _judge_text(link)
        for child in link.iterchildren("{*}*"):
            yield from _judge_part(child, link)
        yield from _judge_arcs(link)


def _judge_text(element: _Element) -> Iterator[_Fault]:
    texts = (element.text, *(child.tail for child in element))
    found = next((text.strip() for text in texts if text and text.strip()), None)
    if found is not None:
        yield find_line(element), f"the text {found[:40]!r} has no place in a {QName.of_tag(element.tag).local}"


def _judge_part(child: _Element, link: _Element) -> Iterator[_Fault]:
    """Yield what is wrong with a locator, resource or arc, by itself and in its link."""
    kind, is_standard = child.get(_TYPE), link.tag.startswith(_LINK)
    name, known = QName.of_tag(child.tag).local, PARTS_OF.get(link.tag.removeprefix(_LINK))
    if kind == "locator":
        yield from _judge_locator(child, is_standard=is_standard)
    elif kind == "resource":
        yield from _judge_resource(child)
    elif kind == "arc" and child.tag.startswith(_LINK):
        yield from _judge_attributes(child)
    elif kind is None and is_standard and not child.tag.startswith(_LINK):
        yield find_line(child), f"{name} has no place in a link"
    if child.tag.startswith(_LINK) and known is not None and name not in known:
        yield find_line(child), f"{name} has no place in a {link.tag.removeprefix(_LINK)}"
    label = child.get(_LABEL)
    if kind in ("locator", "resource") and label and not _NAME.fullmatch(label.strip()):
        yield find_line(child), f"the xlink:label {label[:40]!r} is no name"


def _judge_attributes(arc: _Element) -> Iterator[_Fault]:
    local = arc.tag.removeprefix(_LINK)
    for key, value in arc.attrib.items():
        name, text = str(key), str(value)
        wanted = _OF_ARCS.get(name)
        if wanted is not None and not wanted.fullmatch(text):
            yield find_line(arc), f"{name.removeprefix(_XLINK)} of an arc is {text[:40]!r}"
        is_foreign = wanted is None and name not in _ON_ONE_ARC and not name.startswith("{")
        if is_foreign or _ON_ONE_ARC.get(name, local) != local:
            yield find_line(arc), f"{local} has the attribute {name[:40]}, which is none of its own"


def _judge_references(root: _Element) -> Iterator[_Fault]:
    named: Counter[tuple[str, str]] = Counter()
    for child in root.iterchildren(*_REFERENCES):
        uri = child.get(_REFERENCES[child.tag], "")
        named[child.tag, uri] += 1
        if not child.get(f"{_XLINK}href", "").strip():
            yield find_line(child), f"the reference to the role {uri} leads nowhere"
        if named[child.tag, uri] == 2:
            yield find_line(child), f"the role {uri} is referred to twice"


def _judge_role(element: _Element) -> Iterator[_Fault]:
    role = element.get(f"{_XLINK}role", "")
    if element.tag.startswith(_LINK) and role.startswith(STANDARD):
        known = find_standard_roles(element.tag.removeprefix(_LINK))
        if known and role not in known and is_standard_role(role):
            yield find_line(element), f"{element.tag.removeprefix(_LINK)} has the role {role}, which is none of its own"


def _judge_locator(locator: _Element, *, is_standard: bool) -> Iterator[_Fault]:
    href = locator.get(f"{_XLINK}href", "").strip()
    if is_standard and locator.tag != f"{_LINK}loc":
        yield find_line(locator), "a locator of a standard link is not link:loc"
    if is_standard and "#" not in href:
        yield find_line(locator), f"a locator leads to {href[:60]!r}, which names no element"
    elif not _FRAGMENT.fullmatch(href.partition("#")[2]):
        yield find_line(locator), f"a locator leads to {href[-60:]!r}, which is neither an id nor element()"


def _judge_resource(resource: _Element) -> Iterator[_Fault]:
    yield from _judge_role(resource)
    space = resource.get(f"{_XML}space")
    if space not in (None, "default", "preserve"):
        yield find_line(resource), f"xml:space is {space[:40]!r}"
    if resource.tag == f"{_LINK}label":
        foreign = next((one for one in resource.iterchildren("{*}*") if not one.tag.startswith(_XHTML)), None)
        if foreign is not None:
            yield find_line(foreign), f"{QName.of_tag(foreign.tag).local} stands in a label, and is no XHTML"
        around = (resource, *resource.iterancestors())
        language = next((found for one in around if (found := one.get(f"{_XML}lang")) is not None), None)
        if not language:
            yield find_line(resource), "a label says no language"
        elif not _LANGUAGE.fullmatch(language):
            yield find_line(resource), f"a label is in {language[:40]!r}, which is no language"


def _judge_arcs(link: _Element) -> Iterator[_Fault]:
    arcs, located, seen = [], set(), set()
    for child in link.iterchildren("{*}*"):
        kind = child.get(_TYPE)
        if kind == "locator":
            located.add(child.get(_LABEL))
        elif kind == "arc":
            arcs.append(child)
    for arc in arcs:
        ends = arcrole, start, end = arc.get(_ARCROLE), arc.get(_FROM), arc.get(_TO)
        if ends in seen:
            yield find_line(arc), f"an arc from {start!r} to {end!r} stands there twice"
        seen.add(ends)
        wanted = ARCS_OF.get(arcrole or "")
        if wanted is not None and arc.tag != f"{_LINK}{wanted}" and arc.tag.startswith(_LINK):
            yield find_line(arc), f"the arcrole {arcrole} stands on {arc.tag.removeprefix(_LINK)}, and is of {wanted}"
        if arcrole in TO_RESOURCES and end in located and arc.get("use") != "prohibited":
            yield find_line(arc), f"an arc to {end!r} is to lead to a resource of its link, or to prohibit another arc"
