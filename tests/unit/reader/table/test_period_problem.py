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


def test_heads_whose_line_breaks_were_lost_still_name_their_months():
    text = """# Alder Labs Ltd. reports third quarter results

| | Three months endedDecember 31 | | Nine months endedDecember 31 | |
| --- | --- | --- | --- | --- |
| (thousands of dollars) | 2024 | 2023 | 2024 | 2023 |
| Revenue | 35,773 | 33,007 | 95,763 | 76,388 |
| Net income | 9,606 | 5,610 | 17,333 | 19,030 |
"""
    found = periods(text, "r.md")
    assert found["33,007"] == "2023-10-01/2023-12-31"
    assert found["19,030"] == "2023-04-01/2023-12-31"


def test_twelve_months_may_be_written_12m():
    found = periods(
        page(
            "Fleet data", ("", "Q4 2024", "12M 2024"), ("Voyage days for fleet", "1,010", "3,700"), ("Other", "7", "9")
        )
    )
    assert found["1,010"] == "2024-10-01/2024-12-31"
    assert found["3,700"] == "2024-01-01/2024-12-31"


def test_the_year_in_which_a_ship_was_built_is_no_day_of_its_size():
    found = periods(
        page(
            "As of February 13, 2025, the fleet is the following:",
            ("Name", "Year Built", "Country", "Size (dwt)"),
            ("Sea Wand", "2008", "Korea", "47,000"),
            ("Sea Dale", "2011", "Japan", "46,000"),
        )
    )
    assert found["47,000"] == "2025-02-13"
    assert "2008" not in found


def test_quarter_and_year_to_one_day_are_no_balances_though_the_rows_name_none():
    found = periods(
        page(
            "Net operating income at share (amounts in thousands)",
            ("", "Three Months Ended December 31, 2024", "Year Ended December 31, 2024"),
            ("Office", "193,215", "706,592"),
            ("Retail", "48,238", "191,379"),
        )
    )
    assert found["193,215"] == "2024-10-01/2024-12-31"
    assert found["191,379"] == "2024-01-01/2024-12-31"


def test_rows_that_lead_to_a_span_hold_in_it():
    found = periods(
        page(
            "Reconciliation (amounts in thousands)",
            ("", "Total", "North", "Mart"),
            ("NOI for the three months ended September 30, 2024", "272,298", "233,461", "38,837"),
            ("Development properties", "(6,574)", "(6,573)", "(1)"),
            ("Same store NOI for the three months ended September 30, 2024", "265,724", "226,888", "38,836"),
        )
    )
    assert found["(6,574)"] == found["(1)"] == "2024-07-01/2024-09-30"


def test_adjustments_between_two_columns_of_one_year_are_of_that_year():
    found = periods(
        page(
            "Three Months Ended May 31, (in millions)",
            ("", "2024 GAAP", "Adj.", "2024 Non-GAAP", "2023 GAAP", "Adj.", "2023 Non-GAAP"),
            ("Revenues", "900", "11", "911", "800", "12", "812"),
            ("Expenses", "700", "(13)", "687", "600", "(14)", "586"),
        )
    )
    assert found["11"] == found["911"]
    assert found["12"] == found["812"] != found["11"]


def test_what_a_filing_of_another_year_is_called_is_not_the_period_reported_on():
    text = """<p>Brook plc Reports Fourth Quarter and Full Year 2024 Results</p><p>Risks are described in the
    Annual Report on Form 20-F for the year ended December 31, 2023, filed on March 28, 2024.</p>
    <table><tr><td></td><td>2024</td></tr><tr><td>Revenues</td><td>$ 5,123</td></tr></table>"""
    assert str(read_release(text.encode(), "r.html").period) == "2024-01-01/2024-12-31"


