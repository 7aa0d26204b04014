from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import pytest

from gaapgraph.tag.label.candidate import (
    Calibration,
    Candidate,
    Proposer,
    Standing,
    best,
    load_proposer,
    propose,
    threshold,
)
from gaapgraph.tag.label.classifier import Classifier, load_classifier
from gaapgraph.tag.label.feature import LabelledRow, LabelledTable, features_of, words_of
from gaapgraph.tag.label.lexicon import Entry, FiledLabels, load_concepts, load_filed_labels
from gaapgraph.tag.label.member import find_member
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from pathlib import Path

PAID, ASSET, CHANGE = "AccountsPayableCurrent", "AccountsReceivableNetCurrent", "IncreaseDecreaseInAccountsReceivable"
FACTORS = (3.0, 1.0, 0.0, 0.0, 0.0, -2.0, 0.0, 0.0)


@pytest.fixture
def small(tmp_path: Path) -> Proposer:
    """Vectors of three numbers: payable, receivable, cash flow."""
    vectors = {"K:cash-flow": (0, 0, 9), "L:account": (1, 1, 0), "L:payable": (9, 0, 0), "L:receivable": (0, 9, 0)}
    concepts = {"": (0, 0, 0), PAID: (9, 0, 0), ASSET: (0, 9, -3), CHANGE: (0, 9, 3)}
    kinds = {"": ["", "", ""], PAID: ["monetary", "instant", "credit"], ASSET: ["monetary", "instant", "debit"]}
    kinds[CHANGE] = ["monetary", "duration", "credit"]
    lives = {CHANGE: ["0", "2015"]}
    (tmp_path / "features.txt").write_text("".join(f"{name}\n" for name in vectors))
    lines = [
        "\t".join([name, "0.0 0.0 0.0", *kinds[name], *lives.get(name, ["0", "9999"]), "", "3"]) for name in concepts
    ]
    (tmp_path / "concepts.tsv").write_text("\n".join(["head", *lines, ""]))
    numbers = [value for vector in (*vectors.values(), *concepts.values()) for value in vector]
    postings = [number for _ in vectors for number in range(4)]
    (tmp_path / "weights.bin").write_bytes(struct.pack(f"{len(numbers)}b{len(postings)}H", *numbers, *postings))
    # three filers chose PAID and ASSET in one table, of ten
    (tmp_path / "pairs.bin").write_bytes(struct.pack("<IB", 1 << 16 | 2, 3))
    steps = {"width": 3, "postings": 4, "filers": 10, "inputStep": "0.2", "outputStep": "0.2"}
    (tmp_path / "weights.json").write_text(json.dumps(steps))
    return Proposer(
        Classifier.read(tmp_path), Calibration((*FACTORS, 0.0, 0.0), (*FACTORS, 0.0, 0.0, 1.0, 1.0, -1.0), 0.7)
    )


def table(label: str, *, kind: str = "", year: int = 2010, data_type: str = "monetary") -> LabelledTable:
    return LabelledTable(rows=(LabelledRow(label=label, data_type=data_type),), kind=kind, year=year)


def names(candidates: list[Candidate]) -> list[str]:
    return [one.concept.removeprefix(US_GAAP) for one in candidates]


def test_words_name_the_concept_and_the_statement_decides(small: Proposer) -> None:
    assert small.propose(table("Accounts payable"), 0)[0][0] == PAID
    assert small.propose(table("Accounts receivable", kind="cash-flow"), 0)[0][0] == CHANGE
    assert small.propose(table("Accounts receivable"), 0, balance="debit")[0][0] == ASSET


def test_what_filers_choose_together_speaks_for_each_other(small: Proposer) -> None:
    companions = small.classifier.companions
    assert companions.support(PAID, [(ASSET, 1.0)]) > 0.5
    assert companions.support(PAID, [(CHANGE, 1.0)]) < 0  # no filer chose both in one table
    assert companions.support(PAID, []) == 0
    assert companions.support(PAID, [(PAID, 1.0), (ASSET, 1.0)]) == companions.support(PAID, [(ASSET, 1.0)])
    offer = small.offer(table("Accounts payable"), 0)
    assert small.confide(offer, Standing(1.0))[0][1] > small.confide(offer, Standing(0.0))[0][1]


def test_a_concept_that_ended_before_the_documents_year_is_not_proposed(small: Proposer) -> None:
    found = small.propose(table("Accounts receivable", kind="cash-flow", year=2016), 0)
    assert CHANGE not in [name for name, _ in found]


def test_a_concept_of_another_type_is_not_proposed(small: Proposer) -> None:
    assert small.propose(table("Accounts payable", data_type="perShare"), 0) == []


