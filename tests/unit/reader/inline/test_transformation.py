"""Transformations of the registries 1 to 5: what the schemas of the registries say of each form."""

from __future__ import annotations

import pytest

from gaapgraph.language.words import load_words
from gaapgraph.reader.inline.transformation import REGISTRIES, TransformationError, transform

BY_VERSION = {version: namespace for namespace, version in REGISTRIES.items()}

READ = [
    ("1", "numcommadot", "1,234,567.89", "1234567.89"),
    ("1", "numdash", "-", "0"),
    ("1", "numspacecomma", "1 234,5", "1234.5"),
    ("1", "numdotcomma", "1.234,5", "1234.5"),
    ("1", "datelongus", "December 31, 2020", "2020-12-31"),
    ("1", "dateshortuk", "31 Dec 20", "2020-12-31"),
    ("1", "dateslasheu", "31/12/2020", "2020-12-31"),
    ("1", "dateslashus", "12/31/2020", "2020-12-31"),
    ("1", "datelongdaymonthuk", "31 December", "--12-31"),
    ("1", "dateshortyearmonth", "2020 Dec", "2020-12"),
    ("2", "numdotdecimal", "1 234.50", "1234.50"),
    ("2", "numcommadecimal", "1.234.567,8", "1234567.8"),
    ("2", "numunitdecimal", "1,234 dollars 5 cents", "1234.05"),
    ("2", "zerodash", "—", "0"),
    ("2", "booleantrue", "anything at all", "true"),
    ("2", "nocontent", "n/a", ""),
    ("2", "datedaymonthyear", "2.4.19", "2019-04-02"),
    ("2", "datemonthdayen", "Sept" + "ember 30th", "--09-30"),
    ("2", "dateerayearmonthdayjp", "平成元年5月31日", "1989-05-31"),
    ("2", "dateyearmonthdaycjk", "2020年12月31日", "2020-12-31"),
    ("3", "datedaymonthyeardk", "31. december 2020", "2020-12-31"),
    ("3", "datedaymonthyearin", "११ जुलाई २०१९", "2019-07-11"),
    ("3", "calindaymonthyear", "11 पौष 1921", "2000-01-01"),
    ("3", "numdotdecimalin", "12,34,567.89", "1234567.89"),
    ("3", "dateyearmonthday", "２０２０/１２/３１", "2020-12-31"),
    ("4", "num-dot-decimal", "1,23 4.5 6", "1234.56"),
    ("4", "num-comma-decimal", "1.234,5", "1234.5"),
    ("4", "fixed-zero", "nil", "0"),
    ("4", "fixed-empty", "none", ""),
    ("4", "date-monthname-day-year-en", "September 27, 2025", "2025-09-27"),
    ("4", "date-day-monthname-year-de", "31. Dezember 2020", "2020-12-31"),
    ("4", "date-day-monthname-year-fr", "1er août 2020", "2020-08-01"),
    ("4", "date-day-monthname-year-pl", "31 grudnia 2020 r.", "2020-12-31"),
    ("4", "date-year-monthname-day-lt", "2020 m. gruodžio 31 d.", "2020-12-31"),
    ("4", "date-year-day-monthname-lv", "2020. gada 31. decembris", "2020-12-31"),
    ("4", "date-year-monthname-day-hu", "2020. december 31", "2020-12-31"),
    ("4", "date-day-monthname-el", "31 Μαΐου", "--05-31"),
    ("4", "date-monthroman-year", "XII 2020", "2020-12"),
    ("4", "date-day-monthroman-year", "31.viii.2020", "2020-08-31"),
    ("5", "date-day-monthname-year-cy", "31 Rhagfyr 2020", "2020-12-31"),
    ("5", "num-dot-decimal-apos", "1’234’567.50", "1234567.50"),
    ("5", "num-comma-decimal-apos", "1'234,5", "1234.5"),
    ("5", "num-unit-decimal-apos", "1'234 Franken 50 Rappen", "1234.50"),
    ("sec", "durwordsen", "three years, 11 months and four days", "P3Y11M4D"),
    ("sec", "numwordsen", "One billion two hundred", "1000000200"),
]
REFUSED = [
    ("1", "numcommadot", "1,23"),
    ("1", "dateslashus", "31/12/2020"),
    ("1", "numdash", "–"),
    ("2", "numdotdecimal", "12 34"),
    ("2", "numdotdecimal", "-1"),
    ("2", "datemonthdayen", "september 30"),
    ("2", "datedaymonthyear", "30.2.2020"),
    ("2", "dateyearmonthcjk", "2020年13月"),
    ("3", "datedaymonthyeardk", "31. december. 2020"),
    ("3", "calindaymonthyear", "32 पौष 1921"),
    ("4", "num-dot-decimal", "1.234,5"),
    ("4", "num-dot-decimal", "(1,234)"),
    ("4", "num-dot-decimal", ""),
    ("4", "num-dot-decimal", "1."),
    ("4", "date-day-monthname-year-de", "31. December 2020"),
    ("4", "date-monthroman-year", "IIII 2020"),
    ("4", "num-dot-decimal-apos", "1'234"),
    ("5", "numdotdecimal", "1"),
    ("sec", "numwordsen", "hundred one"),
    ("sec", "numwordsen", "two thousand three million"),
    ("sec", "durwordsen", "one thousand years"),
]


@pytest.mark.parametrize(("version", "name", "text", "expected"), READ)
def test_text_of_the_form_is_read(version: str, name: str, text: str, expected: str) -> None:
    assert transform(BY_VERSION[version], name, text) == expected


@pytest.mark.parametrize(("version", "name", "text"), REFUSED)
def test_text_of_another_form_is_refused(version: str, name: str, text: str) -> None:
    with pytest.raises(TransformationError):
        transform(BY_VERSION[version], name, text)


def test_blanks_around_a_text_do_not_count_but_other_space_does() -> None:
    assert transform(BY_VERSION["4"], "date-month-day-year", " \n12/31/2020\t") == "2020-12-31"
    with pytest.raises(TransformationError):
        transform(BY_VERSION["4"], "date-month-day-year", "\u00a012/31/2020")


def test_unknown_names_say_that_no_registry_has_them() -> None:
    with pytest.raises(TransformationError, match="no registry has the transformation 'num-dot-decimal'"):
        transform("urn:example", "num-dot-decimal", "1")


def test_each_registry_has_as_many_transformations_as_its_schema() -> None:
    counts: dict[str, int] = {}
    for row in load_words("inline-transformation"):
        for version in row["registry"].split():
            counts[version] = counts.get(version, 0) + 1
    assert counts == {"1": 24, "2": 21, "3": 31, "4": 94, "5": 100, "sec": 18}
