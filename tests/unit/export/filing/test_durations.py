"""Durations go out as the source wrote them, whatever a store makes of them."""

from __future__ import annotations

import pytest

from gaapgraph.export.filing.filed_report import _as_printed
from gaapgraph.model import Literal
from gaapgraph.vocabulary import XSD


@pytest.mark.parametrize(
    ("kept", "printed", "written"),
    [
        ("P1Y", " P12M ", "P12M"),
        ("P1Y", "P1Y", "P1Y"),
        ("P1D", "PT24H", "PT24H"),
        ("-P1M", "-P1M", "-P1M"),
        ("P1Y", "twelve months", "P12M"),  # an inline page prints words, or a bare number of its unit
        ("P2Y", "24", "P24M"),
        ("P3D", "72", "PT72H"),
        ("P2Y", "2", "P2Y"),
        ("P1Y", "about a year", "P1Y"),
        ("P1Y", "P13M", "P1Y"),  # the print says another length: what was meant goes out
        ("P30D", "P1M", "P30D"),  # a month is no number of days
        ("P1Y", "P", "P1Y"),
    ],
)
def test_a_duration_is_written_as_it_was_if_it_is_as_long(kept, printed, written):
    assert _as_printed(kept, Literal(kept, XSD.duration), printed) == written


def test_other_literals_stay():
    assert _as_printed("--12-31", Literal("--12-31", XSD.gMonthDay), "P12M") == "--12-31"
