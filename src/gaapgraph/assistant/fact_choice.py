"""The one figure that a name, a company and a period mean; where several are meant, none is chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from gaapgraph.document.place import format_place
from gaapgraph.errors import InputError, NotFoundError
from gaapgraph.graph import Dataset, show_period, show_unit, thousands
from gaapgraph.model import Literal, canonical
from gaapgraph.question.naming import find_terms, list_nearest
from gaapgraph.question.phrase import find_periods, is_phrase
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Store

    from gaapgraph.graph import StatedFact

__all__ = ["FactChoice", "describe_fact"]

_MOST = 40


class FactChoice:
    """Finds facts by names as people write them.

    Args:
        store: The data.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.dataset = Dataset(store)

    def find(self, what: str, company: str = "", period: str = "", *, of: str = "") -> list[StatedFact]:
        """Return the facts that are meant, current ones only: of a total, unless a part is named.

        Args:
            what: A concept: `us-gaap:Revenues`, its label, or the words that a document prints.
            company: Any of its names; without it the one that reports.
            period: `2009-03-31`, `2008-04-01/2009-03-31`, `FY2008`, `4Q08`; without it all.
            of: Words of a member (segment, product, company) that the figure is about.

        Raises:
            NotFoundError: There is no such figure.
            InputError: Several companies are meant.
        """
        entities = self._find_entities(company)
        concepts = self._require("concept", what)
        periods = self._find_periods(period, entities)
        facts = [fact for concept in concepts for fact in self._list_facts(concept.value)]
        facts = [fact for fact in facts if fact.about.entity in {each.value for each in entities}]
        if not facts:
            raise NotFoundError("this company states no such figure", where=what, mend=self._name_others(entities))
        kept = [fact for fact in facts if not periods or self._has_period(fact, periods)]
        kept = [fact for fact in kept if self._is_of(fact, of)]
        if not kept:
            raise NotFoundError(f"no such figure {self._say(period, of)}", where=what, mend=self._list_there_is(facts))
        kept = self._agree_on_concept(kept, what)
        return sorted(kept, key=lambda fact: (str(fact.about.period), str(fact.about.unit), fact.iri))

    def _agree_on_concept(self, facts: list[StatedFact], what: str) -> list[StatedFact]:
        """Return the facts of the one concept that words mean; one that is only told within a label is not meant.

        Raises:
            InputError: Several are.
        """
        if len({fact.about.concept for fact in facts}) > 1:
            in_cells = [fact for fact in facts if any(each.is_cell for each in self.dataset.figures(fact=fact.iri))]
            facts = in_cells or facts
        concepts = sorted({self.dataset.name(fact.about.concept) for fact in facts})
        if len(concepts) > 1:
            mend = f"name one of {', '.join(concepts[:_MOST])}"
            raise InputError(f"{len(concepts)} concepts are called so, and none is chosen", where=what, mend=mend)
        return facts

    def find_one(self, what: str, company: str = "", period: str = "", *, of: str = "", unit: str = "") -> StatedFact:
        """Return the one fact that is meant.

        Raises:
            NotFoundError: There is none.
            InputError: Several are; they are told.
        """
        found = self.find(what, company, period, of=of)
        wanted = [fact for fact in found if not unit or show_unit(fact.about.unit).casefold() == unit.casefold()]
        originals = [fact for fact in wanted if fact.translation_of is None] or wanted
        points = {(fact.about.concept, fact.about.period, fact.about.unit, fact.about.dimensions) for fact in originals}
        values = {fact.value for fact in originals}
        if len(points) != 1 or len(values) != 1:
            told = "; ".join(self._tell(fact) for fact in (originals or found)[:8])
            raise InputError(
                f"{len(points)} figures are meant, and none is chosen: {told}",
                where=what,
                mend="name period, unit, or the part (of)",
            )
        return originals[0]

    def _find_entities(self, company: str) -> list[NamedNode]:
        reporters = sorted({entity for _, entity in self._pairs_of_reports()})
        if not company:
            if len(reporters) != 1:
                names = ", ".join(self.dataset.label(each) or each for each in reporters[:_MOST])
                raise InputError(f"{len(reporters)} companies report", where="company", mend=f"name one of {names}")
            return [NamedNode(reporters[0])]
        found = find_terms(self._store, "entity", company)
        if not found:
            words = company.casefold().split()
            labels = {each: (self.dataset.label(each) or "").casefold() for each in reporters}
            found = [NamedNode(each) for each, label in labels.items() if all(word in label for word in words)]
        if len(found) != 1:
            mend = list_nearest(self._store, "entity", company)
            raise NotFoundError(f"{len(found)} companies have this name", where=company, mend=mend)
        return found

    def _pairs_of_reports(self) -> list[tuple[str, str]]:
        reports = set(self.dataset.instances(GG.Report))
        return [pair for pair in self.dataset.pairs(GG.entity) if pair[0] in reports]

    def _require(self, kind: str, value: str) -> list[NamedNode]:
        found = find_terms(self._store, kind, value)
        if not found:
            mend = list_nearest(self._store, kind, value)
            raise NotFoundError(f"no {kind} is called so in the data", where=value, mend=mend)
        return found

    def _find_periods(self, period: str, entities: Sequence[NamedNode]) -> list[NamedNode]:
        if not period:
            return []
        if is_phrase(period):
            found = find_periods(self._store, period, entities)
        else:
            found = find_terms(self._store, "period", period)
        if not found:
            mend = list_nearest(self._store, "period", period)
            raise NotFoundError("no figure has this period", where=period, mend=mend)
        return found

    def _list_facts(self, concept: str) -> Iterable[StatedFact]:
        for iri in self.dataset.subjects(GG.concept, concept):
            fact = self.dataset.fact(iri)
            if fact is not None and not self.dataset.node(iri).texts(GG.supersededBy):
                yield fact

    def _has_period(self, fact: StatedFact, periods: Sequence[NamedNode]) -> bool:
        wanted = [self.dataset.period(each.value) for each in periods]
        return fact.about.period in wanted

    def _is_of(self, fact: StatedFact, of: str) -> bool:
        if not of:
            return not fact.about.dimensions
        told = " ".join(
            member.lexical if isinstance(member, Literal) else self.dataset.label(member) or self.dataset.name(member)
            for _, member in fact.about.dimensions
        ).casefold()
        return bool(told) and all(word in told for word in re.findall(r"\w+", of.casefold()))

    def _tell(self, fact: StatedFact) -> str:
        members = [str(self.dataset.label(str(member)) or member) for _, member in fact.about.dimensions]
        name = self.dataset.name(fact.about.concept)
        return ", ".join([name, show_period(fact.about.period), show_unit(fact.about.unit), *members])

    def _list_there_is(self, facts: Sequence[StatedFact]) -> str:
        told = list(dict.fromkeys(self._tell(fact) for fact in facts))
        return f"there is {'; '.join(told[:8])}{' …' if len(told) > 8 else ''}"

    def _name_others(self, entities: Sequence[NamedNode]) -> str:
        names = ", ".join(self.dataset.label(each.value) or each.value for each in entities)
        return f"{names} was looked at; ask for another concept with search"

    @staticmethod
    def _say(period: str, of: str) -> str:
        return " ".join(filter(None, (period and f"for {period}", of and f"of {of}"))) or "without a part named"


