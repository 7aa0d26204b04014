"""Write the queries of the questions that compute figures, from the formulas in `ontology/`.

    python scripts/build_questions.py            write the bodies of the questions
    python scripts/build_questions.py --check    say which differ from what the formulas give, and exit with 1

A question whose front matter has `computes` is written here from its head: each column names a formula or a quantity,
and the formula says from which concepts it is made, over which period, and what may be absent. The result is plain
SPARQL 1.1 that needs neither this program nor the formulas.

    #+ computes:
    #+   anchor: fac:Assets                  the quantity, or several, whose facts make the rows
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
from dataclasses import dataclass, field, replace
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
OUTFLOW = re.compile(r"(?:Rep|P)ayments(?!ForProceeds)")
WIDTH = 118
REPEATED = 300  # characters that an engine reads as fast as it plans one assignment
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
    keeps: bool = False  # whether a report states it by one alternative for all periods

    @property
    def is_outflow(self) -> bool:
        """Whether it is a payment by each alternative: one below zero has a wrong sign, and counts as unsure."""
        names = [concept.rpartition("/")[2] for terms in self.alternatives.values() for concept, _ in terms]
        return bool(names) and all(OUTFLOW.match(name) for name in names)


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
            quantity.keeps = self._one(iri, "keepsAlternative") == "true"
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

    Its interval is what it gives or takes, bound to its name with `Half`; that of a quotient reaches farther to one
    side than to the other, so that its ends are bound, to its name with `Low` and `High`.
    """

    variable: str
    evidence: tuple[str, ...]
    is_even: bool = True
    condition: str = ""  # under which it has a value, where that is as simple

    @property
    def test(self) -> str:
        """The test whether it has a value."""
        return self.condition or f"BOUND(?{self.variable})"

    def end(self, name: str) -> str:
        """Return its value, half of its interval, or its lower or upper bound, as a term of an expression."""
        if not self.is_even or name in ("", "Half"):
            return f"?{self.variable}{name}"
        return f"(?{self.variable} {'-' if name == 'Low' else '+'} ?{self.variable}Half)"


@dataclass
class Look:
    """One look at the facts of a period: slots of concepts, and columns that add up what stands in some of them.

    Columns are expressions of sums, for engines plan a query of many columns slowly.
    """

    at: str
    has_own_unit: bool
    slots: dict[tuple[str, ...], int] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def is_sure(self) -> bool:
        """Whether every row has it: the facts that make the rows are among its own."""
        return self.at == "period" and not self.has_own_unit

    def slot(self, *concepts: str) -> int:
        """Return the number by which facts of some concepts are told from others."""
        return self.slots.setdefault(concepts, len(self.slots) + 1)

    def count(self, name: str) -> str:
        """Return a column that counts facts; 0 where the look has no row."""
        return f"?{name}" if self.is_sure else f"COALESCE(?{name}, 0)"


def add_up(slot: int, what: str) -> str:
    """Return the sum over the facts of a slot; of 1 it is their number."""
    return f"SUM(IF(?slot = {slot}, {what}, {'0' if what == '1' else '0.0'}))"


def add_terms(terms: list[tuple[int, str]], what: str) -> str:
    """Return the sum over the facts of some slots, weighted; of halves of intervals, which only add up."""
    weights = [weight.lstrip("-") if what == "?half" else weight for _, weight in terms]
    parts = [times(weight, add_up(slot, what)) for weight, (slot, _) in zip(weights, terms, strict=True)]
    return " ".join(parts).removeprefix("+ ")


def first(alternatives: list[tuple[list[tuple[int, str]], str]]) -> str:
    """Return the value of the first alternative that has a fact in each of its slots, as arithmetic; 0 without any."""
    text = ""
    for terms, value in reversed(alternatives):
        number = " * ".join(add_up(slot, "1") for slot, _ in terms)
        is_sum = len(terms) == 1 and not value.isdigit()  # 0 without a fact
        weighted = f"{number} * {value}" if value.isdigit() else f"{number} * ({value})"
        own = value if is_sum else number if value == "1" else weighted
        text = f"{own} + (1 - {number}) * ({text})" if text else own
    return text


