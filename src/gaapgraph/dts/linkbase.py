"""Linkbases: extended links with their locators, resources and arcs (XBRL 2.1 §3.5, §5.2)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from lxml import etree

from gaapgraph.document.secure_xml import find_line
from gaapgraph.dts.library import join_address, split_address
from gaapgraph.dts.standard_role import STANDARD
from gaapgraph.frozen_class import frozen
from gaapgraph.model import QName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Linkbase", "RawArc", "Resource", "RoleReference", "RoleUse", "read_linkbase"]

_LINK = "{http://www.xbrl.org/2003/linkbase}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XBRLDT = "{http://xbrl.org/2005/xbrldt}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_REFERENCES = ("roleRef", "arcroleRef")
_MOST_PAIRS, _MOST_ARCS = 100_000, 1_000_000  # far more than any linkbase has; labels that many ends share multiply
_SETTLED = ("order", "weight", "use", "priority")  # attributes of arcs that have their own field
_ONE = Decimal(1)


@frozen(kw_only=True)
class Resource:
    """A label, reference or other resource of a link."""

    kind: QName
    role: str
    language: str
    text: str
    element_id: str | None = None


@frozen
class RoleReference:
    """A `roleRef` or `arcroleRef`: the URI, and the address of what is said to define it."""

    kind: str
    uri: str
    href: str
    line: int


@frozen
class RoleUse:
    """A role or arcrole that is none of XBRL's own, on an element of a linkbase."""

    uri: str
    element: QName
    line: int
    is_arcrole: bool = False


@frozen(kw_only=True)
class RawArc:
    """An arc between one start and one end.

    Attributes:
        source: Address of what a locator points at.
        target: The same, or the resource.
        attributes: Those of `xbrldt` and `preferredLabel`, by local name.
        others: All further attributes that make arcs equivalent or not (§3.5.3.9.7.4), by tag.
    """

    kind: QName
    link: QName
    role: str
    arcrole: str
    source: str
    target: str | Resource
    order: Decimal
    weight: Decimal | None
    use: str
    priority: int
    attributes: tuple[tuple[str, str], ...]
    line: int
    others: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Linkbase:
    """One linkbase document, or one that stands in a schema.

    Attributes:
        references: Addresses that it leads to: schemas of locators and of roles.
        uses: Of roles, each role once for each kind of element.
        links: The kinds of its extended links.
        locators: Line of the first locator that leads to each address.
        problems: Line and sentence.
    """

    arcs: list[RawArc] = field(default_factory=list)
    references: dict[str, None] = field(default_factory=dict)
    role_references: list[RoleReference] = field(default_factory=list)
    uses: dict[tuple[str, QName, bool], RoleUse] = field(default_factory=dict)
    links: list[QName] = field(default_factory=list)
    locators: dict[str, int] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)


def read_linkbase(root: _Element) -> Linkbase:
    """Return what a `link:linkbase` says."""
    found = Linkbase()
    for child in root.iterchildren("{*}*"):
        kind = QName.of_tag(child.tag).local
        if child.tag.startswith(_LINK) and kind in _REFERENCES:
            href = _resolve(child)
            found.references[split_address(href)[0]] = None
            uri = child.get("roleURI") or child.get("arcroleURI") or ""
            found.role_references.append(RoleReference(kind, uri, href, find_line(child)))
        elif child.get(f"{_XLINK}type") == "extended":
            _read_link(child, found)
    return found


