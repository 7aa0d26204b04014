"""What labels name, by words that filers chose."""

from __future__ import annotations

import pytest

from gaapgraph.language.nature import guess_nature


@pytest.mark.parametrize("label", ["Accounts payable", "Total long-lived assets", "Unrecognized compensation cost"])
def test_balances_lean_to_instants(label):
    assert guess_nature(label).instant > 0


@pytest.mark.parametrize("label", ["Net income", "Depreciation and amortization", "Repayments of debt"])
def test_flows_lean_to_durations(label):
    assert guess_nature(label).instant < 0


def test_kinds():
    assert guess_nature("Weighted average shares outstanding, diluted").lead("shares") > 0
    assert guess_nature("Basic earnings per share").lead("perShare") > 0
    assert guess_nature("Expected volatility rate").lead("percent") > 0
    assert guess_nature("").instant == guess_nature("123").instant
