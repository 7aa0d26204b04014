"""Write the queries of the questions that compute figures, from the formulas in `ontology/`.

    python scripts/build_questions.py            write the bodies of the questions
    python scripts/build_questions.py --check    say which differ from what the formulas give, and exit with 1

A question whose front matter has `computes` is written here from its head: each column names a formula or a quantity,
and the formula says from which concepts it is made, over which period, and what may be absent. The result is plain
SPARQL 1.1 that needs neither this program nor the formulas.

    #+ computes:
    #+   anchor: fac:Assets                  the quantity whose facts make the rows
    #+   netDebt: net-debt                   a formula; its interval where `returns` has netDebtLow and netDebtHigh
    #+   cash: {of: quantity:Cash, at: closing}
    #+   toEbitda: {of: net-debt-to-ebitda, places: 4}
    #+   printed: iij:AdjustedEBITDA         a concept of the reporter's own
    #+   agrees: {agree: [printed, ebitda]}  whether two columns meet within rounding

What is absent is unbound: never 0, unless the formula says that an operand is not required, and then only where no
concept of it is reported at all. A total that is reported beside parts that do not make it up is not taken; where
they do, that of both which is more accurate is.
`counted` names the concepts that were counted and `missed` the quantities without a figure.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import wrap

import pyoxigraph as ox
import yaml

ROOT = Path(__file__).resolve().parents[1]
BASE = "https://w3id.org/gaapgraph/"
GG = BASE + "ns#"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
SOURCES = ("ontology/derivations.ttl", "ontology/measures.ttl")
PREFIXES = {
    "gg": GG,
    "us-gaap": f"{BASE}us-gaap/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PLACES = ("period", "closing", "opening", "before")
RELATIONS = {"closing": "gg:closingInstant", "opening": "gg:openingInstant", "before": "gg:yearEarlier"}
SUFFIX = {"period": "", "closing": "", "opening": "Opening", "before": "Before"}
SAID = {"period": "", "closing": "", "opening": " at the opening", "before": " a year earlier"}
SHIFT = {
    f"{GG}samePeriod": None,
    f"{GG}closingInstant": "closing",
    f"{GG}openingInstant": "opening",
    f"{GG}periodYearEarlier": "before",
}
WIDTH = 118
SETTINGS = {"anchor", "period"}


@dataclass(frozen=True)
class Operand:
    """A part of a formula: a concept or a quantity, with its weight, period, and whether it must be there."""

    of: str
    weight: str
    shift: str | None
    is_required: bool
    part: str


@dataclass
class Formula:
    """A derivation of the ontology."""

    name: str
    kind: str
    result: str | None
    factor: str | None
    operands: list[Operand] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)

    @property
    def is_sum_of_parts(self) -> bool:
        """Whether no operand must be there: what is reported of the parts makes the whole."""
        return self.kind == "sum" and not any(operand.is_required for operand in self.operands)

    @property
    def may_fall_short(self) -> bool:
        """Whether parts that go unreported make it less than the whole, and never more."""
        parts = self.operands
        is_added = self.kind == "sum" and all(not operand.weight.startswith("-") for operand in parts)
        return is_added and any(not operand.is_required for operand in parts)


@dataclass
class Quantity:
    """Alternatives by which filers report one thing, the preferred first; each is a list of weighted concepts."""

    name: str
    label: str = ""
    alternatives: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    pattern: str = ""
    excepted: str = ""
    balance: str = ""


class Ontology:
    """The formulas and quantities of the ontology."""

    def __init__(self) -> None:
        self.graph: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
        for source in SOURCES:
            for triple in ox.parse(path=str(ROOT / source), format=ox.RdfFormat.TURTLE):
                found = self.graph.setdefault(triple.subject.value, {})
                found.setdefault(triple.predicate.value, []).append(triple.object)
        self.formulas: dict[str, Formula] = {}
        self.quantities: dict[str, Quantity] = {}
        self.results: dict[str, list[Formula]] = {}
        self._read_formulas()
        self._read_quantities()

    def _one(self, subject: str, name: str) -> str | None:
        found = self.graph.get(subject, {}).get(GG + name)
        return found[0].value if found else None

    def _all(self, kind: str) -> list[str]:
        return sorted(s for s, p in self.graph.items() if any(o.value == GG + kind for o in p.get(RDF_TYPE, [])))

    def _read_formulas(self) -> None:
        for iri in self._all("Derivation"):
            kind = (self._one(iri, "formula") or "").rpartition("/")[2]
            formula = Formula(iri, kind, self._one(iri, "result"), self._one(iri, "factor"))
            formula.blocked = sorted(o.value for o in self.graph[iri].get(GG + "blockedBy", []))
            self.formulas[iri] = formula
            if formula.result and self._one(iri, "family") == "measure":
                self.results.setdefault(formula.result, []).append(formula)
        for iri in sorted(self._all("Operand"), key=lambda each: int(self._one(each, "order") or 0)):
            of = self._one(iri, "quantity") or self._one(iri, "concept") or ""
            shift = SHIFT[self._one(iri, "relativePeriod") or f"{GG}samePeriod"]
            weight = (self._one(iri, "weight") or "1").removesuffix(".0")
            part = "below" if (self._one(iri, "part") or "").endswith("denominatorPart") else "above"
            operand = Operand(of, weight, shift, self._one(iri, "required") == "true", part)
            self.formulas[self._one(iri, "derivation") or ""].operands.append(operand)

    def _read_quantities(self) -> None:
        for iri in self._all("Quantity"):
            label = self.graph[iri].get(LABEL, [ox.Literal(iri)])[0].value
            quantity = Quantity(iri, label)
            quantity.pattern = self._one(iri, "conceptNamePattern") or ""
            quantity.excepted = self._one(iri, "exceptConceptName") or ""
            quantity.balance = self._one(iri, "balance") or ""
            self.quantities[iri] = quantity
        alternatives = {iri: (self._one(iri, "quantity"), self._one(iri, "order")) for iri in self._all("Alternative")}
        for iri in self._all("Term"):
            of, order = alternatives[self._one(iri, "alternative") or ""]
            weight = (self._one(iri, "weight") or "1").removesuffix(".0")
            terms = self.quantities[of or ""].alternatives.setdefault(int(order or 0), [])
            terms.append((self._one(iri, "concept") or "", weight))

    def expand(self, name: str) -> str:
        """Return the IRI of a formula or quantity as a front matter writes it."""
        prefix, mark, local = name.partition(":")
        if not mark:
            return f"{BASE}derivation/{name}"
        return f"{BASE}{prefix}/{local}"

    def label(self, iri: str) -> str:
        """Return what a quantity is called; one that only formulas give is called by their first words."""
        if iri in self.quantities:
            return self.quantities[iri].label
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", iri.rpartition("/")[2])
        return name[0] + name[1:].lower()


RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True)
class Node:
    """A figure that the query binds: its variable, and tests, of which one is true where it is reported.

    A leaf is the sum over the facts of its concepts, bound to its name with `Sum` and counted; anything else is bound.
    """

    variable: str
    evidence: tuple[str, ...]
    count: str = ""  # of a leaf, the expression that counts its facts
    is_group: bool = False

    def end(self, name: str) -> str:
        """Return the variable, or that of its lower or upper bound."""
        return f"?{self.variable}{name}Sum" if self.count else f"?{self.variable}{name}"

    @property
    def test(self) -> str:
        """The test whether it has a value."""
        return (
            (f"{self.count} > 0" if self.is_group else f"{self.count} = 1")
            if self.count
            else f"BOUND(?{self.variable})"
        )


class Body:
    """The body of one query as it grows."""

    def __init__(self, ontology: Ontology, front: dict, is_instant: bool) -> None:
        self.ontology, self.front, self.is_instant = ontology, front, is_instant
        self.slots: dict[tuple[str, bool], list[tuple[str, list[str]]]] = {}
        self.binds: list[str] = []
        self.nodes: dict[tuple[str, str], Node] = {}
        self.sums: dict[str, list] = {}
        self.missed: dict[str, str] = {}
        self.patterns: list[tuple[Quantity, str, str]] = []
        self.needs_days = False
        self.grouped: set[str] = set()
        self.group_counts: dict[str, str] = {}
        self.asked: list[str] = []
        self.names: dict[str, str] = {}
        self.tests: dict[tuple[str, ...], str] = {}

    # facts

    def leaf(self, concept: str, at: str, variable: str) -> Node:
        """Return the figure that facts of a concept state, at the period or one that it leads to."""
        key = (concept, at)
        if key not in self.nodes:
            local = re.split(r"[/#]", concept)[-1]
            self.nodes[key] = self._add_slot(
                variable + SUFFIX[at], [concept], at, bool(re.search("PerShare|Shares", local))
            )
            self.names[self.nodes[key].variable] = local
        return self.nodes[key]

    def _add_slot(self, variable: str, concepts: list[str], at: str, has_own_unit: bool) -> Node:
        """Give concepts a place in the one look at the facts of a period; their figures are added."""
        self.slots.setdefault((at, has_own_unit), []).append((variable, concepts))
        is_sure = at == "period" and not has_own_unit  # the facts that make the rows are among them
        count = f"?{variable}Count" if is_sure else f"COALESCE(?{variable}Count, 0)"
        return Node(variable, (f"{count} > 0",), count, len(concepts) > 1)

    def _write_slots(self) -> list[str]:
        """Return the looks at the facts, one for each period, as sums by concept."""
        lines = []
        needed = {name for text in self._prune() for name in re.findall(r"\?(\w+)", text)}
        for (at, has_own_unit), slots in self.slots.items():
            keys = "?report ?period" + ("" if has_own_unit else " ?unit")
            kinds, sums = [], []
            for number, (variable, concepts) in enumerate(slots, 1):
                kinds += [f"({shorten(concept)} {number})" for concept in concepts]
                for what, name in (("1", "Count"), ("?amount", "Sum"), ("?low", "LowSum"), ("?high", "HighSum")):
                    if variable + name in needed:
                        zero = "0" if name == "Count" else "0.0"
                        sums.append(f"(SUM(IF(?slot = {number}, {what}, {zero})) AS ?{variable}{name})")
                if f"{variable}Kind" in needed:
                    sums.append(f'(MAX(IF(?slot = {number}, ?name, "")) AS ?{variable}Kind)')
            lead = f"?period {RELATIONS[at]} ?at . " if at != "period" else ""
            when = "?period" if at == "period" else "?at"
            unit = "" if has_own_unit else " gg:unit ?unit ;"
            texts = [
                f"VALUES (?kind ?slot) {{ {' '.join(kinds)} }}",
                f"{lead}?fact gg:concept ?kind ; gg:period {when} ;{unit} gg:dimensionCount 0 ;",
                "  gg:value ?amount ; gg:lowerBound ?low ; gg:upperBound ?high .",
            ]
            lead_in = "" if (at, has_own_unit) == ("period", False) else "OPTIONAL "
            lines += [f"  {line}" for line in fill(f"{lead_in}{{ SELECT {keys} {' '.join(sums)} {{")]
            lines += ["    GRAPH ?report {", *(f"      {line}" for text in texts for line in fill(text)), "    }"]
            if any(f"{variable}Kind" in needed for variable, _ in slots):
                lines.append('    BIND (REPLACE(STR(?kind), "^.*/", "") AS ?name)')
            lines.append(f"  }} GROUP BY {keys} }}")
        return lines

    # quantities and formulas

    def figure(self, iri: str, at: str) -> Node:
        """Return the node of a formula, quantity or concept."""
        if iri in self.ontology.formulas:
            return self.formula(self.ontology.formulas[iri], at)
        if iri in self.ontology.quantities or iri in self.ontology.results:
            return self.quantity(iri, at)
        local = iri.rpartition("/")[2]
        self.ontology.quantities[iri] = Quantity(iri, local, {1: [(iri, "1")]})
        return self.quantity(iri, at)

    def quantity(self, iri: str, at: str) -> Node:
        """Return the node of a quantity: as it is reported, or as its formulas give it."""
        key = (iri, at)
        if key in self.nodes:
            return self.nodes[key]
        quantity = self.ontology.quantities.get(iri, Quantity(iri))
        local = iri.rpartition("/")[2]
        short = local[0].lower() + local[1:]
        many = len(quantity.alternatives) > 1
        sums = [
            [
                (
                    self.leaf(
                        concept,
                        at,
                        f"{short}{order if many or len(terms) > 1 else ''}{'abcdef'[place] if place else ''}",
                    ),
                    weight,
                )
                for place, (concept, weight) in enumerate(terms)
            ]
            for order, terms in sorted(quantity.alternatives.items())
        ]
        formulas = self.ontology.results.get(iri, [])
        derived = [self.formula(each, at) for each in formulas]
        if not sums and len(derived) == 1 and not derived[0].count:
            node = derived[0]
        else:
            node = self._choose(f"q{local}{SUFFIX[at]}", sums, derived, formulas)
        self.nodes[key] = node
        self.sums.setdefault(iri, sums)
        return node

    def _choose(self, name: str, sums: list, derived: list[Node], formulas: list[Formula]) -> Node:
        """Bind a quantity: the first alternative that is reported; else, or beside it, what its formulas give."""
        evidence = [each for terms in sums for leaf, _ in terms for each in leaf.evidence]
        evidence += [each for node in derived for each in node.evidence]
        has_whole = bool(sums) and any(formula.is_sum_of_parts for formula in formulas)
        if has_whole:
            for end in ("", "Low", "High"):
                self.bind(self.first(sums, end, "?none"), f"{name}Whole{end}")
            if len(derived) > 1:
                for end in ("", "Low", "High"):
                    self.bind(chain(derived, end), f"{name}Parts{end}")
                derived = [Node(f"{name}Parts", ())]
            parts, known = derived[0], derived[0].test
            agrees = f"{parts.end('Low')} <= ?{name}WholeHigh && ?{name}WholeLow <= {parts.end('High')}"
            width = f"{parts.end('High')} - {parts.end('Low')} < ?{name}WholeHigh - ?{name}WholeLow"
            # where parts may go unreported, those that are known may be less than the whole
            less = f"IF({parts.end('High')} < ?{name}WholeLow, 1, 0)"
            misses = less if all(formula.may_fall_short for formula in formulas) else "0"
            both = f"IF({agrees}, IF({width}, 2, 1), {misses})"  # 1 is the whole, 2 what the parts give
            self.bind(f"IF(BOUND(?{name}Whole), IF({guard(known)}, {both}, 1), 2)", f"{name}Take")
        for end in ("", "Low", "High"):
            rest = chain(derived, end) if derived else "?none"
            if has_whole:
                text = f"IF(?{name}Take = 2, {rest}, IF(?{name}Take = 1, ?{name}Whole{end}, ?none))"
            else:
                text = self.first(sums, end, rest)
            self.bind(text, f"{name}{end}")
        return Node(name, tuple(dict.fromkeys(evidence)))

    def formula(self, formula: Formula, at: str) -> Node:
        """Return the node of a formula."""
        key = (formula.name, at)
        if key in self.nodes:
            return self.nodes[key]
        if (group := self._list_group(formula)) is not None:
            self.nodes[key] = self._write_group(formula, group, at)
            return self.nodes[key]
        parts = re.split(r"[-/]", formula.name.rpartition("derivation/")[2])
        suffix = SUFFIX[at]
        name = parts[0] + "".join(part.capitalize() for part in parts[1:]) + "Formula" + suffix
        above = [operand for operand in formula.operands if operand.part == "above"]
        below = [operand for operand in formula.operands if operand.part == "below"]
        terms = [self._term(formula, operand, at) for operand in above]
        evidence = tuple(dict.fromkeys(each for node, _, _ in terms for each in node.evidence))
        if formula.kind == "quotient":
            under = [self._term(formula, operand, at) for operand in below]
            self._divide(formula, name, terms, under)
        else:
            blocks = [self._block(iri, at, evidence) for iri in formula.blocked]
            for end in ("", "Low", "High"):
                text = self.add_terms(terms, end)
                if formula.is_sum_of_parts:
                    text = f"IF({self.has(evidence)}, {text}, ?none)"
                if blocks:
                    text = f"IF({' || '.join(blocks)}, ?none, {text})"
                self.bind(text, f"{name}{end}")
        self.nodes[key] = Node(name, evidence)
        return self.nodes[key]

    def _list_group(self, formula: Formula) -> list[str] | None:
        """Return the concepts of a sum whose parts are single concepts that need not be there, else None."""
        found = []
        for operand in formula.operands:
            quantity = self.ontology.quantities.get(operand.of, Quantity(operand.of))
            terms = [term for terms in quantity.alternatives.values() for term in terms]
            is_plain = len(terms) == 1 and terms[0][1] == operand.weight == "1" and operand.shift is None
            if operand.of in self.ontology.results or not is_plain:
                return None
            found.append(terms[0][0])
        return found if formula.is_sum_of_parts and len(found) > 1 else None

    def _write_group(self, formula: Formula, concepts: list[str], at: str) -> Node:
        name = f"sumOf{(formula.result or formula.name).rpartition('/')[2]}{SUFFIX[at]}"
        node = self._add_slot(name, concepts, at, False)
        self.grouped.update(concepts)
        several = f'IF(?{name}Count > 1, CONCAT("and ", STR(?{name}Count - 1), " more; "), "")'
        self.group_counts[formula.name] = f'IF({node.test}, CONCAT(?{name}Kind, "; ", {several}), "")'
        return node

    def _term(self, formula: Formula, operand: Operand, at: str) -> tuple[Node, str, bool]:
        place = self._place(operand.shift, at)
        node = self.figure(operand.of, place)
        is_other = formula is not self.ontology.results.get(formula.result or "", [formula])[0]
        has_name = operand.of in self.ontology.quantities
        if any(each.is_required for each in formula.operands) and not is_other and has_name:
            label = self.ontology.label(operand.of) + SAID[place]
            self.missed.setdefault(label.lower(), f'IF({node.test}, "", "{label.lower()}; ")')
        return node, operand.weight, operand.is_required

    def _place(self, shift: str | None, at: str) -> str:
        if shift is None or (shift == "closing" and self.is_instant):
            return at
        if at == "before":
            raise ValueError("a period of a period a year earlier")
        return shift

    def _divide(self, formula: Formula, name: str, above: list, below: list) -> None:
        over = self._as_one(f"{name}Above", above)
        under = self._as_one(f"{name}Below", below)
        times = ""
        if formula.factor:
            self.needs_days = True
            times = " * ?days"
        is_positive = f"?{under}Low > 0"
        value = f"?{over}{times} / ?{under}"
        low = f"?{over}Low{times} / IF(?{over}Low < 0, ?{under}Low, ?{under}High)"
        high = f"?{over}High{times} / IF(?{over}High < 0, ?{under}High, ?{under}Low)"
        for end, text in (("", value), ("Low", low), ("High", high)):
            self.bind(f"IF({is_positive}, {text}, ?none)", f"{name}{end}")

    def _as_one(self, name: str, terms: list) -> str:
        """Return the variable of a sum."""
        if len(terms) == 1 and terms[0][1] == "1" and terms[0][2] and not terms[0][0].count:
            return terms[0][0].variable
        for end in ("", "Low", "High"):
            self.bind(self.add_terms(terms, end), f"{name}{end}")
        return name

    def _block(self, iri: str, at: str, counted: tuple[str, ...]) -> str:
        """Return the test whether something is reported that a formula would miss."""
        quantity = self.ontology.quantities[iri]
        if not quantity.pattern:
            known = {terms[0][0] for terms in quantity.alternatives.values() if len(terms) == 1}  # not its parts
            self.quantity(iri, at)
            return " || ".join(self.nodes[concept, at].evidence[0] for concept in sorted(known))
        variable = f"name{iri.rpartition('/')[2]}"
        if all(variable != known for _, _, known in self.patterns):
            self.patterns.append((quantity, at, variable))
            label = quantity.label.lower()
            self.missed[label] = f'IF(BOUND(?{variable}), CONCAT("{label}: ", ?{variable}, "; "), "")'
        return f"BOUND(?{variable})"

    def _list_counted(self) -> list[str]:
        """Return the expressions for the names of the concepts that were taken, one for each quantity."""
        roots: list[str] = []
        rest = list(self.asked)
        while rest:
            iri = rest.pop(0)
            if self.sums.get(iri):
                roots += [] if iri in roots else [iri]
                continue
            formulas = (
                [self.ontology.formulas[iri]] if iri in self.ontology.formulas else self.ontology.results.get(iri, [])
            )
            rest += [operand.of for formula in formulas for operand in formula.operands]
        told = set(roots)
        return [self._count(iri, told) for iri in roots]

    def _count(self, iri: str, told: set[str]) -> str:
        """Return the expression for the names of the concepts that a quantity was taken from."""
        text = '""'
        for formula in reversed(self.ontology.results.get(iri, [])):
            one = self.group_counts.get(formula.name, "")
            if not one:
                below = []
                for operand in formula.operands:
                    if operand.of in self.sums and operand.of not in told:
                        told.add(operand.of)
                        below.append(self._count(operand.of, told))
                one = f"CONCAT({', '.join(below)})" if len(below) > 1 else (below or ['""'])[0]
            node = next((node for (name, _), node in self.nodes.items() if name == formula.name), None)
            text = one if text == '""' or node is None else f"IF({node.test}, {one}, {text})"
        for terms in reversed(self.sums.get(iri, [])):
            known = " && ".join(leaf.test for leaf, _ in terms)
            names = "".join(f"{self.names[leaf.variable]}; " for leaf, _ in terms)
            text = f'IF({known}, "{names}", {text})'
        return text

    def has(self, evidence: tuple[str, ...]) -> str:
        """Return the test whether one of some tests holds; several are bound once, for engines read long texts slowly."""
        if len(evidence) == 1:
            return evidence[0]
        if evidence not in self.tests:
            self.tests[evidence] = f"has{len(self.tests) + 1}"
            self.bind(" || ".join(evidence), self.tests[evidence])
        return f"?{self.tests[evidence]}"

    def add_terms(self, terms: list[tuple[Node, str, bool]], end: str) -> str:
        """Return the sum of operands; one that need not be there is 0 where nothing of it is reported."""
        parts = []
        for node, weight, is_required in terms:
            variable = node.end(bound_of(weight, end))
            if not is_required and not node.count:  # a leaf without facts is 0 already
                variable = f"IF({self.has(node.evidence)}, {variable}, 0.0)"
            parts.append(times(weight, variable))
        return " ".join(parts).removeprefix("+ ")

    def first(self, sums: list[list[tuple[Node, str]]], end: str, rest: str) -> str:
        """Return the sum of the first alternative of which all concepts are reported, or the rest."""
        text = rest
        for terms in reversed(sums):
            known = " && ".join(leaf.test for leaf, _ in terms)
            text = f"IF({known}, {self.add_terms([(leaf, weight, True) for leaf, weight in terms], end)}, {text})"
        return text

    def bind(self, text: str, variable: str) -> None:
        """Add an assignment."""
        self.binds.append("\n".join(f"  {line}" for line in fill(f"BIND ({text} AS ?{variable})")))

    # the whole

    def write(self) -> str:
        """Return the query."""
        front, computes = self.front, self.front["computes"]
        returns = list(front["returns"])
        for column, asked in computes.items():
            if column not in SETTINGS:
                self._column(column, asked, returns)
        head = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if name != "xsd" or self.needs_days]
        for name, pieces in (("counted", self._list_counted()), ("missed", list(self.missed.values()))):
            if name in returns:
                whole = f"CONCAT({', '.join(dict.fromkeys(pieces))})" if len(set(pieces)) > 1 else pieces[0]
                self.bind(f'REPLACE({whole}, "; $", "")', name)
        self._rename(returns)
        patterns = [line for each in self.patterns for line in self._write_pattern(each)]
        body = [*self._anchor(), *self._days(), *self._write_slots(), *patterns]
        select = fill("SELECT DISTINCT " + " ".join(f"?{name}" for name in returns))
        order = "ORDER BY ?entity DESC(?period)" + (" ?unit" if "unit" in returns else "")
        lines = [*head, "", *select, "WHERE {", *body, *self._prune(), "}", order]
        return "\n".join(lines) + "\n"

    def _rename(self, returns: list[str]) -> None:
        """Give figures that columns show as they are the names of these columns."""
        for text in list(self.binds):
            match = re.fullmatch(r"\s*BIND \(\?(\w+)\s+AS\s+\?(\w+)\)", text)
            if match and match[2] in returns and match[1] not in returns and not match[1].endswith("Sum"):
                self.binds.remove(text)
                self.binds = [re.sub(rf"\?{match[1]}\b", f"?{match[2]}", each) for each in self.binds]

    def _column(self, column: str, asked: object, returns: list[str]) -> None:
        given = asked if isinstance(asked, dict) else {"of": asked}
        if "agree" in given:
            one, two = (self.columns[name] for name in given["agree"])
            text = f"{one.end('Low')} <= {two.end('High')} && {two.end('Low')} <= {one.end('High')}"
            self.bind(f"IF({one.test} && {two.test}, IF({text}, true, false), ?none)", column)
            return
        iri = self.ontology.expand(str(given["of"]))
        node = self.figure(iri, given.get("at", "period"))
        self.asked.append(iri)
        self.columns[column] = node
        formulas = (
            [self.ontology.formulas[iri]] if iri in self.ontology.formulas else self.ontology.results.get(iri, [])
        )
        kind = formulas[0].kind if formulas else ""
        places = given.get("places", 6 if kind == "quotient" else None)
        for end, cut in (("", "ROUND"), ("Low", "FLOOR"), ("High", "CEIL")):
            if column + end in returns:
                shift = 10 ** (places or 0)
                text = node.end(end) if places is None else f"{cut}({node.end(end)} * {shift}) / {shift}"
                self.bind(text, column + end)

    def _prune(self) -> list[str]:
        """Return the assignments that the columns need, in order."""
        wanted = set(self.front["returns"])
        kept = []
        for text in reversed(self.binds):
            variable = re.search(r"AS\s+\?(\w+)\)$", text)
            if variable and variable[1] in wanted:
                kept.append(text)
                wanted |= set(re.findall(r"\?(\w+)", text))
        return list(reversed(kept))

    def _anchor(self) -> list[str]:
        quantity = self.ontology.quantities[self.ontology.expand(self.front["computes"]["anchor"])]
        concepts = dict.fromkeys(shorten(terms[0][0]) for _, terms in sorted(quantity.alternatives.items()))
        return [
            "  { SELECT DISTINCT ?report ?entity ?period ?unit { GRAPH ?report {",
            *(f"    {line}" for line in fill(f"VALUES ?anchor {{ {' '.join(concepts)} }}")),
            "    ?fact gg:concept ?anchor ; gg:entity ?entity ; gg:period ?period ; gg:unit ?unit ;",
            "      gg:dimensionCount 0 ; gg:value ?anchored .",
            "    FILTER NOT EXISTS { GRAPH ?report { ?fact gg:translationOf ?home } }",
            "  } } }",
        ]

    def _days(self) -> list[str]:
        if not self.needs_days:
            return []
        days = [
            f"  BIND (xsd:integer(SUBSTR(STR(?{end}), 1, 4)) * 372 + xsd:integer(SUBSTR(STR(?{end}), 6, 2)) * 31\n"
            f"    + xsd:integer(SUBSTR(STR(?{end}), 9, 2)) AS ?{end}Day)"
            for end in ("start", "end")
        ]
        return [
            "  { SELECT * { GRAPH ?report { ?period gg:startDate ?start ; gg:endDate ?end } } }",
            *days,
            "  BIND (ROUND((?endDay - ?startDay + 1) / 31.0) * 365.0 / 12.0 AS ?days)",
        ]

    def _write_pattern(self, pattern: tuple[Quantity, str, str]) -> list[str]:
        quantity, at, variable = pattern
        counted = {concept for concept, _ in self.nodes} | self.grouped
        known = sorted(shorten(concept) for concept in counted if concept.startswith(f"{BASE}us-gaap/"))
        when = "?period" if at == "period" else "?at"
        lead = f"?period {RELATIONS[at]} ?at . " if at != "period" else ""
        other = "debit" if quantity.balance == "credit" else "credit"
        texts = [
            f'OPTIONAL {{ SELECT ?report ?period ?unit (MIN(REPLACE(STR(?own), "^.*[/#]", "")) AS ?{variable}) {{',
            "  { SELECT ?report ?own {",
            '    GRAPH ?report { ?own gg:periodType "instant" }',
            f'    FILTER NOT EXISTS {{ GRAPH ?report {{ ?own gg:balance "{other}" }} }}',  # extensions may have none
            f'    FILTER (REGEX(STR(?own), "({quantity.pattern})[^/#]*$"))',
            f'    FILTER (!REGEX(STR(?own), "({quantity.excepted})[^/#]*$"))',
            f"    FILTER (?own NOT IN ({', '.join(known)}))",
            "  } }",
            "  GRAPH ?report {",
            f"    {lead}?fact gg:concept ?own ; gg:period {when} ; gg:unit ?unit ;",
            "      gg:dimensionCount 0 ; gg:value ?owed .",
            "    ?place gg:fact ?fact ; gg:inPrimaryStatement true .",
            "  }",
            "} GROUP BY ?report ?period ?unit }",
        ]
        return [f"  {line}" for text in texts for line in fill(text)]

    columns: dict[str, Node]


def shorten(concept: str) -> str:
    """Return a concept as the query writes it."""
    local = concept.removeprefix(f"{BASE}us-gaap/")
    return f"us-gaap:{local}" if local != concept else f"<{concept}>"


def fill(text: str) -> list[str]:
    """Return a long line in several, broken outside strings, each as far in as the first."""
    indent = " " * (len(text) - len(text.lstrip()))
    kept = re.sub(r'"[^"]*"', lambda match: match[0].replace(" ", "\0"), text)
    lines = wrap(kept, WIDTH - 4, subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines]


def times(weight: str, variable: str) -> str:
    """Return a weighted variable as a term of a sum, sign first."""
    sign, size = ("-", weight[1:]) if weight.startswith("-") else ("+", weight)
    return f"{sign} {variable}" + ("" if size == "1" else f" * {size}")


def bound_of(weight: str, end: str) -> str:
    """Return which end of an operand makes an end of the sum."""
    return {"Low": "High", "High": "Low"}.get(end, end) if weight.startswith("-") else end


def chain(nodes: list[Node], end: str) -> str:
    """Return the first of some figures that has a value."""
    if len(nodes) == 1:
        node = nodes[0]
        return f"IF({node.test}, {node.end(end)}, ?none)" if node.count else node.end(end)
    return f"COALESCE({', '.join(node.end(end) for node in nodes)})"


def guard(test: str) -> str:
    """Return a test as what `!` may stand before."""
    return test if re.fullmatch(r"BOUND\(\?\w+\)", test) else f"({test})"


def build(path: Path, ontology: Ontology) -> str | None:
    """Return the whole text of a question, or None where it computes nothing."""
    text = path.read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("#+")]
    front = yaml.safe_load("\n".join(line[2:].removeprefix(" ") for line in head))
    if "computes" not in front:
        return None
    body = Body(ontology, front, front["computes"].get("period") == "instant")
    body.columns = {}
    return "\n".join(head) + "\n" + body.write()


def main() -> int:
    """Write or check the questions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    ontology, stale = Ontology(), []
    folders = [ROOT / "queries", *sorted((ROOT / "instances").glob("*/queries"))]
    for path in (each for folder in folders for each in sorted(folder.glob("*.rq"))):
        content = build(path, ontology)
        if content is not None and content != path.read_text(encoding="utf-8"):
            stale.append(path)
            if not check:
                path.write_text(content, encoding="utf-8")
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'is not what the formulas give' if check else 'written'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
