"""What is known of concepts, members and entities, read from Turtle files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaapgraph.errors import ReadError
from gaapgraph.input_file import require_file
from gaapgraph.model import Concept, Entity, Member
from gaapgraph.vocabulary import GG, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Catalogue", "Subject", "read_subjects"]

_VALUED = (ox.NamedNode, ox.Literal)
Subject = dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]


def read_subjects(path: Path) -> dict[str, Subject]:
    """Return the triples of a Turtle file by subject and predicate.

    Raises:
        SourceError: It is no file.
        ReadError: The file is not Turtle.
    """
    require_file(path)
    subjects: dict[str, Subject] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode):
                subjects.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    except (SyntaxError, OSError) as exc:
        raise ReadError(f"is not Turtle ({exc})", where=str(path), mend="mend the file") from exc
    return subjects


@dataclass(slots=True)
class Catalogue:
    """Concepts, members and entities by IRI."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)

    def copy(self) -> Catalogue:
        """Return one of its own that holds the same."""
        return Catalogue(dict(self.concepts), dict(self.members), dict(self.entities))

    def read(self, paths: Iterable[Path]) -> Catalogue:
        """Add what Turtle files say and return the catalogue."""
        for path in paths:
            for iri, subject in read_subjects(path).items():
                self._add(iri, subject)
        return self

    def _add(self, iri: str, subject: Subject) -> None:
        types = {node.value for node in subject.get(RDF.type, ()) if isinstance(node, ox.NamedNode)}
        if GG.Concept in types:
            self.concepts[iri] = Concept(
                iri=iri,
                period_type=text(subject, GG.periodType),
                balance=text(subject, GG.balance),
                data_type=text(subject, GG.dataType),
                label=text(subject, SKOS.prefLabel),
                anchor=text(subject, GG.anchor),
                measure_of=text(subject, GG.measureOf),
                measure=text(subject, GG.measure),
            )
        if GG.Member in types:
            self.members[iri] = Member(iri, text(subject, SKOS.prefLabel), text(subject, GG.denotes))
        if GG.Entity in types:
            self.entities[iri] = read_entity(iri, subject)


def read_entity(iri: str, subject: Subject) -> Entity:
    """Return an entity from its triples."""
    own = zip(values(subject, GG.scheme), values(subject, GG.identifier), strict=False)
    notations = (node for node in subject.get(SKOS.notation, ()) if isinstance(node, ox.Literal))
    return Entity(
        iri,
        text(subject, SKOS.prefLabel) or iri,
        (*own, *sorted((node.datatype.value, node.value) for node in notations)),
        tuple(values(subject, SKOS.altLabel)),
    )


def values(subject: Subject, predicate: str) -> list[str]:
    """Return the lexical forms or IRIs of a predicate, in the order of the file."""
    return [node.value for node in subject.get(predicate, ()) if isinstance(node, _VALUED)]


def text(subject: Subject, predicate: str) -> str | None:
    """Return the first value of a predicate, or None."""
    for node in subject.get(predicate, ()):
        if isinstance(node, _VALUED):
            return node.value
    return None
