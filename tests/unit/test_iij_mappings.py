"""The mapping set, extension taxonomy and profile of IIJ: well formed, closed, and true to the document."""

from __future__ import annotations

import csv
import io
import re
import tarfile
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import rdflib
import yaml
from rdflib.namespace import RDF, SKOS

from gaapgraph.language.fold import fold
from gaapgraph.reader.release import read_release
from gaapgraph.tag.label.mapping import read_mappings
from gaapgraph.tag.profile.annotation import parse_unit
from gaapgraph.vocabulary import BASE, DEI, GG, PREFIXES, SRT, US_GAAP, expand_curie

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "instances" / "iij"
SHARED = ROOT / ".." / "shared"
IIJ = BASE + "iij/"
RELEASE = SHARED / "seeds" / "iij-fy2008-release.txt"
TAXONOMY = SHARED / "data" / "taxonomy"
TITLE_LENGTH = 220
LEGAL = {
    "predicate_id": {"skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:relatedMatch"},
    "mapping_justification": {"semapv:ManualMappingCuration"},
    "sign": {"1", "-1"},
    "measure": {"", "growth", "change", "shareOfRevenue", "shareOfAssets", "ratio"},
    "period": {"", "instant", "opening"},
}
# What an accountant who looked up the definitions of 2009 would sign: each anchor takes in all of the extension.
WIDER = {
    "AllowanceForDoubtfulAccountsOtherCurrentAssets": "AllowanceForDoubtfulAccountsReceivable",
    "BackboneCost": "CostOfRevenue",
    "IncreaseDecreaseInAccruedExpensesAndOtherLiabilities": "IncreaseDecreaseInOperatingLiabilities",
    "IncreaseDecreaseInInventoriesPrepaidExpensesAndOtherAssets": "IncreaseDecreaseInOperatingAssets",
    "InitialCostsOfSubsidiaries": "CostOfRevenue",
    "LossesOnDisposalOfPropertyAndOther": "GeneralAndAdministrativeExpense",
    "NonAmortizedIntangibleAssetsIncludingGoodwill": "IntangibleAssetsNetIncludingGoodwill",
    "NonmarketableEquitySecurities": "OtherLongTermInvestments",
    "OtherInvestmentsOther": "OtherLongTermInvestments",
    "PaymentsToAcquireShortTermAndOtherInvestments": "PaymentsToAcquireInvestments",
    "ProceedsFromSaleAndRedemptionOfShortTermAndOtherInvestments": (
        "ProceedsFromSaleMaturityAndCollectionsOfInvestments"
    ),
    "RepaymentsOfShortTermDebtMaturingInMoreThanThreeMonthsAndLongTermDebt": "RepaymentsOfDebt",
}

needs_release = pytest.mark.skipif(not RELEASE.is_file(), reason="no release in `shared` beside the project")
needs_taxonomy = pytest.mark.skipif(not TAXONOMY.is_dir(), reason="no taxonomies in `shared` beside the project")


