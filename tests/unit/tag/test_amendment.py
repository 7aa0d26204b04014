"""Corrections change what they are about, and nothing where the print does not bear them out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.errors import InputError
from gaapgraph.model import Duration, Instant
from gaapgraph.reader.release import read_release
from gaapgraph.tag import amend, find_profile, read_corrections, tag_release
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from pathlib import Path

    from gaapgraph.tag.figure.amendment import Amendment

PAGE = """# Orchard Pumps, Inc. Reports Results for the Year Ended December 31, 2024

## Statements of Cash Flows

(in millions, except share data)

|  | Year Ended December 31, 2024 | Year Ended December 31, 2023 |
|---|---:|---:|
| Net income | 40.5 | 31.0 |
| Purchases of pumps | 12.0 | 9.5 |
| Cash at beginning of year | 5.5 | 0 |
| Cash at end of year | 8.0 | 5.5 |
| Earnings per share | 2.02 | 1.55 |
"""
HEAD = "place\tscope\tprinted_text\tpart\tvalue\tauthor\treason\n"
YEAR = Duration(date(2024, 1, 1), date(2024, 12, 31))


def corrected(tmp_path: Path, *rows: str, head: str = HEAD, document: str = "", required: bool = False) -> Amendment:
    path = tmp_path / "corrections.tsv"
    text = (f"# document: {document}\n" if document else "") + head + "".join(f"{row}\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    reading = read_release(PAGE.encode(), "pumps.md")
    return amend(reading, [read_corrections(path, {"pumps": "https://example.org/"}, is_required=required)])


def figure(amendment: Amendment, printed: str):
    return next(one for one in amendment.reading.figures if one.printed == printed)


def test_the_page_is_read_as_the_corrections_below_assume(tmp_path: Path) -> None:
    found = corrected(tmp_path)
    assert figure(found, "40.5").value == Decimal("40500000.0")
    assert figure(found, "40.5").period == YEAR
    assert figure(found, "8.0").period == Instant(date(2024, 12, 31))


def test_a_column_gets_another_period_and_its_balances_the_ends_of_that(tmp_path: Path) -> None:
    found = corrected(tmp_path, "t1:2:2\tcolumn\t40.5\tperiod\t2024-02-01/2025-01-31\tA. Reader\tweeks")
    assert figure(found, "40.5").period == Duration(date(2024, 2, 1), date(2025, 1, 31))
    assert figure(found, "8.0").period == Instant(date(2025, 1, 31))
    assert figure(found, "31.0").period == Duration(date(2023, 1, 1), date(2023, 12, 31))
    (one,) = found.corrections
    assert (one.author, one.reason, one.before) == ("A. Reader", "weeks", ("2024-01-01/2024-12-31",)) or one.before
    assert len(one.places) == 5


def test_a_table_gets_another_scale_and_its_amounts_per_share_keep_theirs(tmp_path: Path) -> None:
    found = corrected(tmp_path, "t1:2:2\ttable\t40.5\tscale\t1,000\tA. Reader\tthousands")
    assert (figure(found, "40.5").value, figure(found, "40.5").decimals) == (Decimal("40500"), -2)
    assert figure(found, "2.02").value == Decimal("2.02")
    assert figure(found, "0").value == 0


def test_a_currency_carries_over_to_amounts_per_share(tmp_path: Path) -> None:
    found = corrected(tmp_path, "t1:2:2\ttable\t40.5\tunit\tCAD\tA. Reader\tCanadian")
    assert str(figure(found, "40.5").unit) == "CAD"
    assert str(figure(found, "2.02").unit) == "CAD / shares"


def test_a_row_is_known_by_its_label_and_gets_a_concept_and_a_sign(tmp_path: Path) -> None:
    concept = "PaymentsToAcquireMachineryAndEquipment"
    found = corrected(
        tmp_path,
        f"t1:3\trow\tPurchases of pumps\tconcept\tus-gaap:{concept}\tA. Reader\tpumps are machines",
        "t1:3\trow\tPurchases of pumps\tsign\t-1\tA. Reader\tto try it",
    )
    report = tag_release(found.reading, find_profile(found.reading), found)
    values = [fact.value for fact in report.facts if fact.dimensions.concept == US_GAAP + concept]
    assert values == [Decimal("-12000000"), Decimal("-9500000")]
    mapping = next(one for one in report.mappings if one.object == US_GAAP + concept)
    assert mapping.comment == "pumps are machines (A. Reader)"
    assert [one.part for one in report.corrections] == ["concept", "sign"]


def test_what_a_spreadsheet_does_to_a_cell_does_no_harm(tmp_path: Path) -> None:
    found = corrected(tmp_path, '"t1:2:2"\tcell\t40.50\tscale\t"1,000"\tA. Reader\t"thousands, it says"\t\t')
    assert figure(found, "40.5").value == Decimal("40500")
    assert found.corrections[0].reason == "thousands, it says"


@pytest.mark.parametrize(
    ("place", "printed", "says"),
    [("t1:2:2", "41.5", "finds “40.5”"), ("t1:9:2", "40.5", "no figure was read"), ("t1:3", "Sales", "finds “Purch")],
)
def test_where_the_print_is_another_nothing_changes(tmp_path: Path, place: str, printed: str, says: str) -> None:
    scope = "cell" if place.count(":") > 1 else "row"
    found = corrected(tmp_path, f"{place}\t{scope}\t{printed}\tscale\t1000\tA. Reader\tthousands")
    assert found.reading.figures == corrected(tmp_path).reading.figures
    assert found.corrections == []
    (finding,) = found.findings
    assert finding.code == "GG-READ-CORRECTION"
    assert says in finding.message
    assert finding.message.endswith("it is set aside.")


def test_corrections_of_another_document_are_passed_over_or_refused(tmp_path: Path) -> None:
    row = "t1:2:2\tcell\t40.5\tscale\t1000\tA. Reader\tthousands"
    assert corrected(tmp_path, row, document="Vineyard Pumps").corrections == []
    with pytest.raises(InputError, match="is for “Vineyard Pumps”"):
        corrected(tmp_path, row, document="Vineyard Pumps", required=True)
    assert len(corrected(tmp_path, row, document="Orchard Pumps, Inc.", required=True).corrections) == 1


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("t1\trow\tx\tscale\t1000\tA\tb", "names no row"),
        ("t1:2\tcell\tx\tscale\t1000\tA\tb", "names no cell"),
        ("here\tcell\tx\tscale\t1000\tA\tb", "is no place"),
        ("t1:2:2\tpage\tx\tscale\t1000\tA\tb", "scope 'page' is none of"),
        ("t1:2:2\tcell\tx\tvalue\t1000\tA\tb", "part 'value' is none of"),
        ("t1:2:2\tcell\tx\tscale\t1500\tA\tb", "no power of ten"),
        ("t1:2:2\tcell\tx\tperiod\t2024-13-01\tA\tb", "is no period"),
        ("t1:2:2\tcell\tx\tunit\tdollars\tA\tb", "is no unit"),
        ("t1:2:2\tcell\tx\tsign\tminus\tA\tb", "sign 'minus' is none"),
        ("t1:2:2\tcell\tx\tconcept\tus-gaap:Revenue\tA\tb", "see us-gaap:Revenues"),
        ("t1:2:2\tcell\tx\tconcept\tacme:Revenue\tA\tb", "has a prefix that is not known"),
        ("t1:2:2\tcell\t40.5\tscale\t1000\t\tb", "says no author"),
        ("t1:2:2\tcell\t40.5\tscale\t1000\tA\t", "says no reason"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_line(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        corrected(tmp_path, row)
    assert "corrections.tsv:2" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_without_a_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="column 'reason' is missing"):
        corrected(tmp_path, head="place\tscope\tprinted_text\tpart\tvalue\n")
