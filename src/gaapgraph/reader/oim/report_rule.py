"""What xBRL-JSON 1.0 and OIM Common 1.0 ask of a report: each function is one rule and yields where it is broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gaapgraph.reader.oim.short_name import is_canonical_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["JsonNumber", "find_fact_faults", "find_head_faults", "find_info_faults", "find_link_faults"]

_XBRL = "https://xbrl.org/2021"
_XBRLI = "http://www.xbrl.org/2003/instance"
_PREFIXES = {
    "xbrl": _XBRL,
    "xbrli": _XBRLI,
    "xs": "http://www.w3.org/2001/XMLSchema",
    "enum2": "http://xbrl.org/2020/extensible-enumerations-2.0",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "utr": "http://www.xbrl.org/2009/utr",
}
_LINK_TYPES = {
    "footnote": "http://www.xbrl.org/2003/arcrole/fact-footnote",
    "explanatoryFact": "http://www.xbrl.org/2009/arcrole/fact-explanatoryFact",
}
_LINK_GROUPS = {"_": "http://www.xbrl.org/2003/role/link"}
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_LANGUAGE = re.compile(r"[a-z]{1,8}(?:-[a-z0-9]{1,8})*")
_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?"
_PERIOD = re.compile(rf"{_MOMENT}(?:/{_MOMENT})?")
_WHOLE = re.compile(r"-?\d+")
_HEAD = ("documentInfo", "facts")
_FACT = ("value", "decimals", "dimensions", "links")


class JsonNumber(str):
    """A number of JSON as it is written, told apart from a text."""

    __slots__ = ()


def find_head_faults(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a report apart from its facts, each a sentence without its full stop."""
    for name in report:
        if name not in _HEAD and ":" not in name:
            yield f"The report has the property {name[:60]!r}, which is none of xBRL-JSON"
    yield from find_info_faults(report["documentInfo"])


def find_info_faults(info: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with `documentInfo`, which is the same in xBRL-JSON and xBRL-CSV."""
    taxonomy = info.get("taxonomy")
    if not isinstance(taxonomy, list) or not taxonomy or not all(isinstance(one, str) for one in taxonomy):
        yield "The report names no taxonomy"
    yield from _judge_aliases(info.get("namespaces"), _PREFIXES, "prefix")
    yield from _judge_aliases(info.get("linkTypes"), _LINK_TYPES, "link type")
    yield from _judge_aliases(info.get("linkGroups"), _LINK_GROUPS, "link group")


def _judge_aliases(stated: object, reserved: Mapping[str, str], what: str) -> Iterator[str]:
    """Yield where names that OIM reserves mean something else, or one URI has two names (OIM Common 1.0 §3.1)."""
    if not isinstance(stated, dict):
        return
    names: dict[str, str] = {}
    for name, uri in stated.items():
        if not isinstance(uri, str) or not uri.strip():
            yield f"The {what} {name[:60]!r} stands for no URI"
            continue
        if not _NAME.fullmatch(name):
            yield f"The {what} {name[:60]!r} is no name"
        if name in reserved and uri != reserved[name]:
            yield f"The {what} {name!r} is reserved for {reserved[name]}"
        own = next((one for one, known in reserved.items() if known == uri), None)
        if own is not None and own != name:
            yield f"The {what} {name[:60]!r} stands for {uri}, for which {own!r} is reserved"
        if uri in names:
            yield f"The {what} {name[:60]!r} stands for the same URI as {names[uri][:60]!r}"
        names[uri] = name


def find_fact_faults(name: str, fact: Mapping[str, Any], namespaces: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with how a fact is written, each a sentence without its full stop."""
    if not _NAME.fullmatch(name):
        yield "its id is no name"
    for key in fact:
        if key not in _FACT and ":" not in key:
            yield f"it has the property {key[:60]!r}, which is none of xBRL-JSON"
    if "value" not in fact:
        yield "it has no value"
    if isinstance(fact.get("value"), JsonNumber):
        yield "its value is a number of JSON, and is to be a text"
    decimals = fact.get("decimals", JsonNumber("0"))
    if not isinstance(decimals, str) or not _WHOLE.fullmatch(decimals):
        yield "its decimals are no whole number"
    dimensions = fact.get("dimensions")
    if isinstance(dimensions, dict):
        yield from _judge_dimensions(name, dimensions, namespaces)


def _judge_dimensions(name: str, dimensions: Mapping[str, Any], namespaces: Mapping[str, str]) -> Iterator[str]:
    entity, period = dimensions.get("entity"), dimensions.get("period")
    if entity is not None and str(entity).partition(":")[0] not in namespaces:
        yield f"its entity {str(entity)[:60]!r} has no declared prefix"
    if period is not None and not _PERIOD.fullmatch(str(period)):
        yield f"its period {str(period)[:60]!r} is neither a moment nor two"
    unit, language = dimensions.get("unit"), dimensions.get("language")
    if unit is not None and not is_canonical_unit(str(unit)):
        yield f"its unit {str(unit)[:60]!r} is not written as OIM writes it"
    prefix, _, local = str(unit).partition(":")
    if local == "pure" and namespaces.get(prefix) == _XBRLI:
        yield "its unit is pure, which is meant by leaving it out"
    if language is not None and not _LANGUAGE.fullmatch(str(language)):
        yield f"its language {str(language)[:60]!r} is none in lower case"
    prefix, _, local = str(dimensions.get("concept")).partition(":")
    if local == "note" and namespaces.get(prefix) == _XBRL:
        if language is None:
            yield "it is a note and has no language"
        if dimensions.get("noteId") != name:
            yield f"it is a note and its noteId is {str(dimensions.get('noteId'))[:60]!r}"


def find_link_faults(report: Mapping[str, Any], notes: set[str]) -> Iterator[str]:
    """Yield links that lead to nothing, and notes that nothing refers to."""
    facts, info = report.get("facts"), report["documentInfo"]
    types, groups = (info.get(key) if isinstance(info.get(key), dict) else {} for key in ("linkTypes", "linkGroups"))
    found: set[str] = set()
    for name, fact in (facts if isinstance(facts, dict) else {}).items():
        links = fact.get("links") if isinstance(fact, dict) else None
        for kind, by_group in (links if isinstance(links, dict) else {}).items():
            if kind not in types:
                yield f"A link of the fact {name[:60]!r} is of the type {kind[:60]!r}, which is not declared"
            for group, targets in (by_group if isinstance(by_group, dict) else {}).items():
                if group not in groups:
                    yield f"A link of the fact {name[:60]!r} is in the group {group[:60]!r}, which is not declared"
                found |= {str(one) for one in targets} if isinstance(targets, list) else set()
    known = facts.keys() if isinstance(facts, dict) else set()
    for target in sorted(found - set(known)):
        yield f"A link leads to {target[:60]!r}, which is no fact"
    for note in sorted(notes - found):
        yield f"The note {note[:60]!r} belongs to no fact"
