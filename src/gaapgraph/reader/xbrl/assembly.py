"""What was reported, as one report: facts with their occurrences, and all that they refer to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from gaapgraph.iri import mint_iri
from gaapgraph.model import (
    Fact,
    FactKey,
    FactLink,
    FactTuple,
    Finding,
    Footnote,
    Fraction,
    Literal,
    Occurrence,
    Place,
    Report,
)
from gaapgraph.reader.xbrl.anchor import anchor_concepts
from gaapgraph.reader.xbrl.calculation import find_inconsistent_totals
from gaapgraph.reader.xbrl.context import name_entity, slug_entity
from gaapgraph.reader.xbrl.definition import find_definition_errors
from gaapgraph.reader.xbrl.description import describe_names
from gaapgraph.reader.xbrl.dimension_validity import find_dimension_errors
from gaapgraph.reader.xbrl.duplicate import find_disagreeing_copies
from gaapgraph.reader.xbrl.instance_rule import find_broken_rules
from gaapgraph.reader.xbrl.item_store import ItemStore, StoredFacts
from gaapgraph.reader.xbrl.typed_value import read_accuracy, read_number, read_typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.dts import Declaration, Taxonomy
    from gaapgraph.model import Document, Entity, Value
    from gaapgraph.reader.xbrl.context import ReportedContext
    from gaapgraph.reader.xbrl.reported import ReportedFacts, ReportedItem

__all__ = ["assemble_report"]

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")  # what RDF takes for one (BCP 47)
_QUALIFIED = re.compile(r"\s*[^\W\d][\w.-]*:[^\W\d][\w.-]*\s*")  # prefix and name
_OF_ITEMS = ("GG-READ-XBRL-UNIT", "GG-READ-XBRL-CONTEXT", "GG-READ-XBRL-VALUE")
_NAMED = 3  # concepts that a message names
_LONGEST_PRINT = 1000  # text blocks are values, and no prints that anybody compares
_NAMES = (
    "EntityRegistrantName",
    "EntityCurrentLegalOrRegisteredName",
    "NameOfReportingEntityOrOtherMeansOfIdentification",
)
_FORMS, _ENDS = ("DocumentType",), ("DocumentPeriodEndDate",)


def assemble_report(reported: ReportedFacts, document: Document, taxonomy: Taxonomy | None = None) -> Report:
    """Return the report of what a document states: every item is an occurrence of a fact.

    What cannot be understood of an item becomes a finding, and the item stays. Items with the same key are
    occurrences of one fact, whose value is that of the most accurate, at equal accuracy of the first.

    Args:
        reported: What a reader found.
        document: The file it was found in.
        taxonomy: What is at hand of the taxonomy; without it values are typed by their units alone.
    """
    return _Assembly(reported, taxonomy).report(document)


def _with_name(entity: Entity, named: str = "") -> Entity:
    """Return an entity with a name; where nothing in the filing tells one, its identifier is what it is called."""
    return replace(entity, label=named or entity.label or entity.identifiers[0][1])


class _Assembly:
    """Puts one report together."""

    def __init__(self, reported: ReportedFacts, taxonomy: Taxonomy | None) -> None:
        self._reported, self._names, self._taxonomy = reported, reported.names, taxonomy
        self._findings = list(reported.findings)
        self._entity = self._choose_entity()
        self._elements: dict[str, FactKey] = {}
        self._untyped: set[str] = set()
        self._is_told = False  # items that are read again say nothing again

    def report(self, document: Document) -> Report:
        """Return the report with everything that its facts refer to."""
        facts = self._gather_facts()
        named = self._first_text(facts, _NAMES)
        entity = _with_name(self._entity, named)
        used = {one.entity.iri: one.entity for one in self._reported.contexts.values()}
        self._judge(facts)
        tuples = tuple(
            FactTuple(self._names.iri(one.concept), one.place, one.parent, is_nil=one.is_nil)
            for one in self._reported.tuples
        )
        footnotes, links = tuple(self._gather_notes()), self._gather_links()
        described = describe_names(self._reported, self._taxonomy)
        iri = mint_iri("report", slug_entity(*self._entity.identifiers[0]), document.sha256[:16])
        concepts, evidence = anchor_concepts(described.concepts, described.networks, iri, described.wider)
        return Report(
            iri=iri,
            entity=entity,
            document=document,
            issued=None,
            title=", ".join(filter(None, [named, self._first_text(facts, _FORMS), self._first_text(facts, _ENDS)])),
            facts=facts,
            findings=tuple(self._findings),
            concepts=concepts,
            mappings=evidence,
            members=described.members,
            entities={iri: _with_name(one) for iri, one in used.items() if iri != entity.iri},
            taxonomy_versions=self._names.versions,
            namespaces=self._names.namespaces,
            networks=described.networks,
            hypercubes=described.hypercubes,
            footnotes=footnotes,
            fact_links=links,
            tuples=tuples,
            references=tuple(self._reported.references),
        )

    def _judge(self, facts: tuple[Fact, ...]) -> None:
        """Note what breaks the rules of the specifications, as far as the taxonomy is at hand to tell."""
        self._note_untyped()
        self._note_taxonomy()
        if self._taxonomy is not None:
            self._findings += find_dimension_errors(self._reported, self._taxonomy)
            self._findings += find_broken_rules(self._reported, self._taxonomy)
            self._findings += find_definition_errors(facts, self._taxonomy, self._names, self._reported.tuples)
            self._findings += find_inconsistent_totals(facts, self._taxonomy, self._names)
        self._findings += find_disagreeing_copies(facts, self._names)

    def _choose_entity(self) -> Entity:
        """Return the entity of most contexts, which is the reporter; segments of others stand among them."""
        entities = [one.entity for one in self._reported.contexts.values()]
        if not entities:
            return name_entity("", "")
        number = Counter(one.iri for one in entities)
        return max(entities, key=lambda one: number[one.iri])

    def _gather_facts(self) -> tuple[Fact, ...]:
        wanted = {element for note in self._reported.notes for element in note.elements}
        if isinstance(self._reported.items, ItemStore):
            stored = StoredFacts(self._reported.items, self._read_item, _fact)
            self._is_told = True
            for item in self._reported.items if wanted else ():
                if item.place.element_id in wanted:
                    self._elements[item.place.element_id or ""] = self._read_item(item)[0]
            return cast("tuple[Fact, ...]", stored)  # a sequence that is never changed
        grouped: defaultdict[FactKey, list[Occurrence]] = defaultdict(list)
        for item in self._reported.items:
            key, occurrence = self._read_item(item)
            grouped[key].append(occurrence)
            if item.place.element_id in wanted:
                self._elements[item.place.element_id or ""] = key
        return tuple(_fact(key, tuple(prints)) for key, prints in grouped.items())

    def _read_item(self, item: ReportedItem) -> tuple[FactKey, Occurrence]:
        context = self._find_context(item)
        unit = None if item.unit is None else self._reported.units.get(item.unit)
        if item.unit is not None and unit is None:
            self._note("GG-READ-XBRL-UNIT", item.place, f"the unit {item.unit!r} of {item.concept.local} is not there")
        declared = None if self._taxonomy is None else self._taxonomy.find(item.concept)
        value = self._read_value(item, declared)
        stated = dict(declared.attributes) if declared is not None else {}
        stated |= {name: text for name in ("decimals", "precision") if (text := getattr(item, name)) is not None}
        decimals, unknown = read_accuracy(value, stated.get("decimals"), stated.get("precision"))
        iri = self._names.iri(item.concept)
        if declared is None or not declared.base_type:
            self._untyped.add(iri)
        is_number = unit is not None or isinstance(value, Decimal | Fraction)
        is_text = declared.is_text if declared is not None and declared.base_type else not is_number
        key = FactKey(
            concept=iri,
            entity=self._entity.iri if context is None else context.entity.iri,
            period=None if context is None else context.period,
            unit=unit,
            dimensions=() if context is None else context.dimensions,
            language=item.language.lower() if item.language and is_text else None,
            parent=item.parent,
        )
        print_ = item.printed_text or (item.text or "").strip()
        return key, Occurrence(
            place=item.place,
            printed_text=print_ if len(print_) <= _LONGEST_PRINT else "",
            value=value,
            decimals=decimals if isinstance(value, Decimal) else None,
            label=item.label,
            head=item.head,
            accuracy_unknown=unknown and isinstance(value, Decimal),
        )

    def _find_context(self, item: ReportedItem) -> ReportedContext | None:
        context = self._reported.contexts.get(item.context)
        if context is None:
            what = f"the context {item.context!r} of {item.concept.local} is not there"
            self._note("GG-READ-XBRL-CONTEXT", item.place, f"{what}: the figure has no period")
        return context

    def _read_value(self, item: ReportedItem, declared: Declaration | None) -> Value | None:
        if item.fraction is not None:
            top, bottom = (read_number(part.strip()) for part in item.fraction)
            if top is not None and bottom:
                return Fraction(top, bottom)
            self._note("GG-READ-XBRL-VALUE", item.place, f"{'/'.join(item.fraction)[:60]!r} is no fraction")
            return "/".join(item.fraction)
        if item.text is None:
            return None
        base_type = "" if declared is None else declared.base_type
        text = item.text if item.text or declared is None or declared.default is None else declared.default
        value, problem = read_typed(text, base_type, has_unit=item.unit is not None)
        if problem is not None:
            self._note("GG-READ-XBRL-VALUE", item.place, f"the value of {item.concept.local}: {problem}")
        if isinstance(value, Literal) and value.datatype.endswith("#QName"):
            return Literal(self._names.qualify(value.lexical, item.prefixes) or value.lexical, value.datatype)
        if isinstance(value, str) and not base_type and _QUALIFIED.fullmatch(value):
            self._names.qualify(value, item.prefixes)  # what no schema types may be a name
        return value

    def _gather_notes(self) -> Iterator[Footnote]:
        for note in self._reported.notes:
            keys = dict.fromkeys(self._elements[one] for one in note.elements if one in self._elements)
            if keys:
                yield Footnote(
                    text=note.text,
                    facts=tuple(keys),
                    language=note.language.lower() if _LANGUAGE.fullmatch(note.language) else "und",
                    role=note.role,
                    arcrole=note.arcrole,
                    elements=tuple(sorted(note.elements)),
                )

    def _gather_links(self) -> tuple[FactLink, ...]:
        return tuple(
            FactLink(tuple(sorted(one.sources)), tuple(sorted(one.targets)), one.role, one.arcrole)
            for one in self._reported.links
        )

    def _note(self, code: str, place: Place, message: str, severity: str = "violation") -> None:
        if self._is_told and code in _OF_ITEMS:
            return
        self._findings.append(Finding(code, severity, place, f"{message[:1].upper()}{message[1:]}."))

    def _note_untyped(self) -> None:
        """Say once which concepts no schema at hand declares."""
        if not self._untyped:
            return
        names = sorted(self._untyped)
        shown = ", ".join(self._short(iri) for iri in names[:_NAMED])
        number = "one concept is" if len(names) == 1 else f"{len(names):,} concepts are"
        rest = " and others" if len(names) > _NAMED else ""
        what = (
            f"{number} declared by no schema at hand ({shown}{rest}): numbers are told by their units, all else is text"
        )
        self._note("GG-READ-XBRL-UNTYPED", Place(1), what, "info")

    def _note_taxonomy(self) -> None:
        """Say what of the taxonomy is not at hand, each file once, and which rules it breaks."""
        if self._taxonomy is None:
            return
        for address, referrer in self._taxonomy.missing.items():
            by = f" ({referrer} needs it)" if referrer else ""
            what = f"The file {address} is not at hand{by}: give its package with --taxonomy"
            self._note("GG-READ-XBRL-MISSING", Place(1), what, "info")
        for fault in self._taxonomy.faults:
            what = f"In {fault.document}, line {fault.line}: {fault.reason}"
            self._note("GG-READ-XBRL-TAXONOMY", Place(1), what, "warning")

    def _first_text(self, facts: tuple[Fact, ...], locals_: tuple[str, ...]) -> str:
        """Return the value of the first fact of one of some concepts, by local name, that has no dimension."""
        wanted = self._names.find_locals(locals_)
        for fact in facts if wanted else ():
            name = self._names.name(fact.dimensions.concept)
            if name is not None and name.local in locals_ and not fact.dimensions.dimensions and fact.value is not None:
                return " ".join(str(fact.value).split())[:200]
        return ""

    def _short(self, iri: str) -> str:
        name = self._names.name(iri)
        return iri if name is None else name.local


def _fact(key: FactKey, prints: tuple[Occurrence, ...]) -> Fact:
    best = min(prints, key=_rank)
    return Fact(
        key,
        best.value,
        best.decimals,
        prints,
        is_nil=best.value is None,
        accuracy_unknown=best.accuracy_unknown,
    )


def _rank(print_: Occurrence) -> tuple[bool, bool, int]:
    """Return by what the most accurate print is found: a value before none, exact before rounded."""
    is_rounded = print_.decimals is not None or print_.accuracy_unknown
    return print_.value is None, is_rounded, -(print_.decimals or 0)
