"""Instances of XBRL 2.1, element by element, so that a large one needs no tree."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import PurePath
from typing import TYPE_CHECKING

from gaapgraph.document.secure_xml import find_line, iterate_xml
from gaapgraph.errors import ReadError, SourceError
from gaapgraph.iri import resolve_address
from gaapgraph.model import Document, Finding, Place, QName, Reference
from gaapgraph.reader.xbrl.context import WITH_TIMES, XBRLI_NAMESPACE, read_context
from gaapgraph.reader.xbrl.expanded_name import NameBook
from gaapgraph.reader.xbrl.footnote import FootnoteReader
from gaapgraph.reader.xbrl.item_store import ItemStore
from gaapgraph.reader.xbrl.measure import WITHOUT_PREFIX, read_unit
from gaapgraph.reader.xbrl.reported import ReportedFacts, ReportedItem, ReportedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

__all__ = ["InstanceReader", "read_instance"]

_ROOT = f"{{{XBRLI_NAMESPACE}}}xbrl"
_XLINK = "{http://www.w3.org/1999/xlink}"
_LINK = "http://www.xbrl.org/2003/linkbase"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_REFERENCES = ("schemaRef", "linkbaseRef", "roleRef", "arcroleRef")
_FRACTION = 2  # parts of a fraction: numerator and denominator
_LARGE = 8 * 1024**2  # bytes from which on items are not held in memory
_NOT_FOR_TUPLES = (XBRLI_NAMESPACE, _LINK, "http://www.xbrl.org/2003/XLink", "http://www.w3.org/1999/xlink")
_MOST_ATTRIBUTES = 1_000
_KNOWN_ATTRIBUTES = ("{http://www.w3.org/2001/XMLSchema-instance}", "{http://www.w3.org/XML/1998/namespace}", _XLINK)
_NOT_FACTS = frozenset({XBRLI_NAMESPACE, _LINK})


def read_instance(path: Path) -> tuple[ReportedFacts, Document]:
    """Return what an instance states, and the file.

    Raises:
        SourceError: The file cannot be read.
        ReadError: It is no XML, or no instance.
    """
    try:
        with path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            reader = InstanceReader(str(path))
            if stream.seek(0, 2) > _LARGE:
                reader.reported.items = ItemStore()
            stream.seek(0)
            for event, element in iterate_xml(stream, str(path), ("start", "end")):
                reader.take(event, element)
    except OSError as exc:
        raise SourceError(
            f"cannot be read ({exc.strerror or exc})", where=str(path), mend="check its permissions"
        ) from exc
    return reader.finish(), Document(path.name, digest, "application/xml")


class InstanceReader:
    """Takes the events of a parse; each child of `xbrli:xbrl` is read when it ends, and let go.

    Args:
        where: The file, for errors.
    """

    def __init__(self, where: str) -> None:
        self.reported = ReportedFacts(names=NameBook())
        self._where = where
        self._footnotes = FootnoteReader(self.reported, PurePath(where).name)
        self._root: _Element | None = None
        self._depth = self._holders = 0
        self._child = 0
        self._language: str | None = None
        self._base = ""

    def take(self, event: str, element: _Element) -> None:
        """Take one event; an instance may stand inside another document."""
        if event == "start":
            if self._root is None and element.tag == _ROOT:
                self._open(element)
            elif self._root is not None:
                self._depth += 1
            return
        if self._root is None:
            return
        if element is self._root:
            self._root, self._depth = None, 0
            return
        self._depth -= 1
        if self._depth == 0:
            self._child += 1
            self._read_child(element, f"/*/*[{self._child}]")
            element.clear()
            while element.getprevious() is not None:
                del self._root[0]

    def finish(self) -> ReportedFacts:
        """Return all that was stated.

        Raises:
            ReadError: There was no `xbrli:xbrl`.
        """
        if not self._holders:
            raise ReadError("has no xbrli:xbrl element", where=self._where, mend="give an instance of XBRL 2.1")
        self._footnotes.finish()
        return self.reported

    def _open(self, element: _Element) -> None:
        self._root, self._depth = element, 0
        self._holders += 1
        self._language = element.get(_LANGUAGE)
        self._base = element.get(_BASE) or ""
        self.reported.names.learn(element.nsmap)

    def _read_child(self, element: _Element, path: str) -> None:
        name = QName.of_tag(element.tag)
        if name.namespace == XBRLI_NAMESPACE:
            if name.local == "context":
                self._read_context(element, path)
            elif name.local == "unit":
                self._read_unit(element, path)
        elif name.namespace == _LINK:
            if name.local in _REFERENCES:
                self._read_reference(element, name.local)
            elif name.local == "footnoteLink":
                self._footnotes.take(element)
        else:
            self._read_fact(element, name, path, None, element.get(_LANGUAGE, self._language))

    def _read_context(self, element: _Element, path: str) -> None:
        context = read_context(element, self.reported.names)
        place = Place(find_line(element), xpath=path, element_id=context.id or None)
        for problem in context.problems:
            severity = "info" if problem == WITH_TIMES else "violation"
            finding = Finding("GG-READ-XBRL-CONTEXT", severity, place, f"Context {context.id!r}: {problem}.")
            self.reported.findings.append(finding)
        if context.id in self.reported.contexts:
            self._note(
                "GG-READ-XBRL-CONTEXT", place, f"The context {context.id!r} stands there twice; the first is taken."
            )
        self.reported.contexts.setdefault(context.id, context)

    def _read_unit(self, element: _Element, path: str) -> None:
        problems: list[str] = []
        name, unit = element.get("id", ""), read_unit(element, problems)
        place = Place(find_line(element), xpath=path, element_id=name or None)
        if name in self.reported.units:
            problems.append("its id is that of another unit; the first is taken")
        for problem in problems:
            severity = "warning" if problem.endswith(WITHOUT_PREFIX) else "violation"
            finding = Finding("GG-READ-XBRL-UNIT", severity, place, f"Unit {name!r}: {problem}.")
            self.reported.findings.append(finding)
        if unit is not None:
            self.reported.units.setdefault(name, unit)

    def _read_reference(self, element: _Element, kind: str) -> None:
        role, arcrole = element.get("roleURI"), element.get("arcroleURI")
        self.reported.references.append(
            Reference(
                kind,
                resolve_address(element.get(_BASE) or self._base, element.get(f"{_XLINK}href", "")),
                role or element.get(f"{_XLINK}role"),
                arcrole or element.get(f"{_XLINK}arcrole"),
            )
        )

    def _read_fact(self, element: _Element, name: QName, path: str, parent: str | None, language: str | None) -> None:
        place = Place(find_line(element), xpath=path, element_id=element.get("id"))
        context = element.get("contextRef")
        is_nil = (element.get(_NIL) or "").strip() in ("true", "1")
        if context is None:
            inner = tuple(QName.of_tag(one.tag) for one in element.iterchildren("{*}*"))
            found = ReportedTuple(concept=name, place=place, parent=parent, is_nil=is_nil, children=inner)
            self._read_tuple(element, found, language)
            return
        fraction = None
        children = list(element.iterchildren("{*}*"))
        if len(children) == _FRACTION and all(child.tag.startswith(f"{{{XBRLI_NAMESPACE}}}") for child in children):
            parts = {QName.of_tag(child.tag).local: child.text or "" for child in children}
            fraction = parts.get("numerator", ""), parts.get("denominator", "")
        elif children:
            self._note(
                "GG-READ-XBRL-VALUE", place, f"{name.local} holds elements where a value is due; their text is kept."
            )
        text = "".join(map(str, element.itertext())) if len(element) else element.text or ""
        self.reported.items.append(
            ReportedItem(
                concept=name,
                context=context,
                place=place,
                text=None if is_nil else text,
                unit=element.get("unitRef"),
                fraction=None if is_nil else fraction,
                decimals=element.get("decimals"),
                precision=element.get("precision"),
                language=element.get(_LANGUAGE, language) or None,
                parent=parent,
                prefixes=self.reported.names.find_own(text, element),
                attributes=self._list_foreign(element),
            )
        )

    def _read_tuple(self, element: _Element, found: ReportedTuple, language: str | None) -> None:
        self.reported.tuples.append(found)
        for name in map(QName.of_tag, map(str, element.attrib)):
            if name.namespace in _NOT_FOR_TUPLES:
                what = f"{found.concept.local} is a tuple with the attribute {name.local} of XBRL."
                self._note("GG-READ-XBRL-INVALID", found.place, what)
        path = found.place.xpath or ""
        for number, child in enumerate(element.iterchildren("{*}*"), start=1):
            inner = child.get(_LANGUAGE, language)
            self._read_fact(child, QName.of_tag(child.tag), f"{path}/*[{number}]", path, inner)

    def _note(self, code: str, place: Place, message: str) -> None:
        self.reported.findings.append(Finding(code, "violation", place, message))

    def _list_foreign(self, element: _Element) -> tuple[tuple[str, str], ...]:
        """Return the attributes of other vocabularies.

        Raises:
            ReadError: There are more than any report has; finding each of them takes long.
        """
        names = [name for name in map(str, element.attrib) if name.startswith("{")]
        if len(element.attrib) > _MOST_ATTRIBUTES:
            what = f"has an element of {len(element.attrib):,} attributes, more than any report"
            raise ReadError(what, where=self._where, mend="give an instance of XBRL 2.1")
        return tuple((name, element.get(name, "")) for name in names if not name.startswith(_KNOWN_ATTRIBUTES))
