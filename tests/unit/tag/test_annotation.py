"""Annotations are verified against the text, and follow their lines where the text moved."""

from __future__ import annotations

from decimal import Decimal

from gaapgraph.model import PURE, Place
from gaapgraph.tag.profile.annotation import Annotation, AnnotationSet, verify

LINES = {
    3: "Revenue rose 4.3% in the year.",
    5: "Costs rose 6.2% and margins fell 1.1% in the year.",
    9: "The rate is JPY 99.15 here.",
    12: "The rate is JPY 99.15 here.",
}


def annotated(line: int, printed: str) -> Annotation:
    offset = LINES[line].index(printed)
    place = Place(line, None, offset)
    return Annotation(
        place, printed, "c", None, Decimal(1), None, PURE, None, None, (), False, None, None, "", ""
    )  # fmt: skip


ROWS = (annotated(3, "4.3%"), annotated(5, "6.2%"), annotated(5, "1.1%"), annotated(9, "99.15"), annotated(12, "99.15"))


def lines_of(moved: dict[int, str]) -> tuple[list[int], list[str]]:
    kept, findings = verify(AnnotationSet("", ROWS), moved)
    return [row.place.line for row in kept], [f"{each.place.line}@{each.place.offset}" for each in findings]


def test_where_nothing_moved_every_annotation_stands():
    assert lines_of(LINES) == ([3, 5, 5, 9, 12], [])


def test_lines_inserted_above_take_the_annotations_along():
    assert lines_of({line + 7: text for line, text in LINES.items()}) == ([10, 12, 12, 16, 19], [])


def test_lines_inserted_between_move_only_what_stands_below():
    moved = {line + (2 if line > 5 else 0): text for line, text in LINES.items()}
    assert lines_of(moved) == ([3, 5, 5, 11, 14], [])


def test_a_changed_figure_is_set_aside_where_it_stands():
    changed = LINES | {5: LINES[5].replace("6.2%", "6.3%")}
    assert lines_of(changed) == ([3, 5, 9, 12], ["5@11"])


def test_a_changed_figure_is_not_sought_in_the_next_line_that_prints_the_old_one():
    changed = LINES | {9: "The rate is JPY 98.15 here."}
    assert lines_of(changed) == ([3, 5, 5, 12], ["9@16"])
