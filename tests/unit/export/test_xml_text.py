"""What XML has no character for goes out as U+FFFD."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from gaapgraph.cli import main
from gaapgraph.export.filing.xml_text import mend_texts

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """Acme \x1b[31m Corp. Reports Results for the Year Ended December 31, 2024

Consolidated Balance Sheets
(in thousands)
\tDecember 31, 2024\tDecember 31, 2023
Cash and cash equivalents\x07\t4,100\t3,900
Glue\x0b held for \x01neighbours\t1,725\t1,690
"""


@pytest.mark.parametrize("form", ["xbrl", "ixbrl", "xbrl-json", "xbrl-csv"])
def test_control_characters_of_a_document_do_not_stop_an_export(form: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    assert main(["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "a.nq")]) == 0
    assert main(["export", str(tmp_path / "a.nq"), "--to", form, "-o", str(tmp_path / "out")]) == 0
    for path in (tmp_path / "out").rglob("*.x[ms]*"):
        etree.parse(path)


def test_what_xml_can_hold_is_left_as_it_is(sample_report) -> None:  # type: ignore[no-untyped-def]
    assert mend_texts(sample_report) is sample_report
    assert mend_texts(["a\x00", {"b\ud800": ("c\uffff",)}]) == ["a\ufffd", {"b\ufffd": ("c\ufffd",)}]
