"""Receipts: for each figure of an answer the facts, places and arithmetic behind it, and whether they still hold."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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


def __getattr__(name: str) -> object:
    """Import a name from its module when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
