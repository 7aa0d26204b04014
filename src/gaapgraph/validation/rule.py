"""Rules that do arithmetic: the same query that a shape selects its violations with, asked for every binding.

Such a query ends in `FILTER (!?consistent)` and tells `?reported`, `?expected`, `?low`, `?high` and `?operands`.
Without that line it yields the bindings that pass as well, by which results are counted, explained and traced to their
cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.validation.result import Binding, Operand
from gaapgraph.validation.select import select
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from pyoxigraph import Store

    from gaapgraph.validation.figure import Figures, Print

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
    for row in select(shapes, _RULES):
        query = row["select"] or ""
        if _LAST in query:
            body = query.replace(_LAST, "").replace("?exact\n", "?exact ?consistent\n").replace("$this", "?this")
            rules.append(Rule(row["shape"] or "", row["code"] or "", row["family"] or "", prefixes + body))
    return sorted(rules, key=lambda rule: rule.code)


def _prefixes(shapes: Store) -> str:
    query = f"SELECT DISTINCT ?prefix ?namespace {{ ?d <{_SH}prefix> ?prefix ; <{_SH}namespace> ?namespace }}"
    return "".join(sorted({f"PREFIX {row['prefix']}: <{row['namespace']}>\n" for row in select(shapes, query)}))


def evaluate(store: Store, rule: Rule, figures: Figures, derivations: dict[str, tuple[str, str]]) -> list[Binding]:
    """Return every binding of a rule, in document order.

    Args:
        store: Facts, derivations and concepts.
        rule: The rule.
        figures: The prints of the store.
        derivations: Code and family of each derivation, by IRI, which name its bindings.
    """
    rows = select(store, rule.query)
    bindings = [binding for row in rows if (binding := _bind(row, rule, figures, derivations)) is not None]
    return sorted(bindings, key=lambda b: (_order(b, figures), b.code))


def _order(binding: Binding, figures: Figures) -> tuple[int, int, int]:
    first = figures.prints.get(binding.operands[0].occurrence or "")
    return first.order if first else (0, 0, 0)


def _bind(
    row: dict[str, str | None], rule: Rule, figures: Figures, derivations: dict[str, tuple[str, str]]
) -> Binding | None:
    this, value = row["this"] or "", row["value"] or ""
    reported = figures.source(this if rule.family in ("occurrence", "translation") else value)
    span = [row["expected"], row["low"], row["high"]]
    operands = [_operand(part, figures) for part in (row["operands"] or "").split("|") if part]
    if reported is None or None in span or None in operands:
        return None
    expected, low, high = (Decimal(text or 0) for text in span)
    code, family = derivations.get(this, (rule.code, rule.family))
    return Binding(
        rule.shape,
        code,
        family,
        (_first(reported), *(operand for operand in operands if operand is not None)),
        expected,
        low,
        high,
        ok=row["consistent"] == "true",
        exact=row["exact"] == "true",
        focus=this,
        value=value,
    )


def _first(reported: Print) -> Operand:
    return Operand(reported.fact, reported.iri, "reported", Decimal(1), reported.value, reported.lower, reported.upper)


def _operand(text: str, figures: Figures) -> Operand | None:
    role, weight, iri = text.split(" ", 2)
    found = figures.source(iri)
    if found is None:
        return None
    return Operand(found.fact, found.iri, role, Decimal(weight), found.value, found.lower, found.upper)
