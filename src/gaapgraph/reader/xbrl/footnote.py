"""Footnote links of instances (XBRL 2.1 §4.11)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from gaapgraph.document.secure_xml import find_line
from gaapgraph.model import Finding, Place
from gaapgraph.reader.xbrl.reported import ReportedLink, ReportedNote

if TYPE_CHECKING:
    from lxml.etree import _Element

    from gaapgraph.reader.xbrl.reported import ReportedFacts

__all__ = ["inner_xml", "read_footnote_link"]

_XLINK = "{http://www.w3.org/1999/xlink}"
_LINK = "{http://www.xbrl.org/2003/linkbase}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FACT_FOOTNOTE = "http://www.xbrl.org/2003/arcrole/fact-footnote"
_DEFAULT_ROLE = "http://www.xbrl.org/2003/role/link"


def read_footnote_link(link: _Element, reported: ReportedFacts) -> None:
    """Add the footnotes of one `footnoteLink`, and the links between items, to what is reported."""
    role = link.get(f"{_XLINK}role") or _DEFAULT_ROLE
    items: defaultdict[str, list[str]] = defaultdict(list)
    notes: defaultdict[str, list[_Element]] = defaultdict(list)
    arcs: list[_Element] = []
    for child in link.iterchildren("{*}*"):
        label = child.get(f"{_XLINK}label", "")
        kind = child.get(f"{_XLINK}type")
        if kind == "locator":
            target = child.get(f"{_XLINK}href", "")
            items[label].append(target.partition("#")[2])  # what is no id here is told once all facts are read
        elif kind == "resource":
            notes[label].append(child)
        elif kind == "arc":
            arcs.append(child)
    elements: defaultdict[tuple[_Element, str], list[str]] = defaultdict(list)
    for arc in arcs:
        start, end = arc.get(f"{_XLINK}from", ""), arc.get(f"{_XLINK}to", "")
        arcrole = arc.get(f"{_XLINK}arcrole") or _FACT_FOOTNOTE
        if not all(label in items or label in notes for label in (start, end)):
            _note(reported, arc, f"its arc from {start!r} to {end!r} has no end")
        for note in notes.get(end, ()):
            elements[note, arcrole] += items.get(start, ())
        if end in items and start in items:
            link_ = ReportedLink(sources=tuple(items[start]), targets=tuple(items[end]), role=role, arcrole=arcrole)
            reported.links.append(link_)
    for (note, arcrole), about in elements.items():
        reported.notes.append(
            ReportedNote(
                text=inner_xml(note),
                elements=tuple(dict.fromkeys(about)),
                language=next((found for one in (note, *note.iterancestors()) if (found := one.get(_LANGUAGE))), ""),
                role=role,
                arcrole=arcrole,
                resource_role=note.get(f"{_XLINK}role") or "http://www.xbrl.org/2003/role/footnote",
            )
        )


def inner_xml(element: _Element) -> str:
    """Return the content of an element: its text, with the markup of its children where it has some."""
    if not len(element):
        return element.text or ""
    parts = (etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
    return (element.text or "") + "".join(parts)


def _note(reported: ReportedFacts, element: _Element, problem: str) -> None:
    place = Place(find_line(element))
    reported.findings.append(Finding("GG-READ-XBRL-FOOTNOTE", "violation", place, f"A footnote link: {problem}."))
