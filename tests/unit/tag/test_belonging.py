"""Which concepts a kind of statement cannot have."""

from __future__ import annotations

from gaapgraph.reader.release import read_release
from gaapgraph.tag import find_profile, tag_release
from gaapgraph.tag.figure.belonging import is_told
from gaapgraph.tag.label.feature import LabelledRow
from gaapgraph.vocabulary import US_GAAP

BY_NATURE = """Example Steel Inc. Reports 2024 Results

Consolidated Statements of Income
(in millions)
\tYear ended December 31, 2024\tYear ended December 31, 2023
Revenues\t$1,200\t$1,100
Changes in inventories\t25\t(12)
Other operating income\t15\t18
Personnel expenses\t(300)\t(290)
Operating income\t940\t816

Consolidated Statements of Cash Flows
(in millions)
\tYear ended December 31, 2024\tYear ended December 31, 2023
Net income\t$700\t$600
Depreciation and amortization\t100\t95
Changes in inventories\t(31)\t14
Net cash provided by operating activities\t769\t709
"""


def test_changes_of_operating_capital_are_no_income() -> None:
    reading = read_release(BY_NATURE.encode(), "release.txt")
    report = tag_release(reading, find_profile(reading))
    found = {
        occurrence.printed_text: (fact.dimensions.concept, [one.concept for one in occurrence.proposals])
        for fact, occurrence in report.occurrences
    }
    concept, proposals = found["25"]
    assert not concept.startswith(US_GAAP)
    assert US_GAAP + "IncreaseDecreaseInInventories" not in proposals
    assert found["(31)"][0] == US_GAAP + "IncreaseDecreaseInInventories"


def test_years_are_told_by_title_or_head_and_a_part_by_its_own_words() -> None:
    due, title = "LesseeOperatingLeaseLiabilityPaymentsDueYearTwo", "Maturities of lease liabilities are as follows"
    assert is_told(due, LabelledRow(label="Fiscal 2027"), "", title)
    assert is_told(due, LabelledRow(label="2027"), "Operating Leases", "")
    assert not is_told(due, LabelledRow(label="2027"), "", "Backlog by year")
    packaging = LabelledRow(label="Packaging", headings=("Operating Income",))
    assert not is_told("OperatingIncomeLoss", packaging, "", "Income of segments")
