"""Labels that name members of dimensions: a segment, a component of equity, a level of fair values."""

from __future__ import annotations

import re
from functools import cache

from gaapgraph.frozen_class import frozen
from gaapgraph.resource import ontology, read_rows
from gaapgraph.tag.label.feature import words_of
from gaapgraph.vocabulary import US_GAAP, expand_curie

__all__ = ["KnownMember", "find_member", "member_key"]

_DIGITS = re.compile(r"\b\d{1,2}\b")
_COMPONENT = US_GAAP + "StatementEquityComponentsAxis"
_SELDOM, _OFTEN = 0.3, 5


@frozen
class KnownMember:
    """What filers do with a label that names a member.

    Attributes:
        axis, member: IRIs of the standard dimension and member that most of them chose; empty where none is.
        share: Of the filers, those for whom the label names a member and no concept.
    """

    axis: str
    member: str
    filers: int
    share: float

    @property
    def heads_column(self) -> bool:
        """Whether a column under this label is about a member: components of equity head columns of their statement."""
        return self.share >= _SELDOM or (self.axis == _COMPONENT and self.filers >= _OFTEN)


def member_key(label: str) -> str:
    """Return the words of a label, as members are looked up.

    >>> member_key("Retained Earnings [Member]")
    'retained income'
    """
    digits = _DIGITS.findall(label)
    return " ".join([*(word for word in words_of(label) if word != "member"), *digits])


def find_member(label: str) -> KnownMember | None:
    """Return what filers do with a label, or None where it names no member for them."""
    return _members().get(member_key(label))


@cache
def _members() -> dict[str, KnownMember]:
    path = ontology() / "lexicon" / "members.tsv"
    return {
        row["label"]: KnownMember(
            expand_curie(row["axis"]) if row["axis"] else "",
            expand_curie(row["member"]) if row["member"] else "",
            int(row["filers"]),
            float(row["share"]),
        )
        for row in (read_rows(path) if path.is_file() else ())
    }
