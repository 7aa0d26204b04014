"""Every code that a reader can give a finding has its entry in the scheme of codes."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"\"(GG-READ-[A-Z-]+)\"")


def test_every_code_of_a_finding_is_defined() -> None:
    used = {code for path in (ROOT / "src").rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    defined = set(CODE.findall((ROOT / "ontology/schemes/finding-code.ttl").read_text(encoding="utf-8")))
    assert used
    assert used <= defined