@cache
def table() -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Return the metadata and the rows of the mapping set."""
    lines = (FOLDER / "mappings.sssom.tsv").read_text(encoding="utf-8").splitlines()
    metadata = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    body = "\n".join(line for line in lines if not line.startswith("#"))
    return metadata, list(csv.DictReader(io.StringIO(body), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def graph() -> rdflib.Graph:
    """Return extension and profile as one graph."""
    return rdflib.Graph().parse(FOLDER / "extension.ttl").parse(FOLDER / "profile.ttl")


@cache
def standard_names() -> frozenset[str]:
    """Return the IRIs of all concepts, axes and members of the standard taxonomies."""
    names = set()
    for path in TAXONOMY.glob("us-gaap-*-concepts.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            names |= {US_GAAP + row["name"] for row in csv.DictReader(stream)}
    for prefix, namespace in (("srt", SRT), ("dei", DEI)):
        with tarfile.open(TAXONOMY / f"taxonomy-{prefix}.tar.xz") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.name.endswith((".xsd", ".xml")) else None
                text = content.read().decode() if content is not None else ""
                names |= {namespace + name for name in re.findall(rf"#{prefix}_(\w+)", text)}
    return frozenset(names)


def rows() -> list[dict[str, str]]:
    return table()[1]


def pairs(row: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (axis, member) for axis, _, member in (part.partition("=") for part in row["dimensions"].split(";") if part)
    ]


def curies(row: dict[str, str]) -> list[str]:
    own = [row["object_id"], row["printed_concept"]]
    return [name for name in (*own, *(name for pair in pairs(row) for name in pair)) if name]


def expand(curie: str) -> str:
    return expand_curie(curie, {"iij": IIJ})


def test_metadata_declares_every_prefix_and_every_column_beyond_sssom() -> None:
    metadata, body = table()
    declared = metadata["curie_map"]
    names = [name for row in body for name in (*curies(row), row["subject_id"], row["predicate_id"])]
    used = {name.split(":")[0] for name in names}
    assert used <= set(declared)
    assert all(PREFIXES[prefix] == iri for prefix, iri in declared.items() if prefix in PREFIXES)
    core = {"subject_id", "subject_label", "predicate_id", "object_id", "object_label"}
    core |= {"mapping_justification", "confidence", "comment"}
    extensions = metadata["extension_definitions"]
    assert {entry["slot_name"] for entry in extensions} == set(body[0]) - core
    assert all(entry["property"].removeprefix("gg:") in GG for entry in extensions)


def test_rows_are_well_formed_and_subjects_unique() -> None:
    for row in rows():
        assert None not in row.values()
        assert all(row[name] for name in ("subject_id", "subject_label", "object_id", "object_label")), row
        assert all(row[name] in legal for name, legal in LEGAL.items()), row
        assert 0 < Decimal(row["confidence"]) <= 1
        if row["unit"]:
            parse_unit(row["unit"])
    assert len({row["subject_id"] for row in rows()}) == len(rows())
    assert len({(fold(row["subject_label"]), row["context"].lower()) for row in rows()}) == len(rows())


def test_the_program_reads_every_row() -> None:
    assert len(read_mappings(FOLDER / "mappings.sssom.tsv")) == len(rows())


def test_a_broad_match_is_narrowed_by_dimensions() -> None:
    assert all(row["dimensions"] for row in rows() if row["predicate_id"] == "skos:broadMatch")


@needs_taxonomy
def test_every_standard_name_exists() -> None:
    names = {expand(curie) for row in rows() for curie in curies(row)}
    names |= {str(node) for triple in graph() for node in triple if str(node).startswith((US_GAAP, SRT, DEI))}
    standard = {name for name in names if name.startswith((US_GAAP, SRT, DEI))}
    assert standard - standard_names() == set()
    assert {name for name in names - standard if not name.startswith((IIJ, GG.iri))} == set()
    assert all(name.removeprefix(GG.iri) in GG for name in names if name.startswith(GG.iri))


def test_every_own_name_is_defined_as_what_it_is_used_for() -> None:
    gg = rdflib.Namespace(GG.iri)
    kinds = {kind: {str(node) for node in graph().subjects(RDF.type, gg[kind])} for kind in ("Concept", "Member")}
    for row in rows():
        members = {expand(member) for _, member in pairs(row)}
        assert {name for name in members if name.startswith(IIJ)} <= kinds["Member"], row
        concept = expand(row["object_id"])
        assert concept in members or not concept.startswith(IIJ) or concept in kinds["Concept"], row


def test_every_own_name_of_the_annotations_is_defined() -> None:
    defined = {str(node) for node in graph().subjects(SKOS.definition, None)}
    for path in (FOLDER / "annotations").glob("*.tsv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        names = {name for line in lines if not line.startswith("#") for name in re.findall(r"\biij:(\w+)", line)}
        assert {name for name in names if IIJ + name not in defined} == set(), path.name


def test_every_extension_concept_is_complete() -> None:
    gg = rdflib.Namespace(GG.iri)
    for concept in graph().subjects(RDF.type, gg.Concept):
        for name in ("periodType", "dataType"):
            assert len(list(graph().objects(concept, gg[name]))) == 1, (concept, name)
        is_money = str(graph().value(concept, gg.dataType)) == "monetaryItemType"
        assert (graph().value(concept, gg.balance) is not None) == is_money, concept
        assert (graph().value(concept, gg.measure) is None) == (graph().value(concept, gg.measureOf) is None)


def test_every_anchor_is_wider_and_of_the_same_kind() -> None:
    gg = rdflib.Namespace(GG.iri)
    standard = rdflib.Graph().parse(ROOT / "ontology" / "us-gaap.ttl")
    anchors = list(graph().subject_objects(gg.anchor))
    assert len(anchors) == len(WIDER)
    for concept, anchor in anchors:
        assert WIDER[str(concept).removeprefix(IIJ)] == str(anchor).removeprefix(US_GAAP)
        for name in ("dataType", "balance", "periodType"):
            assert graph().value(concept, gg[name]) == standard.value(anchor, gg[name]), (concept, name)


def test_an_exact_match_is_narrowed_by_nothing() -> None:
    for row in rows():
        if row["predicate_id"] == "skos:exactMatch":
            assert not row["measure"], row
            assert all(member == row["object_id"] for _, member in pairs(row)), row
    assert {row["predicate_id"] for row in rows() if row["measure"]} == {"skos:relatedMatch"}


def test_confidence_says_why() -> None:
    found = {(row["predicate_id"], row["confidence"]) for row in rows()}
    assert {confidence for predicate, confidence in found if predicate == "skos:exactMatch"} == {"1", "0.98", "0.95"}
    named = [row for row in rows() if row["confidence"] == "1"]
    assert {"Goodwill", "Interest Expense"} <= {row["object_label"] for row in named}
    assert all(row["predicate_id"] == "skos:exactMatch" for row in named)


def test_every_own_name_has_one_label_and_one_definition_and_nothing_is_blank() -> None:
    gg = rdflib.Namespace(GG.iri)
    for kind in (gg.Concept, gg.Member):
        for node in graph().subjects(RDF.type, kind):
            for predicate in (SKOS.prefLabel, SKOS.definition):
                texts = list(graph().objects(node, predicate))
                assert [getattr(text, "language", None) for text in texts] == ["en"], (node, predicate)
    assert not any(isinstance(node, rdflib.BNode) for triple in graph() for node in triple)
    own = [str(predicate) for predicate in graph().predicates() if str(predicate).startswith(GG.iri)]
    assert all(name.removeprefix(GG.iri) in GG for name in own)


def test_members_are_parts_of_defined_members_without_a_circle() -> None:
    gg = rdflib.Namespace(GG.iri)
    for member in graph().subjects(RDF.type, gg.Member):
        wider = set(graph().transitive_objects(member, SKOS.broader)) - {member}
        assert all((node, RDF.type, gg.Member) in graph() for node in wider)
        assert not any((node, SKOS.broader, member) in graph() for node in wider)
        denoted = graph().value(member, gg.denotes)
        assert denoted is None or (denoted, RDF.type, gg.Entity) in graph()


def test_the_profile_says_who_reports_and_by_which_calendar() -> None:
    gg = rdflib.Namespace(GG.iri)
    profile = rdflib.URIRef(IIJ + "profile")
    entity = rdflib.URIRef(BASE + "entity/cik-0001090633")
    assert graph().value(profile, gg.entity) == entity
    assert str(graph().value(entity, gg.identifier)) == "0001090633"
    assert str(graph().value(profile, gg.fiscalYearEnd)) == "--03-31"
    assert graph().value(profile, gg.fiscalYearNamedAfter) == gg.start
    assert str(graph().value(profile, gg.adsPerShare)) == "400"


def stacked_cells(lines: list[str]) -> list[str]:
    """Return cells that stand above one another, joined as one head."""
    grids = [line.split("\t") for line in lines]
    return [
        f"{above} {below}"
        for upper, lower in pairwise(grids)
        for above, below in zip(upper, lower, strict=False)
        if above.strip() and below.strip()
    ]


@needs_release
def test_every_label_and_context_stands_in_the_document() -> None:
    lines = RELEASE.read_text(encoding="utf-8").splitlines()
    prose = [line for line in lines if "\t" not in line]
    cells = [cell for line in lines if "\t" in line for cell in line.split("\t") if cell.strip()]
    titles = [line for line in prose if len(line) < TITLE_LENGTH]
    heads = "\n".join(map(fold, [*titles, *cells, *stacked_cells(lines)]))
    whole = "\n".join([heads, *map(fold, prose)])
    for row in rows():
        assert fold(row["subject_label"]) in whole, row["subject_label"]
        for term in filter(None, row["context"].split("|")):
            assert fold(term.removeprefix("!")) in heads, term


@needs_release
def test_every_figure_of_a_table_has_a_label_that_is_mapped() -> None:
    labels = {fold(row["subject_label"]) for row in rows()}
    reading = read_release(RELEASE.read_bytes(), RELEASE.name)
    figures = [figure for figure in reading.figures if figure.within is not None]
    bare = {(figure.label, figure.head) for figure in figures if not {fold(figure.label), fold(figure.head)} & labels}
    assert len(figures) > 1000
    assert bare == set()
