"""Concepts (tag.txt) and units of measure, standard and the filers' own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.iri import mint_iri, slug
from gaapgraph.model import PURE, SHARES, Concept, Unit, currency_unit
from gaapgraph.reader.sec.archive import Problem, TableError
from gaapgraph.reader.sec.dimension import STANDARD_NAMESPACES
from gaapgraph.vocabulary import XBRLI

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gaapgraph.reader.sec.archive import DataSet

__all__ = ["Tag", "concept_iri", "is_per_share", "read_tag_table", "read_unit", "standard_concepts"]

PERIOD_TYPES = {"I": "instant", "D": "duration"}
BALANCES = {"D": "debit", "C": "credit"}


@frozen
class Tag:
    """What tag.txt says about one tag of one taxonomy version."""

    data_type: str
    period_type: str | None
    balance: str | None
    label: str

    def concept(self, iri: str, anchor: str | None = None) -> Concept:
        """Return the concept of this tag."""
        data_type = f"{self.data_type}ItemType" if self.data_type else None
        return Concept(
            iri=iri,
            period_type=self.period_type,
            balance=self.balance,
            data_type=data_type,
            label=self.label or None,
            anchor=anchor,
        )


def read_tag_table(data: DataSet) -> dict[tuple[str, str], Tag]:
    """Return all tags by name and version; none where the data set comes without tag.txt, or with one of no use."""
    found: dict[tuple[str, str], Tag] = {}
    if not data.has("tag.txt"):
        return found
    try:
        found.update(_read_tags(data))
    except TableError as exc:
        data.problems.append(Problem("tag.txt", 1, exc.what, is_whole=True))
    return found


def _read_tags(data: DataSet) -> Iterator[tuple[tuple[str, str], Tag]]:
    for header, _, cells in data.rows("tag.txt", ("tag", "version", "datatype")):
        yield (
            (header.get(cells, "tag"), header.get(cells, "version")),
            Tag(
                data_type=header.get(cells, "datatype"),
                period_type=PERIOD_TYPES.get(header.get(cells, "iord")),
                balance=BALANCES.get(header.get(cells, "crdr")),
                label=header.get(cells, "tlabel"),
            ),
        )


def standard_concepts(tags: Mapping[tuple[str, str], Tag]) -> dict[str, str]:
    """Return the IRI of each standard tag by its name.

    A filer whose taxonomy version lacks a concept often extends it under the very name that another version
    gives it; that concept is the anchor of the filer's own.
    """
    pairs = ((name, version.partition("/")[0]) for name, version in tags)
    return {name: STANDARD_NAMESPACES[prefix] + name for name, prefix in pairs if prefix in STANDARD_NAMESPACES}


def concept_iri(tag: str, version: str, namespace: str) -> str:
    """Return the IRI of a tag: version-free if standard, in the filer's namespace if its own.

    >>> concept_iri("Assets", "us-gaap/2009", "…/")
    'https://w3id.org/gaapgraph/us-gaap/Assets'
    """
    prefix = version.partition("/")[0]
    return STANDARD_NAMESPACES.get(prefix, namespace) + tag


def is_per_share(tag: Tag | None, name: str) -> bool:
    """Say whether a concept is an amount per share; by its name where its type is not known."""
    if tag is not None:
        return tag.data_type == "perShare"
    return "PerShare" in name or "PerBasicShare" in name or "PerDilutedShare" in name


def read_unit(text: str, *, per_share: bool) -> Unit:
    """Return the unit that the cell `uom` stands for.

    The data sets leave the denominator out: an amount per share has the unit `USD`. The type of its
    concept brings it back.

    >>> str(read_unit("USD", per_share=True)), str(read_unit("shares", per_share=False))
    ('USD / shares', 'shares')
    """
    top, _, bottom = text.partition("/")
    unit = _simple_unit(top)
    if bottom:
        return Unit(unit.numerator, _simple_unit(bottom).numerator)
    return unit.per(XBRLI.shares) if per_share and unit.currency else unit


def _simple_unit(text: str) -> Unit:
    if re.fullmatch(r"[A-Z]{3}", text):
        return currency_unit(text)
    known = {"shares": SHARES, "pure": PURE, "": PURE}
    return known.get(text.lower()) or Unit((mint_iri("measure-unit", slug(text)),))
