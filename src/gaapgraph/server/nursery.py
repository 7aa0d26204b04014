"""The process that holds the data and forks those that answer: they share its memory, and can be killed.

A query of the embedded engine cannot be cancelled, so each process answers one request at a time and is ended where
it takes too much. What is written is worked out in such a process too, and handed to the nursery as plain statements.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import select
import signal
import socket
import sys
import threading
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from gaapgraph.errors import GaapGraphError
from gaapgraph.server.wire import ASK, END, ERROR, HEAD, STATE, receive, send

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.server.holding import Holding
    from gaapgraph.server.settings import Settings
    from gaapgraph.server.wire import Message

__all__ = ["start_nursery"]

_GRACE = 5  # seconds beyond its time after which a process ends itself, should nobody else do so


def start_nursery(settings: Settings) -> tuple[socket.socket, int]:
    """Fork the nursery; call it before any thread is started.

    Returns:
        The wire to it, over which it first says how the loading went, and its process.
    """
    mine, other = socket.socketpair()
    sys.stdout.flush()
    process = os.fork()
    if process:
        other.close()
        return mine, process
    mine.close()
    status = 1
    try:
        _stay_apart()
        _run(other, settings)
        status = 0
    finally:
        os._exit(status)


def _stay_apart() -> None:
    """Leave the signals of the terminal to the server, which ends this process by closing the wire."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    faulthandler.disable()


def _run(control: socket.socket, settings: Settings) -> None:
    from gaapgraph.server.holding import open_holding

    try:
        holding = open_holding(settings)
        holding.add_vocabulary()
    except Exception as exc:  # noqa: BLE001 - the server tells it
        line = str(exc) if isinstance(exc, GaapGraphError) else f"{type(exc).__name__}: {exc}"
        send(control, ERROR, {"line": line, "is_fault": not isinstance(exc, GaapGraphError)})
        return
    send(control, HEAD, {"version": holding.version, "triples": len(holding.store), "graphs": holding.data_graphs})
    nursery = _Nursery(control, holding, settings)
    while (asked := nursery.wait()) is not None:
        nursery.handle(asked)


class _Nursery:
    """Handles what the server asks: a new process, new contents of graphs, or whether all is worked out."""

    def __init__(self, control: socket.socket, holding: Holding, settings: Settings) -> None:
        from gaapgraph.server.warm_up import WARM_UP

        self._control, self._holding, self._settings = control, holding, settings
        self._warm_up: list[Callable[[Holding], None]] = list(WARM_UP)

    def wait(self) -> Message | None:
        """Return what is asked next; until something is, do a part of what is better done once for all processes."""
        while True:
            self._reap()
            ready, _, _ = select.select([self._control], [], [], 0 if self._warm_up else 1.0)
            if ready:
                return receive(self._control)
            if self._warm_up:
                part = self._warm_up.pop(0)
                with contextlib.suppress(Exception):  # what it would give is then worked out where it is asked for
                    part(self._holding)

    def handle(self, asked: Message) -> None:
        """Do what is asked, and answer."""
        if asked.kind == ASK:
            self._fork()
        elif asked.kind == STATE:
            send(self._control, HEAD, {"is_warm": not self._warm_up})
        else:
            self._write(asked.values)

    def _fork(self) -> None:
        ours, theirs = socket.socketpair()
        gc.freeze()  # shared pages stay shared
        process = os.fork()
        if process == 0:
            status = 1
            try:
                theirs.close()
                self._control.close()
                _work(ours, self._holding, self._settings)
                status = 0
            finally:
                os._exit(status)
        ours.close()
        state = {"process": process, "version": self._holding.version, "is_warm": not self._warm_up}
        send(self._control, HEAD, state)
        socket.send_fds(self._control, [b"F"], [theirs.fileno()])
        theirs.close()

    def _write(self, asked: dict[str, object]) -> None:
        """Exchange the graphs that a process has worked out."""
        graphs: dict[str, list[Quad]] = {}
        new = asked["graphs"]
        assert isinstance(new, dict)
        for graph, lines in new.items():
            found = parse(str(lines).encode(), RdfFormat.N_TRIPLES)
            graphs[graph] = [Quad(each.subject, each.predicate, each.object, NamedNode(graph)) for each in found]
        try:
            self._holding.exchange(graphs)
        except Exception as exc:  # noqa: BLE001 - the client is told
            send(self._control, ERROR, {"line": str(exc)})
            return
        from gaapgraph.server.warm_up import WARM_UP

        self._warm_up = list(WARM_UP)
        send(self._control, END, {"version": self._holding.version})

    def _reap(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _work(peer: socket.socket, holding: Holding, settings: Settings) -> None:
    """Answer one request after the other, until the wire is closed.

    A thread allocates from memory of its own: what loading left in pieces makes an engine's parser slower by a half.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _limit(settings.bounds.megabytes)
    worker = threading.Thread(target=_answer, args=(peer, holding, settings))
    worker.start()
    worker.join()


def _answer(peer: socket.socket, holding: Holding, settings: Settings) -> None:
    from gaapgraph.server.operation import perform

    while (asked := receive(peer)) is not None:
        signal.alarm(int(settings.bounds.seconds) + _GRACE)
        perform(holding, asked.values, peer, settings)
        signal.alarm(0)


def _limit(megabytes: int) -> None:
    """Bound the memory, and let nothing be written or connected: no core, no file that grows."""
    import resource

    from gaapgraph.sparql.bound import count_held

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        room = _count_reserved() + megabytes * 2**20 + count_held("self") // 4
        resource.setrlimit(resource.RLIMIT_DATA, (room, room))


def _count_reserved() -> int:
    from pathlib import Path

    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[5]) * os.sysconf("SC_PAGE_SIZE")
