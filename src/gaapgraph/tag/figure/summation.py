"""Which lines of a table sum to which: layout, wording and standard calculations propose, arithmetic confirms.

A sum needs evidence beyond its arithmetic, for among a dozen numbers some always happen to sum: the words of a total,
lines set in below a heading, a calculation that the taxonomy knows, or two columns with three significant digits each.
Where there is such evidence, one failing column among two is no reason to drop the sum: it is how a wrong figure is
found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen
from gaapgraph.model import Arc
from gaapgraph.resource import ontology, read_rows
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gaapgraph.model import LineItem, Unit
    from gaapgraph.reader.release import Row

__all__ = [
    "SumLine", "find_sums", "is_sum_label", "is_total_label", "load_calculations", "load_filed_calculations",
]  # fmt: skip

_LONGEST = 26
_LONGEST_MIXED = 6
_LONGEST_BELOW = 12
_MOST_OPEN = 400  # lines above a total that may be its parts; no statement has as many
_DIGITS = 3  # significant digits from which on a column counts as evidence
_ALONE_DIGITS = 4  # the same for the only column of a sum with differing signs
_TOTAL = re.compile(r"\btotal\b|^net\s+(?:cash|income|increase|decrease)|^balance", re.IGNORECASE)
_SUM = re.compile(
    r"""\b(?:sub)?totals?\b
    | ^(?:consolidated\s+)?(?:net|gross|operating)\s+
      (?:cash|income|increase|decrease|change|loss|earnings|profit|margin|sales|revenues?)
    | ^(?:income|loss|earnings|profit)\b.*\b(?:before|from\s+operations) | ^comprehensive\s+(?:income|loss)
    | \battributable\s+to\s+(?!.*(?:non-?controlling|minority|redeemable))
    | ^balances?\b | \b(?:end|close)\s+of\s+(?:the\s+)?(?:period|year|quarter) | \bnet$""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_OWNERS = late_pattern(r"\battributable\s+to\b", re.IGNORECASE)
_SHARED = 2  # what is attributable to the owners is income less what noncontrolling interests have of it
_NET_INCOME = late_pattern(r"^(?:consolidated\s+)?net\s+\(?(?:income|earnings|loss)\b", re.IGNORECASE)
Children = list[tuple[int, int]]
_YEARS = ("TwelveMonths", "YearTwo", "YearThree", "YearFour", "YearFive", "AfterYearFive")
_DUE = late_pattern(rf"({'|'.join(reversed(_YEARS))})$")


@frozen(kw_only=True)
class SumLine:
    """One row as sums see it.

    Attributes:
        sign: By which the print was multiplied to give the concept's value.
        is_total: The label calls it a total; `is_sum`: its words are those of a sum.
        values: By column, the value as printed and half a unit of its last digit.
    """

    row: Row
    item: LineItem
    sign: int
    values: Mapping[int, tuple[Decimal, Decimal]]
    unit: Unit | None
    is_total: bool
    is_sum: bool


@frozen
class _Fit:
    """How a sum holds.

    Attributes:
        good, bad: Columns that agree, and those that do not.
        digits: Significant digits of those that agree, fewest first.
        inexact: Columns that agree but for what rounding explains.
        missed: By how much those that do not agree are off, together.
    """

    good: int
    bad: int
    digits: tuple[int, ...]
    inexact: int
    missed: Decimal

    @property
    def is_striking(self) -> bool:
        """Whether two columns agree that hardly agree by chance."""
        return sum(count >= _DIGITS for count in self.digits) > 1

    @property
    def tells_of_misprint(self) -> bool:
        """Whether what agrees is enough to hold the rest against the document."""
        if self.good < self.bad or not self.bad:
            return False
        return self.digits[:1] >= (_DIGITS,) or (self.good > self.bad and sum(self.digits) > _DIGITS)


@dataclass(slots=True)
class _Column:
    """One column of a sum while its lines are added up.

    Attributes:
        value, half: Of the total, as printed, and half a unit of its last digit.
        rest: What the lines so far leave of it; `reach`: what the accuracy of all of them allows.
        found, filled: How many lines have a figure in it, and one that is not zero.
    """

    number: int
    value: Decimal
    half: Decimal
    rest: Decimal
    reach: Decimal
    found: int = 0
    filled: int = 0


