"""Where a number comes from and what it is tied to, gathered from the graph."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaapgraph.document.place import format_place
from gaapgraph.errors import NotFoundError
from gaapgraph.frozen_class import frozen
from gaapgraph.graph.arc import list_networks
from gaapgraph.graph.taxonomy_part import MATCHES, read_concept
from gaapgraph.graph.wording import show_period, thousands
from gaapgraph.model import Literal, canonical
from gaapgraph.vocabulary import DCTERMS, GG, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.document.place import Locator
    from gaapgraph.graph.dataset import Dataset
    from gaapgraph.graph.occurrence import Figure, Interval, StatedFact
    from gaapgraph.model import Concept, Place

__all__ = [
    "Evidence",
    "Neighbour",
    "Notice",
    "Trace",
    "describe_mapping",
    "describe_print",
    "find_fact",
    "find_figures",
    "find_notices",
    "list_corrections",
    "list_notices",
    "trace",
]


_IRI = re.compile(r"[A-Za-z_][\w.+-]*:[^\s<>\"{}|^`\\]+")


@frozen
class Notice:
    """What the reader noticed at a place."""

    file: str
    place: Place
    code: str
    severity: str
    message: str

    @property
    def line(self) -> int:
        """The line of the document."""
        return self.place.line


@frozen
class Neighbour:
    """A line item next to the fact's in a network, with its value for the same period and unit.

    Attributes:
        network: The network's title.
        is_root: Nothing stands above it in the network.
        interval: The least and the greatest value that its accuracy allows, where it has a number.
    """

    network: str
    is_calculation: bool
    is_parent: bool
    is_root: bool
    label: str
    weight: Decimal | None
    value: Decimal | None
    interval: Interval | None


@frozen
class Evidence:
    """Why a label means what it is taken to mean: a row of a mapping set.

    Attributes:
        elsewhere: What the same label means in other contexts of the data, as short names.
    """

    label: str
    match: str
    object: str
    justification: str
    confidence: str
    comment: str
    elsewhere: tuple[str, ...]


@frozen
class Trace:
    """All that the graph says about one fact.

    Attributes:
        fact: The fact itself.
        concept: What it reports; `label` is what the concept is called.
        dimensions: Axis and member as short names, and the member's label of each.
        figures: Every place that states it.
        links: Sentences about facts that it is translated from or to.
    """

    fact: StatedFact
    label: str
    concept: Concept
    dimensions: tuple[tuple[str, str, str], ...]
    figures: tuple[Figure, ...]
    neighbours: tuple[Neighbour, ...]
    links: tuple[str, ...]

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the value, and every place that states it."""
        from gaapgraph.printable import html_table

        rows = [[format_place(each.place), each.text, each.label, each.head] for each in self.figures]
        value = "nil" if self.fact.value is None else thousands(str(self.fact.value))
        title = f"{self.label}, {show_period(self.fact.about.period)}: {value}"
        return html_table(["at", "printed", "label", "head"], rows, title)


def find_figures(dataset: Dataset, at: Locator) -> list[Figure]:
    """Return the figures at a place in every document, in the order of the documents.

    Raises:
        NotFoundError: No figure stands there.
    """
    predicate, number = (GG.line, at.line) if at.line is not None else (GG.table, at.table)
    named = dataset.subjects(predicate, _whole(number))
    found = [figure for iri in named if (figure := dataset.figure(iri)) is not None and at.matches(figure.place)]
    if not found:
        given = {name: getattr(at, name) for name in ("line", "table", "row", "column", "offset")}
        where = ", ".join(f"{name} {number}" for name, number in given.items() if number is not None)
        raise NotFoundError("no figure stands there", where=where, mend="gaapgraph coverage lists the figures")
    return sorted(found, key=lambda figure: (figure.document, figure.place.order, figure.iri))


def find_notices(dataset: Dataset, *, line: int | None = None, fact: str | None = None) -> list[Notice]:
    """Return what the reader noticed in a line, or at any place that states a fact."""
    if fact is None:
        named = dataset.subjects(GG.line, _whole(line))
    else:
        prints = dataset.subjects(GG.fact, fact)
        named = [iri for each in prints for iri in dataset.subjects(GG.occurrence, each)]
    kinds = set(dataset.instances(GG.Finding))
    return _read_notices(dataset, [iri for iri in dict.fromkeys(named) if iri in kinds])


