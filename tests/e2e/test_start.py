"""A command imports what it needs and no more: told by the modules that are loaded when it has ended."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from gaapgraph.resource import instances

GRAPH = str(instances() / "iij/fy2008-release/release.trig")
_SCRIPT = """
import json, sys
from gaapgraph.cli import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""
# Typer imports pydantic itself, where it is installed, as soon as a command has an option
HEAVY = {"lxml", "jinja2", "rdflib", "pyshacl", "altair", "yaml", "pandas", "polars"}


def load(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *arguments], capture_output=True, text=True, check=True, timeout=120
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code in (0, 1), done.stderr
    return set(modules)


def rooms(modules: set[str]) -> set[str]:
    return {name.split(".")[1] for name in modules if name.startswith("gaapgraph.")}


def test_the_version_needs_no_parser_of_the_command_line():
    modules = load("--version")
    assert not modules & (HEAVY | {"typer", "click", "rich", "pyoxigraph"})
    assert rooms(modules) == {"_version", "cli", "errors", "printable"}


def test_the_list_of_commands_imports_none_of_them():
    modules = load("--help")
    assert not modules & (HEAVY | {"typer", "click", "rich", "pyoxigraph"})
    assert rooms(modules) == {"_version", "cli", "errors", "printable"}
    assert not any(name.endswith("_command") for name in modules)


def test_tag_needs_no_document():
    modules = load("tag", "Total revenues")
    assert "lxml" not in modules
    assert not rooms(modules) & {"reader", "document", "build", "question", "validation", "shacl", "page"}


@pytest.mark.slow
def test_check_of_a_graph_needs_no_reader():
    modules = load("check", GRAPH, "--format", "json")
    assert not rooms(modules) & {"reader", "tag", "build", "page", "question"}
    assert "lxml" not in modules


def test_query_needs_no_reader_and_no_rules():
    modules = load("ask", "measure_tax_rate", GRAPH, "--format", "json")
    assert not rooms(modules) & {"reader", "tag", "build", "page", "validation", "shacl"}
    assert not modules & (HEAVY - {"yaml"})


def test_build_needs_no_rules_and_no_questions(tmp_path):
    modules = load("build", str(instances() / "iij/fy2008-release/input.txt"), "-o", str(tmp_path / "out.nq"))
    assert not rooms(modules) & {"page", "question", "validation", "shacl", "compare", "outcome"}
    assert not modules & {"jinja2", "rdflib", "pyshacl", "altair", "rich"}


def test_a_list_of_questions_opens_no_store():
    modules = load("ask", "--list")
    assert not modules & (HEAVY - {"yaml"})
    assert not rooms(modules) & {"reader", "tag", "build", "page", "validation", "shacl", "store"}
