"""Damage one printed cell of a release at a time and see whether the rules find it, and blame it.

A digit is changed, swapped with its neighbour or lost, or a sign is dropped, so that the figure moves by at least
twenty units of its last digit. A damage is caught where a result appears that the undamaged release has not; it is
located where the first new result stands at the damaged cell. Prints a summary and writes one row per damaged cell.

    python scripts/measure_mutations.py RELEASE [--cells 300] [--seed 1] [--profile DIR] [-o mutations.tsv]
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import RdfFormat, Store

from gaapgraph.reader.release import read_release
from gaapgraph.shacl import load_shapes
from gaapgraph.tag import find_profile, load_profile, tag_release
from gaapgraph.validation.diagnosis import diagnose
from gaapgraph.validation.figure import load_figures
from gaapgraph.validation.inspection import evaluate_rules, with_knowledge
from gaapgraph.validation.knowledge import shape_files
from gaapgraph.validation.rule import find_rules
from gaapgraph.write import write_quads

LEAST_UNITS = 20


class Cell(NamedTuple):
    """One printed figure of a table: line and cell from 1, and its text."""

    line: int
    column: int
    text: str


class Check:
    """The rules, ready to be run on many variants of one document."""

    def __init__(self, name: str, profile: Path | None) -> None:
        self.name, self.profile = name, profile
        self.rules = find_rules(load_shapes(shape_files()))

    def run(self, text: str) -> tuple[dict[tuple[int, int | None], str], Counter[tuple[int, int | None]], list[Cell]]:
        """Return results by place in order of strength, how many rules reach each place, and the cells of tables."""
        reading = read_release(text.encode(), self.name)
        profile = load_profile(self.profile) if self.profile else find_profile(reading)
        report = tag_release(reading, profile)
        store = Store()
        store.bulk_load("".join(write_quads(report)).encode(), format=RdfFormat.N_QUADS)
        data = with_knowledge(store)
        figures = load_figures(data)
        bindings, _ = evaluate_rules(data, self.rules, figures)
        reach: Counter[tuple[int, int | None]] = Counter()
        for binding in bindings:
            for iri in {operand.occurrence for operand in binding.operands}:
                if (one := figures.prints.get(iri or "")) is not None:
                    reach[one.line, one.column] += 1
        suspects = sorted(diagnose(bindings, figures), key=lambda s: (s.is_last_digit, -len(s.broken), s.cause.order))
        found: dict[tuple[int, int | None], str] = {}
        for finding in report.findings:
            found.setdefault((finding.place.line, finding.place.column), finding.code)
        for suspect in suspects:
            for one in (suspect.cause, *suspect.twins):
                found.setdefault((one.line, one.column), f"{suspect.broken[0].code} ({len(suspect.broken)})")
        cells = {
            Cell(o.place.line, o.place.column, o.printed_text)
            for _, o in report.occurrences
            if o.place.column is not None and o.value is not None and o.copy_of is None
        }
        return found, reach, sorted(cells)


def damage(text: str, rng: random.Random) -> str | None:
    """Return a print with one slip, or None where no slip moves it far enough."""
    for _ in range(40):
        kind = rng.choice(("change", "swap", "lose", "sign"))
        places = [match.start() for match in re.finditer(r"\d", text)]
        at = rng.choice(places)
        if kind == "change":
            new = text[:at] + rng.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]
        elif kind == "swap":
            after = [place for place in places if place > at]
            if not after or text[after[0]] == text[at]:
                continue
            new = text[:at] + text[after[0]] + text[at + 1 : after[0]] + text[at] + text[after[0] + 1 :]
        elif kind == "lose":
            new = _regroup(text, text[:at] + text[at + 1 :])
        elif "(" in text:
            new = text.replace("(", "").replace(")", "")
        else:
            continue
        if kind == "sign" or abs(_units(new) - _units(text)) >= LEAST_UNITS:
            return new
    return None


def _regroup(old: str, new: str) -> str:
    digits = re.sub(r"[^\d.]", "", new)
    if not digits or "," not in old:
        return new
    whole, dot, rest = digits.partition(".")
    grouped = f"{int(whole or 0):,}{dot}{rest}"
    return re.sub(r"[\d,.]*\d", grouped, new, count=1)


def _units(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits or 0) * (-1 if "(" in text else 1)


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", type=Path)
    parser.add_argument("--cells", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    text = options.release.read_text(encoding="utf-8")
    check = Check(options.release.name, options.profile)
    baseline, reach, cells = check.run(text)
    rng = random.Random(options.seed)
    rows, caught, located, reached_twice = [], 0, 0, 0
    candidates = [cell for cell in cells if (cell.line, cell.column) not in baseline]
    chosen = rng.sample(candidates, min(options.cells, len(candidates)))
    tried = 0
    for cell in chosen:
        new = damage(cell.text, rng)
        if new is None:
            continue
        tried += 1
        found = check.run(_replace(text, cell, new))[0]
        fresh = [place for place, code in found.items() if baseline.get(place) != code]
        rules = reach[cell.line, cell.column]
        is_caught, is_first = bool(fresh), bool(fresh) and fresh[0] == (cell.line, cell.column)
        caught += is_caught
        reached_twice += rules > 1
        located += rules > 1 and is_first
        rows.append(
            [
                cell.line,
                cell.column,
                cell.text,
                new,
                rules,
                is_caught,
                is_first,
                "; ".join(f"{p[0]}:{p[1]} {found[p]}" for p in fresh[:4]),
            ]
        )
    unreached = [cell for cell in cells if not reach[cell.line, cell.column]]
    print(f"{tried} cells damaged, {caught} caught ({caught / tried:.1%})")
    print(
        f"{reached_twice} of them reached by two rules or more, "
        f"{located} named first ({located / max(reached_twice, 1):.1%})"
    )
    print(f"{len(unreached)} of {len(cells)} cells are reached by no rule ({len(unreached) / len(cells):.1%}):")
    print("  " + ", ".join(f"{cell.line}:{cell.column}" for cell in unreached))
    if options.output:
        head = "line\tcell\tprinted\tdamaged\trules\tcaught\tfirst\tresults\n"
        options.output.write_text(head + "".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")


def _replace(text: str, cell: Cell, new: str) -> str:
    lines = text.split("\n")
    parts = lines[cell.line - 1].split("\t")
    parts[cell.column - 1] = parts[cell.column - 1].replace(cell.text, new, 1)
    lines[cell.line - 1] = "\t".join(parts)
    return "\n".join(lines)


if __name__ == "__main__":
    main()
