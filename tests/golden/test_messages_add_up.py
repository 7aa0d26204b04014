"""Every message prints an arithmetic that a reader can do again: it is done again here, from the words alone."""

from __future__ import annotations

import lzma
import random
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import RdfFormat, Store

from gaapgraph.api import read_reports
from gaapgraph.validation.inspection import Inspection, inspect
from gaapgraph.validation.sentence import spell

RELEASE = Path(__file__).parents[2] / "instances" / "iij" / "fy2008-release" / "release.trig"
_PLACE = re.compile(r" \((?:“[^”]*”, )?(?:[^()“”:;]*, )?(?:(?:line|table) \d|element /)[^()]*\)")
_NUMBER = r"−?\d[\d,]*(?:\.\d+)?%?"
_EQUATION = re.compile(
    rf"(?P<left>[−\d\[(][^:;=“”]*?) = (?P<right>{_NUMBER}), printed (?P<printed>{_NUMBER})"
    rf"(?:; difference (?P<difference>{_NUMBER}), rounding allows (?P<allowed>{_NUMBER}))?"
)
_ROUNDED = Decimal("0.0000005")  # messages give six digits at most


class Equation(NamedTuple):
    left: Decimal
    right: Decimal
    printed: Decimal
    difference: Decimal | None
    allowed: Decimal | None


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", "").removesuffix("%"))


def equations(message: str) -> list[Equation]:
    """Return the equations of a message, the left sides worked out."""
    found = []
    for match in _EQUATION.finditer(_PLACE.sub("", message)):
        left = match["left"].replace("−", "-").replace("×", "*").replace("[", "(").replace("]", ")").replace(",", "")
        value = eval(re.sub(r"\d+(?:\.\d+)?", r"Decimal('\g<0>')", left.replace("%", "")))
        if "%" in match["right"] and "%" not in left:
            value *= 100
        told = [None if match[name] is None else number(match[name]) for name in ("difference", "allowed")]
        found.append(Equation(value, number(match["right"]), number(match["printed"]), *told))
    return found


def is_true(one: Equation) -> bool:
    if abs(one.left - one.right) > _ROUNDED:
        return False
    return one.difference is None or abs(one.printed - one.right - one.difference) <= 2 * _ROUNDED


@cache
def release() -> Store:
    store = Store()
    store.bulk_load(path=str(RELEASE), format=RdfFormat.TRIG)
    return store


@cache
def inspected() -> Inspection:
    return inspect(release())


def messages(inspection: Inspection) -> list[str]:
    return [text for result in inspection.report.results for text in (result.message, *result.evidence)]


def test_every_binding_adds_up_in_its_words() -> None:
    counted = 0
    for binding in inspected().bindings:
        said = spell(binding, inspected().figures)
        for one in equations(said):
            assert is_true(one), said
            counted += 1
    assert counted > 600


def test_every_message_of_the_release_adds_up() -> None:
    found = [(one, text) for text in messages(inspected()) for one in equations(text)]
    assert [text for one, text in found if not is_true(one)] == []
    assert len(found) > 50


def damaged(seed: int) -> Store:
    """Return the release with one figure of a sum moved by some units of its last digit, fact and print alike."""
    generator = random.Random(seed)
    sums = [one for one in inspected().bindings if one.ok and one.formula.value == "sum" and len(one.operands) > 2]
    binding = generator.choice(sums)
    operand = generator.choice([one for one in binding.operands if one.occurrence])
    one = inspected().figures.prints[operand.occurrence or ""]
    step = one.unit * generator.choice([9, -9, 90, 540, -720])
    text = "\n".join(str(quad) for quad in release() if str(quad.subject) not in (f"<{one.iri}>",))
    mine = "\n".join(str(quad) for quad in release() if str(quad.subject) == f"<{one.iri}>")
    for value in {one.value, one.lower, one.upper}:
        mine = re.sub(rf'"{re.escape(format(value, "f"))}"\^\^(<[^>]*decimal>)', rf'"§{value + step:f}"^^\1', mine)
    store = Store()
    lines = [f"{line} ." for line in (text + "\n" + mine.replace("§", "")).splitlines()]
    store.bulk_load("\n".join(lines).encode(), RdfFormat.N_QUADS)
    return store


