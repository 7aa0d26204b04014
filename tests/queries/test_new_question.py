"""A question is one file: put into a copy of the library it is listed, found, described and answered."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from gaapgraph.question import answer, bind_parameters, find_question, list_questions, search_questions
from gaapgraph.resource import queries
from gaapgraph.store import load_store

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = """\
#+ title: Goodwill
#+ question: How much goodwill is there?
#+ description: As stated.
#+ theme: balance
#+ words: purchase premium
#+ parameters:
#+   period: {type: period, description: "2009-03-31, FY2008, or the IRI"}
#+ returns:
#+   period: the instant
#+   goodwill: as stated
#+ source: us-gaap:Goodwill
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
PREFIX us-gaap: <https://w3id.org/gaapgraph/us-gaap/>
SELECT ?period ?goodwill WHERE {
  GRAPH ?report { ?fact gg:concept us-gaap:Goodwill ; gg:dimensionCount 0 ; gg:period ?period ; gg:value ?goodwill
    MINUS { ?fact gg:translationOf ?home } }
} ORDER BY DESC(?period)
"""


def test_a_question_is_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "queries"
    shutil.copytree(queries(), folder)
    (folder / "list_goodwill.rq").write_text(QUESTION, encoding="utf-8")
    assert len(list_questions(folder)) == len(list_questions(queries())) + 1
    assert [each.name for each in search_questions("purchase premium", folder)] == ["list_goodwill"]
    store, question = load_store(), find_question("list-goodwill", folder)
    bound = bind_parameters(store, question, {"period": "FY2008"})
    assert [row["goodwill"].value for row in answer(store, question, bound)] == [
        "2639319000"
    ]  # the balance sheet says 2,639,319 thousand
