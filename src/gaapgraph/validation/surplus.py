"""What a resource states far more often than it may: rules would go through every combination of it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, NamedNode

from gaapgraph.frozen_class import frozen
from gaapgraph.shacl.allowance import MOST
from gaapgraph.shacl.rdf_term import SH
from gaapgraph.validation.check_result import CheckResult
from gaapgraph.validation.conclusion import NO_CODE
from gaapgraph.validation.select import name_node, select
from gaapgraph.vocabulary import GG, RDF, shorten_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolutions, Store

    from gaapgraph.shacl import ShapesGraph
    from gaapgraph.shacl.allowance import Most
    from gaapgraph.shacl.rdf_term import Node
    from gaapgraph.validation.figure import Figures

__all__ = ["Surplus", "drop_surplus", "tell_surplus"]

_FEW = 100  # so many resources may state something twice, and nothing is taken from them
_COUNT = "SELECT (COUNT(*) AS ?all) (COUNT(DISTINCT ?s) AS ?of) WHERE {{ ?s <{}> ?o }}"
_FIND = "SELECT ?s (COUNT(DISTINCT ?o) AS ?n) WHERE {{ ?s <{}> ?o }} GROUP BY ?s HAVING (COUNT(DISTINCT ?o) > 1)"


@frozen
class Surplus:
    """A resource and a property that it may state once, with how many values it states.

    Attributes:
        subject: The resource.
        property_iri: The property.
        count: How many values it states.
        shape: The shape that allows one.
    """

    subject: NamedNode | BlankNode
    property_iri: str
    count: int
    shape: Node

    @property
    def resource(self) -> str:
        """Its name."""
        return name_node(self.subject) or ""


def drop_surplus(data: Store, shapes: ShapesGraph) -> list[Surplus]:
    """Leave one value where a resource states more than two of a property that it may state once.

    A fact of 80 values with 80 lower and 80 upper bounds is 512,000 rows of a rule that reads all three. Two values are
    left, so that the shape which allows one tells them, unless more than a hundred resources have two.

    Args:
        data: What is checked, with what rules read; its quads are removed.
        shapes: They say of which property a class has at most one value.

    Returns:
        What was taken from, by resource and property.
    """
    found = [one for predicate, by_class in _find_single(shapes).items() for one in _find(data, predicate, by_class)]
    chosen = [one for one in found if one.count > 2 or len(found) > _FEW]
    for one in chosen:
        _cut(data, one)
    return sorted(chosen, key=lambda one: (one.resource, one.property_iri))


def _find(data: Store, predicate: str, by_class: dict[str, Node]) -> Iterator[Surplus]:
    """Yield the resources that state a property more than once, where their class may not."""
    if not any(data.quads_for_pattern(None, NamedNode(predicate), None)):
        return
    [row] = select(data, _COUNT.format(predicate))
    if int(row["all"] or 0) <= int(row["of"] or 0):
        return
    solutions = cast("QuerySolutions", data.query(_FIND.format(predicate), use_default_graph_as_union=True))
    for solution in [*solutions]:
        types = data.quads_for_pattern(solution["s"], NamedNode(RDF.type), None)
        shape = next((by_class[name] for quad in types if (name := name_node(quad.object) or "") in by_class), None)
        if shape is not None:
            yield Surplus(solution["s"], predicate, int(solution["n"].value), shape)


@lru_cache(maxsize=4)  # of some shapes for all parts of a corpus
def _find_single(shapes: ShapesGraph) -> dict[str, dict[str, Node]]:
    """Return the properties of which a class has at most one value: the shape that says so, by property and class."""
    graph = shapes.graph
    found: dict[str, dict[str, Node]] = {}
    for shape in graph.subjects(SH.targetClass):
        for part in graph.nodes(shape, SH.property):
            path = graph.object(part, SH.path)
            if graph.text(part, SH.maxCount) == "1" and isinstance(path, NamedNode):
                for target in graph.nodes(shape, SH.targetClass):
                    found.setdefault(path.value, {}).setdefault(target.value, part)
    return found


def _cut(data: Store, surplus: Surplus) -> None:
    """Leave the first value of a property."""
    quads = list(data.quads_for_pattern(surplus.subject, NamedNode(surplus.property_iri), None))
    kept = min(str(quad.object) for quad in quads)
    for quad in quads:
        if str(quad.object) != kept:
            data.remove(quad)


def tell_surplus(
    found: Iterable[Surplus], shapes: ShapesGraph, figures: Figures, most: Most = MOST
) -> Iterator[CheckResult]:
    """Yield the result of each resource from which values were taken: what the check did not look at.

    Where there are more than are told each, one result counts the rest of a shape.
    """
    told: Counter[Node] = Counter()
    rest: dict[Node, list[Surplus]] = {}
    for one in found:
        allowed = most.of_one if told.total() < most.of_all else most.least
        if told[one.shape] >= allowed:
            rest.setdefault(one.shape, []).append(one)
            continue
        told[one.shape] += 1
        known = figures.source(one.resource)
        at = (known.where,) if known is not None and known.line else ()
        yield CheckResult(
            code=shapes.graph.text(one.shape, GG.code) or NO_CODE,
            severity="violation",
            shape=one.shape.value,
            family=shapes.graph.text(one.shape, GG.family) or "",
            message=(
                f"{shorten_iri(one.property_iri)} has {one.count:,} values where one is allowed; "
                f"{one.count - 1:,} of them were left out of the check."
            ),
            at=at,
            lines=tuple(where.line for where in at),
            facts=(one.resource,) if one.resource in figures.by_fact else (),
            report=figures.report_of(one.resource),
            prints=(known.iri,) if known is not None and at else (),
        )
    for shape, others in rest.items():
        yield _count(shape, others, shapes, figures)


def _count(shape: Node, others: list[Surplus], shapes: ShapesGraph, figures: Figures) -> CheckResult:
    """Return the result that stands for several resources."""
    return CheckResult(
        code=shapes.graph.text(shape, GG.code) or NO_CODE,
        severity="violation",
        shape=shape.value,
        family=shapes.graph.text(shape, GG.family) or "",
        message=(
            f"{shorten_iri(others[0].property_iri)} has several values where one is allowed, of {len(others):,} "
            f"further resources, which are counted and not listed; {sum(one.count - 1 for one in others):,} values "
            "of them were left out of the check."
        ),
        report=figures.report_of(others[0].resource),
        count=len(others),
    )
