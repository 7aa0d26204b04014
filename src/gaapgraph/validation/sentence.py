"""Results in plain English: the arithmetic as it adds up, each figure with its print and place.

All numbers of one sentence are in one scale, that of the finest print, and signed as they enter: what is taken off has
a minus whatever its print shows. So a reader, and a test, can add them up from the sentence alone.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.model import canonical, round_off
from gaapgraph.validation.binding import Formula

if TYPE_CHECKING:
    from gaapgraph.validation.binding import Binding, Operand
    from gaapgraph.validation.diagnosis import Suspect
    from gaapgraph.validation.figure import Figures, Print

__all__ = ["describe_cause", "spell", "write_as"]


def write_as(value: Decimal, like: Print) -> str:
    """Return a value written as the document writes figures: scale, grouping, parentheses and per cent as in a print.

    >>> from gaapgraph.validation.figure import Print
    >>> zero = Decimal(0)
    >>> one = Print(iri="", fact="", text="(1,234)", value=Decimal(-1234000), lower=zero, upper=zero, decimals=-3)
    >>> write_as(Decimal(-1243000), one)
    '(1,243)'
    """
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", like.text)
    if digits is None:
        return canonical(value)
    places = len(digits[0].partition(".")[2])
    shown = Decimal(digits[0].replace(",", ""))
    factor = scale_of(like)
    number = f"{abs(value) * factor:,.{places}f}"
    number = number if "," in digits[0] or abs(shown) < 1000 else number.replace(",", "")
    negative_print = "(" in like.text or re.match(r"\s*[-−–]", like.text) is not None
    is_negative = ((value < 0) != (like.value < 0)) != negative_print
    rest = like.text[: digits.start()].replace("(", "").replace("-", ""), like.text[digits.end() :].replace(")", "")
    plain = f"{rest[0]}{number}{rest[1]}"
    return f"({plain})" if is_negative else plain


def scale_of(one: Print) -> Decimal:
    """Return by what a value in base units is multiplied to give the number that a print shows.

    >>> from gaapgraph.validation.figure import Print
    >>> zero = Decimal(0)
    >>> scale_of(Print(iri="", fact="", text="1,234", value=Decimal(1234000), lower=zero, upper=zero, decimals=-3))
    Decimal('0.001')
    """
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", one.text)
    if digits is None or one.decimals is None:
        return Decimal(1)
    return Decimal(1).scaleb(one.decimals - len(digits[0].partition(".")[2]))


def place(one: Print) -> str:
    """Return where a print stands, as people say it; where the document has no lines, its element."""
    if one.table is not None and one.row is not None:
        return f"table {one.table}, row {one.row}" + (f", cell {one.column}" if one.column else "")
    if not one.line and one.element:
        return f"element {one.element}"
    return f"line {one.line}" + (f", cell {one.column}" if one.column else "")


def describe_cause(suspect: Suspect, figures: Figures) -> str:
    """Return one sentence on what is wrong, with the arithmetic of the most telling rule."""
    cause = suspect.cause
    right = write_as(suspect.correction, cause)
    also = "".join(f" (also in {place(twin)})" for twin in suspect.twins)
    telling = spell(suspect.broken[0], figures)
    if suspect.is_last_digit and suspect.needed is not None:
        return (
            f"“{cause.text}” in {place(cause)}{also} is one unit of its last digit off its source, {right}: {telling}. "
            f"A printed sum needs it as it stands: {spell(suspect.needed, figures)}."
        )
    return f"“{cause.text}” in {place(cause)}{also} should probably be {right}: {telling}."


def spell(binding: Binding, figures: Figures) -> str:
    """Return the arithmetic of a binding; where it is broken with the difference, and with what rounding allows."""
    reported, *operands = binding.operands
    words = _Words(_choose_scale(binding, figures), _spans_documents(binding, figures), figures)
    if any(operand.role == "same" for operand in operands):
        return f"{words.print(operands[0])} for the same fact, here {words.print(reported)}"
    if binding.formula is Formula.limit:
        wholes = " + ".join(words.print(operand) for operand in operands)
        return f"{words.print(reported)} is a part of {wholes}, and {'no' if binding.ok else 'yet'} greater"
    result = _Words(_choose_result_scale(reported, words, binding, figures), words.is_far, figures)
    said = f"{_work(binding, words, result)} = {result.number(binding.expected)}, printed {result.figure(reported)}"
    if binding.ok:
        return said
    tolerance = (binding.expected_upper - binding.expected_lower + reported.upper - reported.lower) / 2
    difference = result.number(reported.value - binding.expected)
    return f"{said}; difference {difference}, rounding allows {result.number(tolerance)}"


def _work(binding: Binding, words: _Words, result: _Words) -> str:
    """Return the left side of the equation."""
    operands = binding.operands[1:]
    if binding.formula is Formula.growth:
        base, comparative = (next(one for one in operands if one.role == role) for role in ("base", "comparative"))
        ratio = f"{words.figure(base, weight=Decimal(1))} / {words.figure(comparative, weight=Decimal(1))} − 1"
        return f"−({ratio})" if base.weight < 0 else ratio
    above = [one for one in operands if one.role != "denominator"]
    below = [one for one in operands if one.role == "denominator"]
    if not below:
        return words.sum(above)
    return f"{_bracket(words.sum(above), above)} / {_bracket(words.sum(below), below)}"


def _bracket(text: str, operands: list[Operand]) -> str:
    return f"[{text}]" if len(operands) > 1 else text


def _spans_documents(binding: Binding, figures: Figures) -> bool:
    return len({figures.report_of(one.occurrence or one.fact) for one in binding.operands if one.fact}) > 1


def _choose_scale(binding: Binding, figures: Figures) -> Decimal:
    """Return the scale of the finest print; 1 where prints of a quotient have several, as their units differ."""
    checked = binding.operands if binding.formula in _LINEAR else binding.operands[1:]
    prints = [figures.prints[one.occurrence] for one in checked if one.occurrence in figures.prints]
    scales = {scale_of(one) for one in prints if one.decimals is not None and "%" not in one.text}
    if binding.formula not in _LINEAR and len(scales) > 1:
        return Decimal(1)
    return max(scales, default=Decimal(1))


def _choose_result_scale(reported: Operand, words: _Words, binding: Binding, figures: Figures) -> Decimal:
    """Return the scale of the result: that of the items in a sum, else that of its own print."""
    if binding.formula in _LINEAR and all(one.role != "denominator" for one in binding.operands):
        return words.scale
    one = figures.prints.get(reported.occurrence or "")
    if one is None:
        return Decimal(1)
    return Decimal(100) if "%" in one.text else scale_of(one)


_LINEAR = (Formula.sum, Formula.difference, Formula.equality, Formula.limit, Formula.repetition)


@frozen
class _Words:
    """Writes figures in one scale.

    Attributes:
        scale: By what values in base units are multiplied.
        is_far: Places name their document.
    """

    scale: Decimal
    is_far: bool
    figures: Figures

    def number(self, value: Decimal) -> str:
        """Return a number in the scale, with its thousands set apart; more than exact is rounded to six digits."""
        scaled = value * self.scale
        text = canonical(scaled if _places(scaled) <= _DIGITS else round_off(scaled, _DIGITS))
        whole, _, fraction = text.removeprefix("-").partition(".")
        sign = "−" if text.startswith("-") and text.strip("-0.") else ""
        percent = "%" if self.scale == 100 else ""
        return f"{sign}{int(whole):,}{f'.{fraction}' if fraction else ''}{percent}"

    def sum(self, operands: list[Operand]) -> str:
        """Return a sum of figures, each with its effective sign."""
        parts: list[str] = []
        for operand in operands:
            negative = operand.weight * operand.value < 0
            sign = "−" if negative and not parts else f"{'−' if negative else '+'} " if parts else ""
            factor = "" if abs(operand.weight) == 1 else f"{canonical(abs(operand.weight))} × "
            parts.append(f"{sign}{factor}{self.figure(operand, is_absolute=True)}")
        return " ".join(parts)

    def figure(self, operand: Operand, *, weight: Decimal | None = None, is_absolute: bool = False) -> str:
        """Return a figure as a number in the scale, with its print where that shows other digits, and its place."""
        value = abs(operand.value) if is_absolute else operand.value * (weight or 1)
        one = self.figures.prints.get(operand.occurrence or "")
        number = self.number(value) if one is not None or operand.fact else canonical(value)
        if one is None:
            return number
        same = _digits(number) == _digits(one.text)
        return f"{number} ({'' if same else f'“{one.text}”, '}{self._place(one)})"

    def print(self, operand: Operand) -> str:
        """Return a figure as it is printed, and its place."""
        one = self.figures.prints.get(operand.occurrence or "")
        if one is None:
            return _Words(Decimal(1), False, self.figures).number(operand.value)
        return f"{one.text} ({self._place(one)})"

    def _place(self, one: Print) -> str:
        document = self.figures.documents.get(one.report, "") if self.is_far else ""
        return f"{f'{document}, ' if document else ''}{place(one)}"


_DIGITS = 6


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _digits(text: str) -> str:
    return re.sub(r"[^0-9.]", "", text)
