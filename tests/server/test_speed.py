"""How soon a server answers, which a busy machine cannot say."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Running

pytestmark = pytest.mark.clock
ROUNDS = 5


def test_the_first_answer_comes_soon(start: Callable[..., Running]):
    """From the start of the process to an answer over the shipped data, the best of some."""
    times = []
    for _ in range(ROUNDS):
        begun = time.monotonic()
        server = start("--quiet")
        assert server.ask("ASK { GRAPH ?report { ?fact ?concept ?value } }", Accept="text/csv").text == "true\r\n"
        times.append(time.monotonic() - begun)
        server.stop()
    assert min(times) < 1.5, times
