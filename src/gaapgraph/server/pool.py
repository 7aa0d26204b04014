"""The processes that answer, seen from the server: who is next, and what ends where it takes too much.

Requests wait in two lanes, in each of which the connections take turns. What was slow before waits in the slow lane,
which gets at most half of the processes; what has taken half a second of a processor yields it to what begins. What
waits for a processor is not slow, however long it waits: a busy machine makes no query a bad one.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gaapgraph.server.refusal import Refusal
from gaapgraph.server.wire import (
    ASK,
    DATA,
    END,
    ERROR,
    HEAD,
    STATE,
    WHOLE,
    Message,
    frame,
    receive,
    send,
)
from gaapgraph.server.worker import Wire, Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from gaapgraph.server.settings import Settings

__all__ = ["Pool", "Reply"]

_LOOK = 0.05  # seconds between two looks at what runs
_PAUSE = 0.2  # seconds between two looks at what the nursery has worked out
_FIRST = 2  # processes that are started before anything is asked
_LONG = 0.5  # seconds of a processor after which a request is slow
_REMEMBERED = 2_000  # requests of which is known that they are slow
_MEGABYTE = 2**20
_SPARED = ("page", "prepare", "update")  # of which nobody can ask many: not ended, or put back, for others who wait


@dataclass(eq=False)
class _Waiting:
    is_slow: bool
    ready: asyncio.Future[Worker] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


@dataclass
class Reply:
    """The beginning of an answer, and what follows.

    Attributes:
        version: Of the data that were asked.
    """

    status: int
    headers: dict[str, str]
    version: int
    body: bytes | AsyncIterator[bytes]

    async def read(self) -> bytes:
        """Return the whole body."""
        if isinstance(self.body, bytes):
            return self.body
        return b"".join([part async for part in self.body])


class Pool:
    """Runs requests in processes that the nursery forks.

    Args:
        control: The wire to the nursery, which has said that it is ready.
        settings: What the server was started with.
        version: Of the data.

    Attributes:
        counts: Of what happened, by name.
    """

    def __init__(self, control: socket.socket, settings: Settings, version: int) -> None:
        self._control, self._settings, self.version = control, settings, version
        self._lock = asyncio.Lock()
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._starting = 0
        self._lanes: tuple[OrderedDict[str, deque[_Waiting]], ...] = (OrderedDict(), OrderedDict())
        self._slow: OrderedDict[int, None] = OrderedDict()
        self._is_warm = False
        self._tasks: set[asyncio.Task[None]] = set()
        self.counts: dict[str, int] = dict.fromkeys(("started", "ended", "timeout", "memory", "shed", "refused"), 0)

    @property
    def waiting(self) -> int:
        """How many requests wait."""
        return sum(len(each) for lane in self._lanes for each in lane.values())

    @property
    def running(self) -> int:
        """How many requests run."""
        return len(self._workers) - len(self._idle)

    def open(self) -> None:
        """Begin to look after what runs, and start the first processes."""
        self._keep(self._watch())
        for _ in range(_FIRST):
            self._keep(self._start())
        self._keep(self._renew())

    def close(self) -> None:
        """End all processes and the nursery."""
        for task in list(self._tasks):
            task.cancel()
        for worker in list(self._workers):
            self._kill(worker)
        self._control.close()

    async def run(self, asked: dict[str, Any], who: str) -> Reply:
        """Return the answer to a request as soon as it begins.

        Args:
            asked: The operation, and what it takes.
            who: The connection; each gets its turn.

        Raises:
            Refusal: It cannot be answered, takes too much, or too many wait.
        """
        cost = hash(tuple(sorted((name, str(value)) for name, value in asked.items())))
        worker = await self._acquire(who, is_slow=cost in self._slow)
        worker.is_spared = asked["operation"] in _SPARED
        try:
            head = await self._ask(worker, asked)
        except BaseException:
            self._note(worker, cost)
            self._kill(worker)
            raise
        if head.kind == ERROR:
            self._note(worker, cost)
            self._release(worker)
            values = head.values
            raise Refusal(values["status"], values["line"])
        if head.kind == WHOLE:
            self._note(worker, cost)
            self._release(worker)
            line, _, body = head.body.partition(b"\n")
            values = json.loads(line)
            return Reply(values["status"], values["headers"], worker.version, body)
        values = head.values
        return Reply(values["status"], values["headers"], worker.version, self._follow(worker, cost))

    async def exchange(self, graphs: dict[str, str]) -> None:
        """Give named graphs new contents (N-Triples), after which all processes are new.

        Raises:
            Refusal: It could not be written.
        """
        async with self._lock:
            answer = await asyncio.to_thread(self._call, b"W", {"graphs": graphs})
        if answer.kind == ERROR:
            raise Refusal(500, answer.values["line"])
        self.version, self._is_warm = answer.values["version"], False
        for worker in list(self._idle):
            self._idle.remove(worker)
            self._kill(worker)
        self._keep(self._renew())

    async def _renew(self) -> None:
        """Put processes that have what the nursery works out once in the place of those that were forked before."""
        while not self._is_warm:
            await asyncio.sleep(_PAUSE)
            async with self._lock:
                answer = await asyncio.to_thread(self._call, STATE, {})
            self._is_warm = answer.values["is_warm"]
        cold = [worker for worker in self._idle if not worker.is_warm]
        for _ in cold:
            await self._start()
        for worker in cold:
            if worker in self._idle:
                self._kill(worker)

    async def _ask(self, worker: Worker, asked: dict[str, Any]) -> Message:
        try:
            worker.wire.write(frame(ASK, asked))
            return await worker.wire.receive()
        except ConnectionError as exc:
            raise self._explain(worker) from exc

    async def _follow(self, worker: Worker, cost: int) -> AsyncIterator[bytes]:
        """Yield the rest of an answer; where it breaks off, so does the connection to the client."""
        is_whole = False
        try:
            while True:
                message = await worker.wire.receive()
                if message.kind == DATA:
                    yield message.body
                elif message.kind == END:
                    is_whole = True
                    return
                else:
                    is_whole = True
                    raise Refusal(message.values["status"], message.values["line"])
        except ConnectionError as exc:
            raise self._explain(worker) from exc
        finally:
            self._note(worker, cost)
            if is_whole:
                self._release(worker)
            else:
                self._kill(worker)

    def _explain(self, worker: Worker) -> Refusal:
        if worker.reason is not None:
            return worker.reason
        megabytes = self._settings.bounds.megabytes
        self.counts["memory"] += 1
        reason = f"it took more than {megabytes} MB of memory, or is too deep"
        return Refusal(503, f"the query ended its process; {reason}: narrow it, or start the server with more --memory")

    def _note(self, worker: Worker, cost: int) -> None:
        """Remember a request that was slow, and forget one that no longer is."""
        if worker.reason is not None or worker.is_nice or worker.has_spent(_LONG):
            self._slow[cost] = None
            while len(self._slow) > _REMEMBERED:
                self._slow.popitem(last=False)
        else:
            self._slow.pop(cost, None)

    async def _acquire(self, who: str, *, is_slow: bool) -> Worker:
        if self.waiting >= self._settings.bounds.waiting:
            self.counts["refused"] += 1
            raise Refusal(429, "too many requests wait; ask again in a second", is_passing=True)
        if self._idle and not is_slow and not any(self._lanes):
            return self._begin(self._idle.pop(), is_slow=False)
        waiting = _Waiting(is_slow)
        self._lanes[is_slow].setdefault(who, deque()).append(waiting)
        self._hand_out()
        try:
            worker = await waiting.ready
        except asyncio.CancelledError:
            if waiting.ready.done() and not waiting.ready.cancelled():
                self._release(waiting.ready.result())
            with contextlib.suppress(KeyError, ValueError):
                self._lanes[is_slow][who].remove(waiting)
            raise
        return worker

    def _hand_out(self) -> None:
        """Give idle processes to who is next; start more where there are fewer than there may be."""
        while self.waiting:
            lane = self._next_lane()
            if lane is None:
                return
            if not self._idle:
                if self._starting < self.waiting and not self._is_full:
                    self._keep(self._start())
                return
            who, line = next(iter(lane.items()))
            waiting = line.popleft()
            del lane[who]
            if line:
                lane[who] = line
            if waiting.ready.cancelled():
                continue
            waiting.ready.set_result(self._begin(self._idle.pop(), is_slow=waiting.is_slow))

    @property
    def _is_full(self) -> bool:
        """Whether there are as many processes as there may be; what is slow takes no other's turn."""
        most = self._settings.workers
        most += min(most, sum(worker.is_nice for worker in self._workers))
        return len(self._workers) + self._starting >= most

    def _begin(self, worker: Worker, *, is_slow: bool) -> Worker:
        worker.begun, worker.is_slow, worker.reason, worker.is_used = time.monotonic(), is_slow, None, True
        worker.spent = None
        return worker

    def _next_lane(self) -> OrderedDict[str, deque[_Waiting]] | None:
        fast, slow = self._lanes
        for lane in self._lanes:
            for who in [who for who, line in lane.items() if not line]:
                del lane[who]
        if fast:
            return fast
        busy = sum(worker.is_slow for worker in self._workers if worker not in self._idle)
        return slow if slow and busy < max(1, self._settings.workers // 2) else None

    def _release(self, worker: Worker) -> None:
        """Take back a process that has answered; one that was made less urgent, or has old data, is ended."""
        is_old = worker.version != self.version or (self._is_warm and not worker.is_warm)
        if is_old or worker.is_nice or worker.reason is not None:
            self._kill(worker)
            return
        worker.begun = 0.0
        self._idle.append(worker)
        self._hand_out()

    def _kill(self, worker: Worker) -> None:
        if worker in self._workers:
            self._workers.discard(worker)
            if worker in self._idle:
                self._idle.remove(worker)
            self.counts["ended"] += 1
            worker.kill()
            worker.wire.close()
            self._hand_out()

    async def _start(self) -> None:
        self._starting += 1
        try:
            async with self._lock:
                answer, peer = await asyncio.to_thread(self._fork)
            _, wire = await asyncio.get_running_loop().create_connection(Wire, sock=peer)
            values = answer.values
        finally:
            self._starting -= 1
        self._is_warm = self._is_warm or values["is_warm"]
        worker = Worker(values["process"], values["version"], values["is_warm"], wire)
        self._workers.add(worker)
        self.counts["started"] += 1
        worker.held = worker.weigh()
        self._idle.append(worker)
        self._hand_out()

    def _fork(self) -> tuple[Message, socket.socket]:
        answer = self._call(ASK, {})
        _, handles, _, _ = socket.recv_fds(self._control, 1, 1)
        peer = socket.socket(fileno=handles[0])
        peer.setblocking(False)
        return answer, peer

    def _call(self, kind: bytes, values: dict[str, Any]) -> Message:
        send(self._control, kind, values)
        answer = receive(self._control)
        if answer is None or answer.kind not in (HEAD, END, ERROR):
            raise Refusal(503, "the process that holds the data has ended; start the server again")
        return answer

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            now = time.monotonic()
            for worker in [each for each in self._idle if each.is_used]:
                worker.held, worker.is_used = worker.weigh(), False
            for worker in [each for each in self._workers if each.begun and each.reason is None]:
                self._look_at(worker, now - worker.begun)
            self._hand_out()

    def _look_at(self, worker: Worker, seconds: float) -> None:
        bounds = self._settings.bounds
        if seconds > bounds.seconds:
            self.counts["timeout"] += 1
            self._end(worker, Refusal(503, f"the query took longer than {bounds.seconds:g} s; narrow it"))
        elif seconds > _LOOK and worker.weigh() > worker.held + bounds.megabytes * _MEGABYTE:
            self.counts["memory"] += 1
            self._end(worker, Refusal(503, f"the query took more than {bounds.megabytes} MB of memory; narrow it"))
        elif self._is_crowded and self._is_longest(worker) and seconds > bounds.patience and worker.has_spent(_LONG):
            self.counts["shed"] += 1
            line = f"others wait, and the query ran longer than {bounds.patience:g} s; ask again later"
            self._end(worker, Refusal(503, line, is_passing=True))
        elif worker.spent is None:
            worker.spent = worker.spend()
        elif worker.has_spent(_LONG) and not (worker.is_nice or worker.is_spared):
            worker.calm()

    @property
    def _is_crowded(self) -> bool:
        """Whether requests wait that only the end of another can help."""
        return bool(self.waiting) and not self._idle and not self._starting and self._is_full

    def _is_longest(self, worker: Worker) -> bool:
        running = (each for each in self._workers if each.begun and each.reason is None and not each.is_spared)
        return worker is min(running, key=lambda each: each.begun, default=None)

    def _end(self, worker: Worker, reason: Refusal) -> None:
        """Kill a process that answers, whose place is free then; who waits for the answer, if anybody, is told why."""
        worker.reason = reason
        self._kill(worker)

    def _keep(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
