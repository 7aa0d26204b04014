"""Results as a log in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0), for CI and editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from gaapgraph._version import __version__
from gaapgraph.iri import digest
from gaapgraph.validation.check_result import Where
from gaapgraph.validation.format.quote import describe_place, find_document, sentence
from gaapgraph.vocabulary import BASE

if TYPE_CHECKING:
    from gaapgraph.validation.check_result import CheckReport, CheckResult

__all__ = ["write_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}
Json = dict[str, object]


def write_sarif(report: CheckReport) -> str:
    """Return the log: one run, one rule for each code, waived results as suppressed ones."""
    rules = _list_rules(report)
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    run: Json = {
        "tool": {"driver": _describe_tool(rules)},
        "invocations": [_describe_invocation(report)],
        "artifacts": [{"location": {"uri": quote(name)}} for name in sorted(set(report.documents.values()))],
        "results": [_describe(report, result, index[result.code]) for result in report.results],
        "properties": {
            "families": [
                {"family": tally.family, "evaluated": tally.evaluated, "passed": tally.passed}
                for tally in report.tallies
            ]
        },
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _describe_tool(rules: list[Json]) -> Json:
    own = __version__
    return {"name": "gaapgraph", "version": own, "semanticVersion": own, "informationUri": BASE, "rules": rules}


def _describe_invocation(report: CheckReport) -> Json:
    """Return what the run came to: a rule that was not evaluated is an error of the run, not a result."""
    late = [
        {"level": "error", "message": {"text": f"{shape} was not evaluated: {reason}"}}
        for shape, reason in report.not_evaluated
    ]
    return {"executionSuccessful": not late, "toolExecutionNotifications": late}


def _list_rules(report: CheckReport) -> list[Json]:
    """Return one rule for each code, with the text of its shape as help."""
    first: dict[str, CheckResult] = {}
    for result in report.results:
        first.setdefault(result.code, result)
    return [_describe_rule(report, result) for _, result in sorted(first.items())]


def _describe_rule(report: CheckReport, result: CheckResult) -> Json:
    name, description = report.rules.get(result.shape, ("", ""))
    text = description or name or f"{result.code}: each message spells out what was expected and what is printed."
    rule: Json = {
        "id": result.code,
        "shortDescription": {"text": name or result.code},
        "fullDescription": {"text": text},
        "help": {"text": text},
        "defaultConfiguration": {"level": _LEVELS[result.severity]},
    }
    return {**rule, "properties": {"shape": result.shape}} if result.shape else rule


def _describe(report: CheckReport, result: CheckResult, rule: int) -> Json:
    name = find_document(report, result)
    places = [(f"{place.line}", str(place.column)) for place in result.at]
    found: Json = {
        "ruleId": result.code,
        "ruleIndex": rule,
        "level": _LEVELS[result.severity],
        "message": {"text": sentence(result)},
        "locations": [_locate(name, place, result) for place in result.at],
        "partialFingerprints": {"place/v1": digest([result.code, *(part for pair in places for part in pair)])},
        "properties": _list_properties(result),
    }
    others = sorted(set(result.lines) - {place.line for place in result.at})
    if others:
        found["relatedLocations"] = [
            {"id": number, **_locate(name, Where(line))} for number, line in enumerate(others, 1)
        ]
    if result.waived is not None:
        found["suppressions"] = [{"kind": "external", "status": "accepted", "justification": result.waived}]
    return found


def _locate(name: str | None, place: Where, result: CheckResult | None = None) -> Json:
    """Return a place; a cell of a table is a logical location, since SARIF's columns count characters."""
    location: Json = {"properties": {"line": place.line, "cell": place.column}}
    if name is not None:
        location["physicalLocation"] = {"artifactLocation": {"uri": quote(name)}, "region": {"startLine": place.line}}
    logical: list[Json] = [{"name": describe_place(place), "kind": "cell" if place.column else "line"}]
    if result is not None and result.facts:
        logical[0]["fullyQualifiedName"] = result.facts[0]
    return {**location, "logicalLocations": logical}


def _list_properties(result: CheckResult) -> Json:
    names = ("expected", "reported", "difference", "tolerance", "correction")
    values = {name: value for name in names if (value := getattr(result, name)) is not None}
    return {**values, "facts": list(result.facts), "evidence": list(result.evidence)}
