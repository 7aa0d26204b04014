"""What became of risks as far as figures tell it: the shipped CONSTRUCT over exposures, as resources."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, QueryTriples

from gaapgraph.outcome.written import name_hindsight
from gaapgraph.resource import ontology
from gaapgraph.vocabulary import GG, RDF
from gaapgraph.write import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from gaapgraph.model import Place

__all__ = ["derive_outcomes"]

_QUERY = "derive_outcomes.rq"
_ORDER = (
    RDF.type, GG.hindsight, GG.exposure, GG.risk, GG.driver, GG.outcome, GG.basis, GG.currentFact, GG.comparativeFact,
    GG.value, GG.lowerBound, GG.upperBound, GG.evidence, GG.document, GG.line,
)  # fmt: skip


def derive_outcomes(store: Store, earlier: str, later: str, order: Mapping[str, Place]) -> list[Resource]:
    """Return the outcomes of an earlier report's exposures that figures of a later report tell, by risk and driver.

    Args:
        store: Both reports, each in its own graph.
        earlier: IRI of the report that tells of the risks.
        later: IRI of the report that shows what came of them.
        order: Where each of its risks and drivers stands.
    """
    result = store.query((ontology() / _QUERY).read_text(encoding="utf-8"))
    assert isinstance(result, QueryTriples)
    found: dict[str, set[tuple[str, object]]] = defaultdict(set)
    for triple in result:
        found[triple.subject.value].add((triple.predicate.value, triple.object))
    prefix = f"{name_hindsight(earlier, later)}/outcome/"
    outcomes = {name: statements for name, statements in found.items() if name.startswith(prefix)}
    return [
        Resource(name, [(predicate, str(term)) for predicate, term in sorted(outcomes[name], key=_rank)])
        for name in sorted(outcomes, key=lambda name: (_place(outcomes[name], order), name))
    ]


def _rank(statement: tuple[str, object]) -> tuple[int, int, str]:
    predicate, term = statement
    number = int(term.value) if isinstance(term, Literal) and predicate == GG.line else 0
    return _ORDER.index(predicate), number, str(term)


def _place(statements: set[tuple[str, object]], order: Mapping[str, Place]) -> list[tuple[int, ...]]:
    """Return where the risk and its driver stand."""
    named = {predicate: str(getattr(term, "value", "")) for predicate, term in statements}
    found = (order.get(named.get(predicate, "")) for predicate in (GG.risk, GG.driver))
    return [() if place is None else place.order for place in found]
