"""`gaapgraph export`: data in the forms that other programs take."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaapgraph.cli._argument import Data
from gaapgraph.cli._data import load_data
from gaapgraph.cli._screen import tell_unusable
from gaapgraph.errors import InputError
from gaapgraph.input_file import real_path
from gaapgraph.write import only, replace_whole
from gaapgraph.write.kind import is_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["export"]


def export(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="The file to write.")],
    target: Annotated[
        str,
        typer.Option("--to", metavar="FORM", help="xlsx, xbrl, xbrl-json, xbrl-csv, nquads-dir: see the text above."),
    ],
    data: Data = None,
    document: Annotated[str, typer.Option(metavar="NAME", help="Only the documents whose file name begins so.")] = "",
) -> None:
    """Write data in the form of other programs: a workbook, or XBRL with its taxonomy.

    xlsx is a workbook of statements, rule results and facts. xbrl is an instance of XBRL 2.1, xbrl-json and xbrl-csv
    are those of its Open Information Model, ixbrl is the document itself with its figures tagged. tavi is a compiled
    model of the draft of September 2026, parquet a tidy table of all facts. A report whose source names no taxonomy
    gets one of its own, beside OUT. OUT is a file, a folder (of several reports), or a report package (.zip, .xbr,
    .xbri).
    """
    if target not in _TARGETS:
        raise InputError(f"{target!r} is no form of export", where="--to", mend=f"there is {', '.join(_TARGETS)}")
    sources = data or []
    if real_path(output) in {real_path(path) for path in sources}:
        raise InputError("is an input of this call", where=str(output), mend="write to another file")
    _TARGETS[target](sources, output, document)


def _export_workbook(sources: list[Path], output: Path, document: str) -> None:
    from gaapgraph.export import build_book, require_writer, write_workbook
    from gaapgraph.page import list_texts
    from gaapgraph.resource import instances
    from gaapgraph.validation.document_row import require_facts

    require_writer()
    if output.suffix.lower() != ".xlsx":
        raise InputError("does not end in .xlsx", where=str(output), mend="Excel opens a workbook by its ending")
    _refuse_other(output)
    store = load_data(sources)
    require_facts(store, ", ".join(map(str, sources)) or str(instances()))
    book = build_book(store, list_texts(sources or [instances()]), document)
    with replace_whole(real_path(output), _refuse_other) as part:
        write_workbook(book, part)
    counts = f"{len(book.sheets)} sheets, {book.figures:,} figures, {book.formulas:,} of them formulas"
    print(f"{output}: {counts}", file=sys.stderr)
    tell_unusable(book.unusable)


def _export_filing(form: str) -> Callable[[list[Path], Path, str], None]:
    """Return what writes reports in a form of XBRL."""

    def write(sources: list[Path], output: Path, document: str) -> None:
        from gaapgraph.cli._filing import write_filings
        from gaapgraph.page import list_texts
        from gaapgraph.resource import instances

        texts = list_texts(sources or [instances()])
        for line in write_filings(load_data(sources), output, form, document, texts):
            print(line, file=sys.stderr)

    return write


def _export_parts(sources: list[Path], output: Path, document: str) -> None:
    from gaapgraph.export.bulk_folder import write_bulk_folder

    if document:
        raise InputError(
            "is for workbooks and filings", where="--document", mend="name the data of that document alone"
        )
    names = write_bulk_folder(load_data(sources), output)
    print(f"{output}: {len(names)} parts, their list in parts.json, and void.ttl", file=sys.stderr)


def _export_parquet(sources: list[Path], output: Path, document: str) -> None:
    from gaapgraph.cli._filing import write_table
    from gaapgraph.export.filing.tidy_table import require_parquet

    require_parquet()
    if output.suffix.lower() not in (".parquet", ".pq"):
        raise InputError("does not end in .parquet", where=str(output), mend="programs know a table by its ending")
    print(write_table(load_data(sources), output, document), file=sys.stderr)


_refuse_other = only(is_workbook, "no workbook of gaapgraph")


_TARGETS: dict[str, Callable[[list[Path], Path, str], None]] = {
    "xlsx": _export_workbook,
    "nquads-dir": _export_parts,
    "parquet": _export_parquet,
    **{form: _export_filing(form) for form in ("xbrl", "xbrl-json", "xbrl-csv", "ixbrl", "tavi")},
}
