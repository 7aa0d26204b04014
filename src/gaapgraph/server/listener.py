"""uvicorn as this server needs it: no client holds a connection without asking, and signals belong to the program."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from asyncio import TimerHandle
    from collections.abc import Iterator

__all__ = ["PatientProtocol", "StoppableServer"]

_PATIENCE = 10.0  # seconds for the head of a request


class PatientProtocol(H11Protocol):
    """Closes a connection whose next request does not come whole within some seconds."""

    _patience: TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take bytes; where they begin a request and do not end its head, the time runs."""
        is_waiting = self._patience is not None
        super().data_received(data)
        cycle: Any = self.cycle  # None until the first request
        if cycle is not None and not cycle.response_complete:
            self._stop_waiting()
        elif not is_waiting and self.timeout_keep_alive_task is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._patience = self.loop.call_later(_PATIENCE, self._give_up)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        self._patience = None
        cycle: Any = self.cycle
        if cycle is None or cycle.response_complete:
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
