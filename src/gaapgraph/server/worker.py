"""A process that answers, seen from the server: the wire to it, and what it is doing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gaapgraph.server.wire import Message, take_messages
from gaapgraph.sparql.bound import count_held

if TYPE_CHECKING:
    from gaapgraph.server.refusal import Refusal

__all__ = ["Wire", "Worker"]

_HIGH = 2**20  # bytes that wait to be taken before no more are read


class Wire(asyncio.Protocol):
    """Messages from a process as they come; a stream of asyncio would cost more than small answers do."""

    def __init__(self) -> None:
        self._transport: Any = None
        self._rest = bytearray()
        self._messages: deque[Message] = deque()
        self._held = 0
        self._waiter: asyncio.Future[None] | None = None
        self._is_lost = False

    def connection_made(self, transport: Any) -> None:
        """Keep the transport."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what has come, and wake who waits for a whole message."""
        self._rest += data
        found = take_messages(self._rest)
        self._messages.extend(found)
        self._held += sum(len(each.body) for each in found)
        if self._held > _HIGH:
            self._transport.pause_reading()
        if found:
            self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wake who waits: nothing will come."""
        self._is_lost = True
        self._wake()

    def write(self, data: bytes) -> None:
        """Send bytes."""
        self._transport.write(data)

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    async def receive(self) -> Message:
        """Return the next message.

        Raises:
            ConnectionResetError: The process has ended.
        """
        while not self._messages:
            if self._is_lost:
                raise ConnectionResetError
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        message = self._messages.popleft()
        self._held -= len(message.body)
        if self._held <= _HIGH and not self._is_lost:
            self._transport.resume_reading()
        return message

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
        self._waiter = None


@dataclass(eq=False)
class Worker:
    """One process.

    Attributes:
        process: Its number.
        version: Of the data that it has.
        is_warm: Whether it was forked after all that is worked out once was.
        begun: When it was given what it answers, or 0 while it is idle.
        is_slow: Whether what it answers is known to be slow.
        is_nice: Whether it was made less urgent.
        is_spared: Whether it is not ended for others who wait.
        held: Bytes of memory that it held when it was last idle.
        spent: Seconds of a processor that it had had at the first look at what it answers, or None before.
        reason: Why it was ended.
        is_used: Whether it has answered since its memory was looked at.
    """

    process: int
    version: int
    is_warm: bool
    wire: Wire
    begun: float = 0.0
    is_slow: bool = False
    is_nice: bool = False
    is_spared: bool = False
    held: int = 0
    spent: float | None = None
    reason: Refusal | None = None
    is_used: bool = True

    def weigh(self) -> int:
        """Return the bytes of memory that it holds."""
        return count_held(str(self.process))

    def spend(self) -> float:
        """Return the seconds of a processor that it has had, or those of the clock where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return time.monotonic()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def has_spent(self, seconds: float) -> bool:
        """Say whether it has spent more than some seconds of a processor since the first look at what it answers."""
        return self.spent is not None and self.spend() - self.spent > seconds

    def kill(self) -> None:
        """End it."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(self.process, signal.SIGKILL)

    def calm(self) -> None:
        """Let it yield the processor to what begins."""
        self.is_nice = self.is_slow = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process, 15)
