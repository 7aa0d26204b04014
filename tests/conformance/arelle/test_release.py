"""The shipped release as a complete XBRL report: no error, and no inconsistent sum that `check` does not report."""

from __future__ import annotations

import shutil

import pytest

from gaapgraph.cli import main
from gaapgraph.graph import read_reports
from gaapgraph.resource import instances
from gaapgraph.store import gather

pytestmark = [pytest.mark.conformance, pytest.mark.filterwarnings("ignore")]  # Arelle leaves files open

RELEASE = instances() / "iij" / "fy2008-release" / "release.trig"
FORMS = {"xbrl": "release.xml", "ixbrl": "release.xhtml", "xbrl-json": "release.json", "xbrl-csv": "release-csv.json"}


@pytest.mark.parametrize("form", FORMS)
def test_the_release_is_valid_with_its_own_taxonomy(form, judge, tmp_path):
    output = tmp_path / FORMS[form]
    assert main(["export", str(RELEASE), "--to", form, "-o", str(output)]) == 0
    reading = judge(output, validate=True, calcs="c11r")
    assert reading.errors == {}
    (report,) = read_reports(gather([RELEASE]))
    undated = sum(fact.dimensions.period is None for fact in report.facts)
    assert undated == 3  # of which one, of an instant, cannot stand in a context
    assert reading.facts.total() == len(report.occurrences) - 1


def test_a_package_of_the_release_opens(judge, tmp_path):
    output = tmp_path / "release.zip"
    assert main(["export", str(RELEASE), "--to", "xbrl", "-o", str(output)]) == 0
    reading = judge(output, validate=True)
    assert reading.errors == {}
    assert reading.facts.total() == 1404


def test_the_page_opens_with_every_figure_tagged(tmp_path):
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.skip("needs chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    output = tmp_path / "release.xhtml"
    assert main(["export", str(RELEASE), "--to", "ixbrl", "-o", str(output)]) == 0
    count = "document.getElementsByTagNameNS('http://www.xbrl.org/2013/inlineXBRL', '{}').length"
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium)
        page = browser.new_page()
        page.goto(output.as_uri())
        assert page.evaluate(count.format("nonFraction")) == 1404
        assert page.evaluate(f"{count.format('hidden')[:-7]}[0].children.length") == 1  # an amount in words
        assert page.locator("#L53").inner_text().startswith("Total Revenues")
        browser.close()