def list_corrections(dataset: Dataset, fact: str) -> Iterator[str]:
    """Yield in a sentence each what persons corrected of the prints of a fact."""
    kinds = set(dataset.instances(GG.Correction))
    prints = dataset.subjects(GG.fact, fact)
    named = dict.fromkeys(iri for each in prints for iri in dataset.subjects(GG.occurrence, each))
    for iri in sorted(kinds.intersection(named)):
        node = dataset.node(iri)
        names = (GG.correctedPart, GG.correctedTo, DCTERMS.creator, GG.reason)
        part, value, author, reason = (node.text(name) or "" for name in names)
        before = " or ".join(sorted(node.texts(GG.readBefore)))
        yield f"{part} {value}" + (f" (read as {before})" if before else "") + f", by {author}: {reason}"


def list_notices(dataset: Dataset) -> list[Notice]:
    """Return all that the reader noticed, in the order of the documents."""
    return _read_notices(dataset, dataset.instances(GG.Finding))


def _read_notices(dataset: Dataset, findings: list[str]) -> list[Notice]:
    found = []
    for iri in findings:
        node = dataset.node(iri)
        place = dataset.place(node)
        if place is not None:
            code, severity, message = (node.text(name) or "" for name in (GG.code, GG.severity, GG.message))
            found.append(Notice(dataset.file_name(dataset.report_of(iri)), place, code, severity, message))
    return sorted(dict.fromkeys(found), key=lambda one: (one.file, one.place.order, one.code))


def find_fact(dataset: Dataset, name: str) -> str:
    """Return the IRI of a fact.

    Args:
        dataset: The data.
        name: The fact's IRI, the IRI of one of its occurrences, its key or the beginning of it, or the id of the
            element that states it.

    Raises:
        NotFoundError: No fact, or more than one, has this name.
    """
    found: list[str] = []
    if _IRI.fullmatch(name):
        figure = dataset.figure(name)
        found = [figure.fact.iri] if figure is not None else [name] if dataset.fact(name) is not None else []
    if not found and name:
        found = sorted({iri for iri, key in dataset.pairs(GG.key) if key.startswith(name)})
    if not found and name:
        named = (dataset.figure(iri) for iri in dataset.subjects(GG.elementId, ox.Literal(name)))
        found = sorted({figure.fact.iri for figure in named if figure is not None})
    if len(found) != 1:
        raise NotFoundError(
            "no fact has this name" if not found else f"{len(found)} facts have this key",
            where=name,
            mend="give a place, a fact's IRI or its gg:key",
        )
    return found[0]


def trace(dataset: Dataset, fact: str) -> Trace:
    """Return what the graph says about a fact.

    Raises:
        NotFoundError: There is no such fact.
    """
    stated = dataset.fact(fact)
    if stated is None:
        raise NotFoundError("there is no such fact", where=fact, mend="give a place, a fact's IRI or its gg:key")
    concept = stated.about.concept
    figures = tuple(dataset.figures(fact=fact))
    return Trace(
        fact=stated,
        label=_label(dataset, concept),
        concept=read_concept(dataset, concept),
        dimensions=tuple(
            (dataset.name(axis), _name(dataset, member), _label(dataset, member))
            for axis, member in stated.about.dimensions
        ),
        figures=figures,
        neighbours=tuple(_list_neighbours(dataset, stated, {each.role for each in figures if each.role})),
        links=tuple(_list_links(dataset, stated)),
    )


def describe_print(dataset: Dataset, figure: Figure) -> tuple[str, ...]:
    """Return what a print says where that is not what it means, in words."""
    said = []
    if figure.printed_value is not None:
        said.append(f"value {canonical(figure.printed_value)}")
    if figure.printed_period is not None:
        said.append(f"period {figure.printed_period}")
    if figure.printed_concept is not None:
        said.append(f"concept {dataset.name(figure.printed_concept)}")
    return tuple(said)


