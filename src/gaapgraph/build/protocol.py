"""What a reader of a format is, and what a call tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gaapgraph.build.keep import Keep
    from gaapgraph.build.origin import Source
    from gaapgraph.model import Report

__all__ = ["Context", "Reader"]


@frozen(kw_only=True)
class Context:
    """What a call says beside the source.

    Attributes:
        profile: The folder of the entity's profile; without it the shipped profile that fits is taken.
        is_forced: Use the profile for a document that names another entity.
        corrections: Files of what a person corrected of the reading of this source.
        taxonomy: Packages and folders of taxonomies, in the order in which they are looked through.
        validator: `arelle`, where what it says of XBRL documents shall be taken over as findings.
        folder: Of the filing that the source is a part of, where it is one.
        keep: What an earlier run over the same folder has read, where a run shall be resumed.
    """

    profile: Path | None = None
    is_forced: bool = False
    corrections: tuple[Path, ...] = ()
    keep: Keep | None = None
    taxonomy: tuple[Path, ...] = ()
    folder: Path | None = None
    validator: str | None = None


class Reader(Protocol):
    """A reader of one format. It knows no RDF."""

    @property
    def name(self) -> str:
        """What a source is taken for, with its article: `an earnings release`."""

    def recognises(self, source: Source) -> bool:
        """Say whether the source is of this format, without reading more of it than that takes."""

    def read(self, source: Source, context: Context) -> Iterator[Report]:
        """Yield the reports of a source that was recognised.

        Raises:
            ReadError: The source cannot be understood.
            InputError: The profile is not one of its entity.
        """
