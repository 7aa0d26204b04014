"""Reports to RDF: N-Quads, TriG, N-Triples and Turtle, each by itself or gzipped, written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.deferral import defer

if TYPE_CHECKING:
    from gaapgraph.write.fact_statement import Resource
    from gaapgraph.write.file import write_file, write_graph, write_link
    from gaapgraph.write.graph import describe, describe_software, name_software, write_quads, write_triples
    from gaapgraph.write.kind import FORMATS, find_format, open_rdf
    from gaapgraph.write.link import Link, Stated, list_links
    from gaapgraph.write.output import only, replace_each, replace_whole
    from gaapgraph.write.resource_name import Names
    from gaapgraph.write.risk_statement import describe_terms
    from gaapgraph.write.supersession import Supersession
    from gaapgraph.write.trig import write_trig, write_turtle

__all__ = [
    "FORMATS",
    "Link",
    "Names",
    "Resource",
    "Stated",
    "Supersession",
    "describe",
    "describe_software",
    "describe_terms",
    "find_format",
    "list_links",
    "name_software",
    "only",
    "open_rdf",
    "replace_each",
    "replace_whole",
    "write_file",
    "write_graph",
    "write_link",
    "write_quads",
    "write_trig",
    "write_triples",
    "write_turtle",
]

_HOMES = {
    "FORMATS": "kind",
    "Link": "link",
    "Names": "resource_name",
    "Resource": "fact_statement",
    "Stated": "link",
    "Supersession": "supersession",
    "describe": "graph",
    "describe_software": "graph",
    "describe_terms": "risk_statement",
    "find_format": "kind",
    "list_links": "link",
    "name_software": "graph",
    "only": "output",
    "open_rdf": "kind",
    "replace_each": "output",
    "replace_whole": "output",
    "write_file": "file",
    "write_graph": "file",
    "write_link": "file",
    "write_quads": "graph",
    "write_trig": "trig",
    "write_triples": "graph",
    "write_turtle": "trig",
}

__getattr__ = defer(__name__, _HOMES)
