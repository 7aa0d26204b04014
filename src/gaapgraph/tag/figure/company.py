"""What the rows of a table say of each other: a concept is likelier among those that it adds up with.

The standard calculations tell which concepts belong together. A row whose candidate is the total, the item or the
sibling of what other rows are taken for gains; a concept that a surer row of the table has already loses, unless the
two state other periods, as the balances at both ends of a period do. Among those that are nearly as likely the one wins
that filers choose beside the others. Across tables lines of the same figures speak for each other, and those of other
amounts against each other (`dispute`). How sure the first is then rests on both, too. Notes need it most, where labels
such as "Total", "Additions" or "Other" say little.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from gaapgraph.tag.figure.dispute import disputes, yield_to_surer
from gaapgraph.tag.figure.summation import load_calculations
from gaapgraph.tag.label.candidate import Offer, Standing, level
from gaapgraph.tag.label.leaning import names_interests, surroundings
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from gaapgraph.reader.release import Figure, Reading
    from gaapgraph.tag.figure.line import Line, Sheet
    from gaapgraph.tag.label.candidate import Proposer

    Candidates = Sequence[tuple[str, float]]
    Clash = Callable[[int, int], bool]

__all__ = ["clash_of", "confer", "corroborate", "offer_lines", "reconsider", "standings", "supports"]

# Natural logarithms, tried in halves on filings whose tags were stripped.
_TOTAL, _ITEMS, _SIBLINGS, _TAKEN = 0.5, 0.5, 0.5, 1.0
_MOST_ITEMS, _MOST_SIBLINGS = 3, 4
_MOST_TAKERS = 8
_SURE = 0.9
_CONSIDERED = 10
_SAME, _ONE_FIGURE = 1.2, 0.7
_DIGITS, _MOST_PEERS = 3, 12
_EQUALLY, _RIVALS, _BESIDE, _BESIDE_WEIGHT = 1.0, 4, 8, 0.4
_AROUND = 20  # rows above and below that are asked what goes with them: a table of ten thousand has no more to say


@cache
def _totals() -> Mapping[str, Sequence[str]]:
    """Return the totals of each concept, all by IRI."""
    totals: dict[str, list[str]] = defaultdict(list)
    for total, children in load_calculations().items():
        for child in children:
            totals[child].append(total)
    return totals


@cache
def _family(name: str) -> tuple[AbstractSet[str], AbstractSet[str], AbstractSet[str]]:
    """Return totals, items and siblings of a concept, all by their names; it is one of its siblings itself."""
    children = load_calculations()
    totals = _totals().get(US_GAAP + name, ())
    groups = (totals, children.get(US_GAAP + name, ()), *(children[total] for total in totals))
    own, items, *siblings = ({iri.removeprefix(US_GAAP) for iri in group} for group in groups)
    return own, items, set().union(*siblings)


def offer_lines(sheet: Sheet, proposer: Proposer) -> list[tuple[Offer, bool]]:
    """Return for each line of a table what may be meant by the best reading of its label, and if its head is part."""
    return [_offer(sheet, line, proposer) for line in sheet.lines]


def _offer(sheet: Sheet, line: Line, proposer: Proposer) -> tuple[Offer, bool]:
    best, takes_head, sureness = Offer(found=()), False, -1.0
    for row, names_head in line.variants():
        offer = proposer.offer(sheet.table, line.at, row=row, doubts=line.doubts(), limit=_CONSIDERED)
        sure = proposer.sureness(offer)
        if offer.found and sure > sureness:
            best, takes_head, sureness = offer, names_head, sure
        if sureness >= _SURE:
            break  # what the label says alone is sure: its head is a dimension
    return best, takes_head


def clash_of(sheet: Sheet, reading: Reading) -> Clash:
    """Return what says of two lines of a table that they cannot state one concept.

    They can under different heads, of different periods, and where a balance closes one period and opens the next: then
    each has a period that the other lacks, and in those of both they agree.
    """
    stated = [
        {(figure.period, figure.unit): figure.value for figure in (reading.figures[index] for index in line.figures)}
        for line in sheet.lines
    ]

    def clash(one: int, other: int) -> bool:
        if sheet.lines[one].key[-1] != sheet.lines[other].key[-1]:
            return False
        shared = stated[one].keys() & stated[other].keys()
        is_same = stated[one].keys() == stated[other].keys()
        return is_same or any(stated[one][key] != stated[other][key] for key in shared)

    return clash


def confer(sheets: Sequence[Sheet], reading: Reading, proposer: Proposer) -> list[list[tuple[Offer, bool]]]:
    """Return for each line of the tables of a document what may be meant by it in the light of the others.

    Args:
        sheets: All tables.
        reading: The document.
        proposer: Of the offers.

    Returns:
        By table and line: the offer, and whether the head of the column is part of what it is for.
    """
    asked = [offer_lines(sheet, proposer) for sheet in sheets]
    settled = [
        reconsider([offer for offer, _ in offers], proposer, clash_of(sheet, reading))
        for sheet, offers in zip(sheets, asked, strict=True)
    ]
    agreed = yield_to_surer(sheets, corroborate(sheets, settled, reading), reading, proposer)
    return [
        [(offer, takes_head) for offer, (_, takes_head) in zip(*each, strict=True)]
        for each in zip(_lean(sheets, agreed, proposer), asked, strict=True)
    ]


def _lean(sheets: Sequence[Sheet], offers: Sequence[Sequence[Offer]], proposer: Proposer) -> list[list[Offer]]:
    """Return the offers of a document, each with what filers of today lean to in such a table of such a document."""
    labels = (label for sheet in sheets for line in sheet.lines for label in (line.row.label, *line.row.headings))
    has_interests = names_interests(labels)
    return [
        [proposer.lean(offer, surroundings(sheet.table.kind, has_interests=has_interests)) for offer in each]
        for sheet, each in zip(sheets, offers, strict=True)
    ]


def corroborate(sheets: Sequence[Sheet], offers: Sequence[Sequence[Offer]], reading: Reading) -> list[list[Offer]]:
    """Return the offers of a document, each with what lines of the same figures are taken for likelier.

    A note ends in the amount that the balance sheet has, and a table of segments in the revenue of the company.

    Args:
        sheets: All tables.
        offers: By table and line.
        reading: The document.
    """
    stated: dict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
    figures: dict[tuple[int, int], set[tuple[object, ...]]] = {}
    for table, sheet in enumerate(sheets):
        for at, line in enumerate(sheet.lines):
            keys = (_stated(reading.figures[index]) for index in line.figures)
            figures[table, at] = {key for key in keys if key is not None}
            for key in figures[table, at]:
                stated[key].append((table, at))
    settled = [list(each) for each in offers]
    for (table, at), own in figures.items():
        peers = Counter(peer for key in own if len(stated[key]) <= _MOST_PEERS for peer in stated[key])
        del peers[table, at]
        if peers and offers[table][at].found:
            bonus: dict[str, float] = {}
            for (other, place), count in peers.items():
                for name, weight in offers[other][place].found:
                    share = math.exp(weight) * (1.0 if count > 1 else _ONE_FIGURE)
                    bonus[name] = max(bonus.get(name, 0.0), share)
            found = [(name, weight + _SAME * bonus.get(name, 0.0)) for name, weight in offers[table][at].found]
            levelled = sorted(level(found, offers[table][at].found), key=lambda one: -one[1])
            settled[table][at] = replace(offers[table][at], found=tuple(levelled))
    return settled


def _stated(figure: Figure) -> tuple[object, ...] | None:
    """Return what a figure states, where it has digits enough not to be met by chance."""
    if figure.value is None or figure.measure is not None:
        return None
    digits = "".join(map(str, figure.value.as_tuple().digits)).strip("0")
    return (figure.period, figure.unit, abs(figure.value)) if len(digits) >= _DIGITS else None


def standings(
    sheets: Sequence[Sheet], offers: Sequence[Sequence[Offer]], reading: Reading, proposer: Proposer
) -> list[list[Standing]]:
    """Return by table and line how the first concept of each stands among what the others are taken for."""
    return [
        [Standing(support, share) for support, share in zip(supports(table, proposer), shares, strict=True)]
        for table, shares in zip(offers, disputes(sheets, offers, reading), strict=True)
    ]


def supports(offers: Sequence[Offer], proposer: Proposer) -> list[float]:
    """Return how well the first concept of each row goes with those of the rows around."""
    companions, sure = proposer.classifier.companions, _sure(offers)
    return [companions.support(first[0], _around(sure, at, _AROUND)) if first else 0.0 for at, first in enumerate(sure)]


def reconsider(offers: Sequence[Offer], proposer: Proposer, clash: Clash | None = None) -> list[Offer]:
    """Return the offers for the rows of one table, each with what is likelier among the others first.

    Args:
        offers: Of the rows, in their order.
        proposer: That made them.
        clash: Says of two rows that they cannot state one concept; None where any two cannot.
    """
    first = Counter(offer.found[0][0] for offer in offers if offer.found)
    present = frozenset(first)
    weighed = [_weigh(offer.found, present, first) for offer in offers]
    order = sorted(range(len(offers)), key=lambda at: -proposer.sureness(offers[at]))
    taken: dict[str, list[int]] = defaultdict(list)
    settled = list(offers)
    for at in order:
        found = [(name, weight - _TAKEN * _is_taken(taken.get(name, ()), at, clash)) for name, weight in weighed[at]]
        settled[at] = replace(offers[at], found=tuple(sorted(level(found, offers[at].found), key=lambda one: -one[1])))
        for name, _ in settled[at].found[:1]:
            taken[name].append(at)
    return _accompany(settled, proposer)


def _accompany(offers: Sequence[Offer], proposer: Proposer) -> list[Offer]:
    """Return the offers for the rows of one table; among equals the one first that filers choose beside the others."""
    sure = _sure(offers)
    settled = []
    for at, offer in enumerate(offers):
        rivals = [one for one in offer.found[:_RIVALS] if one[1] > offer.found[0][1] - _EQUALLY]
        around = _around(sure, at, _BESIDE) if len(rivals) > 1 else []
        if around:
            weigh = proposer.classifier.companions.support
            found = level([(name, weight + _BESIDE_WEIGHT * weigh(name, around)) for name, weight in rivals], rivals)
            rest = offer.found[len(rivals) :]
            offer = replace(offer, found=(*sorted(found, key=lambda one: -one[1]), *rest))
        settled.append(offer)
    return settled


def _sure(offers: Sequence[Offer]) -> list[tuple[str, float] | None]:
    """Return what each row is taken for with how sure that is, in [0, 1]."""
    return [(offer.found[0][0], math.exp(min(offer.found[0][1], 0.0))) if offer.found else None for offer in offers]


def _around(sure: Sequence[tuple[str, float] | None], at: int, reach: int) -> list[tuple[str, float]]:
    """Return what the rows up to so far above and below are taken for."""
    return [one for one in (*sure[max(0, at - reach) : at], *sure[at + 1 : at + 1 + reach]) if one]


def _is_taken(others: Sequence[int], at: int, clash: Clash | None) -> bool:
    return any(clash is None or clash(at, other) for other in others[:_MOST_TAKERS])


def _weigh(found: Candidates, present: frozenset[str], first: Counter[str]) -> list[tuple[str, float]]:
    """Return the candidates of a row with what speaks for each among what the other rows are taken for."""
    none: AbstractSet[str] = frozenset()
    own = {found[0][0]} if found and first[found[0][0]] == 1 else none
    weighed = []
    for name, weight in found:
        totals, items, siblings = _family(name)
        bonus = _TOTAL * bool((totals & present) - own)
        bonus += _ITEMS * min(len((items & present) - own), _MOST_ITEMS) / _MOST_ITEMS
        bonus += _SIBLINGS * min(len((siblings & present) - own), _MOST_SIBLINGS) / _MOST_SIBLINGS
        weighed.append((name, weight + bonus))
    return weighed
