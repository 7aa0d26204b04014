"""Keep the algebra of all queries of the shipped shapes, which takes the parser of SPARQL ten seconds.

    python scripts/build_algebra.py            write src/gaapgraph/plan/algebra.json
    python scripts/build_algebra.py --check    say whether it differs from what the shapes give, and exit with 1

After everything that changes shapes. A query that is not in the file is parsed when it is planned: an old file costs
time, no result.
"""

from __future__ import annotations

import argparse
import sys

from gaapgraph.plan.algebra import ALGEBRA, write_algebra
from gaapgraph.scale.table_check import list_queries


def main() -> int:
    """Write the file, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    is_check = parser.parse_args().check
    made = write_algebra(list_queries())
    if not is_check:
        ALGEBRA.write_text(made, encoding="utf-8", newline="\n")
        print(f"{ALGEBRA.name}: {len(made):,} characters")
        return 0
    if ALGEBRA.is_file() and ALGEBRA.read_text(encoding="utf-8") == made:
        return 0
    print(f"{ALGEBRA.name} is not what the shapes give; run scripts/build_algebra.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
