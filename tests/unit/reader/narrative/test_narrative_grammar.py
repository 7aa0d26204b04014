"""What the grammar of narrative sections finds by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.reader.narrative import Narrative, read_narrative
from gaapgraph.reader.narrative.amount import find_amounts
from gaapgraph.reader.narrative.layout import find_section, is_section, read_passages
from gaapgraph.reader.narrative.moment import find_dates
from gaapgraph.reader.narrative.name import find_names

BODY = "Most of what we sell goes to one buyer, whose orders change from one year to the next. " * 3
SECTION = f"""\
Item 1A. Risk Factors

We may lose our largest buyer.

{BODY}

It may go because of:

- prices,
- delays.
"""


def read(text: str, name: str = "risks.txt") -> Narrative | None:
    return read_narrative(text.encode(), name)


@pytest.mark.parametrize(
    "text", ["D. Risk Factors.", "Item 1A. Risk Factors", "RISK FACTORS", "Principal Risk Factors"]
)
def test_section_is_known_by_its_heading(text: str) -> None:
    assert is_section(text)


def test_a_sentence_about_risk_factors_heads_no_section() -> None:
    assert not is_section("See the risk factors in our annual report.")


def test_lines_are_told_apart() -> None:
    narrative = read(SECTION)
    assert narrative is not None
    assert [(one.kind, one.line) for one in narrative.passages] == [
        ("heading", 3), ("paragraph", 5), ("lead", 7), ("bullet", 9), ("bullet", 10),
    ]  # fmt: skip
    assert [(heading.line, bullet.line) for heading, bullet in narrative.bullets] == [(3, 9), (3, 10)]


@pytest.mark.parametrize(
    "line",
    [
        "Any trouble with suppliers could harm our business.",
        "Please see Item 5 for what may affect our results.",
        "In some countries, carriers may be unstable.",
    ],
)
def test_an_adverbial_opens_no_heading(line: str) -> None:
    assert read_passages([(1, line), (2, BODY)])[0].kind == "paragraph"


def test_a_heading_needs_a_paragraph_since_the_last() -> None:
    lines = [
        (1, "We may err at times."),
        (2, BODY),
        (3, "If we fail, we may lose customers."),
        (4, "Causes are:"),
        (5, "- one,"),
    ]
    kinds = [one.kind for one in read_passages([*lines, (6, "If we fail to act, we may lose more."), (7, BODY)])]
    assert kinds == ["heading", "paragraph", "heading", "lead", "bullet", "paragraph", "paragraph"]


def test_a_title_ends_no_sentence() -> None:
    text = "We depend on Mr. John Doe and could suffer if he left."
    assert read_passages([(1, text), (2, BODY)])[0].kind == "heading"


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit", "approximate"),
    [
        ("paid ¥5,025 million", "5025000000", -6, "JPY", False),
        ("was approximately ¥5.9 billion", "5900000000", -8, "JPY", True),
        ("about ¥200 million", "200000000", -8, "JPY", True),
        ("to acquire 51% of it", "0.51", 2, "pure", False),
        ("our wholly-owned subsidiary", "1", None, "pure", False),
        ("a 1 to 5 split of shares", "5", None, "pure", False),
        ("ten consolidated subsidiaries", "10", None, "entities", False),
        ("issued 12,500 new shares", "12500", None, "shares", False),
        ("None of our employees are bound", "0", None, "persons", False),
    ],
)
def test_amount(text: str, value: str, decimals: int | None, unit: str, approximate: bool) -> None:
    (found,) = find_amounts(7, text)
    assert (found.value, found.decimals, str(found.unit), found.approximate) == (
        Decimal(value), decimals, unit, approximate,
    )  # fmt: skip
    assert text[found.place.offset :].startswith(found.printed)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("On May 11, 2007, we", "2007-05-11", "2007-05-11", "day"),
        ("In February 2006, we", "2006-02-01", "2006-02-28", "month"),
        ("From July 2007 through October 2007", "2007-07-01", "2007-10-31", "range"),
        ("for the fiscal year ended March 31, 2008", "2007-04-01", "2008-03-31", "range"),
        ("since 2004 we", "2004-01-01", "2004-12-31", "year"),
    ],
)
def test_date_is_as_wide_as_its_precision(text: str, start: str, end: str, precision: str) -> None:
    (found,) = find_dates(1, text)
    assert (found.start.isoformat(), found.end.isoformat(), found.precision) == (start, end, precision)


def test_a_day_that_no_month_has_is_no_date() -> None:
    assert find_dates(1, "On February 30, 2007") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('from Acme Network Services Inc. ("ANS") to', [("Acme Network Services Inc.", "ANS")]),
        ("the Ministry of Trade, Labour and Health. However", [("Ministry of Trade, Labour and Health", "")]),
        ("led by Mr. John Doe, who", [("Mr. John Doe", "")]),
        ("listed on the Lima Stock Exchange in", [("Lima Stock Exchange", "")]),
        ('with A-Tech, Acme Systems Inc. ("A-S") and', [("Acme Systems Inc.", "A-S")]),
    ],
)
def test_names_come_with_the_terms_defined_for_them(text: str, names: list[tuple[str, str]]) -> None:
    assert [(one.printed, one.short) for one in find_names(1, text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Just a letter.\n\nNothing more.\n", "letter.txt"),
        ("Risk Factors\n\nWe may fail.\n", "short.txt"),
        (SECTION + "\na\t1\t2\nb\t3\t4\n", "table.txt"),
        (
            f"<html><p>Risk Factors</p><p>We may fail.</p><p>{BODY}</p><table><tr><td>1</td></tr></table></html>",
            "t.htm",
        ),
    ],
)
def test_other_documents_are_no_narrative(text: str, name: str) -> None:
    assert read(text, name) is None


def test_html_is_read_as_well() -> None:
    html = f"<html><body><p>Item 1A. Risk Factors</p><p>We may lose our buyer.</p><p>{BODY}</p></body></html>"
    narrative = read(html, "risks.htm")
    assert narrative is not None
    assert [one.text for one in narrative.headings] == ["We may lose our buyer."]


def test_every_number_is_accounted_for() -> None:
    narrative = read(SECTION + f"\nOn May 1, 2007 we paid $3 million, see Note 4 and 99 others. {BODY}\n")
    assert narrative is not None
    kinds = {token.text: token.kind for token in narrative.reading.tokens if token.place.line > 10}
    assert kinds == {"1": "date", "2007": "date", "3": "fact", "4": "identifier", "99": "unresolved"}


LONG = "We depend on few suppliers. " + "The loss of any of them would harm our results and our customers. " * 4


@pytest.mark.parametrize(
    ("below", "is_one"),
    [
        (["We may fail to grow our business", LONG], True),
        (["We may fail to grow our business", LONG[:199]], False),  # a contents page has headings alone
        (["We may fail to grow our business", f"- {LONG}"], False),  # nor do bullets make a section
        ([LONG, "Suppliers are our partners."], False),
    ],
)
def test_risk_factors_have_a_heading_and_a_paragraph_of_some_length(below, is_one):
    lines = list(enumerate(["Contents", "Item 1A. Risk Factors", *below], 1))
    assert find_section(lines) == (1 if is_one else None)
