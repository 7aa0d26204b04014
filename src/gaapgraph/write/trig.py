"""Turtle and TriG that people read: prefixes on top, one paragraph per resource."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.vocabulary import BASE, PREFIXES, RDF, XSD
from gaapgraph.write import term
from gaapgraph.write.graph import describe
from gaapgraph.write.resource_name import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gaapgraph.model import Report
    from gaapgraph.write.fact_statement import Resource

__all__ = ["write_named", "write_trig", "write_turtle"]

# No escapes: a store that keeps their backslashes would hold other IRIs.
_LOCAL = late_pattern(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_EXTENSION = late_pattern(re.escape(BASE) + r"([a-z][a-z0-9-]*)/[^/]+")
_BARE = late_pattern(
    rf'"([+-]?[0-9]+)"\^\^<{XSD.integer}>|"([+-]?[0-9]+\.[0-9]+)"\^\^<{XSD.decimal}>|"(true|false)"\^\^<{XSD.boolean}>'
)
_SHARED = ("entity", "period", "unit", "line-item")


def write_named(graph: str | None, resources: Iterable[Resource], prefixes: dict[str, str]) -> Iterator[str]:
    """Yield TriG: prefixes, and a named graph with some resources as one block; without its name, Turtle."""
    shorten = _make_shortener({**PREFIXES, **prefixes})
    yield _declare({**PREFIXES, **prefixes})
    if graph is not None:
        yield f"<{graph}> {{\n\n"
    for resource in resources:
        yield _write_resource(resource, shorten)
    if graph is not None:
        yield "}\n"


def write_trig(report: Report, base: str = BASE) -> Iterator[str]:
    """Yield TriG: the report's prefixes, and its named graph as one block."""
    prefixes = _list_prefixes(report, base)
    yield _declare(prefixes)
    yield f"<{Names(report, base).report}> {{\n\n"
    yield from _write_resources(report, base, prefixes)
    yield "}\n"


def write_turtle(report: Report, base: str = BASE) -> Iterator[str]:
    """Yield Turtle: the same resources without the name of their graph."""
    prefixes = _list_prefixes(report, base)
    yield _declare(prefixes)
    yield from _write_resources(report, base, prefixes)


def _list_prefixes(report: Report, base: str) -> dict[str, str]:
    extensions = {match[1] for name in (*report.concepts, *report.members) if (match := _EXTENSION.fullmatch(name))}
    own = Names(report, base).report
    return {
        **{name: f"{BASE}{name}/" for name in sorted(extensions)},
        **PREFIXES,
        **{name: f"{base}{name}/" for name in _SHARED},
        "measure": f"{BASE}measure/",
        "this": f"{own}/",
        "fact": f"{own}/fact/",
        "at": f"{own}/occurrence/",
    }


def _declare(prefixes: dict[str, str]) -> str:
    return "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in prefixes.items()) + "\n"


def _write_resources(report: Report, base: str, prefixes: dict[str, str]) -> Iterator[str]:
    shorten = _make_shortener(prefixes)
    for resource in describe(report, base):
        yield _write_resource(resource, shorten)


def _write_resource(resource: Resource, shorten: Callable[[str], str]) -> str:
    lines = []
    for predicate, value in resource.statements:
        verb = "a" if predicate == RDF.type else shorten(predicate)
        lines.append(f"    {verb} {_write_object(value, shorten)}")
    body = " ;\n".join(lines)
    return f"{shorten(resource.iri)}\n{body} .\n\n"


def _write_object(value: str, shorten: Callable[[str], str]) -> str:
    if value.startswith("<"):
        return shorten(value[1:-1])
    bare = _BARE.fullmatch(value)
    if bare is not None:
        return bare[1] or bare[2] or bare[3]
    text, mark, datatype = value.rpartition("^^<")
    return f"{text}^^{shorten(datatype[:-1])}" if mark and value.endswith(">") else value


def _make_shortener(prefixes: dict[str, str]) -> Callable[[str], str]:
    longest_first = sorted(prefixes.items(), key=lambda pair: -len(pair[1]))

    @lru_cache(maxsize=65536)
    def shorten(iri: str) -> str:
        for name, namespace in longest_first:
            if iri.startswith(namespace) and _LOCAL.fullmatch(local := iri[len(namespace) :]):
                return f"{name}:{local}"
        return term.iri(iri)

    return shorten