def describe_mapping(dataset: Dataset, mapping: str) -> Evidence | None:
    """Return the row of a mapping set that the data cite, or None where they do not describe it."""
    node = dataset.node(mapping)
    label = node.text(SKOS.prefLabel)
    if label is None:
        return None
    match, meant = _match(dataset, mapping)
    rows = set(dataset.instances(GG.Mapping))
    alike = [iri for iri in dataset.subjects(SKOS.prefLabel, ox.Literal(label, language="en")) if iri in rows]
    others = {dataset.name(other) for iri in alike if (other := _match(dataset, iri)[1])}
    return Evidence(
        label=label,
        match=dataset.name(match),
        object=dataset.name(meant),
        justification=node.text(GG.mappingJustification) or "",
        confidence=node.text(GG.confidence) or "",
        comment=node.text(GG.comment) or "",
        elsewhere=tuple(sorted(others - {dataset.name(meant)})),
    )


def _match(dataset: Dataset, mapping: str) -> tuple[str, str]:
    node = dataset.node(mapping)
    return next(((match, meant) for match in MATCHES if (meant := node.link(match)) is not None), ("", ""))


def _list_neighbours(dataset: Dataset, fact: StatedFact, roles: set[str]) -> Iterator[Neighbour]:
    """Yield the fact's neighbours in the networks of the tables that print it; in all where none is known."""
    for network in list_networks(dataset, fact.report) if fact.line_item is not None else ():
        if roles and network.role not in roles:
            continue
        targets = {arc.target for arc in network.arcs}
        above = [arc for arc in network.arcs if arc.target == fact.line_item]
        below = [arc for arc in network.arcs if arc.source == fact.line_item]
        for arc, other, is_parent in [*((a, a.source, True) for a in above), *((a, a.target, False) for a in below)]:
            values = _find_values(dataset, fact, other) or [None]
            for value in values:
                yield Neighbour(
                    network=network.title or dataset.name(network.iri),
                    is_calculation=network.is_calculation,
                    is_parent=is_parent,
                    is_root=other not in targets,
                    label=_label_item(dataset, other),
                    weight=arc.weight,
                    value=None if value is None else value[0],
                    interval=None if value is None else value[1],
                )


def _find_values(dataset: Dataset, fact: StatedFact, item: str) -> list[tuple[Decimal, Interval] | None]:
    """Return the numbers of a line item in the fact's report, for its period and unit."""
    found: list[tuple[Decimal, Interval] | None] = []
    for iri in dataset.subjects(GG.lineItem, item):
        other = dataset.fact(iri)
        if other is None or other.interval is None or other.report != fact.report:
            continue
        is_alike = (other.about.period, other.about.unit) == (fact.about.period, fact.about.unit)
        number = other.number
        if is_alike and number is not None and other.about.period is not None:
            found.append((number, other.interval))
    return found


def _list_links(dataset: Dataset, fact: StatedFact) -> Iterator[str]:
    if fact.translation_of is not None:
        source = dataset.fact(fact.translation_of)
        value = "" if source is None else _plain(source.value)
        yield f"translated from {value} at {_plain(fact.exchange_rate)} ({fact.translation_of})"
    for iri in dataset.subjects(GG.translationOf, fact.iri):
        other = dataset.fact(iri)
        if other is not None:
            yield f"translated as {_plain(other.value)} ({iri})"


def _plain(value: object) -> str:
    return canonical(value) if isinstance(value, Decimal) else str(value)


def _label_item(dataset: Dataset, item: str) -> str:
    node = dataset.node(item)
    concept = node.link(GG.concept) or item
    members = [_label(dataset, member) for _, member in dataset.dimensions(node)]
    return ", ".join([_label(dataset, concept), *(member.removesuffix(" [Member]") for member in members)])


def _name(dataset: Dataset, term: str | Literal) -> str:
    return term.lexical if isinstance(term, Literal) else dataset.name(term)


def _whole(number: int | None) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(XSD.integer))


def _label(dataset: Dataset, term: str | Literal) -> str:
    """Return what a concept or member is called; the literal of a typed dimension is its own name."""
    if isinstance(term, Literal):
        return term.lexical
    return dataset.label(term) or dataset.name(term)
