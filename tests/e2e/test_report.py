"""The HTML report in a browser: read, searched, followed from figure to figure, by keyboard alone, in light and dark.

The browser is Debian's `chromium`, driven by Playwright; axe-core comes from npm: `npm ci --prefix tests/e2e`.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is absent: pip install -e '.[test]'")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(os.environ.get("AXE_CORE") or Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """One page in a context of its own, without a network; what it asks for and complains of is kept."""

    def __init__(self, browser, path: Path, **options) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        self.context.set_offline(True)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri())

    def figure(self, place: str):
        """The printed figure at a place such as 407.5, where it stands in its table or its text."""
        return self.page.locator(f'[id="f{place}"]')

    def open(self, place: str):
        """Open the working paper of a figure and return the panel."""
        self.figure(place).click()
        panel = self.page.get_by_role("complementary", name="Working paper")
        panel.wait_for()
        return panel


@pytest.fixture
def visit(browser):
    visits = []

    def go(path: Path, **options) -> Visit:
        visits.append(Visit(browser, path, **options))
        return visits[-1]

    yield go
    for each in visits:
        each.context.close()


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_page_asks_for_nothing_and_complains_of_nothing(visit, release_page):
    here = visit(release_page)
    here.open("407.5")
    here.page.get_by_role("searchbox").fill("revenue")
    assert [url for url in here.requests if not url.startswith("data:")] == [release_page.as_uri()]
    assert here.complaints == []
    assert here.page.get_by_role("heading", level=1).inner_text().startswith("IIJ Announces Full Year")


def test_a_search_finds_a_figure_by_its_digits_and_opens_it(visit, release_page):
    here = visit(release_page)
    here.page.keyboard.press("/")
    here.page.keyboard.type("operating income 2917382")
    assert here.page.locator("#hits").inner_text() == "1 hit"
    assert here.page.locator("#hits").get_attribute("aria-live") == "polite"
    here.page.keyboard.press("ArrowDown")
    here.page.keyboard.press("Enter")
    paper = words(here.page.locator("#panel").inner_text())
    assert "OPERATING INCOME 2,917,382 verified 2,917,382,000 JPY, give or take 500" in paper
    playwright.expect(here.figure("407.5")).to_be_in_viewport()


def test_a_search_finds_concepts_and_codes_and_says_where_there_is_nothing(visit, release_page):
    here = visit(release_page)
    query, found = here.page.get_by_role("searchbox"), here.page.locator("#found")
    query.fill("us-gaap:OperatingIncomeLoss concept")
    assert "Operating Income (Loss)" in found.inner_text()
    query.fill("GG-READ-FULLSTOP")
    assert "2.917" in found.inner_text()
    query.fill("no such thing at all")
    assert here.page.locator("#hits").inner_text() == "0 hits"
    query.fill("")
    assert here.page.locator("#hits").inner_text() == ""


def test_a_total_leads_to_its_parts_and_back(visit, release_page):
    here = visit(release_page)
    panel = here.open("407.5")
    total = words(panel.locator(".sum").first.inner_text())
    assert "A total is the sum of its items GG-CALC-001, to the last digit" in total
    assert "+ Total revenues line 396 69,730,730 verified 69,730,730,000" in total
    assert "− Total cost and expenses line 406 66,813,348 verified 66,813,348,000" in total
    assert "computed 2,917,382,000 printed 2,917,382 2,917,382,000 difference rounding allows 1,500 0" in total
    marked = here.page.locator(".statement .f.part").all_inner_texts()
    assert [words(text) for text in marked] == ["69,730,730 verified", "66,813,348 verified"]
    panel.get_by_role("link", name="69,730,730").first.click()
    parts = panel.locator(".sum").first.locator("a").all_inner_texts()
    assert [words(text).split()[0] for text in parts] == ["35,075,596", "33,647,097", "984,585", "23,452"]
    playwright.expect(here.figure("396.5")).to_have_class(re.compile(r"\bhere\b"))
    panel.get_by_role("button", name="Back").click()
    assert "OPERATING INCOME" in panel.inner_text()
    panel.get_by_role("button", name="Close").click()
    playwright.expect(panel).to_be_hidden()
    playwright.expect(here.figure("407.5")).to_be_focused()


def test_a_figure_leads_to_its_source_line(visit, release_page):
    here = visit(release_page)
    here.open("407.5").get_by_role("link", name="source line 407").click()
    line = here.page.locator("#L407")
    playwright.expect(line).to_be_in_viewport()
    assert here.page.url.endswith("#L407")
    assert "OPERATING INCOME\t4,759,364" in line.inner_text()


def test_a_misprint_shows_what_is_wrong_and_what_would_be_right(visit, release_page):
    here = visit(release_page)
    growth = words(here.open("614.4").inner_text())
    assert "(23.3%) contradicted" in growth
    assert "Likely correction: (17.8%)" in growth
    assert "2,550 verified" in growth
    assert "3,101" in growth
    assert "difference rounding allows 0.000794 −0.055315" in growth
    full_stop = words(here.open("290.2").inner_text())
    assert "violation GG-READ-FULLSTOP" in full_stop
    assert "As it is printed it would be 2,917,000." in full_stop


def test_every_tick_is_a_shape_and_words(visit, release_page):
    here = visit(release_page)
    shapes = {}
    for place, tick in {
        "407.5": "verified",
        "407.6": "verified",
        "290.2": "contradicted",
        "419.6": "verified within rounding",
        "13@125": "reached by no rule",
    }.items():
        figure = here.figure(place)
        assert figure.inner_text().endswith(tick)
        style = "element => getComputedStyle(element, '::after').maskImage"
        shapes[tick] = figure.evaluate(style)
    assert len(set(shapes.values())) == len(shapes) == 4
    assert all(shape.startswith('url("data:image/svg+xml') for shape in shapes.values())


def test_figures_in_prose_open_as_those_in_tables_do(visit, release_page):
    here = visit(release_page)
    paper = words(here.open("14@61").inner_text())
    assert "38.7% verified" in paper
    assert "Growth is the current over the comparative figure, less one" in paper
    assert "2,917,382" in paper


def test_a_tree_opens_from_its_total_downwards(visit, release_page):
    here = visit(release_page)
    tree = here.page.locator(".tree", has_text="Consolidated Statements of Income (Unaudited)").first
    tree.locator("summary").first.click()
    revenue = tree.locator(".label", has_text=re.compile(r"^\+ Total revenues$"))
    for label in ("^NET INCOME$", "BEFORE INCOME TAX EXPENSE", r"^\+ OPERATING INCOME$"):
        assert not revenue.is_visible()
        tree.locator("summary", has_text=re.compile(label)).click()
    assert revenue.is_visible()
    assert tree.get_by_role("link", name="69,730,730 verified").is_visible()


def test_the_keyboard_alone_is_enough(visit, release_page):
    here = visit(release_page)
    keys = here.page.keyboard
    keys.press("Tab")
    assert here.page.evaluate("document.activeElement.textContent") == "Skip to the report"
    keys.press("Enter")
    assert here.page.evaluate("document.activeElement.id") == "main"
    here.figure("386.2").focus()
    assert here.page.evaluate("document.querySelectorAll('[id=t381] tbody .f:not([tabindex=\"-1\"])').length") == 1
    for _ in range(3):
        keys.press("ArrowDown")  # 387, 388, 389
    keys.press("ArrowRight")  # the next figure of the row, in dollars
    assert here.page.evaluate("document.activeElement.id") == "f389.4"
    keys.press("Enter")
    assert here.page.evaluate("document.activeElement.id") == "paper"
    assert "353,763" in here.page.locator("#panel").inner_text()
    keys.press("Escape")
    assert here.page.evaluate("document.activeElement.id") == "f389.4"


def test_without_scripts_everything_can_be_read(visit, release_page):
    here = visit(release_page, java_script_enabled=False)
    assert not here.page.get_by_role("searchbox").is_visible()
    here.figure("407.5").click()
    paper = here.page.locator('[id="w407.5"]')
    playwright.expect(paper).to_be_in_viewport()
    assert "Total cost and expenses" in paper.inner_text()


def test_a_link_to_a_working_paper_opens_it(visit, release_page):
    here = visit(release_page)
    here.page.goto(f"{release_page.as_uri()}#w396.5")
    assert "Total revenues" in here.page.locator("#panel").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast_in_both_schemes(visit, release_page, scheme):
    here = visit(release_page, color_scheme=scheme)
    paper, ink = here.page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    dark, light = sorted([luminance(paper), luminance(ink)])
    assert (light + 0.05) / (dark + 0.05) > 12
    assert (luminance(paper) < luminance(ink)) == (scheme == "dark")


def luminance(color: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_what_is_not_opened_is_not_built(visit, release_page):
    here = visit(release_page)
    assert here.page.evaluate("document.querySelectorAll('*').length") < 20_000
    here.page.goto(f"{release_page.as_uri()}#L407")
    playwright.expect(here.page.locator("#L407")).to_be_in_viewport()
    here.page.locator("#q-show_revenue_mix summary").click()
    assert "Systems Integration" in here.page.locator("#q-show_revenue_mix table").inner_text()


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_charts_and_answers_without_scrolling_sideways(visit, release_page, width):
    here = visit(release_page, viewport={"width": width, "height": 844})
    here.page.locator("#q-show_revenue_mix summary").click()
    assert here.page.evaluate("document.documentElement.scrollWidth") <= width
    shown = "document.querySelectorAll('.chart *, #answers table *')"
    ends = f"[...{shown}].map(each => each.getBoundingClientRect().right)"
    assert max(here.page.evaluate(ends)) <= width
    words = "document.querySelectorAll('.chart .name, .chart .figure')"
    sizes = f"[...{words}].map(each => parseFloat(getComputedStyle(each).fontSize))"
    assert min(here.page.evaluate(sizes)) >= 11


@pytest.mark.parametrize("width", [390, 1440])
def test_whatever_is_opened_the_page_is_no_wider_and_figures_stand_below_their_heads(visit, release_page, width):
    here = visit(release_page, viewport={"width": width, "height": 900})
    here.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    here.page.locator(".tree .columns").first.wait_for()
    assert here.page.evaluate("document.documentElement.scrollWidth") <= width
    ends = "line => [...line.querySelectorAll(':scope > span')].map(each => each.getBoundingClientRect().right)"
    pairs = here.page.evaluate(
        f"""() => {{ const ends = {ends}; return [...document.querySelectorAll('.tree .columns')].map(head =>
          [ends(head.firstElementChild), ends(head.nextElementSibling.querySelector('.values'))]) }}"""
    )
    assert len(pairs) > 10
    for heads, figures in pairs:
        assert heads == pytest.approx(figures[-len(heads) :], abs=1)


def test_a_narrow_screen_scrolls_tables_and_not_the_page(visit, release_page):
    here = visit(release_page, viewport={"width": 400, "height": 800}, reduced_motion="reduce")
    assert here.page.evaluate("document.documentElement.scrollWidth") <= 400
    panel = here.open("330.5")
    playwright.expect(here.figure("330.5")).to_be_in_viewport()
    assert panel.bounding_box()["width"] == 400
    box = here.figure("330.5").bounding_box()
    assert box["y"] + box["height"] <= panel.bounding_box()["y"]


def test_paper_has_the_statements_and_neither_search_nor_panel(visit, release_page):
    here = visit(release_page)
    here.open("407.5")
    here.page.emulate_media(media="print")
    assert not here.page.get_by_role("searchbox").is_visible()
    assert not here.page.locator("#panel").is_visible()
    assert here.figure("407.5").is_visible()


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is absent: npm ci --prefix tests/e2e, or AXE_CORE=…/axe.min.js")
    return AXE.read_text(encoding="utf-8")


def find_barriers(page, axe: str) -> list[str]:
    """Return what axe finds serious or critical, with the first of the elements concerned."""
    page.evaluate(axe)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    return [
        f"{each['id']} ({each['impact']}): {each['nodes'][0]['html'][:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_with_everything_open(visit, small_page, axe, scheme):
    here = visit(small_page, color_scheme=scheme, bypass_csp=True)
    here.page.locator(".statement tbody a.f").first.click()
    here.page.get_by_role("searchbox").fill("revenue")
    here.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    here.page.wait_for_function("!document.querySelector('main .lazy > noscript')")
    assert find_barriers(here.page, axe) == []


def test_axe_finds_no_barrier_in_the_report_of_the_release(visit, release_page, axe):
    here = visit(release_page, bypass_csp=True)
    here.open("290.2")
    assert find_barriers(here.page, axe) == []


def test_axe_finds_no_barrier_without_scripts(visit, browser, small_page, axe, tmp_path):
    bare = tmp_path / "bare.html"
    text = re.sub(r"<script>.*?</script>", "", small_page.read_text(encoding="utf-8"), flags=re.DOTALL)
    bare.write_text(re.sub(r"</?noscript>", "", text))  # as a browser without scripts has it
    here = visit(bare, bypass_csp=True)
    here.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert here.page.locator("#papers article").count() > 100
    assert find_barriers(here.page, axe) == []
