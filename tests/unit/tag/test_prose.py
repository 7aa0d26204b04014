"""Sentences become facts: by the table figure that they repeat, or by the label of a row of the document."""

from __future__ import annotations

from decimal import Decimal

import pytest

import gaapgraph
from gaapgraph.build import account_for

TEXT = """\
Larch Foods Inc. Reports Second Quarter 2024 Results

{sentence}

Larch Foods Inc.
Consolidated Statements of Income (in millions)
\tThree Months Ended June 30, 2024\tThree Months Ended June 30, 2023
Net sales\t250.5\t240.0
Net income\t41.2\t38.7
"""


@pytest.fixture
def facts(tmp_path):
    def read(sentence: str) -> list[tuple[str, str, Decimal]]:
        path = tmp_path / "r.txt"
        path.write_text(TEXT.format(sentence=sentence), encoding="utf-8")
        report = gaapgraph.read(path)
        unresolved = [token.text for token in account_for(path) if token.kind == "unresolved"]
        told = [
            (fact.dimensions.concept.rpartition("/")[2], str(fact.dimensions.period), occurrence.value)
            for fact, occurrence in report.occurrences
            if occurrence.place.column is None
        ]
        assert len(told) + len(unresolved) == sum(character == "$" for character in sentence)
        return told

    return read


def test_a_sentence_that_repeats_a_row_is_an_occurrence_of_its_fact(facts):
    ((concept, period, value),) = facts("Net income for the second quarter of 2024 was $41 million.")
    assert (period, value) == ("2024-04-01/2024-06-30", Decimal(41_000_000))
    assert "NetIncome" in concept or "ProfitLoss" in concept


def test_a_period_that_no_table_has_is_a_fact_of_the_row_with_the_same_label(facts):
    told = facts("Net income for the first quarter of 2024 was $38.9 million, compared with $36.1 million a year ago.")
    assert [(period, value) for _, period, value in told] == [
        ("2024-01-01/2024-03-31", Decimal(38_900_000)),
        ("2023-01-01/2023-03-31", Decimal(36_100_000)),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Net sales for the second quarter of 2024 were $199 million.",  # the table says otherwise
        "Backlog at June 30, 2024 was $7 million.",  # no row of this label
        "Net income was $38.9 million, compared with $36.1 million.",  # nothing dates the second
    ],
)
def test_what_nothing_settles_is_no_fact(facts, sentence):
    assert len(facts(sentence)) < sentence.count("$")


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Online sales for the second quarter of 2024 were $46.6 million.", "no row of a table has this amount"),
        ("The company expects net sales of $300 million for the third quarter of 2024.", "a forecast"),
        ("There were 112.4 million visits.", "its unit is not known"),
        (f"Net income was ${'9' * 400}.", "more digits"),
    ],
)
def test_what_is_no_fact_says_what_it_lacks(tmp_path, sentence: str, reason: str):
    path = tmp_path / "r.txt"
    path.write_text(TEXT.format(sentence=sentence), encoding="utf-8")
    [token] = [token for token in account_for(path) if token.kind == "unresolved"]
    assert token.reason.startswith(reason)
