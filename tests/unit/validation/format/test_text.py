"""Results as text: what to mend stands on top, and the caret under the figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gaapgraph.validation.check_result import CheckReport, CheckResult, Where
from gaapgraph.validation.format import write_html, write_text


def test_the_page_starts_with_the_verdict_and_what_to_mend(check_report):
    lines = write_text(check_report).splitlines()
    assert lines[0] == "the release.txt: does not conform: 1 violation, 1 warning, 1 info, 1 waived"
    assert lines[2:12] == [
        "violation GG-CALC-001: Services 69,961 (line 61) less Inter-Segment 253 are 69,708, not 69,731 <here>.",
        "    61 | Network services  69,961  \N{REPLACEMENT CHARACTER}[2J",
        "       |                   ^^^^^^",
        "  likely correction: 69,708",
        "  evidence:",
        "    - GG-TIE-002: the segments are not the statement.",
        "    - GG-DER-001: 4.3% of growth is not reached.",
        "  see: lines 60, 62-63",
        "",
        "warning GG-OCC-001: The sentence says 4.3%.",
    ]


def test_a_figure_in_prose_is_found_by_its_digits(check_report):
    lines = write_text(check_report).splitlines()
    place = lines.index("    75 | Revenues totaled JPY69,731 million, an increase of 4.3% YoY.")
    assert lines[place + 1].index("^") == lines[place].index("4.3")
    assert lines[place + 1].count("^") == len("4.3")


def test_infos_and_waived_results_are_counted_unless_asked_for(check_report):
    short = write_text(check_report)
    assert "1 info (GG-CALC-001 1); --verbose lists them" in short
    assert "1 waived result (GG-TIE-001 1); --verbose lists them" in short
    assert "Rounding explains it." not in short
    long = write_text(check_report, verbose=True)
    assert "info GG-CALC-001: Rounding explains it." in long
    assert "  waived: Known (A. Reader, 2026-11-21)" in long
    assert "--verbose" not in long


def test_the_page_ends_with_the_families_and_the_verdict(check_report):
    assert [line.split() for line in write_text(check_report).splitlines()[-6:]] == [
        ["family", "evaluated", "passed"],
        ["calculation", "1,200", "1,198"],
        ["ties", "30", "29"],
        ["all", "1,230", "1,227"],
        [],
        ["does", "not", "conform:", "1", "violation,", "1", "warning,", "1", "info,", "1", "waived"],
    ]


def test_colour_is_only_for_terminals(check_report):
    assert "\x1b" not in write_text(check_report)
    assert "\x1b[1;31mviolation GG-CALC-001\x1b[0m: Services" in write_text(check_report, color=True)


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_than_the_terminal(check_report, width):
    row = "\t".join(["A label that is much longer than anybody would like to read it here", *["1,234,567"] * 12])
    prose = f"{'before it ' * 20} 4.3% {'after it ' * 20}"
    wide = replace(check_report, rows={report: {61: row, 75: prose} for report in check_report.rows}, tallies=())
    wide = replace(wide, results=(replace(wide.results[0], at=(Where(61, 9),)), wide.results[2]))
    lines = write_text(wide, width=width).splitlines()[2:]
    assert max(map(len, lines)) <= width
    row_line = next(line for line in lines if line.startswith("    61 | "))
    caret = lines[lines.index(row_line) + 1]
    assert row_line[caret.index("^") :].startswith("1,234,567")
    assert "…" in row_line
    row_line = next(line for line in lines if line.startswith("    75 | …"))
    caret = lines[lines.index(row_line) + 1]
    assert row_line[caret.index("^") :].startswith("4.3%")


def test_wide_letters_take_two_columns_above_the_caret():
    result = CheckResult(
        code="GG-X-001", severity="violation", shape="", message="Wrong.", at=(Where(1, 2),), lines=(1,)
    )
    row, caret = write_text(CheckReport((result,), rows={"": {1: "売上高\t5"}})).splitlines()[3:5]
    assert caret.index("^") == row.index("5") + 3


def test_a_place_without_a_row_is_told_in_words():
    result = CheckResult(
        code="GG-X-001", severity="violation", shape="", message="Wrong.", at=(Where(9, 2), Where(12)), lines=(9, 12)
    )
    assert "  at: line 9, cell 2; line 12\n" in write_text(CheckReport((result,)))


def test_a_lost_figure_has_a_caret_too():
    result = CheckResult(
        code="GG-X-001", severity="violation", shape="", message="Lost.", at=(Where(1, 2),), lines=(1,)
    )
    assert "       |     ^\n" in write_text(CheckReport((result,), rows={"": {1: "Ab\t\t7"}}))


def test_each_of_several_documents_is_named_and_quoted_by_itself(check_report):
    other = "https://example.org/r"
    shared = replace(check_report.results[2], report=other, at=(Where(61),))
    both = replace(
        check_report,
        results=(check_report.results[0], shared),
        documents={**check_report.documents, other: "other.txt"},
        rows={**check_report.rows, other: {61: "Elsewhere 4.3% is said."}},
    )
    lines = write_text(both).splitlines()
    assert "    61 | Network services  69,961  \N{REPLACEMENT CHARACTER}[2J" in lines
    assert "    61 | Elsewhere 4.3% is said." in lines
    assert [line for line in lines if line.startswith("  in: ")] == ["  in: the release.txt", "  in: other.txt"]


def test_a_place_is_not_quoted_where_its_document_is_not_known(check_report):
    both = replace(check_report, documents={**check_report.documents, "https://example.org/r": "other.txt"})
    both = replace(both, results=(replace(both.results[0], facts=()),))
    assert "61 | " not in write_text(both)


def test_a_rule_that_was_not_evaluated_leaves_no_verdict():
    text = write_text(CheckReport((), not_evaluated=(("https://w3id.org/gaapgraph/ns#S", "it took more than 1 s"),)))
    assert "not evaluated gg:S: it took more than 1 s\n" in text
    assert text.splitlines()[-1] == "no verdict: 1 rule not evaluated"


def test_nothing_wrong_is_said_plainly():
    assert write_text(CheckReport(())).splitlines()[-1] == "conforms: nothing to report"


def test_names_of_files_are_shown_and_steer_nothing(check_report):
    """File systems take any character but a slash and NUL in a name."""
    named = replace(check_report, documents=dict.fromkeys(check_report.documents, "a\nb\x1b[31m.txt"))
    assert write_text(named).startswith("a b\N{REPLACEMENT CHARACTER}[31m.txt: ")
    assert "<h1>Check of a b\N{REPLACEMENT CHARACTER}[31m.txt</h1>" in write_html(named)
    assert "\x1b" not in write_text(named, verbose=True) + write_html(named)


def test_up_to_three_documents_are_named(check_report):
    names = {f"urn:x:{name}": f"{name}.txt" for name in "abcd"}
    three = replace(check_report, documents=dict(list(names.items())[:3]))
    assert write_text(three).startswith("a.txt, b.txt, c.txt: does not conform")
    assert write_text(replace(check_report, documents=names)).startswith("does not conform")


def test_only_a_long_label_is_cut_where_a_row_is_wider_than_the_terminal(check_report):
    (report,) = check_report.rows
    numbers = "\t".join(["69,961", *(f"{n:,}" for n in range(10_000, 30_000, 1_000))])
    for label, shown in (("Network", "Network  69,961"), ("Network services of all kinds", "Network s…  69,961")):
        rows = {report: {**check_report.rows[report], 61: f"{label}\t{numbers}"}}
        lines = write_text(replace(check_report, rows=rows), width=40).splitlines()
        assert any(line.removeprefix("    61 | ").startswith(shown) for line in lines)


@pytest.mark.parametrize(
    ("marked", "shown"), [(2, ["2", "12"]), (500, ["…", "490", "500", "510"]), (1000, ["990", "1000"])]
)
def test_of_a_row_that_no_page_could_have_what_stands_about_the_figure_is_quoted(marked, shown):
    result = CheckResult(
        code="GG-X-001", severity="violation", shape="", message="Wrong.", at=(Where(1, marked),), lines=(1,)
    )
    row = "\t".join(["Assets", *map(str, range(2, 1001))])
    quoted, caret = write_text(CheckReport((result,), rows={"": {1: row}})).splitlines()[3:5]
    cells = quoted.removeprefix("     1 | ").split("  ")
    assert cells[0] == "Assets"
    assert set(shown) <= set(cells)
    assert len(cells) <= 25
    assert quoted[caret.index("^") : caret.rindex("^") + 1] == str(marked)


def test_a_row_of_sixty_cells_is_quoted_whole_and_one_without_a_place_from_its_beginning():
    result = CheckResult(
        code="GG-X-001", severity="violation", shape="", message="Wrong.", at=(Where(1, 60),), lines=(1,)
    )
    row = "\t".join(["Assets", *map(str, range(2, 61))])
    assert "…" not in write_text(CheckReport((result,), rows={"": {1: row}}))
    longer = CheckReport((replace(result, at=(Where(1, None),)),), rows={"": {1: row + "\t61\t62"}})
    assert "  60  …\n" in write_text(longer)
