"""Discovery: from the entry points to every schema and linkbase that is at hand (XBRL 2.1 §3.2)."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING
from urllib.parse import unquote

from gaapgraph.document.secure_xml import parse_xml
from gaapgraph.dts.content_model import find_model_fault
from gaapgraph.dts.dimension_rule import find_dimension_faults
from gaapgraph.dts.element import Declaration
from gaapgraph.dts.facet import find_bad_pattern
from gaapgraph.dts.item_type import has_language, resolve_base
from gaapgraph.dts.library import join_address, split_address
from gaapgraph.dts.linkbase import Resource, read_linkbase
from gaapgraph.dts.linkbase_rule import find_linkbase_faults
from gaapgraph.dts.prohibition import settle_arcs
from gaapgraph.dts.reference_rule import ReferenceBook
from gaapgraph.dts.role_rule import RoleBook
from gaapgraph.dts.schema import read_schema
from gaapgraph.dts.schema_rule import find_schema_faults
from gaapgraph.dts.standard_role import ARCS_OF, TO_RESOURCES
from gaapgraph.dts.taxonomy_rule import find_taxonomy_faults
from gaapgraph.dts.taxonomy_set import Taxonomy, TaxonomyFault
from gaapgraph.errors import ReadError
from gaapgraph.model import ConceptLabel, QName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from gaapgraph.dts.facet import Facets
    from gaapgraph.dts.library import Library
    from gaapgraph.dts.linkbase import RawArc
    from gaapgraph.dts.prohibition import Found
    from gaapgraph.dts.schema import Schema, SchemaElement
    from gaapgraph.model import Reference

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


def discover(entries: Iterable[Reference], library: Library) -> Taxonomy:
    """Return the taxonomy that some references lead to; what is not at hand is named in it.

    Args:
        entries: References of a document to schemas and linkbases, their addresses absolute.
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
        self._attributes: dict[QName, QName] = {}
        self._complex: set[QName] = set()
        self._types: set[QName] = set()
        self._tuple_faults: dict[QName, tuple[str, ...]] = {}
        self._models: dict[QName, str] = {}
        self._defaults: dict[QName, tuple[tuple[str, str], ...]] = {}
        self._facets: dict[QName, tuple[Facets, ...]] = {}
        self._roles, self._books = RoleBook(), ReferenceBook()
        self._ids: dict[str, QName] = {}
        self._arcs: list[tuple[str, RawArc]] = []
        self._spaces: dict[str, str] = {}
        self._absent: set[str] = set()
        self._locators: dict[str, tuple[str, int]] = {}
        self._lost: set[str] = set()

    def run(self, entries: Iterable[Reference]) -> Taxonomy:
        """Return the taxonomy."""
        for entry in entries:
            self._note(entry.href, "", None)
            if entry.kind in ("schemaRef", "linkbaseRef"):
                plain, role = split_address(entry.href)[0], entry.role or ""
                self._books.wanted.append((plain, entry.kind == "schemaRef", role, "the document itself", 1))
        while self._queue:
            address, referrer, namespace = self._queue.popleft()
            self._take(address, referrer, namespace)
        self._declare()
        self._judge_names()
        self._judge_locators()
        settled = settle_arcs(self._pair_ends(), self._taxonomy.attributes)
        for relation, label in settled:
            if relation is not None:
                self._taxonomy.relations.append(relation)
            elif label is not None and label[1].kind in _LABEL_KINDS:
                resource = label[1]
                one = ConceptLabel(" ".join(resource.text.split()), resource.role, resource.language.lower() or "en")
                self._taxonomy.labels.setdefault(label[0], []).append(one)
        self._taxonomy.faults += self._books.find_faults()
        self._taxonomy.faults += self._roles.find_faults(self._books.taken)
        self._taxonomy.faults += find_taxonomy_faults(self._taxonomy)
        self._taxonomy.faults += find_dimension_faults(self._taxonomy)
        return self._taxonomy

    def _note(self, address: str, referrer: str, namespace: str | None) -> None:
        plain = split_address(address)[0]
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
        self._books.taken.add(address)
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
        self._books.schemas.discard(address)
        self._books.links.pop(address, None)

    def _take_schema(self, root: _Element, address: str, namespace: str | None) -> None:
        schema = read_schema(root, namespace)
        base, shown = root.base or address, self._library.describe(address)
        self._books.schemas.add(address)
        self._books.spaces.setdefault(address, schema.namespace)
        for line, reason in find_schema_faults(root):
            self._fault(address, line, reason)
        self._spaces.setdefault(address, schema.namespace)
        for location, space in schema.imports:
            self._spaces.setdefault(join_address(base, location), space)
            self._books.imports.setdefault((split_address(join_address(base, location))[0], space), shown)
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
        self._facets.update(schema.facets)
        self._attributes.update(schema.attributes)
        if schema.namespace != _XBRLI:  # its own item types are known
            self._complex |= schema.complex_types
        self._types |= schema.types
        self._tuple_faults.update(schema.tuple_faults)
        self._models.update(schema.models)
        self._judge_types(schema, shown)
        for role in schema.roles:
            self._taxonomy.roles.setdefault(role.uri, role)
            self._roles.types.append((shown, role))
            if role.element_id:
                self._roles.homes[f"{address}#{role.element_id}"] = role.uri
        self._follow(schema, base, address)
        for inner in root.iter(_LINKBASE):
            self._take_linkbase(inner, address)

    def _judge_types(self, schema: Schema, shown: str) -> None:
        anonymous = ((one.name, one.model) for one in schema.elements if one.model is not None)
        for name, model in (*schema.models.items(), *anonymous):
            if find_model_fault(model):
                reason = f"an element in what {name.local} holds may be more than one of its parts"
                self._taxonomy.faults.append(TaxonomyFault(shown, 1, reason))
        for name, facets in schema.facets.items():
            bad = find_bad_pattern(facets)
            if bad is not None:
                reason = f"the pattern {bad[:60]!r} of {name.local} is none of XML Schema"
                self._taxonomy.faults.append(TaxonomyFault(shown, 1, reason))

    def _follow(self, schema: Schema, base: str, address: str) -> None:
        for kind, location in schema.references:
            if kind != "inner":
                self._note(join_address(base, location), address, schema.namespace if kind == "include" else None)
        shown = self._library.describe(address)
        for location, role, line in schema.linkbase_roles:
            self._books.wanted.append((split_address(join_address(base, location))[0], False, role, shown, line))

    def _take_linkbase(self, root: _Element, address: str) -> None:
        linkbase = read_linkbase(root)
        for reference in linkbase.references:
            self._note(reference, address, None)
        shown = self._library.describe(address)
        named = {one.uri for one in linkbase.role_references}
        self._taxonomy.role_references.setdefault(shown, set()).update(named)
        self._roles.references += [(shown, one.line, one.uri, one.href) for one in linkbase.role_references]
        self._roles.uses += [(shown, one) for one in linkbase.uses.values()]
        self._books.links.setdefault(address, set()).update(linkbase.links)
        for line, reason in find_linkbase_faults(root):
            self._fault(address, line, reason)
        self._arcs += [(shown, arc) for arc in linkbase.arcs]
        for locator, line in linkbase.locators.items():
            self._locators.setdefault(locator, (shown, line))
        for line, problem in linkbase.problems:
            self._fault(address, line, problem)

    def _list_facets(self, element: SchemaElement) -> tuple[Facets, ...]:
        found, type_ = element.facets, element.type_name or element.base
        seen: set[QName] = set()
        while type_ is not None and type_ not in seen:
            seen.add(type_)
            found += self._facets.get(type_, ())
            type_ = self._bases.get(type_)
        return found

    def _declare(self) -> None:
        kinds = {name: resolve_base(one, self._bases) for name, one in self._attributes.items()}
        self._taxonomy.attributes.update(kinds)
        for name, element in self._elements.items():
            domain = element.typed_domain
            typed = None if domain is None else self._find(join_address(self._homes[name], domain))
            type_, kind = element.type_name or element.base, self._find_kind(element)
            if kind not in ("", "tuple") and type_ in self._complex:
                self._fault(self._homes[name], element.line, f"{name.local} is an item, and its type holds elements")
            self._taxonomy.declarations[name] = Declaration(
                name=name,
                kind=kind,
                type_name=element.type_name,
                base_type=resolve_base(type_, self._bases),
                is_text=has_language(type_, self._bases),
                period_type=element.period_type,
                balance=element.balance,
                is_abstract=element.is_abstract,
                is_nillable=element.is_nillable,
                typed_domain=typed,
                typed_domain_ref=domain,
                document=self._library.describe(self._homes[name]),
                line=element.line,
                default=element.default,
                facets=self._list_facets(element),
                tuple_faults=element.tuple_faults or (() if type_ is None else self._tuple_faults.get(type_, ())),
                model=element.model or (None if type_ is None else self._models.get(type_)),
                group=element.group,
                attributes=element.attributes or self._defaults.get(element.type_name or element.name, ()),
            )

    def _judge_names(self) -> None:
        """Note types and heads of substitutions that no schema declares, unless a schema is missing."""
        spaces = set(self._books.spaces.values())
        for one in () if self._taxonomy.missing else self._elements.values():
            for what, name, known in (("type", one.type_name, self._types), ("head", one.group, self._elements)):
                if name is not None and name.namespace in spaces and name not in known:
                    reason = f"{one.name.local} has the {what} {name.local}, which no schema declares"
                    self._fault(self._homes[one.name], one.line, reason)

    def _find_kind(self, element: SchemaElement) -> str:
        group, seen = element.group, {element.name}
        while group is not None and group not in seen:
            if group in _HEADS:
                return _HEADS[group]
            seen.add(group)
            parent = self._elements.get(group)
            group = None if parent is None else parent.group
        return "item" if group is None and element.period_type else ""

    def _judge_locators(self) -> None:
        """Note each locator that leads to a document at hand, and to no element there."""
        ids: dict[str, frozenset[str]] = {}
        for address, (document, line) in self._locators.items():
            plain, fragment = split_address(address)
            if not fragment or plain in self._absent or self._find(address) is not None:
                continue
            if plain not in ids:
                ids[plain] = self._list_ids(plain)
            if fragment not in ids[plain] and unquote(fragment) not in ids[plain]:
                self._lost.add(address)
                reason = f"a locator leads to {self._library.describe(plain)}#{fragment}, where no element is"
                self._taxonomy.faults.append(TaxonomyFault(document, line, reason))

    def _list_ids(self, address: str) -> frozenset[str]:
        """Return the ids of all elements of a document: resources of other linkbases and definitions of roles, too."""
        try:
            data = self._library.find(address)
            root = None if data is None else parse_xml(data, address).getroot()
        except ReadError:
            return frozenset()  # said when it was taken
        elements = () if root is None else root.iter("{*}*")
        return frozenset(found for one in elements if (found := one.get("id")) is not None)

    def _pair_ends(self) -> Iterator[Found]:
        for document, arc in self._arcs:
            is_resource = isinstance(arc.target, Resource)
            target = arc.target if isinstance(arc.target, Resource) else self._find(arc.target)
            if arc.arcrole in TO_RESOURCES and target is not None and not is_resource:
                reason = f"an arc of {arc.arcrole} leads to an element of a schema"
                self._taxonomy.faults.append(TaxonomyFault(document, arc.line, reason))
            source = self._find(arc.source)
            is_known = arc.source in self._lost or split_address(arc.source)[0] in self._absent
            if source is None and arc.arcrole in ARCS_OF and not is_known:
                reason = f"an arc of {arc.arcrole} comes from what is no element of a schema"
                self._taxonomy.faults.append(TaxonomyFault(document, arc.line, reason))
            yield document, arc, source, target

    def _find(self, address: str) -> QName | None:
        """Return the element that an address with a fragment points at, also where its schema is not at hand.

        Then the convention that ids are prefix, underscore and local name tells it (SEC, ESEF, Japan and others).
        """
        found = self._ids.get(address)
        if found is not None:
            return found
        plain, fragment = split_address(address)
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
