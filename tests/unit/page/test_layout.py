"""The IIJ release laid out as it is printed; what is asserted stands in the shipped tables of the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaapgraph.build import can_account
from gaapgraph.document.place import format_place
from gaapgraph.graph import Dataset, list_networks, show_unit
from gaapgraph.page import (
    Passage,
    Table,
    find_source,
    lay_out,
    list_documents,
    list_texts,
)
from gaapgraph.store import load_store, write_reports
from gaapgraph.write.kind import MARK

RELEASE = Path(__file__).parents[3] / "instances" / "iij" / "fy2008-release" / "release.trig"


@pytest.fixture(scope="module")
def known():
    store = load_store([RELEASE])
    dataset = Dataset(store)
    document = list_documents(dataset)[0]
    return document, dataset.figures(document=document.iri), list_networks(dataset, document.report)


@pytest.fixture(scope="module")
def with_text(known):
    document, figures, networks = known
    return lay_out(figures, networks, find_source(document, figures, list_texts([RELEASE])))


@pytest.fixture(scope="module")
def without_text(known):
    _, figures, networks = known
    return lay_out(figures, networks)


def find_table(parts, line) -> Table:
    return next(part for part in parts if isinstance(part, Table) and part.first_line <= line <= part.last_line)


def find_row(parts, line):
    return next(row for row in find_table(parts, line).rows if row.line == line)


@pytest.mark.parametrize("layout", ["with_text", "without_text"])
def test_every_figure_has_one_place(known, layout, request):
    parts = request.getfixturevalue(layout)
    placed = [figure.iri for part in parts for figure in part.figures]
    assert sorted(placed) == sorted(figure.iri for figure in known[1])
    assert len(placed) == len(set(placed))


def test_the_document_is_known(known):
    document, figures, _ = known
    assert document.file_name == "iij-fy2008-release.txt"
    assert document.entity_name == "Internet Initiative Japan Inc."
    assert document.issued == "2009-05-15"
    places = [format_place(figure.place) for figure in figures if figure.line == 407]
    assert places == ["407:2", "407:3", "407:4", "407:5", "407:6"]


def test_heads_are_those_of_the_document(with_text):
    table = find_table(with_text, 407)
    assert table.title == "Consolidated Statements of Income (Unaudited)"
    assert table.is_primary
    assert (table.first_line, table.last_line) == (381, 420)
    assert [row.line for row in table.rows if row.kind == "head"] == [381, 382, 383]
    assert table.columns[3].heads == ("Fiscal Year Ended March 31, 2009", "Thousands of U.S. Dollars")
    assert table.columns[4].heads == ("Thousands of JPY",)
    assert [show_unit(column.unit) for column in table.columns] == [
        "", "JPY", "pure", "USD", "JPY", "pure",
    ]  # fmt: skip


def test_headings_name_the_rows_below_them(with_text):
    assert find_row(with_text, 384).kind == "heading"
    assert find_row(with_text, 384).label == "REVENUES:"
    assert find_row(with_text, 363).kind == "heading"


def test_items_are_set_in_and_totals_are_flush(with_text, without_text):
    for parts in (with_text, without_text):
        depths = {line: find_row(parts, line).depth for line in (386, 388, 389, 394, 396, 402, 407, 416, 417, 420)}
        assert depths == {386: 1, 388: 1, 389: 0, 394: 0, 396: 0, 402: 0, 407: 0, 416: 0, 417: 0, 420: 0}
        assert find_row(parts, 396).is_total
        assert not find_row(parts, 394).is_total


def test_items_below_their_total_are_set_in(with_text):
    assert [find_row(with_text, line).depth for line in (190, 191, 196, 197, 200, 201)] == [0, 1, 1, 0, 1, 0]


def test_a_row_keeps_its_cells_and_their_print(with_text, without_text):
    for parts in (with_text, without_text):
        row = find_row(parts, 407)
        assert row.label == "OPERATING INCOME"
        assert [cell.text for cell in row.cells if cell.start] == ["4,759,364", "7.1", "29,424", "2,917,382", "4.2"]
        assert str(row.cells[4].figures[0].value) == "2917382000"


def test_figures_in_a_label_stand_in_its_cell(with_text, without_text):
    for parts in (with_text, without_text):
        label = find_row(parts, 332).cells[0]
        assert [figure.text for figure in label.figures] == ["JPY 24,677 thousand", "JPY 22,072 thousand"]


def test_prose_has_its_figures_in_order(with_text):
    prose = {part.line: part for part in with_text if isinstance(part, Passage)}
    assert [figure.text for figure in prose[75].figures] == ["JPY69,731 million", "4.3%"]
    assert prose[75].text is None  # the shipped text has no sentences
    assert prose[377].text == "Consolidated Statements of Income (Unaudited)"


def test_without_the_text_columns_have_their_period_and_unit(without_text):
    table = find_table(without_text, 407)
    assert table.title == "Consolidated Statements of Income (Unaudited)"
    assert table.rows[0].line == 386
    assert str(table.columns[4].period) == "2008-04-01/2009-03-31"
    assert table.columns[5].heads == ("of total revenues",)


def test_another_text_is_not_taken_for_the_document(known, tmp_path):
    document, figures, _ = known
    text = (RELEASE.parent / "input.txt").read_text(encoding="utf-8")
    (tmp_path / "notes.txt").write_text("Nothing of it.\n", encoding="utf-8")
    (tmp_path / "other.txt").write_text(text.replace("2,917,382", "2,917,383"), encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01")
    assert find_source(document, figures, list_texts([tmp_path])) is None
    (tmp_path / "same.txt").write_text(text, encoding="utf-8")
    source = find_source(document, figures, list_texts([tmp_path]))
    assert source is not None
    assert not source.is_whole


def test_a_page_of_ours_is_no_excerpt_of_a_document(known, tmp_path):
    document, figures, _ = known
    text = (RELEASE.parent / "input.txt").read_text(encoding="utf-8").rstrip("\n") + "\nfrom elsewhere\n"
    for head, is_taken in (("<!-- a page -->", True), (MARK, False)):
        (tmp_path / "page.txt").write_text(text.replace("\n", f"{head}\n", 1), encoding="utf-8")
        assert (find_source(document, figures, [tmp_path / "page.txt"]) is not None) is is_taken


def test_numbers_of_documents_alone_are_accounted_for(tmp_path):
    text = RELEASE.parent / "input.txt"
    assert can_account(text)
    (tmp_path / "a.xml").write_text('<x:xbrl xmlns:x="http://www.xbrl.org/2003/instance"/>', encoding="utf-8")
    assert not can_account(tmp_path / "a.xml")


def test_rows_of_html_that_share_a_line_stay_apart(tmp_path):
    import gaapgraph

    page = tmp_path / "halden.htm"
    page.write_bytes((Path(__file__).parents[2] / "golden" / "releases" / "halden-2024q2" / "input.htm").read_bytes())
    write_reports([gaapgraph.read(page)], tmp_path / "halden.nq")
    store = load_store([tmp_path / "halden.nq"])
    dataset = Dataset(store)
    document = list_documents(dataset)[0]
    figures, networks = dataset.figures(document=document.iri), list_networks(dataset, document.report)
    source = find_source(document, figures, list_texts([tmp_path / "halden.nq"]))
    assert source is not None
    assert source.is_whole
    for parts in (lay_out(figures, networks, source), lay_out(figures, networks)):
        table = next(part for part in parts if isinstance(part, Table))
        rows = [row for row in table.rows if row.kind == "item"]
        assert [row.label for row in rows[:3]] == ["Net sales", "Cost of goods sold", "Gross profit"]
        assert {len([cell for cell in row.cells if cell.figures]) for row in rows[:3]} == {4}
    places = [[cell.start for cell in row.cells if cell.figures] for row in rows[:2]]
    assert places[0] == places[1]  # where the graph alone is laid out, a currency mark moves no figure
