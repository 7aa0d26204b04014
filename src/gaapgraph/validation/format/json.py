"""Results as a list of JSON objects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gaapgraph.validation.check_result import PrintPlace
from gaapgraph.validation.format.quote import find_document

if TYPE_CHECKING:
    from gaapgraph.validation.check_result import CheckReport, CheckResult

__all__ = ["NOT_EVALUATED", "write_json"]

NOT_EVALUATED = "GG-ENGINE-001"


def write_json(report: CheckReport) -> str:
    """Return the results; a rule that was not evaluated is one of them, so that no reader takes it for passed."""
    objects = [_describe(report, result) for result in report.results]
    objects += [_describe_unevaluated(shape, reason) for shape, reason in report.not_evaluated]
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


def _describe(report: CheckReport, result: CheckResult) -> dict[str, object]:
    document = find_document(report, result)
    return {
        "code": result.code,
        "severity": result.severity,
        "shape": result.shape,
        "message": result.message,
        "at": [[place.line, place.column] for place in result.at],
        "places": [_describe_place(place, document) for place in _places(result)],
        "lines": list(result.lines),
        "facts": list(result.facts),
        "expected": result.expected,
        "reported": result.reported,
        "difference": result.difference,
        "tolerance": result.tolerance,
        "correction": result.correction,
        "evidence": list(result.evidence),
        "waived": result.waived,
        "document": document,
        "cause": result.cause or None,
        "elsewhere": [{"document": report.documents.get(iri), "line": line} for iri, line in result.elsewhere],
        **({"count": result.count} if result.count != 1 else {}),
    }


def _places(result: CheckResult) -> tuple[PrintPlace, ...]:
    """Return the places of the prints, and those at which no print is known."""
    known = {(place.line, place.column) for place in result.places}
    others = (PrintPlace(line=at.line, column=at.column) for at in result.at if (at.line, at.column) not in known)
    return (*result.places, *others)


def _describe_place(place: PrintPlace, document: str | None) -> dict[str, object]:
    return {
        "document": document,
        "line": place.line or None,
        "column": place.column,
        "offset": place.offset,
        "table": place.table,
        "row": place.row,
        "xpath": place.xpath,
        "element": place.element,
        "print": place.text or None,
    }


def _describe_unevaluated(shape: str, reason: str) -> dict[str, object]:
    found: dict[str, object] = {
        "code": NOT_EVALUATED,
        "severity": "warning",
        "shape": shape,
        "message": f"The rule was not evaluated: {reason}.",
    }
    return {**found, "at": [], "places": [], "lines": [], "facts": [],
            **dict.fromkeys(("expected", "reported", "difference", "tolerance"))}  # fmt: skip
