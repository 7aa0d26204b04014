"""The shipped graph of the IIJ release: rebuilt byte for byte, and held against the blind hand reading by cell."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

import gaapgraph
from gaapgraph.api import account_for
from gaapgraph.cli import main
from gaapgraph.vocabulary import BASE, GG, PREFIXES, RDF

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
RELEASE = PROJECT / ".." / "shared" / "seeds" / "iij-fy2008-release.txt"
INSTANCE = PROJECT / "instances" / "iij" / "fy2008-release"
GRAPH = INSTANCE / "release.trig"

needs_release = pytest.mark.skipif(
    not RELEASE.is_file(), reason="the release stands in shared/seeds beside the project, and is absent"
)

# Where the hand reading, made before the mappings, named a concept otherwise than they do.
CONCEPTS = {
    # The reading names a ratio by its numerator; where that one has several ratios, each is a concept of its own.
    "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments": {
        "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments",
        "iij:IncomeBeforeTaxToTotalAssets",
    },
    "NetIncomeLoss": {"NetIncomeLoss", "iij:NetIncomeToShareholdersEquity"},
    "iij:CashDividendsForTheYear": {
        "iij:CashDividendsForTheYear",
        "iij:PayoutRatio",
        "iij:DividendsToShareholdersEquity",
    },
    # The taxonomy of 2009 names the parts of one acquisition so, not the flows of all.
    "NoncashOrPartNoncashAcquisitionValueOfAssetsAcquired": {"FairValueOfAssetsAcquired"},
    "NoncashOrPartNoncashAcquisitionValueOfLiabilitiesAssumed": {"LiabilitiesAssumed"},
    # Names of our own: same concept, other spelling.
    "iij:CapitalExpendituresIncludingCapitalLeases": {"iij:CapitalExpenditureIncludingCapitalLeases"},
    "iij:ShareholdersEquityPerShare": {"iij:StockholdersEquityPerShare"},
    "iij:TotalContractedBandwidth": {"iij:ContractedBandwidth"},
}
AXES = {
    "component": "us-gaap/StatementEquityComponentsAxis",
    "elimination": "srt/ConsolidationItemsAxis",
    "product": "srt/ProductOrServiceAxis",
    "recordDate": "ns#RecordDateAxis",
    "scenario": "srt/StatementScenarioAxis",
    "segment": "us-gaap/StatementBusinessSegmentsAxis",
}
# Members that the hand reading calls otherwise.
MEMBERS = {
    "component=AccumulatedDeficit": "RetainedEarnings",
    "elimination=IntersegmentEliminations": "IntersegmentElimination",
    "product=ConnectivityCorporateUse": "ConnectivityServicesCorporateUse",
    "product=ConnectivityHomeUse": "ConnectivityServicesHomeUse",
    "product=CorporateOthers": "OtherConnectivityServicesCorporateUse",
    "product=hi-ho": "HiHo",
    "scenario=forecast": "ScenarioForecast",
    "segment=NetworkServicesAndSystemsIntegration": "NetworkServicesAndSystemsIntegrationBusiness",
}
QUARTERS = {"06-30": "FirstQuarterEnd", "09-30": "SecondQuarterEnd", "12-31": "ThirdQuarterEnd", "03-31": "YearEnd"}

Graph = dict[str, dict[str, str]]


def load(data: bytes) -> Graph:
    """Return subjects with their statements, the report's own IRI replaced as text; a predicate stands once each."""
    (report,) = re.findall(rb"^<(\S+/report/\S+)> \{$", data, re.MULTILINE)
    quads = list(ox.parse(data, format=ox.RdfFormat.TRIG))
    graph: Graph = {}
    for quad in quads:
        subject, value = quad.subject.value, quad.object.value
        name = subject.replace(report.decode(), "report")
        graph.setdefault(name, {})[quad.predicate.value] = value.replace(report.decode(), "report")
    return graph


def occurrences(graph: Graph) -> Graph:
    return {name: has for name, has in graph.items() if has.get(RDF.type) == GG.Occurrence}


@pytest.fixture(scope="module")
def shipped() -> Graph:
    return load(GRAPH.read_bytes())


