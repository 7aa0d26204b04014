"""The concepts and members that a document names: those of the catalogue, and those that are made for it."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gaapgraph.iri import mint_iri, upper_camel
from gaapgraph.language.fold import clean_label, fold
from gaapgraph.model import Concept, Instant, Member
from gaapgraph.tag.figure.extension import item_type
from gaapgraph.tag.figure.line import is_plain_head
from gaapgraph.tag.figure.settlement import standard_concept
from gaapgraph.tag.label.member import find_member
from gaapgraph.vocabulary import BASE, GG, shorten_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.model import Fact
    from gaapgraph.reader.release import Figure
    from gaapgraph.tag.label.mapping import Mapping
    from gaapgraph.tag.profile.profile import Profile

__all__ = ["RANGE_ENDS", "DescribedTerms"]

RANGE_ENDS = {"low": "MinimumMember", "high": "MaximumMember"}
_RATES = frozenset(["percentItemType", "pureItemType"])
_WORDS = {
    "growth": "growth",
    "change": "change",
    "shareOfRevenue": "share of revenue",
    "shareOfAssets": "share of total assets",
    "ratio": "ratio",
}


@dataclass(slots=True)
class DescribedTerms:
    """What the report has to say of concepts and members, by IRI, beside what its profile knows of them.

    Attributes:
        guessed: Concepts of which only growth or a share was seen so far.
    """

    profile: Profile
    concepts: dict[str, Concept] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)

    def known(self, iri: str) -> Concept | None:
        """Return what the catalogue says of a concept, or for documents that nobody curated, the taxonomy."""
        known = self.profile.catalogue.concepts.get(iri)
        return known if known is not None or self.profile.is_curated else standard_concept(iri)

    def is_rate(self, base: str) -> bool:
        """Say whether a concept is itself a percentage, such as the effective tax rate: no share of it is meant."""
        known = None if self.profile.is_curated else self.known(base)
        return known is not None and known.data_type in _RATES

    def extend(self, name: str, kind: str | None, figure: Figure, anchor: str | None) -> str:
        """Return the concept of a name of the document's own, described as the figure is that it is first needed for.

        Args:
            name: Local name in the namespace of the profile.
            kind: Type of its values.
            figure: Of its row.
            anchor: A wider standard concept, where one is known: it is named where it is of the same kind, and its
                balance is that of its part.
        """
        iri = self.profile.namespace + name
        is_measured = figure.measure not in (None, "ratio")
        is_new = iri not in self.concepts or (iri in self.guessed and not is_measured)
        if is_new and iri not in self.profile.catalogue.concepts:
            if is_measured:
                self.guessed.add(iri)
            else:
                self.guessed.discard(iri)
            period_type = "instant" if isinstance(figure.period, Instant) else "duration"
            label = clean_label(figure.label or figure.head)
            self.concepts[iri] = self._anchored(Concept(iri, period_type, None, kind, label), anchor)
        return iri

    def _anchored(self, concept: Concept, anchor: str | None) -> Concept:
        """Return a concept with its anchor and the balance of that, where both are of the same kind."""
        wider = self.known(anchor) if anchor else None
        if wider is None or (wider.data_type, wider.period_type) != (concept.data_type, concept.period_type):
            return concept
        return replace(concept, anchor=anchor, balance=wider.balance)

    def describe_own(self, mapping: Mapping, figure: Figure) -> None:
        """Describe what a mapping names of the entity's own and its folder does not, as the row is that it maps."""
        label = clean_label(figure.label or figure.head)
        iri, own, known = mapping.object, self.profile.namespace, self.profile.catalogue
        if iri.startswith(own) and iri not in self.concepts and iri not in known.concepts:
            period_type = "instant" if isinstance(figure.period, Instant) else "duration"
            self.concepts[iri] = Concept(iri, period_type, None, item_type(figure), label)
        for _, member in mapping.dimensions:
            if member.startswith(own) and member not in known.members:
                self.members.setdefault(member, Member(member, label))

    def dimension(self, head: str) -> dict[str, str]:
        """Return the dimension that the head of a column makes, with its member; none where the head says nothing."""
        words = fold(head).rsplit(" ", 1)
        head = head[: -len(words[-1])].strip() if words[-1] in RANGE_ENDS else head
        if is_plain_head(head):
            return {}
        known = find_member(head) if not self.profile.is_curated else None
        if known is not None and known.member:
            self.members.setdefault(
                known.member, self.profile.catalogue.members.get(known.member, Member(known.member, head))
            )
            return {known.axis: known.member}
        member = f"{self.profile.namespace}{upper_camel(head)[:100]}Member"
        self.members.setdefault(member, Member(member, head))
        return {self.profile.namespace + "ColumnAxis": member}

    def measured(self, base: str, measure: str | None) -> str:
        """Return the concept of a measure of a base concept, made from the base's name where it has none of its own."""
        if measure is None:
            return base
        known = self.known(base)
        label = known.label if known else self.concepts[base].label if base in self.concepts else None
        iri = mint_iri("measure", base.removeprefix(BASE), measure)
        kind = "percentItemType" if measure != "change" else (known.data_type if known else None)
        self.concepts.setdefault(
            iri,
            Concept(
                iri,
                "instant" if measure == "shareOfAssets" else "duration",
                None,
                kind,
                f"{label or shorten_iri(base)}: {_WORDS[measure]}",
                measure_of=base,
                measure=GG.iri + measure,
            ),
        )
        return iri

    def describe(self, facts: Iterable[Fact]) -> None:
        """Describe every concept and member that facts name."""
        known = self.profile.catalogue
        concepts = ChainMap(known.concepts, self.concepts)
        for fact in facts:
            for iri in tuple(_with_bases(fact.dimensions.concept, concepts)):
                if iri not in self.concepts:
                    self.concepts[iri] = self.known(iri) or Concept(iri)
            for _, member in fact.dimensions.members:
                self.members.setdefault(member, known.members.get(member, Member(member)))


def _with_bases(iri: str, concepts: ChainMap[str, Concept]) -> Iterable[str]:
    yield iri
    concept = concepts.get(iri)
    if concept is not None:
        for other in (concept.measure_of, concept.anchor):
            if other:
                yield from _with_bases(other, concepts)
