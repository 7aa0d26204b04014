"""Expressions of SPARQL as expressions of the engine; an error of SPARQL is NULL, which behaves as it does.

Source: SPARQL 1.1 §17, as far as rules and questions use it; what is not known here is refused.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Literal, URIRef, Variable

from gaapgraph.plan.typed_column import (
    FALSE,
    NULL,
    TRUE,
    Column,
    Kind,
    as_kind,
    as_number,
    as_text,
    equal,
    quote,
    unify,
)
from gaapgraph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Environment", "UnplannedError", "constant", "is_true", "plan_expression"]

_EXACT = (2, 5)


class UnplannedError(Exception):
    """What a query asks for has no plan."""


class Environment:
    """What an expression may name: the columns at hand, and how a pattern in it is planned."""

    def __init__(self, columns: Mapping[str, Column], exists: Callable[[Any, Environment], str]) -> None:
        self.columns, self.exists = columns, exists

    def column(self, name: str) -> Column:
        """Return the column of a variable; that of nothing where it is not bound."""
        return self.columns.get(name, NULL)


def _boolean(sql: str, *, is_optional: bool = True) -> Column:
    return Column(sql=sql, kind=Kind.boolean, is_optional=is_optional and sql not in (TRUE, FALSE))


def _text(sql: str, *of: Column) -> Column:
    return Column(sql=sql, kind=Kind.text, is_optional=any(one.is_optional for one in of))


def constant(node: Any) -> Column:
    """Return a constant of a query."""
    if isinstance(node, URIRef):
        return Column(sql=quote(str(node)), kind=Kind.iri)
    datatype = str(node.datatype or XSD.string)
    text = str(node)
    if node.language:
        return Column(sql=quote(f'"{text}"@{node.language}'), kind=Kind.term)
    match datatype:
        case XSD.string:
            return Column(sql=quote(text), kind=Kind.text)
        case XSD.boolean:
            return Column(sql=TRUE if text in ("true", "1") else FALSE, kind=Kind.boolean)
        case XSD.integer:
            return Column(sql=f"CAST({int(text)} AS BIGINT)", kind=Kind.integer)
        case XSD.decimal:
            return Column(sql=f"{Decimal(text):f}", kind=Kind.number)
    return Column(sql=quote(text), kind=Kind.other, datatype=datatype)


def is_true(column: Column) -> str:
    """Return the effective boolean value."""
    if column.kind is Kind.boolean or column.sql == "NULL":
        return column.sql
    if column.is_numeric:
        return f"{column.sql} <> 0"
    if column.kind is Kind.text:
        return f"{column.sql} <> ''"
    return "NULL"


def plan_expression(node: Any, known: Environment) -> Column:
    """Return the plan of an expression.

    Raises:
        UnplannedError: It has a function that is not known here.
    """
    if isinstance(node, Variable):
        return known.column(str(node))
    if isinstance(node, (URIRef, Literal)):
        return constant(node)
    if not isinstance(node, CompValue):
        raise UnplannedError(f"an expression {type(node).__name__}")
    name = node.name
    if name in _SHAPES:
        return _SHAPES[name](node, known)
    if name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
        found = known.exists(node.graph, known)
        return _boolean(_negate(found) if name.endswith("NOTEXISTS") else found, is_optional=False)
    if name == "Builtin_BOUND":
        one = known.column(str(node.arg))
        return _boolean(
            FALSE if one.sql == "NULL" else f"({one.sql} IS NOT NULL)" if one.is_optional else TRUE, is_optional=False
        )
    arguments = [plan_expression(one, known) for one in _arguments(node)]
    if name == "Function":
        return _cast(str(node.iri), arguments)
    function = _FUNCTIONS.get(name.removeprefix("Builtin_"))
    if function is None:
        raise UnplannedError(f"the function {name.removeprefix('Builtin_')}")
    return function(arguments)


def _arguments(node: Any) -> list[Any]:
    if node.name == "Function":
        return [*node.expr]
    found: list[Any] = []
    for key in ("arg", "arg1", "arg2", "arg3", "text", "pattern", "replacement", "flags", "start", "length"):
        if key not in node or node[key] is None:
            continue
        value = node[key]
        found += value if isinstance(value, list) and not isinstance(value, CompValue) else [value]
    return found


def _negate(condition: str) -> str:
    return {TRUE: FALSE, FALSE: TRUE}.get(condition, f"NOT ({condition})")


def _either(node: Any, known: Environment) -> Column:
    return _connect("OR", node, known, decisive=TRUE, idle=FALSE)


def _both(node: Any, known: Environment) -> Column:
    return _connect("AND", node, known, decisive=FALSE, idle=TRUE)


def _connect(word: str, node: Any, known: Environment, *, decisive: str, idle: str) -> Column:
    """Return conditions that a word connects: one that is decisive is the whole, one that is idle says nothing."""
    parts = [is_true(plan_expression(one, known)) for one in (node.expr, *node.other)]
    if decisive in parts:
        return _boolean(decisive)
    left = [f"({one})" for one in parts if one != idle]
    return _boolean(f"({f' {word} '.join(left)})" if left else idle)


def _not(node: Any, known: Environment) -> Column:
    return _boolean(_negate(is_true(plan_expression(node.expr, known))))


def _compare(node: Any, known: Environment) -> Column:
    one = plan_expression(node.expr, known)
    if node.op in ("IN", "NOT IN"):
        conditions = [equal(one, plan_expression(other, known)) for other in node.other]
        left = [condition for condition in conditions if condition != FALSE]
        found = f"({' OR '.join(left)})" if left else FALSE
        return _boolean(_negate(found) if node.op == "NOT IN" else found)
    return _boolean(_relate(one, plan_expression(node.other, known), node.op))


def _relate(one: Column, other: Column, operator: str) -> str:
    """Return a comparison; of numbers wherever one of the two can only be one."""
    if "NULL" in (one.sql, other.sql):
        return "NULL"
    if one.is_numeric != other.is_numeric and Kind.term in (one.kind, other.kind):
        return f"{as_number(one)} {operator} {as_number(other)}"
    if operator in ("=", "!="):
        if one.sql == other.sql and not one.is_optional:
            return TRUE if operator == "=" else FALSE
        if one.sql.startswith("'") and other.sql.startswith("'") and one.kind is other.kind:  # two constants
            return TRUE if (one.sql == other.sql) == (operator == "=") else FALSE
        condition = equal(one, other)
        condition = condition if condition in (TRUE, FALSE) else f"({condition})"
        return condition if operator == "=" else _negate(condition)
    is_alike = (one.kind, one.datatype) == (other.kind, other.datatype)
    if one.kind in (Kind.iri, Kind.term) or not (is_alike or (one.is_numeric and other.is_numeric)):
        return "NULL"
    return f"{one.sql} {operator} {other.sql}"


def _add(node: Any, known: Environment) -> Column:
    found = plan_expression(node.expr, known)
    for operator, other in zip(node.op, node.other, strict=True):
        found = _reckon(found, str(operator), plan_expression(other, known))
    return found


def _reckon(one: Column, operator: str, other: Column) -> Column:
    if "NULL" in (one.sql, other.sql):
        return NULL
    is_optional = one.is_optional or other.is_optional or not (one.is_numeric and other.is_numeric)
    kind = Kind.integer if one.kind is other.kind is Kind.integer and operator != "/" else Kind.number
    if operator != "/":
        is_long = one.is_long and other.is_long
        sql = f"({as_number(one)} {operator} {as_number(other)})"
        if operator == "*" and is_long:
            sql = f"product({as_number(one)}, {as_number(other)})"
        is_mixed = kind is Kind.number and all(each.is_mixed or each.kind is not Kind.number for each in (one, other))
        is_long = one.is_long or other.is_long
        return Column(sql=sql, kind=kind, is_optional=is_optional, is_long=is_long, is_mixed=is_mixed)
    divisor = other.sql.removeprefix("CAST(").removesuffix(" AS BIGINT)")
    if divisor.replace(".", "").isdecimal() and _is_exact(divisor):
        sql = f"({as_number(one)} * {Decimal(1) / Decimal(divisor):f})"
        return Column(sql=sql, kind=Kind.number, is_optional=is_optional, is_long=one.is_long)
    sql = f"quotient({as_number(one)}, {as_number(other)})"
    return Column(sql=sql, kind=Kind.number, is_optional=True, is_long=True)


def _is_exact(divisor: str) -> bool:
    """Say whether a number divides others without a rest in their decimal places: its factors are two and five."""
    left = Decimal(divisor)
    for factor in _EXACT:
        while left > 1 and left % factor == 0:
            left /= factor
    return left == 1


def _minus(node: Any, known: Environment) -> Column:
    one = plan_expression(node.expr, known)
    kind = Kind.integer if one.kind is Kind.integer else Kind.number
    return replace(one, sql=f"(-{as_number(one)})", kind=kind, datatype="")


def _plus(node: Any, known: Environment) -> Column:
    return plan_expression(node.expr, known)


def _floor(node: Any, known: Environment) -> Column:
    """Return the whole number below; that of a quotient is exact, though the quotient is not."""
    inner = node.arg
    if isinstance(inner, CompValue) and inner.name == "MultiplicativeExpression" and [*inner.op] == ["/"]:
        one, other = plan_expression(inner.expr, known), plan_expression(inner.other[0], known)
        if "NULL" in (one.sql, other.sql):
            return NULL
        sql = f"floor_of({as_number(one)}, {as_number(other)})"
        return Column(sql=sql, kind=Kind.integer, is_optional=True)
    one = plan_expression(inner, known)
    if one.kind is Kind.integer:
        return one
    return _of_number("floor")([one])


def _round(arguments: Sequence[Column]) -> Column:
    """Return the nearest whole number, the greater one of two as near."""
    (one,) = arguments
    if one.kind is Kind.integer or one.sql == "NULL":
        return one
    return replace(_of_number("floor")([one]), sql=f"floor({as_number(one)} + 0.5)")


def _if(node: Any, known: Environment) -> Column:
    condition = is_true(plan_expression(node.arg1, known))
    then, other = plan_expression(node.arg2, known), plan_expression(node.arg3, known)
    if condition in (TRUE, FALSE):
        return then if condition == TRUE else other
    both = unify([then, other])
    sql = f"CASE WHEN {condition} THEN {as_kind(then, both)} WHEN NOT ({condition}) THEN {as_kind(other, both)} END"
    return replace(both, sql=sql, is_optional=True)


def _coalesce(arguments: Sequence[Column]) -> Column:
    known = [one for one in arguments if one.sql != "NULL"]
    if not known:
        return NULL
    if not known[0].is_optional:
        return known[0]
    both = unify(known)
    sql = f"COALESCE({', '.join(as_kind(one, both) for one in known)})"
    return replace(both, sql=sql, is_optional=all(one.is_optional for one in known))


def _concatenate(arguments: Sequence[Column]) -> Column:
    texts = [as_text(one) for one in arguments]
    if any(one.is_optional for one in arguments):  # where one is none, all of it is
        return _text(f"({' || '.join(texts)})", *arguments)
    return _text(f"concat({', '.join(texts)})" if texts else "''")


def _replace(arguments: Sequence[Column]) -> Column:
    texts = [as_text(one) for one in arguments]
    flags = texts[3][1:-1] if len(texts) > 3 else ""
    new = texts[2].replace("$", "\\")
    return _text(f"regexp_replace({texts[0]}, {texts[1]}, {new}, 'g{flags}')", *arguments)


def _matches(arguments: Sequence[Column]) -> Column:
    texts = [as_text(one) for one in arguments]
    flags = f", {texts[2]}" if len(texts) > 2 else ""
    return _boolean(f"regexp_matches({texts[0]}, {texts[1]}{flags})", is_optional=arguments[0].is_optional)


def _test(function: str) -> Callable[[Sequence[Column]], Column]:
    def test(arguments: Sequence[Column]) -> Column:
        texts = ", ".join(as_text(one) for one in arguments)
        return _boolean(f"{function}({texts})", is_optional=any(one.is_optional for one in arguments))

    return test


def _of_text(function: str) -> Callable[[Sequence[Column]], Column]:
    def make(arguments: Sequence[Column]) -> Column:
        first, *rest = arguments
        others = [one.sql if one.is_numeric else as_text(one) for one in rest]
        return _text(f"{function}({', '.join([as_text(first), *others])})", *arguments)

    return make


_AFTER = "regexp_replace({text}, '^[^{mark}]*[{mark}]?', '')"
_BEFORE = "regexp_extract({text}, '^([^{mark}]*)[{mark}]', 1)"


def _cut(general: str, known: str) -> Callable[[Sequence[Column]], Column]:
    """Return how a text is cut at another; at one known character by an expression, which is many times faster.

    It names the text once: an engine that puts expression into expression would write it out time and again.
    """

    def make(arguments: Sequence[Column]) -> Column:
        text, at = as_text(arguments[0]), as_text(arguments[1])
        mark = at[1:-1]
        if len(mark) == 1 and at == quote(mark) and mark not in "'\\^]":
            return _text(known.format(text=text, mark=mark), *arguments)
        return _text(f"{general}({text}, {at})", *arguments)

    return make


def _length(arguments: Sequence[Column]) -> Column:
    (one,) = arguments
    return Column(sql=f"length({as_text(one)})", kind=Kind.integer, is_optional=one.is_optional)


def _of_number(function: str) -> Callable[[Sequence[Column]], Column]:
    def make(arguments: Sequence[Column]) -> Column:
        (one,) = arguments
        kind = Kind.integer if one.kind is Kind.integer else Kind.number
        sql = f"{function}({as_number(one)})"
        return replace(one, sql=sql, kind=kind, datatype="")

    return make


def _part_of_day(start: int, length: int) -> Callable[[Sequence[Column]], Column]:
    def make(arguments: Sequence[Column]) -> Column:
        (one,) = arguments
        sql = f"TRY_CAST(substr({as_text(one)}, {start}, {length}) AS BIGINT)"
        return Column(sql=sql, kind=Kind.integer, is_optional=one.is_optional)

    return make


def _datatype(arguments: Sequence[Column]) -> Column:
    (one,) = arguments
    if one.kind is Kind.iri:
        return NULL
    if one.kind is not Kind.term:
        return _known(quote(one.type_iri), one, Kind.iri)
    string, tagged = quote(XSD.string), quote("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
    tail = f"term_tail({one.sql})"
    cases = f"WHEN {tail} = '' THEN {string} WHEN {tail}[1] = '@' THEN {tagged} ELSE {tail}[4:-2]"
    return Column(sql=f"CASE WHEN {one.sql}[1] = '<' THEN NULL {cases} END", kind=Kind.iri, is_optional=True)


def _known(sql: str, of: Column, kind: Kind) -> Column:
    """Return a constant that is known wherever a column is bound."""
    if not of.is_optional:
        return Column(sql=sql, kind=kind)
    return Column(sql=f"CASE WHEN {of.sql} IS NOT NULL THEN {sql} END", kind=kind, is_optional=True)


def _language(arguments: Sequence[Column]) -> Column:
    (one,) = arguments
    if one.kind is Kind.iri:
        return NULL
    if one.kind is not Kind.term:
        return _known("''", one, Kind.text)
    tail = f"term_tail({one.sql})"
    return _text(f"CASE WHEN {tail}[1] = '@' THEN {tail}[2:] ELSE '' END", one)


def _is(kinds: frozenset[Kind], of_term: str) -> Callable[[Sequence[Column]], Column]:
    def make(arguments: Sequence[Column]) -> Column:
        (one,) = arguments
        if one.kind is Kind.term:
            return _boolean(of_term.format(one.sql), is_optional=one.is_optional)
        return _known(TRUE if one.kind in kinds else FALSE, one, Kind.boolean)

    return make


def _same(arguments: Sequence[Column]) -> Column:
    one, other = arguments
    return _boolean(equal(one, other), is_optional=one.is_optional or other.is_optional)


def _string(arguments: Sequence[Column]) -> Column:
    return _text(as_text(arguments[0]), arguments[0])


def _iri(arguments: Sequence[Column]) -> Column:
    (one,) = arguments
    return Column(sql=as_text(one), kind=Kind.iri, is_optional=one.is_optional)


def _cast(iri: str, arguments: Sequence[Column]) -> Column:
    (one,) = arguments
    match iri:
        case XSD.decimal:
            number = as_number(one) if one.is_numeric else f"TRY_CAST({as_text(one)} AS DECIMAL(38, 10))"
            return Column(sql=number, kind=Kind.number, is_optional=True)
        case XSD.integer:
            whole = f"trunc({one.sql})" if one.is_numeric else as_text(one)
            return Column(sql=f"TRY_CAST({whole} AS BIGINT)", kind=Kind.integer, is_optional=True)
        case XSD.string:
            return _string(arguments)
        case XSD.date:
            return Column(sql=as_text(one), kind=Kind.other, datatype=XSD.date, is_optional=True)
    raise UnplannedError(f"the function {iri}")


_SHAPES: dict[str, Callable[[Any, Environment], Column]] = {
    "ConditionalOrExpression": _either,
    "ConditionalAndExpression": _both,
    "UnaryNot": _not,
    "UnaryMinus": _minus,
    "UnaryPlus": _plus,
    "RelationalExpression": _compare,
    "AdditiveExpression": _add,
    "MultiplicativeExpression": _add,
    "Builtin_IF": _if,
    "Builtin_FLOOR": _floor,
}
_NUMBERS = frozenset([Kind.number, Kind.integer])
_LITERALS = frozenset(Kind) - {Kind.iri, Kind.term}
_FUNCTIONS: dict[str, Callable[[Sequence[Column]], Column]] = {
    "COALESCE": _coalesce,
    "CONCAT": _concatenate,
    "STR": _string,
    "REPLACE": _replace,
    "REGEX": _matches,
    "CONTAINS": _test("contains"),
    "STRSTARTS": _test("starts_with"),
    "STRENDS": _test("ends_with"),
    "STRAFTER": _cut("text_after", _AFTER),
    "STRBEFORE": _cut("text_before", _BEFORE),
    "SUBSTR": _of_text("substr"),
    "LCASE": _of_text("lower"),
    "UCASE": _of_text("upper"),
    "STRLEN": _length,
    "ABS": _of_number("abs"),
    "CEIL": _of_number("ceil"),
    "ROUND": _round,
    "YEAR": _part_of_day(1, 4),
    "MONTH": _part_of_day(6, 2),
    "DAY": _part_of_day(9, 2),
    "DATATYPE": _datatype,
    "LANG": _language,
    "isIRI": _is(frozenset([Kind.iri]), "{0}[1] = '<'"),
    "isURI": _is(frozenset([Kind.iri]), "{0}[1] = '<'"),
    "isLITERAL": _is(_LITERALS, "{0}[1] <> '<'"),
    "isBLANK": _is(frozenset(), "FALSE"),
    "isNUMERIC": _is(
        frozenset([Kind.number, Kind.integer]), f"term_tail({{0}}) IN ('^^<{XSD.decimal}>', '^^<{XSD.integer}>')"
    ),
    "sameTerm": _same,
    "IRI": _iri,
    "URI": _iri,
}
