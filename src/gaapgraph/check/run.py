"""A check from store to report: rules evaluated, causes found, shapes validated, results put in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store, Triple

from gaapgraph import resource
from gaapgraph.check.diagnose import Suspect, diagnose
from gaapgraph.check.figure import Figures, load_figures, report_of
from gaapgraph.check.result import Binding, CheckReport, CheckResult, Tally, Where
from gaapgraph.check.rule import evaluate, find_rules
from gaapgraph.check.select import select
from gaapgraph.check.shacl import ValidationResult, load_shapes, validate
from gaapgraph.check.shacl.worker import run_all
from gaapgraph.check.wording import describe_cause, spell, write_as
from gaapgraph.errors import InputError
from gaapgraph.model import canonical
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gaapgraph.check.shacl import Result, Run

__all__ = ["check_store", "evaluate_rules", "inspect_store", "rules_of", "with_knowledge"]

_SEVERITY = {"Violation": "violation", "Warning": "warning", "Info": "info"}
_NOTHING = ValidationResult(conforms=True, results=(), not_evaluated=(), handed_on=(), runs=())
_TARGET = "http://www.w3.org/ns/shacl#target"
_ORDER = {"violation": 0, "warning": 1, "info": 2}
_MESSAGES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?shape (MIN(STR(?text)) AS ?message)
WHERE { ?shape (sh:property|sh:sparql|sh:node)*/sh:message ?text } GROUP BY ?shape
"""
Spot = tuple[str, Where]  # a place, and the report in whose document it is
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
    data = with_knowledge(store)
    triples = list(load_shapes(list(shapes) if shapes else [resource.shapes()]).graph.triples)
    files = _as_store(triples)
    figures = load_figures(data)
    bindings, late = evaluate_rules(data, files, figures, timeout)
    rules = {rule.shape for rule in find_rules(files)}
    kept = [triple for triple in triples if engine != "fast" or not _targets(triple, rules)]
    others = validate(data, load_shapes(kept), engine, timeout) if any(map(_is_target, kept)) else _NOTHING
    if engine != "fast":
        bindings = _judged_by(bindings, others.results)
    suspects = diagnose(bindings, figures)
    results = [_from_suspect(suspect, figures) for suspect in suspects]
    known = {(result.report, where) for result in results for where in result.at}
    results += [_from_shape(result, figures) for result in others.results if _shape(result) not in rules]
    results += _rounding_infos(bindings, figures, known)
    ordered = sorted(_once(results), key=_rank)
    report = CheckReport(
        tuple(ordered),
        (*_tally(bindings), *_tally_shapes(others.runs, files)),
        (*late, *((str(getattr(one.shape, "value", one.shape)), one.reason) for one in others.not_evaluated)),
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
        for binding in evaluate_rules(data, _as_store(load_shapes([resource.shapes()]).graph.triples), figures)[0]
        if any(iri in (operand.fact, operand.occurrence) for operand in binding.operands)
    ]
    first = {id(binding): iri in (binding.operands[0].fact, binding.operands[0].occurrence) for binding in bindings}
    ordered = sorted(bindings, key=lambda binding: (binding.ok, not first[id(binding)], binding.code))
    return [(binding, spell(binding, figures)) for binding in ordered]


def _as_store(triples: Iterable[Triple]) -> Store:
    store = Store()
    store.bulk_extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return store


def _rank(result: CheckResult) -> tuple[int, int, tuple[int, int], str]:
    """Return the order of results: violations first, then what breaks most rules, then the document's order."""
    first = result.at[0] if result.at else Where(0)
    return (_ORDER[result.severity], -len(result.evidence), (first.line, first.column or 0), result.code)


def _refuse_foreign(store: Store) -> None:
    if not store.query(f"ASK {{ ?fact a <{GG.Fact}> }}", use_default_graph_as_union=True):
        raise InputError("there is no gg:Fact in the data", mend="give graphs that gaapgraph build wrote")


