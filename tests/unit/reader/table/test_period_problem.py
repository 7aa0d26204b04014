"""When figures hold: one problem for a table, over its heads, captions, headings and rows."""

from __future__ import annotations

import pytest

from gaapgraph.reader.release import read_release


def periods(text: str, name: str = "r.html") -> dict[str, str]:
    """Return the period of each printed figure."""
    return {figure.printed: str(figure.period) for figure in read_release(text.encode(), name).figures}


def page(caption: str, *rows: tuple[str, ...]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    cover = "<p>For the fiscal year ended December 31, 2024</p>"
    return f"<html><body>{cover}<p>{caption}</p><table>{cells}</table></body></html>"


def test_bare_years_below_a_caption_of_two_days_are_those_days():
    found = periods(
        page(
            "Property consisted of the following as of November 29, 2024 and December 1, 2023:",
            ("", "2024", "2023"),
            ("Buildings", "1,067", "1,069"),
            ("Land", "163", "164"),
        )
    )
    assert found["1,067"] == "2024-11-29"
    assert found["164"] == "2023-12-01"


def test_flows_below_a_caption_of_years_are_durations():
    found = periods(
        page(
            "Interest expense for the years ended December 31, 2024 and 2023 was:",
            ("", "2024", "2023"),
            ("Interest expense", "169", "113"),
            ("Amortization", "12", "14"),
        )
    )
    assert found["169"] == "2024-01-01/2024-12-31"
    assert found["14"] == "2023-01-01/2023-12-31"


def test_opening_and_closing_balances_of_a_duration_are_instants():
    found = periods(
        page(
            "Statements of shareholders' equity",
            ("", "Year ended December 31, 2024"),
            ("Beginning balances", "73,812"),
            ("Common stock issued", "1,423"),
            ("Ending balances", "83,276"),
        )
    )
    assert found["73,812"] == "2023-12-31"
    assert found["1,423"] == "2024-01-01/2024-12-31"
    assert found["83,276"] == "2024-12-31"


def test_movements_run_between_balances_of_which_the_first_is_dated_a_day_late():
    found = periods(
        page(
            "Option activity",
            ("", "Options", "Amount"),
            ("Outstanding at January 1, 2024", "3.0", "$ 217"),
            ("Granted", "0.2", "$ 476"),
            ("Outstanding at December 31, 2024", "2.1", "$ 273"),
        )
    )
    assert found["3.0"] == "2023-12-31"
    assert found["0.2"] == "2024-01-01/2024-12-31"
    assert found["2.1"] == "2024-12-31"


def test_columns_between_two_days_are_the_time_between_them():
    found = periods(
        page(
            "Components for the years ended December 31, 2024 and 2023 were:",
            ("", "December 31, 2023", "Increase / (Decrease)", "Reclassifications", "December 31, 2024"),
            ("Translation", "(1,119)", "(439)", "17", "(1,541)"),
            ("Hedges", "(17)", "149", "(183)", "(51)"),
        )
    )
    assert found["(1,119)"] == "2023-12-31"
    assert found["(439)"] == "2024-01-01/2024-12-31"
    assert found["(51)"] == "2024-12-31"


def test_a_year_beside_the_label_completes_heads_without_one():
    found = periods(
        page(
            "Segments",
            ("", "", "Three Months Ended March 31", "Nine Months Ended March 31"),
            ("Beauty", "2025", "$ 3,490", "$ 11,231"),
            ("", "2024", "3,550", "11,496"),
        )
    )
    assert found["$ 3,490"] == "2025-01-01/2025-03-31"
    assert found["11,496"] == "2023-07-01/2024-03-31"
    assert "2025" not in found


def test_years_to_come_are_maturities_at_the_balance_sheet_date():
    found = periods(
        page(
            "Maturities of long-term debt as of December 31, 2024 are as follows:",
            ("", "Amount"),
            ("2025", "$ 2,598"),
            ("2026", "3,451"),
            ("2027", "1,741"),
            ("Thereafter", "22,914"),
        )
    )
    assert set(found.values()) == {"2024-12-31"}


@pytest.mark.parametrize("head", ["2024", "2023"])
def test_two_dates_in_one_head_go_to_the_columns_of_their_years(head):
    text = (
        "HOLM STORES\n\n                      For the 13        For the 26\n"
        "                     Weeks Ended       Weeks Ended\n"
        "                   June 29, 2024 and June 29, 2024 and\n"
        "                    July 1, 2023      July 1, 2023\n"
        "                    2024    2023      2024    2023\n\n"
        "Sales              8,700   8,850    16,400  16,300\nCosts              6,280   6,400    11,900  11,870\n"
    )
    found = periods(text, "r.txt")
    assert found["8,700" if head == "2024" else "8,850"].endswith("2024-06-29" if head == "2024" else "2023-07-01")


def test_columns_that_no_head_tells_apart_have_no_period_and_one_finding():
    text = page(
        "Sales for the year ended December 31, 2024:", ("", "", ""), ("North", "10", "20"), ("South", "30", "40")
    )
    reading = read_release(text.encode(), "r.html")
    assert {str(figure.period) for figure in reading.figures if figure.within is not None} == {"None"}
    assert [finding.code for finding in reading.findings].count("GG-READ-PERIOD") == 1


def test_a_heading_that_names_balances_dates_rows_that_name_places():
    found = periods(
        page(
            "Revenues and long-lived assets by region are as follows:",
            ("", "Fiscal Years Ended December 31, 2024"),
            ("Revenues:", ""),
            ("Net sales in the U.S.", "557"),
            ("Long-lived assets:", ""),
            ("Total long-lived assets", "139"),
        )
    )
    assert found["557"] == "2024-01-01/2024-12-31"
    assert found["139"] == "2024-12-31"