def test_the_share_of_the_first_and_its_doubts_make_the_confidence(small: Proposer) -> None:
    sure = small.propose(table("Accounts payable"), 0)[0][1]
    unsure = small.propose(table("Accounts payable"), 0, doubts=(1.0, 0.0, 0.0))[0][1]
    assert sure > 0.9 > unsure > 0.5


def test_unknown_words_have_no_candidate(small: Proposer) -> None:
    assert small.propose(table("Zorkmid flux"), 0) == []


def test_section_keeps_payments_out_of_operations() -> None:
    proposer = load_proposer()
    assert proposer is not None
    labels = ("Purchases of property and equipment", "Other", "Net cash used in investing activities")
    rows = tuple(LabelledRow(label=label, period_type="duration", data_type="monetary") for label in labels)
    found = proposer.propose(LabelledTable(rows=rows, kind="cash-flow", year=2024), 1)
    assert found[0][0] == "PaymentsForProceedsFromOtherInvestingActivities"


def test_misspelt_word_is_understood() -> None:
    assert ASSET in names(propose("Accounts recievable, net", period_type="instant"))[:2]


def test_order_case_and_number_of_words_do_not_matter() -> None:
    found = propose("RECEIVABLE TRADE — ACCOUNT, NET", period_type="instant", statement="balance-sheet")
    assert names(found)[0] == ASSET


def test_years_are_told_relative_to_the_document() -> None:
    assert words_of("Due in 2027 and 2028", 2025) == ["due", "y+2", "y+3"]
    assert words_of("Due in 2027") == ["due"]


def test_the_next_total_is_the_section_of_a_row() -> None:
    rows = tuple(LabelledRow(label=label) for label in ("Inventories", "Other", "Total current assets", "Goodwill"))
    groups = dict(features_of(LabelledTable(rows=rows), 0))
    assert groups["section"] == ["S:total", "S:current", "S:asset"]
    assert groups["after"] == ["N:other"]
    assert "section" not in dict(features_of(LabelledTable(rows=rows), 3))


def test_evidence_says_what_speaks_for_a_concept() -> None:
    first = propose("Accounts payable", period_type="instant", statement="balance-sheet")[0]
    assert names([first]) == [PAID]
    assert first.evidence[0].startswith("label printed by ")
    assert first.evidence[-2:] == ("instant, as the figure", "credit")


def test_filers_are_counted_by_statement() -> None:
    labels = FiledLabels.of([Entry("accounts receivable", CHANGE, 70, "cash flow"), Entry("other", ASSET, 2)])
    assert labels.filers("Accounts Receivable", CHANGE, "cash flow") == 70
    assert labels.filers("Accounts Receivable", CHANGE, "balance sheet") == 0
    assert labels.filers("Accounts Receivable", CHANGE) == 70


@pytest.mark.parametrize("label", ["", "Zorkmid flux", "— ", "12,345", "第一四半期"])
def test_unknown_label_has_no_candidate(label: str) -> None:
    assert propose(label) == []


def test_best_abstains_below_the_threshold() -> None:
    unsure = propose("Professional services")
    assert unsure
    assert unsure[0].confidence < threshold()
    assert best(unsure) is None
    assert best([]) is None


@pytest.mark.parametrize(
    ("label", "statement", "concept"),
    [
        ("Total assets", "balance-sheet", "Assets"),
        ("TOTAL CURRENT LIABILITIES", "balance-sheet", "LiabilitiesCurrent"),
        ("Goodwill", "balance-sheet", "Goodwill"),
        ("Gross profit", "income-statement", "GrossProfit"),
        ("Net cash provided by operating activities", "cash-flow", "NetCashProvidedByUsedInOperatingActivities"),
        ("Operating lease right-of-use assets", "balance-sheet", "OperatingLeaseRightOfUseAsset"),
    ],
)
def test_plain_labels_are_answered(label: str, statement: str, concept: str) -> None:
    answer = best(propose(label, statement=statement))
    assert answer is not None
    assert answer.concept == US_GAAP + concept


def test_confidences_fall_and_stay_within_bounds() -> None:
    found = propose("Net income", limit=10)
    confidences = [one.confidence for one in found]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= value <= 1 for value in confidences)


def test_limit_is_kept() -> None:
    assert len(propose("Other assets", limit=3)) == 3


def test_every_concept_that_can_be_proposed_is_one_of_the_taxonomy() -> None:
    classifier = load_classifier()
    assert classifier is not None
    known = load_concepts()
    assert [one.name for one in classifier.concepts if one.until and one.name and one.name not in known] == []
    assert [entry for entry in load_filed_labels().entries if entry.concept not in known] == []


def test_components_of_equity_are_members() -> None:
    known = find_member("Retained Earnings")
    assert known is not None
    assert known.heads_column
    assert known.axis == US_GAAP + "StatementEquityComponentsAxis"
    assert known.member == US_GAAP + "RetainedEarningsMember"
    assert find_member("Gross carrying amount") is None
