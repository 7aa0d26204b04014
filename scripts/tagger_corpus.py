"""The labels that filers printed, as tables of rows with the concept that the filer chose, from ../shared."""

from __future__ import annotations

import csv
import io
import lzma
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaapgraph.tag.label.feature import LabelledRow, LabelledTable
from gaapgraph.tag.label.lexicon import load_concepts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Chosen", "Filed", "describe_concepts", "life_of_concepts", "read_filed", "read_members", "read_modern"]

TYPES = {
    "monetaryItemType": "monetary",
    "sharesItemType": "shares",
    "perShareItemType": "perShare",
    "percentItemType": "percent",
    "pureItemType": "pure",
    "integerItemType": "integer",
    "decimalItemType": "decimal",
}
KINDS = {
    "balance sheet": "balance-sheet",
    "income": "income-statement",
    "cash flow": "cash-flow",
    "equity": "equity",
    "comprehensive income": "comprehensive-income",
}
STATEMENTS = {
    "BS": "balance-sheet",
    "IS": "income-statement",
    "CF": "cash-flow",
    "EQ": "equity",
    "CI": "comprehensive-income",
}
_GROUPS = ("[Abstract]", "[Line Items]", "[Roll Forward]", "[Table]", "[Domain]", "[Axis]")
_STANDARD = "us-gaap:"
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NEWEST, _FOREVER = 2025, 9999
Chosen = str  # local name of the concept, empty where it is the filer's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A table of a filing, with the concept that its filer chose for each row.

    Attributes:
        rows: The rows of the source, beside those of the table.
    """

    filer: str
    table: LabelledTable
    chosen: tuple[Chosen, ...]
    rows: tuple[dict[str, str], ...]


def read_modern(shared: Path) -> Iterator[Filed]:
    """Yield the tables of recent filings, from their presentation linkbases."""
    path = shared / "data/mapping/modern-labels.csv.xz"
    groups: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            groups[tuple(row[name] for name in ("filer", "year", "period", "source", "role", "role_title"))].append(row)
    for (filer, year, *_, title), group in groups.items():
        lines = list(_presented(sorted(group, key=lambda row: int(row["order"]))))
        if not lines:
            continue
        table = LabelledTable(
            rows=tuple(
                LabelledRow(
                    label=row["label"], headings=headings, period_type=row["period_type"], data_type=TYPES[row["type"]]
                )
                for row, headings in lines
            ),
            title=title,
            kind=KINDS.get(group[0]["kind"], ""),
            year=int(year or 2023),
        )
        chosen = tuple(
            row["concept"].partition(":")[2] if row["concept"].startswith(_STANDARD) else "" for row, _ in lines
        )
        yield Filed(filer=f"m{filer}", table=table, chosen=chosen, rows=tuple(row for row, _ in lines))


def _presented(rows: list[dict[str, str]]) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Yield the rows that can have figures, each with the headings above it."""
    path: list[tuple[int, str]] = []
    for row in rows:
        depth = int(row["depth"])
        while path and path[-1][0] >= depth:
            path.pop()
        if row["abstract"] == "1" or row["label"].endswith(_GROUPS):
            path.append((depth, row["label"]))
        elif row["type"] in TYPES and not row["concept"].startswith("dei"):
            yield row, tuple(text for _, text in path)


def read_filed(shared: Path) -> Iterator[Filed]:
    """Yield the statements of the filers of 2009, from the SEC's data sets."""
    groups: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    path = shared / "data/mapping/fsds-2009q3-us-label-tag.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            groups[row["adsh"], row["cik"], row["report"], row["stmt"]].append(row)
    for (_, filer, _, statement), group in groups.items():
        yield file_statement(f"o{filer}", statement, group)


def file_statement(filer: str, statement: str, group: list[dict[str, str]], year: int = 2009) -> Filed:
    """Return the rows of a statement as the SEC's data sets have them."""
    lines = sorted(group, key=lambda row: int(row["line"]))
    table = LabelledTable(
        rows=tuple(
            LabelledRow(
                label=row["label"],
                period_type={"I": "instant", "D": "duration"}.get(row["iord"], ""),
                data_type=row["datatype"],
            )
            for row in lines
        ),
        kind=STATEMENTS.get(statement, ""),
        year=year,
    )
    chosen = tuple(row["tag"] if row["version"].startswith("us-gaap") else "" for row in lines)
    return Filed(filer=filer, table=table, chosen=chosen, rows=tuple(lines))


