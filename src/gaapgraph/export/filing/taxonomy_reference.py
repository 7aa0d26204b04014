"""Which taxonomy a report is written against: that which its source names, or an extension made for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gaapgraph.export.filing.extension_linkbase import build_linkbases
from gaapgraph.export.filing.extension_schema import build_schemas
from gaapgraph.export.filing.extension_taxonomy import build_extension
from gaapgraph.export.filing.instance_document import Href
from gaapgraph.export.filing.qualified_name import QualifiedName
from gaapgraph.model import Literal

if TYPE_CHECKING:
    from gaapgraph.export.filing.filed_report import FiledReport

__all__ = ["Taxonomy", "settle_taxonomy"]

_ORDER = ("schemaRef", "linkbaseRef", "roleRef", "arcroleRef")  # in which an instance has them (XBRL 2.1 §4.1)


class Taxonomy(NamedTuple):
    """The taxonomy of a report as it is written.

    Attributes:
        references: What the report names of it.
        files: Those that must stand beside the report, by name: empty where the source named its own.
        domains: The element in which members of a typed dimension are written, by axis.
        container: `segment` or `scenario`.
    """

    references: tuple[Href, ...]
    files: dict[str, bytes]
    domains: dict[QualifiedName, QualifiedName]
    container: str

    @property
    def entry_points(self) -> list[str]:
        """What names the taxonomy in xBRL-JSON and xBRL-CSV."""
        return [one.href for one in self.references if one.kind == "schemaRef"]


def settle_taxonomy(filed: FiledReport, stem: str) -> Taxonomy:
    """Return the taxonomy of a report.

    Args:
        filed: The report.
        stem: How the names of the files of an extension begin.
    """
    report = filed.report
    ordered = sorted(report.references, key=lambda one: _ORDER.index(one.kind))
    named = tuple(Href(one.kind, one.href, one.role, one.arcrole) for one in ordered)
    containers = {cube.container for cube in report.hypercubes if cube.container}
    container = "scenario" if containers == {"scenario"} else "segment"
    stated = {
        filed.names.name(concept.iri): filed.names.name(concept.typed_domain)
        for concept in report.concepts.values()
        if concept.typed_domain is not None
    }
    if any(one.kind == "schemaRef" for one in named):
        used = {axis for fact in filed.facts for axis, member in fact.dimensions if isinstance(member, Literal)}
        unknown = {axis: QualifiedName(axis.namespace, f"{axis.local}.domain", axis.prefix) for axis in used}
        return Taxonomy(named, {}, unknown | stated, container)
    extension = build_extension(filed)
    linkbases = build_linkbases(extension, stem)
    schemas = build_schemas(extension, stem, linkbases.roles, list(linkbases.files))
    entry = next(iter(schemas))
    return Taxonomy((Href("schemaRef", entry),), {**schemas, **linkbases.files}, extension.domains, container)
