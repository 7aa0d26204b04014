"""The SEC's companyfacts, companyconcept and frames: a report for each filing that they name."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from gaapgraph.document.encoding import load
from gaapgraph.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.build.origin import Source
    from gaapgraph.build.protocol import Context
    from gaapgraph.model import Report

__all__ = ["READER"]

_GZIP = b"\x1f\x8b"
_HEAD = 16 * 1024
_MOST_BYTES = 1024 * 1024 * 1024
_START = re.compile(rb"\s*\{")
_MARKS = (
    (rb'"cik"\s*:', rb'"facts"\s*:\s*\{'),
    (rb'"cik"\s*:', rb'"taxonomy"\s*:', rb'"units"\s*:\s*\{'),
    (rb'"ccp"\s*:', rb'"uom"\s*:', rb'"tag"\s*:'),
)


class _CompanyFactsReader:
    name = "company facts of the SEC"

    def recognises(self, source: Source) -> bool:
        """Say whether it is JSON, plain or packed with gzip, that starts as one of the three interfaces gives it."""
        head = source.head
        if head.startswith(_GZIP) and re.search(r"\.json\.gz$", source.path.name, re.IGNORECASE):
            import gzip

            try:
                with gzip.open(source.path) as stream:
                    head = stream.read(_HEAD)
            except (OSError, EOFError):
                return False
        return bool(_START.match(head)) and any(all(re.search(mark, head) for mark in marks) for marks in _MARKS)

    def read(self, source: Source, context: Context) -> Iterator[Report]:
        """Yield a report for each filing.

        Raises:
            ReadError: The file is damaged, or no such JSON.
        """
        from gaapgraph.model import Document
        from gaapgraph.reader.sec.company_facts import read_company_facts

        given = load(source.path, most_in_line=None)
        data = _unpack(source) if given.startswith(_GZIP) else given
        document = Document(source.path.name, sha256(given).hexdigest(), "application/json")
        yield from read_company_facts(data, document)


def _unpack(source: Source) -> bytes:
    import gzip

    try:
        with gzip.open(source.path) as stream:
            found = stream.read(_MOST_BYTES + 1)
    except (OSError, EOFError) as exc:
        raise ReadError("is damaged", where=str(source.path), mend="fetch it again") from exc
    if len(found) > _MOST_BYTES:
        raise ReadError(f"unpacks to more than {_MOST_BYTES:,} bytes", where=str(source.path), mend="fetch it again")
    return found


READER = _CompanyFactsReader()