def describe_fact(dataset: Dataset, fact: StatedFact) -> dict[str, object]:
    """Return a fact with its receipt: what it is, what rounding allows, and every place that states it."""
    number = fact.number
    value = canonical(number) if number is not None else None if fact.value is None else str(fact.value)
    return {
        "concept": dataset.name(fact.about.concept),
        "label": dataset.label(fact.about.concept),
        "company": dataset.label(fact.about.entity) or fact.about.entity,
        "period": None if fact.about.period is None else show_period(fact.about.period),
        "unit": show_unit(fact.about.unit),
        "value": value,
        "shown": thousands(value) if number is not None and value is not None else value,
        "is_nil": fact.is_nil,
        "about": fact.is_approximate,
        "rounding": None if fact.interval is None else [canonical(end) for end in fact.interval],
        "parts": [
            {
                "axis": dataset.name(axis),
                "member": member.lexical
                if isinstance(member, Literal)
                else dataset.label(member) or dataset.name(member),
            }
            for axis, member in fact.about.dimensions
        ],
        "receipt": {
            "fact": fact.iri,
            "key": fact.key,
            "report": fact.report,
            "places": [
                {
                    "document": dataset.file_name(each.report),
                    "place": format_place(each.place),
                    "printed": each.text,
                    "label": each.label,
                }
                for each in dataset.figures(fact=fact.iri)
            ],
        },
    }
