"""The mapping, run by others: morph-kgc makes our quads of it, Ontop answers over the tables as they lie."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse_query_results

from gaapgraph import resource
from gaapgraph.cli import main
from gaapgraph.question.library import find_question
from gaapgraph.question.run import answer
from gaapgraph.scale.conversion import convert
from gaapgraph.scale.corpus_tables import open_tables
from gaapgraph.scale.exclusion import say_minus
from gaapgraph.scale.generator import generate
from gaapgraph.scale.manifest import open_corpus
from gaapgraph.vocabulary import XSD

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")
ROOT = Path(__file__).parents[3]
ASKED = ["list_reports", "count_facts_by_taxonomy", "list_extension_concepts", "check_printed_growth"]
RR = "<http://www.w3.org/ns/r2rml#"
CONFIGURATION = """[CONFIGURATION]
output_file={out}
output_format=N-QUADS
number_of_processes=1
na_values=no-such-value
[Corpus]
mappings={mapping}
db_url=sqlite:///{base}
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    home = tmp_path_factory.mktemp("virtual")
    generate(home / "sets", entities=4, quarters=3, seed=11, share=0.6)
    sets = sorted((home / "sets").glob("2*"))
    convert(sets, home / "corpus", partitions=1, tell=lambda _: None)
    return home / "corpus"


def read_lines(folder):
    return sorted(line for path in folder.glob("quads/*.nq") for line in path.read_text(encoding="utf-8").splitlines())


def find_morph() -> str:
    """Return a Python that has morph-kgc, which needs older libraries than ours."""
    given = os.environ.get("GAAPGRAPH_MORPH_KGC", str(ROOT / ".venv-morph" / "bin" / "python"))
    command = [given, "-c", "import morph_kgc, sqlalchemy"]
    if shutil.which(given) is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("morph-kgc is not at hand: .venv-morph, or a Python in GAAPGRAPH_MORPH_KGC")
    return given


def copy_tables(folder: Path, base: Path) -> None:
    """Copy the tables that the mapping names into a database of SQLite, numbers and booleans as RDF writes them."""
    store = Store()
    store.load(path=str(resource.ontology() / "mappings" / "corpus.ttl"), format=RdfFormat.TURTLE)
    names = [
        row["name"].value for row in store.query("SELECT ?name { ?t <http://www.w3.org/ns/r2rml#tableName> ?name }")
    ]
    with open_tables(open_corpus(folder), 1024) as tables, sqlite3.connect(base) as copy:
        for step in tables.list_steps(tables.manifest.filled):
            tables.connection.execute(step)
        for name in names:
            asked = tables.connection.execute(f"SELECT * FROM {name}")
            columns = [column for column, *_ in asked.description]
            copy.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            rows = [[write_cell(cell) for cell in row] for row in asked.fetchall()]
            copy.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)


def write_cell(cell):
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"{cell:f}".rstrip("0").rstrip(".") if isinstance(cell, Decimal) else cell


def test_morph_kgc_makes_our_quads_of_the_mapping(corpus, tmp_path):
    python, base, out = find_morph(), tmp_path / "corpus.db", tmp_path / "out.nq"
    copy_tables(corpus, base)
    mapping = resource.ontology() / "mappings" / "corpus.ttl"
    (tmp_path / "c.ini").write_text(CONFIGURATION.format(out=out, mapping=mapping, base=base))
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([python, "-m", "morph_kgc", str(tmp_path / "c.ini")], check=True, capture_output=True, env=clean)
    made = sorted(f"{line.rstrip(' .')} ." for line in out.read_text(encoding="utf-8").splitlines())
    assert any("supersededBy" in line for line in made)
    assert made == read_lines(corpus)


@pytest.fixture(scope="module")
def ontop(tmp_path_factory) -> str:
    """Return the class path of Ontop."""
    if shutil.which("mvn") is None or shutil.which("java") is None:
        pytest.skip("mvn or java is missing")
    path = tmp_path_factory.mktemp("ontop") / "classpath.txt"
    project = ROOT / "tests" / "queries" / "ontop.xml"
    command = ["mvn", "-q", "-B", "-o", "-f", project, "dependency:build-classpath", f"-Dmdep.outputFile={path}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mvn cannot put the class path of Ontop together offline: {done.stdout[-200:]}")
    jars = path.read_text().split(":")
    return ":".join(jar for jar in jars if "logback" not in jar)  # which logs every step


def write_term(term):
    """Return a term as answers are compared: numbers by what they are, for Ontop writes the zeros behind the point."""
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    if datatype in (XSD.decimal, XSD.integer, f"{XSD.iri}double"):
        return Decimal(term.value).quantize(Decimal("1e-9"))
    return str(term)


def count_rows(solutions):
    heads = [variable.value for variable in solutions.variables]
    return heads, Counter(tuple(write_term(one[head]) for head in heads) for one in solutions)


@pytest.mark.server
def test_ontop_answers_over_the_tables_as_they_lie(corpus, ontop, tmp_path):
    assert main(["scale", "ontop", str(corpus), "-o", str(tmp_path / "ontop")]) == 0
    queries = tmp_path / "queries"
    queries.mkdir()
    for name in ASKED:
        (queries / f"{name}.rq").write_text(say_minus(find_question(name).text), encoding="utf-8")
    program = ROOT / "tests" / "queries" / "AskOntop.java"
    command = ["java", "-Xmx1500m", "-cp", ontop, str(program), str(tmp_path / "ontop"), str(queries)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    store = Store()
    for path in corpus.glob("quads/*.nq"):
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    for name in ASKED:
        found = (queries / f"{name}.json").read_text(encoding="utf-8")
        theirs = count_rows(parse_query_results(found, QueryResultsFormat.JSON))
        assert theirs == count_rows(answer(store, find_question(name))), name


def test_every_predicate_and_class_of_the_corpus_is_a_constant_of_the_mapping_for_ontop(corpus, tmp_path):
    """Else Ontop does not start; and each triples map has the graph that all it says stands in."""
    assert main(["scale", "ontop", str(corpus), "-o", str(tmp_path / "ontop")]) == 0
    mapping = Store()
    mapping.load(path=str(tmp_path / "ontop" / "mapping.ttl"), format=RdfFormat.TURTLE)
    said = {row["p"].value for row in mapping.query(f"SELECT ?p {{ ?m {RR}predicate> ?p }}")}
    classes = {row["c"].value for row in mapping.query(f"SELECT ?c {{ ?m {RR}class> ?c }}")}
    quads = [line.split(" ", 3) for line in read_lines(corpus)]
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert {predicate for _, predicate, *_ in quads} - {kind} <= {f"<{one}>" for one in said}
    assert {rest[0].split(" ")[0] for _, predicate, *rest in quads if predicate == kind} == {
        f"<{one}>" for one in classes
    }
    assert not [*mapping.query(f"SELECT ?s {{ ?m {RR}subjectMap> ?s MINUS {{ ?s {RR}graphMap> ?g }} }}")]
