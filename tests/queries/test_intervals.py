"""The rounding interval of each derived answer is what every rounding of the printed figures allows, and no more."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

import pytest
from printed import BALANCE, CASH, FY07, FY08, INCOME, LINES, MAR08, MAR09, Q07, Q08, down, million, up, yen

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ask, Row

Amount = tuple[Decimal, Decimal]
THOUSAND, MILLION = Decimal(500), Decimal(500_000)


def of(table: dict[str, dict[str, int]], name: str, period: str) -> Amount:
    """Return an amount that is printed in thousands, with half of its last digit."""
    return yen(table[name][period]), THOUSAND


def exact(number: int) -> Amount:
    return Decimal(number), Decimal(0)


def span(compute: Callable[..., Decimal], *amounts: Amount, places: int = 6) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest of what the ends of all amounts give, cut outwards.

    What is computed is monotonic in each amount, so the extremes are at corners.
    """
    corners = product(*([value - half, value + half] for value, half in amounts))
    results = [compute(*corner) for corner in corners]
    return down(min(results), places), up(max(results), places)


def low_high(row: Row, column: str) -> tuple[object, object]:
    return row[f"{column}Low"], row[f"{column}High"]


def one(rows: list[Row], period: str) -> Row:
    [row] = [row for row in rows if row["period"] == period]
    return row


def over(above: Decimal, below: Decimal) -> Decimal:
    return above / below


@pytest.mark.parametrize("period", [FY08, FY07, Q08, Q07])
def test_ratios_of_cash_and_income(ask: Ask, period: str) -> None:
    cash, net = of(CASH, "operations", period), of(INCOME, "net", period)
    income, depreciation = of(INCOME, "operating", period), of(CASH, "depreciation", period)
    row = one(ask("measure_cash_conversion"), period)
    assert low_high(row, "toNetIncome") == span(over, cash, net, places=4)
    assert low_high(row, "toEbitda") == span(lambda c, i, d: c / (i + d), cash, income, depreciation, places=4)
    assert low_high(row, "ebitda") == span(lambda i, d: i + d, income, depreciation)
    row = one(ask("measure_interest_coverage"), period)
    interest = of(INCOME, "interest", period)
    assert low_high(row, "ebitdaCoverage") == span(
        lambda i, d, e: (i + d) / e, income, depreciation, interest, places=4
    )
    row = one(ask("reconcile_ebitda"), period)
    revenue = of(INCOME, "revenue", period)
    assert low_high(row, "margin") == span(lambda i, d, r: (i + d) / r, income, depreciation, revenue)
    row = one(ask("measure_free_cash_flow"), period)
    property_, leases = of(CASH, "property", period), of(CASH, "leases", period)
    assert low_high(row, "afterLeases") == span(lambda c, p, f: c - p - f, cash, property_, leases)


@pytest.mark.parametrize("period", [FY08, FY07, Q08, Q07])
def test_current_tax(ask: Ask, period: str) -> None:
    row = one(ask("measure_tax_rate"), period)
    tax, deferred, before = of(INCOME, "tax", period), of(CASH, "deferred", period), of(INCOME, "pretax", period)
    assert low_high(row, "current") == span(lambda t, d: t - d, tax, deferred)
    assert low_high(row, "currentRate") == span(lambda t, d, b: (t - d) / b, tax, deferred, before)


@pytest.mark.parametrize(("period", "at", "days"), [(FY08, MAR09, 365), (FY07, MAR08, 365), (Q08, MAR09, None)])
def test_days(ask: Ask, period: str, at: str, days: int | None) -> None:
    length = Decimal(days) if days else Decimal(365) / 4
    row = one(ask("measure_days_outstanding"), period)
    for column, balance, flow in (
        ("receivableDays", "receivables", "revenue"),
        ("inventoryDays", "inventory", "cost"),
        ("payableDays", "payables", "cost"),
    ):
        expected = span(lambda b, f: b * length / f, of(BALANCE, balance, at), of(INCOME, flow, period), places=2)
        assert low_high(row, column) == expected
        assert Decimal(row[f"{column}Low"] or 0) <= Decimal(row[column] or 0) <= Decimal(row[f"{column}High"] or 0)


