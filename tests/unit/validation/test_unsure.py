"""What a report need not tell may explain a small difference, which is told as an info; a great one stays wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaapgraph.model import bounds
from gaapgraph.resource import ontology, read_rows
from gaapgraph.validation.binding import Binding, Formula, Operand
from gaapgraph.validation.conclusion import from_unsure
from gaapgraph.validation.figure import Figures
from gaapgraph.validation.unsure import find_unsure

FIGURES = Figures(prints={})


def operand(name: str, value: str, decimals: int, role: str = "numerator") -> Operand:
    low, high = bounds(Decimal(value), decimals)
    return Operand(
        fact=name, occurrence=name, role=role, weight=Decimal(1), value=Decimal(value), lower=low, upper=high
    )


def per_share(code: str, printed: str, shares: str, income: str = "300.9") -> Binding:
    """Return earnings per share as they are printed, of an income that is one for all."""
    above, below = operand("income", income, 1), operand(f"shares {shares}", shares, 1, "denominator")
    reported = operand(f"{code} {printed}", printed, 2, "reported")
    low, high = above.lower / below.upper, above.upper / below.lower
    return Binding(
        rule="rule", code=code, family="derived", formula=Formula.quotient, operands=(reported, above, below),
        expected=above.value / below.value, expected_lower=low, expected_upper=high,
        ok=reported.lower <= high and low <= reported.upper, exact=False, rests_on_concepts=True,
    )  # fmt: skip


def same(code: str, printed: str, other: str, *, rests: bool = True) -> Binding:
    reported, computed = operand(f"{code} {printed}", printed, 0, "reported"), operand(f"other {other}", other, 0)
    return Binding(
        rule="rule", code=code, family="tie", formula=Formula.equality, operands=(reported, computed),
        expected=computed.value, expected_lower=computed.lower, expected_upper=computed.upper,
        ok=reported.lower <= computed.upper and computed.lower <= reported.upper, exact=False, rests_on_concepts=rests,
    )  # fmt: skip


BASIC, DILUTED = "GG-DER-001", "GG-DER-002"


@pytest.mark.parametrize(
    ("bindings", "count"),
    [
        ([per_share(BASIC, "1.51", "195.9")], 1),  # 1.536, of which securities that take part may have 2 %
        ([per_share(BASIC, "1.51", "195.9"), per_share(DILUTED, "1.50", "197.0")], 2),  # both of one lesser income
        ([per_share(BASIC, "1.51", "195.9"), per_share(DILUTED, "1.53", "197.0")], 0),  # the other contradicts it
        ([per_share(BASIC, "1.35", "195.9")], 0),  # too far
        ([per_share(BASIC, "1.56", "195.9")], 0),  # of more than all income
        ([per_share(DILUTED, "1.56", "195.9")], 1),  # interest on what is converted is added
        ([per_share(DILUTED, "1.65", "195.9")], 0),
        ([per_share(BASIC, "-1.51", "195.9", "-300.9")], 1),
        ([per_share(BASIC, "1.51", "195.9", "-300.9")], 0),  # the sign is wrong
        ([per_share(BASIC, "1.54", "195.9")], 0),  # it holds
        ([same("GG-TIE-005", "540", "542")], 1),
        ([same("GG-TIE-005", "540", "542"), same("GG-TIE-005", "200", "200")], 1),
        ([same("GG-TIE-005", "500", "542")], 0),
        ([same("GG-ROLL-001", "540", "542")], 1),
        ([same("GG-ROLL-001", "540", "542"), same("GG-ROLL-001", "200", "200")], 0),  # the report keeps to it
        ([same("GG-TIE-001", "540", "542")], 0),  # assets are what liabilities and equity are
        ([same("GG-TIE-005", "540", "542", rests=False)], 0),
    ],
)
def test_only_what_may_be_two_things_is_unsure(bindings: list[Binding], count: int) -> None:
    assert len(find_unsure(bindings, FIGURES)) == count


def test_it_is_told_as_an_info_with_the_reason() -> None:
    told = from_unsure(same("GG-TIE-005", "540", "542"), FIGURES)
    assert told.severity == "info"
    assert told.message.endswith("nothing need be wrong, as what is bought in a period may be paid in the next.")
    assert told.reported == "540"


def test_each_code_of_the_table_is_a_derivation_and_a_share_is_small() -> None:
    codes = {row["code"] for row in read_rows(ontology() / "derivations" / "derivation.tsv")}
    rows = list(read_rows(ontology() / "derivations" / "unsure.tsv"))
    assert {row["code"] for row in rows} <= codes
    assert all(0 < Decimal(row["share"]) <= Decimal("0.03") for row in rows)


def test_an_info_says_first_what_does_not_hold() -> None:
    (info,) = [from_unsure(one, FIGURES) for one in [per_share(BASIC, "1.51", "195.9")]]
    told, _, why = info.message.partition("; nothing need be wrong, as ")
    assert told
    assert not told.endswith(".")
    assert why.endswith(".")
