"""Expressions of SPARQL as values: read from tokens, computed with exact decimals, written back.

Only what computes figures is known. An expression with anything else has no value here, and says so by `None`.
"""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gaapgraph.sparql import Token

__all__ = ["Constant", "Expression", "Operation", "Reader", "Value", "Variable", "compute", "list_variables", "write"]

Value = Decimal | str | bool | None
_PRECISION = 60  # digits; engines keep 18 to 34 of a quotient
_BINDING = {
    "||": 1,
    "&&": 2,
    "=": 3,
    "!=": 3,
    "<": 3,
    ">": 3,
    "<=": 3,
    ">=": 3,
    "IN": 3,
    "+": 4,
    "-": 4,
    "*": 5,
    "/": 5,
}
_UNARY = 6
_HALF = Decimal("0.5")


@frozen
class Constant:
    """A literal, or a name that is none of a variable; `text` is as it is written."""

    value: Value
    text: str


@frozen
class Variable:
    """A variable, by its name without the mark."""

    name: str


@frozen
class Operation:
    """An operator or a function, in capitals where it has a word, with what it is applied to.

    Attributes:
        is_distinct: Each value is taken once, as in `COUNT (DISTINCT ?a)`.
    """

    name: str
    parts: tuple[Expression, ...]
    is_distinct: bool = False


Expression = Constant | Variable | Operation


class Reader:
    """Reads expressions from the tokens of a query.

    Args:
        tokens: Of the whole query.
        position: Of the token that comes next; it moves on.
    """

    def __init__(self, tokens: Sequence[Token], position: int = 0) -> None:
        self.tokens, self.position = tokens, position

    def peek(self, ahead: int = 0) -> str:
        """Return the text of a token to come, words in capitals; empty beyond the end."""
        at = self.position + ahead
        if at >= len(self.tokens):
            return ""
        token = self.tokens[at]
        return token.text.upper() if token.kind == "word" else token.text

    def take(self, wanted: str = "") -> Token:
        """Return the next token.

        Raises:
            InputError: There is none, or it is another than the wanted one.
        """
        if self.position >= len(self.tokens) or (wanted and self.peek() != wanted):
            found = self.peek() or "its end"
            raise InputError(f"has {found!r} where {wanted or 'more'} is needed", where="query", mend="mend the query")
        self.position += 1
        return self.tokens[self.position - 1]

    def skip(self) -> None:
        """Pass over a bracket that comes next, to the one that closes it."""
        depth = 0
        while True:
            kind = self.take().kind
            depth += (kind == "open") - (kind == "close")
            if depth <= 0:
                return

    def read(self, least: int = 1) -> Expression:
        """Return the expression that comes next, of operators that bind no weaker than some."""
        left = self._read_one()
        while True:
            name = self._find_operator()
            if name not in _BINDING or _BINDING[name] < least:
                return left
            self.position += len(name) if name in ("<=", ">=", "!=") else 1
            if name == "IN":
                left = Operation(name, (left, *self._read_list()))
            else:
                left = Operation(name, (left, self.read(_BINDING[name] + 1)))

    def _find_operator(self) -> str:
        name = self.peek()
        return f"{name}=" if name in ("<", ">", "!") and self.peek(1) == "=" else name

    def _read_one(self) -> Expression:
        token = self.take()
        if token.text.upper() in ("EXISTS", "NOT") and self.peek() in ("{", "EXISTS"):
            return self._read_exists()
        if token.kind == "sign":
            return Operation(token.text, (self.read(_UNARY),))
        if token.text == "(":
            inner = self.read()
            self.take(")")
            return inner
        if token.kind == "variable":
            return Variable(token.text[1:])
        if token.kind == "number":
            return Constant(Decimal(token.text), token.text)
        if token.kind == "string":
            return Constant(_unquote(token.text), token.text)
        if self.peek() == "(":
            name = token.text.upper() if token.kind == "word" else token.text
            is_distinct = self.peek(1) == "DISTINCT"
            return Operation(name, self._read_list(), is_distinct)
        if token.text.lower() in ("true", "false"):
            return Constant(token.text.lower() == "true", token.text)
        return Constant(token.text if token.kind in ("iri", "name") else None, token.text)

    def _read_exists(self) -> Constant:
        """Return a test for a pattern, whose keyword was taken: as it stands, without a value here."""
        start = self.position - 1
        while self.peek() != "{":
            self.take()
        self.skip()
        return Constant(None, " ".join(token.text for token in self.tokens[start : self.position]))

    def _read_list(self) -> tuple[Expression, ...]:
        self.take("(")
        parts: list[Expression] = []
        if self.peek() == "DISTINCT":
            self.take()
        if self.peek() == "*":
            parts.append(Constant(None, self.take().text))
        while self.peek() != ")":
            if self.peek() == ";":  # the separator of GROUP_CONCAT
                while self.peek() != ")":
                    self.take()
                break
            parts.append(self.read())
            if self.peek() == ",":
                self.take()
        self.take(")")
        return tuple(parts)


