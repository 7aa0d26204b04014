"""All graphs of a store as one: each triple once, however many graphs have it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from gaapgraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["merge_chosen", "merge_graphs"]

LIMIT = 2_000_000
_MERGE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def merge_graphs(store: Store, text: str) -> Store | None:
    """Return a store whose default graph has every triple of the store once, or None if its union has already.

    Reports describe the periods, units and concepts that they share, each for itself. Oxigraph 0.5 counts such a triple
    once for each graph that has it (its issue 1919), so that a sum over joined figures would be a multiple.

    Args:
        store: One in memory is given its default graph; one on disk is copied into memory.
        text: The query. Where it names GRAPH, a store on disk is taken as it stands.

    Raises:
        InputError: A store on disk has several graphs, and more triples than are copied.
    """
    if not _has_several_graphs(store):
        return None
    try:
        store.update(_MERGE)
    except RuntimeError:  # opened for reading
        return None if re.search(r"\bGRAPH\b", text, re.IGNORECASE) else _copy(store)
    return store


def merge_chosen(store: Store, default: Sequence[str], named: Sequence[str]) -> Store | None:
    """Return a store that gives the graphs of several `FROM` clauses as one, or None if the store does so already.

    The first of the graphs has the triples of all, each once, and the others have none: their union is the same.

    Args:
        store: The data.
        default: The graphs of `FROM`.
        named: Those of `FROM NAMED`; where one graph is in both, the store is taken as it stands.
    """
    if len(set(default)) < 2 or set(default) & set(named):
        return None
    merged = Store()
    first = NamedNode(default[0])
    for graph in dict.fromkeys(default):
        quads = store.quads_for_pattern(None, None, None, NamedNode(graph))
        merged.extend(Quad(quad.subject, quad.predicate, quad.object, first) for quad in quads)
    for graph in dict.fromkeys(named):
        merged.extend(store.quads_for_pattern(None, None, None, NamedNode(graph)))
    return merged


def _has_several_graphs(store: Store) -> bool:
    named = len(list(islice(store.named_graphs(), 2)))
    return named > 1 or (named == 1 and any(store.quads_for_pattern(None, None, None, DefaultGraph())))


def _copy(store: Store) -> Store:
    if len(store) > LIMIT:
        raise InputError(
            f"the store has several reports and {len(store)} triples, too many to be seen as one graph",
            mend="put the patterns in GRAPH ?report { … }",
        )
    merged = Store()
    merged.bulk_extend(_list_triples(store))
    return merged


def _list_triples(store: Store) -> Iterator[Quad]:
    for quad in store:
        yield Quad(quad.subject, quad.predicate, quad.object)
