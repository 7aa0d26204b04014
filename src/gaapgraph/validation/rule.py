"""Rules that do arithmetic, as their shapes state them: a formula, and a query for the operands of every binding.

`sh:select` of such a shape returns a row for each result, as any engine expects. Its `gg:operands` returns a row for
each operand of each binding, whether it holds or not; from these results are counted, explained and traced to their
cause. Columns of a row:

- `$this`, `?value`: focus node and value that a result of this binding has; `?binding` tells several of them apart;
- `?role`: `base`, `comparative`, `numerator`, `denominator` where the formula tells them apart, else any word;
- `?weight`: by which it enters, with its sign;
- `?operand`: the fact or occurrence; `?amount` in its place for a number that no print states; `?lower`, `?upper` where
  more is known of its interval than its print says;
- `?reported`: the figure that is checked, where it is not `?value`; or a row of the role `reported`;
- `?needed`: how many operands the binding has to have, those with `?required false` not counted;
- `?complete`: how many operands there are where none is missing; with fewer the binding confirms where it holds, and
  contradicts nothing where not;
- `?formula`, `?code`, `?family`: where the data name them for each binding.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.shacl.data_graph import Data
from gaapgraph.shacl.embedded_query import Sources
from gaapgraph.shacl.rdf_term import SH, is_true
from gaapgraph.sparql import check_text
from gaapgraph.validation.arithmetic import compute
from gaapgraph.validation.binding import FORMULAS, Binding, Formula, Operand
from gaapgraph.validation.select import name_node
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import QuerySolution, Store

    from gaapgraph.shacl import ShapesGraph
    from gaapgraph.validation.arithmetic import Computed
    from gaapgraph.validation.figure import Figures, Print

__all__ = ["Row", "Rule", "bind_rows", "evaluate", "find_rules"]

_COLUMNS = (
    "this", "value", "binding", "role", "weight", "operand", "amount", "lower", "upper", "reported", "needed",
    "required", "complete", "formula", "code", "family", "leftOut",
)  # fmt: skip
_SEVERITIES = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
Row = dict[str, str]


@frozen(kw_only=True)
class Rule:
    """One rule that does arithmetic, by the properties of its shape.

    Attributes:
        severity: `violation`, `warning` or `info`.
        rests_on_concepts: It finds figures by their concepts.
        query: SPARQL that returns its operands.
        prefixes: Those of the query.
    """

    shape: str
    code: str
    family: str
    formula: Formula
    severity: str
    rests_on_concepts: bool
    query: str
    prefixes: dict[str, str]


def find_rules(shapes: ShapesGraph) -> list[Rule]:
    """Return the rules among some shapes, in the order of their codes.

    Raises:
        InputError: A shape names a formula that does not exist, or its query must not be run.
    """
    graph, sources = shapes.graph, Sources(shapes)
    rules = []
    for shape in shapes.targeted:
        query, formula = graph.text(shape.node, GG.operands), graph.object(shape.node, GG.formula)
        if query is None or formula is None:
            continue
        where = f"{shapes.where}, {shape.node.value}"
        if formula.value not in FORMULAS:
            mend = f"take one of {', '.join(Formula)}"
            raise InputError(f"there is no formula {formula.value}", where=where, mend=mend)
        check_text(query, where)
        nodes = (shape.node, *graph.nodes(shape.node, SH.sparql))
        code = graph.text(shape.node, GG.code) or "GG-SHACL"
        rules.append(
            Rule(
                shape=shape.node.value,
                code=code,
                family=graph.text(shape.node, GG.family) or code,
                formula=FORMULAS[formula.value],
                severity=_SEVERITIES.get(shape.severity, "violation"),
                rests_on_concepts=is_true(graph.object(shape.node, GG.restsOnConcepts)),
                query=query,
                prefixes={prefix: iri for node in nodes for prefix, iri in sources.prefixes(node).items()},
            )
        )
    return sorted(rules, key=lambda rule: (rule.code, rule.shape))


def evaluate(store: Store, rule: Rule, figures: Figures) -> list[Binding]:
    """Return every binding of a rule, in document order.

    Args:
        store: Facts, derivations and concepts, in one graph.
        rule: The rule.
        figures: The prints of the store.
    """
    return bind_rows(_rows(store, rule), rule, figures)


def bind_rows(rows: Iterable[Row], rule: Rule, figures: Figures) -> list[Binding]:
    """Return the bindings of a rule from the rows of its operands, whatever engine has found them, in document order.

    Args:
        rows: IRIs and lexical forms by the name of their column, what is unbound left out.
        rule: The rule.
        figures: The prints that the rows name.
    """
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["this"], row.get("value", ""), row.get("binding", "")), []).append(row)
    found = (_bind(rows, rule, figures) for rows in groups.values())
    return sorted((one for one in found if one is not None), key=lambda b: (_order(b, figures), b.code, b.focus))


def _rows(store: Store, rule: Rule) -> list[Row]:
    try:
        solutions = Data.of(store).select(rule.query, rule.prefixes)
        names = [variable.value for variable in solutions.variables]
    except SyntaxError as error:
        raise InputError(f"gg:operands is not SPARQL: {' '.join(str(error).split())}", where=rule.shape) from error
    if missing := {"this", "role", "operand"} - set(names):
        raise InputError(f"gg:operands does not return ?{min(missing)}", where=rule.shape)
    known = [name if name in _COLUMNS else None for name in names]
    return [_row(solution, known) for solution in solutions]


def _row(solution: QuerySolution, names: list[str | None]) -> Row:
    """Return what a row has in the columns that have a name here."""
    cells = zip(names, solution, strict=True)
    return {name: name_node(node) or "" for name, node in cells if node is not None and name is not None}


def _order(binding: Binding, figures: Figures) -> tuple[int, ...]:
    first = figures.prints.get(binding.operands[0].occurrence or "")
    return first.order if first else (0, 0, 0)


def _bind(rows: list[Row], rule: Rule, figures: Figures) -> Binding | None:
    head = rows[0]
    formula = FORMULAS.get(head.get("formula", ""), rule.formula)
    if "needed" in head and sum(row.get("required") != "false" for row in rows) != int(head["needed"]):
        return None
    operands = [_operand(row, figures) for row in rows if row["role"] != "reported"]
    checked = next((row for row in rows if row["role"] == "reported"), None)
    checked = checked or {"role": "reported", "operand": head.get("reported") or head.get("value", "")}
    reported = _operand({**checked, "weight": "1"}, figures)
    known = [operand for operand in operands if operand is not None]
    if reported is None or len(known) < len(operands):
        return None
    computed = compute(formula, reported, known)
    if computed is None or (not computed.ok and len(known) < int(head.get("complete", 0))):
        return None
    if not computed.ok and _is_left_out(head.get("leftOut", ""), reported, computed, figures):
        return None
    return Binding(
        rule=rule.shape,
        code=head.get("code", rule.code),
        family=head.get("family", rule.family),
        severity=rule.severity,
        rests_on_concepts=rule.rests_on_concepts,
        formula=formula,
        operands=(reported, *sorted(known, key=lambda operand: _rank(operand, figures))),
        expected=computed.expected,
        expected_lower=computed.lower,
        expected_upper=computed.upper,
        ok=computed.ok,
        exact=computed.exact,
        focus=head["this"],
        value=head.get("value", ""),
    )


def _is_left_out(item: str, reported: Operand, computed: Computed, figures: Figures) -> bool:
    """Say whether a figure is what its derivation gives without an item that is stated after it."""
    after = _operand({"role": "leftOut", "operand": item}, figures) if item else None
    if after is None:
        return False
    return reported.lower + after.lower <= computed.upper and computed.lower <= reported.upper + after.upper


def _rank(operand: Operand, figures: Figures) -> tuple[bool, tuple[int, ...], str]:
    """Order operands as formulas are read: what is above the line first, then as the document prints them."""
    one = figures.prints.get(operand.occurrence or "")
    return (operand.role in ("denominator", "comparative"), one.order if one else (0, 0, 0), operand.fact)


def _operand(row: Row, figures: Figures) -> Operand | None:
    """Return an operand; None where no print states it, nor the rule itself."""
    iri = row.get("operand", "")
    found: Print | None = figures.source(iri)
    fact, occurrence = (found.fact, found.iri) if found is not None else (iri, None)
    try:
        if found is not None:
            value, lower, upper = found.value, found.lower, found.upper
        elif (bare := figures.bare(iri) if iri else None) is not None:
            value, lower, upper = bare
        elif "amount" in row:
            value = lower = upper = Decimal(row["amount"])
        else:
            return None
        lower, upper = Decimal(row.get("lower", lower)), Decimal(row.get("upper", upper))
        weight = Decimal(row.get("weight", "1"))
    except InvalidOperation:
        return None
    if not all(number.is_finite() for number in (value, lower, upper, weight)):
        return None
    return Operand(
        fact=fact, occurrence=occurrence, role=row["role"], weight=weight, value=value, lower=lower, upper=upper
    )
