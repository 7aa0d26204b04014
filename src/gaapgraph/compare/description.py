"""Facts, places and rows in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.graph import thousands
from gaapgraph.model import Literal, canonical

if TYPE_CHECKING:
    from gaapgraph.compare.side import Row, Statement
    from gaapgraph.model import Value

__all__ = ["describe_figure", "describe_members", "describe_row", "quote", "show_value"]

_LONGEST = 60


def describe_figure(figure: Statement) -> str:
    """Return what a fact is about: concept, members, period and unit."""
    about = figure.about
    parts = [about.get("concept", figure.iri), describe_members(figure)]
    against = f"against {about['comparativePeriod']}" if "comparativePeriod" in about else ""
    named = [" ".join(filter(None, parts)), about.get("period", "undated"), against, about.get("unit", "")]
    return ", ".join(filter(None, named))


def describe_members(figure: Statement) -> str:
    """Return the members of its dimensions; none is empty."""
    members = [member for _, member in figure.members]
    return f"[{', '.join(members)}]" if members else ""


def describe_row(row: Row) -> str:
    """Return a row of a mapping set as a sentence."""
    how = row.justification or "no justification"
    evidence = f"{how}, confidence {row.confidence or 'unknown'}"
    return f"{quote(row.label)} {row.match} {row.object} ({evidence})"


def quote(text: str) -> str:
    """Return a text in quotation marks, shortened where it is long.

    >>> quote("Total  Revenues")
    '“Total Revenues”'
    """
    plain = " ".join(text.split())
    return f"“{plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + '…'}”"


def show_value(value: Value | None) -> str:
    """Return a number with commas, nil where there is none, and any other value as its text.

    >>> from decimal import Decimal
    >>> show_value(Decimal("-2917000.50")), show_value(None), show_value("none")
    ('-2,917,000.5', 'nil', 'none')
    """
    if value is None:
        return "nil"
    if isinstance(value, Decimal):
        return thousands(canonical(value))
    return value.lexical if isinstance(value, Literal) else str(value)
