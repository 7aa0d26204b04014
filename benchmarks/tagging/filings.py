"""Which concepts do the rows of inline filings get, once their tags are stripped?

    python benchmarks/tagging/filings.py SHARED [--shipped] [NAME...] > benchmarks/tagging/filings.txt

Each page is stripped (`SHARED/tools/stripped.py`), read and tagged as any untagged document, and held against its tags:
rows without dimensions that got the tag's concept, those for which it was at least proposed first, how many of the
standard concepts given are the tag's, the same with the pairs of equivalents.tsv counted as one, and how many rows with
a concept of the filer's own got none of the standard ones. Below stands how often what was given or proposed first is
right, by the confidence that is stated with it.

Leanings and confidence are those of `parts/` (`scripts/calibrate_tagger.py`): each filing is asked about with what was
fitted on the companies of the other parts. `--shipped` asks with what the program ships, which was fitted on all.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from calibrate_tagger import HELD_OUT, PARTS, read_equivalents, strip_filings, tagged_figures  # noqa: E402

from gaapgraph.model import Entity  # noqa: E402
from gaapgraph.reader.release import read_release  # noqa: E402
from gaapgraph.tag.figure import settlement  # noqa: E402
from gaapgraph.tag.figure.tagger import Tagger  # noqa: E402
from gaapgraph.tag.label.candidate import Calibration, Proposer  # noqa: E402
from gaapgraph.tag.label.classifier import load_classifier  # noqa: E402
from gaapgraph.tag.label.leaning import Leanings  # noqa: E402
from gaapgraph.tag.profile.profile import plain_profile  # noqa: E402
from gaapgraph.vocabulary import DEI, SRT, US_GAAP  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.tag.figure.settlement import Settled

STATED = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
NAMES = ("given and right", "first proposal", "right of given", "with equivalents", "own abstained")


def use_part(name: str) -> None:
    """Let documents be tagged with what was fitted on companies of other parts than that of a filing."""
    part = next(part for part, names in PARTS.items() if name in names)
    folder, classifier = ROOT / "benchmarks/tagging/parts" / part, load_classifier()
    assert classifier is not None
    leanings = Leanings.read(folder / "leanings.tsv")
    proposer = Proposer(classifier, Calibration.read(folder / "calibration.json"), leanings)
    settlement.load_proposer = lambda: proposer  # type: ignore[assignment]


def count(page: Path, equivalents: frozenset[frozenset[str]]) -> Counter[str]:
    """Return how the tagged cells of a page fared."""
    reading = read_release(page.read_bytes(), page.name)
    tagger = Tagger(plain_profile(Entity("urn:filer", "the filer"), "filer"), reading)
    tagger.facts()
    found: Counter[str] = Counter()
    for index, tag in tagged_figures(page, reading).items():
        concept = tagger.keys[index].concept
        given = next((concept.removeprefix(iri) for iri in (US_GAAP, SRT, DEI) if concept.startswith(iri)), "")
        settled = tagger._settled(reading.figures[index])
        offered = settled.proposals[0].concept.removeprefix(US_GAAP) if settled.proposals else ""
        first = given or offered
        if first:
            source, stated = _stated(settled)
            is_first = tag["standard"] and first == tag["concept"]
            is_like = is_first or (tag["standard"] and frozenset((first, tag["concept"])) in equivalents)
            for what, holds in (("all", True), ("right", is_first), ("same", is_like)):
                found[f"{source} {stated} {what}"] += holds
        if not tag["standard"]:
            found.update(own=1, abstained=not given)
            continue
        is_right = given == tag["concept"]
        is_same = is_right or frozenset((given, tag["concept"])) in equivalents
        found.update(given=bool(given), right=is_right, same=is_same)
        if not tag["members"]:
            found.update(plain=1, plain_right=is_right, first=is_right or (not given and offered == tag["concept"]))
    return found


def _stated(settled: Settled) -> tuple[str, float]:
    """Return where the first concept of a line is from, and the lower end of the class of its confidence."""
    mapping = settled.mapping
    confidence = float(mapping.confidence) if mapping is not None else float(settled.proposals[0].confidence or 0)
    source = "mapping" if mapping is not None and mapping.iri else "proposal"
    return source, max(end for end in STATED if end <= confidence)


def print_stated(name: str, found: Counter[str]) -> None:
    """Print how often concepts are right by their stated confidence."""
    print(f"\n{name}: stated confidence from", "cells", "right %", "with equivalents %", sep="\t")
    for source in ("proposal", "mapping"):
        for end in STATED:
            cells = found[f"{source} {end} all"]
            if cells:
                right, same = (f"{100 * found[f'{source} {end} {what}'] / cells:.0f}" for what in ("right", "same"))
                print(f"{source} {end}", cells, right, same, sep="\t")


def shares(found: Counter[str]) -> Iterator[float]:
    """Yield the shares in the order of their names, per cent."""
    pairs = (("plain_right", "plain"), ("first", "plain"), ("right", "given"), ("same", "given"), ("abstained", "own"))
    yield from (100 * found[part] / max(1, found[whole]) for part, whole in pairs)


def main(shared: Path, names: list[str], *, is_shipped: bool) -> None:
    """Print a line for each filing, and the medians."""
    equivalents = read_equivalents()
    rows = []
    stated: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    print("filing", "rows", *NAMES, sep="\t")
    with tempfile.TemporaryDirectory() as folder:
        for page in strip_filings(shared, Path(folder)):
            if names and page.stem not in names:
                continue
            if not is_shipped:
                use_part(page.stem)
            found = count(page, equivalents)
            rows.append(list(shares(found)))
            stated[page.stem in HELD_OUT].update(found)
            name = f"{page.stem} (first part)" if page.stem in HELD_OUT else page.stem
            print(name, found["plain"], *(f"{share:.1f}" for share in rows[-1]), sep="\t", flush=True)
    print("median", "", *(f"{statistics.median(column):.1f}" for column in zip(*rows, strict=True)), sep="\t")
    print_stated("other parts", stated[False])
    print_stated("first part", stated[True])


if __name__ == "__main__":
    asked = [argument for argument in sys.argv[2:] if argument != "--shipped"]
    main(Path(sys.argv[1]), asked, is_shipped="--shipped" in sys.argv)
