"""Turtle files stand in one layout, which keeps every triple."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "format_turtle.py"
FILES = sorted((ROOT / "ontology").rglob("*.ttl"))
MESSY = r"""
@prefix ex: <https://example.org/> . @prefix unused: <https://example.org/unused/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
# a comment
ex:b ex:text "a \"quoted\" \\ line\nand another\ttab", "bon"@fr ; ex:number 1, -2.50, 1.0e3,
    "1.50"^^xsd:decimal, "01"^^xsd:integer, true .
ex:a a ex:C ; ex:is ex:b, <https://example.org/with%20space>, <https://example.org/x.y>, <https://example.org/x.> .
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False)


def test_ontology_files_are_formatted() -> None:
    done = run("--check", *map(str, FILES))
    assert (done.returncode, done.stdout) == (0, "")


def test_formatting_keeps_the_triples_and_is_stable(tmp_path: Path) -> None:
    path = tmp_path / "messy.ttl"
    path.write_text(MESSY, encoding="utf-8")
    assert run("--check", str(path)).returncode == 1
    assert run(str(path)).returncode == 0
    first = path.read_text(encoding="utf-8")
    assert isomorphic(Graph().parse(data=MESSY, format="turtle"), Graph().parse(data=first, format="turtle"))
    assert "unused" not in first
    assert first.index("ex:a\n") < first.index("ex:b\n")
    assert run("--check", str(path)).returncode == 0


def test_a_blank_node_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "blank.ttl"
    path.write_text("[] a <https://example.org/C> .", encoding="utf-8")
    done = run(str(path))
    assert done.returncode == 1
    assert "give it an IRI" in done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rdflib_reads_every_file(path: Path) -> None:
    assert len(Graph().parse(path)) > 0