def build(source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert main(["build", str(source), "-o", "release.trig"]) == 0
    return (folder / "release.trig").read_bytes()


@needs_release
def test_the_release_gives_the_shipped_graph_byte_for_byte_in_any_folder(tmp_path, monkeypatch):
    source = RELEASE.resolve()
    first = build(source, tmp_path / "one", monkeypatch)
    assert build(source, tmp_path / "other folder", monkeypatch) == first
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(GRAPH.read_bytes()).hexdigest()


@needs_release
def test_the_shipped_graph_names_the_release(shipped):
    document = shipped["report/document"]
    assert document[GG.fileName] == RELEASE.name
    assert document[GG.sha256] == hashlib.sha256(RELEASE.read_bytes()).hexdigest()


def test_the_tables_alone_give_the_same_cells_and_the_same_facts(tmp_path, shipped, monkeypatch):
    source = INSTANCE / "input.txt"
    is_row = ["\t" in line for line in source.read_text(encoding="utf-8").split("\n")]
    tables = load(build(source, tmp_path / "tables", monkeypatch))
    expected = {name: has for name, has in occurrences(shipped).items() if is_row[int(has[GG.line]) - 1]}
    assert occurrences(tables) == expected
    assert all(GG.column in has or GG.offset in has for has in expected.values())
    facts = {has[GG.fact] for has in expected.values()}
    assert {fact: tables[fact] for fact in facts} == {fact: shipped[fact] for fact in facts}


def test_no_sentence_of_the_release_is_shipped():
    text = (INSTANCE / "input.txt").read_text(encoding="utf-8")
    prose = [line.strip() for line in text.split("\n") if "\t" not in line]
    assert [line for line in prose if line.endswith(".") and len(line.split()) > 5] == []


@needs_release
def test_every_number_of_the_release_is_accounted_for():
    tokens = account_for(RELEASE)
    assert [token for token in tokens if token.kind == "unresolved"] == []
    noise = Counter((token.text, token.reason) for token in tokens if token.kind == "noise")
    assert noise == {
        ("0/ -64-4-1", "glyphs without meaning beside a heading or in a head, left by the scan"): 1,
        ("-,001,210", "glyphs without meaning beside a heading or in a head, left by the scan"): 1,
        ("2,012,010", "glyphs without meaning beside a heading or in a head, left by the scan"): 1,
        ("1Gbps", "product threshold"): 2,
        ("4", "a window of time"): 1,
        ("\\$1.00", "base of the exchange rate"): 1,
    }


def test_no_blank_node_is_published():
    quads = list(ox.parse(GRAPH.read_bytes(), format=ox.RdfFormat.TRIG))
    assert len(quads) > 10_000
    assert not [term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, ox.BlankNode)]


