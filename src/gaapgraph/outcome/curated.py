"""What became of risks, and how figures compare, as a person settled it: each row held against both documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from gaapgraph.errors import InputError
from gaapgraph.iri import mint_iri
from gaapgraph.model import Comparison, Evidence, Outcome, Place
from gaapgraph.tag.profile.curation import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from gaapgraph.model import Report
    from gaapgraph.tag.profile.curation import Row

    T = TypeVar("T")

__all__ = ["find_comparisons", "find_outcomes"]

OUTCOMES = ("realised", "partly", "notRealised", "opposite", "favourable", "reversed", "continuing", "restated")
COMPARABILITIES = ("equal", "part", "scopeDiffers", "componentsIncomplete", "restated")
Told = tuple["Report", "Sequence[str]"]


def find_outcomes(tables: Iterable[Path], earlier: Told, later: Told) -> tuple[list[Outcome], list[str]]:
    """Return what the tables about two documents settle, and one sentence on each row that does not hold.

    A table is about them if more than half of its rows hold.

    Args:
        tables: Files whose rows name a line and words of the earlier document, and words of the later one.
        earlier: The report that tells of the risks, and the lines of its document.
        later: The report that shows what came of them, and the lines of its document.

    Raises:
        InputError: A table cannot be read, or a row names an outcome that there is not.
    """
    return _read_tables(tables, lambda row: _settle_outcome(row, earlier, later))


def find_comparisons(tables: Iterable[Path], earlier: Told, later: Told) -> tuple[list[Comparison], list[str]]:
    """Return how tables say that figures of two documents compare, and one sentence on each row that does not hold.

    Args:
        tables: Files whose rows name lines and printed figures of both documents.
        earlier: The report that tells of the risks, and the lines of its document.
        later: The report that shows what came of them, and the lines of its document.

    Raises:
        InputError: A table cannot be read, or a row names a comparability that there is not.
    """
    return _read_tables(tables, lambda row: _settle_comparison(row, earlier, later))


def _read_tables(tables: Iterable[Path], settle: Callable[[Row], T]) -> tuple[list[T], list[str]]:
    """Return what the rows of those tables settle of which more than half hold."""
    settled: list[T] = []
    aside: list[str] = []
    for path in tables:
        kept, left = [], []
        for row in read_rows(path):
            try:
                kept.append(settle(row))
            except LookupError as exc:
                left.append(f"{row.where}: {exc.args[0]}; the row is set aside")
        if len(kept) > len(left):
            settled += kept
            aside += left
    return settled, aside


def _settle_comparison(row: Row, earlier: Told, later: Told) -> Comparison:
    kind = _name(row, "comparability", COMPARABILITIES)
    keys = []
    for column, told in (("earlier", earlier), ("later", later)):
        found = list(_find_evidence(row.many(column), told))
        for one in found:
            if not one.facts:
                raise LookupError(f"“{one.words}” in line {one.place.line} states no figure")
        keys.append(tuple(dict.fromkeys(key for one in found for key in one.facts)))
    return Comparison(kind, keys[0], keys[1], row["note"])


def _name(row: Row, column: str, known: Sequence[str]) -> str:
    """Return the IRI in the scheme of a column that a cell names."""
    if row[column] not in known:
        raise InputError(f"{row[column]!r} is no {column}", where=row.where, mend=f"one of {list(known)}")
    return mint_iri("scheme", column, row[column])


def _settle_outcome(row: Row, earlier: Told, later: Told) -> Outcome:
    kind = _name(row, "outcome", OUTCOMES)
    risk = row.number("risk")
    if all(one.place.line != risk for one in earlier[0].risks):
        raise LookupError(f"no risk is headed in line {risk}")
    return Outcome(
        Place(risk),
        _find_driver(row, risk, earlier) if row["line"] else None,
        kind,
        tuple(_find_evidence(row.many("evidence"), later)),
        row["note"],
    )


def _find_driver(row: Row, risk: int, earlier: Told) -> Place:
    report, lines = earlier
    line = row.number("line")
    offset = _find(lines, line, row["anchor"])
    for driver in report.drivers:
        if (driver.place.line, driver.risk.line) == (line, risk) and driver.place.offset in (None, offset):
            return driver.place
    raise LookupError(f"no driver of the risk in line {risk} is told at “{row['anchor']}”")


def _find_evidence(cells: Sequence[str], later: Told) -> Iterator[Evidence]:
    """Yield what each `line words` stands for; words that are a printed figure stand for the facts that it states."""
    report, lines = later
    for cell in cells:
        number, _, words = cell.partition(" ")
        offset = _find(lines, int(number) if number.isdigit() else 0, words)
        facts = [
            fact.dimensions
            for fact, one in report.occurrences
            if one.place.line == int(number) and one.printed_text == words
        ]
        yield Evidence(Place(int(number), None, offset), words, tuple(dict.fromkeys(facts)))


def _find(lines: Sequence[str], number: int, words: str) -> int:
    text = lines[number - 1] if 0 < number <= len(lines) else ""
    offset = text.find(words) if words else -1
    if offset < 0:
        raise LookupError(f"“{words}” does not stand in line {number}")
    return offset
