"""Kinds of layouts of releases that were found in real ones, each in a few rows of an invented one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure, Reading


def by_label(reading: Reading, label: str) -> list[Figure]:
    return [figure for figure in reading.figures if figure.label == label and figure.within is not None]


def periods(reading: Reading, label: str) -> list[str]:
    return [str(figure.period) for figure in by_label(reading, label)]


TYRES = """\
# Colder Tyre & Brake, Inc. Announces First Quarter Fiscal 2027 Results

ELMIRA, N.Y. – July 29, 2026 – Colder Tyre & Brake, Inc. (Nasdaq: CLDR) today announced results for its first quarter
ended June 27, 2026.

Sales for the first quarter of the fiscal year ending March 27, 2027 ("fiscal 2027") were $210.4 million, as compared to
$221.0 million for the first quarter of the fiscal year ended March 28, 2026 ("fiscal 2026"). Diluted loss per share for
the first quarter of fiscal 2027 was $.08.

| (Dollars in thousands) | Quarter Ended Fiscal June | | |
| --- | --- | --- | --- |
| | 2026 | 2025 | % Change |
| Sales | $ 210,402 | $ 221,035 | (4.8)% |
| Diluted loss per share | $ (0.08) | $ (0.28) | 71.4 % |
"""


def test_a_fiscal_month_ends_with_its_weeks(read: Callable[..., Reading]) -> None:
    reading = read(TYRES, "r.md")
    assert periods(reading, "Sales")[:2] == ["2026-03-29/2026-06-27", "2025-03-30/2025-06-28"]


def test_the_first_quarter_of_a_year_that_ends_on_a_day_is_no_year(read: Callable[..., Reading]) -> None:
    figures = {figure.printed: figure for figure in read(TYRES, "r.md").figures if figure.within is None}
    assert str(figures["$210.4 million"].period) == "2026-03-29/2026-06-27"
    assert str(figures["$221.0 million"].period) == "2025-03-30/2025-06-28"


def test_cents_without_a_zero_are_read_in_sentences(read: Callable[..., Reading]) -> None:
    figure = next(one for one in read(TYRES, "r.md").figures if one.printed == "$.08")
    assert (figure.value, str(figure.period)) == (Decimal("0.08"), "2026-03-29/2026-06-27")


OUTLOOK = """\
Fennimore Holdings Reports Results for the Second Quarter Ended June 30, 2026

Due to the strong start to the year, the Company is increasing its full year 2026 outlook for
revenue and earnings as well as providing guidance for the third quarter of 2026.

                                             Revised 2026 outlook      Previous 2026 outlook
                                             --------------------      ---------------------
(In thousands, except per share amounts)        Low        High           Low        High
Total revenues                              $3,025,000  $3,100,000    $3,000,000  $3,090,000
Diluted EPS                                       3.82        4.06          3.68        4.01

                                             Three months ended September 30, 2026 outlook
                                             ---------------------------------------------
(In thousands, except per share amounts)            Low                     High
Total revenues                                 $  715,000               $  750,000
Diluted EPS                                          0.86                     1.06
"""


def test_one_head_over_all_columns_begins_another_table(read: Callable[..., Reading]) -> None:
    reading = read(OUTLOOK, "r.txt")
    assert periods(reading, "Total revenues") == ["2026-01-01/2026-12-31"] * 4 + ["2026-07-01/2026-09-30"] * 2


def test_the_ends_of_a_previous_outlook_are_told_from_those_of_the_revised_one(read: Callable[..., Reading]) -> None:
    heads = [figure.head for figure in by_label(read(OUTLOOK, "r.txt"), "Diluted EPS")]
    assert heads[:2] == ["Revised outlook Low", "Revised outlook High"]
    assert heads[2:] == ["Previous outlook Low", "Previous outlook High", "Low", "High"]


BANK = """\
# Stonecrop Financial Corporation Reports Fourth Quarter 2024 Results

| (Dollars in thousands) | Dec. 31, 2024 | Sept. 30, 2024 | Dec. 31, 2023 | % Change from | |
| --- | --- | --- | --- | --- | --- |
| | | | | 3Q24 | 4Q23 |
| Loans held for sale | $ 4,410 | $ 6,018 | $ 3,207 | (26.7)% | 37.5% |
| Total loans | 7,412,880 | 7,330,115 | 7,101,260 | 1.1 | 4.4 |

| | 4Q24 | 3Q24 |
| --- | --- | --- |
| Diluted earnings per share | $ 1.12 | $ 1.04 |
| Shares outstanding (000s) | 28,102 | 28,115 |
| Net debt (before leases) | $ 1,204 | $ 1,310 |
"""


def test_a_head_that_ends_in_from_goes_on_over_the_blank_cell_right_of_it(read: Callable[..., Reading]) -> None:
    found = by_label(read(BANK, "r.md"), "Total loans")[3:]
    assert [(one.value, one.measure, str(one.period), str(one.comparative)) for one in found] == [
        (Decimal("0.011"), "growth", "2024-10-01/2024-12-31", "2024-09-30"),
        (Decimal("0.044"), "growth", "2024-01-01/2024-12-31", "2023-12-31"),
    ]


def test_shares_outstanding_and_net_debt_stand_at_the_end_of_quarters(read: Callable[..., Reading]) -> None:
    reading = read(BANK, "r.md")
    assert periods(reading, "Shares outstanding (000s)") == ["2024-12-31", "2024-09-30"]
    assert periods(reading, "Net debt (before leases)") == ["2024-12-31", "2024-09-30"]


FLEET = """\
Meltemi Bulk Ltd. Reports Results for the Second Quarter Ended June 30, 2024

Fleet list as of July 30, 2024

Vessel Name     Type      DWT     Year Built  Gross Charter Rate per day
Aegean Star   Panamax    76,620        2011                     $16,500
Ionian Sky  Kamsarmax    81,905        2016                     $18,250
Total                   158,525

                                                                Note         2024         2023
                                                                              £m           £m
Revenue                                                            3         412.6        398.1
Cost of sales                                                              (288.0)      (279.3)
Net income per ordinary share
  Basic                                                            7         0.21         0.25
Weighted average number of ordinary shares                               31,522,011   32,111,040
"""


def test_a_head_over_words_is_none_of_the_figures_beside(read: Callable[..., Reading]) -> None:
    reading = read(FLEET, "r.txt")
    found = [(one.label, one.value, str(one.unit), one.head) for one in reading.figures if one.printed == "76,620"]
    assert found == [("Aegean Star Panamax", 76620, "pure", "DWT")]
    assert [str(one.unit) for one in by_label(reading, "Total")] == ["pure"]


def test_a_head_flush_with_numbers_of_notes_makes_them_no_figures(read: Callable[..., Reading]) -> None:
    reading = read(FLEET, "r.txt")
    assert [one.printed for one in by_label(reading, "Revenue")] == ["412.6", "398.1"]
    assert [one.headings[-1] for one in by_label(reading, "Basic")] == ["Net income per ordinary share"] * 2
