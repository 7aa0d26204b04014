"""Between print and meaning: what tables that print costs as negative figures, and names of concepts, say of signs."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from gaapgraph.tag.figure.sign import find_falling_tables, sign_of
from gaapgraph.vocabulary import US_GAAP


def figures(*values: int, measure: str | None = None) -> list:
    return [SimpleNamespace(value=Decimal(value), measure=measure) for value in values]


def falling(kind: str, *rows: tuple[str, list]) -> bool:
    reading = SimpleNamespace(tables=[SimpleNamespace(kind=kind)])
    return bool(find_falling_tables(reading, [(0, label, found) for label, found in rows]))


@pytest.mark.parametrize(
    ("values", "is_falling"),
    [((-5, -4), True), ((-5, 4), False), ((-5, 4, 3), False), ((-5, -1, 9), True), ((), False)],
)
def test_a_table_falls_where_most_costs_are_negative(values, is_falling):
    assert falling("income-statement", ("Cost of sales", figures(*values))) is is_falling


def test_only_costs_of_statements_of_income_count():
    assert not falling("cash-flow", ("Cost of sales", figures(-5, -4)))
    assert not falling("income-statement", ("Net loss", figures(-5, -4)))
    assert not falling("income-statement", ("Cost of sales", figures(-5, -4, measure="growth")))
    assert falling("income-statement", ("Net loss", figures(5, 4)), ("Selling expenses", figures(-5)))


@pytest.mark.parametrize(
    ("concept", "values", "kind", "is_falling", "sign"),
    [
        ("CostOfRevenue", (-5, -4), "income-statement", True, -1),
        ("CostOfRevenue", (5, 4), "income-statement", False, 1),
        ("CostOfRevenue", (-5, -4), "income-statement", False, -1),
        ("CostOfRevenue", (-5, 4), "income-statement", False, 1),  # as many negative as positive: as printed
        ("Revenues", (-5,), "income-statement", True, None),
        ("IncreaseDecreaseInAccountsReceivable", (-5,), "cash-flow", False, -1),  # a credit: cash that did not come
        ("IncreaseDecreaseInAccountsPayable", (5,), "cash-flow", False, 1),
        ("IncreaseDecreaseInAccountsPayable", (5,), "other", False, None),
        ("PaymentsToAcquireBusinessesNetOfCashAcquired", (-5, -6, 0), "cash-flow", False, -1),
        ("StockholdersEquityOther", (6, 6), "equity", False, -1),  # a debit: what adds 6 to equity is tagged -6
        ("StockholdersEquityOther", (-2,), "equity", False, -1),
        ("StockholdersEquityOther", (6,), "other", False, None),
        # a debit, printed as what is taken off equity: NVIDIA tags 1,848 where it prints (1,848)
        ("AdjustmentsRelatedToTaxWithholdingForShareBasedCompensation", (-1848, -1637), "equity", False, -1),
        ("AllocatedShareBasedCompensationExpense", (1632,), "equity", False, None),
        # never negative: AbbVie prints (28,253) as what is amortised of its product rights, and tags 28,253
        ("AvailableForSaleDebtSecuritiesAccumulatedGrossUnrealizedLossBeforeTax", (-2, -1), "other", False, -1),
        ("FiniteLivedIntangibleAssetsAccumulatedAmortization", (-28253, -22455), "other", False, -1),
        ("DerivativeLiabilities", (5,), "other", False, 1),
        ("OperatingIncomeLoss", (-5,), "other", False, None),  # a loss may be one
        ("FinanceLeasePrincipalPayments", (-1969, -1058), "cash-flow", False, -1),
        # a gain is taken off net income, and a loss is added: the tag of "(Gain) loss on sale 12" is -12
        ("GainLossOnInvestments", (12, 3), "cash-flow", False, -1),
        ("OtherNoncashIncomeExpense", (-4,), "cash-flow", False, -1),
        ("GainLossOnInvestments", (12, 3), "income-statement", False, None),
        (
            "OtherComprehensiveIncomeLossNetInvestmentHedgeGainLossBeforeReclassificationAndTax",
            (3,),
            "cash-flow",
            False,
            None,
        ),
        ("NetIncomeLoss", (-7,), "cash-flow", False, None),
    ],
)
def test_name_statement_and_print_tell_the_sign(concept, values, kind, is_falling, sign):
    assert sign_of(US_GAAP + concept, figures(*values), kind=kind, is_falling=is_falling) == sign
