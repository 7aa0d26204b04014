"""What the SEC's interfaces give of a company's filings in JSON: companyfacts, companyconcept, frames."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from gaapgraph.document.json_text import decode_json, mend_halves
from gaapgraph.errors import ReadError
from gaapgraph.frozen_class import frozen
from gaapgraph.iri import mint_iri
from gaapgraph.model import (
    Concept,
    Document,
    Duration,
    Entity,
    Fact,
    FactKey,
    Finding,
    Instant,
    Occurrence,
    Place,
    Report,
)
from gaapgraph.reader.sec.rounding import infer_decimals, infer_scale
from gaapgraph.reader.sec.submission import CIK_SCHEME
from gaapgraph.reader.sec.tag import read_unit
from gaapgraph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.model import Period, Unit

__all__ = ["read_company_facts"]

_MOST_DIGITS = 40
_YEARS = range(1900, 2201)
_LONGEST_NAME = 200


@frozen(kw_only=True)
class _Row:
    """One figure: of which filing, and what it states."""

    accession: str
    cik: str
    company: str
    form: str
    filed: str
    taxonomy: str
    tag: str
    label: str
    unit: str
    start: str
    end: str
    value: object
    pointer: str


def read_company_facts(data: bytes, document: Document) -> Iterator[Report]:
    """Yield a report for each filing that a file names, in the order of filing.

    The interfaces state no accuracy: it is inferred for each filing and unit from the scale of its figures. Fiscal
    year and period are those of the filing, not of the figure, and are not taken.

    Args:
        data: Its bytes.
        document: The file.

    Raises:
        ReadError: It is no JSON, or none that these interfaces give.
    """
    try:
        text = decode_json(data)
        content = mend_halves(json.loads(text, parse_float=Decimal, parse_int=Decimal), text)
    except (ValueError, RecursionError, InvalidOperation) as exc:
        raise ReadError("is JSON that cannot be read", where=document.file_name, mend="fetch it again") from exc
    filings: defaultdict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in _list_rows(content):
        filings[row.cik, row.accession].append(row)
    if not filings:
        raise ReadError("states no figure of a filing", where=document.file_name, mend="fetch it again")
    for key in sorted(filings, key=lambda key: (filings[key][0].filed, key)):
        yield _Filing(filings[key], document).report()


def _list_rows(content: Any) -> Iterator[_Row]:
    """Yield the figures of any of the three interfaces; what has another form than theirs is passed over."""
    if not isinstance(content, dict):
        return
    if isinstance(content.get("facts"), dict):
        for taxonomy, tags in content["facts"].items():
            for tag, about in _items(tags):
                yield from _list_units(content, taxonomy, tag, about, f"/facts/{taxonomy}/{tag}")
    elif isinstance(content.get("units"), dict):
        yield from _list_units(content, str(content.get("taxonomy")), str(content.get("tag")), content, "")
    elif isinstance(content.get("data"), list):
        for number, point in enumerate(content["data"]):
            if isinstance(point, dict):
                about = {**content, **point}
                yield _row(about, point, str(content.get("uom", "")).replace("-per-", "/"), f"/data/{number}")


def _items(content: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(content, dict):
        yield from ((name, about) for name, about in content.items() if isinstance(about, dict))


def _list_units(content: Any, taxonomy: str, tag: str, about: dict[str, Any], pointer: str) -> Iterator[_Row]:
    for unit, points in about.get("units", {}).items() if isinstance(about.get("units"), dict) else ():
        for number, point in enumerate(points if isinstance(points, list) else ()):
            if isinstance(point, dict):
                named = {
                    "cik": content.get("cik"),
                    "entityName": content.get("entityName"),
                    "taxonomy": taxonomy,
                    "tag": tag,
                    "label": about.get("label"),
                }
                place = f"{pointer}/units/{unit.replace('/', '~1')}/{number}"
                yield _row({**named, **point}, point, unit, place)


def _row(about: dict[str, Any], point: dict[str, Any], unit: str, pointer: str) -> _Row:
    def text(name: str) -> str:
        value = about.get(name)
        return "" if value is None else str(value)[:_LONGEST_NAME]

    return _Row(
        accession=text("accn"),
        cik=text("cik"),
        company=text("entityName"),
        form=text("form"),
        filed=text("filed"),
        taxonomy=text("taxonomy"),
        tag=text("tag"),
        label=text("label"),
        unit=unit,
        start=text("start"),
        end=text("end"),
        value=point.get("val"),
        pointer=pointer,
    )


class _Filing:
    """Reads the figures of one filing."""

    def __init__(self, rows: list[_Row], document: Document) -> None:
        self._rows, self._document = rows, document
        first = rows[0]
        number = first.cik if not (first.cik.isascii() and first.cik.isdigit()) else f"{int(first.cik):010d}"
        self._cik = number
        identifiers = ((CIK_SCHEME, number),)
        self._entity = Entity(mint_iri("entity", f"cik-{number}"), first.company, identifiers)
        self._findings: list[Finding] = []
        self._concepts: dict[str, Concept] = {}

    def report(self) -> Report:
        """Return the report of the filing."""
        grouped: defaultdict[FactKey, list[tuple[_Row, Decimal]]] = defaultdict(list)
        amounts: defaultdict[Unit | None, list[Decimal]] = defaultdict(list)
        for row in self._rows:
            try:
                key, value = self._read(row)
            except (ValueError, ArithmeticError) as exc:
                place = Place(element_id=row.pointer)
                message = f"The figure could not be understood and was left out: {exc}."
                self._findings.append(Finding("GG-READ-SEC-ROW", "violation", place, message))
                continue
            grouped[key].append((row, value))
            amounts[key.unit].append(value)
        scales = {unit: infer_scale(values) for unit, values in amounts.items()}
        first = self._rows[0]
        return Report(
            iri=mint_iri("report", f"cik-{self._cik}", first.accession or "unknown"),
            entity=self._entity,
            document=self._document,
            issued=date.fromisoformat(first.filed) if _is_day(first.filed) else None,
            title=", ".join(filter(None, [first.company, first.form])),
            facts=tuple(_state(key, found, scales.get(key.unit, 0)) for key, found in grouped.items()),
            findings=tuple(self._findings),
            concepts=self._concepts,
        )

    def _read(self, row: _Row) -> tuple[FactKey, Decimal]:
        if not isinstance(row.value, Decimal) or abs(row.value.adjusted()) > _MOST_DIGITS:
            raise ValueError(f"{str(row.value)[:_MOST_DIGITS]!r} is no amount")
        if not (row.taxonomy and row.tag and row.unit):
            raise ValueError("it has no concept or no unit")
        iri = mint_iri(row.taxonomy, row.tag, base=BASE)
        self._concepts.setdefault(iri, Concept(iri, label=row.label or None))
        return FactKey(
            concept=iri,
            entity=self._entity.iri,
            period=_read_period(row),
            unit=read_unit(row.unit, per_share=False),
        ), row.value


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).year in _YEARS
    except ValueError:
        return False


def _read_period(row: _Row) -> Period:
    for day in filter(None, (row.start, row.end or "-")):
        if not _is_day(day):
            raise ValueError(f"{day!r} is no day between {_YEARS[0]} and {_YEARS[-1]}")
    end = date.fromisoformat(row.end)
    return Duration(date.fromisoformat(row.start), end) if row.start else Instant(end)


def _state(key: FactKey, found: list[tuple[_Row, Decimal]], scale: int) -> Fact:
    is_fraction = key.unit is not None and (bool(key.unit.denominator) or str(key.unit) == "pure")
    occurrences = tuple(
        Occurrence(
            place=Place(element_id=row.pointer),
            printed_text=f"{value:f}",
            value=value,
            decimals=infer_decimals(value, scale, is_fraction=is_fraction),
            label=row.label,
            accuracy_unknown=True,
        )
        for row, value in found
    )
    first = occurrences[0]
    return Fact(key, first.value, first.decimals, occurrences, accuracy_unknown=True)
