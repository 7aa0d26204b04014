"""From a source to the folder of a profile for its company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.build.origin import Source
from gaapgraph.build.registry import find_reader
from gaapgraph.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from gaapgraph.tag.draft import Draft

__all__ = ["draft_from"]


def draft_from(path: Path, folder: Path, *, name: str = "", cik: str = "") -> Draft:
    """Write the profile that a document tells by itself into a new folder, and return it.

    Args:
        path: A release or statement page.
        folder: Where the profile shall stand; its name becomes the prefix of the company's own concepts.
        name: Who reports, where the document does not say it.
        cik: Its number at the SEC, likewise.

    Raises:
        SourceError: The document cannot be had.
        ReadError: It has no table, or its bytes cannot be understood.
        InputError: It is no document that a person reads, or names no company.
        OutputError: The folder has something in it, or cannot be written.
    """
    source = Source(path)
    reader = find_reader(source)
    if not getattr(reader, "takes_corrections", False):
        mend = "draft a profile from a release or a statement page"
        raise InputError(f"is {reader.name}, whose concepts are its filer's", where=str(path), mend=mend)
    from gaapgraph.reader.release import read_release
    from gaapgraph.tag.draft import draft_profile, write_draft

    reading = read_release(source.data, path.name)
    draft = draft_profile(reading, folder.resolve().name, name=name, cik=cik)
    write_draft(draft, folder)
    return draft
