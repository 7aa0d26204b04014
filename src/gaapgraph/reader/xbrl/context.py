"""Contexts: whose figures, of which period, with which dimensions (XBRL 2.1 §4.7; Dimensions 1.0 §3)."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import field
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from gaapgraph.document.secure_xml import find_line
from gaapgraph.frozen_class import frozen
from gaapgraph.iri import digest, mint_iri, slug
from gaapgraph.model import FOREVER, Duration, Entity, Instant, Literal, Place, QName
from gaapgraph.reader.xbrl.expanded_name import resolve_name
from gaapgraph.vocabulary import GG, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from gaapgraph.model import Dimensions, Forever, Period
    from gaapgraph.reader.xbrl.expanded_name import NameBook

__all__ = [
    "NIL",
    "WITH_TIMES",
    "XBRLI_NAMESPACE",
    "XML_LITERAL",
    "YEARS",
    "ReportedContext",
    "name_entity",
    "read_context",
    "read_day",
    "show_moment",
    "slug_entity",
]

XBRLI_NAMESPACE = "http://www.xbrl.org/2003/instance"
NIL = "http://www.w3.org/2001/XMLSchema-instance#nil"
XML_LITERAL = "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral"
_XBRLDI = "http://xbrl.org/2006/xbrldi"
_XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
YEARS = range(2, 9999)  # opening and closing days, and those a year earlier, are years beside it
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?")
_MIDNIGHT, _NEXT_MIDNIGHT = "00:00:00", "24:00:00"
WITH_TIMES = "its period is counted in days, and its times of day are kept as gg:exactPeriod"
_CIK, _LEI = "http://www.sec.gov/CIK", "http://standards.iso.org/iso/17442"


@frozen(kw_only=True)
class ReportedContext:
    """A context as a document states it.

    Attributes:
        entity: Whose figures; its first identifier is scheme and identifier as written.
        period: None where the document states none that a calendar has.
        dimensions: Pairs of axis IRI and member, by axis. What else a segment or scenario holds is the member of
            `gg:segment` or `gg:scenario`, as XML; the moments of a period that is no whole days that of
            `gg:exactPeriod`.
        typed_domains: Pairs of axis IRI and the name of the element that its typed member is written with.
        containers: Pairs of axis IRI and `segment` or `scenario`.
        content: Names of the elements that its segment and scenario hold beside dimensions, with their text; None of
            those that hold elements themselves.
        problems: What could not be understood, each a sentence without its full stop.
        place: Of its element.
    """

    id: str
    entity: Entity
    period: Period | Forever | None
    dimensions: Dimensions = ()
    typed_domains: tuple[tuple[str, QName], ...] = ()
    containers: tuple[tuple[str, str], ...] = ()
    content: tuple[tuple[QName, str | None], ...] = ()
    problems: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)


def read_context(element: _Element, names: NameBook) -> ReportedContext:
    """Return what a `context` element states, also where it is not valid.

    Args:
        element: `xbrli:context`, of an instance or of the resources of inline XBRL.
        names: Of the document.
    """
    problems: list[str] = []
    identifier = element.find(f"{{{XBRLI_NAMESPACE}}}entity/{{{XBRLI_NAMESPACE}}}identifier")
    period = element.find(f"{{{XBRLI_NAMESPACE}}}period")
    if identifier is None:
        problems.append("it has no identifier of an entity")
    members = list(_read_members(element, names, problems))
    dimensions: dict[str, str | Literal] = {}
    for axis, member, _, _ in members:
        if axis in dimensions:
            problems.append(f"it has the dimension {axis} twice; the first is taken")
        dimensions.setdefault(axis, member)
    moments = _read_moments(period, problems)
    if moments is not None:
        dimensions[GG.exactPeriod] = Literal(moments, XSD.string)
    return ReportedContext(
        id=element.get("id", ""),
        entity=name_entity(
            "" if identifier is None else (identifier.get("scheme") or "").strip(),
            "" if identifier is None else (identifier.text or "").strip(),
        ),
        period=_read_period(period, problems),
        dimensions=tuple(sorted(dimensions.items())),
        typed_domains=tuple(sorted((axis, domain) for axis, _, domain, _ in members if domain is not None)),
        containers=tuple(sorted({axis: container for axis, _, _, container in members}.items())),
        content=tuple((QName.of_tag(one.tag), _read_text(one)) for one in _list_other(element)),
        problems=tuple(problems),
        place=Place(find_line(element), element_id=element.get("id")),
    )


def name_entity(scheme: str, identifier: str, label: str = "") -> Entity:
    """Return the entity of a scheme and identifier; its IRI is derived from them.

    >>> name_entity("http://www.sec.gov/CIK", "320193").iri
    'https://w3id.org/gaapgraph/entity/cik-0000320193'
    """
    return Entity(mint_iri("entity", slug_entity(scheme, identifier)), label, ((scheme, identifier),))


def slug_entity(scheme: str, identifier: str) -> str:
    """Return the last part of an entity's IRI: its CIK or LEI, else its identifier with a digest of the scheme."""
    if scheme == _CIK and identifier.isascii() and identifier.isdecimal():
        return f"cik-{int(identifier):010d}"
    if scheme == _LEI and identifier.isascii() and identifier.isalnum():
        return f"lei-{identifier}"
    return f"{slug(identifier)[:40]}-{digest([scheme, identifier], 8)}"


