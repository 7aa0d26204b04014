"""The networks of a drafted profile: which rows sum to which, as arithmetic over one document found it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.iri import mint_iri
from gaapgraph.model import SUMMATION_ITEM
from gaapgraph.tag.profile.linkbase import NETWORK_COLUMNS
from gaapgraph.vocabulary import shorten_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaapgraph.model import LineItem, Network
    from gaapgraph.tag.draft.identity import Identity

__all__ = ["write_networks"]


def write_networks(networks: Iterable[Network], identity: Identity, document: str) -> str:
    """Return a table of calculation networks, as `read_network_table` takes it.

    Args:
        networks: Of the document, of any kind.
        identity: Who reports.
        document: The name of the file that they were found in.
    """
    own = {identity.prefix: identity.namespace}
    head = (
        f"# source: {document}, by arithmetic over its columns",
        "# a row is one arc: total = sum of weight × item; a network with neither total nor item has no sums",
        "\t".join(NETWORK_COLUMNS),
    )
    lines = list(head)
    given: Counter[str] = Counter()
    for network in networks:
        if network.arcrole != SUMMATION_ITEM or not network.arcs:
            continue
        name = network.role.removeprefix(mint_iri(identity.prefix, "role", ""))
        given[name] += 1
        name += f"@{given[name]}" if given[name] > 1 else ""
        title = " ".join(network.title.split())
        for arc in network.arcs:
            cells = (
                name,
                title,
                *_item(arc.source, own),
                str(arc.order),
                str(1 if arc.weight is None else arc.weight),
                *_item(arc.target, own),
            )
            lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def _item(item: LineItem, own: dict[str, str]) -> tuple[str, str]:
    pairs = (f"{shorten_iri(axis, own)}={shorten_iri(member, own)}" for axis, member in item.members)
    return shorten_iri(item.concept, own), ";".join(pairs)
