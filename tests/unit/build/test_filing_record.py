"""The day of filing, which a filing's own documents do not tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gaapgraph.build.filing_record import date_report


@pytest.mark.parametrize(("name", "content", "day"), [
    ("filing.json", '{"filingDate": "2010-02-22"}', date(2010, 2, 22)),
    ("metadata.json", '{"filing_date": "2010-02-22"}', date(2010, 2, 22)),
    ("filing.json", '{"filingDate": "soon"}', None),
    ("filing.json", "[]", None),
    ("filing.json", "{", None),
    ("other.json", '{"filingDate": "2010-02-22"}', None),
])  # fmt: skip
def test_the_record_beside_a_filing_dates_it(sample_report, tmp_path, name, content, day):
    (tmp_path / name).write_text(content)
    assert date_report(replace(sample_report, issued=None), tmp_path).issued == day


def test_a_day_that_is_known_stays(sample_report, tmp_path):
    (tmp_path / "filing.json").write_text('{"filingDate": "2010-02-22"}')
    assert date_report(sample_report, tmp_path).issued == sample_report.issued
