"""Lines of the statements (pre.txt) as presentation networks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.model import PARENT_CHILD, Arc, LineItem, Network
from gaapgraph.vocabulary import US_GAAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["PrintedLine", "read_networks"]

STATEMENTS = {
    "BS": ("Balance sheet", "StatementOfFinancialPositionAbstract"),
    "IS": ("Income statement", "IncomeStatementAbstract"),
    "CF": ("Cash flow statement", "StatementOfCashFlowsAbstract"),
    "EQ": ("Statement of equity", "StatementOfStockholdersEquityAbstract"),
    "CI": ("Statement of comprehensive income", "StatementOfIncomeAndComprehensiveIncomeAbstract"),
    "SI": ("Schedule of investments", "ScheduleOfInvestmentsAbstract"),
}
OTHER = ("Other statement", "StatementAbstract")
NEGATED = "http://www.xbrl.org/2009/role/negatedLabel"


@frozen
class PrintedLine:
    """One line of a statement: the concept, its printed label and its place."""

    report: int
    line: int
    statement: str
    concept: str
    label: str
    is_parenthetical: bool
    is_negated: bool


def read_networks(lines: Sequence[PrintedLine], report_iri: str) -> tuple[Network, ...]:
    """Return one presentation network for each statement, its lines below the statement's heading."""
    ordered = sorted(lines, key=lambda line: (line.report, line.line))
    groups = groupby(ordered, key=lambda line: (line.report, line.statement))
    return tuple(_network(report_iri, number, statement, group) for (number, statement), group in groups)


def _network(report_iri: str, number: int, statement: str, lines: Iterable[PrintedLine]) -> Network:
    title, heading = STATEMENTS.get(statement, OTHER)
    root = LineItem(US_GAAP + heading)
    arcs = tuple(
        Arc(root, LineItem(line.concept), line.line, preferred_label=NEGATED if line.is_negated else None)
        for line in lines
    )
    role = f"{report_iri}/role/{statement.lower() or 'un'}-{number}"
    return Network(role, f"{title} (R{number})", PARENT_CHILD, arcs)
