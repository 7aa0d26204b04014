"""What stands around a table, and what of it the next one shares."""

from __future__ import annotations

import pytest

from gaapgraph.reader.table.surroundings import Surroundings

BEFORE = Surroundings(("Segments",), ("The following tables are in millions of dollars.", "Results of the year"))


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        (("North America",), ("The following tables are in millions of dollars.", "North America")),
        (("(in thousands)",), ("(in thousands)",)),
        (("North America", "(in thousands)"), ("North America", "(in thousands)")),
        ((), BEFORE.captions),
    ],
)
def test_what_is_said_of_following_tables_holds_below_captions_that_name_no_scale(own, kept) -> None:  # type: ignore[no-untyped-def]
    assert Surroundings((), own).at_table(BEFORE).captions == kept
