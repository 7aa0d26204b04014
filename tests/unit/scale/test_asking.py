"""Questions asked of the tables of a corpus have the rows that they have on its quads."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse_query_results

from gaapgraph.cli import main
from gaapgraph.errors import InputError
from gaapgraph.question.library import find_question, list_questions
from gaapgraph.question.parameter import bind_parameters
from gaapgraph.question.run import answer
from gaapgraph.scale.asking import ask_corpus
from gaapgraph.scale.conversion import convert
from gaapgraph.scale.generator import generate

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")
FEW = [  # sums by slot and quotients, joins over filings, negation, unions, what stands in triples alone
    "measure_working_capital",
    "compare_balances",
    "list_restatements",
    "show_concept",
    "list_reports",
    "count_facts_by_taxonomy",
    "list_extension_concepts",
    "find_renamed_members",
]
WITHOUT_PLAN = {"derive_quarters", "find_entities_with_several_roles", "list_risk_facts"}
LEAST = 60  # of the library's questions


def say_nothing(line):
    pass


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Return a generated corpus with a filing that is read row by row, and a store of its quads."""
    home = tmp_path_factory.mktemp("asked")
    generate(home / "sets", entities=5, quarters=5, seed=11, share=0.6)
    sets = sorted((home / "sets").glob("2*"))
    numbers = sets[-1] / "num.txt"
    lines = numbers.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split("\t")
    lines.append("\t".join([*cells[:2], "x/2009", *cells[3:-2], "1E+6", ""]))  # an exponent: its filing goes by rows
    numbers.write_text("\n".join(lines) + "\n", encoding="utf-8")
    convert(sets, home / "corpus", partitions=2, tell=say_nothing)
    store = Store()
    for path in (home / "corpus").glob("quads/*.nq"):
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    return home / "corpus", store


def count_rows(solutions):
    heads = [variable.value for variable in solutions.variables]
    return heads, Counter(tuple(str(one[head]) for head in heads) for one in solutions)


def ask_both(corpus, name, **given):
    """Return the rows that a question has on the tables, and on the quads."""
    folder, store = corpus
    question = find_question(name)
    found = ask_corpus(folder, question, given, tell=say_nothing)
    tables = count_rows(parse_query_results(found, QueryResultsFormat.JSON))
    return tables, count_rows(answer(store, question, bind_parameters(store, question, given)))


@pytest.mark.parametrize("name", FEW)
def test_a_question_has_the_rows_that_it_has_on_the_quads(corpus, name):
    tables, quads = ask_both(corpus, name)
    assert tables == quads


def test_questions_that_are_compared_have_rows(corpus):
    _, store = corpus
    assert sum(bool(count_rows(answer(store, find_question(name)))[1]) for name in FEW) >= len(FEW) - 2


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("show_concept", {"concept": "us-gaap:Liabilities"}),
        ("show_concept", {"concept": "Assets", "period": "2009-06-30"}),
        ("compare_balances", {"entity": "GENERATED 1000000"}),
        ("list_facts_as_known", {"day": "2009-12-31", "entity": "1000000"}),
    ],
)
def test_parameters_mean_what_they_mean_on_the_quads(corpus, name, given):
    tables, quads = ask_both(corpus, name, **given)
    assert tables == quads
    assert tables[1]


def test_rows_stand_in_the_order_of_the_question(corpus):
    folder, store = corpus
    question = find_question("list_restatements")
    rows = json.loads(ask_corpus(folder, question, {}, tell=say_nothing))["results"]["bindings"]
    assert [row["later"]["value"] for row in rows] == [one["later"].value for one in answer(store, question)]


@pytest.mark.conformance
def test_all_questions_but_those_that_are_named_have_the_rows_of_the_quads(corpus):
    different, refused = {}, set()
    for question in list_questions():
        try:
            tables, quads = ask_both(corpus, question.name)
        except InputError as exc:
            assert "has no plan over tables" in str(exc)
            refused.add(question.name)
            continue
        if tables != quads:
            different[question.name] = (tables[1] - quads[1], quads[1] - tables[1])
    assert not different
    assert refused == WITHOUT_PLAN
    assert len(list_questions()) - len(refused) >= LEAST


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list_risk_facts", "CORPUS"], "has no plan over tables: a SELECT within GRAPH"),
        (["list_reports"], "takes a question and a corpus"),
        (["no_such_question_at_all", "CORPUS"], "no such question"),
        (["list_reports", "CORPUS", "-p", "entity=Nobody"], "no entity 'Nobody' in the data"),
        (["show_concept", "CORPUS", "-p", "period=FY2009"], "periods in words are not looked up in tables"),
        (["list_reports", "CORPUS", "-p", "what=x"], "no such parameter"),
        (["list_reports", "CORPUS", "--engine", "store"], "is no engine of scale ask"),
        (["list_reports", "."], "is no corpus"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_line(corpus, words, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["scale", "ask", *(str(corpus[0]) if word == "CORPUS" else word for word in words)]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_the_command_writes_what_ask_writes(corpus, capsys, tmp_path):
    folder, _ = corpus
    data = [str(path) for path in sorted(folder.glob("quads/*.nq"))]
    for form in ("csv", "table"):
        assert main(["scale", "ask", "list_restatements", str(folder), "--format", form]) == 0
        tables = capsys.readouterr().out
        assert main(["ask", "list_restatements", *data, "--format", form]) == 0
        assert tables == capsys.readouterr().out
    out = tmp_path / "answer.json"
    assert main(["scale", "ask", "list_reports", str(folder), "--format", "json", "-o", str(out)]) == 0
    assert main(["ask", "list_reports", *data, "--format", "json"]) == 0
    wanted = json.loads(capsys.readouterr().out)
    assert json.loads(out.read_text())["head"] == wanted["head"]
    assert len(json.loads(out.read_text())["results"]["bindings"]) == len(wanted["results"]["bindings"])
