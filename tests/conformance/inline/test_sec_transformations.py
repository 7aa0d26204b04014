"""The SEC's own suite of its inline transformations: 787 variations, every one as it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from gaapgraph.reader.inline.transformation import TransformationError, transform

SUITE = Path(__file__).parents[4] / "shared" / "data" / "conformance" / "ixt-sec" / "conf" / "tests.xml"
NAMESPACE = "http://www.sec.gov/inlineXBRL/transformation/2015-08-31"
CASE = "{http://xbrl.org/2011/conformance-rendering/transforms}"
VARIATIONS = 787


def _list_variations() -> list[tuple[str, str, str | None]]:
    if not SUITE.is_file():
        return []
    tree = etree.parse(SUITE)
    return [
        (
            one.getparent().get("name").partition(":")[2],
            one.get("input"),
            one.get("output") if one.get("result") == "valid" else None,
        )
        for one in tree.iter(f"{CASE}variation")
    ]


@pytest.mark.skipif(not SUITE.is_file(), reason="the suite stands beside the checkout, in shared/data/conformance")
def test_every_variation_of_the_suite_gives_what_it_says() -> None:
    variations = _list_variations()
    wrong = []
    for name, text, expected in variations:
        try:
            found: str | None = transform(NAMESPACE, name, text)
        except TransformationError:
            found = None
        if found != expected:
            wrong.append((name, text, expected, found))
    assert wrong == []
    assert len(variations) == VARIATIONS
