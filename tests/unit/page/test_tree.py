"""Calculation trees have the order, the signs and the printed figures of their statement."""

from __future__ import annotations

import pytest

from gaapgraph.graph import list_networks, show_unit
from gaapgraph.page.meaning import load_meanings
from gaapgraph.page.tree import grow_trees


@pytest.fixture(scope="module")
def trees(dataset, document, figures):
    return grow_trees(list_networks(dataset, document.report), figures, load_meanings(dataset))


def test_the_statement_of_income_grows_from_net_income(trees):
    tree = next(tree for tree in trees if tree.title == "Consolidated Statements of Income (Unaudited)")
    assert [(str(period), show_unit(unit)) for period, unit in tree.columns] == [
        ("2007-04-01/2008-03-31", "JPY"),
        ("2008-04-01/2009-03-31", "USD"),
        ("2008-04-01/2009-03-31", "JPY"),
    ]
    (root,) = tree.roots
    assert root.label == "NET INCOME"
    assert [figure.text for figure in root.figures] == ["5,176,589", "14,315", "1,419,304"]
    assert [(part.sign, part.label) for part in root.parts[1:3]] == [
        ("−", "INCOME TAX EXPENSE (BENEFIT)"),
        ("−", "MINORITY INTERESTS IN LOSSES OF SUBSIDIARIES"),
    ]
    operating = root.parts[0].parts[0]
    assert [(part.sign, part.label) for part in operating.parts] == [
        ("+", "Total revenues"),
        ("−", "Total cost and expenses"),
    ]


def test_trees_stand_in_the_order_of_the_document(trees):
    assert [tree.line for tree in trees] == sorted(tree.line for tree in trees)
    assert trees[0].line == 53
