"""Tagging: labels to concepts, always with the evidence, and figures to facts.

Each name is imported when it is first asked for: whoever proposes concepts for a label needs no document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.deferral import defer

if TYPE_CHECKING:
    from gaapgraph.tag.coverage import account_tokens
    from gaapgraph.tag.figure.amendment import amend
    from gaapgraph.tag.narrative.narrative import find_narrator, tag_narrative
    from gaapgraph.tag.profile.correction_file import read_corrections
    from gaapgraph.tag.profile.profile import Profile, find_profile, load_profile
    from gaapgraph.tag.profile.scheme import find_terms
    from gaapgraph.tag.release import tag_release

__all__ = [
    "Profile",
    "account_tokens",
    "amend",
    "find_narrator",
    "find_profile",
    "find_terms",
    "load_profile",
    "read_corrections",
    "tag_narrative",
    "tag_release",
]

_HOMES = {
    "Profile": "profile.profile",
    "account_tokens": "coverage",
    "amend": "figure.amendment",
    "find_narrator": "narrative.narrative",
    "find_profile": "profile.profile",
    "find_terms": "profile.scheme",
    "load_profile": "profile.profile",
    "read_corrections": "profile.correction_file",
    "tag_narrative": "narrative.narrative",
    "tag_release": "release",
}

__getattr__ = defer(__name__, _HOMES)