def test_debt_and_liquidity(ask: Ask) -> None:
    parts = [of(BALANCE, name, MAR09) for name in ("borrowings", "leaseCurrent", "leaseNoncurrent")]
    cash, equity = of(BALANCE, "cash", MAR09), of(BALANCE, "equity", MAR09)
    row = one(ask("measure_net_debt"), MAR09)
    assert low_high(row, "debt") == span(lambda *debts: sum(debts, Decimal(0)), *parts)
    assert low_high(row, "toEquity") == span(lambda a, b, c, h, e: (a + b + c - h) / e, *parts, cash, equity)
    row = one(ask("measure_leverage"), FY08)
    ebitda = of(INCOME, "operating", FY08), of(CASH, "depreciation", FY08)
    assert low_high(row, "debtToEbitda") == span(lambda a, b, c, i, d: (a + b + c) / (i + d), *parts, *ebitda, places=4)
    liabilities = of(BALANCE, "liabilities", MAR09)
    assert low_high(row, "liabilitiesToEquity") == span(over, liabilities, equity, places=4)
    row = one(ask("measure_liquidity"), MAR09)
    owed, received = of(BALANCE, "currentLiabilities", MAR09), of(BALANCE, "receivables", MAR09)
    assert low_high(row, "quickRatio") == span(lambda c, r, o: (c + r) / o, cash, received, owed)
    assert low_high(row, "cashRatio") == span(over, cash, owed)
    assets = of(BALANCE, "currentAssets", MAR09)
    assert low_high(row, "workingCapital") == span(lambda a, o: a - o, assets, owed)


def test_return_on_equity(ask: Ask) -> None:
    row = one(ask("split_return_on_equity"), FY08)
    net, sales = of(INCOME, "net", FY08), of(INCOME, "revenue", FY08)
    assets = of(BALANCE, "assets", MAR08), of(BALANCE, "assets", MAR09)
    equity = of(BALANCE, "equity", MAR08), of(BALANCE, "equity", MAR09)
    assert low_high(row, "margin") == span(over, net, sales)
    assert low_high(row, "turnover") == span(lambda s, a, b: s * 2 / (a + b), sales, *assets)
    assert low_high(row, "leverage") == span(lambda a, b, c, d: (a + b) / (c + d), *assets, *equity)
    assert low_high(row, "returnOnAssets") == span(lambda n, a, b: n * 2 / (a + b), net, *assets)
    assert low_high(row, "returnOnEquity") == span(lambda n, a, b: n * 2 / (a + b), net, *equity)


@pytest.mark.parametrize(("now", "then"), [(FY08, FY07), (Q08, Q07)])
def test_operating_leverage(ask: Ask, now: str, then: str) -> None:
    row = one(ask("measure_operating_leverage"), now)
    sales, before = of(INCOME, "revenue", now), of(INCOME, "revenue", then)
    income, earlier = of(INCOME, "operating", now), of(INCOME, "operating", then)
    assert low_high(row, "revenueGrowth") == span(lambda a, b: a / b - 1, sales, before)
    assert low_high(row, "incomeGrowth") == span(lambda a, b: a / b - 1, income, earlier)
    expected = span(lambda i, j, s, t: (i / j - 1) / (s / t - 1), income, earlier, sales, before, places=4)
    assert low_high(row, "leverage") == expected
    least, most = span(lambda i, j, s, t: i / s - j / t, income, earlier, sales, before)
    # the margins share no figure, but each of them is cut outwards by itself
    low, high = (Decimal(each or 0) for each in (row["marginChangeLow"], row["marginChangeHigh"]))
    assert least - Decimal("0.000002") <= low <= least <= most <= high <= most + Decimal("0.000002")


def test_capital_expenditure(ask: Ask) -> None:
    row = one(ask("measure_capital_expenditure"), FY08)
    bought, leased = of(CASH, "property", FY08), of(CASH, "leased", FY08)
    sales, depreciation = of(INCOME, "revenue", FY08), of(CASH, "depreciation", FY08)
    assert low_high(row, "toRevenue") == span(lambda b, c, s: (b + c) / s, bought, leased, sales)
    assert low_high(row, "toDepreciation") == span(lambda b, c, d: (b + c) / d, bought, leased, depreciation, places=4)


