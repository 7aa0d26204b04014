"""A table is led to by the head of its note and the paragraph before it, and by no running head."""

from __future__ import annotations

from gaapgraph.reader.release import read_release

PAGE = """<html><body>
<p>Note 7. Product Warranties</p>
<p>We accrue for warranties when pumps are sold. The activity consisted of the following:</p>
<p>NOTES TO CONSOLIDATED FINANCIAL STATEMENTS (Continued)</p>
<p>(In millions)</p>
<table><tr><td></td><td>Year Ended June 30, 2024</td><td>Year Ended June 30, 2023</td></tr>
<tr><td>Additions</td><td>12</td><td>9</td></tr><tr><td>Utilization</td><td>7</td><td>6</td></tr></table>
<p>8. Leases</p>
<table><tr><td></td><td>Year Ended June 30, 2024</td><td>Year Ended June 30, 2023</td></tr>
<tr><td>Rent paid</td><td>3</td><td>2</td></tr><tr><td>Other</td><td>1</td><td>1</td></tr></table>
<p>Item 9. Controls and Procedures</p>
<table><tr><td></td><td>Year Ended June 30, 2024</td><td>Year Ended June 30, 2023</td></tr>
<tr><td>Audits</td><td>3</td><td>2</td></tr><tr><td>Visits</td><td>1</td><td>1</td></tr></table>
</body></html>"""


def test_note_and_paragraph_lead_to_a_table():
    tables = read_release(PAGE.encode(), "page.html").tables
    assert [table.note for table in tables] == ["Product Warranties", "Leases", ""]
    assert tables[0].lead.endswith("The activity consisted of the following:")
    assert tables[1].lead == ""


def test_a_paragraph_leads_to_one_table_though_its_line_is_laid_out_in_rows_between():
    def table(*rows: str) -> str:
        return f"<table>{''.join(f'<tr><td>{row}</td><td>1</td></tr>' for row in rows)}</table>"

    head = "<table><tr><td></td><td>Year Ended June 30, 2024</td></tr>"
    first, second = (
        f"{head}{table(*rows).removeprefix('<table>')}" for rows in (("Rent", "Tax"), ("Audits", "Visits"))
    )
    laid_out = "<table><tr><td>(In millions)</td></tr></table>"
    page = f"<p>The costs of our offices consisted of:</p>{laid_out}{first}{second}"
    tables = read_release(page.encode(), "page.html").tables
    assert [(table.lead, [row.label for row in table.rows]) for table in tables] == [
        ("The costs of our offices consisted of:", ["Rent", "Tax"]),
        ("", ["Audits", "Visits"]),
    ]
