"""Rules that do arithmetic: the same query that a shape selects its violations with, asked for every binding.

Such a query ends in `FILTER (!?consistent)` and tells `?reported`, `?expected`, `?low`, `?high` and `?operands`. Without
that line it yields the bindings that pass as well, by which results are counted, explained and traced to their cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gaapgraph.check.result import Binding, Operand
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from pyoxigraph import QuerySolution, Store

    from gaapgraph.check.figure import Figures, Print

__all__ = ["Rule", "evaluate", "find_rules"]

_LAST = "FILTER (!?consistent)"
_SH = "http://www.w3.org/ns/shacl#"
_RULES = f"""
SELECT ?shape ?select ?code ?family ?severity WHERE {{
  ?shape <{_SH}sparql> ?constraint ; <{GG.iri}code> ?code ; <{GG.iri}family> ?family .
  ?constraint <{_SH}select> ?select .
  OPTIONAL {{ ?shape <{_SH}severity> ?severity }}
  FILTER NOT EXISTS {{ ?shape <{_SH}deactivated> true }}
}}
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that does arithmetic."""

    shape: str
    code: str
    family: str
    query: str


def find_rules(shapes: Store) -> list[Rule]:
    """Return the rules among some shapes, in the order of their codes."""
    prefixes = _prefixes(shapes)
    rules = []
    for row in shapes.query(_RULES):  # type: ignore[union-attr]
        select = row["select"].value  # type: ignore[index]
        if _LAST in select:
            body = select.replace(_LAST, "").replace("?exact\n", "?exact ?consistent\n").replace("$this", "?this")
            code, family, shape = (row[name].value for name in ("code", "family", "shape"))  # type: ignore[index]
            rules.append(Rule(shape, code, family, prefixes + body))
    return sorted(rules, key=lambda rule: rule.code)


def _prefixes(shapes: Store) -> str:
    query = f"SELECT DISTINCT ?prefix ?namespace {{ ?d <{_SH}prefix> ?prefix ; <{_SH}namespace> ?namespace }} ORDER BY ?prefix"
    lines = {f"PREFIX {row['prefix'].value}: <{row['namespace'].value}>\n" for row in shapes.query(query)}  # type: ignore[union-attr,index]
    return "".join(sorted(lines))


def evaluate(store: Store, rule: Rule, figures: Figures, derivations: dict[str, tuple[str, str]]) -> list[Binding]:
    """Return every binding of a rule, in document order.

    Args:
        store: Facts, derivations and concepts.
        rule: The rule.
        figures: The prints of the store.
        derivations: Code and family of each derivation, by IRI, which name its bindings.
    """
    bindings = []
    for row in store.query(rule.query, use_default_graph_as_union=True):  # type: ignore[union-attr]
        binding = _bind(row, rule, figures, derivations)  # type: ignore[arg-type]
        if binding is not None:
            bindings.append(binding)
    return sorted(bindings, key=lambda b: (_order(b, figures), b.code))


def _order(binding: Binding, figures: Figures) -> tuple[int, int, int]:
    first = figures.prints.get(binding.operands[0].occurrence or "")
    return first.order if first else (0, 0, 0)


def _bind(
    row: QuerySolution, rule: Rule, figures: Figures, derivations: dict[str, tuple[str, str]]
) -> Binding | None:
    this, value = row["this"].value, row["value"].value  # type: ignore[union-attr]
    subject = this if rule.family in ("occurrence", "translation") else value
    reported = figures.source(subject)
    try:
        expected, low, high = (Decimal(row[name].value) for name in ("expected", "low", "high"))  # type: ignore[union-attr]
    except (AttributeError, InvalidOperation):
        return None
    operands = [_operand(part, figures) for part in row["operands"].value.split("|") if part]  # type: ignore[union-attr]
    if reported is None or any(operand is None for operand in operands):
        return None
    code, family = derivations.get(this, (rule.code, rule.family))
    return Binding(
        rule.shape,
        code,
        family,
        (_first(reported, rule), *(operand for operand in operands if operand is not None)),
        expected,
        low,
        high,
        ok=row["consistent"] is not None and row["consistent"].value == "true",  # type: ignore[union-attr]
        exact=row["exact"] is not None and row["exact"].value == "true",  # type: ignore[union-attr]
    )


def _first(reported: Print, rule: Rule) -> Operand:
    return Operand(reported.fact, reported.iri, "reported", Decimal(1), reported.value, reported.lower, reported.upper)


def _operand(text: str, figures: Figures) -> Operand | None:
    role, weight, iri = text.split(" ", 2)
    found = figures.source(iri)
    if found is None:
        return None
    return Operand(found.fact, found.iri, role, Decimal(weight), found.value, found.lower, found.upper)
