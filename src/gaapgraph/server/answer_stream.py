"""An answer on its way from the engine to the server: held back until it is known to begin well, and bounded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gaapgraph.server.refusal import Refusal
from gaapgraph.server.wire import DATA, END, HEAD, WHOLE, send

if TYPE_CHECKING:
    import socket

__all__ = ["AnswerStream"]

_FIRST = 256 * 1024  # bytes that are held back before a status is sent
_CHUNK = 64 * 1024
_ROW_MARKS = {"json": b"},{", "xml": b"</result>", "csv": b"\n", "tab": b"\n", "n-triples": b"\n", "n-quads": b"\n"}


class AnswerStream:
    """A file to which an engine writes; what is written goes over the wire in pieces.

    Args:
        peer: The wire.
        rows: How many rows there may be.
        size: How many bytes.
    """

    def __init__(self, peer: socket.socket, rows: int, size: int) -> None:
        self._peer, self._rows, self._size = peer, rows, size
        self._buffer = bytearray()
        self._head: dict[str, object] = {"status": 200, "headers": {}}
        self._mark, self._tail = b"", b""
        self._is_begun = False
        self._written = self._seen = 0

    def begin(self, media_type: str, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Say of what kind the answer is, before anything is written."""
        self._head = {"status": status, "headers": {"content-type": media_type, **(headers or {})}}
        self._mark = next((mark for name, mark in _ROW_MARKS.items() if name in media_type), b"")

    def write(self, data: bytes) -> int:
        """Take the next bytes.

        Raises:
            Refusal: There are more rows or bytes than there may be.
        """
        self._written += len(data)
        if self._mark:
            seen = self._tail + bytes(data)
            self._seen += seen.count(self._mark)
            self._tail = seen[len(seen) - len(self._mark) + 1 :] if len(self._mark) > 1 else b""
        if self._written > self._size or self._seen > self._rows + 1:
            raise Refusal(413, f"the answer has more than {self._rows:,} rows or {self._size:,} bytes; add LIMIT")
        self._buffer += data
        if len(self._buffer) >= (_CHUNK if self._is_begun else _FIRST):
            self._flush()
        return len(data)

    def flush(self) -> None:
        """Do nothing: an engine may flush what it has not ended."""

    def end(self) -> None:
        """Send what is left; a small answer goes as one message: its head on the first line, then its body."""
        if not self._is_begun:
            send(self._peer, WHOLE, json.dumps(self._head).encode() + b"\n" + bytes(self._buffer))
            return
        self._flush()
        send(self._peer, END)

    def _flush(self) -> None:
        if not self._is_begun:
            send(self._peer, HEAD, self._head)
            self._is_begun = True
        for start in range(0, len(self._buffer), _FIRST):
            send(self._peer, DATA, bytes(self._buffer[start : start + _FIRST]))
        self._buffer.clear()
