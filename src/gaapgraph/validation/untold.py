"""What a check counts without telling each: results of a shape of which there are thousands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.shacl.rdf_term import SHACL
from gaapgraph.validation.check_result import CheckResult
from gaapgraph.validation.conclusion import NO_CODE, SEVERITIES
from gaapgraph.vocabulary import GG, shorten_iri

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from gaapgraph.shacl import ShapesGraph, Untold

__all__ = ["merge_untold", "tell_untold"]


def tell_untold(untold: Iterable[Untold], shapes: ShapesGraph, but: Container[str] = ()) -> Iterator[CheckResult]:
    """Yield one result for each constraint of which some were counted alone; it stands for all of these.

    Its severity is that of the shape: what was not looked at closely is never taken for less.

    Args:
        untold: Constraints with their numbers.
        shapes: They tell codes and families.
        but: IRIs of shapes whose results are told otherwise.
    """
    for one in untold:
        if one.shape.value in but:
            continue
        kind = one.component.removeprefix(SHACL).removesuffix("ConstraintComponent")
        yield CheckResult(
            code=shapes.graph.text(one.shape, GG.code) or NO_CODE,
            severity=SEVERITIES.get(one.severity, "violation"),
            shape=one.shape.value,
            family=shapes.graph.text(one.shape, GG.family) or "",
            message=(
                f"{one.count:,} further results of {shorten_iri(one.shape.value)} ({kind}) are counted and not listed: "
                f"there are {'more than ' if one.is_more else ''}{one.of:,} in all."
            ),
            count=one.count,
        )


def merge_untold(untold: Iterable[Untold]) -> list[Untold]:
    """Return each constraint once, with the numbers of all parts in which data are checked."""
    merged: dict[tuple[str, str], Untold] = {}
    for one in untold:
        key = (one.shape.value, one.component)
        before = merged.get(key)
        if before is not None:
            is_more = before.is_more or one.is_more
            one = replace(one, count=before.count + one.count, of=before.of + one.of, is_more=is_more)
        merged[key] = one
    return [merged[key] for key in sorted(merged)]
