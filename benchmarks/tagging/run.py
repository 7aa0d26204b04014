"""How well concepts are proposed for labels of filers that the classifier has not seen.

Filers of 2009 are split by their CIK: 70 % are learned from, 30 % are asked about; of the filers of 2019 to 2025 a
fifth is asked about. One classifier is trained on what is left of both (`scripts/train_tagger.py`). A filer's own
(extension) concept can never be proposed, so each such row that is answered counts as wrong. Foreign private issuers
and Apple's 10-K of 2024 are asked about with the shipped classifier.

    python benchmarks/tagging/run.py > benchmarks/tagging/results.txt

What is told of a row is what a document shows as well: its label and headings, the other rows of its table, the kind of
statement, whether the figure is of a day or of a period, money, shares or money per share. The floor is the concept
that other filers chose most for exactly this label; the ceiling is how often any other filer chose the right concept
for exactly this label.
"""

from __future__ import annotations

import csv
import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from tagger_corpus import STATEMENTS, Filed, file_statement, read_filed, read_modern  # noqa: E402
from train_tagger import fit, write  # noqa: E402

from gaapgraph.tag.figure.company import reconsider, supports  # noqa: E402
from gaapgraph.tag.label.candidate import Calibration, Proposer, Standing, load_proposer  # noqa: E402
from gaapgraph.tag.label.classifier import Classifier  # noqa: E402
from gaapgraph.tag.label.lexicon import load_concepts  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHARED = ROOT.parent / "shared"
CONSIDERED = 10
THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was asked about: the filer's choice, and what was proposed."""

    label: str
    chosen: str
    found: list[tuple[str, float]]


def split(tables: Iterable[Filed], seed: int, kept_out: float) -> tuple[list[Filed], list[Filed]]:
    """Return the tables of the filers to learn from, and of those to ask about."""
    found = list(tables)
    filers = sorted({filed.filer for filed in found})
    random.Random(seed).shuffle(filers)
    known = set(filers[: round(len(filers) * (1 - kept_out))])
    return [filed for filed in found if filed.filer in known], [filed for filed in found if filed.filer not in known]


def read_foreign() -> Iterator[Filed]:
    """Yield the statements of the foreign private issuers (forms 6-K) of 2009."""
    with zipfile.ZipFile(SHARED / "data/fsds/2009q3.zip") as archive:
        filers = {row["adsh"]: row["cik"] for row in _table(archive, "sub.txt") if row["form"].startswith("6-K")}
        tags = {(row["tag"], row["version"]): row for row in _table(archive, "tag.txt")}
        rows = [
            {**tags[row["tag"], row["version"]], **row, "label": row["plabel"]}
            for row in _table(archive, "pre.txt")
            if row["adsh"] in filers and (row["tag"], row["version"]) in tags
        ]
    yield from _statements([row for row in rows if row["abstract"] == "0"], 2009)


def read_later() -> Iterator[Filed]:
    """Yield the statements of Apple's 10-K of 2024."""
    concepts = load_concepts()
    with (SHARED / "data/filings/aapl-10k-fy2024-4forms/pre.txt").open(encoding="utf-8") as file:
        rows = [{**row, "label": row["plabel"]} for row in csv.DictReader(file, delimiter="\t")]
    found = []
    for row in rows:
        known = concepts.get(row["tag"])
        if known is not None:
            kind = "I" if known.period_type == "instant" else "D" if known.period_type else ""
            found.append({**row, "iord": kind, "datatype": known.data_type, "version": "us-gaap/2024"})
    yield from _statements(found, 2024)


def _statements(rows: list[dict[str, str]], year: int) -> Iterator[Filed]:
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["stmt"] in STATEMENTS:
            groups[row["adsh"], row["report"], row["stmt"]].append(row)
    for (filer, _, statement), group in groups.items():
        yield file_statement(filer, statement, group, year)


def _table(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    text = io.TextIOWrapper(archive.open(name), encoding="utf-8", errors="replace")
    return list(csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE))