def is_total_label(label: str) -> bool:
    """Say whether a label calls its row a total."""
    return _TOTAL.search(label) is not None


def is_sum_label(label: str) -> bool:
    """Say whether the words of a label are those of a sum, whether or not they call it a total.

    Figures without a label stand below a rule: they are a sum.

    >>> is_sum_label("Total current assets"), is_sum_label("Gross profit"), is_sum_label("Inventories")
    (True, True, False)
    """
    return not label.strip() or _SUM.search(label.strip()) is not None


@cache
def load_filed_calculations() -> dict[str, dict[str, int]]:
    """Return the calculations of the standard taxonomies with those that filers state between standard concepts."""
    found = {total: dict(children) for total, children in load_calculations().items()}
    for total, children in _read_calculations("filed-calculations.tsv").items():
        found.setdefault(total, {}).update(children)
    return found


@cache
def load_calculations() -> dict[str, dict[str, int]]:
    """Return the calculations of the standard taxonomies: weights of children by the total's concept, all by IRI."""
    return _read_calculations("calculations.tsv")


def _read_calculations(name: str) -> dict[str, dict[str, int]]:
    path = ontology() / "lexicon" / name
    found: dict[str, dict[str, int]] = {}
    for row in read_rows(path) if path.is_file() else ():
        found.setdefault(US_GAAP + row["total"], {})[US_GAAP + row["item"]] = int(row["weight"])
    return found


def find_sums(lines: list[SumLine]) -> list[tuple[Arc, ...]]:
    """Return the arcs of a table's calculations: a second network where a total is broken down above and below it.

    Args:
        lines: The rows of the table, in order.
    """
    below: dict[int, Children] = {}
    hidden: set[int] = set()
    for index in range(len(lines)):
        below[index] = _items_below(lines, index)
        hidden.update(child for child, _ in below[index])
    above: dict[int, Children] = {}
    # figures of another unit stand between the items: shares issued, in a sheet of equity
    open_lines: dict[Unit | None, list[int]] = {}
    for index in range(len(lines)):
        if index in hidden:
            continue
        alike = open_lines.setdefault(lines[index].unit, [])
        del alike[:-_MOST_OPEN]
        above[index] = _items_above(lines, alike, index)
        if taken := {child for child, _ in above[index]}:
            alike[:] = [other for other in alike if other not in taken]
        alike.append(index)
    first: dict[LineItem, list[Arc]] = {}
    second: dict[LineItem, list[Arc]] = {}
    for index in range(len(lines)):
        for children in (above.get(index, []), below[index]):
            arcs = _arcs(lines, index, children)
            if arcs:
                (second if arcs[0].source in first else first).setdefault(arcs[0].source, arcs)
    found = [tuple(arc for arcs in group.values() for arc in arcs) for group in (first, second)]
    return [tuple(_once(arcs)) for arcs in found if arcs]


def _once(arcs: tuple[Arc, ...]) -> list[Arc]:
    unique: dict[tuple[LineItem, LineItem], Arc] = {}
    for arc in arcs:
        unique.setdefault((arc.source, arc.target), arc)
    return list(unique.values())


def _arcs(lines: list[SumLine], total: int, children: Children) -> list[Arc]:
    """Return arcs whose weights hold for the values of the concepts, not for the print."""
    source = lines[total]
    if any(lines[child].item == source.item for child, _ in children):
        return []
    return [
        Arc(source.item, lines[child].item, order, weight=weight * lines[child].sign * source.sign)
        for order, (child, weight) in enumerate(children, 1)
    ]