def test_what_is_over_is_no_outlook_though_its_table_inherits_the_title_of_one():
    text = """<p>For the fiscal year ended December 31, 2024</p>
    <p>Reconciliation of the 2025 EBITDA Guidance (in millions)</p>
    <table><tr><td></td><td>Mid-Point of Range</td></tr><tr><td>Net earnings</td><td>$ 1,090</td></tr>
    <tr><td>EBITDA</td><td>$ 2,250</td></tr></table>
    <table><tr><td></td><td>Year Ended December 31, 2024</td></tr>
    <tr><td>Selling price</td><td>$ 21.95</td></tr></table>"""
    by = {figure.printed: figure for figure in read_release(text.encode(), "r.html").figures}
    assert by["$ 1,090"].is_forecast
    assert str(by["$ 1,090"].period) == "2025-01-01/2025-12-31"
    assert by["$ 1,090"].value == 1_090_000_000
    assert not by["$ 21.95"].is_forecast


def test_what_a_plan_has_cost_to_date_stands_at_the_day():
    found = periods(
        page(
            "Pre-tax charges of the plan for the year ended December 31, 2024 were:",
            ("", "Plan to Date", "2024"),
            ("Cost of revenue", "1,478", "31"),
            ("Research and development", "3,545", "254"),
        )
    )
    assert found["1,478"] == "2024-12-31"
    assert found["254"] == "2024-01-01/2024-12-31"


def test_the_year_of_a_change_tells_which_two_years_it_compares():
    text = page(
        "The components of operating expenses for the years ended December 31 were:",
        ("", "2024", "2023", "2022", "2024 Increase", "2023 Increase"),
        ("Personnel", "6,673", "6,022", "5,263", "11%", "14%"),
        ("Professional fees", "528", "475", "462", "12%", "3%"),
    )
    compared = {
        figure.printed: (str(figure.period), str(figure.comparative))
        for figure in read_release(text.encode(), "r.html").figures
    }
    assert compared["11%"] == ("2024-01-01/2024-12-31", "2023-01-01/2023-12-31")
    assert compared["14%"] == ("2023-01-01/2023-12-31", "2022-01-01/2022-12-31")


def test_a_table_that_goes_on_after_a_blank_line_has_the_columns_of_the_one_before():
    text = (
        "Corvid Trust today reported its results for the year ended December 31, 2024 (in thousands):\n\n"
        "| NOI at share: | 2024 | 2023 |\n| --- | --- | --- |\n"
        "| Office | 706,592 | 727,000 |\n| Retail | 191,379 | 188,561 |\n\n"
        "| NOI at share - cash basis: | | |\n| --- | --- | --- |\n"
        "| Office | 698,138 | 726,914 |\n| Retail | 176,798 | 180,932 |\n"
    )
    found = periods(text, "r.md")
    assert (found["698,138"], found["726,914"]) == ("2024-01-01/2024-12-31", "2023-01-01/2023-12-31")


def test_a_label_states_shares_issued_and_outstanding_as_two_facts_and_no_shares_as_none():
    text = page(
        "Consolidated Balance Sheets (in millions, except par value)",
        ("", "December 31, 2024", "December 31, 2023"),
        ("Preferred stock, $0.01 par value; 5 shares authorized; no shares issued", "0", "0"),
        ("Common stock, $0.01 par value; 90 shares authorized; 61 and 60 shares issued and outstanding", "9", "8"),
        ("Treasury stock, at cost (16 and 14 shares, respectively)", "(7)", "(6)"),
    )
    stated = {
        (figure.label, str(figure.period)): figure.value
        for figure in read_release(text.encode(), "r.html").figures
        if figure.unit is not None and not figure.unit.currency and "shares" in figure.full_label
    }
    assert stated["shares issued", "2024-12-31"] == stated["shares outstanding", "2024-12-31"] == 61_000_000
    assert stated["shares issued", "2023-12-31"] == 60_000_000


def test_days_above_a_roll_forward_end_the_years_in_which_it_moves():
    found = periods(
        page(
            "The changes in unrecognized tax benefits are as follows as of:",
            ("", "DECEMBER 31,", "DECEMBER 31,"),
            ("(Dollars in millions)", "2024", "2023"),
            ("Unrecognized tax benefits, beginning of the period", "990", "936"),
            ("Settlements", "(5)", "(22)"),
            ("Unrecognized tax benefits, end of the period", "1,026", "991"),
        )
    )
    assert found["990"] == "2023-12-31"
    assert found["(5)"] == "2024-01-01/2024-12-31"
    assert found["(22)"] == "2023-01-01/2023-12-31"
    assert found["1,026"] == "2024-12-31"


