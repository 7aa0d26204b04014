"""What XBRL 2.1 asks of an instance: each function is one rule and yields where it is broken."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.dts import holds, is_allowed, list_parts, name_part
from gaapgraph.model import Duration, Finding, Forever, Instant, Place, QName
from gaapgraph.reader.xbrl.typed_value import is_numeric_type, read_typed
from gaapgraph.vocabulary import ISO4217, XBRLI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.dts import Declaration, Taxonomy
    from gaapgraph.model import Unit
    from gaapgraph.reader.xbrl.reported import ReportedFacts, ReportedItem

__all__ = ["find_broken_rules"]

_CODE = "GG-READ-XBRL-INVALID"
_CURRENCY = re.compile(re.escape(ISO4217) + r"[A-Z]{3}")
_STANDARD = "http://www.xbrl.org/2003/"
_LINK_ROLE = f"{_STANDARD}role/link"


def find_broken_rules(reported: ReportedFacts, taxonomy: Taxonomy) -> Iterator[Finding]:
    """Yield what breaks a rule of XBRL 2.1; of concepts whose schema is not at hand nothing is said."""
    is_complete = bool(taxonomy.documents) and not taxonomy.missing
    for item in reported.items:
        declared = taxonomy.declarations.get(item.concept)
        if declared is None and is_complete:
            message = f"{item.concept.local} is declared nowhere in the taxonomy, all of which is at hand."
            yield Finding(_CODE, "violation", item.place, message)
        for problem in () if declared is None else _judge_item(item, declared, reported):
            yield Finding(_CODE, "violation", item.place, f"{item.concept.local} {problem}.")
        for problem in _judge_attributes(item, taxonomy):
            yield Finding(_CODE, "violation", item.place, f"{item.concept.local} {problem}.")
    yield from _judge_tuples(reported, taxonomy)
    yield from _judge_units(reported)
    yield from _judge_contexts(reported, taxonomy)
    yield from _judge_references(reported)
    yield from _judge_footnotes(reported)


def _judge_item(item: ReportedItem, declared: Declaration, reported: ReportedFacts) -> Iterator[str]:
    if declared.is_abstract:
        yield "is abstract, and has a value"
    context = reported.contexts.get(item.context)
    period = None if context is None else context.period
    if declared.period_type == "instant" and isinstance(period, Duration | Forever):
        yield "is of an instant, and its context is of a duration"
    elif declared.period_type == "duration" and isinstance(period, Instant):
        yield "is of a duration, and its context is of an instant"
    if not declared.base_type:
        return
    is_fraction = declared.base_type == "fractionItemType"
    is_number = is_numeric_type(declared.base_type) or is_fraction
    accuracy = [one for one in (item.decimals, item.precision) if one is not None]
    fixed = {"decimals", "precision"} & dict(declared.attributes).keys()
    is_nil = item.text is None and item.fraction is None
    if item.text and not is_allowed(item.text, declared.base_type, declared.facets):
        yield f"is {item.text[:40]!r}, which its type {_name_type(declared)} does not allow"
    if is_number and item.unit is None:
        yield "is a number, and has no unit"
    elif not is_number and item.unit is not None:
        yield "is no number, and has a unit"
    if (accuracy or (is_nil and fixed)) and (is_nil or not is_number or is_fraction):
        yield "has decimals or precision where none is allowed"
    elif len(accuracy) + len(fixed) != 1 and is_number and not is_fraction and not is_nil:
        yield "needs either decimals or precision"
    if is_nil and not declared.is_nillable:
        yield "is nil, and its declaration does not allow that"
    unit = None if item.unit is None else reported.units.get(item.unit)
    if unit is not None:
        yield from _judge_unit_of(declared.base_type, unit)


def _name_type(declared: Declaration) -> str:
    return declared.base_type if declared.type_name is None else declared.type_name.local


def _judge_attributes(item: ReportedItem, taxonomy: Taxonomy) -> Iterator[str]:
    for tag, value in item.attributes:
        name = QName.of_tag(tag)
        kind = taxonomy.attributes.get(name)
        problem = read_typed(value, kind)[1] if kind else None
        if problem is not None:
            yield f"has the attribute {name.local}: {problem}"


def _judge_value(text: str, declared: Declaration) -> str | None:
    """Return what is wrong with the text of an element that is no item, by its declaration."""
    if not declared.base_type or declared.base_type.startswith("any") or (not text and declared.default is not None):
        return None
    problem = read_typed(text, declared.base_type)[1]
    if problem is None and not is_allowed(text, declared.base_type, declared.facets):
        problem = f"{text[:40]!r} is none of the values that its type allows"
    return problem


def _judge_unit_of(base_type: str, unit: Unit) -> Iterator[str]:
    measures = unit.numerator if not unit.denominator else ()
    only = measures[0] if len(measures) == 1 else ""
    if base_type == "monetaryItemType" and not _CURRENCY.fullmatch(only):
        yield f"is an amount of money, and its unit {unit} is no currency"
    elif base_type == "sharesItemType" and only != XBRLI.shares:
        yield f"is a number of shares, and its unit is {unit}"


def _judge_tuples(reported: ReportedFacts, taxonomy: Taxonomy) -> Iterator[Finding]:
    for one in reported.tuples:
        declared = taxonomy.declarations.get(one.concept)
        model = None if declared is None or one.is_nil else declared.model
        if model is None or one.children is None:
            continue
        parts = list_parts(model)
        names = [_find_part(name, parts, taxonomy) for name in one.children]
        if not holds(model, names):
            what = ", ".join(name.local for name in one.children[:8]) or "nothing"
            message = f"The tuple {one.concept.local} holds {what}, which its declaration does not allow."
            yield Finding(_CODE, "violation", one.place, message)


def _find_part(name: QName, parts: frozenset[str], taxonomy: Taxonomy) -> QName:
    """Return the part that an element stands for: itself, or the head of a substitution group."""
    found, seen = name, set()
    while name_part(found) not in parts and found not in seen:
        seen.add(found)
        declared = taxonomy.declarations.get(found)
        if declared is None or declared.group is None:
            return name
        found = declared.group
    return found


def _judge_units(reported: ReportedFacts) -> Iterator[Finding]:
    for name, unit in reported.units.items():
        both = set(unit.numerator) & set(unit.denominator)
        foreign = [one for one in unit.numerator + unit.denominator if one.startswith(XBRLI.iri)]
        if both:
            message = f"Unit {name!r} has {min(both)} above and below, and is not in its simplest form."
            yield Finding(_CODE, "violation", Place(1), message)
        for measure in foreign:
            if measure not in (XBRLI.pure, XBRLI.shares):
                yield Finding(_CODE, "violation", Place(1), f"Unit {name!r} has a measure {measure} that XBRL lacks.")


def _judge_contexts(reported: ReportedFacts, taxonomy: Taxonomy) -> Iterator[Finding]:
    for context in reported.contexts.values():
        for name, text in context.content:
            declared = taxonomy.declarations.get(name)
            problem = None if text is None or declared is None else _judge_value(text, declared)
            if problem is not None:
                message = f"Context {context.id!r} holds {name.local} in its segment or scenario: {problem}."
                yield Finding(_CODE, "violation", context.place, message)
            if name.namespace == XBRLI.iri.rstrip("#") or (declared is not None and declared.kind):
                message = f"Context {context.id!r} holds {name.local} in its segment or scenario, which is one of XBRL."
                yield Finding(_CODE, "violation", context.place, message)


def _judge_references(reported: ReportedFacts) -> Iterator[Finding]:
    kinds = ("roleRef", "arcroleRef")
    named = Counter((one.kind, one.role or one.arcrole) for one in reported.references if one.kind in kinds)
    for (kind, uri), number in named.items():
        if number > 1:
            yield Finding(_CODE, "violation", Place(1), f"The {kind} of {uri} stands there {number} times.")


def _judge_footnotes(reported: ReportedFacts) -> Iterator[Finding]:
    known = {one.place.element_id for one in reported.items} | {one.place.element_id for one in reported.tuples}
    roles = {one.role for one in reported.references if one.kind == "roleRef"}
    arcroles = {one.arcrole for one in reported.references if one.kind == "arcroleRef"}
    for note in reported.notes:
        for element in note.elements:
            if element not in known:
                yield _note(note.place, f"A footnote is about {element!r}, which is no fact of the document")
        for role in (note.role, note.resource_role):
            if not role.startswith(_STANDARD) and role not in roles:
                yield _note(note.place, f"A footnote has the role {role}, which the document does not refer to")
        if not note.arcrole.startswith(_STANDARD) and note.arcrole not in arcroles:
            yield _note(note.place, f"A footnote has the arcrole {note.arcrole}, which the document does not refer to")
        if not note.language:
            yield _note(note.place, "A footnote says no language")
    for link in reported.links:
        if not link.arcrole.startswith(_STANDARD) and link.arcrole not in arcroles:
            what = f"A footnote link has the arcrole {link.arcrole}, which the document does not refer to"
            yield _note(link.place, what)
        for element in (*link.sources, *link.targets):
            if element not in known:
                yield _note(link.place, f"A footnote link leads to {element!r}, which is no fact of the document")


def _note(place: Place, message: str) -> Finding:
    return Finding("GG-READ-XBRL-FOOTNOTE", "violation", place, f"{message}.")