def _items_above(lines: list[SumLine], candidates: list[int], total: int) -> Children:
    """Return the lines right above that sum to a line, with the weights of their prints; none where none do."""
    known = _known_children(lines, candidates, total)
    is_likely = lines[total].is_sum or bool(known)
    fits = list(_fit_longer(lines, total, candidates))
    if is_likely:
        mixed = _list_mixed(candidates)
        fits += [(children, fit) for children in mixed if (fit := _fit(lines, total, children)) is not None]
    columns = len(lines[total].values)
    believed = [
        (not _is_plain(children), fit.inexact, place, children)
        for place, (children, fit) in enumerate(fits)
        if not fit.bad and _is_believed(fit, children, is_likely=is_likely, columns=columns)
    ]
    if believed:
        return min(believed, key=lambda one: one[:3])[3]
    known_fit = _fit(lines, total, known) if known else None
    if known_fit is not None and known_fit.bad:
        whole = _whole_schedule(lines, known, total)
        if whole or _skips_years(lines, known):
            return whole
    if known and known_fit is not None and _is_known_sum(lines, known_fit, known, candidates):
        return known
    if not is_likely:
        return []
    block = _block_above(lines, candidates, total) if lines[total].is_total else []
    partial = [
        (fit.good - fit.bad, -fit.missed, -place, children)
        for place, (children, fit) in enumerate(fits)
        if (_is_plain(children) or (len(children) == _SHARED and _OF_OWNERS.search(lines[total].row.label)))
        and (fit.tells_of_misprint or (children == block and fit.good >= fit.bad > 0 and not fit.inexact))
    ]
    return max(partial, key=lambda one: one[:3])[3] if partial else []


def _whole_schedule(lines: list[SumLine], known: Children, total: int) -> Children:
    """Return all lines from the first known item to a total where they sum to it and the known ones do not; else none.

    In a schedule of what is due in each year, some years may by chance sum to another: "125, 64, 38, 23".
    """
    first = min(child for child, _ in known)
    children = [(index, 1) for index in range(first, total)]
    fit = _fit(lines, total, children)
    return children if fit is not None and fit.good and not fit.bad else []


def _skips_years(lines: list[SumLine], known: Children) -> bool:
    """Say whether a schedule of what is due in each year lacks years between those that it has: it is no whole sum."""
    named = [_DUE.search(lines[child].item.concept) for child, _ in known]
    years = {_YEARS.index(found[1]) for found in named if found is not None}
    return len(years) > 1 and max(years) - min(years) >= len(years)


def _block_above(lines: list[SumLine], candidates: list[int], total: int) -> Children:
    """Return the lines right above a total that are set in as deep, below one that is less so: a list of its own."""
    chosen: list[int] = []
    for index in reversed(candidates):
        if lines[index].row.depth < lines[total].row.depth:
            return [(child, 1) for child in reversed(chosen)]
        chosen.append(index)
    return []


def _list_mixed(candidates: list[int]) -> Iterator[Children]:
    """Yield the sums in which some lines above are taken off, the shortest first.

    Where nothing but arithmetic calls a line a sum, one of differing signs is never believed, so none is tried.
    """
    for size in range(2, min(len(candidates), _LONGEST_MIXED) + 1):
        first, *rest = candidates[-size:]
        for weights in product((1, -1), repeat=len(rest)):
            if -1 in weights:
                yield [(first, 1), *zip(rest, weights, strict=True)]


def _is_plain(children: Children) -> bool:
    return all(weight == 1 for _, weight in children)


def _is_believed(fit: _Fit, children: Children, *, is_likely: bool, columns: int) -> bool:
    """Say whether a sum that holds wherever it can be tried is more than chance."""
    if fit.is_striking and (is_likely or _is_plain(children)):
        return True
    if not is_likely or not fit.good or (fit.good < 2 and columns > 1):
        return False
    return _is_plain(children) or fit.good > 1 or fit.digits[0] >= _ALONE_DIGITS


def _is_known_sum(lines: list[SumLine], fit: _Fit, known: Children, candidates: list[int]) -> bool:
    """Say whether a calculation of the taxonomy stands as a sum although some column fails."""
    if fit.good >= fit.bad and fit.good:
        return True
    first = candidates.index(min(child for child, _ in known))
    is_whole = len(candidates) - first == len(known) and len(known) > 1
    return is_whole and fit.good + fit.bad == 1 and all(lines[child].item.dimensions == () for child, _ in known)


