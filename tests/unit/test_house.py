"""What the house keeps: calls that can be read, functions of one idea, names that are used once, layers stated once."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import gaapgraph

SOURCE = Path(gaapgraph.__file__).parent
PROJECT = SOURCE.parents[1]
FILES = sorted(path for path in SOURCE.rglob("*.py") if "data" not in path.relative_to(SOURCE).parts)
MOST_POSITIONAL = 5
MOST_LINES = 40
MOST_DOUBLE = 0.15


def trees() -> list[tuple[str, ast.Module]]:
    return [(str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))) for path in FILES]


def test_no_call_has_six_or_more_positional_arguments():
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and len(node.args) > MOST_POSITIONAL
    ]
    assert found == []


def test_no_function_is_over_forty_lines():
    """From the line of its name to its last, signature and docstring included."""
    found = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _count_lines(node) > MOST_LINES
    ]
    assert found == []


def _count_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_few_modules_share_their_name():
    names = Counter(path.stem for path in FILES if not path.stem.startswith("__"))
    doubles = {name: count for name, count in names.items() if count > 1}
    assert sum(doubles.values()) / sum(names.values()) < MOST_DOUBLE, doubles


@pytest.mark.skipif(not (PROJECT / "pyproject.toml").is_file(), reason="no checkout")
def test_every_room_has_its_layer():
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    stated = {name.strip().removeprefix("gaapgraph.") for layer in layers for name in re.split(r"[|:]", layer)}
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").is_file()}
    modules = {path.stem for path in SOURCE.glob("*.py")} - {"__init__", "__main__"}
    assert (rooms | modules) - stated == set()


@pytest.mark.skipif(not (PROJECT / "README.md").is_file(), reason="no checkout")
def test_the_layers_are_stated_in_one_place():
    for name in ("README.md", "CONTRIBUTING.md", "docs/architecture.md"):
        assert not re.search(r"\w+ → \w+ → \w+", (PROJECT / name).read_text(encoding="utf-8")), name


def test_no_iri_is_cut_apart():
    """Names and periods come from statements or closed maps: no cut at the last `/` or `#`, which is how IRIs are cut.

    Reads of a cell such as `us-gaap/2009` or `2008-04-01/2009-03-31` begin at the first mark and are none.
    """
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and _is_last_cut(node))
        or (isinstance(node, ast.Subscript) and _is_last_of(node))
    ]
    assert found == []


def _cuts(node: ast.expr, *methods: str) -> bool:
    """Say whether a call splits at `/` or `#`, or by an expression that has them in a class."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
        return False
    marks = ("/", "#", "[/#]", "[#/]", "^.*[/#]", "^.*/")
    first = node.args[0]
    return node.func.attr in methods and isinstance(first, ast.Constant) and first.value in marks


def _is_last_cut(node: ast.Call) -> bool:
    return _cuts(node, "rsplit", "rpartition", "rfind", "rindex", "sub")


def _is_last_of(node: ast.Subscript) -> bool:
    """Say whether the last part is taken of a split."""
    is_last = isinstance(node.slice, ast.UnaryOp) and isinstance(node.slice.op, ast.USub)
    return is_last and _cuts(node.value, "split", "partition")


@pytest.mark.parametrize("text", ["iri.rsplit('#', 1)", "iri.rpartition('/')[2]", "re.split(r'[/#]', iri)[-1]"])
def test_a_cut_is_seen(text: str):
    node = ast.parse(text, mode="eval").body
    assert any(
        (isinstance(one, ast.Call) and _is_last_cut(one)) or (isinstance(one, ast.Subscript) and _is_last_of(one))
        for one in ast.walk(node)
    )


@pytest.mark.skipif(not (PROJECT / "shapes").is_dir(), reason="no checkout")
def test_no_shape_cuts_the_iri_of_a_period():
    files = sorted((PROJECT / "shapes").glob("*.ttl"))
    cut = re.compile(r'(REPLACE|STRAFTER) *\([^)]*\)?, *\\"[^"]*/period/')
    assert [path.name for path in files if cut.search(path.read_text(encoding="utf-8"))] == []
