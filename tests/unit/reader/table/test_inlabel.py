"""Figures inside row labels: what each is, and at which days it holds."""

from __future__ import annotations

import pytest

from gaapgraph.reader.release import read_release

PAGE = """<html><body><p>Bellwether Inc. CONSOLIDATED BALANCE SHEETS</p><p>(In millions, except par value)</p><table>
<tr><td></td><td>December 31, 2024</td><td>December 31, 2023</td></tr>
<tr><td>Cash and cash equivalents</td><td>$100</td><td>$120</td></tr><tr><td>Inventories</td><td>50</td><td>30</td></tr>
<tr><td>Total assets</td><td>150</td><td>150</td></tr><tr><td>{label}</td><td>77</td><td>88</td></tr>
<tr><td>Retained earnings</td><td>73</td><td>62</td></tr>
<tr><td>Total liabilities and equity</td><td>150</td><td>150</td></tr></table></body></html>"""


def figures(label: str) -> set[tuple[str, str, str]]:
    reading = read_release(PAGE.format(label=label).encode(), "page.html")
    found = [figure for figure in reading.figures if figure.full_label == label and figure.printed not in ("77", "88")]
    assert len(found) == len({(figure.printed, figure.label, figure.period, figure.place) for figure in found})
    return {(figure.printed, figure.label, str(figure.period)[:4]) for figure in found}


CASES: dict[str, tuple[str, ...]] = {
    (
        "Class B common stock, $0.0001 par value; authorized 1,200 shares, 7 shares issued and "
        "outstanding, respectively"
    ): (
        "$0.0001|par value|2024 2023",
        "1,200 shares|authorized|2024 2023",
        "7|shares issued|2024 2023",
        "7|shares outstanding|2024 2023",
    ),
    (
        "Class A common stock; authorized 3,000 shares, 1,404 and 1,402 shares issued and 907 and "
        "927 shares outstanding, respectively"
    ): (
        "3,000 shares|authorized|2024 2023",
        "1,404|shares issued|2024",
        "1,402 shares|shares issued|2023",
        "907|shares outstanding|2024",
        "927|shares outstanding|2023",
    ),
    (
        "Common stock; 5,000 million Class A shares authorized, 2,190 million and 2,211 million "
        "shares issued, as of December 31, 2024 and 2023, respectively; 350 million Class B shares "
        "authorized"
    ): (
        "5,000 million|shares authorized|2024 2023",
        "2,190 million|shares issued|2024",
        "2,211 million shares|shares issued|2023",
        "350 million|shares authorized|2024 2023",
    ),
    "Treasury stock, at cost, 120,411 shares in 2024 and 118,204 shares in 2023": (
        "120,411 shares|at cost|2024",
        "118,204 shares|at cost|2023",
    ),
    "Common stock held in treasury, at cost (2024 - 9 shares; 2023 - 6 shares)": (
        "9|at cost|2024",
        "6|shares|2023",
    ),
    "Preferred stock, 5,000 shares authorized, no shares issued or outstanding": (
        "5,000 shares|shares authorized|2024 2023",
        "no shares|shares issued|2024 2023",
        "no shares|shares outstanding|2024 2023",
    ),
    (
        "Common stock. Authorized 1,200 shares; issued 600 shares at December 31, 2024 and 598 "
        "shares at December 31, 2023"
    ): (
        "1,200 shares|Authorized|2024 2023",
        "600|issued|2024",
        "598|issued|2023",
    ),
    "Stock: 12,460 (Class A 5,899, Class C 5,691) and 12,211 (Class A 5,835, Class C 5,515) shares outstanding": (
        "12,460|shares outstanding|2024",
        "5,899|shares outstanding|2024",
        "5,691|shares outstanding|2024",
        "12,211|shares outstanding|2023",
        "5,835|shares outstanding|2023",
        "5,515|shares outstanding|2023",
    ),
}


@pytest.mark.parametrize("label", CASES)
def test_amounts_in_a_label_are_named_and_dated(label: str) -> None:
    expected = (case.split("|") for case in CASES[label])
    assert figures(label) == {(printed, name, year) for printed, name, years in expected for year in years.split()}


def test_par_value_in_whole_dollars_is_per_share() -> None:
    label = "Common stock, $1 par value: 2,000 shares authorized"
    reading = read_release(PAGE.format(label=label).encode(), "page.html")
    par = [figure for figure in reading.figures if figure.printed == "$1"]
    assert {(figure.value, str(figure.unit)) for figure in par} == {(1, "USD / shares")}


def test_taxes_for_two_spans_at_once_are_dated_to_each() -> None:
    label = (
        "Change in hedges, net of taxes of $145 and $192 for the three and six months ended June 30, 2024 and $63 for"
        " the three and six months ended June 30, 2023"
    )
    page = f"""<html><body><p>Bellwether Inc. Statements of Comprehensive Income</p><p>(in thousands)</p><table>
    <tr><td></td><td>Three Months Ended June 30, 2024</td><td>Three Months Ended June 30, 2023</td></tr>
    <tr><td>Net income</td><td>$9,200</td><td>$8,100</td></tr><tr><td>{label}</td><td>1,051</td><td>(445)</td></tr>
    <tr><td>Comprehensive income</td><td>$10,251</td><td>$7,655</td></tr></table></body></html>"""
    found = {(figure.printed, str(figure.period)) for figure in read_release(page.encode(), "page.html").figures}
    assert {(printed, period) for printed, period in found if printed in ("$145", "$192", "$63")} == {
        ("$145", "2024-04-01/2024-06-30"),
        ("$192", "2024-01-01/2024-06-30"),
        ("$63", "2023-04-01/2023-06-30"),
        ("$63", "2023-01-01/2023-06-30"),
    }


def test_what_was_left_out_of_diluted_shares_is_of_the_year_to_date() -> None:
    page = """<html><body><p>Bellwether Inc. Notes</p><p>Three months ended June 30, 2024</p>
    <p>The following table contains all potentially dilutive common stock equivalents.</p><table>
    <tr><td></td><td colspan="2">As of June 30,</td></tr><tr><td></td><td>2024</td><td>2023</td></tr>
    <tr><td>Options to purchase common shares</td><td>228</td><td>360</td></tr>
    <tr><td>RSUs</td><td>1,802</td><td>1,971</td></tr></table></body></html>"""
    reading = read_release(page.encode(), "page.html")
    assert {str(figure.period) for figure in reading.figures} == {
        "2024-01-01/2024-06-30",
        "2023-01-01/2023-06-30",
    }
