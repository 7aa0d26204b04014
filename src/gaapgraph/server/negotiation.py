"""Which form of an answer a client wants: media types, and short names of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import QueryResultsFormat, RdfFormat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["GRAPH_FORMS", "RESULT_FORMS", "SHORT_NAMES", "Form", "choose", "read_accept"]


class Form(NamedTuple):
    """One form of an answer.

    Attributes:
        media_type: As it is written in the answer.
        engine: The engine's name of it, or None where the engine has none.
    """

    media_type: str
    engine: QueryResultsFormat | RdfFormat | None


_JSON = Form("application/sparql-results+json", QueryResultsFormat.JSON)
_XML = Form("application/sparql-results+xml", QueryResultsFormat.XML)
_CSV = Form("text/csv; charset=utf-8", QueryResultsFormat.CSV)
_TSV = Form("text/tab-separated-values; charset=utf-8", QueryResultsFormat.TSV)
RESULT_FORMS = {  # the first is what a client gets that takes anything
    "application/sparql-results+json": _JSON,
    "application/sparql-results+xml": _XML,
    "text/csv": _CSV,
    "text/tab-separated-values": _TSV,
    "application/json": _JSON,
    "application/xml": _XML,
    "text/xml": _XML,
}
_TURTLE = Form("text/turtle; charset=utf-8", RdfFormat.TURTLE)
_LINES = Form("application/n-triples", RdfFormat.N_TRIPLES)
_LINKED = Form("application/ld+json", RdfFormat.JSON_LD)
_RDF_XML = Form("application/rdf+xml", RdfFormat.RDF_XML)
GRAPH_FORMS = {
    "text/turtle": _TURTLE,
    "application/n-triples": _LINES,
    "application/trig": Form("application/trig", RdfFormat.TRIG),
    "application/n-quads": Form("application/n-quads", RdfFormat.N_QUADS),
    "application/ld+json": _LINKED,
    "application/rdf+xml": _RDF_XML,
    "application/x-turtle": _TURTLE,
    "text/plain": Form("text/plain; charset=utf-8", RdfFormat.N_TRIPLES),
    "application/json": _LINKED,
    "application/xml": _RDF_XML,
}
SHORT_NAMES = {
    "json": "application/json",
    "xml": "application/xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "trig": "application/trig",
    "nq": "application/n-quads",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "html": "text/html",
    "svg": "image/svg+xml",
}


def read_accept(header: str) -> list[str]:
    """Return the media types that a client takes, the best first; nothing said is anything.

    >>> read_accept("text/html;q=0.5, application/json")
    ['application/json', 'text/html']
    """
    found: list[tuple[float, int, int, str]] = []
    for number, part in enumerate(header.split(",")):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        quality = _read_quality(weight)
        if name and quality > 0:
            found.append((-quality, name.count("*"), number, name))
    return [name for *_, name in sorted(found)] or ["*/*"]


def choose(accepted: Sequence[str], forms: Mapping[str, Form]) -> Form | None:
    """Return the form that a client likes best, or None where it takes none of them.

    >>> choose(["text/html", "text/*"], RESULT_FORMS).media_type
    'text/csv; charset=utf-8'
    """
    for wanted in accepted:
        if wanted in forms:
            return forms[wanted]
        if wanted.endswith("/*"):
            kind = wanted.removesuffix("*")
            for name, form in forms.items():
                if kind == "*/" or name.startswith(kind):
                    return form
    return None


def _read_quality(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
