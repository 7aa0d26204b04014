"""TAVI: report and taxonomy as one compiled model in JSON (XBRL International, public working draft of 2026-09-01)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gaapgraph.export.filing.extension_taxonomy import build_extension
from gaapgraph.export.filing.json_report import list_dimensions, list_modelled, name_entity, show_value
from gaapgraph.model import PARENT_CHILD, SUMMATION_ITEM
from gaapgraph.write.kind import FILING_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from gaapgraph.export.filing.extension_taxonomy import Extension
    from gaapgraph.export.filing.filed_report import FiledFact, FiledReport
    from gaapgraph.model import Network

__all__ = ["write_tavi"]

_DRAFT = "https://xbrl.org/PWD/2026-09-01"
_RESERVED = {
    "xbrl": _DRAFT,
    "xbrlr": f"{_DRAFT}/report",
    "xbrla": f"{_DRAFT}/accounting",
    "xs": "http://www.w3.org/2001/XMLSchema",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
}
_FOREVER = "0001-01-01T00:00:00/9999-12-31T00:00:00"
_TYPES = {
    "monetaryItemType": "xbrlr:monetary",
    "pureItemType": "xbrlr:pureType",
    "sharesItemType": "xbrla:sharesType",
    "percentItemType": "xbrlr:percent",
    "perShareItemType": "xbrlr:perShare",
    "textBlockItemType": "xbrlr:textBlock",
    "durationItemType": "xbrlr:duration",
    "dateTimeItemType": "xbrlr:dateTime",
    "enumerationItemType": "xbrlr:enumeration",
    "enumerationSetItemType": "xbrlr:enumeration",
}
_TYPES |= {
    f"{name}ItemType": f"xs:{name}"
    for name in ("string", "normalizedString", "boolean", "date", "gYear", "anyURI", "integer", "decimal", "QName")
}
_LABELS = {
    f"http://www.xbrl.org/2003/role/{name}": f"xbrl:{name}"
    for name in (
        "label", "terseLabel", "verboseLabel", "totalLabel", "periodStartLabel", "periodEndLabel", "documentation",
    )
}  # fmt: skip
_KINDS = {PARENT_CHILD: "xbrl:parent-child", SUMMATION_ITEM: "xbrl:summation-item"}


def write_tavi(filed: FiledReport, stream: BinaryIO) -> None:
    """Write a report as a compiled model, with the concepts, labels and networks that it uses.

    Args:
        filed: The report.
        stream: Of bytes.
    """
    model = _build(filed)
    used = {prefix: namespace for namespace, prefix in filed.names.prefixes.items() if prefix not in _RESERVED}
    info = {
        "documentType": f"{_DRAFT}/compiled",
        "namespaces": dict(sorted({**used, **_RESERVED, "rpt": f"{filed.report.iri}/tavi"}.items())),
        "description": f"{filed.report.title or filed.report.document.file_name}, {FILING_MARK}",
    }
    document = {"documentInfo": info, "xbrlModel": {key: value for key, value in model.items() if value}}
    stream.write((json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())


def _build(filed: FiledReport) -> dict[str, Any]:
    """Return the objects of a compiled model by their class."""
    extension = build_extension(filed)
    networks = [one for one in filed.report.networks if one.arcrole in _KINDS and one.arcs]
    roles = dict.fromkeys(one.role for one in networks)
    groups = {role: f"rpt:group-{number}" for number, role in enumerate(roles, 1)}
    named = [name_entity(one, filed.names) for one in dict.fromkeys(fact.entity for fact in filed.facts)]
    titles = {one.role: one.title for one in networks if one.title}
    issued = filed.report.issued
    return {
        "name": "rpt:model",
        "properties": [{"property": "xbrl:reportFilingDate", "value": issued.isoformat()}] if issued else [],
        "entities": [{"name": one} for one in named],
        "concepts": list(_list_concepts(extension)),
        "dimensions": [{"name": str(axis), "domainClass": f"rpt:{axis.local}Domain"} for axis in extension.axes],
        "domainClasses": [{"name": f"rpt:{axis.local}Domain"} for axis in extension.axes],
        "members": [{"name": str(one)} for one in sorted({m for found in extension.axes.values() for m in found})],
        "groups": [{"name": name, "groupURI": role} for role, name in groups.items()],
        "groupContents": [
            {"groupName": groups[one.role], "forObject": f"rpt:network-{number}"}
            for number, one in enumerate(networks, 1)
        ],
        "networks": [_connect(one, number, filed) for number, one in enumerate(networks, 1)],
        "labels": [
            *_list_labels(extension),
            *(_name(groups[role], title) for role, title in titles.items()),
            *(_name(one, filed.report.entity.label) for one in named[:1]),
        ],
        "facts": [_state(fact, filed) for fact in list_modelled(filed)],
    }


def _list_labels(extension: Extension) -> Iterator[dict[str, str]]:
    for name, stated in extension.labels.items():
        for label in stated:
            kind = _LABELS.get(label.role)
            if kind is not None:
                yield {"forObject": str(name), "labelType": kind, "value": label.text, "language": label.language}


def _name(target: str, text: str) -> dict[str, str]:
    return {"forObject": target, "labelType": "xbrl:label", "value": text, "language": "en"}


def _list_concepts(extension: Extension) -> Iterator[dict[str, Any]]:
    """Yield the concepts of the facts; axes and members are objects of their own."""
    filed = extension.filed
    for iri in dict.fromkeys(fact.source.dimensions.concept for fact in filed.facts):
        name, stated = filed.names.name(iri), filed.report.concepts.get(iri)
        is_number = any(fact.concept == name and fact.unit is not None for fact in filed.facts)
        known = _TYPES.get((stated.data_type if stated else None) or "", "xs:decimal" if is_number else "xs:string")
        found: dict[str, Any] = {"name": str(name), "dataType": known}
        if stated is not None and stated.period_type is not None:
            found["periodType"] = stated.period_type
        if stated is not None and stated.balance is not None:
            found["properties"] = [{"property": "xbrla:balance", "value": stated.balance}]
        yield found


def _connect(network: Network, number: int, filed: FiledReport) -> dict[str, Any]:
    targets = {arc.target for arc in network.arcs}
    roots = dict.fromkeys(arc.source for arc in network.arcs if arc.source not in targets)
    relations: list[dict[str, Any]] = [
        {"source": "xbrl:rootSource", "target": str(filed.names.name(one.concept)), "order": place}
        for place, one in enumerate(roots, 1)
    ]
    for arc in network.arcs:
        relation: dict[str, Any] = {
            "source": str(filed.names.name(arc.source.concept)),
            "target": str(filed.names.name(arc.target.concept)),
            "order": float(arc.order),
        }
        stated = [{"property": "xbrl:weight", "value": float(arc.weight)}] if arc.weight is not None else []
        if arc.preferred_label in _LABELS:
            stated.append({"property": "xbrl:preferredLabel", "value": _LABELS[arc.preferred_label]})
        if stated:
            relation["properties"] = stated
        relations.append(relation)
    kind = _KINDS[network.arcrole]
    return {"name": f"rpt:network-{number}", "relationshipTypeName": kind, "relationships": relations}


def _state(fact: FiledFact, filed: FiledReport) -> dict[str, Any]:
    stated = dict(list_dimensions(fact, filed.names))
    core = ("concept", "entity", "period", "unit", "language")
    dimensions = {f"xbrl:{key}" if key in core else key: value for key, value in stated.items()}
    dimensions.setdefault("xbrl:period", _FOREVER)
    if (unit := dimensions.get("xbrl:unit")) is not None:
        dimensions["xbrl:unit"] = unit.replace("xbrli:shares", "xbrla:shares").replace("xbrli:pure", "xbrlr:pure")
    found: dict[str, Any] = {"name": f"rpt:{fact.name}", "factDimensions": dimensions}
    value = show_value(fact, filed.names)
    if value is not None:
        one: dict[str, Any] = {"value": value}
        if fact.decimals is not None:
            one["decimals"] = fact.decimals
        if (language := stated.get("language")) is not None:
            one["language"] = language
        found["factValues"] = [one]
    return found
