"""Work in a process of its own that can be stopped for good: bounded in time and in memory.

A query of the embedded store cannot be cancelled, and its parser may end the process. So it runs in a forked child,
which shares the memory of the store and hands back bytes. The child is killed when its time is over or when it holds
more memory than it may; a query can open no socket. Where a system cannot fork, the work is done here and unbounded.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gaapgraph.errors import GaapGraphError, InputError
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = [
    "CHECK_LIMITS",
    "DEFAULT_LIMITS",
    "QUERY",
    "UNLIMITED",
    "Kind",
    "Limits",
    "count_family",
    "count_held",
    "list_started",
    "run_bounded",
]

_MEGABYTE = 2**20
_LOOK = 0.02  # seconds between two looks at the child's memory
_SLACK = 4  # a query may always take a part of the limit, however much the data hold already
_GRACE = 0.5  # seconds a child that has answered has to end


@frozen
class Limits:
    """What one query may take.

    Attributes:
        seconds: Of time, or None for no limit.
        megabytes: That the process holds, the data included; None for no limit. A query always gets a quarter of it.
    """

    seconds: float | None = 60.0
    megabytes: int | None = 800

    @property
    def are_none(self) -> bool:
        """Whether nothing is limited."""
        return self.seconds is None and self.megabytes is None


DEFAULT_LIMITS = Limits()
CHECK_LIMITS = Limits(1800.0, 8192)  # of a whole check
UNLIMITED = Limits(None, None)


@frozen
class Kind:
    """What a piece of work is, and what it may do.

    Attributes:
        name: What it is called in errors.
        opens: It may open files and start processes of its own, which end with it.
    """

    name: str = "query"
    opens: bool = False


QUERY = Kind()


def run_bounded(work: Callable[[], bytes], limits: Limits, where: str = "query", kind: Kind = QUERY) -> bytes:
    """Return what `work` returns, from a process that is stopped where it takes too much.

    Args:
        work: Without side effects. It must use no store on disk that was opened before for writing.
        limits: Without any, the work is done in this process.
        where: What to call it in errors.
        kind: By default a query, which may open no file.

    Raises:
        InputError: It took longer or more memory than it may, or it ended its process.
        GaapGraphError: As `work` raises it.
    """
    import multiprocessing  # which takes long, and a check has no query to bound

    if limits.are_none or "fork" not in multiprocessing.get_all_start_methods():
        return work()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    most = _count_most(limits)
    child = context.Process(target=_serve, args=(work, sender, most, kind), daemon=not kind.opens)
    sys.stdout.flush()
    child.start()
    sender.close()
    try:
        return _receive(child, receiver, _Bound(limits, most, where, kind.name))
    finally:
        if kind.opens and child.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)  # with all that it started; it leads a group of its own
        child.kill()
        child.join()
        child.close()
        receiver.close()


def _count_most(limits: Limits) -> int | None:
    """Return how many bytes the child may hold: the limit, and always some beyond what it is born with."""
    if limits.megabytes is None:
        return None
    limit = limits.megabytes * _MEGABYTE
    return max(limit, count_held("self") + limit // _SLACK)


@frozen
class _Bound:
    """The limits of one piece of work, and how errors name it; `most` is the memory in bytes."""

    limits: Limits
    most: int | None
    where: str
    name: str

    def too_late(self) -> InputError:
        what = f"the {self.name} took longer than {self.limits.seconds:g} s"
        return InputError(what, where=self.where, mend="narrow it, or raise --timeout")

    def too_large(self) -> InputError:
        what = f"the {self.name} took more than {self.limits.megabytes} MB of memory"
        return InputError(what, where=self.where, mend="narrow it, or raise --memory")

    def ended(self, code: int | None) -> InputError:
        if code in (-signal.SIGABRT, -signal.SIGKILL):  # an allocation that was refused aborts; the system kills
            return self.too_large()
        what = f"the {self.name} ended its process (signal {-(code or 0)})"
        return InputError(what, where=self.where, mend=f"take the {self.name} apart")


def _receive(child: BaseProcess, receiver: Connection, bound: _Bound) -> bytes:
    seconds = bound.limits.seconds
    end = None if seconds is None else time.monotonic() + seconds
    while not receiver.poll(_LOOK):
        if end is not None and time.monotonic() > end:
            raise bound.too_late()
        if bound.most is not None and count_family(child.pid or 0) > bound.most:
            raise bound.too_large()
    try:
        answer = receiver.recv()
    except EOFError:
        child.join(_GRACE)
        raise bound.ended(child.exitcode) from None
    if isinstance(answer, BaseException):
        raise answer
    assert isinstance(answer, bytes)
    return answer


def _serve(work: Callable[[], bytes], sender: Connection, most: int | None, kind: Kind) -> None:
    """Do the work in the child: a query without socket and file; no core, and nothing on its standard error."""
    if kind.opens:
        os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    faulthandler.disable()  # the parent tells what happened
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _limit(most, kind)
    answer: bytes | BaseException
    try:
        answer = work()
        if most is not None and len(answer) > most // _SLACK:
            answer = InputError("the answer is too large for the memory", mend="add LIMIT, or raise --memory")
    except MemoryError:
        os.kill(os.getpid(), signal.SIGABRT)
        return
    except GaapGraphError as exc:
        answer = exc
    except Exception as exc:  # noqa: BLE001 - it crosses to the parent as text, where the caller decides
        answer = RuntimeError(f"{type(exc).__name__}: {exc}")
    sender.send(answer)
    sender.close()


def _limit(most: int | None, kind: Kind) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if most is not None and sys.platform == "linux":
        # Reserved and used room differ between allocators: the look from outside is exact, this is for leaps.
        room = _count_reserved() + most - count_held("self") + most // _SLACK
        resource.setrlimit(resource.RLIMIT_DATA, (room, room))
    if not kind.opens:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))  # what is open stays open; no file and no socket is added


def list_started(process: int) -> list[int]:
    """Return the processes that the first thread of a process has started and that run; none where no system tells."""
    try:
        return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()))
    except OSError:
        return []


def count_family(process: int) -> int:
    """Return the bytes that a process holds, or the one that it started, whichever holds more."""
    return max(count_held(str(each)) for each in (process, *list_started(process)))


def count_held(process: str) -> int:
    """Return the bytes of memory that a process holds, or 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")


def _count_reserved() -> int:
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[5]) * os.sysconf("SC_PAGE_SIZE")
