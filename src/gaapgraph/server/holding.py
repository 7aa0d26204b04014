"""The data that a server holds: reports as one default graph and as named graphs, the vocabulary in graphs beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from gaapgraph.graph import Dataset
from gaapgraph.sparql import DEFAULT, NAMED, find_reach
from gaapgraph.store import gather
from gaapgraph.store.content import name_loose
from gaapgraph.store.known_graph import KNOWN_GRAPHS, list_known_files
from gaapgraph.store.rdf_source import is_store
from gaapgraph.store.transaction import open_writable, replace_graphs
from gaapgraph.vocabulary import BASE, GG, RDF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gaapgraph.server.settings import Settings

__all__ = ["Holding", "open_holding"]

_VOCABULARY = ("ontology", "shapes", "questions", "rule-data")
_LARGEST = 2_000_000  # statements of which no second copy is held


@dataclass
class Holding:
    """What is served.

    Attributes:
        store: The default graph has each statement of the data once; each report, and each part of the vocabulary,
            has its named graph.
        sources: Where it came from.
        folder: The store folder that keeps what is written, or None.
        version: Changes with the data.
        notes: What was worked out once and is kept as long as the data are the same.
        is_merged: Whether the default graph has the statements of all graphs.
    """

    store: Store
    sources: tuple[Path, ...] = ()
    folder: Path | None = None
    version: int = 1
    notes: dict[str, object] = field(default_factory=dict)
    is_merged: bool = False

    def dataset(self) -> Dataset:
        """Return the data as their readers see them; of a merged store only the default graph, which has them all."""
        return Dataset(self.store, "" if self.is_merged else None)

    @property
    def data_graphs(self) -> list[str]:
        """The named graphs that are no vocabulary."""
        known = set(KNOWN_GRAPHS.values())
        names = (graph.value for graph in self.store.named_graphs() if isinstance(graph, NamedNode))
        return sorted(name for name in names if name not in known)

    def has_reports(self) -> bool:
        """Say whether there is a report in the data."""
        kind = NamedNode(GG.Report)
        return next(self.store.quads_for_pattern(None, NamedNode(RDF.type), kind, None), None) is not None

    def exchange(self, graphs: Mapping[str, Sequence[Quad]], dropped: Sequence[str] = ()) -> None:
        """Give named graphs new contents; on disk first, in one transaction.

        Raises:
            OutputError: The folder cannot be written.
        """
        if self.folder is not None:
            replace_graphs(open_writable(self.folder), graphs, dropped)
        replace_graphs(self.store, graphs, dropped)
        self.store.clear_graph(DefaultGraph())
        self.store.remove_graph(NamedNode(KNOWN_GRAPHS["void"]))
        self.merge()
        self.version += 1
        self.notes.clear()

    def merge(self) -> None:
        """Add to the default graph the statements of all graphs of the data, each once."""
        self.is_merged = True
        for graph in self.data_graphs:
            self.store.update(f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")

    def split(self) -> None:
        """Copy the default graph and the named graphs into a store each, for queries that look at one kind alone.

        The engine walks the statements of a term in all graphs, and here each stands in two.
        """
        if len(self.store) > _LARGEST:
            return
        for name, is_default in ((DEFAULT, True), (NAMED, False)):
            part = Store()
            part.bulk_extend(quad for quad in self.store if (quad.graph_name == DefaultGraph()) == is_default)
            self.notes[name] = part

    def choose(self, text: str) -> Store:
        """Return a store over which a query gives the answer that all data give, the smallest that there is."""
        part = self.notes.get(find_reach(text))
        return part if isinstance(part, Store) else self.store

    def add_vocabulary(self) -> None:
        """Load what is no report into the graphs that have known names."""
        for name in _VOCABULARY:
            graph = NamedNode(KNOWN_GRAPHS[name])
            for path in list_known_files(name):
                self.store.bulk_load(path=str(path), format=RdfFormat.TURTLE, base_iri=BASE, to_graph=graph)

    def describe(self) -> None:
        """Put the description of the data into its graph, if it is not there yet."""
        from gaapgraph.store.void_description import describe_dataset

        graph = NamedNode(KNOWN_GRAPHS["void"])
        if not self.store.contains_named_graph(graph):
            found = describe_dataset(self.store, self.data_graphs)
            self.store.bulk_extend([Quad(each.subject, each.predicate, each.object, graph) for each in found])


def open_holding(settings: Settings) -> Holding:
    """Load the data of a server.

    Raises:
        SourceError: A source cannot be had.
        ReadError: It is neither RDF nor a document.
        InputError: It has statements that belong to no graph.
    """
    folder = settings.sources[0] if len(settings.sources) == 1 and settings.token is not None else None
    if folder is not None and not (is_store(folder) or not folder.exists()):
        folder = None
    sources = settings.sources if folder is None or is_store(folder) else ()
    store = Store() if folder is not None and not sources else gather(sources)
    if len(sources) == 1 and is_store(sources[0]):  # opened for reading
        copied = Store()
        copied.bulk_extend(store)
        store = copied
    loose = store.quads_for_pattern(None, None, None, DefaultGraph())
    if next(loose, None) is not None:
        quads = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
        store.update(f"ADD DEFAULT TO <{name_loose(quads, f'{settings.base}graph/data')}>")
    holding = Holding(store, settings.sources, folder)
    holding.merge()
    return holding
