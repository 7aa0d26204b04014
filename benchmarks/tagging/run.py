"""How well concepts are proposed for labels of filers that the lexicon has not seen.

Filers are split by their CIK: 70 % make the lexicon, 30 % are asked about. The split and the fit of the confidence use
the 70 % only: the confidence is fitted on a fifth of them with a lexicon of the others. A filer's own (extension)
concept can never be proposed, so each such row that is answered counts as wrong. Foreign private issuers and later
filings (2009 to 2025) are asked about with a lexicon of all filers.

    python benchmarks/tagging/run.py [--fit] > benchmarks/tagging/results.txt

What is told of a row is what a release shows as well: the label, the kind of statement, whether the figure is of a day
or of a period, money, shares or money per share, and the section of the statement by its subtotals. Labels of the
taxonomy that were themselves taken from filers are left out.
"""

from __future__ import annotations

import argparse
import csv
import io
import math
import random
import sys
import time
import zipfile
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from build_lexicon import STATEMENTS, count_filers  # noqa: E402

from gaapgraph.language import fold  # noqa: E402
from gaapgraph.tag.label import candidate as module  # noqa: E402
from gaapgraph.tag.label.candidate import Proposer, Question  # noqa: E402
from gaapgraph.tag.label.lexicon import Index, load_concepts, standard_entries  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
PERIODS = {"I": "instant", "D": "duration"}
SUBTOTALS = {
    "CF": [("operating activit",) * 2, ("investing activit",) * 2, ("financing activit",) * 2],
    "BS": [
        ("total current assets", "current assets"),
        ("total assets", "assets"),
        ("total current liabilities", "current liabilities"),
        ("total liabilities and", "equity"),
        ("total liabilities", "liabilities"),
    ],
}
Rows = list[dict[str, str]]


def read_labels() -> Rows:
    with (DATA / "mapping" / "fsds-2009q3-us-label-tag.csv").open(encoding="utf-8", newline="") as file:
        return prepare(list(csv.DictReader(file)))


def read_foreign() -> Rows:
    """Return the rows of the foreign private issuers (forms 6-K) of the same quarter."""
    with zipfile.ZipFile(DATA / "fsds" / "2009q3.zip") as archive:
        filers = {row["adsh"]: row["cik"] for row in _table(archive, "sub.txt") if row["form"].startswith("6-K")}
        tags = {(row["tag"], row["version"]): row for row in _table(archive, "tag.txt")}
        rows = [
            {**tags[row["tag"], row["version"]], **row, "cik": filers[row["adsh"]], "label": row["plabel"]}
            for row in _table(archive, "pre.txt")
            if row["adsh"] in filers and (row["tag"], row["version"]) in tags
        ]
    return prepare([_custom(row) for row in rows if row["abstract"] == "0" and row["stmt"] in STATEMENTS])


def read_later() -> Rows:
    """Return the statement rows of Apple's 10-K of 2024."""
    concepts = load_concepts()
    with (DATA / "filings" / "aapl-10k-fy2024-4forms" / "pre.txt").open(encoding="utf-8") as file:
        rows = [{**row, "cik": "320193", "label": row["plabel"]} for row in csv.DictReader(file, delimiter="\t")]
    found = []
    for row in rows:
        known = concepts.get(row["tag"])
        if row["stmt"] in STATEMENTS and known is not None:
            kind = "I" if known.period_type == "instant" else "D" if known.period_type else ""
            found.append({**row, "iord": kind, "datatype": known.data_type, "version": "us-gaap/2024"})
    return prepare(found)


def _table(archive: zipfile.ZipFile, name: str) -> Rows:
    text = io.TextIOWrapper(archive.open(name), encoding="utf-8", errors="replace")
    return list(csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE))


def _custom(row: dict[str, str]) -> dict[str, str]:
    return row if row["version"].startswith("us-gaap") else {**row, "version": "custom"}


def prepare(rows: Rows) -> Rows:
    """Add the section of each row, as the subtotals below it tell, and leave repetitions out."""
    groups: dict[tuple[str, ...], Rows] = defaultdict(list)
    for row in rows:
        groups[row["adsh"], row["report"], row["stmt"]].append(row)
    for (*_, statement), group in groups.items():
        section = ""
        for row in sorted(group, key=lambda row: -int(row["line"])):
            label = fold(row["label"])
            section = next((name for words, name in SUBTOTALS.get(statement, ()) if words in label), section)
            row["section"] = {
                "operating activit": "operating activities",
                "investing activit": "investing activities",
                "financing activit": "financing activities",
            }.get(section, section)
        if statement == "BS" and not any(row["section"] == "current assets" for row in group):
            for row in group:
                row["section"] = ""
    seen = {(row["cik"], row["stmt"], fold(row["label"]), row["tag"]): row for row in reversed(rows)}
    return list(reversed(seen.values()))


def ask(row: dict[str, str], proposer: Proposer) -> list[module.Candidate]:
    statement = STATEMENTS.get(row["stmt"])
    kind = row["datatype"] if row["datatype"] in ("monetary", "shares", "perShare") else None
    question = Question(row["label"], PERIODS.get(row["iord"]), None, kind, statement, (row["section"],))
    return proposer.propose(question, 5)


def is_right(row: dict[str, str], candidate: module.Candidate) -> bool:
    return row["version"] != "custom" and candidate.concept.rsplit("/", 1)[-1] == row["tag"]


