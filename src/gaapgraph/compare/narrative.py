"""Risks, drivers, exposures, relationships and events, held against each other by their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.compare.change import Change
from gaapgraph.compare.wording import name_iri, quote
from gaapgraph.vocabulary import GG, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.compare.align import Alignment
    from gaapgraph.compare.side import Side

__all__ = ["compare_narratives"]

_PLACED = (GG.line, GG.offset, GG.document)
_LINE = re.compile(r"(?<=/)(\d+)(?=(@\d+)?$)")

Resource = dict[str, tuple[str, ...]]


def compare_narratives(a: Side, b: Side, alignment: Alignment) -> Iterator[Change]:
    """Yield the resources of the narrative that differ; what stands in another line only does not."""
    before = {_rename(iri, a, b, alignment): has for iri, has in a.narrative.items()}
    after = b.narrative
    old = {name: _settle(has, a, b, alignment) for name, has in before.items()}
    new = {name: _settle(has, b, b, alignment) for name, has in after.items()}
    for name in sorted(old.keys() & new.keys()):
        yield from _compare(old[name], new[name], before[name], after[name])
    # the names of exposures are digests of lines, so those that say the same are the same
    said_old = {tuple(sorted(old[name].items())) for name in old.keys() - new.keys()}
    said_new = {tuple(sorted(new[name].items())) for name in new.keys() - old.keys()}
    for name in sorted(old.keys() - new.keys()):
        if tuple(sorted(old[name].items())) not in said_new:
            yield _single(before[name], a, "removed")
    for name in sorted(new.keys() - old.keys()):
        if tuple(sorted(new[name].items())) not in said_old:
            yield _single(after[name], b, "added")


def _compare(old: Resource, new: Resource, here: dict[str, list[str]], there: dict[str, list[str]]) -> Iterator[Change]:
    for predicate in sorted(old.keys() | new.keys()):
        before, after = old.get(predicate, ()), new.get(predicate, ())
        if before != after:
            yield Change(
                "narrative",
                "changed",
                f"{_describe(there)}: {name_iri(predicate)}",
                ", ".join(map(name_iri, before)) or None,
                ", ".join(map(name_iri, after)) or None,
                before_at=_places(here),
                after_at=_places(there),
            )


def _single(has: dict[str, list[str]], side: Side, change: str) -> Change:
    text = quote(has[SKOS.prefLabel][0]) if SKOS.prefLabel in has else _ends(has, side)
    is_gone = change == "removed"
    return Change(
        "narrative",
        change,
        _describe(has),
        text if is_gone else None,
        None if is_gone else text,
        before_at=_places(has) if is_gone else (),
        after_at=() if is_gone else _places(has),
    )


def _describe(has: dict[str, list[str]]) -> str:
    kind = name_iri(min(has.get(RDF.type, [""]))).removeprefix("gg:")
    label = has.get(SKOS.prefLabel)
    return f"{kind} {quote(label[0])}" if label else kind


def _ends(has: dict[str, list[str]], side: Side) -> str:
    """Return what a resource without a label of its own links."""
    links = [value for name in (GG.subject, GG.relationshipRole, GG.object, GG.concept) for value in has.get(name, ())]
    links += has.get(GG.effect, [])
    return ", ".join(side.graph.get(link, {}).get(SKOS.prefLabel, [name_iri(link)])[0] for link in links)


def _settle(has: dict[str, list[str]], side: Side, other: Side, alignment: Alignment) -> Resource:
    renamed = {p: tuple(sorted(_rename(v, side, other, alignment) for v in values)) for p, values in has.items()}
    return {predicate: values for predicate, values in renamed.items() if predicate not in _PLACED}


def _rename(name: str, side: Side, other: Side, alignment: Alignment) -> str:
    """Return what the other side calls a resource that is named by its report and its line."""
    if side is other or not name.startswith(side.report):
        return name
    moved = _LINE.sub(lambda match: str(alignment.lines.get(int(match[1]), -int(match[1]))), name)
    return other.report + moved[len(side.report) :]


def _places(has: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(sorted(has.get(GG.line, ()), key=int))
