"""From the reading of a document to the folder of a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.errors import OutputError
from gaapgraph.frozen_class import frozen
from gaapgraph.tag.draft.identity import identify, state_profile
from gaapgraph.tag.draft.mapping_table import list_rows, write_rows
from gaapgraph.tag.draft.network_table import write_networks
from gaapgraph.tag.figure.network import read_networks
from gaapgraph.tag.figure.tagger import Tagger
from gaapgraph.tag.profile.profile import plain_profile

if TYPE_CHECKING:
    from pathlib import Path

    from gaapgraph.reader.release import Reading
    from gaapgraph.tag.draft.identity import Identity

__all__ = ["Draft", "draft_profile", "write_draft"]


@frozen(kw_only=True)
class Draft:
    """A profile as it is drafted.

    Attributes:
        files: The text of each file by its name.
        mapped, abstained: How many rows of the mapping table have a concept, and how many have none.
        totals: How many totals the networks have.
    """

    identity: Identity
    files: dict[str, str]
    mapped: int
    abstained: int
    totals: int


def draft_profile(reading: Reading, folder: str, *, name: str = "", cik: str = "") -> Draft:
    """Return the profile that a document tells by itself.

    Args:
        reading: The document.
        folder: The name of the folder that it is for, from which the prefix of its concepts is made.
        name: As for `identify`.
        cik: As for `identify`.

    Raises:
        InputError: As for `identify`.
    """
    identity = identify(reading, folder, name=name, cik=cik)
    tagger = Tagger(plain_profile(identity.entity, identity.prefix), reading)
    tagger.facts()
    document = reading.document.file_name
    networks = read_networks(reading, tagger.keys, tagger.signs, identity.prefix)
    rows = list_rows(reading, tagger.settled)
    mapped = sum(row.is_found for row in rows)
    arcs = {(network.role, arc.source) for network in networks for arc in network.arcs if arc.weight is not None}
    files = {
        "profile.ttl": state_profile(identity, document),
        "mappings.sssom.tsv": write_rows(rows, identity, document),
        "networks.tsv": write_networks(networks, identity, document),
    }
    return Draft(identity=identity, files=files, mapped=mapped, abstained=len(rows) - mapped, totals=len(arcs))


def write_draft(draft: Draft, folder: Path) -> None:
    """Write a profile into a folder of its own; nothing that stands there is replaced.

    Raises:
        OutputError: The folder has something in it, or it cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(
                "is not empty, and a profile that somebody may have edited is never replaced",
                where=str(folder),
                mend="give a new folder",
            )
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in draft.files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as exc:
        raise OutputError(
            f"cannot be written ({exc.strerror or exc})", where=str(folder), mend="check that it may be written to"
        ) from exc
