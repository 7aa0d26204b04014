"""`gaapgraph export --to xlsx` on the tables of the IIJ release, read back as another program reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from gaapgraph.cli import main
from gaapgraph.write import write_file

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

ROOT = Path(__file__).parents[2]
INPUT = ROOT / "instances" / "iij" / "fy2008-release" / "input.txt"
TERM = re.compile(r"([+-]?)(?:(\d+)\*)?([A-Z]+\d+)")


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("export") / "release.xlsx"
    assert main(["export", str(INPUT), "--to", "xlsx", "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def shown(path):
    """The workbook as a viewer that computes nothing shows it."""
    return openpyxl.load_workbook(path, data_only=True)


def find_row(sheet, label: str, line: int) -> int:
    """Return the row of a label that is printed in a line of the release."""
    [row] = [
        cells[0].row
        for cells in sheet.iter_rows()
        if str(cells[0].value).startswith(label) and line in [cell.value for cell in cells[1:]]
    ]
    return row


def list_formulas(book):
    return [(sheet, cell) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def refuse(capsys, *arguments: str) -> str:
    assert main(["export", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def test_each_primary_statement_has_a_sheet(book):
    assert book.sheetnames == [
        "Document",
        "Consolidated Balance Sheets",
        "Statements of Income",
        "Shareholders' Equity",
        "Statements of Cash Flows",
        "Quarterly Statements of Income",
        "Quarterly Cash Flows",
        "Consolidated Financial Position",
        "Consolidated Cash Flow",
        "Other tables",
        "Results",
        "Facts",
    ]


def test_a_figure_is_held_in_base_units_and_shown_as_printed(book):
    sheet = book["Statements of Income"]
    row = find_row(sheet, "Interest expense", 410)
    assert sheet.cell(row, 5).value == -408152000
    assert sheet.cell(row, 5).number_format == "#,##0,;(#,##0,)"
    share = sheet.cell(find_row(sheet, "Sales and marketing", 403), 3)
    assert (share.value, share.number_format) == (0.065, "0.0%;(0.0%)")
    per_share = sheet.cell(find_row(sheet, "BASIC NET INCOME PER SHARE", 428), 4)
    assert (per_share.value, per_share.number_format) == (6917.87, "#,##0.00;(#,##0.00)")


def test_heads_are_printed_and_told(book):
    sheet = book["Statements of Income"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "period")
    assert sheet.cell(row - 1, 5).value == "Thousands of JPY"
    assert sheet.cell(row, 2).value == "2007-04-01\nto 2008-03-31"
    assert sheet.cell(row, 5).value == "2008-04-01\nto 2009-03-31"
    assert [sheet.cell(row + 1, column).value for column in (2, 3, 4)] == ["JPY thousands", "per cent", "USD thousands"]


def test_a_total_is_a_formula_over_the_cells_of_its_items(book, shown):
    sheet = book["Statements of Income"]
    income = find_row(sheet, "OPERATING INCOME", 407)
    revenues, costs = find_row(sheet, "Total revenues", 396), find_row(sheet, "Total cost and expenses", 406)
    assert sheet.cell(income, 5).value == f"=E{revenues}-E{costs}"
    assert shown["Statements of Income"].cell(income, 5).value == 2917382000
    assert sheet.cell(income, 5).font.bold


def test_a_dash_is_no_zero_and_no_operand(book):
    sheet = book["Consolidated Balance Sheets"]
    stock, total = find_row(sheet, "Treasury stock", 369), find_row(sheet, "Total shareholders' equity", 370)
    assert sheet.cell(stock, 2).value == "-"
    assert f"B{stock}" not in sheet.cell(total, 2).value
    assert f"E{stock}" in sheet.cell(total, 5).value


def test_every_formula_gives_the_print_within_rounding(book, shown):
    formulas = list_formulas(book)
    assert len(formulas) > 100
    for sheet, cell in formulas:
        values = shown[sheet.title]
        terms = TERM.findall(cell.value[1:])
        assert "=" + "".join(f"{sign}{factor and factor + '*'}{name}" for sign, factor, name in terms) == cell.value
        assert all(TERM.fullmatch(name) and name != cell.coordinate for _, _, name in terms)
        total = sum(
            (-1 if sign == "-" else 1) * int(factor or 1) * Decimal(str(values[name].value))
            for sign, factor, name in terms
        )
        assert total == Decimal(str(values[cell.coordinate].value)), f"{sheet.title} {cell.coordinate}"
        told = re.search(r"^means (\S+) .*?(?:from (\S+) to (\S+)|, exactly)$", cell.comment.text, re.MULTILINE)
        ends = sorted(abs(Decimal(end.replace(",", ""))) for end in (told[2] or told[1], told[3] or told[1]))
        slack = (ends[1] - ends[0]) * len(terms) / 2
        assert ends[0] - slack <= abs(total) <= ends[1] + slack, f"{sheet.title} {cell.coordinate}"


def test_a_total_that_rounding_moves_says_so(book, shown):
    sheet = book["Other tables"]
    moved = [cell for _, cell in list_formulas(book) if "≈" in cell.number_format]
    assert moved
    row = find_row(sheet, "SI Revenues", 589)
    cell = sheet.cell(row, 3)
    assert cell in moved
    assert shown["Other tables"].cell(row, 3).value == 9804000000
    assert "≈ the items give 9,804,000,000; 9,805 is printed, within rounding" in cell.comment.text


def test_a_contradicted_figure_is_marked_not_by_colour_alone(book):
    sheet = book["Consolidated Financial Position"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 32301000000)
    assert cell.number_format == '"✗ "#,##0,,;"✗ "(#,##0,,)'
    assert cell.fill.fgColor.rgb == "FFF8D0CC"
    assert cell.border.left.style == "medium"
    assert "✗ GG-READ-COPY" in cell.comment.text


def test_a_comment_tells_the_likely_correction(book):
    sheet = book["Statements of Income"]
    cell = sheet.cell(find_row(sheet, "Systems Construction", 391), 4)
    assert cell.number_format.startswith('"! "')
    lines = cell.comment.text.splitlines()
    assert lines[0] == "“147,841” in input.txt, line 391, cell 4"
    assert lines[1].startswith("! GG-LAST-001: ")
    assert lines[2] == "likely correction: 147,842"
    assert "us-gaap:Revenues Revenues" in lines
    assert "means 147,841,000 USD, from 147,840,500 to 147,841,500" in lines
    assert lines[-1].startswith("fact https://w3id.org/gaapgraph/report/")


def test_facts_are_a_list_with_dates_as_dates(book):
    sheet = book["Facts"]
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == 939
    [income] = [
        row for row in rows
        if row["concept"] == "us-gaap:OperatingIncomeLoss" and row["unit"] == "JPY" and not row["dimensions"]
        and str(row["end"]) == "2009-03-31 00:00:00" and str(row["start"]) == "2008-04-01 00:00:00"
    ]  # fmt: skip
    assert (income["value"], income["decimals"]) == (2917382000, -3)
    assert (income["least"], income["greatest"]) == (2917381500, 2917382500)
    assert "407:5" in income["places"].split(", ")
    assert income["cell"].startswith("'")
    assert income["fact"].endswith(income["key"])


def test_results_lead_to_their_cells(book):
    sheet = book["Results"]
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    [wrong] = [row for row in rows if (row["line"].value, row["column"].value) == (391, 4)]
    assert wrong["code"].value == "GG-LAST-001"
    assert wrong["likely correction"].value == "147,842"
    assert wrong["cell"].hyperlink.location == wrong["cell"].value
    name, _, place = wrong["cell"].value.rpartition("!")
    assert book[name.strip("'")][place].value == 147841000


def test_the_document_is_described(book):
    sheet = book["Document"]
    about = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    assert about["entity"] == "Internet Initiative Japan Inc."
    assert about["document"] == "input.txt"
    assert re.fullmatch("[0-9a-f]{64}", about["SHA-256"])


def test_the_same_document_gives_the_same_bytes(path, tmp_path):
    again = tmp_path / "again.xlsx"
    assert main(["export", str(INPUT), "--to", "xlsx", "-o", str(again)]) == 0
    assert again.read_bytes() == path.read_bytes()


def test_text_that_looks_like_a_formula_stays_text(sample_report, tmp_path):
    evil = '=HYPERLINK("http://example.org","x")'
    facts = [
        replace(fact, occurrences=tuple(replace(one, label=evil, head="+1") for one in fact.occurrences))
        for fact in sample_report.facts
    ]
    data, out = tmp_path / "evil.nq", tmp_path / "evil.xlsx"
    write_file([replace(sample_report, facts=tuple(facts), title="@SUM(1)")], data)
    assert main(["export", str(data), "--to", "xlsx", "-o", str(out)]) == 0
    book = openpyxl.load_workbook(out)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == evil for cell in cells)
    assert {cell.data_type for cell in cells if cell.value in (evil, "+1", "@SUM(1)")} == {"s"}


@pytest.mark.slow
def test_another_program_computes_the_same(path, shown, tmp_path):
    """What the formulas give is taken out of the file, so that LibreOffice has to compute it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for part in old.infolist():
            new.writestr(part, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", old.read(part)))
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    subprocess.run(
        [*command, "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out", bare], check=True, timeout=300
    )
    computed = openpyxl.load_workbook(tmp_path / "out" / "bare.xlsx", data_only=True)
    formulas = list_formulas(openpyxl.load_workbook(path))
    assert [computed[sheet.title][cell.coordinate].value for sheet, cell in formulas] == [
        shown[sheet.title][cell.coordinate].value for sheet, cell in formulas
    ]


def test_an_unknown_form_says_what_there_is(capsys, tmp_path):
    message = refuse(capsys, str(INPUT), "--to", "ods", "-o", str(tmp_path / "out.ods"))
    forms = "xlsx, nquads-dir, parquet, xbrl, xbrl-json, xbrl-csv, ixbrl, tavi"
    assert message.startswith(f"gaapgraph: --to: 'ods' is no form of export; there is {forms}")


def test_a_file_that_is_no_workbook_is_not_replaced(capsys, tmp_path):
    out = tmp_path / "notes.xlsx"
    out.write_text("mine")
    assert "exists and is no workbook" in refuse(capsys, str(INPUT), "--to", "xlsx", "-o", str(out))
    assert out.read_text() == "mine"


def test_a_workbook_needs_its_ending(capsys, tmp_path):
    assert "does not end in .xlsx" in refuse(capsys, str(INPUT), "--to", "xlsx", "-o", str(tmp_path / "out.xls"))


def test_an_unknown_document_says_what_there_is(capsys, tmp_path):
    out = tmp_path / "out.xlsx"
    message = refuse(capsys, str(INPUT), "--to", "xlsx", "-o", str(out), "--document", "other")
    assert "there is no such document in the data; there is input.txt" in message
    assert not out.exists()


def test_without_the_library_it_says_how_to_get_it(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("gaapgraph.export.workbook.find_spec", lambda name: None)
    message = refuse(capsys, str(INPUT), "--to", "xlsx", "-o", str(tmp_path / "out.xlsx"))
    assert message == "gaapgraph: xlsx: XlsxWriter is not installed; pip install 'gaapgraph[xlsx]'\n"


def test_more_facts_than_a_sheet_has_rows_are_refused(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("gaapgraph.export.lists.MOST_ROWS", 100)
    out = tmp_path / "out.xlsx"
    assert "939 facts are more than the 100 rows" in refuse(capsys, str(INPUT), "--to", "xlsx", "-o", str(out))
    assert not out.exists()
