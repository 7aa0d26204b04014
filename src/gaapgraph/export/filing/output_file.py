"""The files of a report in a form of XBRL: what stands where, and what writes each."""

from __future__ import annotations

import json
import zipfile
from io import TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple

from gaapgraph.export.filing.csv_report import write_csv_facts, write_csv_metadata, write_csv_notes
from gaapgraph.export.filing.filed_report import list_filed
from gaapgraph.export.filing.inline_page import write_inline
from gaapgraph.export.filing.instance_document import ContextWriter, write_instance
from gaapgraph.export.filing.json_report import write_json
from gaapgraph.export.filing.tavi_model import write_tavi
from gaapgraph.export.filing.taxonomy_reference import Taxonomy, settle_taxonomy
from gaapgraph.iri import slug
from gaapgraph.write.kind import FILING_MARK

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

    from gaapgraph.export.filing.filed_report import FiledReport
    from gaapgraph.export.filing.inline_page import PageLine, PageTable
    from gaapgraph.model import Report

__all__ = ["ENDINGS", "FilingFile", "FilingFiles", "list_files", "pack"]

ENDINGS = {
    "xbrl": (".xml", ".xbrl"),
    "xbrl-json": (".json",),
    "xbrl-csv": (".json",),
    "tavi": (".json",),
    "ixbrl": (".xhtml", ".html", ".htm"),
}
_PACKAGE = "https://xbrl.org/report-package/2023"
_FIRST = (1980, 1, 1, 0, 0, 0)  # the clock has no part in the bytes of a package


class FilingFile(NamedTuple):
    """A file with what writes it."""

    name: str
    write: Callable[[BinaryIO], None]


class FilingFiles(NamedTuple):
    """The files of one report.

    Attributes:
        report: Those of the report itself, its main one first.
        taxonomy: Those of an extension taxonomy that was made for it.
        facts: How many facts it states.
        remarks: What was written otherwise than the graph has it, and how often.
        missing: Relative references to a taxonomy that is not written.
    """

    report: list[FilingFile]
    taxonomy: list[FilingFile]
    facts: int
    remarks: Counter[str]
    missing: list[str]


def list_files(report: Report, form: str, name: str = "", lines: Sequence[PageLine | PageTable] = ()) -> FilingFiles:
    """Return the files of a report.

    Args:
        report: As read from a graph.
        form: One of `ENDINGS`.
        name: Of the main file; empty names it after the document.
        lines: Of the page, for inline XBRL.
    """
    filed = list_filed(report)
    prefix = filed.names.prefix(filed.names.extension)
    day = report.issued.strftime("%Y%m%d") if report.issued else report.document.sha256[:8]
    is_whole = form == "tavi"  # a compiled model needs no taxonomy beside it
    taxonomy = Taxonomy((), {}, {}, "segment") if is_whole else settle_taxonomy(filed, f"{prefix}-{day}")
    stem = slug(report.document.file_name.rpartition(".")[0] or report.document.file_name or prefix)
    main = name or f"{stem}{ENDINGS[form][0]}"
    files = _list_inline(filed, taxonomy, main, lines) if form == "ixbrl" else _WRITERS[form](filed, taxonomy, main)
    own = [FilingFile(one, _put(content)) for one, content in taxonomy.files.items()]
    relative = [] if own else [one for one in taxonomy.entry_points if "://" not in one]
    return FilingFiles(files, own, len(filed.facts), filed.remarks, relative)


def _put(content: bytes) -> Callable[[BinaryIO], None]:
    def write(stream: BinaryIO) -> None:
        stream.write(content)

    return write


def _list_instance(filed: FiledReport, taxonomy: Taxonomy, main: str) -> list[FilingFile]:
    def write(stream: BinaryIO) -> None:
        contexts = ContextWriter(filed.names, taxonomy.domains, taxonomy.container)
        write_instance(filed, taxonomy.references, contexts, stream)

    return [FilingFile(main, write)]


def _list_inline(
    filed: FiledReport, taxonomy: Taxonomy, main: str, lines: Sequence[PageLine | PageTable]
) -> list[FilingFile]:
    def write(stream: BinaryIO) -> None:
        contexts = ContextWriter(filed.names, taxonomy.domains, taxonomy.container)
        write_inline(filed, lines, taxonomy.references, contexts, stream)

    return [FilingFile(main, write)]


def _list_json(filed: FiledReport, taxonomy: Taxonomy, main: str) -> list[FilingFile]:
    def write(stream: BinaryIO) -> None:
        text = TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
        write_json(filed, taxonomy.entry_points, text)
        text.detach()

    return [FilingFile(main, write)]


def _list_tavi(filed: FiledReport, taxonomy: Taxonomy, main: str) -> list[FilingFile]:
    return [FilingFile(main, lambda stream: write_tavi(filed, stream))]


def _list_csv(filed: FiledReport, taxonomy: Taxonomy, main: str) -> list[FilingFile]:
    table = f"{main.rpartition('.')[0]}-facts.csv"
    files = [
        FilingFile(main, lambda stream: write_csv_metadata(filed, taxonomy.entry_points, table, stream)),
        FilingFile(table, lambda stream: write_csv_facts(filed, stream)),
    ]
    if filed.notes:
        notes = f"{table.removesuffix('.csv')}-notes.csv"
        files.append(FilingFile(notes, lambda stream: write_csv_notes(filed, stream)))
    return files


_WRITERS = {"xbrl": _list_instance, "xbrl-json": _list_json, "xbrl-csv": _list_csv, "tavi": _list_tavi}


def pack(files: FilingFiles, stream: BinaryIO, name: str) -> None:
    """Write a report package with a report and its taxonomy (Report Packages 1.0).

    Args:
        files: Of one report.
        stream: Of bytes.
        name: Of the package; ends in `.zip`, `.xbr`, or `.xbri` for inline XBRL.
    """
    stem, _, ending = name.rpartition(".")
    top, kind = slug(stem), {"xbri": f"{_PACKAGE}/xbri", "xbr": f"{_PACKAGE}/xbr"}.get(ending.lower(), _PACKAGE)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = FILING_MARK.encode()
        described = json.dumps({"documentInfo": {"documentType": kind}}).encode()
        _add(package, f"{top}/META-INF/reportPackage.json", _put(described))
        for file in [*files.report, *files.taxonomy]:
            _add(package, f"{top}/reports/{file.name}", file.write)


def _add(package: zipfile.ZipFile, name: str, write: Callable[[BinaryIO], None]) -> None:
    info = zipfile.ZipInfo(name, _FIRST)
    info.compress_type = zipfile.ZIP_DEFLATED
    with package.open(info, "w", force_zip64=True) as stream:
        write(stream)  # type: ignore[arg-type]  # IO[bytes]
