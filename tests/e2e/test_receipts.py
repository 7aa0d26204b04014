"""What stands behind each figure of an answer, and whether it still holds."""

from __future__ import annotations

import json
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

import pytest

import gaapgraph
from gaapgraph.errors import InputError
from gaapgraph.question import find_question, list_questions
from gaapgraph.receipt import Receipt, make_receipt, verify_receipt
from gaapgraph.store import load_store

YEAR = "2008-04-01/2009-03-31"
INPUT = Path(__file__).parents[2] / "instances" / "iij" / "fy2008-release" / "input.txt"


@pytest.fixture(scope="module")
def store():
    return load_store()


@pytest.fixture(scope="module")
def tax():
    return gaapgraph.ask("measure_tax_rate", period=YEAR).receipt()


def figures(receipt):
    return {figure.column: figure for row in receipt.body.rows for figure in row.figures}


def test_a_rate_rests_on_the_two_prints_of_the_statement_of_income(tax):
    rate = figures(tax)["rate"]
    assert (rate.value, rate.formula) == ("0.492857", "ROUND(?f1 / ?f2 * 1000000) / 1000000")
    assert rate.definition == "https://w3id.org/gaapgraph/derivation/tax-rate"
    facts = [tax.body.facts[given.fact] for given in rate.inputs.values()]
    assert [(fact.places[0].place, fact.places[0].printed) for fact in facts] == [
        ("417:5", "1,002,711"),  # income tax expense of the year
        ("416:5", "2,034,488"),  # income before it
    ]


def test_the_low_end_takes_the_low_end_of_what_is_above_the_line(tax):
    """Half of each interval goes off above the line and onto what is below it."""
    low = figures(tax)["currentRateLow"]
    above, below = "?f1 - ?f2 - ((?f3 - ?f4) / 2 + (?f5 - ?f6) / 2)", "?f7 + (?f8 - ?f9) / 2"
    assert low.formula == f"FLOOR(({above}) / ({below}) * 1000000) / 1000000"
    half = ["gg:upperBound", "gg:lowerBound"]
    stated = [given.property for given in low.inputs.values()]
    assert stated == ["gg:value", "gg:value", *half, *half, "gg:value", *half]
    given = [Decimal(one.value) for one in low.inputs.values()]
    least = (given[3] - given[4]) / given[7]  # the least of all taxes less the most of the deferred, of the most income
    assert Decimal(low.value) == (least * 1_000_000).to_integral_value(ROUND_FLOOR) / 1_000_000


def test_the_receipt_names_its_document_versions_and_query(tax):
    (document,) = tax.body.documents
    assert document.file == "iij-fy2008-release.txt"
    assert document.sha256.startswith("b2460efcbaefe249")
    assert document.taxonomy_versions == ["http://xbrl.us/us-gaap/2009-01-31"]
    assert tax.body.versions["gaapgraph"] == gaapgraph.__version__
    assert tax.body.sparql.startswith("#+ title: ")
    assert "VALUES (?period)" in tax.body.sparql


def test_a_branch_that_was_not_taken_is_no_source(store):
    receipt = make_receipt(store, find_question("measure_net_debt"))
    debt = figures(receipt)["netDebt"]
    concepts = {receipt.body.facts[given.fact].concept for given in debt.inputs.values()}
    assert "us-gaap:Assets" not in concepts
    assert "us-gaap:CashAndCashEquivalentsAtCarryingValue" in concepts


@pytest.mark.parametrize("name", [question.name for question in list_questions()])
def test_every_figure_of_the_library_is_recomputed_from_what_stands_behind_it(store, name):
    receipt = make_receipt(store, find_question(name))
    found = verify_receipt(receipt, store, engine="oxigraph")
    assert found.differences == ()
    if name.startswith("measure_"):
        assert all(figure.formula for row in receipt.body.rows for figure in row.figures)
        assert found.formulas == found.figures > 0


@pytest.mark.parametrize("name", ["compare_balances", "compare_gross_margins"])
def test_another_engine_gives_the_same(store, name):
    found = verify_receipt(make_receipt(store, find_question(name)), store, engine="rdflib")
    assert found.is_equal
    assert found.figures >= {"compare_balances": 300, "compare_gross_margins": 150}[name]