def with_knowledge(store: Store) -> Store:
    """Return the data, all graphs as one, with the vocabulary, the derivations and the conditions that rules read.

    What concepts are stands in each report's own graph.
    """
    data = Store()
    data.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    base, entities = resource.ontology(), resource.instances()
    paths = [base / "gaapgraph.ttl", base / "derivations.ttl", *sorted(entities.glob("*/derivations.ttl"))]
    for path in (
        *paths,
        *sorted(resource.shapes().glob("*-relations.ttl")),
        *sorted(resource.shapes().glob("dqc-*.ttl")),
    ):
        data.bulk_load(path=str(path), format=RdfFormat.TURTLE)
    return data


def _targets(triple: Triple, rules: set[str]) -> bool:
    """Say whether a triple gives a target to a shape that was evaluated as a rule."""
    return _is_target(triple) and getattr(triple.subject, "value", "") in rules


def _is_target(triple: Triple) -> bool:
    return triple.predicate.value.startswith(_TARGET)


def _iri(node: object) -> str:
    return str(getattr(node, "value", node))


def _shape(result: Result) -> str:
    return str(getattr(result.source_shape, "value", result.source_shape))


def _from_suspect(suspect: Suspect, figures: Figures) -> CheckResult:
    cause, binding = suspect.cause, suspect.broken[0]
    prints = [
        figures.prints[o.occurrence] for b in suspect.broken for o in b.operands if o.occurrence in figures.prints
    ]
    at = tuple(sorted({one.where for one in (cause, *suspect.twins)}))
    here = report_of(cause.iri)
    places = {(report_of(one.iri), one.line) for one in prints}
    tolerance = (suspect.high - suspect.low) / 2 + (cause.upper - cause.lower) / 2
    return CheckResult(
        "GG-LAST-001" if suspect.is_last_digit else binding.code,
        "warning" if suspect.is_last_digit else "violation",
        binding.rule,
        describe_cause(suspect, figures),
        at,
        tuple(sorted({line for report, line in places if report == here} | {where.line for where in at})),
        tuple(sorted({o.fact for b in suspect.broken for o in b.operands})),
        canonical(suspect.correction),
        canonical(cause.value),
        canonical(cause.value - suspect.correction),
        canonical(round(tolerance, 12)),
        write_as(suspect.correction, cause),
        tuple(dict.fromkeys(f"{b.code}: {spell(b, figures)}" for b in suspect.broken[1:])),
        report=here,
        elsewhere=tuple(sorted((report, line) for report, line in places if report != here)),
        prints=(cause.iri, *(twin.iri for twin in suspect.twins)),
    )


def _from_shape(result: Result, figures: Figures) -> CheckResult:
    message = str(result.messages[0].value) if result.messages else "a shape is not met"
    code, _, rest = message.partition(": ")
    if " " in code or "-" not in code:
        code, rest = "GG-SHACL", message
    nodes = [
        str(getattr(node, "value", ""))
        for node in (result.focus_node, result.value, *(t for _, t in result.bindings))
        if node is not None
    ]
    prints = [one for iri in nodes if (one := figures.prints.get(iri)) is not None]
    prints = prints or [one for iri in nodes if (one := figures.source(iri)) is not None]
    severity = _SEVERITY.get(result.severity.rsplit("#", 1)[-1], "violation")
    labels = {Where(int(str(term.value))) for name, term in result.bindings if name == "labelLine"}
    known = tuple(sorted({one.where for one in prints} | labels))
    at = _place_of(nodes[0], "finding") or known or _place_of(nodes[0], "occurrence")
    return CheckResult(
        code,
        severity,
        _shape(result),
        rest,
        at,
        tuple(sorted({where.line for where in at} | {one.line for one in prints})),
        tuple(sorted({one.fact for one in prints})),
        report=report_of(nodes[0]),
        prints=tuple(sorted(one.iri for one in prints if one.where in at)),
    )


