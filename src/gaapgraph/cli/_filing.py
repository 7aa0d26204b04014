"""Where the files of `gaapgraph export` in a form of XBRL go, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode

from gaapgraph.errors import InputError
from gaapgraph.export.filing.inline_page import draw_parts
from gaapgraph.export.filing.output_file import ENDINGS, list_files, pack
from gaapgraph.export.filing.xml_text import holds_odd_texts, mend_texts
from gaapgraph.graph import Dataset, list_networks, name_term, read_report
from gaapgraph.input_file import real_path
from gaapgraph.page import find_source, list_documents
from gaapgraph.vocabulary import GG
from gaapgraph.write import only, replace_each, replace_whole
from gaapgraph.write.kind import is_filing, is_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from gaapgraph.export.filing.filed_report import FiledReport
    from gaapgraph.export.filing.inline_page import PageLine, PageTable
    from gaapgraph.export.filing.output_file import FilingFiles

__all__ = ["write_filings", "write_table"]

_PACKAGES = (".zip", ".xbr", ".xbri")
_refuse_table = only(is_table, "no table that gaapgraph wrote")
_refuse_other = only(is_filing, "no file of XBRL that gaapgraph wrote")


def write_filings(store: Store, output: Path, form: str, document: str, texts: Sequence[Path] = ()) -> Iterator[str]:
    """Write the reports of a store, and yield what is to be said of each.

    Args:
        store: The data.
        output: A file, a package, or a folder.
        form: One of `ENDINGS`.
        document: How the names of the documents begin that are wanted.
        texts: Files that may be the text of a document, for inline XBRL.
    """
    reports = _choose(store, document)
    if any(isinstance(name_term(iri), BlankNode) for iri in reports):
        raise InputError("a report is a blank node, and its taxonomy needs a name", mend="give the report an IRI")
    ending, is_odd = output.suffix.lower(), holds_odd_texts(store)
    is_folder = not ending or output.is_dir()
    if not is_folder:
        _refuse_file(output, form, len(reports))
    for iri in reports:
        name = output.stem + ENDINGS[form][-1] if ending in _PACKAGES else "" if is_folder else output.name
        lines = _draw(Dataset(store), iri, texts) if form == "ixbrl" else []
        report = read_report(store, iri)
        if is_odd:
            report = mend_texts(report)
        files = list_files(report, form, name, mend_texts(lines))
        if ending in _PACKAGES:
            with replace_whole(real_path(output), _refuse_other) as part, part.open("wb") as stream:
                pack(files, stream, output.name)
        else:
            home = output if is_folder else output.parent
            if is_folder:
                home.mkdir(parents=True, exist_ok=True)
            every = (*files.taxonomy, *files.report)
            replace_each(((real_path(home / file.name), file.write) for file in every), _refuse_other)
        yield from _describe(files, output)


def _refuse_file(output: Path, form: str, count: int) -> None:
    """Refuse a file whose ending is of another form, or that so many reports do not fit into."""
    known = (*ENDINGS[form], *_PACKAGES)
    if output.suffix.lower() not in known:
        mend = "or name a folder, without an ending"
        raise InputError(f"does not end in {', '.join(known)}", where=str(output), mend=mend)
    if count > 1:
        mend = "name a folder, or choose one with --document"
        raise InputError(f"{count} reports do not fit into one file", where=str(output), mend=mend)


def write_table(store: Store, output: Path, document: str) -> str:
    """Write the facts of all reports as one table, and return what is to be said of it."""
    from gaapgraph.export.filing.filed_report import list_filed
    from gaapgraph.export.filing.tidy_table import write_parquet

    reports = _choose(store, document)
    counts: list[int] = []

    def list_all() -> Iterator[FiledReport]:
        for iri in reports:
            filed = list_filed(read_report(store, iri))
            counts.append(len(filed.facts))
            yield filed

    with replace_whole(real_path(output), _refuse_table) as part, part.open("wb") as stream:
        write_parquet(list_all(), stream)
    return f"{output}: {sum(counts):,} facts of {len(reports):,} reports"


def _choose(store: Store, document: str) -> list[str]:
    dataset = Dataset(store)
    reports = [iri for iri in dataset.instances(GG.Report) if dataset.file_name(iri).startswith(document)]
    found = [iri for iri in reports if dataset.subjects(GG.report, iri)]
    if not found:
        raise InputError("there is no report with facts in the data", where=document or None, mend="build one first")
    return found


def _draw(dataset: Dataset, report: str, texts: Sequence[Path]) -> list[PageLine | PageTable]:
    document = next((one for one in list_documents(dataset) if one.report == report), None)
    if document is None:  # as in graphs that others wrote
        return []
    figures = dataset.figures(document=document.iri)
    return draw_parts(figures, list_networks(dataset, report), find_source(document, figures, texts))


def _describe(files: FilingFiles, output: Path) -> Iterator[str]:
    beside = f", with {len(files.taxonomy)} files of its taxonomy" if files.taxonomy else ""
    yield f"{output}: {files.report[0].name}, {files.facts:,} facts{beside}"
    for remark, count in sorted(files.remarks.items()):
        yield f"{output}: {count:,} {remark}"
    for href in files.missing:
        yield f"{output}: refers to {href} as its source does: keep that file beside it"
