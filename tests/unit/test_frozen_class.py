"""Frozen values behave as frozen, slotted data classes do: held against `dataclasses` itself."""

from __future__ import annotations

import copy
import pickle
from collections import Counter
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any

import pytest

from gaapgraph.frozen_class import frozen
from gaapgraph.model import Duration


class _Cell:
    line: int
    column: int = 1
    marks: list[str] = field(default_factory=list)
    note: str | None = field(default=None, compare=False, repr=False)


class _Named:
    wide: int
    low: int = 0


def _both(fields_of: type[Any], **options: bool) -> tuple[type[Any], type[Any]]:
    """Return the class of fields as one of frozen values, and as `dataclasses` makes it."""
    return tuple(  # type: ignore[return-value]
        decorate(type("Cell", (), {**fields_of.__dict__, "__qualname__": "Cell"}))
        for decorate in (frozen(**options), dataclass(frozen=True, slots=True, **options))  # type: ignore[call-overload]
    )


def test_a_value_is_shown_taken_apart_and_changed_as_a_data_class_is() -> None:
    for made in _both(_Cell):
        cell = made(3, note="unaudited")
        assert repr(cell) == "Cell(line=3, column=1, marks=[])"
        assert asdict(cell) == {"line": 3, "column": 1, "marks": [], "note": "unaudited"}
        assert replace(cell, column=2) == made(3, 2)
        assert made.__match_args__ == ("line", "column", "marks", "note")
        assert [each.name for each in fields(made)] == ["line", "column", "marks", "note"]
        assert not hasattr(cell, "__dict__")


def test_a_field_that_is_not_compared_makes_no_difference() -> None:
    for made in _both(_Cell):
        assert made(3, note="a") == made(3, note="b")
        assert made(3) != made(4)
        assert made(3) != (3, 1, [])


def test_each_value_has_a_default_of_its_own() -> None:
    for made in _both(_Cell):
        first, second = made(1), made(2)
        first.marks.append("*")
        assert second.marks == []


def test_nothing_is_assigned_and_nothing_deleted() -> None:
    for made in _both(_Cell):
        cell = made(3)
        with pytest.raises(FrozenInstanceError, match="cannot assign to field 'line'"):
            cell.line = 4
        with pytest.raises(FrozenInstanceError, match="cannot delete field 'line'"):
            del cell.line
        assert cell.line == 3


def test_what_is_given_by_name_only_is_refused_by_position() -> None:
    for made in _both(_Named, kw_only=True):
        assert made(wide=1) == made(low=0, wide=1)
        with pytest.raises(TypeError):
            made(1)


def test_values_have_an_order_where_it_is_asked_for() -> None:
    for made in _both(_Named, order=True):
        assert sorted([made(2), made(1, 5), made(1)]) == [made(1), made(1, 5), made(2)]
        assert made(1) <= made(1) < made(1, 1) and made(2) > made(1) >= made(1)
    for made in _both(_Named):
        with pytest.raises(TypeError):
            sorted([made(2), made(1)])


def test_equal_values_are_one_key_and_values_of_two_classes_two() -> None:
    made, other = frozen(_Named), frozen(_Cell)
    assert Counter([made(1), made(1, 0), made(2)]) == {made(1): 2, made(2): 1}
    assert made(1) != other(1)


def test_a_value_goes_to_another_process_and_back() -> None:
    quarter = Duration(date(2024, 1, 1), date(2024, 3, 31))
    assert pickle.loads(pickle.dumps(quarter)) == quarter
    assert copy.deepcopy(quarter) == quarter


def test_what_a_class_says_of_itself_is_kept() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Duration(date(2024, 3, 31), date(2024, 1, 1))  # its __post_init__
    assert str(Duration(date(2024, 1, 1), date(2024, 3, 31))) == "2024-01-01/2024-03-31"