def test_what_a_segment_holds_stands_below_a_year_of_what_it_earns():
    found = periods(
        page(
            "Information by segment (dollars in millions):",
            ("", "YEAR ENDED DECEMBER 31, 2024", "YEAR ENDED DECEMBER 31, 2024"),
            ("", "EUROPE", "ASIA"),
            ("Revenues", "19,572", "12,257"),
            ("Cost of sales", "11,056", "6,967"),
            ("Demand creation expense", "1,633", "1,222"),
            ("Inventories", "3,198", "2,042"),
        )
    )
    assert found["11,056"] == "2024-01-01/2024-12-31"
    assert found["3,198"] == found["2,042"] == "2024-12-31"


def test_changes_of_inventories_in_a_statement_of_cash_flows_are_flows():
    found = periods(
        page(
            "Selected information (in millions):",
            ("", "Year ended December 31, 2024"),
            ("Net income", "700"),
            ("Inventories", "(35)"),
            ("Net cash provided by operating activities", "655"),
        )
    )
    assert found["(35)"] == "2024-01-01/2024-12-31"


def test_a_column_of_fair_values_stands_at_the_end_of_its_bare_year():
    found = periods(
        page(
            "The identified intangible assets acquired during the years ended December 31 were:",
            ("", "2024", "2023"),
            ("", "Acquisition Date Fair Value", "Acquisition Date Fair Value"),
            ("Developed technologies", "530", "100"),
            ("Customer relationships", "781", "25"),
        )
    )
    assert found["530"] == "2024-12-31"
    assert found["25"] == "2023-12-31"


def test_inputs_of_a_valuation_hold_at_its_day():
    found = periods(
        page(
            "Fair value was calculated using the following significant unobservable inputs:",
            ("years ended December 31", "2024", "2024"),
            ("", "Range", "Weighted Average"),
            ("Discount rate", "4.6% - 5.2%", "4.8%"),
        )
    )
    assert found["4.8%"] == "2024-12-31"


def test_a_stub_of_a_quarter_dates_bare_years():
    found = periods(
        page(
            "Fourth quarter financial results",
            ("quarter ended December 31 (in millions)", "2024", "2023"),
            ("Net revenues", "15,102", "14,301"),
        )
    )
    assert found["15,102"] == "2024-10-01/2024-12-31"


def test_the_sentence_next_to_a_table_goes_before_the_one_that_leads_to_it():
    found = periods(
        page(
            "No notes were issued in fiscal 2024. The notes issued during fiscal 2023 are as follows:",
            ("", "Net proceeds"),
            ("Senior notes", "748"),
        )
    )
    assert found["748"] == "2023-01-01/2023-12-31"


ALLOCATION = (
    ("", ""),
    ("Cash and equivalents", "361"),
    ("Goodwill", "1,702"),
    ("Total net assets acquired", "2,063"),
)


def test_a_purchase_price_is_allocated_as_of_the_day_of_the_acquisition():
    deal = "On August 1, 2024, the Company completed its previously announced acquisition of Beta Inc."
    leads = (
        "The allocation has not been finalized as of December 31, 2024.</p><p>"
        "The following table summarizes the fair value of assets acquired as of the acquisition date (in millions):"
    )
    assert periods(page(f"{deal}</p><p>{leads}", *ALLOCATION))["361"] == "2024-08-01"
    # the day of another deal does not hold, and without a day the figures have none
    other = f"{deal}</p><p>Acquisition of Gamma</p><p>{leads}"
    assert periods(page(other, *ALLOCATION))["361"] == "None"
    findings = read_release(page(other, *ALLOCATION).encode(), "r.html").findings
    assert [one.code for one in findings if "acquisition" in one.message] == ["GG-READ-PERIOD"]


def test_notes_stand_at_their_day_of_issue_and_what_was_paid_for_them_flowed_in_its_year():
    found = periods(
        page(
            "Debt issued is as follows (amounts in millions):",
            ("Issue Date", "Principal Amount", "Interest Rate", "Net Proceeds"),
            ("April 18, 2023", "$750", "4.000%", "$748"),
            ("June 20, 2023", "$500", "4.100%", "$497"),
        )
    )
    assert found["$750"] == found["4.000%"] == "2023-04-18"
    assert found["$497"] == "2023-01-01/2023-12-31"


