"""Which arcs are in force: prohibition and overriding (XBRL 2.1 §3.5.3.9.7.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.dts.linkbase import Resource
from gaapgraph.dts.taxonomy_set import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.dts.linkbase import RawArc
    from gaapgraph.model import QName

    Found = tuple[str, RawArc, QName | None, QName | Resource | None]

__all__ = ["settle_arcs"]


def settle_arcs(arcs: Iterable[Found]) -> Iterator[tuple[Relation | None, tuple[QName, Resource] | None]]:
    """Yield the relationships in force, each once: a relation between two elements, or an element and its resource.

    Of equivalent arcs the one of the highest priority stands; at equal priority a prohibiting one wins.
    """
    best: dict[object, tuple[int, bool, Found]] = {}
    for found in arcs:
        _, arc, source, target = found
        if source is None or target is None:
            continue
        key = (arc.link, arc.kind, arc.role, arc.arcrole, source, target, arc.order, arc.weight, arc.attributes)
        rank = (arc.priority, arc.use == "prohibited")
        if key not in best or rank > best[key][:2]:
            best[key] = (*rank, found)
    for _, is_prohibited, (document, arc, source, target) in best.values():
        if is_prohibited or source is None or target is None:
            continue
        if isinstance(target, Resource):
            yield None, (source, target)
            continue
        yield (
            Relation(
                link=arc.link,
                arc=arc.kind,
                role=arc.role,
                arcrole=arc.arcrole,
                source=source,
                target=target,
                order=arc.order,
                weight=arc.weight,
                attributes=arc.attributes,
                document=document,
                line=arc.line,
            ),
            None,
        )
