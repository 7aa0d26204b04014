"""Tables of answers: the ends of intervals on demand, what was counted below, upright on a narrow screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console

from gaapgraph.cli import _answer, main
from gaapgraph.cli._answer import lay_out, print_answer
from gaapgraph.question import find_question

if TYPE_CHECKING:
    import pytest

HEADS = ["entity", "period", "unit", "netDebt", "netDebtLow", "netDebtHigh", "counted", "missed"]
ROWS = [
    ["IIJ", "2009-03-31", "JPY", "5300653000", "5300651000", "5300655000", "A; B", "short-term investments"],
    ["IIJ", "2008-03-31", "JPY", "5861146000", "5861143500", "5861148500", "A; B", ""],
]


def show(*, bounds: bool = False, few: int | None = None, width: int = 200) -> str:
    question = replace(find_question("measure_net_debt"))
    table = lay_out(question, HEADS, ROWS, bounds=bounds)
    screen = Console(width=width, highlight=False)
    with screen.capture() as captured:
        print_answer("Debt", table, screen)
    return captured.get()


def test_bounds_are_shown_on_demand() -> None:
    assert "5,861,143,500" not in show()
    assert "netDebtLow" not in show()
    assert "5,861,143,500" in show(bounds=True)


def test_what_all_rows_have_stands_above_and_what_was_counted_below() -> None:
    lines = [line.rstrip() for line in show().splitlines()]
    assert lines[0] == "Debt, IIJ, JPY"
    assert lines[1].split() == ["period", "netDebt"]
    assert lines[-2:] == ["counted: A; B", "missed (2009-03-31): short-term investments"]


def test_a_table_that_is_too_wide_stands_upright(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(_answer, "_PIPE", 30)
    lines = [line.split() for line in show(bounds=True).splitlines()]
    assert lines[1] == ["2009-03-31", "2008-03-31"]
    assert lines[2] == ["netDebt", "5,300,653,000", "5,861,146,000"]


def test_a_parameter_that_stands_like_a_file_is_told_how_to_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "measure_payout", "period=FY2008"]) == 2
    assert capsys.readouterr().err == (
        "gaapgraph: period=FY2008: no such file; if it is a parameter, give -p 'period=FY2008'\n"
    )
