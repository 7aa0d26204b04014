"""Style, types and the direction of imports hold everywhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
RUN = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
COMMANDS = {
    "ruff": ["-m", "ruff", "check", "--no-cache", "src", "tests", "scripts", "benchmarks"],
    "mypy": ["-m", "mypy", "--no-incremental"],
    "import-linter": ["-c", RUN, "--no-cache"],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_source_is_clean(name):
    if not (PROJECT / "pyproject.toml").is_file():
        pytest.skip("no checkout: the settings are not installed")
    done = subprocess.run(
        [sys.executable, *COMMANDS[name]], cwd=PROJECT, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
