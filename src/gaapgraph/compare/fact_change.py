"""Facts and their places, held against each other: by key, and by the place that states them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.compare.change import Change
from gaapgraph.compare.description import describe_figure, describe_members, quote, show_value
from gaapgraph.compare.reason import Reasons
from gaapgraph.document.place import format_place
from gaapgraph.graph import describe_print

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.compare.alignment import Alignment
    from gaapgraph.compare.side import Side, Statement
    from gaapgraph.graph import Dataset, Figure
    from gaapgraph.model import Place

__all__ = ["compare_facts", "compare_values"]

_NAMES = ("concept", "entity", "period", "comparativePeriod", "unit", "language", "event")


def compare_values(a: Side, b: Side) -> Iterator[Change]:
    """Yield the facts that two different reports both state and to which they give different values or accuracies."""
    for key in [key for key in a.figures if key in b.figures]:
        before, after = a.figures[key], b.figures[key]
        at = f"{_places(before)} of the first, {_places(after)} of the second"
        if before.value != after.value:
            agreement = _agreement(before, after)
            word = "rounding explains it" if agreement == "within rounding" else "restated, or wrong in one of them"
            yield _value_change(before, after, [f"{word}: {at}"])
        elif _accuracy(before) != _accuracy(after):
            yield _accuracy_change(before, after, [f"printed to another accuracy: {at}"])


def compare_facts(a: Side, b: Side, alignment: Alignment) -> Iterator[Change]:
    """Yield what differs between two versions of a document: values, meanings, facts, prints and places."""
    reasons = Reasons(a, b, alignment)
    moved = _group_moves(a, b, alignment)
    for key in [key for key in a.figures if key in b.figures]:
        yield from _compare_same(a.figures[key], b.figures[key], alignment, reasons, b)
    explained = set()
    for (old, new), pairs in moved.items():
        yield _meaning_change(a.figures[old], b.figures[new], pairs, reasons)
        explained |= {place.iri for pair in pairs for place in pair}
    paired = {place.iri for place in alignment.places.values()}
    yield from _list_missing(a, b, {*alignment.places, *explained}, reasons, is_gone=True)
    yield from _list_missing(b, a, {*paired, *explained}, reasons, is_gone=False)


def _group_moves(a: Side, b: Side, alignment: Alignment) -> dict[tuple[str, str], list[tuple[Figure, Figure]]]:
    """Return the places that state another fact than before, by the keys of the two facts."""
    moves: dict[tuple[str, str], list[tuple[Figure, Figure]]] = {}
    for here in a.places:
        there = alignment.places.get(here.iri)
        if there is not None and a.key_of[here.fact.iri] != b.key_of[there.fact.iri]:
            moves.setdefault((a.key_of[here.fact.iri], b.key_of[there.fact.iri]), []).append((here, there))
    return moves


def _compare_same(
    before: Statement, after: Statement, alignment: Alignment, reasons: Reasons, b: Side
) -> Iterator[Change]:
    if before.value != after.value:
        yield _value_change(before, after, reasons.for_value(before, after))
        return
    if _accuracy(before) != _accuracy(after):
        yield _accuracy_change(before, after, reasons.for_value(before, after))
    for here in before.places:
        there = alignment.places.get(here.iri)
        if there is not None and b.key_of[there.fact.iri] == after.key and _print(here) != _print(there):
            yield Change(
                "print",
                "changed",
                describe_figure(before),
                *_show_prints(reasons.a.dataset, here, there),
                tuple(reasons.for_place(here, there)),
                agreement=None if here.value != there.value else "means the same",
                key=before.key,
                facts=(before.iri, after.iri),
                before_at=(here.place,),
                after_at=(there.place,),
            )


def _value_change(before: Statement, after: Statement, why: list[str]) -> Change:
    return Change(
        kind="value",
        change="changed",
        what=describe_figure(before),
        before=show_value(before.value),
        after=show_value(after.value),
        why=tuple(why),
        agreement=_agreement(before, after),
        key=before.key,
        facts=(before.iri, after.iri),
        before_at=_at(before.places),
        after_at=_at(after.places),
    )


def _accuracy_change(before: Statement, after: Statement, why: list[str]) -> Change:
    return Change(
        kind="accuracy",
        change="changed",
        what=describe_figure(before),
        before=_show_accuracy(before),
        after=_show_accuracy(after),
        why=tuple(why),
        key=before.key,
        facts=(before.iri, after.iri),
        before_at=_at(before.places),
        after_at=_at(after.places),
    )


def _meaning_change(
    before: Statement, after: Statement, pairs: list[tuple[Figure, Figure]], reasons: Reasons
) -> Change:
    differs = tuple(name for name in _NAMES if before.about.get(name) != after.about.get(name))
    if before.members != after.members:
        differs = (*differs, "dimensions")
    return Change(
        kind="meaning",
        change="changed",
        what=describe_figure(before),
        before=_show_dimensions(before, differs),
        after=_show_dimensions(after, differs),
        why=tuple(reasons.for_meaning(*pairs[0], differs)),
        differs=(*differs, *(("value",) if before.value != after.value else ())),
        facts=(before.iri, after.iri),
        before_at=_at(tuple(here for here, _ in pairs)),
        after_at=_at(tuple(there for _, there in pairs)),
    )


def _list_missing(side: Side, other: Side, known: set[str], reasons: Reasons, *, is_gone: bool) -> Iterator[Change]:
    """Yield facts of one side alone, and places of its facts that have no counterpart."""
    for figure in side.figures.values():
        places = tuple(place for place in figure.places if place.iri not in known)
        if not places and (figure.key in other.figures or figure.places):
            continue
        is_shared = figure.key in other.figures or len(places) < len(figure.places)
        text = show_value(figure.value) if not is_shared else "; ".join(place.text for place in places)
        why = dict.fromkeys(reasons.for_missing(place, is_gone=is_gone) for place in places)
        yield Change(
            kind="place" if is_shared else "fact",
            change="removed" if is_gone else "added",
            what=describe_figure(figure),
            before=text if is_gone else None,
            after=None if is_gone else text,
            why=tuple(why),
            key=figure.key,
            facts=(figure.iri,),
            before_at=_at(places) if is_gone else (),
            after_at=() if is_gone else _at(places),
        )


def _agreement(before: Statement, after: Statement) -> str:
    if before.fact.interval is None or after.fact.interval is None:
        return "beyond rounding"
    meets = before.fact.interval[0] <= after.fact.interval[1] and after.fact.interval[0] <= before.fact.interval[1]
    return "within rounding" if meets else "beyond rounding"


def _accuracy(figure: Statement) -> tuple[object, ...]:
    return (figure.fact.decimals, figure.fact.is_approximate)


def _show_accuracy(figure: Statement) -> str:
    about = "approximate, " if figure.fact.is_approximate else ""
    if figure.fact.interval is None:
        return f"{about}{show_value(figure.value)}"
    if figure.fact.decimals is None:
        return f"{about}exactly {show_value(figure.value)}"
    half = (figure.fact.interval[1] - figure.fact.interval[0]) / Decimal(2)
    return f"{about}{show_value(figure.value)} ± {show_value(half)}"


def _print(place: Figure) -> tuple[object, ...]:
    return (place.text, place.value, place.decimals, place.printed_value, place.printed_period, place.printed_concept)


def _show_prints(dataset: Dataset, here: Figure, there: Figure) -> tuple[str, str]:
    """Return two prints; where the texts are the same, what they mean, and where that is, what the print says."""
    if here.text != there.text:
        return quote(here.text), quote(there.text)
    if here.value != there.value:
        return show_value(here.value), show_value(there.value)
    return _show_printed(dataset, here), _show_printed(dataset, there)


def _show_printed(dataset: Dataset, place: Figure) -> str:
    parts = describe_print(dataset, place)
    if parts:
        return f"the print says {', '.join(parts)}"
    return f"the print says what it means, to {place.decimals or 'all'} decimals"


def _show_dimensions(figure: Statement, differs: tuple[str, ...]) -> str:
    about = figure.about
    parts = [about.get(name, f"no {name}") for name in differs if name != "dimensions"]
    if "dimensions" in differs:
        parts.append(describe_members(figure) or "no dimensions")
    return ", ".join(parts) or show_value(figure.value)


def _at(places: tuple[Figure, ...]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(one.place for one in places))


def _places(figure: Statement) -> str:
    names = [format_place(place) for place in _at(figure.places)]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "") or "no place"
