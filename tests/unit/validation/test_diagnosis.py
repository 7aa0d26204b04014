"""From broken rules to the one figure that, were it another, would mend most of them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from types import SimpleNamespace

import pytest

from gaapgraph.model import bounds
from gaapgraph.validation import diagnosis
from gaapgraph.validation.binding import Binding, Formula, Operand
from gaapgraph.validation.diagnosis import Suspect, _agree, _File, diagnose, print_value
from gaapgraph.validation.figure import Figures, Print


def make_print(name: str, value: str, decimals: int | None = 0, line: int = 1, fact: str = "", **more: bool) -> Print:
    low, high = bounds(Decimal(value), decimals)
    return Print(
        iri=name,
        fact=fact or f"fact-{name}",
        line=line,
        column=1,
        text=value,
        value=Decimal(value),
        lower=low,
        upper=high,
        decimals=decimals,
        is_primary=more.get("primary", False),
        is_copy=more.get("copied", False),
    )


def gather(*prints: Print) -> Figures:
    figures = Figures({one.iri: one for one in prints})
    for one in prints:
        figures.by_fact.setdefault(one.fact, []).append(one)
    return figures


def add_up(figures: Figures, total: str, *items: str, family: str = "calculation") -> Binding:
    """Return the binding of a total and its items, as the rule would give it."""
    reported, parts = figures.prints[total], [figures.prints[name] for name in items]
    expected = sum((part.value for part in parts), Decimal(0))
    low, high = sum((p.lower for p in parts), Decimal(0)), sum((p.upper for p in parts), Decimal(0))
    operands = [
        Operand(
            fact=one.fact,
            occurrence=one.iri,
            role=role,
            weight=Decimal(1),
            value=one.value,
            lower=one.lower,
            upper=one.upper,
        )
        for one, role in [(reported, "reported"), *((part, "item") for part in parts)]
    ]
    ok = reported.lower <= high and low <= reported.upper
    return Binding(
        rule="rule",
        code="GG-CALC-001",
        family=family,
        formula=Formula.sum,
        operands=tuple(operands),
        expected=expected,
        expected_lower=low,
        expected_upper=high,
        ok=ok,
        exact=reported.value == expected,
    )


def agree(figures: Figures, one: str, other: str) -> Binding:
    a, b = figures.prints[one], figures.prints[other]
    operands = (
        Operand(
            fact=a.fact,
            occurrence=a.iri,
            role="reported",
            weight=Decimal(1),
            value=a.value,
            lower=a.lower,
            upper=a.upper,
        ),
        Operand(
            fact=b.fact, occurrence=b.iri, role="same", weight=Decimal(1), value=b.value, lower=b.lower, upper=b.upper
        ),
    )
    ok = a.lower < b.upper and b.lower < a.upper
    return Binding(
        rule="rule",
        code="GG-OCC-001",
        family="occurrence",
        formula=Formula.repetition,
        operands=operands,
        expected=b.value,
        expected_lower=b.lower,
        expected_upper=b.upper,
        ok=ok,
        exact=a.value == b.value,
    )


def names(suspects: list[Suspect]) -> list[str]:
    return [suspect.cause.iri for suspect in suspects]


def test_nothing_broken_accuses_nobody() -> None:
    figures = gather(make_print("T", "100"), make_print("A", "60"), make_print("B", "40"))
    assert diagnose([add_up(figures, "T", "A", "B")], figures) == []


def test_figure_that_breaks_two_sums_is_accused_once() -> None:
    figures = gather(
        make_print("T", "100", line=1),
        make_print("U", "84", line=2),
        make_print("A", "60", line=3),
        make_print("B", "49", line=4),
        make_print("C", "44", line=5),
    )
    broken = [add_up(figures, "T", "A", "B"), add_up(figures, "U", "B", "C")]
    (suspect,) = diagnose(broken, figures)
    assert suspect.cause.iri == "B"
    assert suspect.correction == 40
    assert len(suspect.broken) == 2


def test_figure_that_holds_elsewhere_is_acquitted() -> None:
    figures = gather(
        make_print("T", "170", line=1),
        make_print("U", "300", line=2),
        make_print("A", "60", line=3),
        make_print("B", "40", line=4),
        make_print("C", "200", line=5),
        make_print("V", "101", line=6),
        make_print("D", "61", line=7),
    )
    bindings = [add_up(figures, "T", "A", "B"), add_up(figures, "U", "A", "B", "C"), add_up(figures, "V", "D", "B")]
    (suspect,) = diagnose(bindings, figures)
    assert suspect.cause.iri == "T"
    assert suspect.correction == 100


def test_nearer_misprint_wins_where_rules_tie() -> None:
    figures = gather(make_print("T", "1243", line=1), make_print("A", "1000", line=2), make_print("B", "234", line=3))
    (suspect,) = diagnose([add_up(figures, "T", "A", "B")], figures)
    assert suspect.cause.iri in ("T", "B")
    assert abs(suspect.correction - suspect.cause.value) == 9


def test_last_digit_is_one_unit_off_and_a_sum_needs_it() -> None:
    source = make_print("source", "1514543", 0, 9, "sales", primary=True)
    figures = gather(
        make_print("T", "66835000", -3, 1),
        make_print("A", "65321000", -3, 2),
        make_print("B", "1514000", -3, 3, "sales"),
        source,
    )
    bindings = [add_up(figures, "T", "A", "B"), agree(figures, "B", "source")]
    (suspect,) = diagnose(bindings, figures)
    assert suspect.cause.iri == "B"
    assert suspect.is_last_digit
    assert suspect.needed is bindings[0]
    assert suspect.correction == 1515000


def test_cut_figure_that_no_sum_needs_is_wrong() -> None:
    figures = gather(make_print("B", "4537000", -3, 3, "cash"), make_print("S", "4537746", 0, 9, "cash", primary=True))
    (suspect,) = diagnose([agree(figures, "B", "S")], figures)
    assert suspect.cause.iri == "B"
    assert not suspect.is_last_digit


def test_figure_repeated_is_one_case() -> None:
    figures = gather(
        make_print("B1", "1514000", -3, 1, "sales"),
        make_print("B2", "1514000", -3, 2, "sales"),
        make_print("S", "1518543", 0, 9, "sales", primary=True),
    )
    (suspect,) = diagnose([agree(figures, "B1", "S"), agree(figures, "B2", "S")], figures)
    assert {suspect.cause.iri, *(twin.iri for twin in suspect.twins)} == {"B1", "B2"}


def test_two_errors_are_two_suspects_in_document_order() -> None:
    figures = gather(
        make_print("T", "900", line=1),
        make_print("A", "60", line=2),
        make_print("B", "40", line=3),
        make_print("U", "30", line=4),
        make_print("C", "7", line=5),
        make_print("D", "9", line=6),
    )
    suspects = diagnose([add_up(figures, "T", "A", "B"), add_up(figures, "U", "C", "D")], figures)
    assert len(suspects) == 2
    assert names(suspects) == sorted(names(suspects), key=lambda name: figures.prints[name].line)


def test_correction_is_rounded_as_the_print_is() -> None:
    assert print_value(Decimal("1514543"), make_print("a", "1500000", -3)) == 1515000
    assert print_value(Decimal("1.5"), make_print("a", "1", None)) == Decimal("1.5")


def test_the_correction_is_that_on_which_most_broken_bindings_agree():
    spans = [(10, 11), (50, 54), (51, 53), (52, 60)]
    wanted = [(name, (Decimal(low), Decimal(high))) for name, (low, high) in zip("abcd", spans, strict=True)]
    cause = SimpleNamespace(decimals=None)
    assert _agree(wanted, cause) == (Decimal(52), Decimal(53), ["c", "b", "d"])
    many = [*wanted, *((f"e{number}", (Decimal(52), Decimal(55))) for number in range(500))]
    assert len(_agree(many, cause)[2]) == 503


def test_a_print_that_hundreds_contradict_is_not_judged_anew_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    others = [f"o{number}" for number in range(400)]
    figures = gather(make_print("hub", "1"), *(make_print(name, str(1000 + n * 37)) for n, name in enumerate(others)))
    judged = Counter[str]()
    judge = diagnosis._File.judge

    def count(file: diagnosis._File, left: set[int]) -> diagnosis._Case | None:
        judged[file._group[0].iri] += 1
        return judge(file, left)

    monkeypatch.setattr(diagnosis._File, "judge", count)
    suspects = diagnose([agree(figures, name, "hub") for name in others], figures)
    assert sum(len(suspect.broken) for suspect in suspects) == len(others)
    hub = judged["hub"]
    assert hub <= 205  # once for each of the last 200, of which few stand against it


@pytest.mark.parametrize(("count", "again"), [(200, 200), (1000, 400)])
def test_a_print_against_which_hundreds_stand_is_judged_anew_by_a_part_of_them(count: int, again: int) -> None:
    bindings = [object() for _ in range(count)]
    file = _File((), {})
    file.wanted = [(one, (Decimal(0), Decimal(1))) for one in bindings]
    left = {id(one) for one in bindings}
    assert [len(file._still_wanted(left)) for _ in range(2)] == [count, again]
