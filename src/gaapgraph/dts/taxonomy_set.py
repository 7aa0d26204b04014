"""What schemas and linkbases say, with names as XML has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.dts.element import Declaration
from gaapgraph.dts.known_concept import find_known
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from decimal import Decimal

    from gaapgraph.dts.schema import RoleType
    from gaapgraph.model import ConceptLabel, QName

__all__ = ["Declaration", "Relation", "Taxonomy", "TaxonomyFault", "find_circle"]


@frozen(kw_only=True)
class Relation:
    """A relationship between two elements, once prohibition and overriding are settled.

    Attributes:
        role: Of the link; likewise `link` and `arc`, the names of the elements.
        attributes: `preferredLabel`, and those of Dimensions 1.0 by local name.
    """

    link: QName
    arc: QName
    role: str
    arcrole: str
    source: QName
    target: QName
    order: Decimal
    weight: Decimal | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    document: str = ""
    line: int = 0

    def attribute(self, name: str) -> str | None:
        """Return an attribute, or None."""
        return next((value for key, value in self.attributes if key == name), None)


@frozen
class TaxonomyFault:
    """A rule that a schema or linkbase breaks: which document, which line, and a sentence without its full stop."""

    document: str
    line: int
    reason: str


@dataclass(slots=True)
class Taxonomy:
    """What was discovered from the entry points of a document.

    Attributes:
        missing: Address of what is not at hand, with the document that first names it.
        documents: Address of each schema and linkbase that was read.
        attributes: The built-in type of each global attribute, by local name.
        role_references: The roles and arcroles that each linkbase refers to.
    """

    declarations: dict[QName, Declaration] = field(default_factory=dict)
    labels: dict[QName, list[ConceptLabel]] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    roles: dict[str, RoleType] = field(default_factory=dict)
    attributes: dict[QName, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    role_references: dict[str, set[str]] = field(default_factory=dict)
    faults: list[TaxonomyFault] = field(default_factory=list)

    def find(self, name: QName) -> Declaration | None:
        """Return the declaration of an element; None where neither a schema at hand nor the ontology has it."""
        return self.declarations.get(name) or find_known(name)


def find_circle(relations: list[Relation]) -> Relation | None:
    """Return a relation that closes a directed circle, or None: what is left once sources of nothing are taken away."""
    left = relations
    while left:
        targets = {one.target for one in left}
        remaining = [one for one in left if one.source in targets]
        if len(remaining) == len(left):
            return _walk_back(left)
        left = remaining
    return None


def _walk_back(relations: list[Relation]) -> Relation:
    """Return a relation of a circle, where each source is a target: walking back never ends."""
    before = {one.target: one for one in relations}
    seen: set[QName] = set()
    one = relations[0]
    while one.source not in seen:
        seen.add(one.source)
        one = before[one.source]
    return one
