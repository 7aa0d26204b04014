"""The way through: what a whole reading says, and that it takes time in proportion to size."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gaapgraph.reader.release import read_release

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaapgraph.reader.release import Reading

HEAD = ("Year ended December 31, 2024", "Year ended December 31, 2023")


def rows(count: int) -> list[tuple[str, str, str]]:
    return [(f"Item number {i} of the list", f"{i * 7 % 99991 + 1:,}", f"({i * 3 % 9973 + 1:,})") for i in range(count)]


def tabs(count: int) -> bytes:
    return "\n".join(["(in thousands)", "\t".join(("", *HEAD)), *("\t".join(row) for row in rows(count))]).encode()


def markdown(count: int) -> bytes:
    lines = ["| " + " | ".join(row) + " |" for row in (("", *HEAD), ("---", "---", "---"), *rows(count))]
    return "\n".join(["(in thousands)", "", *lines]).encode()


def html(count: int) -> bytes:
    lines = ["<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in (("", *HEAD), *rows(count))]
    return "\n".join(["<html><body><p>(in thousands)</p><table>", *lines, "</table></body></html>"]).encode()


def fixed(count: int) -> bytes:
    lines = [f"{label:<40}{first:>15}{second:>15}" for label, first, second in (("", "2024", "2023"), *rows(count))]
    return "\n".join(["(in thousands)", "", *lines]).encode()


@pytest.mark.parametrize(("make", "name"), [(tabs, "x.txt"), (markdown, "x.md"), (html, "x.htm"), (fixed, "x.txt")])
def test_time_grows_with_size_and_no_faster(make: Callable[[int], bytes], name: str) -> None:
    times = []
    for count in (500, 4000):
        data = make(count)
        start = time.process_time()
        reading = read_release(data, name)
        times.append(time.process_time() - start)
        assert len(reading.figures) == 2 * count
    assert times[1] < 8 * 3 * times[0] + 1


def test_long_paragraphs_take_time_in_proportion() -> None:
    table = "\n\tFY2024\nRevenue ($M)\t12\n"
    times = []
    for count in (200, 1600):
        data = ("Sales rose 5% to $3 million in the year. " * count + table).encode()
        start = time.process_time()
        reading = read_release(data, "x.txt")
        times.append(time.process_time() - start)
        assert sum(figure.within is None for figure in reading.figures) == 2 * count
    assert times[1] < 8 * 3 * times[0] + 1


def test_places_in_long_paragraphs_are_those_of_the_line(read: Callable[..., Reading]) -> None:
    sentence = "Sales rose 5% to $3 million in the year. "
    line = sentence * 300
    reading = read(line + "\n\tFY2024\nRevenue ($M)\t12\n")
    for figure in reading.figures:
        if figure.within is None:
            assert line[figure.place.offset or 0 :].startswith(figure.printed)


def test_reading_names_reporter_period_and_calendar(read: Callable[..., Reading]) -> None:
    text = (
        "Zeta Networks Inc. reports results for the quarter ended June 30, 2024\nAugust 1, 2024\n\n"
        "($ in millions)\n\tQ2 2024\tQ2 2023\nRevenue\t12\t11\n"
    )
    reading = read(text)
    assert reading.entity_name == "Zeta Networks Inc."
    assert str(reading.issued) == "2024-08-01"
    assert str(reading.period) == "2024-04-01/2024-06-30"
    assert reading.figures[0].value == Decimal(12_000_000)
    assert {token.kind for token in reading.tokens} <= {"fact", "head", "label", "date"}


def test_a_table_that_defeats_the_reader_is_told_and_the_rest_is_read(monkeypatch):
    from gaapgraph.reader.table import chain

    plain = chain.read_table

    def read_or_fail(block, *others, **more):
        if block.rows[-1].cells[0].text == "Odd":
            raise IndexError("tuple index out of range")
        return plain(block, *others, **more)

    monkeypatch.setattr(chain, "read_table", read_or_fail)
    text = "Larch Inc.\n\n\t2024\nOdd\t5\n\ntext\n\n\tYear ended December 31, 2024\nRevenues\t1,234\n"
    reading = read_release(text.encode(), "r.txt")
    assert [figure.printed for figure in reading.figures] == ["1,234"]
    (finding,) = reading.findings
    assert (finding.code, finding.place.line) == ("GG-READ-UNREAD", 3)
    assert "tuple index out of range" in finding.message
