"""A store over HTTP: graphs counted, read, put, and removed, by the Graph Store Protocol or, without it, by updates."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pyoxigraph import RdfFormat, parse

from gaapgraph.errors import SourceError
from gaapgraph.remote.address import find_address, read_truth
from gaapgraph.remote.http_call import RefusedCallError, open_caller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from gaapgraph.http_exchange import Answer
    from gaapgraph.remote.address import Address
    from gaapgraph.remote.http_call import Caller
    from gaapgraph.store.content import GraphContent

__all__ = ["RemoteStore", "open_remote"]

_JSON, _LINES, _FORM = "application/sparql-results+json", "application/n-triples", "application/x-www-form-urlencoded"
_GRAPHS = f"{_LINES}, text/plain;q=0.9, text/turtle;q=0.5"  # old stores know N-Triples as text
_FORMS = {"text/turtle": RdfFormat.TURTLE, "application/rdf+xml": RdfFormat.RDF_XML}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_END = " .\n"
_BATCH = 2_000  # triples of one update
_FIRST_CALL = 30.0  # seconds, for a question that takes no work
_UNKNOWN = (400, 404, 405, 406, 415, 500, 501)  # of a store whose Graph Store Protocol does not take what it should


class RemoteStore:
    """One store.

    Attributes:
        address: Where it takes what.
    """

    def __init__(self, address: Address, caller: Caller) -> None:
        self.address, self._caller = address, caller

    def select(self, query: str) -> list[dict[str, dict[str, str]]]:
        """Return the solutions of a SELECT, as SPARQL 1.1 JSON has them.

        Raises:
            RefusedCallError: The store refuses it.
            SourceError: It cannot be reached, or answers something else.
        """
        form = urlencode({"query": query}).encode()
        said = self._caller.call(self.address.query, form, {"Accept": _JSON, "Content-Type": _FORM})
        try:
            rows = list(json.loads(said.body)["results"]["bindings"])
        except (ValueError, KeyError, TypeError, RecursionError) as exc:
            raise SourceError("answers no SPARQL JSON", where=self.address.query) from exc
        if not all(_is_row(each) for each in rows):
            raise SourceError("answers no SPARQL JSON", where=self.address.query)
        return rows

    def ask(self, query: str) -> bool:
        """Return whether an ASK is true."""
        form = urlencode({"query": query}).encode()
        said = self._caller.call(self.address.query, form, {"Accept": _JSON, "Content-Type": _FORM})
        return bool(read_truth(said.body))

    def update(self, text: str) -> None:
        """Run an update."""
        if self.address.kind == "virtuoso" and not self.address.update.endswith("-auth"):
            form = urlencode({"query": text}).encode()  # it takes updates as queries
            self._caller.call(self.address.update, form, {"Content-Type": _FORM})
            return
        form = urlencode({"update": text}).encode()
        self._caller.call(self.address.update, form, {"Content-Type": _FORM})

    def count(self, graph: str) -> int:
        """Return how many triples a graph has.

        Raises:
            SourceError: It answers no number.
        """
        rows = self.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        try:
            return int(rows[0]["n"]["value"])
        except (IndexError, KeyError, ValueError) as exc:
            raise SourceError("does not tell how many triples a graph has", where=self.address.query) from exc

    def read(self, graph: str, most: int) -> Iterator[Triple]:
        """Yield the triples of a graph.

        Args:
            graph: Its name.
            most: More triples than that are not taken in.

        Raises:
            SourceError: What comes is no RDF, or more than `most` triples.
        """
        said = self._call_for(graph)
        if said is None:
            return
        form = _FORMS.get(said.headers.get("content-type", "").partition(";")[0].strip(), RdfFormat.N_TRIPLES)
        try:
            for number, quad in enumerate(parse(said.body, form, lenient=True)):
                if number == most:
                    raise SourceError(f"gives a graph of more than {most:,} triples", where=self.address.query)
                yield quad.triple
        except (SyntaxError, ValueError) as exc:
            reason = getattr(exc, "msg", exc)
            raise SourceError(f"gives a graph that is no RDF ({reason})", where=self.address.query) from exc

    def _call_for(self, graph: str) -> Answer | None:
        """Return what a store answers to who wants a graph; None where it has none of that name."""
        if self.address.graphs is None:
            form = urlencode({"query": f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"}).encode()
            return self._caller.call(self.address.query, form, {"Accept": _GRAPHS, "Content-Type": _FORM})
        try:
            return self._caller.call(self.address.graph(graph), headers={"Accept": _LINES})
        except RefusedCallError as exc:
            if exc.status == 404:
                return None
            raise

    def put(self, content: GraphContent) -> None:
        """Give a graph its contents, whatever it had."""
        if self.address.graphs is not None and self.address.kind != "virtuoso":
            try:
                body = b"".join(line.encode("utf-8", "replace") for line in content.lines())
                self._caller.call(self.address.graph(content.graph), body, {"Content-Type": _LINES}, "PUT")
            except RefusedCallError as exc:
                if exc.status not in _UNKNOWN:
                    raise
            else:
                return
        if self.address.kind == "blazegraph":  # its forms take 200 KB, its own path any number of quads
            self.update(self._drop(content.graph))
            lines = (f"{each.removesuffix(_END)} <{content.graph}>{_END}" for each in content.lines())
            body = _NOT_ASCII.sub(_escape, "".join(lines)).encode()  # which it takes for Latin-1
            self._caller.call(self.address.query, body, {"Content-Type": "text/x-nquads"})
            return
        self._put_by_updates(content)

    def _put_by_updates(self, content: GraphContent) -> None:
        self.update(self._drop(content.graph))
        lines = list(content.lines())
        for start in range(0, len(lines), _BATCH):
            triples = "".join(lines[start : start + _BATCH])
            self.update(f"INSERT DATA {{ GRAPH <{content.graph}> {{\n{triples}}} }}")

    def remove(self, graph: str) -> None:
        """Remove a graph; one that is not there is no error."""
        self.update(self._drop(graph))

    def _drop(self, graph: str) -> str:
        verb = "CLEAR" if self.address.kind == "virtuoso" else "DROP"  # it knows graphs that nobody created by no name
        return f"{verb} SILENT GRAPH <{graph}>"


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and all(
        isinstance(term, dict) and "value" in term and all(isinstance(each, str) for each in term.values())
        for term in row.values()
    )


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def open_remote(url: str, seconds: float | None = None) -> RemoteStore:
    """Return a store by its address.

    Args:
        url: The address.
        seconds: That each call may take, if other than what loading takes.

    Raises:
        InputError: The address cannot be used.
        SourceError: Nothing there answers SPARQL.
    """
    caller = open_caller(url)
    if seconds is not None:
        caller.seconds = seconds
    first = replace(caller, seconds=min(_FIRST_CALL, caller.seconds))
    return RemoteStore(find_address(url, first), caller)