def make_proposer(rows: Rows, standard: Index, concepts: dict) -> Proposer:
    return Proposer(Index.of(entry for entry, _ in count_filers(rows)), standard, concepts)


def own_labels() -> dict:
    """Return the concepts with the labels that are the taxonomy's own."""
    labels = {}
    for year in (2009, 2011, 2024):
        with (DATA / "taxonomy" / f"us-gaap-{year}-concepts.csv").open(encoding="utf-8", newline="") as file:
            labels.update(
                {row["name"]: row["label_en"] for row in csv.DictReader(file) if row["label_source"] == "sec"}
            )
    return {name: replace(concept, label=labels.get(name, "")) for name, concept in load_concepts().items()}


def report(name: str, train: Rows, rows: Rows, proposer: Proposer) -> None:
    lexicon: dict[str, Counter[str]] = defaultdict(Counter)
    for row in train:
        lexicon[fold(row["label"])][row["tag"]] += 1
    floor = sum(
        bool(found := lexicon.get(fold(row["label"]))) and found.most_common(1)[0][0] == row["tag"] for row in rows
    )
    start = time.perf_counter()
    answers = [(row, ask(row, proposer)) for row in rows]
    spent = time.perf_counter() - start
    known = sum(row["version"] != "custom" for row in rows)
    first = sum(bool(found) and is_right(row, found[0]) for row, found in answers)
    within = sum(any(is_right(row, one) for one in found) for row, found in answers)
    told = [
        (found[0].confidence, is_right(row, found[0]), row["version"] == "custom") for row, found in answers if found
    ]
    print(f"\n{name}: {len({row['cik'] for row in rows})} filers, {len(rows)} labels, {known} with a standard concept")
    for words, hits in (
        ("exact label, the concept chosen most (the floor)", floor),
        ("first candidate right", first),
        ("right one among the first five", within),
    ):
        print(f"  {words:50} {hits / len(rows):6.1%}   of standard concepts {hits / known:6.1%}")
    print(f"  milliseconds per label {1000 * spent / len(rows):.2f}")
    for threshold in sorted({0.3, module.ANCHORED, 0.6, 0.7, module.CONFIDENT, 0.9}):
        given = [(hit, custom) for confidence, hit, custom in told if confidence >= threshold]
        hits = sum(hit for hit, _ in given)
        alone = hits / max(1, sum(not custom for _, custom in given))
        share = hits / max(1, len(given))
        mark = " <- answers from here" if threshold == module.CONFIDENT else ""
        print(
            f"  confidence >= {threshold:.2f}: answers {len(given) / len(rows):6.1%}, right {share:6.1%};"
            f" without own concepts {alone:6.1%}{mark}"
        )
    bands = defaultdict(list)
    for confidence, hit, _ in told:
        bands[min(9, int(confidence * 10))].append((confidence, hit))
    ordered = [band for _, band in sorted(bands.items())]
    means = [(sum(c for c, _ in band) / len(band), sum(h for _, h in band) / len(band)) for band in ordered]
    print("  calibration: " + "  ".join(f"{said:.2f}→{was:.2f}" for said, was in means))


def fit(rows: Rows, proposer: Proposer) -> None:
    """Fit the logistic confidence of first candidates by Newton's method and print its constants."""
    samples: list[tuple[tuple[float, ...], bool]] = []
    original = module._confidence
    try:
        found: list[tuple[float, float]] = []
        module._confidence = lambda share, weight: found.append((share, math.log1p(weight))) or 0.0
        for row in rows:
            found.clear()
            candidates = ask(row, proposer)
            if candidates:
                share, support = found[0]
                samples.append(((1.0, share, support, share * support), is_right(row, candidates[0])))
    finally:
        module._confidence = original
    weights = [0.0] * 4
    for _ in range(15):
        slope = [0.0] * 4
        curve = [[0.01 * (i == j) for j in range(4)] for i in range(4)]
        for inputs, hit in samples:
            guess = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, inputs, strict=True))))
            for i in range(4):
                slope[i] += inputs[i] * (hit - guess)
                for j in range(4):
                    curve[i][j] += inputs[i] * inputs[j] * guess * (1 - guess)
        weights = [w + step for w, step in zip(weights, _solve(curve, slope), strict=True)]
    print("bias, share, support, both:", ", ".join(f"{weight:.2f}" for weight in weights), f"({len(samples)} labels)")


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        for j, row in enumerate(rows):
            if i != j:
                factor = row[i] / pivot[i]
                rows[j] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit the confidence instead of measuring")
    arguments = parser.parse_args()
    rows = read_labels()
    filers = sorted({row["cik"] for row in rows})
    random.Random(2009).shuffle(filers)
    known = set(filers[: len(filers) * 7 // 10])
    train = [row for row in rows if row["cik"] in known]
    test = [row for row in rows if row["cik"] not in known]
    concepts = own_labels()
    standard = Index.of(standard_entries(concepts.values()))
    if arguments.fit:
        held = set(filers[: len(known) // 5])
        inner = make_proposer([row for row in train if row["cik"] not in held], standard, concepts)
        fit([row for row in train if row["cik"] in held], inner)
        return
    report("filers not in the lexicon (30 %)", train, test, make_proposer(train, standard, concepts))
    everyone = make_proposer(rows, standard, concepts)
    report("foreign private issuers (6-K, 2009)", rows, read_foreign(), everyone)
    report("a filing of 2024 (Apple 10-K)", rows, read_later(), everyone)


if __name__ == "__main__":
    main()
