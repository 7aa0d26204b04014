"""An abbreviation that the document declares is not printed with a letter too few or too many."""

from __future__ import annotations

import pytest

from gaapgraph.model import Place
from gaapgraph.reader.release.abbreviation import _is_one_edit, note_misspelt_names

OPENING = 'Net Income Japan Inc. ("NIJ", NASDAQ:NIJI, TSE:3774) today announced its results.'
USES = "NIJ sells. NIJ buys. NIJ grows. NIJ pays. NIJ hires. NIJ builds."


def misspelt(*texts: str) -> list[tuple[Place, str]]:
    lines = enumerate((OPENING, USES, *texts), 1)
    return [(finding.place, finding.message) for finding in note_misspelt_names(lines)]


@pytest.mark.parametrize("word", ["NI", "NJ", "NIIJ", "INJ", "NJJ"])
def test_letter_missing_doubled_replaced_or_swapped(word: str) -> None:
    [(place, message)] = misspelt(f"The shares of {word} rose.")
    assert place == Place(3, None, 14)
    assert message == f"“{word}” is a misspelling of “NIJ”, the name that the document gives in line 1."


def test_one_finding_for_a_line_names_every_misspelling_in_it() -> None:
    [(place, message)] = misspelt("NJ targets income attributable to NII of 300.")
    assert place == Place(3, None, 0)
    assert message.startswith("“NJ” and “NII” are misspellings of “NIJ”")


@pytest.mark.parametrize(
    "text",
    [
        "Quoted as TSE:NIJI and at www.NIJI.com.",
        "NIKE and NIB are other companies.",
        "NIJI NIJI NIJI NIJI is common.",
        "THE SHARES OF NI AND OF OTHERS",
        'Nippon Inc. ("NIJI") is an affiliate; NIJI is listed.',
        "NIJ’s shares; an NIJ-led group.",
    ],
    ids=["code", "other letters", "common", "all in capitals", "declared itself", "inflected"],
)
def test_another_name_is_no_misspelling(text: str) -> None:
    assert misspelt(text) == []


def test_roman_numerals_are_no_misspellings() -> None:
    lines = [(1, 'Example ("VIX") reports.'), (2, "VIX " * 9 + "fell."), (3, "Phase VI and part IX begin.")]
    assert note_misspelt_names(lines) == []


def test_rare_abbreviation_proves_nothing() -> None:
    assert note_misspelt_names([(1, OPENING), (2, "NI and NIJ are named once each.")]) == []


@pytest.mark.parametrize(
    ("a", "b", "is_one"),
    [
        ("IIJ", "IIIJ", True), ("IIJT", "IIJ", True), ("IIJT", "IIJE", True), ("IIJT", "IJIT", True),
        ("IIJT", "IIJT", False), ("IIJT", "TECH", False), ("IIJT", "IIJTXY", False), ("ABCD", "BADC", False),
    ],
)  # fmt: skip
def test_one_edit_is_a_letter_or_two_neighbours(a: str, b: str, is_one: bool) -> None:
    assert _is_one_edit(a, b) is is_one
    assert _is_one_edit(b, a) is is_one
