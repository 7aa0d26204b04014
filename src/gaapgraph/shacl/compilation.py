"""From shapes to SPARQL: one query per constraint over all its focus nodes, never one per focus node."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.shacl.failure import Failures
from gaapgraph.shacl.path import path_pattern
from gaapgraph.shacl.shape import Constraint, Shape, ShapesGraph, UnsupportedError, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyoxigraph import Literal

    from gaapgraph.shacl.path import Path
    from gaapgraph.shacl.rdf_term import Node, Term

__all__ = ["Compilation", "CompiledConstraint", "HandedOn", "compile_shapes"]


@frozen
class CompiledConstraint:
    """One constraint as a query that selects what violates it.

    Attributes:
        root: The shape whose targets are looked at.
        shape: The shape that states the constraint: the root, or a property shape below it.
        component: IRI of the constraint component.
        query: SPARQL; binds `?this`, and `?value` and `?path` where the constraint has them.
        focus_query: SPARQL that counts the nodes looked at, as `?count`.
        is_setwise: Whether the query is evaluated once; else once per focus node, inside the store.
        source_constraint: The node of the `sh:sparql` constraint.
        screen: SPARQL that asks whether anything can violate it at all.
        messages: Templates with `{?variable}`.
        parameters: What templates may name besides the variables of the query.
    """

    root: Node
    shape: Node
    component: str
    query: str
    focus_query: str
    severity: str
    messages: tuple[Literal, ...]
    path: Path | None = None
    path_node: Term | None = None
    is_setwise: bool = True
    source_constraint: Node | None = None
    parameters: tuple[tuple[str, Term], ...] = ()
    parameter: Term | None = None
    value_is_focus: bool = False
    screen: str | None = None


@frozen
class HandedOn:
    """A shape that the compiler leaves to pySHACL, and why."""

    shape: Node
    reason: str


@frozen
class Compilation:
    """All constraints that were compiled, and the shapes that were not."""

    constraints: tuple[CompiledConstraint, ...]
    handed_on: tuple[HandedOn, ...]


@frozen
class _Focus:
    """How focus nodes are selected.

    Attributes:
        pattern: Given a variable, returns a pattern that binds it to each focus node at least once.
        parents: The variables of the nodes above, one result each (SHACL §4.7.2).
    """

    pattern: Callable[[str], str]
    parents: tuple[str, ...] = ()


def compile_shapes(shapes: ShapesGraph, subclasses: Mapping[str, frozenset[str]] | None = None) -> Compilation:
    """Compile every shape that has targets: once for data that have the same subclasses.

    Args:
        shapes: The shapes graph.
        subclasses: For each class that the shapes name, its subclasses in the data. Without it, each query
            follows `rdfs:subClassOf` by itself.

    Raises:
        InputError: A shape is recursive or not well-formed, or its SPARQL is not.
    """
    return _compile_all(shapes, None if subclasses is None else frozenset(subclasses.items()))


@lru_cache(maxsize=4)
def _compile_all(shapes: ShapesGraph, below: frozenset[tuple[str, frozenset[str]]] | None) -> Compilation:
    subclasses = None if below is None else dict(below)
    shapes.refuse_recursion()
    compiled: list[CompiledConstraint] = []
    handed_on: list[HandedOn] = []
    for root in shapes.targeted:
        try:
            compiled += _Compiler(shapes, subclasses, root).compile_root()
        except UnsupportedError as error:
            handed_on.append(HandedOn(root.node, str(error)))
    return Compilation(tuple(compiled), tuple(handed_on))


class _Compiler:
    """Compiles one shape with targets, and the property shapes below it."""

    def __init__(self, shapes: ShapesGraph, subclasses: Mapping[str, frozenset[str]] | None, root: Shape) -> None:
        self.shapes, self.root = shapes, root
        self.failures = Failures(shapes, subclasses)

    def compile_root(self) -> list[CompiledConstraint]:
        """Compile the shape and everything that it applies to its own focus nodes."""
        return self._compile(self.root, _Focus(lambda node: self.failures.target_pattern(self.root, node)))

    def _compile(self, shape: Shape, focus: _Focus) -> list[CompiledConstraint]:
        self.failures.refuse_unknown(shape)
        if shape.deactivated:
            return []
        compiled: list[CompiledConstraint] = []
        for constraint in shape.constraints:
            if constraint.kind == "Property":
                compiled += self._compile(self._property_shape(constraint), self._below(shape, focus))
            elif constraint.kind == "SPARQL" or (constraint.custom and not constraint.custom.is_ask):
                compiled += self._compile_query(shape, constraint, focus)
            elif failure := self.failures.pattern(constraint, shape, "?this"):
                names = " ".join(dict.fromkeys(["?this", *failure.projection, *focus.parents]))
                joined = failure.text if failure.text.startswith("FILTER") else f"LATERAL {{ {failure.text} }}"
                query = f"SELECT DISTINCT {names} WHERE {{ {focus.pattern('?this')} {joined} }}"
                screen = self.failures.screen(constraint, shape)
                made = self._made(shape, constraint, query, focus, value_is_focus=failure.value_is_focus, screen=screen)
                compiled.append(made)
        return compiled

    def _property_shape(self, constraint: Constraint) -> Shape:
        shape = self.shapes.shape(constraint.value)
        if shape.path is None:
            mend = "every value of sh:property needs an sh:path"
            raise InputError(f"{shown(shape.node)} has no path", where=self.shapes.where, mend=mend)
        return shape

    def _below(self, shape: Shape, focus: _Focus) -> _Focus:
        if shape.path is None:
            return focus
        path, parent = shape.path, self.failures.fresh()

        def values(node: str) -> str:
            return f"{focus.pattern(parent)} LATERAL {{ {path_pattern(path, parent, node, self.failures.fresh)} }}"

        return _Focus(values, (*focus.parents, parent))

    def _compile_query(self, shape: Shape, constraint: Constraint, focus: _Focus) -> list[CompiledConstraint]:
        source = self.failures.sources.source(constraint, shape)
        if source is None:
            return []
        is_plain = shape is self.root and self.failures.is_plain_target(shape)
        selection = focus.pattern("?this")
        if not is_plain:
            selection = f"{{ SELECT DISTINCT ?this WHERE {{ {selection} }} }}"
        if source.query.is_setwise:
            query = source.query.setwise(selection)
        else:
            query = f"SELECT * WHERE {{ {selection} LATERAL {{ {{ {source.query.text()} }} }} }}"
        query = _distinct(query)
        made = self._made(
            shape,
            constraint,
            query,
            focus,
            value_is_focus=shape.path is None,
            is_setwise=source.query.is_setwise,
            source_constraint=source.node if constraint.kind == "SPARQL" else None,
            messages=source.messages or shape.messages,
        )
        return [made]

    def _made(
        self, shape: Shape, constraint: Constraint, query: str, focus: _Focus, **more: object
    ) -> CompiledConstraint:
        messages = shape.messages
        if constraint.custom:
            messages = self.failures.sources.messages(constraint) or messages
        values = {
            "root": self.root.node,
            "shape": shape.node,
            "component": constraint.component,
            "query": query,
            "focus_query": f"SELECT (COUNT(DISTINCT ?this) AS ?count) WHERE {{ {focus.pattern('?this')} }}",
            "severity": shape.severity,
            "messages": messages,
            "path": shape.path,
            "path_node": shape.path_node,
            "parameters": constraint.parameters,
            "parameter": constraint.value,
        }
        return CompiledConstraint(**{**values, **more})  # type: ignore[arg-type] # names checked by the tests


def _distinct(query: str) -> str:
    head, rest = query.split(" ", 1)
    return query if rest.upper().startswith("DISTINCT") else f"{head} DISTINCT {rest}"