def _known_children(lines: list[SumLine], candidates: list[int], total: int) -> Children:
    """Return the lines above that standard taxonomies and filers add up to a line, with the weights of their prints."""
    weights = load_filed_calculations().get(lines[total].item.concept, {})
    if not weights:
        return []
    found = [
        (index, weights[lines[index].item.concept] * lines[index].sign * lines[total].sign)
        for index in candidates
        if lines[index].item.concept in weights and lines[index].item.dimensions == lines[total].item.dimensions
    ]
    return found if len(found) > 1 else []


def _items_below(lines: list[SumLine], total: int) -> Children:
    """Return the lines right below that sum to a heading line with figures of its own ("Total Revenues:")."""
    for size in range(2, min(len(lines) - total - 1, _LONGEST_BELOW) + 1):
        chosen = list(range(total + 1, total + 1 + size))
        if any(lines[index].row.depth <= lines[total].row.depth for index in chosen):
            return []
        if _NET_INCOME.match(lines[chosen[-1]].row.label.strip()):
            return []  # tax and net income, set in below income before tax, are no parts of it
        highest = min(lines[index].row.depth for index in chosen)
        direct = [index for index in chosen if lines[index].row.depth == highest]
        after = total + 1 + size
        ends = after >= len(lines) or lines[after].row.depth < highest
        pairs = [(index, lines[index].sign * lines[total].sign) for index in direct]
        fit = _fit(lines, total, pairs) if ends and len(pairs) > 1 else None
        columns = len(lines[total].values)
        if fit is not None and fit.good > fit.bad and (fit.good > 1 or columns == 1):
            return pairs
    return []


def _fit_longer(lines: list[SumLine], total: int, candidates: list[int]) -> Iterator[tuple[Children, _Fit]]:
    """Yield the lines right above that are added up, ever more of them, with how each sum holds where it can be tried.

    A sum is that of one line fewer and one line more: none is added up anew.
    """
    columns = _list_columns(lines[total])
    for size in range(1, min(len(candidates), _LONGEST) + 1):
        line = lines[candidates[-size]]
        if line.unit != lines[total].unit:
            return
        _add(columns, line, 1)
        fit = _judge(columns, size) if size > 1 else None
        if fit is not None:
            yield [(index, 1) for index in candidates[-size:]], fit


def _fit(lines: list[SumLine], total: int, children: Children) -> _Fit | None:
    """Return how a sum holds; None where units differ or no column can be tried."""
    if any(lines[index].unit != lines[total].unit for index, _ in children):
        return None
    columns = _list_columns(lines[total])
    for index, weight in children:
        _add(columns, lines[index], weight)
    return _judge(columns, len(children))


def _list_columns(total: SumLine) -> list[_Column]:
    return [_Column(number, value, half, value, half) for number, (value, half) in total.values.items() if value]


def _add(columns: list[_Column], line: SumLine, weight: int) -> None:
    for column in columns:
        part = line.values.get(column.number)
        if part is None:
            continue
        column.found += 1
        column.reach += part[1]
        if part[0]:
            column.filled += 1
            column.rest -= part[0] if weight == 1 else part[0] * weight


def _judge(columns: list[_Column], size: int) -> _Fit | None:
    """Return how a sum of so many lines holds; None where no column can be tried."""
    digits: list[int] = []
    bad = inexact = 0
    missed = Decimal(0)
    for column in columns:
        if not column.found:
            continue
        off = abs(column.rest)
        if off > column.reach:
            bad += 1
            missed += off
        elif column.filled > 1 or column.found == size:
            digits.append(_significant(column.value, column.half))
            inexact += column.rest != 0
    if not digits and not bad:
        return None
    return _Fit(len(digits), bad, tuple(sorted(digits)), inexact, missed)


def _significant(value: Decimal, half: Decimal) -> int:
    """Return how many digits of a value are significant, as its last printed digit tells."""
    step = half * 2 or Decimal(1)
    return len(str(int(abs(value) / step)))
