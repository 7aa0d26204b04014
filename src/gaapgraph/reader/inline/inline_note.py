"""Footnotes and relationships of inline XBRL 1.1, and the footnotes of 1.0 (§6, §14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.reader.inline.inline_text import read_markup, read_text
from gaapgraph.reader.xbrl import ReportedLink, ReportedNote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from gaapgraph.reader.inline.continuation import Continuations
    from gaapgraph.reader.inline.inline_page import InlinePage
    from gaapgraph.reader.xbrl import ReportedFacts

__all__ = ["list_references", "read_notes"]

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LINK_ROLE = "http://www.xbrl.org/2003/role/link"
_ARCROLE = "http://www.xbrl.org/2003/arcrole/fact-footnote"


def list_references(element: _Element, name: str) -> tuple[str, ...]:
    """Return the ids that an attribute lists, each once."""
    return tuple(dict.fromkeys((element.get(name) or "").split()))


def read_notes(pages: Sequence[InlinePage], reported: ReportedFacts, continuations: Continuations) -> None:
    """Add the footnotes of the facts of one target document, and the relations between them."""
    facts = {item.place.element_id for item in reported.items} - {None}
    notes = {_identify(one): (page, one) for page in pages for one in page.root.iter(f"{page.prefix}footnote")}
    for page in pages:
        for relation in page.root.iter(f"{page.prefix}relationship"):
            sources = tuple(name for name in list_references(relation, "fromRefs") if name in facts)
            targets = list_references(relation, "toRefs")
            role = relation.get("linkRole") or _LINK_ROLE
            arcrole = relation.get("arcrole") or _ARCROLE
            if not sources:
                continue
            for name in targets:
                if name in notes and reported.admits(len(sources), page.place_hidden(relation)):
                    reported.notes.append(_describe(*notes[name], sources, continuations, (role, arcrole)))
            linked = tuple(name for name in targets if name in facts)
            place = page.place_hidden(relation)
            if linked and reported.admits(len(sources) * len(linked), place):
                reported.links.append(
                    ReportedLink(sources=sources, targets=linked, role=role, arcrole=arcrole, place=place)
                )
    reported.notes.extend(_read_old_notes(pages, notes, facts, continuations))


def _read_old_notes(
    pages: Sequence[InlinePage],
    notes: dict[str, tuple[InlinePage, _Element]],
    facts: set[str | None],
    continuations: Continuations,
) -> Iterator[ReportedNote]:
    """Yield the footnotes that facts refer to themselves, as in inline XBRL 1.0."""
    sources: dict[str, list[str]] = {}
    for page in pages:
        for element in page.root.iter(
            page.prefix + "nonFraction", page.prefix + "nonNumeric", page.prefix + "fraction"
        ):
            if element.get("id") in facts:
                for name in list_references(element, "footnoteRefs"):
                    sources.setdefault(name, []).append(element.get("id", ""))
    for name, elements in sources.items():
        if name in notes:
            page, note = notes[name]
            roles = note.get("footnoteLinkRole") or _LINK_ROLE, note.get("arcrole") or _ARCROLE
            yield _describe(page, note, tuple(elements), continuations, roles)


def _identify(note: _Element) -> str:
    return note.get("id") or note.get("footnoteID") or ""


def _describe(
    page: InlinePage, note: _Element, elements: tuple[str, ...], continuations: Continuations, roles: tuple[str, str]
) -> ReportedNote:
    chain = list(continuations.chain(note))
    has_markup = any("/inlineXBRL}" not in one.tag for part in chain for one in part.iterdescendants())
    around = (note, *note.iterancestors())
    return ReportedNote(
        text=read_markup(chain) if has_markup else read_text(chain),
        elements=elements,
        language=next((one.get(_LANGUAGE, "") for one in around if one.get(_LANGUAGE)), "en"),
        role=roles[0],
        arcrole=roles[1],
        place=page.place_hidden(note),
    )
