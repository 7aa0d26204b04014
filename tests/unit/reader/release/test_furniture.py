"""Contents, covers, exhibits, addresses and signatures hold no figure; statements that look a bit like them do."""

from __future__ import annotations

import pytest

from gaapgraph.reader.release import read_release

STATEMENT = """\
Larch Foods Inc.

\tYear ended December 31, 2024\tYear ended December 31, 2023
Revenues\t$1,234\t$1,100

text

"""
FURNITURE = {
    "contents": "\tPage\nItem 1. Business\t3\nItem 1A. Risk Factors\t9\nItem 2. Properties\t21\nSignatures\t80\n",
    "contents, page first": "3\tItem 1.\tBusiness\n9\tItem 1A.\tRisk factors\n21\tItem 2.\tProperties\n",
    "notes": "Note 1\tBackground\t56\nNote 2\tAccounting policies\t56\nNote 3\tEarnings per share\t63\n",
    "cover": "Delaware\t94-3177549\n(State or other jurisdiction\t(I.R.S. Employer No.)\nSanta Clara\t95051\n",
    "exhibits": "Exhibit Number\tDescription\n3.1\tArticles\n10.2\tPlan of 2007\n31.1\tCertification\n",
    "address": "2407 W. 24th St. Kearney, NE 68845\tphone: 308-236-8491\nP.O. Box 1480\tfax: 308-236-4493\n",
    "pages": "".join(f"2024 Form 10-K |\t{page}\n\ntext\n\n" for page in (54, 56, 58)),
    "officers": "Name\tAge\tPosition\nKim Larch\t56\tChief executive\nLee Birch\t71\tDirector\n",
    "signature": "Date: May 2, 2025\tLarch Foods Inc.\nBy: /s/ Kim Larch\t101\n",
}


@pytest.mark.parametrize("kind", FURNITURE)
def test_furniture_gives_no_figure(kind):
    reading = read_release((STATEMENT + FURNITURE[kind]).encode(), "r.txt")
    assert [figure.printed for figure in reading.figures] == ["$1,234", "$1,100"]
    assert {token.kind for token in reading.tokens if token.place.line > 6} <= {"label", "date", "identifier"}


@pytest.mark.parametrize(
    "table",
    [
        "\t2024\nStores opened\t3\nStores closed\t9\nStores at year end\t21\n",  # rises like pages, but is no index
        "\tDecember 31, 2024\nNotes payable, item 1\t$3\nNotes payable, item 2\t$9\nNotes, item 3\t$21\n",
        "\tDecember 31, 2024\tRate\n3.10% notes due 2030\t500\t3.10\n4.25% notes due 2040\t750\t4.25\n",
    ],
)
def test_statements_are_no_furniture(table):
    reading = read_release((STATEMENT + table).encode(), "r.txt")
    assert len(reading.figures) >= 4


def test_bullets_laid_out_as_a_table_are_sentences():
    page = (
        "<html><body><p>Larch Foods Inc.</p>"
        "<table><tr><td>•</td><td>Revenue for 2024 was $12 million.</td></tr></table>"
        "<table><tr><td></td><td>2024</td></tr><tr><td>Costs</td><td>900</td></tr></table></body></html>"
    )
    (figure,) = [one for one in read_release(page.encode(), "r.htm").figures if one.within is None]
    assert (figure.printed, str(figure.period)) == ("$12 million", "2024-01-01/2024-12-31")
    assert figure.place.xpath == "(/html/body/table[1]//tr)[1]/*[2]"
