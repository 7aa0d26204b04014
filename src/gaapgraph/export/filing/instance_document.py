"""XBRL 2.1: a report as an instance document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from gaapgraph.export.filing.json_report import XSI_NIL
from gaapgraph.export.filing.markup_text import parse_markup
from gaapgraph.export.filing.qualified_name import QualifiedName
from gaapgraph.export.filing.xml_text import mend_texts
from gaapgraph.model import Forever, Instant
from gaapgraph.vocabulary import GG
from gaapgraph.write.kind import FILING_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, BinaryIO

    from gaapgraph.export.filing.filed_report import FiledFact, FiledNote, FiledReport, FiledUnit
    from gaapgraph.export.filing.qualified_name import QualifiedNames
    from gaapgraph.model import FactLink, Literal, Period

__all__ = ["LINK", "XBRLI", "XLINK", "XML", "ContextWriter", "Href", "declare", "write_instance"]

XBRLI, LINK = "http://www.xbrl.org/2003/instance", "http://www.xbrl.org/2003/linkbase"
XLINK, XML = "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
_XBRLDI, _XSI = "http://xbrl.org/2006/xbrldi", "http://www.w3.org/2001/XMLSchema-instance"
_BASE = {"xbrli": XBRLI, "link": LINK, "xlink": XLINK, "xsi": _XSI, "xbrldi": _XBRLDI}
_RDF_XML = "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral"  # the datatype of markup
_LINKBASE = "http://www.w3.org/1999/xlink/properties/linkbase"


class Href(NamedTuple):
    """A reference of an instance to a part of its taxonomy: `schemaRef` and its like (XBRL 2.1 §4.2 to §4.5)."""

    kind: str
    href: str
    role: str | None = None
    arcrole: str | None = None


class ContextWriter:
    """Names contexts and units, and writes each once: shared by instances and inline documents.

    Args:
        names: Of the report.
        domains: The element in which members of a typed dimension are written, by axis.
        container: `segment` or `scenario`, where contexts have their dimensions.
    """

    def __init__(
        self, names: QualifiedNames, domains: dict[QualifiedName, QualifiedName], container: str = "segment"
    ) -> None:
        self._names, self._domains, self._container = names, domains, container
        self._contexts: dict[tuple[object, ...], str] = {}
        self._units: dict[FiledUnit, str] = {}
        self.elements: list[Any] = []
        self.nsmap: dict[str, str] = {"xbrli": XBRLI, "xbrldi": _XBRLDI}

    def context(self, fact: FiledFact) -> str:
        """Return the id of a fact's context."""
        key = (fact.entity, fact.period, fact.moments, fact.dimensions)
        if key not in self._contexts:
            self._contexts[key] = f"c{len(self._contexts) + 1}"
            self.elements.append(self._build(fact, self._contexts[key]))
        return self._contexts[key]

    def unit(self, unit: FiledUnit) -> str:
        """Return the id of a unit."""
        if unit not in self._units:
            self._units[unit] = f"u{len(self._units) + 1}"
            element = etree.Element(_x("unit"), id=self._units[unit], nsmap=self.nsmap)
            self.elements.append(element)
            if unit.denominator:
                divide = etree.SubElement(element, _x("divide"))
                _measure(etree.SubElement(divide, _x("unitNumerator")), unit.numerator)
                _measure(etree.SubElement(divide, _x("unitDenominator")), unit.denominator)
            else:
                _measure(element, unit.numerator)
        return self._units[unit]

    def _build(self, fact: FiledFact, name: str) -> Any:
        context = etree.Element(_x("context"), id=name, nsmap=self.nsmap)
        entity = etree.SubElement(context, _x("entity"))
        scheme, identifier = mend_texts(fact.entity)
        etree.SubElement(entity, _x("identifier"), scheme=scheme).text = identifier
        dimensions: Any = None
        if fact.dimensions and self._container == "segment":
            dimensions = etree.SubElement(entity, _x("segment"))
        _write_period(etree.SubElement(context, _x("period")), fact.period, fact.moments)
        if fact.dimensions and dimensions is None:
            dimensions = etree.SubElement(context, _x("scenario"))
        for axis, member in fact.dimensions:
            if isinstance(member, QualifiedName):
                etree.SubElement(dimensions, f"{{{_XBRLDI}}}explicitMember", dimension=str(axis)).text = str(member)
            elif f"{axis.namespace}#{axis.local}" in (GG.segment, GG.scenario):  # what is no dimension
                _fill(dimensions, member.lexical)
            else:
                holder = etree.SubElement(dimensions, f"{{{_XBRLDI}}}typedMember", dimension=str(axis))
                self._write_member(holder, axis, member)
        return context

    def _write_member(self, holder: Any, axis: QualifiedName, member: Literal) -> None:
        """Write the member of a typed dimension: a text, nil, or markup of its own."""
        domain = self._domains[axis]
        element = etree.SubElement(holder, domain.clark, nsmap={domain.prefix: domain.namespace})
        if member.datatype == _RDF_XML:
            _fill(element, member.lexical)
        elif member.datatype == XSI_NIL:
            element.set(f"{{{_XSI}}}nil", "true")
        else:
            element.text = member.lexical


