"""Waivers set results aside, complain when they are incomplete, and are told when nothing fits them any more."""

from __future__ import annotations

import pytest

from gaapgraph.cli import main
from gaapgraph.errors import InputError, ReadError, SourceError
from gaapgraph.validation.check_result import CheckReport, CheckResult, Where
from gaapgraph.validation.waiver import Waiver, apply_waivers, read_waivers

SIGNED = {"reason": "Confirmed by the filer.", "author": "A. Reader", "date": "2026-11-21"}
CELL = CheckResult(
    code="GG-CALC-001",
    severity="violation",
    shape="",
    message="Wrong.",
    at=(Where(396, 4),),
    lines=(396, 397),
    facts=("urn:fact:a",),
)
PROSE = CheckResult(
    code="GG-CALC-001",
    severity="violation",
    shape="",
    message="Wrong.",
    at=(Where(12),),
    lines=(12, 396),
    facts=("urn:fact:b",),
)
PLACELESS = CheckResult(code="GG-CALC-001", severity="violation", shape="", message="Wrong.", at=(), lines=(20, 21))


def waiver(**fields: object) -> Waiver:
    return Waiver.model_validate({"code": "GG-CALC-001", **SIGNED, **fields})


@pytest.mark.parametrize(
    ("fields", "fitting"),
    [
        ({"at": [[396, 4]]}, [CELL]),
        ({"at": [[396, None]]}, [CELL]),
        ({"at": [[396]]}, [CELL]),
        ({"at": [[396, 3]]}, []),
        ({"at": [[12, None]]}, [PROSE]),
        ({"lines": [396]}, [CELL]),
        ({"lines": [397]}, []),
        ({"lines": [12, 21]}, [PROSE, PLACELESS]),
        ({"fact": "urn:fact:b"}, [PROSE]),
        ({"fact": "urn:fact:b", "lines": [396]}, []),
        ({"lines": [396], "code": "GG-TIE-001"}, []),
    ],
)
def test_a_waiver_fits_what_it_names_and_no_more(fields, fitting):
    assert [result for result in (CELL, PROSE, PLACELESS) if waiver(**fields).fits(result)] == fitting


def test_a_waived_violation_does_not_count():
    report = apply_waivers(CheckReport((CELL,)), (waiver(at=[[396, 4]]),))
    assert report.conforms
    assert report.results[0].waived == "Confirmed by the filer. (A. Reader, 2026-11-21)"


def test_an_outdated_waiver_is_a_warning_after_the_violations():
    report = apply_waivers(CheckReport((CELL,)), (waiver(at=[[7, 2], [8]], fact="urn:fact:z"),))
    assert not report.conforms
    kept, outdated = report.results
    assert kept.waived is None
    assert (outdated.code, outdated.severity) == ("GG-WAIVER-001", "warning")
    assert outdated.message == (
        "The waiver of GG-CALC-001 at 7:2, 8 and urn:fact:z by A. Reader of 2026-11-21 matches no result; "
        "remove it from the file."
    )


def test_a_file_of_waivers_is_read(tmp_path):
    path = tmp_path / "waivers.yaml"
    path.write_text(
        "- code: GG-CALC-001\n  at: [[396, 4]]\n  reason: Confirmed.\n  author: A. Reader\n  date: 2026-11-21\n"
    )
    assert read_waivers(path) == (waiver(at=[[396, 4]], reason="Confirmed."),)
    path.write_text("# none\n")
    assert read_waivers(path) == ()


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("- [", ReadError, "is no YAML"),
        ("- " + "9" * 5_000, ReadError, "is no YAML that can be used"),
        ("[" * 5_000, ReadError, "is no YAML"),
        ("code: GG-CALC-001", InputError, "a list of waivers is expected"),
        ("- GG-CALC-001", InputError, "waiver 1: "),
        ("- {code: A, lines: [3], author: B, date: 2026-11-21}", InputError, "waiver 1, reason: Field required"),
        ("- {code: A, reason: x, author: B, date: 2026-11-21}", InputError, "waiver 1: say which result is meant"),
        ("- {code: A, lines: [0], reason: x, author: B, date: 2026-11-21}", InputError, "waiver 1, lines:"),
        ("- {code: A, lines: [3], reason: ' ', author: B, date: 2026-11-21}", InputError, "waiver 1, reason:"),
        ("- {code: A, lines: [3], reason: x, author: B, date: soon}", InputError, "waiver 1, date:"),
        ("- {code: A, line: 3, lines: [3], reason: x, author: B, date: 2026-11-21}", InputError, "waiver 1, line:"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(tmp_path, text, kind, says):
    path = tmp_path / "waivers.yaml"
    path.write_text(text)
    with pytest.raises(kind) as caught:
        read_waivers(path)
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(path))


def test_every_mistake_is_named(tmp_path):
    path = tmp_path / "waivers.yaml"
    path.write_text("- {code: A, lines: [3], author: B, date: soon}\n- {code: B}\n")
    with pytest.raises(InputError, match=r"waiver 1, reason: .*waiver 1, date: .*waiver 2, reason:"):
        read_waivers(path)


def test_an_absent_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"absent\.yaml: no such file"):
        read_waivers(tmp_path / "absent.yaml")


def test_a_mistake_in_the_file_is_told_before_any_data_is_read(tmp_path, capsys):
    (tmp_path / "waivers.yaml").write_text("- code: GG-CALC-001\n")
    assert main(["check", str(tmp_path / "missing.nq"), "--waive", str(tmp_path / "waivers.yaml")]) == 2
    said = capsys.readouterr().err
    assert "waivers.yaml" in said
    assert "missing.nq" not in said
