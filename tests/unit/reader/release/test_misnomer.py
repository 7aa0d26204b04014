"""A sentence that calls a figure by words of two rows is found; one that names its row in its own words is not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.model import Place
from gaapgraph.reader.release.misnomer import _index, _Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Reading

TABLE = """\
Example Inc. Results for the Fiscal Year Ended March 31, 2009

Revenue Breakdown

\tFY2008\tFY2007
\tJPY millions\tJPY millions
Ship Construction\t14,658\t18,025
Ship Operation and Maintenance\t18,989\t15,993
Total revenues\t33,647\t34,018

"""


def mixed(read: Callable[..., Reading], text: str) -> list[tuple[Place, str]]:
    reading = read(TABLE + text + "\n")
    return [(finding.place, finding.message) for finding in reading.findings if finding.code == "GG-READ-WORDS"]


def test_words_of_two_rows_are_found_where_they_stand(read: Callable[..., Reading]) -> None:
    found = mixed(read, "Revenues from ship construction and maintenance increased to JPY18,989 million.")
    message = (
        "“ship construction and maintenance” is no label of the document: JPY18,989 million is stated for "
        "“Ship Operation and Maintenance” (line 8)."
    )
    assert found == [(Place(11, None, 14), message)]


@pytest.mark.parametrize(
    "text",
    [
        "Revenues from ship operation and maintenance increased to JPY18,989 million.",
        "Revenues from ship operations and maintenance increased to JPY18,989 million.",
        "Revenues from ship financing and maintenance increased to JPY18,989 million.",
        "Revenues from ship construction and maintenance increased to JPY17,000 million.",
        "Ship construction and maintenance are our business. Revenues increased to JPY18,989 million.",
    ],
    ids=["its own label", "inflected", "a word of no row", "no figure of the row", "another sentence"],
)
def test_other_words_are_left_alone(read: Callable[..., Reading], text: str) -> None:
    assert mixed(read, text) == []


def test_figure_in_finer_units_proves_it_as_well(read: Callable[..., Reading]) -> None:
    finer = TABLE.replace("millions", "thousands").replace("18,989", "18,988,595")
    reading = read(finer + "Revenues from ship construction and maintenance increased to JPY18,989 million.\n")
    assert [finding.place.line for finding in reading.findings if finding.code == "GG-READ-WORDS"] == [11]


@pytest.mark.parametrize(("decimals", "value"), [(-3, 18_989_000_000), (None, 18_989_000_000), (-6, 18_988_600_000)])
def test_what_is_exact_or_finer_is_compared_in_the_accuracy_of_the_sentence(
    read: Callable[..., Reading], decimals: int | None, value: int
) -> None:
    figure = next(one for one in read(TABLE).figures if one.printed == "18,989")
    finer = replace(figure, value=Decimal(18_988_600_000), decimals=decimals)
    ((_, _, found),) = _index([(finer, _Row("", (), 8, frozenset()))], -6)
    assert found == Decimal(value)
