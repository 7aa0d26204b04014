"""One report for each submission of a data set."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.errors import ReadError
from gaapgraph.frozen_class import frozen
from gaapgraph.model import (
    Concept,
    Document,
    Duration,
    Fact,
    FactKey,
    Finding,
    Instant,
    Member,
    Occurrence,
    Period,
    Place,
    Report,
    Unit,
    shift_months,
)
from gaapgraph.reader.sec.archive import DataSet, Problem, TableError, split_row
from gaapgraph.reader.sec.dimension import member_label, read_dimensions
from gaapgraph.reader.sec.presentation import PrintedLine, read_networks
from gaapgraph.reader.sec.rounding import infer_decimals, infer_scale
from gaapgraph.reader.sec.spool import open_spool
from gaapgraph.reader.sec.submission import Submission, parse_day, read_submission_table
from gaapgraph.reader.sec.tag import Tag, concept_iri, is_per_share, read_tag_table, read_unit, standard_concepts
from gaapgraph.taxonomy import version_iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gaapgraph.reader.sec.archive import Header
    from gaapgraph.reader.sec.spool import Spool

__all__ = ["LINES", "NUMBERS", "is_data_set", "is_fraction", "read_period", "read_submissions"]

NUMBERS = ("tag", "version", "ddate", "qtrs", "uom", "value")
LINES = ("tag", "version", "report", "line", "stmt")
_MOST_DIGITS = 40
_MOST_MONTHS = 12 * 100


@frozen
class _Row:
    """One row of num.txt, understood; its accuracy is known only with all rows of its report."""

    key: FactKey
    value: Decimal | None
    is_fraction: bool
    place: Place
    text: str
    head: str


def is_data_set(path: Path) -> bool:
    """Say whether a file or folder holds sub.txt and num.txt."""
    if path.is_dir():
        return (path / "sub.txt").is_file() and (path / "num.txt").is_file()
    if path.suffix != ".zip":
        return False
    with closing(DataSet(path)) as data:
        return data.has("sub.txt") and data.has("num.txt")


def read_submissions(path: Path) -> Iterator[Report]:
    """Yield a report for each submission, in the order of sub.txt.

    No more than one part of num.txt is in memory at a time. What a row states wrongly becomes a finding
    of its report; the row is left out. So is tag.txt or pre.txt where nothing of it can be used.

    Args:
        path: The zip of a quarter, or the folder it unpacks to.

    Raises:
        ReadError: sub.txt or num.txt or a column of theirs is missing, no row of num.txt names a submission of sub.txt,
            or a zip is damaged.

    Source: SEC, Financial Statement Data Sets, §5 Table Definitions.
    """
    with closing(DataSet(path)) as data:
        submissions = read_submission_table(data)
        if not submissions:
            reason = data.problems[0].reason if data.problems else "it has no row"
            raise ReadError(f"sub.txt names no submission ({reason})", where=str(path), mend="fetch it again")
        tags = read_tag_table(data)
        standard = standard_concepts(tags)
        accessions = list(submissions)
        with open_spool(data, "num.txt", accessions, NUMBERS) as numbers, ExitStack() as stack:
            lines = _open_lines(data, accessions, stack)
            shared = [problem for problem in data.problems if problem.accession not in submissions]
            for submission in submissions.values():
                own = [problem for problem in data.problems if problem.accession == submission.accession]
                reader = _SubmissionReader(
                    submission=submission, tags=tags, standard=standard, numbers=numbers, lines=lines
                )
                yield reader.report([*shared, *own])
                shared = []  # told once, by the first report


def _open_lines(data: DataSet, accessions: Sequence[str], stack: ExitStack) -> Spool | None:
    """Return the rows of pre.txt; None where the data set comes without it, or with one of no use."""
    if not data.has("pre.txt"):
        return None
    try:
        return stack.enter_context(open_spool(data, "pre.txt", accessions, LINES))
    except TableError as exc:
        data.problems.append(Problem("pre.txt", 1, exc.what, is_whole=True))
        return None


class _SubmissionReader:
    """Reads the rows of one submission."""

    def __init__(
        self,
        *,
        submission: Submission,
        tags: dict[tuple[str, str], Tag],
        standard: dict[str, str],
        numbers: Spool,
        lines: Spool | None,
    ) -> None:
        self._submission, self._tags, self._standard = submission, tags, standard
        self._numbers, self._lines = numbers, lines
        self._concepts: dict[str, Concept] = {}
        self._units: dict[tuple[str, str, str], tuple[str, Unit]] = {}
        self._versions: set[str] = set()
        self._stubs: set[str] = set()
        self._findings: list[Finding] = []

    def report(self, problems: Sequence[Problem] = ()) -> Report:
        """Return the report of the submission.

        Args:
            problems: Lines of any table that could not be used.
        """
        submission = self._submission
        for problem in problems:
            self._note(Place(problem.line), str(problem))
        printed = list(self._read_lines())
        rows = list(self._read_rows())
        facts = tuple(_facts(rows, printed))
        members = {member for fact in facts for _, member in fact.dimensions.members}
        return Report(
            iri=submission.report_iri,
            entity=submission.entity,
            document=Document("num.txt", self._numbers.sha256, "text/tab-separated-values"),
            issued=submission.filed,
            title=submission.title,
            facts=facts,
            findings=tuple(self._findings),
            networks=read_networks(printed, submission.report_iri),
            concepts=self._concepts,
            members={iri: Member(iri, member_label(iri, submission.namespace)) for iri in sorted(members)},
            entities={submission.entity.iri: submission.entity},
            taxonomy_versions=tuple(sorted(self._versions)),
        )

    def _concept(self, tag: str, version: str) -> str:
        iri = concept_iri(tag, version, self._submission.namespace)
        published = self._name_version(version)
        if iri not in self._concepts:
            known = self._tags.get((tag, version), Tag("", None, None, ""))
            anchor = self._standard.get(tag)
            concept = known.concept(iri, anchor if anchor != iri else None)
            self._concepts[iri] = replace(concept, exact_matches=(f"{published}#{tag}",)) if published else concept
        return iri

    def _name_version(self, version: str) -> str | None:
        """Return the publisher's namespace of `us-gaap/2009`, and keep it as one that the report uses."""
        prefix, _, year = version.partition("/")
        published = version_iri(prefix, year)
        if published is not None:
            self._versions.add(published)
        return published

    def _read_lines(self) -> Iterator[PrintedLine]:
        if self._lines is None:
            return
        header = self._lines.header
        for number, row in self._lines.rows(self._submission.accession):
            try:
                cells = split_row(row)
                if len(cells) != len(header.names):
                    raise ValueError(f"{len(cells)} cells under {len(header.names)} columns")
                sheet, line = _whole(header.get(cells, "report")), _whole(header.get(cells, "line"))
            except ValueError as exc:
                self._note(Place(number), str(Problem("pre.txt", number, str(exc))))
                continue
            if header.get(cells, "line"):
                yield PrintedLine(
                    report=sheet,
                    line=line,
                    statement=header.get(cells, "stmt"),
                    concept=self._concept(header.get(cells, "tag"), header.get(cells, "version")),
                    label=header.get(cells, "plabel"),
                    is_parenthetical=header.get(cells, "inpth") == "1",
                    is_negated=header.get(cells, "negating") == "1",
                )

    def _read_rows(self) -> Iterator[_Row]:
        header = self._numbers.header
        for number, line in self._numbers.rows(self._submission.accession):
            place = Place(number, header.column("value"))
            try:
                cells = split_row(line)
                if len(cells) != len(header.names):
                    raise ValueError(f"{len(cells)} cells under {len(header.names)} columns")
                yield self._read_row(header, cells, place)
            except (ValueError, ArithmeticError) as exc:
                reason = str(exc) or type(exc).__name__
                self._note(place, f"The row could not be understood and was left out: {reason}.")

    def _note(self, place: Place, message: str) -> None:
        self._findings.append(Finding("GG-READ-SEC-ROW", "violation", place, message))

    def _read_row(self, header: Header, cells: list[str], place: Place) -> _Row:
        text, quarters = header.get(cells, "value"), header.get(cells, "qtrs")
        tag, version, day = header.get(cells, "tag"), header.get(cells, "version"), header.get(cells, "ddate")
        concept, unit = self._read_concept(tag, version, header.get(cells, "uom"))
        period: Period | None = read_period(day, quarters)
        if isinstance(period, Instant) and self._concepts[concept].period_type == "duration":
            period = None  # less than half a quarter, whose first day nothing tells
            self._note_stub(place, day)
        key = FactKey(
            concept=concept,
            entity=self._submission.entity.iri,
            period=period,
            unit=unit,
            dimensions=self._read_dimensions(header.get(cells, "segments"), header.get(cells, "coreg")),
        )
        value = Decimal(text) if text else None
        if value is not None and (not value.is_finite() or not -_MOST_DIGITS < value.adjusted() < _MOST_DIGITS):
            raise ValueError(f"{text[:_MOST_DIGITS]!r} is no amount")
        head = f"{day} qtrs={quarters} {header.get(cells, 'uom')}"
        return _Row(key=key, value=value, is_fraction=is_fraction(unit), place=place, text=text, head=head)

    def _note_stub(self, place: Place, day: str) -> None:
        """Say once for each closing day that what happened up to it has no length in the data set."""
        if day not in self._stubs:
            self._stubs.add(day)
            message = f"Figures up to {day} are of a period that rounds to no quarter; its first day is not told."
            self._findings.append(Finding("GG-READ-SEC-STUB", "info", place, message))

    def _read_concept(self, tag: str, version: str, uom: str) -> tuple[str, Unit]:
        """Return the concept and the unit of a row, which few cells state over and over."""
        found = self._units.get((tag, version, uom))
        if found is None:
            unit = read_unit(uom, per_share=is_per_share(self._tags.get((tag, version)), tag))
            found = self._units[tag, version, uom] = (self._concept(tag, version), unit)
        return found

    def _read_dimensions(self, segments: str, coregistrant: str) -> tuple[tuple[str, str], ...]:
        if not segments and not coregistrant:
            return ()
        return read_dimensions(segments, coregistrant, self._submission.namespace)


