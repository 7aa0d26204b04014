"""Two reports, or two versions of one, held against each other: what differs, and why."""

from gaapgraph.compare.change import KINDS, Change, Comparison, Count
from gaapgraph.compare.comparison import compare_stores

__all__ = ["KINDS", "Change", "Comparison", "Count", "compare_stores"]
