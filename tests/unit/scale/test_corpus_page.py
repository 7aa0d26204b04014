"""The page of a corpus: what was evaluated and fails by year and form, and what later filings restate."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import html

from gaapgraph.cli import main
from gaapgraph.scale.conversion import convert
from gaapgraph.scale.generator import generate

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated")
    planted = generate(folder / "sets", entities=6, quarters=4, seed=11, share=0.6)
    convert(sorted((folder / "sets").glob("2*")), folder / "corpus", partitions=1, tell=lambda _: None)
    return folder / "corpus", planted


def tables(path) -> dict[str, list[list[str]]]:
    page = html.parse(str(path))
    return {
        part.get("aria-label"): [[cell.text_content() for cell in row.findall("td")] for row in part.iter("tr")][1:]
        for part in page.iterfind(".//div[@role='region']")
    }


def test_a_corpus_that_was_not_checked_has_no_page(corpus, capsys):
    folder, _ = corpus
    if not (folder / "checks.json").exists():
        assert main(["scale", "report", str(folder)]) == 2
        assert "was not checked" in capsys.readouterr().err


def test_the_page_tells_each_planted_error_with_its_filing_and_each_restatement(corpus):
    folder, planted = corpus
    assert main(["scale", "check", str(folder)]) == 1
    assert main(["scale", "report", str(folder)]) == 0
    text = (folder / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"<script|https?://[^ ]*\\.(js|css)|<link", text)
    found = tables(folder / "report.html")
    told = Counter((row[0], row[3]) for row in found["What fails"])
    assert told == Counter((one.code, one.accession) for one in planted if one.code)
    rules = {tuple(row[:3]): row[3:] for row in found["Rules by year and form"]}
    repeated = 6 * 3 * 2  # assets and liabilities of the quarter before, but for what is restated
    evaluated = sum(int(row[0]) for key, row in rules.items() if key[0] == "GG-XDOC-001")
    assert evaluated == repeated - sum(one.kind == "restatement" for one in planted)
    assert {key[1:] for key in rules} >= {("2009", "10-Q"), ("2010", "10-K")}
    restated = [one for one in planted if one.kind == "restatement"]
    assert restated
    earlier = {(row[0], row[2]) for row in found["Facts superseded by later filings"]}
    assert earlier == {(one.accession[:10], "1") for one in restated}


def test_a_damaged_table_and_what_was_converted_anew_are_refused_in_a_line(corpus, capsys):
    folder, _ = corpus
    if not (folder / "checks.json").exists():
        main(["scale", "check", str(folder)])
    capsys.readouterr()
    table = min(folder.glob("facts/*.parquet"))
    whole = table.read_bytes()
    for data in (whole[:200], b""):
        table.write_bytes(data)
        assert main(["scale", "report", str(folder)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    table.write_bytes(whole)
    for text in ("{", "[]", "{}", '{"checksums": {}, "evaluated": [], "results": [], "not_evaluated": []}'):
        kept = (folder / "checks.json").read_text()
        (folder / "checks.json").write_text(text)
        assert main(["scale", "report", str(folder)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
        (folder / "checks.json").write_text(kept)


def test_a_table_without_a_column_is_refused_in_a_line(corpus, capsys):
    import pyarrow.parquet as parquet

    folder, _ = corpus
    if not (folder / "checks.json").exists():
        main(["scale", "check", str(folder)])
    capsys.readouterr()
    kept = {path: path.read_bytes() for path in folder.glob("facts/*.parquet")}
    for path in kept:
        parquet.write_table(parquet.read_table(path).drop_columns(["form"]), path)
    assert main(["scale", "report", str(folder)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "form" in said
    for path, data in kept.items():
        path.write_bytes(data)
