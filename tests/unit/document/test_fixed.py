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


def test_wide_figures_with_one_space_between_stand_each_in_its_own_column():
    lines = (
        "KESTREL AIRWAYS, INC.",
        "",
        "                                     Three Months Ended",
        "                                          June 30,",
        "                                   1996    1995   Change",
        "Revenue passengers carried (000s)  2,104   1,990    5.7%",
        "Revenue passenger miles (000s)   910,200 850,100    7.1%",
        "Average fare                      $52.35  $51.05    2.5%",
    )
    figures = read_release("\n".join(lines).encode(), "r.txt").figures
    found = {figure.printed: str(figure.period) for figure in figures}
    assert (found["910,200"], found["850,100"]) == ("1996-04-01/1996-06-30", "1995-04-01/1995-06-30")
