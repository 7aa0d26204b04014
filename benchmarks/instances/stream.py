"""Memory and time of a generated instance: what a fact costs beyond its contexts.

    python benchmarks/instances/stream.py 100000 1000000

For each number of facts a process of its own generates the instance, reads it and writes all quads to nowhere;
printed are seconds of CPU, the peak of resident memory, and from the second number on the bytes that each further
fact added.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" '
    'xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:e="http://example.org/e">\n'
    '<link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>\n'
    '<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>\n'
)
CONTEXT = (
    '<xbrli:context id="c{0}"><xbrli:entity><xbrli:identifier scheme="http://example.org/scheme">{0}</xbrli:identifier>'
    "</xbrli:entity><xbrli:period><xbrli:startDate>2020-01-01</xbrli:startDate><xbrli:endDate>2020-12-31</xbrli:endDate>"
    "</xbrli:period></xbrli:context>\n"
)
FACT = '<e:Item{0} id="f{1}" contextRef="c{2}" unitRef="usd" decimals="-3">{1}000</e:Item{0}>\n'
CONCEPTS = 1000


def generate(facts: int, path: Path) -> None:
    """Write an instance of so many facts of a thousand concepts."""
    with path.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        out.writelines(CONTEXT.format(number) for number in range(facts // CONCEPTS + 1))
        out.writelines(FACT.format(number % CONCEPTS, number, number // CONCEPTS) for number in range(facts))
        out.write("</xbrli:xbrl>\n")


def measure(path: Path) -> None:
    """Read an instance, write its quads to nowhere, and print seconds and kilobytes."""
    from gaapgraph.build import read_source
    from gaapgraph.write import write_quads

    written = sum(len(text) for report in read_source(path) for text in write_quads(report))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{used.ru_utime + used.ru_stime:.1f} {used.ru_maxrss} {written}")


def main() -> None:
    """Print one line for each number of facts."""
    if sys.argv[1] == "--measure":
        measure(Path(sys.argv[2]))
        return
    before: tuple[int, int] | None = None
    for facts in map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "generated.xml"
            generate(facts, path)
            call = [sys.executable, __file__, "--measure", str(path)]
            done = subprocess.run(call, capture_output=True, text=True, check=True, env=os.environ)
        seconds, kilobytes, written = done.stdout.split()
        more = (
            "" if before is None else f", {(int(kilobytes) - before[1]) * 1024 / (facts - before[0]):.0f} bytes a fact"
        )
        print(
            f"{facts:,} facts: {seconds} s, {int(kilobytes) / 1024:.0f} MB{more}, "
            f"{int(written) / 1e6:,.0f} MB of quads",
            flush=True,
        )
        before = (facts, int(kilobytes))


if __name__ == "__main__":
    main()