def read_day(text: str, *, is_end: bool) -> tuple[date, bool] | None:
    """Return the day of a date or moment, and whether its time of day had to be left out; None where it is neither.

    An end at midnight is the end of the day before.

    >>> read_day("2009-04-01T00:00:00", is_end=True)
    (datetime.date(2009, 3, 31), False)
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        day = date.fromisoformat(found[1])
        if day.year not in YEARS:
            return None
        if found[2] == _NEXT_MIDNIGHT:
            return (day, False) if is_end else (day + timedelta(days=1), False)
        if found[2] is None or (found[2] == _MIDNIGHT and not (found[3] or "").strip("0")):
            return (day - timedelta(days=1) if is_end and found[2] else day), False
    except (ValueError, OverflowError):
        return None
    return day, True


def show_moment(text: str, *, is_end: bool) -> str:
    """Return a date or moment as a moment: a date that ends a period is the midnight after it.

    >>> show_moment("2020-12-31", is_end=True), show_moment("2020-12-31T24:00:00", is_end=False)
    ('2021-01-01T00:00:00', '2021-01-01T00:00:00')
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return text
    is_midnight = found[2] == _NEXT_MIDNIGHT or (found[2] is None and is_end)
    day = date.fromisoformat(found[1]) + timedelta(days=is_midnight)
    time = _MIDNIGHT if is_midnight or found[2] is None else found[2]
    fraction = f".{found[3]}" if found[3] and not is_midnight else ""
    return f"{day}T{time}{fraction}{found[4] or ''}"


def _read_moments(element: _Element | None, problems: list[str]) -> str | None:
    """Return a period that is no whole days as its moments; None where it is, or is none that a calendar has."""
    texts = {
        QName.of_tag(child.tag).local: child.text or ""
        for child in (() if element is None else element.iterchildren("{*}*"))
    }
    days = {kind: read_day(text, is_end=kind != "startDate") for kind, text in texts.items()}
    if not any(day is not None and day[1] for day in days.values()):
        return None
    problems.append(WITH_TIMES)
    return "/".join(show_moment(text, is_end=kind != "startDate") for kind, text in texts.items())


