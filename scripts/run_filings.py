"""Run every rule over filings, each by itself, and count by rule.

    python scripts/run_filings.py ../shared/data/filings benchmarks/filings [NAME...]

A filing is a folder with an instance, a package, an inline page (also packed with xz) or an instance alone; taxonomies
beside them (`form-6-*.zip`) are given to those that need them. Writes `rules.tsv`: of each rule how often it was
evaluated, passed, set aside (explained by another result, by rounding or by the reader's doubt), and how many
violations and warnings came of it; and `results.tsv`: each violation and warning. With names, only those filings are
run and `rules.tsv` is not written.
"""

from __future__ import annotations

import argparse
import lzma
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store
from run_fsds import read_constraints, select_rows

from gaapgraph.build import Context, read_source
from gaapgraph.errors import GaapGraphError
from gaapgraph.validation.inspection import inspect
from gaapgraph.validation.knowledge import with_knowledge
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.model import Report

INSTANCES = ("*.xbrl", "*.zip", "*.html", "*.html.xz")
TAXONOMY = "form-6-2022-01-01.zip"
Counts = dict[str, Counter[str]]


def find_filings(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of each filing."""
    for one in sorted(folder.iterdir()):
        held = sorted(path for pattern in INSTANCES for path in one.glob(pattern) if path.name != TAXONOMY)
        if one.name in ("us-ixbrl", "uk-ch", "kvk-2023", "ferc-2021"):
            yield from ((f"{one.name}/{path.name.split('.')[0]}", path) for path in held)
        else:
            yield one.name, one


def read_filing(path: Path, folder: Path) -> list[Report]:
    """Return the reports of a filing; none where its documents cannot be read."""
    if path.suffix == ".xz":
        unpacked = folder / path.name.removesuffix(".xz")
        unpacked.write_bytes(lzma.decompress(path.read_bytes()))
        path = unpacked
    taxonomy = path.parent / TAXONOMY
    context = Context(taxonomy=(taxonomy,)) if path.is_file() and taxonomy.is_file() else Context()
    return list(read_source(path, context))


def load(reports: list[Report]) -> Store:
    """Return the graphs of the reports."""
    store = Store()
    for report in reports:
        store.bulk_load("".join(write_quads(report)).encode(), format=RdfFormat.N_QUADS)
    return store


def count(store: Store, counts: Counts) -> list[tuple[str, str, str]]:
    """Count what the rules did with a filing; return severity, code and message of its violations and warnings."""
    inspection = inspect(store)
    for binding in inspection.bindings:
        counts[binding.code].update(evaluated=1, passed=int(binding.ok))
    arithmetic = {binding.code for binding in inspection.bindings}
    data = with_knowledge(store)
    for constraint in read_constraints():
        selects = [constraint.cut(mark) for mark in ("# violated where", "# unless explained")]
        if selects[0] == constraint.select or constraint.code in arithmetic:
            continue
        for select, sign in zip(selects, (1, -1), strict=True):
            for row in select_rows(data, select):
                counts[row.get("code") or constraint.code].update(evaluated=int(sign > 0), passed=sign)
    found = [(one.severity, one.code, one.message) for one in inspection.report.results if one.severity != "info"]
    for severity, code, _ in found:
        counts[code][severity] += 1
    return found


def main() -> None:
    """Read, check and count all filings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    counts: Counts = defaultdict(Counter)
    results = ["filing\tseverity\tcode\tmessage"]
    with tempfile.TemporaryDirectory() as name:
        for filing, path in find_filings(options.source):
            if options.names and filing not in options.names:
                continue
            try:
                reports = read_filing(path, Path(name))
            except GaapGraphError as error:
                print(filing, "not read:", error, file=sys.stderr)
                continue
            found = count(load(reports), counts)
            violations = sum(severity == "violation" for severity, *_ in found)
            print(filing, sum(len(one.facts) for one in reports), "facts,", violations, "violations", file=sys.stderr)
            results += ["\t".join((filing, *(" ".join(part.split()) for part in one))) for one in found]
    options.target.mkdir(parents=True, exist_ok=True)
    (options.target / "results.tsv").write_text("\n".join(results) + "\n")
    if not options.names:
        lines = ["rule\tevaluated\tpassed\tset aside\tviolated\twarned"]
        for code, row in sorted(counts.items()):
            aside = max(0, row["evaluated"] - row["passed"] - row["violation"] - row["warning"])
            numbers = (row["evaluated"], row["passed"], aside, row["violation"], row["warning"])
            lines.append("\t".join(map(str, (code, *numbers))))
        (options.target / "rules.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
