"""The terms and the small graph that shapes are read from."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from gaapgraph.errors import InputError
from gaapgraph.namespace import RDF, ClosedNamespace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["SH", "SHACL", "Graph", "Node", "Term", "is_true"]

Node: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal

SHACL = "http://www.w3.org/ns/shacl#"
SH = ClosedNamespace(
    SHACL,
    """
    NodeShape PropertyShape ConstraintComponent Violation Warning Info
    targetClass targetNode targetSubjectsOf targetObjectsOf path property
    inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath
    severity message deactivated sparql select ask prefixes declare prefix namespace
    parameter optional validator nodeValidator propertyValidator
    class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive
    minLength maxLength pattern flags languageIn uniqueLang equals disjoint lessThan lessThanOrEquals
    not and or xone node qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint
    closed ignoredProperties hasValue in
    name description order group defaultValue
    IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral
    ValidationReport ValidationResult conforms result focusNode resultPath value sourceShape sourceConstraint
    sourceConstraintComponent resultSeverity resultMessage detail
    SPARQLConstraintComponent
    """,
)
_FIRST = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#first")
_REST = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest")
_NIL = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil")


class Graph:
    """Triples by subject and predicate, in the order in which they were read."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = tuple(dict.fromkeys(triples))
        self._objects: dict[Node, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: dict[str, dict[Node, None]] = defaultdict(dict)
        for triple in self.triples:
            subject, predicate, value = triple.subject, triple.predicate.value, triple.object
            if isinstance(subject, Triple) or isinstance(value, Triple):
                continue
            self._objects[subject][predicate].append(value)
            self._subjects[predicate][subject] = None

    def objects(self, subject: Term, predicate: str) -> list[Term]:
        """Return the values of a property."""
        if isinstance(subject, Literal) or subject not in self._objects:
            return []
        return self._objects[subject].get(predicate, [])

    def object(self, subject: Term, predicate: str) -> Term | None:
        """Return the first value of a property, or None."""
        values = self.objects(subject, predicate)
        return values[0] if values else None

    def nodes(self, subject: Term, predicate: str) -> list[Node]:
        """Return the values of a property that are no literals."""
        return [value for value in self.objects(subject, predicate) if not isinstance(value, Literal)]

    def text(self, subject: Term, predicate: str) -> str | None:
        """Return the lexical form of the first literal of a property, or None."""
        for value in self.objects(subject, predicate):
            if isinstance(value, Literal):
                return value.value
        return None

    def subjects(self, predicate: str) -> list[Node]:
        """Return everything that has a property."""
        return list(self._subjects.get(predicate, ()))

    def predicates(self, subject: Node) -> list[str]:
        """Return the properties that a node has."""
        return list(self._objects[subject]) if subject in self._objects else []

    def is_list(self, node: Term) -> bool:
        """Say whether the node starts an RDF list."""
        return node == _NIL or bool(self.objects(node, _FIRST.value))

    def items(self, head: Term) -> Iterator[Term]:
        """Iterate over the members of an RDF list.

        Raises:
            InputError: The list has no end or is not well-formed.
        """
        seen: set[Term] = set()
        node = head
        while node != _NIL:
            first, rest = self.object(node, _FIRST.value), self.object(node, _REST.value)
            if node in seen or first is None or rest is None:
                raise InputError(f"the RDF list at {node} is not well-formed", mend="write it as ( … )")
            seen.add(node)
            yield first
            node = rest

    def has_type(self, node: Term, *classes: str) -> bool:
        """Say whether a node has one of the types, or a type declared as a subclass of one."""
        return any(
            isinstance(type_, NamedNode) and (type_.value in classes or self._is_below(type_, classes))
            for type_ in self.objects(node, RDF.type)
        )

    def _is_below(self, class_: NamedNode, classes: tuple[str, ...]) -> bool:
        seen: set[Term] = {class_}
        waiting: list[Term] = [class_]
        while waiting:
            for wider in self.objects(waiting.pop(), "http://www.w3.org/2000/01/rdf-schema#subClassOf"):
                if isinstance(wider, NamedNode) and wider.value in classes:
                    return True
                if wider not in seen:
                    seen.add(wider)
                    waiting.append(wider)
        return False


def is_true(term: Term | None) -> bool:
    """Say whether a term is the boolean `true`, the only spelling that SHACL accepts."""
    return isinstance(term, Literal) and term.value == "true"
