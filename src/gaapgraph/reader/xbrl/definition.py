"""What definition linkbases ask of facts: essence-alias and requires-element (XBRL 2.1 §5.2.6.2)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.model import Finding, Place, bounds
from gaapgraph.reader.xbrl.structure import settle_dimensions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaapgraph.dts import Taxonomy
    from gaapgraph.model import Fact
    from gaapgraph.reader.xbrl.expanded_name import NameBook
    from gaapgraph.reader.xbrl.reported import ReportedTuple

__all__ = ["find_definition_errors"]

_CODE = "GG-READ-XBRL-INVALID"
_ALIAS = "http://www.xbrl.org/2003/arcrole/essence-alias"
_REQUIRES = "http://www.xbrl.org/2003/arcrole/requires-element"


def find_definition_errors(
    facts: tuple[Fact, ...], taxonomy: Taxonomy, names: NameBook, tuples: Sequence[ReportedTuple] = ()
) -> Iterator[Finding]:
    """Yield aliases that differ from their essence, and concepts without those that they require.

    Where an essence is reported in several units, an alias is to be as one of them is.
    """
    relations = [one for one in taxonomy.relations if one.arcrole in (_ALIAS, _REQUIRES)]
    if not relations:
        return
    by_concept: dict[str, dict[object, list[Fact]]] = {}
    for fact in facts:
        about = fact.dimensions
        key = (about.entity, about.period, settle_dimensions(about.dimensions, taxonomy), about.parent)
        by_concept.setdefault(about.concept, {}).setdefault(key, []).append(fact)
    places = {names.iri(one.concept): one.place for one in reversed(tuples)}
    places |= {concept: _place(next(iter(found.values()))[0]) for concept, found in by_concept.items()}
    for relation in relations:
        source, target = names.iri(relation.source), names.iri(relation.target)
        if relation.arcrole == _REQUIRES:
            if source in places and target not in places:
                what = f"{relation.source.local} requires {relation.target.local}, which has no fact"
                yield Finding(_CODE, "violation", places[source], f"{what}.")
            continue
        essences, aliases = by_concept.get(source, {}), by_concept.get(target, {})
        for both in essences.keys() & aliases.keys():
            for alias in aliases[both]:
                if not any(_is_same(one, alias) for one in essences[both]):
                    what = f"{relation.target.local} is an alias of {relation.source.local} and has another value"
                    yield Finding(_CODE, "violation", _place(alias), f"{what}.")


def _is_same(one: Fact, other: Fact) -> bool:
    if one.value is None or other.value is None:
        return True
    if one.dimensions.unit != other.dimensions.unit:
        return False
    if isinstance(one.value, Decimal) and isinstance(other.value, Decimal):
        low, high = bounds(one.value, one.decimals)
        least, most = bounds(other.value, other.decimals)
        return low <= most and least <= high
    return one.value == other.value


def _place(fact: Fact) -> Place:
    return fact.occurrences[0].place