def test_amounts_of_a_label_with_times_of_their_own_hold_at_those_alone():
    text = page(
        "Comprehensive income for the years ended December 31 (in millions)",
        ("", "2024", "2023"),
        ("Net earnings", "4,286", "4,873"),
        ("Translation, net of tax expense (benefit) of $(39) in 2024 and $15 in 2023", "(1,008)", "407"),
    )
    found = [
        (figure.printed, str(figure.period))
        for figure in read_release(text.encode(), "r.html").figures
        if figure.printed in ("$(39)", "$15")
    ]
    assert found == [("$(39)", "2024-01-01/2024-12-31"), ("$15", "2023-01-01/2023-12-31")]


def test_balances_below_a_span_stand_at_its_end_and_not_at_the_end_of_the_year():
    found = periods(
        "<html><body><p>For the quarterly period ended June 30, 2025</p><p>Statements of Cash Flows</p><table>"
        "<tr><td>Millions, for the six months ended June 30,</td><td>2025</td><td>2024</td></tr>"
        "<tr><td>Cash provided by operating activities</td><td>4,543</td><td>4,033</td></tr>"
        "<tr><td>Cash at beginning of year</td><td>1,028</td><td>1,074</td></tr>"
        "<tr><td>Cash at end of period</td><td>1,083</td><td>1,147</td></tr>"
        "<tr><td>Cash and cash equivalents</td><td>1,060</td><td>1,137</td></tr></table></body></html>"
    )
    assert found["4,543"] == "2025-01-01/2025-06-30"
    assert found["1,060"] == "2025-06-30"
    assert found["1,137"] == "2024-06-30"


def test_a_year_that_is_not_over_is_the_year_to_date():
    found = periods(
        "<html><body><p>For the quarterly period ended June 30, 2025</p>"
        "<table><tr><td></td><td>June 30, 2025</td></tr><tr><td>Total assets</td><td>900</td></tr></table>"
        "<p>The costs were:</p><table>"
        "<tr><td></td><td>2025</td><td>2024</td></tr>"
        "<tr><td>Compensation expense</td><td>43</td><td>42</td></tr>"
        "<tr><td>Income tax benefit</td><td>22</td><td>28</td></tr></table></body></html>"
    )
    assert found["22"] == "2025-01-01/2025-06-30"
    assert found["28"] == "2024-01-01/2024-06-30"


def test_a_beginning_balance_at_the_first_of_january_is_the_end_of_december():
    found = periods(
        page(
            "Changes in accumulated other comprehensive income (in thousands)",
            ("", "Translation"),
            ("Beginning balance at January 1, 2024", "(5,928)"),
            ("Other comprehensive income", "10,166"),
            ("Ending balance at December 31, 2024", "4,238"),
        )
    )
    assert found["(5,928)"] == "2023-12-31"
    assert found["10,166"] == "2024-01-01/2024-12-31"


def test_a_label_of_two_spans_states_an_amount_of_each():
    text = page(
        "Comprehensive income (in thousands)",
        ("", "Three months ended June 30, 2024", "Six months ended June 30, 2024"),
        ("Hedges, net of taxes of $145 and $192 for the three and six months ended June 30, 2024", "500", "700"),
    )
    found = {figure.printed: str(figure.period) for figure in read_release(text.encode(), "r.html").figures}
    assert found["$145"] == found["500"] == "2024-04-01/2024-06-30"
    assert found["$192"] == found["700"] == "2024-01-01/2024-06-30"


def test_dashes_of_a_level_without_a_head_of_its_own_are_figures():
    head = ("(in millions)", "Total", "Level 1", "Level 2")
    table = page("Fair value at December 31, 2024:", head, ("Treasury securities", "138", "—", "138"))
    more = "<table><tr><td>Derivatives</td><td>9</td><td>—</td><td>9</td></tr></table></body>"
    figures = read_release(table.replace("</body>", more).encode(), "r.html").figures
    assert [figure.is_nil for figure in figures if figure.full_label == "Derivatives"] == [False, True, False]
