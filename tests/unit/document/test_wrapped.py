"""Labels over several lines of plain text, and heads centred over columns without a rule below them."""

from gaapgraph.document.fixed import find_fixed_tables

WRAPPED = """\
                                          December 31,    December 31,
                                             1998            1997
                                          -----------     -----------
Accounts receivable, less allowance
  for doubtful accounts of $1,204
  and $1,310                                $ 20,118        $ 19,004
Other assets                                   1,000           1,024
Common stock, no par value; authorized
  20,000,000 shares; issued                    2,112           2,090
Earnings per share:
  basic                                         1.12            1.10
  diluted                                       1.11            1.09
Loans past due
  30 to 89 days                                  412             418
  90 days and more                               112             118
Property, less accumulated depreciation        3,118           3,020
  of $2,204 and $2,117
Goodwill                                         900             900
EARNINGS BEFORE INCOME
  TAXES                                        4,118           4,002
AVERAGE SHARES OUTSTANDING
  (thousands)                                  1,118           1,002
Sales
  Paper                                          118             102
  Wood                                           128             112
ASSETS
  Cash                                            18              12
Other                                              1               2
"""

CENTRED = """\
                                    Three Months Ended             Year Ended
                              March 31,  December 31,  March 31,   December 31,
Return on average assets         0.89       0.87        1.23       1.01
Return on average equity         8.20       8.14       11.50      10.02
"""


def _rows(text: str) -> list[tuple[int, str, int]]:
    lines = text.splitlines()
    (block,) = find_fixed_tables(lines, list(range(len(lines))))
    return [(row.line, row.cells[0].text, len(row.cells)) for row in block.rows if row.cells[0].start == 0]


def test_a_label_is_joined_where_its_words_go_on_and_a_heading_is_not() -> None:
    assert _rows(WRAPPED) == [
        (6, "Accounts receivable, less allowance for doubtful accounts of $1,204 and $1,310", 3),
        (7, "Other assets", 3),
        (9, "Common stock, no par value; authorized 20,000,000 shares; issued", 3),
        (10, "Earnings per share:", 1),
        (11, "basic", 3),
        (12, "diluted", 3),
        (13, "Loans past due", 1),
        (14, "30 to 89 days", 3),
        (15, "90 days and more", 3),
        (16, "Property, less accumulated depreciation of $2,204 and $2,117", 3),
        (18, "Goodwill", 3),
        (20, "EARNINGS BEFORE INCOME TAXES", 3),
        (22, "AVERAGE SHARES OUTSTANDING (thousands)", 3),
        (23, "Sales", 1),
        (24, "Paper", 3),
        (25, "Wood", 3),
        (26, "ASSETS", 1),
        (27, "Cash", 3),
        (28, "Other", 3),
    ]


def test_a_figure_in_a_joined_label_stands_in_its_own_line() -> None:
    lines = WRAPPED.splitlines()
    (block,) = find_fixed_tables(lines, list(range(len(lines))))
    label = next(row.cells[0] for row in block.rows if row.line == 6)
    for figure in ("$1,204", "$1,310"):
        place = label.place_of(label.text.index(figure))
        assert place.offset is not None
        assert lines[place.line - 1][place.offset :].startswith(figure)


def test_heads_are_spread_over_the_columns_that_they_are_centred_on() -> None:
    lines = CENTRED.splitlines()
    (block,) = find_fixed_tables(lines, list(range(len(lines))))
    assert [(cell.text, cell.start, cell.span) for cell in block.rows[0].cells] == [
        ("Three Months Ended", 1, 3),
        ("Year Ended", 4, 1),
    ]
