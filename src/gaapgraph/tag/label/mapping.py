"""Mappings from printed labels to concepts: SSSOM tables, looked up by label and context."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.language.fold import fold
from gaapgraph.tag.label.entry_text import read_entry_table
from gaapgraph.vocabulary import PREFIXES, expand_curie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

__all__ = ["NO_TERM", "SSSOM", "Mapping", "MappingSet", "read_mappings", "read_prefixes"]

SSSOM = "https://w3id.org/sssom/"
NO_TERM = SSSOM + "NoTermFound"
_BY_HAND = "semapv:ManualMappingCuration"

_REQUIRED = ("subject_id", "subject_label", "predicate_id", "object_id", "mapping_justification")


@frozen
class Mapping:
    """One row of a mapping set: a label in context, and the concept or member it means.

    Attributes:
        iri: Of the label's subject; cited as evidence by every occurrence mapped through it.
        object: IRI of the concept, or of a member where the label only adds a dimension.
        terms: What the context must contain; `absent`: what it must not.
        dimensions: Pairs of axis and member IRI.
        sign: -1 where a positive print means a negative value; `has_sign` where the row says it, be it 1.
        measure: Local name of the kind of measure that the row states of `object`.
        unit: CURIE of the unit, where only the label implies it.
        period: `instant` or `opening`.
        printed: IRI of the concept that the label in print names, where it stands beside a figure of another one.
    """

    iri: str
    label: str
    predicate: str
    object: str
    justification: str
    confidence: str
    comment: str
    terms: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    dimensions: tuple[tuple[str, str], ...] = ()
    sign: int = 1
    has_sign: bool = False
    measure: str | None = None
    unit: str | None = None
    period: str | None = None
    printed: str | None = None

    @property
    def is_abstention(self) -> bool:
        """Whether it says that no standard concept or member means the label."""
        return self.object == NO_TERM

    @property
    def is_member(self) -> bool:
        """Whether the label adds a dimension and names no concept."""
        return any(member == self.object for _, member in self.dimensions)

    def fits(self, context: str) -> bool:
        """Say whether every term is in the context and no absent term is."""
        return all(term in context for term in self.terms) and not any(term in context for term in self.absent)


@dataclass(slots=True)
class MappingSet:
    """Mappings by folded label; the row with most context terms wins, then the one that stands first.

    Attributes:
        fallback: Asked only where no row of this set fits.
    """

    rows: list[Mapping] = field(default_factory=list)
    by_label: dict[str, list[Mapping]] = field(default_factory=dict)
    fallback: MappingSet | None = None

    def copy(self) -> MappingSet:
        """Return one of its own that holds the same rows."""
        return MappingSet(list(self.rows), {label: list(rows) for label, rows in self.by_label.items()}, self.fallback)

    def add(self, rows: Iterable[Mapping]) -> None:
        """Add rows behind those there are; that no concept was found counts only where a person says so."""
        for row in rows:
            if row.is_abstention and row.justification != _BY_HAND:
                continue
            self.rows.append(row)
            self.by_label.setdefault(fold(row.label), []).append(row)

    def find(self, label: str, context: str) -> Mapping | None:
        """Return the mapping of a label in a folded context, or None.

        Args:
            label: As printed.
            context: Folded titles, headings and heads, joined by ` | `.
        """
        row = self.find_own(label, context)
        if row is None:
            return None if self.fallback is None else self.fallback.find(label, context)
        return None if row.is_abstention else row

    def find_own(self, label: str, context: str, fits: Callable[[Mapping], bool] | None = None) -> Mapping | None:
        """Return the row of this set for a label in a context, also one that abstains; the fallback is not asked.

        Args:
            label: As printed.
            context: As for `find`.
            fits: Says whether a row can be meant at all.
        """
        rows = [row for row in self.by_label.get(fold(label), ()) if row.fits(context) and (fits is None or fits(row))]
        return max(rows, key=lambda row: (len(row.terms), sum(map(len, row.terms))), default=None)


def read_mappings(path: Path) -> list[Mapping]:
    """Return the rows of an SSSOM table.

    Raises:
        InputError: A column is missing, or a row names an unknown prefix or a sign that is none.
    """
    table = read_entry_table(path)
    prefixes = read_prefixes(table.remarks)
    missing = [name for name in _REQUIRED if name not in table.columns]
    if missing:
        raise InputError(
            f"column {missing[0]!r} is missing",
            where=str(path),
            mend="give an SSSOM table with its header row, saved as tab-separated text",
        )
    rows = []
    for number, row in table.rows:
        try:
            rows.append(_mapping(row, prefixes))
        except (KeyError, ValueError) as exc:
            raise InputError(
                f"the mapping cannot be used ({exc})", where=f"{path}:{number}", mend="mend that row"
            ) from exc
    return rows


def read_prefixes(remarks: Iterable[str]) -> dict[str, str]:
    """Return the namespaces by prefix that a table may use: ours, and those of its own `curie_map`."""
    prefixes = dict(PREFIXES)
    inside = False
    for body in remarks:
        if body.strip() == "curie_map:":
            inside = True
        elif inside and ":" in body and body.startswith((" ", "\t")):
            prefix, _, iri = body.strip().partition(":")
            prefixes[prefix.strip()] = iri.strip().strip("\"'")
        elif body.strip():
            inside = False
    return prefixes


def _mapping(row: dict[str, str], prefixes: dict[str, str]) -> Mapping:
    terms = [fold_term(term) for term in (row.get("context") or "").split("|") if term.strip()]
    sign = int(row.get("sign") or 1)
    if sign not in (1, -1):
        raise ValueError(f"sign {sign}")
    return Mapping(
        iri=expand_curie(row["subject_id"], prefixes),
        label=row["subject_label"],
        predicate=row["predicate_id"],
        object=expand_curie(row["object_id"], prefixes),
        justification=row["mapping_justification"],
        confidence=row.get("confidence") or "",
        comment=row.get("comment") or "",
        terms=tuple(term for term in terms if not term.startswith("!")),
        absent=tuple(fold(term[1:]) for term in terms if term.startswith("!")),
        dimensions=parse_dimensions(row.get("dimensions") or "", prefixes),
        sign=sign,
        has_sign=bool(row.get("sign")),
        measure=row.get("measure") or None,
        unit=row.get("unit") or None,
        period=row.get("period") or None,
        printed=expand_curie(row["printed_concept"], prefixes) if row.get("printed_concept") else None,
    )


def fold_term(term: str) -> str:
    """Return a context term as it is compared; a leading `!` stays."""
    term = term.strip()
    return "!" + fold(term[1:]) if term.startswith("!") else fold(term)


def parse_dimensions(text: str, prefixes: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return `axis=member` pairs, separated by `;`, as IRIs in the order of the axes."""
    pairs = []
    for part in text.split(";"):
        if part.strip():
            axis, _, member = part.partition("=")
            pairs.append((expand_curie(axis.strip(), prefixes), expand_curie(member.strip(), prefixes)))
    return tuple(sorted(pairs))
