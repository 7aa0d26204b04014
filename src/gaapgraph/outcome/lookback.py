"""What became of the risks in one document by what a later one shows: a graph made of both."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from gaapgraph.build import Context, read_source
from gaapgraph.document.encoding import decode, load
from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.outcome.curated import find_comparisons, find_outcomes
from gaapgraph.outcome.derived import derive_outcomes
from gaapgraph.outcome.written import describe_comparisons, describe_outcomes, name_hindsight
from gaapgraph.resource import instances
from gaapgraph.tag import find_terms
from gaapgraph.vocabulary import BASE, GG
from gaapgraph.write import (
    Names,
    describe_terms,
    write_graph,
    write_quads,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.model import Report
    from gaapgraph.write import Resource

__all__ = ["Hindsight", "look_back"]


@frozen
class Hindsight:
    """How much was found of what became of risks; `aside` tells of each row of a table that does not hold."""

    computed: int
    curated: int
    compared: int
    aside: tuple[str, ...]


def look_back(
    earlier: str | Path, later: str | Path, output: str | Path, profile: str | Path | None = None, base: str = BASE
) -> Hindsight:
    """Write what became of the risks in one document by what a later one of the same entity shows.

    Args:
        earlier: The document that tells of risks.
        later: The document that shows what came of them.
        output: An RDF file, `.nq .trig .ttl .nt`, with or without `.gz`.
        profile: The folder of the entity's profile, with the tables of what a person settled; without it the shipped
            profile that fits is taken.
        base: The IRI under which both reports name their data.

    Raises:
        SourceError: A document cannot be had.
        ReadError: Its bytes cannot be understood.
        InputError: The earlier document tells of no risk, or the documents are the same or of two entities.
        OutputError: The output cannot be written.
    """
    context = Context(profile=None if profile is None else Path(profile))
    before, after = _read(earlier, context), _read(later, context)
    _require_pair(before, after, earlier, later)
    told, shown = (before, _read_lines(earlier)), (after, _read_lines(later))
    outcomes, aside = find_outcomes(_list_tables(profile, "outcomes"), told, shown)
    comparisons, left = find_comparisons(_list_tables(profile, "comparisons"), told, shown)
    names = Names(before, base), Names(after, base)
    curated = [*describe_outcomes(outcomes, (before, names[0]), (after, names[1]))]
    compared = [*describe_comparisons(comparisons, *names)]
    order = {names[0].risk(one.place): one.place for one in before.risks}
    order |= {names[0].driver(one.place): one.place for one in before.drivers}
    computed = derive_outcomes(_load(before, after, base=base), names[0].report, names[1].report, order)
    resources = [*curated, *compared, *computed]
    graph = name_hindsight(names[0].report, names[1].report)
    write_graph(graph, [*resources, *_describe_terms(resources)], Path(output), _list_prefixes(graph, *names))
    return Hindsight(len(computed), len(outcomes), len(compared), (*aside, *left))


def _read(path: str | Path, context: Context) -> Report:
    found = list(islice(read_source(Path(path), context), 2))
    if len(found) != 1:
        raise InputError("is not one document", where=str(path), mend="name a document")
    return found[0]


def _require_pair(before: Report, after: Report, earlier: str | Path, later: str | Path) -> None:
    if not before.risks:
        raise InputError("tells of no risk", where=str(earlier), mend="name the document with the risk factors first")
    if before.iri == after.iri:
        raise InputError("is the same document", where=str(later), mend="give a later one")
    if before.entity.iri != after.entity.iri:
        raise InputError("is of another entity", where=str(later), mend=f"give a document of {before.entity.label}")


def _list_tables(profile: str | Path | None, kind: str) -> list[Path]:
    """Return the tables of a kind in the entity's folder, or in those of all shipped entities."""
    folders = [Path(profile)] if profile else sorted(path.parent for path in instances().glob("*/profile.ttl"))
    return [table for folder in folders for table in sorted(folder.glob(f"annotations/{kind}/*.tsv"))]


def _read_lines(path: str | Path) -> list[str]:
    return decode(load(Path(path)), str(path)).split("\n")


def _load(*reports: Report, base: str) -> Store:
    store = Store()
    for report in reports:
        store.bulk_load("".join(write_quads(report, base)).encode("utf-8", "replace"), RdfFormat.N_QUADS)
    return store


def _describe_terms(resources: Iterable[Resource]) -> Iterator[Resource]:
    """Yield the concepts of schemes that the resources name, so that the graph can be read by itself."""
    named = (value for one in resources for name, value in one.statements if name in (GG.outcome, GG.comparability))
    yield from describe_terms(find_terms(value.strip("<>") for value in named).values())


def _list_prefixes(graph: str, before: Names, after: Names) -> dict[str, str]:
    return {
        "outcome": f"{BASE}scheme/outcome/",
        "comparability": f"{BASE}scheme/comparability/",
        "this": f"{graph}/",
        "earlier": f"{before.report}/",
        "later": f"{after.report}/",
        "fact": f"{after.report}/fact/",
    }
