"""Results as a list of JSON objects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

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
    return {
        "code": result.code,
        "severity": result.severity,
        "shape": result.shape,
        "message": result.message,
        "at": [[place.line, place.column] for place in result.at],
        "lines": list(result.lines),
        "facts": list(result.facts),
        "expected": result.expected,
        "reported": result.reported,
        "difference": result.difference,
        "tolerance": result.tolerance,
        "correction": result.correction,
        "evidence": list(result.evidence),
        "waived": result.waived,
        "document": find_document(report, result),
        "elsewhere": [{"document": report.documents.get(iri), "line": line} for iri, line in result.elsewhere],
    }


def _describe_unevaluated(shape: str, reason: str) -> dict[str, object]:
    found: dict[str, object] = {
        "code": NOT_EVALUATED,
        "severity": "warning",
        "shape": shape,
        "message": f"The rule was not evaluated: {reason}.",
    }
    return {**found, "at": [], "lines": [], "facts": [],
            **dict.fromkeys(("expected", "reported", "difference", "tolerance"))}  # fmt: skip
