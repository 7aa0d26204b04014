"""Reports in xBRL-CSV 1.0: metadata in JSON, facts in tables."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from gaapgraph.errors import ReadError
from gaapgraph.model import Document, Place
from gaapgraph.reader.oim.csv_metadata import read_metadata
from gaapgraph.reader.oim.csv_rule import (
    as_mapping,
    find_header_faults,
    find_metadata_faults,
    find_row_faults,
    find_template_faults,
)
from gaapgraph.reader.oim.json_report import map_texts, read_document_info
from gaapgraph.reader.oim.short_name import expand_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gaapgraph.reader.oim.json_report import Find
    from gaapgraph.reader.oim.oim_fact import OimFacts
    from gaapgraph.reader.xbrl.reported import ReportedFacts

__all__ = ["read_csv_report"]

_SPECIAL = {"#empty": "", "#none": None}
_MEND = "give the metadata of a report of OIM 1.0 with its tables beside it"


def read_csv_report(
    data: bytes, name: str, fetch: Callable[[str], bytes | None], find: Find | None = None
) -> tuple[ReportedFacts, tuple[Document, ...]]:
    """Return what a report states, and its files, the metadata first.

    Args:
        data: The metadata.
        name: Of its file.
        fetch: Returns the bytes of a file beside it, or None where there is none.
        find: What is known of a concept.

    Raises:
        ReadError: It is no report of OIM, or a table that is not optional is missing.
    """
    read = read_metadata(data, name, fetch)
    metadata, documents = read.content, [*read.documents]
    info, tables = metadata["documentInfo"], metadata.get("tables")
    if not isinstance(tables, dict):
        raise ReadError("has no tables", where=name, mend=_MEND)
    oim, known = read_document_info(info, name), (map_texts(info.get("namespaces")), find)
    parameters = _read_parameters(metadata, fetch)
    for reason in (*read.faults, *find_metadata_faults(metadata)):
        oim.note(Place(1), reason)
    judged: set[str] = set()
    for table_name, table in tables.items():
        url, content = _fetch_table(table_name, table, name, fetch)
        if content is None:
            continue
        documents.append(Document(url, sha256(content).hexdigest(), "text/csv"))
        chosen = str(table.get("template", table_name))
        template = as_mapping(metadata.get("tableTemplates")).get(chosen)
        if not isinstance(template, dict):
            raise ReadError(f"its table {table_name!r} has no template", where=name, mend=_MEND)
        given = {**parameters, **map_texts(table.get("parameters"))}
        for reason in () if chosen in judged else find_template_faults(chosen, template, given):
            oim.note(Place(1), reason)
        judged.add(chosen)
        for key, fact, place in _Table(str(table_name), metadata, template, given).read(content, url, oim):
            _add(oim, key, fact, place, known)
    return oim.finish(), tuple(documents)


def _fetch_table(
    table_name: str, table: object, name: str, fetch: Callable[[str], bytes | None]
) -> tuple[str, bytes | None]:
    """Return the address of a table and its bytes, or None where it is missing and may be.

    Raises:
        ReadError: It is missing and is not optional, or is not described.
    """
    if not isinstance(table, dict):
        raise ReadError(f"its table {table_name!r} is no object", where=name, mend=_MEND)
    url = str(table.get("url", ""))
    content = fetch(url)
    if content is None and str(table.get("optional")) != "True":
        raise ReadError(f"its table {url!r} is missing", where=name, mend=_MEND)
    return url, content


def _add(
    oim: OimFacts, key: str, fact: dict[str, Any], place: Place, known: tuple[Mapping[str, str], Find | None]
) -> None:
    namespaces, find = known
    try:
        concept = expand_name(str(fact["dimensions"].get("concept")), namespaces)
        oim.add(fact, key, place, None if find is None else find(concept))
    except ValueError as exc:
        oim.note(place, f"The fact {key[:60]!r} was left out: {exc}")


def _read_parameters(metadata: dict[str, Any], fetch: Callable[[str], bytes | None]) -> dict[str, str]:
    found = map_texts(metadata.get("parameters"))
    url = metadata.get("parameterURL")
    content = fetch(str(url)) if url else None
    if content is not None:
        found |= {
            row["name"]: row["value"] for _, row in _read_table(content, str(url))[1] if {"name", "value"} <= row.keys()
        }
    return found


def _read_table(content: bytes, name: str) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    """Return the columns of a table, and its rows that are not empty, each with its line."""
    lines = _read_cells(content, name)
    _, header = next(lines, (1, []))
    return header, ((number, dict(zip(header, cells, strict=False))) for number, cells in lines if any(cells))


def _read_cells(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        for row in reader:
            yield reader.line_num, row
    except (UnicodeDecodeError, csv.Error) as exc:
        raise ReadError(f"is no table that can be read ({exc})", where=name, mend="save it as CSV in UTF-8") from exc


class _Table:
    """The facts of one table."""

    def __init__(
        self, name: str, metadata: dict[str, Any], template: dict[str, Any], parameters: dict[str, str]
    ) -> None:
        self._name, self._metadata, self._template, self._parameters = name, metadata, template, parameters
        self._columns: dict[str, dict[str, Any]] = {
            str(key): value if isinstance(value, dict) else {}
            for key, value in as_mapping(template.get("columns")).items()
        }

    def read(self, content: bytes, url: str, oim: OimFacts) -> Iterator[tuple[str, dict[str, Any], Place]]:
        """Yield id, fact and place of each cell that states one; faults of the table are noted with the facts."""
        header, rows = _read_table(content, url)
        for reason in find_header_faults(header, as_mapping(self._template.get("columns"))):
            oim.note(Place(1, document=url), f"In {url}, {reason}")
        seen: set[str] = set()
        for number, row in rows:
            for fault in find_row_faults(row, self._template, seen):
                oim.note(Place(number, document=url), f"In {url}, {fault}")
            for key, fact in self._facts(number, row):
                yield key, fact, Place(number, document=url, element_id=key)

    def _facts(self, number: int, row: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield id and fact of each cell of a row that states one."""
        id_column = self._template.get("rowIdColumn")
        row_id = row.get(str(id_column)) or f"r_{number - 1}"
        for name, column in self._columns.items():
            cell = row.get(name, "")
            is_fact = "dimensions" in column or "propertyGroups" in column or column.get("propertiesFrom")
            if not is_fact or cell in ("", "#none"):
                continue
            properties = self._gather(column, row)
            dimensions = {
                key: resolved
                for key, value in properties["dimensions"].items()
                if (resolved := self._resolve(value, row)) is not _ABSENT
            }
            decimals = self._resolve(properties.get("decimals"), row)
            fact: dict[str, Any] = {
                "value": None if cell == "#nil" else _SPECIAL.get(cell, cell),
                "dimensions": dimensions,
            }
            if decimals not in (None, _ABSENT, "INF"):
                fact["decimals"] = decimals
            yield f"{self._name}.{row_id}.{name}", fact

    def _gather(self, column: dict[str, Any], row: dict[str, str]) -> dict[str, Any]:
        """Return dimensions and decimals of a column: report, table, column, group, the last one winning."""
        levels = [self._metadata, self._template, column]
        for source in _list(column.get("propertiesFrom")):
            groups = as_mapping(self._columns.get(str(source), {}).get("propertyGroups"))
            levels.append(as_mapping(groups.get(row.get(str(source), ""))))
        found: dict[str, Any] = {"dimensions": {}}
        for level in levels:
            found["dimensions"] |= as_mapping(level.get("dimensions"))
            if level.get("decimals") is not None:
                found["decimals"] = level["decimals"]
        return found

    def _resolve(self, value: object, row: dict[str, str]) -> object:
        """Return a value, where it names a column or parameter what that holds."""
        if not isinstance(value, str):
            return value
        if value.startswith("$$"):
            return value[1:]
        if value.startswith("$"):
            name, at, end = value[1:].partition("@")
            found = row.get(name, self._parameters.get(name, ""))
            if found in ("", "#none"):
                return _ABSENT
            return None if found == "#nil" else _SPECIAL.get(found, f"{found}{at}{end}")
        return None if value == "#nil" else _ABSENT if value == "#none" else _SPECIAL.get(value, value)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


_ABSENT = object()
