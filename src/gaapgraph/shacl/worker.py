"""Runs pieces of work, and stops the one that takes too long.

Without a limit some run at the same time, since the store lets go of the interpreter while it works. A query in the
embedded store cannot be cancelled. With a limit, the work is done by a forked child that shares the store's memory; it
sends back each answer as it comes. When one answer is late, the child is killed and another goes on with the next
piece. The store must live in memory: a fork does not carry over the threads of a store on disk.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Generic, TypeVar

from gaapgraph.errors import GaapGraphError, InputError
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

__all__ = ["Outcome", "run_all"]

T = TypeVar("T")
_AT_ONCE = 4
_LONGEST_WAIT = 1e6  # seconds; systems cannot wait for ever


@frozen
class Outcome(Generic[T]):
    """The answer of one piece of work, or why there is none: not least that its query cannot be parsed."""

    answer: T | None
    seconds: float
    failure: str | None = None
    is_syntax: bool = False


def run_all(
    work: Sequence[Callable[[], T]], timeout: float | None = None, *, at_once: bool = True
) -> Iterator[Outcome[T]]:
    """Run every piece and yield its outcome, in order.

    Args:
        work: Functions without arguments; with a limit, their answers must be picklable.
        timeout: Seconds that each may take; None for no limit.
        at_once: Whether several may run at the same time, which costs more than it saves where each takes little.

    Raises:
        InputError: A limit is asked for on a system that cannot fork.
    """
    if timeout is None and not at_once:
        yield from map(_run, work)
        return
    if timeout is None:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(min(_AT_ONCE, os.cpu_count() or 1)) as pool:
            yield from pool.map(_run, work)
        return
    import multiprocessing

    if "fork" not in multiprocessing.get_all_start_methods():
        raise InputError("a time limit needs a system that can fork", mend="leave --timeout out")
    done = 0
    while done < len(work):
        for outcome in _run_in_child(work[done:], timeout):
            done += 1
            yield outcome


def _run(piece: Callable[[], T]) -> Outcome[T]:
    start = time.perf_counter()
    is_syntax = False
    try:
        answer, failure = piece(), None
    except SyntaxError as error:
        answer, failure, is_syntax = None, " ".join(str(error).split()), True
    except (GaapGraphError, ValueError, OSError, RuntimeError) as error:
        answer, failure = None, " ".join(str(error).split()) or type(error).__name__
    return Outcome(answer, time.perf_counter() - start, failure, is_syntax)


def _run_in_child(work: Sequence[Callable[[], T]], timeout: float) -> Iterator[Outcome[T]]:
    """Yield outcomes until the child is through, or one piece has failed to answer; that one is yielded as well."""
    import multiprocessing  # which takes long to import, and is needed only with a limit

    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_serve, args=(work, sender), daemon=True)
    child.start()
    sender.close()
    try:
        for _ in work:
            if not receiver.poll(min(timeout, _LONGEST_WAIT)):
                yield Outcome(None, timeout, f"stopped after {timeout:g} s")
                return
            try:
                outcome: Outcome[T] = receiver.recv()
            except EOFError:
                yield Outcome(None, 0.0, "the process that evaluated it died, perhaps for want of memory")
                return
            yield outcome
    finally:
        child.kill()
        child.join()
        child.close()
        receiver.close()


def _serve(work: Sequence[Callable[[], T]], sender: Connection) -> None:
    for piece in work:
        sender.send(_run(piece))
    sender.close()
