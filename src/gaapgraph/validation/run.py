"""A check from store to report: rules evaluated, causes found, shapes validated, results put in order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Store, Triple

from gaapgraph.errors import InputError
from gaapgraph.shacl import ValidationResult, load_shapes, validate
from gaapgraph.shacl.worker import run_all
from gaapgraph.validation.conclusion import from_shape, from_suspect, in_order, rounding_infos
from gaapgraph.validation.diagnose import diagnose
from gaapgraph.validation.figure import Figures, load_figures
from gaapgraph.validation.knowledge import shape_files, with_knowledge
from gaapgraph.validation.result import Binding, CheckReport
from gaapgraph.validation.rule import evaluate, find_rules
from gaapgraph.validation.select import select
from gaapgraph.validation.tally import tally_bindings, tally_constraints
from gaapgraph.validation.wording import spell
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gaapgraph.shacl import Result

__all__ = ["check_store", "evaluate_rules", "inspect_store", "rules_of", "with_knowledge"]

_NOTHING = ValidationResult(conforms=True, results=(), not_evaluated=(), handed_on=(), runs=())
_DERIVATIONS = f"SELECT ?d ?code ?family {{ ?d a <{GG.Derivation}> ; <{GG.code}> ?code ; <{GG.family}> ?family }}"


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
    return inspect_store(store, engine, timeout, shapes)[0]


def inspect_store(
    store: Store, engine: str = "fast", timeout: float | None = None, shapes: Sequence[Path] | None = None
) -> tuple[CheckReport, list[Binding], Figures]:
    """Check everything in a store, and return with the results every binding that was evaluated, and the prints.

    Args:
        store: Reports; it is not changed.
        engine: `fast` or `pyshacl`.
        timeout: Seconds that one shape may take.
        shapes: Files of shapes; by default those that are shipped.

    Raises:
        InputError: There is no fact in the store, or the shapes cannot be used.
    """
    _refuse_foreign(store)
    with ThreadPoolExecutor(1) as other:
        copying = other.submit(with_knowledge, store)
        graph = load_shapes(list(shapes) if shapes else shape_files())
        files = _as_store(graph.graph.triples)
        data = copying.result()
    figures = load_figures(data)
    bindings, late = evaluate_rules(data, files, figures, timeout)
    rules = frozenset(rule.shape for rule in find_rules(files))
    rest = graph.without(rules) if engine == "fast" else graph
    others = validate(data, rest, engine, timeout) if rest.targeted else _NOTHING
    if engine != "fast":
        bindings = _judged_by(bindings, others.results)
    results = [from_suspect(suspect, figures) for suspect in diagnose(bindings, figures)]
    infos = rounding_infos(bindings, figures, results)
    results += [from_shape(result, figures) for result in others.results if _shape(result) not in rules]
    runs = others.runs if engine == "fast" else ()
    report = CheckReport(
        tuple(in_order(results + infos)),
        (*tally_bindings(bindings), *tally_constraints(runs, graph)),
        (*late, *((_iri(one.shape), one.reason) for one in others.not_evaluated)),
    )
    return report, bindings, figures


def evaluate_rules(
    data: Store, shapes: Store, figures: Figures, timeout: float | None = None
) -> tuple[list[Binding], list[tuple[str, str]]]:
    """Return every binding of every rule that does arithmetic, and which rules were not evaluated, with the reason."""
    rows = select(data, _DERIVATIONS)
    derivations = {row["d"] or "": (row["code"] or "", row["family"] or "") for row in rows}
    rules = find_rules(shapes)
    outcomes = run_all([partial(evaluate, data, rule, figures, derivations) for rule in rules], timeout)
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
    broken = {(_shape(result), _iri(result.focus_node), _iri(result.value)) for result in results}
    return [replace(one, ok=(one.rule, one.focus, one.value) not in broken) for one in bindings]


def rules_of(store: Store, iri: str) -> list[tuple[Binding, str]]:
    """Return the arithmetic that a fact, or one print of it, took part in, whether it holds or not.

    Returns:
        Bindings with their sentence: first what is broken, then where the figure is the one that is checked.
    """
    data = with_knowledge(store)
    figures = load_figures(data)
    bindings = [
        binding
        for binding in evaluate_rules(data, _as_store(load_shapes(shape_files()).graph.triples), figures)[0]
        if any(iri in (operand.fact, operand.occurrence) for operand in binding.operands)
    ]
    first = {id(binding): iri in (binding.operands[0].fact, binding.operands[0].occurrence) for binding in bindings}
    ordered = sorted(bindings, key=lambda binding: (binding.ok, not first[id(binding)], binding.code))
    return [(binding, spell(binding, figures)) for binding in ordered]


def _as_store(triples: Iterable[Triple]) -> Store:
    store = Store()
    store.bulk_extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return store


def _refuse_foreign(store: Store) -> None:
    if not store.query(f"ASK {{ ?fact a <{GG.Fact}> }}", use_default_graph_as_union=True):
        raise InputError("there is no gg:Fact in the data", mend="give graphs that gaapgraph build wrote")


def _iri(node: object) -> str:
    return str(getattr(node, "value", node))


def _shape(result: Result) -> str:
    return str(getattr(result.source_shape, "value", result.source_shape))
