"""Results in plain English: the arithmetic spelled out, each operand with its value and line."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.model import canonical
from gaapgraph.validation.binding import Formula
from gaapgraph.validation.figure import report_of

if TYPE_CHECKING:
    from gaapgraph.validation.binding import Binding, Operand
    from gaapgraph.validation.diagnosis import Suspect
    from gaapgraph.validation.figure import Figures, Print

__all__ = ["describe_cause", "spell", "write_as"]


def write_as(value: Decimal, like: Print) -> str:
    """Return a value written as the document writes figures: scale, grouping, parentheses and per cent as in a print.

    >>> from gaapgraph.validation.figure import Print
    >>> one = Print("", "", 1, 2, None, "(1,234)", "", Decimal(-1234000), Decimal(0), Decimal(0), -3, False, False)
    >>> write_as(Decimal(-1243000), one)
    '(1,243)'
    """
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", like.text)
    if digits is None:
        return canonical(value)
    places = len(digits[0].partition(".")[2])
    shown = Decimal(digits[0].replace(",", ""))
    factor = Decimal(1).scaleb((like.decimals or 0) - places) if like.decimals is not None else Decimal(1)
    number = f"{abs(value) * factor:,.{places}f}"
    number = number if "," in digits[0] or abs(shown) < 1000 else number.replace(",", "")
    negative_print = "(" in like.text or re.match(r"\s*[-−–]", like.text) is not None
    is_negative = ((value < 0) != (like.value < 0)) != negative_print
    rest = like.text[: digits.start()].replace("(", "").replace("-", ""), like.text[digits.end() :].replace(")", "")
    plain = f"{rest[0]}{number}{rest[1]}"
    return f"({plain})" if is_negative else plain


_SAID = {Formula.growth: "growth from ", Formula.difference: "difference of "}


def place(one: Print) -> str:
    """Return where a print stands, as people say it."""
    return f"line {one.line}" + (f", cell {one.column}" if one.column else "")


def describe_cause(suspect: Suspect, figures: Figures) -> str:
    """Return one sentence on what is wrong, with the arithmetic of the most telling rule."""
    cause = suspect.cause
    right = write_as(suspect.correction, cause)
    also = "".join(f" (also in line {twin.line})" for twin in suspect.twins)
    telling = spell(suspect.broken[0], figures)
    if suspect.is_last_digit and suspect.needed is not None:
        return (
            f"“{cause.text}” in {place(cause)}{also} is one unit of its last digit off its source, {right}: {telling}. "
            f"A printed sum needs it as it stands: {spell(suspect.needed, figures)}."
        )
    return f"“{cause.text}” in {place(cause)}{also} should probably be {right}: {telling}."


def spell(binding: Binding, figures: Figures) -> str:
    """Return the arithmetic of a binding, with the tolerance and the difference."""
    reported = binding.operands[0]
    far = len({report_of(operand.fact) for operand in binding.operands}) > 1
    parts = " ".join(
        _operand(operand, figures, first=not index, far=far) for index, operand in enumerate(binding.operands[1:])
    )
    tolerance = (binding.expected_upper - binding.expected_lower) / 2 + (reported.upper - reported.lower) / 2
    difference = reported.value - binding.expected
    formula = _SAID.get(binding.formula, "")
    said = _shown(reported, figures, far=far)
    if any(operand.role == "same" for operand in binding.operands):
        return f"{parts} for the same fact, here {said}"
    if binding.formula is Formula.limit:
        return f"{said} is a part of {parts}, and {'no' if binding.ok else 'yet'} greater"
    result = f"{formula}{parts} gives {_number(binding.expected)}, printed {said}"
    if binding.ok:
        return result
    return f"{result}; difference {_number(difference)}, rounding allows {_number(tolerance)}"


def _operand(operand: Operand, figures: Figures, *, first: bool, far: bool) -> str:
    sign = "−" if operand.weight < 0 else "" if first else "+"
    weight = "" if abs(operand.weight) == 1 else f"{canonical(abs(operand.weight))} × "
    joint = {"comparative": "over", "denominator": "over"}.get(operand.role, sign)
    return f"{joint} {weight}{_shown(operand, figures, far=far)}".strip()


def _shown(operand: Operand, figures: Figures, *, far: bool = False) -> str:
    """Return a figure with its line, and with its document where the binding reaches into another one."""
    one = figures.prints.get(operand.occurrence or "")
    if one is None:
        return _number(operand.value)
    document = figures.documents.get(report_of(one.iri), "") if far else ""
    return f"{one.text} ({f'{document}, ' if document else ''}line {one.line})"


def _number(value: Decimal) -> str:
    rounded = round(value, 6) if abs(value) < 10 else round(value, 2)
    text = canonical(rounded)
    whole, _, fraction = text.partition(".")
    grouped = f"{int(whole):,}" if whole not in ("-0", "-") else whole
    return f"{grouped}.{fraction}" if fraction else grouped
