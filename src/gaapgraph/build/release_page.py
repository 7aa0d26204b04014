"""Earnings releases and statement pages, as text, Markdown or HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.build.fit import require_fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.build.origin import Source
    from gaapgraph.build.protocol import Context
    from gaapgraph.model import Report
    from gaapgraph.reader.release import Reading, Token
    from gaapgraph.tag import Profile

__all__ = ["READER"]


class _ReleasePageReader:
    name = "an earnings release"
    takes_corrections = True
    # What was read last, by its bytes and name: a page accounts for what it has read
    _last: tuple[tuple[bytes, str], tuple[Reading, Profile, Report]] | None = None

    def recognises(self, source: Source) -> bool:
        """Say whether it is text: what has no table with figures is refused when it is read."""
        return not source.is_folder and not source.is_zip

    def read(self, source: Source, context: Context) -> Iterator[Report]:
        """Yield the one report of the document."""
        tagged = self._tag(source, context)
        key = self._key(source, context)
        self._last = None if key is None else (key, tagged)
        yield tagged[2]

    def account_for(self, source: Source, context: Context) -> tuple[Token, ...]:
        """Return every number of the document with what became of it."""
        from gaapgraph.tag import account_tokens

        key = self._key(source, context)
        last = self._last
        reading, chosen, report = last[1] if last and last[0] == key else self._tag(source, context)
        return account_tokens(reading, report, chosen.asides)

    @staticmethod
    def _key(source: Source, context: Context) -> tuple[bytes, str] | None:
        """Return what tells a reading from others; None where a profile or corrections were given, which may change."""
        is_alone = context.profile is None and not context.corrections
        return (source.data, source.path.name) if is_alone else None

    @staticmethod
    def _tag(source: Source, context: Context) -> tuple[Reading, Profile, Report]:
        from gaapgraph.reader.release import open_release, read_opened
        from gaapgraph.tag import amend, find_profile, load_profile, read_corrections, tag_release

        given = None if context.profile is None else load_profile(context.profile)
        release = open_release(source.data, source.path.name)
        chosen = given or find_profile(release)
        reading = read_opened(release, chosen.calendar)
        if given is not None:
            require_fit(given, reading, context, source)
        own = {chosen.prefix: chosen.namespace}
        given_sets = (read_corrections(path, own, is_required=True) for path in context.corrections)
        amendment = amend(reading, [*chosen.corrections, *given_sets])
        return amendment.reading, chosen, tag_release(reading, chosen, amendment)


READER = _ReleasePageReader()