def test_a_receipt_of_a_changed_document_fails(tmp_path):
    before = tmp_path / "before" / "release.txt"
    after = tmp_path / "after" / "release.txt"
    for path in (before, after):
        path.parent.mkdir()
    text = INPUT.read_text(encoding="utf-8")
    before.write_text(text, encoding="utf-8")
    after.write_text(text.replace("1,002,711", "1,002,712"), encoding="utf-8")
    receipt = gaapgraph.ask("measure_tax_rate", before, period=YEAR).receipt()
    assert gaapgraph.verify(receipt, before, engine="oxigraph").is_equal
    found = gaapgraph.verify(receipt, after, engine="oxigraph")
    assert [each.kind for each in found.differences] == ["document"]
    assert "it now has sha256" in found.differences[0].message


def _forge(receipt, change):
    told = json.loads(receipt.to_json())
    change(told)
    forged = Receipt.parse(json.dumps(told))
    return forged, Receipt.seal(forged.body)


def test_a_receipt_that_was_changed_fails_even_under_a_new_seal(tax, store):
    def raise_rate(told):
        row = told["rows"][0]
        row["cells"]["rate"] = row["cells"]["rate"].replace("0.492857", "0.392857")
        next(each for each in row["figures"] if each["column"] == "rate")["value"] = "0.392857"

    forged, sealed = _forge(tax, raise_rate)
    assert {each.kind for each in verify_receipt(forged, store, engine="oxigraph").differences} == {
        "seal", "formula", "row"
    }  # fmt: skip
    assert {each.kind for each in verify_receipt(sealed, store, engine="oxigraph").differences} == {"formula", "row"}


def test_a_fact_or_print_that_was_changed_fails(tax, store):
    def change(told):
        fact = next(each for each in told["facts"].values() if each["value"] == "1002711000")
        fact["places"][0]["printed"] = "1,002,710"
        fact["value"] = str(Decimal(fact["value"]) - 1000)

    _, sealed = _forge(tax, change)
    kinds = {each.kind for each in verify_receipt(sealed, store, engine="oxigraph").differences}
    assert kinds == {"fact", "place", "formula"}


def test_what_is_no_receipt_is_refused(tmp_path, tax):
    for number, text in enumerate(("", "[]", "{}", '{"digest": "x"}', "[" * 100_000)):
        path = tmp_path / f"{number}.json"
        path.write_text(text)
        with pytest.raises(InputError, match="is no receipt"):
            gaapgraph.verify(path)
    with pytest.raises(InputError, match="is no engine"):
        gaapgraph.verify(tax, engine="sqlite")

    def leave(told):
        told["sparql"] = "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"

    with pytest.raises(InputError, match="another machine"):
        gaapgraph.verify(_forge(tax, leave)[1])


def test_the_same_answer_has_the_same_receipt(tax):
    assert gaapgraph.ask("measure_tax_rate", period=YEAR).receipt().to_json() == tax.to_json()


def test_a_query_without_a_question_has_no_receipt():
    with pytest.raises(InputError, match="has no receipt"):
        gaapgraph.query("SELECT ?s { ?s a gg:Report }").receipt()


def test_the_command_line_writes_and_verifies(tmp_path, capsys):
    from gaapgraph.cli import main

    path = tmp_path / "receipt.json"
    assert main(["ask", "list_dividends", "--receipt", str(path)]) == 0
    assert main(["verify", str(path), "--engine", "oxigraph"]) == 0
    assert "equal: list_dividends, 9 figures" in capsys.readouterr().out
    path.write_text(path.read_text().replace('"title": "', '"title": "Other ', 1))
    assert main(["verify", str(path), "--engine", "oxigraph"]) == 1
    assert main(["verify", str(tmp_path / "none.json")]) == 2
    notes = tmp_path / "notes.json"
    notes.write_text('{"mine": 1}')
    assert main(["ask", "list_dividends", "--receipt", str(notes)]) == 2
    assert notes.read_text() == '{"mine": 1}'


def test_a_document_that_the_data_lack_is_asked_for(tax, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Other Inc.\n\nTotal assets\t1,000\n", encoding="utf-8")
    document = gaapgraph.verify(tax, other, engine="oxigraph").differences[0]
    assert document.message.endswith("give it, or what was built of it, after the receipt")
