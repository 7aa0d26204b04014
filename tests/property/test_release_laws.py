"""Laws of reading releases: numbers survive printing, and the order of columns says nothing."""

from __future__ import annotations

from decimal import Decimal

import hypothesis.strategies as st
from hypothesis import given, settings

from gaapgraph.language.numeral import parse_printed
from gaapgraph.reader.release import read_release

VALUES = st.decimals(min_value=Decimal("-99999999"), max_value=Decimal("99999999"), places=2, allow_nan=False)
THOUSANDS = st.sampled_from([",", "'", "’", " ", "\u202f"])
YEARS = (2021, 2022, 2023, 2024)


def printed(value: Decimal, thousands: str, in_parentheses: bool, mark: str) -> str:
    digits = f"{mark}{abs(value):,.2f}".replace(",", thousands)
    if value >= 0:
        return digits
    return f"({digits})" if in_parentheses else f"-{digits}"


class TestParseOfPrintIsTheNumber:
    """For every value and convention, what is printed is what is read."""

    @given(VALUES, THOUSANDS, st.booleans(), st.sampled_from(["", "$", "€", "£"]))
    def test_decimal_points(self, value: Decimal, thousands: str, in_parentheses: bool, mark: str) -> None:
        found = parse_printed(printed(value, thousands, in_parentheses, mark))
        assert found is not None
        assert (found.value, found.places) == (value, 2)

    @given(VALUES, st.booleans())
    def test_decimal_commas(self, value: Decimal, in_parentheses: bool) -> None:
        swapped = printed(value, ",", in_parentheses, "").translate(str.maketrans(",.", ".,"))
        found = parse_printed(swapped, continental=True)
        assert found is not None
        assert (found.value, found.places) == (value, 2)

    @given(VALUES)
    def test_per_cent_signs_leave_the_value(self, value: Decimal) -> None:
        found = parse_printed(f"{printed(value, ',', in_parentheses=True, mark='')}%")
        assert found is not None
        assert (found.value, found.is_percent) == (value, True)


class TestOrderOfColumnsSaysNothing:
    """Facts are label, period, unit and value; where the column stands is no part of them."""

    @settings(deadline=None, max_examples=40)
    @given(
        st.permutations(YEARS),
        st.lists(st.tuples(*[st.integers(-99999, 99999)] * len(YEARS)), min_size=1, max_size=6),
        st.sampled_from(["tab", "pipe", "html"]),
    )
    def test_permuted_columns_give_the_same_facts(
        self, order: list[int], amounts: list[tuple[int, ...]], form: str
    ) -> None:
        assert facts(list(YEARS), amounts, form) == facts(order, amounts, form)


def facts(order: list[int], amounts: list[tuple[int, ...]], form: str) -> set[tuple[object, ...]]:
    heads = ["", *(f"Year ended December 31, {year}" for year in order)]
    rows = [
        [f"Item {chr(65 + index)}", *(cell(row[YEARS.index(year)]) for year in order)]
        for index, row in enumerate(amounts)
    ]
    data, name = layout([heads, *rows], form)
    reading = read_release(data.encode(), name)
    return {(f.label, f.period, f.unit, f.value, f.decimals, f.is_nil) for f in reading.figures if f.within is not None}


def cell(amount: int) -> str:
    return f"({-amount:,})" if amount < 0 else f"{amount:,}" if amount else "-"


def layout(table: list[list[str]], form: str) -> tuple[str, str]:
    caption = "Statement of income (EUR million)"
    if form == "tab":
        return "\n".join([caption, "", *("\t".join(row) for row in table)]), "release.txt"
    if form == "pipe":
        lines = ["| " + " | ".join(row) + " |" for row in (table[0], ["---"] * len(table[0]), *table[1:])]
        return "\n".join([caption, "", *lines]), "release.md"
    lines = ["<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in table]
    return f"<html><body><p>{caption}</p><table>{''.join(lines)}</table></body></html>", "release.htm"
