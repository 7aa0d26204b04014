"""Where print and meaning part: full stops for commas, lost parentheses."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.model import Place
from gaapgraph.reader.release.repair import _lost_sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Reading


def test_full_stop_among_commas_is_a_comma(read: Callable[..., Reading]) -> None:
    text = (
        "Elm Foods Inc.\n"
        "\tYear ended March 31, 2009\tYear ended March 31, 2008\n"
        "\tJPY millions\tJPY millions\n"
        "Revenue\t69,731\t66,835\n"
        "Income\t2.917\t4,759\n"
    )
    reading = read(text)
    (figure,) = [figure for figure in reading.figures if figure.printed == "2.917"]
    assert (figure.value, figure.decimals, figure.printed_value) == (Decimal(2_917_000_000), -6, Decimal(2_917_000))
    assert [finding.code for finding in reading.findings] == ["GG-READ-FULLSTOP"]


def test_decimals_among_decimals_stay(read: Callable[..., Reading]) -> None:
    text = "Elm Foods Inc.\n\tYear ended March 31, 2009\n\tJPY millions\nRevenue\t69.731\nIncome\t2.917\n"
    assert not read(text).findings


def test_misread_dash_is_nil(read: Callable[..., Reading]) -> None:
    reading = read(
        "Elm Foods Inc.\n\tYear ended March 31, 2009\tYear ended March 31, 2008\n"
        "\tJPY millions\tJPY millions\nRevenue\t69\t_\n"
    )
    assert [figure.is_nil for figure in reading.figures] == [False, True]
    assert [finding.code for finding in reading.findings] == ["GG-READ-DASH"]


def test_a_figure_in_a_label_has_no_column_that_could_prove_its_sign(read: Callable[..., Reading]) -> None:
    reading = read("Elm Foods Inc.\n\tYear ended March 31, 2009\n\tJPY millions\nRevenue\t69\nIncome\t29\n")
    first, second = reading.figures
    grid = [[first], [second]]
    assert not _lost_sign(replace(first, place=Place(4, offset=0)), grid)
    assert not _lost_sign(replace(first, value=None), grid)


ROLL = """\
Elm Foods Inc.
(in millions)
\tRetained earnings\tTotal equity
Balance at March 31, 2008\t100\t100
Net income\t30\t30
Dividends\t{dividends}\t(20)
Balance at March 31, 2009\t{closing}\t110
"""


@pytest.mark.parametrize(
    ("dividends", "closing", "value"),
    [("20", 110, -20), ("20", 150, 20), ("(20)", 110, -20)],
    ids=["lost", "rolls forward as it stands", "there"],
)
def test_parentheses_are_lost_where_row_and_column_prove_it(
    read: Callable[..., Reading], dividends: str, closing: int, value: int
) -> None:
    reading = read(ROLL.format(dividends=dividends, closing=closing))
    (figure,) = [one for one in reading.figures if (one.place.line, one.place.column) == (6, 2)]
    assert figure.value == Decimal(value) * 10**6
    is_mended = dividends == "20" and value < 0
    assert [one.code for one in reading.findings if one.code == "GG-READ-SIGN"] == ["GG-READ-SIGN"] * is_mended
