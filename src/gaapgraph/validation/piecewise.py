"""A check of data that come in parts, none of which says anything that another one has to know."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse, serialize

from gaapgraph.frozen_class import frozen
from gaapgraph.shacl import validate
from gaapgraph.validation.check_result import CheckReport, Tally
from gaapgraph.validation.conclusion import from_shape, in_order
from gaapgraph.validation.document_row import has_facts, list_documents, quote_rows
from gaapgraph.validation.figure import load_figures
from gaapgraph.validation.inspection import conclude, evaluate_rules, place_results, shape_of
from gaapgraph.validation.knowledge import rule_data
from gaapgraph.validation.rule_book import read_rule_book
from gaapgraph.validation.surplus import drop_surplus, tell_surplus
from gaapgraph.validation.tally import tally_bindings, tally_constraints
from gaapgraph.validation.untold import merge_untold, tell_untold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pyoxigraph import Store

    from gaapgraph.shacl import Run, Untold, ValidationResult
    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.check_result import CheckResult
    from gaapgraph.validation.figure import Figures

    Note = Callable[[Sequence[Binding], Figures], None]

__all__ = ["Checker", "Found", "Gathered", "check_parts", "sum_up"]


@dataclass(slots=True)
class Gathered:
    """What the parts have come to so far."""

    results: list[CheckResult] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    runs: dict[tuple[str, ...], Run] = field(default_factory=dict)
    late: dict[tuple[str, str], None] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[int, str]] = field(default_factory=dict)
    untold: list[Untold] = field(default_factory=list)
    has_facts: bool = False

    def add(self, other: Gathered) -> None:
        """Add what another part has come to."""
        self.results += other.results
        self.late |= other.late
        self.documents |= other.documents
        self.rows |= other.rows
        self.untold = merge_untold([*self.untold, *other.untold])
        self.has_facts |= other.has_facts
        for tally in other.tallies.values():
            self.count(tally)
        for key, run in other.runs.items():
            before = self.runs.get(key)
            self.runs[key] = run if before is None else replace(run, results=before.results + run.results)

    def count(self, tally: Tally) -> None:
        """Add how often a family of rules was evaluated, and held."""
        before = self.tallies.get(tally.family, Tally(tally.family, 0, 0))
        self.tallies[tally.family] = Tally(
            tally.family, before.evaluated + tally.evaluated, before.passed + tally.passed
        )


@frozen
class Found:
    """What was found in a part: bindings of rules, results of shapes, and the figures that these name."""

    bindings: list[Binding]
    validation: ValidationResult
    figures: Figures


class Checker:
    """The shipped shapes, made ready once for all parts."""

    def __init__(self) -> None:
        self.book = read_rule_book()
        triples = parse(path=str(rule_data()), format=RdfFormat.TURTLE)
        self.knowledge = serialize(triples, format=RdfFormat.N_QUADS)  # in their order, in which the store joins them

    def check(self, data: Store, gathered: Gathered, note: Note | None) -> None:
        """Check one part, and add to what was gathered."""
        gathered.has_facts |= has_facts(data)
        gathered.documents |= list_documents(data)
        data.load(self.knowledge, RdfFormat.N_QUADS)
        surplus = drop_surplus(data, self.book.shapes)
        figures = load_figures(data)
        bindings, late = evaluate_rules(data, self.book.rules, figures)
        validation = validate(data, self.book.rest)
        if note is not None:
            note(bindings, figures)
        told = self.tell(data, Found(bindings, validation, figures), gathered)
        gathered.results += place_results(tell_surplus(surplus, self.book.shapes, figures), figures)
        for iri in {one.report for one in told} & gathered.documents.keys():
            gathered.rows[iri] = quote_rows(data, iri)
        self.count(bindings, [run for run in validation.runs if run.engine == "fast"], gathered)
        gathered.late |= dict.fromkeys(
            (*late, *((str(getattr(one.shape, "value", one.shape)), one.reason) for one in validation.not_evaluated))
        )

    def tell(self, data: Store, found: Found, gathered: Gathered) -> list[CheckResult]:
        """Add what bindings and results come to, and return it; the data are those that they name."""
        figures = found.figures
        numbered = enumerate(conclude(found.bindings, self.book.shapes, figures))
        results = [replace(one, turn=("", one.report, f"{number:09}")) for number, one in numbered]
        results += [
            replace(from_shape(one, self.book.shapes, figures), turn=("shape", *one.order))
            for one in found.validation.results
            if shape_of(one) not in self.book.arithmetic
        ]
        results = place_results(in_order(results), figures)
        gathered.results += results
        gathered.untold = merge_untold([*gathered.untold, *found.validation.untold])
        return results

    def count(self, bindings: list[Binding], runs: list[Run], gathered: Gathered) -> None:
        """Add how often rules were evaluated, and held."""
        for tally in tally_bindings(bindings):
            gathered.count(tally)
        self._add_runs(runs, gathered)

    @staticmethod
    def _add_runs(runs: list[Run], gathered: Gathered) -> None:
        """Add up what each constraint found; a shape may have several of one component."""
        counts: dict[tuple[str, ...], int] = {}
        for run in runs:
            name = (str(run.root), str(run.shape), run.component or "")
            number = counts[name] = counts.get(name, 0) + 1
            key = (*name, str(number))
            before = gathered.runs.get(key)
            gathered.runs[key] = run if before is None else replace(run, results=before.results + run.results)


def check_parts(parts: Iterable[Store], note: Note | None = None) -> CheckReport | None:
    """Check stores one after the other against the shipped shapes; None where there is no fact in any of them.

    The results are those of a check of all data at once: in its order, and each once. Only results of the same place,
    severity and code in several documents may stand in another order.

    Args:
        parts: The triples of each part in the default graph of its store, which is added to.
        note: Called with every binding that was evaluated in a part, and its figures.
    """
    checker, gathered = Checker(), Gathered()
    for data in parts:
        checker.check(data, gathered, note)
    if not gathered.has_facts:
        return None
    return sum_up(checker, gathered)


def sum_up(checker: Checker, gathered: Gathered) -> CheckReport:
    """Return what all parts come to."""
    untold = tell_untold(gathered.untold, checker.book.shapes, checker.book.arithmetic)
    results = in_order([*sorted(gathered.results, key=lambda one: one.turn), *untold])
    told = {one.report for one in results}
    return CheckReport(
        tuple(results),
        (
            *(gathered.tallies[family] for family in sorted(gathered.tallies)),
            *tally_constraints([*gathered.runs.values()], checker.book.shapes),
        ),
        tuple(gathered.late),
        rows={iri: gathered.rows[iri] for iri in sorted(gathered.rows) if iri in told},
        documents={iri: gathered.documents[iri] for iri in sorted(gathered.documents)},
    )
