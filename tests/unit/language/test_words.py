"""Words are data: a new currency, a new counted unit is one row of a table, and a document with it is read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gaapgraph.errors import InputError
from gaapgraph.language import words
from gaapgraph.language.currency import currencies
from gaapgraph.language.numeral import parse_printed
from gaapgraph.language.quantity import read_quantity

ROOT = Path(__file__).parents[3]
READ = """
import sys
from gaapgraph.reader.release import read_release
for figure in read_release(sys.stdin.buffer.read(), "r.txt").figures:
    print(figure.printed, f"{figure.value:f}", figure.unit.slug, *figure.unit.numerator, sep="|")
"""
FLORINS = """\
Aruba Sample N.V. results

(in millions of Aruban florins)
\tYear ended December 31, 2024\tYear ended December 31, 2023
Revenues\tAfl.1,234\tAfl.1,100
Net income\t123\t110

Cash was Afl.250 million at December 31, 2024.
"""
VESSELS = """\
Northwind Sample Ltd. results

\tYear ended December 31, 2024\tYear ended December 31, 2023
Number of vessels\t12\t14

We owned 12 vessels at December 31, 2024.
"""


@pytest.fixture
def read_with(tmp_path):
    """Return a function that adds one row to a table of words in a copy of the program and reads a text with it."""

    def read(table: str, row: str, text: str) -> list[str]:
        for folder in ("src", "ontology"):
            shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.ttl"))
        with (tmp_path / "ontology" / "words" / f"{table}.tsv").open("a", encoding="utf-8") as stream:
            stream.write(row + "\n")
        done = subprocess.run(
            [sys.executable, "-c", READ],
            input=text.encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        )
        return done.stdout.decode().splitlines()

    return read


def test_a_currency_is_one_row(read_with):
    row = "AWG\tAruban florin\tAfl.\taruban florin; aruban florins\tISO 4217"
    figures = read_with("currency", row, FLORINS)
    florin = "AWG|http://www.xbrl.org/2003/iso4217#AWG"
    assert f"Afl.1,234|1234000000|{florin}" in figures
    assert f"110|110000000|{florin}" in figures
    assert f"Afl.250 million|250000000|{florin}" in figures


def test_a_counted_unit_is_one_row(read_with):
    vessel = "https://example.org/measure/vessels"
    figures = read_with("unit", f"vessels\t{vessel}\t0\tprose label row\tmade up", VESSELS)
    units = {line.rpartition("|")[2] for line in figures}
    assert units == {vessel}
    assert [line.split("|")[:2] for line in figures] == [["12", "12"], ["14", "14"], ["12 vessels", "12"]]


def test_currency_codes_that_are_words_count_only_in_capitals():
    assert currencies("We try to cop a pen") == []
    assert currencies("in millions of TRY") == ["TRY"]


def test_letters_before_a_dollar_sign_begin_a_word():
    assert currencies("income was $5, or $2, in US $ and S$") == ["USD", "USD", "USD", "SGD"]


def test_all_lists_of_words_agree_on_scales():
    for word, exponent in words.numbers("scale", "exponent", use="word").items():
        assert read_quantity(f"in {word} of euros").scale == exponent
        printed = parse_printed(f"$1.5 {word}")
        assert printed is not None
        assert printed.scale == exponent


@pytest.mark.parametrize(
    ("text", "currency", "scale"), [("HKD 1,120.5", "HKD", None), ("$1,120.5 mm", "USD", 6), ("1,120.5 mln", None, 6)]
)
def test_a_cell_knows_the_marks_that_a_head_knows(text, currency, scale):
    printed = parse_printed(text)
    assert printed is not None
    assert (str(printed.value), printed.currency, printed.scale) == ("1120.5", currency, scale)


def test_trailing_minus_is_a_sign():
    printed = parse_printed("1,350-")
    assert printed is not None
    assert printed.value == -1350


def test_a_row_with_a_cell_too_few_is_refused(tmp_path, monkeypatch):
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "scale.tsv").write_text("word\texponent\tuse\tsource\nmyriad\t4\tword\n", encoding="utf-8")
    monkeypatch.setattr(words, "ontology", lambda: tmp_path)
    words.load_words.cache_clear()
    try:
        with pytest.raises(InputError, match="3 cells") as caught:
            words.load_words("scale")
    finally:
        words.load_words.cache_clear()
    assert "scale.tsv:2" in str(caught.value)
