"""`gaapgraph diff` on the tables of the IIJ release and on edited versions of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gaapgraph.cli import main
from gaapgraph.compare.change import Change, Comparison
from gaapgraph.write import write_file

ROOT = Path(__file__).parents[2]
INPUT = ROOT / "instances" / "iij" / "fy2008-release" / "input.txt"
ONLY_FACTS = ("--no-results", "--no-answers")
REVENUES, OPERATING_INCOME = "us-gaap:Revenues", "us-gaap:OperatingIncomeLoss"
YEAR = "2008-04-01/2009-03-31"
pytestmark = pytest.mark.usefixtures("read_once")
GOODWILL = "https://w3id.org/gaapgraph/us-gaap/Goodwill"


@pytest.fixture
def edit(tmp_path):
    """Return a function that writes a version of the release in which one line has another text, or is gone."""

    def write(line: int = 0, old: str = "", new: str = "", above: tuple[str, ...] = (), gone: int = 0) -> str:
        lines = INPUT.read_text(encoding="utf-8").split("\n")
        if line:
            assert old in lines[line - 1]
            lines[line - 1] = lines[line - 1].replace(old, new)
        if gone:
            del lines[gone - 1]
        path = tmp_path / "version.txt"
        path.write_text("\n".join([*above, *lines]), encoding="utf-8")
        return str(path)

    return write


def diff(capsys, before: str | Path, after: str | Path, *options: str) -> list[dict]:
    """Return the changes, which there must be exactly if the exit code is 1."""
    code = main(["diff", str(before), str(after), "--format", "json", *options])
    found = json.loads(capsys.readouterr().out)
    assert code == (1 if found else 0)
    return found


def of(changes: list[dict], kind: str) -> list[dict]:
    return [each for each in changes if each["kind"] == kind]


def test_a_report_does_not_differ_from_itself(capsys):
    assert diff(capsys, INPUT, INPUT) == []
    assert main(["diff", str(INPUT), str(INPUT)]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "input.txt → input.txt",
        "the same document, built twice of Internet Initiative Japan Inc.: nothing differs",
    ]


def test_lines_inserted_above_are_no_change(capsys, edit):
    assert diff(capsys, INPUT, edit(above=("A headline", "", "Another")), *ONLY_FACTS) == []


def test_a_corrected_figure_is_the_same_fact_with_another_value(capsys, edit):
    changes = diff(capsys, INPUT, edit(407, "2,917,382", "2,917,832"), *ONLY_FACTS)
    [change] = changes
    assert change["kind"] == "value"
    assert change["what"] == f"{OPERATING_INCOME}, {YEAR}, JPY"
    assert (change["before"], change["after"]) == ("2,917,382,000", "2,917,832,000")
    assert change["agreement"] == "beyond rounding"
    assert change["why"] == ["the print changed: “2,917,382” at 407:5, “2,917,832” at 407:5"]
    assert 407 in change["lines"]["before"]
    assert len(set(change["facts"])) == 2
    assert {fact.rpartition("/")[2] for fact in change["facts"]} == {change["key"]}


def test_rows_of_html_without_line_breaks_are_paired_by_what_they_say(capsys, tmp_path):
    rows = "".join(
        f"<tr><td>{label}</td><td>{now}</td><td>{then}</td></tr>"
        for label, now, then in (
            ("Revenues", "1,234", "1,100"),
            ("Cost of revenues", "734", "600"),
            ("Gross profit", "500", "500"),
        )
    )
    head = "<tr><th></th><th>Year ended December 31, 2023</th><th>Year ended December 31, 2022</th></tr>"
    top = "<html><body><p>Sample Corp. reports results</p><p>Statements of Income (in thousands of USD)</p>"
    before, after = tmp_path / "before.html", tmp_path / "after.html"
    before.write_text(f"{top}<table>{head}{rows}</table></body></html>")
    more = "<tr><td>Other income</td><td>9</td><td>8</td></tr>"
    after.write_text(f"{top}<table>{head}{more}{rows.replace('734', '735')}</table></body></html>")
    changed = of(diff(capsys, before, after, *ONLY_FACTS), "value")
    assert [(each["before"], each["after"]) for each in changed if each["change"] != "added"] == [
        ("734,000", "735,000")
    ]


def test_a_place_that_is_printed_otherwise_leaves_its_fact_alone(capsys, edit):
    changes = diff(capsys, INPUT, edit(53, "69,731", "69,713"))
    assert [each["kind"] for each in changes if each["kind"] != "answer"] == ["print", "result"]
    printed, result = changes[:2]
    assert (printed["before"], printed["after"]) == ("“69,731”", "“69,713”")
    assert printed["at"] == {"before": ["53:2"], "after": ["53:2"]}
    assert (result["change"], result["severity"], result["what"]) == ("added", "violation", "GG-OCC-001")
    assert result["why"] == [f"{REVENUES}, {YEAR}, JPY: “69,731” → “69,713” (53:2)"]
    disagreeing = [each for each in of(changes, "answer") if each["what"] == "find_places_that_disagree"]
    assert [each["change"] for each in disagreeing] == ["added"]
    assert "printed 69,713" in disagreeing[0]["after"]
    assert disagreeing[0]["why"] == result["why"]


def test_an_answer_that_rests_on_a_figure_says_so(capsys, edit):
    changes = diff(capsys, INPUT, edit(407, "2,917,382", "2,917,832"), "--no-results")
    costs = [each for each in of(changes, "answer") if each["what"].startswith("measure_operating_leverage")]
    assert costs
    assert all("2,917,382,000 → 2,917,832,000" in each["why"][0] for each in costs)
    assert any("operatingIncome" in each["differs"] or each["differs"] for each in costs)


def test_a_misprint_that_is_mended_means_the_same(capsys, edit):
    changes = diff(capsys, INPUT, edit(290, "2.917", "2,917"), *ONLY_FACTS)
    assert [(each["kind"], each["change"]) for each in changes] == [("print", "changed"), ("finding", "removed")]
    assert changes[0]["agreement"] == "means the same"
    assert changes[1]["what"] == "GG-READ-FULLSTOP"
    assert changes[1]["why"] == ["its line changed: “2.917”, “2,917”"]


def test_a_row_that_is_gone_takes_its_facts_with_it(capsys, edit):
    changes = diff(capsys, INPUT, edit(gone=337), *ONLY_FACTS)
    facts = of(changes, "fact")
    assert len(facts) == 5
    assert {each["change"] for each in facts} == {"removed"}
    assert {line for each in facts for line in each["lines"]["before"]} == {337}
    assert "956,692,000" in [each["before"] for each in facts]
    assert all("is gone" in each["why"][0] for each in facts)
    [row] = of(changes, "mapping")
    assert row["change"] == "removed"
    assert "us-gaap:EquityMethodInvestments" in row["before"]
    assert len(changes) == 6


def test_the_same_row_is_new_the_other_way_round(capsys, edit):
    changes = diff(capsys, edit(gone=337), INPUT, *ONLY_FACTS)
    assert {each["change"] for each in changes} == {"added"}
    assert [each["after"] for each in of(changes, "fact")][:1] == ["956,692,000"]
    assert all("is new" in each["why"][0] for each in of(changes, "fact"))


def test_a_row_under_another_label_states_other_facts_at_the_same_places(capsys, edit):
    changes = diff(capsys, INPUT, edit(340, "GOODWILL", "GUARANTEE DEPOSITS, LONG-TERM"), *ONLY_FACTS)
    meanings = of(changes, "meaning")
    assert len(meanings) == 5
    assert {place for each in meanings for place in each["at"]["before"]} == {f"340:{column}" for column in range(2, 7)}
    assert all(each["differs"] == ["concept"] for each in meanings)
    yen = next(each for each in meanings if each["at"]["before"] == ["340:5"])
    assert yen["before"] == "us-gaap:Goodwill"
    assert yen["why"][0] == "the label changed: “GOODWILL”, “GUARANTEE DEPOSITS, LONG-TERM”"
    assert not of(changes, "fact")


def test_a_row_that_is_mapped_otherwise_cites_the_mapping(capsys, tmp_path):
    shipped = ROOT / "instances" / "iij" / "fy2008-release" / "release.trig"
    other = tmp_path / "other.trig"
    text = shipped.read_text(encoding="utf-8")
    start = text.index("a gg:Mapping", text.index("/iij/label/goodwill>\n    a gg:Mapping"))
    match = text.index("skos:exactMatch us-gaap:Goodwill", start)
    other.write_text(text[:match] + text[match:].replace("exactMatch", "broadMatch", 1), encoding="utf-8")
    [row] = diff(capsys, shipped, other, *ONLY_FACTS)
    assert (row["kind"], row["change"], row["what"]) == ("mapping", "changed", "“GOODWILL”")
    assert row["before"].startswith("“GOODWILL” skos:exactMatch us-gaap:Goodwill")
    assert row["after"].startswith("“GOODWILL” skos:broadMatch us-gaap:Goodwill")
    assert row["at"]["before"] == [f"340:{column}" for column in range(2, 7)]
    assert "https://w3id.org/gaapgraph/iij/label/goodwill" in row["why"][0]


def test_a_head_that_names_another_year_moves_its_columns_together(capsys, edit):
    head = "Fiscal Year Ended March 31, 2008"
    changes = diff(capsys, INPUT, edit(381, head, head.replace("2008", "2007")), *ONLY_FACTS)
    meanings = of(changes, "meaning")
    assert len(meanings) == 45
    assert all({"period"} <= set(each["differs"]) <= {"period", "comparativePeriod"} for each in meanings)
    revenue = next(each for each in meanings if each["at"]["before"] == ["396:2"])
    assert (revenue["before"], revenue["after"]) == ("2007-04-01/2008-03-31", "2006-04-01/2007-03-31")
    assert revenue["why"] == ["the head in line 381 changed: “2008”, “2007”"]
    revenues = next(each for each in of(changes, "value") if each["what"] == f"{REVENUES}, 2007-04-01/2008-03-31, JPY")
    assert (revenues["after"], revenues["agreement"]) == ("66,835,000,000", "within rounding")
    assert revenues["why"][-1] == "the head in line 381 changed: “2008”, “2007”"


def test_changes_of_one_cause_are_told_together(capsys, edit):
    head = "Fiscal Year Ended March 31, 2008"
    version = edit(381, head, head.replace("2008", "2007"))
    assert main(["diff", str(INPUT), version, *ONLY_FACTS]) == 1
    shown = capsys.readouterr().out
    assert "and 42 more of the same cause (--all lists them)" in shown
    assert main(["diff", str(INPUT), version, *ONLY_FACTS, "--all"]) == 1
    assert "more of the same cause" not in capsys.readouterr().out


def test_csv_has_a_row_for_each_change(capsys, edit):
    assert main(["diff", str(INPUT), edit(407, "2,917,382", "2,917,832"), "--format", "csv", *ONLY_FACTS]) == 1
    head, row = capsys.readouterr().out.splitlines()
    assert head.startswith("kind,change,what,")
    assert row.startswith(f'value,changed,"{OPERATING_INCOME}, {YEAR}, JPY",,"2,917,382,000","2,917,832,000",')


def test_csv_has_no_formula_unless_it_is_demanded(capsys, monkeypatch):
    change = Change("print", "changed", "=1+1", before="-5", after="@SUM(A1)")
    found = [Comparison(before="a", after="b", relation="versions", entity="c", changes=(change,))]
    monkeypatch.setattr("gaapgraph.cli.diff_command.compare_stores", lambda *_, **__: found)
    assert main(["diff", str(INPUT), str(INPUT), "--format", "csv"]) == 1
    assert "print,changed,'=1+1,,-5,'@SUM(A1)," in capsys.readouterr().out
    assert main(["diff", str(INPUT), str(INPUT), "--format", "csv", "--raw"]) == 1
    assert "print,changed,=1+1,,-5,@SUM(A1)," in capsys.readouterr().out


def test_two_reports_of_one_entity_are_compared_where_both_state_a_fact(capsys, edit, tmp_path):
    """The same tables as another report: only two of its statements are kept, and one comparative is restated."""
    lines = INPUT.read_text(encoding="utf-8").split("\n")
    later = tmp_path / "later.txt"
    kept = [line if number < 48 or 374 < number < 422 else "" for number, line in enumerate(lines, 1)]
    assert "66,835,299" in kept[395]
    kept[395] = kept[395].replace("66,835,299", "66,935,299")
    later.write_text("\n".join(kept), encoding="utf-8")
    changes = diff(capsys, INPUT, later, *ONLY_FACTS)
    restated = next(each for each in of(changes, "value") if each["what"] == f"{REVENUES}, 2007-04-01/2008-03-31, JPY")
    assert (restated["before"], restated["after"]) == ("66,835,299,000", "66,935,299,000")
    assert restated["agreement"] == "beyond rounding"
    assert not of(changes, "fact")
    assert not of(changes, "finding")


def test_the_versions_may_be_stores_and_files_of_any_format(capsys, tmp_path, edit):
    version = edit(407, "2,917,382", "2,917,832")
    built = []
    for source, name in ((INPUT, "before.ttl"), (version, "after")):
        assert main(["build", str(source), "-o", str(tmp_path / name)]) == 0
        built.append(tmp_path / name)
    [change] = diff(capsys, *built, *ONLY_FACTS)
    assert (change["kind"], change["after"]) == ("value", "2,917,832,000")


def test_data_beside_their_document_are_compared_by_its_lines(capsys, tmp_path, edit):
    """The head that changed is quoted, though RDF is given: its documents stand beside it."""
    head = "Fiscal Year Ended March 31, 2008"
    version = edit(381, head, head.replace("2008", "2007"))
    for name, source in (("a", INPUT), ("b", version)):
        (tmp_path / name).mkdir()
        copy = tmp_path / name / "release.txt"
        copy.write_bytes(Path(source).read_bytes())
        assert main(["build", str(copy), "-o", str(tmp_path / name / "release.nq")]) == 0
    changes = diff(capsys, tmp_path / "a" / "release.nq", tmp_path / "b" / "release.nq", *ONLY_FACTS)
    revenue = next(each for each in of(changes, "meaning") if each["at"]["before"] == ["396:2"])
    assert revenue["why"] == ["the head in line 381 changed: “2008”, “2007”"]


def test_risk_factors_below_inserted_lines_are_the_same(capsys, tmp_path):
    source = ROOT / ".." / "shared" / "seeds" / "iij-20f-fy2007-risk-factors.txt"
    if not source.exists():
        pytest.skip("iij-20f-fy2007-risk-factors.txt stands outside the project and is absent")
    lines = source.read_text(encoding="utf-8").split("\n")
    version = tmp_path / "version.txt"
    version.write_text("\n".join([*lines[:4], "", "An inserted line.", "", *lines[4:]]), encoding="utf-8")
    assert diff(capsys, source, version, *ONLY_FACTS) == []


def test_reports_of_different_entities_are_not_compared(capsys, tmp_path, sample_report):
    other = tmp_path / "other.nq"
    write_file([sample_report], other)
    assert main(["diff", str(INPUT), str(other)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "have nothing to do with each other" in captured.err
    assert "Internet Initiative Japan Inc. (input.txt)" in captured.err


def test_data_without_a_report_are_refused(capsys, tmp_path):
    empty = tmp_path / "empty.ttl"
    empty.write_text("")
    assert main(["diff", str(INPUT), str(empty)]) == 2
    assert "there is no report in the second" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_refused(capsys, tmp_path):
    assert main(["diff", str(INPUT), str(tmp_path / "absent.txt")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
