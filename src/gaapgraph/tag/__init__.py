"""Tagging: labels to concepts, always with the evidence, and figures to facts."""

from gaapgraph.tag.coverage import account_tokens
from gaapgraph.tag.narrative import find_narrator, tag_narrative
from gaapgraph.tag.outcome import find_comparisons, find_outcomes
from gaapgraph.tag.profile import Profile, find_profile, load_profile
from gaapgraph.tag.release import tag_release
from gaapgraph.tag.scheme import find_terms

__all__ = [
    "Profile",
    "account_tokens",
    "find_comparisons",
    "find_narrator",
    "find_outcomes",
    "find_profile",
    "find_terms",
    "load_profile",
    "tag_narrative",
    "tag_release",
]
