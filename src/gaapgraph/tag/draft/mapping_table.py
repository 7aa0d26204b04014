"""The mappings of a drafted profile: a row of SSSOM for each label, with what was found for it, or that nothing was.

A label that means one thing throughout the document has one row. Where it means several, each row names a heading, a
title or a head that tells it from the others. Labels without a sure concept have `sssom:NoTermFound` as their object,
and what might be meant in the comment: there the person who knows the company goes on.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from gaapgraph.document.place import format_place
from gaapgraph.frozen_class import frozen
from gaapgraph.iri import mint_iri, slug
from gaapgraph.language.fold import fold
from gaapgraph.printable import neutral_cell
from gaapgraph.tag.figure.line import data_type
from gaapgraph.tag.label.lexicon import load_concepts
from gaapgraph.tag.label.mapping import NO_TERM, SSSOM
from gaapgraph.vocabulary import ISO4217, PREFIXES, US_GAAP, XBRLI, shorten_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.reader.release import Figure, Reading
    from gaapgraph.tag.draft.identity import Identity
    from gaapgraph.tag.figure.line import LineKey
    from gaapgraph.tag.figure.settlement import Settled

__all__ = ["MappingRow", "list_rows", "write_rows"]

_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification", "confidence",
    "context", "dimensions", "sign", "measure", "unit", "period", "printed_concept", "comment", "seen_at",
    "printed_text",
)  # fmt: skip
_EXTENSIONS = {
    "context": "gg:mappingContext",
    "dimensions": "gg:mappingDimensions",
    "sign": "gg:mappingSign",
    "measure": "gg:measure",
    "unit": "gg:unit",
    "period": "gg:mappingPeriod",
    "printed_concept": "gg:printedConcept",
    "seen_at": "gg:line",
    "printed_text": "gg:printedText",
}
_SEMAPV = "https://w3id.org/semapv/vocab/"
_ABSTAINED = "semapv:LexicalSimilarityThresholdMatching"


@frozen
class MappingRow:
    """What was found for a label: the first line that has it, and the context that tells it from others."""

    figure: Figure
    settled: Settled
    terms: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The label as it is looked up."""
        return self.figure.label or self.figure.head

    @property
    def is_found(self) -> bool:
        """Whether a concept was found."""
        return self.settled.mapping is not None


@frozen
class _Line:
    figure: Figure
    settled: Settled
    words: tuple[str, ...]  # around it, folded: what may tell it from others, the best first

    @property
    def meaning(self) -> str:
        """The concept that was found for it; empty where none was."""
        return self.settled.mapping.object if self.settled.mapping is not None else ""

    @property
    def hope(self) -> Decimal:
        """How likely the best is of what was proposed where nothing was found."""
        return next((one.confidence or Decimal(0) for one in self.settled.proposals), Decimal(0))


def list_rows(reading: Reading, settled: dict[LineKey, Settled]) -> list[MappingRow]:
    """Return the rows of a mapping table, in the order of the document.

    Args:
        reading: The document.
        settled: What each line of its tables got.
    """
    groups: dict[tuple[str, str], list[_Line]] = {}
    for line in _list_lines(reading, settled):
        label = fold(line.figure.label or line.figure.head)
        groups.setdefault((label, data_type(line.figure.unit)), []).append(line)
    rows = (row for group in groups.values() for row in _tell_apart(group))
    return sorted(rows, key=lambda row: row.figure.place.order)


def _list_lines(reading: Reading, settled: dict[LineKey, Settled]) -> Iterator[_Line]:
    for (table, row, kind, label, head), found in settled.items():
        figures = [
            figure
            for index in reading.tables[table].rows[row].figures
            if (figure := reading.figures[index]).measure is None
            and data_type(figure.unit) == kind
            and fold(figure.label) == label
            and (not head or fold(figure.head) == head)
        ]
        if figures and (figures[0].label or figures[0].head):
            words = [fold(text) for text in (*reversed(figures[0].headings), figures[0].head if head else "")]
            yield _Line(figures[0], found, tuple(word for word in words if word and "|" not in word))


