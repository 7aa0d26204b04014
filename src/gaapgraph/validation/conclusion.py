"""What a check says: one result for each likely cause, and one for each thing that a shape does not accept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import Literal, NamedNode

from gaapgraph.model import canonical, round_off
from gaapgraph.shacl.rdf_term import SH, is_true
from gaapgraph.validation.binding import Formula
from gaapgraph.validation.check_result import CheckResult, Where
from gaapgraph.validation.select import name_node
from gaapgraph.validation.sentence import describe_cause, spell, write_as
from gaapgraph.validation.unsure import tell_why
from gaapgraph.vocabulary import BASE, GG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.shacl import Result, ShapesGraph
    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.diagnosis import Suspect
    from gaapgraph.validation.figure import Figures

__all__ = [
    "NO_CODE",
    "SEVERITIES",
    "from_binding",
    "from_shape",
    "from_suspect",
    "from_unsure",
    "in_order",
    "is_rounded",
    "rounding_infos",
]

_LAST_DIGIT = NamedNode(f"{BASE}shapes/LastDigit")
NO_CODE = "GG-SHACL"
SEVERITIES = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_TOLD = "{?code}: "  # how the messages of shapes begin that leave the code to the data
_OF_PRINT = "presentation"
_ORDER = {"violation": 0, "warning": 1, "info": 2}
T = TypeVar("T")
Spot = tuple[str, Where]  # a place, and the report in whose document it is


def from_suspect(suspect: Suspect, shapes: ShapesGraph, figures: Figures) -> CheckResult:
    """Return the result that names a cause, with all that it breaks as evidence.

    A last digit that was moved is a kind of its own where the shapes describe it.
    """
    cause, binding = suspect.cause, suspect.broken[0]
    code = shapes.graph.text(_LAST_DIGIT, GG.code) if suspect.is_last_digit else None
    prints = [
        figures.prints[o.occurrence] for b in suspect.broken for o in b.operands if o.occurrence in figures.prints
    ]
    at = tuple(sorted({one.where for one in (cause, *suspect.twins) if one.line}))
    here = cause.report
    places = {(one.report, one.line) for one in prints if one.line}
    tolerance = (suspect.high - suspect.low) / 2 + (cause.upper - cause.lower) / 2
    return CheckResult(
        code=code or binding.code,
        severity="warning" if suspect.is_last_digit and binding.severity == "violation" else binding.severity,
        shape=binding.rule,
        family=binding.family,
        message=describe_cause(suspect, figures),
        at=at,
        lines=tuple(sorted({line for report, line in places if report == here} | {where.line for where in at})),
        facts=tuple(sorted({o.fact for b in suspect.broken for o in b.operands if o.fact})),
        expected=canonical(suspect.correction),
        reported=canonical(cause.value),
        difference=canonical(cause.value - suspect.correction),
        tolerance=canonical(round_off(tolerance, 12)),
        correction=write_as(suspect.correction, cause),
        evidence=tuple(dict.fromkeys(f"{b.code}: {spell(b, figures)}" for b in suspect.broken[1:])),
        report=here,
        elsewhere=tuple(sorted((report, line) for report, line in places if report != here)),
        prints=(cause.iri, *(twin.iri for twin in suspect.twins)),
        beside=tuple(dict.fromkeys(one.iri for one in prints)),
    )


def from_binding(binding: Binding, figures: Figures) -> CheckResult:
    """Return the result of a broken binding in which no print could be made right: it accuses no single figure."""
    prints = [figures.prints[one.occurrence] for one in binding.operands if one.occurrence in figures.prints]
    reported = binding.operands[0]
    here = figures.report_of(reported.occurrence or reported.fact)
    tolerance = (binding.expected_upper - binding.expected_lower + reported.upper - reported.lower) / 2
    return CheckResult(
        code=binding.code,
        severity=binding.severity,
        shape=binding.rule,
        family=binding.family,
        message=f"{spell(binding, figures)}.",
        at=tuple(one.where for one in prints[:1] if one.iri == reported.occurrence and one.line),
        lines=tuple(sorted({one.line for one in prints if one.report == here and one.line})),
        facts=tuple(sorted({one.fact for one in binding.operands if one.fact})),
        expected=canonical(binding.expected),
        reported=canonical(reported.value),
        difference=canonical(reported.value - binding.expected),
        tolerance=canonical(round_off(tolerance, 12)),
        report=here,
        prints=tuple(one.iri for one in prints[:1] if one.iri == reported.occurrence),
        beside=tuple(dict.fromkeys(one.iri for one in prints)),
    )


def from_unsure(binding: Binding, figures: Figures) -> CheckResult:
    """Return the info of a broken binding that what the report need not tell may explain."""
    told = from_binding(binding, figures)
    message = f"{told.message[:-1]}; nothing need be wrong, as {tell_why(binding.code)}."
    return replace(told, severity="info", message=message)


def from_shape(result: Result, shapes: ShapesGraph, figures: Figures) -> CheckResult:
    """Return the result that tells what a shape does not accept, and where it is printed.

    Its code is that of the shape, or of the data where the shape leaves the code to them (`?code` of its rows, which
    an engine that keeps no rows tells at the beginning of the message alone).
    """
    message = str(result.messages[0].value) if result.messages else "a shape is not met"
    bindings = dict(result.bindings)
    code = str(bindings["code"].value) if "code" in bindings else _told_code(result, shapes, message)
    code = code or shapes.graph.text(result.source_shape, GG.code) or NO_CODE
    rest = message.removeprefix(f"{code}: ")
    told = (result.focus_node, result.value, *bindings.values())
    nodes = [name_node(node) or "" for node in told if node is not None]
    prints = [one for iri in nodes if (one := figures.prints.get(iri)) is not None]
    prints = prints or [one for iri in nodes if (one := figures.source(iri)) is not None]
    severity = SEVERITIES.get(result.severity, "violation")
    is_ours = is_true(shapes.graph.object(result.source_shape, GG.judgesTagging)) and any(
        figures.is_mapped(one.iri) and not figures.is_curated(one.report) for one in prints
    )
    if is_ours:
        severity, rest = "info", f"The reading is in doubt, not the document (the concept of a figure): read so, {rest}"
    is_called = is_true(shapes.graph.object(result.source_shape, GG.judgesLabel))
    labels = {Where(one.label_line) for one in prints if is_called and one.label_line}
    known = tuple(sorted({one.where for one in prints if one.line} | labels))
    at = figures.where(nodes[0], GG.Finding) or known or figures.where(nodes[0], GG.Occurrence)
    return CheckResult(
        code=code,
        severity=severity,
        shape=result.source_shape.value,
        family=shapes.graph.text(result.source_shape, GG.family) or "",
        message=rest,
        at=at,
        lines=tuple(sorted({where.line for where in at} | {one.line for one in prints if one.line})),
        facts=tuple(sorted({one.fact for one in prints})),
        report=figures.report_of(nodes[0]),
        cause=GG.reading if is_ours else "",
        prints=tuple(sorted(one.iri for one in prints if one.where in at or not one.line)),
    )


def _told_code(result: Result, shapes: ShapesGraph, message: str) -> str | None:
    """Return the code with which a message begins, where its constraint leaves the code to the data."""
    if result.source_constraint is None:
        return None
    templates = shapes.graph.objects(result.source_constraint, SH.message)
    is_left = any(isinstance(one, Literal) and one.value.startswith(_TOLD) for one in templates)
    return message.partition(": ")[0] if is_left else None


def rounding_infos(bindings: list[Binding], figures: Figures, results: Iterable[CheckResult]) -> list[CheckResult]:
    """Return what rounding alone explains: printed sums that miss by a unit or more, though every interval meets.

    Nothing is said of a place that has a result already.
    """
    known = {(result.report, where) for result in results for where in result.at}
    infos = []
    for binding in bindings:
        if not is_rounded(binding):
            continue
        one = figures.prints.get(binding.operands[0].occurrence or "")
        if one is None or (one.report, one.where) in known:
            continue
        difference = binding.operands[0].value - binding.expected
        infos.append(
            CheckResult(
                code=binding.code,
                severity="info",
                shape=binding.rule,
                family=binding.family,
                message=f"Rounding alone explains it: {spell(binding, figures)}.",
                at=(one.where,),
                lines=(one.line,),
                facts=(one.fact,),
                expected=canonical(binding.expected),
                reported=canonical(one.value),
                difference=canonical(difference),
                tolerance=canonical((binding.expected_upper - binding.expected_lower + one.upper - one.lower) / 2),
                report=one.report,
            )
        )
    return infos


def is_rounded(binding: Binding) -> bool:
    """Say whether rounding alone explains a printed sum: several items, none of them known better than their total."""
    if not binding.ok or binding.exact:
        return False
    total, *items = binding.operands
    exact = all(item.upper - item.lower >= total.upper - total.lower for item in items)
    return binding.formula is Formula.sum and len(items) > 1 and exact


def in_order(results: list[CheckResult]) -> list[CheckResult]:
    """Return the results, each once: violations first, then what breaks most rules, then in the document's order."""
    return sorted(_once(results), key=_rank)


def _rank(result: CheckResult) -> tuple[int, int, tuple[int, int], str]:
    """Return the order of results: violations first, then what breaks most rules, then the document's order."""
    first = result.at[0] if result.at else Where(0)
    return (_ORDER[result.severity], -len(result.evidence), (first.line, first.column or 0), result.code)


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
            and result.family == _OF_PRINT
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
            prints = {*other.prints, *result.prints}
            result = replace(other, at=_sorted(at), lines=_sorted(lines), prints=_sorted(prints))
        joined[key] = result
    return list(joined.values())


def _sorted(values: set[T]) -> tuple[T, ...]:
    return tuple(sorted(values))  # type: ignore[type-var]  # places, lines, IRIs
