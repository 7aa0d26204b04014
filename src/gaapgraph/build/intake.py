"""Sources one after the other: what each is taken for, its reports, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gaapgraph.build.filing import is_filing
from gaapgraph.build.origin import Source
from gaapgraph.build.protocol import Context
from gaapgraph.build.registry import find_reader
from gaapgraph.errors import GaapGraphError, InputError, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gaapgraph.build.protocol import Reader
    from gaapgraph.model import Report
    from gaapgraph.reader.release import Token

__all__ = ["Taken", "account_for", "can_account", "list_documents", "read_source", "read_sources"]

_DOCUMENTS = (".txt", ".text", ".md", ".markdown", ".htm", ".html", ".xhtml", ".zip", ".xbri", ".xbr", ".xbrl")
_NOTHING = Context()


@dataclass(slots=True)
class Taken:
    """What a source was taken for and what came of it.

    Attributes:
        kind: The name of the format, with its article; empty where no reader recognised it.
        repeated: Reports that an earlier source of the call gave already.
        refusal: Why a document of a folder was left out, as one line; None where it was read.
    """

    path: Path
    kind: str = ""
    reports: int = 0
    facts: int = 0
    repeated: int = 0
    refusal: str | None = None

    def __str__(self) -> str:
        """Return the line of a summary."""
        if self.refusal is not None:
            return f"{self.refusal} (left out)"
        if self.repeated and not self.reports:
            return f"{self.path}: {self.kind}, given before"
        number = "" if self.reports == 1 else f"{self.reports:,} reports, "
        return f"{self.path}: {self.kind}, {number}{self.facts:,} {'fact' if self.facts == 1 else 'facts'}"


def read_source(path: Path, context: Context = _NOTHING) -> Iterator[Report]:
    """Yield every report of one source: the one of a document, or those of a data set.

    Raises:
        SourceError: The source cannot be had.
        ReadError: It is nothing that can be read, or its bytes cannot be understood.
        InputError: The profile is one of another entity.
    """
    source = Source(path)
    yield from _recognise(source, context).read(source, context)


def read_sources(
    paths: Iterable[Path], context: Context = _NOTHING, log: list[Taken] | None = None
) -> Iterator[Report]:
    """Yield the reports of several sources; a document given twice is one report.

    A folder that is no source itself stands for the documents in and below it: those of them that cannot be read are
    noted and left out. A source that the call names itself must be readable.

    Args:
        paths: Files, folders of filings, folders of documents.
        context: What the call says beside them.
        log: Gets one entry for each source, in order, complete once its reports were taken.

    Raises:
        SourceError: A source cannot be had, or a folder has no document that can be read.
        ReadError: A source that the call names cannot be read.
    """
    seen: set[str] = set()
    notes = [] if log is None else log
    for path in paths:
        source = Source(path)
        documents = list_documents(source)
        if documents is None:
            yield from _take(source, context, seen, notes)
            continue
        before = len(notes)
        for document in documents:
            try:
                yield from _take(Source(document), context, seen, notes, is_kept=True)
            except GaapGraphError as exc:
                notes[-1].refusal = str(exc)
        if all(note.refusal is not None for note in notes[before:]):
            raise SourceError(
                f"is a folder in which no document can be read ({len(documents)} tried)",
                where=str(path),
                mend="name a document, which says why",
            )


def list_documents(source: Source) -> list[Path] | None:
    """Return the documents in and below a folder in the order of their names; None where it is a source itself.

    A folder below it that is one filing stands as one.
    """
    if not source.is_folder or {"sub.txt", "num.txt"} <= set(source.members) or is_filing(source.path):
        return None
    return sorted(_walk(source.path)) or None


def _walk(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if is_filing(entry):
                yield entry
            elif not entry.is_symlink():
                yield from _walk(entry)
        elif entry.name.lower().endswith(_DOCUMENTS) and entry.is_file():
            yield entry


def _take(
    source: Source, context: Context, seen: set[str], log: list[Taken], *, is_kept: bool = False
) -> Iterator[Report]:
    taken = Taken(source.path)
    log.append(taken)
    reader = _recognise(source, context)
    taken.kind = reader.name
    for report in _read_or_resume(reader, source, context) if is_kept else reader.read(source, context):
        if report.iri in seen:
            taken.repeated += 1
            continue
        seen.add(report.iri)
        taken.reports += 1
        taken.facts += len(report.facts)
        yield report if context.validator is None else _add_messages(report, source, context)


def _add_messages(report: Report, source: Source, context: Context) -> Report:
    """Return an XBRL report with what the validator of the call says of it; any other as it is."""
    if not report.references:
        return report
    from gaapgraph.build.arelle_message import list_messages

    path = source.path / report.document.file_name if source.is_folder else source.path
    return replace(report, findings=(*report.findings, *list_messages(path, context.taxonomy)))


def _recognise(source: Source, context: Context) -> Reader:
    """Return the reader of a source.

    Raises:
        InputError: The call corrects what is no document that a person reads.
    """
    reader = find_reader(source)
    if context.corrections and not getattr(reader, "takes_corrections", False):
        mend = "corrections are of releases and statement pages; leave --corrections out"
        raise InputError(f"is {reader.name}", where=str(source.path), mend=mend)
    return reader


def _read_or_resume(reader: Reader, source: Source, context: Context) -> Iterator[Report]:
    """Yield the reports of a document of a folder as an earlier run kept them, else as it is read, and keep them."""
    if context.keep is None or source.is_zip or source.is_folder:  # data sets are streams of thousands of reports
        yield from reader.read(source, context)
        return
    reports = context.keep.find(source.path, source.data)
    if reports is None:
        reports = list(reader.read(source, context))
        context.keep.put(source.path, source.data, reports)
    yield from reports


def can_account(path: Path) -> bool:
    """Say whether a document is one that a person reads line by line, for which `account_for` has an answer.

    Raises:
        SourceError: The document cannot be had.
        ReadError: It is nothing that can be read.
    """
    return hasattr(find_reader(Source(path)), "account_for")


def account_for(path: Path, context: Context = _NOTHING) -> tuple[Token, ...]:
    """Return every number of a document with what became of it.

    Raises:
        SourceError: The document cannot be had.
        ReadError: Its bytes cannot be understood.
        InputError: The source is no document that a person reads.
    """
    source = Source(path)
    reader = _recognise(source, context)
    account = getattr(reader, "account_for", None)
    if account is None:
        next(reader.read(source, context), None)  # what cannot be read says so itself
        raise InputError(f"is {reader.name}", where=str(path), mend="coverage is of documents; give a release")
    tokens: tuple[Token, ...] = account(source, context)
    return tokens
