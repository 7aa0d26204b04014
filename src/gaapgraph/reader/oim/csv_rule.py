"""What xBRL-CSV 1.0 asks of metadata and tables: each function is one rule and yields where it is broken."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from gaapgraph.reader.oim.report_rule import find_info_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["as_mapping", "find_header_faults", "find_metadata_faults", "find_row_faults", "find_template_faults"]

_METADATA = (
    "documentInfo",
    "tableTemplates",
    "tables",
    "parameters",
    "parameterURL",
    "dimensions",
    "decimals",
    "links",
)
_TEMPLATE = ("rowIdColumn", "columns", "dimensions", "decimals", "tableDimensions")
_COLUMN = ("comment", "dimensions", "decimals", "propertyGroups", "propertiesFrom", "parameterURL")
_TABLE = ("url", "template", "optional", "parameters")
_NAME = re.compile(r"[^\W\d][\w\-]*")  # an identifier of xBRL-CSV has no dot
_SPECIAL = ("#empty", "#none", "#nil")
_OF_REPORT = ("rowNumber",)  # what `$` may name beside columns and parameters


def find_metadata_faults(metadata: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with metadata apart from its templates, each a sentence without its full stop."""
    yield from _judge_names(metadata, _METADATA, "The report")
    yield from find_info_faults(metadata["documentInfo"])
    for name, table in _items(metadata.get("tables")):
        yield from _judge_names(table, _TABLE, f"The table {name[:60]!r}")
        if not _NAME.fullmatch(name):
            yield f"The table {name[:60]!r} has an id that is no name"
    yield from _judge_decimals(metadata.get("decimals"), "The report")


def find_template_faults(name: str, template: Mapping[str, Any], parameters: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with a template: its columns, and what they refer to.

    Args:
        name: Of the template.
        template: As the metadata has it.
        parameters: All that a reference may name beside columns.
    """
    what = f"The template {name[:60]!r}"
    yield from _judge_names(template, _TEMPLATE, what)
    columns = dict(_items(template.get("columns")))
    known = {*columns, *parameters, *_OF_REPORT}
    row_id = template.get("rowIdColumn")
    if row_id is not None and str(row_id) not in columns:
        yield f"{what} has the rows' ids in {str(row_id)[:60]!r}, which is no column"
    yield from _judge_references(template, what, known)
    for key, column in columns.items():
        yield from _judge_column(f"The column {key[:60]!r}", key, column, columns)
        yield from _judge_references(column, f"The column {key[:60]!r}", known)
        for _, group in _items(column.get("propertyGroups")):
            yield from _judge_references(group, f"The column {key[:60]!r}", known)


def _judge_column(what: str, key: str, column: Mapping[str, Any], columns: Mapping[str, Any]) -> Iterator[str]:
    yield from _judge_names(column, _COLUMN, what)
    if not _NAME.fullmatch(key):
        yield f"{what} has an id that is no name"
    if column.get("comment") and ("dimensions" in column or "propertyGroups" in column):
        yield f"{what} is a comment and has dimensions"
    sources = column.get("propertiesFrom")
    for source in sources if isinstance(sources, list) else []:
        if "propertyGroups" not in columns.get(str(source), {}):
            yield f"{what} has properties from {str(source)[:60]!r}, which is no column with groups of them"


def _judge_references(holder: Mapping[str, Any], what: str, known: set[str]) -> Iterator[str]:
    dimensions = holder.get("dimensions")
    stated = [*(dimensions.values() if isinstance(dimensions, dict) else ()), holder.get("decimals")]
    for value in stated:
        if isinstance(value, str) and value.startswith("$") and not value.startswith("$$"):
            name = value[1:].partition("@")[0]
            if name not in known:
                yield f"{what} refers to {name[:60]!r}, which is no column and no parameter"
    yield from _judge_decimals(holder.get("decimals"), what)


def _judge_decimals(decimals: object, what: str) -> Iterator[str]:
    text = str(decimals)
    if decimals is not None and not text.startswith(("$", "#")) and not re.fullmatch(r"-?\d+|INF", text):
        yield f"{what} has the decimals {text[:60]!r}, which are no whole number"


def _judge_names(holder: Mapping[str, Any], known: Sequence[str], what: str) -> Iterator[str]:
    for name in holder:
        if name not in known and ":" not in name:
            yield f"{what} has the property {name[:60]!r}, which is none of xBRL-CSV"


def find_header_faults(header: Sequence[str], columns: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the first row of a table: columns that the template has not, or that stand twice."""
    for name, count in Counter(header).items():
        if not name:
            continue
        if count > 1:
            yield f"the column {name[:60]!r} stands in it more than once"
        if name not in columns:
            yield f"the column {name[:60]!r} is none of its template"


def find_row_faults(row: Mapping[str, str], template: Mapping[str, Any], seen: set[str]) -> Iterator[str]:
    """Yield what is wrong with the id of a row, where rows have some, and with cells that begin as special values do.

    Args:
        row: Cells by column.
        template: Of the table.
        seen: The ids of the rows before, to which that of this row is added.
    """
    row_id, columns = template.get("rowIdColumn"), as_mapping(template.get("columns"))
    if row_id is not None:
        found = row.get(str(row_id), "")
        if not found or found in _SPECIAL:
            yield "the row has no id"
        elif not _NAME.fullmatch(found):
            yield f"the id {found[:60]!r} of the row is no name"
        elif found in seen:
            yield f"the id {found[:60]!r} is that of an earlier row"
        seen.add(found)
    for name, cell in row.items():
        if not cell.startswith("#") or cell.startswith("##") or name not in columns:
            continue
        if cell not in _SPECIAL:
            yield f"the cell {cell[:60]!r} is no special value"
        elif cell == "#none" and "dimensions" in as_mapping(columns[name]):
            yield f"a cell of {name[:60]!r}, which states facts, is '#none'"


def _items(value: object) -> list[tuple[str, Mapping[str, Any]]]:
    return [(str(key), one) for key, one in value.items() if isinstance(one, dict)] if isinstance(value, dict) else []


def as_mapping(value: object) -> dict[str, Any]:
    """Return an object of JSON, and an empty one for whatever else stands in its place."""
    return value if isinstance(value, dict) else {}
