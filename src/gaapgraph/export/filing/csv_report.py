"""xBRL-CSV: metadata in JSON and one table with a row for each fact (xBRL-CSV 1.0)."""

from __future__ import annotations

import csv
import json
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

from gaapgraph.export.filing.json_report import (
    XBRL,
    Aliases,
    describe,
    list_dimensions,
    list_modelled,
    show_note,
    show_value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from gaapgraph.export.filing.filed_report import FiledReport

__all__ = ["write_csv_facts", "write_csv_metadata", "write_csv_notes"]

_DOCUMENT_TYPE = f"{XBRL}/xbrl-csv"
_CORE = ("concept", "entity", "period", "unit", "language")


def _list_axes(filed: FiledReport) -> list[str]:
    """Return the columns of taxonomy-defined dimensions by name."""
    return sorted({str(axis) for fact in list_modelled(filed) for axis, _ in fact.dimensions})


def _name_columns(axes: Sequence[str]) -> dict[str, str]:
    """Return the column of each dimension: an identifier has no colon (xBRL-CSV 1.0 §2)."""
    found: dict[str, str] = {}
    for axis in axes:
        name = axis.rpartition(":")[2].replace(".", "_").replace("-", "_")
        found[axis] = name if name not in found.values() and name not in _CORE else f"{name}_{len(found)}"
    return found


def write_csv_metadata(filed: FiledReport, taxonomy: Sequence[str], table: str, stream: BinaryIO) -> None:
    """Write the metadata of a report whose facts stand in one table.

    Args:
        filed: The report.
        taxonomy: Its entry points.
        table: The file of the table, relative to the metadata.
        stream: Of bytes.
    """
    links = Aliases(filed)
    for fact in list_modelled(filed):
        dict(list_dimensions(fact, filed.names))  # settles all prefixes
    columns = _name_columns(_list_axes(filed))
    dimensions = {name: f"${name}" for name in _CORE} | {axis: f"${column}" for axis, column in columns.items()}
    value: dict[str, Any] = {"dimensions": dimensions, "decimals": "$decimals"}
    template = {
        "rowIdColumn": "id",
        "columns": {"id": {}, **{name: {} for name in (*_CORE, *columns.values(), "decimals")}, "value": value},
    }
    info = describe(filed, taxonomy, links, _DOCUMENT_TYPE)
    body: dict[str, Any] = {
        "documentInfo": info,
        "tableTemplates": {"facts": template},
        "tables": {"facts": {"url": table}},
    }
    if filed.notes:
        body["tableTemplates"]["notes"] = {
            "rowIdColumn": "id",
            "columns": {
                "id": {},
                "language": {},
                "value": {"dimensions": {"concept": "xbrl:note", "language": "$language"}},
            },
        }
        body["tables"]["notes"] = {"url": _name_notes(table)}
    if links.is_used:
        body["links"] = _link(filed, links)
    stream.write((json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode())


def _name_notes(table: str) -> str:
    return f"{table.removesuffix('.csv')}-notes.csv"


def _link(filed: FiledReport, links: Aliases) -> dict[str, Any]:
    """Return the links of all facts to their notes; a fact is named by table, row and column (xBRL-CSV 1.0 §3.6)."""
    found: dict[str, Any] = {}
    known = {note.name for note in filed.notes}
    for fact in list_modelled(filed):
        for kind, groups in links.of(fact).items():
            for group, notes in groups.items():
                pairs = found.setdefault(kind, {}).setdefault(group, {})
                pairs[f"facts.r_{fact.name}.value"] = [
                    f"{'notes' if note in known else 'facts'}.r_{note}.value" for note in notes
                ]
    return found


def write_csv_facts(filed: FiledReport, stream: BinaryIO) -> None:
    """Write the table of facts; what a fact lacks is an empty cell, an empty text is `#empty`, nil is `#nil`."""
    columns = _name_columns(_list_axes(filed))
    text = TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(["id", *_CORE, *columns.values(), "decimals", "value"])
    for fact in list_modelled(filed):
        stated = dict(list_dimensions(fact, filed.names))
        decimals = "" if fact.decimals is None else str(fact.decimals)
        cells = [_show(stated[name]) if name in stated else "" for name in (*_CORE, *columns)]
        rows.writerow([fact.name, *cells, decimals, _show(show_value(fact, filed.names))])
    text.detach()


def write_csv_notes(filed: FiledReport, stream: BinaryIO) -> None:
    """Write the table of footnotes."""
    text = TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(["id", "language", "value"])
    for note in filed.notes:
        rows.writerow([note.name, note.language.lower(), _show(show_note(note))])
    text.detach()


def _show(cell: str | None) -> str:
    """Return a cell: nil and the empty text have marks, so a text that begins with their sign doubles it (§3.1.3)."""
    if cell is None:
        return "#nil"
    return "#empty" if not cell else f"#{cell}" if cell.startswith("#") else cell
