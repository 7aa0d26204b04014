"""Fit what filers of today lean to, the confidence of the tagger and the threshold of its answers.

Inline XBRL filings are their own answer key: their tags are stripped, the pages are read, and the concept that is
proposed for each line is held against the tag. Leanings (`tagger_leanings.py`) are fitted first; the confidence is
fitted on what they propose for companies that they were not fitted on. The threshold is the lowest from which on
enough answers are right, or what benchmarks/tagging/equivalents.tsv counts as the same, and enough rows with a concept
of the filer's own get none (`PRECISION`, `ABSTAINED`), in three of four filings: what holds of all together fails in
many.

What the program ships is fitted on all filings: ontology/lexicon/tagger/leanings.tsv and calibration.json. What
benchmarks/tagging/filings.py measures a company with is fitted on those of the other parts of `PARTS`, by company and
never by row: benchmarks/tagging/parts/.

    python scripts/calibrate_tagger.py [--shared ../shared] [--model ontology/lexicon/tagger]

Needs numpy, and ../shared/tools/stripped.py for the tags.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import lzma
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from lxml import html

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from tagger_leanings import Case, fit_leanings, write_leanings  # noqa: E402

from gaapgraph.reader.release import read_release  # noqa: E402
from gaapgraph.tag.figure.company import confer, offer_lines, standings  # noqa: E402
from gaapgraph.tag.figure.line import read_sheets  # noqa: E402
from gaapgraph.tag.label.candidate import Calibration, Proposer  # noqa: E402
from gaapgraph.tag.label.classifier import Classifier  # noqa: E402
from gaapgraph.tag.label.leaning import names_interests, surroundings  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from gaapgraph.reader.release import Reading
    from gaapgraph.tag.figure.line import Sheet
    from gaapgraph.tag.label.leaning import Leanings

PRECISION, ABSTAINED = 0.93, 0.88
ABOVE = 3  # hundredths above the threshold, so that none is chosen by chance
PARTS = {
    "first": ("abbv", "hubs", "nke", "unp"),  # held out while the ways to tell concepts were found
    "second": ("aapl-10q", "adbe", "googl", "ma"),
    "third": ("meta", "nvda", "pg", "wmt"),
}
HELD_OUT = PARTS["first"]
INNER = 2  # filings that the leanings behind the confidence are not fitted on, at a time
START = Calibration((-2.3668, 0.0012, 0.4862, 0.1708, 0.0436, -1.0424, -0.4566, -0.1868, 0.4959, 0.1893), (), 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is proposed for one tagged cell.

    Attributes:
        alone: Evidence of the first candidate, whatever the other rows mean; None where there is no candidate.
        evidence: The same in the company of the other rows, where another candidate may come first.
        is_first: The first candidate is the tag's; `is_same`: it is, or what equivalents.tsv counts as one with it.
        is_plain: The tag has no dimension.
    """

    filing: str
    alone: tuple[float, ...] | None
    is_alone_first: bool
    evidence: tuple[float, ...] | None
    is_first: bool
    is_same: bool
    is_standard: bool
    is_plain: bool


