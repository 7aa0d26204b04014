"""Which facts later filings of the same entity supersede, where several reports are written together."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from gaapgraph.model import Instant, bounds, canonical
from gaapgraph.vocabulary import BASE
from gaapgraph.write.link import Stated, list_links
from gaapgraph.write.resource_name import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from typing import TextIO

    from gaapgraph.model import Fact, Report
    from gaapgraph.write.link import Link

__all__ = ["Supersession"]


class Supersession:
    """Watches reports as they are written, and tells at the end which facts are superseded.

    What one report states is kept on disk, and only once a second one comes, so that a data set fits.
    """

    def __init__(self, base: str = BASE) -> None:
        self._base = base
        self._entities: Counter[str] = Counter()
        self._first: Report | None = None
        self._spool: TextIO | None = None

    def watch(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield the reports as they come, and remember what they state."""
        for report in reports:
            self._entities[report.entity.iri] += 1
            if self._spool is not None:
                self._keep(report, self._spool)
            elif self._first is None:
                self._first = report
            else:
                self._spool = TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - lives with the writing
                self._keep(self._first, self._spool)
                self._keep(report, self._spool)
            yield report

    def close(self) -> None:
        """Give up what was noted on disk, also where the writing was stopped."""
        if self._spool is not None:
            self._spool.close()

    def links(self) -> Iterator[Link]:
        """Yield each superseded fact with each fact that supersedes it, in the order of their points."""
        if self._spool is None:
            return
        points: dict[str, list[Stated]] = defaultdict(list)
        repeated = {entity for entity, count in self._entities.items() if count > 1}
        self._spool.seek(0)
        for line in self._spool:
            if line.partition("\t")[0] in repeated:
                stated = _restore(line)
                points[stated.key].append(stated)
        yield from list_links(points[key] for key in sorted(points))
        self._spool.close()

    def _keep(self, report: Report, spool: TextIO) -> None:
        names, day = Names(report, self._base), _find_day(report)
        if day is None:
            return
        spool.writelines(
            f"{report.entity.iri}\t{fact.dimensions.key}\t{day}\t{names.report}\t{names.fact(fact.dimensions)}\t"
            f"{'' if fact.value is None else repr(str(fact.value))}\t"
            f"{_accuracy(fact) if isinstance(fact.value, Decimal) else 'text'}\n"
            for fact in report.facts
        )


def _accuracy(fact: Fact) -> str:
    return "exact" if fact.decimals is None else str(fact.decimals)


def _restore(line: str) -> Stated:
    entity, key, day, graph, fact, value, accuracy = line.rstrip("\n").split("\t")
    if accuracy == "text":
        low = high = ""
    else:
        number = Decimal(value.strip("'"))
        low, high = (canonical(one) for one in bounds(number, None if accuracy == "exact" else int(accuracy)))
    return Stated(entity=entity, key=key, day=day, graph=graph, fact=fact, value=value, low=low, high=high)


def _find_day(report: Report) -> date | None:
    """Return the day of issue, or where a document does not tell it, that of its newest balance."""
    periods = (fact.dimensions.period for fact in report.facts)
    return report.issued or max((one.date for one in periods if isinstance(one, Instant)), default=None)
