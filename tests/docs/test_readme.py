"""The README promises nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from typer.main import get_command

from gaapgraph.cli._group import app

PROJECT = Path(__file__).parents[2]
TEXT = (PROJECT / "README.md").read_text(encoding="utf-8")


def test_every_command_in_the_readme_exists():
    table = re.findall(r"^\| `gaapgraph (\w+)", TEXT, re.MULTILINE)
    assert len(table) > 5
    assert set(table) <= set(get_command(app).list_commands(None))


def test_every_file_that_the_readme_names_exists():
    names = set(re.findall(r"(?:docs|tests|benchmarks|decisions)/[\w/.-]+", TEXT))
    assert len(names) > 8
    assert [name for name in sorted(names) if not (PROJECT / name).exists()] == []


def test_the_screen_in_the_readme_is_one_screen():
    (screen,) = re.findall(r"```\n(iij-fy2008-release\.txt, line .*?)```", TEXT, re.DOTALL)
    assert "▶ 2,917,382 ◀" in screen
    assert len(screen.splitlines()) <= 40


def test_no_path_of_a_machine_stands_in_the_readme():
    assert re.findall(r"(?<![\w.])/(?:home|work|tmp|root|Users)/", TEXT) == []
