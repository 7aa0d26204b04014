"""What a report states in the terms of a filing: a fact for each occurrence, all names exact."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.export.filing.markup_text import is_xhtml
from gaapgraph.export.filing.qualified_name import QualifiedNames
from gaapgraph.export.filing.standard_schema import find_type
from gaapgraph.frozen_class import frozen
from gaapgraph.graph.literal import read_day, read_moment
from gaapgraph.model import FOREVER, FactLink, Fraction, Literal, canonical
from gaapgraph.reader.inline.printed_duration import list_durations
from gaapgraph.vocabulary import BASE, GG, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.export.filing.qualified_name import QualifiedName
    from gaapgraph.model import Fact, FactKey, Forever, Occurrence, Period, Report, Unit, Value

__all__ = ["FACT_FOOTNOTE", "STANDARD_LINK", "FiledFact", "FiledNote", "FiledReport", "FiledUnit", "list_filed"]

STANDARD_LINK = "http://www.xbrl.org/2003/role/link"
FACT_FOOTNOTE = "http://www.xbrl.org/2003/arcrole/fact-footnote"
_STANDARD_NOTE = "http://www.xbrl.org/2003/role/footnote"
_COMPARATIVE, _EVENT = f"{GG.iri}ComparativePeriodAxis", f"{GG.iri}EventAxis"
_ENTITIES = f"{BASE}entity"
_NAME = re.compile(r"[^\W\d][\w.-]*")  # NCName, by and large
_DURATION = re.compile(
    r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.ASCII
)
_NO_TEXTS = frozenset(
    [
        "boolean",
        "date",
        "dateTime",
        "duration",
        "enumeration",
        "enumerationSet",
        "gMonthDay",
        "gYear",
        "gYearMonth",
        "anyURI",
    ]
)
_NO_TEXT = re.compile(
    r"""true|false
    | (-?\d{4}-\d\d(-\d\d(T[\d:.]+)?)?  # gYearMonth, date, dateTime
    | \d\d:\d\d:\d\d(\.\d+)? | --\d\d(-\d\d)? | ---\d\d)(Z|[+-]\d\d:\d\d)?
    | -?P[\dYMDTHS.]+ | \s*(?:https?|ftp|urn|mailto):[^\s#]+\s*
    | \s*https?://\S+\#[\w.-]+(\s+https?://\S+\#[\w.-]+)*\s*  # an enumeration""",
    re.VERBOSE,
)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MIDNIGHT = re.compile(r"24:00:00(\.0+)?")
UNDATED = "facts without a date, written with the period forever"
DATELESS = "facts without a date left out: their concepts are of an instant"
INFERRED = "facts whose source states no accuracy, written with the decimals that were inferred"
UNWRITABLE = "texts with characters that XML has not, written as U+FFFD"


@frozen
class FiledUnit:
    """Measures multiplied together, over measures multiplied together, by their exact names."""

    numerator: tuple[QualifiedName, ...]
    denominator: tuple[QualifiedName, ...] = ()


@frozen(kw_only=True)
class FiledFact:
    """One fact of a filing (OIM 1.0 §3).

    Attributes:
        name: Unique in the report, and a name of XML.
        entity: Scheme and identifier.
        dimensions: Pairs of axis and member; the member of a typed dimension is a literal.
        value: As XML Schema writes it; None is nil. That of a fraction is empty.
        is_text: Whether the model gives it a language: no date, flag or enumeration has one.
        fraction: Numerator and denominator, of a fraction of XBRL 2.1.
        parent: The path of the tuple that the fact stands in.
        decimals: None where the value is exact, or no number.
        moments: Of a period that is no whole days: start and end, or the instant.
        is_accuracy_unknown: Whether the source says that nobody knows how exact the value is.
        notes: Names of the footnotes that the fact has.
        source: The fact of the graph.
        occurrence: Its print; None where the graph has none.
    """

    name: str
    concept: QualifiedName
    entity: tuple[str, str]
    period: Period | Forever
    unit: FiledUnit | None
    dimensions: tuple[tuple[QualifiedName, QualifiedName | Literal], ...]
    value: str | None
    decimals: int | None
    language: str | None
    is_text: bool = True
    fraction: tuple[str, str] | None = None
    parent: str | None = None
    moments: str | None = None
    is_accuracy_unknown: bool = False
    notes: tuple[str, ...] = ()
    source: Fact
    occurrence: Occurrence | None = None

    @property
    def number(self) -> Decimal | None:
        """The value as a number; None where it is nil, a fraction or no number."""
        value = self.source.value if self.occurrence is None else self.occurrence.value
        return value if isinstance(value, Decimal) else None


@frozen(kw_only=True)
class FiledNote:
    """A footnote; `group` is the role of its link, `role` that of the note itself, which OIM has not.

    Its text is XHTML where `is_markup`.
    """

    name: str
    text: str
    language: str
    group: str
    role: str
    arcrole: str
    facts: tuple[str, ...]
    is_markup: bool = False