def _x(name: str) -> str:
    return f"{{{XBRLI}}}{name}"


def _measure(parent: Any, measures: Sequence[QualifiedName]) -> None:
    for measure in measures:
        etree.SubElement(parent, _x("measure")).text = str(measure)


def _write_period(element: Any, period: Period | Forever, moments: str | None) -> None:
    if moments is not None:
        start, has_end, end = moments.partition("/")
        for name, text in (("startDate", start), ("endDate", end)) if has_end else (("instant", start),):
            etree.SubElement(element, _x(name)).text = text
    elif isinstance(period, Forever):
        etree.SubElement(element, _x("forever"))
    elif isinstance(period, Instant):
        etree.SubElement(element, _x("instant")).text = str(period.date)
    else:
        etree.SubElement(element, _x("startDate")).text = str(period.start)
        etree.SubElement(element, _x("endDate")).text = str(period.end)


def write_instance(filed: FiledReport, references: Sequence[Href], contexts: ContextWriter, stream: BinaryIO) -> None:
    """Write a report as an instance document.

    Args:
        filed: The report.
        references: What the instance names of its taxonomy, in the order of the specification.
        contexts: Of this report, not used before.
        stream: Of bytes.
    """
    used = [
        (fact, contexts.context(fact), None if fact.unit is None else contexts.unit(fact.unit)) for fact in filed.facts
    ]
    with etree.xmlfile(stream, encoding="utf-8") as out:
        out.write_declaration()
        out.write(etree.Comment(f" {FILING_MARK} "))
        with out.element(_x("xbrl"), nsmap=declare(filed)):
            for reference in references:
                out.write("\n", _refer(reference))
            for element in contexts.elements:
                out.write("\n", element)
            for element in _nest(filed, used):
                out.write("\n", element)
            for link in _link(filed):
                out.write("\n", link)
            out.write("\n")


_Used = list[tuple["FiledFact", str, "str | None"]]


def _nest(filed: FiledReport, used: _Used) -> Iterator[Any]:
    """Yield the elements of facts, those of tuples within these, in document order."""
    if not filed.report.tuples:
        yield from (_state(*one) for one in used)
        return
    tuples = sorted(filed.report.tuples, key=lambda one: one.place.order)
    parents = {one.place.xpath: etree.Element(filed.names.name(one.concept).clark) for one in tuples}
    placed: list[tuple[tuple[int, ...], str | None, Any]] = []
    for each in tuples:
        element = parents[each.place.xpath]
        if each.place.element_id:
            element.set("id", each.place.element_id)
        if each.is_nil:
            element.set(f"{{{_XSI}}}nil", "true")
        placed.append((each.place.order, each.parent, element))
    for fact, context, unit in used:
        order = fact.occurrence.place.order if fact.occurrence is not None else ()
        placed.append((order, fact.parent, _state(fact, context, unit)))
    top = []
    for _, parent, element in sorted(placed, key=lambda one: one[0]):
        home = parents.get(parent)
        # tuples that hold each other, as a source can name them, stand beside each other
        if home is not None and home is not element and element not in home.iterancestors():
            home.append(element)
        else:
            top.append(element)
    yield from top


