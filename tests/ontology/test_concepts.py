"""The concept files say what the taxonomies say."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared" / "data"
INDEX = ROOT / "ontology" / "us-gaap-concepts.tsv"
GG = Namespace("https://w3id.org/gaapgraph/ns#")
US_GAAP = Namespace("https://w3id.org/gaapgraph/us-gaap/")


@pytest.fixture(scope="module")
def concepts() -> Graph:
    graph = Graph()
    for name in ("us-gaap", "srt", "dei"):
        graph.parse(ROOT / "ontology" / f"{name}.ttl")
    return graph


@pytest.mark.parametrize(
    ("name", "period_type", "balance", "data_type"),
    [
        ("Assets", "instant", "debit", "monetaryItemType"),
        ("Revenues", "duration", "credit", "monetaryItemType"),
        ("NetCashProvidedByUsedInOperatingActivities", "duration", None, "monetaryItemType"),
        ("EarningsPerShareBasic", "duration", None, "perShareItemType"),
    ],
)
def test_concept_has_the_types_of_the_taxonomy(
    concepts: Graph, name: str, period_type: str, balance: str | None, data_type: str
) -> None:
    assert concepts.value(US_GAAP[name], GG.periodType) == Literal(period_type)
    assert concepts.value(US_GAAP[name], GG.balance) == (Literal(balance) if balance else None)
    assert concepts.value(US_GAAP[name], GG.dataType) == Literal(data_type)


def test_no_term_is_both_concept_and_dimension(concepts: Graph) -> None:
    kinds = [set(concepts.subjects(RDF.type, kind)) for kind in (GG.Concept, GG.Dimension, GG.Member)]
    assert not (kinds[0] & kinds[1] or kinds[0] & kinds[2] or kinds[1] & kinds[2])


def test_dimensions_of_the_contract_are_there(concepts: Graph) -> None:
    labels = {str(concepts.value(axis, SKOS.prefLabel)) for axis in concepts.subjects(RDF.type, GG.Dimension)}
    assert {"Product and Service [Axis]", "Consolidation Items [Axis]", "Scenario [Axis]"} <= labels
    assert "Legal Entity [Axis]" in labels


def test_index_is_small_sorted_and_complete() -> None:
    assert INDEX.stat().st_size < 3_000_000
    with INDEX.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    names = [row["name"] for row in rows]
    assert names == sorted(set(names))
    by_name = {row["name"]: row for row in rows}
    assert by_name["StockholdersEquity"] == {
        "name": "StockholdersEquity",
        "type": "monetary",
        "periodType": "instant",
        "balance": "credit",
        "abstract": "",
        "label": by_name["StockholdersEquity"]["label"],
        "kind": "",
        "years": "09 11 22-25",
    }


@pytest.mark.parametrize(
    ("name", "label"),
    [
        # what two filers of 2025 call it; "Net income (loss) before non-controlling interest" is three filers' own
        (
            "IncomeLossIncludingPortionAttributableToNoncontrollingInterest",
            "Income (Loss), Including Portion Attributable to Noncontrolling Interest, before Tax",
        ),
        (
            "AccountsPayableAndAccruedLiabilitiesCurrentAbstract",
            "Accounts Payable and Accrued Liabilities, Current [Abstract]",
        ),
        ("AccruedUtilitiesCurrent", ""),  # "Accrued office expenses" is a filer's own
    ],
)
def test_a_label_is_the_publisher_s_and_no_filer_s(name: str, label: str) -> None:
    with INDEX.open(encoding="utf-8", newline="") as table:
        [row] = [row for row in csv.DictReader(table, delimiter="\t") if row["name"] == name]
    assert row["label"] == label


def test_files_are_what_the_taxonomies_give() -> None:
    if not (SHARED / "taxonomy").is_dir():
        pytest.skip("the taxonomies are not beside the project (../shared/data/taxonomy)")
    command = [sys.executable, str(ROOT / "scripts" / "build_concepts.py"), "--check", "--taxonomies", str(SHARED)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_name_that_no_taxonomy_has_is_not_found() -> None:
    if not (SHARED / "taxonomy").is_dir():
        pytest.skip("the taxonomies are not beside the project (../shared/data/taxonomy)")
    code = (
        f"from pathlib import Path; from taxonomy import Taxonomies; t = Taxonomies(Path({str(SHARED)!r}));"
        "print(t.find('us-gaap', 'Revenue'), t.find('us-gaap', 'OperatingLeaseRightOfUseAsset').period_type)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT / "scripts", capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["None", "instant"]


def test_every_unknown_name_is_told_with_its_file(tmp_path: Path) -> None:
    if not (SHARED / "taxonomy").is_dir():
        pytest.skip("the taxonomies are not beside the project (../shared/data/taxonomy)")
    (tmp_path / "ontology").mkdir()
    shutil.copy(ROOT / "ontology" / "taxonomy-versions.tsv", tmp_path / "ontology")
    (tmp_path / "ontology" / "concepts-used.txt").write_text("us-gaap:Revenue\nus-gaap:Assets\nsrt:NoSuchAxis\n")
    code = f"import build_concepts as b, pathlib; b.ROOT = pathlib.Path({str(tmp_path)!r}); b.main()"
    command = [sys.executable, "-c", code, "--taxonomies", str(SHARED)]
    done = subprocess.run(command, cwd=ROOT / "scripts", capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "ontology/concepts-used.txt: no taxonomy has srt:NoSuchAxis",
        "ontology/concepts-used.txt: no taxonomy has us-gaap:Revenue",
    ]
