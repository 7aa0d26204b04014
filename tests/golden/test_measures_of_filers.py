"""Measures of ten filers of the SEC's data set of 2009, each recomputed by hand from the lines of their statements.

Amounts are in millions of dollars, as the filers state them; what each sum is made of stands beside it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.question import answer, bind_parameters, find_question

if TYPE_CHECKING:
    import pyoxigraph as ox

JUNE, JULY = "2009-06-30", "2009-07-31"
HALF, FIRST = "2009-01-01/2009-06-30", "2009-02-01/2009-07-31"
ATT, APPLE, COKE, WALMART, INTEL = "732717", "320193", "21344", "104169", "50863"
PFIZER, CCE, BOEING, EXXON, IBM = "78003", "804055", "12927", "34088", "51143"
VERIZON, FORD, CATERPILLAR = "732712", "37996", "18230"
FILERS = {ATT, APPLE, COKE, WALMART, INTEL, PFIZER, CCE, BOEING, EXXON, IBM, VERIZON, FORD, CATERPILLAR}
Row = dict[str, str]


@pytest.fixture(scope="module")
def store(load_filers) -> ox.Store:
    return load_filers(FILERS)


def ask(store: ox.Store, name: str, filer: str, period: str) -> Row:
    question = find_question(name)
    bound = bind_parameters(store, question, {"entity": filer, "period": period})
    solutions = answer(store, question, bound)
    names = [variable.value for variable in solutions.variables]
    [row] = [{each: row[each].value for each in names if row[each] is not None} for row in solutions]
    return row


# filer: debt and what it is the sum of; cash and short-term investments, which are taken off
NET_DEBT = {
    ATT: ((10155, 66565), (7348,)),
    WALMART: ((1122, 6959, 336, 33579, 3246), (7997,)),
    INTEL: ((24, 1174), (3826, 5195, 2603)),
    PFIZER: ((7645, 31864), (2244, 47403)),
    CCE: ((747, 8333), (656,)),
    BOEING: ((416, 8700), (4599, 171)),
    EXXON: ((2157, 7117), (15576, 153)),
    IBM: ((8504, 20868), (11678, 848)),
    VERIZON: ((5440, 59469), (820, 360)),
    FORD: ((133066,), (24011, 17123)),  # a balance sheet that is not classified
}


def million(*amounts: int) -> Decimal:
    return Decimal(sum(amounts)) * 1_000_000


@pytest.mark.slow
@pytest.mark.parametrize("filer", NET_DEBT)
def test_net_debt(store: ox.Store, filer: str) -> None:
    debts, funds = NET_DEBT[filer]
    at = JULY if filer == WALMART else JUNE
    row = ask(store, "measure_net_debt", filer, at)
    assert Decimal(row["debt"]) == million(*debts)
    assert Decimal(row["netDebt"]) == million(*debts) - million(*funds)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("filer", "missed"),
    [
        (APPLE, "debt with capital leases"),  # it owes none
        (COKE, "debt under other concepts: LoansAndNotesPayable"),  # 6,382 under a concept of its own
        (CATERPILLAR, "debt with capital leases"),  # all of it under concepts of its own
    ],
)
def test_what_is_not_sure_is_no_figure_and_says_why(store: ox.Store, filer: str, missed: str) -> None:
    row = ask(store, "measure_net_debt", filer, JUNE)
    assert "debt" not in row
    assert "netDebt" not in row
    assert missed in row["missed"]


# filer: cash from operating activities, purchases of property
CASH = {
    ATT: (15802, 7036), WALMART: (9895, 5744), INTEL: (3762, 2490), PFIZER: (7661, 522), CCE: (528, 405),
    BOEING: (1194, 736), EXXON: (11107, 10238), VERIZON: (14137, 8094), COKE: (3662, 980),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("filer", CASH)
def test_free_cash_flow(store: ox.Store, filer: str) -> None:
    received, spent = CASH[filer]
    row = ask(store, "measure_free_cash_flow", filer, FIRST if filer == WALMART else HALF)
    assert Decimal(row["freeCashFlow"]) == million(received) - million(spent)


# filer: operating income, depreciation and amortization, revenue
EBITDA = {
    ATT: (11243, (9789,), 61305),
    WALMART: (11099, (3457,), 195152),
    INTEL: (635, (2419, 137), 15169),
    CCE: (790, (509,), 10959),
    BOEING: (2554, (666, 99), 33656),
    VERIZON: (9112, (8119,), 53452),
}


@pytest.mark.slow
@pytest.mark.parametrize("filer", EBITDA)
def test_ebitda_and_its_margin(store: ox.Store, filer: str) -> None:
    income, depreciation, revenue = EBITDA[filer]
    row = ask(store, "reconcile_ebitda", filer, FIRST if filer == WALMART else HALF)
    assert Decimal(row["computed"]) == million(income, *depreciation)
    assert abs(Decimal(row["margin"]) - million(income, *depreciation) / million(revenue)) < Decimal("0.000001")


# filer: current assets, current liabilities; cash, short-term investments and receivables
LIQUID = {
    ATT: (26940, 36219, (7348, 14846)),
    APPLE: (35170, 16661, (5605, 18617, 2686)),
    WALMART: (49025, 57196, (7997, 3684)),
    INTEL: (18467, 7079, (3826, 5195, 2603, 1938)),
    PFIZER: (71550, 26109, (2244, 47403, 10446)),
    CCE: (5366, 4565, (656, 2859)),
    EXXON: (59496, 51614, (15576, 153, 26862)),
    VERIZON: (21464, 26368, (820, 360, 12170)),
}


@pytest.mark.slow
@pytest.mark.parametrize("filer", LIQUID)
def test_liquidity(store: ox.Store, filer: str) -> None:
    assets, liabilities, quick = LIQUID[filer]
    row = ask(store, "measure_liquidity", filer, JULY if filer == WALMART else JUNE)
    assert Decimal(row["workingCapital"]) == million(assets) - million(liabilities)
    assert abs(Decimal(row["quickRatio"]) - million(*quick) / million(liabilities)) < Decimal("0.000001")


# filer: income tax, income before it
TAX = {
    ATT: (3422, 9899),
    WALMART: (3456, 10159),
    PFIZER: (1860, 6852),
    CCE: (120, 494),
    BOEING: (816, 2428),
    IBM: (1986, 7385),
}


@pytest.mark.slow
@pytest.mark.parametrize("filer", TAX)
def test_tax_rate(store: ox.Store, filer: str) -> None:
    tax, before = TAX[filer]
    row = ask(store, "measure_tax_rate", filer, FIRST if filer == WALMART else HALF)
    assert abs(Decimal(row["rate"]) - million(tax) / million(before)) < Decimal("0.000001")
