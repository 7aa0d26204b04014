"""Drafts of profiles: what a document of a company that nobody curated tells, as files that a person goes on from."""

from gaapgraph.tag.draft.identity import Identity, identify
from gaapgraph.tag.draft.profile_folder import Draft, draft_profile, write_draft

__all__ = ["Draft", "Identity", "draft_profile", "identify", "write_draft"]
