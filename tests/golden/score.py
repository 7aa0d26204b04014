"""Hold a graph against a hand reading: which table cells have the right value, unit and period?

Run as `python tests/golden/score.py GRAPH CELLS`; tests call `score`. The columns of a `cells.tsv` are described in
`releases/README.md`; of the IIJ release's own format, those of the same meaning are read.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import NamedNode, RdfFormat, Store

from gaapgraph.vocabulary import GG, ISO4217, XBRLI

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Cell", "Miss", "Score", "Stated", "read_cells", "read_stated", "relocate", "score"]

FORMATS = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG, ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES}


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the hand reading. `unit` and `period` may give several right answers, separated by `|`."""

    line: int
    column: int
    printed: str
    value: Decimal | None
    decimals: int | None
    unit: str
    period: str
    measure: str
    is_nil: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """One occurrence in the graph, with what its fact says."""

    line: int
    column: int
    printed: str
    value: Decimal | None
    decimals: int | None
    unit: str
    period: str
    measure: str
    is_nil: bool
    label: str = ""


Item = TypeVar("Item", Cell, Stated)


@dataclass(frozen=True, slots=True)
class Miss:
    """A cell that is not wholly right; `wrong` names what is (`absent`, or of `value`, `unit`, `period`)."""

    cell: Cell
    stated: Stated | None
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        """Return the cell, what is expected, and what the graph says instead."""
        cell, found = self.cell, self.stated
        expected = f"{'nil' if cell.is_nil else cell.value} {cell.unit} {cell.period}"
        said = f"{'nil' if found.is_nil else found.value} {found.unit} {found.period}" if found else "nothing"
        place = f"{cell.line}.{cell.column} {cell.printed!r} ({cell.label})"
        return f"{place} {', '.join(self.wrong)}: {expected}; found {said}"


@dataclass(frozen=True, slots=True)
class Score:
    """How many cells are right, which are not, and what the graph has beyond the hand reading.

    `signs` are cells whose value is right but for its sign; they count as right, for a graph signs values as the
    concept is defined and the hand reading as printed. `extra` are occurrences beyond the hand reading.
    """

    total: int
    values: int
    units: int
    periods: int
    decimals: int
    measures: int
    misses: tuple[Miss, ...]
    signs: tuple[Miss, ...] = field(default=())
    extra: tuple[Stated, ...] = field(default=())

    @property
    def right(self) -> int:
        """How many cells have value (and with it scale), unit and period right."""
        return self.total - len(self.misses)

    @property
    def share(self) -> Decimal:
        """The share of cells wholly right, 1 for an empty reading."""
        return Decimal(self.right) / self.total if self.total else Decimal(1)

    def __str__(self) -> str:
        """Return the counts in one line."""
        parts = f"values {self.values}, units {self.units}, periods {self.periods}, decimals {self.decimals}"
        return (
            f"{self.right} of {self.total} cells right ({self.share:.2%}); {parts}, measures {self.measures}; "
            f"{len(self.signs)} differ in sign only; {len(self.extra)} occurrences beyond the reading"
        )


def read_cells(path: Path) -> list[Cell]:
    """Return the table cells of a hand reading; figures inside labels (without a column) are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_cell(row) for row in rows if row["column"]]


def relocate(cells: Iterable[Cell], places: Mapping[tuple[int, int], tuple[int, int]]) -> list[Cell]:
    """Return the cells at their places in a variant; `places` leads from each place there to the original's.

    Cells that the variant does not have are left out.
    """
    targets = defaultdict(list)
    for place, original in places.items():
        targets[original].append(place)
    return [
        replace(cell, line=line, column=column) for cell in cells for line, column in targets[cell.line, cell.column]
    ]


def read_stated(graph: Store | Path) -> list[Stated]:
    """Return the occurrences in table cells of a store or of a file of quads or triples."""
    nodes = _nodes(graph if isinstance(graph, Store) else _load(graph))
    return [_stated(node, nodes) for node in nodes.values() if GG.fact in node and GG.column in node]


def score(graph: Store | Path, cells: Path | Iterable[Cell]) -> Score:
    """Hold the occurrences of a graph against the cells of a hand reading.

    They meet by line and column. Where a place has several (a whole table on one source line, a range in one cell),
    those that agree most in print, value, period and unit are taken as the same.
    """
    expected = _by_place(read_cells(cells) if isinstance(cells, Path) else cells)
    found = _by_place(read_stated(graph))
    pairs: list[tuple[Cell, Stated | None]] = []
    extra: list[Stated] = []
    for place in sorted(expected.keys() | found.keys()):
        matched, unmatched = _pair(expected.get(place, []), found.get(place, []))
        pairs += matched
        extra += unmatched
    misses = [Miss(cell, stated, wrong) for cell, stated in pairs if (wrong := _wrong(cell, stated))]
    signs = [Miss(c, s, ("sign",)) for c, s in pairs if s and _is_value_right(c, s) and c.value != s.value]
    both = [(cell, stated) for cell, stated in pairs if stated]
    return Score(
        total=len(pairs),
        values=sum(_is_value_right(*pair) for pair in both),
        units=sum(_is_unit_right(*pair) for pair in both),
        periods=sum(_is_period_right(*pair) for pair in both),
        decimals=sum(c.decimals == s.decimals for c, s in both),
        measures=sum(c.measure == s.measure for c, s in both),
        misses=tuple(misses),
        signs=tuple(signs),
        extra=tuple(extra),
    )


def _cell(row: dict[str, str]) -> Cell:
    return Cell(
        line=int(row["line"]),
        column=int(row["column"]),
        printed=row.get("printed") or row.get("printed_text") or "",
        value=Decimal(row["value"]) if row["value"] else None,
        decimals=int(row["decimals"]) if row["decimals"] else None,
        unit=row["unit"].replace("gg:", ""),
        period=row["period"],
        measure=row["measure"],
        is_nil=row["nil"] == "true",
        label=row.get("label") or row.get("concept") or "",
    )


def _load(path: Path) -> Store:
    store = Store()
    store.bulk_load(path=str(path), format=FORMATS[path.suffix])
    return store


def _nodes(store: Store) -> dict[str, dict[str, list[str]]]:
    """Return the vocabulary's own properties of each subject."""
    nodes: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for quad in store:
        if quad.predicate.value.startswith(GG.iri) and isinstance(quad.subject, NamedNode):
            values = nodes[quad.subject.value].setdefault(quad.predicate.value, [])
            values.append(getattr(quad.object, "value", str(quad.object)))
    return dict(nodes)


