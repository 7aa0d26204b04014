"""How many bindings and constraints each family of rules evaluated, and how many held."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.validation.check_result import Tally
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.shacl import Run, ShapesGraph
    from gaapgraph.shacl.rdf_term import Term
    from gaapgraph.validation.binding import Binding

__all__ = ["tally_bindings", "tally_constraints"]


def tally_bindings(bindings: list[Binding]) -> tuple[Tally, ...]:
    """Return for each family of rules how many bindings there were, and how many held."""
    evaluated = Counter(binding.family for binding in bindings)
    passed = Counter(binding.family for binding in bindings if binding.ok)
    return tuple(Tally(family, evaluated[family], passed[family]) for family in sorted(evaluated))


def tally_constraints(runs: Sequence[Run], shapes: ShapesGraph) -> tuple[Tally, ...]:
    """Return for each family of shapes how many constraints were evaluated, and held for every node.

    A family is named by `gg:family` of the shape.
    """
    evaluated: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for run in runs:
        family = _family(run.root, shapes)
        evaluated[family] += 1
        passed[family] += not run.results
    return tuple(Tally(f"{name} (constraints)", evaluated[name], passed[name]) for name in sorted(evaluated))


def _family(shape: Term, shapes: ShapesGraph) -> str:
    return shapes.graph.text(shape, GG.family) or "other"
