"""What a check needs to know of its data and shapes before and beside the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from gaapgraph import resource
from gaapgraph.errors import InputError
from gaapgraph.shacl.rdf_term import SH
from gaapgraph.validation.rule_book import read_rule_book
from gaapgraph.vocabulary import GG, SKOS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import QuerySolutions

    from gaapgraph.shacl.rdf_term import Term
    from gaapgraph.shacl.shape import ShapesGraph

__all__ = ["describe_derivations", "describe_shapes", "has_facts", "list_documents", "quote_rows", "require_facts"]

_MOST_COLUMNS = 1000  # of a row that is quoted: data that others wrote may name any
_MOST_DIGITS = 10


def has_facts(store: Store) -> bool:
    """Say whether there is any `gg:Fact` in the data."""
    return bool(store.query(f"ASK {{ ?fact a <{GG.Fact}> }}", use_default_graph_as_union=True))


def require_facts(store: Store, where: str) -> None:
    """Refuse data that have no fact, since every rule would pass.

    Raises:
        InputError: There is no `gg:Fact` in the data.
    """
    if has_facts(store):
        return
    if len(store) == 0:
        raise InputError("the data are empty", where=where, mend="build them with gaapgraph build")
    used = [row["p"].value for row in _select(store, "SELECT DISTINCT ?p { ?s ?p ?o } ORDER BY ?p")]
    if any(iri.startswith(GG.iri) for iri in used):
        raise InputError("there is no gg:Fact in the data", where=where, mend="give data that state figures")
    what = f"the data are of another vocabulary: they use {used[0]} and the like, and no term of {GG.iri}"
    raise InputError(what, where=where, mend="build them with gaapgraph build")


def list_documents(store: Store) -> dict[str, str]:
    """Return the file name of each report's document, by the IRI of the report; a blank node cannot be asked of."""
    pattern = (
        f"?report a <{GG.Report}> ; <{GG.document}> ?document . ?document <{GG.fileName}> ?name FILTER(isIRI(?report))"
    )
    rows = _select(store, f"SELECT ?report ?name {{ {pattern} }} ORDER BY ?report")
    return {row["report"].value: row["name"].value for row in rows}


def quote_rows(store: Store, report: str) -> dict[int, str]:
    """Return the lines of a report's document that have figures, as far as the data tell them.

    Cells stand between tabs; of prose there are the figures.
    """
    parts = f"<{GG.line}> ?line ; <{GG.printedText}> ?text . OPTIONAL {{ ?o <{GG.column}> ?column }}"
    parts += f" OPTIONAL {{ ?o <{GG.offset}> ?offset }} OPTIONAL {{ ?o <{GG.label}> ?label }}"
    parts = f"<{report}> <{GG.document}> ?document . ?o <{GG.document}> ?document ; <{GG.fact}> ?fact ; {parts}"
    tables: dict[int, dict[int, str]] = {}
    prose: dict[int, dict[int, str]] = {}
    for row in _select(store, f"SELECT ?line ?text ?column ?offset ?label {{ {parts} }} ORDER BY ?line ?o"):
        line, column, offset = (_whole(row[name]) for name in ("line", "column", "offset"))
        text = row["text"].value
        if line is None:
            continue
        if column is not None and 0 < column <= _MOST_COLUMNS:
            cells = tables.setdefault(line, {1: row["label"].value if row["label"] is not None else ""})
            cells[column] = text
        elif offset is not None:
            prose.setdefault(line, {})[offset] = text
    rows = {line: " … ".join(text for _, text in sorted(figures.items())) for line, figures in prose.items()}
    for line, cells in tables.items():
        rows[line] = "\t".join(cells.get(column, "").replace("\t", " ") for column in range(1, max(cells) + 1))
    return rows


def _whole(term: object) -> int | None:
    """Return a number that the data state as a place; None where it is none, which a shape reports."""
    text = getattr(term, "value", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else None


def describe_shapes(paths: Sequence[Path] | None = None) -> dict[str, tuple[str, str]]:
    """Return name and description of shapes, by default of those that are shipped.

    A part without its own has those of the shape it belongs to.
    """
    shapes = read_rule_book(paths).shapes
    texts: dict[str, tuple[str, str]] = {}
    for shape in shapes.targeted:
        own = _describe(shapes, shape.node, ("", ""))
        texts[shape.node.value] = own
        for part in (*shapes.graph.nodes(shape.node, SH.sparql), *shapes.graph.nodes(shape.node, SH.property)):
            texts[part.value] = _describe(shapes, part, own)
    return texts


def describe_derivations() -> dict[str, str]:
    """Return the label of each derivation that is shipped, by its IRI: what it computes from what."""
    store = Store()
    for path in (resource.ontology() / "derivations.ttl", *sorted(resource.instances().glob("*/derivations.ttl"))):
        store.bulk_load(path=str(path), format=RdfFormat.TURTLE)
    rows = _select(store, f"SELECT ?d ?label {{ ?d a <{GG.Derivation}> ; <{SKOS.prefLabel}> ?label }} ORDER BY ?d")
    return {row["d"].value: row["label"].value for row in rows}


def _describe(shapes: ShapesGraph, node: Term, default: tuple[str, str]) -> tuple[str, str]:
    return shapes.graph.text(node, SH.name) or default[0], shapes.graph.text(node, SH.description) or default[1]


def _select(store: Store, query: str) -> QuerySolutions:
    return store.query(query, use_default_graph_as_union=True)  # type: ignore[return-value]
