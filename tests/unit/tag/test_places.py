"""One figure in thousands of cells: the first are kept, and it is said how many are not."""

from __future__ import annotations

import re

from gaapgraph.build import read_source

PAGE = "<html><body><p>Larch Foods Inc.</p><table><tr>{}</tr></table></body></html>"


def read(folder, cells):
    (folder / "a.html").write_text(PAGE.format("<td>7</td>" * cells))
    (report,) = read_source(folder / "a.html")
    unread = [finding for finding in report.findings if finding.code == "GG-READ-UNREAD"]
    return sum(len(fact.occurrences) for fact in report.facts), unread


def test_all_places_of_a_figure_are_kept_where_they_are_few(tmp_path):
    places, unread = read(tmp_path, 150)
    assert 140 < places <= 150
    assert unread == []


def test_places_of_one_figure_are_bounded_and_what_is_left_out_is_told(tmp_path, monkeypatch):
    places, unread = read(tmp_path, 1_000)
    (finding,) = unread
    more = int(re.search(r"and (\d+) others", finding.message)[1])
    assert (places, finding.place.row) == (200, 1)
    monkeypatch.setattr("gaapgraph.tag.figure.tagged_figure._MOST_PLACES", 10_000)
    assert read(tmp_path, 1_000) == (places + 1 + more, [])
