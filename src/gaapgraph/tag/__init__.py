"""Tagging: labels to concepts, always with the evidence, and figures to facts."""

from gaapgraph.tag.coverage import account_tokens
from gaapgraph.tag.narrative.narrative import find_narrator, tag_narrative
from gaapgraph.tag.profile.profile import Profile, find_profile, load_profile
from gaapgraph.tag.profile.scheme import find_terms
from gaapgraph.tag.release import tag_release

__all__ = [
    "Profile",
    "account_tokens",
    "find_narrator",
    "find_profile",
    "find_terms",
    "load_profile",
    "tag_narrative",
    "tag_release",
]