def read_golden() -> list[dict[str, str]]:
    with (HERE / "iij-fy2008-release" / "cells.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def place_of(row: dict[str, str]) -> str:
    """Return the place as the graph names it; in labels the reading counts from the digits, the graph from "JPY "."""
    if row["column"]:
        return f"{row['line']}.{row['column']}"
    return f"{row['line']}@{int(row['offset']) - (4 if row['unit'] == 'JPY' else 0)}"


def unit_name(fact: dict[str, str], graph: Graph) -> str:
    unit = graph[fact[GG.unit]] if GG.unit in fact else {}
    names = [re.split(r"[#/]", unit[part])[-1] for part in (GG.numerator, GG.denominator) if part in unit]
    return "/".join(names)


def period_name(iri: str | None) -> str:
    return "" if iri is None else iri.removeprefix(BASE + "period/")


def concept_names(fact: dict[str, str], graph: Graph) -> tuple[str, str]:
    """Return the concept as the hand reading writes it, and the kind of measure."""
    concept = graph[fact[GG.concept]]
    is_measure = fact[GG.concept].startswith(BASE + "measure/")
    iri = concept[GG.measureOf] if is_measure else fact[GG.concept]
    name = iri.removeprefix(PREFIXES["us-gaap"]).removeprefix(BASE).replace("iij/", "iij:")
    return name, concept.get(GG.measure, "").removeprefix(GG.iri)


def member_names(fact: dict[str, str]) -> set[tuple[str, str]]:
    axes = {BASE + axis for axis in AXES.values()}
    return {
        (axis.removeprefix(BASE), re.split(r"[#/]", member)[-1].removesuffix("Member"))
        for axis, member in fact.items()
        if axis in axes
    }


def golden_members(row: dict[str, str]) -> set[tuple[str, str]]:
    found = set()
    for part in filter(None, (part.strip() for part in row["dimensions"].split(";"))):
        axis, _, member = part.partition("=")
        name = QUARTERS[member[-5:]] if axis == "recordDate" else MEMBERS.get(part, member)
        found.add((AXES[axis], name))
    return found


def compare(row: dict[str, str], place: dict[str, str], graph: Graph) -> list[str]:
    """Return how an occurrence and its fact differ from a row of the hand reading."""
    fact = graph[place[GG.fact]]
    concept, measure = concept_names(fact, graph)
    members = member_names(fact)
    own_ratio = row["measure"] in ("", "ratio") and concept != row["concept"]  # a ratio that is a concept of its own
    pairs = {
        "value": (row["value"] or None, place.get(GG.value)),
        "nil": (bool(row["nil"]), fact.get(GG.isNil) == "true"),
        "decimals": (row["decimals"] or None, place.get(GG.decimals)),
        "unit": (row["unit"].replace("gg:", ""), unit_name(fact, graph)),
        "period": (row["period"], period_name(fact.get(GG.period))),
        "comparative": (row["comparative"], period_name(fact.get(GG.comparativePeriod))),
        "dimensions": (golden_members(row), members),
        "count": (str(len(members)), fact[GG.dimensionCount]),
        "measure": (row["measure"], row["measure"] if own_ratio else measure),
        "concept": (True, concept in CONCEPTS.get(row["concept"], {row["concept"]})),
        "printed value": (row["printed_value"] or None, place.get(GG.printedValue)),
    }
    if not row["measure"]:  # a column of growth has no date of its own; the graph dates it by its neighbours
        pairs["printed period"] = (row["printed_period"], period_name(place.get(GG.printedPeriod)))
    if GG.column in place:
        pairs["text"] = (row["printed_text"], place[GG.printedText])
    return [f"{name}: {wanted!r} is {got!r}" for name, (wanted, got) in pairs.items() if wanted != got]


def test_every_cell_is_what_the_blind_hand_reading_says(shipped):
    found: dict[str, list[dict[str, str]]] = {}
    for has in occurrences(shipped).values():
        at = has.get(GG.column)
        found.setdefault(f"{has[GG.line]}.{at}" if at else f"{has[GG.line]}@{has[GG.offset]}", []).append(has)
    rows = read_golden()
    wrong = []
    for row in rows:
        candidates = found.get(place_of(row), [])
        best = min((compare(row, each, shipped) for each in candidates), key=len, default=["is missing"])
        if best:
            wrong.append(f"{place_of(row)} {row['printed_text']} {row['concept']}: {'; '.join(best)}")
    assert wrong == []
    cells = Counter(map(place_of, rows))
    assert {place: len(found[place]) for place in cells} == dict(cells)
    assert {place for place in found if "." in place} <= set(cells)


def test_the_report_is_read_by_the_public_door_with_the_same_numbers(shipped):
    report = gaapgraph.read(INSTANCE / "input.txt")
    in_tables = {has[GG.fact] for has in occurrences(shipped).values() if GG.column in has}
    assert {f"report/fact/{fact.dimensions.key}" for fact in report.facts} >= in_tables


@pytest.mark.parametrize(
    ("period", "comparative", "printed"),
    [
        ("2008-04-01/2009-03-31", "2007-04-01/2008-03-31", "0.043"),  # line 13: "up 4.3% year over year"
        ("2009-01-01/2009-03-31", "2008-01-01/2008-03-31", "0.025"),  # line 19: "up 2.5% from 4Q07"
        ("2009-01-01/2009-03-31", "2008-10-01/2008-12-31", "0.08"),  # line 19: "and up 8.0% from 3Q08"
    ],
)
def test_growth_is_dated_to_the_period_that_grew(shipped, period, comparative, printed):
    growth = BASE + "measure/us-gaap/Revenues/growth"
    values = [
        has[GG.value]
        for has in shipped.values()
        if GG.comparativePeriod in has
        and has[GG.concept] == growth
        and has.get(GG.dimensionCount) == "0"
        and (period_name(has[GG.period]), period_name(has[GG.comparativePeriod])) == (period, comparative)
    ]
    assert values == [printed]
