from __future__ import annotations

from gaapgraph.export.sheet_name import SheetNames


def test_names_are_valid_and_unique():
    names = SheetNames()
    titles = [
        "a/b\\c?*[d]:e",
        "A/B\\C?*[D]:E",
        "'quoted'",
        "History",
        "",
        "(only a remark)",
        "x" * 40,
        "x" * 40,
        "word " * 20,
    ]
    given = [names.give(title) for title in titles]
    assert len({name.casefold() for name in given}) == len(titles)
    assert all(0 < len(name) <= 31 for name in given)
    assert not any(set(name) & set("[]:*?/\\") for name in given)
    assert not any(name.startswith("'") or name.endswith("'") or name.casefold() == "history" for name in given)


def test_a_long_title_loses_what_tells_nothing():
    assert (
        SheetNames().give("Consolidated Statements of Operations and Comprehensive Income")
        == "Operations and Comprehensive…"
    )
    assert SheetNames().give("CONSOLIDATED STATEMENTS OF INCOME (Unaudited)") == "STATEMENTS OF INCOME"
