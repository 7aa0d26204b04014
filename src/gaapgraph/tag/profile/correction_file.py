"""Files of corrections: what a person says of figures that were read wrong, bound to their places by the print.

A row names a place (`t3:12:2`, `53:2`, `t3:12`, `t3`), how far around it the correction reaches, what is printed there,
what is corrected and to what, and why. What stands behind `# document:` is a text by which the document is known, and
behind `# author:` who made the rows that name nobody else.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gaapgraph.document.place import parse_place
from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.tag.label.entry_text import read_entry_table
from gaapgraph.tag.label.lexicon import require_concept
from gaapgraph.tag.label.mapping import parse_dimensions
from gaapgraph.tag.profile.annotation import parse_period, parse_unit
from gaapgraph.vocabulary import ISO4217, PREFIXES, expand_curie

if TYPE_CHECKING:
    from pathlib import Path

    from gaapgraph.document.place import Locator
    from gaapgraph.model import Period, Unit

__all__ = ["COLUMNS", "PARTS", "SCOPES", "CorrectionSet", "Entry", "read_corrections"]

COLUMNS = ("place", "scope", "printed_text", "part", "value", "reason")
SCOPES = ("table", "column", "row", "cell")
PARTS = ("period", "unit", "scale", "concept", "sign", "head")
_NOTHING = "-"


@frozen(kw_only=True)
class Entry:
    """A row of a file of corrections.

    Attributes:
        place: As it is written; `locator` is what it says.
        part: `period`, `unit`, `scale`, `concept`, `sign` or `head`; of what it is corrected to, one of the rest is
            there.
        exponent: Power of ten of the scale.
        dimensions: Of the concept, pairs of axis and member IRI.
    """

    place: str
    locator: Locator
    scope: str
    printed_text: str
    part: str
    value: str
    author: str
    reason: str
    made: date | None
    period: Period | None = None
    unit: Unit | None = None
    exponent: int = 0
    concept: str = ""
    dimensions: tuple[tuple[str, str], ...] = ()
    sign: int = 1
    head: str = ""


@frozen
class CorrectionSet:
    """The corrections of one document.

    Attributes:
        document: A text by which it is known: a line of it, its title, its file name or the SHA-256 of its bytes.
        source: The file.
        is_required: They were given for one document, and must be for it.
    """

    document: str
    rows: tuple[Entry, ...]
    source: str = ""
    is_required: bool = False


def read_corrections(path: Path, prefixes: dict[str, str], *, is_required: bool = False) -> CorrectionSet:
    """Return the corrections of a file.

    Args:
        path: A table of tab-separated values.
        prefixes: Those of the profile, beside the project's own.
        is_required: As on the set.

    Raises:
        InputError: A column is missing, or a row cannot be used.
    """
    table = read_entry_table(path)
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        raise InputError(
            f"column {missing[0]!r} is missing",
            where=str(path),
            mend=f"save it as tab-separated text with the columns {', '.join(COLUMNS)}",
        )
    pairs = (remark.partition(":") for remark in table.remarks)
    remarks = {key.strip(): value.strip() for key, _, value in pairs}
    rows = []
    for number, cells in table.rows:
        try:
            rows.append(_entry(cells, {**PREFIXES, **prefixes}, remarks.get("author", "")))
        except InputError as exc:
            raise InputError(exc.what, where=f"{path}:{number}", mend=exc.mend) from exc
    return CorrectionSet(remarks.get("document", ""), tuple(rows), str(path), is_required)


def _entry(cells: dict[str, str], prefixes: dict[str, str], author: str) -> Entry:
    cells = {name: cell.strip() for name, cell in cells.items()}
    locator = parse_place(cells["place"])
    if locator is None:
        raise InputError(f"{cells['place']!r} is no place", mend="name it as `gaapgraph explain` does, such as t3:12:2")
    scope, part, author = cells["scope"], cells["part"], cells.get("author") or author
    _require(scope, SCOPES, "scope")
    _require(part, PARTS, "part")
    if scope in ("cell", "column") and locator.column is None and locator.offset is None:
        raise InputError(f"{cells['place']} names no cell", mend=f"a {scope} needs one, such as t3:12:2")
    if scope == "row" and locator.table is not None and locator.row is None:
        raise InputError(f"{cells['place']} names no row", mend="name one, such as t3:12")
    for name, text in (
        ("printed_text", cells["printed_text"]),
        ("author", author),
        ("value", cells["value"]),
        ("reason", cells["reason"]),
    ):
        if not text:
            raise InputError(f"says no {name}", mend="fill it in: a correction stands with its evidence")
    return Entry(
        place=cells["place"],
        locator=locator,
        scope=scope,
        printed_text=cells["printed_text"],
        part=part,
        value=cells["value"],
        author=author,
        reason=cells["reason"],
        made=_day(cells.get("date") or ""),
        period=_period(cells["value"]) if part == "period" else None,
        unit=_unit(cells["value"]) if part == "unit" else None,
        exponent=_exponent(cells["value"]) if part == "scale" else 0,
        concept=_concept(cells["value"], prefixes) if part == "concept" else "",
        dimensions=_dimensions(cells.get("dimensions") or "", prefixes),
        sign=_sign(cells["value"]) if part == "sign" else 1,
        head=cells["value"] if part == "head" and cells["value"] != _NOTHING else "",
    )


def _require(word: str, known: tuple[str, ...], column: str) -> None:
    if word not in known:
        raise InputError(f"{column} {word!r} is none of {', '.join(known)}", mend="write one of them")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"date {text!r} is no day", mend="write it as 2009-03-31") from None


def _period(text: str) -> Period:
    try:
        found = parse_period(text)
    except ValueError:
        found = None
    if found is None:
        raise InputError(f"{text!r} is no period", mend="write 2009-03-31, or 2008-04-01/2009-03-31")
    return found


def _unit(text: str) -> Unit:
    try:
        found = parse_unit(text)
    except (AttributeError, KeyError):
        found = None
    measures = (*found.numerator, *found.denominator) if found is not None and text else ()
    codes = [measure.removeprefix(ISO4217) for measure in measures if measure.startswith(ISO4217)]
    if found is None or not measures or not all(len(code) == 3 and code.isupper() for code in codes):  # ISO 4217
        raise InputError(f"{text!r} is no unit", mend="write USD, USD/shares, shares, pure or gg:contracts")
    return found


def _exponent(text: str) -> int:
    try:
        factor = Decimal(text.replace(",", ""))
    except InvalidOperation:
        factor = Decimal(0)
    if not factor.is_finite() or factor <= 0 or factor.normalize().as_tuple().digits != (1,):
        raise InputError(f"scale {text!r} is no power of ten", mend="write 1, 1000, 1000000 or 0.01")
    return factor.adjusted()


def _sign(text: str) -> int:
    if text not in ("1", "+1", "-1"):
        raise InputError(f"sign {text!r} is none", mend="write -1 where the print's sign is turned, else 1")
    return int(text)


def _concept(text: str, prefixes: dict[str, str]) -> str:
    try:
        iri = expand_curie(text, prefixes)
    except KeyError as exc:
        raise InputError(f"{text!r} has a prefix that is not known", mend="write us-gaap:Revenues") from exc
    require_concept(iri)
    return iri


def _dimensions(text: str, prefixes: dict[str, str]) -> tuple[tuple[str, str], ...]:
    try:
        return parse_dimensions(text, prefixes)
    except KeyError as exc:
        raise InputError(f"{text!r} has a prefix that is not known", mend="write axis=member as CURIEs") from exc
