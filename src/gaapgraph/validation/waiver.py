"""Waivers: results that somebody has looked at and sets aside, with the reason.

A file of waivers is a YAML list:

```yaml
- code: GG-CALC-001
  at: [[396, 4]]        # or lines: [396], or fact: https://…; what is given must all fit
  reason: The filer confirmed the figure in its annual report.
  author: A. Reader
  date: 2026-11-21
```
"""

from __future__ import annotations

import datetime  # noqa: TC003 - pydantic reads the annotations
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from gaapgraph.errors import InputError, ReadError, SourceError
from gaapgraph.input_file import read_input
from gaapgraph.validation.check_result import CheckResult

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from pydantic_core import ErrorDetails

    from gaapgraph.validation.check_result import CheckReport

__all__ = ["OUTDATED", "Waiver", "apply_waivers", "read_waivers"]

OUTDATED = "GG-WAIVER-001"
Line = Annotated[int, Field(ge=1)]
Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
_MOST = 2_000_000  # bytes: thousands of waivers
_ORDER = {"violation": 0, "warning": 1, "info": 2}


class Waiver(BaseModel):
    """One waiver.

    Attributes:
        code: Of the results it sets aside.
        at: Places as `check --format json` gives them; a missing or null column stands for the whole line.
        lines: Lines on which the wrong print stands; for results without a place, lines of their evidence.
        fact: IRI of a fact the result is about.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Text
    at: tuple[tuple[Line, Line | None] | tuple[Line], ...] = ()
    lines: tuple[Line, ...] = ()
    fact: Text | None = None
    reason: Text
    author: Text
    date: datetime.date

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        if not (self.at or self.lines or self.fact):
            raise ValueError("say which result is meant: give at, lines or fact")
        return self

    def fits(self, result: CheckResult) -> bool:
        """Say whether the waiver is about a result."""
        if result.code != self.code or (self.fact and self.fact not in result.facts):
            return False
        places = {(place.line, column) for place in result.at for column in (place.column, None)}
        if self.at and not places & {(place[0], place[1] if len(place) == 2 else None) for place in self.at}:
            return False
        here = {place.line for place in result.at} or set(result.lines)
        return not self.lines or bool(here & set(self.lines))

    def __str__(self) -> str:
        """Return what the waiver is about, as a sentence goes on."""
        places = [f"{place[0]}:{place[1]}" if len(place) == 2 and place[1] else str(place[0]) for place in self.at]
        where = [", ".join([*places, *map(str, self.lines)]), self.fact or ""]
        return f"{self.code} at {' and '.join(part for part in where if part)}"


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """Read a file of waivers.

    Raises:
        SourceError: The file cannot be read.
        ReadError: It is no YAML.
        InputError: It has something else than complete waivers; every mistake is named.
    """
    try:
        content = yaml.safe_load(read_input(path, _MOST).decode())
    except UnicodeDecodeError as exc:
        raise SourceError("cannot be read (not UTF-8)", where=str(path), mend="give a YAML list of waivers") from exc
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        where = str(path) if mark is None else f"{path}:{mark.line + 1}"
        raise ReadError(f"is no YAML ({getattr(exc, 'problem', None) or exc})", where=where, mend="mend it") from exc
    except (ValueError, RecursionError) as exc:  # numbers longer than Python reads, lists too deep
        reason = " ".join(str(exc).split())
        raise ReadError(f"is no YAML that can be used ({reason[:100]})", where=str(path), mend="mend it") from exc
    try:
        return tuple(TypeAdapter(list[Waiver]).validate_python([] if content is None else content))
    except ValidationError as exc:
        mistakes = "; ".join(_describe(error) for error in exc.errors())
        mend = "each waiver has code, at or lines or fact, reason, author and date"
        raise InputError(mistakes, where=str(path), mend=mend) from exc


def _describe(error: ErrorDetails) -> str:
    place, *names = error["loc"] or ("",)
    if not isinstance(place, int):
        return "a list of waivers is expected"
    name = f", {names[0]}" if names else ""
    return f"waiver {place + 1}{name}: {error['msg'].removeprefix('Value error, ')}"


def apply_waivers(report: CheckReport, waivers: tuple[Waiver, ...]) -> CheckReport:
    """Return the report with the results set aside that a waiver fits, and a warning for each that fits none."""
    results = [replace(result, waived=_find_reason(result, waivers)) for result in report.results]
    outdated = [
        _report_outdated(waiver) for waiver in waivers if not any(waiver.fits(result) for result in report.results)
    ]
    return replace(report, results=tuple(sorted([*results, *outdated], key=lambda result: _ORDER[result.severity])))


def _find_reason(result: CheckResult, waivers: tuple[Waiver, ...]) -> str | None:
    waiver = next((waiver for waiver in waivers if waiver.fits(result)), None)
    return result.waived if waiver is None else f"{waiver.reason} ({waiver.author}, {waiver.date})"


def _report_outdated(waiver: Waiver) -> CheckResult:
    message = f"The waiver of {waiver} by {waiver.author} of {waiver.date} matches no result; remove it from the file."
    return CheckResult(
        code=OUTDATED, severity="warning", shape="", message=message, facts=(waiver.fact,) if waiver.fact else ()
    )
