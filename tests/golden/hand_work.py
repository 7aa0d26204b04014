"""What tables of figures worked out by hand share: arithmetic of printed digits, and the scales that they stand in."""

from __future__ import annotations

import ast
from decimal import Decimal

__all__ = ["SCALES", "work_out"]

SCALES = {"k": 1_000, "m": 1_000_000}


def work_out(text: str) -> Decimal:
    """Return what the arithmetic of a cell gives: `140071/293618-147215/303457`."""
    return _work_out(ast.parse(text, mode="eval").body)


def _work_out(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant):
        return Decimal(str(node.value))
    if isinstance(node, ast.UnaryOp):
        return -_work_out(node.operand)
    assert isinstance(node, ast.BinOp)
    left, right = _work_out(node.left), _work_out(node.right)
    kinds = {ast.Add: left + right, ast.Sub: left - right, ast.Mult: left * right}
    return left / right if isinstance(node.op, ast.Div) else kinds[type(node.op)]
