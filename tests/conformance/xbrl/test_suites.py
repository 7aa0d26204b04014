"""The suites of XBRL 2.1 and Dimensions 1.0; what is in scope stands in README.md, fixed before the first run."""

from __future__ import annotations

import csv
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from gaapgraph.build import read_source
from gaapgraph.build.protocol import Context
from gaapgraph.build.taxonomy_source import find_taxonomy
from gaapgraph.errors import GaapGraphError, ReadError
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
            (report,) = read_source(variation.start, context)
            codes = tuple((one.code, one.severity, one.message) for one in report.findings)
            return Outcome(None, report, codes)
        kind = "schemaRef" if variation.kind == "xsd" else "linkbaseRef"
        references = [Reference(kind, variation.start.name)]
        taxonomy = find_taxonomy(references, variation.start, root, context)
        faults = [("GG-READ-XBRL-TAXONOMY", "violation", one.reason) for one in taxonomy.faults]
        absent = (one for one in taxonomy.missing if "//" not in one)  # files of the filing itself
        return Outcome(None, None, (*faults, *(("GG-READ-XBRL-MISSING", "info", one) for one in absent)))
    except GaapGraphError as exc:
        return Outcome(str(exc), None, ())


def count_items(path: Path) -> int:
    """Count the items of an instance with lxml: elements with a contextRef."""
    tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
    return sum(1 for element in tree.iter("{*}*") if element.get("contextRef") is not None)


HERE = Path(__file__).parent
DIMENSIONS, XBRL = "xdt-2025-09-09.tar.xz", "xbrl21-2025-07-16.tar.xz"
CALCULATION = ("320-CalculationBinding", "395-inferNumericConsistency", "397-Testcase-SummationItem", "213-Summation")
pytestmark = [
    pytest.mark.conformance,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the suites of XBRL International are not beside the project"),
]


def expected_failures(suite: str) -> dict[str, str]:
    with (HERE / "expected-failures.tsv").open(encoding="utf-8") as stream:
        return {row["id"]: row["reason"] for row in csv.DictReader(stream, delimiter="\t") if row["suite"] == suite}


@pytest.fixture(scope="module")
def dimensions(tmp_path_factory):
    root = unpack(DIMENSIONS, tmp_path_factory.mktemp("xdt"))
    return root, list_variations(root / "xdt.xml")


@pytest.fixture(scope="module")
def xbrl(tmp_path_factory):
    root = unpack(XBRL, tmp_path_factory.mktemp("xbrl"))
    return root, list_variations(root / "xbrl.xml")


def is_objected(outcome: Outcome) -> bool:
    return outcome.refusal is not None or outcome.has()


def is_doubted(outcome: Outcome) -> bool:
    """Say whether anything at all is said against what should be invalid: sums that rounding alone explains, too."""
    told = outcome.has("GG-READ-XBRL-CALCULATION", "GG-READ-XBRL-MISSING", severities=("info",))
    return outcome.refusal is not None or told or outcome.has(severities=("violation", "warning"))


def is_calculation(variation: Variation) -> bool:
    return any(name in variation.case for name in CALCULATION)


def test_every_verdict_on_dimensions_is_that_of_the_suite(dimensions):
    root, variations = dimensions
    wrong = [one.id for one in variations if (one.expected != "valid") != is_objected(judge(one, root))]
    assert len(variations) == 347
    assert sorted(wrong) == sorted(expected_failures("xdt"))


def test_verdicts_on_calculations_are_those_of_the_suite(xbrl):
    root, variations = xbrl
    found = [one for one in variations if is_calculation(one)]
    wrong = []
    for one in found:
        outcome = judge(one, root)
        told = outcome.has("GG-READ-XBRL-CALCULATION", severities=("violation", "warning", "info"))
        if (one.expected != "valid") != (told or is_objected(outcome)):
            wrong.append(one.id)
    assert sorted(wrong) == sorted(expected_failures("calculation"))
    assert len(wrong) <= 0.02 * len(found)


def test_every_valid_instance_is_read_without_loss(xbrl):
    root, variations = xbrl
    instances = [one for one in variations if one.kind == "instance" and one.expected == "valid"]
    lost = []
    for one in instances:
        report = judge(one, root).report
        read = 0 if report is None else sum(len(fact.occurrences) for fact in report.facts)
        if read != count_items(one.start):
            lost.append(one.id)
    assert len(instances) > 100
    assert lost == []


def test_invalid_instances_are_objected_to_and_valid_ones_are_not(xbrl):
    root, variations = xbrl
    instances = [one for one in variations if one.kind == "instance" and not is_calculation(one)]
    wrong = []
    for one in instances:
        outcome = judge(one, root)
        if is_objected(outcome) if one.expected == "valid" else not is_doubted(outcome):
            wrong.append(one.id)
    assert sorted(wrong) == sorted(expected_failures("xbrl"))


def test_invalid_schemas_and_linkbases_are_objected_to_and_valid_ones_are_not(xbrl):
    root, variations = xbrl
    taxonomies = [one for one in variations if one.kind != "instance"]
    wrong = []
    for one in taxonomies:
        outcome = judge(one, root)
        if is_objected(outcome) if one.expected == "valid" else not is_doubted(outcome):
            wrong.append(one.id)
    assert len(taxonomies) == 202
    assert sorted(wrong) == sorted(expected_failures("taxonomy"))


@pytest.mark.parametrize("kind", ["xsd", "linkbase"])
def test_what_is_no_instance_is_refused_in_one_line(xbrl, kind):
    _, variations = xbrl
    found = [one for one in variations if one.kind == kind]
    assert found
    for one in found:
        with pytest.raises(ReadError) as caught:
            list(read_source(one.start))
        assert "\n" not in str(caught.value)
