"""Reads shapes graphs from files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from gaapgraph.errors import InputError, ReadError, SourceError
from gaapgraph.input_file import read_input
from gaapgraph.shacl.rdf_term import SHACL, Graph
from gaapgraph.shacl.shape import ShapesGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["load_shapes", "read_triples"]

_ENTITY = re.compile(rb"""<!ENTITY\s+(?:%\s+)?\S+\s+(?:"([^"]*)"|'([^']*)')""")
_LONGEST_ENTITY = 256
_TAG = re.compile(rb"<(/?)[^\s!?/>][^>]*?(/?)>")
_MOST_DEPTH = 500  # of elements: parsers take time with the square of it


def load_shapes(source: str | Path | Iterable[str | Path] | Iterable[Triple]) -> ShapesGraph:
    """Read shapes from a file, a folder, several of them, or from triples.

    Blank nodes are numbered in the order in which they appear, so that two readings name them alike.

    Raises:
        SourceError: A file cannot be opened.
        ReadError: A file is not RDF in the syntax that its name says (Turtle, if it says nothing).
        InputError: There is no shape, a shape is not well-formed, or shapes are recursive.
    """
    items = [source] if isinstance(source, str | Path) else list(source)
    triples = [item for item in items if isinstance(item, Triple)]
    files = [file for item in items if not isinstance(item, Triple) for file in _files(Path(item))]
    for number, file in enumerate(files):
        triples += read_triples(file, number)
    where = ", ".join(str(item) for item in items if not isinstance(item, Triple)) or "the shapes graph"
    shapes = ShapesGraph(Graph(triples), where)
    if not any(triple.predicate.value.startswith(SHACL) for triple in shapes.graph.triples):
        raise InputError("there is no SHACL in it", where=where, mend="name a file of shapes")
    if not shapes.targeted and not any("#deactivated" in t.predicate.value for t in shapes.graph.triples):
        raise InputError("no shape says which nodes it is about", where=where, mend="give a shape an sh:targetClass")
    shapes.refuse_recursion()
    return shapes


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(path.rglob("*.ttl"))
        if not found:
            raise SourceError("there is no .ttl file in the folder", where=str(path))
        return found
    return [path]


def read_triples(path: Path, number: int = 0) -> Iterator[Triple]:
    """Iterate over the triples of a file; the number tells the blank nodes of several files apart."""
    syntax = RdfFormat.from_extension(path.suffix.removeprefix(".")) or RdfFormat.TURTLE
    content = read_input(path)
    if syntax == RdfFormat.RDF_XML:
        _refuse_entities(content, path)
        _refuse_depth(content, path)
    names: dict[BlankNode, BlankNode] = {}

    def renamed(term: object) -> object:
        if not isinstance(term, BlankNode):
            return term
        return names.setdefault(term, BlankNode(f"s{number}b{len(names)}"))

    try:
        for quad in parse(content, format=syntax, base_iri=path.resolve().as_uri()):
            yield Triple(renamed(quad.subject), quad.predicate, renamed(quad.object))  # type: ignore[arg-type]
    except SyntaxError as error:
        reason = " ".join(str(error).split())
        raise ReadError(f"not {syntax.name}: {reason}", where=str(path), mend="correct the file or its name") from error
    except ValueError as error:
        raise ReadError(f"not {syntax.name}: {error}", where=str(path)) from error


def _refuse_entities(content: bytes, path: Path) -> None:
    """Refuse entities that are made of others, or long: a few lines of such stand for more than a machine can hold.

    Short ones are customary in RDF/XML, as names of namespaces.
    """
    for found in _ENTITY.finditer(content.replace(b"\x00", b"")):
        value = found[1] if found[1] is not None else found[2]
        if b"&" in value or b"%" in value or len(value) > _LONGEST_ENTITY:
            raise ReadError(
                "declares entities that are made of others, or long", where=str(path), mend="write them out"
            )


def _refuse_depth(content: bytes, path: Path) -> None:
    depth = 0
    for found in _TAG.finditer(content.replace(b"\x00", b"")):
        depth += -1 if found[1] else 0 if found[2] else 1
        if depth > _MOST_DEPTH:
            raise ReadError(f"nests elements more than {_MOST_DEPTH} deep", where=str(path), mend="take it apart")
