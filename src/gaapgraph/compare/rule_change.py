"""What the rules find in two versions of a report, by code and place."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.compare.change import Change
from gaapgraph.model import Place
from gaapgraph.validation.inspection import check_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pyoxigraph import Store

    from gaapgraph.compare.reason import Reasons
    from gaapgraph.validation.check_result import CheckResult

__all__ = ["compare_results"]

_KINDS = ("value", "meaning", "fact", "print", "accuracy", "place")
_MOST_CAUSES = 3
_NUMBER = re.compile(r"-?\d{3,}(?:\.\d+)?")

_Key = tuple[str, str, tuple[tuple[int, int | None], ...]]


def compare_results(a: Store, b: Store, reasons: Reasons, changes: Sequence[Change]) -> Iterator[Change]:
    """Yield the results of rules that appear or disappear, each with the changes that it rests on.

    Findings of the reader, which a check repeats, are left out.

    Args:
        a: The first report alone.
        b: The second.
        reasons: For the lines of the two.
        changes: Of facts and places.
    """
    lines = reasons.alignment.lines
    noticed = {note.code for side in (reasons.a, reasons.b) for note in side.notices}
    before, after = ([each for each in check_store(store).results if each.code not in noticed] for store in (a, b))
    here = Counter(_key(each, lambda line: lines.get(line, -line)) for each in before)
    there = Counter(_key(each, lambda line: line) for each in after)
    causes = _Causes([change for change in changes if change.kind in _KINDS], reasons)
    for each in _surplus(before, here - there, lambda line: lines.get(line, -line)):
        yield _found(each, "removed", causes.of(each, is_before=True))
    for each in _surplus(after, there - here, lambda line: line):
        yield _found(each, "added", causes.of(each, is_before=False))


class _Causes:
    """The changes of facts among which the causes of results are sought."""

    def __init__(self, changes: Sequence[Change], reasons: Reasons) -> None:
        self._changes = changes
        self._reasons = reasons
        self._by_fact: dict[str, Change] = {}
        for change in changes:
            for fact in change.facts:
                self._by_fact.setdefault(fact, change)

    def of(self, result: CheckResult, *, is_before: bool) -> tuple[str, ...]:
        """Return the changes of its own facts, else of figures between those it rests on, else what its line says."""
        own = dict.fromkeys(change for fact in result.facts if (change := self._by_fact.get(fact)) is not None)
        found = list(own) or self._list_named(result) or self._list_near(result, is_before=is_before)
        if found:
            more = [f"and {len(found) - _MOST_CAUSES} more changes"] if len(found) > _MOST_CAUSES else []
            return (*(change.summary for change in found[:_MOST_CAUSES]), *more)
        if result.at:
            return (self._reasons.for_line(result.at[0].line, is_before=is_before),)
        return ()

    def _list_named(self, result: CheckResult) -> list[Change]:
        """Return the changes to or from a value that the result tells."""
        told = set(_NUMBER.findall(result.message.replace(",", "")))
        return [
            one for one in self._changes if told & {(each or "").replace(",", "") for each in (one.before, one.after)}
        ]

    def _list_near(self, result: CheckResult, *, is_before: bool) -> list[Change]:
        """Return what changed in the columns of the wrong print, between the lines of the evidence."""
        columns = {where.column for where in result.at}
        if not is_before:
            return [one for one in self._changes if self._is_near(one.after_at, result, columns)] or [
                one for one in self._changes if self._is_near(one.before_at, result, columns, self._reasons.moved)
            ]
        return [one for one in self._changes if self._is_near(one.before_at, result, columns)]

    def _is_near(
        self,
        places: Sequence[Place],
        result: CheckResult,
        columns: set[int | None],
        move: Callable[[int], int] = int,
    ) -> bool:
        lines = result.lines or tuple(where.line for where in result.at)
        for place in places:
            is_cell = place.column is not None and place.offset is None
            if is_cell and place.column in columns and min(lines) <= move(place.line) <= max(lines):
                return True
        return False


def _found(result: CheckResult, change: str, why: tuple[str, ...]) -> Change:
    places = tuple(Place(where.line, where.column) for where in result.at)
    is_gone = change == "removed"
    return Change(
        kind="result",
        change=change,
        what=result.code,
        before=result.message if is_gone else None,
        after=None if is_gone else result.message,
        why=why,
        facts=result.facts,
        before_at=places if is_gone else (),
        after_at=() if is_gone else places,
        severity=result.severity,
    )


def _surplus(
    results: Sequence[CheckResult], surplus: Counter[_Key], move: Callable[[int], int]
) -> Iterator[CheckResult]:
    left = Counter(surplus)
    for each in results:
        key = _key(each, move)
        if left[key] > 0:
            left[key] -= 1
            yield each


def _key(result: CheckResult, move: Callable[[int], int]) -> _Key:
    places = tuple(sorted(((move(where.line), where.column) for where in result.at), key=str))
    return result.code, result.severity, places