@dataclass(slots=True)
class FiledReport:
    """The facts of a report, with what its writing has to say of itself.

    Attributes:
        links: Between facts, by their names; none leads to a fact that is not there.
        remarks: How many facts were written otherwise than the graph has them, by what was done.
    """

    report: Report
    names: QualifiedNames
    facts: list[FiledFact] = field(default_factory=list)
    notes: list[FiledNote] = field(default_factory=list)
    links: list[FactLink] = field(default_factory=list)
    remarks: Counter[str] = field(default_factory=Counter)


def list_filed(report: Report) -> FiledReport:
    """Return what a report states, one fact for each occurrence of the source, in document order."""
    return _Filing(report).file()


class _Filing:
    """Turns facts and footnotes of one report into those of a filing."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.filed = FiledReport(report, QualifiedNames(report))
        self.names = self.filed.names
        self._given: set[str] = set()
        self._notes: dict[str, list[str]] = {}
        self._units: dict[Unit, FiledUnit] = {}
        self._entities = {report.entity.iri: report.entity, **report.entities}

    def file(self) -> FiledReport:
        pairs = self._list_pairs()
        wanted = {one.place.element_id for _, one in pairs if one is not None}
        self._given = {one for one in wanted if one is not None}
        used: set[str] = set()
        by_key: dict[FactKey, list[str]] = {}
        chosen: list[tuple[str, Fact, Occurrence | None]] = []
        for fact, occurrence in pairs:
            if not self._is_datable(fact):
                continue
            name = self._name(occurrence, used)
            by_key.setdefault(fact.dimensions, []).append(name)
            chosen.append((name, fact, occurrence))
        self._file_notes(by_key, used)
        self.filed.links = list(_list_links(self.report, used))
        self.filed.facts = [self._file_fact(name, fact, occurrence) for name, fact, occurrence in chosen]
        return self.filed

    def _list_pairs(self) -> list[tuple[Fact, Occurrence | None]]:
        bare: list[tuple[Fact, Occurrence | None]] = [
            (fact, None) for fact in self.report.facts if not fact.occurrences
        ]
        return [*self.report.occurrences, *bare]

    def _is_datable(self, fact: Fact) -> bool:
        """Say whether a fact can stand in a context; one that nothing dates cannot, if it is of an instant."""
        key = fact.dimensions
        if key.period is None:
            concept = self.report.concepts.get(key.concept)
            is_instant = concept is not None and concept.period_type == "instant"
            self.filed.remarks[DATELESS if is_instant else UNDATED] += 1
            return not is_instant
        return True

    def _name(self, occurrence: Occurrence | None, used: set[str]) -> str:
        wanted = None if occurrence is None else occurrence.place.element_id
        if wanted is not None and wanted not in used and _NAME.fullmatch(wanted):
            used.add(wanted)
            return wanted
        number = len(used) + 1
        while (name := f"f{number}") in used or name in self._given:
            number += 1
        used.add(name)
        return name

    def _file_fact(self, name: str, fact: Fact, occurrence: Occurrence | None) -> FiledFact:
        key = fact.dimensions
        stated = fact if occurrence is None else occurrence
        value = self._write(stated.value)
        if occurrence is not None and isinstance(stated.value, Literal | datetime | bool):
            value = _as_printed(value, stated.value, occurrence.printed_text)
        is_number = isinstance(stated.value, Decimal)
        if is_number and stated.accuracy_unknown and stated.decimals is not None:
            self.filed.remarks[INFERRED] += 1
        return FiledFact(
            name=name,
            concept=self.names.name(key.concept),
            entity=self._identify(key.entity),
            period=FOREVER if key.period is None else key.period,
            unit=None if key.unit is None else self._file_unit(key.unit),
            dimensions=tuple(self._list_dimensions(key)),
            value=value,
            fraction=_split(stated.value),
            parent=key.parent,
            moments=next((lexical for axis, one in key.dimensions if (lexical := _find_moments(axis, one))), None),
            is_accuracy_unknown=is_number and stated.accuracy_unknown,
            decimals=stated.decimals if is_number else None,
            language=key.language,
            is_text=self._is_text(fact, value),
            notes=tuple(self._notes.get(name, ())),
            source=fact,
            occurrence=occurrence,
        )

    def _is_text(self, fact: Fact, value: str | None) -> bool:
        """Say whether a fact may have a language: what nobody types is text unless it looks like a date or a flag."""
        iri = fact.dimensions.concept
        concept = self.report.concepts.get(iri)
        if concept is not None and concept.data_type is not None:
            return fact.dimensions.language is not None
        known = find_type(iri)
        if known is not None:
            return known not in _NO_TEXTS
        return value is None or _NO_TEXT.fullmatch(value) is None

    def _identify(self, iri: str) -> tuple[str, str]:
        """Return scheme and identifier of an entity; one that nobody numbered is named by its IRI."""
        entity = self._entities.get(iri)
        if entity is not None and entity.identifiers:
            return entity.identifiers[0]
        return _ENTITIES, iri.removeprefix(f"{_ENTITIES}/") or "unknown"

    def _file_unit(self, unit: Unit) -> FiledUnit:
        if unit not in self._units:
            parts = (tuple(self.names.name(one) for one in measures) for measures in (unit.numerator, unit.denominator))
            self._units[unit] = FiledUnit(*parts)
        return self._units[unit]

    def _list_dimensions(self, key: FactKey) -> Iterator[tuple[QualifiedName, QualifiedName | Literal]]:
        for axis, member in key.dimensions:
            if _find_moments(axis, member):
                continue
            known = (
                self.names.name(member)
                if isinstance(member, str)
                else replace(member, lexical=self._clean(member.lexical))
            )
            yield self.names.name(axis), known
        if key.comparative is not None:  # OIM has one period; what a growth is measured against tells two growths apart
            yield self.names.name(_COMPARATIVE), Literal(str(key.comparative), XSD.string)
        if key.event is not None:
            yield self.names.name(_EVENT), Literal(key.event, XSD.string)

    def _file_notes(self, by_key: dict[FactKey, list[str]], used: set[str]) -> None:
        for note in self.report.footnotes:
            meant = [name for name in note.elements if name in used] if note.elements else []
            facts = meant or [name for key in note.facts for name in by_key.get(key, ())]
            if not facts:
                continue
            number = len(self.filed.notes) + 1
            while (name := f"fn{number}") in used:
                number += 1
            used.add(name)
            is_plain = note.role == _STANDARD_NOTE
            filed = FiledNote(
                name=name,
                text=self._clean(note.text),
                language=note.language,
                group=STANDARD_LINK if is_plain else note.role,
                role=_STANDARD_NOTE,
                arcrole=note.arcrole,
                facts=tuple(facts),
                is_markup=is_xhtml(note.text),
            )
            self.filed.notes.append(filed)
            for fact in facts:
                self._notes.setdefault(fact, []).append(name)

    def _write(self, value: Value | None) -> str | None:
        match value:
            case None:
                return None
            case Decimal():
                return canonical(value)
            case bool():
                return "true" if value else "false"
            case date() | datetime():
                return value.isoformat()
            case Literal():
                return self._clean(self.names.rewrite(value.lexical) if value.datatype == XSD.QName else value.lexical)
            case Fraction():
                return ""
            case _:
                return self._clean(str(value))

    def _clean(self, text: str) -> str:
        cleaned, count = _NO_XML.subn("�", text)
        if count:
            self.filed.remarks[UNWRITABLE] += 1
        return cleaned


def _find_moments(axis: str, member: str | Literal) -> str | None:
    return member.lexical if axis == GG.exactPeriod and isinstance(member, Literal) else None


def _as_printed(written: str | None, value: Literal | datetime | bool, printed: str) -> str | None:
    """Return a value as the source wrote it, where that is the same: a store may keep P12M as P1Y, and 1 as true."""
    text = printed.strip()
    if isinstance(value, bool):
        return text if text == str(int(value)) else written
    if isinstance(value, datetime):
        return text if read_moment(_next_midnight(text)) == value else written
    if value.datatype == XSD.time:
        return text if _MIDNIGHT.sub("00:00:00", text) == written else written
    if value.datatype != XSD.duration:
        return written
    length = _measure(value.lexical)
    return next((one for one in list_durations(printed) if length is not None and _measure(one) == length), written)


def _next_midnight(text: str) -> str:
    """Return a moment at the end of a day as the beginning of the next, which it is (XSD 1.1, 3.3.7)."""
    day, at, time = text.partition("T")
    if not at or not _MIDNIGHT.match(time) or (known := read_day(day)) is None:
        return text
    return f"{known + timedelta(days=1)}T{_MIDNIGHT.sub('00:00:00', time)}"


def _measure(text: str) -> tuple[Decimal, Decimal] | None:
    """Return an xsd:duration as months and seconds, the two parts that its value has (XSD 1.1, 3.3.6)."""
    found = _DURATION.fullmatch(text)
    if found is None or text.endswith(("P", "T")):
        return None
    years, months, days, hours, minutes, seconds = (Decimal(part or 0) for part in found.groups()[1:])
    sign = -1 if found[1] else 1
    return sign * (12 * years + months), sign * (((days * 24 + hours) * 60 + minutes) * 60 + seconds)


def _split(value: Value | None) -> tuple[str, str] | None:
    return (canonical(value.numerator), canonical(value.denominator)) if isinstance(value, Fraction) else None


def _list_links(report: Report, used: set[str]) -> Iterator[FactLink]:
    for link in report.fact_links:
        sources, targets = (tuple(one for one in ends if one in used) for ends in (link.sources, link.targets))
        if sources and targets:
            yield replace(link, sources=sources, targets=targets)