def test_what_is_left_of_bridges(ask: Ask) -> None:
    # six figures in thousands of yen, each half a thousand off at most
    assert low_high(one(ask("bridge_cash"), FY08), "rest") == (-3000, 3000)
    total = next(row for row in ask("roll_forward_equity", period=FY08) if row["component"] is None)
    # opening, closing, and four movements
    assert low_high(total, "rest") == (-3000, 3000)
    treasury = next(row for row in ask("roll_forward_equity", period=FY08) if "Treasury" in str(row["component"]))
    assert low_high(treasury, "rest") == (-1000, 1000)  # the opening is a dash, which is none


def test_growth_of_balances_and_pace_of_quarters(ask: Ask) -> None:
    row = one(ask("compare_balances", concept="us-gaap:Goodwill"), FY08)
    now, then = of(BALANCE, "goodwill", MAR09), of(BALANCE, "goodwill", MAR08)
    assert low_high(row, "growth") == span(lambda a, b: a / b - 1, now, then)
    row = one(ask("compare_quarter_with_nine_months", concept="us-gaap:Revenues"), FY08)
    year, quarter = of(INCOME, "revenue", FY08), of(INCOME, "revenue", Q08)
    least, most = span(lambda y, q: 3 * q / (y - q), year, quarter)
    low, high = (Decimal(each or 0) for each in low_high(row, "pace"))  # type: ignore[arg-type]
    # year and quarter are rounded by themselves, so the interval may be a little wider than the corners
    assert low <= least <= most <= high
    assert high - low < (most - least) * 2
    row = one(ask("compare_years", concept="us-gaap:Revenues"), FY08)
    before = of(INCOME, "revenue", FY07)
    assert low_high(row, "change") == span(lambda a, b: a - b, year, before)


def test_lines_segments_and_recurring_revenue(ask: Ask) -> None:
    row = one(ask("measure_recurring_share"), FY08)
    lines = [
        of(LINES, name, FY08) for name in ("Connectivity and Outsourcing Services", "Systems Operation and Maintenance")
    ]
    assert low_high(row, "recurring") == span(lambda a, b: a + b, *lines)
    main = next(row for row in ask("list_segment_customers") if str(row["segment"]).startswith("Network"))
    assert low_high(main, "total") == span(lambda a, b: a + b, (million(69_708), MILLION), (million(253), MILLION))
    [home] = [row for row in ask("measure_revenue_per_contract", period=FY08) if "Home Use" in str(row["service"])]
    contracts = exact(473_266), exact(443_412)
    expected = span(lambda r, a, b: r * 2 / (a + b), (yen(6_537_370), THOUSAND), *contracts, places=2)
    assert low_high(home, "perAverage") == expected


@pytest.mark.usefixtures("prose")
def test_backlog_covers_some_months(ask: Ask) -> None:
    operation = next(
        row for row in ask("measure_book_to_bill") if row["service"] == "Systems Operation and Maintenance"
    )
    backlog, revenue = (million(12_008), MILLION), (yen(18_988_595), THOUSAND)
    assert low_high(operation, "coverMonths") == span(lambda b, r: b * 12 / r, backlog, revenue, places=2)
    [row] = ask("roll_forward_backlog")
    stated = (yen(33_647_097), THOUSAND), (yen(984_585), THOUSAND)
    assert low_high(row, "stated") == span(lambda a, b: a + b, *stated)


def test_a_translation_that_rounding_does_not_explain(ask: Ask) -> None:
    [row] = [row for row in ask("check_translations") if row["concept"] == "us-gaap:PaymentsOfDividends"]
    dollars, home = (yen(4_166), THOUSAND), of(CASH, "dividends", FY08)
    assert low_high(row, "difference") == span(lambda d, h: d - h / Decimal("99.15"), dollars, home, places=2)
    assert Decimal(row["differenceLow"] or 0) > 0
