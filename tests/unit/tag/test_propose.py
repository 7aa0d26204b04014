from __future__ import annotations

import pytest

from gaapgraph.tag.label.candidate import CONFIDENT, Candidate, Proposer, Question, best, propose
from gaapgraph.tag.label.lexicon import Entry, Index, StandardConcept, load_concepts, load_filed_labels, words_of
from gaapgraph.vocabulary import US_GAAP

PAID, ASSET, CHANGE = "AccountsPayableCurrent", "AccountsReceivableNetCurrent", "IncreaseDecreaseInAccountsReceivable"


@pytest.fixture
def small() -> Proposer:
    concepts = {
        PAID: StandardConcept(PAID, "monetary", "instant", "credit", "Accounts Payable, Current"),
        ASSET: StandardConcept(ASSET, "monetary", "instant", "debit", ""),
        CHANGE: StandardConcept(CHANGE, "monetary", "duration", "credit", ""),
    }
    filed = Index.of(
        [
            Entry("accounts receivable, net", ASSET, 60),
            Entry("accounts receivable", ASSET, 20, "balance sheet"),
            Entry("accounts receivable", CHANGE, 70, "cash flow"),
            Entry("accounts payable", PAID, 90),
        ]
    )
    return Proposer(filed, Index(), concepts)


def names(candidates: list[Candidate]) -> list[str]:
    return [one.concept.removeprefix(US_GAAP) for one in candidates]


def test_period_type_excludes_concepts_of_the_other(small: Proposer) -> None:
    assert names(small.propose(Question("Accounts receivable", "duration"))) == [CHANGE]
    assert names(small.propose(Question("Accounts receivable", "instant")))[0] == ASSET


def test_balance_excludes_concepts_of_the_other(small: Proposer) -> None:
    assert CHANGE not in names(small.propose(Question("Accounts receivable", balance="debit")))


def test_data_type_is_accepted_in_both_spellings(small: Proposer) -> None:
    assert names(small.propose(Question("Accounts payable", data_type="monetaryItemType")))[0] == PAID
    assert small.propose(Question("Accounts payable", data_type="perShare")) == []


def test_statement_decides_between_concepts(small: Proposer) -> None:
    assert names(small.propose(Question("Accounts receivable", statement="cash-flow")))[0] == CHANGE
    assert names(small.propose(Question("Accounts receivable", statement="balance-sheet")))[0] == ASSET


def test_section_keeps_payments_out_of_operations() -> None:
    found = propose(
        "Other",
        period_type="duration",
        data_type="monetary",
        statement="cash-flow",
        headings=("Cash flows from investing activities",),
    )
    assert names(found)[0] == "PaymentsForProceedsFromOtherInvestingActivities"


def test_misspelt_word_is_understood(small: Proposer) -> None:
    assert names(small.propose(Question("Accounts recievable, net", "instant")))[0] == ASSET


def test_order_case_and_number_of_words_do_not_matter(small: Proposer) -> None:
    assert names(small.propose(Question("RECEIVABLE — ACCOUNT, NET", "instant")))[0] == ASSET


def test_evidence_says_what_speaks_for_a_concept(small: Proposer) -> None:
    first = small.propose(Question("Accounts payable", "instant", "credit"))[0]
    assert first.evidence == (
        "label printed by 90 filers",
        "standard label 78% alike",
        "instant, as the figure",
        "credit, as the figure",
    )


@pytest.mark.parametrize("label", ["", "Zorkmid flux", "— ", "12,345", "第一四半期"])
def test_unknown_label_has_no_candidate(label: str) -> None:
    assert propose(label) == []


def test_best_abstains_below_the_threshold() -> None:
    unsure = propose("Professional services")
    assert unsure
    assert unsure[0].confidence < CONFIDENT
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


def test_every_filed_label_names_a_concept_of_the_taxonomy() -> None:
    concepts = load_concepts()
    assert [entry for entry in load_filed_labels().entries if entry.concept not in concepts] == []


def test_words_in_parentheses_weigh_less() -> None:
    assert words_of("Income (loss) before taxes") == {"income": 1.0, "loss": 0.35, "before": 1.0, "tax": 1.0}