def list_variables(expression: Expression) -> list[str]:
    """Return the names of the variables of an expression, each once, in their order."""
    if isinstance(expression, Variable):
        return [expression.name]
    parts = expression.parts if isinstance(expression, Operation) else ()
    return list(dict.fromkeys(name for part in parts for name in list_variables(part)))


def write(expression: Expression) -> str:
    """Return an expression as SPARQL, with brackets only where they are needed.

    >>> write(Operation("*", (Operation("+", (Variable("a"), Variable("b"))), Constant(Decimal(2), "2"))))
    '(?a + ?b) * 2'
    """
    if isinstance(expression, Variable):
        return f"?{expression.name}"
    if isinstance(expression, Constant):
        return expression.text
    binding = _BINDING.get(expression.name, 0)
    if binding and len(expression.parts) > 1 and expression.name != "IN":
        left, right = expression.parts
        return f"{_wrap(left, binding)} {expression.name} {_wrap(right, binding + 1)}"
    if expression.name in ("-", "+", "!"):
        return f"{expression.name}{_wrap(expression.parts[0], _UNARY)}"
    return f"{expression.name}({', '.join(map(write, expression.parts))})"


def _wrap(expression: Expression, least: int) -> str:
    text = write(expression)
    is_weak = isinstance(expression, Operation) and len(expression.parts) > 1
    is_weak = is_weak and isinstance(expression, Operation) and 0 < _BINDING.get(expression.name, 0) < least
    return f"({text})" if is_weak else text


def compute(name: str, values: Sequence[Value]) -> Value:
    """Return what an operator or function gives for values; None where it gives nothing, or is not known here."""
    known = _FUNCTIONS.get(name)
    if known is None or (None in values and name not in ("BOUND", "COALESCE")):
        return None
    try:
        with localcontext() as context:
            context.prec = _PRECISION
            return known(*values)
    except (TypeError, ArithmeticError, ValueError, re.error):
        return None


def _negate(value: Decimal, *other: Decimal) -> Decimal:
    return value - other[0] if other else -value


def _compare(test: Callable[[Value, Value], bool]) -> Callable[[Value, Value], bool]:
    return lambda left, right: test(*_align(left, right))


def _align(left: Value, right: Value) -> tuple[Value, Value]:
    if type(left) is not type(right):
        raise TypeError
    return left, right


def _round(value: Decimal) -> Decimal:
    return (value + _HALF).to_integral_value(ROUND_FLOOR)


def _cut(text: str, start: Decimal, *length: Decimal) -> str:
    first = int(start) - 1
    return text[max(first, 0) :] if not length else text[max(first, 0) : first + int(length[0])]


_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "+": lambda left, right: left + right,
    "-": _negate,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "!": lambda value: not value,
    "=": _compare(lambda left, right: left == right),
    "!=": _compare(lambda left, right: left != right),
    "<": _compare(lambda left, right: left < right),  # type: ignore[operator]  # of one kind
    ">": _compare(lambda left, right: left > right),  # type: ignore[operator]
    "<=": _compare(lambda left, right: left <= right),  # type: ignore[operator]
    ">=": _compare(lambda left, right: left >= right),  # type: ignore[operator]
    "IN": lambda value, *others: value in others,
    "BOUND": lambda value: value is not None,
    "ABS": abs,
    "ROUND": _round,
    "FLOOR": lambda value: value.to_integral_value(ROUND_FLOOR),
    "CEIL": lambda value: value.to_integral_value(ROUND_CEILING),
    "STR": lambda value: f"{value:f}" if isinstance(value, Decimal) else value,
    "CONCAT": lambda *values: "".join(values),
    "REPLACE": lambda text, pattern, by, *_: re.sub(pattern, by.replace("$", "\\"), text),
    "SUBSTR": _cut,
    "CONTAINS": lambda text, part: part in text,
    "STRSTARTS": lambda text, part: text.startswith(part),
    "LCASE": lambda text: text.lower(),
    "UCASE": lambda text: text.upper(),
    "xsd:integer": lambda value: Decimal(int(Decimal(value))),
    "xsd:decimal": Decimal,
    "SUM": lambda *values: sum(values, Decimal(0)),
    "MIN": lambda *values: min(values),
    "MAX": lambda *values: max(values),
    "AVG": lambda *values: sum(values, Decimal(0)) / len(values),
    "COUNT": lambda *values: Decimal(len(values)),
    "SAMPLE": lambda *values: values[0] if len(set(values)) == 1 else None,
}


def _unquote(text: str) -> str:
    quote = 3 if text.startswith(('"""', "'''")) else 1
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), text[quote:-quote])
