"""A drafted profile says what was found, abstains where nothing was, and never replaces what a person wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gaapgraph.build import draft_from
from gaapgraph.errors import InputError, OutputError
from gaapgraph.language.calendar import FiscalCalendar
from gaapgraph.model import Entity
from gaapgraph.reader.release import read_release
from gaapgraph.tag import load_profile
from gaapgraph.tag.draft.identity import Identity
from gaapgraph.tag.draft.mapping_table import MappingRow, write_rows
from gaapgraph.tag.figure.settlement import Settled
from gaapgraph.tag.label.entry_text import read_entry_table
from gaapgraph.tag.label.mapping import Mapping
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """# Orchard Pumps, Inc. Reports Results for the Fiscal Year Ended June 30, 2024

(in thousands of euros)

|  | Year Ended June 30, 2024 | Year Ended June 30, 2023 |
|---|---:|---:|
| =Net sales | 900 | 800 |
| Gross profit | 4,050 | 3,100 |
| Pump parties held for neighbours | 3 | 4 |
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "pumps.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_the_profile_says_who_and_when(page: Path, tmp_path: Path) -> None:
    draft_from(page, tmp_path / "pumps", cik="1234567")
    profile = load_profile(tmp_path / "pumps")
    assert profile.entity.label == "Orchard Pumps, Inc."
    assert profile.entity.identifiers == (("http://www.sec.gov/CIK", "0001234567"),)
    assert profile.calendar == FiscalCalendar(6, 30)
    assert profile.currency == "http://www.xbrl.org/2003/iso4217#EUR"
    assert (profile.prefix, profile.namespace) == ("pumps", "https://w3id.org/gaapgraph/pumps/")
    assert not profile.is_curated


def test_each_label_has_a_row_with_its_evidence(page: Path, tmp_path: Path) -> None:
    draft_from(page, tmp_path / "pumps")
    table = read_entry_table(tmp_path / "pumps/mappings.sssom.tsv")
    rows = {row["subject_label"]: row for _, row in table.rows}
    assert rows["Gross profit"]["object_id"] == "us-gaap:GrossProfit"
    assert rows["Gross profit"]["subject_id"].endswith(":gross-profit")
    assert (rows["Gross profit"]["seen_at"], rows["Gross profit"]["printed_text"]) == ("t1:3:2", "4,050")
    assert rows["Pump parties held for neighbours"]["object_id"] == "sssom:NoTermFound"
    assert [number for number, _ in table.rows] == sorted(number for number, _ in table.rows)


def test_no_label_is_a_formula_of_a_spreadsheet(page: Path, tmp_path: Path) -> None:
    draft_from(page, tmp_path / "pumps")
    text = (tmp_path / "pumps/mappings.sssom.tsv").read_text(encoding="utf-8")
    assert "\t'=Net sales\t" in text
    assert "=Net sales" in {
        row["subject_label"] for _, row in read_entry_table(tmp_path / "pumps/mappings.sssom.tsv").rows
    }


def test_a_profile_is_never_replaced(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pumps"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="never replaced"):
        draft_from(page, folder)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


def test_a_document_that_names_nobody_needs_a_name(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(PAGE.partition("\n")[2], encoding="utf-8")
    with pytest.raises(InputError, match="--name"):
        draft_from(path, tmp_path / "pumps")
    draft = draft_from(path, tmp_path / "pumps", name="Orchard Pumps, Inc.")
    assert draft.identity.entity.label == "Orchard Pumps, Inc."


@pytest.mark.parametrize("cik", ["12a", "12345678901", "-5"])
def test_a_cik_is_a_number(page: Path, tmp_path: Path, cik: str) -> None:
    with pytest.raises(InputError, match="is no CIK"):
        draft_from(page, tmp_path / "pumps", cik=cik)
    assert not (tmp_path / "pumps").exists()


def test_what_has_the_concepts_of_its_filer_needs_no_mappings(tmp_path: Path) -> None:
    data = tmp_path / "quarter"
    data.mkdir()
    (data / "sub.txt").write_text("adsh\n")
    (data / "num.txt").write_text("adsh\n")
    with pytest.raises(InputError, match="whose concepts are its filer's"):
        draft_from(data, tmp_path / "pumps")


def test_a_year_of_weeks_stays_one_of_weeks() -> None:
    weeks = FiscalCalendar(2, 1, weekday=5)
    assert FiscalCalendar(1, 31, starts_name=True).refine(weeks) == FiscalCalendar(2, 1, starts_name=True, weekday=5)
    assert FiscalCalendar(6, 30).refine(weeks) == FiscalCalendar(6, 30)
    assert FiscalCalendar(1, 31).refine(FiscalCalendar(12, 31)) == FiscalCalendar(1, 31)


SPLIT = """# Orchard Pumps, Inc. Reports Results for the Fiscal Year Ended June 30, 2024

(in thousands of euros, except numbers of pumps)

|  | Year Ended June 30, 2024 | Year Ended June 30, 2023 |
|---|---:|---:|
| Gross profit | 4,050 | 3,100 |
| Shares outstanding | 3,000 | 4,000 |
| Weighted-average shares outstanding, basic | 3,000 | 4,000 |
| Weighted-average shares outstanding, diluted | 3,100 | 4,100 |
"""


def test_the_currency_is_that_of_amounts_however_many_shares_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "pumps.md"
    path.write_text(SPLIT, encoding="utf-8")
    assert draft_from(path, tmp_path / "pumps").identity.currency == "EUR"


def test_a_sign_is_written_where_a_positive_print_means_a_negative_value() -> None:
    figure = read_release(PAGE.encode(), "pumps.md").figures[0]
    entity = Entity("urn:x:pumps", "Pumps")
    identity = Identity(entity=entity, prefix="pumps", currency="", calendar=FiscalCalendar(6, 30))
    for sign, has_sign, written in ((-1, True, "-1"), (1, True, ""), (1, False, "")):
        mapping = Mapping(
            "", "Gross profit", "skos:exactMatch", f"{US_GAAP}GrossProfit", "", "", "", sign=sign, has_sign=has_sign
        )
        table = write_rows([MappingRow(figure, Settled(mapping=mapping))], identity, "pumps.md")
        head, row = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
        assert dict(zip(head, row, strict=True))["sign"] == written
