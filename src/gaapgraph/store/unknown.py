"""Terms of a query that neither the data nor the vocabulary have, with the nearest that there are."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from gaapgraph.graph import known_prefixes
from gaapgraph.resource import ontology, read_rows
from gaapgraph.sparql import list_names
from gaapgraph.vocabulary import BASE, GG, shorten_iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

__all__ = ["list_unknown"]

_NEAREST = 3
_LIKE = 60.0  # of 100, below which nothing is called near
_TABLES = ("us-gaap", "srt", "dei")


def list_unknown(store: Store, text: str) -> list[str]:
    """Return a line for each term of a query that exists nowhere.

    Terms of namespaces that are not the project's, and graphs that `FROM` names, are left alone.

    Args:
        store: The data.
        text: The query.
    """
    prefixes = known_prefixes()
    missing = [iri for iri in list_names(text, prefixes) if _is_ours(iri) and not _is_there(store, iri)]
    if not missing:
        return []
    vocabulary = _list_vocabulary()
    return [
        f"neither data nor vocabulary have {shorten_iri(iri, prefixes)}{_tell_nearest(store, iri, vocabulary)}"
        for iri in missing
        if iri not in vocabulary
    ]


def _is_ours(iri: str) -> bool:
    return iri.startswith(BASE) and iri != BASE and iri not in known_prefixes().values()


def _is_there(store: Store, iri: str) -> bool:
    node = NamedNode(iri)
    found = (
        store.quads_for_pattern(node, None, None, None),
        store.quads_for_pattern(None, node, None, None),
        store.quads_for_pattern(None, None, node, None),
    )
    return any(next(quads, None) is not None for quads in found) or store.contains_named_graph(node)


def _tell_nearest(store: Store, iri: str, vocabulary: frozenset[str]) -> str:
    from rapidfuzz import fuzz, process  # only where something is missing

    space = next(
        (space for space in sorted(known_prefixes().values(), key=len, reverse=True) if iri.startswith(space)), BASE
    )
    names = {each for each in vocabulary if each.startswith(space)} | set(_list_used(store, space))
    found = process.extract(iri, sorted(names), scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=_LIKE)
    near = " or ".join(shorten_iri(name, known_prefixes()) for name, *_ in found)
    return f"; did you mean {near}?" if near else ""


def _list_used(store: Store, space: str) -> Iterator[str]:
    """Yield the concepts, members and axes of a namespace that the data describe."""
    for kind in (GG.Concept, GG.Member, GG.Dimension):
        for quad in store.quads_for_pattern(None, None, NamedNode(kind), None):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(space):
                yield quad.subject.value


@cache
def _list_vocabulary() -> frozenset[str]:
    """Return every term that the ontology states, and every concept of the standard taxonomies."""
    found = set()
    for path in ontology().glob("*.ttl"):
        with path.open("rb") as stream:
            subjects = (triple.subject for triple in parse(stream, RdfFormat.TURTLE))
            found |= {subject.value for subject in subjects if isinstance(subject, NamedNode)}
    for prefix in _TABLES:
        path = ontology() / f"{prefix}-concepts.tsv"
        if path.exists():
            found |= {f"{BASE}{prefix}/{row['name']}" for row in read_rows(path)}
    return frozenset(found)
