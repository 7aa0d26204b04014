"""Where a store takes queries, updates and graphs: found by asking it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from gaapgraph.errors import GaapGraphError, SourceError
from gaapgraph.frozen_class import frozen
from gaapgraph.http_exchange import PASSING
from gaapgraph.remote.http_call import ELSEWHERE, RefusedCallError, bare

if TYPE_CHECKING:
    from gaapgraph.http_exchange import Answer
    from gaapgraph.remote.http_call import Caller

__all__ = ["Address", "find_address", "read_truth"]

_TELLING = (401, 403, *ELSEWHERE)  # of HTTP: what says more than that there is no SPARQL
_JSON = "application/sparql-results+json"


@frozen
class Address:
    """One store.

    Attributes:
        kind: `fuseki`, `rdf4j`, `virtuoso`, `blazegraph`, `oxigraph`, `gaapgraph`, or `other`.
        query: Where queries go.
        update: Where updates go.
        graphs: Where graphs are read and written (SPARQL 1.1 Graph Store Protocol), or None.
    """

    kind: str
    query: str
    update: str
    graphs: str | None

    def graph(self, iri: str) -> str:
        """Return the address of a graph."""
        return f"{self.graphs}?graph={quote(iri, safe='')}"


def find_address(url: str, caller: Caller) -> Address:
    """Return where a store takes what, by asking it.

    Args:
        url: Of the dataset (Fuseki), the repository (RDF4J, GraphDB), the namespace or endpoint (Blazegraph, Virtuoso),
            or the server (Oxigraph, `gaapgraph serve`).
        caller: Calls it.

    Raises:
        SourceError: It cannot be reached, or nothing there answers SPARQL.
    """
    base = bare(url).rstrip("/")
    reasons: list[GaapGraphError] = []
    for candidate in (base, f"{base}/sparql", f"{base}/query"):
        try:
            said = caller.call(f"{candidate}?{urlencode({'query': 'ASK {}'})}", headers={"Accept": _JSON})
        except RefusedCallError as exc:
            if exc.status in PASSING:  # it was waited for: no other address of the same host is any use
                raise
            reasons.append(exc)
            continue
        if read_truth(said.body) is not None:
            return _lay_out(base, candidate, said, has_key=bool(caller.key))
    worst = next((each for each in reasons if getattr(each, "status", 0) in _TELLING), None)
    if worst is not None:
        raise worst
    raise SourceError("nothing there answers SPARQL", where=base, mend="give the address of a dataset or repository")


def read_truth(body: bytes) -> bool | None:
    """Return what an ASK gave, or None where that is no SPARQL JSON; Virtuoso gives a row instead of a boolean."""
    try:
        said = json.loads(body)
        if "boolean" in said:
            return bool(said["boolean"])
        (row,) = said["results"]["bindings"]
        return str(row["__ASK_RETVAL"]["value"]) in ("1", "true")
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _lay_out(base: str, query: str, said: Answer, *, has_key: bool) -> Address:
    server = said.headers.get("server", "").lower()
    root = query.removesuffix("/sparql").removesuffix("/query")
    if "/repositories/" in query:
        return Address("rdf4j", query, f"{query}/statements", f"{query}/rdf-graphs/service")
    if server.startswith("virtuoso"):
        known = "-auth" if has_key else ""
        return Address("virtuoso", query, query + known, _at(query, f"/sparql-graph-crud{known}"))
    if "/namespace/" in query or "blazegraph" in query:
        return Address("blazegraph", query, query, None)
    if server.startswith("oxigraph"):
        return Address("oxigraph", query, f"{root}/update", f"{root}/store")
    if server.startswith("gaapgraph"):
        return Address("gaapgraph", query, query, f"{root}/data")
    if "fuseki-request-id" in said.headers:
        return Address("fuseki", query, f"{root}/update", f"{root}/data")
    return Address("other", query, f"{root}/update" if query != base else query, None)


def _at(url: str, path: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))
