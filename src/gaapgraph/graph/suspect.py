"""How many statements cannot be used, found without reading all that can be: a question does not read the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions

from gaapgraph.graph.dataset import Dataset
from gaapgraph.graph.literal import read_accuracy, read_day, read_decimal, read_flag, read_whole
from gaapgraph.graph.selection import name_node
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Store

__all__ = ["count_unusable"]


def _read_count(text: str) -> int | None:
    number = read_whole(text)
    return number if number is not None and number > 0 else None


def _read_place(text: str) -> int | None:
    number = read_whole(text)
    return number if number is not None and number >= 0 else None


_LITERALS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys((GG.value, GG.lowerBound, GG.upperBound, GG.printedValue, GG.exchangeRate), read_decimal),
    **dict.fromkeys((GG.line, GG.column, GG.table, GG.row, GG.labelLine), _read_count),
    **dict.fromkeys((GG.date, GG.startDate, GG.endDate), read_day),
    **dict.fromkeys((GG.isNil, GG.approximate, GG.inPrimaryStatement), read_flag),
    GG.decimals: read_accuracy,
    GG.offset: _read_place,
}
_LINKS = (
    GG.fact, GG.concept, GG.document, GG.period, GG.unit, GG.entity, GG.report, GG.comparativePeriod, GG.printedPeriod,
    GG.mapping, GG.networkRole, GG.lineItem, GG.copyOf, GG.translationOf, GG.printedConcept, GG.event, GG.accuracy,
)  # fmt: skip
_OF = " ".join(f"<{link}>" for link in _LINKS)
_NO_LINK = f"SELECT ?s WHERE {{ VALUES ?p {{ {_OF} }} ?s ?p ?o FILTER (isLiteral(?o)) }}"
_LACK = [
    f"SELECT ?s WHERE {{ ?s a <{kind}> FILTER NOT EXISTS {{ ?s <{needed}> ?o }} }}"
    for kind, needed in ((GG.Fact, GG.concept), (GG.Occurrence, GG.fact))
]


def count_unusable(store: Store) -> int:
    """Return how many statements about facts, their prints and periods cannot be used, as reading them all would say.

    Only what looks wrong, and the prints of facts that do, is read.
    """
    dataset = Dataset(store)
    suspects = set(_find_suspects(store))
    for unit in {iri for _, iri in dataset.pairs(GG.unit)}:
        dataset.unit(unit)
    links = (GG.period, GG.comparativePeriod, GG.printedPeriod)
    for period in {iri for link in links for _, iri in dataset.pairs(link)}:
        dataset.period(period)
    prints, facts = set(dataset.instances(GG.Occurrence)), set(dataset.instances(GG.Fact))
    for iri in sorted(suspects & facts):
        if dataset.fact(iri) is None:
            suspects.update(dataset.subjects(GG.fact, iri))
    for iri in sorted(suspects & prints):
        dataset.figure(iri)
    return len(dataset.unusable)


def _find_suspects(store: Store) -> Iterator[str]:
    """Yield the resources that have a value of another kind than their property's, or lack what they need."""
    for predicate, read in _LITERALS.items():
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None, None):
            if not isinstance(quad.object, Literal) or read(quad.object.value) is None:
                yield name_node(quad.subject) or ""
    for query in (_NO_LINK, *_LACK):
        found = store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        yield from (name_node(solution[0]) or "" for solution in found)
