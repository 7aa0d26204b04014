"""Receipts: for each figure of an answer the facts, places and arithmetic behind it, and whether they still hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.deferral import defer

if TYPE_CHECKING:
    from gaapgraph.receipt.issuance import make_receipt
    from gaapgraph.receipt.receipt import Receipt
    from gaapgraph.receipt.verification import Difference, Verification, verify_receipt

__all__ = ["Difference", "Receipt", "Verification", "make_receipt", "verify_receipt"]

_HOMES = {
    "Difference": "verification",
    "Receipt": "receipt",
    "Verification": "verification",
    "make_receipt": "issuance",
    "verify_receipt": "verification",
}

__getattr__ = defer(__name__, _HOMES)
