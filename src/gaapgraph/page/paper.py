"""The working paper of one figure: what it means, which rules reach it, and which other figures it leads to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from gaapgraph.document.place import describe_place
from gaapgraph.frozen_class import frozen
from gaapgraph.graph import show_period, show_unit
from gaapgraph.page.proof import show_number
from gaapgraph.page.verdict import Tick, worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaapgraph.graph import Figure
    from gaapgraph.model import Place
    from gaapgraph.page.anchor import Anchors
    from gaapgraph.page.meaning import Dimension, Mapping, Meanings
    from gaapgraph.page.proof import Step, Use, Working
    from gaapgraph.validation.check_result import CheckResult

__all__ = ["Link", "Links", "Paper", "Papers"]

_MOST_LINKS = 20_000  # between the prints of one fact: in twenty thousand cells they would be four hundred million
_FEWEST_LINKS = 2


@frozen
class Link:
    """A figure that a paper leads to.

    Attributes:
        target: Name of its working paper in the page.
        place: Its line, with the document where it is another one.
        state: How the rule between the two stands: `exact`, `rounding`, `broken`, or empty.
    """

    target: str
    text: str
    label: str
    place: str
    tick: Tick
    state: str = ""
    code: str = ""


@frozen
class Links:
    """Figures that a paper leads to, the first of many.

    Attributes:
        shown: Those that are listed.
        more: How many others there are.
    """

    shown: tuple[Link, ...] = ()
    more: int = 0

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self.shown)


@frozen
class Paper:
    """One working paper.

    Attributes:
        name, printed_at, line: Names of places in the page: of the paper, of the print, of its source line.
        where: What it stands in, as people say it.
        meaning: Value and unit.
        notes: Where print and meaning part, and what else is said of the print.
        workings: Rules in which this figure is the one that is checked, each step with its figure.
        uses: Figures for which this one is an operand.
        elsewhere: Other prints of the same fact.
    """

    figure: Figure
    name: str
    printed_at: str
    line: str
    where: str
    tick: Tick
    meaning: str
    accuracy: str
    period: str
    concept: str
    concept_name: str
    concept_at: str
    dimensions: tuple[Dimension, ...]
    mapping: Mapping | None
    notes: tuple[str, ...]
    results: tuple[tuple[str, CheckResult], ...]
    workings: tuple[tuple[Working, tuple[tuple[Step, Link | None], ...]], ...]
    uses: Links
    elsewhere: Links
    also: Links


class Papers:
    """Writes the working papers of all figures.

    Args:
        figures: Of all documents.
        anchors: Names in the page.
        meanings: Of the facts.
        ticks: By occurrence; likewise `workings` and `uses`.
        results: Each with its name in the page.
        documents: File names by the IRI of the report.
    """

    def __init__(
        self,
        figures: Sequence[Figure],
        anchors: Anchors,
        *,
        meanings: Meanings,
        ticks: dict[str, Tick],
        workings: dict[str, tuple[Working, ...]],
        uses: dict[str, tuple[Use, ...]],
        results: Iterable[tuple[str, CheckResult]],
        documents: dict[str, str],
    ) -> None:
        self._documents = documents
        self.anchors, self.meanings = anchors, meanings
        self._ticks, self._workings, self._uses = ticks, workings, uses
        self._by_iri = {figure.iri: figure for figure in figures}
        self._by_fact: dict[str, list[Figure]] = {}
        self._by_place: dict[tuple[str, Place], list[Figure]] = {}
        for figure in figures:
            self._by_fact.setdefault(figure.fact.iri, []).append(figure)
            self._by_place.setdefault(_place(figure), []).append(figure)
        self._results: dict[str, list[tuple[str, CheckResult]]] = {}
        for name, result in results:
            for iri in result.prints:
                self._results.setdefault(iri, []).append((name, result))

    def tick(self, *figures: Figure) -> Tick:
        """Return the tick of a print that states these facts."""
        return worst(self._ticks.get(figure.iri, Tick.unreached) for figure in figures)

    def name_print(self, figure: Figure) -> str:
        """Return the name of the place where a figure is printed; a print of two facts has one name."""
        return self.anchors.figure(self._by_place[_place(figure)][0].iri)

    def find(self, occurrences: Iterable[str]) -> list[Figure]:
        """Return the figures of occurrences, by IRI, that the page shows."""
        return [self._by_iri[iri] for iri in occurrences if iri in self._by_iri]

    def of_fact(self, fact: str) -> list[Figure]:
        """Return the prints of a fact, those in primary statements first."""
        return sorted(self._by_fact.get(fact, ()), key=lambda figure: not figure.is_primary)

    def write(self, figure: Figure, report: str, where: str) -> Paper:
        """Return the working paper of a figure.

        Args:
            figure: Of the report.
            report: IRI of the report.
            where: What it stands in, such as the title of its table.
        """
        concept = self.meanings.concepts.get(figure.concept)
        workings = [each for each in self._workings.get(figure.iri, ()) if self._is_shown(each)]
        return Paper(
            figure=figure,
            name=self.anchors.working(figure.iri),
            printed_at=self.name_print(figure),
            line=self.anchors.line(report, figure.line),
            where=where,
            tick=self.tick(figure),
            meaning=self._describe_value(figure),
            accuracy=_describe_accuracy(figure),
            period=show_period(figure.period),
            concept=concept.label if concept is not None else self.meanings.short(figure.concept),
            concept_name=self.meanings.short(figure.concept),
            concept_at=self.anchors.concept(figure.concept),
            dimensions=self.meanings.dimensions.get(figure.line_item or "", ()),
            mapping=self.meanings.mappings.get(figure.mapping or ""),
            notes=tuple(self._list_notes(figure)),
            results=tuple(self._results.get(figure.iri, ())),
            workings=tuple(
                (each, tuple((step, self._link_step(step, report)) for step in each.steps)) for each in workings
            ),
            uses=self._link_uses(figure, report),
            elsewhere=self._link_others(figure, self._by_fact[figure.fact.iri], report),
            also=self._link_others(figure, self._by_place[_place(figure)], report),
        )

    def _link_uses(self, figure: Figure, report: str) -> Links:
        uses = [
            use for use in self._uses.get(figure.iri, ()) if not use.is_repetition and use.occurrence in self._by_iri
        ]
        return Links(tuple(self._link(self._by_iri[use.occurrence], report, use.state, use.code) for use in uses))

    def _link_others(self, figure: Figure, figures: Sequence[Figure], report: str) -> Links:
        most = max(_FEWEST_LINKS, _MOST_LINKS // len(figures))
        others = (other for other in figures if other.iri != figure.iri)
        shown = tuple(self._link(other, report) for other in islice(others, most))
        return Links(shown, len(figures) - 1 - len(shown))

    def _is_shown(self, working: Working) -> bool:
        """Say whether an agreement of two places says more than the list of those places does."""
        return not working.is_repetition or working.state == "broken"

    def _link_step(self, step: Step, report: str) -> Link | None:
        figure = self._by_iri.get(step.occurrence or "")
        return None if figure is None else self._link(figure, report)

    def _link(self, figure: Figure, report: str, state: str = "", code: str = "") -> Link:
        label = figure.label or figure.head or self.meanings.label_item(figure.line_item or figure.concept)
        target = self.anchors.working(figure.iri)
        other = figure.report
        row = describe_place(replace(figure.place, column=None, offset=None))
        place = row if other == report else f"{row} of {self._documents.get(other, other)}"
        return Link(
            target=target, text=figure.text, label=label, place=place, tick=self.tick(figure), state=state, code=code
        )

    def _describe_value(self, figure: Figure) -> str:
        if figure.number is None:
            if figure.value is not None:
                return str(figure.value)
            return "nil: a dash is printed" if figure.fact.is_nil else "no number"
        unit = show_unit(figure.unit)
        return f"{show_number(figure.number)} {unit if unit != 'pure' else ''}".strip()

    def _list_notes(self, figure: Figure) -> Iterable[str]:
        if figure.printed_value is not None:
            yield f"As it is printed it would be {show_number(figure.printed_value)}."
        if figure.printed_period is not None:
            yield f"The print dates it to {show_period(figure.printed_period)}."
        if figure.printed_concept is not None:
            yield f"The print has it under the label of {self._name_concept(figure.printed_concept)}."
        if figure.copy_of is not None:
            original = self._by_iri.get(figure.copy_of)
            at = f" of “{original.text}” in line {original.line}" if original is not None else ""
            yield f"It is a misread second copy{at}."

    def _name_concept(self, iri: str) -> str:
        concept = self.meanings.concepts.get(iri)
        return f"“{concept.label}”" if concept is not None else self.meanings.short(iri)


def _place(figure: Figure) -> tuple[str, Place]:
    """Return what tells prints apart: two facts that one print states stand at the same place."""
    return figure.document, figure.place


def _describe_accuracy(figure: Figure) -> str:
    if figure.number is None:
        return ""
    about = ", stated as approximate" if figure.is_approximate else ""
    if figure.decimals is None:
        return f"exact{about}"
    half = show_number(Decimal(5).scaleb(-figure.decimals - 1))
    return f"give or take {half}{about}"
