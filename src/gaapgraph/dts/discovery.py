"""Discovery: from the entry points to every schema and linkbase that is at hand (XBRL 2.1 §3.2)."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

from gaapgraph.document.secure_xml import parse_xml
from gaapgraph.dts.dimension_rule import find_dimension_faults
from gaapgraph.dts.element import Declaration
from gaapgraph.dts.item_type import resolve_base
from gaapgraph.dts.library import join_address
from gaapgraph.dts.linkbase import Resource, read_linkbase
from gaapgraph.dts.prohibition import settle_arcs
from gaapgraph.dts.schema import read_schema
from gaapgraph.dts.taxonomy_rule import find_taxonomy_faults
from gaapgraph.dts.taxonomy_set import Taxonomy, TaxonomyFault
from gaapgraph.errors import ReadError
from gaapgraph.model import ConceptLabel, QName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from gaapgraph.dts.library import Library
    from gaapgraph.dts.linkbase import RawArc
    from gaapgraph.dts.schema import Schema, SchemaElement

__all__ = ["discover"]

_LINKBASE = "{http://www.xbrl.org/2003/linkbase}linkbase"
_SCHEMA = "{http://www.w3.org/2001/XMLSchema}schema"
_XBRLI, _XBRLDT = "http://www.xbrl.org/2003/instance", "http://xbrl.org/2005/xbrldt"
_HEADS = {
    QName(_XBRLI, "item"): "item",
    QName(_XBRLI, "tuple"): "tuple",
    QName(_XBRLDT, "dimensionItem"): "dimension",
    QName(_XBRLDT, "hypercubeItem"): "hypercube",
}
# the standard's own schemas and those of W3C: what they say is known, so that nobody misses them
_OWN = ("http://www.xbrl.org/", "https://www.xbrl.org/", "http://www.w3.org/", "https://www.w3.org/")
_POINTER = re.compile(r"element\(([^)]*)\)")  # schemes of XPointer, of which the first that leads somewhere counts
_LABEL_KINDS = frozenset(
    {QName("http://www.xbrl.org/2003/linkbase", "label"), QName("http://xbrl.org/2008/label", "label")}
)


def discover(entries: Iterable[str], library: Library) -> Taxonomy:
    """Return the taxonomy that some addresses lead to; what is not at hand is named in it.

    Args:
        entries: Addresses of schemas and linkbases, absolute.
        library: What is at hand.
    """
    return _Discovery(library).run(entries)


class _Discovery:
    """Reads each document once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._taxonomy = Taxonomy()
        self._queue: deque[tuple[str, str, str | None]] = deque()
        self._seen: set[tuple[str, str | None]] = set()
        self._elements: dict[QName, SchemaElement] = {}
        self._homes: dict[QName, str] = {}
        self._bases: dict[QName, QName] = {}
        self._defaults: dict[QName, tuple[tuple[str, str], ...]] = {}
        self._ids: dict[str, QName] = {}
        self._arcs: list[tuple[str, RawArc]] = []
        self._spaces: dict[str, str] = {}
        self._absent: set[str] = set()
        self._unresolved: set[str] = set()
        self._resources: set[str] = set()

    def run(self, entries: Iterable[str]) -> Taxonomy:
        """Return the taxonomy."""
        for entry in entries:
            self._note(entry, "", None)
        while self._queue:
            address, referrer, namespace = self._queue.popleft()
            self._take(address, referrer, namespace)
        self._declare()
        settled = settle_arcs(
            (
                document,
                arc,
                self._locate(document, arc, arc.source),
                arc.target if isinstance(arc.target, Resource) else self._locate(document, arc, arc.target),
            )
            for document, arc in self._arcs
        )
        for relation, label in settled:
            if relation is not None:
                self._taxonomy.relations.append(relation)
            elif label is not None and label[1].kind in _LABEL_KINDS:
                resource = label[1]
                one = ConceptLabel(" ".join(resource.text.split()), resource.role, resource.language.lower() or "en")
                self._taxonomy.labels.setdefault(label[0], []).append(one)
        self._taxonomy.faults += find_taxonomy_faults(self._taxonomy)
        self._taxonomy.faults += find_dimension_faults(self._taxonomy)
        return self._taxonomy

    def _note(self, address: str, referrer: str, namespace: str | None) -> None:
        plain = urldefrag(address).url
        if plain and (plain, namespace) not in self._seen:
            self._seen.add((plain, namespace))
            self._queue.append((plain, referrer, namespace))

    def _take(self, address: str, referrer: str, namespace: str | None) -> None:
        shown = self._library.describe(address)
        try:
            data = self._library.find(address)
            if data is None:
                self._absent.add(address)
                if not address.startswith(_OWN):
                    self._taxonomy.missing.setdefault(shown, self._library.describe(referrer))
                return
            root = parse_xml(data, shown, address).getroot()
        except ReadError as exc:
            self._fault(address, 1, exc.what)
            return
        self._taxonomy.documents.append(shown)
        if root.tag == _SCHEMA:
            self._take_schema(root, address, namespace)
        elif root.tag == _LINKBASE:
            self._take_linkbase(root, address)
        else:
            self._take_embedded(root, address)

    def _take_embedded(self, root: _Element, address: str) -> None:
        """Take a linkbase or schema that stands inside another document."""
        for inner in root.iter(_LINKBASE, _SCHEMA):
            if inner.tag == _LINKBASE:
                self._take_linkbase(inner, address)
            else:
                self._take_schema(inner, address, None)

    def _take_schema(self, root: _Element, address: str, namespace: str | None) -> None:
        schema = read_schema(root, namespace)
        base = root.base or address
        self._spaces.setdefault(address, schema.namespace)
        for location, space in schema.imports:
            self._spaces.setdefault(join_address(base, location), space)
        for element in schema.elements:
            self._elements.setdefault(element.name, element)
            self._homes.setdefault(element.name, address)
            if element.element_id is not None:
                self._ids[f"{address}#{element.element_id}"] = element.name
        for number, child in enumerate(schema.children, start=1):
            if child is not None:
                self._ids[f"{address}#/1/{number}"] = child
        self._bases.update(schema.bases)
        self._defaults.update(schema.defaults)
        for role in schema.roles:
            self._taxonomy.roles.setdefault(role.uri, role)
        self._follow(schema, base, address)
        for inner in root.iter(_LINKBASE):
            self._take_linkbase(inner, address)

    def _follow(self, schema: Schema, base: str, address: str) -> None:
        for kind, location in schema.references:
            if kind != "inner":
                self._note(join_address(base, location), address, schema.namespace if kind == "include" else None)

    def _take_linkbase(self, root: _Element, address: str) -> None:
        linkbase = read_linkbase(root)
        for reference in linkbase.references:
            self._note(reference, address, None)
        shown = self._library.describe(address)
        named = {uri for _, uri, _ in linkbase.role_references}
        self._taxonomy.role_references.setdefault(shown, set()).update(named)
        self._arcs += [(shown, arc) for arc in linkbase.arcs]
        resources = (arc.target for arc in linkbase.arcs if isinstance(arc.target, Resource))
        self._resources.update(f"{address}#{one.element_id}" for one in resources if one.element_id)
        for line, problem in linkbase.problems:
            self._fault(address, line, problem)

    def _declare(self) -> None:
        for name, element in self._elements.items():
            domain = element.typed_domain
            typed = None if domain is None else self._find(join_address(self._homes[name], domain))
            type_ = element.type_name or element.base
            self._taxonomy.declarations[name] = Declaration(
                name=name,
                kind=self._find_kind(element),
                type_name=element.type_name,
                base_type=resolve_base(type_, self._bases),
                period_type=element.period_type,
                balance=element.balance,
                is_abstract=element.is_abstract,
                is_nillable=element.is_nillable,
                typed_domain=typed,
                typed_domain_ref=domain,
                document=self._library.describe(self._homes[name]),
                line=element.line,
                default=element.default,
                attributes=element.attributes or self._defaults.get(element.type_name or element.name, ()),
            )

    def _find_kind(self, element: SchemaElement) -> str:
        group, seen = element.group, {element.name}
        while group is not None and group not in seen:
            if group in _HEADS:
                return _HEADS[group]
            seen.add(group)
            parent = self._elements.get(group)
            group = None if parent is None else parent.group
        return "item" if group is None and element.period_type else ""

    def _locate(self, document: str, arc: RawArc, address: str) -> QName | None:
        """Return the element at an end of an arc; an address in a document at hand that has none is a fault."""
        found = self._find(address)
        plain, fragment = urldefrag(address)
        is_known = plain in self._absent or address in self._resources or address in self._unresolved or not fragment
        if found is None and not is_known:
            self._unresolved.add(address)
            reason = f"a locator leads to {self._library.describe(plain)}#{fragment}, where no element is"
            self._taxonomy.faults.append(TaxonomyFault(document, arc.line, reason))
        return found

    def _find(self, address: str) -> QName | None:
        """Return the element that an address with a fragment points at, also where its schema is not at hand.

        Then the convention that ids are prefix, underscore and local name tells it (SEC, ESEF, Japan and others).
        """
        found = self._ids.get(address)
        if found is not None:
            return found
        plain, fragment = urldefrag(address)
        for pointer in _POINTER.findall(fragment):
            found = self._ids.get(f"{plain}#{pointer}")
            if found is not None:
                return found
        space = self._spaces.get(plain)
        fragment = unquote(fragment)
        found = self._ids.get(f"{plain}#{fragment}")
        if found is not None or space is None:
            return found
        _, mark, local = fragment.partition("_")
        return QName(space, local) if mark and local and plain in self._absent else None

    def _fault(self, address: str, line: int, reason: str) -> None:
        self._taxonomy.faults.append(TaxonomyFault(self._library.describe(address), line, reason))
