"""Run the tests that stand nearest to what is changed in a clone, and stop at the first that fails: cosmic-ray's judge.

    python scripts/judge_mutant.py

The changed file is the one that git tells; `benchmarks/mutations/code/README.md` says how it is used.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MARKED = "not network and not server and not fuzz and not clock"  # conformance suites are tests like others here
# Nearest first: a mutant that the first of them kills costs little.
TESTS = {
    "reader/sec": ["tests/unit/reader/sec"],
    "reader/inline": ["tests/unit/reader/inline", "tests/unit/build"],
    "reader/xbrl": ["tests/unit/reader/xbrl", "tests/unit/reader/inline", "tests/unit/build"],
    "reader/narrative": ["tests/unit/reader/narrative", "tests/golden/test_iij_risk_factors.py"],
    "reader": [
        "tests/unit/reader/table",
        "tests/unit/reader/release",
        "tests/golden/test_release_reading.py",
        "tests/golden/test_iij_release.py",
        "tests/golden/test_release_corpus.py",
    ],
    "tag/narrative": ["tests/unit/tag/test_narrative.py", "tests/golden/test_iij_risk_factors.py"],
    "tag": ["tests/unit/tag", "tests/golden/test_iij_release.py", "tests/golden/test_release_corpus.py"],
    "validation": ["tests/unit/validation", "tests/golden/test_iij_check.py", "tests/shapes"],
    "shacl": ["tests/unit/shacl", "tests/conformance/shacl", "tests/shapes"],
    "graph": [
        "tests/unit/graph",
        "tests/property/test_graph_laws.py",
        "tests/e2e/test_hostile_data.py",
        "tests/shapes",
        "tests/unit/page",
        "tests/e2e/test_diff.py",
    ],
}


def main() -> int:
    """Return 0 where every test passes."""
    changed = subprocess.run(["git", "diff", "--name-only"], capture_output=True, text=True, check=True).stdout.split()
    module = next((name for name in changed if name.startswith("src/gaapgraph/")), None)
    if module is None:
        return 0
    place = module.removeprefix("src/gaapgraph/")
    chosen = next(tests for start, tests in TESTS.items() if place.startswith(f"{start}/"))
    there = [module, *(test for test in chosen if Path(test).exists())]
    for tests in there:
        call = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", MARKED, tests]
        done = subprocess.run(call, check=False)
        if done.returncode not in (0, 5):  # 5: no test in it
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
