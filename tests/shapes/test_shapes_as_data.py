"""A rule is what its triples say: neither white space nor order, nor the tool that wrote the file, changes a result."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse, serialize

from gaapgraph import resource
from gaapgraph.validation.inspection import Inspection, inspect
from gaapgraph.validation.knowledge import shape_files
from gaapgraph.vocabulary import GG

RELEASE = Path(__file__).parents[2] / "instances" / "iij" / "fy2008-release" / "release.trig"
SHAPES = "https://w3id.org/gaapgraph/shapes/"


@cache
def release() -> Store:
    store = Store()
    store.bulk_load(path=str(RELEASE), format=RdfFormat.TRIG)
    return store


@cache
def as_shipped() -> Inspection:
    return inspect(release())


def check_in(folder: Path) -> Inspection:
    return inspect(release(), shapes=[folder])


def write_longturtle(path: Path, target: Path) -> None:
    rdflib.Graph().parse(path).serialize(target, format="longturtle")


def write_oxigraph(path: Path, target: Path) -> None:
    triples = [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)]
    target.write_bytes(serialize(triples, format=RdfFormat.TURTLE) or b"")


def write_reordered(path: Path, target: Path) -> None:
    triples = sorted((str(quad.triple) for quad in parse(path=str(path), format=RdfFormat.TURTLE)), reverse=True)
    target.write_text(" .\n".join([*triples, ""]), encoding="utf-8")


def write_spaced(path: Path, target: Path) -> None:
    """Add white space outside of the queries and inside: at ends of lines, in braces, around brackets."""
    text = path.read_text(encoding="utf-8")
    parts = re.split(r'(""".*?""")', text, flags=re.S)
    parts[::2] = [re.sub(r" ;\n", "\t;  \n\n", part) for part in parts[::2]]
    parts[1::2] = [re.sub(r"FILTER \(", "FILTER(  ", part).replace("\n", "   \n\n") for part in parts[1::2]]
    target.write_text("".join(parts), encoding="utf-8")


@pytest.mark.parametrize("write", [write_longturtle, write_oxigraph, write_reordered, write_spaced])
def test_another_layout_leaves_every_result_the_same(write, tmp_path: Path) -> None:
    for path in shape_files():
        write(path, tmp_path / path.name)
    found = check_in(tmp_path)
    assert found.report.results == as_shipped().report.results
    assert found.report.tallies == as_shipped().report.tallies
    assert len(found.report.results) > 80


def test_the_bundle_is_the_files_together() -> None:
    found = inspect(release(), shapes=[resource.shapes() / "all.ttl"])
    assert found.report.results == as_shipped().report.results
    assert found.report.tallies == as_shipped().report.tallies


@pytest.mark.parametrize("name", ["Network-total", "LineItem-growth", "Occurrence-agreement", "Duration-roll-forward"])
def test_a_shape_under_another_name_and_code_is_counted_explained_and_diagnosed_alike(
    name: str, tmp_path: Path
) -> None:
    old = NamedNode(SHAPES + name)
    for path in shape_files():
        triples = [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)]
        copied = [rename(triple, old) for triple in triples]
        (tmp_path / path.name).write_bytes(serialize(copied, format=RdfFormat.TURTLE) or b"")
    found, shipped = check_in(tmp_path), as_shipped()
    [code] = {one.code for one in shipped.bindings if one.rule == old.value}
    new = "http://example.org/Copied"
    expected = [
        replace(
            result,
            code="EX-COPY-1" if result.shape == old.value and result.code == code else result.code,
            shape=new if result.shape == old.value else result.shape,
            evidence=tuple(text.replace(f"{code}:", "EX-COPY-1:") for text in result.evidence),
        )
        for result in shipped.report.results
    ]
    assert sorted(map(repr, found.report.results)) == sorted(map(repr, expected))
    assert found.report.tallies == shipped.report.tallies
    assert {one.code for one in found.bindings if one.rule == new} == {"EX-COPY-1"}


def rename(triple: Triple, old: NamedNode) -> Triple:
    """Return a triple in which a shape has another IRI and another code."""
    if triple.subject != old:
        return triple
    value = rdf_code(triple) if triple.predicate.value == GG.code else triple.object
    return Triple(NamedNode("http://example.org/Copied"), triple.predicate, value)


def rdf_code(triple: Triple):
    return type(triple.object)("EX-COPY-1")  # type: ignore[arg-type,call-overload]  # a literal, like the other


DERIVATION = """
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
PREFIX us-gaap: <https://w3id.org/gaapgraph/us-gaap/>
<urn:x:balance> a gg:Derivation ; gg:code "EX-BALANCE" ; gg:family "derived" ; gg:numeratorCount 1 ;
  gg:denominatorCount 0 ; gg:formula <https://w3id.org/gaapgraph/scheme/formula/sum> ; gg:dimensionKey "" ;
  gg:result us-gaap:LiabilitiesAndStockholdersEquity .
<urn:x:balance/1> a gg:Operand ; gg:derivation <urn:x:balance> ; gg:part gg:numeratorPart ; gg:weight {weight} ;
  gg:concept us-gaap:Assets ; gg:relativePeriod gg:samePeriod ; gg:required true .