def _whole(text: str) -> int:
    """Return the number of a sheet or line; none is 0."""
    if text and not (text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS):
        raise ValueError(f"{text[:_MOST_DIGITS]!r} is no number of a line")
    return int(text or 0)


def is_fraction(unit: Unit) -> bool:
    """Say whether zeros before the point of a figure in the unit are digits: prices, rates, amounts per share."""
    return bool(unit.denominator) or str(unit) == "pure"


@lru_cache(maxsize=4096)
def read_period(day: str, quarters: str) -> Period:
    """Return the period of a row: an instant for no quarters, else so many quarters up to the day.

    The data sets round the end to the end of a month and the length to whole quarters.
    """
    end = parse_day(day)
    if end is None:
        raise ValueError("the row has no date")
    months = 3 * int(quarters)
    if not 0 <= months <= _MOST_MONTHS:
        raise ValueError(f"{quarters} quarters")
    if months == 0:
        return Instant(end)
    return Duration(shift_months(end, -months) + timedelta(days=1), end)


def _facts(rows: list[_Row], printed: list[PrintedLine]) -> Iterator[Fact]:
    """Yield the facts of some rows in their order; rows with one key are occurrences of one fact."""
    amounts: dict[Unit | None, list[Decimal]] = defaultdict(list)
    grouped: dict[FactKey, list[_Row]] = defaultdict(list)
    labels: dict[str, PrintedLine] = {}
    for line in printed:
        if line.concept not in labels or labels[line.concept].is_parenthetical:
            labels[line.concept] = line
    for row in rows:
        grouped[row.key].append(row)
        if row.value is not None:
            amounts[row.key.unit].append(row.value)
    scales = {unit: infer_scale(values) for unit, values in amounts.items()}
    for key, group in grouped.items():
        yield _fact(key, group, scales.get(key.unit, 0), labels.get(key.concept))


def _fact(key: FactKey, rows: list[_Row], scale: int, line: PrintedLine | None) -> Fact:
    occurrences = tuple(
        Occurrence(
            place=row.place,
            printed_text=row.text,
            value=row.value,
            decimals=None if row.value is None else infer_decimals(row.value, scale, is_fraction=row.is_fraction),
            label=line.label if line else "",
            head=row.head,
            is_primary=line is not None and not line.is_parenthetical,
            accuracy_unknown=row.value is not None,
        )
        for row in rows
    )
    best = next((item for item in occurrences if item.value is not None), occurrences[0])
    is_nil = best.value is None
    return Fact(key, best.value, best.decimals, occurrences, is_nil=is_nil, accuracy_unknown=not is_nil)
