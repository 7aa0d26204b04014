"""What stands beside the documents of a filing about it: the day it was filed, which they themselves do not say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from gaapgraph.model import Report

__all__ = ["date_report"]

_RECORDS = ("filing.json", "metadata.json")  # of `fetch`, and of edgartools
_DAYS = ("filingDate", "filing_date")
_LARGEST = 1_000_000


def date_report(report: Report, folder: Path) -> Report:
    """Return a report with the day on which it was filed, where a record in its folder tells it.

    Args:
        report: As read from its documents.
        folder: Where these stand.
    """
    if report.issued is not None:
        return report
    for name in _RECORDS:
        day = _read_day(folder / name)
        if day is not None:
            return replace(report, issued=day)
    return report


def _read_day(path: Path) -> date | None:
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return None
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError, RecursionError):  # what lies beside a filing may be anything
        return None
    if not isinstance(record, dict):
        return None
    for key in _DAYS:
        try:
            return date.fromisoformat(str(record.get(key, "")))
        except ValueError:
            continue
    return None
