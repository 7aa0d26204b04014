"""What the lines of a table are, by their units."""

from __future__ import annotations

import pytest

from gaapgraph.model import PURE, SHARES, Unit, count_unit, currency_unit
from gaapgraph.reader.release import read_release
from gaapgraph.tag.figure.line import data_type, read_sheets


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        (None, ""),
        (currency_unit("USD"), "monetary"),
        (Unit(currency_unit("USD").numerator, SHARES.numerator), "perShare"),
        (SHARES, "shares"),
        (PURE, "percent"),
        (count_unit("machines"), "integer"),
    ],
)
def test_a_unit_makes_an_item_type(unit: Unit | None, name: str) -> None:
    assert data_type(unit) == name


STATEMENTS = """Example Tools, Inc. Reports Fourth Quarter 2023 Results

Consolidated Statements of {title}
(in millions)
\tYear ended December 31, 2023\tYear ended December 31, 2022
Net income\t58.5\t51.5
Foreign currency translation\t1.5\t(2.5)
"""


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Income", "income-statement"),
        ("Comprehensive Income", "comprehensive-income"),
        ("Operations and Comprehensive Loss", "income-statement"),
    ],
)
def test_a_statement_of_comprehensive_income_is_of_a_kind_of_its_own(title: str, kind: str) -> None:
    (sheet,) = read_sheets(read_release(STATEMENTS.format(title=title).encode(), "release.txt"))
    assert sheet.table.kind == kind
    assert sheet.table.title.endswith(f"Consolidated Statements of {title}")  # what is in brackets titles nothing


HEADED = """Example Tools, Inc. Reports Fourth Quarter 2023 Results

Consolidated Statements of Comprehensive Income
(in millions)
\tIncrease (Decrease)\tIncrease (Decrease)
\tYear ended December 31, 2023\tYear ended December 31, 2022
Net income\t58.5\t51.5
Foreign currency translation\t1.5\t(2.5)
"""


def test_a_head_that_all_lines_of_a_statement_have_is_no_part_of_their_labels() -> None:
    (sheet,) = read_sheets(read_release(HEADED.encode(), "release.txt"))
    assert [line.head for line in sheet.lines] == ["Increase (Decrease)"] * 2
    assert [[(row.label, takes) for row, takes in line.variants()] for line in sheet.lines] == [
        [("Net income", True)],
        [("Foreign currency translation", True)],
    ]
    assert sheet.lines[1].doubts()[1:] == (0.0, 0.0)


LOSSES = """Example Tools, Inc. Reports Fourth Quarter 2023 Results

Investments
(in millions)
\tAmortized Cost\tGross Unrealized Losses
\tDecember 31, 2023\tDecember 31, 2023
Corporate bonds\t61.5\t(2.5)
Municipal bonds\t40.5\t(1.5)
Total\t102.0\t(4.0)
"""


def test_a_label_without_a_word_of_its_own_is_read_with_its_head() -> None:
    (sheet,) = read_sheets(read_release(LOSSES.encode(), "release.txt"))
    ways = {(line.row.label, line.head): [(row.label, takes) for row, takes in line.variants()] for line in sheet.lines}
    assert ways["Total", "Gross Unrealized Losses"] == [("Total Gross Unrealized Losses", True)]
    assert ways["Municipal bonds", "Amortized Cost"][0] == ("Municipal bonds", False)


@pytest.mark.parametrize(
    ("label", "is_mostly"), [("Leasehold improvements", True), ("Inventories", False), ("", False)]
)
def test_what_most_filers_make_a_member_of_is_known(label: str, is_mostly: bool) -> None:
    text = HEADED.replace("Foreign currency translation", label or "Other")
    (sheet,) = read_sheets(read_release(text.encode(), "release.txt"))
    assert sheet.lines[1].is_mostly_member is is_mostly
