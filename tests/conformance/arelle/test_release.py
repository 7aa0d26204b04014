"""The shipped release as a complete XBRL report: no error, and no inconsistent sum that `check` does not report."""

from __future__ import annotations

import pytest

from gaapgraph.cli import main
from gaapgraph.graph import read_reports
from gaapgraph.resource import instances
from gaapgraph.store import gather

pytestmark = [pytest.mark.conformance, pytest.mark.filterwarnings("ignore")]  # Arelle leaves files open

RELEASE = instances() / "iij" / "fy2008-release" / "release.trig"
FORMS = {"xbrl": "release.xml", "xbrl-json": "release.json", "xbrl-csv": "release-csv.json"}


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
