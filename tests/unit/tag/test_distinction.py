"""Figures of one table never contradict each other as one fact, where nobody curated the document."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.model import Report, bounds
from gaapgraph.reader.release import read_release
from gaapgraph.tag import find_profile, tag_release
from gaapgraph.tag.figure.line import is_plain_head

NOTES = """Example Tools, Inc. Annual Report

Glue of the company by series
(in millions)
\tDecember 31, 2024\tDecember 31, 2023
2.35% series
Glue\t500\t490
3.10% series
Glue\t1,000\t980
4.00% series
Glue\t1,500\t1,470
"""


@pytest.fixture(scope="module")
def report() -> Report:
    reading = read_release(NOTES.encode(), "notes.txt")
    return tag_release(reading, find_profile(reading))


def test_rows_of_one_label_are_facts_of_their_own(report: Report) -> None:
    values = sorted(fact.value for fact in report.facts if isinstance(fact.value, Decimal))
    assert values == [Decimal(number) * 1_000_000 for number in (490, 500, 980, 1000, 1470, 1500)]


def test_no_fact_contradicts_itself(report: Report) -> None:
    for fact in report.facts:
        stated = [bounds(one.value, one.decimals) for one in fact.occurrences if isinstance(one.value, Decimal)]
        assert max(low for low, _ in stated) <= min(high for _, high in stated)


@pytest.mark.parametrize("head", ["Total", "Total stockholders' equity", "Consolidated", ""])
def test_heads_of_the_whole_tell_nothing(head: str) -> None:
    assert is_plain_head(head)


@pytest.mark.parametrize("head", ["Gross carrying amount", "North America", "Retained earnings"])
def test_other_heads_tell_what_a_column_is_of(head: str) -> None:
    assert not is_plain_head(head)