def _read_link(link: _Element, found: Linkbase) -> None:
    ends: defaultdict[str, list[str | Resource]] = defaultdict(list)
    arcs = []
    found.links.append(QName.of_tag(link.tag))
    _note_use(link, found)
    for child in link.iterchildren("{*}*"):
        kind, label = child.get(f"{_XLINK}type"), child.get(f"{_XLINK}label", "")
        if kind == "locator":
            href = _resolve(child)
            if child.tag == f"{_LINK}loc":  # no other leads to further documents (XBRL 2.1 §3.2)
                found.references[split_address(href)[0]] = None
                found.locators.setdefault(href, find_line(child))
            ends[label].append(href)
        elif kind == "resource":
            ends[label].append(_read_resource(child))
            _note_use(child, found)
        elif kind == "arc":
            arcs.append(child)
            _note_use(child, found, is_arcrole=True)
    name, role = QName.of_tag(link.tag), link.get(f"{_XLINK}role", "")
    for arc in arcs:
        starts, targets = (ends.get(arc.get(f"{_XLINK}{side}", ""), ()) for side in ("from", "to"))
        number = len(starts) * len(targets)
        if number > _MOST_PAIRS or len(found.arcs) + number > _MOST_ARCS:
            found.problems.append((find_line(arc), f"an arc joins {number:,} pairs, and was left out"))
        else:
            found.arcs += _read_arc(arc, ends, found, (name, role))


def _note_use(element: _Element, found: Linkbase, *, is_arcrole: bool = False) -> None:
    uri = element.get(f"{_XLINK}arcrole" if is_arcrole else f"{_XLINK}role")
    if uri and not uri.startswith(STANDARD):
        name = QName.of_tag(element.tag)
        if (uri, name, is_arcrole) not in found.uses:
            found.uses[uri, name, is_arcrole] = RoleUse(uri, name, find_line(element), is_arcrole)


def _read_arc(
    arc: _Element, ends: dict[str, list[str | Resource]], found: Linkbase, link: tuple[QName, str]
) -> Iterator[RawArc]:
    start, end = arc.get(f"{_XLINK}from", ""), arc.get(f"{_XLINK}to", "")
    line = find_line(arc)
    for label in (start, end):
        if label not in ends:
            found.problems.append((line, f"an arc names {label!r}, and its link has no end of this label"))
    attributes, others = _sort_attributes(arc)
    weight = arc.get("weight")
    for source in ends.get(start, ()):
        for target in ends.get(end, ()):
            if isinstance(source, str):
                yield RawArc(
                    kind=QName.of_tag(arc.tag),
                    link=link[0],
                    role=link[1],
                    arcrole=arc.get(f"{_XLINK}arcrole", ""),
                    source=source,
                    target=target,
                    order=_read_number(arc.get("order"), _ONE),
                    weight=None if weight is None else _read_number(weight, _ONE),
                    use=arc.get("use", "optional"),
                    priority=int(_read_number(arc.get("priority"), Decimal(0))),
                    attributes=attributes,
                    line=line,
                    others=others,
                )


def _sort_attributes(arc: _Element) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Return `preferredLabel` and those of `xbrldt` by local name, and what else makes arcs equivalent or not."""
    own, others = [], []
    for key, text in arc.attrib.items():
        name, value = str(key), str(text)
        if name.startswith((_XLINK, _XSI)) or name in _SETTLED:
            continue
        if name == "preferredLabel" or name.startswith(_XBRLDT):
            own.append((name.removeprefix(_XBRLDT), value))
        else:
            others.append((name, value))
    return tuple(sorted(own)), tuple(sorted(others))


def _resolve(element: _Element) -> str:
    """Return the address that an element leads to, with what `xml:base` says."""
    return join_address(element.base or "", element.get(f"{_XLINK}href", ""))


def _read_number(text: str | None, default: Decimal) -> Decimal:
    try:
        number = default if text is None else Decimal(text.strip())
    except InvalidOperation:
        return default
    return number if number.is_finite() and -50 < number.adjusted() < 50 else default


def _read_resource(element: _Element) -> Resource:
    if len(element):
        inner = (etree.tostring(child, encoding="unicode") for child in element)
        text = (element.text or "") + "".join(inner)
    else:
        text = element.text or ""
    return Resource(
        kind=QName.of_tag(element.tag),
        role=element.get(f"{_XLINK}role", ""),
        language=element.get(f"{_XML}lang", ""),
        text=text,
        element_id=element.get("id"),
    )
