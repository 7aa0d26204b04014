"""What figures measure: one problem for a table, over words, marks, decimal places and sizes."""

from __future__ import annotations

from decimal import Decimal

from gaapgraph.reader.release import read_release
from gaapgraph.reader.table.scale import share_scale_of


def units(text: str, name: str = "r.html") -> dict[str, tuple[Decimal | None, str]]:
    """Return value and unit of each printed figure."""
    return {figure.printed: (figure.value, str(figure.unit)) for figure in read_release(text.encode(), name).figures}


def page(caption: str, *rows: tuple[str, ...]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    cover = "<p>For the fiscal year ended December 31, 2024</p>"
    return f"<html><body>{cover}<p>{caption}</p><table>{cells}</table></body></html>"


def test_a_table_of_awards_has_shares_prices_and_money_by_column():
    found = units(
        page(
            "RSU activity for the year ended December 31, 2024:",
            (
                "",
                "Number of RSUs (in thousands)",
                "Weighted-Average Grant-Date Fair Value Per RSU",
                "Aggregate Fair Value (in millions)",
            ),
            ("Balance as of December 31, 2023", "240,427", "$ 75.16", ""),
            ("RSUs granted", "91,674", "$ 150.70", ""),
            ("Balance as of December 31, 2024", "163,326", "$ 158.73", "$ 37,204"),
        )
    )
    assert found["240,427"] == (Decimal(240427000), "shares")
    assert found["$ 150.70"] == (Decimal("150.70"), "USD / shares")
    assert found["$ 37,204"] == (Decimal(37204000000), "USD")


def test_per_cent_marks_on_first_and_last_row_hold_for_those_between():
    found = units(
        page(
            "Effective tax rate (in millions)",
            ("", "2024"),
            ("Statutory rate", "21.0 %"),
            ("State income taxes", "0.7"),
            ("Share-based compensation", "(3.7)"),
            ("Effective rate", "18.0 %"),
        )
    )
    assert found["0.7"] == (Decimal("0.007"), "pure")
    assert found["(3.7)"] == (Decimal("-0.037"), "pure")


def test_amounts_among_money_are_money_though_their_label_counts():
    found = units(
        page(
            "Fair values were as follows (in millions):",
            ("", "December 31, 2024", "December 31, 2023"),
            ("Corporate securities", "$ 188", "$ 200"),
            ("Foreign exchange contracts", "134", "156"),
            ("Total", "$ 322", "$ 356"),
        )
    )
    assert found["134"] == (Decimal(134000000), "USD")


def test_dilution_between_share_counts_counts_shares():
    found = units(
        page(
            "Earnings per share (net income in millions and shares in thousands)",
            ("", "2024"),
            ("Net income", "$ 93,736"),
            ("Weighted-average basic shares outstanding", "15,343,783"),
            ("Effect of dilutive awards", "64,312"),
            ("Weighted-average diluted shares", "15,408,095"),
            ("Basic earnings per share", "$ 6.11"),
        )
    )
    assert found["64,312"] == (Decimal(64312000), "shares")
    assert found["15,343,783"] == (Decimal(15343783000), "shares")
    assert found["$ 6.11"] == (Decimal("6.11"), "USD / shares")


def test_a_label_states_par_value_and_counts_at_both_dates():
    label = "Common stock, $0.0001 par value; 900 shares authorized; 601 and 605 shares issued"
    text = page(
        "Balance sheets (in millions, except par value)",
        ("", "December 31, 2024", "December 31, 2023"),
        (label, "$ 5", "$ 4"),
    )
    found = [
        (f.printed, f.value, str(f.unit), str(f.period))
        for f in read_release(text.encode(), "r.html").figures
        if f.place.column is None
    ]
    assert ("$0.0001", Decimal("0.0001"), "USD / shares", "2023-12-31") in found
    assert ("900", Decimal(900000000), "shares", "2024-12-31") in [(p.split()[0], v, u, w) for p, v, u, w in found]
    assert ("601", Decimal(601000000), "shares", "2024-12-31") in found
    assert ("605", Decimal(605000000), "shares", "2023-12-31") in [(p.split()[0], v, u, w) for p, v, u, w in found]


def test_rigs_hours_and_departures_have_no_currency():
    text = (
        "| (Stated in thousands of Canadian dollars) | 2024 |\n| --- | --- |\n| Revenue | 468,171 |\n"
        "| Contract drilling rig fleet | 214 |\n| Departures | 37,120 |\n"
    )
    found = units(text, "r.md")
    assert found["214"] == (Decimal(214), "pure")
    assert found["37,120"] == (Decimal(37120), "pure")


def test_captions_set_the_scale_of_shares_apart():
    assert share_scale_of(("Dollars in millions; shares in thousands",)) == 3
    assert (
        share_scale_of(
            ("(In millions, except number of shares, which are reflected in thousands, and per-share amounts)",)
        )
        == 3
    )
    assert share_scale_of(("(in millions, except per share data)",)) is None


def test_terms_beside_amounts_and_marks_of_notes_are_no_figures():
    found = units(
        page(
            "Intangible assets as of December 31, 2024 (in millions):",
            ("", "Net", "Useful Life (years)"),
            ("Patents", "$ 461", "10"),
            ("Software", "173", "6"),
        )
    )
    assert "10" not in found
    assert found["173"] == (Decimal(173000000), "USD")


def test_canadian_dollars_may_be_written_with_their_sign():
    found = units(page("Statements of income (thousands of Canadian $)", ("", "2024"), ("Revenue", "35,773")))
    assert found["35,773"] == (Decimal(35773000), "CAD")


def test_days_rigs_and_tons_are_no_money():
    found = units(
        page(
            "Operations (in thousands of US dollars)",
            ("", "2024", "2023"),
            ("Revenue", "468,171", "506,871"),
            ("Total calendar days for fleet", "1,012", "828"),
            ("Drilling rig fleet", "214", "213"),
        )
    )
    assert found["1,012"] == (Decimal(1012), "pure")
    assert found["214"] == (Decimal(214), "pure")
    assert found["468,171"] == (Decimal(468171000), "USD")


def test_a_scale_of_things_holds_for_no_money():
    found = units(
        page(
            "(Square feet in thousands)",
            ("", "Year Ended December 31, 2024"),
            ("Total square feet leased", "583"),
            ("Initial rent", "$ 87.48"),
        )
    )
    assert found["583"] == (Decimal(583000), "pure")
    assert found["$ 87.48"][0] == Decimal("87.48")
    sales = units(page("Energy sales (in millions of kWh)", ("", "2024"), ("Residential", "11,031")))
    assert sales["11,031"] == (Decimal(11031000000), "pure")


def test_the_scale_of_shares_holds_beyond_long_notes():
    notes = "".join(f"<p>Note {word} explains at some length what the measure is for.</p>" for word in "ABCDEFG")
    text = (
        "<p>Results (in thousands)</p><table><tr><td></td><td>2024</td></tr>"
        "<tr><td>Net income</td><td>$ 2,211</td></tr></table>"
        f"<p>**(in thousands, except per share and share amounts)**</p>{notes}"
        f"<p>{'It is described at length. ' * 20}</p>"
        "<table><tr><td></td><td>2024</td></tr><tr><td>Income</td><td>$ 2,056</td></tr>"
        "<tr><td>Diluted weighted average shares</td><td>8,756,976</td></tr></table>"
    )
    found = units(text)
    assert found["8,756,976"] == (Decimal(8756976), "shares")
    assert found["$ 2,056"] == (Decimal(2056000), "USD")


def test_a_currency_that_nobody_knows_is_a_finding_and_never_dollars():
    text = page(
        "Zorvia Tbk: Statements of Financial Position (in millions of Zorvian florins)",
        ("", "December 31, 2024"),
        ("Cash", "1,234"),
        ("Total assets", "2,345"),
    )
    reading = read_release(text.encode(), "r.html")
    assert [str(figure.unit) for figure in reading.figures] == ["XXX", "XXX"]
    assert [finding.code for finding in reading.findings].count("GG-READ-CURRENCY") == 1
    known = read_release(text.replace("Zorvian florins", "Swiss francs").encode(), "r.html")
    assert [str(figure.unit) for figure in known.figures] == ["CHF", "CHF"]
    assert "GG-READ-CURRENCY" not in [finding.code for finding in known.findings]


def test_plain_numbers_in_the_label_of_treasury_stock_are_shares():
    found = units(
        page(
            "Balance sheets (in thousands, except par value and share amounts)",
            ("", "December 31, 2024", "December 31, 2023"),
            ("Treasury stock, at cost – 2,902,505 and 2,715,977, respectively", "(88,277)", "(85,990)"),
            ("Retained earnings", "10,123", "9,876"),
        )
    )
    assert found["2,902,505"] == (Decimal(2902505), "shares")
    assert found["(88,277)"] == (Decimal(-88277000), "USD")


def test_awards_left_out_of_diluted_earnings_per_share_are_shares():
    text = (
        "<p>For the year ended December 31, 2024</p><p>(In millions, except per share data)</p><table>"
        "<tr><td></td><td>2024</td></tr><tr><td>Net income</td><td>$2,642</td></tr>"
        "<tr><td>Basic weighted average shares</td><td>2,436</td></tr>"
        "<tr><td>Dilutive impact of equity awards</td><td>16</td></tr>"
        "<tr><td>Diluted weighted average shares</td><td>2,452</td></tr>"
        "<tr><td>Diluted net income per share</td><td>$1.08</td></tr>"
        "<tr><td>Anti-dilutive awards excluded from diluted net income per share</td><td>3</td></tr></table>"
    )
    units = {figure.printed: str(figure.unit) for figure in read_release(text.encode(), "r.html").figures}
    assert units["16"] == units["3"] == units["2,436"]
    assert units["$1.08"] != units["3"]


def read(text: str) -> dict[str, tuple[str, str]]:
    """Return value and unit of each printed figure."""
    return {
        figure.printed: (str(figure.value), str(figure.unit))
        for figure in read_release(text.encode(), "r.html").figures
    }


def rows(caption: str, *lines: tuple[str, ...]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    cover = "<p>For the fiscal year ended December 31, 2024</p>"
    return f"<html><body>{cover}<p>{caption}</p><table>{cells}</table></body></html>"


def test_a_caption_gives_scales_by_name():
    found = read(
        rows(
            "Stock options",
            ("(options in thousands, aggregate intrinsic value in millions)", "Options", "Aggregate intrinsic value"),
            ("Outstanding at December 31, 2024", "5,613", "$338"),
        )
    )
    assert found["5,613"] == ("5613000", "shares")
    assert found["$338"] == ("338000000", "USD")


def test_a_head_gives_thousands_in_short():
    found = read(rows("Awards", ("", "Shares (thous.)"), ("Nonvested at December 31, 2024", "915"), ("Granted", "229")))
    assert found["229"] == ("229000", "shares")


def test_planned_trades_are_shares_one_by_one():
    plan = rows(
        "The following officers terminated a trading arrangement:",
        ("Name", "Action", "Date", "Total Shares of Common Stock to be Sold"),
        ("A. Director", "Termination", "July 14, 2024", "153,049"),
    )
    other = "<p>Due (in millions):</p><table><tr><td></td><td>2024</td></tr><tr><td>Debt</td><td>12</td></tr></table>"
    found = read(plan.replace("<body>", f"<body>{other}{other}"))
    assert found["153,049"] == ("153049", "shares")


def test_the_name_of_a_company_is_no_change():
    text = rows(
        "Segments (in millions)",
        ("Year ended December 31, 2024", "Europe", "TOTAL ALPHA, INC."),
        ("Revenues", "19,572", "46,309"),
        ("Cost of sales", "11,056", "26,519"),
    )
    assert {figure.measure for figure in read_release(text.encode(), "r.html").figures} == {None}


def test_what_is_left_out_of_diluted_shares_is_shares():
    found = read(
        rows(
            "The following (in thousands) were excluded from the computation of diluted net loss per share:",
            ("", "2024"),
            ("RSUs and PSUs", "1,802"),
            ("ESPP", "42"),
        )
    )
    assert found["42"] == ("42000", "shares")
