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


MANAGED = """\
# Alder Court Realty Trust Reports Third Quarter 2024 Results

BETHESDA, Md., October 30, 2024 -- Alder Court Realty Trust (NYSE: ALDC) today reported results for the third quarter
ended September 30, 2024.

| | As of or for the three months ended | | |
| --- | --- | --- | --- |
| | September 30, 2024 | September 30, 2023 | Change |
| Comparable portfolio leased rate | 95.9% | 94.0% | 190 bps |
| Comparable POI growth | 3.2% | 2.8% | |
| Loss ratio | 63.8 | 71.4 | (7.6) pts |

Tenants

| Tenant | Number of Stores | GLA (000s) | Annualized Base Rent (000s) |
| --- | --- | --- | --- |
| Northway Foods | 24 | 1,204 | $ 18,441 |
| Bargain Barn | 31 | 902 | 14,220 |

Loss reserves

| (in thousands) | 2024 | 2023 |
| --- | --- | --- |
| Gross reserves, January 1 | $ 1,010,220 | $ 955,108 |
| Paid losses | (250,118) | (231,905) |
| Gross reserves, September 30 | $ 1,037,962 | $ 1,015,005 |
"""


def test_a_rate_of_a_comparable_portfolio_is_no_growth(read: Callable[..., Reading]) -> None:
    reading = read(MANAGED, "r.md")
    found = by_label(reading, "Comparable portfolio leased rate")
    assert [(one.measure, str(one.period)) for one in found[:2]] == [("ratio", "2024-09-30"), ("ratio", "2023-09-30")]
    assert [one.measure for one in by_label(reading, "Comparable POI growth")] == ["growth", "growth"]


def test_a_ratio_that_moves_in_points_is_a_percentage(read: Callable[..., Reading]) -> None:
    found = by_label(read(MANAGED, "r.md"), "Loss ratio")
    assert [(one.value, str(one.unit)) for one in found[:2]] == [(Decimal("0.638"), "pure"), (Decimal("0.714"), "pure")]


def test_space_in_thousands_is_neither_money_nor_shares(read: Callable[..., Reading]) -> None:
    found = by_label(read(MANAGED, "r.md"), "Northway Foods")
    assert [(one.value, str(one.unit)) for one in found] == [(24, "pure"), (1204000, "pure"), (18441000, "USD")]


def test_reserves_of_january_1_are_those_of_the_close_before(read: Callable[..., Reading]) -> None:
    reading = read(MANAGED, "r.md")
    assert periods(reading, "Gross reserves, January 1") == ["2023-12-31", "2022-12-31"]
    assert periods(reading, "Gross reserves, September 30") == ["2024-09-30", "2023-09-30"]


TRUST = """\
PIKE CREEK ROYALTY TRUST ANNOUNCES MONTHLY CASH DISTRIBUTION

DALLAS, Texas, August 19, 2024 – Third Fiduciary Company, as Trustee of the Pike Creek Royalty Trust (NYSE: PKCT), today
declared a monthly cash distribution of $0.031245 per unit, payable on September 16, 2024 to unitholders of record on
August 30, 2024.

Distribution detail

| | Amount |
| --- | --- |
| Royalty income | $ 1,244,880 |
| Units outstanding | 34,265,000 |
"""


def test_a_trustee_reports_for_its_trust(read: Callable[..., Reading]) -> None:
    assert read(TRUST, "r.md").entity_name == "Pike Creek Royalty Trust"


def test_a_distribution_is_not_of_the_day_on_which_it_is_paid(read: Callable[..., Reading]) -> None:
    figure = next(one for one in read(TRUST, "r.md").figures if one.printed == "$0.031245")
    assert (str(figure.unit), figure.period) == ("USD / shares", None)


def test_units_of_a_trust_are_counted(read: Callable[..., Reading]) -> None:
    found = by_label(read(TRUST, "r.md"), "Units outstanding")
    assert [(one.value, str(one.unit)) for one in found] == [(34265000, "shares")]


SHOPS = """\
# Windfall Gear Inc. Announces Fourth Quarter and Fiscal 2023 Results

COLUMBUS, Ohio, March 14, 2024 -- Windfall Gear Inc. (NYSE: WFG) today reported results for the 14-week fourth quarter
and 53-week fiscal year ended February 3, 2024.

CONSOLIDATED STATEMENTS OF OPERATIONS

(in thousands)

| | Fifty-Three Weeks Ended | Fifty-Two Weeks Ended |
| --- | --- | --- |
| | February 3, 2024 | January 28, 2023 |
| Net sales | $ 3,010,224 | $ 2,904,117 |

Store Information

| | Q1 | Q2 | Q3 | Q4 |
| --- | --- | --- | --- | --- |
| Beginning of period | 402 | 405 | 411 | 418 |
| Opened | 5 | 8 | 9 | 3 |

Comparable Sales

| | Fourth Quarter | | Fiscal Year | |
| --- | --- | --- | --- | --- |
| | 2023 | 2022 | 2023 | 2022 |
| Windfall | 3% | (1)% | 2% | 4% |
"""


