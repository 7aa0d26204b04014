"""One question of the library: a SPARQL query whose `#+` comments say in YAML what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from gaapgraph.errors import ReadError, SourceError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PARAMETER_TYPES", "Chart", "Parameter", "Question", "read_question"]

PARAMETER_TYPES = ("entity", "party", "period", "concept", "member", "fact", "term", "date", "integer", "text")
_MARK = "#+"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of the query that the caller may bind; without a value it ranges over everything.

    Attributes:
        type: One of `PARAMETER_TYPES`.
        default: The value where none is given, or None for all.
    """

    name: str
    type: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class Chart:
    """How an answer is drawn, in the words of Vega-Lite.

    Attributes:
        mark: `bar`, `line`, `point`, or `waterfall`.
        series: The column whose values are told apart by colour, or None.
        low: The column of the lower end of the rounding interval, or None; `high` likewise.
        only: Columns with the value that a row must have to be drawn; empty is a value too.
        has_total: The last step of a waterfall is the sum of the others, and stands on the axis.
    """

    mark: str
    x: str
    y: str
    series: str | None = None
    low: str | None = None
    high: str | None = None
    is_stacked: bool = False
    only: tuple[tuple[str, str], ...] = ()
    has_total: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question that somebody asks of reports.

    Attributes:
        name: The file name without its ending, verb first.
        text: The whole query as it stands in the file; it runs as it is.
        returns: What each column means, with its unit, in the order of the columns.
        source: What in the data the answer rests on.
    """

    name: str
    title: str
    question: str
    description: str
    theme: str
    parameters: tuple[Parameter, ...]
    returns: tuple[tuple[str, str], ...]
    chart: Chart | None
    source: str
    text: str


def read_question(path: Path) -> Question:
    """Return the question that a file holds.

    Raises:
        SourceError: The file cannot be read.
        ReadError: Its front matter is no YAML, or something is missing in it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise SourceError("the question cannot be read", where=str(path), mend="install gaapgraph again") from exc
    lines = [line[len(_MARK) :].removeprefix(" ") for line in text.splitlines() if line.startswith(_MARK)]
    try:
        front = yaml.load("\n".join(lines), Loader=_LOADER)
        return _build(path.stem, front, text)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as exc:
        reason = " ".join(str(exc).split())
        raise ReadError(
            f"its front matter is not complete ({reason})", where=str(path), mend="mend the #+ lines"
        ) from exc


def _build(name: str, front: dict[str, object], text: str) -> Question:
    parameters = front.get("parameters") or {}
    returns = front["returns"]
    if not isinstance(parameters, dict) or not isinstance(returns, dict):
        raise TypeError("parameters and returns are mappings")
    return Question(
        name=name,
        title=str(front["title"]),
        question=str(front["question"]),
        description=str(front["description"]).strip(),
        theme=str(front["theme"]),
        parameters=tuple(_build_parameter(key, value) for key, value in parameters.items()),
        returns=tuple((str(key), str(value)) for key, value in returns.items()),
        chart=_build_chart(front.get("chart")),
        source=str(front["source"]),
        text=text,
    )


def _build_parameter(name: str, value: dict[str, object]) -> Parameter:
    if value["type"] not in PARAMETER_TYPES:
        raise ValueError(f"parameter {name} has no known type")
    default = value.get("default", "all")
    return Parameter(
        name, str(value["type"]), None if default == "all" else str(default), str(value.get("description", ""))
    )


def _build_chart(value: object) -> Chart | None:
    if not isinstance(value, dict):
        return None
    parts = {key: str(value[key]) for key in ("mark", "x", "y", "series", "low", "high") if key in value}
    only = tuple((str(key), str(wanted)) for key, wanted in (value.get("only") or {}).items())
    return Chart(**parts, is_stacked=bool(value.get("stack", False)), only=only, has_total=value.get("total") == "last")