def _stated(node: dict[str, list[str]], nodes: dict[str, dict[str, list[str]]]) -> Stated:
    fact = nodes[node[GG.fact][0]]
    concept = nodes.get(_first(fact, GG.concept), {})
    decimals = _first(node, GG.decimals)
    value = _first(node, GG.value)
    return Stated(
        line=int(node[GG.line][0]),
        column=int(node[GG.column][0]),
        printed=_first(node, GG.printedText),
        value=Decimal(value) if value else None,
        decimals=int(decimals) if decimals else None,
        unit=_unit(nodes.get(_first(fact, GG.unit), {})),
        period=_period(nodes.get(_first(fact, GG.period), {})),
        measure=_first(concept, GG.measure).removeprefix(GG.iri),
        is_nil=not value,
        label=_first(node, GG.label),
    )


def _first(node: dict[str, list[str]], name: str) -> str:
    return node.get(name, [""])[0]


def _unit(node: dict[str, list[str]]) -> str:
    parts = [sorted(_measure(iri) for iri in node.get(name, [])) for name in (GG.numerator, GG.denominator)]
    return "/".join("*".join(part) for part in parts if part)


def _measure(iri: str) -> str:
    return iri.removeprefix(ISO4217).removeprefix(XBRLI.iri).removeprefix(GG.iri)


def _period(node: dict[str, list[str]]) -> str:
    if GG.date in node:
        return node[GG.date][0]
    return f"{node[GG.startDate][0]}/{node[GG.endDate][0]}" if GG.startDate in node else ""


def _by_place(items: Iterable[Item]) -> dict[tuple[int, int], list[Item]]:
    places: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in items:
        places[item.line, item.column].append(item)
    return places


def _pair(cells: list[Cell], found: list[Stated]) -> tuple[list[tuple[Cell, Stated | None]], list[Stated]]:
    ranked = sorted(
        ((_agreement(cell, stated), i, j) for i, cell in enumerate(cells) for j, stated in enumerate(found)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs = [(cell, found[partner[i]] if i in partner else None) for i, cell in enumerate(cells)]
    told = {replace(found[j], label="") for j in taken}  # one figure may state two facts: "basic and diluted"
    return pairs, [one for j, one in enumerate(found) if j not in taken and replace(one, label="") not in told]


def _agreement(cell: Cell, stated: Stated) -> int:
    prints = _digits(cell.printed) == _digits(stated.printed)
    marks = (prints, _is_value_right(cell, stated), _is_period_right(cell, stated), _is_unit_right(cell, stated))
    return sum(weight * mark for weight, mark in zip((8, 4, 2, 1), marks, strict=True))


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _wrong(cell: Cell, stated: Stated | None) -> tuple[str, ...]:
    if stated is None:
        return ("absent",)
    checks = {"value": _is_value_right, "unit": _is_unit_right, "period": _is_period_right}
    return tuple(name for name, is_right in checks.items() if not is_right(cell, stated))


def _is_value_right(cell: Cell, stated: Stated) -> bool:
    if cell.value is None or stated.value is None:
        return cell.is_nil and stated.value is None
    return abs(cell.value) == abs(stated.value)


def _is_unit_right(cell: Cell, stated: Stated) -> bool:
    return any(_admits(unit, stated.unit) for unit in cell.unit.split("|"))


def _admits(expected: str, unit: str) -> bool:
    """`count` admits a pure number and any unit of counting, `*` any unit."""
    top, _, bottom = expected.partition("/")
    numerator, _, denominator = unit.partition("/")
    return expected == "*" or (_admits_measure(top, numerator) and _admits_measure(bottom, denominator))


def _admits_measure(expected: str, measure: str) -> bool:
    return expected == measure or (expected == "count" and (measure == "pure" or measure in GG))


def _is_period_right(cell: Cell, stated: Stated) -> bool:
    return stated.period in cell.period.split("|")


def _main(graph: str, cells: str) -> None:
    result = score(Path(graph), Path(cells))
    print(result)
    for miss in result.misses:
        print("miss ", miss)
    for stated in result.extra:
        print("extra", f"{stated.line}.{stated.column} {stated.printed!r} ({stated.label})")


if __name__ == "__main__":
    _main(*sys.argv[1:])