def test_no_year_of_53_weeks_comes_right_before_another(read: Callable[..., Reading]) -> None:
    assert periods(read(SHOPS, "r.md"), "Windfall") == [
        "2023-10-29/2024-02-03",
        "2022-10-30/2023-01-28",
        "2023-01-29/2024-02-03",
        "2022-01-30/2023-01-28",
    ]


def test_stores_are_no_thousands_of_dollars(read: Callable[..., Reading]) -> None:
    found = by_label(read(SHOPS, "r.md"), "Opened")
    assert [(one.value, str(one.unit)) for one in found] == [(5, "pure"), (8, "pure"), (9, "pure"), (3, "pure")]


HALF = """\
# Brunnhalde Group: results of the first half of 2024

Zug, Switzerland, 14 August 2024

| in CHF million | Jan–Jun 2024 | Jan–Jun 2023 |
| --- | --- | --- |
| EBITDA | 131.4 | 127.0 |
| in % of net sales | 15.6 | 15.0 |

Segment results, January 1 to June 30

| CHF million | Industrial | | Group | |
| --- | --- | --- | --- | --- |
| | 2024 | 2023 | 2024 | 2023 |
| Third-party sales | 601.2 | 612.0 | 842.6 | 845.1 |
"""


def test_what_is_in_per_cent_of_sales_is_no_money(read: Callable[..., Reading]) -> None:
    found = by_label(read(HALF, "r.md"), "in % of net sales")
    assert [(one.value, str(one.unit)) for one in found] == [(Decimal("0.156"), "pure"), (Decimal("0.150"), "pure")]


def test_days_without_a_year_in_a_title_say_which_part_of_a_year_its_columns_are(read: Callable[..., Reading]) -> None:
    half = ["2024-01-01/2024-06-30", "2023-01-01/2023-06-30"]
    assert periods(read(HALF, "r.md"), "Third-party sales") == half * 2


RANGES = """\
Alder Court Realty Trust Reports Results for the Third Quarter Ended September 30, 2024

                                       September 30, 2024  September 30, 2023   Change
Leased rate                                         95.9%               94.0%  190 bps
Gross reserves, January 1                          1,010.2               955.1

Guidance
                                  Full Year 2024 Guidance   Revised Full Year 2024 Guidance
Net income per diluted share               $1.90 to $2.02                    $1.95 to $2.01
G&A expenses                            $45 - $48 million                 $46 - $48 million
"""


def test_ranges_make_a_table_of_text(read: Callable[..., Reading]) -> None:
    reading = read(RANGES, "r.txt")
    assert [one.value for one in by_label(reading, "G&A expenses")] == [45000000, 48000000, 46000000, 48000000]
    assert [one.value for one in by_label(reading, "Net income per diluted share")] == [
        Decimal("1.90"),
        Decimal("2.02"),
        Decimal("1.95"),
        Decimal("2.01"),
    ]


WORDED = """\
Silver Vale Resorts Reports Results for the Third Quarter Ended September 30, 2024

                               September 30, 2024    December 31, 2023
Cash balance                      $ 286.3 million      $ 304.3 million
Total debt                          $ 3.2 billion        $ 2.9 billion
Lease-adjusted leverage                      2.8x                 2.4x
"""


def test_amounts_with_words_of_their_own_make_a_table_of_text(read: Callable[..., Reading]) -> None:
    reading = read(WORDED, "r.txt")
    found = [*by_label(reading, "Cash balance"), *by_label(reading, "Total debt")]
    assert [(one.value, str(one.period)) for one in found] == [
        (286300000, "2024-09-30"),
        (304300000, "2023-12-31"),
        (3200000000, "2024-09-30"),
        (2900000000, "2023-12-31"),
    ]


def test_heads_wider_than_their_figures_are_no_labels_and_a_day_in_a_label_no_figure(
    read: Callable[..., Reading],
) -> None:
    reading = read(RANGES, "r.txt")
    assert periods(reading, "Leased rate")[:2] == ["2024-09-30", "2023-09-30"]
    reserves = by_label(reading, "Gross reserves, January 1")
    assert [one.value for one in reserves] == [Decimal("1010.2"), Decimal("955.1")]


EXCHANGE = """\
# Consolidated Financial Results for the Three Months Ended June 30, 2024

August 9, 2024

Company name: Hoshikawa Kiki Co., Ltd.

(Amounts of less than one million yen are rounded down)

4. Number of issued shares (common shares)

| Shares issued at end of period | As of June 30, 2024 | 40,110,000 shares | As of March 31, 2024 | 40,120,000 shares |
| --- | --- | --- | --- | --- |
| Treasury shares at end of period | As of June 30, 2024 | 740,118 shares | As of March 31, 2024 | 741,002 shares |
"""