def _place_of(iri: str, kind: str) -> tuple[Where, ...]:
    """Return the place in the IRI of a finding or an occurrence, which ends in its line, and in `.` and its column."""
    line, *rest = iri.rsplit("/", 1)[-1].split("@")[0].split(".")
    if f"/{kind}/" not in iri or not line.isdigit():
        return ()
    return (Where(int(line), int(rest[0]) if rest and rest[0].isdigit() else None),)


def _rounding_infos(bindings: list[Binding], figures: Figures, known: set[Spot]) -> list[CheckResult]:
    """Return what rounding alone explains: printed sums that miss by a unit or more, though every interval meets."""
    infos = []
    for binding in bindings:
        if not binding.ok or binding.exact or binding.family not in ("calculation", "roll-forward"):
            continue
        one = figures.prints.get(binding.operands[0].occurrence or "")
        if one is None or (report_of(one.iri), one.where) in known:
            continue
        difference = binding.operands[0].value - binding.expected
        infos.append(
            CheckResult(
                binding.code,
                "info",
                binding.rule,
                f"Rounding alone explains it: {spell(binding, figures)}.",
                (one.where,),
                (one.line,),
                (one.fact,),
                canonical(binding.expected),
                canonical(one.value),
                canonical(difference),
                canonical((binding.expected_upper - binding.expected_lower + one.upper - one.lower) / 2),
                report=report_of(one.iri),
            )
        )
    return infos


def _once(results: list[CheckResult]) -> list[CheckResult]:
    """Leave out what says the same of the same place twice, and warnings about a place that has a violation."""
    kept: dict[tuple[str, str, tuple[Where, ...], str], CheckResult] = {}
    worst: dict[Spot, str] = {}
    for result in results:
        for where in result.at:
            spot = (result.report, where)
            if _ORDER[result.severity] < _ORDER.get(worst.get(spot, "info"), 2) or spot not in worst:
                worst[spot] = result.severity
    for result in results:
        hidden = (
            result.severity != "violation"
            and result.at
            and all(worst[result.report, where] == "violation" for where in result.at)
            and result.code.startswith("GG-PRES")
        )
        if not hidden:
            kept.setdefault((result.code, result.report, result.at, result.message), result)
    return _joined(kept.values())


def _joined(results: Iterable[CheckResult]) -> list[CheckResult]:
    """Report once what a shape says in the same words of the same facts at several places."""
    joined: dict[object, CheckResult] = {}
    for result in results:
        said = result.facts and result.expected is None
        key = (result.shape, result.severity, result.message, result.facts) if said else len(joined)
        other = joined.get(key)
        if other is not None:
            at, lines = {*other.at, *result.at}, {*other.lines, *result.lines}
            result = replace(other, at=tuple(sorted(at)), lines=tuple(sorted(lines)))
        joined[key] = result
    return list(joined.values())


def _tally(bindings: list[Binding]) -> tuple[Tally, ...]:
    evaluated = Counter(binding.family for binding in bindings)
    passed = Counter(binding.family for binding in bindings if binding.ok)
    return tuple(Tally(family, evaluated[family], passed[family]) for family in sorted(evaluated))


def _tally_shapes(runs: Sequence[Run], shapes: Store) -> tuple[Tally, ...]:
    """Return for each family of shapes without arithmetic how many constraints were evaluated, and held everywhere."""
    rows = [(row["shape"] or "", row["message"] or "") for row in select(shapes, _MESSAGES)]
    names = {shape: message.split("-")[1].lower() for shape, message in rows if message.startswith("GG-")}
    evaluated: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for run in runs:
        family = names.get(str(getattr(run.root, "value", run.root)))
        if family is not None:
            evaluated[family] += 1
            passed[family] += not run.results
    titles = {"model": "model (constraints)", "fac": "fundamental (shapes)", "dqc": "dqc (shapes)"}
    return tuple(
        Tally(titles[family], evaluated[family], passed[family]) for family in sorted(evaluated) if family in titles
    )
