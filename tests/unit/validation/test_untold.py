"""A check tells some of thousands of results, counts the rest, and judges by all of them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Store

from gaapgraph.shacl import Untold
from gaapgraph.shacl.allowance import MOST, Most
from gaapgraph.shacl.rdf_term import SH
from gaapgraph.validation.format import describe_verdict, write_html, write_json, write_sarif, write_text, write_trig
from gaapgraph.validation.inspection import inspect
from gaapgraph.validation.untold import merge_untold

if TYPE_CHECKING:
    from gaapgraph.validation.check_result import CheckReport

_FACTS = "PREFIX gg: <https://w3id.org/gaapgraph/ns#>\n" + "".join(
    f"<urn:f{number}> a gg:Fact ; gg:value 1.0, 2.0 ; gg:report <urn:r> .\n"
    f"<urn:o{number}> a gg:Occurrence ; gg:fact <urn:f{number}> ; gg:line {number + 1} ;"
    " gg:value 1.0 ; gg:lowerBound 1.0 ; gg:upperBound 1.0 .\n"
    for number in range(150)
)  # of each two values, more often than is left for the shape to tell, and nothing else that a fact shall have


def check(most: Most = MOST) -> CheckReport:
    store = Store()
    store.load(_FACTS.encode(), RdfFormat.TURTLE)
    return inspect(store, is_own=True, as_engines_do=True, most=most).report


def test_results_beyond_a_limit_are_counted_in_every_format() -> None:
    report = check(Most(of_one=20))  # of which 150 lack a concept
    [told] = [one for one in report.results if one.shape.endswith("Fact-concept") and one.count > 1]
    assert (told.code, told.severity, told.count) == ("GG-MODEL-203", "violation", 130)
    assert told.message.endswith("/Fact-concept (MinCount) are counted and not listed: there are 150 in all."), (
        told.message
    )
    assert told.message.startswith("130 further results of ")
    for write in (write_html, write_json, write_sarif, write_trig):
        assert told.message in write(report)
    assert "130 further results of" in write_text(report)
    assert [one["count"] for one in json.loads(write_json(report)) if one["message"] == told.message] == [130]


def test_values_that_were_left_out_are_counted_beyond_a_limit() -> None:
    report = check(Most(of_one=20))
    told = [one for one in report.results if one.code == "GG-MODEL-207" and "left out of the check" in one.message]
    assert [one.count for one in told if one.count > 1] == [130]
    assert len(told) == 21 and sum(one.count for one in told) == 150
    [rest] = [one for one in told if one.count > 1]
    assert rest.message == (
        "gg:value has several values where one is allowed, of 130 further resources, which are counted and not listed; "
        "130 values of them were left out of the check."
    )


def test_the_verdict_is_that_of_all_results() -> None:
    few, all_of_them = check(Most(of_one=20)), check()
    assert not few.conforms and not all_of_them.conforms
    assert all(one.count == 1 for one in all_of_them.results)
    assert few.tallies == all_of_them.tallies
    assert describe_verdict(few) == describe_verdict(all_of_them)
    assert len(few.results) < len(all_of_them.results)


def test_parts_of_a_constraint_are_added_up() -> None:
    one = Untold(NamedNode("urn:s"), "urn:c", SH.Warning, 10, 30)
    other = replace(one, count=1, of=2, is_more=True)
    beside = replace(one, shape=NamedNode("urn:a"))
    assert merge_untold([one, beside, other]) == [beside, replace(one, count=11, of=32, is_more=True)]
