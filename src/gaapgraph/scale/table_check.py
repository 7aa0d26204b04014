"""The rules over a corpus as plans of an engine of tables, with the results of a check of all its quads.

What shapes and rules ask is planned once for each partition and run there, over all its filings at once. Only what is
broken is then looked at closely, by the code that does so for one filing: its figures go into a store.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from time import perf_counter
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from gaapgraph.frozen_class import frozen
from gaapgraph.model import canonical
from gaapgraph.plan.pattern_plan import Patterns
from gaapgraph.plan.query_plan import Planner, UnplannedError
from gaapgraph.plan.rows import empty
from gaapgraph.plan.typed_column import Kind
from gaapgraph.scale.arrow_table import create_list
from gaapgraph.scale.settlement import NUMBERS_QUERY, Held, Settlement
from gaapgraph.scale.table_store import TableStore, as_node
from gaapgraph.shacl import ValidationResult
from gaapgraph.shacl.compilation import compile_shapes
from gaapgraph.shacl.data_graph import Data
from gaapgraph.shacl.engine import make_result, read_subclasses
from gaapgraph.shacl.validation_result import Result, Run
from gaapgraph.validation.check_result import Tally
from gaapgraph.validation.conclusion import is_rounded
from gaapgraph.validation.figure import FIGURE_QUERIES, Figures, gather_figures, load_figures
from gaapgraph.validation.piecewise import Checker, Found, Gathered
from gaapgraph.validation.rule import bind_rows
from gaapgraph.vocabulary import RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from gaapgraph.plan.rows import Relation
    from gaapgraph.plan.source_table import Profile
    from gaapgraph.plan.typed_column import Column
    from gaapgraph.scale.corpus_tables import CorpusTables
    from gaapgraph.scale.tallies import Tallies
    from gaapgraph.shacl import ShapesGraph
    from gaapgraph.shacl.compilation import CompiledConstraint
    from gaapgraph.shacl.rdf_term import Node
    from gaapgraph.shacl.shape import Target
    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.rule import Row, Rule

__all__ = ["TableChecker", "list_queries"]

_BATCH = 10_000
_FIGURES = ("value", "operand", "reported", "leftOut")  # columns of operands that name figures


class _Answer(dict[str, str | None]):
    """A row in which a variable that is not bound is None."""

    def __missing__(self, name: str) -> None:
        return None


class TableChecker:
    """Checks partitions, some at once: what was planned for these serves the next where the same stands in them."""

    def __init__(self, tables: CorpusTables) -> None:
        self.tables, self.checker = tables, Checker()
        self._plans: _Plans | None = None

    def check(self, partitions: Collection[int], tallies: Tallies) -> Gathered:
        """Return what the shipped shapes say of partitions; a shape that has no plan is told as not evaluated.

        Args:
            partitions: Their numbers.
            tallies: It gets how often rules were evaluated.

        Raises:
            ReadError: A file of them is missing, or is not what was written.
        """
        self.tables.load(partitions)
        profile = self.tables.profile()
        if self._plans is None or self._plans.profile != profile:
            self._plans = _Plans.make(self.tables, profile, self.checker)
        gathered = Gathered()
        _Partition(self.tables, self._plans, self.checker, gathered).check(tallies)
        return gathered


@frozen(kw_only=True)
class _Plans:
    """The plans of all shapes and rules for what stands in the tables."""

    profile: Profile
    planner: Planner
    rules: list[tuple[Rule, Relation]]
    constraints: list[tuple[CompiledConstraint, Relation]]
    late: list[tuple[str, str]]

    @classmethod
    def make(cls, tables: CorpusTables, profile: Profile, checker: Checker) -> _Plans:
        """Plan everything."""
        planner = Planner(Patterns(tables.mapping, profile))
        data = Data.of(_read_classes(tables))
        below = read_subclasses(data, checker.book.rest)
        compiled = compile_shapes(checker.book.rest, below)
        absent = _find_absent(checker.book.rest, below, tables, profile)
        late = [(str(getattr(one.shape, "value", one.shape)), one.reason) for one in compiled.handed_on]
        rules, constraints = [], []
        for rule in checker.book.rules:
            try:
                rules.append((rule, planner.plan(rule.query, rule.prefixes)))
            except UnplannedError as exc:
                late.append((rule.shape, f"no plan: {exc}"))
        for one in compiled.constraints:
            try:
                constraints.append((one, empty() if one.root in absent else planner.plan(one.query)))
            except UnplannedError as exc:
                late.append((str(getattr(one.shape, "value", one.shape)), f"no plan: {exc}"))
        return cls(profile=profile, planner=planner, rules=rules, constraints=constraints, late=late)


def list_queries() -> list[tuple[str, Mapping[str, str]]]:
    """Return all queries that a check of a corpus plans, with their prefixes."""
    checker, knowledge = Checker(), Store()
    knowledge.load(checker.knowledge, RdfFormat.N_QUADS)
    compiled = compile_shapes(checker.book.rest, read_subclasses(Data.of(knowledge), checker.book.rest))
    return [
        *((rule.query, rule.prefixes) for rule in checker.book.rules),
        *((one.query, {}) for one in compiled.constraints),
        *((query, {}) for query in (*FIGURE_QUERIES, NUMBERS_QUERY)),
    ]


def _find_absent(
    shapes: ShapesGraph, below: Mapping[str, frozenset[str]], tables: CorpusTables, profile: Profile
) -> set[Node]:
    """Return the shapes that look at nothing in the tables: their queries need no plan."""
    classes = frozenset(one.type_iri for one in tables.mapping) | profile.classes.get(RDF.type, frozenset())
    columns = {name for one in tables.mapping for name in one.columns} | profile.types.keys()

    def is_absent(target: Target) -> bool:
        name = target.term.value
        if target.kind == "targetClass":
            return classes.isdisjoint({name, *below.get(name, ())})
        return target.kind == "targetSubjectsOf" and name not in columns

    return {one.node for one in shapes.targeted if all(is_absent(target) for target in one.targets)}


def _read_classes(tables: CorpusTables) -> Store:
    """Return which classes are below which."""
    store, below = Store(), NamedNode(RDFS.subClassOf)
    rows = tables.connection.execute(
        f"SELECT subject, object FROM statement WHERE predicate = '{RDFS.subClassOf}' AND type = ''"
    ).fetchall()
    store.extend(Quad(NamedNode(one), below, NamedNode(other)) for one, other in rows)
    return store


@dataclass(slots=True)
class _Partition:
    """Partitions that are checked at once."""

    tables: CorpusTables
    plans: _Plans
    checker: Checker
    gathered: Gathered
    rows: dict[str, list[Row]] = field(default_factory=dict)
    is_settled: bool = False

    def check(self, tallies: Tallies) -> None:
        """Run all plans, and look closely at what they find broken."""
        held = self._read_rules()
        figures = self._figures({iri for rows in self.rows.values() for row in rows for iri in _named(row)})
        bindings = [one for rule, _ in self.plans.rules for one in bind_rows(self.rows[rule.shape], rule, figures)]
        results, runs = self._validate()
        tallies.note(bindings, figures)
        tallies.note_held(held)
        self.checker.count(bindings, runs, self.gathered)
        for one in held:
            self.gathered.count(Tally(one.family, one.count, one.count))
        self.gathered.late |= dict.fromkeys(self.plans.late)
        self.gathered.has_facts = True
        self._look(bindings, results, figures)

    def _read_rules(self) -> list[Held]:
        """Read the operands of all bindings but of those that the engine settles, and return how many these are."""
        settlement, held = Settlement(self.tables.connection), list[Held]()
        self.is_settled = settlement.begin(self.plans.planner)
        for number, (rule, relation) in enumerate(self.plans.rules):
            sql = relation.sql
            if self.is_settled and not relation.is_empty:
                held += settlement.settle(number, rule, relation)
                sql = settlement.open_rows(number, [*relation.columns])
            self.rows[rule.shape] = [] if relation.is_empty else [*self._texts(sql, relation.columns)]
        return held

    def _read_beside(self, reports: set[str]) -> list[Binding]:
        """Read the operands of bindings that were settled and compare figures of some reports, and return these."""
        settlement = Settlement(self.tables.connection)
        found: list[tuple[Rule, list[Row]]] = []
        for number, (rule, relation) in enumerate(self.plans.rules):
            if self.is_settled and reports and not relation.is_empty:
                sql = settlement.held_rows(number, [*relation.columns], reports)
                found.append((rule, [*self._texts(sql, relation.columns)]))
                self.rows[rule.shape] += found[-1][1]
        figures = (
            self._figures({iri for _, rows in found for row in rows for iri in _named(row)}) if found else Figures()
        )
        return [one for rule, rows in found for one in bind_rows(rows, rule, figures)]

    def _texts(self, sql: str, known: Mapping[str, Column]) -> Iterator[Row]:
        """Yield rows of lexical forms."""
        columns = [*known.items()]
        cursor = self.tables.connection.execute(sql)
        while rows := cursor.fetchmany(_BATCH):
            for row in rows:
                cells = zip(columns, row, strict=True)
                yield {name: _text(cell, column) for (name, column), cell in cells if cell is not None}

    def _figures(self, iris: Iterable[str]) -> Figures:
        """Return the prints of some facts, or those prints."""
        create_list(self.tables.connection, "asked", iris)

        def ask(query: str) -> Iterator[dict[str, str | None]]:
            relation = self.plans.planner.plan(query)
            if relation.is_empty:
                return
            sql = relation.sql
            if "fact" in relation.columns:
                chosen = "print IN (SELECT iri FROM asked) OR fact IN (SELECT iri FROM asked)"
                sql = f"SELECT * FROM ({sql}) WHERE {chosen}"
            for row in self._texts(sql, relation.columns):
                yield _Answer(row)

        return gather_figures(ask)

    def _validate(self) -> tuple[list[Result], list[Run]]:
        """Return the results of the shapes, and how each constraint was evaluated."""
        results: list[Result] = []
        runs: list[Run] = []
        for constraint, relation in self.plans.constraints:
            start, found = perf_counter(), 0
            for row in () if relation.is_empty else self.tables.connection.execute(relation.sql).fetchall():
                cells = zip(relation.columns.items(), row, strict=True)
                bound = {name: as_node(cell, column) for (name, column), cell in cells if cell is not None}
                results.append(make_result(constraint, bound))
                found += 1
            runs.append(
                Run(
                    root=constraint.root,
                    shape=constraint.shape,
                    component=constraint.component,
                    engine="fast",
                    results=found,
                    seconds=perf_counter() - start,
                )
            )
        return sorted(results, key=lambda one: one.order), runs

    def _look(self, bindings: list[Binding], results: list[Result], figures: Figures) -> None:
        """Tell what is broken: of a rule that does arithmetic with all that is known of the filings that it is in."""
        broken = {report for one in bindings if not one.ok for report in _reports(one, figures)}
        touched = [one for one in bindings if is_rounded(one) or not broken.isdisjoint(_reports(one, figures))]
        touched += self._read_beside(broken)
        named = {operand.fact for one in touched for operand in one.operands}
        named |= {iri for one in results for iri in _nodes(one)}
        if not named:
            return
        store = TableStore(self.tables.connection, self.tables.mapping).load(broken, named)
        close = load_figures(store)
        wanted: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for one in touched:
            wanted[one.rule].add((one.focus, one.value))
        again = [
            one
            for rule, _ in self.plans.rules
            for one in bind_rows(
                (row for row in self.rows[rule.shape] if (row["this"], row.get("value", "")) in wanted[rule.shape]),
                rule,
                close,
            )
        ]
        self.gathered.documents |= close.documents
        validation = ValidationResult(conforms=not results, results=tuple(results))
        self.checker.tell(store, Found(again, validation, close), self.gathered)


def _text(cell: object, column: Column) -> str:
    """Return a cell as the IRI or lexical form that it is."""
    match column.kind:
        case Kind.number:
            return canonical(Decimal(str(cell)))
        case Kind.term:
            return str(as_node(cell, column).value)
        case Kind.boolean:
            return "true" if cell else "false"
    return str(cell)


def _named(row: Row) -> Iterator[str]:
    """Yield what figures a row of operands names."""
    return (row[name] for name in _FIGURES if name in row)


def _nodes(result: Result) -> Iterator[str]:
    """Yield the IRIs that a result names."""
    terms = (result.focus_node, result.value, *(term for _, term in result.bindings))
    return (term.value for term in terms if isinstance(term, NamedNode))


def _reports(binding: Binding, figures: Figures) -> set[str]:
    """Return the reports whose figures a binding compares."""
    return {figures.report_of(one.occurrence or one.fact) for one in binding.operands}
