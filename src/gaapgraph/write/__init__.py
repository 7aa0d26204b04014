"""Reports to RDF: N-Quads, TriG, N-Triples and Turtle, each by itself or gzipped, written whole or not at all."""

from gaapgraph.write.fact import Resource
from gaapgraph.write.file import FORMATS, find_format, write_file, write_graph
from gaapgraph.write.graph import describe, describe_software, name_software, write_quads, write_triples
from gaapgraph.write.kind import open_rdf
from gaapgraph.write.name import Names
from gaapgraph.write.output import only, replace_whole
from gaapgraph.write.risk import describe_terms
from gaapgraph.write.trig import write_trig, write_turtle

__all__ = [
    "FORMATS",
    "Names",
    "Resource",
    "describe",
    "describe_software",
    "describe_terms",
    "find_format",
    "name_software",
    "only",
    "open_rdf",
    "replace_whole",
    "write_file",
    "write_graph",
    "write_quads",
    "write_trig",
    "write_triples",
    "write_turtle",
]
