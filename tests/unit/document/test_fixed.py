"""Tables in columns of characters."""

from __future__ import annotations

from gaapgraph.reader.release import read_release


def test_a_long_label_does_not_swallow_the_figure_that_one_space_parts_from_it():
    lines = (
        "Corvid Power Company today reported its earnings (In Millions of Dollars).",
        "",
        "                                              Year Ended December 31",
        "                                            2006        2005",
        "Earnings as reported                       $ 188       $ 159",
        "Earnings excluding the sale of the plants $ 182       $ 147",
    )
    found = {figure.printed: figure for figure in read_release("\n".join(lines).encode(), "r.txt").figures}
    assert found["$ 182"].label == "Earnings excluding the sale of the plants"
    assert str(found["$ 182"].period) == "2006-01-01/2006-12-31"
