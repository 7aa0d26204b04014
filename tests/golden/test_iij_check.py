"""The rules find the misprints of the IIJ release where they stand, and accuse nothing else.

`discrepancies.tsv` was made from the printed pages alone, before there were rules. Its kinds:

- `certain`: a wrong figure, sign, copy or format: a violation at that cell;
- `dash`, `ghost`, `sign`: misread dashes, ghost glyphs, eliminations without sign: at least a warning at that cell;
- `word`: a wrong word or date: at least a warning in that line;
- `last-digit`: a cell one unit off its own source that a printed sum needs: a GG-LAST-001 warning at that cell;
- `rounding`: what rounding alone explains: nothing above info;
- `copy`, `layout`: may be reported, need not be: torn heads, rows read twice with the right digits, spelling.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph import read
from gaapgraph.cli import main
from gaapgraph.validation.check_result import CheckReport, CheckResult, Where
from gaapgraph.validation.inspection import check_store
from gaapgraph.write import write_quads

SHIPPED = Path(__file__).parents[2] / "instances" / "iij" / "check-results.trig"
LIST = Path(__file__).parent / "iij-fy2008-release" / "discrepancies.tsv"
WHOLE = Path(__file__).parents[2] / ".." / "shared" / "seeds" / "iij-fy2008-release.txt"
TABLES = (
    Path(__file__).parents[2] / "instances" / "iij" / "fy2008-release" / "input.txt"
)  # lines are those of the whole
RELEASE = WHOLE if WHOLE.is_file() else TABLES

with LIST.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def places(*kinds: str) -> list[Where]:
    """Return the places of some kinds, in the order of the document."""
    return [
        Where(int(row["line"]), int(row["column"]) if row["column"] else None) for row in ROWS if row["kind"] in kinds
    ]


def name(where: object) -> str:
    return f"{where.line}.{where.column or ''}" if isinstance(where, Where) else str(where)


@pytest.fixture(scope="module")
def release() -> Store:
    store = Store()
    store.bulk_load("".join(write_quads(read(RELEASE))).encode(), RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def report(release: Store) -> CheckReport:
    return check_store(release)


def results_at(report: CheckReport, where: Where) -> list[CheckResult]:
    """Return the results at a cell; at a line, if the place has no column."""
    _require_line(where.line)
    return [
        result
        for result in report.results
        if any(at == where or (where.column is None and at.line == where.line) for at in result.at)
    ]


@pytest.mark.parametrize("where", places("certain"), ids=name)
def test_certain_error_is_a_violation_where_it_stands(report: CheckReport, where: Where) -> None:
    assert "violation" in {result.severity for result in results_at(report, where)}


@pytest.mark.parametrize("where", places("dash", "ghost", "sign"), ids=name)
def test_misread_glyph_or_lost_sign_is_at_least_a_warning(report: CheckReport, where: Where) -> None:
    assert {"violation", "warning"} & {result.severity for result in results_at(report, where)}


@pytest.mark.parametrize("where", places("word"), ids=name)
def test_wrong_word_or_date_is_at_least_a_warning_in_its_line(report: CheckReport, where: Where) -> None:
    assert {"violation", "warning"} & {result.severity for result in results_at(report, where)}


def _is_shipped(line: int) -> bool:
    """Say whether a line stands in the document at hand: of the whole release only the tables are shipped."""
    lines = RELEASE.read_text(encoding="utf-8").split("\n")
    return RELEASE is WHOLE or bool("".join(lines[line - 1 : line]).strip())


def _require_line(line: int) -> None:
    if not _is_shipped(line):
        pytest.skip("the line is prose, of which none is shipped; the whole release is not beside the project")


def test_last_digits_are_warnings_of_their_own_kind(report: CheckReport) -> None:
    wanted = {where for where in places("last-digit") if _is_shipped(where.line)}
    found = {at for result in report.results if result.code == "GG-LAST-001" for at in result.at}
    assert len(wanted & found) >= 0.95 * len(wanted), sorted(wanted - found)
    assert found <= wanted
    assert all(result.severity == "warning" for result in report.results if result.code == "GG-LAST-001")


def test_no_violation_that_the_list_does_not_prove(report: CheckReport) -> None:
    proven = places("certain", "copy", "dash", "ghost", "sign")
    lines = {where.line for where in places("word")}
    false = [
        (result.code, at)
        for result in report.results
        if result.severity == "violation"
        for at in result.at
        if at not in proven and at.line not in lines
    ]
    assert not false


@pytest.mark.parametrize("where", places("rounding"), ids=name)
def test_what_rounding_explains_is_no_more_than_an_info(report: CheckReport, where: Where) -> None:
    assert {result.severity for result in results_at(report, where)} <= {"info"}


def test_warnings_do_not_flood(report: CheckReport) -> None:
    assert sum(result.severity == "warning" for result in report.results) < 60


def test_every_violation_and_warning_stands_somewhere(report: CheckReport) -> None:
    assert all(result.at for result in report.results if result.severity != "info")


def test_every_family_evaluates_bindings(report: CheckReport) -> None:
    evaluated = {tally.family: tally.evaluated for tally in report.tallies}
    for family in ("occurrence", "calculation", "roll-forward", "derived", "translation", "tie"):
        assert evaluated.get(family, 0) > 0, family
    assert not report.not_evaluated


def test_the_shipped_results_are_those_of_the_shipped_graphs(tmp_path: Path) -> None:
    """`just results` writes them anew."""
    assert main(["check", "-o", str(tmp_path / "results.trig")]) == 1
    assert (tmp_path / "results.trig").read_bytes() == SHIPPED.read_bytes()


def test_correction_is_what_the_list_says(report: CheckReport) -> None:
    right = {
        where: row["right"]
        for where, row in zip(places("certain", "last-digit"), _rows("certain", "last-digit"), strict=True)
    }
    checked = 0
    for result in report.results:
        if result.correction is not None:
            expected = {right[at] for at in result.at if at in right}
            assert _digits(result.correction) in {_digits(one) for one in expected}, (result.at, result.correction)
            checked += 1
    assert checked >= 30


def _rows(*kinds: str) -> list[dict[str, str]]:
    return [row for row in ROWS if row["kind"] in kinds]


def _digits(text: str) -> str:
    return "".join(character for character in text if character in "0123456789.,")
