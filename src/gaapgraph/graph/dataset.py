"""The data as a reader sees them: every graph in our vocabulary, whoever wrote it, its statements once each."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode

from gaapgraph import model
from gaapgraph.graph.literal import read_flag
from gaapgraph.graph.node import Node, Unusable, rank_term, read_member
from gaapgraph.graph.occurrence import Figure, StatedFact
from gaapgraph.graph.prefix import find_prefixes, known_notations
from gaapgraph.graph.selection import name_node
from gaapgraph.model import FOREVER, Duration, FactKey, Forever, Instant, Place, Unit, bounds, infer_decimals
from gaapgraph.vocabulary import GG, RDF, SKOS, XSD, shorten_iri

if TYPE_CHECKING:
    from pyoxigraph import Store

    from gaapgraph.graph.node import Term
    from gaapgraph.graph.occurrence import Interval
    from gaapgraph.model import Dimensions, Period, Value

__all__ = ["Dataset"]

_NUMBERS = frozenset({XSD.decimal, XSD.integer, "http://www.w3.org/2001/XMLSchema#double"})
_ZONED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})")
_FLOATS = (f"{XSD.iri}double", f"{XSD.iri}float")
_NO_NUMBERS = ("INF", "-INF", "NaN")  # what xsd:double has beside numbers
_TEXTS = (XSD.string, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
_SIDES = 2  # numerator and denominator
_PERIODS = frozenset({GG.Instant, GG.Duration, GG.Forever})
_LABELLED = frozenset({GG.Entity, SKOS.Concept})
_OWNERS = (GG.fact, GG.risk, GG.partOf, GG.network, GG.hindsight, GG.occurrence)


class Dataset:
    """Reads resources, facts and figures of a store; what cannot be used is left out and noted.

    Args:
        store: All its graphs are taken as one.
        graph: IRI of the only named graph that is read; empty is the default graph, and None reads all.

    Attributes:
        unusable: What could not be used of all that was read so far.
    """

    def __init__(self, store: Store, graph: str | None = None) -> None:
        self.store = store
        self._graph = None if graph is None else name_term(graph) if graph else DefaultGraph()
        self.unusable: dict[Unusable, None] = {}
        self._periods: dict[str, Period | Forever | None] = {}
        self._units: dict[str, Unit | None] = {}
        self._facts: dict[str, StatedFact | None] = {}
        self._figures: dict[str, Figure | None] = {}
        self._reports: dict[str, str] = {}
        self._files: dict[str | None, str | None] = {}
        self._names: dict[str, str] = {}

    def node(self, iri: str) -> Node:
        """Return a resource with all its statements."""
        found: dict[str, list[Term]] = {}
        subject = name_term(iri)
        for quad in () if subject is None else self.store.quads_for_pattern(subject, None, None, self._graph):
            found.setdefault(quad.predicate.value, []).append(quad.object)  # type: ignore[arg-type]  # no triple terms
        for predicate, terms in found.items():
            if len(terms) > 1:
                found[predicate] = sorted(set(terms), key=rank_term)
        return Node(iri, found, self.unusable)

    def subjects(self, predicate: str, value: str | Literal) -> list[str]:
        """Return the resources that have a resource or literal as a value of a predicate, by name."""
        term = value if isinstance(value, Literal) else name_term(value)
        if term is None:
            return []
        quads = self.store.quads_for_pattern(None, NamedNode(predicate), term, self._graph)
        return sorted({str(name_node(quad.subject)) for quad in quads})

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        """Return the subjects and objects of a predicate, by name."""
        quads = self.store.quads_for_pattern(None, NamedNode(predicate), None, self._graph)
        return sorted({(str(name_node(quad.subject)), name_node(quad.object) or "") for quad in quads})

    def instances(self, kind: str) -> list[str]:
        """Return the resources of a class, by name."""
        return self.subjects(RDF.type, kind)

    @cached_property
    def axes(self) -> frozenset[str]:
        """The dimensions that the data describe."""
        return frozenset(self.instances(GG.Dimension))

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The namespace of each prefix, with those of the reporters' own namespaces."""
        return find_prefixes(self.store)

    @cached_property
    def report_by_document(self) -> dict[str, str]:
        """The report of each document."""
        found: dict[str, str] = {}
        for report in self.instances(GG.Report):
            for document in self.node(report).texts(GG.document):
                found.setdefault(document, report)
        return found

    def period(self, iri: str) -> Period | Forever | None:
        """Return a period by what the data say of it; None where they do not say enough."""
        if iri not in self._periods:
            self._periods[iri] = self._read_period(self.node(iri))
        return self._periods[iri]

    def unit(self, iri: str) -> Unit | None:
        """Return a unit by its measures; None where the data name none."""
        if iri not in self._units:
            node = self.node(iri)
            measures = tuple(sorted(node.texts(GG.numerator)))
            unit = Unit(measures, tuple(sorted(node.texts(GG.denominator)))) if measures else None
            self._units[iri] = None if unit is None else _multiply(unit, node.text(GG.factors))
            if not measures:
                node.refuse("", "", "is no unit: it has no gg:numerator")
        return self._units[iri]

    def name(self, iri: str) -> str:
        """Return a resource as people call it, under any base.

        A period by its days, a unit by its measures, a report by its file, a fact by its key, entities by their label,
        terms of schemes by their notation, all others by their short name.
        """
        if iri not in self._names:
            self._names[iri] = self._find_name(iri, set(self.node(iri).texts(RDF.type)))
        return self._names[iri]

    def find_period(self, iri: str) -> Period | None:
        """Return a period of days, or None where the resource is none."""
        kinds = self.node(iri).texts(RDF.type)
        period = self.period(iri) if GG.Instant in kinds or GG.Duration in kinds else None
        return None if isinstance(period, Forever) else period

    @cached_property
    def titles(self) -> dict[str, str]:
        """What the tables of a role are called, as their networks say."""
        found: dict[str, str] = {}
        for network, role in self.pairs(GG.networkRole):
            if role not in found and (title := self.label(network)):
                found[role] = title
        return found

    def label(self, iri: str) -> str:
        """Return what a resource is called in English, or empty."""
        return self.node(iri).text(SKOS.prefLabel) or ""

    def file_name(self, report: str) -> str:
        """Return the name of the file that a report was read from, or empty."""
        document = self.node(report).link(GG.document)
        return (self.node(document).text(GG.fileName) or "") if document is not None else ""

    def report_of(self, iri: str) -> str:
        """Return the IRI of the report that a resource belongs to, by its statements; empty where none says so."""
        if iri not in self._reports:
            self._reports[iri] = ""  # a circle of resources belongs to none
            self._reports[iri] = self._find_report(self.node(iri))
        return self._reports[iri]

    def fact(self, iri: str) -> StatedFact | None:
        """Return a fact; None where there is none of this name, or it has no concept."""
        if iri not in self._facts:
            self._facts[iri] = self._read_fact(self.node(iri))
        return self._facts[iri]

    def figure(self, iri: str) -> Figure | None:
        """Return an occurrence with its fact; None where there is none of this name, or it cannot be used."""
        if iri not in self._figures:
            self._figures[iri] = self._read_figure(self.node(iri))
        return self._figures[iri]

    def figures(self, *, document: str | None = None, fact: str | None = None, line: int | None = None) -> list[Figure]:
        """Return the figures of the data, of a document, of a fact or of a line, in document order."""
        if fact is not None:
            names = self.subjects(GG.fact, fact)
        elif line is not None:
            names = self.subjects(GG.line, Literal(str(line), datatype=NamedNode(XSD.integer)))
        elif document is not None:
            names = self.subjects(GG.document, document)
        else:
            names = self.instances(GG.Occurrence)
        found = [figure for name in names if (figure := self.figure(name)) is not None]
        return sorted(found, key=lambda figure: (figure.document, figure.place.order, figure.iri))

    def best(self, fact: str) -> Figure | None:
        """Return the print from which a fact has its value, or None where no print is known."""
        return min(self.figures(fact=fact), key=lambda figure: figure.rank, default=None)

    def dimensions(self, node: Node) -> Dimensions:
        """Return the taxonomy-defined dimensions of a fact, line item or exposure: pairs of axis and member."""
        axes = sorted(self.axes & node.statements.keys())
        return tuple((axis, read_member(term)) for axis in axes for term in node.statements[axis])

    def place(self, node: Node) -> Place | None:
        """Return where an occurrence or finding stands; None where nothing usable says so."""
        line = node.position(GG.line)
        xpath, element = node.text(GG.xpath), node.text(GG.elementId)
        if line is None and xpath is None and element is None:
            return None
        return Place(
            line=line or 0,
            column=node.position(GG.column),
            offset=node.position(GG.offset, 0),
            xpath=xpath,
            element_id=element,
            table=node.position(GG.table),
            row=node.position(GG.row),
            value_column=node.position(GG.valueColumn),
            document=self._find_file(node.link(GG.document)),
        )

    def _find_file(self, document: str | None) -> str | None:
        """Return the name of a document's file where it is not the first of its report."""
        if document not in self._files:
            self._files[document] = self._read_file(document)
        return self._files[document]

    def _read_file(self, document: str | None) -> str | None:
        report = None if document is None else self.report_by_document.get(document)
        if document is None or report is None or self.node(report).link(GG.document) == document:
            return None
        return self.node(document).text(GG.fileName)

    def _find_name(self, iri: str, kinds: set[str]) -> str:
        if kinds & _PERIODS and (period := self.period(iri)) is not None:
            return period.slug
        if GG.Unit in kinds and (unit := self.unit(iri)) is not None:
            return unit.slug
        if GG.Fact in kinds and (key := self.node(iri).text(GG.key)):
            return key
        if GG.Report in kinds and (file := self.file_name(iri)):
            return file
        if SKOS.Concept in kinds and (notation := self.node(iri).text(SKOS.notation) or known_notations().get(iri)):
            return notation
        if kinds & _LABELLED and (label := self.label(iri)):
            return label
        return shorten_iri(iri, self.prefixes)

    def _find_report(self, node: Node) -> str:
        if GG.Report in node.texts(RDF.type):
            return node.iri
        if (report := node.link(GG.report)) is not None:
            return report
        for predicate in _OWNERS:
            owner = node.link(predicate) if predicate in node.statements else None
            if owner is not None and (report := self.report_of(owner)):
                return report
        document = node.link(GG.document)
        return self.report_by_document.get(document or node.iri, "")

    def _read_period(self, node: Node) -> Period | Forever | None:
        if GG.Forever in node.texts(RDF.type):
            return FOREVER
        day, start, end = node.day(GG.date), node.day(GG.startDate), node.day(GG.endDate)
        if day is not None and start is None and end is None:
            return Instant(day)
        if start is not None and end is not None and start <= end and day is None:
            return Duration(start, end)
        node.refuse("", "", "is no period: it needs a gg:date, or a gg:startDate and a gg:endDate that is no earlier")
        return None

    def _read_fact(self, node: Node) -> StatedFact | None:
        concept, report = node.link(GG.concept), node.link(GG.report)
        if concept is None:
            if GG.Fact in node.texts(RDF.type):
                node.refuse("", "", "is no fact that can be used: it has no gg:concept")
            return None
        value, decimals, interval = self._read_value(node)
        event, key = node.link(GG.event), node.text(GG.key)
        about = FactKey(
            concept=concept,
            entity=node.link(GG.entity) or "",
            period=self.period(period) if (period := node.link(GG.period)) is not None else None,
            unit=self.unit(unit) if (unit := node.link(GG.unit)) is not None else None,
            dimensions=self.dimensions(node),
            comparative=self._read_linked_period(node, GG.comparativePeriod),
            language=node.text(GG.language),
            parent=None if (holder := node.link(GG.tuple)) is None else self.node(holder).text(GG.xpath),
        )
        if event is not None and key == (within := replace(about, event=event)).key:
            about = within
        return StatedFact(
            iri=node.iri,
            report=report or "",
            about=about,
            key=key or about.key,
            line_item=node.link(GG.lineItem),
            value=value,
            decimals=decimals,
            interval=interval,
            is_nil=node.flag(GG.isNil),
            is_approximate=node.flag(GG.approximate),
            translation_of=node.link(GG.translationOf),
            exchange_rate=node.decimal(GG.exchangeRate),
            event=event,
        )

    def _read_figure(self, node: Node) -> Figure | None:
        stated = node.link(GG.fact)
        if GG.Occurrence not in node.texts(RDF.type):
            return None
        if stated is None:
            node.refuse("", "", "is no occurrence that can be used: it has no gg:fact")
            return None
        fact, document, place = self.fact(stated), node.link(GG.document), self.place(node)
        if fact is None or document is None or place is None:
            missing = "fact" if fact is None else "document" if document is None else "place"
            node.refuse("", "", f"is no occurrence that can be used: its {missing} is not known")
            return None
        value, decimals, interval = self._read_value(node)
        return Figure(
            iri=node.iri,
            fact=fact,
            document=document,
            place=place,
            text=node.text(GG.printedText) or "",
            value=value,
            decimals=decimals,
            interval=interval,
            is_approximate=node.flag(GG.approximate),
            label=node.text(GG.label) or "",
            label_line=node.position(GG.labelLine),
            head=node.text(GG.headLabel) or "",
            role=node.link(GG.networkRole),
            is_primary=node.flag(GG.inPrimaryStatement),
            mapping=node.link(GG.mapping),
            copy_of=node.link(GG.copyOf),
            printed_value=node.decimal(GG.printedValue),
            printed_period=self._read_linked_period(node, GG.printedPeriod),
            printed_concept=node.link(GG.printedConcept),
        )

    def _read_linked_period(self, node: Node, predicate: str) -> Period | None:
        iri = node.link(predicate)
        period = self.period(iri) if iri is not None else None
        return None if isinstance(period, Forever) else period

    def _read_value(self, node: Node) -> tuple[Value | None, int | None, Interval | None]:
        """Return value, decimals and interval; what says it is a number and is none cannot be used."""
        if GG.fractionNumerator in node.statements:
            top, bottom = node.decimal(GG.fractionNumerator), node.decimal(GG.fractionDenominator)
            return (None if top is None or bottom is None else model.Fraction(top, bottom)), None, None
        terms = node.statements.get(GG.value, [])
        literal = next((term for term in terms if isinstance(term, Literal)), None)
        if literal is None:
            return None, None, None
        if literal.datatype.value not in _NUMBERS:
            return _read_other(node, literal), None, None
        if literal.value in _NO_NUMBERS and literal.datatype.value in _FLOATS:
            return model.Literal(literal.value, literal.datatype.value), None, None
        value, decimals = node.decimal(GG.value), node.accuracy(GG.decimals)
        unknown = node.link(GG.accuracy) == GG.unknown
        if value is None:
            return None, None, None
        lower, upper = node.decimal(GG.lowerBound), node.decimal(GG.upperBound)
        if lower is None or upper is None:
            lower, upper = bounds(value, decimals)
        if unknown:
            decimals = infer_decimals(value, upper)
        return value, decimals, (lower, upper)


def _read_other(node: Node, literal: Literal) -> Value | None:
    kind = literal.datatype.value
    if kind == XSD.date:
        return model.Literal(literal.value, kind) if _ZONED.fullmatch(literal.value) else node.day(GG.value)
    if kind == XSD.dateTime:
        return node.moment(GG.value)
    if kind == XSD.boolean:
        return read_flag(literal.value)
    return literal.value if kind in _TEXTS else model.Literal(literal.value, kind)


def _multiply(unit: Unit, factors: str | None) -> Unit:
    """Return a unit with each measure as often as `gg:factors` names it, where that agrees with its measures."""
    parts = [tuple(part.split()) for part in (factors or "").split(" / ")]
    found = Unit(*parts) if len(parts) <= _SIDES else unit
    same = set(found.numerator) == set(unit.numerator) and set(found.denominator) == set(unit.denominator)
    return found if same else unit


def name_term(name: str) -> NamedNode | BlankNode | None:
    """Return the term of an IRI, or of the name of a blank node; None where the name is neither."""
    try:
        return BlankNode(name.removeprefix("_:")) if name.startswith("_:") else NamedNode(name)
    except ValueError:
        return None
