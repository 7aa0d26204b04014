"""Filing → graph → xBRL-JSON, xBRL-CSV and XBRL 2.1: Arelle reads the same facts as from the original."""

from __future__ import annotations

import shutil

import pytest

from gaapgraph.cli import main

pytestmark = [pytest.mark.conformance, pytest.mark.filterwarnings("ignore")]  # Arelle leaves files open

# Filings of which Arelle has the whole taxonomy, or schemas derived from lists of its concepts (cache B).
FILINGS = {
    "netflix-2009": ("nflx-10k-fy2009/nflx-20091231.xml", "A", 383),
    "apple-2010": ("aapl-10k-fy2010/aapl-20100925.xml", "A", 1377),
    "ferc-alexander": ("ferc-2021/Alexander_Connector,_LLC_form6_Q4_1650052345.xbrl", "A", 326),
    "ferc-alpine": ("ferc-2021/Alpine_Transportation_Company_form6_Q4_1648663742.xbrl", "A", 364),
    "tesla-2024": ("tsla-10q-2024q2/tsla-20240630_htm.xml", "B", 1149),
    "apple-2025": ("aapl-10q-2025q2-ixbrl/aapl-20250329_htm.xml", "B", 760),
}
FORMS = {"xbrl": "export.xml", "xbrl-json": "export.json", "xbrl-csv": "export-csv.json"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FILINGS)
def test_a_filing_goes_through_the_graph_unchanged(name, form, shared, judge, tmp_path):
    place, cache, count = FILINGS[name]
    source = shared / "data" / "filings" / place
    for file in source.parent.iterdir():
        if file.suffix in (".xsd", ".xml", ".xbrl"):
            shutil.copy(file, tmp_path)
    graph = tmp_path / "graph.nq"
    assert main(["build", str(tmp_path / source.name), "-o", str(graph)]) == 0
    assert main(["export", str(graph), "--to", form, "-o", str(tmp_path / FORMS[form])]) == 0
    original, ours = judge(tmp_path / source.name, cache), judge(tmp_path / FORMS[form], cache)
    assert original.facts.total() == count
    assert ours.errors == original.errors
    assert ours.facts - original.facts == {}
    assert original.facts - ours.facts == {}
    assert ours.notes == original.notes
