"""Whether a profile is one of the entity that a document names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.errors import InputError
from gaapgraph.language.fold import fold

if TYPE_CHECKING:
    from gaapgraph.build.origin import Source
    from gaapgraph.build.protocol import Context
    from gaapgraph.reader.release import Reading
    from gaapgraph.tag import Profile

__all__ = ["require_fit"]

_HEAD = 30  # lines in which a document says whose it is
_FORM = late_pattern(
    r"[\s,]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|plc|llc|n\.?v|s\.?a|a\.?g|k\.?k)\.?$"
)


def require_fit(profile: Profile, reading: Reading, context: Context, source: Source) -> None:
    """Refuse a profile of another entity than the one that a document names.

    A document that names nobody is taken to be of the profile's entity.

    Raises:
        InputError: The document names another, and the call does not force the profile.
    """
    if context.profile is None or context.is_forced or not reading.entity_name:
        return
    names = {_bare(name) for name in (profile.entity.label, *profile.entity.alt_labels)}
    head = fold(" ".join([reading.entity_name, reading.title, *(line for _, line in reading.prose[:_HEAD])]))
    if any(re.search(rf"\b{re.escape(name)}\b", head) for name in names if name):
        return
    raise InputError(
        f"is the profile of {profile.entity.label}, and {source.path.name} names {reading.entity_name}",
        where=str(context.profile),
        mend="leave --profile out, give the one of that company, or insist with --force-profile",
    )


def _bare(name: str) -> str:
    """Return a name without the form of the company, in which documents differ from registers."""
    folded, before = fold(name), ""
    while folded != before:
        before, folded = folded, _FORM.sub("", folded).strip(" .,")
    return folded
