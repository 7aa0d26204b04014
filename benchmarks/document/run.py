"""Time of reading documents that grow in one direction: columns, spans, rows, length of a line, of a word.

python benchmarks/document/run.py        doubles each size once and prints seconds and their ratio
"""

from __future__ import annotations

import time

from gaapgraph.reader.narrative import read_narrative
from gaapgraph.reader.release import read_release

HEAD = "Larch Foods Inc. Results\n\n"
TABLE = "\t2008\t2007\nRevenues\t1,234\t1,100\n\n"


def columns(size: int) -> tuple[str, str]:
    heads = "".join(f"\tFY{1950 + place % 70}" for place in range(size))
    return HEAD + f"{heads}\nRevenues" + "".join(f"\t{place * 7 + 1000:,}" for place in range(size)) + "\n", "r.txt"


def rows(size: int) -> tuple[str, str]:
    return HEAD + "\t2008\t2007\n" + "".join(
        f"Item {row}\t{row + 1000:,}\t{row + 900:,}\n" for row in range(size)
    ), "r.txt"


def spans(size: int) -> tuple[str, str]:
    heads = "".join(f"<td colspan='3'>{1950 + place % 70}</td>" for place in range(size))
    cells = "".join(f"<td>$</td><td>{place + 100}</td><td></td>" for place in range(size))
    table = f"<table><tr><td></td>{heads}</tr><tr><td>Revenues</td>{cells}</tr></table>"
    return f"<html><body><p>Larch Foods Inc.</p>{table}</body></html>", "r.htm"


def line(size: int) -> tuple[str, str]:
    return HEAD + TABLE + "Net income was $38.9 million, or $0.77 per share, and " * size + "\n", "r.txt"


def word(size: int) -> tuple[str, str]:
    return HEAD + TABLE + "a1" * size + "\n", "r.txt"


def paragraphs(size: int) -> tuple[str, str]:
    table = "<table><tr><td></td><td>2008</td></tr><tr><td>Revenues</td><td>5</td></tr></table>"
    return f"<html><body>{table}" + "<p>Net income was $38 million in 2008.</p>" * size + "</body></html>", "r.htm"


def risks(size: int) -> tuple[str, str]:
    sentence = "We paid $5 million to two subsidiaries in March 2008 and may lose. "
    return "Item 1A. Risk Factors\n\nWe may fail to grow.\n\n" + sentence * size + "\n", "n.txt"


SIZES = {columns: 500, rows: 2000, spans: 500, line: 4000, word: 50_000, paragraphs: 4000, risks: 2000}


def seconds(text: str, name: str) -> float:
    read = read_narrative if name == "n.txt" else read_release
    start = time.process_time()
    read(text.encode(), name)
    return time.process_time() - start


def main() -> None:
    for make, size in SIZES.items():
        short, long = (min(seconds(*make(count)) for _ in range(2)) for count in (size, 2 * size))
        print(f"{make.__name__:<11} {size:>7,}: {short:6.2f} s   {2 * size:>7,}: {long:6.2f} s   x{long / short:.1f}")


if __name__ == "__main__":
    main()
