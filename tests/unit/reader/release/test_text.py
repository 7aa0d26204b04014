"""Tables in text: tabs, pipes, and columns of characters."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Figure, Reading

OLD_FILING = """\
ACME INDUSTRIES, INC.
                    CONSOLIDATED STATEMENTS OF OPERATIONS
                   (In thousands, except per share data)

<TABLE>
<CAPTION>
                                         THREE MONTHS ENDED           NINE MONTHS ENDED
                                            SEPTEMBER 30,                SEPTEMBER 30,
                                        --------------------         --------------------
                                          2001         2000            2001         2000
                                        -------      -------         -------      -------
<S>                                     <C>          <C>             <C>          <C>
Net sales............................   $12,345      $11,000         $36,000      $32,100
Cost of sales........................     8,000        7,500          24,000       22,000
                                        -------      -------         -------      -------
Selling, general and
  administrative expenses............     2,100        1,900           6,000        5,500
Restructuring charge.................        --          150             (75)         150
Diluted earnings per share...........   $  0.22      $  0.14         $  0.60      $  0.44
</TABLE>

This is prose.  It is not a table.
"""


def test_columns_of_characters_are_read_as_a_table(cell: Callable[..., Figure]) -> None:
    sales = cell(OLD_FILING, 13, 4)
    assert (sales.value, sales.decimals, str(sales.period)) == (Decimal(36_000_000), -3, "2001-01-01/2001-09-30")
    assert cell(OLD_FILING, 18, 4).value == Decimal(-75_000)
    assert cell(OLD_FILING, 18, 2).is_nil
    per_share = cell(OLD_FILING, 19, 3)
    assert (per_share.value, str(per_share.unit)) == (Decimal("0.14"), "USD / shares")


def test_label_over_two_lines_is_one(cell: Callable[..., Figure]) -> None:
    assert cell(OLD_FILING, 17, 2).label == "Selling, general and administrative expenses"


def test_lines_after_a_table_stay_prose(read: Callable[..., Reading]) -> None:
    assert (22, "This is prose.  It is not a table.") in read(OLD_FILING).prose


def test_columns_without_any_tag(cell: Callable[..., Figure]) -> None:
    text = (
        "Balance sheet (in millions)\n\n"
        "                         June 30,    December 31,\n"
        "                           2003          2002\n"
        "Cash                     $    41      $    39\n"
        "Total assets                 410          395\n"
    )
    assert (cell(text, 6, 3).value, str(cell(text, 6, 3).period)) == (Decimal(395_000_000), "2002-12-31")


def test_markdown_cells_may_break_lines(cell: Callable[..., Figure]) -> None:
    text = "|  | 2024<br>£m | 2023<br>£m |\n|---|---:|---:|\n| Revenue \\| all | **412.8** | 398.1 |\n"
    revenue = cell(text, 3, 2, "release.md")
    assert (revenue.value, revenue.label, str(revenue.unit)) == (Decimal(412_800_000), "Revenue | all", "GBP")


def test_lone_line_between_rows_belongs_to_the_table(cell: Callable[..., Figure]) -> None:
    text = "\tQ1 2025\tQ1 2024\nin EUR million\nRevenue\t120\t110\nCosts\t(80)\t(75)\n"
    assert (cell(text, 3, 3).value, str(cell(text, 3, 3).period)) == (Decimal(110_000_000), "2024-01-01/2024-03-31")


def test_table_cut_in_mid_row_is_refused_unless_its_line_ends(read: Callable[..., Reading]) -> None:
    text = (
        "(in thousands)\n\tYear ended December 31, 2024\tYear ended December 31, 2023\nRevenue\t1,200\t1,100\nCosts\t9"
    )
    with pytest.raises(ReadError, match=r"release\.txt:4: the last row of a table is cut short"):
        read(text)
    assert [figure.printed for figure in read(text + "\n").figures] == ["1,200", "1,100", "9"]
