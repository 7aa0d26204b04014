"""Measure how the time of a build grows when one dimension of a document doubles.

    python benchmarks/document/run.py [--quick]

For each dimension a document is made in four or five sizes, each twice the one before, read, tagged and written in one
process; the CPU seconds of the best of three runs are told as tab-separated rows, with the ratio to the size before.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from gaapgraph.build import read_source
from gaapgraph.errors import GaapGraphError
from gaapgraph.write import write_quads

HEAD = "Example Corp. Reports Second Quarter 2024 Results\n\nConsolidated Statements of Income (in thousands)\n"
TAIL = "Three Months Ended June 30,\n"
TABLE = (
    "\t2024\t2023\nNet sales\t250,100\t240,200\nCost of sales\t(150,100)\t(140,200)\nGross profit\t100,000\t100,000\n"
)
PROSE = "Revenues were $173.9 million for the year ended March 31, 2024, compared with $137.7 million a year before. "


def columns(size: int) -> str:
    years = "".join(f"\t{2024 - number % 20}" for number in range(size))
    rows = "".join(
        f"{label}" + "".join(f"\t{(number * 7919 + len(label)) % 9999 + 100:,}" for number in range(size)) + "\n"
        for label in ("Net sales", "Cost of sales", "Gross profit")
    )
    return f"{HEAD}{TAIL}{years}\n{rows}"


def rows(size: int) -> str:
    lines = "".join(
        f"Revenue of kind {n}\t{n * 7919 % 9999 + 100:,}\t{n * 104729 % 9999 + 100:,}\n" for n in range(size)
    )
    return f"{HEAD}\t{TAIL}\t2024\t2023\n{lines}"


def tables(size: int) -> str:
    return HEAD + "".join(f"\nConsolidated Statement {n}\n\t{TAIL}{TABLE}" for n in range(size))


def lines(size: int) -> str:
    return f"{HEAD}\t{TAIL}{TABLE}\n" + "".join(f"{PROSE}\n\n" for _ in range(size))


def line_length(size: int) -> str:
    return f"{HEAD}\t{TAIL}{TABLE}\n{PROSE * (size // len(PROSE))}\n"


def word_length(size: int) -> str:
    return f"{HEAD}\t{TAIL}{TABLE}\n{'A' * size}\n"


def digit_length(size: int) -> str:
    return f"{HEAD}\t{TAIL}{TABLE}\nIn {'1,234' * (size // 5)} years we had {'9' * size} shares.\n"


def label_length(size: int) -> str:
    return f"{HEAD}\t{TAIL}{TABLE}{'Other income ' * (size // 13)}\t1,200\t1,300\n"


def spans(size: int) -> str:
    cells = "".join(f"<td>{number}</td>" for number in range(8))
    wide = "".join(f"<tr><td colspan='{size}' rowspan='{size}'>Net sales</td>{cells}</tr>" for _ in range(8))
    return f"<p>Example Corp.</p><table><tr><td></td><td colspan={size}>June 30, 2024</td></tr>{wide}</table>"


def html_cells(size: int) -> str:
    head = "<td></td>" + "<td>2024</td><td>2023</td>" * (size // 2)
    body = "".join(
        f"<tr><td>{label}</td>" + "".join(f"<td>{n * 7919 % 9999 + 100:,}</td>" for n in range(size)) + "</tr>"
        for label in ("Net sales", "Cost of sales")
    )
    return f"<p>Example Corp.</p><p>Year ended December 31 (in thousands)</p><table><tr>{head}</tr>{body}</table>"


def nesting(size: int) -> str:
    return f"<p>Example Corp.</p>{'<div>' * size}{TABLE_HTML}{'</div>' * size}"


def risk_length(size: int) -> str:
    sentence = "We paid $5 million to two subsidiaries in March 2008 and may lose. "
    return "Item 1A. Risk Factors\n\nWe may fail to grow our business.\n\n" + sentence * size + "\n"


TABLE_HTML = (
    "<table><tr><td></td><td>December 31, 2024</td><td>December 31, 2023</td></tr>"
    "<tr><td>Total assets</td><td>1,200</td><td>1,300</td></tr></table>"
)

SIZES = {
    columns: (250, "txt"),
    rows: (250, "txt"),
    tables: (8, "txt"),
    lines: (100, "txt"),
    line_length: (25_000, "txt"),
    word_length: (50_000, "txt"),
    digit_length: (25_000, "txt"),
    label_length: (5_000, "txt"),
    spans: (250, "htm"),
    html_cells: (125, "htm"),
    nesting: (50, "htm"),
    risk_length: (250, "txt"),
}
STEPS, RUNS = 4, 3


def measure(path: Path, runs: int) -> float:
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        try:
            for report in read_source(path):
                for _ in write_quads(report):
                    pass
        except GaapGraphError as exc:
            print(f"# {path.name}: {exc}"[:200])
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    runs = 1 if "--quick" in sys.argv else RUNS
    wanted = [name for name in sys.argv[1:] if not name.startswith("--")]
    print("dimension\tsize\tbytes\tseconds\tratio")
    with tempfile.TemporaryDirectory() as folder:
        for make, (first, ending) in SIZES.items():
            if wanted and make.__name__ not in wanted:
                continue
            before = None
            for step in range(STEPS + 1):
                size = first * 2**step
                path = Path(folder) / f"{make.__name__}-{size}.{ending}"
                path.write_text(make(size), encoding="utf-8")
                if step == 0:
                    measure(path, 1)  # what is loaded once
                seconds = measure(path, runs)
                ratio = "" if before is None else f"{seconds / before:.2f}"
                print(make.__name__, size, path.stat().st_size, f"{seconds:.3f}", ratio, sep="\t", flush=True)
                before = seconds


if __name__ == "__main__":
    main()
