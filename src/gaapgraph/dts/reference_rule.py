"""Whether what documents refer to is what they say it is: a schema, or a linkbase of one kind (XBRL 2.1 §4.2, §4.3)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.dts.standard_role import LINK, LINKS_OF
from gaapgraph.dts.taxonomy_set import TaxonomyFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.model import QName

__all__ = ["ReferenceBook"]


@dataclass(slots=True)
class ReferenceBook:
    """What was referred to, and what was found there.

    Attributes:
        wanted: Address, whether a schema is due, role of a `linkbaseRef`, and the document and line that refer to it.
        schemas: Addresses at which there are schemas.
        links: Kinds of the links of each linkbase, by address; also of those that stand in schemas.
        taken: Addresses of all documents at hand.
        imports: Address of an imported schema, the namespace that it should have, and the document that imports it.
        spaces: Namespace of each schema, by address.
    """

    wanted: list[tuple[str, bool, str, str, int]] = field(default_factory=list)
    schemas: set[str] = field(default_factory=set)
    links: dict[str, set[QName]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    imports: dict[tuple[str, str], str] = field(default_factory=dict)
    spaces: dict[str, str] = field(default_factory=dict)

    def find_faults(self) -> Iterator[TaxonomyFault]:
        """Yield a fault for each reference that leads to something else."""
        for (address, namespace), document in self.imports.items():
            if self.spaces.get(address, namespace) != namespace:
                shown = posixpath.basename(address)
                reason = f"{shown} is imported as of {namespace or 'no namespace'}, and is of {self.spaces[address]}"
                yield TaxonomyFault(document, 1, reason)
        for address, is_schema, role, document, line in self.wanted:
            if address not in self.taken:
                continue
            shown = posixpath.basename(address)
            if is_schema:
                if address not in self.schemas:
                    yield TaxonomyFault(document, line, f"{shown} is referred to as a schema, and is none")
                continue
            if address not in self.links:
                yield TaxonomyFault(document, line, f"{shown} is referred to as a linkbase, and is none")
            wanted = LINKS_OF.get(role)
            others = {one for one in self.links.get(address, ()) if one.namespace == LINK and one.local != wanted}
            if wanted is not None and others:
                other = min(one.local for one in others)
                yield TaxonomyFault(document, line, f"{shown} is referred to as of {wanted}, and holds a {other}")
