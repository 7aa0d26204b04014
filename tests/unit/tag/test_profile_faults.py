"""What people write into a profile is refused in a line that names the place, never with a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gaapgraph.cli import main
from gaapgraph.errors import FaultsError, InputError
from gaapgraph.tag import load_profile
from gaapgraph.tag.profile.examination import examine_profile

IIJ = Path(__file__).parents[3] / "instances" / "iij"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "profile.ttl",
        "extension.ttl",
        "extension-risk.ttl",
        "mappings.sssom.tsv",
        "annotations/fy2008-release.tsv",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(IIJ / name, tmp_path / name)
    return tmp_path


def damage(path: Path, old: bytes, new: bytes) -> int:
    """Replace the first of some bytes, and return the line where they stand."""
    data = path.read_bytes()
    at = data.index(old)
    path.write_bytes(data[:at] + new + data[at + len(old) :])
    return data.count(b"\n", 0, at) + 1


def refusal(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        load_profile(folder)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_folder_without_faults_is_read(folder: Path) -> None:
    assert load_profile(folder).annotations


@pytest.mark.parametrize("name", ["mappings.sssom.tsv", "annotations/fy2008-release.tsv"])
def test_bytes_that_are_no_utf8_are_told_with_their_line(folder: Path, name: str) -> None:
    lines = (folder / name).read_bytes().split(b"\n")
    lines[30] += b"\xff"
    (folder / name).write_bytes(b"\n".join(lines))
    assert f"{name.rsplit('/', 1)[-1]}:31" in refusal(folder)


@pytest.mark.parametrize("end", [b"--13-31", b"--02-30", b"March"])
def test_a_fiscal_year_ends_on_a_day(folder: Path, end: bytes) -> None:
    damage(folder / "profile.ttl", b"--03-31", end)
    assert end.decode() in refusal(folder)


def test_dates_of_annotations_exist(folder: Path) -> None:
    path = folder / "annotations/fy2008-release.tsv"
    line = damage(path, b"2009-03-31", b"2009-02-30")
    assert f"{path.name}:{line}" in refusal(folder)


def test_the_shipped_profiles_have_no_fault() -> None:
    assert [str(fault) for path in IIJ.parent.glob("*/profile.ttl") for fault in examine_profile(path.parent)] == []


ANNOTATIONS, MAPPINGS = "annotations/fy2008-release.tsv", "mappings.sssom.tsv"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            ANNOTATIONS,
            b"\tus-gaap:Revenues\t",
            b"\tus-gaap:Revenuez\t",
            "no version of the taxonomy at hand has us-gaap:Rev",
        ),
        (ANNOTATIONS, b"\tus-gaap:Revenues\t", b"\tiij:Revenuez\t", "iij:Revenuez is described in no extension"),
        (ANNOTATIONS, b"\tus-gaap:Revenues\t", b"\tifrs:Revenue\t", "concept: 'ifrs:Revenue' has an unknown prefix"),
        (ANNOTATIONS, b"\tus-gaap:Revenues\t", b"\thttp://a b\t", "concept: 'http://a b' is no IRI"),
        (ANNOTATIONS, b"69731000000", b"NaN", "value: 'NaN' is no amount"),
        (ANNOTATIONS, b"69731000000", b"1e999999", "value: '1e999999' is no amount"),
        (ANNOTATIONS, b"\t-6\t", b"\t-600\t", "decimals: '-600' is no number of decimals"),
        (ANNOTATIONS, b"2008-04-01/2009-03-31", b"2009-04-01/2009-03-31", "'2009-04-01/2009-03-31' is no period"),
        (ANNOTATIONS, b"\tgrowth\t", b"\tgrowing\t", "measure: 'growing' is no kind of measure"),
        (ANNOTATIONS, b"=iij:RecurringRevenuesMember", b"", "is no pair of axis and member"),
        (ANNOTATIONS, b"\tJPY\t", b"\tyen\t", "unit: 'yen' is no unit"),
        (ANNOTATIONS, b"13\t14\t", b"0\t14\t", "line: '0' is no number of a line"),
        (ANNOTATIONS, b"line\toffset", b"place\toffset", "column 'line' is missing"),
        (MAPPINGS, b"skos:broadMatch", b"skos:wideMatch", "predicate_id: 'skos:wideMatch' is none of"),
        (MAPPINGS, b"\tus-gaap:", b"\tus-gaap:No", "object_id: no version of the taxonomy at hand has us-gaap:No"),
        (MAPPINGS, b"\t0.98\t", b"\t98\t", "confidence: '98' is not between 0 and 1"),
        ("extension.ttl", b'"instant"', b'"moment"', "has 'moment' as periodType; one of instant, duration"),
        ("extension.ttl", b" ;", b" ,,", "is not Turtle"),
    ],
)
def test_every_kind_of_fault_is_told_with_file_and_line(
    folder: Path, name: str, old: bytes, new: bytes, told: str
) -> None:
    line = damage(folder / name, old, new)
    faults = [str(fault) for fault in examine_profile(folder)]
    assert any(told in fault for fault in faults), faults
    if name.endswith(".tsv"):
        assert faults[0].startswith(f"{folder / name}:{line}: ")
    with pytest.raises(FaultsError):
        load_profile(folder)


def test_an_entity_that_nothing_describes_is_a_fault(folder: Path) -> None:
    damage(folder / "profile.ttl", b"entity/cik-0001090633> ;", b"entity/cik-1> ;")
    assert "profile.ttl:13: does not describe https://w3id.org/gaapgraph/entity/cik-1" in refusal(folder)


def test_all_faults_are_told_each_on_a_line_of_its_own(folder: Path, capsys) -> None:
    first = damage(folder / ANNOTATIONS, b"69731000000", b"NaN")
    second = damage(folder / ANNOTATIONS, b"2007-04-01/2008-03-31", b"2007-04-01/2008-02-30")
    damage(folder / MAPPINGS, b"skos:broadMatch", b"skos:wideMatch")
    assert refusal(folder).endswith("(and 2 more faults); mend that cell")
    source = IIJ / "fy2008-release" / "input.txt"
    assert main(["build", str(source), "--profile", str(folder), "-o", str(folder / "out.nq")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert "mappings.sssom.tsv:" in lines[0]
    assert f"fy2008-release.tsv:{first}: value: 'NaN' is no amount" in lines[1]
    assert f"fy2008-release.tsv:{second}: comparative: '2007-04-01/2008-02-30' is no period" in lines[2]
    assert not (folder / "out.nq").exists()


@pytest.mark.parametrize("name", ["no IRI", "https://e.org/<a>/", "/acme/"])
def test_a_namespace_of_a_profile_is_an_iri(folder: Path, name: str) -> None:
    damage(
        folder / "profile.ttl",
        b'gg:namespaceIri "https://w3id.org/gaapgraph/iij/"',
        f'gg:namespaceIri "{name}"'.encode(),
    )
    assert f"{name!r} is no IRI" in refusal(folder)
