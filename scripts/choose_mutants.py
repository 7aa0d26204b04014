"""Leave a seeded choice of the mutations that cosmic-ray found: operators, bounds and numbers, as many of each package.

cosmic-ray init cosmic-ray.toml session.sqlite
python scripts/choose_mutants.py session.sqlite --each 20 --seed 20261129 [--part 0/2]
"""

from __future__ import annotations

import argparse
import random
import sqlite3

PACKAGES = ("reader", "tag", "validation", "shacl", "graph")
# Of `|` most are types, which nothing evaluates; decorators and loops are no operators.
KINDS = ("ReplaceComparisonOperator", "ReplaceBinaryOperator", "NumberReplacer", "ReplaceAndWithOr", "ReplaceOrWithAnd")
NO_KINDS = ("_BitOr_",)


def main() -> None:
    """Delete from a session what was not chosen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("session")
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--part", default="0/1")
    given = parser.parse_args()
    part, parts = map(int, given.part.split("/"))
    with sqlite3.connect(given.session) as session:
        rows = session.execute(
            "SELECT job_id, module_path, operator_name, start_pos_row, start_pos_col FROM mutation_specs"
        ).fetchall()
        rng, kept = random.Random(given.seed), []
        for package in PACKAGES:
            places: dict[tuple[str, int, int], list[tuple[str, str]]] = {}
            for job, module, operator, *place in rows:
                is_one = any(kind in operator for kind in KINDS) and not any(kind in operator for kind in NO_KINDS)
                if f"gaapgraph/{package}/" in module and is_one:
                    places.setdefault((module, *place), []).append((operator, job))
            # an operator that ten others may replace is one place
            kept += [rng.choice(sorted(places[place]))[1] for place in rng.sample(sorted(places), given.each)]
        chosen = {job for number, job in enumerate(kept) if number % parts == part}
        for table in ("mutation_specs", "work_items"):
            gone = [(row[0],) for row in rows if row[0] not in chosen]
            session.executemany(f"DELETE FROM {table} WHERE job_id = ?", gone)
    print(f"{len(chosen)} of {len(rows)} mutations")


if __name__ == "__main__":
    main()
