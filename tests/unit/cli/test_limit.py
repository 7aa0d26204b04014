"""A whole check is bounded too: the process ends with one line and exit code 2."""

from __future__ import annotations

import subprocess
import sys

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
