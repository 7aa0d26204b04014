"""What a check says: bindings that rules evaluated, and results that a person can act on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["Binding", "CheckReport", "CheckResult", "Operand", "Tally", "Where"]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the document: line, and cell of the line; column None in prose."""

    line: int
    column: int | None = None

    def __lt__(self, other: Where) -> bool:
        """Say whether it comes first in the document; prose before the cells of its line."""
        return (self.line, self.column or 0) < (other.line, other.column or 0)


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure that took part in a rule.

    Attributes:
        fact: IRI of the fact.
        occurrence: IRI of the occurrence, where the rule speaks of one print.
        role: `total`, `item`, `opening`, `closing`, `base`, `comparative`, `translated`, `home`, `occurrence`, `fact` …
        weight: By which it enters a sum.
        lower, upper: Its interval.
    """

    fact: str
    occurrence: str | None
    role: str
    weight: Decimal
    value: Decimal
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True, slots=True)
class Binding:
    """One evaluation of one rule on figures.

    Attributes:
        rule: IRI of the shape.
        code: Its stable code, `GG-CALC-001`.
        family: `calculation`, `occurrence`, …
        operands: The figure that is checked first.
        expected_lower, expected_upper: What the other figures allow it to be.
        ok: The intervals meet.
        exact: They meet even without rounding.
        focus, value: IRIs of the focus node and the value that a validation result of this binding has.
    """

    rule: str
    code: str
    family: str
    operands: tuple[Operand, ...]
    expected: Decimal
    expected_lower: Decimal
    expected_upper: Decimal
    ok: bool
    exact: bool
    focus: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
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
        elsewhere: Further evidence in documents of other reports: pairs of a report's IRI and a line.
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
    elsewhere: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many bindings a family of rules evaluated, and how many passed."""

    family: str
    evaluated: int
    passed: int


@dataclass(frozen=True, slots=True)
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
    """

    results: tuple[CheckResult, ...]
    tallies: tuple[Tally, ...] = ()
    not_evaluated: tuple[tuple[str, str], ...] = ()
    rows: dict[str, dict[int, str]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    rules: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        """Whether no violation is left that is not waived."""
        return not any(result.severity == "violation" and result.waived is None for result in self.results)
