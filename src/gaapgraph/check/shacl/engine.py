"""Validation: choose an engine, run it over the store, gather what it finds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from gaapgraph.check.shacl.compile import Compilation, CompiledConstraint, compile_shapes
from gaapgraph.check.shacl.message import default_message, fill
from gaapgraph.check.shacl.path import Predicate
from gaapgraph.check.shacl.pyshacl_engine import PyShacl
from gaapgraph.check.shacl.result import NotEvaluated, Result, Run, ValidationResult
from gaapgraph.check.shacl.source import SHAPES_GRAPH
from gaapgraph.check.shacl.term import SH
from gaapgraph.check.shacl.worker import Outcome, run_all
from gaapgraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import QuerySolution

    from gaapgraph.check.shacl.shape import ShapesGraph
    from gaapgraph.check.shacl.term import Node, Term

__all__ = ["ENGINES", "merge_graphs", "read_subclasses", "validate"]

ENGINES = ("fast", "pyshacl")
_OWN = frozenset({"this", "value", "path", "message", "failure", "other", "language"})
Found = tuple[list[Result], int | None]
Piece = tuple["CompiledConstraint | None", "Node", "Callable[[], Found]"]


def validate(
    store: Store,
    shapes: ShapesGraph,
    engine: str = "fast",
    timeout: float | None = None,
    *,
    count_focus_nodes: bool = False,
) -> ValidationResult:
    """Validate everything in a store, its named graphs taken together as one.

    Args:
        store: The data, in memory.
        shapes: The shapes graph.
        engine: `fast` compiles the shapes to SPARQL and leaves to pySHACL what it does not know; `pyshacl`
            leaves everything to pySHACL.
        timeout: Seconds that one constraint may take (with pySHACL: one shape and what is below it).
        count_focus_nodes: Also count the nodes each constraint looks at (fast engine).

    Raises:
        InputError: There is no such engine, or the shapes cannot be used.
    """
    if engine not in ENGINES:
        raise InputError(f"there is no engine {engine!r}", mend=f"choose one of {', '.join(ENGINES)}")
    data = merge_graphs(store)
    shapes.refuse_recursion()
    compilation = compile_shapes(shapes, read_subclasses(data, shapes)) if engine == "fast" else Compilation((), ())
    if any(SHAPES_GRAPH in constraint.query for constraint in compilation.constraints):
        data = _with_shapes(data, shapes)
    left = [handed.shape for handed in compilation.handed_on]
    if engine == "pyshacl":
        left = [shape.node for shape in shapes.targeted]
    slow = PyShacl(data, shapes)
    pieces: list[Piece] = [
        (constraint, constraint.shape, partial(_evaluate, data, constraint, count_focus_nodes))
        for constraint in compilation.constraints
    ]
    pieces += [(None, node, partial(slow.evaluate, node)) for node in left]
    if engine == "pyshacl" and timeout is None and left:
        pieces = [(None, left[0], slow.evaluate_all)]
    return _gather(pieces, run_all([piece for _, _, piece in pieces], timeout), compilation)


def _gather(pieces: list[Piece], outcomes: Iterator[Outcome[Found]], compilation: Compilation) -> ValidationResult:
    results: list[Result] = []
    late: list[NotEvaluated] = []
    runs: list[Run] = []
    for (constraint, node, _), outcome in zip(pieces, outcomes, strict=True):
        component = constraint.component if constraint else None
        if outcome.answer is None:
            late.append(NotEvaluated(node, component, outcome.failure or "no answer"))
            continue
        found, focus_nodes = outcome.answer
        results += found
        root, engine = (constraint.root, "fast") if constraint else (node, "pyshacl")
        runs.append(Run(root, node, component, engine, len(found), outcome.seconds, focus_nodes))
    ordered = tuple(sorted(results, key=_order))
    conforms = not ordered and not late
    return ValidationResult(conforms, ordered, tuple(late), compilation.handed_on, tuple(runs))


def _order(result: Result) -> tuple[str, ...]:
    return (str(result.source_shape), result.component, str(result.focus_node), str(result.path), str(result.value))


def merge_graphs(store: Store) -> Store:
    """Return a store whose default graph holds every triple of all graphs once.

    The store itself is returned where it has nothing but a default graph.
    """
    if not any(True for _ in store.named_graphs()):
        return store
    merged = Store()
    merged.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in store)
    return merged


def _with_shapes(store: Store, shapes: ShapesGraph) -> Store:
    """Return a copy of the data with the shapes in a named graph, for queries that read `$shapesGraph`."""
    copy = Store()
    copy.bulk_extend(store)
    name = NamedNode(SHAPES_GRAPH)
    copy.bulk_extend(Quad(triple.subject, triple.predicate, triple.object, name) for triple in shapes.graph.triples)
    return copy


def read_subclasses(store: Store, shapes: ShapesGraph) -> dict[str, frozenset[str]]:
    """Return the subclasses that the data gives to each class the shapes name; classes without any are left out."""
    named = {
        term.value
        for predicate in (SH.class_, SH.targetClass)
        for node in shapes.graph.subjects(predicate)
        for term in shapes.graph.objects(node, predicate)
    }
    targets = [target for shape in shapes.targeted for target in shape.targets]
    named |= {target.term.value for target in targets if target.kind == "targetClass"}
    found: dict[str, frozenset[str]] = {}
    for iri in named:
        query = f"SELECT DISTINCT ?c {{ ?c <http://www.w3.org/2000/01/rdf-schema#subClassOf>+ <{iri}> }}"
        below = {row["c"].value for row in store.query(query) if isinstance(row["c"], NamedNode)}  # type: ignore[union-attr]
        if below - {iri}:
            found[iri] = frozenset(below - {iri})
    return found


def _evaluate(store: Store, constraint: CompiledConstraint, count_focus_nodes: bool) -> Found:
    solutions = store.query(constraint.query)
    names = [variable.value for variable in solutions.variables]  # type: ignore[union-attr]
    results = [_result(constraint, row, names) for row in solutions]  # type: ignore[union-attr]
    focus_nodes = None
    if count_focus_nodes:
        [row] = store.query(constraint.focus_query)  # type: ignore[misc]
        focus_nodes = int(row["count"].value)
    return results, focus_nodes


def _result(constraint: CompiledConstraint, row: QuerySolution, names: list[str]) -> Result:
    bound: dict[str, Term] = {name: row[name] for name in names if row[name] is not None}
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
    others = tuple((name, term) for name, term in bound.items() if name not in _OWN)
    if constraint.component.endswith(("#LessThanConstraintComponent", "#LessThanOrEqualsConstraintComponent")):
        others = (("other", bound["other"]),)
    elif "language" in bound and constraint.component.endswith("#UniqueLangConstraintComponent"):
        others = (("language", bound["language"]),)
    return Result(
        focus, constraint.shape, constraint.component, constraint.severity, path, value,
        constraint.source_constraint, messages, (), others,
    )  # fmt: skip