def describe_concepts(tables: list[Filed]) -> Iterator[Filed]:
    """Yield a row for the standard label, and one for the name, of each concept that filers chose.

    Few filers chose most concepts, and fewer print the words by which the taxonomy tells them apart.
    """
    for name in sorted({one for filed in tables for one in filed.chosen if one}):
        known = load_concepts().get(name)
        if known is None:
            continue
        for label in sorted({known.label, _WORD_START.sub(" ", name)} - {""}):
            row = LabelledRow(label=label, period_type=known.period_type or "", data_type=known.data_type)
            table = LabelledTable(rows=(row,), year=_NEWEST)
            yield Filed(filer="taxonomy", table=table, chosen=(name,), rows=({},))


def read_members(shared: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield filer, label, axis and member of the members that filers presented; of their own members no name."""
    path = shared / "data/mapping/modern-labels.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        axes: list[tuple[int, str]] = []
        last = ("", "")
        for row in csv.DictReader(file):
            place = row["filer"], row["role"]
            depth = int(row["depth"])
            if place != last:
                axes, last = [], place
            while axes and axes[-1][0] >= depth:
                axes.pop()
            if row["concept"].endswith("Axis"):
                axes.append((depth, row["concept"]))
            elif axes and (row["concept"].endswith("Member") or row["label"].endswith("[Member]")):
                yield row["filer"], row["label"], axes[-1][1], row["concept"]


def life_of_concepts(shared: Path) -> dict[str, tuple[int, int]]:
    """Return the first and the last year in which a concept stood in the taxonomy, as far as the years at hand tell."""
    years: dict[str, set[int]] = defaultdict(set)
    retired: dict[str, int] = {}
    for year in (2009, 2011):
        with (shared / f"data/taxonomy/us-gaap-{year}-concepts.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                years[row["name"]].add(year)
    with lzma.open(shared / "data/mapping/us-gaap-2025-concepts.csv.xz", "rb") as file:
        for row in csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", newline="")):
            if row["prefix"] in ("us-gaap", "srt"):
                years[row["name"]] |= {int(year) for year in row["years"].split()}
                if row["deprecated"]:  # it stays in the taxonomy for some years, in which nobody is to use it
                    retired[row["name"]] = int(row["deprecated"])
    # between the years at hand nothing is known: a concept of 2011 that 2022 lacks ended in between, at the latest 2021
    ends = {2009: 2010, 2011: 2021, 2025: 9999}
    starts = {2009: 0, 2022: 2012}
    return {
        name: (
            starts.get(min(found), min(found)),
            min(ends.get(max(found), max(found)), retired.get(name, _FOREVER)),
        )
        for name, found in years.items()
    }


def successors(tables: list[Filed], lives: dict[str, tuple[int, int]], year: int = 2024) -> dict[str, str]:
    """Return for concepts that ended what filers chose since for the labels it had, where most agree."""
    old: dict[str, Counter[str]] = defaultdict(Counter)
    new: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for filed in tables:
        for row, chosen in zip(filed.table.rows, filed.chosen, strict=True):
            label = " ".join(row.label.lower().split())
            if chosen and lives.get(chosen, (0, 0))[1] < year:
                old[chosen][label] += 1
            elif chosen and filed.table.year >= year - 5:
                new[label][chosen].add(filed.filer)
    found = {}
    for concept, labels in sorted(old.items()):
        votes: Counter[str] = Counter()
        for label, count in labels.items():
            for other, filers in new[label].items():
                votes[other] += min(count, 5) * len(filers)
        first = max(sorted(votes), key=lambda name: votes[name], default="")
        if first and votes[first] >= 5 and votes[first] * 2 > sum(votes.values()):
            found[concept] = first
    return found
