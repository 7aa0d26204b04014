from __future__ import annotations

import pytest

from gaapgraph.export.print_format import Shown, number_format, show_figures


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("69,731", "69731000000", Shown(1, 6, 0)),
        ("(412,956)", "-412956000", Shown(1, 3, 0)),
        ("(412,956)", "412956000", Shown(-1, 3, 0)),
        ("(38.7%)", "-0.387", Shown(1, -2, 1)),
        ("7.1", "0.071", Shown(1, -2, 1)),
        ("6,917.87", "6917.87", Shown(1, 0, 2)),
        ("530.5 Gbps", "530500000000", Shown(1, 9, 1)),
        ("1.234,5", "1234500", Shown(1, 3, 1)),
        ("12,345", "123450000", Shown(1, 0, 0)),
    ],
)
def test_a_print_tells_sign_scale_and_places(figure, text, value, shown):
    assert show_figures([figure(text, value)])["urn:1.2"] == shown


def test_a_wrong_print_is_shown_as_the_rest_of_its_column(figure):
    column = [
        figure("4,759", "4759000000", 1),
        figure("3,663", "3663000000", 2),
        figure("2.917", "2917000000", 3, 2, "2917000"),
    ]
    assert show_figures(column)["urn:3.2"] == Shown(1, 6, 0)


def test_a_lost_parenthesis_is_shown_with_the_sign_of_its_row(figure):
    row = [figure("(411,330)", "-411330000", 1, 2), figure("4,149", "-4149000", 1, 3, "4149000")]
    assert show_figures(row)["urn:1.3"].sign == 1


def test_zero_has_the_scale_of_its_column(figure):
    column = [figure("0.5", "0.005", 1), figure("0.0", "0", 2)]
    assert show_figures(column)["urn:2.2"] == Shown(1, -2, 1)


def test_a_mark_stands_before_both_signs():
    assert number_format(Shown(1, 3, 0), "✗") == '"✗ "#,##0,;"✗ "(#,##0,)'
