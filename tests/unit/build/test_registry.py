"""What a source is taken for: each kind by a sample of its first bytes, and nothing as something else."""

from __future__ import annotations

import importlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import gaapgraph
from gaapgraph.build import FORMATS, Context, Source, find_reader, read_source, read_sources
from gaapgraph.errors import InputError, ReadError, SourceError
from gaapgraph.resource import instances, release_inputs

SHARED = Path(__file__).parents[3] / "../shared/data"
PAGE = """<html xmlns="http://www.w3.org/1999/xhtml"{more}><head><title>Form 10-Q</title></head><body>
<p>Example Corp. announces results, in millions of US dollars</p>{start}
<table><tr><td></td><td>2008</td><td>2007</td></tr><tr><td>Revenues</td><td>{figure}</td><td>1,100</td></tr></table>
</body></html>"""
NAMESPACE = ' xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"'
TAGGED = '<ix:nonFraction name="us-gaap:Revenues" contextRef="c" unitRef="u" scale="6">1,234</ix:nonFraction>'
RELEASE = "Results of Example Corp.\n\n\tFY2008\tFY2007\n\tJPY millions\tJPY millions\nRevenues\t1,234\t1,100\n"
RISKS = f"Risk Factors\n\nOur revenues may fall.\n\n{'Prices fell by 10% and may fall again. ' * 8}\n"


def packed(names: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in names.items():
            file.writestr(name, text)
    return out.getvalue()


UNREADABLE = [
    ("a.xml", '<?xml version="1.0"?><xbrl xmlns="i"/>'.encode("utf-16"), "an XBRL instance"),
    ("a.xsd", b'<?xml version="1.0"?><schema xmlns="http://www.w3.org/2001/XMLSchema"/>', "an XML schema"),
    ("a.xml", b'<?xml version="1.0"?><link:linkbase xmlns:link="x"/>', "a linkbase of an XBRL taxonomy"),
    ("a.xml", b'<?xml version="1.0"?>\n<orders><order/></orders>', "XML, with <orders> as its root"),
    ("a.json", b'[{"a": 1}]', "JSON"),
    ("a.txt", b'{"a": 1}', "JSON"),
    ("a.pdf", b"%PDF-1.7\n", "a PDF"),
    ("a.html", b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
    ("a.jpg", b"\xff\xd8\xff\xe0", "an image (JPEG)"),
    ("a.gif", b"GIF89a", "an image (GIF)"),
    ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "an image (SVG)"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office document"),
    ("a.rtf", b"{\\rtf1 Revenues 1,234}", "a document in RTF"),
    ("a.gz", b"\x1f\x8b\x08", "packed with gzip"),
    ("a.xlsx", packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "an Office document"),
    ("a.zip", packed({"photo.jpg": ""}), "a zip that is no data set of the SEC"),
    ("num.txt", b"adsh\ttag\tversion\tddate\tqtrs\tuom\tvalue\n", "one table of a data set of the SEC"),
    ("a.trig", b"", "RDF already"),
    ("a.nq.gz", b"\x1f\x8b\x08", "RDF already"),
    ("a.bin", bytes(range(256)), "binary, not text"),
]


@pytest.mark.parametrize(("name", "data", "words"), UNREADABLE)
def test_what_cannot_be_read_is_refused_by_its_name(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError) as caught:
        list(read_source(tmp_path / name))
    assert f"{name}: is {words}" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.mend


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.txt", RELEASE, "an earnings release"),
        ("a.htm", PAGE.format(more="", start="", figure="1,234"), "an earnings release"),
        ("stripped.htm", PAGE.format(more=NAMESPACE, start="", figure="1,234"), "an earnings release"),
        ("a.xhtml", '<?xml version="1.0"?>' + PAGE.format(more="", start="", figure="1,234"), "an earnings release"),
        ("a.htm", PAGE.format(more=NAMESPACE, start="<ix:header/>", figure=TAGGED), "inline XBRL"),
        ("a.txt", PAGE.format(more=NAMESPACE, start="", figure=TAGGED), "inline XBRL"),
        ("old.txt", "<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\n" + RELEASE, "an earnings release"),
        ("bracket.txt", "[LOGO]\n\n" + RELEASE, "an earnings release"),
        ("a.txt", RISKS, "risk factors"),
    ],
)
def test_documents_are_taken_for_what_they_are(tmp_path, name, text, words):
    (tmp_path / name).write_text(text)
    assert find_reader(Source(tmp_path / name)).name == words


def test_a_page_whose_tags_were_stripped_is_read(tmp_path):
    (tmp_path / "stripped.htm").write_text(PAGE.format(more=NAMESPACE, start="", figure="1,234"))
    (report,) = read_source(tmp_path / "stripped.htm")
    assert [fact.value for fact in report.facts] == [1_234_000_000, 1_100_000_000]


def test_a_zip_is_a_filing_by_what_is_in_it(tmp_path):
    (tmp_path / "p.zip").write_bytes(packed({"x/META-INF/reportPackage.json": "{}", "x/reports/r.xhtml": "<html/>"}))
    (tmp_path / "f.zip").write_bytes(packed({"a.xsd": "", "a.htm": ""}))
    for name in ("p.zip", "f.zip"):
        assert find_reader(Source(tmp_path / name)).name == "an XBRL filing"
        with pytest.raises(ReadError, match="has no report in it"):
            list(read_source(tmp_path / name))


