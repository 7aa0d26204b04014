"""The algebra of queries: that of the shipped shapes as it was read when they were built, others by the parser.

The parser takes some twenty milliseconds for a query, and a check of a corpus plans hundreds of them. A query that is
not there, word for word, is parsed.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib.paths import AlternativePath, InvPath, SequencePath
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Literal, URIRef, Variable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["ALGEBRA", "UnwritableError", "read_algebra", "write_algebra"]

ALGEBRA = Path(__file__).with_name("algebra.json")  # made by scripts/build_algebra.py
_LATERAL = re.compile(r"\bLATERAL\s*\{")
_ALL = re.compile(r"\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?\*", re.IGNORECASE)  # its columns have no order
_IDLE = ("_vars", "datasetClause", "name", "_evalfn", "ctx")  # what no plan reads
Prefixes = tuple[tuple[str, str], ...]


class UnwritableError(Exception):
    """An algebra has something that cannot be kept in a file."""


def read_algebra(query: str, prefixes: Mapping[str, str] | None = None) -> Any:
    """Return the algebra of a query, that of patterns within expressions too.

    What stands in `LATERAL` restricts variables of its own only, in the queries that shapes are compiled to.
    """
    return _read(query, tuple(sorted((prefixes or {}).items())))


@lru_cache(maxsize=4096)
def _read(query: str, prefixes: Prefixes) -> Any:
    found = _load().get(_digest(query, prefixes))
    return _parse(query, prefixes) if found is None else found


def _parse(query: str, prefixes: Prefixes) -> Any:
    from rdflib.plugins.sparql.algebra import translateQuery, traverse
    from rdflib.plugins.sparql.parser import parseQuery

    tree = translateQuery(parseQuery(_LATERAL.sub("{", query)), initNs=dict(prefixes)).algebra
    return traverse(tree, visitPre=_read_pattern)


def _read_pattern(node: Any) -> None:
    from rdflib.plugins.sparql.algebra import translateGroupGraphPattern

    is_exists = isinstance(node, CompValue) and node.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS")
    if is_exists and node.graph.name.startswith("GroupGraphPattern"):
        node.graph = translateGroupGraphPattern(node.graph)


def _digest(query: str, prefixes: Prefixes) -> str:
    return hashlib.sha256(json.dumps([query, prefixes]).encode()).hexdigest()[:32]


def write_algebra(queries: Iterable[tuple[str, Mapping[str, str]]]) -> str:
    """Return the content of the file for some queries and their prefixes, whatever the present one has.

    Those that select all variables are left out: the parser gives these in another order in each process.

    What several queries have in common stands there once. Its nodes are in an order in which each one comes after
    those that it names.
    """
    writing, written = _Writing(), dict[str, int]()
    for query, prefixes in queries:
        if _ALL.search(query):
            continue
        known = tuple(sorted(prefixes.items()))
        try:
            written[_digest(query, known)] = writing.add(_parse(query, known))
        except UnwritableError:
            continue
    lines = ",\n".join(writing.nodes)
    return f'{{"nodes": [\n{lines}\n],\n"queries": {json.dumps(dict(sorted(written.items())), indent=0)}}}\n'


class _Writing:
    """Nodes of some algebras, each as a line."""

    def __init__(self) -> None:
        self.nodes: dict[str, int] = {}
        self.blank: dict[str, str] = {}

    def add(self, value: Any) -> int:
        """Return the place of a value among the nodes."""
        line = json.dumps(self._encode(value), ensure_ascii=False)
        return self.nodes.setdefault(line, len(self.nodes))

    def _encode(self, value: Any) -> list[Any]:
        match value:
            case CompValue():
                stated = {**value, **vars(value)}  # what is set later is an attribute, as the pattern of an EXISTS is
                kept = {key: self.add(one) for key, one in stated.items() if key not in _IDLE and one is not None}
                return ["node", value.name, kept]
            case Literal():
                return ["literal", str(value), str(value.datatype or ""), value.language or ""]
            case BNode():  # the parser names them at random
                return ["blank", self.blank.setdefault(str(value), f"b{len(self.blank)}")]
            case Variable() | URIRef():
                return ["variable" if isinstance(value, Variable) else "iri", str(value)]
            case InvPath():
                return ["inverse", self.add(value.arg)]
            case SequencePath() | AlternativePath():
                kind = "sequence" if isinstance(value, SequencePath) else "alternative"
                return [kind, *map(self.add, value.args)]
            case dict():
                return ["row", *(self.add(one) for pair in value.items() for one in pair)]
            case list() | tuple():
                return ["list" if isinstance(value, list) else "tuple", *map(self.add, value)]
            case str() | int() | None:
                return ["value", str(value) if isinstance(value, str) else value]
        raise UnwritableError(type(value).__name__)


@lru_cache(maxsize=1)
def _load() -> dict[str, Any]:
    """Return the algebras that are shipped."""
    if not ALGEBRA.is_file():
        return {}
    content = json.loads(ALGEBRA.read_text(encoding="utf-8"))
    made: list[Any] = []
    for kind, *parts in content["nodes"]:
        made.append(_MAKE[kind](parts, made))
    return {digest: made[place] for digest, place in content["queries"].items()}


def _make_node(parts: list[Any], made: list[Any]) -> CompValue:
    name, kept = parts
    return CompValue(name, **{key: made[place] for key, place in kept.items()})


def _make_literal(parts: list[Any], made: list[Any]) -> Literal:
    text, datatype, language = parts
    return Literal(text, datatype=URIRef(datatype) if datatype else None, lang=language or None, normalize=False)


_MAKE: dict[str, Callable[[list[Any], list[Any]], Any]] = {
    "node": _make_node,
    "literal": _make_literal,
    "blank": lambda parts, _: BNode(parts[0]),
    "variable": lambda parts, _: Variable(parts[0]),
    "iri": lambda parts, _: URIRef(parts[0]),
    "inverse": lambda parts, made: InvPath(made[parts[0]]),
    "sequence": lambda parts, made: SequencePath(*(made[one] for one in parts)),
    "alternative": lambda parts, made: AlternativePath(*(made[one] for one in parts)),
    "row": lambda parts, made: {made[one]: made[other] for one, other in zip(parts[::2], parts[1::2], strict=True)},
    "list": lambda parts, made: [made[one] for one in parts],
    "tuple": lambda parts, made: tuple(made[one] for one in parts),
    "value": lambda parts, _: parts[0],
}
