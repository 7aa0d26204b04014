"""uvicorn as this server needs it: no client holds a connection without asking, and signals belong to the program."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol

if TYPE_CHECKING:
    from asyncio import TimerHandle
    from collections.abc import Iterator

__all__ = ["PatientProtocol", "StoppableServer"]

_PATIENCE = 10.0  # seconds for the head of a request
_MOST = 512 * 1024  # bytes of it
_UNTAKEN = 30.0  # seconds in which a client takes nothing of an answer
_Protocol: Any = AutoHTTPProtocol  # over httptools; where that is not installed, over h11, which takes twice the time


class PatientProtocol(_Protocol):  # type: ignore[misc]  # known when it runs
    """Closes a connection whose next request does not come whole within some seconds, or has no end."""

    url: bytes  # as it stands in the head
    _patience: TimerHandle | None = None
    _untaken: TimerHandle | None = None
    _is_in_head = False
    _unread = 0

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take bytes; where they begin a request and do not end its head, the time runs."""
        is_waiting = self._patience is not None
        super().data_received(data)
        self._unread = self._unread + len(data) if self._is_in_head else 0
        if self._unread > _MOST:
            self.transport.close()
        elif self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
        elif not is_waiting and self.timeout_keep_alive_task is None:
            self._wait()

    def on_message_begin(self) -> None:
        """Note that a head begins; h11 bounds heads itself, and calls neither this nor the next."""
        self._is_in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Note that it has ended; its query is kept from the parser of addresses, which takes 64 KB and no more."""
        self._is_in_head = False
        self.url, _, query = self.url.partition(b"?")
        super().on_headers_complete()
        self.scope["query_string"] = query

    def pause_writing(self) -> None:
        """Begin to wait for the client to take what was sent."""
        super().pause_writing()
        self._untaken = self.loop.call_later(_UNTAKEN, self.transport.abort)

    def resume_writing(self) -> None:
        """It has."""
        if self._untaken is not None:
            self._untaken.cancel()
            self._untaken = None
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        if self._untaken is not None:
            self._untaken.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._patience = self.loop.call_later(_PATIENCE, self._give_up)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        self._patience = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()


class StoppableServer(uvicorn.Server):
    """A server that is stopped by a call, and installs no handler of signals."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield

    def stop(self) -> None:
        """Stop: once gracefully, the second time at once."""
        self.force_exit = self.should_exit
        self.should_exit = True