def declare(filed: FiledReport) -> dict[str, str]:
    """Return the namespaces that a document declares: those of names used, and of names within texts."""
    known = {prefix: namespace for namespace, prefix in filed.names.prefixes.items()}
    return {**filed.names.declared, **known, **_BASE}


def _refer(reference: Href) -> Any:
    element = etree.Element(f"{{{LINK}}}{reference.kind}", nsmap={"link": LINK, "xlink": XLINK})
    element.set(f"{{{XLINK}}}type", "simple")
    element.set(f"{{{XLINK}}}href", reference.href)
    if reference.kind == "linkbaseRef":
        element.set(f"{{{XLINK}}}arcrole", reference.arcrole or _LINKBASE)
        if reference.role:
            element.set(f"{{{XLINK}}}role", reference.role)
    elif reference.kind == "roleRef":
        element.set("roleURI", reference.role or "")
    elif reference.kind == "arcroleRef":
        element.set("arcroleURI", reference.arcrole or "")
    return element


def _state(fact: FiledFact, context: str, unit: str | None) -> Any:
    nsmap = {fact.concept.prefix: fact.concept.namespace}
    element = etree.Element(fact.concept.clark, nsmap=nsmap, id=fact.name, contextRef=context)
    if unit is not None:
        element.set("unitRef", unit)
    if fact.language is not None:
        element.set(f"{{{XML}}}lang", fact.language)
    if fact.value is None:
        element.set(f"{{{_XSI}}}nil", "true")
        return element
    if fact.fraction is not None:
        for name, part in zip(("numerator", "denominator"), fact.fraction, strict=True):
            etree.SubElement(element, _x(name)).text = part
        return element
    if unit is not None and fact.is_accuracy_unknown and fact.decimals is None:
        element.set("precision", "0")  # XBRL 2.1 §4.6.4: nothing is known of it
    elif unit is not None:
        element.set("decimals", "INF" if fact.decimals is None else str(fact.decimals))
    element.text = fact.value
    return element


def _link(filed: FiledReport) -> list[Any]:
    """Return a footnote link for each role, with locators, notes and arcs."""
    groups: dict[str, list[FiledNote]] = {link.role: [] for link in filed.links}
    for note in filed.notes:
        groups.setdefault(note.group, []).append(note)
    return [
        _link_group(group, notes, [link for link in filed.links if link.role == group])
        for group, notes in sorted(groups.items())
    ]


def _link_group(group: str, notes: Sequence[FiledNote], between: Sequence[FactLink]) -> Any:
    link = etree.Element(f"{{{LINK}}}footnoteLink", nsmap={"link": LINK, "xlink": XLINK})
    _mark(link, "extended", role=group)
    named = [fact for note in notes for fact in note.facts]
    named += [fact for one in between for fact in (*one.sources, *one.targets)]
    for fact in dict.fromkeys(named):
        _mark(etree.SubElement(link, f"{{{LINK}}}loc"), "locator", label=f"loc_{fact}", href=f"#{fact}")
    for one in between:
        for source in one.sources:
            for target in one.targets:
                ends = {"from": f"loc_{source}", "to": f"loc_{target}"}
                _mark(etree.SubElement(link, f"{{{LINK}}}footnoteArc"), "arc", arcrole=one.arcrole, **ends)
    for note in notes:
        text = etree.SubElement(link, f"{{{LINK}}}footnote")
        _mark(text, "resource", label=note.name, role=note.role)
        text.set(f"{{{XML}}}lang", note.language)
        _fill(text, note.text, is_markup=note.is_markup)
        for fact in note.facts:
            arc = etree.SubElement(link, f"{{{LINK}}}footnoteArc")
            _mark(arc, "arc", arcrole=note.arcrole, to=note.name, **{"from": f"loc_{fact}"})
    return link


def _mark(element: Any, kind: str, **attributes: str) -> None:
    element.set(f"{{{XLINK}}}type", kind)
    for name, value in attributes.items():
        element.set(f"{{{XLINK}}}{name}", value)


def _fill(element: Any, text: str, *, is_markup: bool = True) -> None:
    """Put markup or a text into an element."""
    if not is_markup:
        element.text = text
        return
    root = parse_markup(text)
    if root is None:
        element.text = text
    else:
        element.text = root.text
        element.extend(list(root))
