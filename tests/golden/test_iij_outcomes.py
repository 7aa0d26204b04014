"""What became of the risks of the 20-F for the year to March 2008, by the release of the year after."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad, QuerySolutions, RdfFormat, Store, parse

from gaapgraph.cli import main
from gaapgraph.shacl import load_shapes, validate
from gaapgraph.vocabulary import PREFIXES

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / ".." / "shared" / "seeds"
TOLD, SHOWN = SEEDS / "iij-20f-fy2007-risk-factors.txt", SEEDS / "iij-fy2008-release.txt"
SHIPPED = ROOT / "instances" / "iij" / "outcomes.trig"
TABLE = ROOT / "instances" / "iij" / "annotations" / "outcomes" / "fy2007-risk-factors.fy2008-release.tsv"
REPORTS = sorted((ROOT / "instances" / "iij").glob("*/*.trig"))
COMPUTED = """
SELECT ?risk ?driver ?concept ?became ?moved ?line WHERE {
  ?outcome gg:basis "computed" ; gg:risk/gg:line ?risk ; gg:exposure/gg:lineItem ?item ; gg:outcome ?kind ;
           gg:value ?moved ; gg:line ?line .
  ?item gg:concept ?concept .
  OPTIONAL { ?outcome gg:driver/gg:line ?driver }
  BIND (REPLACE(STR(?kind), ".*/", "") AS ?became)
}"""

needs_documents = pytest.mark.skipif(not SHOWN.is_file(), reason="the seed documents are not beside the project")


@cache
def store() -> Store:
    store = Store()
    for path in (*REPORTS, SHIPPED):
        for quad in parse(path=str(path), format=RdfFormat.TRIG):
            store.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
    return store


def rows(query: str) -> set[tuple[str, ...]]:
    result = store().query(query, prefixes=PREFIXES)
    assert isinstance(result, QuerySolutions)
    names = [variable.value for variable in result.variables]
    return {tuple("" if row[name] is None else row[name].value for name in names) for row in result}


@needs_documents
def test_a_rebuild_gives_the_shipped_graph_to_the_byte(tmp_path: Path) -> None:
    assert main(["outcomes", str(TOLD), str(SHOWN), "-o", str(tmp_path / "o.trig")]) == 0
    assert (tmp_path / "o.trig").read_bytes() == SHIPPED.read_bytes()


@pytest.mark.parametrize(
    ("risk", "driver", "concept", "became", "thousands", "line"),
    [
        (15, "22", "Revenues", "movedAsFeared", 33647097 - 34018093, 393),
        (65, "67", "Revenues", "movedAsFeared", 14658502 - 18025250, 391),
        (15, "21", "Revenues", "movedAgainst", 13142393 - 12148490, 386),
        (15, "24", "ResearchAndDevelopmentExpense", "movedAsFeared", 415180 - 240423, 405),
        (15, "25", "CostOfRevenue", "unmoved", 25542758 - 25543168, 399),
        (15, "26", "GeneralAndAdministrativeExpense", "movedAsFeared", 5621870 - 4624293, 404),
        (15, "29", "IncomeLossFromEquityMethodInvestments", "movedAgainst", 35099 + 143200, 419),
        (15, "30", "DeferredIncomeTaxExpenseBenefit", "turned", 636818 + 1653275, 488),
        (55, "57", "EquityMethodInvestments", "movedAsFeared", 947626 - 956692, 337),
        (114, "116", "ImpairmentOfInvestments", "movedAsFeared", 524287 - 288643, 413),
        (114, "116", "GainLossOnSaleOfOtherInvestments", "movedAsFeared", 15631 - 217957, 412),
    ],
)
def test_how_a_figure_moved_is_computed(
    risk: int, driver: str, concept: str, became: str, thousands: int, line: int
) -> None:
    wanted = (str(risk), driver, f"{PREFIXES['us-gaap']}{concept}", became, str(thousands * 1000), str(line))
    assert wanted in rows(COMPUTED)


def test_nothing_is_computed_from_group_totals_or_without_a_driver() -> None:
    """Net income fell for many reasons: lawsuits, the loss of the president and leaks of data were none of them."""
    found = rows(COMPUTED)
    assert {row[0] for row in found} == {"15", "35", "55", "65", "89", "93", "110", "114"}
    assert all(row[1] for row in found)
    totals = rows("""SELECT ?concept WHERE { ?outcome gg:basis "computed" ; gg:exposure/gg:lineItem ?item .
      ?item gg:concept ?concept ; gg:dimensionCount 0 . ?arc gg:source ?item ; gg:weight ?weight }""")
    assert totals == set()
    assert {row[3] for row in found} == {"movedAsFeared", "movedAgainst", "unmoved", "turned"}


def test_what_is_repeated_of_the_first_risk_is_told() -> None:
    """Line 320 names revenues of connectivity and of services with higher margins, backbone and subcontractor costs."""
    query = """SELECT ?driver WHERE { ?outcome gg:basis "curated" ; gg:risk/gg:line 15 ; gg:driver/gg:line ?driver ;
      gg:outcome <https://w3id.org/gaapgraph/scheme/outcome/restated> ; gg:line 320 }"""
    assert rows(query) == {("21",), ("22",), ("23",), ("25",), ("28",)}


def test_a_difference_keeps_what_rounding_allows() -> None:
    query = """SELECT ?moved ?least ?most WHERE {
      ?outcome gg:currentFact/gg:concept us-gaap:ResearchAndDevelopmentExpense ; gg:value ?moved ;
      gg:lowerBound ?least ; gg:upperBound ?most }"""
    assert {tuple(map(Decimal, row)) for row in rows(query)} == {
        (Decimal(174757000), Decimal(174756000), Decimal(174758000))
    }


def test_every_curated_row_is_in_the_graph_with_its_lines() -> None:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    table = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = rows("""SELECT ?risk ?driver ?became ?note ?line WHERE {
      ?outcome gg:basis "curated" ; gg:risk/gg:line ?risk ; gg:outcome/skos:notation? ?kind ; gg:line ?line ;
               skos:note ?note .
      OPTIONAL { ?outcome gg:driver/gg:line ?driver }
      BIND (REPLACE(STR(?kind), ".*/", "") AS ?became) }""")
    wanted = {
        (row["risk"], row["line"], row["outcome"], row["note"], cell.partition(" ")[0])
        for row in table
        for cell in row["evidence"].split("|")
    }
    assert found == wanted
    assert len(table) >= 46


def test_a_figure_is_evidence_as_the_fact_that_it_states() -> None:
    """Line 131 of the release has the impairment of 524 million, line 20 the loss of the fourth quarter."""
    query = """SELECT ?risk ?concept ?value WHERE { ?outcome gg:basis "curated" ; gg:risk/gg:line ?risk ;
      gg:evidence ?fact . ?fact gg:concept ?concept ; gg:value ?value }"""
    found = {(risk, concept.rsplit("/", 1)[-1], value) for risk, concept, value in rows(query)}
    assert ("114", "ImpairmentOfInvestments", "524287000") in found
    assert ("15", "OperatingIncomeLoss", "-449000000") in found
    assert ("144", "CommonStockSharesIssued", "206478") in found


def test_words_are_evidence_as_a_passage() -> None:
    query = """SELECT ?risk ?line ?offset ?name WHERE { ?outcome gg:risk/gg:line ?risk ; gg:evidence ?passage .
      ?passage a gg:Passage ; gg:line ?line ; gg:offset ?offset ; gg:document/gg:fileName ?name }"""
    found = rows(query)
    assert {row[0] for row in found if row[1] == "320"} == {"15", "35", "93", "114", "118", "144"}
    if SHOWN.is_file():
        line = SHOWN.read_text(encoding="utf-8").split("\n")[319]
        assert ("118", "320", str(line.index("exercise substantial influence")), SHOWN.name) in found


def test_every_comparison_is_in_the_graph_with_its_figures() -> None:
    """Line 75 tells 5.9 billion, lines 340 and 341 of the release what it is made of."""
    query = """SELECT ?kind ?earlier ?later WHERE {
      ?comparison gg:comparability ?how ; gg:earlierFigure/gg:value ?earlier ; gg:laterFigure/gg:value ?later .
      BIND (REPLACE(STR(?how), ".*/", "") AS ?kind) }"""
    found = rows(query)
    assert {row for row in found if row[0] == "equal"} == {
        ("equal", "5900000000", "2507258000"),
        ("equal", "5900000000", "3400117000"),
        ("equal", "2178", "2178"),
    }
    assert ("part", "800000000", "2363770000") in found
    assert ("scopeDiffers", "5025000000", "1012520000") in found


@needs_documents
def test_reasons_are_in_words_of_our_own() -> None:
    text = SHOWN.read_text(encoding="utf-8") + TOLD.read_text(encoding="utf-8")
    for (note,) in rows("SELECT ?note WHERE { ?outcome skos:note ?note }"):
        words = note.split()
        assert not any(" ".join(words[at : at + 7]) in text for at in range(len(words) - 6)), note


def test_the_graph_conforms_beside_the_reports() -> None:
    outcome = validate(store(), load_shapes([ROOT / "shapes" / "risk.ttl", ROOT / "shapes" / "prefixes.ttl"]))
    assert [(result.focus_node, result.messages) for result in outcome.results] == []
    assert not outcome.not_evaluated


@needs_documents
def test_a_document_without_risks_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outcomes", str(SHOWN), str(TOLD), "-o", str(tmp_path / "o.trig")]) == 2
    assert "iij-fy2008-release.txt: tells of no risk" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@needs_documents
def test_the_same_document_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outcomes", str(TOLD), str(TOLD), "-o", str(tmp_path / "o.trig")]) == 2
    assert "is the same document; give a later one" in capsys.readouterr().err


@needs_documents
def test_a_row_that_does_not_hold_is_set_aside_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = tmp_path / SHOWN.name
    later.write_text(SHOWN.read_text(encoding="utf-8").replace("Koichi Suzuki, President and Rep", "N. N., Rep"))
    assert main(["outcomes", str(TOLD), str(later), "-o", str(tmp_path / "o.nq")]) == 0
    told = capsys.readouterr().err
    assert "“Koichi Suzuki” does not stand in line 773; the row is set aside" in told
    assert '"The president still leads the company."' not in (tmp_path / "o.nq").read_text(encoding="utf-8")


@needs_documents
def test_another_base_changes_names_and_nothing_else(tmp_path: Path) -> None:
    base = "https://data.example/acme/"
    assert main(["outcomes", str(TOLD), str(SHOWN), "-o", str(tmp_path / "o.nq"), "--base", base]) == 0
    quads = list(parse(path=str(tmp_path / "o.nq"), format=RdfFormat.N_QUADS))
    counts = Counter(quad.predicate.value for quad in quads)
    assert counts == Counter(quad.predicate.value for quad in parse(path=str(SHIPPED), format=RdfFormat.TRIG))
    named = {quad.object.value for quad in quads if quad.predicate.value.endswith(("#risk", "#evidence", "#document"))}
    assert all(name.startswith(base) for name in named)
