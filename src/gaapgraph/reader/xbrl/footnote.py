"""Footnote links of instances (XBRL 2.1 §4.11)."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from gaapgraph.document.secure_xml import find_line
from gaapgraph.model import Finding, Place
from gaapgraph.reader.xbrl.reported import ReportedLink, ReportedNote

if TYPE_CHECKING:
    from lxml.etree import _Element

    from gaapgraph.reader.xbrl.reported import ReportedFacts

__all__ = ["FootnoteReader", "inner_xml"]

_XLINK = "{http://www.w3.org/1999/xlink}"
_LINK = "{http://www.xbrl.org/2003/linkbase}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_STANDARD = "http://www.xbrl.org/2003/"
_FACT_FOOTNOTE = f"{_STANDARD}arcrole/fact-footnote"
_LINK_ROLE, _FOOTNOTE_ROLE = f"{_STANDARD}role/link", f"{_STANDARD}role/footnote"


@dataclass(slots=True)
class _Link:
    """A footnote link before its locators are followed: ids and footnotes by label, and arcs."""

    role: str
    ids: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: defaultdict[str, list[ReportedNote]] = field(default_factory=lambda: defaultdict(list))
    arcs: list[tuple[str, str, str, Place]] = field(default_factory=list)
    ends: dict[str, tuple[list[str], list[ReportedNote]]] = field(default_factory=dict)


class FootnoteReader:
    """Takes the footnote links of an instance; their locators are followed once all of them are there.

    Args:
        reported: What footnotes, links and findings are added to.
        document: Name of the file, which locators may name.
    """

    def __init__(self, reported: ReportedFacts, document: str) -> None:
        self._reported, self._document = reported, document
        self._links: list[_Link] = []
        self._by_id: dict[str, ReportedNote] = {}

    def take(self, link: _Element) -> None:
        """Take one `footnoteLink`."""
        role = link.get(f"{_XLINK}role") or _LINK_ROLE
        self._judge_role(link, role, _LINK_ROLE, "footnote link")
        found = _Link(role)
        for child in link.iterchildren("{*}*"):
            label = child.get(f"{_XLINK}label", "")
            kind = child.get(f"{_XLINK}type")
            if kind == "locator":
                found.ids[label].append(self._read_locator(child))
            elif kind == "resource":
                self._read_resource(child, label, found)
            elif kind == "arc":
                arcrole = child.get(f"{_XLINK}arcrole") or _FACT_FOOTNOTE
                ends = child.get(f"{_XLINK}from", ""), child.get(f"{_XLINK}to", "")
                found.arcs.append((*ends, arcrole, Place(find_line(child))))
        self._links.append(found)

    def finish(self) -> None:
        """Add the footnotes with the ids that they are about, and the links between items."""
        for link in self._links:
            about: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
            notes: dict[int, ReportedNote] = {}
            for start, end, arcrole, place in link.arcs:
                sources, before = self._follow(link, start)
                targets, after = self._follow(link, end)
                self._judge_arc(arcrole, place, (start, sources, before), (end, targets, after))
                if not self._reported.admits(len(sources) * (len(after) + len(targets)), place):
                    continue
                for note in after:
                    notes[id(note)] = note
                    about[id(note), arcrole] += sources
                if sources and targets:
                    one = ReportedLink(tuple(sources), tuple(targets), link.role, arcrole, place)
                    self._reported.links.append(one)
            for (number, arcrole), elements in about.items():
                ids = tuple(dict.fromkeys(elements))
                self._reported.notes.append(replace(notes[number], elements=ids, role=link.role, arcrole=arcrole))

    def _read_locator(self, locator: _Element) -> str:
        href = locator.get(f"{_XLINK}href", "").strip()
        document, _, element_id = href.partition("#")
        if locator.tag != f"{_LINK}loc":
            self._note(Place(find_line(locator)), "its locator is not link:loc")
        if document and posixpath.basename(unquote(document)) != self._document:
            self._note(Place(find_line(locator)), f"its locator leads to {href[:60]!r}, out of the instance")
        return element_id

    def _read_resource(self, element: _Element, label: str, link: _Link) -> None:
        role = element.get(f"{_XLINK}role") or _FOOTNOTE_ROLE
        self._judge_role(element, role, _FOOTNOTE_ROLE, "footnote")
        note = ReportedNote(
            text=inner_xml(element),
            elements=(),
            language=next((found for one in (element, *element.iterancestors()) if (found := one.get(_LANGUAGE))), ""),
            resource_role=role,
            place=Place(find_line(element), element_id=element.get("id")),
        )
        link.notes[label].append(note)
        if note.place.element_id:
            self._by_id[note.place.element_id] = note

    def _follow(self, link: _Link, label: str) -> tuple[list[str], list[ReportedNote]]:
        """Return the ids of items and the footnotes at the ends of a label; locators may lead to footnotes."""
        if label not in link.ends:
            link.ends[label] = self._find_ends(link, label)
        return link.ends[label]

    def _find_ends(self, link: _Link, label: str) -> tuple[list[str], list[ReportedNote]]:
        ids = link.ids.get(label, [])
        located = [self._by_id[one] for one in ids if one in self._by_id]
        for note in located:
            self._note(note.place, f"a locator leads to the footnote {note.place.element_id!r}, and not to a fact")
        return [one for one in ids if one not in self._by_id], [*link.notes.get(label, ()), *located]

    def _judge_arc(
        self,
        arcrole: str,
        place: Place,
        start: tuple[str, list[str], list[ReportedNote]],
        end: tuple[str, list[str], list[ReportedNote]],
    ) -> None:
        if any(not ids and not notes for _, ids, notes in (start, end)):
            self._note(place, f"its arc from {start[0]!r} to {end[0]!r} has no end")
        elif arcrole == _FACT_FOOTNOTE and (start[2] or end[1]):
            self._note(place, f"its arc from {start[0]!r} to {end[0]!r} is not from a fact to a footnote")

    def _judge_role(self, element: _Element, role: str, own: str, what: str) -> None:
        if role.startswith(_STANDARD) and role != own:
            self._note(Place(find_line(element)), f"a {what} has the role {role}, which is not for it")

    def _note(self, place: Place, problem: str) -> None:
        finding = Finding("GG-READ-XBRL-FOOTNOTE", "violation", place, f"A footnote link: {problem}.")
        self._reported.findings.append(finding)


def inner_xml(element: _Element) -> str:
    """Return the content of an element: its text, with the markup of its children where it has some."""
    if not len(element):
        return element.text or ""
    copied = deepcopy(element)
    etree.cleanup_namespaces(copied)
    parts = (etree.tostring(child, encoding="unicode", with_tail=True) for child in copied)
    return (element.text or "") + "".join(parts)
