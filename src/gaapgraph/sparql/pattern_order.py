"""The triple patterns of a query in an order in which rdflib answers them soon."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.plugins.sparql.sparql import FrozenBindings, QueryContext
    from rdflib.term import Identifier

    Pattern = tuple[Identifier, Identifier, Identifier]

__all__ = ["in_order", "patterns_in_order"]

_NAME = "https://w3id.org/gaapgraph/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@contextmanager
def patterns_in_order() -> Iterator[None]:
    """Have rdflib begin each group of triple patterns at what is bound already, as a focus node is.

    By itself it begins at patterns with two constants, such as `?fact a gg:Fact` and `?period a gg:Duration`, and goes
    through each fact with each period. Answers are the same.

    Source: rdflib, `rdflib.plugins.sparql.CUSTOM_EVALS`.
    """
    import rdflib.plugins.sparql as engine  # slow to import, and only few ask it
    from rdflib.plugins.sparql.evaluate import evalBGP

    groups: dict[int, _Group] = {}

    def evaluate(context: QueryContext, part: CompValue) -> Iterator[FrozenBindings]:
        if part.name != "BGP":
            raise NotImplementedError
        group = groups.get(id(part))
        if group is None:
            group = groups[id(part)] = _Group(part)
        return evalBGP(context, group.ordered(context))

    engine.CUSTOM_EVALS[_NAME] = evaluate
    try:
        yield
    finally:
        engine.CUSTOM_EVALS.pop(_NAME, None)


class _Group:
    """A group of triple patterns, ordered once for each set of variables that is bound when it is asked."""

    def __init__(self, part: CompValue) -> None:
        from rdflib.term import BNode, Variable

        self._part = part  # held, so that nothing else takes its identity
        self._open = list(
            dict.fromkeys(x for pattern in part.triples for x in pattern if isinstance(x, BNode | Variable))
        )
        self._orders: dict[tuple[bool, ...], list[Pattern]] = {}

    def ordered(self, context: QueryContext) -> list[Pattern]:
        """Return the patterns in the order that serves what is bound."""
        bound = tuple(context[term] is not None for term in self._open)
        if bound not in self._orders:
            known = {term for term, is_bound in zip(self._open, bound, strict=True) if is_bound}
            self._orders[bound] = in_order(self._part.triples, {*self._open} - known, known)
        return self._orders[bound]


def in_order(
    patterns: list[Pattern], unknown: AbstractSet[Identifier], known: AbstractSet[Identifier]
) -> list[Pattern]:
    """Return triple patterns in rdflib's order, but each, where one is left, beside what is bound by then.

    Args:
        patterns: The patterns of one group, as rdflib has ordered them by their constants.
        unknown: Their variables that have no value yet.
        known: Their variables that have one.
    """
    left = sorted(patterns, key=lambda pattern: len(unknown & set(pattern)))
    reached, ordered = set(known), []
    while left:
        chosen = next((pattern for pattern in left if not reached.isdisjoint(pattern)), left[0])
        left.remove(chosen)
        ordered.append(chosen)
        reached |= unknown & set(chosen)
    return ordered
