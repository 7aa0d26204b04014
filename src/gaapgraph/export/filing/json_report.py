"""xBRL-JSON: a report as the Open Information Model writes it (xBRL-JSON 1.0)."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING, Any

from gaapgraph.export.filing.filed_report import FACT_FOOTNOTE, STANDARD_LINK
from gaapgraph.export.filing.qualified_name import RESERVED
from gaapgraph.model import Duration, Forever, Literal, QName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from gaapgraph.export.filing.filed_report import FiledFact, FiledNote, FiledReport, FiledUnit
    from gaapgraph.export.filing.qualified_name import QualifiedName, QualifiedNames
    from gaapgraph.model import Period

__all__ = [
    "XBRL",
    "XBRLI_PURE",
    "XSI_NIL",
    "describe",
    "list_dimensions",
    "list_modelled",
    "name_entity",
    "show_moment",
    "show_note",
    "show_unit",
    "show_value",
    "write_json",
]

XBRL = "https://xbrl.org/2021"
XBRLI_PURE = ("http://www.xbrl.org/2003/instance", "pure")
XSI_NIL = "http://www.w3.org/2001/XMLSchema-instance#nil"  # the datatype of a typed member that is nil
OMITTED = "facts left out: the Open Information Model lacks tuples, fractions, markup in dimensions, precision 0"
_MARKUP = "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral"
_RESERVED = {"http://www.xbrl.org/2009/arcrole/fact-explanatoryFact": "explanatoryFact"}  # OIM Common 1.0 §3.1
_EXPANDED = re.compile(r"\s*[a-z][\w+.-]*:[^\s#]+#[\w.-]+(\s+[a-z][\w+.-]*:[^\s#]+#[\w.-]+)*\s*")
_DOCUMENT_TYPE = f"{XBRL}/xbrl-json"


def write_json(filed: FiledReport, taxonomy: Sequence[str], stream: TextIO) -> None:
    """Write a report as xBRL-JSON, a line for each fact.

    Args:
        filed: The report.
        taxonomy: Its entry points, as URLs or relative to the file.
        stream: Of text in UTF-8.
    """
    links = Aliases(filed)
    facts = [(fact.name, _state(fact, filed.names, links)) for fact in list_modelled(filed)]
    notes = [(note.name, _state_note(show_note(note), note.name, note.language)) for note in filed.notes]
    head = describe(filed, taxonomy, links, _DOCUMENT_TYPE)  # after the facts: they settle which prefixes there are
    stream.write(f'{{\n"documentInfo": {_dump(head)},\n"facts": {{')
    for number, (name, stated) in enumerate([*facts, *notes]):
        stream.write(f"{',' if number else ''}\n{_dump(name)}: {_dump(stated)}")
    stream.write("\n}\n}\n")


def list_modelled(filed: FiledReport) -> list[FiledFact]:
    """Return the facts that the model has: tuples, fractions and markup go out through XBRL 2.1 alone.

    So do numbers of which nothing is exact: without decimals they would be exact (xBRL-XML 1.0 §2.1.7).
    """
    fractions = {iri for iri, one in filed.report.concepts.items() if one.data_type == "fractionItemType"}
    found = [
        fact
        for fact in filed.facts
        if fact.fraction is None
        and fact.parent is None
        and not (fact.is_accuracy_unknown and fact.decimals is None)
        and fact.source.dimensions.concept not in fractions
        and not any(isinstance(member, Literal) and member.datatype == _MARKUP for _, member in fact.dimensions)
    ]
    if len(found) < len(filed.facts):
        filed.remarks[OMITTED] = len(filed.facts) - len(found)
    return found


class Aliases:
    """Short names of the arcroles and groups of a report's footnotes, and which footnotes each fact has."""

    def __init__(self, filed: FiledReport) -> None:
        links = filed.links
        arcroles = {note.arcrole for note in filed.notes} | {link.arcrole for link in links}
        self.types = _alias(arcroles, FACT_FOOTNOTE, "footnote", "type")
        self.groups = _alias(
            {note.group for note in filed.notes} | {link.role for link in links}, STANDARD_LINK, "_", "group"
        )
        self._notes = {note.name: note for note in filed.notes}
        self._links: dict[str, list[tuple[str, str, str]]] = {}
        for link in links:
            for source in link.sources:
                ends = self._links.setdefault(source, [])
                ends += [(self.types[link.arcrole], self.groups[link.role], target) for target in link.targets]

    @property
    def is_used(self) -> bool:
        """Whether there is any note or link."""
        return bool(self._notes or self._links)

    def of(self, fact: FiledFact) -> dict[str, dict[str, list[str]]]:
        """Return the names of the footnotes of a fact, and of the facts it is linked to, by arcrole and group."""
        found: dict[str, dict[str, list[str]]] = {}
        for name in fact.notes:
            note = self._notes[name]
            found.setdefault(self.types[note.arcrole], {}).setdefault(self.groups[note.group], []).append(name)
        for kind, group, target in self._links.get(fact.name, ()):
            found.setdefault(kind, {}).setdefault(group, []).append(target)
        return found


