"""What an assistant can ask: shaped questions first, then the words of the documents, raw SPARQL last.

Each answer has its receipt, each refusal its reason; nothing is written.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gaapgraph.assistant.fact_choice import FactChoice, describe_fact
from gaapgraph.errors import InputError, NotFoundError
from gaapgraph.graph import Dataset, show_period, show_unit
from gaapgraph.model import canonical
from gaapgraph.page import list_texts
from gaapgraph.resource import instances
from gaapgraph.server.holding import Holding
from gaapgraph.server.overview_answer import list_entities, list_statements
from gaapgraph.server.search_answer import describe_entry, open_index
from gaapgraph.server.trace_answer import describe_trace, find_traces
from gaapgraph.sparql import DEFAULT_LIMITS
from gaapgraph.vocabulary import DCTERMS, GG

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from gaapgraph.graph import StatedFact
    from gaapgraph.sparql import Limits

__all__ = ["Toolbox"]

_MOST_ROWS, _MOST_LINES, _MOST_RESULTS = 200, 40, 100


class Toolbox:
    """Answers over one store.

    Args:
        store: The data.
        sources: Where they came from; the texts of documents are looked for there.
        limits: Of each query.
    """

    def __init__(self, store: Store, sources: Sequence[Path] = (), limits: Limits = DEFAULT_LIMITS) -> None:
        self._store, self._sources, self._limits = store, list(sources), limits
        self._holding = Holding(store)

    def find_company(self, name: str = "") -> list[dict[str, object]]:
        """Find companies by name, ticker or number, with their filings, relations and risks."""
        found = [each for each in list_entities(self._holding) if _has_all(each, name)]
        if not found:
            raise NotFoundError(
                "no company of the data has this name", where=name or None, mend="leave the name out for all"
            )
        return found

    def statement(self, company: str = "", words: str = "", known_on: str = "") -> dict[str, object]:
        """Show the lines of the primary statements by period, as they were known on a day."""
        found = list_statements(self._holding, [company] if company else None, known_on, words)
        if not found["rows"]:
            raise NotFoundError("no line of a primary statement is so", where=words or company, mend="use search")
        return found

    def figure(self, what: str, company: str = "", period: str = "", of: str = "") -> list[dict[str, object]]:
        """Give figures of a concept by name: each with period, unit, what rounding allows, and its places."""
        choice = FactChoice(self._store)
        return [describe_fact(choice.dataset, each) for each in choice.find(what, company, period, of=of)[:_MOST_ROWS]]

    def list_questions(self, words: str = "") -> list[dict[str, object]]:
        """List the questions of the library, those that have some words, with their parameters."""
        from gaapgraph.question import list_questions, search_questions
        from gaapgraph.server.question_answer import describe_question

        found = search_questions(words) if words else list_questions()
        return [describe_question(each) for each in found]

    def ask(
        self, question: str, parameters: dict[str, str] | None = None, *, full_receipt: bool = False
    ) -> dict[str, object]:
        """Answer a question of the library; its receipt is shortened, unless it is wanted in full to be verified."""
        from gaapgraph.question import bind_parameters, find_question
        from gaapgraph.question.run import answer, answer_rows
        from gaapgraph.receipt import make_receipt

        found = find_question(question)
        bound = bind_parameters(self._store, found, parameters or {})
        solutions = answer(self._store, found, bound, limits=self._limits)
        heads, rows = answer_rows(solutions, Dataset(self._store))
        if not rows:
            raise NotFoundError("the data have no answer", where=found.name, mend=self._explain_silence(found))
        receipt = make_receipt(self._store, found, bound, limits=self._limits)
        return {
            "question": found.question,
            "columns": [{"name": head, "meaning": dict(found.returns).get(head, "")} for head in heads],
            "rows": [dict(zip(heads, row, strict=True)) for row in rows[:_MOST_ROWS]],
            "left_out": max(0, len(rows) - _MOST_ROWS),
            "receipt": json.loads(receipt.to_json())
            if full_receipt
            else shorten_receipt(json.loads(receipt.to_json())),
        }

    def _explain_silence(self, found: Any) -> str:
        from gaapgraph.question import list_questions
        from gaapgraph.question.silence import explain_silence

        return explain_silence(self._store, found, list_questions())

    def compare(
        self,
        what: str,
        first: str,
        second: str,
        *,
        company: str = "",
        other_company: str = "",
        of: str = "",
        unit: str = "",
    ) -> dict[str, object]:
        """Compare one figure of two periods, or of two companies: difference and growth, with what rounding allows."""
        choice = FactChoice(self._store)
        before = choice.find_one(what, company, first, of=of, unit=unit)
        after = choice.find_one(what, other_company or company, second, of=of, unit=unit)
        return {
            "first": describe_fact(choice.dataset, before),
            "second": describe_fact(choice.dataset, after),
            **_compare(before, after),
        }

    def explain(self, target: str, document: str = "") -> list[dict[str, object]]:
        """Explain a figure: its places, mapping, sums, findings."""
        dataset = Dataset(self._store)
        return [describe_trace(dataset, each) for each in find_traces(dataset, target, document)]

    def check(self, code: str = "", severity: str = "") -> dict[str, object]:
        """Check the data against the rules: what is wrong in the documents, with the arithmetic and a correction."""
        from gaapgraph.validation.inspection import check_store

        found = check_store(self._store, "fast", None, None)
        results = [
            {
                "code": each.code,
                "severity": each.severity,
                "message": each.message,
                "at": [str(where) for where in each.at],
                "correction": each.correction,
                "expected": each.expected,
                "reported": each.reported,
                "receipt": {"facts": list(each.facts), "lines": list(each.lines), "shape": each.shape},
            }
            for each in found.results
            if each.code.startswith(code) and severity in ("", each.severity)
        ]
        return {"conforms": found.conforms, "count": len(results), "results": results[:_MOST_RESULTS]}

    def restatements(self, company: str = "") -> list[dict[str, object]]:
        """List figures that a later filing states otherwise, the earlier beside the later."""
        dataset = Dataset(self._store)
        found = []
        for earlier, later in dataset.pairs(GG.supersededBy):
            before, after = dataset.fact(earlier), dataset.fact(later)
            name = "" if before is None else (dataset.label(before.about.entity) or "")
            if before is not None and after is not None and company.casefold() in name.casefold():
                issued = [dataset.node(each.report).text(DCTERMS.issued) for each in (before, after)]
                pair = {"earlier": describe_fact(dataset, before), "later": describe_fact(dataset, after)}
                found.append(pair | {"issued": issued, **_compare(before, after)})
        if not found:
            raise NotFoundError("no figure is restated by a later filing", where=company or "the data")
        return found

    def search(self, words: str) -> dict[str, object]:
        """Look for figures and for words in the documents, each with its place."""
        if not words.strip():
            raise InputError("what is looked for?", where="words", mend="give some words or a number")
        figures = [describe_entry(each) for each in open_index(self._holding).find(words)[:_MOST_LINES]]
        lines = self._find_lines(words)
        if not figures and not lines:
            raise NotFoundError("neither figures nor documents have these words", where=words, mend="give fewer words")
        return {"figures": figures, "lines": lines}

    def _find_lines(self, words: str) -> list[dict[str, object]]:
        from gaapgraph.document.encoding import decode, load

        wanted = words.casefold().split()
        found: list[dict[str, object]] = []
        for path in list_texts(self._sources or [instances()]):
            for number, line in enumerate(decode(load(path), str(path)).split("\n"), 1):
                if all(word in line.casefold() for word in wanted) and len(found) < _MOST_LINES:
                    found.append({"document": path.name, "line": number, "text": " ".join(line.split())[:300]})
        return found

    def sparql(self, query: str) -> dict[str, object]:
        """Run a SPARQL query within bounds; without GRAPH it sees all data."""
        from gaapgraph.store import run_query, tabulate

        result = run_query(self._store, query, limits=self._limits)
        heads, rows = tabulate(result)
        rows_kept = rows[:_MOST_ROWS]
        return {
            "columns": heads,
            "rows": rows_kept,
            "left_out": len(rows) - len(rows_kept),
            "receipt": {"sparql": query},
        }


def _has_all(entity: dict[str, object], name: str) -> bool:
    told = f"{entity['name']} {entity['names']} {entity['identifiers']}".casefold()
    return all(word in told for word in name.casefold().split())


def shorten_receipt(receipt: dict[str, Any]) -> dict[str, object]:
    """Return what an assistant needs of a receipt: arithmetic, facts, and where each has its value from."""
    facts = {
        name: {
            **{key: fact.get(key) for key in ("concept", "period", "unit", "value")},
            **{key: (fact.get("places") or [{}])[0].get(key) for key in ("document", "place", "printed")},
        }
        for name, fact in receipt["facts"].items()
    }
    figures = [
        {"row": number, "column": each["column"], "value": each["value"], "formula": each["formula"]}
        | {"facts": sorted({one["fact"] for one in each["inputs"].values() if one.get("fact")})}
        for number, row in enumerate(receipt["rows"], 1)
        for each in row["figures"]
    ]
    documents = [{key: each[key] for key in ("file", "sha256", "report")} for each in receipt["documents"]]
    return {"figures": figures, "facts": facts, "documents": documents, "digest": receipt.get("digest")}


def _compare(before: StatedFact, after: StatedFact) -> dict[str, object]:
    """Return difference and growth of two figures of one unit, with the least and most that rounding allows.

    Raises:
        InputError: They are no numbers, or of different units.
    """
    one, two = before.number, after.number
    if one is None or two is None:
        raise InputError("is no number on both sides", where=before.iri, mend="compare figures")
    if before.about.unit != after.about.unit:
        units = f"{show_unit(before.about.unit)} and {show_unit(after.about.unit)}"
        raise InputError(f"are of different units ({units})", where=before.iri, mend="name the unit")
    growth = (two - one) / abs(one) if one else None
    told: dict[str, object] = {"difference": canonical(two - one), "growth": None, "unit": show_unit(after.about.unit)}
    if growth is not None:
        told["growth"] = canonical(growth.quantize(Decimal("0.000001")))
    if before.interval is not None and after.interval is not None:
        least, most = after.interval[0] - before.interval[1], after.interval[1] - before.interval[0]
        told["difference_rounding"] = [canonical(least), canonical(most)]
    told["arithmetic"] = f"{canonical(two)} − {canonical(one)} = {canonical(two - one)}"
    told["periods"] = [show_period(each.about.period) for each in (before, after)]
    return told
