"""Who reports what: entities with their filings and relations, and statements of several periods side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gaapgraph.graph import show_period, show_unit, thousands
from gaapgraph.model import canonical
from gaapgraph.server.search_answer import open_index
from gaapgraph.vocabulary import GG, SKOS

if TYPE_CHECKING:
    from gaapgraph.graph import Figure
    from gaapgraph.server.answer_stream import AnswerStream
    from gaapgraph.server.holding import Holding
    from gaapgraph.server.search_answer import Entry

__all__ = ["answer_entities", "answer_statements", "list_entities", "list_statements"]

_MOST_COLUMNS = 12


def answer_entities(holding: Holding, _: dict[str, Any], out: AnswerStream) -> None:
    """List the entities that report, with their filings, the companies they name, and their risks."""
    out.begin("application/json")
    out.write(json.dumps(list_entities(holding), ensure_ascii=False).encode())


def list_entities(holding: Holding) -> list[dict[str, object]]:
    """Return the entities that report, each with what is known of it."""
    dataset = holding.dataset()
    found: list[dict[str, object]] = []
    for entity in dict.fromkeys(each.entity for each in open_index(holding).documents if each.entity):
        node = dataset.node(entity)
        documents = [each for each in open_index(holding).documents if each.entity == entity]
        relations = [dataset.node(each) for each in dataset.subjects(GG.subject, entity)]
        found.append(
            {
                "iri": entity,
                "name": dataset.label(entity) or dataset.name(entity),
                "names": list(node.texts(SKOS.altLabel)),
                "identifiers": list(node.texts(GG.identifier)),
                "documents": [
                    {"report": each.report, "title": each.title, "file": each.file_name, "issued": each.issued}
                    for each in sorted(documents, key=lambda each: each.issued)
                ],
                "relations": [
                    {
                        "role": dataset.label(each.link(GG.relationshipRole) or "") or "",
                        "name": dataset.label(each.link(GG.object) or "") or "",
                        "share": each.text(GG.share) or "",
                    }
                    for each in relations
                ],
                "risks": [
                    dataset.label(each) or dataset.name(each)
                    for each in dataset.instances(GG.RiskFactor)
                    if dataset.node(each).link(GG.entity) in (entity, None)
                ],
            }
        )
    return found


def answer_statements(holding: Holding, asked: dict[str, Any], out: AnswerStream) -> None:
    """Lay the statements of some entities side by side, as they were known on a day."""
    out.begin("application/json")
    answer = list_statements(holding, asked.get("entities", []), asked.get("known", ""), asked.get("words", ""))
    out.write(json.dumps(answer, ensure_ascii=False).encode())


def list_statements(
    holding: Holding, entities: list[str] | None = None, known: str = "", words: str = ""
) -> dict[str, object]:
    """Return line items by period, each cell with the figure of the latest report that was out.

    Args:
        holding: The data.
        entities: Their names or IRIs; none means all.
        known: A day; reports issued after it are left out.
        words: Of the line items that are wanted, or of the title of a statement.
    """
    rows: dict[tuple[str, str], dict[tuple[str, str, str], Entry]] = {}
    wanted = words.casefold().split()
    for entry in open_index(holding).entries:
        figure, document = entry.figure, entry.document
        is_out = not known or document.issued <= known
        is_named = _is_among(document.entity, document.entity_name, entities)
        if not (is_out and is_named and _is_line_item(figure) and _has_words(entry, wanted)):
            continue
        column = (document.entity_name, show_period(figure.period), show_unit(figure.unit))
        cells = rows.setdefault((entry.concept, figure.concept), {})
        before = cells.get(column)
        if before is None or before.document.issued < document.issued:
            cells[column] = entry
    columns = sorted(
        {column for cells in rows.values() for column in cells}, key=lambda each: (each[0], each[2] != "JPY", each[1])
    )
    counts = {column: sum(column in cells for cells in rows.values()) for column in columns}
    kept = sorted(columns, key=lambda each: -counts[each])[:_MOST_COLUMNS]
    left = len(columns) - len(kept)
    columns = [column for column in columns if column in kept]
    return {
        "columnsLeftOut": left,
        "columns": [{"entity": entity, "period": period, "unit": unit} for entity, period, unit in columns],
        "rows": [
            {"label": label, "concept": concept, "cells": [_show(cells.get(column)) for column in columns]}
            for (label, concept), cells in rows.items()
            if any(column in cells for column in columns)
        ],
    }


def _is_line_item(figure: Figure) -> bool:
    """Say whether a figure stands in a primary statement, for the whole and for some time."""
    return figure.is_primary and figure.is_cell and not figure.fact.about.dimensions and figure.period is not None


def _has_words(entry: Entry, wanted: list[str]) -> bool:
    return all(any(each.startswith(word) for each in entry.words) for word in wanted)


def _is_among(entity: str, name: str, wanted: list[str] | None) -> bool:
    return not wanted or any(each == entity or each.casefold() in name.casefold() for each in wanted)


def _show(entry: Entry | None) -> dict[str, str] | None:
    if entry is None:
        return None
    number = entry.figure.fact.number
    value = "–" if number is None else thousands(canonical(number))
    return {"value": value, "fact": entry.figure.fact.iri, "anchor": entry.anchor, "printed": entry.figure.text}
