"""What a person corrected comes back from the graph with the places of the figures that it changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pyoxigraph import RdfFormat, Store

from gaapgraph.graph import read_reports
from gaapgraph.model import Correction
from gaapgraph.write import write_quads


def test_a_correction_is_read_back_whole(sample_report):
    places = tuple(sorted({one.place for _, one in sample_report.occurrences}, key=lambda place: place.order))[:2]
    correction = Correction(
        place=places[0], scope="row", printed_text="69,731", part="scale", value="3", before=("6", "9"),
        author="A. Person", reason="the head says thousands", made=date(2026, 11, 28), places=places,
    )  # fmt: skip
    store = Store()
    report = replace(sample_report, corrections=(correction,))
    store.bulk_load("".join(write_quads(report)).encode(), RdfFormat.N_QUADS)
    (found,) = read_reports(store)
    assert found.corrections == (correction,)
