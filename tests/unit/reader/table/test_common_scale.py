"""A scale that stands once among the heads of a flat table."""

from __future__ import annotations

from decimal import Decimal

from gaapgraph.reader.release import read_release

TEXT = """Bellwether Inc.

The following table summarizes gains and losses on investments:

                                                 2024       2023        2022
                                                        (in millions)
Upward adjustments                              $     11   $       7   $     114
Downward adjustments                            $    (9)   $   (145)   $    (23)
"""

APART = """Bellwether Inc.

The following table summarizes awards outstanding at December 31, 2024:

                                                 Number of      Weighted      Aggregate
                                                   awards    average price  intrinsic value
                                                                             (in millions)
Outstanding                                     1,204,300    $     7.25      $     114
Exercisable                                       904,300    $     6.10      $      93
"""


def values(text: str) -> list[Decimal | None]:
    return [figure.value for figure in read_release(text.encode(), "release.txt").figures]


def test_a_scale_in_the_middle_holds_for_all_years() -> None:
    expected = (11, 7, 114, -9, -145, -23)
    assert values(TEXT) == [Decimal(value) * 10**6 for value in expected]


def test_a_scale_below_one_head_holds_for_its_column_alone() -> None:
    found = values(APART)
    assert found[2] == Decimal(114_000_000)
    assert Decimal(1_204_300) in found
    assert Decimal("7.25") in found


def test_cents_tell_the_amounts_of_one_share_from_the_shares_of_the_same_label() -> None:
    text = """Elm Foods Inc. Reports Results

(in thousands, except per share data)
\tYear ended March 31, 2009\tYear ended March 31, 2008
Net income\t7,770\t7,700
Basic\t0.25\t0.15
Basic\t30,200\t30,100
"""
    figures = read_release(text.encode(), "release.txt").figures
    assert [(one.printed, str(one.unit)) for one in figures if one.place.line > 5] == [
        ("0.25", "USD / shares"), ("0.15", "USD / shares"), ("30,200", "shares"), ("30,100", "shares"),
    ]  # fmt: skip
