"""Which arcs are in force: prohibition and overriding (XBRL 2.1 §3.5.3.9.7.5)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gaapgraph.dts.linkbase import Resource
from gaapgraph.dts.taxonomy_set import Relation
from gaapgraph.model import QName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gaapgraph.dts.linkbase import RawArc

    Found = tuple[str, RawArc, QName | None, QName | Resource | None]

__all__ = ["Found", "settle_arcs"]

_NUMBERS = frozenset({"decimal", "double", "float", "integer", "int", "long", "short", "nonNegativeInteger"})


def settle_arcs(
    arcs: Iterable[Found], types: Mapping[QName, str]
) -> Iterator[tuple[Relation | None, tuple[QName, Resource] | None]]:
    """Yield the relationships in force, each once: a relation between two elements, or an element and its resource.

    Of equivalent arcs the one of the highest priority stands; at equal priority a prohibiting one wins.

    Args:
        arcs: Document, arc, and what its ends lead to.
        types: The built-in type of each global attribute, by which attributes of arcs are equal or not.
    """
    for _, is_prohibited, (document, arc, source, target) in _find_strongest(arcs, types):
        if is_prohibited or source is None or target is None:
            continue
        if isinstance(target, Resource):
            yield None, (source, target)
            continue
        relation = Relation(
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
        )
        yield relation, None


def _find_strongest(arcs: Iterable[Found], types: Mapping[QName, str]) -> Iterable[tuple[int, bool, Found]]:
    """Return of equivalent arcs the one that stands, with its priority and whether it prohibits."""
    best: dict[object, tuple[int, bool, Found]] = {}
    for found in arcs:
        _, arc, source, target = found
        if source is None or target is None:
            continue
        others = tuple((name, _settle(name, value, types)) for name, value in arc.others)
        about = (arc.link, arc.kind, arc.role, arc.arcrole, source, target)
        key = (*about, arc.order, arc.weight, arc.attributes, others)
        rank = (arc.priority, arc.use == "prohibited")
        if key not in best or rank > best[key][:2]:
            best[key] = (*rank, found)
    return best.values()


def _settle(name: str, value: str, types: Mapping[QName, str]) -> object:
    """Return the value of an attribute of an arc, equal where its type says so; without a type it is its text."""
    kind = types.get(QName.of_tag(name), "")
    text = value.strip()
    if kind == "boolean":
        return text in ("true", "1")
    if kind in _NUMBERS:
        try:
            return Decimal(text)
        except InvalidOperation:
            return value
    return value
