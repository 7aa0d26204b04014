"""Lines that data claim and no document has are not gone through one by one."""

from __future__ import annotations

from gaapgraph.cli import main
from gaapgraph.compare.alignment import Alignment, _fill, _pair_lines


def test_lines_between_figures_move_with_them():
    found = Alignment(lines={2: 3, 5: 6})
    _fill(found, 7)
    assert found.lines == {1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 7, 7: 8}
    assert found.same == {1, 3, 4, 6, 7}


def test_a_gap_as_wide_as_no_document_is_left_alone():
    found = Alignment(lines={1: 1, 1_000_000_000: 1_000_000_000, 1_000_000_004: 1_000_000_004})
    _fill(found, 0)
    assert len(found.lines) == 6


class Line(str):
    """A line that counts how often it is compared."""

    compared = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Line.compared += 1
        return str.__eq__(self, str(other))


def count(here: list[str], there: list[str]) -> tuple[list[tuple[int, int]], int]:
    Line.compared = 0
    found = list(_pair_lines(dict(enumerate(map(Line, here))), dict(enumerate(map(Line, there)))))
    return sorted(found), Line.compared


def test_lines_that_repeat_themselves_are_paired_in_steps_as_many_as_lines():
    pairs, steps = count(["Total assets\t1,200"] * 3_000, ["Total assets\t1,200"] * 3_000 + ["Cash\t5"])
    assert pairs == [(number, number) for number in range(3_000)]
    assert steps < 4 * 3_000


def test_a_line_that_is_put_in_before_many_alike_moves_them():
    pairs, _ = count(["a", *["-----"] * 5, "Total assets"], ["a", "Cash", *["-----"] * 5, "Total assets"])
    assert pairs == [(0, 0), *((number, number + 1) for number in range(1, 7))]


INSTANCE = """<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
xmlns:e="urn:e">
<context id="c"><entity><identifier scheme="http://www.sec.gov/CIK">1</identifier></entity><period><instant>2024-12-31</instant>
</period></context><unit id="u"><measure>iso4217:USD</measure></unit>{facts}</xbrl>"""
FACT = '<e:Assets contextRef="c" unitRef="u" decimals="0">5</e:Assets>'


def test_facts_that_one_line_states_several_times_are_the_same_in_the_same_document(tmp_path, capsys):
    path = tmp_path / "report.xml"
    path.write_text(INSTANCE.format(facts=FACT * 3))
    assert main(["diff", str(path), str(path)]) == 0
    assert "nothing differs" in capsys.readouterr().out


def test_what_the_reader_noticed_in_a_line_without_figures_is_the_same_in_the_same_document(tmp_path, capsys):
    (tmp_path / "sub.txt").write_text(
        "adsh\tcik\tname\tform\tperiod\tfy\tfp\tfiled\tfye\n0000000001-24-000001\t1\tLarch\t10-K\t20241231\t2024\tFY\t20250201\t1231\n"
    )
    (tmp_path / "tag.txt").write_text("tag\tversion\tcustom\tabstract\tdatatype\tiord\tcrdr\ttlabel\tdoc\n\n\n\na\tb\n")
    (tmp_path / "num.txt").write_text(
        "adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote\n0000000001-24-000001\tAssets\tus-gaap/2024\t20241231\t0\tUSD\t\t\t5\t\n"
    )
    (tmp_path / "pre.txt").write_text("adsh\treport\tline\tstmt\tinpth\trfile\ttag\tversion\tplabel\tnegating\n")
    assert main(["diff", str(tmp_path), str(tmp_path)]) == 0
    assert "nothing differs" in capsys.readouterr().out
