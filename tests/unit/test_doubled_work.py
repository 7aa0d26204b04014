"""Twice the rows or columns are twice the work: calls are counted, not seconds."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from gaapgraph.build import account_for, read_source
from gaapgraph.reader.release import prose, reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

MOST, SHARE = 3.2, 200  # of doubling, where what goes through all rows for each row comes to four; of all calls
HEAD = "Example Corp.\n\nConsolidated Statements of Income (in thousands)\n"


def rows(size: int) -> str:
    lines = "".join(f"Revenue of kind {n}\t{n * 7919 % 9999 + 100:,}\t{n * 7841 % 9999 + 100:,}\n" for n in range(size))
    return f"{HEAD}\tYear ended June 30,\n\t2024\t2023\n{lines}"


def rows_alike(size: int) -> str:
    return f"{HEAD}\tYear ended June 30,\n\t2024\t2023\n" + "Net sales\t1,200\t1,100\n" * size


def columns(size: int) -> str:
    lines = "".join(label + "".join(f"\t{n * 7919 % 9999 + 100:,}" for n in range(size)) + "\n" for label in "AB")
    return f"{HEAD}Year ended June 30,\n" + "".join(f"\t{2024 - n % 20}" for n in range(size)) + f"\n{lines}"


def count(run: Callable[[], object]) -> Counter[str]:
    """Return how often each function of the package was called, or went on where it yields."""
    found: Counter[str] = Counter()

    def profile(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and "gaapgraph" in frame.f_code.co_filename:
            code = frame.f_code
            found[f"{code.co_filename.rpartition('gaapgraph/')[2]}:{code.co_firstlineno} {code.co_name}"] += 1

    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize(("make", "size"), [(rows, 16), (rows_alike, 16), (columns, 16)])
def test_no_function_is_called_more_than_twice_as_often(make: Callable[[int], str], size: int, tmp_path: Path):
    path = tmp_path / "a.txt"
    done = []
    for factor in (1, 2, 4):  # the first fills what is kept
        path.write_text(make(size * factor))
        done.append(count(lambda: list(read_source(path))))
    _, half, whole = done
    least = sum(whole.values()) / SHARE
    worse = {name: (half[name], ran) for name, ran in whole.items() if ran > least and ran > MOST * half[name]}
    assert worse == {}


def test_a_page_accounts_for_what_it_has_read_without_reading_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.txt"
    path.write_text(rows(5))
    read = []
    whole = reader._read_blocks
    monkeypatch.setattr(reader, "_read_blocks", lambda *given: read.append(1) or whole(*given))
    list(read_source(path))
    told = account_for(path)
    assert (len(read), len([each for each in told if each.kind == "fact"])) == (1, 10)
    path.write_text(rows(6))
    assert len([each for each in account_for(path) if each.kind == "fact"]) == 12


def test_a_paragraph_of_too_many_numbers_is_read_so_far_and_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.txt"
    stated = "".join(f"Net income was ${n}.5 million in 2023. " for n in range(1, 9))
    path.write_text(f"{rows(3)}\n{stated}\n")
    (report,) = read_source(path)
    assert [each for each in report.findings if each.code == "GG-READ-UNREAD"] == []
    monkeypatch.setattr(prose, "_MOST_TOLD", 6)
    (less,) = read_source(path)
    (finding,) = [each for each in less.findings if each.code == "GG-READ-UNREAD"]
    assert stated[finding.place.offset :].startswith("Net income was $4.5")
    assert "has stated 6 numbers" in finding.message
