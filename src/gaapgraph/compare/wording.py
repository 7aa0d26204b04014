"""Facts, places and rows in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from gaapgraph.question import shorten_cell
from gaapgraph.vocabulary import BASE, shorten_iri

if TYPE_CHECKING:
    from gaapgraph.compare.side import Figure, Row

__all__ = ["describe_figure", "describe_members", "describe_row", "name_iri", "quote", "show_number"]

_CORE = ("concept", "entity", "period", "comparativePeriod", "unit", "language", "event")
_LONGEST = 60


def name_iri(iri: str) -> str:
    """Return the short name of a term: periods as dates, units by their name.

    >>> name_iri("https://w3id.org/gaapgraph/period/2009-03-31")
    '2009-03-31'
    """
    return shorten_cell(NamedNode(iri)) if iri.startswith(("http://", "https://")) else iri


def describe_figure(figure: Figure) -> str:
    """Return what a fact is about: concept, members, period and unit."""
    about = figure.about
    parts = [name_iri(about["concept"]) if "concept" in about else figure.iri, describe_members(figure)]
    period = name_iri(about["period"]) if "period" in about else "undated"
    against = f"against {name_iri(about['comparativePeriod'])}" if "comparativePeriod" in about else ""
    return ", ".join(filter(None, [" ".join(filter(None, parts)), period, against, _unit(about)]))


def describe_members(figure: Figure) -> str:
    """Return the members of its dimensions; none is empty."""
    members = [name_iri(member) for axis, member in figure.dimensions if axis not in _CORE]
    return f"[{', '.join(members)}]" if members else ""


def describe_row(row: Row) -> str:
    """Return a row of a mapping set as a sentence."""
    how = row.justification.rpartition(":")[2] or "no justification"
    evidence = f"{how}, confidence {row.confidence or 'unknown'}"
    return f"{quote(row.label)} {shorten_iri(row.match)} {name_iri(row.object)} ({evidence})"


def quote(text: str) -> str:
    """Return a text in quotation marks, shortened where it is long.

    >>> quote("Total  Revenues")
    '“Total Revenues”'
    """
    plain = " ".join(text.split())
    return f"“{plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + '…'}”"


def show_number(text: str | None) -> str:
    """Return a number with commas, nil where there is none, and any other text as it is.

    >>> show_number("-2917000.5"), show_number(None), show_number("2009-03-31")
    ('-2,917,000.5', 'nil', '2009-03-31')
    """
    if text is None:
        return "nil"
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdigit() and whole != "-0" else text


def _unit(about: dict[str, str]) -> str:
    return name_iri(about["unit"]).removeprefix(BASE) if "unit" in about else ""
