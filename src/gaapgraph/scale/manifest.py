"""What a conversion has written, part by part, so that it can be resumed and held against another engine's."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import md5
from typing import TYPE_CHECKING, Any

from gaapgraph._version import __version__
from gaapgraph.errors import InputError, ReadError
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Manifest", "Part", "checksum", "open_corpus"]

_NAME = "manifest.json"
_WIDTH = 2**64


def checksum(lines: Iterable[str]) -> str:
    """Return a checksum of lines of N-Quads that does not depend on their order.

    It is the sum, modulo 2^64, of the last 8 bytes of each line's MD5 as a little-endian number: what every engine of
    tables can compute. It tells apart what differs, and is no protection against malice.

    >>> checksum(["a", "b"]) == checksum(["b", "a"])
    True
    """
    digests = (md5(line.encode(), usedforsecurity=False).digest() for line in lines)
    return f"{sum(int.from_bytes(one[8:], 'little') for one in digests) % _WIDTH:016x}"


@frozen(kw_only=True)
class Part:
    """One file of quads, whole.

    Attributes:
        source: Name of the data set, or "" for the links between reports.
        partition: Number of the partition.
        file: Its path within the output folder.
        facts, quads: How many it has.
        checksum: Of its lines, as `checksum` computes it.
        tables: SHA-256 of the files of tables that say the same, by the name of their folder.
    """

    source: str
    partition: int
    file: str
    facts: int
    quads: int
    checksum: str
    tables: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What a folder of a corpus holds.

    Attributes:
        sources: SHA-256 of each num.txt by the name of its data set, once all its parts are written.
        parts: The files.
        entities: The partition of each entity.
        unfinished: The data sets that a conversion has begun with; none once it has come to its end.
    """

    folder: Path
    partitions: int = 1
    software: str = f"gaapgraph {__version__}"
    sources: dict[str, str] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    entities: dict[str, int] = field(default_factory=dict)
    unfinished: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, folder: Path) -> Manifest | None:
        """Return the manifest of a folder, or None where there is none.

        Raises:
            ReadError: It is damaged.
        """
        path = folder / _NAME
        if not path.is_file():
            return None
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            parts = [Part(**one) for one in data.pop("parts")]
            return cls(folder=folder, parts=parts, **data)
        except (ValueError, TypeError, KeyError) as exc:
            raise ReadError("is no manifest of a corpus", where=str(path), mend="remove it, and convert again") from exc

    def save(self) -> None:
        """Write it in one step: after a kill the old one or the new one is there."""
        data = asdict(self)
        del data["folder"]
        data["parts"] = sorted(data["parts"], key=lambda one: one["file"])
        fresh = self.folder / f"{_NAME}.new"
        fresh.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        fresh.replace(self.folder / _NAME)

    @property
    def filled(self) -> list[int]:
        """The numbers of the partitions that have facts."""
        return sorted({part.partition for part in self.parts if part.source})

    @property
    def facts(self) -> int:
        """How many facts there are."""
        return sum(part.facts for part in self.parts)

    @property
    def quads(self) -> int:
        """How many quads there are."""
        return sum(part.quads for part in self.parts)


def open_corpus(folder: Path) -> Manifest:
    """Return the manifest of a corpus that was converted.

    Raises:
        InputError: The folder is no corpus, or has no fact, or its conversion was stopped.
        ReadError: The manifest is damaged.
    """
    manifest = Manifest.open(folder)
    if manifest is None:
        raise InputError("is no corpus", where=str(folder), mend="give the folder that scale convert wrote")
    if manifest.unfinished:
        what = f"its conversion was stopped before the end ({', '.join(manifest.unfinished)})"
        raise InputError(what, where=str(folder), mend="run the same scale convert again")
    if not manifest.facts:
        raise InputError("there is no gg:Fact in the data", where=str(folder))
    return manifest
