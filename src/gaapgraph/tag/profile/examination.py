"""A profile examined before it is used: every fault of every file with its line, where reading stops at the first.

The shipped profiles are examined by a test, all others whenever they are used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gaapgraph.errors import FaultsError, GaapGraphError, InputError
from gaapgraph.tag.label.entry_text import read_entry_table, read_entry_text, split_cells
from gaapgraph.tag.profile import cell
from gaapgraph.tag.profile.catalogue import read_subjects, text, values
from gaapgraph.tag.profile.correction_file import PARTS, SCOPES
from gaapgraph.vocabulary import GG, PREFIXES, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gaapgraph.tag.profile.catalogue import Subject
    from gaapgraph.tag.profile.cell import Known, Test

__all__ = ["examine_profile", "require_sound"]

_MATCHES = tuple(f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))
_FIGURE: dict[str, Test] = {
    "offset": cell.offset,
    "printed_text": cell.words,
    "concept": cell.term,
    "measure": cell.maybe(cell.measure),
    "decimals": cell.maybe(cell.accuracy),
    "unit": cell.maybe(cell.unit),
    "period": cell.maybe(cell.period),
    "dimensions": cell.dimensions,
    "approximate": cell.one_of("", "true", "false"),
}
_PROSE: dict[str, Test] = {
    "line": cell.line,
    **_FIGURE,
    "value": cell.amount,
    "unit": cell.unit,
    "comparative": cell.maybe(cell.period),
}
_ANCHORED: dict[str, Test] = {"anchor": lambda _text, _known: None}
_TABLES: dict[str, dict[str, Test]] = {
    "risks": {"line": cell.line, **_ANCHORED, "category": cell.words, "label": cell.words},
    "drivers": {"risk": cell.line, "line": cell.line, **_ANCHORED, "label": cell.words},
    "exposures": {
        "risk": cell.line,
        "line": cell.maybe(cell.line),
        **_ANCHORED,
        "concept": cell.maybe(cell.term),
        "effect": cell.words,
        "basis": cell.words,
    },
    "entities": {"line": cell.line, **_ANCHORED, "entity": cell.words, "label": cell.words, "kind": cell.words},
    "events": {
        "event": cell.words,
        "lines": cell.each(cell.line),
        **_ANCHORED,
        "category": cell.words,
        "start": cell.maybe(cell.day),
        "end": cell.maybe(cell.day),
    },
    "relationships": {
        "lines": cell.each(cell.line),
        **_ANCHORED,
        "subject": cell.words,
        "role": cell.words,
        "object": cell.words,
        "share": cell.maybe(cell.share),
        "since": cell.maybe(cell.day),
        "until": cell.maybe(cell.day),
    },
    "facts": {"line": cell.each(cell.line), **_FIGURE, "value": cell.any_of(cell.amount, cell.day)},
}
_NOISE: dict[str, Test] = {
    "line": cell.line,
    "offset": cell.offset,
    "printed_text": cell.words,
    "kind": cell.one_of("date", "identifier", "label", "head", "noise"),
    "reason": cell.words,
}
_CORRECTION: dict[str, Test] = {
    "place": cell.place,
    "scope": cell.one_of(*SCOPES),
    "printed_text": cell.words,
    "part": cell.one_of(*PARTS),
    "value": cell.words,
    "reason": cell.words,
}
_ENDINGS = {".noise.tsv": _NOISE, ".corrections.tsv": _CORRECTION}
_MAPPING: dict[str, Test] = {
    "subject_id": cell.name,
    "subject_label": cell.words,
    "predicate_id": cell.one_of(*_MATCHES),
    "object_id": cell.term,
    "mapping_justification": cell.words,
}
_OPTIONAL: dict[str, Test] = {
    "confidence": cell.maybe(cell.share),
    "sign": cell.one_of("", "1", "-1"),
    "dimensions": cell.dimensions,
    "measure": cell.maybe(cell.measure),
    "period": cell.one_of("", "instant", "opening"),
    "printed_concept": cell.maybe(cell.term),
    "printed_value": cell.maybe(cell.amount),
    "printed_period": cell.maybe(cell.period),
}
_REFERENCES = {  # what a column names: the table, and its column
    "risk": ("risks", "line"),
    "event": ("events", "event"),
    "participants": ("entities", "entity"),
    "subject": ("entities", "entity"),
    "object": ("entities", "entity"),
}
_PREFIX = re.compile(r"\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_PERIOD_TYPES, _BALANCES = ("instant", "duration"), ("debit", "credit")


def require_sound(folder: Path) -> None:
    """Refuse a profile that has faults.

    Raises:
        FaultsError: With all of them.
    """
    faults = examine_profile(folder)
    if faults:
        raise FaultsError(tuple(faults))


def examine_profile(folder: Path) -> list[InputError]:
    """Return every fault of the files of a profile, file by file in the order of their lines."""
    examination = _Examination(folder)
    examination.examine()
    return examination.faults


@dataclass(slots=True)
class _Examination:
    folder: Path
    faults: list[InputError] = field(default_factory=list)

    def examine(self) -> None:
        known = self._examine_turtle()
        tables = sorted((self.folder / "annotations").glob("*.tsv"))
        for path in sorted(self.folder.glob("*.sssom.tsv")):
            self._examine_table(path, known, _MAPPING)
        for path in tables:
            kind = next((tests for ending, tests in _ENDINGS.items() if path.name.endswith(ending)), _PROSE)
            self._examine_table(path, known, kind)
        for path in sorted((self.folder / "annotations").glob("*/*.tsv")):
            self._examine_table(path, known, _TABLES.get(path.stem, {}))
        for folder in sorted((self.folder / "annotations").glob("*/")):
            self._examine_references(folder)

    def _note(self, path: Path, line: int | None, what: str, mend: str) -> None:
        where = str(path) if line is None else f"{path}:{line}"
        self.faults.append(InputError(what, where=where, mend=mend))

    def _examine_turtle(self) -> Known:
        """Examine profile and extensions, and return what they describe."""
        profile = self.folder / "profile.ttl"
        main = self._read_turtle(profile)
        extensions = {path: self._read_turtle(path) for path in sorted(self.folder.glob("extension*.ttl"))}
        subjects = {iri: subject for found in (main, *extensions.values()) for iri, subject in found.items()}
        node = next((each for each in main.values() if _is(each, GG.Profile)), None)
        if node is not None:
            self._examine_profile_node(profile, node, subjects)
        prefix = (text(node, GG.namespacePrefix) if node else None) or self.folder.name
        namespace = (text(node, GG.namespaceIri) if node else None) or f"urn:no-namespace:{prefix}"
        terms = frozenset(iri for iri, each in subjects.items() if _is(each, GG.Concept, GG.Member, GG.Dimension))
        is_open = node is not None and text(node, GG.proposesConcepts) == "true"
        known = cell.Known({**PREFIXES, prefix: namespace}, terms, namespace, is_open)
        for path, found in extensions.items():
            for iri, subject in found.items():
                self._examine_term(path, iri, subject, known)
        return known

    def _read_turtle(self, path: Path) -> dict[str, Subject]:
        try:
            return read_subjects(path)
        except GaapGraphError as exc:
            line = getattr(exc.__cause__, "lineno", None)
            self._note(path, line, exc.what, exc.mend or "mend the file")
            return {}

    def _examine_profile_node(self, path: Path, node: Subject, subjects: Mapping[str, Subject]) -> None:
        entity = text(node, GG.entity)
        described = subjects.get(entity or "", {})
        if entity is not None and not _is(described, GG.Entity):
            self._note(path, _find(path, GG.entity), f"does not describe {entity}", "say what gg:Entity it is")
        elif entity is not None and not text(described, SKOS.prefLabel):
            self._note(path, _find(path, entity), f"{entity} has no name", "give it a skos:prefLabel")
        namespace = text(node, GG.namespaceIri)
        if namespace is not None and not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", namespace):
            self._note(path, _find(path, GG.namespaceIri), f"{namespace!r} is no IRI", "correct it")
        currency = text(node, GG.functionalCurrency)
        if currency is not None and not re.search(r"[#/:][A-Z]{3}$|^[A-Z]{3}$", currency):
            self._note(path, _find(path, GG.functionalCurrency), f"{currency} is no currency", "name it as iso4217:JPY")

    def _examine_term(self, path: Path, iri: str, subject: Subject, known: Known) -> None:
        if not _is(subject, GG.Concept):
            return
        line = _find(path, iri)
        for predicate, allowed in ((GG.periodType, _PERIOD_TYPES), (GG.balance, _BALANCES)):
            for value in values(subject, predicate):
                if value not in allowed:
                    mend = f"one of {', '.join(allowed)}"
                    self._note(path, line, f"{iri} has {value!r} as {predicate.removeprefix(GG.iri)}", mend)
        for predicate in (GG.anchor, GG.measureOf):
            for other in values(subject, predicate):
                wrong = cell.term(other, known)
                if wrong:
                    self._note(path, line, f"{iri}: {wrong}", "correct the name")

    def _examine_table(self, path: Path, known: Known, columns: Mapping[str, Test]) -> None:
        try:
            rows = list(_list_rows(read_entry_text(path)))
        except InputError as exc:
            self.faults.append(exc)
            return
        if not rows:
            self._note(path, None, "has no head", "give it a row with the names of its columns")
            return
        (number, head), *body = rows
        missing = [name for name in columns if name not in head]
        if missing:
            self._note(path, number, f"column {missing[0]!r} is missing", "add it to the head")
        own = replace(known, prefixes=known.prefixes | _declared(path))
        for number, cells in body:
            if len(cells) != len(head):
                self._note(path, number, f"the row has {len(cells)} cells, the head {len(head)}", "mend that row")
                continue
            for name, value in zip(head, cells, strict=True):
                test = columns.get(name) or (_OPTIONAL.get(name) if columns else None)
                wrong = test(value, own) if test is not None else None
                if wrong:
                    self._note(path, number, f"{name}: {wrong}", "mend that cell")

    def _examine_references(self, folder: Path) -> None:
        """Note the rows of a document's tables that name a row which another of its tables has not."""
        tables = {path.stem: list(_list_cells(path)) for path in sorted(folder.glob("*.tsv")) if path.stem in _TABLES}
        names = {
            (table, column): {row.get(column) for _, row in tables.get(table, ())}
            for table, column in dict.fromkeys(_REFERENCES.values())
        }
        for table, rows in tables.items():
            for number, row in rows:
                for column in _REFERENCES.keys() & row.keys():
                    target = _REFERENCES[column]
                    if target[0] == table:
                        continue
                    for name in filter(None, row[column].split("|")):
                        if name not in names[target]:
                            what = f"names {name!r}, which {target[0]} has not"
                            self._note(folder / f"{table}.tsv", number, what, f"add it to {target[0]}.tsv")


