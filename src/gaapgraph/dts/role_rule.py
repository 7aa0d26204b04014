"""What XBRL 2.1 asks of roles across the documents of a taxonomy (§5.1.3, §5.1.4, §3.5.2.4, §3.5.2.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from gaapgraph.dts.standard_role import LINK
from gaapgraph.dts.taxonomy_set import TaxonomyFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from gaapgraph.dts.linkbase import RoleUse
    from gaapgraph.dts.schema import RoleType

__all__ = ["RoleBook"]


@dataclass(slots=True)
class RoleBook:
    """The roles and arcroles of a taxonomy.

    Attributes:
        types: Document and definition, all that were found.
        references: Document, line, URI and address of what a `roleRef` or `arcroleRef` leads to.
        uses: Document and use of each role that is none of XBRL's own.
        homes: URI of the role defined at each address.
    """

    types: list[tuple[str, RoleType]] = field(default_factory=list)
    references: list[tuple[str, int, str, str]] = field(default_factory=list)
    uses: list[tuple[str, RoleUse]] = field(default_factory=list)
    homes: dict[str, str] = field(default_factory=dict)

    def find_faults(self, taken: AbstractSet[str]) -> Iterator[TaxonomyFault]:
        """Yield where roles are defined twice and otherwise, referred to by another name, or used on others.

        Args:
            taken: Addresses of all documents at hand.
        """
        yield from _judge_types(self.types)
        for document, line, uri, address in self.references:
            plain, _, fragment = address.partition("#")
            home = self.homes.get(address) or self.homes.get(f"{plain}#{unquote(fragment)}")
            if home is None and plain in taken and "(" not in fragment:
                yield TaxonomyFault(document, line, f"the reference to the role {uri} leads to no definition of a role")
            elif home not in (None, uri):
                yield TaxonomyFault(document, line, f"what defines {home} is referred to as {uri}")
        named = {(document, uri) for document, _, uri, _ in self.references}
        known = {(one.uri, one.is_arcrole): one for _, one in reversed(self.types)}
        for document, use in self.uses:
            found = known.get((use.uri, use.is_arcrole))
            if use.element.namespace != LINK:  # what is used on others means nothing
                continue
            if (document, use.uri) not in named:
                yield TaxonomyFault(document, use.line, f"the role {use.uri} is used and not referred to")
            if found is not None and found.used_on and use.element not in found.used_on:
                yield TaxonomyFault(document, use.line, f"{use.uri} is used on {use.element.local}, and is not for it")


def _judge_types(types: list[tuple[str, RoleType]]) -> Iterator[TaxonomyFault]:
    known: dict[tuple[str, bool], tuple[str, RoleType]] = {}
    for document, one in types:
        before = known.setdefault((one.uri, one.is_arcrole), (document, one))
        if before[1] is one:
            continue
        if before[0] == document:
            yield TaxonomyFault(document, one.line, f"{one.uri} is defined twice in one schema")
        elif _content(before[1]) != _content(one):
            yield TaxonomyFault(document, one.line, f"{one.uri} is defined otherwise in {before[0]}")


def _content(role: RoleType) -> tuple[object, ...]:
    return " ".join(role.definition.split()), frozenset(role.used_on), role.cycles
