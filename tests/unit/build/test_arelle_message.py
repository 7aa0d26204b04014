"""Messages of Arelle as findings; and what is said where it is not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaapgraph.build import arelle_message
from gaapgraph.errors import InputError
from gaapgraph.model import Place


def test_where_arelle_is_absent_the_call_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(arelle_message.sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(arelle_message.shutil, "which", lambda _: None)
    with pytest.raises(InputError, match="not installed"):
        arelle_message.list_messages(Path("a.xml"), ())


def test_a_message_has_line_and_severity():
    entries = [
        {"level": "info", "message": {"text": "loaded"}},
        {"level": "inconsistency", "refs": [{"sourceLine": 27}], "message": {"text": "sum\n differs"}},
        {"level": "error", "refs": [], "message": {"text": "wrong"}},
    ]
    first, second = arelle_message._read_entries(entries)
    assert (first.severity, first.place, first.message) == ("warning", Place(27), "Arelle: sum differs")
    assert (second.severity, second.place) == ("violation", Place(1))
