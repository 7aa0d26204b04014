"""Short names of IRIs: the prefixes that the ontology declares, and those that the data declare of their own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from gaapgraph.resource import ontology
from gaapgraph.vocabulary import GG, PREFIXES, SKOS, VANN

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["find_prefixes", "known_notations", "known_prefixes"]

_DECLARED = "http://www.w3.org/ns/shacl#"


@cache
def known_prefixes() -> dict[str, str]:
    """Return the namespace of each prefix that a query need not declare: those of `ontology/prefixes.ttl`."""
    found: dict[str, dict[str, str]] = {}
    with (ontology() / "prefixes.ttl").open("rb") as stream:
        for triple in parse(stream, RdfFormat.TURTLE):
            name = triple.predicate.value.removeprefix(_DECLARED)
            if name in ("prefix", "namespace") and isinstance(triple.object, Literal):
                found.setdefault(str(triple.subject), {})[name] = triple.object.value
    return PREFIXES | {pair["prefix"]: pair["namespace"] for pair in found.values()}


@cache
def known_notations() -> dict[str, str]:
    """Return the notation of each term of the ontology's schemes, by IRI: what people write for it."""
    found: dict[str, str] = {}
    for path in sorted((ontology() / "schemes").glob("*.ttl")):
        with path.open("rb") as stream:
            for triple in parse(stream, RdfFormat.TURTLE):
                is_notation = triple.predicate.value == SKOS.notation and isinstance(triple.object, Literal)
                if is_notation and isinstance(triple.subject, NamedNode):
                    found[triple.subject.value] = triple.object.value
    return found


def find_prefixes(store: Store) -> dict[str, str]:
    """Return the known prefixes with those of the reporters' own namespaces, which reports and profiles declare.

    No prefix of the ontology is changed by data; of two that the data give one name, the first namespace has it.
    """
    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, NamedNode(VANN.preferredNamespacePrefix), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            name, namespace = quad.object.value, quad.subject.value
            found[name] = min(namespace, found.get(name, namespace))
    for quad in store.quads_for_pattern(None, NamedNode(GG.namespacePrefix), None, None):
        for other in store.quads_for_pattern(quad.subject, NamedNode(GG.namespaceIri), None, None):
            if isinstance(quad.object, Literal) and not isinstance(other.object, Literal):
                found.setdefault(quad.object.value, other.object.value)  # type: ignore[union-attr]  # no triple term
    return found | known_prefixes()
