"""XBRL filings: folders, zips and report packages that hold a report and what it names of its taxonomy."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gaapgraph.build.inline_intake import PAGE_ENDINGS, is_inline, read_inline
from gaapgraph.errors import GaapGraphError, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaapgraph.build.origin import Source
    from gaapgraph.build.protocol import Context
    from gaapgraph.model import Report

__all__ = ["READER", "is_filing"]

_META = "META-INF"
_PACKAGE = f"{_META}/reportPackage.json"
_DEEPEST = 8  # of the folders of a package; EDINET's are two deep
_REPORTS = "reports"
_INSTANCES = (".xml", ".xbrl")
_JSON = ".json"
_HEAD = 4096
_INSTANCE = b"http://www.xbrl.org/2003/instance"


class _FilingReader:
    name = "an XBRL filing"

    def recognises(self, source: Source) -> bool:
        """Say whether it is a report package, or holds a report beside the schema that it extends."""
        if source.is_folder:
            return is_filing(source.path)
        return source.is_zip and _is_filing_zip(source.members)

    def read(self, source: Source, context: Context) -> Iterator[Report]:
        """Yield the reports in it.

        Raises:
            ReadError: No report is in it, or one cannot be read.
        """
        with _open(source) as folder:
            is_empty = True
            for group in _find_reports(folder):
                is_empty = False
                try:
                    yield from _read_group(group, context, folder)
                except GaapGraphError as exc:
                    raise _relocate(exc, folder, source.path) from exc
            if is_empty:
                raise ReadError(
                    "has no report in it", where=str(source.path), mend="give the instance or the page itself"
                )


def is_filing(folder: Path) -> bool:
    """Say whether a folder is one filing: a report package, or an instance or page beside a schema.

    Packages from before Report Packages 1.0, as ESEF's, have no `reportPackage.json`: a taxonomy package with reports.
    """
    reports = folder / _REPORTS
    if (folder / _PACKAGE).is_file() or ((folder / _META).is_dir() and reports.is_dir()):
        return True
    names = [entry.name.lower() for entry in folder.iterdir() if entry.is_file()]
    return any(name.endswith(".xsd") for name in names) and any(_list_groups(folder))


def _is_filing_zip(names: Iterable[str]) -> bool:
    found = [name.lower() for name in names]
    if any(name == _PACKAGE.lower() or name.endswith(f"/{_PACKAGE.lower()}") for name in found):
        return True
    if any(f"/{_REPORTS}/" in f"/{name}" and name.endswith((*PAGE_ENDINGS, *_INSTANCES, _JSON)) for name in found):
        return True
    return (
        any(name.endswith(".xsd") for name in found)
        and any(name.endswith(PAGE_ENDINGS) or name.endswith(_INSTANCES) for name in found)
        and not any("meta-inf/taxonomypackage.xml" in name for name in found)
    )


@contextmanager
def _open(source: Source) -> Iterator[Path]:
    """Give the folder of a filing; a zip is unpacked for as long as it is read."""
    if source.is_folder:
        yield source.path
        return
    from tempfile import TemporaryDirectory

    from gaapgraph.build.unpacking import unpack

    with TemporaryDirectory(prefix="gaapgraph-") as name:
        folder = Path(name)
        unpack(source.path, folder)
        yield folder


def _find_reports(folder: Path) -> Iterator[list[Path]]:
    """Yield the files of each report: of a package those in `reports/`, else those of all folders at the first depth.

    EDINET's packages have a folder for the report and one for the audit, each a report with its own schema.

    Source: Report Packages 1.0 §5: each file in `reports/`, and each folder in it as one set.
    """
    roots = [folder, *_list_folders(folder)]
    for root in roots:
        reports = root / _REPORTS
        if reports.is_dir():
            for entry in sorted(entry for entry in reports.iterdir() if entry.is_dir()):
                yield from _list_groups(entry)
            for path in sorted(entry for entry in reports.iterdir() if entry.is_file()):
                if _is_report(path):
                    yield [path]
            return
    level = [folder]
    for _ in range(_DEEPEST):
        groups = [group for one in level for group in _list_groups(one)]
        if groups:
            yield from groups
            return
        level = [inner for one in level for inner in _list_folders(one)]


def _list_folders(folder: Path) -> list[Path]:
    return sorted(
        entry for entry in folder.iterdir() if entry.is_dir() and not entry.is_symlink() and entry.name != _META
    )


def _list_groups(folder: Path) -> Iterator[list[Path]]:
    """Yield the reports of one folder: all its pages of inline XBRL as one, or else each instance."""
    files = sorted(entry for entry in folder.iterdir() if entry.is_file())
    pages = [path for path in files if path.name.lower().endswith(PAGE_ENDINGS) and is_inline(path)]
    if pages:
        yield sorted(pages, key=lambda path: (-path.stat().st_size, path.name))
        return
    for path in files:
        if _is_report(path):
            yield [path]


def _is_report(path: Path) -> bool:
    name = path.name.lower()
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if name.endswith(_JSON):
        return b"xbrl-json" in head or b"xbrl-csv" in head
    if name.endswith(_INSTANCES) and _INSTANCE in head:
        from gaapgraph.build.origin import Source

        return Source(path).root == "xbrl"
    return name.endswith(PAGE_ENDINGS) and is_inline(path)


def _read_group(group: list[Path], context: Context, folder: Path) -> Iterator[Report]:
    from gaapgraph.build.origin import Source
    from gaapgraph.build.registry import find_reader

    if is_inline(group[0]):
        yield from read_inline(group, context, folder)
        return
    source = Source(group[0])
    yield from find_reader(source).read(source, replace(context, folder=folder))


def _relocate(exc: GaapGraphError, folder: Path, given: Path) -> GaapGraphError:
    """Return an error that names the source as it was given, not where it was unpacked to."""
    where = exc.where or ""
    inside = where.removeprefix(f"{folder}/") if where.startswith(str(folder)) else where
    return type(exc)(exc.what, where=f"{given}: {inside}" if inside else str(given), mend=exc.mend)


READER = _FilingReader()
