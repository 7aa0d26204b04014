"""The risk factors of an annual report, as text without tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from gaapgraph.build.fit import require_fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.build.origin import Source
    from gaapgraph.build.protocol import Context
    from gaapgraph.model import Report
    from gaapgraph.reader.narrative import Narrative
    from gaapgraph.reader.release import Token

__all__ = ["READER"]

_TOPIC = re.compile(rb"risk\s+factors", re.IGNORECASE)
_TABLE = re.compile(rb"<t(?:able|r|d)\b", re.IGNORECASE)


class _RiskSectionReader:
    name = "risk factors"

    def recognises(self, source: Source) -> bool:
        """Say whether it speaks of risk factors under a heading of its own and has no table."""
        if source.is_folder or source.is_zip:
            return False
        if _TOPIC.search(source.data) is None or _TABLE.search(source.data) is not None:
            return False  # told from the bytes, so that releases are not read twice
        from gaapgraph.reader.narrative import read_narrative

        narrative = read_narrative(source.data, source.path.name)
        source.memo["narrative"] = narrative
        return narrative is not None

    def read(self, source: Source, context: Context) -> Iterator[Report]:
        """Yield the one report of the section."""
        from gaapgraph.tag import find_narrator, tag_narrative

        narrative = cast("Narrative", source.memo["narrative"])
        narrator, curation = find_narrator(narrative, context.profile)
        if curation is None:
            require_fit(narrator, narrative.reading, context, source)
        yield tag_narrative(narrative, narrator, curation)

    def account_for(self, source: Source, context: Context) -> tuple[Token, ...]:
        """Return every number of the section with what became of it."""
        from gaapgraph.tag import account_tokens, find_narrator

        narrative = cast("Narrative", source.memo["narrative"])
        narrator, _ = find_narrator(narrative, context.profile)
        (report,) = self.read(source, context)
        return account_tokens(narrative.reading, report, narrator.asides)


READER = _RiskSectionReader()
