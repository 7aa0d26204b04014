"""Fit the confidence of the tagger and the threshold of its answers: writes ontology/lexicon/tagger/calibration.json.

Inline XBRL filings are their own answer key: their tags are stripped, the pages are read, and the concept that is
proposed for each line is held against the tag. Fitted on all but four filings (`HELD_OUT`), which are only measured.
The threshold is the lowest from which on enough answers are right and enough rows with a concept of the filer's own
get none (`PRECISION`, `ABSTAINED`): of the wrong ones, more than half are deprecated or synonyms of the right one
(benchmarks/tagging/equivalents.tsv).

    python scripts/calibrate_tagger.py [--shared ../shared] [--model ontology/lexicon/tagger]

Needs numpy, and ../shared/tools/stripped.py for the tags.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import lzma
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from lxml import html

from gaapgraph.reader.release import read_release
from gaapgraph.tag.figure.line import read_sheets
from gaapgraph.tag.label.candidate import Calibration, Proposer
from gaapgraph.tag.label.classifier import Classifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from gaapgraph.reader.release import Reading
    from gaapgraph.tag.figure.line import Line, Sheet

ROOT = Path(__file__).resolve().parents[1]
PRECISION, ABSTAINED = 0.9, 0.88
HELD_OUT = ("abbv", "hubs", "nke", "unp")
START = Calibration((-1.1653, 0.1925, 0.3568, 0.1844, 0.3615, -2.0008, -0.7079, 0.3579), 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is proposed for one tagged cell.

    Attributes:
        evidence: Of the first candidate; None where there is no candidate.
        is_plain: The tag has no dimension.
    """

    filing: str
    evidence: tuple[float, ...] | None
    is_first: bool
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


def answers(page: Path, proposer: Proposer) -> Iterator[Answer]:
    """Yield what is proposed for the tagged cells of a page."""
    reading = read_release(page.read_bytes(), page.name)
    tags = tagged_figures(page, reading)
    for sheet in read_sheets(reading):
        taken: set[str] = set()
        asked = [(_best(sheet, line, proposer), line) for line in sheet.lines]
        for best, line in sorted(asked, key=lambda one: -one[0][0]):
            is_free = best[2] not in taken  # no two lines of a table are one concept: the surest has it
            taken.add(best[2])
            for tag in (tags[index] for index in line.figures if index in tags):
                yield Answer(
                    filing=page.stem,
                    evidence=best[1] if best[2] and is_free else None,
                    is_first=best[2] == tag["concept"],
                    is_standard=bool(tag["standard"]),
                    is_plain=not tag["members"],
                )


def _best(sheet: Sheet, line: Line, proposer: Proposer) -> tuple[float, tuple[float, ...], str]:
    """Return the confidence, the evidence and the concept of the best reading of a line; no concept where none is."""
    best: tuple[float, tuple[float, ...], str] = (-1.0, (), "")
    for row, _ in line.variants():
        ranked = proposer.rank(sheet.table, line.at, row)
        evidence = proposer.evidence(ranked, row, sheet.table.year, line.doubts())
        if evidence is not None:
            name = next(one.name for one in ranked if one.name)
            best = max(best, (proposer.calibration.confidence(evidence), evidence, name))
    return best


def fit(rows: list[Answer]) -> tuple[float, ...]:
    """Return the factors of the logistic function by which first candidates are right, by Newton's method."""
    known = [row for row in rows if row.evidence is not None]
    inputs = np.array([row.evidence for row in known])
    right = np.array([row.is_first and row.is_standard for row in known], float)
    factors = np.zeros(inputs.shape[1])
    for _ in range(30):
        guess = 1 / (1 + np.exp(-inputs @ factors))
        slope = inputs.T @ (right - guess) - 0.1 * factors
        curve = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + 0.1 * np.eye(len(factors))
        factors += np.linalg.solve(curve, slope)
    return tuple(float(f"{factor:.4f}") for factor in factors)


def measure(rows: list[Answer], calibration: Calibration) -> dict[str, float]:
    """Return the shares that are asked for, at a threshold."""
    sure = [row for row in rows if row.evidence and calibration.confidence(row.evidence) >= calibration.threshold]
    given = [row for row in sure if row.is_standard]
    plain = [row for row in rows if row.is_standard and row.is_plain]
    own = [row for row in rows if not row.is_standard]
    return {
        "right of given": sum(row.is_first for row in given) / max(1, len(given)),
        "given and right": sum(row.is_first for row in given if row.is_plain) / max(1, len(plain)),
        "first proposal": sum(row.is_first for row in plain) / max(1, len(plain)),
        "own abstained": 1 - sum(not row.is_standard for row in sure) / max(1, len(own)),
    }


def choose_threshold(rows: list[Answer], factors: tuple[float, ...]) -> float:
    """Return the lowest threshold from which on the shares asked for are reached."""
    for hundredths in range(20, 100):
        found = measure(rows, Calibration(factors, hundredths / 100))
        if found["right of given"] >= PRECISION and found["own abstained"] >= ABSTAINED:
            return hundredths / 100
    return 0.99


def main() -> None:
    """Fit, write and print what the filings that were left out say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--model", type=Path, default=ROOT / "ontology/lexicon/tagger")
    parser.add_argument("--pages", type=Path, help="a folder that keeps the stripped pages")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages = strip_filings(arguments.shared, arguments.pages or Path(folder))
        proposer = Proposer(Classifier.read(arguments.model), START)
        rows = {page.stem: list(answers(page, proposer)) for page in pages}
        fitted = [row for page in pages if page.stem not in HELD_OUT for row in rows[page.stem]]
        factors = fit(fitted)
        calibration = Calibration(factors, choose_threshold(fitted, factors))
    text = json.dumps({"factors": [f"{one:.4f}" for one in factors], "threshold": f"{calibration.threshold:.2f}"})
    (arguments.model / "calibration.json").write_text(text + "\n", encoding="utf-8")
    for page in pages:
        shares = "  ".join(f"{name} {share:.3f}" for name, share in measure(rows[page.stem], calibration).items())
        print(f"{page.stem:10} {'held out' if page.stem in HELD_OUT else 'fitted  '} {shares}")
    print("threshold", calibration.threshold, "factors", factors, file=sys.stderr)


if __name__ == "__main__":
    main()
