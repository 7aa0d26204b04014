"""Messages between the server and the processes that answer: a kind, a length, and bytes."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import socket

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
    "send",
    "take_messages",
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


def take_messages(data: bytearray) -> list[Message]:
    """Take the whole messages from the beginning of what has come, and leave the rest."""
    found, start = [], 0
    while len(data) - start >= _FORM.size:
        kind, length = _FORM.unpack_from(data, start)
        end = start + _FORM.size + length
        if len(data) < end:
            break
        found.append(Message(kind, bytes(data[start + _FORM.size : end])))
        start = end
    del data[:start]
    return found


def _read(peer: socket.socket, length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        part = peer.recv(min(length - len(parts), 2**20))
        if not part:
            return None
        parts += part
    return bytes(parts)
