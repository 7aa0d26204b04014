"""`gaapgraph load`: data into a triple store."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from gaapgraph.cli._argument import Data
from gaapgraph.printable import show_controls

if TYPE_CHECKING:
    from gaapgraph.remote.transfer import Delivery
    from gaapgraph.store.content import GraphContent

__all__ = ["load"]

_UNDELIVERED = 2


def load(
    to: Annotated[
        str, typer.Option("--to", metavar="URL|DIR", help="A dataset, repository or endpoint; or a store folder.")
    ],
    data: Data = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Also remove the graphs that a new one says it replaces.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    vocabulary: Annotated[
        bool, typer.Option("--vocabulary", help="Also load ontology, shapes, questions and what rules read.")
    ] = False,
    graph: Annotated[
        str | None, typer.Option(metavar="IRI", help="Where statements go that stand outside any graph.")
    ] = None,
) -> None:
    """Load data into a triple store, graph by graph, and hold what arrived to what was sent.

    A graph takes the place of the one of its name; one that is there already is not sent again. Credentials come from
    GAAPGRAPH_USER and GAAPGRAPH_PASSWORD, from GAAPGRAPH_TOKEN, or from ~/.netrc.
    """
    from gaapgraph.remote.transfer import deliver, open_target

    with TemporaryDirectory(prefix="gaapgraph-") as scratch:
        contents = _list_contents(data or [], graph, Path(scratch), with_vocabulary=vocabulary)

        def tell(number: int, delivery: Delivery) -> None:
            print(show_controls(_describe(number, len(contents), delivery)), file=sys.stderr, flush=True)

        deliveries = deliver(contents, open_target(to), replaces=replace, is_dry=dry_run, told=tell)
    failed = [each for each in deliveries if not each.arrived]
    total = sum(each.count for each in deliveries if each.arrived)
    done = "would be there" if dry_run else "are there, each held to its count and checksum"
    print(f"{to}: {len(deliveries) - len(failed)} of {len(deliveries)} graphs ({total:,} triples) {done}")
    if failed:
        names = ", ".join(each.graph for each in failed)
        print(f"gaapgraph: {to}: did not arrive: {names}; see above, and load again", file=sys.stderr)
        raise typer.Exit(_UNDELIVERED)


def _list_contents(
    sources: list[Path], graph: str | None, scratch: Path, *, with_vocabulary: bool
) -> list[GraphContent]:
    from gaapgraph.store import gather
    from gaapgraph.store.content import GraphContent, lay_aside, list_contents
    from gaapgraph.store.known_graph import KNOWN_GRAPHS, read_known

    contents = lay_aside(list_contents(gather(sources), graph), scratch)  # a target needs the memory of the store
    if with_vocabulary:
        known = [(KNOWN_GRAPHS[name], tuple(dict.fromkeys(read_known(name)))) for name in KNOWN_GRAPHS]
        contents += [GraphContent(iri, quads) for iri, quads in known if quads]
    return contents


def _describe(number: int, of: int, delivery: Delivery) -> str:
    states = {
        "same": "is there already",
        "sent": f"sent in {delivery.seconds:.1f} s, arrived whole",
        "would send": "would be sent",
        "failed": f"failed: {delivery.problem}",
    }
    taken = f", in place of {delivery.before:,}" if delivery.before and delivery.state in ("sent", "would send") else ""
    removed = "".join(f"; removes {each}" for each in delivery.removed)
    return f"{number}/{of} {delivery.graph}: {delivery.count:,} triples {states[delivery.state]}{taken}{removed}"