def test_days_between_the_figures_of_a_row_date_those_right_of_them(read: Callable[..., Reading]) -> None:
    found = by_label(read(EXCHANGE, "r.md"), "Treasury shares at end of period")
    assert [(one.value, str(one.unit), str(one.period)) for one in found] == [
        (740118, "shares", "2024-06-30"),
        (741002, "shares", "2024-03-31"),
    ]


OTHERS = """\
# Silverbrook & Copperleaf Inc. Reports Third Quarter Results

HALIFAX, October 24, 2024 – Silverbrook & Copperleaf Inc. (TSX: SVCL) today announced its results for the third quarter
ended September 30, 2024.

Fee rates

| (in basis points) | 3Q24 | 2Q24 |
| --- | --- | --- |
| Average fee rate | 36.1 | 36.3 |

Financial highlights

| ($ millions, except as noted) | As at or for the three months ended | |
| --- | --- | --- |
| | September 30, 2024 | June 30, 2024 |
| Net income | 201 | 192 |
| Shares outstanding (millions) | | |
| Average – Diluted | 106 | 107 |
| End of period | 105 | 104 |

Active communities

| | September 30, 2024 | December 31, 2023 |
| --- | --- | --- |
| Arizona | 41 | 38 |

Derivative positions as of October 20, 2024

| | 4Q24 | 1Q25 | 2026 |
| --- | --- | --- | --- |
| Volume (Bbl/d) | 18,000 | 17,000 | 4,000 |
"""


def test_rates_below_a_stub_of_basis_points_are_no_money(read: Callable[..., Reading]) -> None:
    found = by_label(read(OTHERS, "r.md"), "Average fee rate")
    assert [(one.value, str(one.unit)) for one in found] == [
        (Decimal("0.00361"), "pure"),
        (Decimal("0.00363"), "pure"),
    ]


def test_an_average_below_shares_outstanding_is_of_a_span_and_the_rest_stands(read: Callable[..., Reading]) -> None:
    reading = read(OTHERS, "r.md")
    assert periods(reading, "Average – Diluted") == ["2024-07-01/2024-09-30", "2024-04-01/2024-06-30"]
    found = by_label(reading, "End of period")
    assert [(one.value, str(one.unit), str(one.period)) for one in found] == [
        (105000000, "shares", "2024-09-30"),
        (104000000, "shares", "2024-06-30"),
    ]


def test_a_title_that_is_a_count_makes_no_money_of_bare_numbers(read: Callable[..., Reading]) -> None:
    assert [str(one.unit) for one in by_label(read(OTHERS, "r.md"), "Arizona")] == ["pure", "pure"]


def test_a_year_beside_quarters_is_no_day(read: Callable[..., Reading]) -> None:
    assert periods(read(OTHERS, "r.md"), "Volume (Bbl/d)")[2:] == ["2026-01-01/2026-12-31"]


NORTH = """\
# Nordwall SE: third quarter 2024

Hamburg, November 7, 2024 – Nordwall SE (XETRA: NDW) increased its sales in the first nine months of 2024.

| in EUR million | Q3 2024 | Q3 2023 | Change |
| --- | --- | --- | --- |
| Gross margin | 40.0% | 39.2% | 0.8 pp |
| EBIT before special items | 43.3 | 38.9 | 11.3% |
| EBIT margin before special items | 10.8% | 10.0% | 0.8 pp |

Sales by region

| EUR k | 01/01–09/30/2024 | 01/01–09/30/2023 |
| --- | --- | --- |
| Germany | 410,220 | 402,118 |

Kilowatt-hour Sales (Millions)

| | Q3 2024 | Q3 2023 |
| --- | --- | --- |
| Residential | 310 | 301 |
| Heating degree days | 2,810 | 2,604 |
"""


def test_profit_between_margins_that_print_their_sign_is_money(read: Callable[..., Reading]) -> None:
    found = by_label(read(NORTH, "r.md"), "EBIT before special items")[:2]
    assert [(one.value, str(one.unit)) for one in found] == [(43300000, "EUR"), (38900000, "EUR")]


def test_days_in_digits_are_a_span_though_the_first_lacks_its_year(read: Callable[..., Reading]) -> None:
    assert periods(read(NORTH, "r.md"), "Germany") == ["2024-01-01/2024-09-30", "2023-01-01/2023-09-30"]


def test_energy_sold_is_no_money_and_degree_days_have_no_scale(read: Callable[..., Reading]) -> None:
    reading = read(NORTH, "r.md")
    found = [*by_label(reading, "Residential"), *by_label(reading, "Heating degree days")]
    assert [(one.value, str(one.unit)) for one in found] == [
        (310000000, "pure"),
        (301000000, "pure"),
        (2810, "pure"),
        (2604, "pure"),
    ]
