"""A report of a check as the first lines of the FY2008 release would give it, with all that the formats show."""

from __future__ import annotations

import pytest

from gaapgraph.validation.check_result import CheckReport, CheckResult, Tally, Where
from gaapgraph.vocabulary import BASE

REPORT = f"{BASE}report/0001090997/0123456789abcdef"
SHAPE = f"{BASE}shapes#CalculationShape"
VIOLATION = CheckResult(
    code="GG-CALC-001",
    severity="violation",
    shape=SHAPE,
    message="GG-CALC-001: Services 69,961 (line 61) less Inter-Segment 253 are 69,708, not 69,731 <here>.",
    at=(Where(61, 2),),
    lines=(60, 61, 62, 63),
    facts=(f"{REPORT}/fact/a", f"{REPORT}/fact/b"),
    expected="69708000000",
    reported="69731000000",
    difference="23000000",
    tolerance="1500000",
    correction="69,708",
    evidence=("GG-TIE-002: the segments are not the statement.", "GG-DER-001: 4.3% of growth is not reached."),
)
PROSE = CheckResult(
    code="GG-OCC-001",
    severity="warning",
    shape="",
    message="The sentence says 4.3%.",
    at=(Where(75),),
    lines=(75,),
    facts=(f"{REPORT}/fact/c",),
    reported="0.043",
)
INFO = CheckResult(
    code="GG-CALC-001", severity="info", shape=SHAPE, message="Rounding explains it.", at=(Where(53, 3),), lines=(53,)
)
WAIVED = CheckResult(
    code="GG-TIE-001",
    severity="violation",
    shape=SHAPE,
    message="It is waived.",
    at=(Where(53, 3),),
    lines=(53,),
    waived="Known (A. Reader, 2026-11-21)",
)


@pytest.fixture
def check_report() -> CheckReport:
    return CheckReport(
        results=(VIOLATION, WAIVED, PROSE, INFO),
        tallies=(Tally("calculation", 1200, 1198), Tally("ties", 30, 29)),
        rows={
            REPORT: {
                53: "Total Revenues\t69,731\t66,835\t4.3%",
                61: "Network services\t69,961\t\x1b[2J",
                75: "Revenues totaled JPY69,731 million, an increase of 4.3% YoY.",
            }
        },
        documents={REPORT: "the release.txt"},
        rules={SHAPE: ("Totals foot", "Every total is the sum of its items.")},
    )
