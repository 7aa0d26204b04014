"""What each constraint component of SHACL Core means, in SPARQL.

Two kinds. A *test* looks at one value node and is true where it is valid; it never raises an error, since an
error would drop the row. A *failure* is a graph pattern that has a solution where the focus node is not valid,
given that the focus node is bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from gaapgraph.namespace import XSD
from gaapgraph.shacl.rdf_term import SH
from gaapgraph.shacl.shape import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeAlias

    from gaapgraph.shacl.rdf_term import Term

    ValueTest: TypeAlias = Callable[[Term, str], str]

__all__ = ["VALUE_TESTS", "class_pattern", "comparison_test", "in_test", "language_test", "pattern_test", "spell"]

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_KINDS = {
    SH.IRI: "isIRI({v})",
    SH.BlankNode: "isBlank({v})",
    SH.Literal: "isLiteral({v})",
    SH.BlankNodeOrIRI: "(isBlank({v}) || isIRI({v}))",
    SH.BlankNodeOrLiteral: "(isBlank({v}) || isLiteral({v}))",
    SH.IRIOrLiteral: "(isIRI({v}) || isLiteral({v}))",
}
_INTEGER = r"^\\s*[+-]?[0-9]+\\s*$"
_FLOAT = r"^\\s*([+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN)\\s*$"
_LEXICAL = {
    "integer": _INTEGER,
    "decimal": r"^\\s*[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)\\s*$",
    "float": _FLOAT,
    "double": _FLOAT,
    "boolean": r"^\\s*(true|false|1|0)\\s*$",
}
_RANGES: Mapping[str, tuple[int | None, int | None]] = {
    "byte": (-(2**7), 2**7 - 1),
    "short": (-(2**15), 2**15 - 1),
    "int": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
}
_CASTS = {"date": "date", "dateTime": "dateTime", "dateTimeStamp": "dateTime", "time": "time"}
# The store keeps literals of these types under the type that they are derived from: by it and by their values alone
# they can be told, and what was written with the wider type itself passes too.
_KEPT_AS = {**dict.fromkeys(_RANGES, "integer"), "dateTimeStamp": "dateTime"}
_ZONE = r"(Z|[+-][0-9]{2}:[0-9]{2})\\s*$"


def spell(term: Term) -> str:
    """Return the term as SPARQL writes it.

    Raises:
        UnsupportedError: It is a blank node, which SPARQL cannot name.
    """
    if not isinstance(term, NamedNode | Literal):
        raise UnsupportedError("a blank node of the data as the value of a parameter")
    return str(term)


def class_pattern(node: str, class_: Term, subclasses: Mapping[str, Iterable[str]] | None, fresh: str) -> str:
    """Return a pattern that binds instances of a class; `subclasses` are those of the data, if known."""
    iri = spell(class_)
    if subclasses is None:
        return f"{node} {_TYPE} {fresh} LATERAL {{ {fresh} {_SUBCLASS}* {iri} }}"
    below = sorted(subclasses.get(iri[1:-1], ()))
    if not below:
        return f"{node} {_TYPE} {iri} ."
    names = ", ".join([iri, *(f"<{name}>" for name in below)])
    return f"{node} {_TYPE} {fresh} FILTER({fresh} IN ({names}))"


def _datatype_test(value: Term, v: str) -> str:
    datatype = spell(value)
    name = datatype[1:-1].removeprefix(_XSD)
    if f"<{_XSD}{name}>" != datatype:
        return f"COALESCE(datatype({v}) = {datatype}, false)"
    types = datatype if name not in _KEPT_AS else f"{datatype}, <{_XSD}{_KEPT_AS[name]}>"
    same = f"COALESCE(datatype({v}) IN ({types}), false)"
    if name in _LEXICAL:
        return f'({same} && (isNumeric({v}) || REGEX(STR({v}), "{_LEXICAL[name]}")))'
    if name in _RANGES:
        low, high = _RANGES[name]
        number = f"<{XSD.decimal}>(STR({v}))"
        # with a point, since the bounds of the longest types are no xsd:integer of Oxigraph, which has 64 bits for one
        limits = [f"{number} >= {low}.0"] * (low is not None) + [f"{number} <= {high}.0"] * (high is not None)
        return f'({same} && REGEX(STR({v}), "{_INTEGER}") && COALESCE({" && ".join(limits)}, false))'
    if name in _CASTS:
        zoned = f' && REGEX(STR({v}), "{_ZONE}")' if name == "dateTimeStamp" else ""
        return f"({same} && COALESCE(STRLEN(STR(<{_XSD}{_CASTS[name]}>(STR({v})))) > 0, false){zoned})"
    return same


def _node_kind_test(value: Term, v: str) -> str:
    kind = spell(value)[1:-1]
    if kind not in _KINDS:
        raise UnsupportedError(f"the node kind {kind}")
    return _KINDS[kind].format(v=v)


def _length_test(operator: str) -> ValueTest:
    def test(value: Term, v: str) -> str:
        return f"(!isBlank({v}) && STRLEN(STR({v})) {operator} {_number(value)})"

    return test


def comparison_test(operator: str) -> ValueTest:
    """Return the test of a bound: values that cannot be compared are not valid."""

    def test(value: Term, v: str) -> str:
        return f"COALESCE({v} {operator} {spell(value)}, false)"

    return test


def _number(value: Term) -> int:
    try:
        return int(value.value)
    except ValueError as error:
        raise UnsupportedError(f"{value} where a whole number is expected") from error


def in_test(values: Iterable[Term], v: str) -> str:
    """Return the test that a value is one of some terms: the same term, not merely an equal value."""
    spelled = [spell(value) for value in values]
    if not spelled:
        return "false"
    if all(text.startswith("<") for text in spelled):
        return f"{v} IN ({', '.join(spelled)})"
    return "(" + " || ".join(f"sameTerm({v}, {text})" for text in spelled) + ")"


def language_test(ranges: Iterable[Term], v: str) -> str:
    """Return the test that a value is in one of some languages."""
    matches = " || ".join(f"langMatches(lang({v}), {spell(tag)})" for tag in ranges)
    return f"(isLiteral({v}) && COALESCE({matches or 'false'}, false))"


def pattern_test(pattern: Term, flags: str | None, v: str) -> str:
    """Return the test that a value matches a regular expression.

    Raises:
        UnsupportedError: The store cannot read the expression.
    """
    arguments = spell(Literal(pattern.value)) + (f", {spell(Literal(flags))}" if flags else "")
    probe = f'ASK {{ FILTER(COALESCE(REGEX("", {arguments}), false) || !COALESCE(REGEX("", {arguments}), true)) }}'
    if not bool(Store().query(probe)):
        raise UnsupportedError(f"the regular expression {pattern}")
    return f"(!isBlank({v}) && REGEX(STR({v}), {arguments}))"


VALUE_TESTS: Mapping[str, ValueTest] = {
    "Datatype": _datatype_test,
    "NodeKind": _node_kind_test,
    "MinLength": _length_test(">="),
    "MaxLength": _length_test("<="),
    "MinExclusive": comparison_test(">"),
    "MinInclusive": comparison_test(">="),
    "MaxExclusive": comparison_test("<"),
    "MaxInclusive": comparison_test("<="),
}
