"""Messages between the server and the processes that answer: a kind, a length, and bytes."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import socket
    from asyncio import StreamReader

__all__ = [
    "ASK",
    "DATA",
    "END",
    "ERROR",
    "HEAD",
    "STATE",
    "WHOLE",
    "Message",
    "frame",
    "receive",
    "receive_from",
    "send",
]

HEAD, DATA, END, ERROR, ASK, WHOLE, STATE = b"H", b"D", b"E", b"X", b"Q", b"W", b"S"
_FORM = struct.Struct("!cI")


class Message(NamedTuple):
    """One message; the body of heads and errors is JSON."""

    kind: bytes
    body: bytes

    @property
    def values(self) -> dict[str, Any]:
        """The body as an object."""
        found: dict[str, Any] = json.loads(self.body)
        return found


def send(peer: socket.socket, kind: bytes, body: bytes | dict[str, Any] = b"") -> None:
    """Send one message."""
    peer.sendall(frame(kind, body))


def frame(kind: bytes, body: bytes | dict[str, Any] = b"") -> bytes:
    """Return the bytes of one message."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return _FORM.pack(kind, len(data)) + data


def receive(peer: socket.socket) -> Message | None:
    """Return the next message, or None where the other side is gone."""
    head = _read(peer, _FORM.size)
    if head is None:
        return None
    kind, length = _FORM.unpack(head)
    body = _read(peer, length)
    return None if body is None else Message(kind, body)


async def receive_from(reader: StreamReader) -> Message:
    """Return the next message of an asynchronous stream.

    Raises:
        IncompleteReadError: The other side is gone.
    """
    kind, length = _FORM.unpack(await reader.readexactly(_FORM.size))
    return Message(kind, await reader.readexactly(length) if length else b"")


def _read(peer: socket.socket, length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        part = peer.recv(min(length - len(parts), 2**20))
        if not part:
            return None
        parts += part
    return bytes(parts)