def _read_period(element: _Element | None, problems: list[str]) -> Period | Forever | None:
    found: dict[str, tuple[date, bool] | None] = {}
    for child in () if element is None else element.iterchildren("{*}*"):
        kind = QName.of_tag(child.tag).local
        if kind == "forever":
            return FOREVER
        found[kind] = read_day(child.text or "", is_end=kind != "startDate")
        if found[kind] is None:
            problems.append(f"its {kind} {(child.text or '').strip()[:40]!r} is no day of the calendar")
    instant, start, end = found.get("instant"), found.get("startDate"), found.get("endDate")
    if instant is not None:
        return Instant(instant[0])
    if start is not None and end is not None:
        if start[0] <= end[0]:
            return Duration(start[0], end[0])
        problems.append(f"its period ends ({end[0]}) before it starts ({start[0]})")
    elif not found:
        problems.append("it has no period")
    return None


def _list_other(context: _Element) -> list[_Element]:
    """Return the elements of segment and scenario that are no dimensions, those within them included."""
    parts = (context.find(f"{{{XBRLI_NAMESPACE}}}{path}") for path in ("entity/{*}segment", "scenario"))
    own = f"{{{_XBRLDI}}}"
    tops = (child for part in parts if part is not None for child in part.iterchildren("{*}*"))
    return [one for child in tops if not child.tag.startswith(own) for one in child.iter("{*}*")]


def _read_text(element: _Element) -> str | None:
    is_leaf = next(element.iterchildren("{*}*"), None) is None
    return "".join(map(str, element.itertext())) if is_leaf else None


_Member = tuple[str, "str | Literal", "QName | None", str]


def _read_members(context: _Element, names: NameBook, problems: list[str]) -> Iterator[_Member]:
    """Yield axis, member, typed domain and container of each dimension, and other content as a member of its own."""
    for path in ("entity/{*}segment", "scenario"):
        element = context.find(f"{{{XBRLI_NAMESPACE}}}{path}")
        if element is None:
            continue
        container = QName.of_tag(element.tag).local
        other: list[str] = []
        for child in element.iterchildren("{*}*"):
            axis = resolve_name(child.get("dimension", ""), child)
            is_member = child.tag in (f"{{{_XBRLDI}}}explicitMember", f"{{{_XBRLDI}}}typedMember")
            if not is_member:
                other.append(_canonical(child, problems))
            elif axis is None:
                problems.append(f"the prefix of its dimension {child.get('dimension')!r} is not declared")
            elif (member := _read_member(child, names, problems)) is not None:
                yield names.iri(axis), member[0], member[1], container
        if other:
            axis_iri = GG.segment if container == "segment" else GG.scenario
            yield axis_iri, Literal("".join(other), XML_LITERAL), None, container


def _canonical(element: _Element, problems: list[str]) -> str:
    """Return an element as canonical XML; of a copy, since what is still being parsed cannot be canonicalised.

    Canonical XML is not defined for namespaces that are relative (Canonical XML 1.1 §1.3): nothing of those is kept.
    """
    try:
        return etree.tostring(
            deepcopy(element), method="c14n", exclusive=True, with_comments=False, with_tail=False
        ).decode()
    except etree.C14NError:
        name = QName.of_tag(element.tag).local
        problems.append(f"its element {name[:60]!r} has no canonical form, as a namespace in it is relative")
        return ""


def _read_member(element: _Element, names: NameBook, problems: list[str]) -> tuple[str | Literal, QName | None] | None:
    if element.tag.endswith("}explicitMember"):
        member = resolve_name(element.text or "", element)
        if member is None:
            problems.append(f"its member {(element.text or '').strip()[:60]!r} has no declared prefix")
            return None
        return names.iri(member), None
    domain = next(element.iterchildren("{*}*"), None)
    if domain is None:
        problems.append(f"its typed dimension {element.get('dimension')!r} has no member")
        return None
    name = QName.of_tag(domain.tag)
    if domain.get(_XSI_NIL) in ("true", "1"):
        return Literal("", NIL), name
    if len(domain):
        text = (domain.text or "") + "".join(
            _canonical(one, problems) + escape(one.tail or "", quote=False) for one in domain.iterchildren("{*}*")
        )
        return Literal(text, XML_LITERAL), name
    return Literal(domain.text or "", XSD.string), name
