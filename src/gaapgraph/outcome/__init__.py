"""What became of risks by what a later document shows: curated, derived and written."""

from gaapgraph.outcome.lookback import Hindsight, look_back

__all__ = ["Hindsight", "look_back"]
