"""Validation: choose an engine, run it over the store, gather what it finds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from gaapgraph.errors import InputError
from gaapgraph.shacl.allowance import MOST, Allowance
from gaapgraph.shacl.compilation import Compilation, CompiledConstraint, compile_shapes
from gaapgraph.shacl.data_graph import Data
from gaapgraph.shacl.embedded_query import SHAPES_GRAPH
from gaapgraph.shacl.message import default_message, fill
from gaapgraph.shacl.path import Predicate
from gaapgraph.shacl.rdf_term import SH
from gaapgraph.shacl.shape import shown
from gaapgraph.shacl.validation_result import NotEvaluated, Result, Run, Untold, ValidationResult
from gaapgraph.shacl.worker import Outcome, run_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pyoxigraph import QuerySolution

    from gaapgraph.shacl.allowance import Most
    from gaapgraph.shacl.rdf_term import Node, Term
    from gaapgraph.shacl.shape import ShapesGraph

__all__ = ["ENGINES", "MANY", "make_result", "read_subclasses", "validate"]

ENGINES = ("fast", "pyshacl")
MANY = 200_000  # quads from which threads save more than they cost
_OWN = frozenset({"this", "value", "path", "message", "failure"})
Found = tuple[list[Result], int | None]
Counted = tuple[list[Result], int | None, int]  # with the results that were counted alone
Piece = tuple["CompiledConstraint | None", "Node", "Callable[[], Found | Counted]"]


def validate(
    store: Store,
    shapes: ShapesGraph,
    engine: str = "fast",
    timeout: float | None = None,
    *,
    count_focus_nodes: bool = False,
    most: Most = MOST,
) -> ValidationResult:
    """Validate everything in a store, its named graphs taken together as one.

    Args:
        store: The data, in memory.
        shapes: The shapes graph.
        engine: `fast` compiles the shapes to SPARQL and leaves to pySHACL what it does not know; `pyshacl`
            leaves everything to pySHACL.
        timeout: Seconds that one constraint may take (with pySHACL: one shape and what is below it).
        count_focus_nodes: Also count the nodes each constraint looks at (fast engine).
        most: How many results are made whole; the rest are counted (fast engine; pySHACL makes all of its own).

    Raises:
        InputError: There is no such engine, or the shapes cannot be used.
    """
    if engine not in ENGINES:
        raise InputError(f"there is no engine {engine!r}", mend=f"choose one of {', '.join(ENGINES)}")
    data = Data.of(store)
    shapes.refuse_recursion()
    compilation = compile_shapes(shapes, read_subclasses(data, shapes)) if engine == "fast" else Compilation((), ())
    if any(SHAPES_GRAPH in constraint.query for constraint in compilation.constraints):
        data = data.with_shapes(shapes)
    left = [one.shape for one in compilation.handed_on] if engine == "fast" else [one.node for one in shapes.targeted]
    allowance = Allowance(most, len(compilation.constraints))
    pieces = _list_pieces(data, compilation, allowance, count_focus_nodes)
    if left:
        pieces += _hand_on(store, shapes, left, at_once=engine == "pyshacl" and timeout is None)
    outcomes = run_all([piece for _, _, piece in pieces], timeout, at_once=len(store) >= MANY)
    found = _gather(pieces, _keep(pieces, outcomes, allowance), compilation, shapes.where)
    return replace(found, untold=tuple(allowance.untold))


def _list_pieces(data: Data, compilation: Compilation, allowance: Allowance, count_focus_nodes: bool) -> list[Piece]:
    """Return the pieces of work of the fast engine, one for each constraint."""
    return [
        (constraint, constraint.shape, partial(_evaluate, data, constraint, count_focus_nodes, (allowance, place)))
        for place, constraint in enumerate(compilation.constraints)
    ]


def _hand_on(store: Store, shapes: ShapesGraph, left: list[Node], *, at_once: bool) -> list[Piece]:
    """Return the pieces of work for pySHACL, which is imported only here: that takes longer than most checks."""
    from gaapgraph.shacl.pyshacl_engine import PyShacl

    slow = PyShacl(store, shapes)
    if at_once:
        return [(None, left[0], slow.evaluate_all)]
    return [(None, node, partial(slow.evaluate, node)) for node in left]


def _keep(
    pieces: list[Piece], outcomes: Iterator[Outcome[Found | Counted]], allowance: Allowance
) -> Iterator[Outcome[Counted]]:
    """Yield outcomes with as many results as are kept, given those before; the rest are counted, and noted."""
    for place, ((constraint, _, _), outcome) in enumerate(zip(pieces, outcomes, strict=True)):
        answer: Counted | None = None
        if outcome.answer is not None:
            made, focus_nodes, *counted = outcome.answer
            kept, total = made, len(made) + sum(counted)
            if constraint is not None:
                kept = made[: allowance.of(place)]
                allowance.note(place, len(kept))
                is_more, total = total > allowance.most_counted, min(total, allowance.most_counted)
                if rest := max(total - len(kept), 0):
                    about = constraint.shape, constraint.component, constraint.severity
                    allowance.untold.append(Untold(*about, count=rest, of=total, is_more=is_more))
            answer = kept, focus_nodes, total - len(kept)
        yield Outcome(answer, outcome.seconds, outcome.failure, outcome.is_syntax)


def _gather(
    pieces: list[Piece], outcomes: Iterator[Outcome[Counted]], compilation: Compilation, source: str
) -> ValidationResult:
    results: list[Result] = []
    late: list[NotEvaluated] = []
    runs: list[Run] = []
    for (constraint, node, _), outcome in zip(pieces, outcomes, strict=True):
        component = constraint.component if constraint else None
        if outcome.is_syntax and constraint is not None:
            where = f"{source}, {shown(constraint.source_constraint or node)}"
            raise InputError(f"the query is not SPARQL: {outcome.failure}", where=where)
        if outcome.answer is None:
            late.append(NotEvaluated(node, component, outcome.failure or "no answer"))
            continue
        found, focus_nodes, left = outcome.answer
        results += found
        root, engine = (constraint.root, "fast") if constraint else (node, "pyshacl")
        runs.append(
            Run(
                root=root,
                shape=node,
                component=component,
                engine=engine,
                results=len(found) + left,
                seconds=outcome.seconds,
                focus_nodes=focus_nodes,
            )
        )
    ordered = tuple(sorted(results, key=lambda result: result.order))
    conforms = not ordered and not late
    return ValidationResult(conforms, ordered, tuple(late), compilation.handed_on, tuple(runs))


def read_subclasses(data: Data, shapes: ShapesGraph) -> dict[str, frozenset[str]]:
    """Return what subclasses the data gives to each class that the shapes name; classes without any are left out."""
    named = {
        term.value
        for predicate in (SH.class_, SH.targetClass)
        for node in shapes.graph.subjects(predicate)
        for term in shapes.graph.objects(node, predicate)
    }
    targets = [target for shape in shapes.targeted for target in shape.targets]
    named |= {target.term.value for target in targets if target.kind == "targetClass"}
    return {iri: below for iri in named if (below := data.subclasses(iri))}


def _evaluate(
    data: Data, constraint: CompiledConstraint, count_focus_nodes: bool, allowed: tuple[Allowance, int]
) -> Counted:
    results: list[Result] = []
    left = 0
    if constraint.screen is None or data.ask(constraint.screen):
        solutions = data.select(constraint.query)
        names = [variable.value for variable in solutions.variables]
        allowance, place = allowed
        results = [make_result(constraint, _bound(row, names)) for row in islice(solutions, allowance.of(place))]
        allowance.note(place, len(results))
        left = sum(1 for _ in islice(solutions, max(0, allowance.most_counted + 1 - len(results))))
    focus_nodes = None
    if count_focus_nodes:
        [row] = data.select(constraint.focus_query)
        focus_nodes = int(str(row["count"].value))
    return results, focus_nodes, left


def _bound(row: QuerySolution, names: list[str]) -> dict[str, Term]:
    return {name: row[name] for name in names if row[name] is not None}


def make_result(constraint: CompiledConstraint, bound: Mapping[str, Term]) -> Result:
    """Return the result of a constraint that a solution of its query is, whatever engine has found it."""
    focus = bound["this"]
    value = bound.get("value", focus if constraint.value_is_focus else None)
    path = constraint.path
    if isinstance(bound.get("path"), NamedNode):
        path = Predicate(bound["path"].value)
    if "message" in bound and isinstance(bound["message"], Literal):
        messages: tuple[Literal, ...] = (bound["message"],)
    elif constraint.messages:
        messages = tuple(fill(message, {**dict(constraint.parameters), **bound}) for message in constraint.messages)
    else:
        messages = (default_message(constraint.component, constraint.parameter),)
    others = tuple((name, term) for name, term in bound.items() if name not in _OWN and not name.startswith("_"))
    return Result(
        focus_node=focus, source_shape=constraint.shape, component=constraint.component,
        severity=constraint.severity, path=path, value=value,
        source_constraint=constraint.source_constraint, messages=messages, detail=(), bindings=others,
    )  # fmt: skip
