"""Suites of XBRL International: their variations, and what this program makes of each."""

from __future__ import annotations

import tarfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from gaapgraph.build.protocol import Context
from gaapgraph.build.taxonomy_source import find_taxonomy
from gaapgraph.errors import GaapGraphError
from gaapgraph.model import Reference, Report

SHARED = Path(__file__).parents[4] / "shared/data/conformance"


@dataclass(frozen=True)
class Variation:
    """One variation; `start` is what is read first, `expected` is `valid`, `invalid` or the code of an error."""

    case: str
    name: str
    start: Path
    kind: str
    expected: str

    @property
    def id(self) -> str:
        return f"{self.case}:{self.name}"


def unpack(archive: str, folder: Path) -> Path:
    """Unpack a suite and return its root."""
    with tarfile.open(SHARED / archive) as packed:
        packed.extractall(folder, filter="data")
    return next(path for path in sorted(folder.iterdir()) if path.is_dir())


def list_variations(index: Path) -> list[Variation]:
    """Return the variations of all indexed test cases."""
    found = []
    for case in etree.parse(index).iter("{*}testcase"):
        path = index.parent / case.get("uri")
        if path.is_file():
            found += _read_case(path, index.parent)
    return found


def _read_case(path: Path, root: Path) -> list[Variation]:
    found = []
    for variation in etree.parse(path).iter("{*}variation"):
        first = [one for one in variation.iterfind("{*}data/*") if one.get("readMeFirst") in ("true", "1")]
        result = variation.find("{*}result")
        error = None if result is None else result.find("{*}error")
        expected = "valid" if result is None else (result.get("expected") or "valid")
        if error is not None:
            expected = (error.text or "error").strip()
        for one in first[:1]:
            kind = etree.QName(one).localname
            case = path.relative_to(root).as_posix()
            start = path.parent / (one.text or "").strip()
            found.append(Variation(case, variation.get("id", ""), start, kind, expected))
    return found


@dataclass(frozen=True)
class Outcome:
    """What came of a variation: a refusal in one line, or a report with its findings."""

    refusal: str | None
    report: Report | None
    codes: tuple[tuple[str, str, str], ...]

    def has(self, *codes: str, severities: tuple[str, ...] = ("violation",)) -> bool:
        return any(severity in severities and (not codes or code in codes) for code, severity, _ in self.codes)


def judge(variation: Variation, root: Path) -> Outcome:
    """Read what a variation starts from, and gather all findings."""
    context = Context(folder=root)
    try:
        if variation.kind == "instance":
            from gaapgraph.build import read_source

            (report,) = read_source(variation.start, context)
            codes = tuple((one.code, one.severity, one.message) for one in report.findings)
            return Outcome(None, report, codes)
        references = [Reference("schemaRef", variation.start.name)]
        taxonomy = find_taxonomy(references, variation.start, root, context)
        faults = tuple(("GG-READ-XBRL-TAXONOMY", "violation", one.reason) for one in taxonomy.faults)
        return Outcome(None, None, faults)
    except GaapGraphError as exc:
        return Outcome(str(exc), None, ())


def count_items(path: Path) -> int:
    """Count the items of an instance with lxml: elements with a contextRef."""
    tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
    return sum(1 for element in tree.iter("{*}*") if element.get("contextRef") is not None)
