"""Reports in xBRL-JSON 1.0."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from gaapgraph.document.json_text import decode_json, mend_halves
from gaapgraph.errors import ReadError
from gaapgraph.model import Document, Place, Reference
from gaapgraph.reader.oim.oim_fact import OimFacts
from gaapgraph.reader.oim.report_rule import JsonNumber, find_fact_faults, find_head_faults, find_link_faults
from gaapgraph.reader.oim.short_name import expand_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.dts import Declaration
    from gaapgraph.model import QName
    from gaapgraph.reader.xbrl.reported import ReportedFacts

    Find = Callable[[QName], Declaration | None]

__all__ = [
    "DOCUMENT_TYPES",
    "list_references",
    "list_taxonomy",
    "load_json",
    "map_texts",
    "read_document_info",
    "read_json_report",
]

DOCUMENT_TYPES = ("https://xbrl.org/2021/xbrl-json", "http://www.xbrl.org/WGWD/YYYY-MM-DD/xbrl-json")
_MEND = "give a report of OIM 1.0"


def read_json_report(data: bytes, name: str, find: Find | None = None) -> tuple[ReportedFacts, Document]:
    """Return what a report states, and the file.

    Args:
        data: Its bytes.
        name: Of the file.
        find: What is known of a concept: numbers without unit and accuracy are told by it.

    Raises:
        ReadError: It is no JSON, or no report of OIM.
    """
    report = load_json(data, name)
    facts = report.get("facts", {})
    info = report.get("documentInfo")
    if not isinstance(facts, dict) or not isinstance(info, dict):
        raise ReadError("has no documentInfo and facts", where=name, mend=_MEND)
    oim = read_document_info(info, name)
    namespaces = map_texts(info.get("namespaces"))
    for reason in find_head_faults(report):
        oim.note(Place(1), reason)
    for number, (key, fact) in enumerate(facts.items(), start=1):
        place = Place(element_id=key, xpath=f"/facts[{number}]")
        if isinstance(fact, dict):
            for reason in find_fact_faults(key, fact, namespaces):
                oim.note(place, f"The fact {key[:60]!r}: {reason}")
        try:
            concept = expand_name(str(fact["dimensions"]["concept"]), namespaces)
            oim.add(fact, key, place, None if find is None else find(concept))
        except (ValueError, KeyError, TypeError) as exc:
            oim.note(
                place,
                f"The fact {key[:60]!r} was left out: {exc if isinstance(exc, ValueError) else 'it has no concept'}",
            )
    for reason in find_link_faults(report, oim.notes):
        oim.note(Place(1), reason)
    return oim.finish(), Document(name, sha256(data).hexdigest(), "application/json")


def read_document_info(info: dict[str, Any], name: str) -> OimFacts:
    """Return what facts are collected in, with namespaces, links and taxonomy.

    Raises:
        ReadError: It is of no type or version that is known.
    """
    if not isinstance(info.get("documentType"), str):
        raise ReadError("says no document type", where=name, mend=_MEND)
    links = (map_texts(info.get("linkTypes")), map_texts(info.get("linkGroups")))
    oim = OimFacts(map_texts(info.get("namespaces")), links)
    oim.reported.references += list_taxonomy(info)
    return oim


def list_references(data: bytes, name: str) -> list[Reference]:
    """Return what a report names of its taxonomy.

    Raises:
        ReadError: It is no JSON object.
    """
    info = load_json(data, name).get("documentInfo")
    return list_taxonomy(info) if isinstance(info, dict) else []


def list_taxonomy(info: dict[str, Any]) -> list[Reference]:
    """Return what `documentInfo` names of a taxonomy."""
    taxonomy = info.get("taxonomy")
    return [Reference("schemaRef", str(href)) for href in (taxonomy if isinstance(taxonomy, list) else [])]


def load_json(data: bytes, name: str) -> dict[str, Any]:
    """Return a JSON object; a key that stands there twice is refused, since one of both would be lost.

    Half of a surrogate pair, which JSON can escape and no text can hold (RFC 8259 §8.2), is U+FFFD.

    Raises:
        ReadError: It is no JSON object.
    """
    try:
        text = decode_json(data)
        found = json.loads(text, object_pairs_hook=_unique, parse_float=JsonNumber, parse_int=JsonNumber)
    except RecursionError as exc:
        raise ReadError("is nested deeper than any report", where=name, mend=_MEND) from exc
    except ValueError as exc:
        raise ReadError(f"is no JSON that can be read ({exc})", where=name, mend="fetch it again") from exc
    if not isinstance(found, dict):
        raise ReadError("is no JSON object", where=name, mend=_MEND)
    return dict(mend_halves(found, text))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        double = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ValueError(f"the key {double[:60]!r} stands there twice in one object")
    return found


def map_texts(value: object) -> dict[str, str]:
    """Return an object of JSON as texts by name, whatever stands in the place of a text; of all else, nothing."""
    return {str(key): str(item) for key, item in value.items()} if isinstance(value, dict) else {}
