"""RDF to model: facts, figures and whole reports of any graph in our vocabulary, read once and leniently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.deferral import defer

if TYPE_CHECKING:
    from gaapgraph.graph.arc import StatedArc, StatedNetwork, list_networks
    from gaapgraph.graph.dataset import Dataset, name_term
    from gaapgraph.graph.literal import read_accuracy, read_day, read_decimal, read_flag, read_whole
    from gaapgraph.graph.node import Node, Unusable
    from gaapgraph.graph.occurrence import Figure, Interval, StatedFact
    from gaapgraph.graph.prefix import find_prefixes, known_notations, known_prefixes
    from gaapgraph.graph.selection import name_node, select
    from gaapgraph.graph.suspect import count_unusable
    from gaapgraph.graph.taxonomy_part import MATCHES
    from gaapgraph.graph.tie import (
        Evidence,
        Neighbour,
        Notice,
        Trace,
        describe_mapping,
        describe_print,
        find_fact,
        find_figures,
        find_notices,
        list_corrections,
        list_notices,
        trace,
    )
    from gaapgraph.graph.whole import read_report, read_reports
    from gaapgraph.graph.wording import show_period, show_unit, thousands

__all__ = [
    "MATCHES",
    "Dataset",
    "Evidence",
    "Figure",
    "Interval",
    "Neighbour",
    "Node",
    "Notice",
    "StatedArc",
    "StatedFact",
    "StatedNetwork",
    "Trace",
    "Unusable",
    "count_unusable",
    "describe_mapping",
    "describe_print",
    "find_fact",
    "find_figures",
    "find_notices",
    "find_prefixes",
    "known_notations",
    "known_prefixes",
    "list_corrections",
    "list_networks",
    "list_notices",
    "name_node",
    "name_term",
    "read_accuracy",
    "read_day",
    "read_decimal",
    "read_flag",
    "read_report",
    "read_reports",
    "read_whole",
    "select",
    "show_period",
    "show_unit",
    "thousands",
    "trace",
]

_HOMES = {
    "Dataset": "dataset",
    "Evidence": "tie",
    "Figure": "occurrence",
    "Interval": "occurrence",
    "MATCHES": "taxonomy_part",
    "Neighbour": "tie",
    "Node": "node",
    "Notice": "tie",
    "StatedArc": "arc",
    "StatedFact": "occurrence",
    "StatedNetwork": "arc",
    "Trace": "tie",
    "Unusable": "node",
    "count_unusable": "suspect",
    "describe_mapping": "tie",
    "describe_print": "tie",
    "find_fact": "tie",
    "find_figures": "tie",
    "find_notices": "tie",
    "find_prefixes": "prefix",
    "known_notations": "prefix",
    "known_prefixes": "prefix",
    "list_networks": "arc",
    "list_corrections": "tie",
    "list_notices": "tie",
    "name_node": "selection",
    "name_term": "dataset",
    "read_accuracy": "literal",
    "read_day": "literal",
    "read_decimal": "literal",
    "read_flag": "literal",
    "read_report": "whole",
    "read_reports": "whole",
    "read_whole": "literal",
    "select": "selection",
    "show_period": "wording",
    "show_unit": "wording",
    "thousands": "wording",
    "trace": "tie",
}

__getattr__ = defer(__name__, _HOMES)
