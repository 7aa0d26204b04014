"""Where a figure comes from and what it is tied to, as the workbench and assistants show it."""

from __future__ import annotations

import json
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from gaapgraph.document.place import format_place, parse_place
from gaapgraph.errors import NotFoundError
from gaapgraph.graph import (
    Dataset,
    describe_mapping,
    describe_print,
    find_fact,
    find_figures,
    find_notices,
    show_period,
    show_unit,
    thousands,
    trace,
)
from gaapgraph.model import canonical
from gaapgraph.server.refusal import Refusal
from gaapgraph.server.search_answer import open_index
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaapgraph.graph import Figure, Neighbour, Trace
    from gaapgraph.server.answer_stream import AnswerStream
    from gaapgraph.server.holding import Holding

__all__ = ["answer_trace", "describe_trace", "find_traces"]

_SUPERSEDED = GG.supersededBy


def answer_trace(holding: Holding, asked: dict[str, Any], out: AnswerStream) -> None:
    """Explain a fact, or the figures at a place.

    Raises:
        NotFoundError: There is none.
    """
    dataset = holding.dataset()
    found = find_traces(dataset, asked["target"], asked.get("document", ""))
    anchors = {}
    with suppress(Refusal):  # data that are too large for an index are not laid out either
        anchors = open_index(holding).anchors
    out.begin("application/json")
    out.write(json.dumps([describe_trace(dataset, each, anchors) for each in found], ensure_ascii=False).encode())


def find_traces(dataset: Dataset, target: str, document: str = "") -> list[Trace]:
    """Return the traces of a fact (by IRI or key) or of the figures at a place.

    Raises:
        NotFoundError: There is none.
    """
    place = parse_place(target)
    if place is None:
        return [trace(dataset, find_fact(dataset, target))]
    figures = [each for each in find_figures(dataset, place) if dataset.file_name(each.report).startswith(document)]
    if not figures:
        raise NotFoundError("no figure stands there in such a document", where=document, mend="leave document out")
    return [trace(dataset, fact) for fact in dict.fromkeys(each.fact.iri for each in figures)]


def describe_trace(
    dataset: Dataset, found: Trace, anchors: Mapping[str, str] = MappingProxyType({})
) -> dict[str, object]:
    """Return all that is known of a fact, as plain values.

    Args:
        dataset: The data.
        found: What was traced.
        anchors: The names of figures in the page of the documents, by IRI; a place has one where its figure is there.
    """
    fact = found.fact
    is_number = fact.number is not None
    value = canonical(fact.number) if fact.number is not None else None if fact.value is None else str(fact.value)
    notices = find_notices(dataset, fact=fact.iri)
    return {
        "fact": fact.iri,
        "key": fact.key,
        "label": found.label,
        "concept": dataset.name(fact.about.concept),
        "conceptIri": fact.about.concept,
        "entity": dataset.label(fact.about.entity) or fact.about.entity,
        "period": show_period(fact.about.period) if fact.about.period is not None else None,
        "unit": show_unit(fact.about.unit),
        "value": value,
        "shown": thousands(value) if is_number and value is not None else value,
        "decimals": fact.decimals,
        "interval": None if fact.interval is None else [canonical(end) for end in fact.interval],
        "dimensions": [{"axis": axis, "member": member, "label": label} for axis, member, label in found.dimensions],
        "report": fact.report,
        "supersededBy": list(dataset.node(fact.iri).texts(_SUPERSEDED)),
        "places": [_describe_place(dataset, each, anchors.get(each.iri)) for each in found.figures],
        "sums": [_describe_neighbour(each) for each in found.neighbours],
        "links": list(found.links),
        "findings": [{"code": each.code, "severity": each.severity, "message": each.message} for each in notices],
    }


def _describe_place(dataset: Dataset, figure: Figure, anchor: str | None) -> dict[str, object]:
    said = describe_mapping(dataset, figure.mapping) if figure.mapping else None
    return {
        "document": dataset.file_name(figure.report),
        "place": format_place(figure.place),
        "anchor": anchor,
        "line": figure.line,
        "printed": figure.text,
        "label": figure.label,
        "head": figure.head,
        "says": list(describe_print(dataset, figure)),
        "mapping": None
        if said is None
        else {"match": said.match, "concept": said.object, "confidence": said.confidence, "why": said.justification},
    }


def _describe_neighbour(each: Neighbour) -> dict[str, object]:
    return {
        "network": each.network,
        "role": "total" if each.is_parent else "part",
        "is_calculation": each.is_calculation,
        "label": each.label,
        "weight": None if each.weight is None else canonical(each.weight),
        "value": None if each.value is None else thousands(canonical(each.value)),
    }
