"""Curated annotations: what figures in prose mean where no grammar can decide, verified against the text."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.model import Duration, Finding, Instant, Period, Place, Unit
from gaapgraph.tag.label.entry_text import read_entry_text
from gaapgraph.tag.label.mapping import parse_dimensions
from gaapgraph.tag.profile.alignment import follow
from gaapgraph.vocabulary import GG, ISO4217, PREFIXES, XBRLI, expand_curie

if TYPE_CHECKING:
    from pathlib import Path

    from gaapgraph.tag.profile.alignment import Needle

__all__ = ["Annotation", "AnnotationSet", "parse_period", "parse_unit", "read_annotations", "verify"]


@frozen
class Annotation:
    """The meaning of one figure at one place, as a person settled it."""

    place: Place
    printed: str
    concept: str
    measure: str | None
    value: Decimal
    decimals: int | None
    unit: Unit
    period: Period | None
    comparative: Period | None
    dimensions: tuple[tuple[str, str], ...]
    approximate: bool
    printed_value: Decimal | None
    printed_period: Period | None
    label: str
    comment: str


@frozen
class AnnotationSet:
    """The annotations of one document; `document` is a text by which it is known."""

    document: str
    rows: tuple[Annotation, ...]


def read_annotations(path: Path, prefixes: dict[str, str]) -> AnnotationSet:
    """Return the annotations of a file.

    Raises:
        InputError: A row cannot be used.
    """
    lines = read_entry_text(path).splitlines()
    head = dict(line[1:].split(":", 1) for line in lines if line.startswith("#") and ":" in line)
    keys = {key.strip(): value.strip() for key, value in head.items()}
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    rows = []
    for number, row in enumerate(
        csv.DictReader(io.StringIO("\n".join(lines[start:])), delimiter="\t", quoting=csv.QUOTE_NONE), start + 2
    ):
        try:
            rows.append(_annotation(row, {**PREFIXES, **prefixes}))
        except (KeyError, ValueError, InvalidOperation, AttributeError, TypeError) as exc:
            raise InputError(
                f"the annotation cannot be used ({exc!r})", where=f"{path}:{number}", mend="mend that row"
            ) from exc
    return AnnotationSet(keys.get("document", ""), tuple(rows))


def _annotation(row: dict[str, str], prefixes: dict[str, str]) -> Annotation:
    return Annotation(
        place=Place(int(row["line"]), None, int(row["offset"])),
        printed=row["printed_text"],
        concept=expand_curie(row["concept"], prefixes),
        measure=row["measure"] or None,
        value=_finite(row["value"]),
        decimals=int(row["decimals"]) if row["decimals"] else None,
        unit=parse_unit(row["unit"]),
        period=parse_period(row["period"]),
        comparative=parse_period(row["comparative"]),
        dimensions=parse_dimensions(row["dimensions"], prefixes),
        approximate=row["approximate"] == "true",
        printed_value=_finite(row["printed_value"]) if row.get("printed_value") else None,
        printed_period=parse_period(row.get("printed_period") or ""),
        label=row.get("label") or "",
        comment=row.get("comment") or "",
    )


def _finite(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(f"{text} is no amount")
    return value


def parse_period(text: str) -> Period | None:
    """Return the period of `2009-03-31` or `2008-04-01/2009-03-31`; None of an empty text."""
    if not text:
        return None
    start, _, end = text.partition("/")
    return Duration(date.fromisoformat(start), date.fromisoformat(end)) if end else Instant(date.fromisoformat(start))


def parse_unit(text: str) -> Unit:
    """Return the unit of `JPY`, `JPY/shares`, `pure`, `gg:contracts` and alike."""
    top, _, bottom = text.partition("/")
    return Unit((_measure(top),), (_measure(bottom),) if bottom else ())


def _measure(name: str) -> str:
    name = name.strip()
    if name in ("shares", "pure", "xbrli:shares", "xbrli:pure"):
        return XBRLI.iri + name.removeprefix("xbrli:")
    if name.startswith("gg:"):
        return str(getattr(GG, name[3:]))
    if name == "ADS":
        return GG.ADS
    return ISO4217 + name.removeprefix("iso4217:")


def verify(annotations: AnnotationSet, lines: dict[int, str]) -> tuple[list[Annotation], list[Finding]]:
    """Return the annotations whose printed text stands at their place, and a finding for each other one.

    Where lines were inserted or left out above, annotations follow their line, all of one line together.
    """
    needles: dict[int, list[Needle]] = {}
    for row in annotations.rows:
        needles.setdefault(row.place.line, []).append((row.printed, row.place.offset or 0))
    move = follow(needles, lines)
    kept, findings = [], []
    for bound in annotations.rows:
        row = replace(bound, place=replace(bound.place, line=move(bound.place.line)))
        at = row.place.offset or 0
        text = lines.get(row.place.line, "")
        if text.startswith(row.printed, at):
            kept.append(row)
        else:
            found = text[at : at + len(row.printed)]
            message = f"The annotation expects “{row.printed}” here and finds “{found}”: it is set aside."
            findings.append(Finding("GG-READ-ANNOTATION", "warning", row.place, message))
    return kept, findings
