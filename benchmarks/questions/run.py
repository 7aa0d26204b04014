"""Times each question of the library with generated facts loaded beside the shipped graph.

`python run.py copies facts.nq -o results.jsonl` asks each question with its default parameters for the reporter of the
shipped graph, and, with `--all`, for all reporters at once. CPU milliseconds, the best of three runs, rows read out.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gaapgraph.question import answer, bind_parameters, list_questions
from gaapgraph.resource import instances
from gaapgraph.store import load_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from gaapgraph.question import Question

REPORTER = "Internet Initiative Japan Inc."
LONG = 2.0  # seconds after which a question is not asked again


def measure(store: Store, question: Question, given: Mapping[str, str]) -> tuple[float, int]:
    """Return the least CPU milliseconds, binding of parameters included, and the number of rows."""
    best, rows = float("inf"), 0
    for _ in range(3):
        start = time.process_time()
        rows = sum(1 for _ in answer(store, question, bind_parameters(store, question, given)))
        took = time.process_time() - start
        best = min(best, took)
        if took > LONG:
            break
    return round(best * 1000, 1), rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("manner")
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", type=Path, default=Path(__file__).parent / "results.jsonl")
    parser.add_argument("--all", action="store_true", help="ask for all reporters at once")
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    store = load_store([instances(), options.data])
    with options.o.open("a", encoding="utf-8") as out:
        for question in list_questions():
            if options.only and question.name not in options.only:
                continue
            of_one = not options.all and any(each.name == "entity" for each in question.parameters)
            took, rows = measure(store, question, {"entity": REPORTER} if of_one else {})
            asked = {"manner": options.manner, "question": question.name, "asked": "one" if of_one else "all"}
            line = json.dumps({**asked, "rows": rows, "ms": took})
            print(line, flush=True)
            out.write(line + "\n")


if __name__ == "__main__":
    main()