def _alias(roles: Iterable[str], standard: str, name: str, stem: str) -> dict[str, str]:
    known = {standard: name} | {role: _RESERVED[role] for role in sorted(roles) if role in _RESERVED}
    others = sorted(set(roles) - known.keys())
    return known | {role: f"{stem}{number}" for number, role in enumerate(others, 1)}


def describe(filed: FiledReport, taxonomy: Sequence[str], links: Aliases, document_type: str) -> dict[str, Any]:
    """Return `documentInfo`, which is the same in xBRL-JSON and xBRL-CSV."""
    declared = {one: home for one, home in filed.names.declared.items() if RESERVED.get(home, one) == one}
    namespaces = {**declared, **{prefix: namespace for namespace, prefix in filed.names.prefixes.items()}}
    for namespace, prefix in RESERVED.items():
        if namespaces.get(prefix) not in (None, namespace):  # the source's own word for something else
            del namespaces[prefix]
    info: dict[str, Any] = {
        "documentType": document_type,
        "namespaces": dict(sorted({**namespaces, "xbrl": XBRL}.items())),
        "taxonomy": list(taxonomy),
    }
    if links.is_used:
        info["linkTypes"] = {alias: role for role, alias in links.types.items()}
        info["linkGroups"] = {alias: role for role, alias in links.groups.items()}
    return info


def _state(fact: FiledFact, names: QualifiedNames, links: Aliases) -> dict[str, Any]:
    stated: dict[str, Any] = {"value": show_value(fact, names)}
    if fact.decimals is not None:
        stated["decimals"] = fact.decimals
    stated["dimensions"] = dict(list_dimensions(fact, names))
    if found := links.of(fact):
        stated["links"] = found
    return stated


def _state_note(text: str, name: str, language: str) -> dict[str, Any]:
    dimensions = {"concept": "xbrl:note", "noteId": name, "language": language.lower()}
    return {"value": text, "dimensions": dimensions}


def show_value(fact: FiledFact, names: QualifiedNames) -> str | None:
    """Return the value of a fact; of an enumeration, whose XML has expanded names, with prefixes (OIM 1.0 §6.2).

    What no schema types is one where all its parts are names in namespaces that the report uses.
    """
    value = fact.value
    if value is None or fact.unit is not None or not _EXPANDED.fullmatch(value):
        return value
    known = {**{namespace: prefix for prefix, namespace in names.declared.items()}, **names.prefixes}
    found = [QName.of_iri(part) for part in value.split()]
    if not all(one.namespace in known for one in found):
        return value
    return " ".join(f"{known[one.namespace]}:{one.local}" for one in found)


def show_note(note: FiledNote) -> str:
    """Return a note as the model has it, which is markup: a text that is none is escaped (OIM 1.0 §4.7)."""
    return note.text if note.is_markup else escape(note.text, quote=False)


def list_dimensions(fact: FiledFact, names: QualifiedNames) -> Iterator[tuple[str, str | None]]:
    """Yield the core dimensions and those of the taxonomy, as both formats write them."""
    yield "concept", str(fact.concept)
    yield "entity", name_entity(fact.entity, names)
    if not isinstance(fact.period, Forever):
        yield "period", fact.moments or show_moment(fact.period)
    if fact.unit is not None and (unit := show_unit(fact.unit)) is not None:
        yield "unit", unit
    if fact.unit is None and fact.is_text and fact.language is not None:
        yield "language", fact.language.lower()
    for axis, member in fact.dimensions:
        yield str(axis), show_member(member)


def show_member(member: QualifiedName | Literal) -> str | None:
    """Return the member of a dimension; None is a typed one that is nil."""
    if isinstance(member, Literal):
        return None if member.datatype == XSI_NIL else member.lexical
    return str(member)


def name_entity(entity: tuple[str, str], names: QualifiedNames) -> str:
    """Return an entity as scheme and identifier (OIM 1.0 §5.1.2)."""
    scheme, identifier = entity
    return f"{names.prefix(scheme, 'scheme')}:{identifier}"


def show_moment(period: Period) -> str:
    """Return a period as OIM writes it: an instant, or two, at the midnight after their days.

    >>> from datetime import date
    >>> from gaapgraph.model import Instant
    >>> show_moment(Instant(date(2009, 3, 31)))
    '2009-04-01T00:00:00'
    """
    end = f"{period.end + timedelta(days=1)}T00:00:00"
    return f"{period.start}T00:00:00/{end}" if isinstance(period, Duration) else end


def show_unit(unit: FiledUnit) -> str | None:
    """Return a unit (OIM 1.0 §5.1.4); None for a pure number, whose unit is not written."""
    if not unit.denominator and [(one.namespace, one.local) for one in unit.numerator] == [XBRLI_PURE]:
        return None
    top, bottom = _multiply(unit.numerator), _multiply(unit.denominator)
    if not bottom:
        return top
    return "/".join(f"({part})" if "*" in part else part for part in (top, bottom))


def _multiply(measures: Sequence[QualifiedName]) -> str:
    return "*".join(sorted(map(str, measures)))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
