"""Financial data schedules (exhibit 27 of filings until 2001): tags of a form, a multiplier, one column of values."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern
from gaapgraph.language.date import parse_dates
from gaapgraph.language.nature import Nature
from gaapgraph.model import Duration, shift_months
from gaapgraph.resource import ontology, read_rows

if TYPE_CHECKING:
    from gaapgraph.document.grid import GridRow
    from gaapgraph.model import Period
    from gaapgraph.reader.table.column import Column
    from gaapgraph.reader.table.row import BodyRow

__all__ = ["head_schedule", "name_schedule", "nature_of_schedule"]

_TAG = re.compile(r"^\s*<(?P<tag>[A-Z][A-Z&-]*)>\s*$")
_SPAN = late_pattern(r"(?P<count>\d{1,2})-(?P<what>MOS|YEARS?)|(?P<year>YEAR)", re.IGNORECASE)
_YEAR = 12  # months
_SURE = 5000  # hundredths of a logit


@lru_cache(maxsize=1)
def _tags() -> dict[str, tuple[str, bool]]:
    """Return for each tag its words, and whether it stands at a day."""
    rows = read_rows(ontology() / "lexicon" / "data-schedule.tsv")
    return {row["tag"]: (row["label"], row["kind"] == "balance") for row in rows}


def head_schedule(heads: list[GridRow], columns: tuple[Column, ...]) -> tuple[Column, ...] | None:
    """Return the only column dated by the tags above the values, or None where the table is no data schedule.

    `<PERIOD-TYPE> 6-MOS` and `<PERIOD-END> JUN-30-1998` give its period.
    """
    told = {match["tag"]: row.cells[-1].text for row in heads if row.cells and (match := _TAG.match(row.cells[0].text))}
    if "PERIOD-END" not in told:
        return None
    period = _period(told["PERIOD-END"], told.get("PERIOD-TYPE", ""))
    return tuple(
        replace(column, head="", outer="", text="", wide="", period=period, is_guessed=False) for column in columns
    )


def _period(end: str, span: str) -> Period | None:
    dates, length = parse_dates(end.replace("-", " ").title()), _SPAN.search(span)
    if not dates:
        return None
    months = _YEAR if length is None or length["year"] else int(length["count"])
    months = months * _YEAR if length is not None and (length["what"] or "").upper().startswith("YEAR") else months
    last = dates[0][2]
    return Duration(shift_months(last, -months) + timedelta(days=1), last)


def name_schedule(body: list[BodyRow]) -> list[BodyRow]:
    """Return the rows with the words of their tags as labels: `<CGS>` is the cost of goods sold."""
    return [
        replace(row, label=_tags()[match["tag"]][0])
        if (match := _TAG.match(row.label)) is not None and match["tag"] in _tags()
        else row
        for row in body
    ]


def nature_of_schedule(body: list[BodyRow]) -> tuple[Nature, ...]:
    """Return for each row whether it stands at a day or flows, as the form has it."""
    stands = {label for label, is_balance in _tags().values() if is_balance}
    return tuple(Nature(_SURE if row.label in stands else -_SURE) for row in body)
