"""Each question gives the rows that a person computes from the printed figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from printed import (
    BALANCE,
    CASH,
    COSTS,
    FY07,
    FY08,
    INCOME,
    LINES,
    MAR07,
    MAR08,
    MAR09,
    Q07,
    Q08,
    down,
    million,
    near,
    ratio,
    up,
    yen,
)

from conftest import read_oxigraph
from gaapgraph.question import find_question

if TYPE_CHECKING:
    from conftest import Ask, Cell, Row

INPUT = Path(__file__).parents[2] / "instances" / "iij" / "fy2008-release" / "input.txt"
PERIODS = (Q08, FY08, Q07, FY07)
CLOSING = {FY08: MAR09, Q08: MAR09, FY07: MAR08, Q07: MAR08}
EARLIER = {FY08: FY07, Q08: Q07}
PRETAX = (
    "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxes"
    "MinorityInterestAndIncomeLossFromEquityMethodInvestments"
)


def take(rows: list[Row], *columns: str) -> list[tuple[Cell, ...]]:
    """Return some columns of all rows."""
    return [tuple(row[column] for column in columns) for row in rows]


def pick(rows: list[Row], **wanted: Cell) -> Row:
    """Return the only row with these cells."""
    found = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def y(table: dict[str, dict[str, int]], name: str, period: str) -> Decimal:
    return yen(table[name][period])


@pytest.mark.parametrize("table", [INCOME, CASH, BALANCE, LINES, COSTS])
def test_printed_figures_stand_in_the_document(table: dict[str, dict[str, int]]) -> None:
    text = INPUT.read_text(encoding="utf-8")
    missing = [
        (name, amount) for name, row in table.items() for amount in row.values() if f"{abs(amount):,}" not in text
    ]
    assert not missing


def test_compare_years(ask: Ask) -> None:
    rows = ask("compare_years", concept="us-gaap:Revenues")
    growth = {period: ratio(y(INCOME, "revenue", period), y(INCOME, "revenue", EARLIER[period])) for period in EARLIER}
    assert take(rows, "period", "value", "before", "growth", "growthLow", "growthHigh") == [
        (period, y(INCOME, "revenue", period), y(INCOME, "revenue", EARLIER[period]), *(g - 1 for g in growth[period]))
        for period in (Q08, FY08)
    ]
    # 4.3 % and 2.5 %, as lines 13 and 21 say
    assert [round(Decimal(row["growth"] or 0), 3) for row in rows] == [Decimal("0.025"), Decimal("0.043")]


def test_compare_years_leaves_out_growth_from_a_loss(ask: Ask) -> None:
    row = pick(ask("compare_years", concept="us-gaap:IncomeTaxExpenseBenefit"), period=FY08)
    assert (row["change"], row["growth"]) == (yen(1_002_711 + 861_414), None)


def test_split_growth_by_service(ask: Ask) -> None:
    rows = ask("split_growth_by_service", period=FY08)
    top = [row for row in rows if row["within"] is None]
    half = Decimal(1000)  # two amounts are rounded, or one where a line is new
    assert take(top, "service", "change", "contribution", "contributionLow", "contributionHigh") == [
        (
            name,
            yen(LINES[name][FY08] - LINES[name].get(FY07, 0)),
            *ratio(
                yen(LINES[name][FY08] - LINES[name].get(FY07, 0)),
                y(INCOME, "revenue", FY07),
                half if FY07 in LINES[name] else Decimal(500),
            ),
        )
        for name in sorted(list(LINES)[:4])
    ]
    assert sum(Decimal(row["change"] or 0) for row in top) == yen(69_730_730 - 66_835_299)
    within = [row["service"] for row in rows if row["within"] == "Systems Integration"]
    assert within == ["Systems Construction", "Systems Operation and Maintenance"]


def test_show_revenue_mix(ask: Ask) -> None:
    rows = [row for row in ask("show_revenue_mix", period=FY08) if row["within"] is None]
    assert take(rows, "service", "value", "share", "shareLow", "shareHigh") == [
        (name, y(LINES, name, FY08), *ratio(y(LINES, name, FY08), y(INCOME, "revenue", FY08)))
        for name in list(LINES)[:4]
    ]


def test_measure_recurring_share(ask: Ask) -> None:
    def recurring(period: str) -> Decimal:
        return y(LINES, "Connectivity and Outsourcing Services", period) + y(
            LINES, "Systems Operation and Maintenance", period
        )

    rows = ask("measure_recurring_share")
    assert take(rows, "period", "recurring", "share", "shareLow", "shareHigh") == [
        (period, recurring(period), *ratio(recurring(period), y(INCOME, "revenue", period), Decimal(1000)))
        for period in PERIODS
    ]
    assert round(Decimal(rows[1]["share"] or 0), 3) == Decimal("0.775")  # line 34 says 77.5 %


def test_compare_quarter_with_nine_months(ask: Ask) -> None:
    rows = ask("compare_quarter_with_nine_months", concept="us-gaap:Revenues")
    nine = {FY08: 69_730_730 - 18_941_727, FY07: 66_835_299 - 18_485_893}
    assert take(rows, "period", "nineMonths", "nineMonthsLow", "nineMonthsHigh", "pace") == [
        (
            year,
            yen(nine[year]),
            yen(nine[year]) - 1000,
            yen(nine[year]) + 1000,
            near(3 * yen(quarter) / yen(nine[year])),
        )
        for year, quarter in ((FY08, 18_941_727), (FY07, 18_485_893))
    ]


def test_compare_gross_margins(ask: Ask) -> None:
    rows = ask("compare_gross_margins", period=FY08)

    def expect(name: str | None, revenue: int, cost: int, printed: str | None) -> tuple[Cell, ...]:
        _value, _low, high = ratio(yen(cost), yen(revenue))
        ends = (down(1 - (yen(cost) + 500) / (yen(revenue) - 500)), up(1 - (yen(cost) - 500) / (yen(revenue) + 500)))
        assert ends[0] in (1 - high, 1 - high - Decimal("0.000001"))
        exact = near(1 - yen(cost) / yen(revenue))
        return name, yen(revenue - cost), exact, *ends, None if printed is None else Decimal(printed)

    assert take(rows, "service", "grossMargin", "ratio", "ratioLow", "ratioHigh", "printed") == [
        expect(None, 69_730_730, 56_145_719, None),
        (
            "ATM Operation Business",
            yen(23_452 - 422_285),
            near(1 - Decimal(422_285) / 23_452),
            down(1 - Decimal("422285.5") / Decimal("23451.5")),
            up(1 - Decimal("422284.5") / Decimal("23452.5")),
            None,
        ),
        expect("Connectivity and Outsourcing Services", 35_075_596, 29_317_645, "0.164"),
        expect("Equipment Sales", 984_585, 863_031, "0.123"),
        expect("Systems Integration", 33_647_097, 25_542_758, "0.241"),
    ]


def test_list_segment_results(ask: Ask) -> None:
    elimination, main = "Intersegment Eliminations [Member]", "Network Services and Systems Integration Business"
    atm = "ATM Operation Business"
    assert take(ask("list_segment_results"), "concept", "part", "value") == [
        ("us-gaap:Revenues", None, yen(69_730_730)),
        ("us-gaap:Revenues", atm, million(23)),
        ("us-gaap:Revenues", elimination, million(-253)),
        ("us-gaap:Revenues", main, million(69_961)),
        ("us-gaap:OperatingIncomeLoss", None, yen(2_917_382)),
        ("us-gaap:OperatingIncomeLoss", atm, million(-705)),
        ("us-gaap:OperatingIncomeLoss", elimination, million(-41)),
        ("us-gaap:OperatingIncomeLoss", main, million(3_663)),
    ]


def test_list_segment_customers(ask: Ask) -> None:
    assert take(ask("list_segment_customers"), "segment", "external", "intersegment", "total") == [
        ("ATM Operation Business", million(23), 0, million(23)),
        ("Network Services and Systems Integration Business", million(69_708), million(253), million(69_961)),
    ]


def test_measure_operating_leverage(ask: Ask) -> None:
    def expect(now: str, then: str) -> tuple[Cell, ...]:
        sales = Decimal(INCOME["revenue"][now]) / INCOME["revenue"][then] - 1
        income = Decimal(INCOME["operating"][now]) / INCOME["operating"][then] - 1
        margin = Decimal(INCOME["operating"][now]) / INCOME["revenue"][now]
        before = Decimal(INCOME["operating"][then]) / INCOME["revenue"][then]
        return now, near(sales), near(income), near(income / sales, 4), near(margin - before)

    columns = ("period", "revenueGrowth", "incomeGrowth", "leverage", "marginChange")
    assert take(ask("measure_operating_leverage"), *columns) == [expect(Q08, Q07), expect(FY08, FY07)]


def test_break_down_costs(ask: Ask) -> None:
    parts = (
        ("us-gaap:CostOfRevenue", "cost", "0.805"),
        ("us-gaap:GeneralAndAdministrativeExpense", "administration", "0.081"),
        ("us-gaap:SellingAndMarketingExpense", "marketing", "0.066"),
        ("us-gaap:OperatingIncomeLoss", "operating", "0.042"),
        ("us-gaap:ResearchAndDevelopmentExpense", "research", "0.006"),
    )
    rows = ask("break_down_costs", period=FY08)
    assert take(rows, "concept", "value", "share", "shareLow", "shareHigh", "printed") == [
        (c, y(INCOME, k, FY08), *ratio(y(INCOME, k, FY08), y(INCOME, "revenue", FY08)), Decimal(printed))
        for c, k, printed in parts
    ]


def test_break_down_total(ask: Ask) -> None:
    rows = ask("break_down_total", concept="us-gaap:NetIncomeLoss", period=FY08)
    statement = [row["part"] for row in rows if row["network"] == "Consolidated Statements of Income (Unaudited)"]
    assert sorted(statement, key=str) == sorted(map(yen, (2_034_488, -1_002_711, 352_428, 35_099)), key=str)
    assert near(yen(-1_002_711) / yen(1_419_304)) in {row["share"] for row in rows}


def test_bridge_net_income(ask: Ask) -> None:
    order = (
        "revenue",
        "cost",
        "marketing",
        "administration",
        "research",
        "other",
        "tax",
        "minority",
        "affiliates",
        "net",
    )
    enters = {"cost": -1, "marketing": -1, "administration": -1, "research": -1, "tax": -1}
    rows = ask("bridge_net_income", period=FY08)
    effects = [yen(enters.get(k, 1) * (INCOME[k][FY08] - INCOME[k][FY07])) for k in order]
    assert take(rows, "step", "effect", "effectLow", "effectHigh") == [
        (Decimal(step), effect, effect - 1000, effect + 1000) for step, effect in enumerate(effects, 1)
    ]
    assert sum(effects[:-1]) == effects[-1] == yen(1_419_304 - 5_176_589)


def test_split_return_on_equity(ask: Ask) -> None:
    assets = yen(52_301_199 + 55_702_546) / 2
    equity = yen(25_169_184 + 24_980_713) / 2
    net, sales = yen(1_419_304), yen(69_730_730)
    rows = ask("split_return_on_equity")
    assert take(
        [pick(rows, period=FY08)], "period", "margin", "turnover", "leverage", "returnOnEquity", "returnOnAssets"
    ) == [
        (FY08, near(net / sales), near(sales / assets), near(assets / equity), near(net / equity), near(net / assets))
    ]
    assert near(net / equity, 3) == Decimal("0.057")  # line 780 says 5.7 %
    year = pick(rows, period=FY07)  # the statement of equity has the opening equity, no table the opening assets
    assert (year["returnOnAssets"], year["missed"]) == (None, "total assets at the opening")
    assert all(row["returnOnEquity"] is None for row in rows if row["period"] in (Q08, Q07))


def test_measure_tax_rate(ask: Ask) -> None:
    def expect(period: str) -> tuple[Cell, ...]:
        before, tax = y(INCOME, "pretax", period), y(INCOME, "tax", period)
        current = tax - y(CASH, "deferred", period)
        paid = yen(CASH["taxPaid"][period]) if period in CASH["taxPaid"] else None
        return period, before, tax, current, paid, *ratio(tax, before), near(current / before)

    columns = ("period", "beforeTax", "tax", "current", "paid", "rate", "rateLow", "rateHigh", "currentRate")
    assert take(ask("measure_tax_rate"), *columns) == [expect(period) for period in PERIODS]


def test_reconcile_ebitda(ask: Ask) -> None:
    printed = {Q08: (million(2_550), "true"), Q07: (million(3_101), "true")}

    def expect(period: str) -> tuple[Cell, ...]:
        computed = y(INCOME, "operating", period) + y(CASH, "depreciation", period)
        margin = near(computed / y(INCOME, "revenue", period))
        return period, computed, computed - 1000, computed + 1000, *printed.get(period, (None, None)), margin

    columns = ("period", "computed", "computedLow", "computedHigh", "printed", "agrees", "margin")
    assert take(ask("reconcile_adjusted_ebitda"), *columns) == [expect(period) for period in PERIODS]


@pytest.mark.usefixtures("prose")
def test_list_company_results(ask: Ask) -> None:
    four = [row for row in ask("list_company_results") if row["company"] == "Four New Subsidiaries"]
    assert take(four, "period", "value", "low", "high") == [
        (FY08, million(-1_272), Decimal(-1_272_500_000), Decimal(-1_271_500_000)),
        (Q08, million(-449), Decimal(-449_500_000), Decimal(-448_500_000)),
        ("2009-04-01/2010-03-31", million(-1_000), million(-1_500), million(-500)),
    ]


def test_measure_cash_conversion(ask: Ask) -> None:
    def expect(period: str) -> tuple[Cell, ...]:
        cash, net = y(CASH, "operations", period), y(INCOME, "net", period)
        ebitda = y(INCOME, "operating", period) + y(CASH, "depreciation", period)
        return period, cash, near(cash / net, 4), ebitda, near(cash / ebitda, 4)

    columns = ("period", "operatingCash", "toNetIncome", "ebitda", "toEbitda")
    assert take(ask("measure_cash_conversion"), *columns) == [expect(period) for period in PERIODS]


def test_measure_free_cash_flow(ask: Ask) -> None:
    def expect(period: str) -> tuple[Cell, ...]:
        free = y(CASH, "operations", period) - y(CASH, "property", period)
        dividends = yen(CASH["dividends"][period]) if period in CASH["dividends"] else None
        return period, free, free - 1000, free + 1000, free - y(CASH, "leases", period), dividends

    columns = ("period", "freeCashFlow", "freeCashFlowLow", "freeCashFlowHigh", "afterLeases", "dividends")
    assert take(ask("measure_free_cash_flow"), *columns) == [expect(period) for period in PERIODS]


def test_measure_capital_expenditure(ask: Ask) -> None:
    rows = ask("compare_capital_expenditure")
    year = yen(2_991_378 + 4_014_537)
    assert take(
        [pick(rows, period=FY08)], "total", "totalLow", "totalHigh", "printed", "toRevenue", "toDepreciation"
    ) == [(year, year - 1000, year + 1000, None, near(year / yen(69_730_730)), near(year / yen(5_430_501), 4))]
    quarter = yen(328_364) + million(329)
    assert take([pick(rows, period=Q08)], "total", "totalLow", "totalHigh", "printed", "agrees") == [
        (quarter, quarter - 500_500, quarter + 500_500, million(657), "true")
    ]


def test_list_working_capital_effects(ask: Ask) -> None:
    rows = ask("list_working_capital_effects", period=FY08)
    effects = [y(CASH, k, FY08) for k in ("accrued", "inventories", "payables", "receivables", "taxes")]
    assert take(rows, "effect", "low", "high") == [(effect, effect - 500, effect + 500) for effect in effects]


def test_bridge_cash(ask: Ask) -> None:
    parts = ("opening", "operations", "investing", "financing", "exchange", "closing")
    columns = ("period", "opening", "operating", "investing", "financing", "exchange", "closing", "rest")
    assert take(ask("bridge_cash"), *columns) == [
        (period, *(y(CASH, part, period) for part in parts), 0) for period in PERIODS
    ]


def test_measure_net_debt(ask: Ask) -> None:
    rows = ask("measure_net_debt")
    invested = {MAR09: Decimal(0), MAR08: yen(12_181)}
    halves = {MAR09: 2_000, MAR08: 2_500}

    def expect(at: str) -> tuple[Cell, ...]:
        current = y(BALANCE, "borrowings", at) + y(BALANCE, "leaseCurrent", at)
        later = y(BALANCE, "leaseNoncurrent", at)
        debt = current + later
        net = debt - y(BALANCE, "cash", at) - invested[at]
        return at, current, later, debt, net, net - halves[at], net + halves[at], near(net / y(BALANCE, "equity", at))

    columns = ("period", "borrowings", "longTermDebt", "debt", "netDebt", "netDebtLow", "netDebtHigh", "toEquity")
    assert take(rows, *columns) == [expect(MAR09), expect(MAR08)]


DEBT = "ShortTermBorrowings; CapitalLeaseObligationsCurrent; CapitalLeaseObligationsNoncurrent; "  # lines 350, 351, 358


@pytest.mark.parametrize("name", ["measure_net_debt", "measure_leverage"])
def test_what_is_counted_as_debt_is_named_whole(ask: Ask, name: str) -> None:
    assert all(str(row["counted"]).startswith(DEBT) for row in ask(name))


def test_measure_leverage(ask: Ask) -> None:
    def expect(period: str) -> tuple[Cell, ...]:
        at = CLOSING[period]
        debt = sum((y(BALANCE, k, at) for k in ("borrowings", "leaseCurrent", "leaseNoncurrent")), Decimal(0))
        ebitda = y(INCOME, "operating", period) + y(CASH, "depreciation", period)
        net = debt - y(BALANCE, "cash", at) - (yen(12_181) if at == MAR08 else 0)  # as measure_net_debt has it
        owed = near(y(BALANCE, "liabilities", at) / y(BALANCE, "equity", at), 4)
        return period, debt, near(debt / ebitda, 4), near(net / ebitda, 4), owed

    columns = ("period", "debt", "debtToEbitda", "netDebtToEbitda", "liabilitiesToEquity")
    assert take(ask("measure_leverage"), *columns) == [expect(period) for period in PERIODS]


def test_measure_liquidity(ask: Ask) -> None:
    quick = {MAR09: 10_187_724 + 10_256_527, MAR08: 11_470_980 + 12_181 + 12_255_163}

    def expect(at: str) -> tuple[Cell, ...]:
        assets, owed = y(BALANCE, "currentAssets", at), y(BALANCE, "currentLiabilities", at)
        rest = (near(yen(quick[at]) / owed), near(y(BALANCE, "cash", at) / owed))
        return at, assets - owed, *ratio(assets, owed), *rest

    columns = (
        "period",
        "workingCapital",
        "currentRatio",
        "currentRatioLow",
        "currentRatioHigh",
        "quickRatio",
        "cashRatio",
    )
    assert take(ask("measure_liquidity"), *columns) == [expect(MAR09), expect(MAR08)]


def test_measure_interest_coverage(ask: Ask) -> None:
    def expect(period: str) -> tuple[Cell, ...]:
        income, interest = y(INCOME, "operating", period), y(INCOME, "interest", period)
        return period, *ratio(income, interest), near((income + y(CASH, "depreciation", period)) / interest, 4)

    columns = ("period", "coverage", "coverageLow", "coverageHigh", "ebitdaCoverage")
    assert take(ask("measure_interest_coverage"), *columns) == [expect(period) for period in PERIODS]


def test_roll_forward_equity(ask: Ask) -> None:
    rows = ask("roll_forward_equity", period=FY08)
    assert take(rows, "component", "opening", "movements", "closing", "rest") == [
        (None, yen(24_980_713), yen(1_419_304 - 411_330 - 412_956 - 406_547), yen(25_169_184), 0),
        ("AOCI Attributable to Parent [Member]", yen(90_618), yen(-411_330), yen(-320_712), 0),
        ("Retained Earnings [Member]", yen(-19_555_489), yen(1_419_304 - 412_956), yen(-18_549_141), 0),
        ("Treasury Stock [Member]", 0, yen(-406_547), yen(-406_547), 0),
    ]


def test_compare_balances(ask: Ask) -> None:
    row = pick(ask("compare_balances", concept="us-gaap:Goodwill"), period=FY08)
    change = yen(2_639_319 - 2_507_258)
    assert take([row], "opening", "closing", "change", "changeLow", "changeHigh", "growth") == [
        (yen(2_507_258), yen(2_639_319), change, change - 1000, change + 1000, near(Decimal(2_639_319) / 2_507_258 - 1))
    ]


def test_measure_balance_shares(ask: Ask) -> None:
    rows = ask("measure_balance_shares", concept="us-gaap:StockholdersEquity")
    assert take(rows, "period", "share", "shareLow", "shareHigh", "printed") == [
        (at, *ratio(y(BALANCE, "equity", at), y(BALANCE, "assets", at)), Decimal(printed))
        for at, printed in ((MAR09, "0.481"), (MAR08, "0.448"))
    ]


def test_measure_days_outstanding(ask: Ask) -> None:
    def expect(period: str) -> tuple[Cell, ...]:
        days = Decimal(365) if period in (FY08, FY07) else Decimal(365) / 4
        at = CLOSING[period]
        received = near(y(BALANCE, "receivables", at) / y(INCOME, "revenue", period) * days, 2)
        stored = near(y(BALANCE, "inventory", at) / y(INCOME, "cost", period) * days, 2)
        owed = near(y(BALANCE, "payables", at) / y(INCOME, "cost", period) * days, 2)
        return period, received, stored, owed, received + stored - owed

    columns = ("period", "receivableDays", "inventoryDays", "payableDays", "cashCycle")
    assert take(ask("measure_days_outstanding"), *columns) == [expect(period) for period in PERIODS]


def test_compare_per_share(ask: Ask) -> None:
    def expect(period: str, shares: int, *printed: str) -> tuple[Cell, ...]:
        net = y(INCOME, "net", period)
        ends = (net - 500) / (shares + Decimal("0.5")), (net + 500) / (shares - Decimal("0.5"))
        return period, shares, near(net / shares, 4), down(ends[0], 4), up(ends[1], 4), *map(Decimal, printed)

    columns = (
        "period",
        "shares",
        "perShare",
        "perShareLow",
        "perShareHigh",
        "printed",
        "diluted",
    )
    per_ads = {Q08: "13.15", FY08: "17.29", Q07: "13.18", FY07: "62.75"}
    assert take(ask("compare_per_ads"), "period", "perAds", "adsPerShare") == [
        (period, Decimal(per_ads[period]), 400) for period in PERIODS
    ]
    assert take(ask("compare_per_share"), *columns) == [
        expect(Q08, 202_544, "5258.03", "5258.03"),
        expect(FY08, 205_165, "6917.87", "6916.85"),
        expect(Q07, 206_478, "5272.22", "5270.00"),
        expect(FY07, 206_240, "25099.83", "25072.48"),
    ]


@pytest.mark.usefixtures("prose")
def test_measure_payout(ask: Ask) -> None:
    cent = Decimal("0.005")

    def expect(period: str, dividend: int, earnings: str, printed: str, total: int | None) -> tuple[Cell, ...]:
        payout = ratio(Decimal(dividend), Decimal(earnings), cent, cent)
        return period, *payout, Decimal(printed), None if total is None else million(total)

    short = ("period", "payout", "payoutLow", "payoutHigh")
    assert take(ask("measure_payout"), *short) == [  # of the cash flow statement, lines of dividends paid
        (FY08, *ratio(yen(412_956), yen(1_419_304))),
        (FY07, *ratio(yen(461_309), yen(5_176_589))),
    ]
    columns = (*short, "printed", "total")
    assert take(ask("measure_payout_ratio"), *columns) == [
        expect("2009-04-01/2010-03-31", 2_000, "8393.24", "0.238", None),
        expect(FY08, 2_000, "6917.87", "0.289", 409),
        expect(FY07, 1_750, "25099.83", "0.070", 361),
    ]


def test_list_dividends(ask: Ask) -> None:
    assert take(ask("list_dividends"), "period", "recordDate", "dividend")[3:] == [
        (FY08, None, 2_000),
        (FY08, "End of Second Quarter", 1_000),
        (FY08, "End of Year", 1_000),
        (FY07, None, 1_750),
        (FY07, "End of Second Quarter", 750),
        (FY07, "End of Year", 1_000),
    ]


def test_measure_book_value_per_share(ask: Ask) -> None:
    def expect(at: str, shares: int, printed: str) -> tuple[Cell, ...]:
        equity = y(BALANCE, "equity", at)
        value = near(equity / shares, 4), down((equity - 500) / shares, 4), up((equity + 500) / shares, 4)
        return at, shares, *value, Decimal(printed), near(equity / y(BALANCE, "assets", at))

    columns = ("period", "outstanding", "perShare", "perShareLow", "perShareHigh", "printed", "equityRatio")
    assert take(ask("compare_equity_per_share"), *columns) == [
        expect(MAR09, 206_478 - 3_934, "124265.27"),
        expect(MAR08, 206_478, "120984.87"),
    ]


@pytest.mark.usefixtures("prose")
def test_compare_guidance(ask: Ask) -> None:
    year, half = "2009-04-01/2010-03-31", "2009-04-01/2009-09-30"
    million_half = Decimal(500_000)

    def expect(concept: str, target: int, actual: int, printed: str) -> tuple[Cell, ...]:
        growth = ratio(million(target), yen(actual), million_half)
        return year, concept, million(target), yen(actual), *(g - 1 for g in growth), Decimal(printed)

    columns = ("period", "concept", "target", "actual", "growth", "growthLow", "growthHigh", "printed")
    assert take(ask("compare_guidance"), *columns) == [
        expect(PRETAX, 2_700, 2_034_488, "0.327"),
        expect("us-gaap:NetIncomeLoss", 1_700, 1_419_304, "0.198"),
        expect("us-gaap:OperatingIncomeLoss", 3_300, 2_917_382, "0.131"),
        expect("us-gaap:Revenues", 73_000, 69_730_730, "0.047"),
        (half, PRETAX, million(550), None, None, None, None, Decimal("-0.282")),
        (half, "us-gaap:NetIncomeLoss", million(300), None, None, None, None, None),
        (half, "us-gaap:OperatingIncomeLoss", million(800), None, None, None, None, Decimal("-0.204")),
        (half, "us-gaap:Revenues", million(33_500), None, None, None, None, Decimal("0.007")),
    ]


def test_imply_second_half(ask: Ask) -> None:
    def expect(concept: str, year: int, half: int) -> tuple[Cell, ...]:
        rest = million(year - half)
        return concept, rest, rest - million(1), rest + million(1), near(rest / million(year))

    assert take(ask("imply_second_half"), "concept", "secondHalf", "secondHalfLow", "secondHalfHigh", "share") == [
        expect(PRETAX, 2_700, 550),
        expect("us-gaap:NetIncomeLoss", 1_700, 300),
        expect("us-gaap:OperatingIncomeLoss", 3_300, 800),
        expect("us-gaap:Revenues", 73_000, 33_500),
    ]


@pytest.mark.usefixtures("prose")
def test_list_expectations(ask: Ask) -> None:
    rows = ask("list_expectations")
    assert take([row for row in rows if row["approximate"]], "figure", "value") == [
        ("Number of ATMs", 8_000),
        ("Operating Income (Loss)", million(-1_000)),
        ("Revenues: change", million(-2_000)),
    ]
    assert pick(rows, figure="Earnings Per Share, Basic", period="2009-04-01/2010-03-31")["value"] == Decimal("8393.24")


def test_list_contracts(ask: Ask) -> None:
    rows = ask("list_contracts")
    assert take(
        [row for row in rows if row["within"] != "Connectivity Services (Corporate Use)"],
        "service",
        "opening",
        "closing",
        "change",
        "growth",
    ) == [
        (name, before, now, now - before, near(Decimal(now) / before - 1))
        for name, before, now in (
            ("Connectivity Services (Corporate Use)", 27_955, 48_802),
            ("Connectivity Services (Home Use)", 473_266, 443_412),
            ("OEM", 232_515, 216_725),
            ("Under IIJ Brand", 51_051, 46_901),
            ("hi-ho", 189_700, 179_786),
        )
    ]
    parts = [row["closing"] for row in rows if row["within"] == "Connectivity Services (Corporate Use)"]
    assert sum(Decimal(part or 0) for part in parts) == 48_802


def test_measure_revenue_per_contract(ask: Ask) -> None:
    row = pick(ask("measure_revenue_per_contract", period=FY08), service="Connectivity Services (Home Use)")
    revenue = yen(6_537_370)
    assert take([row], "perAverage", "perClosing", "perClosingLow", "perClosingHigh") == [
        (
            near(revenue * 2 / (473_266 + 443_412), 2),
            near(revenue / 443_412, 2),
            down((revenue - 500) / 443_412, 2),
            up((revenue + 500) / 443_412, 2),
        )
    ]


@pytest.mark.usefixtures("prose")
def test_measure_book_to_bill(ask: Ask) -> None:
    equipment, construction, operation = 984_585, 14_658_502, 18_988_595
    million_half = Decimal(500_000)

    def expect(name: str, orders: int, lines: tuple[int, ...], backlog: int) -> tuple[Cell, ...]:
        revenue = yen(sum(lines))
        value = ratio(million(orders), revenue, million_half, Decimal(500 * len(lines)))
        return name, revenue, *value, million(backlog), near(million(backlog) / revenue * 12, 2)

    columns = ("service", "revenue", "bookToBill", "bookToBillLow", "bookToBillHigh", "backlog", "coverMonths")
    assert take(ask("measure_book_to_bill"), *columns) == [
        expect("Systems Construction and Equipment Sales", 13_744, (construction, equipment), 2_863),
        expect("Systems Integration and Equipment Sales", 33_594, (33_647_097, equipment), 14_871),
        expect("Systems Operation and Maintenance", 19_850, (operation,), 12_008),
    ]


@pytest.mark.usefixtures("prose")
def test_roll_forward_backlog(ask: Ask) -> None:
    implied = million(15_909 + 33_594 - 14_871)
    assert take(ask("roll_forward_backlog"), "implied", "impliedLow", "impliedHigh", "stated", "agrees") == [
        (implied, implied - 1_500_000, implied + 1_500_000, yen(33_647_097 + 984_585), "true")
    ]


def test_check_translations(ask: Ask) -> None:
    rows = ask("check_translations")
    assert len(rows) == 18
    row = pick(rows, concept="us-gaap:PaymentsOfDividends")
    # USD 4,166 thousand are printed; JPY 412,956 thousand at 99.15 are 4,164,962.18
    assert take([row], "home", "translated", "expected", "difference") == [
        (yen(412_956), yen(4_166), near(yen(412_956) / Decimal("99.15"), 2), Decimal("1037.82"))
    ]


@pytest.mark.usefixtures("prose")
def test_list_repeated_facts(ask: Ask) -> None:
    row = pick(ask("list_repeated_facts", concept="us-gaap:Revenues"), value=yen(69_730_730))
    # lines 13, 53, 64, 79, 81, 274 (consolidated), 378 and others; millions at worst, thousands at best
    assert take([row], "coarsest", "finest", "firstLine") == [(-6, -3, 13)]
    assert Decimal(row["places"] or 0) >= 6


@pytest.mark.usefixtures("prose")
def test_find_places_that_disagree(ask: Ask) -> None:
    rows = ask("find_places_that_disagree")
    assert pick(rows, line=Decimal(461))["printed"] == "4,149"
    assert pick(rows, line=Decimal(290))["read"] == 2_917_000
    assert pick(rows, line=Decimal(169))["value"] == yen(4_537_746)  # 4,537 in prose, which rounds to 4,538
    assert pick(rows, line=Decimal(804), column=Decimal(2))["printed"] == "32,301"


@pytest.mark.usefixtures("prose")
def test_list_extension_concepts(ask: Ask) -> None:
    rows = ask("list_extension_concepts", concept="iij:BackboneCost")
    assert take(rows, "label", "anchor", "facts") == [("Backbone Cost", "us-gaap:CostOfRevenue", 4)]


def test_count_facts_by_taxonomy(ask: Ask) -> None:
    rows = ask("count_facts_by_taxonomy")
    assert [row["kind"] for row in rows] == ["extension", "measure", "standard"]
    assert sum(Decimal(row["facts"] or 0) for row in rows) == ask("list_reports")[0]["facts"]


def test_trace_fact(ask: Ask) -> None:
    rows = ask("trace_fact", line="53")
    assert take(rows, "column", "printed", "value", "label") == [
        (2, "69,731", yen(69_730_730), "Total Revenues"),
        (3, "66,835", yen(66_835_299), "Total Revenues"),
        (4, "4.3%", Decimal("0.043"), "Total Revenues"),
    ]


def test_list_findings(ask: Ask) -> None:
    assert take(ask("list_findings", code="GG-READ-SIGN"), "line", "column", "severity") == [(461, 6, "violation")]


def test_count_findings(ask: Ask) -> None:
    counts = {row["code"]: row["findings"] for row in ask("count_findings") if row["severity"] == "violation"}
    assert counts["GG-READ-FULLSTOP"] == counts["GG-READ-SIGN"] == 1
    assert sum(Decimal(row["findings"] or 0) for row in ask("count_findings")) == len(ask("list_findings"))


def test_list_uncertain_mappings(ask: Ask) -> None:
    rows = ask("list_uncertain_mappings")
    assert pick(rows, label="Loss on disposal of property and equipment")["match"] == "close"
    assert rows == sorted(rows, key=lambda row: Decimal(row["confidence"] or 0))


def test_check_printed_growth(ask: Ask) -> None:
    rows = ask("check_printed_growth")
    operating = pick(rows, concept="us-gaap:OperatingIncomeLoss", period=FY08)
    growth = ratio(y(INCOME, "operating", FY08), y(INCOME, "operating", FY07))
    assert take([operating], "printed", "growth", "growthLow", "growthHigh", "agrees") == [
        (Decimal("-0.387"), *(g - 1 for g in growth), "true")
    ]
    # Depreciation of the fourth quarter rose from 1,293 to 1,477: 14.2 %, and not 0.9 % as line 610 says
    wrong = [row for row in rows if row["agrees"] == "false"]
    assert "us-gaap:DepreciationDepletionAndAmortization" in {row["concept"] for row in wrong}


@pytest.mark.usefixtures("prose")
def test_list_reports(ask: Ask) -> None:
    [row] = ask("list_reports", entity="IIJ")
    assert (row["name"], row["issued"]) == ("Internet Initiative Japan Inc.", "2009-05-15")


@pytest.mark.usefixtures("prose")
def test_list_approximate_figures(ask: Ask) -> None:
    rows = ask("list_approximate_figures")
    assert take(rows[:1], "figure", "value", "low", "high", "line") == [
        ("Number of Contracts", 23_000, 22_500, 23_500, 38)
    ]


@pytest.mark.usefixtures("prose")
def test_show_concept(ask: Ask) -> None:
    rows = ask("show_concept", concept="iij:OrderBacklog", period=MAR09)
    assert take(rows, "members", "value") == [
        ("Systems Construction and Equipment Sales", million(2_863)),
        ("Systems Operation and Maintenance", million(12_008)),
        ("Systems Integration and Equipment Sales", million(14_871)),
    ]


def test_equity_ratio_of_the_year_before_last_needs_no_assets(ask: Ask) -> None:
    assert {row["period"] for row in ask("roll_forward_equity")} == {FY08, FY07}
    assert ask("compare_balances", concept="us-gaap:StockholdersEquity", period=FY07)[0]["opening"] == yen(20_112_004)
    assert MAR07 not in {row["period"] for row in ask("measure_net_debt")}


def test_measure_margins(ask: Ask) -> None:
    rows = ask("measure_margins")

    def margins(period: str) -> tuple[Decimal, ...]:
        sales = y(INCOME, "revenue", period)
        gross = sales - sum((yen(each[period]) for each in COSTS.values() if period in each), Decimal(0))
        return gross / sales, y(INCOME, "operating", period) / sales, y(INCOME, "net", period) / sales

    names = ("grossMargin", "operatingMargin", "netMargin")
    for period in PERIODS:
        assert take([pick(rows, period=period)], *names) == [tuple(map(near, margins(period)))]
    for period, before in EARLIER.items():
        moved = [near((now - then) * 10_000, 1) for now, then in zip(margins(period), margins(before), strict=True)]
        assert take([pick(rows, period=period)], "grossChange", "operatingChange", "netChange") == [tuple(moved)]
    year = pick(rows, period=FY07)  # what a year earlier was is not in the document
    assert (year["netChange"], "net income a year earlier" in str(year["missed"])) == (None, True)


def test_measure_segment_margins(ask: Ask) -> None:
    network, teller = Decimal(3663) / 69961, Decimal(-705) / 23  # of the segments, before elimination, in JPY million
    assert take(ask("measure_segment_margins"), "period", "segment", "revenue", "income", "margin", "change") == [
        (FY08, "ATM Operation Business", million(23), million(-705), near(teller), None),
        (FY08, "Network Services and Systems Integration Business", million(69961), million(3663), near(network), None),
    ]


def test_the_share_of_the_fourth_quarter_in_its_year(ask: Ask) -> None:
    row = pick(ask("compare_quarter_with_nine_months", concept="us-gaap:Revenues"), period=FY08)
    shares = ("shareOfYear", "shareOfYearLow", "shareOfYearHigh")
    assert tuple(row[name] for name in shares) == ratio(yen(18_941_727), yen(69_730_730))


def test_measure_working_capital(ask: Ask) -> None:
    row = pick(ask("measure_working_capital"), period=MAR09)
    assert row["workingCapital"] == yen(24_356_769 - 19_787_648)
    assert row["tradeCapital"] == yen(10_256_527 + 529_756 - 6_064_829)


def test_days_on_averages_are_of_both_balances(ask: Ask) -> None:
    rows = ask("measure_days_on_averages")
    row = pick(rows, period=FY08)
    assert row["receivableDays"] == near(yen(10_256_527 + 12_255_163) / 2 * 365 / yen(69_730_730), 2)
    assert row["payableDays"] == near(yen(6_064_829 + 7_895_238) / 2 * 365 / yen(56_145_719), 2)
    assert pick(rows, period=FY07)["cashCycle"] is None  # the balances of March 2007 are not stated


def test_operating_cash_over_operating_income(ask: Ask) -> None:
    row = pick(ask("measure_cash_of_income"), period=FY08)
    assert row["toOperatingIncome"] == near(yen(8_630_869) / yen(2_917_382), 4)
    assert row["toRevenue"] == near(yen(8_630_869) / yen(69_730_730))


def test_a_bridge_whose_steps_do_not_add_up_shows_what_they_leave(store: ox.Store) -> None:
    steps = [
        row for row in read_oxigraph(store, find_question("bridge_net_income").text) if row["step"] == Decimal("9.5")
    ]
    assert steps == []  # IIJ's add up
    less = ox.Store()
    dropped = ox.NamedNode("https://w3id.org/gaapgraph/us-gaap/SellingAndMarketingExpense")
    about = {quad.subject for quad in store.quads_for_pattern(None, None, dropped, None)}
    less.extend(quad for quad in store if quad.subject not in about)
    rest = [
        row for row in read_oxigraph(less, find_question("bridge_net_income").text) if row["step"] == Decimal("9.5")
    ]
    sold = pick([row for row in ask_steps(store) if row["step"] == 3], period=FY08)
    assert pick(rest, period=FY08)["effect"] == sold["effect"]
    assert pick(rest, period=FY08)["figure"] == "not explained by these steps"


def ask_steps(store: ox.Store) -> list[Row]:
    return read_oxigraph(store, find_question("bridge_net_income").text)
