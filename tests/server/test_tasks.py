"""Tasks of an analyst, from the first page to what somebody looked up in the document, each in at most five actions.

An action is a click, a field that is filled and sent with Enter, an option that is chosen, or a run of keys. With
GAAPGRAPH_PICTURES=FOLDER the end of each task is drawn there, to be looked at.
"""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import FrameLocator, Locator, Page

    from conftest import Running

    Listing = Callable[[Page], list[tuple[str, str]]]

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
MOST = 5
PATIENCE = 240_000  # milliseconds until all rules have been checked
RELEASES = Path(__file__).parents[1] / "golden" / "releases"


class Analyst:
    """Who sits before the page; whatever the hand does is counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector).first

    @property
    def documents(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    def wait_for_documents(self) -> None:
        """The first who asks waits until all rules have been checked."""
        self.documents.locator("#panel").wait_for(state="attached", timeout=PATIENCE)

    def read_mark(self) -> str:
        """Return the figure that is marked in the documents, once it is in sight."""
        mark = self.documents.locator(".f.here").first
        playwright.expect(mark).to_be_in_viewport(timeout=10_000)
        return mark.inner_text()

    def click(self, wanted: str | Locator) -> None:
        self.actions += 1
        (self.find(wanted) if isinstance(wanted, str) else wanted).click()

    def send(self, field: str, text: str) -> None:
        """Fill a field and press Enter."""
        self.actions += 1
        self.find(field).fill(text)
        self.find(field).press("Enter")

    def press(self, field: str, *keys: str) -> None:
        """Press some keys one after the other."""
        self.actions += 1
        for key in keys:
            self.find(field).press(key)

    def type(self, text: str) -> None:
        """Type where the cursor stands."""
        self.actions += 1
        self.page.keyboard.type(text)

    def save(self, selector: str) -> str:
        """Click what gives a file; return its text."""
        with self.page.expect_download() as taken:
            self.click(selector)
        return Path(taken.value.path()).read_text(encoding="utf-8")

    def read_row(self, head: str, *, within: str = "main table") -> list[str]:
        """Return the texts of the first row that has a text."""
        row = self.page.locator(f"{within} tr").filter(has_text=head).first
        row.wait_for()
        return row.locator("th, td").all_inner_texts()

    def find_revenues(self) -> dict[str, str]:
        """Ask for the lines of statements that are of revenues; return the cells of the first by their heads."""
        self.click("nav >> text=Statements")
        self.send("main input[name=q]", "revenues")
        self.find("main input[name=q][value=revenues]").wait_for()  # the view before has such a line, too
        return dict(zip(self.read_row("line"), self.read_row("Revenues", within="main tbody"), strict=True))


@pytest.fixture
def analyst(page: Page, list_grave: Listing | None, request: pytest.FixtureRequest) -> Iterator[Analyst]:
    found = Analyst(page)
    yield found
    if folder := os.environ.get("GAAPGRAPH_PICTURES"):
        page.wait_for_timeout(300)
        page.screenshot(path=Path(folder) / f"{request.node.name.replace('[', '-').rstrip(']')}.png")
    assert 0 < found.actions <= MOST
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
    if list_grave is not None:
        assert list_grave(page) == []


def test_what_was_net_income_and_where_is_it_printed(analyst: Analyst):
    """Line 58 prints 1,419 in millions, line 450 prints 1,419,304 in thousands."""
    analyst.send("#words", "1,419")
    analyst.click("#figures li:has-text('58:2') a")
    analyst.find("text=1,419,304,000").wait_for()
    assert analyst.read_row("58:2")[3] == "1,419"
    assert analyst.read_row("450:")[3] == "1,419,304"
    analyst.click("main table a:has-text('450:')")
    analyst.wait_for_documents()
    assert analyst.read_mark().startswith("1,419,304")


def test_how_does_operating_income_come_about(analyst: Analyst):
    """Line 407: 66,835,299 of revenues less 62,075,935 of costs and expenses leave 4,759,364."""
    analyst.send("#words", "operating income 2008")
    analyst.click("#figures a:has-text('at 407:2')")
    analyst.wait_for_documents()
    proof = analyst.documents.locator("#paper article")
    assert "66,835,299" in proof.inner_text()
    assert analyst.read_mark().startswith("4,759,364")


def test_where_does_the_release_contradict_itself(analyst: Analyst):
    """Line 169 says "JPY4,537 million" for a cash flow that line 496 prints as 4,537,746: it is cut, not rounded."""
    analyst.click("nav >> text=Errors")
    analyst.wait_for_documents()
    broken = analyst.documents.locator("#results .result", has_text="Places that state one fact agree").first
    analyst.click(broken.locator("a.f").first)
    assert analyst.read_mark().startswith("JPY4,537 million")
    proof = analyst.documents.locator("#paper article").inner_text()
    assert "4,537,746,000" in proof
    assert "line 496" in proof


def test_how_did_revenues_stand_against_the_year_before(analyst: Analyst):
    """Line 396 prints 66,835,299 for the year to March 2008 and 69,730,730 for the next, in thousands."""
    shown = analyst.find_revenues()
    assert shown["2007-04-01 to 2008-03-31, JPY"] == "66,835,299,000"
    assert shown["2008-04-01 to 2009-03-31, JPY"] == "69,730,730,000"


def test_what_was_known_on_the_eve_of_the_release(analyst: Analyst):
    """It is of May 15, 2009: a day before, no line of it was known, and on that day all were."""
    analyst.click("nav >> text=Statements")
    analyst.send("main input[name=known]", "2009-05-14")
    analyst.find("text=No line is so").wait_for()
    analyst.send("main input[name=known]", "2009-05-15")
    assert "69,730,730,000" in analyst.read_row("Revenues", within="main tbody")


def test_what_part_of_income_went_to_tax_in_one_year(analyst: Analyst):
    """Lines 416 and 417: 1,002,711 of 2,034,488; taxes paid (line 530) are 774,409."""
    analyst.send("#words", "tax rate")
    analyst.click("a[href='#question/measure_tax_rate']")
    analyst.send("main input[name=period]", "2008-04-01/2009-03-31")
    analyst.find("#status:has-text('1 rows')").wait_for()
    shown = dict(zip(analyst.read_row("beforeTax"), analyst.read_row("2008-04-01/2009-03-31"), strict=True))
    assert (shown["beforeTax"], shown["tax"], shown["paid"]) == ("2,034,488,000", "1,002,711,000", "774,409,000")
    assert shown["rate"] == "0.492857"


def test_a_link_to_an_answer_opens_the_same_answer(analyst: Analyst):
    """Somebody else opens the permalink, and has line 417 over line 416 for that year alone."""
    analyst.send("#words", "tax rate")
    analyst.click("a[href='#question/measure_tax_rate']")
    analyst.send("main input[name=period]", "2008-04-01/2009-03-31")
    analyst.find("#status:has-text('1 rows')").wait_for()
    link = analyst.find("#permalink").get_attribute("href")
    assert link is not None
    analyst.page.goto("about:blank")
    analyst.page.goto(link)
    analyst.find("#status:has-text('1 rows')").wait_for()
    assert "0.492857" in analyst.read_row("2008-04-01/2009-03-31")
    assert analyst.find("input[name=period]").input_value() == "2008-04-01/2009-03-31"


def test_a_receipt_shows_what_net_debt_is_made_of(analyst: Analyst):
    """Cash is that of the balance sheet, 10,187,724 thousand on March 31, 2009."""
    analyst.send("#words", "net debt")
    analyst.click("a[href='#question/measure_net_debt']")
    receipt = analyst.save("#receipt")
    assert json.loads(receipt)["question"] == "measure_net_debt"
    assert "10,187,724" in receipt
    assert "iij-fy2008-release.txt" in receipt


def test_the_mix_of_revenue_goes_to_a_spreadsheet(analyst: Analyst):
    """Systems construction, line 391: 18,025,250 thousand in the year to March 2008, 14,658,502 in the next."""
    analyst.send("#words", "revenue mix")
    analyst.click("a[href='#question/show_revenue_mix']")
    rows = list(csv.DictReader(io.StringIO(analyst.save("#csv"))))
    years = {
        each["period"]: each["value"]
        for each in rows
        if "Systems Construction" in each.values() and each["period"].endswith("-03-31") and "-04-01/" in each["period"]
    }
    assert years == {"2007-04-01/2008-03-31": "18025250000", "2008-04-01/2009-03-31": "14658502000"}


def test_a_question_is_changed_and_asked_again(analyst: Analyst):
    """The last of the two balance sheets alone: 10,187,724 thousand in cash."""
    analyst.send("#words", "net debt")
    analyst.click("a[href='#question/measure_net_debt']")
    analyst.click("#edit")
    analyst.find(".yasqe_queryButton").wait_for()
    analyst.type("\nLIMIT 1")
    analyst.press("body", "Control+Enter")
    analyst.find(".yasr_results td").wait_for()
    assert analyst.page.locator(".yasr_results tbody tr").count() == 1
    assert "10187724000" in analyst.find(".yasr_results").inner_text()


def test_what_do_both_documents_say_of_one_figure(analyst: Analyst):
    """The annual report says "JPY0.3 billion" of an impairment that line 413 of the release prints as 288,643."""
    analyst.send("#words", "both documents")
    analyst.click("a[href='#question/find_facts_in_both_documents']")
    row = analyst.read_row("ImpairmentOfInvestments")
    assert analyst.find("main p.quiet").inner_text() == "Internet Initiative Japan Inc."
    assert {"288,643,000", "300,000,000", "true", "iij-fy2008-release.txt"} <= set(row)


def test_what_came_true_of_the_risks(analyst: Analyst):
    """Lines 237 to 240 of the release: systems integration sold less, at a lower margin."""
    analyst.click("main >> text=Internet Initiative Japan Inc.")
    analyst.find("h2 >> text=Risks").wait_for()
    analyst.click("a[href='#question/show_outcomes']")
    row = analyst.read_row("Systems integration sold less and its margin shrank.")
    assert {"realised", "237"} <= set(row)


@pytest.fixture(scope="module")
def rivals(start: Callable[..., Running]) -> Iterator[Running]:
    """A server over the releases of two companies."""
    running = start("--quiet", *(RELEASES / name / "input.htm" for name in ("halden-2024q2", "quillon-2024q4")))
    yield running
    running.stop()


def test_two_companies_stand_side_by_side(analyst: Analyst, rivals: Running):
    """Net sales of 642.3 million for one, revenue of 160,474 thousand for the other, in quarters of 2024."""
    analyst.page.goto(rivals.address)
    shown = analyst.find_revenues()
    assert shown["Halden Tool Works, Inc., 2024-04-01 to 2024-06-30, USD"] == "642,300,000"
    assert shown["QUILLON SOFTWARE CORPORATION, 2024-10-01 to 2024-12-31, USD"] == "160,474,000"
