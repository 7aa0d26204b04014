"""What an extension taxonomy of a report has to declare: the terms that no published schema has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.export.filing.qualified_name import QualifiedName
from gaapgraph.export.filing.standard_schema import find_schema
from gaapgraph.frozen_class import frozen
from gaapgraph.model import ConceptLabel, Instant, Literal
from gaapgraph.model.concept import STANDARD_LABEL

if TYPE_CHECKING:
    from gaapgraph.export.filing.filed_report import FiledFact, FiledReport
    from gaapgraph.model import Concept, LineItem, Network

__all__ = ["Element", "Extension", "build_extension"]

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NUMERIC, _NON_NUMERIC = "http://www.xbrl.org/dtr/type/numeric", "http://www.xbrl.org/dtr/type/non-numeric"
TYPES = {"percentItemType": _NUMERIC, "perShareItemType": _NUMERIC, "areaItemType": _NUMERIC}
TYPES |= {"domainItemType": _NON_NUMERIC, "textBlockItemType": _NON_NUMERIC}
TYPE_SCHEMAS = {
    _NUMERIC: "http://www.xbrl.org/dtr/type/numeric-2009-12-16.xsd",
    _NON_NUMERIC: "http://www.xbrl.org/dtr/type/nonNumeric-2009-12-16.xsd",
}


@frozen(kw_only=True)
class Element:
    """An element of a schema: `kind` is `item`, `member`, `axis`, `table`, `heading` or `domain`, of typed members."""

    name: QualifiedName
    kind: str
    data_type: str = "stringItemType"
    period_type: str = "duration"
    balance: str | None = None
    typed_domain: QualifiedName | None = None


@dataclass(slots=True)
class Extension:
    """The terms of a report, those of them that must be declared, and the axes that facts use.

    Attributes:
        namespace: Of the entry schema.
        elements: By name; those of published schemas are not among them.
        published: URL of the schema of each published namespace that is used.
        labels: Of each term that has any.
        axes: The members that facts have on each axis; none where it is typed.
        domains: The element of the members of each typed axis.
        items: Concept and dimensions by the exact names, of each fact.
    """

    filed: FiledReport
    namespace: str
    elements: dict[QualifiedName, Element] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)
    labels: dict[QualifiedName, tuple[ConceptLabel, ...]] = field(default_factory=dict)
    axes: dict[QualifiedName, set[QualifiedName]] = field(default_factory=dict)
    domains: dict[QualifiedName, QualifiedName] = field(default_factory=dict)

    def own(self, local: str) -> QualifiedName:
        """Return a name in the namespace of the entry schema."""
        return QualifiedName(self.namespace, local, self.filed.names.prefix(self.namespace))

    def declare(self, element: Element, *labels: ConceptLabel) -> QualifiedName:
        """Declare an element unless a published schema has it, and return its name."""
        schema = find_schema(element.name.namespace)
        if schema is not None:
            self.published[element.name.namespace] = schema
        elif element.name not in self.elements:
            self.elements[element.name] = element
        if element.kind != "domain":
            self.labels.setdefault(element.name, labels or (ConceptLabel(_split(element.name.local)),))
        return element.name

    def name_as(self, name: QualifiedName, role: str) -> None:
        """Give a term a label of a role, where it has none, in the words of its first."""
        labels = self.labels.get(name, ())
        if labels and all(label.role != role for label in labels):
            self.labels[name] = (*labels, ConceptLabel(labels[0].text, role, labels[0].language))


def build_extension(filed: FiledReport) -> Extension:
    """Return what the taxonomy of a report has to declare, from its facts and networks."""
    extension = Extension(filed, filed.names.extension)
    for fact in filed.facts:
        _declare_fact(fact, extension)
    for network in filed.report.networks:
        for item in list_items(network):
            _declare_item(item, extension)
    return extension


def list_items(network: Network) -> list[LineItem]:
    """Return the line items of a network, each once, parents before their children where it begins with them."""
    return list(dict.fromkeys(item for arc in network.arcs for item in (arc.source, arc.target)))


def _declare_fact(fact: FiledFact, extension: Extension) -> None:
    key = fact.source.dimensions
    stated = extension.filed.report.concepts.get(key.concept)
    period = "instant" if isinstance(key.period, Instant) else "duration"
    extension.declare(
        Element(
            name=fact.concept,
            kind="item",
            data_type=(stated.data_type if stated else None) or _guess_type(fact),
            period_type=(stated.period_type if stated else None) or period,
            balance=stated.balance if stated else None,
        ),
        *_list_labels(stated),
    )
    for axis, member in fact.dimensions:
        _declare_axis(axis, extension, is_typed=isinstance(member, Literal))
        if not isinstance(member, Literal):
            extension.axes[axis].add(member)
    for axis_iri, member_iri in key.members:
        _declare_member(axis_iri, member_iri, extension)


def _declare_item(item: LineItem, extension: Extension) -> None:
    """Declare a line of a statement that may have no fact: a heading, or a total that nobody printed."""
    stated = extension.filed.report.concepts.get(item.concept)
    is_heading = stated is None or stated.data_type is None
    element = Element(
        name=extension.filed.names.name(item.concept),
        kind="heading" if is_heading else "item",
        data_type=(stated.data_type if stated else None) or "stringItemType",
        period_type=(stated.period_type if stated else None) or "duration",
        balance=stated.balance if stated else None,
    )
    extension.declare(element, *_list_labels(stated))
    for axis, member in item.members:
        _declare_member(axis, member, extension)


def _declare_member(axis_iri: str, member_iri: str, extension: Extension) -> None:
    names, report = extension.filed.names, extension.filed.report
    axis, member = names.name(axis_iri), names.name(member_iri)
    _declare_axis(axis, extension, is_typed=False, labels=_list_labels(report.concepts.get(axis_iri)))
    stated = report.members.get(member_iri)
    labels = ((ConceptLabel(stated.label),) if stated.label else ()) + stated.labels if stated else ()
    extension.declare(Element(name=member, kind="member", data_type="domainItemType"), *labels)
    extension.axes[axis].add(member)


def _declare_axis(
    axis: QualifiedName, extension: Extension, *, is_typed: bool, labels: tuple[ConceptLabel, ...] = ()
) -> None:
    if axis in extension.axes:
        return
    extension.axes[axis] = set()
    domain = None
    if is_typed:
        domain = extension.domains.get(axis) or QualifiedName(axis.namespace, f"{axis.local}.domain", axis.prefix)
        extension.domains[axis] = domain
        extension.declare(Element(name=domain, kind="domain"))
    extension.declare(Element(name=axis, kind="axis", typed_domain=domain), *labels)


def _list_labels(concept: Concept | None) -> tuple[ConceptLabel, ...]:
    if concept is None:
        return ()
    has_standard = any(one.role == STANDARD_LABEL and one.language == "en" for one in concept.labels)
    standard = (ConceptLabel(concept.label),) if concept.label and not has_standard else ()
    return standard + concept.labels


def _guess_type(fact: FiledFact) -> str:
    """Return the type of a concept that nobody describes, by the unit and the value of a fact."""
    if fact.unit is None:
        return "stringItemType"
    measures = [one.local for one in fact.unit.numerator]
    is_money = fact.unit.numerator[0].prefix == "iso4217"
    if fact.unit.denominator:
        return "perShareItemType" if is_money else "decimalItemType"
    if is_money and len(measures) == 1:
        return "monetaryItemType"
    return {"shares": "sharesItemType", "pure": "pureItemType"}.get(measures[0], "decimalItemType")


def _split(local: str) -> str:
    """Return a local name as words.

    >>> _split("NumberOfSharesIssued")
    'Number Of Shares Issued'
    """
    return " ".join(_WORDS.split(local))
