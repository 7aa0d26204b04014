"""The SKOS schemes of the ontology: what kinds of risks and events, roles and outcomes are called."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.model import Term
from gaapgraph.resource import ontology
from gaapgraph.tag.profile.catalogue import read_subjects, text
from gaapgraph.vocabulary import SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["find_terms"]


def find_terms(names: Iterable[str | None]) -> dict[str, Term]:
    """Return what the schemes say of concepts, by IRI and in its order; what no scheme has is left out."""
    asked = sorted({name for name in names if name is not None})
    known = _load_terms() if asked else {}
    return {name: known[name] for name in asked if name in known}


@cache
def _load_terms() -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for path in sorted((ontology() / "schemes").glob("*.ttl")):
        for iri, subject in read_subjects(path).items():
            label, scheme = text(subject, SKOS.prefLabel), text(subject, SKOS.inScheme)
            if label and scheme:
                terms[iri] = Term(iri, label, scheme)
    return terms
