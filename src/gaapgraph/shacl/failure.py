"""When does a constraint fail? As a graph pattern around a focus node that is bound already."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.shacl.component import (
    VALUE_TESTS,
    class_pattern,
    in_test,
    language_test,
    pattern_test,
    spell,
)
from gaapgraph.shacl.embedded_query import Sources
from gaapgraph.shacl.path import Predicate, path_pattern
from gaapgraph.shacl.rdf_term import SH, SHACL, is_true
from gaapgraph.shacl.shape import Constraint, Shape, ShapesGraph, UnsupportedError, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaapgraph.shacl.rdf_term import Term

__all__ = ["Failure", "Failures"]

_PROPERTY_ONLY = {
    "MinCount", "MaxCount", "UniqueLang", "LessThan", "LessThanOrEquals", "QualifiedMinCount", "QualifiedMaxCount",
}  # fmt: skip
_ON_VALUES_ALONE = frozenset({*VALUE_TESTS, "Class", "Pattern", "LanguageIn", "In"})


@frozen
class Failure:
    """A pattern with a solution per violation.

    Attributes:
        text: The pattern; the focus node is bound outside.
        projection: What to select besides the focus node, such as `(?_1 AS ?value)`.
        value_is_focus: Whether the focus node is itself the offending value.
    """

    text: str
    projection: tuple[str, ...] = ()
    value_is_focus: bool = False


class Failures:
    """Writes the failures of the constraints of one shapes graph."""

    def __init__(self, shapes: ShapesGraph, subclasses: Mapping[str, frozenset[str]] | None) -> None:
        self.shapes, self.subclasses = shapes, subclasses
        self.sources = Sources(shapes)
        self._names = count(1)

    def fresh(self) -> str:
        """Return a variable that is used nowhere else."""
        return f"?_{next(self._names)}"

    def refuse_unknown(self, shape: Shape) -> None:
        """Raise UnsupportedError if the shape has SHACL properties that this compiler does not know."""
        if shape.unknown:
            names = ", ".join(f"sh:{iri.removeprefix(SHACL)}" for iri in shape.unknown)
            raise UnsupportedError(f"{shown(shape.node)} uses {names}")

    # --- targets

    def target_pattern(self, shape: Shape, node: str) -> str:
        """Return a pattern that binds the focus nodes of a shape, some perhaps more than once."""
        others = [target for target in shape.targets if target.kind != "targetNode"]
        branches = [self._target(target.kind, target.term, node) for target in others]
        nodes = [spell(target.term) for target in shape.targets if target.kind == "targetNode"]
        if nodes:
            branches.append(f"VALUES {node} {{ {' '.join(nodes)} }}")
        return branches[0] if len(branches) == 1 else " UNION ".join(f"{{ {branch} }}" for branch in branches)

    def _target(self, kind: str, term: Term, node: str) -> str:
        match kind:
            case "targetClass":
                return class_pattern(node, term, self.subclasses, self.fresh())
            case "targetSubjectsOf":
                return f"{node} {spell(term)} {self.fresh()} ."
            case _:
                return f"{self.fresh()} {spell(term)} {node} ."

    def is_plain_target(self, shape: Shape) -> bool:
        """Say whether the target is one triple pattern that binds each focus node once."""
        if len(shape.targets) != 1 or shape.targets[0].kind != "targetClass" or self.subclasses is None:
            return False
        return not self.subclasses.get(shape.targets[0].term.value)

    # --- conformance, for shapes inside shapes

    def conforms(self, node: Term, v: str) -> str:
        """Return an expression that is true where `v` conforms to a shape."""
        shape = self.shapes.shape(node)
        self.refuse_unknown(shape)
        if shape.deactivated:
            return "true"
        parts, tests, x = [], [], self.fresh()
        for constraint in shape.constraints:
            test = self.value_test(constraint, shape, v, v if shape.path is None else x)
            if test is not None:
                tests.append(test)
            elif failure := self.pattern(constraint, shape, v):
                parts.append(f"NOT EXISTS {{ {failure.text} }}")
        if tests and shape.path is None:
            parts = tests + parts
        elif tests and shape.path is not None:
            values = path_pattern(shape.path, v, x, self.fresh)
            parts.insert(0, f"NOT EXISTS {{ {values} FILTER(!({' && '.join(tests)})) }}")
        return f"({' && '.join(parts)})" if parts else "true"

    def _items(self, head: Term) -> list[Term]:
        return list(self.shapes.graph.items(head))

    # --- constraints on single values

    def value_test(self, constraint: Constraint, shape: Shape, focus: str, v: str) -> str | None:
        """Return an expression that is true where the value `v` is valid; None if all values count."""
        value, kind = constraint.value, constraint.kind
        if kind in VALUE_TESTS:
            return VALUE_TESTS[kind](value, v)
        match kind:
            case "Class":
                return f"EXISTS {{ {class_pattern(v, value, self.subclasses, self.fresh())} }}"
            case "Pattern":
                return pattern_test(value, self.shapes.graph.text(shape.node, SH.flags), v)
            case "LanguageIn":
                return language_test(self._items(value), v)
            case "In":
                return in_test(self._items(value), v)
            case "Disjoint":
                return f"NOT EXISTS {{ {focus} {spell(value)} {v} }}"
            case "HasValue" if shape.path is None:
                return f"sameTerm({v}, {spell(value)})"
            case "Node" | "Property":
                return self.conforms(value, v)
            case "Not":
                return f"!{self.conforms(value, v)}"
            case "And":
                return self._joined(value, v, " && ")
            case "Or":
                return self._joined(value, v, " || ")
            case "Xone":
                ones = [f"IF({self.conforms(item, v)}, 1, 0)" for item in self._items(value)]
                return f"({' + '.join(ones)} = 1)"
            case "Custom" if constraint.custom and constraint.custom.is_ask:
                return self.sources.ask_test(constraint, shape, focus, v)
        return None

    def _joined(self, head: Term, v: str, operator: str) -> str:
        return f"({operator.join(self.conforms(item, v) for item in self._items(head))})"

    def screen(self, constraint: Constraint, shape: Shape) -> str | None:
        """Return an ASK that is cheap, and false only where no node can fail; None where there is none.

        It looks at all values of a property at once, whatever node has them, and at all that a property shape demands
        of a single value. The same text stands for every constraint that it settles, so that it is asked once.
        """
        if not isinstance(shape.path, Predicate):
            return None
        values = f"?s <{shape.path.iri}> ?x"
        if constraint.kind == "MaxCount" and constraint.value.value == "1":
            counts = f"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) WHERE {{ {values} }}"
            return f"ASK {{ {{ {counts} }} FILTER(?n > ?m) }}"
        if constraint.kind not in _ON_VALUES_ALONE:
            return None
        tests = [
            self.value_test(one, shape, "?s", "?x") or "true"
            for one in shape.constraints
            if one.kind in _ON_VALUES_ALONE
        ]
        return f"ASK {{ {values} FILTER(!({' && '.join(tests)})) }}"

    # --- constraints of any kind

    def pattern(self, constraint: Constraint, shape: Shape, focus: str) -> Failure | None:
        """Return when the constraint fails for a focus node, or None if it cannot.

        Raises:
            UnsupportedError: The compiler does not know the constraint.
        """
        if shape.path is None and constraint.kind in _PROPERTY_ONLY:
            mend = "it belongs on a property shape, one with an sh:path"
            what = f"{shown(shape.node)} has {constraint.kind} on a node shape"
            raise InputError(what, where=self.shapes.where, mend=mend)
        x = focus if shape.path is None else self.fresh()
        test = self.value_test(constraint, shape, focus, x)
        if test is None:
            return self._set_failure(constraint, shape, focus)
        if shape.path is None:
            return Failure(f"FILTER(!({test}))", value_is_focus=constraint.kind != "HasValue")
        return Failure(f"{self._values(shape, focus, x)} FILTER(!({test}))", (f"({x} AS ?value)",))

    def _values(self, shape: Shape, focus: str, x: str) -> str:
        return "" if shape.path is None else path_pattern(shape.path, focus, x, self.fresh)

    def _set_failure(self, constraint: Constraint, shape: Shape, focus: str) -> Failure | None:
        value, x = constraint.value, self.fresh()
        match constraint.kind:
            case "MinCount" | "MaxCount":
                return self._count_failure(constraint.kind, value, focus, x, self._values(shape, focus, x))
            case "QualifiedMinCount" | "QualifiedMaxCount":
                predicate = SH.qualifiedMinCount if "Min" in constraint.kind else SH.qualifiedMaxCount
                limit = self.shapes.graph.object(shape.node, predicate)
                values = f"{self._values(shape, focus, x)} FILTER({self._qualifies(value, shape, x)})"
                return self._count_failure(constraint.kind, limit, focus, x, values)
            case "HasValue":
                return Failure(f"FILTER NOT EXISTS {{ {self._values(shape, focus, spell(value))} }}")
            case "UniqueLang":
                return self._unique_language(value, shape, focus)
            case "Equals":
                return self._equals(value, shape, focus)
            case "LessThan" | "LessThanOrEquals":
                operator = "<" if constraint.kind == "LessThan" else "<="
                y = self.fresh()
                other = f"LATERAL {{ {focus} {spell(value)} {y} }} FILTER(!COALESCE({x} {operator} {y}, false))"
                return Failure(f"{self._values(shape, focus, x)} {other}", (f"({x} AS ?value)", f"({y} AS ?other)"))
            case "Closed":
                return self._closed(value, shape, focus)
            case "SPARQL" | "Custom":
                source = self.sources.source(constraint, shape)
                if source is None:
                    return None
                return Failure(f"{{ {source.query.renamed({'this': focus}).text()} }}")
        raise UnsupportedError(f"{shown(shape.node)} uses {constraint.component}")

    def _count_failure(self, kind: str, limit: Term | None, focus: str, x: str, values: str) -> Failure | None:
        number = int(limit.value) if limit is not None and limit.value.isdigit() else None
        if number is None:
            raise InputError(f"{limit} where a count is expected", where=self.shapes.where)
        if kind.endswith("MinCount"):
            return Failure(f"FILTER(!{_at_least(number, focus, x, values)})") if number else None
        return Failure(f"FILTER({_at_least(number + 1, focus, x, values)})")

    def _qualifies(self, value: Term, shape: Shape, x: str) -> str:
        tests = [self.conforms(value, x)]
        if is_true(self.shapes.graph.object(shape.node, SH.qualifiedValueShapesDisjoint)):
            tests += [f"!{self.conforms(sibling.node, x)}" for sibling in self.shapes.siblings(shape)]
        return " && ".join(tests)

    def _unique_language(self, value: Term, shape: Shape, focus: str) -> Failure | None:
        if not is_true(value):
            return None
        x, y, tag = self.fresh(), self.fresh(), self.fresh()
        same = f'LCASE(lang({x})) = LCASE(lang({y})) && lang({x}) != "" && !sameTerm({x}, {y})'
        pairs = f"{self._values(shape, focus, x)} LATERAL {{ {self._values(shape, focus, y)} }}"
        pairs += f" FILTER(COALESCE({same}, false))"
        return Failure(f"{pairs} BIND(LCASE(lang({x})) AS {tag})", (f"({tag} AS ?language)",))

    def _equals(self, value: Term, shape: Shape, focus: str) -> Failure:
        x, other = self.fresh(), spell(value)
        if shape.path is None:
            here = f"BIND({focus} AS {x}) FILTER NOT EXISTS {{ {focus} {other} {focus} }}"
            there = f"{focus} {other} {x} FILTER(!sameTerm({x}, {focus}))"
        else:
            here = f"{self._values(shape, focus, x)} FILTER NOT EXISTS {{ {focus} {other} {x} }}"
            there = f"{focus} {other} {x} FILTER NOT EXISTS {{ {self._values(shape, focus, x)} }}"
        return Failure(f"{{ {here} }} UNION {{ {there} }}", (f"({x} AS ?value)",))

    def _closed(self, value: Term, shape: Shape, focus: str) -> Failure | None:
        if not is_true(value):
            return None
        graph = self.shapes.graph
        allowed = [part.path.iri for node in graph.objects(shape.node, SH.property)
                   if isinstance((part := self.shapes.shape(node)).path, Predicate)]  # fmt: skip
        for head in graph.objects(shape.node, SH.ignoredProperties):
            allowed += [item.value for item in graph.items(head)]
        p, x = self.fresh(), self.fresh()
        names = ", ".join(f"<{iri}>" for iri in dict.fromkeys(allowed))
        return Failure(f"{focus} {p} {x} FILTER({p} NOT IN ({names}))", (f"({x} AS ?value)", f"({p} AS ?path)"))


def _at_least(number: int, focus: str, x: str, values: str) -> str:
    if number == 1:
        return f"EXISTS {{ {values} }}"
    return f"EXISTS {{ SELECT {focus} WHERE {{ {values} }} GROUP BY {focus} HAVING(COUNT(DISTINCT {x}) >= {number}) }}"
