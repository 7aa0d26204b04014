"""Train the classifier of labels and write ontology/lexicon/tagger/, which the program reads.

A row of a table is a bag of features (`gaapgraph.tag.label.feature`); each feature and each concept is a vector of
small whole numbers; the concept whose vector points where the sum of the row's vectors points is proposed. What is
learned from: the labels that filers printed and the concepts that they chose (../shared/data/mapping). What is kept:
words, names of concepts, numbers. Confidence and the threshold of an answer are fitted on filings that were not
learned from: inline XBRL whose tags were stripped (`calibrate_tagger.py`).

    python scripts/train_tagger.py [--shared ../shared] [--out ontology/lexicon/tagger]

Needs numpy (not needed by the program). The result depends on its inputs only, as far as numpy rounds alike.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_NUM_THREADS", "1")  # the same sums in the same order

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from tagger_corpus import describe_concepts, life_of_concepts, read_filed, read_modern, successors  # noqa: E402

from gaapgraph.tag.label.feature import ERAS, GROUPS, era_of, features_of, table_features  # noqa: E402
from gaapgraph.tag.label.lexicon import load_concepts  # noqa: E402

if TYPE_CHECKING:
    from tagger_corpus import Filed

WIDTH = 64
POSTINGS = 32
EPOCHS = 6
RATE = 0.12
BATCH = 256
LEAST, LEAST_WHOLE = 2, 3  # filers that must have printed a feature, and a label under a heading or in a statement
LARGEST = 80  # concepts of a table that tell which go together
SHARED_COUNT = 0.1  # of what filers of other eras chose, at the start
# How often a group of features is hidden while training: documents often lack it.
HIDDEN = {
    "words": 0.05, "pairs": 0.1, "label": 0.4, "headed": 0.4, "placed": 0.4, "heading": 0.15, "title": 0.3,
    "before": 0.2, "after": 0.2,
    "table": 0.2, "kind": 0.5, "period": 0.2, "type": 0.1, "section": 0.3, "era": 0.05,
}  # fmt: skip
ALL = (*GROUPS, "table")


@dataclass(slots=True)
class Weights:
    """What was learned: a vector for each feature and concept, and a bias for each concept in each era."""

    features: dict[str, int]
    concepts: list[str]
    inputs: np.ndarray
    outputs: np.ndarray
    biases: np.ndarray


@dataclass(slots=True)
class _Sample:
    groups: list[tuple[int, np.ndarray]]
    concept: int
    era: int


def _gather(tables: list[Filed]) -> tuple[dict[str, int], list[str], list[_Sample]]:
    filers: dict[str, set[str]] = defaultdict(set)
    rows = []
    for filed in tables:
        shared = ("table", table_features(filed.table))
        for at, chosen in enumerate(filed.chosen):
            groups = [*features_of(filed.table, at), shared]
            rows.append((groups, chosen, era_of(filed.table.year)))
            for _, names in groups:
                for name in names:
                    if len(filers[name]) < LEAST_WHOLE:
                        filers[name].add(filed.filer)
    kept = (name for name in filers if len(filers[name]) >= (LEAST_WHOLE if _is_placed(name) else LEAST))
    features = {name: at for at, name in enumerate(sorted(kept))}
    concepts = ["", *sorted({chosen for _, chosen, _ in rows if chosen})]
    number = {name: at for at, name in enumerate(concepts)}
    place = {name: at for at, name in enumerate(ALL)}
    samples = []
    for groups, chosen, era in rows:
        known = [(place[group], [features[name] for name in names if name in features]) for group, names in groups]
        samples.append(_Sample([(at, np.array(ids, np.int32)) for at, ids in known if ids], number[chosen], era))
    return features, concepts, samples


def _is_placed(name: str) -> bool:
    return name.startswith("X:") and ("|" in name or "@" in name)


def _prior(samples: list[_Sample], concepts: int) -> np.ndarray:
    """Return how often each concept is chosen in each era, as logarithms around 0."""
    counts = np.zeros((len(ERAS), concepts), np.float32)
    for sample in samples:
        counts[sample.era, sample.concept] += 1
    shared = SHARED_COUNT * counts.sum(0)
    prior = np.log(counts + shared + 1)
    return prior - prior.mean(1, keepdims=True)


def fit(tables: list[Filed], *, epochs: int = EPOCHS, seed: int = 1) -> Weights:
    """Return the weights by which the concepts of tables are told best: a softmax over sums of vectors, AdaGrad."""
    random = np.random.default_rng(seed)
    features, concepts, samples = _gather([*tables, *describe_concepts(tables)])
    inputs = (random.standard_normal((len(features), WIDTH)) * 0.1).astype(np.float32)
    outputs = np.zeros((len(concepts), WIDTH), np.float32)
    weights = Weights(features, concepts, inputs, outputs, _prior(samples, len(concepts)))
    squares = [np.full((len(array), 1), 1e-2, np.float32) for array in (inputs, outputs)]
    squares.append(np.full((len(ERAS), len(concepts)), 1e-2, np.float32))
    for epoch in range(epochs):
        order = random.permutation(len(samples))
        loss, rate = 0.0, RATE * (1 - epoch / epochs)
        for start in range(0, len(samples), BATCH):
            loss += _step(weights, squares, [samples[at] for at in order[start : start + BATCH]], rate, random)
        print(f"epoch {epoch}: loss {loss / len(samples):.3f}", file=sys.stderr, flush=True)
    return weights


def _pick(batch: list[_Sample], random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """Return features, their shares and where each sample starts, with groups and words hidden by chance."""
    ids: list[int] = []
    shares: list[float] = []
    starts: list[int] = []
    hidden = [HIDDEN[name] for name in ALL]
    for sample in batch:
        starts.append(len(ids))
        chance = random.random(len(ALL))
        for at, group in sample.groups:
            if chance[at] < hidden[at]:
                continue
            kept = group[random.random(len(group)) > 0.1] if len(group) > 1 else group
            if not len(kept):
                continue
            ids.extend(kept)
            shares.extend([len(kept) ** -0.5] * len(kept))
        if starts[-1] == len(ids):
            ids.append(0)
            shares.append(0.0)
    return np.array(ids), np.array(shares, np.float32)[:, None], starts


def _step(
    weights: Weights, squares: list[np.ndarray], batch: list[_Sample], rate: float, random: np.random.Generator
) -> float:
    ids, shares, starts = _pick(batch, random)
    right = np.array([sample.concept for sample in batch])
    hidden = np.add.reduceat(weights.inputs[ids] * shares, starts)
    eras = np.array([sample.era for sample in batch])
    scores = hidden @ weights.outputs.T + weights.biases[eras]
    scores -= scores.max(1, keepdims=True)
    slope = np.exp(scores)
    slope /= slope.sum(1, keepdims=True)
    loss = -np.log(slope[np.arange(len(batch)), right] + 1e-9).sum()
    slope[np.arange(len(batch)), right] -= 1
    back = slope @ weights.outputs
    _move(weights.outputs, squares[1], slope.T @ hidden, rate)
    for era in np.unique(eras):
        change = slope[eras == era].sum(0)
        squares[2][era] += change**2
        weights.biases[era] -= 0.5 * rate * change / np.sqrt(squares[2][era])
    spread = np.repeat(back, np.diff([*starts, len(ids)]), 0) * shares
    order = np.argsort(ids, kind="stable")
    first = np.flatnonzero(np.r_[True, np.diff(ids[order]) != 0])
    touched = ids[order][first]
    change = np.add.reduceat(spread[order], first)
    squares[0][touched] += (change**2).mean(1, keepdims=True)
    weights.inputs[touched] -= rate * change / np.sqrt(squares[0][touched])
    return float(loss)


def _move(array: np.ndarray, squares: np.ndarray, slope: np.ndarray, rate: float) -> None:
    squares += (slope**2).mean(1, keepdims=True)
    array -= rate * slope / np.sqrt(squares)


def write(weights: Weights, tables: list[Filed], shared: Path, folder: Path) -> None:
    """Write the weights as whole numbers of one byte, the names as text."""
    folder.mkdir(parents=True, exist_ok=True)
    lives = life_of_concepts(shared)
    after = successors(tables, lives)
    inputs, input_step = _whole(weights.inputs)
    outputs, output_step = _whole(weights.outputs)
    postings = _postings(weights)
    (folder / "features.txt").write_text("\n".join(weights.features) + "\n", encoding="utf-8")
    standard = load_concepts()
    lines = ["concept\tbiases\ttype\tperiodType\tbalance\tsince\tuntil\tsuccessor\tfilers\n"]
    filers = _write_companions(folder, weights.concepts, tables)
    for name, biases in zip(weights.concepts, weights.biases.T, strict=True):
        since, until = lives.get(name, (0, 9999)) if name in standard else (0, 0)  # of other taxonomies: never meant
        known = standard.get(name)
        kind = (known.data_type, known.period_type or "", known.balance or "") if known is not None else ("", "", "")
        life = (str(since), str(until), after.get(name, ""), str(filers[name]))
        cells = (name, " ".join(f"{bias:.3f}" for bias in biases), *kind, *life)
        lines.append("\t".join(cells) + "\n")
    (folder / "concepts.tsv").write_text("".join(lines), encoding="utf-8")
    (folder / "weights.bin").write_bytes(inputs.tobytes() + outputs.tobytes() + postings.astype("<u2").tobytes())
    sizes = {"width": WIDTH, "postings": POSTINGS, "filers": len({filed.filer for filed in tables})}
    steps = {**sizes, "inputStep": f"{input_step:.9f}", "outputStep": f"{output_step:.9f}"}
    (folder / "weights.json").write_text(json.dumps(steps, indent=2) + "\n", encoding="utf-8")


def _write_companions(folder: Path, concepts: list[str], tables: list[Filed]) -> Counter[str]:
    """Write how many filers chose two concepts in one table, where several did, and return how many chose each.

    A pair is the lower number times 65536 plus the higher. Tables of more concepts than notes have tell no pairs.
    """
    number = {name: at for at, name in enumerate(concepts)}
    chosen: dict[str, set[str]] = defaultdict(set)
    pairs: dict[int, set[str]] = defaultdict(set)
    for filed in tables:
        known = sorted({number[name] for name in filed.chosen if name})
        for at, one in enumerate(known):
            chosen[concepts[one]].add(filed.filer)
            if len(known) <= LARGEST:
                for other in known[at + 1 :]:
                    pairs[one << 16 | other].add(filed.filer)
    together = {key: min(len(found), 255) for key, found in pairs.items() if len(found) >= LEAST}
    keys, counts = np.array(sorted(together), "<u4"), np.array([together[key] for key in sorted(together)], np.uint8)
    (folder / "pairs.bin").write_bytes(keys.tobytes() + counts.tobytes())
    return Counter({name: len(found) for name, found in chosen.items()})


def _whole(array: np.ndarray) -> tuple[np.ndarray, float]:
    """Return an array as whole numbers from -127 to 127, and the step that one of them is."""
    step = float(np.quantile(np.abs(array), 0.9998)) / 127
    return np.clip(np.rint(array / step), -127, 127).astype(np.int8), step


def _postings(weights: Weights) -> np.ndarray:
    """Return for each feature the concepts that it speaks for most: only these are weighed when a label is asked."""
    found = np.empty((len(weights.features), POSTINGS), np.int64)
    for start in range(0, len(weights.features), 512):
        scores = weights.inputs[start : start + 512] @ weights.outputs.T + 0.3 * weights.biases.max(0)
        best = np.sort(np.argpartition(-scores, POSTINGS, axis=1)[:, :POSTINGS], axis=1)
        order = np.argsort(-np.take_along_axis(scores, best, 1), axis=1, kind="stable")
        found[start : start + 512] = np.take_along_axis(best, order, 1)
    return found


def main() -> None:
    """Train on all filers and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=ROOT / "ontology/lexicon/tagger")
    arguments = parser.parse_args()
    tables = [*read_modern(arguments.shared), *read_filed(arguments.shared)]
    write(fit(tables), tables, arguments.shared, arguments.out)


if __name__ == "__main__":
    main()