def _list_cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the whole rows of a table by column; none of a table that cannot be read, which is a fault already."""
    try:
        rows = list(_list_rows(read_entry_text(path)))
    except InputError:
        return
    for number, cells in rows[1:]:
        if len(cells) == len(rows[0][1]):
            yield number, dict(zip(rows[0][1], cells, strict=True))


def _list_rows(content: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the head and the rows with their numbers; lines before the head that begin with # are comments."""
    width = 0
    for number, line in enumerate(content.splitlines(), 1):
        cells = split_cells(line)
        if (cells[0].startswith("#") and not width) or not any(cells):
            continue
        width = width or len(cells)
        yield number, cells if any(cells[width:]) else cells[:width]  # spreadsheets fill lines up with tabs


def _declared(path: Path) -> dict[str, str]:
    """Return the prefixes of the table's own `curie_map`."""
    from gaapgraph.tag.label.mapping import read_prefixes

    return read_prefixes(read_entry_table(path).remarks)


def _is(subject: Subject, *kinds: str) -> bool:
    return any(getattr(node, "value", None) in kinds for node in subject.get(RDF.type, ()))


def _find(path: Path, iri: str) -> int | None:
    """Return the first line of a Turtle file, below its prefixes, that names an IRI, in full or by a prefix."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    names = [f"<{iri}>"]
    for line in lines:
        declared = _PREFIX.match(line)
        if declared and iri.startswith(declared[2]):
            names.append(f"{declared[1]}:{iri.removeprefix(declared[2])}")
    word = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in names))
    return next((n for n, line in enumerate(lines, 1) if word.search(line) and not _PREFIX.match(line)), None)
