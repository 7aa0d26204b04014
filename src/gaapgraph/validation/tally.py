"""How many bindings and constraints each family of rules evaluated, and how many held."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.shacl.term import SH
from gaapgraph.validation.result import Tally
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaapgraph.shacl import Run, ShapesGraph
    from gaapgraph.shacl.term import Term
    from gaapgraph.validation.result import Binding

__all__ = ["tally_bindings", "tally_constraints"]


def tally_bindings(bindings: list[Binding]) -> tuple[Tally, ...]:
    """Return for each family of rules how many bindings there were, and how many held."""
    evaluated = Counter(binding.family for binding in bindings)
    passed = Counter(binding.family for binding in bindings if binding.ok)
    return tuple(Tally(family, evaluated[family], passed[family]) for family in sorted(evaluated))


def tally_constraints(runs: Sequence[Run], shapes: ShapesGraph) -> tuple[Tally, ...]:
    """Return for each family of shapes how many constraints were evaluated, and held for every node.

    A family is named by `gaapgraph:family` of the shape, else by the code that its messages begin with.
    """
    evaluated: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for run in runs:
        family = _family(run.root, shapes)
        evaluated[family] += 1
        passed[family] += not run.results
    return tuple(Tally(f"{name} (constraints)", evaluated[name], passed[name]) for name in sorted(evaluated))


def _family(shape: Term, shapes: ShapesGraph) -> str:
    stated = shapes.graph.text(shape, GG.family)
    if stated is not None:
        return stated
    codes = (text.split(":")[0].split("-") for text in _messages(shape, shapes))
    return next((code[1].lower() for code in codes if len(code) > 2 and code[0] == "GG"), "other")


def _messages(node: Term, shapes: ShapesGraph) -> Iterable[str]:
    """Yield the messages of a shape, then those of its constraints and of the shapes below it."""
    graph = shapes.graph
    yield from (text.value for text in graph.objects(node, SH.message))
    for predicate in (SH.sparql, SH.property, SH.node):
        for part in graph.nodes(node, predicate):
            yield from _messages(part, shapes)
