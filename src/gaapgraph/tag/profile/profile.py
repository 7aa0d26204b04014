"""Profiles of entities: who reports, by what calendar, and with which mappings, extensions and annotations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError, SourceError
from gaapgraph.input_file import real_path
from gaapgraph.iri import mint_iri, slug
from gaapgraph.language.calendar import FiscalCalendar
from gaapgraph.language.fold import fold
from gaapgraph.language.words import alternatives, names
from gaapgraph.model import Entity
from gaapgraph.resource import instances, ontology
from gaapgraph.tag.coverage import Aside, read_asides
from gaapgraph.tag.label.mapping import MappingSet, read_mappings
from gaapgraph.tag.profile.annotation import AnnotationSet, read_annotations
from gaapgraph.tag.profile.catalogue import Catalogue, Subject, read_subjects, text, values
from gaapgraph.tag.profile.correction_file import CorrectionSet, read_corrections
from gaapgraph.tag.profile.linkbase import read_network_file, read_network_table
from gaapgraph.vocabulary import DCTERMS, GG, RDF, SKOS

if TYPE_CHECKING:
    from pathlib import Path

    from gaapgraph.model import Network
    from gaapgraph.reader.release import OpenRelease, Reading

__all__ = [
    "CIK_SCHEME",
    "NAME_SCHEME",
    "Profile",
    "bare_name",
    "find_profile",
    "list_names",
    "load_profile",
    "plain_profile",
]

_LEAP_YEAR = 2024
CIK_SCHEME = "http://www.sec.gov/CIK"
NAME_SCHEME = mint_iri("scheme", "name")
_BEFORE = {CIK_SCHEME: "cik-"}  # what tells an identifier of the scheme apart in an IRI


@dataclass(slots=True)
class Profile:
    """All that is known of an entity before its document is read.

    Attributes:
        entity: The reporter.
        prefix, namespace: Of its extension concepts.
        calendar: Its fiscal calendar; None lets the document decide.
        mappings: Its own rows first, then those that hold for every filer.
        taxonomies: IRIs of the taxonomy versions it reports under.
        license: IRI of the licence under which the graphs of its documents are given.
        folder: Where it stands, with further tables; None where it was made up.
        corrections: What persons corrected of the reading of its documents.
        is_curated: All its rows are mapped; else those that its own mappings leave get their concepts by what holds for
            every filer.
    """

    entity: Entity
    prefix: str
    namespace: str
    calendar: FiscalCalendar | None = None
    mappings: MappingSet = field(default_factory=MappingSet)
    catalogue: Catalogue = field(default_factory=Catalogue)
    annotations: tuple[AnnotationSet, ...] = ()
    asides: tuple[Aside, ...] = ()
    corrections: tuple[CorrectionSet, ...] = ()
    networks: dict[str, tuple[Network, ...]] = field(default_factory=dict)
    taxonomies: tuple[str, ...] = ()
    license: str | None = None
    currency: str | None = None
    is_curated: bool = True
    folder: Path | None = None

    @property
    def entity_name(self) -> str:
        """What the entity is called in the IRIs of its reports and events: by its official identifier, else its name.

        An entity with CIK 0001090633 is `cik-0001090633`.
        """
        if not self.entity.identifiers:
            return slug(self.entity.label)
        scheme, identifier = self.entity.identifiers[0]
        return _BEFORE.get(scheme, "") + slug(identifier)


def load_profile(path: Path, *, common: bool = True) -> Profile:
    """Return the profile in a folder such as `instances/iij`; any but the shipped ones is examined first.

    Args:
        path: The folder; it holds `profile.ttl` and, where there are any, mappings, extensions and annotations.
        common: Also use what holds for every filer.

    Raises:
        SourceError: The folder has no `profile.ttl`.
        FaultsError: Files of the profile have faults, all of which it tells.
        InputError: The profile does not say who reports.
    """
    file = _require_profile(path)
    node, entity = _find_node(file)
    catalogue = _common_catalogue(ontology()).copy() if common else Catalogue()
    catalogue.read([file, *sorted(path.glob("extension*.ttl"))])
    if entity not in catalogue.entities:
        raise InputError(f"does not describe {entity}", where=str(file), mend="say what gg:Entity it is")
    prefix = text(node, GG.namespacePrefix) or path.name
    namespace = text(node, GG.namespaceIri) or mint_iri(prefix, "")
    tables = sorted((path / "annotations").glob("*.tsv"))
    own, others = {prefix: namespace}, (".noise.tsv", ".corrections.tsv")
    return Profile(
        entity=catalogue.entities[entity],
        prefix=prefix,
        namespace=namespace,
        calendar=_calendar(node, file),
        mappings=_own_mappings(path, common=common),
        catalogue=catalogue,
        annotations=tuple(read_annotations(table, own) for table in tables if not table.name.endswith(others)),
        asides=tuple(aside for table in tables if table.name.endswith(others[0]) for aside in read_asides(table)),
        corrections=tuple(read_corrections(table, own) for table in tables if table.name.endswith(others[1])),
        networks=_networks(path, prefix, namespace),
        taxonomies=tuple(values(node, GG.taxonomyVersion)),
        license=text(node, DCTERMS.license),
        currency=text(node, GG.functionalCurrency),
        is_curated=text(node, GG.proposesConcepts) != "true",
        folder=path,
    )


def _require_profile(path: Path) -> Path:
    """Return the file that says who reports, of a folder without faults."""
    file = path / "profile.ttl"
    if not file.is_file():
        mend = "give the folder of an entity, such as instances/iij"
        raise SourceError("has no profile.ttl", where=str(path), mend=mend)
    if not real_path(path).is_relative_to(real_path(instances())):
        from gaapgraph.tag.profile.examination import require_sound  # the shipped profiles are examined by a test

        require_sound(path)
    return file


def _find_node(file: Path) -> tuple[Subject, str]:
    """Return what a file says of the profile in it, and the IRI of its entity."""
    for subject in read_subjects(file).values():
        if any(getattr(node, "value", "") == GG.Profile for node in subject.get(RDF.type, ())):
            entity = text(subject, GG.entity)
            if entity is not None:
                return subject, entity
    raise InputError("names no gg:Profile with a gg:entity", where=str(file), mend="see instances/iij/profile.ttl")


def _networks(path: Path, prefix: str, namespace: str) -> dict[str, tuple[Network, ...]]:
    """Return the calculation networks of a folder by role, as built from its table, else from the table itself."""
    if (path / "networks.ttl").is_file():
        return {role: (network,) for role, network in read_network_file(path / "networks.ttl").items()}
    table = path / "networks.tsv"
    return read_network_table(table, prefix, namespace) if table.is_file() else {}


def _own_mappings(path: Path, *, common: bool) -> MappingSet:
    """Return the mappings of a folder; those that hold for every filer are asked only where none of them fits."""
    mappings = MappingSet()
    for table in sorted(path.glob("*.sssom.tsv")):
        mappings.add(read_mappings(table))
    if common:
        mappings.fallback = _common_mappings(ontology()).copy()
    return mappings


_FORM = re.compile(rf"\b(?:{alternatives(names('company'))})(?!\w)", re.IGNORECASE)


def bare_name(name: str) -> str:
    """Return the name of a company as it is compared: folded, without its legal form and punctuation."""
    return re.sub(r"\W+", " ", _FORM.sub("", fold(name))).strip()


def find_profile(document: Reading | OpenRelease) -> Profile:
    """Return the shipped profile of the entity that a document names, or a plain one made from its name."""
    for path in sorted(instances().glob("*/profile.ttl")) if document.entity_name else ():
        for subject in read_subjects(path).values():
            if any(getattr(t, "value", "") == GG.Entity for t in subject.get(RDF.type, ())):
                names = [*values(subject, SKOS.prefLabel), *values(subject, SKOS.altLabel)]
                if any(bare_name(name) == bare_name(document.entity_name) for name in names):
                    return load_profile(path.parent)
    name = document.entity_name or "unnamed entity"
    prefix = slug(name)
    return plain_profile(Entity(mint_iri("entity", prefix), name, ((NAME_SCHEME, prefix),)), prefix)


def list_names(file: Path) -> list[str]:
    """Return what the entity of a `profile.ttl` is called, first its own name, as `Profile.entity` does."""
    _, iri = _find_node(file)
    entity = Catalogue().read([file]).entities.get(iri)
    if entity is None:
        raise InputError(f"does not describe {iri}", where=str(file), mend="say what gg:Entity it is")
    return [entity.label, *entity.alt_labels]


def plain_profile(entity: Entity, prefix: str) -> Profile:
    """Return a profile of which nobody knows more than who it is: its rows get what holds for every filer."""
    return Profile(
        entity=entity,
        prefix=prefix,
        namespace=mint_iri(prefix, ""),
        mappings=_common_mappings(ontology()).copy(),
        catalogue=_common_catalogue(ontology()).copy(),
        is_curated=False,
    )


@cache
def _common_catalogue(base: Path) -> Catalogue:
    """Return what holds for every filer, read once however many documents there are; its readers take copies."""
    return Catalogue().read(path for name in ("us-gaap", "srt", "dei") if (path := base / f"{name}.ttl").is_file())


@cache
def _common_mappings(base: Path) -> MappingSet:
    mappings = MappingSet()
    for path in sorted((base / "mappings").glob("*.sssom.tsv")):
        mappings.add(read_mappings(path))
    return mappings


def _calendar(node: dict, file: Path) -> FiscalCalendar | None:  # type: ignore[type-arg]
    end = text(node, GG.fiscalYearEnd)
    if end is None:
        return None
    try:
        month, day = (int(part) for part in end.strip("-").split("-"))
        date(_LEAP_YEAR, month, day)
    except ValueError as exc:
        raise InputError(
            f"ends its fiscal year on {end!r}, which is no day", where=str(file), mend='give it as "--12-31"'
        ) from exc
    return FiscalCalendar(month, day, starts_name=text(node, GG.fiscalYearNamedAfter) in ("start", GG.iri + "start"))
