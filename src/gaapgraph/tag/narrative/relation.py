"""What a document tells of entities: who is named, who is what to whom, and what happened, as a person settled it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.iri import mint_iri
from gaapgraph.model import Entity, Event, Place, Relationship
from gaapgraph.tag.narrative.mention import find_mentions
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gaapgraph.model import Member, Mention
    from gaapgraph.tag.profile.curation import Curation, Row
    from gaapgraph.tag.profile.profile import Profile

__all__ = ["Told", "name_event", "name_term", "settle_told"]

_KINDS = {
    "organization": GG.Organization,
    "group": GG.CorporateGroup,
    "person": GG.Person,
    "government-body": GG.GovernmentBody,
    "exchange": GG.Exchange,
}


@frozen
class Told:
    """Entities with the places that name them, relationships and events, each in the order of its table."""

    entities: tuple[Entity, ...]
    relationships: tuple[Relationship, ...]
    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]


def settle_told(curation: Curation, lines: Mapping[int, str], profile: Profile, members: Mapping[str, Member]) -> Told:
    """Return what the tables of a document tell.

    Args:
        curation: Rows that stand in the document.
        lines: Its text by the number of the line.
        profile: Of the reporter.
        members: Of the facts; the companies that they stand for are entities too.

    Raises:
        InputError: A row cannot be used.
    """
    entities = tuple(_entities(curation, profile, members))
    return Told(
        entities,
        tuple(_relationships(curation, profile)),
        tuple(_events(curation, profile)),
        tuple(find_mentions(lines, entities)),
    )


def name_event(curation: Curation, profile: Profile, row: Row) -> str | None:
    """Return the IRI of a row's event, or None where it has none or the event's own row was set aside."""
    name = row["event"]
    is_told = bool(name) and curation.has("events", "event", name, row)
    return mint_iri("event", profile.entity_name, name) if is_told else None


def name_term(scheme: str, name: str) -> str:
    """Return the IRI of a concept of a scheme."""
    return mint_iri("scheme", scheme, name)


def _entities(curation: Curation, profile: Profile, members: Mapping[str, Member]) -> Iterator[Entity]:
    known = profile.catalogue.entities
    told = set()
    for row in curation.rows.get("entities", ()):
        iri = _entity(row["entity"])
        told.add(iri)
        kind = _KINDS.get(row["kind"])
        if kind is None:
            raise InputError(f"{row['kind']!r} is no kind of entity", where=row.where, mend=f"one of {list(_KINDS)}")
        identifiers = known[iri].identifiers if iri in known else ()
        yield Entity(iri, row["label"], identifiers, row.many("alternatives"), kind)
    for member in members.values():
        if member.denotes in known and member.denotes not in told:
            yield known[member.denotes]


def _relationships(curation: Curation, profile: Profile) -> Iterator[Relationship]:
    for row in curation.rows.get("relationships", ()):
        if all(curation.has("entities", "entity", row[end], row) for end in ("subject", "object")):
            yield Relationship(
                places=tuple(Place(line) for line in row.lines),
                subject=_entity(row["subject"]),
                role=name_term("relationship-role", row["role"]),
                object=_entity(row["object"]),
                share=_fraction(row, "share"),
                since=_day(row, "since"),
                until=_day(row, "until"),
                event=name_event(curation, profile, row),
            )


def _events(curation: Curation, profile: Profile) -> Iterator[Event]:
    for row in curation.rows.get("events", ()):
        yield Event(
            iri=name_event(curation, profile, row) or "",
            places=tuple(Place(line) for line in row.lines),
            label=row["label"],
            category=name_term("event-category", row["category"]),
            start=_day(row, "start"),
            end=_day(row, "end"),
            precision=row["precision"],
            participants=tuple(
                _entity(name) for name in row.many("participants") if curation.has("entities", "entity", name, row)
            ),
        )


def _entity(name: str) -> str:
    return mint_iri("entity", name)


def _day(row: Row, column: str) -> date | None:
    try:
        return date.fromisoformat(row[column]) if row[column] else None
    except ValueError as exc:
        raise InputError(f"{row[column]!r} is no date", where=row.where, mend="write it as 2008-03-31") from exc


def _fraction(row: Row, column: str) -> Decimal | None:
    try:
        return Decimal(row[column]) if row[column] else None
    except InvalidOperation as exc:
        raise InputError(f"{row[column]!r} is no number", where=row.where, mend="write it as 0.51") from exc
