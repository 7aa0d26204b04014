"""XML Schema as taxonomies use it: elements, types, roles, and what else it leads to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.document.secure_xml import find_line, parse_xml
from gaapgraph.dts.content_model import read_model
from gaapgraph.dts.facet import read_facets
from gaapgraph.dts.schema_rule import list_tuple_faults
from gaapgraph.errors import ReadError
from gaapgraph.frozen_class import frozen
from gaapgraph.model import QName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from gaapgraph.dts.facet import Facets
    from gaapgraph.dts.shelf import Shelf

__all__ = ["RoleType", "Schema", "SchemaElement", "list_schemas", "read_schema"]

XSD_NAMESPACE = "http://www.w3.org/2001/XMLSchema"
_XS = f"{{{XSD_NAMESPACE}}}"
_XBRLI = "{http://www.xbrl.org/2003/instance}"
_LINK = "{http://www.xbrl.org/2003/linkbase}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XBRLDT = "{http://xbrl.org/2005/xbrldt}"
_DERIVATIONS = tuple(
    f"{_XS}{content}/{_XS}{way}"
    for content in ("simpleContent", "complexContent")
    for way in ("restriction", "extension")
)


@frozen(kw_only=True)
class SchemaElement:
    """A global element as a schema declares it.

    Attributes:
        base: Of its anonymous type; None where the type has a name.
        typed_domain: Reference to the element of the members of a typed dimension.
        facets: Of its anonymous type.
        tuple_faults: What is wrong with its anonymous type if the element is a tuple.
        model: Of its anonymous type.
    """

    name: QName
    element_id: str | None
    type_name: QName | None
    base: QName | None
    group: QName | None
    period_type: str | None
    balance: str | None
    is_abstract: bool
    is_nillable: bool
    typed_domain: str | None
    line: int
    default: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    facets: tuple[Facets, ...] = ()
    tuple_faults: tuple[str, ...] = ()
    model: str | None = None


@frozen
class RoleType:
    """A role or arcrole that a schema defines."""

    uri: str
    definition: str
    used_on: tuple[QName, ...]
    is_arcrole: bool = False
    cycles: str = ""
    line: int = 0
    element_id: str | None = None


@dataclass(slots=True)
class Schema:
    """One schema document.

    Attributes:
        defaults: Attributes of named types that mean something where they are left out.
        bases: The type that each named type is derived from.
        facets: What named types allow, beyond what they are derived from.
        attributes: The types of global attributes.
        models: What named types hold.
        complex_types: Named types that hold elements and come from no other type.
        types: All named types.
        tuple_faults: What is wrong with named types where elements of them are tuples.
        references: Pairs of kind (`import`, `include`, `linkbase`) and address as written.
        linkbase_roles: Role of each `linkbaseRef`, by address as written.
        imports: Pairs of the address of an imported schema as written, and its namespace.
    """

    namespace: str
    elements: list[SchemaElement] = field(default_factory=list)
    bases: dict[QName, QName] = field(default_factory=dict)
    defaults: dict[QName, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    facets: dict[QName, tuple[Facets, ...]] = field(default_factory=dict)
    attributes: dict[QName, QName] = field(default_factory=dict)
    models: dict[QName, str] = field(default_factory=dict)
    complex_types: set[QName] = field(default_factory=set)
    types: set[QName] = field(default_factory=set)
    tuple_faults: dict[QName, tuple[str, ...]] = field(default_factory=dict)
    roles: list[RoleType] = field(default_factory=list)
    linkbase_roles: list[tuple[str, str, int]] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    imports: list[tuple[str, str]] = field(default_factory=list)
    children: list[QName | None] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


def read_schema(root: _Element, namespace: str | None = None) -> Schema:
    """Return what a schema says.

    Args:
        root: Its `xs:schema`.
        namespace: Of the schema that includes it, where it has none of its own.
    """
    schema = Schema(root.get("targetNamespace") or namespace or "")
    for child in root.iterchildren(f"{_XS}*"):
        kind = child.tag.removeprefix(_XS)
        schema.children.append(QName(schema.namespace, child.get("name", "")) if kind == "element" else None)
        if kind == "element":
            schema.elements.append(_read_element(child, schema.namespace))
        elif kind in ("complexType", "simpleType"):
            _read_type(child, schema)
        elif kind == "attribute" and child.get("type"):
            schema.attributes[QName(schema.namespace, child.get("name", ""))] = _name(child.get("type", ""), child)
        elif kind in ("import", "include", "redefine"):
            location = child.get("schemaLocation")
            if location:
                schema.references.append(("include" if kind == "redefine" else kind, location))
                schema.imports.append((location, child.get("namespace") or schema.namespace))
        elif kind == "annotation":
            _read_annotation(child, schema)
    return schema


def _read_type(type_: _Element, schema: Schema) -> None:
    name = QName(schema.namespace, type_.get("name", ""))
    base, attributes, facets = _find_base(type_), _read_defaults(type_), read_facets(type_)
    schema.types.add(name)
    if faults := list_tuple_faults(type_):
        schema.tuple_faults[name] = faults
    if attributes:
        schema.defaults[name] = attributes
    if base is not None:
        schema.bases[name] = base
    if facets:
        schema.facets[name] = facets
    model = read_model(type_)
    if model is not None:
        schema.models[name] = model
    if base is None and type_.tag == f"{_XS}complexType" and type_.find(f"{_XS}simpleContent") is None:
        schema.complex_types.add(name)


def _read_annotation(annotation: _Element, schema: Schema) -> None:
    for child in annotation.iterfind(f"{_XS}appinfo//{_LINK}*"):
        kind = child.tag.removeprefix(_LINK)
        if kind == "linkbaseRef":
            href = child.get(f"{_XLINK}href", "")
            schema.references.append(("linkbase", href))
            schema.linkbase_roles.append((href, child.get(f"{_XLINK}role", ""), find_line(child)))
        elif kind in ("roleType", "arcroleType"):
            definition = child.findtext(f"{_LINK}definition") or ""
            used_on = tuple(_name(one.text or "", one) for one in child.iterfind(f"{_LINK}usedOn"))
            is_arcrole = kind == "arcroleType"
            uri = child.get("arcroleURI" if is_arcrole else "roleURI", "")
            cycles = child.get("cyclesAllowed", "")
            line, element_id = find_line(child), child.get("id")
            one = RoleType(
                uri, definition.strip(), used_on, is_arcrole, cycles=cycles, line=line, element_id=element_id
            )
            schema.roles.append(one)
        elif kind == "linkbase":
            schema.references.append(("inner", ""))


def _read_element(element: _Element, namespace: str) -> SchemaElement:
    type_name, group = element.get("type"), element.get("substitutionGroup")
    inner = next(element.iterchildren(f"{_XS}complexType", f"{_XS}simpleType"), None)
    return SchemaElement(
        name=QName(namespace, element.get("name", "")),
        element_id=element.get("id"),
        type_name=_name(type_name, element) if type_name else None,
        base=None if inner is None else _find_base(inner),
        group=_name(group, element) if group else None,
        period_type=element.get(f"{_XBRLI}periodType"),
        balance=element.get(f"{_XBRLI}balance"),
        is_abstract=element.get("abstract") in ("true", "1"),
        is_nillable=element.get("nillable") in ("true", "1"),
        typed_domain=element.get(f"{_XBRLDT}typedDomainRef"),
        line=find_line(element),
        default=element.get("default") or element.get("fixed"),
        attributes=() if inner is None else _read_defaults(inner),
        facets=() if inner is None else read_facets(inner),
        tuple_faults=() if inner is None else list_tuple_faults(inner),
        model=None if inner is None else read_model(inner),
    )


def _read_defaults(type_: _Element) -> tuple[tuple[str, str], ...]:
    """Return the attributes of a type that mean something where they are left out."""
    pairs = (
        (one.get("name") or one.get("ref", ""), one.get("default") or one.get("fixed"))
        for one in type_.iter(f"{_XS}attribute")
    )
    return tuple((name, value) for name, value in pairs if name and value is not None)


def _find_base(type_: _Element) -> QName | None:
    """Return the type that a type is derived from; of a list or union there is none."""
    for path in (*_DERIVATIONS, f"{_XS}restriction"):
        found = type_.find(path)
        if found is not None:
            base = found.get("base")
            inner = found.find(f"{_XS}simpleType")
            return _name(base, found) if base else None if inner is None else _find_base(inner)
    return None


def _name(text: str, element: _Element) -> QName:
    prefix, colon, local = text.strip().rpartition(":")
    return QName(element.nsmap.get(prefix if colon else None) or "", local)


def list_schemas(shelf: Shelf) -> Iterator[tuple[str, str, int]]:
    """Yield path, namespace and number of elements of each schema of a shelf that can be read and has elements."""
    for name in shelf.names:
        if not name.lower().endswith(".xsd"):
            continue
        try:
            root = parse_xml(shelf.read(name) or b"", f"{shelf.where}/{name}").getroot()
        except ReadError:
            continue
        schema = read_schema(root) if root.tag == f"{_XS}schema" else None
        if schema is not None and schema.elements:
            yield name, schema.namespace, len(schema.elements)
