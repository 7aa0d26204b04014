"""A whole check is bounded too: the process ends with one line and exit code 2."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

WORK = """
import time
from gaapgraph.cli._limit import watched
with watched({seconds}, {megabytes}, "instances"):
    {work}
print("done")
"""


@pytest.mark.parametrize(
    ("limits", "work", "code", "told"),
    [
        ({"seconds": 0.3, "megabytes": None}, "time.sleep(20)", 2, "instances: took longer than 0.3 s"),
        ({"seconds": None, "megabytes": 200}, "x = bytes(300_000_000); y = bytearray(x); time.sleep(20)", 2, "200 MB"),
        ({"seconds": 20, "megabytes": 2000}, "pass", 0, ""),
    ],
)
def test_work_that_takes_too_much_ends_the_process(limits: dict[str, object], work: str, code: int, told: str) -> None:
    text = WORK.format(**limits, work=work)
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, told in done.stderr, done.stderr.count("\n")) == (code, True, int(code == 2))


CHILD = """
import os, sys, time
from gaapgraph.cli._limit import watched
with watched(None, 200, "instances"):
    child = os.fork()
    if not child:
        x = bytes(300_000_000); y = bytearray(x); time.sleep(20); os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells which processes one has started")
def test_what_the_process_started_is_held_to_its_memory() -> None:
    """A check that bounds each rule in time evaluates them in a process of its own."""
    done = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "took more than 200 MB" in done.stderr) == (2, True)
    end = time.monotonic() + 5
    while not _has_ended(done.stdout.strip()) and time.monotonic() < end:
        time.sleep(0.05)
    assert _has_ended(done.stdout.strip())


def _has_ended(process: str) -> bool:
    try:
        return Path("/proc", process, "stat").read_text(encoding="ascii").split()[2] == "Z"
    except OSError:
        return True
