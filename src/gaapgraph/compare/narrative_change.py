"""Risks, drivers, exposures, relationships and events, held against each other by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.compare.change import Change
from gaapgraph.compare.description import quote
from gaapgraph.graph import read_whole
from gaapgraph.model import Place
from gaapgraph.vocabulary import GG, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gaapgraph.compare.alignment import Alignment
    from gaapgraph.compare.side import Side

__all__ = ["compare_narratives"]

_PLACED = (GG.line, GG.offset, GG.document)
_HEADED = (GG.RiskFactor, GG.RiskDriver)

Resource = dict[str, tuple[str, ...]]
Statements = dict[str, list[str]]


class _Telling:
    """The narrative of one side, its resources by names that both sides share.

    What is headed at a place is named by its kind and where the place stands in the second document, what links
    others by what it links; events and entities have names that do not depend on the report.
    """

    def __init__(self, side: Side, lines: Mapping[int, int] | None) -> None:
        self.side, self._lines = side, lines
        self._names: dict[str, str] = {}
        self.by_name = {self.name(iri): has for iri, has in side.narrative.items()}

    def name(self, iri: str) -> str:
        """Return the shared name of a resource."""
        if iri not in self._names:
            self._names[iri] = iri  # what links itself keeps its own name
            self._names[iri] = self._find_name(iri, self.side.narrative.get(iri, {}))
        return self._names[iri]

    def settle(self, has: Statements) -> Resource:
        """Return the statements of a resource under shared names, without its place."""
        return {
            predicate: tuple(sorted(map(self.name, values)))
            for predicate, values in has.items()
            if predicate not in _PLACED
        }

    def show(self, value: str) -> str:
        """Return a value as people read it."""
        is_known = value.startswith(("http://", "https://")) or bool(self.side.dataset.node(value).statements)
        return self.side.dataset.name(value) if is_known else value

    def _find_name(self, iri: str, has: Statements) -> str:
        kinds = has.get(RDF.type, [])
        kind = next((kind for kind in _HEADED if kind in kinds), None)
        if kind is not None:
            places = [f"{line}@{has.get(GG.offset, [''])[0]}" for line in self._move(has.get(GG.line, []))]
            return f"{kind} {' '.join(places)}"
        if GG.Exposure in kinds or GG.Relationship in kinds:
            said = self.settle(has)
            return f"{kinds[0]} {sorted(said.items())}"
        return iri

    def _move(self, lines: list[str]) -> list[int]:
        known = sorted(number for line in lines if (number := read_whole(line)) is not None)
        return known if self._lines is None else [self._lines.get(line, -line) for line in known]


def compare_narratives(a: Side, b: Side, alignment: Alignment) -> Iterator[Change]:
    """Yield the resources of the narrative that differ; what stands in another line only does not."""
    old, new = _Telling(a, alignment.lines), _Telling(b, None)
    for name in sorted(old.by_name.keys() & new.by_name.keys()):
        yield from _compare(old, new, old.by_name[name], new.by_name[name])
    for name in sorted(old.by_name.keys() - new.by_name.keys()):
        yield _single(old, old.by_name[name], "removed")
    for name in sorted(new.by_name.keys() - old.by_name.keys()):
        yield _single(new, new.by_name[name], "added")


def _compare(old: _Telling, new: _Telling, here: Statements, there: Statements) -> Iterator[Change]:
    before, after = old.settle(here), new.settle(there)
    for predicate in sorted(before.keys() | after.keys()):
        if before.get(predicate, ()) != after.get(predicate, ()):
            yield Change(
                "narrative",
                "changed",
                f"{_describe(new, there)}: {new.side.dataset.name(predicate)}",
                _show(old, here.get(predicate, [])),
                _show(new, there.get(predicate, [])),
                before_at=_places(here),
                after_at=_places(there),
            )


def _show(telling: _Telling, values: list[str]) -> str | None:
    return ", ".join(sorted(map(telling.show, values))) or None


def _single(telling: _Telling, has: Statements, change: str) -> Change:
    text = quote(has[SKOS.prefLabel][0]) if SKOS.prefLabel in has else _ends(telling, has)
    is_gone = change == "removed"
    return Change(
        "narrative",
        change,
        _describe(telling, has),
        text if is_gone else None,
        None if is_gone else text,
        before_at=_places(has) if is_gone else (),
        after_at=() if is_gone else _places(has),
    )


def _describe(telling: _Telling, has: Statements) -> str:
    kind = telling.side.dataset.name(min(has.get(RDF.type, [""]))).removeprefix("gg:")
    label = has.get(SKOS.prefLabel)
    return f"{kind} {quote(label[0])}" if label else kind


def _ends(telling: _Telling, has: Statements) -> str:
    """Return what a resource without a label of its own links."""
    links = [value for name in (GG.subject, GG.relationshipRole, GG.object, GG.concept) for value in has.get(name, ())]
    named = [telling.side.dataset.label(link) or telling.show(link) for link in links]
    return ", ".join([*named, *has.get(GG.effect, [])])


def _places(has: Statements) -> tuple[Place, ...]:
    lines = sorted(number for line in has.get(GG.line, ()) if (number := read_whole(line)) is not None)
    return tuple(Place(line) for line in lines)
