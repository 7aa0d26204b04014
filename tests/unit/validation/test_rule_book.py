"""The shipped rules are read once, and again once a file of theirs is another."""

from __future__ import annotations

import shutil

import pytest

from gaapgraph import resource
from gaapgraph.shacl import compile_shapes
from gaapgraph.validation.rule_book import read_rule_book


@pytest.fixture
def copies(tmp_path, monkeypatch):
    folder = shutil.copytree(resource.shapes(), tmp_path / "shapes")
    monkeypatch.setattr(resource, "shapes", lambda: folder)
    return folder


def test_files_that_stay_are_read_once_and_compiled_once(copies):
    book = read_rule_book()
    assert read_rule_book() is book
    assert compile_shapes(book.rest, {"urn:a": frozenset({"urn:b"})}) is compile_shapes(
        book.rest, {"urn:a": frozenset({"urn:b"})}
    )


def test_a_file_that_was_changed_is_read_again(copies):
    before = read_rule_book()
    file = copies / "calculation.ttl"
    file.write_text(file.read_text(encoding="utf-8").replace('"GG-CALC-001"', '"GG-CALC-901"'), encoding="utf-8")
    after = read_rule_book()
    assert {rule.code for rule in after.rules} - {rule.code for rule in before.rules} == {"GG-CALC-901"}


def test_subclasses_of_other_data_are_compiled_into_their_queries():
    rest = read_rule_book().rest
    target = next(t.term.value for shape in rest.targeted for t in shape.targets if t.kind == "targetClass")
    plain, wider = compile_shapes(rest, {}), compile_shapes(rest, {target: frozenset({"urn:below"})})
    assert not any("urn:below" in one.query for one in plain.constraints)
    assert any("urn:below" in one.query for one in wider.constraints)


def test_rules_that_do_arithmetic_are_left_to_it():
    book = read_rule_book()
    targeted = {shape.node.value for shape in book.rest.targeted}
    assert book.arithmetic == {rule.shape for rule in book.rules}
    assert book.arithmetic
    assert not book.arithmetic & targeted
    assert book.arithmetic <= {shape.node.value for shape in book.shapes.targeted}