def load_tool(shared: Path) -> ModuleType:
    """Return the module that strips tags."""
    spec = importlib.util.spec_from_file_location("stripped", shared / "tools/stripped.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def strip_filings(shared: Path, folder: Path) -> list[Path]:
    """Write the filings without their tags, each with its key beside it, and return the pages."""
    tool = load_tool(shared)
    sources = {path.name.split("-")[0]: path for path in (shared / "data/filings/us-ixbrl").glob("*.html.xz")}
    sources["aapl-10q"] = shared / "data/filings/aapl-10q-2025q2-ixbrl/aapl-20250329.htm"
    pages = []
    for name, path in sorted(sources.items()):
        page, tagged = folder / f"{name}.html", folder / f"{name}.tagged.html"
        if not page.is_file():
            tagged.write_bytes(lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes())
            tool.strip(tagged, page)
        pages.append(page)
    return pages


def tagged_figures(page: Path, reading: Reading) -> dict[int, dict[str, object]]:
    """Return the tag of each figure of a reading that stands in a tagged cell."""
    key = json.loads(Path(f"{page}.key.json").read_text(encoding="utf-8"))
    root = html.fromstring(page.read_bytes()).getroottree()
    marks: dict[str, list[str]] = defaultdict(list)
    for element in root.iter("span"):
        cell = next((one for one in element.iterancestors("td", "th")), None)
        if element.get("id") in key and cell is not None:
            marks[root.getpath(cell)].append(element.get("id"))
    found = {}
    for index, figure in enumerate(reading.figures):
        cells = root.xpath(figure.place.xpath) if figure.within is not None and figure.place.xpath else []
        left = marks.get(root.getpath(cells[0]), []) if cells else []
        if left:
            value = abs(figure.value or Decimal(0))
            mark = next((one for one in left if abs(Decimal(key[one]["value"])) == value), left[0])
            left.remove(mark)
            found[index] = key[mark]
    return found


def read_equivalents() -> frozenset[frozenset[str]]:
    """Return the pairs of concepts that count as one."""
    lines = (ROOT / "benchmarks/tagging/equivalents.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return frozenset(frozenset((row["concept"], row["equivalent"])) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A filing that was read: its tables, the tags of its figures, and its lines as leanings are fitted on them."""

    name: str
    reading: Reading
    tags: dict[int, dict[str, object]]
    sheets: list[Sheet]
    cases: list[Case]


def read_filing(name: str, reading: Reading, tags: dict[int, dict[str, object]], proposer: Proposer) -> Filing:
    """Return a filing with what is proposed for its tagged lines by a proposer that has no leanings."""
    sheets = read_sheets(reading)
    labels = (label for sheet in sheets for line in sheet.lines for label in (line.row.label, *line.row.headings))
    has_interests = names_interests(labels)
    cases = [
        Case(
            filing=name,
            found=offer.found,
            around=surroundings(sheet.table.kind, has_interests=has_interests),
            tags=Counter(str(tag["concept"]) for tag in found if tag["standard"]),
        )
        for sheet, each in zip(sheets, confer(sheets, reading, proposer), strict=True)
        for line, (offer, _) in zip(sheet.lines, each, strict=True)
        if (found := [tags[index] for index in line.figures if index in tags])
    ]
    return Filing(name=name, reading=reading, tags=tags, sheets=sheets, cases=cases)


def answers(filing: Filing, proposer: Proposer) -> Iterator[Answer]:
    """Yield what is proposed for the tagged cells of a page, in the order of its tables."""
    equivalents = read_equivalents()
    conferred = [[offer for offer, _ in each] for each in confer(filing.sheets, filing.reading, proposer)]
    stands = standings(filing.sheets, conferred, filing.reading, proposer)
    for sheet, settled, stand in zip(filing.sheets, conferred, stands, strict=True):
        alone = [offer for offer, _ in offer_lines(sheet, proposer)]
        for line, before, offer, standing in zip(sheet.lines, alone, settled, stand, strict=True):
            first = offer.found[0][0] if offer.found else ""
            for tag in (filing.tags[index] for index in line.figures if index in filing.tags):
                yield Answer(
                    filing=filing.name,
                    alone=proposer.evidence(before),
                    is_alone_first=bool(before.found) and before.found[0][0] == tag["concept"],
                    evidence=proposer.evidence(offer, standing),
                    is_first=first == tag["concept"],
                    is_same=first == tag["concept"] or frozenset((first, tag["concept"])) in equivalents,
                    is_standard=bool(tag["standard"]),
                    is_plain=not tag["members"],
                )


def fit_filings(filings: Sequence[Filing], proposer: Proposer) -> tuple[Leanings, Calibration]:
    """Return leanings and calibration of some filings; the confidence is that of companies not seen."""
    rows: list[Answer] = []
    for start in range(0, len(filings), INNER):
        asked = filings[start : start + INNER]
        leanings = learn([one for one in filings if one not in asked])
        rows += [row for one in asked for row in answers(one, replace(proposer, leanings=leanings))]
    return learn(filings), calibrate(rows)


def learn(filings: Sequence[Filing]) -> Leanings:
    """Return the leanings of some filings."""
    return fit_leanings(case for filing in filings for case in filing.cases)


def fit(rows: list[tuple[tuple[float, ...] | None, bool]]) -> tuple[float, ...]:
    """Return the factors of the logistic function by which candidates of such evidence are right (Newton)."""
    known = [(evidence, right) for evidence, right in rows if evidence is not None]
    inputs = np.array([evidence for evidence, _ in known])
    right = np.array([right for _, right in known], float)
    factors = np.zeros(inputs.shape[1])
    for _ in range(30):
        guess = 1 / (1 + np.exp(-inputs @ factors))
        slope = inputs.T @ (right - guess) - 0.1 * factors
        curve = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + 0.1 * np.eye(len(factors))
        factors += np.linalg.solve(curve, slope)
    return tuple(float(f"{factor:.4f}") for factor in factors)


def fit_both(rows: list[Answer]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the factors of a row alone, and in company."""
    alone = fit([(row.alone, row.is_alone_first and row.is_standard) for row in rows])
    return alone, fit([(row.evidence, row.is_first and row.is_standard) for row in rows])


def measure(rows: list[Answer], calibration: Calibration) -> dict[str, float]:
    """Return the shares that are asked for, at a threshold."""
    sure = [row for row in rows if row.evidence and calibration.confidence(row.evidence) >= calibration.threshold]
    given = [row for row in sure if row.is_standard]
    plain = [row for row in rows if row.is_standard and row.is_plain]
    own = [row for row in rows if not row.is_standard]
    return {
        "right of given": sum(row.is_first for row in given) / max(1, len(given)),
        "with equivalents": sum(row.is_same for row in given) / max(1, len(given)),
        "given and right": sum(row.is_first for row in given if row.is_plain) / max(1, len(plain)),
        "first proposal": sum(row.is_first for row in plain) / max(1, len(plain)),
        "own abstained": 1 - sum(not row.is_standard for row in sure) / max(1, len(own)),
    }


def choose_threshold(rows: list[Answer], factors: tuple[tuple[float, ...], tuple[float, ...]]) -> float:
    """Return the lowest threshold at which, and little above, three of four filings reach the shares asked for."""
    filings = {row.filing: [one for one in rows if one.filing == row.filing] for row in rows}
    reached = 0
    for hundredths in range(20, 100):
        found = [measure(each, Calibration(*factors, hundredths / 100)) for each in filings.values()]
        low = {what: sorted(one[what] for one in found)[len(found) // 4] for what in found[0]}
        is_reached = low["with equivalents"] >= PRECISION and low["own abstained"] >= ABSTAINED
        reached = reached + 1 if is_reached else 0
        if reached > ABOVE:
            return (hundredths - ABOVE) / 100
    return 0.99


def calibrate(rows: list[Answer]) -> Calibration:
    """Return the calibration that rows call for."""
    factors = fit_both(rows)
    return Calibration(*factors, choose_threshold(rows, factors))


def write_fitted(leanings: Leanings, calibration: Calibration, folder: Path) -> None:
    """Write what was fitted as the program reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    write_leanings(leanings, folder / "leanings.tsv")
    factors = {"alone": calibration.alone, "company": calibration.company}
    data = {name: [f"{one:.4f}" for one in found] for name, found in factors.items()}
    text = json.dumps({**data, "threshold": f"{calibration.threshold:.2f}"})
    (folder / "calibration.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Fit on all filings and on those outside of each part, write, and print what the filings of each part say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--model", type=Path, default=ROOT / "ontology/lexicon/tagger")
    parser.add_argument("--parts", type=Path, default=ROOT / "benchmarks/tagging/parts")
    parser.add_argument("--pages", type=Path, help="a folder that keeps the stripped pages")
    arguments = parser.parse_args()
    proposer = Proposer(Classifier.read(arguments.model), START)
    filings = []
    with tempfile.TemporaryDirectory() as folder:
        for page in strip_filings(arguments.shared, arguments.pages or Path(folder)):
            reading = read_release(page.read_bytes(), page.name)
            filings.append(read_filing(page.stem, reading, tagged_figures(page, reading), proposer))
    for part, names in PARTS.items():
        leanings, calibration = fit_filings([one for one in filings if one.name not in names], proposer)
        write_fitted(leanings, calibration, arguments.parts / part)
        fitted = replace(proposer, leanings=leanings, calibration=calibration)
        for one in filings:
            if one.name in names:
                found = measure(list(answers(one, fitted)), calibration)
                print(f"{one.name:10} " + "  ".join(f"{what} {share:.3f}" for what, share in found.items()))
        print(f"{part}: threshold {calibration.threshold}, {len(leanings.weights)} leanings", file=sys.stderr)
    write_fitted(*fit_filings(filings, proposer), arguments.model)


if __name__ == "__main__":
    main()
