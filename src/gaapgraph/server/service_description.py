"""The service in SPARQL 1.1 Service Description."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from gaapgraph.store.void_description import DATASET, VOID
from gaapgraph.vocabulary import RDF

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["describe_service"]

_SD, _FORMATS = "http://www.w3.org/ns/sparql-service-description#", "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "N-Quads", "TriG", "JSON-LD", "RDF_XML",
)  # fmt: skip


def describe_service(address: str, form: object, *, is_writable: bool) -> bytes:
    """Return the description of the service at an address.

    Args:
        address: Of the server, with a slash at its end.
        form: Of RDF.
        is_writable: Whether updates are taken.
    """
    prefixes = {"sd": _SD, "void": VOID, "formats": _FORMATS}
    triples = _describe(address, is_writable=is_writable)
    return serialize(triples, format=cast("RdfFormat", form), prefixes=prefixes) or b""


def _describe(address: str, *, is_writable: bool) -> Iterator[Triple]:
    me = NamedNode(f"{address}sparql")
    dataset, graph = NamedNode(DATASET), BlankNode("default")

    def say(name: str, *objects: NamedNode | BlankNode, of: NamedNode | BlankNode = me) -> Iterator[Triple]:
        yield from (Triple(of, NamedNode(_SD + name), each) for each in objects)

    yield Triple(me, NamedNode(RDF.type), NamedNode(f"{_SD}Service"))
    yield from say("endpoint", me)
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if is_writable else [])]
    yield from say("supportedLanguage", *(NamedNode(_SD + name) for name in languages))
    yield from say("resultFormat", *(NamedNode(_FORMATS + name) for name in _RESULTS))
    yield from say("defaultDataset", dataset)
    yield Triple(dataset, NamedNode(RDF.type), NamedNode(f"{_SD}Dataset"))
    yield from say("defaultGraph", graph, of=dataset)
    yield Triple(graph, NamedNode(RDF.type), NamedNode(f"{_SD}Graph"))
    yield Triple(me, NamedNode(f"{VOID}inDataset"), NamedNode(f"{address}void"))