def _tell_apart(lines: list[_Line]) -> Iterator[MappingRow]:
    """Yield a row for each meaning of a label, with the words that only its lines have around them."""
    given: set[tuple[str, tuple[str, ...]]] = set()
    for line in lines:
        terms = _separate(line, [other for other in lines if other.meaning != line.meaning])
        if line.meaning and terms is not None and (line.meaning, terms) not in given:
            # where nothing tells it from a line of another meaning it has no row, and is asked about at each build
            given.add((line.meaning, terms))
            yield MappingRow(line.figure, line.settled, terms)
    open_lines = [line for line in lines if not line.meaning]
    if open_lines:
        yield MappingRow(open_lines[0].figure, max(open_lines, key=lambda line: line.hope).settled)


def _separate(line: _Line, others: list[_Line]) -> tuple[str, ...] | None:
    """Return the fewest words around a line that stand around none of the others; None where there are none."""
    if not others:
        return ()
    contexts = [" | ".join(other.words) for other in others]
    single = ((word,) for word in line.words)
    pairs = ((one, other) for at, one in enumerate(line.words) for other in line.words[at + 1 :])
    for words in (*single, *pairs):
        if not any(all(word in context for word in words) for context in contexts):
            return words
    return None


def write_rows(rows: Iterable[MappingRow], identity: Identity, document: str) -> str:
    """Return a mapping set in SSSOM: tab-separated, with its head as comments.

    Args:
        rows: Of the table.
        identity: Whose labels they are.
        document: The name of the file that they were read from.
    """
    labels = f"{identity.prefix}-label"
    prefixes = {
        **{name: PREFIXES[name] for name in ("gg", "skos", "srt", "us-gaap", "xsd")},
        identity.prefix: identity.namespace,
        labels: f"{identity.namespace}label/",
        "iso4217": ISO4217,
        "semapv": _SEMAPV,
        "sssom": SSSOM,
        "xbrli": XBRLI.iri,
    }
    head = [
        "curie_map:",
        *(f"  {name}: {prefixes[name]}" for name in sorted(prefixes)),
        f"mapping_set_id: {mint_iri(identity.prefix, 'mappings')}",
        f"mapping_set_title: Labels of {identity.entity.label} and their US-GAAP concepts",
        f"mapping_set_description: Drafted from {document}. Correct object_id where it is wrong; where no concept was "
        f"found it is sssom:NoTermFound, and stays so for good with semapv:ManualMappingCuration as justification.",
        "extension_definitions:",
    ]
    for name, term in _EXTENSIONS.items():
        head += [f"- slot_name: {name}", f"  property: {term}", "  type_hint: xsd:string"]
    given: Counter[str] = Counter()
    lines = [f"#{line}" for line in head] + ["\t".join(_COLUMNS)]
    for row in rows:
        name = slug(row.label)[:80]
        given[name] += 1
        subject = f"{labels}:{name}" + (f"-{given[name]}" if given[name] > 1 else "")
        cells = {"subject_id": subject, "subject_label": row.label, **_cells(row, prefixes)}
        lines.append("\t".join(neutral_cell(" ".join(cells.get(column, "").split())) for column in _COLUMNS))
    return "\n".join(lines) + "\n"


def _cells(row: MappingRow, prefixes: dict[str, str]) -> dict[str, str]:
    mapping = row.settled.mapping
    offered = "; ".join(
        f"{shorten_iri(one.concept, prefixes)} {one.confidence or ''}".strip() for one in row.settled.proposals
    )
    place = {
        "context": "|".join(row.terms),
        "seen_at": format_place(row.figure.place),
        "printed_text": row.figure.printed,
    }
    if mapping is None:
        return place | {
            "predicate_id": "skos:exactMatch",
            "object_id": shorten_iri(NO_TERM, prefixes),
            "mapping_justification": _ABSTAINED,
            "comment": f"perhaps {offered}" if offered else "",
        }
    known = load_concepts().get(mapping.object.removeprefix(US_GAAP))
    return place | {
        "predicate_id": mapping.predicate,
        "object_id": shorten_iri(mapping.object, prefixes),
        "object_label": known.label if known is not None else "",
        "mapping_justification": mapping.justification,
        "confidence": mapping.confidence,
        "dimensions": ";".join(
            f"{shorten_iri(axis, prefixes)}={shorten_iri(member, prefixes)}" for axis, member in mapping.dimensions
        ),
        "sign": "-1" if mapping.has_sign and mapping.sign < 0 else "",
        "measure": mapping.measure or "",
        "unit": mapping.unit or "",
        "period": mapping.period or "",
        "comment": mapping.comment or ("a label that means this in every filing" if mapping.iri else ""),
    }