@pytest.mark.parametrize("seed", range(6))
def test_messages_about_damaged_figures_add_up(seed: int) -> None:
    found = [(one, text) for text in messages(inspect(damaged(seed))) for one in equations(text)]
    assert [text for one, text in found if not is_true(one)] == []
    assert any(one.difference is not None for one, _ in found)


@pytest.mark.parametrize(
    ("message", "holds"),
    [
        ("60 (line 1) + 40 (“(40)”, line 2) = 100, printed 95 (line 3); difference −5, rounding allows 1.5", True),
        ("60 (line 1) − 40 (line 2) = 100, printed 95 (line 3)", False),
        ("[1 (line 1) + 2 (line 2)] / 4 (line 3) = 75%, printed 75% (line 4)", True),
        ("−(110 (line 1) / 100 (line 2) − 1) = −10%, printed −10% (line 4)", True),
        ("60 (line 1) + 40 (line 2) = 100, printed 95 (line 3); difference 5, rounding allows 1.5", False),
    ],
)
def test_the_test_itself_notices(message: str, holds: bool) -> None:
    [one] = equations(message)
    assert is_true(one) is holds


SHARED = Path(__file__).parents[3] / "shared" / "data"
FAULTS = [
    # a release of a retailer, total assets; an instance of 2009 and one of 2025 with their calculations
    ("releases/buckle-2024q3-ex99.1.html", "889,810", "898,810", "$889,810"),
    ("filings/nflx-10k-fy2009/nflx-20091231.xml", ">679734000<", ">697734000<", "679734"),
    ("filings/aapl-10q-2025q2-ixbrl/aapl-20250329_htm.xml", ">331233000000<", ">313233000000<", "331233"),
]


@pytest.mark.parametrize(("path", "right", "wrong", "correction"), FAULTS)
def test_messages_about_planted_faults_of_others_add_up(
    path: str, right: str, wrong: str, correction: str, tmp_path: Path
) -> None:
    source = SHARED / path
    if not source.is_file():
        pytest.skip("the filings are not beside the project: ../shared/data")
    folder = tmp_path / source.parent.name
    folder.mkdir()
    for one in source.parent.iterdir() if source.suffix == ".xml" else (source,):
        if one.suffix in (".xml", ".xsd", ".html") and one.stem not in ("MetaLinks",):
            text = one.read_text(encoding="utf-8")
            if one == source:
                assert right in text
                text = text.replace(right, wrong, 1 if source.suffix == ".html" else -1)
            (folder / one.name).write_text(text, encoding="utf-8")
    store = Store()
    report = next(read_reports(folder / source.name))
    store.bulk_load("".join(report.to_quads()).encode(), RdfFormat.N_QUADS)
    found = inspect(store)
    told = [(one, text) for text in messages(found) for one in equations(text)]
    assert [text for one, text in told if not is_true(one)] == []
    assert correction in {one.correction for one in found.report.results if one.severity == "violation"}


# HTML, Markdown and text of 2006 to 2025, and how many equations each has at least
RELEASES = {
    "apple-fy2024q1-ex99.1.htm.xz": 20,
    "buckle-2024q3-ex99.1.html": 30,
    "martin-marietta-2024q4.md.xz": 100,
    "kornit-2024q4.md.xz": 60,
    "oracle-fy2022q4-ex99.1.htm.xz": 100,
    "united-fire-2024q4.md.xz": 30,
    "vornado-2024q4.md.xz": 40,
    "southern-fy2006-ex99.04.txt.xz": 5,
}


@pytest.mark.parametrize("name", RELEASES)
def test_every_binding_of_other_releases_adds_up_in_its_words(name: str, tmp_path: Path) -> None:
    source = SHARED / "releases" / name
    if not source.is_file():
        pytest.skip("the releases are not beside the project: ../shared/data")
    plain = tmp_path / name.removesuffix(".xz")
    plain.write_bytes(lzma.decompress(source.read_bytes()) if source.suffix == ".xz" else source.read_bytes())
    store = Store()
    for report in read_reports(plain):
        store.bulk_load("".join(report.to_quads()).encode(), RdfFormat.N_QUADS)
    found = inspect(store)
    said = [spell(binding, found.figures) for binding in found.bindings] + messages(found)
    told = [(one, text) for text in said for one in equations(text)]
    assert [text for one, text in told if not is_true(one)] == []
    assert len(told) >= RELEASES[name]
