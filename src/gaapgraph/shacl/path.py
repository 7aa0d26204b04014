"""Property paths: read from a shapes graph, written as SPARQL (SHACL §2.3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import NamedNode

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.shacl.rdf_term import SH, Graph, Term

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Alternative",
    "Inverse",
    "Path",
    "Predicate",
    "Repeat",
    "Sequence",
    "path_pattern",
    "path_text",
    "read_path",
]


@frozen
class Predicate:
    """One property, followed forwards."""

    iri: str


@frozen
class Inverse:
    """A path followed backwards."""

    path: Path


@frozen
class Sequence:
    """Paths followed one after the other."""

    paths: tuple[Path, ...]


@frozen
class Alternative:
    """Any one of several paths."""

    paths: tuple[Path, ...]


@frozen
class Repeat:
    """A path followed as often as `mark` allows: `*`, `+` or `?`."""

    path: Path
    mark: str


Path: TypeAlias = Predicate | Inverse | Sequence | Alternative | Repeat

_MARKS = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def read_path(graph: Graph, node: Term, depth: int = 0) -> Path:
    """Return the path that a node of a shapes graph describes.

    Raises:
        InputError: The node is no well-formed path.
    """
    if isinstance(node, NamedNode):
        return Predicate(node.value)
    if depth > 50:
        raise InputError("a property path refers to itself", where=str(node))
    if graph.is_list(node):
        paths = tuple(read_path(graph, item, depth + 1) for item in graph.items(node))
        return paths[0] if len(paths) == 1 else Sequence(paths)
    for mark_iri, mark in _MARKS.items():
        if inner := graph.object(node, mark_iri):
            return Repeat(read_path(graph, inner, depth + 1), mark)
    if inner := graph.object(node, SH.inversePath):
        return Inverse(read_path(graph, inner, depth + 1))
    if inner := graph.object(node, SH.alternativePath):
        return Alternative(tuple(read_path(graph, item, depth + 1) for item in graph.items(inner)))
    raise InputError(f"{node} is no property path", mend="see SHACL §2.3.1 for the forms a path can take")


def path_text(path: Path) -> str:
    """Return the path in SPARQL's own notation.

    >>> path_text(Sequence((Predicate("http://a"), Repeat(Inverse(Predicate("http://b")), "*"))))
    '<http://a>/((^<http://b>)*)'
    """
    match path:
        case Predicate(iri):
            return f"<{iri}>"
        case Inverse(inner):
            return f"^{_wrapped(inner)}"
        case Repeat(inner, mark):
            return f"{_wrapped(inner)}{mark}"
        case Sequence(paths):
            return "/".join(_wrapped(inner) for inner in paths)
        case Alternative(paths):
            return "|".join(_wrapped(inner) for inner in paths)


def _wrapped(path: Path) -> str:
    return path_text(path) if isinstance(path, Predicate) else f"({path_text(path)})"


def path_pattern(path: Path, start: str, end: str, fresh: Callable[[], str]) -> str:
    """Return a graph pattern that binds the path's end, given that its start is bound.

    Steps that a triple pattern cannot express are joined with LATERAL, so that they start
    from what is bound already instead of from the whole graph.
    """
    match path:
        case Predicate(iri):
            return f"{start} <{iri}> {end} ."
        case Inverse(Predicate(iri)):
            return f"{end} <{iri}> {start} ."
        case Sequence(paths):
            stops = [start, *(fresh() for _ in paths[1:]), end]
            steps = [path_pattern(step, stops[i], stops[i + 1], fresh) for i, step in enumerate(paths)]
            later = next((i for i, step in enumerate(steps) if step.startswith("LATERAL")), len(steps))
            rest = [step if step.startswith("LATERAL") else f"LATERAL {{ {step} }}" for step in steps[later:]]
            return " ".join([*steps[:later], *rest])
        case Alternative(paths):
            branches = " UNION ".join(f"{{ {path_pattern(branch, start, end, fresh)} }}" for branch in paths)
            return f"LATERAL {{ {branches} }}"
        case _:
            return f"LATERAL {{ {start} {path_text(path)} {end} }}"
