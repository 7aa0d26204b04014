"""A check from store to report: rules evaluated, causes found, shapes validated, results put in order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.shacl import ValidationResult, validate
from gaapgraph.shacl.allowance import MOST
from gaapgraph.shacl.engine import MANY
from gaapgraph.shacl.worker import run_all
from gaapgraph.validation.check_result import CheckReport
from gaapgraph.validation.conclusion import (
    from_binding,
    from_shape,
    from_suspect,
    from_unsure,
    in_order,
    rounding_infos,
)
from gaapgraph.validation.diagnosis import diagnose
from gaapgraph.validation.doubt import find_doubts, tell_doubts
from gaapgraph.validation.figure import load_figures
from gaapgraph.validation.knowledge import with_knowledge
from gaapgraph.validation.rule import evaluate
from gaapgraph.validation.rule_book import read_rule_book
from gaapgraph.validation.sentence import spell
from gaapgraph.validation.surplus import drop_surplus, tell_surplus
from gaapgraph.validation.tally import tally_bindings, tally_constraints
from gaapgraph.validation.unsure import find_unsure
from gaapgraph.validation.untold import tell_untold
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from gaapgraph.shacl import Result, ShapesGraph
    from gaapgraph.shacl.allowance import Most
    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.check_result import CheckResult, PrintPlace
    from gaapgraph.validation.figure import Figures
    from gaapgraph.validation.rule import Rule
    from gaapgraph.validation.rule_book import RuleBook
    from gaapgraph.validation.surplus import Surplus

__all__ = [
    "Inspection",
    "check_store",
    "conclude",
    "evaluate_rules",
    "inspect",
    "place_results",
    "rules_of",
    "shape_of",
    "with_knowledge",
]

_NOTHING = ValidationResult(conforms=True, results=(), not_evaluated=(), handed_on=(), runs=())


@frozen(kw_only=True)
class Inspection:
    """All that a check has in hand.

    Attributes:
        report: What it says.
        bindings: Every binding that was evaluated, whether it holds or not.
        figures: The prints of the data.
        validation: What the engine found, where it was asked to run every shape as it stands.
    """

    report: CheckReport
    bindings: tuple[Binding, ...]
    figures: Figures
    validation: ValidationResult


def check_store(
    store: Store, engine: str = "fast", timeout: float | None = None, shapes: Sequence[Path] | None = None
) -> CheckReport:
    """Check everything in a store.

    Args:
        store: Reports; it is not changed.
        engine: `fast` or `pyshacl`.
        timeout: Seconds that one shape may take.
        shapes: Files of shapes; by default those that are shipped.

    Raises:
        InputError: There is no fact in the store, or the shapes cannot be used.
    """
    return inspect(store, engine=engine, timeout=timeout, shapes=shapes).report


def inspect(
    store: Store,
    *,
    engine: str = "fast",
    timeout: float | None = None,
    shapes: Sequence[Path] | None = None,
    as_engines_do: bool = False,
    is_own: bool = False,
    taken: Sequence[Surplus] = (),
    most: Most = MOST,
) -> Inspection:
    """Check everything in a store.

    Args:
        store: Reports; it is not changed.
        engine: `fast` or `pyshacl`.
        timeout: Seconds that one shape may take.
        shapes: Files of shapes; by default those that are shipped.
        as_engines_do: Also run `sh:select` of the rules that do arithmetic, which the diagnosis does not need.
        is_own: The store may be changed, which saves a copy.
        taken: What was taken from the store, for it stands there too often.
        most: How many results of shapes are told each; the rest are counted.

    Raises:
        InputError: There is no fact in the store, or the shapes cannot be used.
    """
    _refuse_foreign(store)
    book = read_rule_book(shapes)
    data = with_knowledge(store, is_own=is_own)
    surplus, figures = [*taken, *drop_surplus(data, book.shapes)], load_figures(data)
    bindings, late = evaluate_rules(data, book.rules, figures, timeout)
    whole = as_engines_do or engine != "fast"
    rest = book.shapes if whole else book.rest
    validation = validate(data, rest, engine, timeout, most=most) if rest.targeted else _NOTHING
    bindings = bindings if engine == "fast" else _judged_by(bindings, validation.results)
    found = _sum_up(bindings, validation, book, figures)
    report = _add(tell_surplus(surplus, book.shapes, figures, most), found, figures)
    late += report.not_evaluated
    report = replace(report, not_evaluated=tuple(late), validation=validation if whole else None)
    return Inspection(report=report, bindings=tuple(bindings), figures=figures, validation=validation)


def _add(surplus: Iterable[CheckResult], report: CheckReport, figures: Figures) -> CheckReport:
    """Return a report that also tells what was not looked at."""
    more = [*surplus]
    if not more:
        return report
    told = in_order([*more, *report.results])
    return replace(report, results=tuple(place_results(told, figures)))


def _sum_up(
    bindings: list[Binding],
    validation: ValidationResult,
    book: RuleBook,
    figures: Figures,
) -> CheckReport:
    """Return what the bindings of the rules of arithmetic come to, and what an engine found by all other shapes."""
    results = conclude(bindings, book.shapes, figures)
    results += [
        from_shape(result, book.shapes, figures)
        for result in validation.results
        if shape_of(result) not in book.arithmetic
    ]
    results += tell_untold(validation.untold, book.shapes, book.arithmetic)
    runs = [run for run in validation.runs if run.engine == "fast" and _iri(run.root) not in book.arithmetic]
    return CheckReport(
        tuple(place_results(in_order(results), figures)),
        (*tally_bindings(bindings), *tally_constraints(runs, book.shapes)),
        tuple((_iri(one.shape), one.reason) for one in validation.not_evaluated),
    )


def place_results(results: Iterable[CheckResult], figures: Figures) -> list[CheckResult]:
    """Return results with the places of the prints that they name."""
    return [replace(one, places=_places_of(one, figures)) for one in results]


def _places_of(result: CheckResult, figures: Figures) -> tuple[PrintPlace, ...]:
    """Return where the suspects stand, then where the other figures of the broken rules do."""
    others = [iri for iri in result.beside if iri not in result.prints]
    return (*figures.places(result.prints), *figures.places(others))


def conclude(bindings: list[Binding], shapes: ShapesGraph, figures: Figures) -> list[CheckResult]:
    """Return what the rules that do arithmetic come to: causes, what has none, doubts, and what rounding explains."""
    doubts = find_doubts(bindings, figures)
    doubtful = set(map(id, doubts))
    sure = [one for one in bindings if id(one) not in doubtful]
    unsure = {id(one): one for one in find_unsure(sure, figures)}
    suspects = [one for one in diagnose(sure, figures) if any(id(each) not in unsure for each in one.broken)]
    explained = doubtful | {id(binding) for suspect in suspects for binding in suspect.broken}
    results = [from_suspect(suspect, shapes, figures) for suspect in suspects]
    infos = rounding_infos(bindings, figures, results)
    infos += [from_unsure(one, figures) for key, one in unsure.items() if key not in explained]
    explained |= set(unsure)
    results += [from_binding(one, figures) for one in bindings if not one.ok and id(one) not in explained]
    return [*results, *tell_doubts(doubts, figures), *infos]


def evaluate_rules(
    data: Store, rules: Sequence[Rule], figures: Figures, timeout: float | None = None
) -> tuple[list[Binding], list[tuple[str, str]]]:
    """Return every binding of every rule that does arithmetic, and which rules were not evaluated, with the reason."""
    outcomes = run_all([partial(evaluate, data, rule, figures) for rule in rules], timeout, at_once=len(data) >= MANY)
    bindings: list[Binding] = []
    late: list[tuple[str, str]] = []
    for rule, outcome in zip(rules, outcomes, strict=True):
        if outcome.answer is None:
            late.append((rule.shape, outcome.failure or "no answer"))
        else:
            bindings += outcome.answer
    return bindings, late


def _judged_by(bindings: list[Binding], results: tuple[Result, ...]) -> list[Binding]:
    """Return the bindings as another engine judged them: broken are those that it reports."""
    broken = {(shape_of(result), _iri(result.focus_node), _iri(result.value)) for result in results}
    return [replace(one, ok=(one.rule, one.focus, one.value) not in broken) for one in bindings]


def rules_of(store: Store, iri: str) -> list[tuple[Binding, str]]:
    """Return the arithmetic that a fact, or one print of it, took part in, whether it holds or not.

    Returns:
        Bindings with their sentence: first what is broken, then where the figure is the one that is checked.
    """
    data = with_knowledge(store)
    drop_surplus(data, read_rule_book().shapes)
    figures = load_figures(data)
    bindings = [
        binding
        for binding in evaluate_rules(data, read_rule_book().rules, figures)[0]
        if any(iri in (operand.fact, operand.occurrence) for operand in binding.operands)
    ]
    first = {id(binding): iri in (binding.operands[0].fact, binding.operands[0].occurrence) for binding in bindings}
    ordered = sorted(bindings, key=lambda binding: (binding.ok, not first[id(binding)], binding.code))
    return [(binding, spell(binding, figures)) for binding in ordered]


def _refuse_foreign(store: Store) -> None:
    if not store.query(f"ASK {{ ?fact a <{GG.Fact}> }}", use_default_graph_as_union=True):
        raise InputError("there is no gg:Fact in the data", mend="give graphs that gaapgraph build wrote")


def _iri(node: object) -> str:
    return str(getattr(node, "value", node))


def shape_of(result: Result) -> str:
    """Return the IRI of the shape that a result is of."""
    return str(getattr(result.source_shape, "value", result.source_shape))
