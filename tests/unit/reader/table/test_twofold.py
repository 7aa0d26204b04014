"""Figures of basic and diluted shares together."""

from __future__ import annotations

from gaapgraph.reader.release import read_release

PAGE = """\
<p>Hubbard Software, Inc.</p><p>Statements of Operations (in thousands, except per share amounts)</p><table>
<tr><td></td><td>Three Months Ended June 30, 2025</td><td>Three Months Ended June 30, 2024</td></tr>
<tr><td>Net loss used for basic and diluted amounts</td><td>(100)</td><td>(90)</td></tr>
<tr><td>Net loss per share, basic and diluted</td><td>$(0.06)</td><td>$(0.28)</td></tr>
<tr><td>Shares used for basic &amp; diluted amounts</td><td>52,696</td><td>51,005</td></tr>
</table>"""


def test_a_figure_per_share_of_both_states_two_facts_and_an_amount_one() -> None:
    figures = read_release(PAGE.encode(), "r.html").figures
    assert [(one.label, one.printed) for one in figures if str(one.period).startswith("2025")] == [
        ("Net loss used for basic and diluted amounts", "(100)"),
        ("Net loss per share, basic", "$(0.06)"),
        ("Net loss per share, diluted", "$(0.06)"),
        ("Shares used for basic amounts", "52,696"),
        ("Shares used for diluted amounts", "52,696"),
    ]
    assert {one.full_label for one in figures if one.printed == "$(0.06)"} == {"Net loss per share, basic and diluted"}
