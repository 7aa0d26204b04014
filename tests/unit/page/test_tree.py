"""Calculation trees have the order, the signs and the printed figures of their statement."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from gaapgraph.graph import list_networks, show_unit
from gaapgraph.graph.arc import StatedArc
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


def test_what_lies_too_deep_or_is_too_much_is_said_to_be_left_out(dataset, document, figures):
    """A chain of 2,000 totals ended in a RecursionError, and one that names each of its items twice never."""
    [network, *_] = [each for each in list_networks(dataset, document.report) if each.is_calculation]
    own = [one for one in figures if one.role == network.role and one.offset is None and one.copy_of is None][:1]
    names = [str(own[0].line_item), *(f"urn:{number}" for number in range(2_000))]
    meanings = load_meanings(dataset)
    for wide, most in ((1, 41), (2, 20_002)):
        pairs = [pair for pair in pairwise(names) for _ in range(wide)]
        arcs = (StatedArc(source=a, target=b, order=order, weight=Decimal(1)) for order, (a, b) in enumerate(pairs))
        [tree] = grow_trees([replace(network, arcs=tuple(arcs))], own, meanings)
        nodes, left = [], [*tree.roots]
        while left:
            nodes.append(left.pop())
            left += nodes[-1].parts
        assert len(nodes) <= most
        assert nodes[-1].label.endswith(" (its items are not shown)") or wide == 2
        assert sum(node.label.endswith(" (its items are not shown)") for node in nodes) >= 1
        assert all(not node.parts for node in nodes if node.label.endswith("not shown)"))
