"""Segments and co-registrants of num.txt as taxonomy-defined dimensions."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from gaapgraph.iri import name_words
from gaapgraph.vocabulary import BASE, DEI

__all__ = ["STANDARD_NAMESPACES", "member_label", "read_dimensions"]

STANDARD_NAMESPACES = {
    prefix: f"{BASE}{prefix}/"
    for prefix in ("us-gaap", "srt", "dei", "country", "currency", "stpr", "exch", "naics", "sic", "ecd", "cyd")
}
LEGAL_ENTITY = DEI + "LegalEntityAxis"


@cache
def standard_names() -> dict[str, str]:
    """Return the IRI of each axis and member of the standard taxonomies by its local name."""
    lines = files("gaapgraph.reader.sec").joinpath("dimension_names.txt").read_text("utf-8").split()
    pairs = (line.split(":") for line in lines)
    return {name: STANDARD_NAMESPACES[prefix] + name for prefix, name in pairs}


def read_dimensions(segments: str, coregistrant: str, namespace: str) -> tuple[tuple[str, str], ...]:
    """Return the dimensions of a row, in the order of their axes.

    The data sets shorten names: `EquityComponents=CommonStock;` stands for the member
    `CommonStockMember` of `StatementEquityComponentsAxis`. Full names, `us-gaap:…Axis/us-gaap:…Member`, are
    taken as they are.

    Args:
        segments: The cell `segments`.
        coregistrant: The cell `coreg`, which older rows use instead of a legal entity segment.
        namespace: Of the filer's own names.

    Raises:
        ValueError: The cell is neither of both forms.
    """
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in segments.split(";"))):
        axis, mark, member = pair.partition("=") if "=" in pair else pair.partition("/")
        if not (axis and mark and member):
            raise ValueError(f"segment {pair!r} is no pair of axis and member")
        found[_axis(axis, namespace)] = _member(member, namespace)
    if coregistrant and LEGAL_ENTITY not in found:
        found[LEGAL_ENTITY] = _member(coregistrant, namespace)
    return tuple(sorted(found.items()))


def member_label(iri: str, namespace: str) -> str:
    """Return the words of a member's name in one of the standard namespaces or the filer's own.

    >>> member_label("https://w3id.org/gaapgraph/us-gaap/CommonStockMember", "https://w3id.org/gaapgraph/iij/")
    'Common Stock'
    """
    home = next((one for one in (namespace, *STANDARD_NAMESPACES.values()) if iri.startswith(one)), "")
    return name_words(iri.removeprefix(home))


@cache
def _axis(name: str, namespace: str) -> str:
    if ":" in name:
        return _expand(name, namespace)
    candidates = (f"{name}Axis", f"Statement{name}Axis", name)
    return _first_standard(candidates) or namespace + f"{name}Axis"


@cache
def _member(name: str, namespace: str) -> str:
    if ":" in name:
        return _expand(name, namespace)
    candidates = (f"{name}Member", f"{name}Domain", name)
    return _first_standard(candidates) or namespace + _local(f"{name}Member")


def _first_standard(names: tuple[str, ...]) -> str | None:
    known = standard_names()
    return next((known[name] for name in names if name in known), None)


def _expand(name: str, namespace: str) -> str:
    prefix, _, local = name.partition(":")
    return STANDARD_NAMESPACES.get(prefix, namespace) + _local(local)


def _local(name: str) -> str:
    return re.sub(r"[^\w.-]", "_", name)