class Body:
    """The body of one query as it grows."""

    def __init__(self, ontology: Ontology, front: dict, is_instant: bool) -> None:
        self.ontology, self.front, self.is_instant = ontology, front, is_instant
        self.looks: dict[tuple[str, bool], Look] = {}
        self.binds: list[str] = []
        self.nodes: dict[tuple[str, str], Node] = {}
        self.taken: dict[str, tuple[str, list[str]]] = {}  # of a quantity: which alternative, and their concepts' names
        self.known: set[str] = set()
        self.kept: dict[str, list[list[tuple[str, str]]]] = {}
        self.missed: dict[str, str] = {}
        self.patterns: list[tuple[Quantity, str, str]] = []
        self.needs_days = False
        self.group_counts: dict[str, str] = {}
        self.asked: list[str] = []
        self.tests: dict[tuple[str, ...], str] = {}

    # facts

    def look(self, at: str, concepts: list[str]) -> Look:
        """Return the look at a period that finds some concepts: those per share, and numbers of shares, in any unit."""
        self.known.update(concepts)
        locals_ = [re.split(r"[/#]", concept)[-1] for concept in concepts]
        key = (at, any(re.search("PerShare|Shares", local) for local in locals_))
        return self.looks.setdefault(key, Look(*key))

    def _report(self, iri: str, at: str, name: str, value: str) -> str:
        """Add to a look what is reported of a quantity: the first alternative of which all concepts have a fact.

        Returns the column that says which one that is: 0 where nothing is reported, and less where it is not sure what,
        for a concept has two facts, or another alternative is wider. The rest is arithmetic, for Virtuoso knows no
        condition on sums.
        """
        alternatives = self.ontology.quantities[iri].alternatives
        terms = [alternatives[order] for order in sorted(alternatives)]
        look = self.look(at, [concept for each in terms for concept, _ in each])
        slots = [[(look.slot(concept), weight) for concept, weight in each] for each in terms]
        ranks = [str(rank) for rank in range(1, len(slots) + 1)]
        counts = dict.fromkeys(add_up(slot, "1") for each in slots for slot, _ in each)
        again = [f"{count} * ({count} - 1)" for count in counts]
        look.columns[value] = first([(each, add_terms(each, "?amount")) for each in slots])
        look.columns[f"{name}Half"] = first([(each, add_terms(each, "?half")) for each in slots])
        look.columns[f"{name}Taken"] = f"{first(list(zip(slots, ranks, strict=True)))} - 99 * ({' + '.join(again)})"
        taken = look.count(f"{name}Taken")
        if self.ontology.quantities[iri].keeps:
            self.kept[f"widest{iri.rpartition('/')[2]}"] = terms
            self.bind(f"IF({taken} = 0 || {taken} = ?widest{iri.rpartition('/')[2]}, {taken}, -1)", f"{name}Kept")
            taken = f"?{name}Kept"
        if iri not in self.taken:
            names = ["".join(f"{re.split('[/#]', concept)[-1]}; " for concept, _ in each) for each in terms]
            self.taken[iri] = (taken, names)
        return taken

    def _write_looks(self) -> list[str]:
        """Return the looks at the facts, one for each period."""
        needed = {*self.front["returns"], *(name for text in self._prune() for name in re.findall(r"\?(\w+)", text))}
        return [line for look in self.looks.values() for line in self._write_look(look, needed)]

    def _write_look(self, look: Look, needed: set[str]) -> list[str]:
        columns = [f"({text} AS ?{name})" for name, text in look.columns.items() if name in needed]
        if not columns:
            return []
        keys = "?report ?period" + ("" if look.has_own_unit else " ?unit")
        used = {int(number) for text in columns for number in re.findall(r"\?slot = (\d+)", text)}
        slots = {concepts: number for concepts, number in look.slots.items() if number in used}
        kinds = [f"({shorten(concept)} {number})" for concepts, number in slots.items() for concept in concepts]
        lead = f"?period {RELATIONS[look.at]} ?at . " if look.at != "period" else ""
        unit = "" if look.has_own_unit else " gg:unit ?unit ;"
        texts = [
            f"VALUES (?kind ?slot) {{ {' '.join(kinds)} }}",
            f"{lead}?fact gg:concept ?kind ; gg:period {'?at' if lead else '?period'} ;{unit} gg:dimensionCount 0 ;",
            "  gg:value ?amount ; gg:lowerBound ?low ; gg:upperBound ?high .",
        ]
        lines = [f"  {line}" for line in fill(f"{'' if look.is_sure else 'OPTIONAL '}{{ SELECT {keys}")]
        lines += [f"    {line}" for column in columns for line in fill(column)]
        lines += ["  {", "    GRAPH ?report {", *(f"      {line}" for text in texts for line in fill(text)), "    }"]
        if any("?half" in text for text in columns):
            lines.append("    BIND ((?high - ?low) / 2 AS ?half)")
        if any("?name" in text for text in columns):
            lines.append('    BIND (REPLACE(STR(?kind), "^.*/", "") AS ?name)')
        return [*lines, f"  }} GROUP BY {keys} }}"]

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
        if key not in self.nodes:
            quantity = self.ontology.quantities.get(iri, Quantity(iri))
            formulas = self.ontology.results.get(iri, [])
            derived = [self.formula(each, at) for each in formulas]
            if not quantity.alternatives and len(derived) == 1:
                self.nodes[key] = derived[0]
            else:
                self.nodes[key] = self._choose(iri, at, derived, formulas)
        return self.nodes[key]

    def _choose(self, iri: str, at: str, derived: list[Node], formulas: list[Formula]) -> Node:
        """Bind a quantity: the first alternative that is reported; else, or beside it, what its formulas give."""
        name = f"q{iri.rpartition('/')[2]}{SUFFIX[at]}"
        evidence = [each for node in derived for each in node.evidence]
        parts = self._chain(f"{name}Parts", derived)
        if not self.ontology.quantities.get(iri, Quantity(iri)).alternatives:
            return Node(parts.variable, tuple(dict.fromkeys(evidence)), parts.is_even)
        has_whole = any(formula.is_sum_of_parts for formula in formulas)
        whole = f"{name}Whole" if derived else name
        value = whole if derived else f"{name}Sum"
        taken = self._report(iri, at, whole, value)
        reported = Node(name, tuple(dict.fromkeys([f"{taken} != 0", *evidence])))
        if has_whole:
            self._weigh(whole, taken, parts, all(formula.may_fall_short for formula in formulas))
            self.bind(f"IF(?{whole}Take = 2, {parts.end('')}, IF(?{whole}Take = 1, ?{whole}, ?none))", name)
            self.bind(f"IF(?{whole}Take = 2, {parts.end('Half')}, ?{whole}Half)", f"{name}Half")
        elif derived:
            is_even, own = parts.is_even, Node(whole, ())
            for end in ("", "Half") if is_even else ("", "Low", "High"):
                self.bind(f"IF({taken} > 0, {own.end(end)}, {parts.end(end)})", f"{name}{end}")
            return Node(name, reported.evidence, is_even)
        else:
            test = f"{taken} > 0" + (f" && ?{value} >= 0" if self.ontology.quantities[iri].is_outflow else "")
            self.bind(f"IF({test}, ?{value}, ?none)", name)
            return replace(reported, condition=test)
        return reported

    def _chain(self, name: str, nodes: list[Node]) -> Node:
        """Return the first of some figures that has a value."""
        if len(nodes) < 2:
            return nodes[0] if nodes else Node("none", ())
        is_even = all(node.is_even for node in nodes)
        for end in ("", "Half") if is_even else ("", "Low", "High"):
            text = nodes[-1].end(end)
            for node in reversed(nodes[:-1]):
                text = f"IF({node.test}, {node.end(end)}, {text})"
            self.bind(text, f"{name}{end}")
        return Node(name, (), is_even)

    def _weigh(self, whole: str, taken: str, parts: Node, may_fall_short: bool) -> None:
        """Bind whether a reported whole is taken (1), what its parts give (2), or neither."""
        own = Node(whole, ())
        low, high = own.end("Low"), own.end("High")
        agrees = f"{parts.end('Low')} <= {high} && {low} <= {parts.end('High')}"
        if parts.is_even:  # the same, said shorter
            agrees = f"ABS({parts.end('')} - {own.end('')}) <= {parts.end('Half')} + {own.end('Half')}"
        # where parts may go unreported, those that are known may be less than the whole
        misses = f"IF({parts.end('High')} < {low}, 1, 0)" if may_fall_short else "0"
        both = f"IF({agrees}, IF({parts.end('Half')} < ?{whole}Half, 2, 1), {misses})"
        self.bind(f"IF({taken} > 0, IF({parts.test}, {both}, 1), 2)", f"{whole}Take")

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
        is_quotient = formula.kind == "quotient"
        if is_quotient:
            under = [self._term(formula, operand, at) for operand in below]
            self._divide(formula, name, self._as_one(f"{name}Above", terms), self._as_one(f"{name}Below", under))
            is_even = False
        else:
            blocks = [self._block(iri, at) for iri in formula.blocked]
            for node, _, is_required in terms:
                if not is_required:
                    self.has(node.evidence)  # before that of all, which says it with these
            parts = [self.has(evidence)] if formula.is_sum_of_parts else []
            is_even = self._add(name, terms, [*(f"!{guard(block)}" for block in blocks), *parts])
        self.nodes[key] = Node(name, evidence, is_even)
        return self.nodes[key]

    def _add(self, name: str, terms: list[tuple[Node, str, bool]], tests: list[str]) -> bool:
        """Bind a sum where some tests hold, and say whether its interval reaches as far up as down."""
        is_even = all(node.is_even for node, _, _ in terms)
        text = self.add_terms(terms, "")
        self.bind(f"IF({' && '.join(tests)}, {text}, ?none)" if tests else text, name)
        for end in ("Half",) if is_even else ("Low", "High"):
            self.bind(self.add_terms(terms, end), f"{name}{end}")
        return is_even

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
        look = self.look(at, concepts)
        slot = look.slot(*concepts)
        look.columns |= {
            f"{name}Sum": add_up(slot, "?amount"),
            f"{name}Half": add_up(slot, "?half"),
            f"{name}Count": add_up(slot, "1"),
            f"{name}Kind": f'MAX(IF(?slot = {slot}, ?name, ""))',
        }
        count = look.count(f"{name}Count")
        self.bind(f"IF({count} > 0, ?{name}Sum, ?none)", name)
        several = f'IF(?{name}Count > 1, CONCAT("and ", STR(?{name}Count - 1), " more; "), "")'
        self.group_counts[formula.name] = f'IF({count} > 0, CONCAT(?{name}Kind, "; ", {several}), "")'
        return Node(name, (f"{count} > 0",), condition=f"{count} > 0")

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

    def _divide(self, formula: Formula, name: str, over: Node, under: Node) -> None:
        times = ""
        if formula.factor:
            self.needs_days = True
            times = " * ?days"
        low, high, least = under.end("Low"), under.end("High"), over.end("Low")
        value = f"{over.end('')}{times} / {under.end('')}"
        lowest = f"{least}{times} / IF({least} < 0, {low}, {high})"
        highest = f"{over.end('High')}{times} / IF({over.end('High')} < 0, {high}, {low})"
        for end, text in (("", value), ("Low", lowest), ("High", highest)):
            self.bind(f"IF({low} > 0, {text}, ?none)", f"{name}{end}")

    def _as_one(self, name: str, terms: list[tuple[Node, str, bool]]) -> Node:
        """Return the figure that a sum is."""
        if len(terms) == 1 and terms[0][1] == "1" and terms[0][2]:
            return terms[0][0]
        evidence = tuple(dict.fromkeys(each for node, _, _ in terms for each in node.evidence))
        return Node(name, evidence, self._add(name, terms, []))

    def _block(self, iri: str, at: str) -> str:
        """Return the test whether something is reported that a formula would miss."""
        quantity = self.ontology.quantities[iri]
        if not quantity.pattern:
            known = sorted(terms[0][0] for terms in quantity.alternatives.values() if len(terms) == 1)  # not its parts
            look, name = self.look(at, known), f"known{iri.rpartition('/')[2]}{SUFFIX[at]}"
            look.columns[name] = " + ".join(add_up(look.slot(concept), "1") for concept in known)
            if all(len(by) == 1 for by in self._blocked_by(iri)):
                label = (
                    f"{quantity.label[0].lower()}{quantity.label[1:]}"  # no other formula tells what this one cannot
                )
                self.missed[label] = f'IF({look.count(name)} > 0, "{label}; ", "")'
            return f"{look.count(name)} > 0"
        variable = f"name{iri.rpartition('/')[2]}"
        if all(variable != known for _, _, known in self.patterns):
            self.patterns.append((quantity, at, variable))
            label = quantity.label.lower()
            self.missed[label] = f'IF(BOUND(?{variable}), CONCAT("{label}: ", ?{variable}, "; "), "")'
        return f"BOUND(?{variable})"

    def _blocked_by(self, iri: str) -> list[list[Formula]]:
        """Return of each formula that something blocks all that give the same quantity."""
        formulas = [each for each in self.ontology.formulas.values() if iri in each.blocked]
        return [self.ontology.results.get(each.result or "", [each]) for each in formulas]

    def _list_counted(self) -> list[str]:
        """Return the expressions for the names of the concepts that were taken, one for each quantity."""
        roots: list[str] = []
        rest = list(self.asked)
        while rest:
            iri = rest.pop(0)
            if iri in self.taken:
                roots += [] if iri in roots else [iri]
                continue
            formulas = (
                [self.ontology.formulas[iri]] if iri in self.ontology.formulas else self.ontology.results.get(iri, [])
            )
            rest += [operand.of for formula in formulas for operand in formula.operands]
        told = set(roots)
        return [self._count(iri, told) for iri in roots]

    def _count(self, iri: str, told: set[str]) -> str:
        """Return the expression for the names of the concepts that a quantity was taken from.

        Of several formulas one is taken, so each tells its operands anew; told is what all of them tell.
        """
        text, tellings = '""', []
        for formula in reversed(self.ontology.results.get(iri, [])):
            one, known = self.group_counts.get(formula.name, ""), set(told)
            if not one:
                below = []
                for operand in formula.operands:
                    if operand.of not in known and any(operand.of == name for name, _ in self.nodes):
                        known.add(operand.of)
                        below.append(self._count(operand.of, known))
                one = f"CONCAT({', '.join(below)})" if len(below) > 1 else (below or ['""'])[0]
            node = next((node for (name, _), node in self.nodes.items() if name == formula.name), None)
            text = one if text == '""' or node is None else f"IF({node.test}, {one}, {text})"
            tellings.append(known)
        told |= set.intersection(*tellings) if tellings else set()
        taken, alternatives = self.taken.get(iri, ("", []))
        for rank, names in reversed(list(enumerate(alternatives, 1))):
            text = f'IF({taken} = {rank}, "{names}", {text})'
        return text

    def has(self, evidence: tuple[str, ...]) -> str:
        """Return the test whether one of some tests holds; several are bound once, so that texts stay short."""
        if len(evidence) == 1:
            return evidence[0]
        if evidence not in self.tests:
            said, rest = [], list(evidence)
            for known in sorted(self.tests, key=len, reverse=True):
                if len(known) > 1 and set(known) <= set(rest):
                    said.append(f"?{self.tests[known]}")
                    rest = [each for each in rest if each not in known]
            self.tests[evidence] = f"has{len(self.tests) + 1}"
            self.bind(" || ".join([*said, *rest]), self.tests[evidence])
        return f"?{self.tests[evidence]}"

    def add_terms(self, terms: list[tuple[Node, str, bool]], end: str) -> str:
        """Return the sum of operands; one that need not be there is 0 where nothing of it is reported."""
        parts = []
        for node, weight, is_required in terms:
            variable = node.end(bound_of(weight, end))
            if not is_required:
                variable = f"IF({self.has(node.evidence)}, {variable}, 0.0)"
            parts.append(times(weight.lstrip("-") if end == "Half" else weight, variable))
        return " ".join(parts).removeprefix("+ ")

    def bind(self, text: str, variable: str) -> None:
        """Add an assignment."""
        self.binds.append(write_bind(text, variable))

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
        patterns = [line for name, terms in self.kept.items() for line in self._write_kept(name, terms)]
        patterns += [line for each in self.patterns for line in self._write_pattern(each)]
        body = [*self._anchor(), *self._days(), *self._write_looks(), *patterns]
        select = fill("SELECT DISTINCT " + " ".join(f"?{name}" for name in returns))
        order = "ORDER BY ?entity DESC(?period)" + (" ?unit" if "unit" in returns else "")
        lines = [*head, "", *select, "WHERE {", *body, *self._prune(), "}", order]
        return "\n".join(lines) + "\n"

    def _rename(self, returns: list[str]) -> None:
        """Give figures that columns show as they are the names of these columns."""
        for text in list(self.binds):
            match = re.fullmatch(r"\s*BIND \(\?(\w+)\s+AS\s+\?(\w+)\)", text)
            if match and match[2] in returns and match[1] not in returns:
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
        return self._inline(list(reversed(kept)))

    def _inline(self, binds: list[str]) -> list[str]:
        """Return assignments without those that are as well written out where they are used.

        An engine looks at all assignments below for each above, so that one costs it more than a short text.
        """
        texts = dict(take_apart(bind) for bind in binds)
        for name in [each for each in texts if each not in self.front["returns"]]:
            variable = re.compile(rf"\?{name}\b")
            uses = {user: len(variable.findall(text)) for user, text in texts.items()}
            is_asked = any(f"BOUND(?{name})" in text for text in texts.values())  # a test needs the name
            if not is_asked and (sum(uses.values()) - 1) * len(texts[name]) <= REPEATED:
                own = embrace(texts.pop(name))
                texts = {user: variable.sub(lambda _, own=own: own, text) for user, text in texts.items()}
        return [write_bind(text, name) for name, text in texts.items()]

    def _anchor(self) -> list[str]:
        anchors = [self.ontology.expand(each) for each in self.front["computes"]["anchor"].split()]
        ranked = [each for name in anchors for each in sorted(self.ontology.quantities[name].alternatives.items())]
        concepts = dict.fromkeys(shorten(terms[0][0]) for _, terms in ranked)
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

    def _write_kept(self, name: str, terms: list[list[tuple[str, str]]]) -> list[str]:
        """Return the look at which alternative a report uses first, for whatever period."""
        kinds = [f"({shorten(concept)} {rank})" for rank, each in enumerate(terms, 1) for concept, _ in each]
        texts = [
            f"OPTIONAL {{ SELECT ?report (MIN(?rank) AS ?{name}) {{ GRAPH ?report {{",
            f"  VALUES (?usedKind ?rank) {{ {' '.join(kinds)} }}",
            "  ?used gg:concept ?usedKind ; gg:dimensionCount 0 ; gg:value ?usedValue .",
            "} } GROUP BY ?report }",
        ]
        return [f"  {line}" for text in texts for line in fill(text)]

    def _write_pattern(self, pattern: tuple[Quantity, str, str]) -> list[str]:
        quantity, at, variable = pattern
        known = sorted(
            shorten(concept)
            for concept in self.known
            if concept.startswith(f"{BASE}us-gaap/")
            and re.search(quantity.pattern, local := concept.rpartition("/")[2])  # others are not found anyway
            and not re.search(quantity.excepted, local)
        )
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


def write_bind(text: str, variable: str) -> str:
    """Return an assignment."""
    return "\n".join(f"  {line}" for line in fill(f"BIND ({text} AS ?{variable})"))


def take_apart(bind: str) -> tuple[str, str]:
    """Return the variable of an assignment, and its expression."""
    found = re.fullmatch(r"\s*BIND \((.*)\s+AS\s+\?(\w+)\)", bind, re.DOTALL)
    assert found is not None, bind
    return found[2], re.sub(r"\n\s*", " ", found[1])


def embrace(text: str) -> str:
    """Return an expression as an operand."""
    return text if re.fullmatch(r"\?\w+|(?!BIND)[A-Z]+\([^()]*\)", text) else f"({text})"


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
