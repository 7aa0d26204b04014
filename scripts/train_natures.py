"""Learn from filers' own choices what sort of thing a row states: a balance or a flow, money, shares or a percentage.

    python scripts/train_natures.py ../shared/data/mapping ontology/lexicon/natures.tsv

Source: `modern-labels.csv.xz` (rows of 188 filings of 2019-2025 with the period type and data type of the concept
that the filer chose), `fsds-2009q3-us-label-tag.csv` and `us-gaap-2025-concepts.csv.xz` (standard labels). The result
holds weights of words, in hundredths of a logit, and no label. Prints how often the choice of filers kept out is met.
Needs numpy.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from gaapgraph.language.nature import KINDS, features

TYPES = {
    "monetaryItemType": "money", "monetary": "money", "sharesItemType": "shares", "shares": "shares",
    "perShareItemType": "perShare", "perShare": "perShare", "percentItemType": "percent", "pureItemType": "number",
    "integerItemType": "number", "decimalItemType": "number", "durationItemType": "time",
}  # fmt: skip
LEAST, EPOCHS, BATCH = 8, 12, 256


def _words(name: str) -> str:
    name = re.sub(r"^[\w-]+:", "", name)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"(?:Abstract|LineItems|RollForward)$", "", name))


def _rows(folder: Path) -> list[tuple[str, str, str, str, str, str]]:
    """Return filer, label, heading, title, period type, kind."""
    rows = []
    with lzma.open(folder / "modern-labels.csv.xz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["abstract"] == "0" and row["type"] in TYPES and row["label"]:
                instant = row["period_type"] == "instant"
                role = row["label_role"].lower()
                label = row["label"] + (
                    " beginning balance" if "periodstart" in role else " ending balance" if "periodend" in role else ""
                )
                title = re.sub(
                    r"\((?:details?|narrative|tables?|parenthetical)[^)]*\)|details?",
                    " ",
                    row["role_title"],
                    flags=re.IGNORECASE,
                )
                rows.append(
                    (
                        row["filer"],
                        label,
                        _words(row["parent"]),
                        title,
                        "instant" if instant else "duration",
                        TYPES[row["type"]],
                    )
                )
    with (folder / "fsds-2009q3-us-label-tag.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["datatype"] in TYPES and row["iord"] in "ID":
                rows.append(
                    (
                        row["cik"],
                        row["label"],
                        "",
                        "",
                        "instant" if row["iord"] == "I" else "duration",
                        TYPES[row["datatype"]],
                    )
                )
    with lzma.open(folder / "us-gaap-2025-concepts.csv.xz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["abstract"] != "true" and row["type"] in TYPES and row["label"] and row["prefix"] == "us-gaap":
                rows.append(("fasb", row["label"], "", "", row["period_type"], TYPES[row["type"]]))
    return rows


def main(folder: Path, target: Path) -> None:
    """Learn the weights from the rows of a folder, say how they do on the filers kept out, and write them."""
    rows = list(dict.fromkeys(_rows(folder)))
    rng = np.random.default_rng(11)
    found, kept_out = [], []
    for filer, label, heading, title, _period, _kind in rows:
        # Documents lack a heading or a title as often as not: the weights must stand without them.
        heading, title = (heading if rng.random() < 0.6 else ""), (title if rng.random() < 0.6 else "")
        found.append(features(label, (heading,) if heading else (), (title,) if title else ()))
        kept_out.append(sum(filer.encode()) % 8 == 0)
    counts = Counter(name for names in found for name in names)
    index = {name: place for place, name in enumerate(sorted(name for name, count in counts.items() if count >= LEAST))}
    vectors = [np.array([index[name] for name in names if name in index], dtype=np.int64) for names in found]
    instant = np.array([row[4] == "instant" for row in rows], dtype=np.float64)
    kinds = np.array([KINDS.index(row[5]) for row in rows])
    train = np.array([place for place, out in enumerate(kept_out) if not out])
    held = [place for place, out in enumerate(kept_out) if out]
    weights = _fit(vectors, instant, kinds, train=train, size=len(index), rng=rng)
    scores = np.array([weights[vectors[place]].sum(axis=0) for place in held])
    hit = ((scores[:, 0] > 0) == (instant[held] > 0.5)).mean()
    right = (scores[:, 1:].argmax(axis=1) == kinds[held]).mean()
    print(f"kept out: {len(held)} rows, period type {hit:.3f}, kind {right:.3f}")
    names = sorted(index, key=index.__getitem__)
    stream = io.StringIO()
    stream.write("# feature\tinstant\t" + "\t".join(KINDS) + "\n")
    for place, name in enumerate(names):
        numbers = np.rint(weights[place] * 100).astype(int)
        if np.abs(numbers).max() >= 20:
            stream.write(name + "\t" + "\t".join(map(str, numbers)) + "\n")
    target.write_text(stream.getvalue(), encoding="utf-8")
    print(target, len(stream.getvalue()))


def _fit(vectors, instant, kinds, *, train, size, rng):
    """Return weights by AdaGrad on the logistic loss of the period type and the softmax loss of the kind."""
    weights = np.zeros((size, 1 + len(KINDS)))
    memory = np.full_like(weights, 1e-6)
    for _epoch in range(EPOCHS):
        rng.shuffle(train)
        for start in range(0, len(train), BATCH):
            part = train[start : start + BATCH]
            lengths = [len(vectors[place]) for place in part]
            columns = np.concatenate([vectors[place] for place in part])
            owners = np.repeat(np.arange(len(part)), lengths)
            scores = np.zeros((len(part), weights.shape[1]))
            np.add.at(scores, owners, weights[columns])
            error = np.empty_like(scores)
            error[:, 0] = 1 / (1 + np.exp(-scores[:, 0])) - instant[part]
            soft = np.exp(scores[:, 1:] - scores[:, 1:].max(axis=1, keepdims=True))
            soft /= soft.sum(axis=1, keepdims=True)
            soft[np.arange(len(part)), kinds[part]] -= 1
            error[:, 1:] = soft
            gradient = np.zeros_like(weights)
            np.add.at(gradient, columns, error[owners] / len(part))
            touched = np.unique(columns)
            step = gradient[touched] + 2e-5 * weights[touched]
            memory[touched] += step**2
            weights[touched] -= 0.12 * step / np.sqrt(memory[touched])
    return weights


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
