"""One question of the library: a SPARQL query whose `#+` comments say in YAML what it is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import yaml

from gaapgraph.errors import ReadError, SourceError
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["PARAMETER_TYPES", "Chart", "Parameter", "Question", "read_question"]

PARAMETER_TYPES = ("entity", "party", "period", "concept", "member", "fact", "term", "date", "integer", "text")
_MARK = "#+"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@frozen
class Parameter:
    """A variable of the query that the caller may bind; without a value it ranges over everything.

    Attributes:
        type: One of `PARAMETER_TYPES`.
        default: The value where none is given, or None for all.
        is_asked: Whether a person who gave no value is asked for one, as the answer for all is long.
    """

    name: str
    type: str
    default: str | None
    description: str
    is_asked: bool = False


@frozen
class Chart:
    """How an answer is drawn.

    Attributes:
        mark: `bar`, `line`, `point`, `waterfall`, or `timeline`, whose two `y` are the first and the last day.
        y: The columns that are drawn; `-payments` is drawn with the other sign. Several are series of their own, or
            the steps of a waterfall.
        x: The columns whose values stand along the other axis; none where these are the names of the columns `y`.
        series: The column whose values are told apart, or None.
        low: The column of the lower end of the rounding interval, or None for that of `y` with `Low` after its name;
            `high` likewise.
        only: Columns with the value that a row must have to be drawn; empty is a value too.
        one: Columns in which all rows that are drawn have one value: the latest period, the commonest of others.
        most: How many values of `x` are drawn, those with the greatest amount in the column `by`, or None for all.
        panel: The column for each value of which there is a drawing of its own, or None.
        domain: The ends of the axis, beyond which a bar is cut, or None.
        has_total: The last step of a waterfall is the sum of the others, and stands on the axis.
    """

    mark: str
    y: tuple[str, ...]
    x: tuple[str, ...] = ()
    series: str | None = None
    low: str | None = None
    high: str | None = None
    is_stacked: bool = False
    only: tuple[tuple[str, str], ...] = ()
    one: tuple[str, ...] = ()
    most: int | None = None
    by: str | None = None
    panel: str | None = None
    domain: tuple[float, float] | None = None
    has_total: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the answer that the drawing needs."""
        named = (*self.x, self.series, self.low, self.high, self.by, self.panel, *self.one, *dict(self.only))
        return tuple(dict.fromkeys([name.removeprefix("-") for name in self.y] + [name for name in named if name]))


@frozen
class Question:
    """A question that somebody asks of reports.

    Attributes:
        name: The file name without its ending, verb first.
        text: The whole query as it stands in the file; it runs as it is.
        returns: What each column means, with its unit, in the order of the columns.
        source: What in the data the answer rests on.
        words: What else people call it, such as DSO.
        entity: The identifier of the reporter whose own question it is, or None for a question of any reporter.
        computes: The columns that a formula of the ontology gives, each with its name there, such as `net-debt`.
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
    words: tuple[str, ...] = ()
    entity: str | None = None
    computes: tuple[tuple[str, str], ...] = ()


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
    try:
        return _parse(path.stem, text)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as exc:
        reason = " ".join(str(exc).split())
        raise ReadError(
            f"its front matter is not complete ({reason})", where=str(path), mend="mend the #+ lines"
        ) from exc


@lru_cache(maxsize=512)  # a server lists and searches the library for each who looks for something
def _parse(name: str, text: str) -> Question:
    lines = [line[len(_MARK) :].removeprefix(" ") for line in text.splitlines() if line.startswith(_MARK)]
    return _build(name, yaml.load("\n".join(lines), Loader=_LOADER), text)


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
        words=tuple(word.strip() for word in str(front.get("words", "")).split(",") if word.strip()),
        entity=None if front.get("entity") is None else str(front["entity"]),
        computes=tuple(_read_formulas(front.get("computes") or {})),
    )


def _read_formulas(value: object) -> Iterator[tuple[str, str]]:
    for column, formula in value.items() if isinstance(value, dict) else ():
        name = formula.get("of") if isinstance(formula, dict) else formula
        if column not in ("anchor", "period") and isinstance(name, str):
            yield str(column), name


def _build_parameter(name: str, value: dict[str, object]) -> Parameter:
    if value["type"] not in PARAMETER_TYPES:
        raise ValueError(f"parameter {name} has no known type")
    default = value.get("default", "all")
    is_asked = default == "ask"
    given = None if default == "all" or is_asked else str(default)
    return Parameter(name, str(value["type"]), given, str(value.get("description", "")), is_asked)


def _build_chart(value: object) -> Chart | None:
    if not isinstance(value, dict):
        return None
    known = {
        "mark",
        "x",
        "y",
        "series",
        "low",
        "high",
        "stack",
        "only",
        "one",
        "most",
        "by",
        "panel",
        "domain",
        "total",
    }
    if unknown := ", ".join(sorted(map(str, value.keys() - known))):
        raise ValueError(f"chart has {unknown}")
    domain = value.get("domain")
    return Chart(
        **{key: str(value[key]) for key in ("series", "low", "high", "by", "panel") if key in value},
        mark=str(value["mark"]),
        y=_read_names(value["y"]),
        x=_read_names(value.get("x", ())),
        is_stacked=bool(value.get("stack", False)),
        only=tuple((str(key), str(wanted)) for key, wanted in (value.get("only") or {}).items()),
        one=_read_names(value.get("one", ())),
        most=int(value["most"]) if "most" in value else None,
        domain=None if domain is None else (float(domain[0]), float(domain[1])),
        has_total=value.get("total") == "last",
    )


def _read_names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)
