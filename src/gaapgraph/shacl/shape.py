"""What a shapes graph says: shapes, their targets and their constraints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.shacl.path import Path, read_path
from gaapgraph.shacl.rdf_term import SH, SHACL, Graph, Node, Term, is_true

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Constraint", "CustomComponent", "Shape", "ShapesGraph", "Target", "UnsupportedError"]

_RDFS_CLASS = "http://www.w3.org/2000/01/rdf-schema#Class"
_NCNAME_AT_END = re.compile(r"[^\W\d][\w.-]*$")
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_SHAPE_VALUED = (SH.property, SH.node, SH.not_, SH.qualifiedValueShape)
_SHAPE_LISTS = (SH.and_, SH.or_, SH.xone)
_NOT_VALIDATING = frozenset(
    SHACL + name
    for name in [
        "targetClass",
        "targetNode",
        "targetSubjectsOf",
        "targetObjectsOf",
        "path",
        "severity",
        "message",
        "deactivated",
        "flags",
        "ignoredProperties",
        "qualifiedMinCount",
        "qualifiedMaxCount",
        "qualifiedValueShapesDisjoint",
        "name",
        "description",
        "order",
        "group",
        "defaultValue",
        "prefixes",
        "declare",
        "select",
        "ask",
        "parameter",
        "validator",
        "nodeValidator",
        "propertyValidator",
        "labelTemplate",
        "optional",
        "prefix",
        "namespace",
        "entailment",
        "shapesGraph",
        "suggestedShapesGraph",
    ]
)
_QUALIFIED = {SH.qualifiedMinCount: "QualifiedMinCount", SH.qualifiedMaxCount: "QualifiedMaxCount"}
SIMPLE = {
    SH.class_: "Class",
    SH.datatype: "Datatype",
    SH.nodeKind: "NodeKind",
    SH.minCount: "MinCount",
    SH.maxCount: "MaxCount",
    SH.minExclusive: "MinExclusive",
    SH.minInclusive: "MinInclusive",
    SH.maxExclusive: "MaxExclusive",
    SH.maxInclusive: "MaxInclusive",
    SH.minLength: "MinLength",
    SH.maxLength: "MaxLength",
    SH.pattern: "Pattern",
    SH.languageIn: "LanguageIn",
    SH.uniqueLang: "UniqueLang",
    SH.equals: "Equals",
    SH.disjoint: "Disjoint",
    SH.lessThan: "LessThan",
    SH.lessThanOrEquals: "LessThanOrEquals",
    SH.not_: "Not",
    SH.and_: "And",
    SH.or_: "Or",
    SH.xone: "Xone",
    SH.node: "Node",
    SH.property: "Property",
    SH.closed: "Closed",
    SH.hasValue: "HasValue",
    SH.in_: "In",
    SH.sparql: "SPARQL",
}


class UnsupportedError(Exception):
    """A shape uses what the compiler does not know; the message says what."""


@frozen
class Target:
    """Which nodes of the data a shape is about: `kind` is the local name of the SHACL property."""

    kind: str
    term: Term


@frozen
class CustomComponent:
    """A SPARQL-based constraint component, declared in the shapes graph (SHACL §6)."""

    iri: str
    parameters: tuple[tuple[str, str, bool], ...]  # property, variable name, optional
    validator: Node
    is_ask: bool


@frozen
class Constraint:
    """One constraint of a shape.

    Attributes:
        component: IRI of the constraint component.
        kind: Its local name without `ConstraintComponent`; `Custom` for declared components.
        value: The value of its (first) parameter.
        parameters: For declared components: variable names with their values.
    """

    component: str
    kind: str
    value: Term
    custom: CustomComponent | None = None
    parameters: tuple[tuple[str, Term], ...] = ()


@frozen
class Shape:
    """A node shape, or a property shape if it has a path."""

    node: Node
    path: Path | None
    path_node: Term | None
    targets: tuple[Target, ...]
    constraints: tuple[Constraint, ...]
    severity: str
    messages: tuple[Literal, ...]
    deactivated: bool
    unknown: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class ShapesGraph:
    """A shapes graph and what is read from it; each is equal to itself alone.

    Attributes:
        graph: The triples.
        where: The files that they were read from, for messages.
        left_out: IRIs of shapes whose targets do not count.
    """

    graph: Graph
    where: str = "the shapes graph"
    left_out: frozenset[str] = frozenset()
    _shapes: dict[Node, Shape] = field(default_factory=dict)

    def without(self, shapes: frozenset[str]) -> ShapesGraph:
        """Return the same shapes graph, in which some shapes have no targets."""
        return replace(self, left_out=self.left_out | shapes)

    @cached_property
    def targeted(self) -> tuple[Shape, ...]:
        """The shapes that say which nodes they are about, deactivated ones left out."""
        nodes: dict[Node, None] = {}
        for target in _TARGETS:
            nodes.update(dict.fromkeys(self.graph.subjects(target)))
        for node in self.graph.subjects("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"):
            if self._is_implicit_class(node):
                nodes[node] = None
        shapes = (self.shape(node) for node in sorted(nodes, key=str))
        return tuple(shape for shape in shapes if not shape.deactivated and shape.node.value not in self.left_out)

    def _is_implicit_class(self, node: Node) -> bool:
        is_shape = self.graph.has_type(node, SH.NodeShape, SH.PropertyShape)
        return is_shape and self.graph.has_type(node, _RDFS_CLASS)

    def shape(self, node: Term) -> Shape:
        """Return the shape that a node describes.

        Raises:
            InputError: The node is a literal, or its description is not well-formed.
        """
        if isinstance(node, Literal):
            raise InputError(f"{node} stands where a shape is expected", where=self.where)
        if node not in self._shapes:
            self._shapes[node] = self._read(node)
        return self._shapes[node]

    def _path(self, node: Node) -> Path | None:
        path = self.graph.object(node, SH.path)
        try:
            return None if path is None else read_path(self.graph, path)
        except InputError as error:
            raise InputError(f"{shown(node)}: {error.what}", where=self.where, mend=error.mend) from error

    def _read(self, node: Node) -> Shape:
        graph = self.graph
        path_node = graph.object(node, SH.path)
        severity = graph.object(node, SH.severity)
        known, unknown = [], []
        for predicate in graph.predicates(node):
            if predicate in SIMPLE:
                kind = SIMPLE[predicate]
                component = f"{SHACL}{kind}ConstraintComponent"
                known += [Constraint(component, kind, value) for value in graph.objects(node, predicate)]
            elif predicate == SH.qualifiedValueShape:
                known += list(self._qualified(node))
            elif predicate.startswith(SHACL) and predicate not in _NOT_VALIDATING:
                unknown.append(predicate)
        return Shape(
            node=node,
            path=self._path(node),
            path_node=path_node,
            targets=tuple(self._targets(node)),
            constraints=(*known, *self._custom(node)),
            severity=severity.value if isinstance(severity, NamedNode) else SH.Violation,
            messages=tuple(m for m in graph.objects(node, SH.message) if isinstance(m, Literal)),
            deactivated=any(is_true(value) for value in graph.objects(node, SH.deactivated)),
            unknown=tuple(unknown),
        )

    def _targets(self, node: Node) -> Iterator[Target]:
        for predicate in _TARGETS:
            for term in self.graph.objects(node, predicate):
                yield Target(predicate.removeprefix(SHACL), term)
        if self._is_implicit_class(node):
            yield Target("targetClass", node)

    def _qualified(self, node: Node) -> Iterator[Constraint]:
        for value in self.graph.objects(node, SH.qualifiedValueShape):
            for predicate, kind in _QUALIFIED.items():
                if self.graph.object(node, predicate) is not None:
                    yield Constraint(f"{SHACL}{kind}ConstraintComponent", kind, value)

    def _custom(self, node: Node) -> Iterator[Constraint]:
        for custom in self.custom_components:
            values = {name: self.graph.objects(node, path) for path, name, _ in custom.parameters}
            needed = [name for _, name, optional in custom.parameters if not optional]
            if not needed or not all(values[name] for name in needed):
                continue
            chosen = self._validator(custom, is_property=self.graph.object(node, SH.path) is not None)
            rows = [tuple((name, found[0]) for name, found in values.items() if found)]
            if len(values) == 1:
                rows = [((name, value),) for name, found in values.items() for value in found]
            for row in rows:
                yield Constraint(custom.iri, "Custom", row[0][1], chosen, row)

    def _validator(self, custom: CustomComponent, *, is_property: bool) -> CustomComponent:
        component = NamedNode(custom.iri)
        own = SH.propertyValidator if is_property else SH.nodeValidator
        for predicate in (own, SH.validator):
            for validator in self.graph.nodes(component, predicate):
                is_ask = self.graph.text(validator, SH.ask) is not None
                return CustomComponent(custom.iri, custom.parameters, validator, is_ask)
        return custom

    @cached_property
    def custom_components(self) -> tuple[CustomComponent, ...]:
        """The constraint components that the shapes graph declares, each with any of its validators."""
        found = []
        for node in self.graph.subjects(SH.parameter):
            if not isinstance(node, NamedNode) or not self.graph.has_type(node, SH.ConstraintComponent):
                continue
            if node.value.startswith(SHACL):
                continue
            parameters = []
            for parameter in self.graph.objects(node, SH.parameter):
                path = self.graph.object(parameter, SH.path)
                if isinstance(path, NamedNode):
                    optional = is_true(self.graph.object(parameter, SH.optional))
                    parameters.append((path.value, _local_name(path.value), optional))
            if parameters:
                found.append(CustomComponent(node.value, tuple(parameters), node, is_ask=False))
        return tuple(found)

    def parts(self, shape: Shape) -> list[Shape]:
        """Return the shapes that a shape refers to."""
        nodes: list[Term] = []
        for predicate in _SHAPE_VALUED:
            nodes += self.graph.objects(shape.node, predicate)
        for predicate in _SHAPE_LISTS:
            for head in self.graph.objects(shape.node, predicate):
                nodes += self.graph.items(head)
        return [self.shape(node) for node in nodes]

    def siblings(self, shape: Shape) -> tuple[Shape, ...]:
        """Return the qualified value shapes of the other property shapes of the same parents (SHACL §4.7.3)."""
        own = set(self.graph.objects(shape.node, SH.qualifiedValueShape))
        found: dict[Term, None] = {}
        for parent in self.graph.subjects(SH.property):
            properties = self.graph.objects(parent, SH.property)
            if shape.node in properties:
                for other in properties:
                    found.update(dict.fromkeys(self.graph.objects(other, SH.qualifiedValueShape)))
        return tuple(self.shape(node) for node in found if node not in own)

    def refuse_recursion(self) -> None:
        """Refuse shapes that refer to themselves, whose meaning SHACL leaves open (§3.4.3).

        Raises:
            InputError: A shape refers to itself.
        """
        _ = self._visited

    @cached_property
    def _visited(self) -> set[Node]:
        """The shapes that were looked at for circles."""
        done: set[Node] = set()
        for root in self.targeted:
            self._visit(root, [], done)
        return done

    def _visit(self, shape: Shape, above: list[Node], done: set[Node]) -> None:
        if shape.node in above:
            chain = " → ".join(shown(node) for node in [*above[above.index(shape.node) :], shape.node])
            raise InputError(
                f"the shape {shown(shape.node)} refers to itself: {chain}",
                where=self.where,
                mend="SHACL does not say what recursive shapes mean; break the circle",
            )
        if shape.node in done:
            return
        for part in self.parts(shape):
            self._visit(part, [*above, shape.node], done)
        done.add(shape.node)


def shown(node: Term) -> str:
    """Return a term as messages show it."""
    return node.value if isinstance(node, NamedNode) else str(node)


def _local_name(iri: str) -> str:
    """Return the name of a parameter: the longest NCName at the end of its path's IRI (SHACL §6.2.1)."""
    found = _NCNAME_AT_END.search(iri)
    return found[0] if found else ""