def test_a_data_set_is_told_by_its_two_tables(tmp_path):
    (tmp_path / "set.zip").write_bytes(packed({"sub.txt": "", "num.txt": "", "readme.htm": ""}))
    assert find_reader(Source(tmp_path / "set.zip")).name == "a financial statement data set of the SEC"


def test_a_zip_that_is_damaged_is_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(packed({"sub.txt": "", "num.txt": ""})[:40])
    with pytest.raises(ReadError, match=r"a\.zip: is a zip that cannot be opened"):
        find_reader(Source(tmp_path / "a.zip"))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("filings/aapl-10k-fy2010/aapl-20100925_lab.xml", "a linkbase of an XBRL taxonomy"),
        ("filings/aapl-10q-2025q2-ixbrl/Financial_Report.xlsx", "an Office document"),
        ("filings/aapl-10k-fy2010/metadata.json", "JSON"),
    ],
)
def test_files_of_filings_are_refused_by_their_names(path, words):
    if not (SHARED / path).is_file():
        pytest.skip(f"{path} is not beside the project")
    with pytest.raises(ReadError, match=f"is {words}".replace("(", r"\(")):
        list(read_source(SHARED / path))


def test_a_folder_stands_for_its_documents_and_says_what_was_left_out(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "deep/a.txt", ".hidden/c.txt"):
        (tmp_path / name).write_text(RELEASE.replace("1,234", "1,235") if name == "b.txt" else RELEASE)
    (tmp_path / "z.htm").write_text("%PDF-1.7\n")
    (tmp_path / "notes.csv").write_text("1,2\n")
    log = []
    reports = list(read_sources([tmp_path], log=log))
    assert len(reports) == 2
    told = [str(each).replace(str(tmp_path), "") for each in log]
    assert told[:2] == ["/b.txt: an earnings release, 2 facts", "/deep/a.txt: an earnings release, 2 facts"]
    assert told[2].startswith("/z.htm: is a PDF;")
    assert told[2].endswith("(left out)")
    assert len(told) == 3


def test_a_folder_without_a_document_that_can_be_read_is_refused(tmp_path):
    (tmp_path / "a.htm").write_text("%PDF-1.7\n")
    with pytest.raises(SourceError, match="a folder in which no document can be read"):
        list(read_sources([tmp_path]))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="is a folder, and no filing"):
        list(read_sources([tmp_path / "empty"]))


def test_a_document_given_twice_is_one_report(tmp_path):
    log = []
    (path,) = release_inputs()[:1]
    assert len(list(read_sources([path, path], log=log))) == 1
    assert str(log[1]) == f"{path}: an earnings release, given before"


def test_the_profile_of_another_company_is_refused_unless_forced(tmp_path):
    (tmp_path / "a.txt").write_text("Example Corp. Announces Results\n" + RELEASE)
    profile = instances() / "iij"
    with pytest.raises(
        InputError, match=r"is the profile of Internet Initiative Japan Inc\., and a\.txt names Example"
    ):
        list(read_source(tmp_path / "a.txt", Context(profile=profile)))
    (report,) = read_source(tmp_path / "a.txt", Context(profile=profile, is_forced=True))
    assert report.entity.label == "Internet Initiative Japan Inc."
    (report,) = read_source(release_inputs()[0], Context(profile=profile))
    assert report.entity.label == "Internet Initiative Japan Inc."


def test_every_registered_format_has_a_reader():
    readers = [importlib.import_module(name).READER for name in FORMATS]
    assert len({reader.name for reader in readers}) == len(FORMATS)


NEW = '''"""Ledgers, as an example of a format of one's own."""

from dataclasses import replace

from gaapgraph.build.registry import find_reader


class _LedgerReader:
    name = "a ledger"

    def recognises(self, source):
        return source.head.startswith(b"LEDGER")

    def read(self, source, context):
        from gaapgraph.reader.release import read_release
        from gaapgraph.tag import find_profile, tag_release

        reading = read_release(source.data.removeprefix(b"LEDGER"), "ledger.txt")
        yield tag_release(reading, find_profile(reading))


READER = _LedgerReader()
'''


@pytest.mark.slow
def test_a_format_is_one_module_and_one_registration(tmp_path):
    package = Path(gaapgraph.__file__).parent
    copy = tmp_path / "src/gaapgraph"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__", "data"))
    for name in ("ontology", "instances", "queries", "shapes"):
        (tmp_path / name).symlink_to(instances().parent / name)
    (copy / "build/ledger.py").write_text(NEW)
    registry = copy / "build/registry.py"
    text = registry.read_text()
    registry.write_text(text.replace("FORMATS = (\n", 'FORMATS = (\n    "gaapgraph.build.ledger",\n'))
    (tmp_path / "own.ledger").write_text("LEDGER" + RELEASE)
    done = subprocess.run(
        [sys.executable, "-m", "gaapgraph", "build", "own.ledger", "-o", "out.nq"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "own.ledger: a ledger, 2 facts\nout.nq: 1 report, 2 facts\n")
    assert json.dumps("Revenues") in (tmp_path / "out.nq").read_text()
