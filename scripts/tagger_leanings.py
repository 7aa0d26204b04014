"""Learn what filers of today lean to from inline filings: the weights of `gaapgraph.tag.label.leaning`.

The tag of each line is held against what its label, and the rows around it, make likely. Where what is missing points
the same way in all filings that show it, and these are several, a concept gains or loses in such surroundings: a
softmax over the candidates, with a penalty on every weight. What a single filing shows is not learned.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gaapgraph.tag.label.leaning import Leanings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["Case", "fit_leanings", "write_leanings"]

FILINGS = 2  # in which what is missing must point the same way
SHOWN = 0.5  # lines' worth of what is missing, so that a filing counts at all
SHARE = 0.5  # of what filings have where a concept comes first that must be another's, for that one to be offered
UNSURE = 0.5  # filings with the first concept's own that are supposed besides
MOSTLY = 0.4  # of the filings that a concept may be meant in must show what is missing
MEANT = 0.3  # the chance from which on it may
LESS = -0.5  # power of how many cases of a filing are alike, by which they weigh less
PENALTY = 3.0
STEPS, PACE = 80, 0.4
NEGLIGIBLE = 0.05

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A line: its candidates with their weights, the surroundings, and how often each concept is its tag."""

    filing: str
    found: tuple[tuple[str, float], ...]
    around: tuple[str, ...]
    tags: Counter[str]


@dataclass(slots=True)
class _Problem:
    """Candidates of all cases below each other: base weights, the keys of each, where cases start, which are right.

    Cases of one filing that have the same first candidate and the same tag weigh less the more they are.
    """

    base: np.ndarray
    keys: list[list[Key]]
    case: np.ndarray
    starts: np.ndarray
    right: np.ndarray
    filings: list[str]
    weight: np.ndarray

    def chances(self, scores: np.ndarray) -> np.ndarray:
        """Return the chance of each candidate among those of its case."""
        likely = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.case])
        return likely / np.add.reduceat(likely, self.starts)[self.case]


def fit_leanings(cases: Iterable[Case]) -> Leanings:
    """Return the leanings that the filings of some cases agree on."""
    known = list(cases)
    instead = _instead(known)
    problem = _pose(known, Leanings({}, instead))
    if problem is None:
        return Leanings()
    kept = _agreed(problem)
    weights = _solve(problem, kept)
    return Leanings({key: weight for key, weight in weights.items() if abs(weight) >= NEGLIGIBLE}, instead)


def _instead(cases: Sequence[Case]) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return what is mostly tagged where another concept comes first, in several filings, and how likely that is.

    Each filing counts once, however many of its lines have the concept first.
    """
    lines: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for case in cases:
        for tag in case.tags if case.found else ():
            lines[case.found[0][0]][case.filing][tag] += 1
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for first, filings in sorted(lines.items()):
        for tag in sorted({tag for tags in filings.values() for tag in tags} - {first}):
            shares = [tags[tag] / tags.total() for tags in filings.values()]
            if sum(share > 0 for share in shares) >= FILINGS and sum(shares) >= SHARE * len(shares):
                less = math.log(sum(shares) / (len(shares) + UNSURE))
                found[first] = (*found.get(first, ()), (tag, round(less, 3)))
    return found


def _pose(cases: Sequence[Case], leanings: Leanings) -> _Problem | None:
    base: list[float] = []
    keys: list[list[Key]] = []
    starts: list[int] = []
    right: list[int] = []
    filings: list[str] = []
    alike: list[tuple[str, str, str]] = []
    for case in cases:
        found = leanings.widen(case.found)
        names = [name for name, _ in found]
        for tag in sorted(case.tags):
            if tag in names:
                starts.append(len(base))
                right.append(len(base) + names.index(tag))
                filings.append(case.filing)
                alike.append((case.filing, names[0], tag))
                base += [weight for _, weight in found]
                keys += [[(name, where) for where in case.around] for name in names]
    if not starts:
        return None
    count = Counter(alike)
    return _Problem(
        base=np.array(base),
        keys=keys,
        case=np.repeat(np.arange(len(starts)), np.diff([*starts, len(base)])),
        starts=np.array(starts),
        right=np.array(right),
        filings=filings,
        weight=np.array([count[one] ** LESS for one in alike]),
    )


def _agreed(problem: _Problem) -> list[Key]:
    """Return the keys for which what is missing points the same way in all filings that show it, and enough do."""
    chances = problem.chances(problem.base)
    rest = -chances
    rest[problem.right] += 1
    rest *= problem.weight[problem.case]
    meant = chances >= MEANT
    meant[problem.right] = True
    missing: dict[Key, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    concerned: dict[Key, set[str]] = defaultdict(set)
    for at, left in enumerate(rest.tolist()):
        filing = problem.filings[problem.case[at]]
        for key in problem.keys[at]:
            missing[key][filing] += left
            if meant[at]:
                concerned[key].add(filing)
    kept = []
    for key, filings in missing.items():
        shown = [left > 0 for left in filings.values() if abs(left) >= SHOWN]
        if len(shown) >= max(FILINGS, MOSTLY * len(concerned[key])) and len(set(shown)) == 1:
            kept.append(key)
    return sorted(kept)


def _solve(problem: _Problem, kept: Sequence[Key]) -> dict[Key, float]:
    """Return the weights of some keys, by steps along the slope that are scaled by the curve."""
    number = {key: at for at, key in enumerate(kept)}
    pairs = [(at, number[key]) for at, keys in enumerate(problem.keys) for key in keys if key in number]
    rows, columns = (np.array(part, int) for part in zip(*pairs, strict=True)) if pairs else (np.zeros(0, int),) * 2
    weights = np.zeros(len(kept))
    for _ in range(STEPS):
        scores = problem.base + np.bincount(rows, weights[columns], len(problem.base))
        chances = problem.chances(scores)
        rest = -chances
        rest[problem.right] += 1
        rest *= problem.weight[problem.case]
        slope = np.bincount(columns, rest[rows], len(kept)) - PENALTY * weights
        spread = chances * (1 - chances) * problem.weight[problem.case]
        curve = np.bincount(columns, spread[rows], len(kept)) + PENALTY
        weights += PACE * slope / curve
    return {key: round(float(weight), 3) for key, weight in zip(kept, weights, strict=True)}


def write_leanings(leanings: Leanings, path: Path) -> None:
    """Write leanings as the program reads them."""
    lines = ["concept\tsurroundings\tinstead of\tweight\n"]
    lines += [f"{name}\t{where}\t\t{weight:.3f}\n" for (name, where), weight in sorted(leanings.weights.items())]
    for first, others in sorted(leanings.instead.items()):
        lines += [f"{name}\t\t{first}\t{weight:.3f}\n" for name, weight in others]
    path.write_text("".join(lines), encoding="utf-8")
