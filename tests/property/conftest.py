"""What the fuzzers share: how many mutants they try, the time each may take, and what counts as a fault.

`pytest -m fuzz` tries 2,000 of each kind; `GAAPGRAPH_MUTANTS=10000` more, `GAAPGRAPH_FIRST=20000` others. A mutant is
told by its number: the seed of its random choices.
"""

from __future__ import annotations

import os
import random
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from gaapgraph.errors import GaapGraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMIT = 20
COUNT = int(os.environ.get("GAAPGRAPH_MUTANTS", "2000"))
FIRST = int(os.environ.get("GAAPGRAPH_FIRST", "1000"))
PARTS = 8


class Hang(BaseException):
    """A mutant takes longer than it may; no `except Exception` on the way holds it up."""


def _stop(*_: object) -> None:
    raise Hang(f"takes more than {LIMIT} seconds of processor time")


@contextmanager
def limited() -> Iterator[None]:
    if not hasattr(signal, "SIGPROF"):
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def try_mutants(kind: str, numbers: range, attempt: Callable[[random.Random], Any]) -> None:
    """Let each mutant be read or refused in one line; all others are told by kind and number."""
    for number in numbers:
        try:
            with limited():
                attempt(random.Random(number))
        except GaapGraphError as refusal:
            assert "\n" not in str(refusal), (kind, number, refusal)
        except (Exception, Hang) as fault:
            raise AssertionError(f"mutant {number} of {kind}: {fault!r}") from fault


@pytest.fixture
def few() -> Callable[[str, int, Callable[[random.Random], Any]], None]:
    """Try the first mutants of a kind."""
    return lambda kind, count, attempt: try_mutants(kind, range(count), attempt)


@pytest.fixture(params=range(PARTS))
def many(request: pytest.FixtureRequest) -> Callable[[str, Callable[[random.Random], Any]], None]:
    """Try all mutants of a kind, a part in each test, so that several processes share them."""
    numbers = range(FIRST + request.param, FIRST + COUNT, PARTS)
    return lambda kind, attempt: try_mutants(kind, numbers, attempt)