"""


@pytest.mark.parametrize(("weight", "ok"), [("1.0", True), ("-1.0", False)])
def test_a_rule_of_a_known_formula_is_data_only(weight: str, ok: bool) -> None:
    """Liabilities and equity are the assets, stated as a derivation: with a wrong sign every binding breaks."""
    store = Store()
    store.bulk_extend(release())
    store.load(DERIVATION.format(weight=weight).encode(), RdfFormat.TURTLE)
    found = [one for one in inspect(store).bindings if one.code == "EX-BALANCE"]
    assert {(one.ok, one.formula.value, len(one.operands)) for one in found} == {(ok, "sum", 2)}
    assert len(found) >= 2


ROOT = Path(__file__).parents[2]
ROWS = {
    "derivation": "both-sides|EX-BALANCE|derived|sum|us-gaap:LiabilitiesAndStockholdersEquity|none||Both sides||||",
    "operand": "both-sides|1|numerator|us-gaap:Assets|1|same|true|none",
}
LIST_BINDINGS = """
from pathlib import Path
from gaapgraph.store import gather
from gaapgraph.validation.inspection import inspect
for one in inspect(gather([Path("instances/iij/fy2008-release/release.trig")])).bindings:
    if one.code == "EX-BALANCE":
        print(one.ok, one.formula.value, one.expected)
"""


@pytest.mark.skipif(not (ROOT / "scripts").is_dir(), reason="no checkout")
def test_a_rule_of_a_known_formula_is_a_row_and_a_row_for_each_operand(tmp_path: Path) -> None:
    """In a copy of the project: both sides of its balance sheets are 55,702,546 and 52,301,199 (527,496 in USD)."""
    for folder in ("src", "scripts", "ontology", "shapes", "instances"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name, row in ROWS.items():
        with (tmp_path / f"ontology/derivations/{name}.tsv").open("a", encoding="utf-8") as stream:
            stream.write(row.replace("|", "\t") + "\n")
    assert "ontology/rule-data.ttl: written" in run_in(tmp_path, "scripts/build_rule_data.py")
    found = run_in(tmp_path, "-c", LIST_BINDINGS).splitlines()
    assert set(found) == {f"True sum {total}000" for total in ("55702546", "52301199", "527496")}


def run_in(folder: Path, *arguments: str) -> str:
    """Run Python in a copy of the project; return what it says."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


SHAPE = """
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
<urn:x:Debt> a sh:NodeShape ; sh:targetClass gg:Report ; sh:severity sh:Warning ; sh:sparql <urn:x:Debt-sparql> ;
  gg:code "EX-DEBT" ; gg:family "example" ; gg:formula <https://w3id.org/gaapgraph/scheme/formula/limit> ;
  gg:operands \"\"\"
    PREFIX us-gaap: <https://w3id.org/gaapgraph/us-gaap/> PREFIX gg: <https://w3id.org/gaapgraph/ns#>
    SELECT $this ?value ?role ?operand {
      ?value gg:report $this ; gg:concept us-gaap:Assets ; gg:period ?period ; gg:dimensionCount 0 ; gg:unit ?unit .
      ?operand gg:report $this ; gg:concept us-gaap:AssetsCurrent ; gg:period ?period ; gg:dimensionCount 0 ; gg:unit ?unit .
      BIND ('whole' AS ?role)
    }\"\"\" .
<urn:x:Debt-sparql> a sh:SPARQLConstraint ; sh:message "assets shall be no greater than {?limit}" ; sh:select \"\"\"
    PREFIX us-gaap: <https://w3id.org/gaapgraph/us-gaap/> PREFIX gg: <https://w3id.org/gaapgraph/ns#>
    SELECT $this ?value ?limit {
      ?value gg:report $this ; gg:concept us-gaap:Assets ; gg:period ?period ; gg:dimensionCount 0 ; gg:unit ?unit ; gg:lowerBound ?least .
      ?whole gg:report $this ; gg:concept us-gaap:AssetsCurrent ; gg:period ?period ; gg:dimensionCount 0 ; gg:unit ?unit ; gg:upperBound ?limit .
      FILTER (?least > ?limit)
    }\"\"\" .
"""  # noqa: E501 - a query is read by lines


def test_a_rule_of_its_own_is_one_shape(tmp_path: Path) -> None:
    """Assets are said to be no greater than current assets, which is wrong on purpose: counted, broken, warned of."""
    path = tmp_path / "own.ttl"
    path.write_text(SHAPE, encoding="utf-8")
    found = inspect(release(), shapes=[path], as_engines_do=True)
    broken = [one for one in found.bindings if one.code == "EX-DEBT"]
    assert broken
    assert not any(one.ok for one in broken)
    assert {(one.family, one.evaluated, one.passed) for one in found.report.tallies} == {("example", len(broken), 0)}
    assert {result.severity for result in found.report.results} == {"warning"}
    reported = {(result.focus_node.value, result.value.value) for result in found.validation.results}  # type: ignore[union-attr]
    assert reported == {(one.focus, one.value) for one in broken}
