"""Facts as one tidy table in Parquet: a row for each fact that a filing states, a column for each dimension."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from gaapgraph.errors import InputError
from gaapgraph.model import Duration, Forever
from gaapgraph.write.kind import FILING_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from gaapgraph.export.filing.filed_report import FiledFact, FiledReport

__all__ = ["require_parquet", "write_parquet"]

_NAMES = (
    "report", "file", "issued", "fact", "key", "entity_scheme", "entity", "entity_name", "namespace", "concept",
    "label", "start", "end", "unit", "dimensions", "value", "number", "decimals", "lower", "upper", "is_nil",
    "language", "superseded", "printed", "line",
)  # fmt: skip
_DAYS, _FLAGS, _WHOLES = ("issued", "start", "end"), ("is_nil", "superseded"), ("decimals", "line")
_EXACT = ("number", "lower", "upper")


def require_parquet() -> None:
    """Refuse to begin where the library that writes Parquet is not there.

    Raises:
        InputError: pyarrow, which is an extra, is not installed.
    """
    if find_spec("pyarrow") is None:
        raise InputError("pyarrow is not installed", where="parquet", mend="pip install 'gaapgraph[parquet]'")


def write_parquet(reports: Iterable[FiledReport], stream: BinaryIO) -> None:
    """Write the facts of some reports as one table, a row group for each report.

    Numbers are `decimal256(76, 38)` in base units; those with more digits stand in `value` alone, as text.

    Args:
        reports: In the order of the rows.
        stream: Of bytes.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds: dict[str, Any] = dict.fromkeys(_NAMES, pa.string())
    kinds |= dict.fromkeys(_DAYS, pa.date32()) | dict.fromkeys(_FLAGS, pa.bool_()) | dict.fromkeys(_WHOLES, pa.int32())
    kinds |= dict.fromkeys(_EXACT, pa.decimal256(76, 38))
    kinds["dimensions"] = pa.map_(pa.string(), pa.string())
    schema = pa.schema([(name, kinds[name]) for name in _NAMES], metadata={"writer": FILING_MARK})
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for filed in reports:
            rows = [_row(fact, filed) for fact in filed.facts]
            if rows:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _row(fact: FiledFact, filed: FiledReport) -> dict[str, Any]:
    from gaapgraph.model import bounds

    report, key, number = filed.report, fact.source.dimensions, fact.number
    low, high = bounds(number, fact.decimals) if number is not None else (None, None)
    stated = report.concepts.get(key.concept)
    period = None if isinstance(fact.period, Forever) else fact.period
    place = fact.occurrence.place if fact.occurrence is not None else None
    unit = "" if fact.unit is None else "*".join(map(str, fact.unit.numerator))
    per = "" if fact.unit is None or not fact.unit.denominator else "/" + "*".join(map(str, fact.unit.denominator))
    return {
        "report": report.iri,
        "file": report.document.file_name,
        "issued": report.issued,
        "fact": fact.name,
        "key": key.key,
        "entity_scheme": fact.entity[0],
        "entity": fact.entity[1],
        "entity_name": report.entity.label,
        "namespace": fact.concept.namespace,
        "concept": str(fact.concept),
        "label": stated.label if stated is not None else None,
        "start": period.start if isinstance(period, Duration) else None,
        "end": None if period is None else period.end,
        "unit": f"{unit}{per}" or None,
        "dimensions": [(str(axis), str(getattr(member, "lexical", member))) for axis, member in fact.dimensions],
        "value": fact.value if fact.fraction is None else "/".join(fact.fraction),
        "number": _fit(number),
        "decimals": fact.decimals,
        "lower": _fit(low),
        "upper": _fit(high),
        "is_nil": fact.value is None,
        "language": fact.language,
        "superseded": bool(fact.source.superseded_by),
        "printed": fact.occurrence.printed_text if fact.occurrence is not None else None,
        "line": place.line if place is not None and place.line else None,
    }


def _fit(number: Any) -> Any:
    """Return a number that the column can hold exactly; None for any other."""
    if number is None or number.adjusted() > 36 or number.normalize().as_tuple().exponent < -38:
        return None
    return number
