"""Pages of inline XBRL as one set: what each of its target documents states (Inline XBRL 1.1 §3, §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.document.page_place import collapse
from gaapgraph.model import Finding, Reference
from gaapgraph.reader.inline.continuation import Continuations
from gaapgraph.reader.inline.inline_check import check_page, check_set
from gaapgraph.reader.inline.inline_note import read_notes
from gaapgraph.reader.inline.inline_text import read_text
from gaapgraph.reader.inline.inline_value import is_nil, read_number, read_words
from gaapgraph.reader.xbrl import (
    WITH_TIMES,
    WITHOUT_PREFIX,
    NameBook,
    ReportedFacts,
    ReportedItem,
    ReportedTuple,
    read_context,
    read_unit,
)
from gaapgraph.reader.xbrl.expanded_name import resolve_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from gaapgraph.model import QName
    from gaapgraph.reader.inline.inline_page import InlinePage

__all__ = ["CODE", "read_set"]

CODE = "GG-READ-INLINE"
_XBRLI = "{http://www.xbrl.org/2003/instance}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_REFERENCES = {
    f"{{http://www.xbrl.org/2003/linkbase}}{name}": name
    for name in ("schemaRef", "linkbaseRef", "roleRef", "arcroleRef")
}
_LONGEST_PRINT = 300
_FACTS = ("nonFraction", "nonNumeric", "fraction")


def read_set(pages: Sequence[InlinePage]) -> dict[str, ReportedFacts]:
    """Return what a set of pages states, by the name of its target document; the default one has no name.

    What a page states wrongly becomes a finding of the target it is about; what cannot be told is left out with one.
    """
    return _SetReader(pages).read()


class _SetReader:
    """Reads one set. Contexts and units of all its pages serve the facts of all of them."""

    def __init__(self, pages: Sequence[InlinePage]) -> None:
        self._pages = pages
        self._targets: dict[str, ReportedFacts] = {}
        self._continuations = Continuations(pages)
        self._contexts: dict[str, _Element] = {}
        self._units: dict[str, _Element] = {}
        self._tuples: dict[str, str] = {}

    def read(self) -> dict[str, ReportedFacts]:
        """Return the target documents."""
        for page in self._pages:
            self._find_resources(page)
        for page in self._pages:
            self._read_references(page)
            self._read_tuples(page)
        for page in self._pages:
            for element in page.root.iter(*(page.prefix + name for name in _FACTS)):
                self._read_fact(page, element)
        for reported in self._targets.values():
            self._take_resources(reported)
            read_notes(self._pages, reported, self._continuations)
        first = next(iter(self._targets.values()), None) or self._targets.setdefault("", self._new_target())
        for page in self._pages:
            first.findings.extend(self._locate(page, *problem) for problem in check_page(page))
        first.findings.extend(self._locate(*problem) for problem in check_set(self._pages))
        return self._targets

    def _new_target(self) -> ReportedFacts:
        reported = ReportedFacts(names=NameBook())
        for page in self._pages:
            reported.names.learn(page.root.nsmap)
        return reported

    def _target(self, element: _Element) -> ReportedFacts:
        name = (element.get("target") or "").strip()
        if name not in self._targets:
            self._targets[name] = self._new_target()
        return self._targets[name]

    def _find_resources(self, page: InlinePage) -> None:
        for resources in page.root.iter(f"{page.prefix}resources"):
            for context in resources.iterchildren(f"{_XBRLI}context"):
                self._contexts.setdefault(context.get("id", ""), context)
            for unit in resources.iterchildren(f"{_XBRLI}unit"):
                self._units.setdefault(unit.get("id", ""), unit)

    def _read_references(self, page: InlinePage) -> None:
        for holder in page.root.iter(f"{page.prefix}references"):
            self._refer(holder, self._target(holder))
        for holder in page.root.iter(f"{page.prefix}resources"):
            for reported in self._targets.values():
                self._refer(holder, reported)

    @staticmethod
    def _refer(holder: _Element, reported: ReportedFacts) -> None:
        for child in holder:
            kind = _REFERENCES.get(child.tag)
            if kind is None:
                continue
            role = child.get("roleURI") or child.get(f"{_XLINK}role")
            arcrole = child.get("arcroleURI") or child.get(f"{_XLINK}arcrole")
            reference = Reference(kind, child.get(f"{_XLINK}href", ""), role, arcrole)
            if reference not in reported.references:
                reported.references.append(reference)

    def _read_tuples(self, page: InlinePage) -> None:
        for element in page.root.iter(f"{page.prefix}tuple"):
            name = element.get("tupleID")
            if name:
                self._tuples.setdefault(name, page.places.path(element))
        for element in page.root.iter(f"{page.prefix}tuple"):
            concept, reported = self._name(page, element), self._target(element)
            if concept is None:
                continue
            place = page.place_hidden(element)
            parent = self._find_parent(page, element)
            found = ReportedTuple(concept=concept, place=place, parent=parent, is_nil=is_nil(element))
            reported.tuples.append(found)

    def _find_parent(self, page: InlinePage, element: _Element) -> str | None:
        """Return the path of the tuple that an element belongs to: the one it refers to, or the one it stands in."""
        name = element.get("tupleRef")
        if name is not None:
            if name not in self._tuples:
                self._note(page, element, f"its tuple {name[:60]!r} is not there; it stands outside of any (§15.1.1)")
            return self._tuples.get(name)
        if element.get("order") is None:
            return None
        around = next(element.iterancestors(f"{page.prefix}tuple"), None)
        return None if around is None else page.places.path(around)

    def _read_fact(self, page: InlinePage, element: _Element) -> None:
        problems: list[str] = []
        kind = element.tag.removeprefix(page.prefix)
        concept = self._name(page, element)
        context = element.get("contextRef")
        if concept is None or context is None:
            if context is None:
                self._note(page, element, "it has no context; it is left out (§10.1.1)")
            return
        text, fraction = self._read_value(page, element, kind, problems)
        for problem in problems:
            self._note(page, element, problem)
        if text is None and fraction is None and not is_nil(element):
            self._note(page, element, "its value cannot be told; it is left out")
            return
        printed = collapse(read_text([element]))
        is_hidden = next(element.iterancestors(f"{page.prefix}hidden"), None) is not None
        place = page.place_hidden(element) if is_hidden else page.place_shown(element, printed)
        target = self._target(element)
        target.items.append(
            ReportedItem(
                concept=concept,
                context=context.strip(),
                place=place,
                text=text,
                unit=element.get("unitRef") if kind != "nonNumeric" else None,
                fraction=fraction,
                decimals=element.get("decimals"),
                precision=element.get("precision"),
                language=_find_language(element) if kind == "nonNumeric" else None,
                printed_text=printed if len(printed) <= _LONGEST_PRINT else f"{printed[:_LONGEST_PRINT]}…",
                label="" if is_hidden else page.places.label(element),
                parent=self._find_parent(page, element),
                prefixes=target.names.find_own(text or "", element),
            )
        )

    def _read_value(
        self, page: InlinePage, element: _Element, kind: str, problems: list[str]
    ) -> tuple[str | None, tuple[str, str] | None]:
        if is_nil(element):
            return None, None
        if kind == "fraction":
            return None, _read_fraction(page, element, problems)
        if kind == "nonFraction":
            return read_number(element, problems), None
        chain = self._continuations.chain(element)
        is_escaped = (element.get("escape") or "").strip() in ("true", "1")
        return read_words(chain, element.get("format"), is_escaped=is_escaped, problems=problems), None

    def _name(self, page: InlinePage, element: _Element) -> QName | None:
        text = element.get("name") or ""
        found = resolve_name(text, element) if text.strip() else None
        if found is None:
            why = f"the prefix of its name {text[:80]!r} is not declared" if text.strip() else "it has no name"
            self._note(page, element, f"{why}; it is left out")
        return found

    def _take_resources(self, reported: ReportedFacts) -> None:
        """Read the contexts and units that the facts of a target use."""
        for name in dict.fromkeys(item.context for item in reported.items):
            element = self._contexts.get(name)
            if element is not None:
                reported.contexts[name] = read_context(element, reported.names)
                self._tell(reported, element, f"The context {name!r}", reported.contexts[name].problems)
        for name in dict.fromkeys(item.unit for item in reported.items if item.unit is not None):
            element = self._units.get(name)
            problems: list[str] = []
            unit = None if element is None else read_unit(element, problems)
            if element is not None:
                self._tell(reported, element, f"The unit {name!r}", problems)
            if unit is not None:
                reported.units[name] = unit

    def _tell(self, reported: ReportedFacts, element: _Element, what: str, problems: Sequence[str]) -> None:
        root = element.getroottree().getroot()
        place = next(page for page in self._pages if page.root is root).place_hidden(element)
        for problem in problems:
            severity = (
                "info" if problem == WITH_TIMES else "warning" if problem.endswith(WITHOUT_PREFIX) else "violation"
            )
            reported.findings.append(Finding(CODE, severity, place, f"{what}: {problem}."))

    def _note(self, page: InlinePage, element: _Element, problem: str) -> None:
        self._target(element).findings.append(self._locate(page, element, problem))

    def _locate(self, page: InlinePage, element: _Element, problem: str) -> Finding:
        name = element.get("name") or element.tag.rpartition("}")[2]
        place = page.place_hidden(element)
        return Finding(CODE, "violation", place, f"{name[:100]}: {problem}.")


def _read_fraction(page: InlinePage, element: _Element, problems: list[str]) -> tuple[str, str] | None:
    """Return numerator and denominator of a fraction, also where they stand in fractions nested in it."""
    parts = []
    for name in ("numerator", "denominator"):
        found = next(element.iter(page.prefix + name), None)
        if found is None:
            problems.append(f"it has no {name} (§8.1.2)")
            return None
        number = read_number(found, problems)
        if number is None:
            return None
        parts.append(number)
    return parts[0], parts[1]


def _find_language(element: _Element) -> str | None:
    found = element.get(_LANGUAGE)
    if found is not None:
        return found
    return next((one.get(_LANGUAGE) for one in element.iterancestors() if one.get(_LANGUAGE) is not None), None)
