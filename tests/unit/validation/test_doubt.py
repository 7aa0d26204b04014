"""What may be the reader's mistake accuses no document; what a reader is sure of stays a violation."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gaapgraph.model import bounds
from gaapgraph.validation.binding import Binding, Formula, Operand
from gaapgraph.validation.doubt import _count_causes, find_doubts, tell_doubts
from gaapgraph.validation.figure import Figures, Print
from gaapgraph.vocabulary import GG

PRINTS: dict[str, Print] = {}


def cell(line: int, column: int | None, value: str, table: int = 1) -> Print:
    low, high = bounds(Decimal(value), 0)
    name = f"{table}/{line}.{column}/{value}"
    PRINTS[name] = Print(
        iri=name, fact="f", report="r", line=line, column=column, table=table, row=line, text=value,
        value=Decimal(value), lower=low, upper=high, decimals=0, is_primary=True,
    )  # fmt: skip
    return PRINTS[name]


def operand(one: Print, role: str) -> Operand:
    return Operand(
        fact="f", occurrence=one.iri, role=role, weight=Decimal(1), value=one.value, lower=one.lower, upper=one.upper
    )


def bind(formula: Formula, reported: Print, *others: Print) -> Binding:
    expected = sum((other.value for other in others), Decimal(0))
    role = "same" if formula is Formula.repetition else "item"
    return Binding(
        rule="rule", code="EX-1", family="x", formula=formula, focus="network",
        operands=(operand(reported, "reported"), *(operand(other, role) for other in others)),
        expected=expected, expected_lower=expected, expected_upper=expected,
        ok=reported.value == expected, exact=False,
    )  # fmt: skip


def same(one: Print, other: Print) -> Binding:
    return bind(Formula.repetition, one, other)


class Curated(Figures):
    """Figures of a report whose mappings somebody saw to, or nobody did."""

    is_ours = False

    def is_curated(self, report: str) -> bool:
        return self.is_ours


def doubts(*bindings: Binding) -> list[Binding]:
    return find_doubts(bindings, Curated(prints=dict(PRINTS)))


def test_two_figures_of_one_row_are_no_repetition() -> None:
    one = same(cell(5, 2, "100"), cell(5, 3, "900"))
    assert doubts(one) == [one]


def test_one_contradiction_of_two_columns_is_the_documents() -> None:
    assert doubts(same(cell(5, 2, "100"), cell(7, 2, "900", table=2))) == []


@pytest.mark.parametrize(("agreements", "is_doubt"), [(0, True), (3, True), (4, False)])
def test_columns_that_contradict_each_other_in_much_were_confused(agreements: int, is_doubt: bool) -> None:
    wrong = [same(cell(line, 2, "100"), cell(line, 4, "900", table=2)) for line in (5, 6)]
    right = [same(cell(line, 2, "50"), cell(line, 4, "50", table=2)) for line in range(20, 20 + agreements)]
    assert bool(doubts(*wrong, *right)) is is_doubt


def test_last_digits_are_no_confusion_of_columns() -> None:
    assert doubts(*(same(cell(line, 2, "100"), cell(line, 4, "101", table=2)) for line in (5, 6, 7))) == []


@pytest.mark.parametrize(("wrong", "right", "is_doubt"), [(1, 0, False), (1, 1, False), (2, 0, True), (2, 2, False)])
def test_a_sum_that_fails_in_most_of_its_columns_is_none(wrong: int, right: int, is_doubt: bool) -> None:
    bad = [bind(Formula.sum, cell(9, n, "900"), cell(7, n, "1"), cell(8, n, "2")) for n in range(2, 2 + wrong)]
    good = [bind(Formula.sum, cell(9, n, "3"), cell(7, n, "1"), cell(8, n, "2")) for n in range(6, 6 + right)]
    assert bool(doubts(*bad, *good)) is is_doubt


def test_doubts_are_told_once_for_each_rule_as_infos_without_correction() -> None:
    wrong = [same(cell(line, 2, "100"), cell(line, 3, "900")) for line in (5, 6)]
    [told] = tell_doubts(wrong, Figures(prints=dict(PRINTS)))
    assert (told.severity, told.cause, told.correction, told.report) == ("info", GG.reading, None, "r")
    assert told.message.startswith("The reading is in doubt, not the document (the period of a column): read as 900 (")
    assert told.message.endswith("; and 1 more like it.")


@pytest.mark.parametrize(
    ("is_curated", "is_primary", "is_doubt"), [(True, False, False), (False, True, False), (False, False, True)]
)
def test_what_was_taken_for_the_same_by_labels_alone_is_sure_only_in_primary_statements(
    is_curated: bool, is_primary: bool, is_doubt: bool
) -> None:
    pair = [
        replace(cell(5, 2, "100"), is_primary=is_primary),
        replace(cell(7, 2, "900", table=2), is_primary=is_primary),
    ]
    figures = Curated(prints={one.iri: one for one in pair})
    figures.is_ours = is_curated
    assert bool(find_doubts([same(*pair)], figures)) is is_doubt


def test_a_sum_with_items_on_both_sides_of_its_total_is_the_readers():
    items = cell(41, 2, "10"), cell(42, 2, "20"), cell(45, 2, "5")
    broken = bind(Formula.sum, cell(43, 2, "30"), *items)
    assert doubts(broken) == [broken]
    plain = bind(Formula.sum, cell(43, 2, "31"), *items[:2])
    assert doubts(plain) == []


def test_a_sum_that_takes_a_figure_beside_its_subtotal_is_the_readers():
    first, second, third = cell(51, 2, "10"), cell(52, 2, "20"), cell(54, 2, "5")
    subtotal, total = cell(53, 2, "30"), cell(55, 2, "35")
    held = bind(Formula.sum, subtotal, first, second)
    broken = bind(Formula.sum, total, first, subtotal, third)
    assert doubts(held, broken) == [broken]
    assert doubts(held, bind(Formula.sum, cell(55, 2, "36"), subtotal, third)) == []


@pytest.mark.parametrize("table", [71, None])  # lines of text stand in no numbered table
def test_a_sum_along_a_row_that_leaves_out_a_figure_is_the_readers(table: int | None) -> None:
    def in_row(column: int, value: str, line: int) -> Print:
        one = cell(line, column, value, table=table or 0)
        PRINTS[one.iri] = one if table else replace(one, table=None, row=None)
        return PRINTS[one.iri]

    first, _, third, total = (in_row(at, value, 61) for at, value in enumerate(("20", "150", "240", "380"), start=2))
    broken = bind(Formula.sum, total, first, third)
    assert doubts(broken) == [broken]
    first, second, total = (in_row(at, value, 62) for at, value in enumerate(("20", "150", "171"), start=2))
    assert doubts(bind(Formula.sum, total, first, second)) == []


@pytest.mark.parametrize(("owners", "is_doubtful"), [("105", True), ("300", False)])
def test_a_quotient_that_holds_for_the_owners_part_is_the_readers(owners, is_doubtful):
    table = int(owners)
    income, shares, per_share = (cell(61, 2, "200", table), cell(70, 2, "10", table), cell(66, 2, "10", table))
    cell(63, 2, owners, table)
    plain = bind(Formula.quotient, per_share, income, shares)
    broken = replace(plain, rests_on_concepts=True, expected=Decimal(20), ok=False)
    assert (broken in doubts(broken)) is is_doubtful


@pytest.mark.parametrize(("wrong", "right", "is_doubt"), [(2, 10, False), (3, 10, True), (3, 30, False)])
def test_what_fails_throughout_one_table_was_not_read_right(wrong: int, right: int, is_doubt: bool) -> None:
    # rows 1 to 40 of table 9; each total is the figure beside it, but for those that are off by a hundred
    fails = [bind(Formula.sum, cell(n, 3, "400", 9), cell(n, 2, "300", 9)) for n in range(1, wrong + 1)]
    holds = [bind(Formula.sum, cell(n, 3, "300", 9), cell(n, 2, "300", 9)) for n in range(10, right + 10)]
    elsewhere = [bind(Formula.sum, cell(n, 3, "300", 7), cell(n, 2, "300", 7)) for n in range(50, 90)]
    assert (doubts(*fails, *holds, *elsewhere) == fails) is is_doubt


@pytest.mark.parametrize(("curated", "is_doubt"), [("r", False), ("q", True)])
def test_what_two_documents_state_is_judged_by_the_one_whose_figure_is_reported(curated: str, is_doubt: bool) -> None:
    wrong = [
        same(cell(line, 2, "100", 81), replace(cell(line, 4, "900", 82), report="q", iri=f"q/{line}"))
        for line in (5, 6)
    ]
    prints = dict(PRINTS)
    for line in (5, 6):
        prints[f"q/{line}"] = replace(cell(line, 4, "900", 82), report="q", iri=f"q/{line}")
    figures = Curated(prints=prints)
    figures.is_curated = lambda report: report == curated  # type: ignore[method-assign]
    assert bool(find_doubts(wrong, figures)) is is_doubt


@pytest.mark.parametrize(("second", "is_doubt"), [("15", True), ("9", False)])
def test_two_quotients_that_want_one_lesser_income_are_the_readers(second: str, is_doubt: bool) -> None:
    """9 for each of 100 shares is about 900, not 1,000; so are 15 for each of 60, but not 9."""
    income, total = cell(1, 2, "1000", 91), cell(2, 2, "1000", 91)
    confirmed = replace(bind(Formula.sum, total, income), exact=True)
    broken = []
    for line, (earned, shares) in enumerate((("9", "100"), (second, "60")), start=5):
        per_share, count = cell(line, 2, earned, 91), cell(line, 3, shares, 91)
        quotient = bind(Formula.quotient, per_share, income, count)
        operands = (quotient.operands[0], quotient.operands[1], replace(quotient.operands[2], role="denominator"))
        exact = Decimal(1000) / count.value
        broken.append(replace(quotient, operands=operands, expected=exact, expected_lower=exact, expected_upper=exact))
    assert (broken[0] in doubts(confirmed, *broken)) is is_doubt


def test_causes_are_counted_no_further_than_anybody_asks() -> None:
    assert _count_causes([frozenset({str(number)}) for number in range(3)]) == 3
    assert _count_causes([frozenset({"one", str(number)}) for number in range(3)]) == 1
    assert _count_causes([frozenset({str(number // 2), f"own {number}"}) for number in range(10)]) == 5
    assert _count_causes([frozenset({str(number // 2), f"own {number}"}) for number in range(60)]) == 21 + 18
