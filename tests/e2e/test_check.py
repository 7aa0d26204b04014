"""`gaapgraph check` as a user sees it; the rules themselves are stood in for, so that their outcome is known."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from gaapgraph.cli import main
from gaapgraph.shacl import ValidationResult
from gaapgraph.validation.check_result import CheckReport, CheckResult, Tally, Where
from gaapgraph.validation.figure import Figures
from gaapgraph.validation.inspection import Inspection
from gaapgraph.write import Names, write_file

GG = "https://w3id.org/gaapgraph/ns#"
NOTHING = ValidationResult(conforms=True, results=())


@pytest.fixture
def data(tmp_path, sample_report):
    path = tmp_path / "sample.nq"
    write_file([sample_report], path)
    return str(path)


@pytest.fixture
def outcome(sample_report):
    fact = Names(sample_report).fact(sample_report.facts[0].dimensions)
    wrong = CheckResult(
        code="GG-CALC-001",
        severity="violation",
        shape="https://w3id.org/gaapgraph/shapes#S",
        message="69,731 is not 69,708.",
        at=(Where(53, 2),),
        lines=(53, 60),
        facts=(fact,),
        expected="69708000000",
        reported="69731000000",
        difference="23000000",
        tolerance="1000000",
        correction="69,708",
    )
    return CheckReport((wrong,), (Tally("calculation", 12, 11),))


class Rules:
    """What the rules come to, and how they were called."""

    def __init__(self, found: CheckReport) -> None:
        self.found = found
        self.calls: list[tuple[object, ...]] = []

    def inspect(self, store, *, engine, timeout, shapes, as_engines_do, is_own) -> Inspection:
        self.calls.append((len(store), engine, timeout, shapes, as_engines_do))
        found = replace(self.found, validation=NOTHING) if as_engines_do else self.found
        return Inspection(report=found, bindings=(), figures=Figures(), validation=NOTHING)


@pytest.fixture
def rules(monkeypatch, outcome) -> Rules:
    rules = Rules(outcome)
    monkeypatch.setattr("gaapgraph.cli.check_command.inspect", rules.inspect)
    return rules


def refuse(capsys, *arguments: str) -> str:
    """Run a check that cannot be done; return its one line."""
    assert main(["check", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("gaapgraph: ")
    assert captured.err.count("\n") == 1
    return captured.err


def test_a_violation_is_shown_first_and_told_by_the_exit_code(rules, data, capsys):
    assert main(["check", data]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "release.txt: does not conform: 1 violation",
        "",
        "violation GG-CALC-001: 69,731 is not 69,708.",
        "    53 | Total Revenues  69,731    4.3%",
        "       |                 ^^^^^^",
        "  likely correction: 69,708",
        "  see: line 60",
        "",
        "family        evaluated      passed",
        "calculation          12          11",
        "all                  12          11",
        "",
        "does not conform: 1 violation",
    ]


def test_data_that_conform_exit_with_0(rules, data, capsys):
    rules.found = replace(rules.found, results=(replace(rules.found.results[0], severity="warning"),))
    assert main(["check", data]) == 0
    assert capsys.readouterr().out.startswith("release.txt: conforms: 1 warning\n")


def test_engine_timeout_and_shapes_reach_the_rules(rules, data, tmp_path):
    main(["check", data, "--engine", "pyshacl", "--timeout", "2.5", "--shapes", str(tmp_path), "--format", "json"])
    main(["check", data])
    assert [call[1:] for call in rules.calls] == [
        ("pyshacl", 2.5, (tmp_path,), False),
        ("fast", None, None, False),
    ]


def test_json_keeps_the_contract(rules, data, capsys):
    assert main(["check", data, "--format", "json"]) == 1
    [found] = json.loads(capsys.readouterr().out)
    assert found["at"] == [[53, 2]]
    assert found["difference"] == "23000000"
    assert found["document"] == "release.txt"


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("r.json", "[\n"),
        ("r.sarif", '{\n "$schema"'),
        ("r.ttl", "@prefix"),
        ("r.html", "<!DOCTYPE html>"),
        ("r.txt", "release.txt: does not conform"),
    ],
)
def test_the_ending_of_the_file_names_the_format(rules, data, tmp_path, capsys, name, start):
    output = tmp_path / name
    assert main(["check", data, "-o", str(output)]) == 1
    assert output.read_text(encoding="utf-8").startswith(start)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"{output}: does not conform: 1 violation\n"


def test_a_waiver_sets_the_violation_aside(rules, data, tmp_path, capsys):
    path = tmp_path / "waivers.yaml"
    path.write_text(
        "- {code: GG-CALC-001, at: [[53, 2]], reason: Confirmed., author: A. Reader, date: 2026-11-21}\n"
        "- {code: GG-CALC-001, lines: [7], reason: Confirmed., author: A. Reader, date: 2026-11-21}\n"
    )
    assert main(["check", data, "--waive", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "conforms: 1 warning, 1 waived" in shown
    assert "warning GG-WAIVER-001: The waiver of GG-CALC-001 at 7 by A. Reader" in shown


def test_a_rule_that_was_not_evaluated_is_no_pass(rules, data, capsys):
    rules.found = CheckReport((), not_evaluated=((f"{GG}S", "it took more than 1 s"),))
    assert main(["check", data, "--timeout", "1"]) == 2
    captured = capsys.readouterr()
    assert "not evaluated gg:S: it took more than 1 s\n" in captured.out
    assert captured.err == f"gaapgraph: {data}: 1 rule was not evaluated; give more time with --timeout\n"


def test_prose_is_quoted_from_the_document_itself(rules, tmp_path, capsys):
    release = tmp_path / "release.txt"
    release.write_text("Results\n\nRevenues totaled JPY69,731 million, up 4.3%.\n\n\tFY2008\nTotal Revenues\t69,731\n")
    wrong = replace(rules.found.results[0], at=(Where(3), Where(5)))
    rules.found = CheckReport((wrong,))
    assert main(["check", str(release)]) == 1
    assert capsys.readouterr().out.splitlines()[3:6] == [
        "     3 | Revenues totaled JPY69,731 million, up 4.3%.",
        "       |                     ^^^^^^",
        "     5 |   FY2008",
    ]


def test_a_document_is_built_as_it_comes(rules, data, tmp_path, capsys):
    release = tmp_path / "release.txt"
    release.write_text("Results\n\n\tFY2008\tFY2007\n\tJPY millions\tJPY millions\nTotal Revenues\t69,731\t66,835\n")
    rules.found = CheckReport(())
    assert main(["check", str(release)]) == 0
    assert main(["check", str(release), data]) == 0
    (alone, *_), (both, *_) = rules.calls
    assert both > alone > 0


TURTLE = {
    "empty": "",
    "other": "<https://example.org/a> <https://example.org/profit> 1 .",
    "factless": f"<https://example.org/a> a <{GG}Report> ; <{GG}entity> <https://example.org/b> .",
    "broken": f"<https://exam ple.org/a> a <{GG}Fact> .",
    "relative": f"<https://example.org/a> a <{GG}Fact> .\n<http://[> a <{GG}Fact> .",
    "words": "these are no shapes",
    "shapeless": "<https://example.org/a> <https://example.org/profit> 1 .",
    "recursive": f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.org/s> a sh:NodeShape ; sh:targetClass <{GG}Fact> ; sh:node <https://example.org/s> .""",
}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{tmp}/empty.ttl"], "empty.ttl: the data are empty"),
        (["{tmp}/other.ttl"], "other.ttl: the data are of another vocabulary: they use https://example.org/profit"),
        (["{tmp}/factless.ttl"], "factless.ttl: there is no gg:Fact in the data"),
        (["{tmp}/broken.ttl"], "broken.ttl:1: is no valid .ttl"),
        (["{tmp}/relative.ttl"], "relative.ttl:2: is no valid .ttl"),
        (["{tmp}/none.ttl"], "none.ttl: no such file"),
        (["{tmp}/none.txt"], "none.txt: no such file"),
        (["{tmp}/table.xls"], "table.xls: is an old Office document"),
        (["{tmp}/sample.nq", "--format", "xml"], "Invalid value for '--format'"),
        (["{tmp}/sample.nq", "--engine", "slow"], "Invalid value for '--engine'"),
        (["{tmp}/sample.nq", "-o", "{tmp}/sample.nq"], "sample.nq: is an input of this call"),
        (["{tmp}/sample.nq", "-o", "{tmp}"], "exists and is no file"),
        (["{tmp}/sample.nq", "-o", "{tmp}/none/r.json"], "cannot be written"),
        (["{tmp}/sample.nq", "--waive", "{tmp}/none.yaml"], "none.yaml: no such file"),
        (["{tmp}/sample.nq", "--waive", "{tmp}/words.ttl"], "a list of waivers is expected"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(rules, data, tmp_path, capsys, arguments, words):
    write_inputs(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    assert words in refuse(capsys, *(argument.replace("{tmp}", str(tmp_path)) for argument in arguments))
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("words", "not Turtle"),
        ("shapeless", "there is no SHACL in it"),
        ("recursive", "refers to itself"),
        ("none", "no such file"),
    ],
)
def test_shapes_that_cannot_be_used_are_told_in_one_line(data, tmp_path, capsys, name, words):
    write_inputs(tmp_path)
    line = refuse(capsys, data, "--shapes", str(tmp_path / f"{name}.ttl"))
    assert f"{name}.ttl" in line
    assert words in line


def write_inputs(folder) -> None:
    (folder / "table.xls").write_bytes(b"\xd0\xcf")
    for name, text in TURTLE.items():
        (folder / f"{name}.ttl").write_text(text, encoding="utf-8")