def ask(tables: Iterable[Filed], proposer: Proposer) -> Iterator[Row]:
    """Yield the rows of tables with what is proposed, each label of a statement once for each filer and concept."""
    seen = set()
    for filed in tables:
        rows = filed.table.rows
        keys = [
            (filed.filer, filed.table.kind, filed.table.title, row.label.lower(), chosen)
            for row, chosen in zip(rows, filed.chosen, strict=True)
        ]
        if seen.issuperset(keys):
            continue
        offers = [proposer.offer(filed.table, at, limit=CONSIDERED) for at in range(len(rows))]
        # balances open and close what moves between them: two rows may be one concept
        settled = reconsider(offers, proposer, lambda one, _, rows=rows: rows[one].period_type != "instant")
        for key, offer, support in zip(keys, settled, supports(settled, proposer), strict=True):
            if key not in seen:
                seen.add(key)
                yield Row(key[3], key[4], proposer.confide(offer, Standing(support)))


def report(name: str, learned: Iterable[Filed], asked: list[Filed], proposer: Proposer) -> None:
    """Print how a proposer does, between floor and ceiling."""
    lexicon: dict[str, Counter[str]] = defaultdict(Counter)
    for filed in learned:
        for row, chosen in zip(filed.table.rows, filed.chosen, strict=True):
            lexicon[row.label.lower()][chosen] += 1
    start = time.perf_counter()
    rows = list(ask(asked, proposer))
    spent = time.perf_counter() - start
    known = [row for row in rows if row.chosen]
    print(f"\n{name}: {len({filed.filer for filed in asked})} filers, {len(rows)} labels, {len(known)} standard")
    for words, hits in (
        ("floor: exact label, the concept chosen most", sum(_most(lexicon[row.label]) == row.chosen for row in known)),
        ("ceiling: any filer chose it for exactly this label", sum(row.chosen in lexicon[row.label] for row in known)),
        ("first candidate right", sum(row.found[:1] != [] and row.found[0][0] == row.chosen for row in known)),
        ("right one among the first five", sum(row.chosen in [one for one, _ in row.found[:5]] for row in known)),
    ):
        print(f"  {words:52} {hits / len(rows):6.1%}   of standard concepts {hits / len(known):6.1%}")
    print(f"  milliseconds per label {1000 * spent / len(rows):.2f}")
    for limit in THRESHOLDS:
        given = [row for row in rows if row.found and row.found[0][1] >= limit]
        hits = sum(row.found[0][0] == row.chosen for row in given)
        alone = hits / max(1, sum(bool(row.chosen) for row in given))
        print(
            f"  confidence >= {limit:.2f}: answers {len(given) / len(rows):6.1%}, "
            f"right {hits / max(1, len(given)):6.1%}; without own concepts {alone:6.1%}"
        )


def _most(counts: Counter[str]) -> str:
    return counts.most_common(1)[0][0] if counts else ""


def main() -> None:
    old, asked_old = split(read_filed(SHARED), 2009, 0.3)
    new, asked_new = split(read_modern(SHARED), 1, 0.2)
    shipped = load_proposer()
    assert shipped is not None
    calibration: Calibration = shipped.calibration
    with tempfile.TemporaryDirectory() as folder:
        write(fit([*new, *old]), [*new, *old], SHARED, Path(folder))
        proposer = Proposer(Classifier.read(Path(folder)), calibration)
    report("filers of 2009 kept out (30 %)", old, asked_old, proposer)
    report("filers of 2019 to 2025 kept out (20 %)", new, asked_new, proposer)
    everyone = [*old, *asked_old]
    report("foreign private issuers (6-K, 2009)", everyone, list(read_foreign()), shipped)
    report("a filing of 2024 (Apple 10-K)", everyone, list(read_later()), shipped)
    print(f"\nanswers are given from {calibration.threshold:.2f}")


if __name__ == "__main__":
    main()
