"""Two sets of data held against each other: which reports belong together, and what differs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Quad, Store

from gaapgraph.compare.alignment import Alignment, align
from gaapgraph.compare.change import KINDS, Change, Comparison, Count
from gaapgraph.compare.fact_change import compare_facts, compare_values
from gaapgraph.compare.narrative_change import compare_narratives
from gaapgraph.compare.notice_change import compare_about, compare_notices, compare_rows
from gaapgraph.compare.reason import Reasons
from gaapgraph.compare.side import read_sides
from gaapgraph.errors import InputError, NotFoundError
from gaapgraph.graph import name_term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gaapgraph.compare.side import Side

__all__ = ["compare_stores"]

_LIKE = 0.5


def compare_stores(
    a: Store,
    b: Store,
    texts: Mapping[str, str] | None = None,
    *,
    with_results: bool = True,
    with_answers: bool = True,
) -> list[Comparison]:
    """Return a comparison for each pair of reports that belong together.

    Args:
        a: The first data.
        b: The second.
        texts: Of the documents that were given themselves, by their SHA-256.
        with_results: Run the rules on both.
        with_answers: Ask both the questions of the library.

    Raises:
        NotFoundError: One side has no report.
        InputError: No report of the one has anything to do with one of the other.
    """
    before, after = read_sides(a, texts or {}), read_sides(b, texts or {})
    for reports, which in ((before, "first"), (after, "second")):
        if not reports:
            raise NotFoundError(f"there is no report in the {which}", mend="give what gaapgraph build wrote")
    pairs = _pair(before, after)
    if not pairs:
        raise InputError(_describe_strangers(before, after), mend="give two reports of one entity")
    found = [_compare(here, there, a, b, with_results=with_results, with_answers=with_answers) for here, there in pairs]
    return [*found, *_list_alone(before, after, pairs)]


def _compare(here: Side, there: Side, a: Store, b: Store, *, with_results: bool, with_answers: bool) -> Comparison:
    alignment = align(here, there)
    is_whole = alignment.likeness >= _LIKE
    relation = "same" if here.sha256 and here.sha256 == there.sha256 else "versions" if is_whole else "reports"
    changes = [*compare_about(here, there)]
    if is_whole:
        reasons = Reasons(here, there, alignment)
        facts = [*compare_facts(here, there, alignment), *compare_rows(here, there, is_whole=True)]
        changes += [*facts, *compare_notices(here, there, alignment, reasons)]
        changes += compare_narratives(here, there, alignment)
    else:
        facts = [*compare_values(here, there), *compare_rows(here, there, is_whole=False)]
        changes += facts
    if relation == "same" and _is_same(a, here.report, b, there.report):
        with_results = with_answers = False
    with_results = with_results and is_whole and bool(here.figures and there.figures)
    old, new = (_extract(a, here.report), _extract(b, there.report)) if with_results or with_answers else (a, b)
    if with_results:
        from gaapgraph.compare.rule_change import compare_results  # the rules take longer than all the rest

        changes += compare_results(old, new, Reasons(here, there, alignment), facts)
    if with_answers:
        from gaapgraph.compare.answer_change import compare_answers

        lines = alignment.lines if is_whole else None
        names = {here.report: there.report, here.file: there.file}
        changes += compare_answers(old, new, names, lines, changes)
    counts = tuple(_count(here, there, alignment, is_whole=is_whole))
    unusable = len(here.dataset.unusable) + len(there.dataset.unusable)
    ordered = tuple(sorted(changes, key=_rank))
    return Comparison(
        before=here.file,
        after=there.file,
        relation=relation,
        entity=here.entity_name,
        changes=ordered,
        counts=counts,
        unusable=unusable,
    )


def _count(here: Side, there: Side, alignment: Alignment, *, is_whole: bool) -> Iterator[Count]:
    both = [key for key in here.figures if key in there.figures]
    same = [key for key in both if here.figures[key].value == there.figures[key].value]
    yield Count("facts with the same value in both", len(same))
    if is_whole:
        moved = sum(1 for line, now in alignment.lines.items() if line != now and line in alignment.same)
        yield Count("lines that only stand elsewhere", moved)
    else:
        yield Count("facts of the first alone", len(here.figures) - len(both))
        yield Count("facts of the second alone", len(there.figures) - len(both))


def _pair(a: list[Side], b: list[Side]) -> list[tuple[Side, Side]]:
    """Return pairs of reports: of the same name, else of the same file, else those that share most facts."""
    pairs: list[tuple[Side, Side]] = []
    rest_a, rest_b = list(a), list(b)
    scored = [
        (here.report != there.report, here.file != there.file, -len(here.figures.keys() & there.figures.keys()), i, j)
        for i, here in enumerate(a)
        for j, there in enumerate(b)
        if here.entity == there.entity
    ]
    for *_, i, j in sorted(scored):
        if a[i] in rest_a and b[j] in rest_b:
            pairs.append((a[i], b[j]))
            rest_a.remove(a[i])
            rest_b.remove(b[j])
    return sorted(pairs, key=lambda pair: pair[0].report)


def _list_alone(a: list[Side], b: list[Side], pairs: list[tuple[Side, Side]]) -> Iterator[Comparison]:
    """Yield the reports of one side that have no counterpart."""
    paired = {side.report for pair in pairs for side in pair}
    why = ("the other data have no report of this entity that is not paired already",)
    for side in a:
        if side.report not in paired:
            gone = Change(
                kind="report", change="removed", what=side.report, before=_describe(side), after=None, why=why
            )
            yield Comparison(side.file, "", "reports", side.entity_name, (gone,))
    for side in b:
        if side.report not in paired:
            new = Change(kind="report", change="added", what=side.report, before=None, after=_describe(side), why=why)
            yield Comparison("", side.file, "reports", side.entity_name, (new,))


def _describe(side: Side) -> str:
    return f"{side.file}, {len(side.figures):,} facts"


def _describe_strangers(a: list[Side], b: list[Side]) -> str:
    names = [", ".join(sorted({f"{side.entity_name} ({side.file})" for side in sides})[:3]) for sides in (a, b)]
    return f"the two have nothing to do with each other: one is of {names[0]}, the other of {names[1]}"


def _list_quads(store: Store, report: str) -> Iterator[Quad]:
    """Yield the graph of one report, named; data without named graphs get one, since questions ask of graphs."""
    name = name_term(report) or DefaultGraph()
    is_named = store.contains_named_graph(name)
    for quad in store.quads_for_pattern(None, None, None, name if is_named else DefaultGraph()):
        yield quad if is_named else Quad(quad.subject, quad.predicate, quad.object, name)


def _extract(store: Store, report: str) -> Store:
    """Return a store with the graph of one report alone."""
    found = Store()
    found.bulk_extend(_list_quads(store, report))
    return found


def _is_same(a: Store, report: str, b: Store, other: str) -> bool:
    """Say whether two reports are one graph, without a copy of either."""
    name = name_term(other) or DefaultGraph()
    home = name if b.contains_named_graph(name) else DefaultGraph()
    sizes = {sum(1 for _ in _list_quads(*each)) for each in ((a, report), (b, other))}
    shared = (Quad(each.subject, each.predicate, each.object, home) in b for each in _list_quads(a, report))
    return report == other and len(sizes) == 1 and all(shared)


def _rank(change: Change) -> tuple[object, ...]:
    kind, order = list(KINDS).index(change.kind), {"violation": 0, "warning": 1, "info": 2}
    if change.kind == "answer":  # in the order of the library
        return (kind,)
    is_minor = change.agreement in ("within rounding", "means the same")
    places = [place.order for place in change.before_at or change.after_at]
    return (kind, order.get(change.severity or "", 0), is_minor, min(places, default=()), change.what)
