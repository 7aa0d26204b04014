"""The sign between the print of a figure and the meaning of its concept, as name, statement and print tell."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.ordered_table import OrderedTable
from gaapgraph.resource import ontology
from gaapgraph.tag.label.lexicon import load_concepts
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.reader.release import Figure, Reading

__all__ = ["find_falling_tables", "sign_of"]

_COST = late_pattern(
    r"\b(?:costs?|expenses?|general|administrative|marketing|selling|research|personnel)\b", re.IGNORECASE
)
_FALL = ("IncreaseDecreaseIn", "PaymentsForProceedsFrom")
_POSITIVE = (
    "Payments", "Repayments", "Dividends", "AccumulatedDepreciation", "TreasuryStock", "Allowance", "Cost", "Selling",
    "GeneralAnd", "ResearchAnd", "Marketing", "OperatingExpenses", "InterestExpense", "InterestPaid", "IncomeTaxesPaid",
    "DeferredTaxLiabilities",
)  # fmt: skip
_ACCUMULATED = ("AccumulatedDepreciation", "AccumulatedAmortization")
# What adjusts net income to cash takes a gain off, and adds a loss back
_GAIN = late_pattern(r"^(?!OtherComprehensive)\w*(?:Gains?Loss|GainOn|NoncashIncome|FromEquityMethodInvestments)")
# Movements that lessen equity, by the balance that the taxonomy gives them: "Other 6" that adds to equity is -6 of one.
_OF_EQUITY = ("StockholdersEquity", "AdjustmentsToAdditionalPaidInCapital")


def find_falling_tables(reading: Reading, rows: Iterable[tuple[int, str, list[Figure]]]) -> frozenset[int]:
    """Return the tables of income that print costs as negative figures.

    Args:
        reading: The document.
        rows: Table, label and figures of each row.
    """
    falls: Counter[int] = Counter()
    for table, label, figures in rows:
        if reading.tables[table].kind in ("income-statement", "other") and _COST.search(label):
            amounts = [figure.value for figure in figures if figure.value and figure.measure is None]
            falls[table] += sum(1 if amount > 0 else -1 for amount in amounts)
    return frozenset(table for table, balance in falls.items() if balance < 0)


def sign_of(concept: str, figures: list[Figure], *, kind: str, is_falling: bool) -> int | None:
    """Return 1 or -1 between print and meaning; None where name, statement and print do not tell.

    Args:
        concept: IRI.
        figures: Of the row, without measures.
        kind: Of the statement.
        is_falling: The table prints costs as negative figures.
    """
    name = concept.removeprefix(US_GAAP)
    known = load_concepts().get(name)
    balance = known.balance if known is not None else None
    if name.startswith(_FALL) and kind == "cash-flow":
        return -1 if name.startswith(_FALL[1]) or balance == "credit" else 1
    if kind == "cash-flow" and balance == "credit" and _GAIN.match(name):
        return -1
    if kind == "equity" and balance == "debit" and name.startswith(_OF_EQUITY):
        return -1
    if kind == "equity" and balance == "debit" and _falls(figures):
        return -1  # what is taken off equity, printed in parentheses: "Tax withholding (1,848)"
    if is_falling and balance == "debit":
        return -1
    if name.startswith(_POSITIVE) or _is_never_negative(name):
        return -1 if _falls(figures) else 1
    return None


def _is_never_negative(name: str) -> bool:
    """Say whether figures of a concept are never negative, as the lists of XBRL US's quality committee have it.

    Notes print what is deducted in parentheses: "Gross unrealized losses (31)", "Accumulated amortization (28,253)",
    "Forfeited (1,210)".
    """
    if any(part in name for part in _ACCUMULATED):
        return True
    return OrderedTable.read(ontology() / "dqc" / "sign.tsv").row(f"us-gaap:{name}") is not None


def _falls(figures: list[Figure]) -> bool:
    """Say whether most amounts are printed as negative ones."""
    values = [figure.value for figure in figures if figure.value]
    return sum(value < 0 for value in values) * 2 > len(values)
