"""The schemas of an extension taxonomy (XBRL 2.1 §5.1; Dimensions 1.0 §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from gaapgraph.export.filing.extension_taxonomy import TYPE_SCHEMAS, TYPES
from gaapgraph.export.filing.instance_document import LINK, XBRLI, XLINK
from gaapgraph.write.kind import FILING_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from gaapgraph.export.filing.extension_taxonomy import Element, Extension

__all__ = ["Role", "build_schemas", "find_fragment", "name_schema", "show_marked"]

_XS, _XBRLDT = "http://www.w3.org/2001/XMLSchema", "http://xbrl.org/2005/xbrldt"
_LINKBASE_REF = "http://www.w3.org/1999/xlink/properties/linkbase"
_IMPORTS = {
    XBRLI: "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
    _XBRLDT: "http://www.xbrl.org/2005/xbrldt-2005.xsd",
    **TYPE_SCHEMAS,
}
_PREFIXES = {"xs": _XS, "xbrli": XBRLI, "link": LINK, "xlink": XLINK, "xbrldt": _XBRLDT}
_PREFIXES |= {"num": "http://www.xbrl.org/dtr/type/numeric", "nonnum": "http://www.xbrl.org/dtr/type/non-numeric"}
_GROUPS = {"axis": "xbrldt:dimensionItem", "table": "xbrldt:hypercubeItem"}
_ABSTRACT = frozenset({"axis", "table", "heading", "member"})


class Role(NamedTuple):
    """A role that linkbases of the taxonomy use, with what it is called."""

    iri: str
    title: str
    name: str


def name_schema(namespace: str, extension: Extension, stem: str) -> str:
    """Return the file of the schema of a namespace; the entry schema has the stem alone."""
    return (
        f"{stem}.xsd" if namespace == extension.namespace else f"{stem}-{extension.filed.names.prefix(namespace)}.xsd"
    )


def find_fragment(element: Element) -> str:
    """Return the id of an element, which locators point at."""
    return f"{element.name.prefix}_{element.name.local}"


def build_schemas(extension: Extension, stem: str, roles: Sequence[Role], linkbases: Sequence[str]) -> dict[str, bytes]:
    """Return the schemas of a taxonomy by file name; the first is its entry point.

    Args:
        extension: What is declared.
        stem: How the names of its files begin.
        roles: Those that the linkbases use.
        linkbases: Their file names.
    """
    by_namespace: dict[str, list[Element]] = {extension.namespace: []}
    for element in extension.elements.values():
        by_namespace.setdefault(element.name.namespace, []).append(element)
    others = {name_schema(one, extension, stem): one for one in by_namespace if one != extension.namespace}
    found: dict[str, bytes] = {}
    for namespace, elements in by_namespace.items():
        schema = _start(namespace, extension)
        is_entry = namespace == extension.namespace
        if is_entry:
            _add_appinfo(schema, roles, linkbases)
        imports = dict(_IMPORTS)
        if is_entry:
            imports |= extension.published | {iri: file for file, iri in others.items()}
        else:
            imports |= _list_foreign(elements, extension, stem)
        for iri, url in imports.items():
            etree.SubElement(schema, f"{{{_XS}}}import", namespace=iri, schemaLocation=url)
        for element in sorted(elements, key=lambda one: one.name.local):
            _add_element(schema, element, extension, stem)
        found[name_schema(namespace, extension, stem)] = show_marked(schema)
    return found


def show_marked(root: Any) -> bytes:
    """Return a document that names this program as its writer."""
    root.addprevious(etree.Comment(f" {FILING_MARK} "))
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="utf-8", pretty_print=True)


def _list_foreign(elements: Iterable[Element], extension: Extension, stem: str) -> dict[str, str]:
    """Return the other schemas of the taxonomy that typed axes of this one take their domains from."""
    domains = {one.typed_domain.namespace for one in elements if one.typed_domain is not None}
    own = {one.name.namespace for one in elements}
    return {iri: name_schema(iri, extension, stem) for iri in sorted(domains - own)}


def _start(namespace: str, extension: Extension) -> Any:
    prefix = extension.filed.names.prefix(namespace)
    schema = etree.Element(f"{{{_XS}}}schema", nsmap={**_PREFIXES, prefix: namespace})
    schema.set("targetNamespace", namespace)
    schema.set("elementFormDefault", "qualified")
    schema.set("attributeFormDefault", "unqualified")
    return schema


def _add_appinfo(schema: Any, roles: Sequence[Role], linkbases: Sequence[str]) -> None:
    info = etree.SubElement(etree.SubElement(schema, f"{{{_XS}}}annotation"), f"{{{_XS}}}appinfo")
    for file in linkbases:
        reference = etree.SubElement(info, f"{{{LINK}}}linkbaseRef")
        for name, value in {"type": "simple", "href": file, "arcrole": _LINKBASE_REF}.items():
            reference.set(f"{{{XLINK}}}{name}", value)
    for role in roles:
        one = etree.SubElement(info, f"{{{LINK}}}roleType", roleURI=role.iri, id=role.name)
        etree.SubElement(one, f"{{{LINK}}}definition").text = role.title
        for use in ("presentationLink", "calculationLink", "definitionLink"):
            etree.SubElement(one, f"{{{LINK}}}usedOn").text = f"link:{use}"


def _add_element(schema: Any, element: Element, extension: Extension, stem: str) -> None:
    added = etree.SubElement(schema, f"{{{_XS}}}element", id=find_fragment(element), name=element.name.local)
    if element.kind == "domain":
        added.set("type", "xs:string")
        return
    added.set("type", _name_type(element.data_type))
    added.set("substitutionGroup", _GROUPS.get(element.kind, "xbrli:item"))
    added.set("nillable", "true")
    if element.kind in _ABSTRACT:
        added.set("abstract", "true")
    added.set(f"{{{XBRLI}}}periodType", element.period_type)
    if element.balance is not None and element.data_type == "monetaryItemType":
        added.set(f"{{{XBRLI}}}balance", element.balance)
    if element.typed_domain is not None:
        domain = extension.elements[element.typed_domain]
        is_here = domain.name.namespace == element.name.namespace
        file = "" if is_here else name_schema(domain.name.namespace, extension, stem)
        added.set(f"{{{_XBRLDT}}}typedDomainRef", f"{file}#{find_fragment(domain)}")


def _name_type(data_type: str) -> str:
    prefix = {"http://www.xbrl.org/dtr/type/numeric": "num"}.get(TYPES.get(data_type, ""), "nonnum")
    return f"{prefix}:{data_type}" if data_type in TYPES else f"xbrli:{data_type}"
