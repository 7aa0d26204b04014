"""RDF to model: facts, figures and whole reports of any graph in our vocabulary, read once and leniently."""

from gaapgraph.graph.arc import StatedArc, StatedNetwork, list_networks
from gaapgraph.graph.dataset import Dataset
from gaapgraph.graph.literal import read_decimal, read_whole
from gaapgraph.graph.node import Node, Unusable
from gaapgraph.graph.occurrence import Figure, Interval, StatedFact
from gaapgraph.graph.prefix import find_prefixes, known_prefixes
from gaapgraph.graph.selection import select
from gaapgraph.graph.whole import read_report, read_reports
from gaapgraph.graph.wording import show_period, show_unit, thousands

__all__ = [
    "Dataset",
    "Figure",
    "Interval",
    "Node",
    "StatedArc",
    "StatedFact",
    "StatedNetwork",
    "Unusable",
    "find_prefixes",
    "known_prefixes",
    "list_networks",
    "read_decimal",
    "read_report",
    "read_reports",
    "read_whole",
    "select",
    "show_period",
    "show_unit",
    "thousands",
]
