"""Names, periods, units and numbers as people read them."""

from __future__ import annotations

from gaapgraph.vocabulary import BASE, shorten_iri

__all__ = ["short_name", "show_period", "show_unit", "thousands"]


def short_name(iri: str) -> str:
    """Return a name with a prefix, also of the reporter's own terms and of measures.

    >>> short_name("https://w3id.org/gaapgraph/iij/OrderBacklog")
    'iij:OrderBacklog'
    """
    name = shorten_iri(iri)
    return name.removeprefix(BASE).replace("/", ":", 1) if name.startswith(BASE) else name


def show_period(iri: str | None) -> str:
    """Return a period as people read it."""
    return "undated" if iri is None else iri.rpartition("period/")[2].replace("/", " to ")


def show_unit(iri: str | None) -> str:
    """Return a unit by its name; none is empty."""
    return "" if iri is None else iri.rpartition("unit/")[2].replace("-per-", " per ")


def thousands(text: str) -> str:
    """Return a number with commas; any other text as it is."""
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdigit() and whole != "-0" else text
