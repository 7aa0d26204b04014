"""The HTML report as a file: whole in itself, the same each time, safe against what a document says; and refusals."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html

from gaapgraph.cli import main
from gaapgraph.model import Place

ROOT = Path(__file__).parents[2]
RELEASE = ROOT / "instances" / "iij" / "fy2008-release" / "release.trig"
SMALL = ROOT / "tests" / "golden" / "releases" / "cellara-2q24" / "input.txt"
LIMIT = 6_000_000  # bytes


@pytest.fixture(scope="module")
def page(release_page) -> html.HtmlElement:
    return html.document_fromstring(release_page.read_text(encoding="utf-8"))


def test_it_is_one_file_of_moderate_size(release_page, page):
    assert release_page.stat().st_size < LIMIT
    assert page.xpath("//link | //img | //iframe | //object | //script[@src] | //*[@srcset]") == []
    style = page.findtext(".//style")
    assert "@import" not in style
    assert set(re.findall(r"url\(['\"]?(\w+:)", style)) == {"data:"}


def test_its_policy_allows_its_own_script_and_no_other(page):
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    (script,) = page.xpath("//script")
    digest = b64encode(sha256(script.text.encode()).digest()).decode()
    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest}'" in policy
    assert page.xpath("//@onclick | //@onload | //a[starts-with(@href, 'javascript:')]") == []


def test_every_link_leads_somewhere_and_no_name_is_given_twice(page):
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    links = {link.removeprefix("#") for link in page.xpath("//a/@href") if link.startswith("#")}
    assert links - set(names) == set()
    assert "w407.5" in links


def test_every_printed_figure_has_its_place_its_tick_and_its_paper(page):
    papers = page.xpath("//article[contains(@class, 'paper')]")
    assert len(papers) == 1405
    placed = page.xpath("//main//a[starts-with(@id, 'f')]")
    assert len(placed) > 1390  # a print that states two facts has one place
    ticks = ("verified", "verified within rounding", "contradicted", "reached by no rule")
    assert all(link.text_content().endswith(ticks) for link in placed)


def test_both_years_and_both_currencies_stand_in_the_row(page):
    (row,) = page.xpath("//table[@id='t381']//tr[th[normalize-space()='OPERATING INCOME']]")
    figures = [cell.xpath("string(.//a/text())") for cell in row.xpath("td[not(@class)]")]
    assert figures == ["4,759,364", "7.1", "29,424", "2,917,382", "4.2"]
    assert row.xpath("string(td[1]/a/@href)") == "#L407"
    meant = [" ".join(cell.text_content().split()) for cell in page.xpath("//table[@id='t381']//tr[@class='meant']/th")]
    assert meant == ["2007-04-01 to 2008-03-31", "2008-04-01 to 2009-03-31", "JPY", "ratio", "USD", "JPY", "ratio"]


def test_a_head_dated_a_year_early_is_flagged_beside_what_is_meant(page):
    (table,) = page.xpath("//table[@id='t189']")
    heads = [[" ".join(cell.text_content().split()) for cell in row.xpath("th")] for row in table.xpath("thead/tr")]
    assert heads[0] == ["March 31, 2008", "March 31, 2007", "YoY Change violation GG-READ-HEAD-YEAR"]
    assert heads[1] == ["2009-03-31", "2008-03-31", "2008-04-01 to 2009-03-31"]


def test_the_same_data_give_the_same_bytes(small_page, tmp_path):
    again = tmp_path / "again.html"
    assert main(["report", str(SMALL), "-o", str(again)]) == 0
    assert again.read_bytes() == small_page.read_bytes()


def test_a_document_cannot_speak_html(tmp_path):
    hostile = "Results of <script>alert(1)</script> Corp.\n\n\tFY2008\tFY2007\n\tJPY millions\tJPY millions\n"
    rows = 'Revenues"><img src=x onerror=alert(1)>\t1,234\t1,100\n<script>alert(2)</script>\t34\t100\n'
    (tmp_path / "a.txt").write_text(hostile + rows, encoding="utf-8")
    output = tmp_path / "a.html"
    assert main(["report", str(tmp_path / "a.txt"), "-o", str(output)]) == 0
    tree = html.document_fromstring(output.read_text(encoding="utf-8"))
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img") == []
    assert "<script>alert(2)</script>" in tree.text_content()


PAGE = """<html><head><title>Sample Corp. Reports Results</title></head><body>
<p>Sample Corp. today reported results for the year ended December 31, 2023. See page 77,412.</p>
<p>Consolidated Statements of Income (in thousands of USD)</p>
<table><tr><th></th><th>Year ended December 31, 2023</th><th>Year ended December 31, 2022</th></tr>
<tr><td>Revenues</td><td>1,234</td><td>1,100</td></tr><tr><td>Cost of revenues</td><td>734</td><td>600</td></tr>
<tr><td>Gross profit</td><td>500</td><td>500</td></tr></table></body></html>"""


def test_the_source_of_html_is_shown_by_table_and_row(tmp_path):
    (tmp_path / "a.html").write_text(PAGE.replace("\n", ""), encoding="utf-8")
    output = tmp_path / "out.html"
    assert main(["report", str(tmp_path / "a.html"), "-o", str(output)]) == 0
    tree = html.document_fromstring(output.read_text(encoding="utf-8"))
    source = tree.get_element_by_id("source")
    told = [" ".join(each.text_content().split()) for each in source.find_class("block")]
    assert any(each.startswith("¶Sample Corp. today reported results") for each in told)
    (row,) = [each for each in told if each.startswith("t1:3Cost")]
    assert "Cost of revenues" in row
    assert "734" in row
    assert "The paragraphs and tables of the page" in source.text_content()
    names = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(names) == len(set(names))
    assert "Adjusted EBITDA as printed" not in tree.text_content()  # a question of another reporter


def test_numbers_that_no_fact_states_are_listed(tmp_path, monkeypatch):
    def account(path):
        assert path == tmp_path / "a.html"
        yield SimpleNamespace(
            kind="unresolved", place=Place(1, 2, table=1, row=3), text="77,412", reason="its unit is not known"
        )
        yield SimpleNamespace(kind="label", place=Place(1, 2, table=1, row=4), text="99", reason="")

    monkeypatch.setattr("gaapgraph.page.page.account_for", account)
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    output = tmp_path / "out.html"
    assert main(["report", str(tmp_path / "a.html"), "-o", str(output)]) == 0
    source = html.document_fromstring(output.read_text(encoding="utf-8")).get_element_by_id("source")
    rows = source.xpath(".//table[@class='plain']/tbody/tr")
    assert [[cell.text_content() for cell in row] for row in rows] == [["t1:3:2", "77,412", "its unit is not known"]]
    assert "1 number is not resolved" in source.text_content()


def test_without_the_text_the_graph_is_laid_out(tmp_path, capsys):
    (tmp_path / "alone.trig").write_bytes(RELEASE.read_bytes())
    output = tmp_path / "alone.html"
    assert main(["report", str(tmp_path / "alone.trig"), "-o", str(output)]) == 0
    assert "does not conform" in capsys.readouterr().err
    tree = html.document_fromstring(output.read_text(encoding="utf-8"))
    assert "laid out from the graph alone" in tree.text_content()
    assert tree.xpath("//table[@id='t386']//th[normalize-space()='Total revenues']")


def refuse(capsys, *arguments: str) -> str:
    assert main(["report", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("gaapgraph: ")
    assert captured.err.count("\n") == 1
    return captured.err


def test_what_cannot_be_written_is_refused(tmp_path, capsys):
    (tmp_path / "data.trig").write_bytes(RELEASE.read_bytes())
    data = str(tmp_path / "data.trig")
    assert "exists and is no file" in refuse(capsys, data, "-o", str(tmp_path))
    assert "is an input of this call" in refuse(capsys, data, "-o", data)
    assert "no such folder" in refuse(capsys, data, "-o", str(tmp_path / "absent" / "a.html"))
    assert "--output" in refuse(capsys, data)
    assert (tmp_path / "data.trig").read_bytes() == RELEASE.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.trig"]


def test_what_has_no_figures_is_refused(tmp_path, capsys):
    output = tmp_path / "a.html"
    assert "no such file" in refuse(capsys, str(tmp_path / "absent.trig"), "-o", str(output))
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")
    assert "the data are empty" in refuse(capsys, str(tmp_path / "empty.ttl"), "-o", str(output))
    (tmp_path / "other.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    assert "another vocabulary" in refuse(capsys, str(tmp_path / "other.ttl"), "-o", str(output))
    fact = "@prefix gg: <https://w3id.org/gaapgraph/ns#> . <urn:f> a gg:Fact ; gg:concept <urn:c> ."
    (tmp_path / "bare.ttl").write_text(fact, encoding="utf-8")
    assert "no figure is printed in a document" in refuse(capsys, str(tmp_path / "bare.ttl"), "-o", str(output))
    assert not output.exists()


def test_a_filing_of_the_data_sets_shows_its_statements(tmp_path):
    from zipfile import ZipFile

    rows = {
        "sub.txt": "adsh\tcik\tname\tform\tperiod\tfiled\tfye\tfy\tfp\n"
        "0000000001-24-000001\t1\tACME\t10-K\t20231231\t20240201\t1231\t2023\tFY\n",
        "num.txt": "adsh\ttag\tversion\tcoreg\tddate\tqtrs\tuom\tvalue\n"
        + "".join(
            f"0000000001-24-000001\t{tag}\tus-gaap/2023\t\t20231231\t0\tUSD\t{value}\n"
            for tag, value in (("Liabilities", "600.0000"), ("Assets", "1000.0000"), ("StockholdersEquity", "400.0000"))
        ),
        "pre.txt": "adsh\treport\tline\tstmt\tinpth\trfile\ttag\tversion\tplabel\tnegating\n"
        + "".join(
            f"0000000001-24-000001\t2\t{line}\tBS\t0\tH\t{tag}\tus-gaap/2023\t{label}\t0\n"
            for line, (tag, label) in enumerate(
                (("Assets", "Total assets"), ("Liabilities", "Total liabilities"), ("StockholdersEquity", "Equity")), 1
            )
        ),
        "tag.txt": "tag\tversion\tcustom\tabstract\tdatatype\tiord\tcrdr\ttlabel\tdoc\n",
    }
    with ZipFile(tmp_path / "2024q1.zip", "w") as archive:
        for name, text in rows.items():
            archive.writestr(name, text)
    output = tmp_path / "a.html"
    assert main(["report", str(tmp_path / "2024q1.zip"), "-o", str(output)]) == 0
    tree = html.document_fromstring(output.read_text(encoding="utf-8"))
    (table,) = tree.xpath("//table[contains(@class, 'statement')]")
    assert "Balance sheet (R2)" in table.findtext("caption/span/h3")
    labels = [" ".join(cell.text_content().split()) for cell in table.xpath("tbody/tr/th")]
    assert labels == ["Total assets", "Total liabilities", "Equity"]
    assert [link.text for link in table.xpath("tbody//td/a[starts-with(@class, 'f ')]")] == ["1,000", "600", "400"]
