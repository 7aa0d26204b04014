"""What a check says: results that a person can act on."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.printable import html_table

if TYPE_CHECKING:
    from gaapgraph.shacl import ValidationResult

__all__ = ["CheckReport", "CheckResult", "PrintPlace", "Tally", "Where"]


@frozen
class Where:
    """A place in the document: line, and cell of the line; column None in prose."""

    line: int
    column: int | None = None

    def __str__(self) -> str:
        """Return the place as commands take it: line, and cell behind a colon."""
        return str(self.line) if self.column is None else f"{self.line}:{self.column}"

    def __lt__(self, other: Where) -> bool:
        """Say whether it comes first in the document; prose before the cells of its line."""
        return (self.line, self.column or 0) < (other.line, other.column or 0)


@frozen(kw_only=True)
class PrintPlace:
    """Where one print stands, by all that the data tell of it; line 0 is none."""

    line: int = 0
    column: int | None = None
    offset: int | None = None
    table: int | None = None
    row: int | None = None
    xpath: str | None = None
    element: str | None = None
    text: str = ""


@frozen(kw_only=True)
class CheckResult:
    """One result, named after its most likely cause; what else it breaks is its evidence.

    Attributes:
        code: Stable rule code.
        severity: `violation`, `warning` or `info`.
        shape: IRI of the shape.
        message: One sentence with the arithmetic spelled out.
        at: Where the wrong print stands, and little else.
        lines: Every source line of the evidence.
        facts: IRIs of the facts concerned.
        expected, reported, difference, tolerance: Decimal strings in base units, or None.
        correction: The figure that would be right, written as the document writes figures, or None.
        evidence: One sentence for each further rule that the same cause breaks.
        waived: Reason of the waiver that sets it aside, or None.
        report: IRI of the report in whose document `at` and `lines` stand; empty where the data do not tell.
        prints: IRIs of the occurrences that stand wrong, as far as they are known.
        family: Of the rule.
        beside: IRIs of the other occurrences that the broken rules compare with them.
        places: Where the prints stand, more closely than `at`; then those of the other occurrences.
        cause: IRI of what it is due to, where that is not the document; else empty.
        elsewhere: Further evidence in documents of other reports: pairs of a report's IRI and a line.
        count: How many results it stands for; more than one where they are not told each.
        turn: Where it comes among results of the same rank, where data are checked in parts.
    """

    code: str
    severity: str
    shape: str
    message: str
    at: tuple[Where, ...] = ()
    lines: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()
    expected: str | None = None
    reported: str | None = None
    difference: str | None = None
    tolerance: str | None = None
    correction: str | None = None
    evidence: tuple[str, ...] = ()
    waived: str | None = None
    report: str = ""
    prints: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, int], ...] = ()
    family: str = ""
    cause: str = ""
    places: tuple[PrintPlace, ...] = ()
    count: int = 1
    turn: tuple[str, ...] = field(default=(), compare=False, repr=False)


@frozen
class Tally:
    """How many bindings a family of rules evaluated, and how many passed."""

    family: str
    evaluated: int
    passed: int


@frozen
class CheckReport:
    """All that a check found.

    Attributes:
        results: Violations first, then warnings, then infos; each group in document order.
        tallies: One for each family.
        not_evaluated: Shapes that could not be evaluated, with the reason; never counted as passed.
        rows: Source rows for quoting, by IRI of the report and line: the line's cells between tabs (cell n is column
            n), or its prose.
        documents: File names by the IRI of the report.
        rules: Name and description of each shape, by its IRI.
        validation: What the engine found, where every shape was run as it stands.
    """

    results: tuple[CheckResult, ...]
    tallies: tuple[Tally, ...] = ()
    not_evaluated: tuple[tuple[str, str], ...] = ()
    rows: dict[str, dict[int, str]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    rules: dict[str, tuple[str, str]] = field(default_factory=dict)
    validation: ValidationResult | None = None

    @property
    def conforms(self) -> bool:
        """Whether no violation is left that is not waived."""
        return not any(result.severity == "violation" and result.waived is None for result in self.results)

    def _repr_html_(self) -> str:
        """Return the results as a table, as a notebook shows them."""
        rows = [
            [result.severity, result.code, ", ".join(map(str, result.at)), result.message] for result in self.results
        ]
        return html_table(["severity", "code", "place", "message"], rows)
