"""Memory and CPU of `gaapgraph build` on generated instances of XBRL 2.1, by their number of facts.

    python run.py [--facts 1000 100000 300000 1000000] -o results.tsv [INSTANCE…]

Each generated instance has the same 2,000 contexts (periods, and members of an explicit dimension) and up to 500
concepts, most of them monetary, one in ten a text; facts are pairs of both, so that a larger instance has more facts
and nothing else.
Bytes of a fact are what the peak of the process grows by from the smallest instance on. Instances given are measured
beside.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:e="http://example.org/large" xml:lang="en">
<link:schemaRef xlink:type="simple" xlink:href="large.xsd"/>
<xbrli:unit id="u"><xbrli:measure>iso4217:EUR</xbrli:measure></xbrli:unit>
"""
PERIODS, MEMBERS, CONCEPTS = 20, 100, 500
TEXTS = 10  # one concept in so many is a text
CHILD = """import resource, sys
from gaapgraph.cli import main
code = main(["build", sys.argv[1], "-o", sys.argv[2]])
own = resource.getrusage(resource.RUSAGE_SELF)
print(code, own.ru_maxrss, round(own.ru_utime + own.ru_stime, 2))"""


def write_contexts() -> Iterator[str]:
    """Yield 2,000 contexts."""
    for year, member in product(range(PERIODS), range(MEMBERS)):
        segment = f'<xbrldi:explicitMember dimension="e:Axis">e:M{member}</xbrldi:explicitMember>'
        yield (
            f'<xbrli:context id="c{year}-{member}"><xbrli:entity><xbrli:identifier scheme="http://example.org">E'
            f"</xbrli:identifier><xbrli:segment>{segment}</xbrli:segment></xbrli:entity><xbrli:period>"
            f"<xbrli:startDate>{2000 + year}-01-01</xbrli:startDate><xbrli:endDate>{2000 + year}-12-31</xbrli:endDate>"
            "</xbrli:period></xbrli:context>\n"
        )


def write_facts(wanted: int) -> Iterator[str]:
    """Yield so many facts: a concept, then a year, then a member."""
    keys = islice(product(range(CONCEPTS), range(PERIODS), range(MEMBERS)), wanted)
    for count, (concept, year, member) in enumerate(keys):
        context = f'contextRef="c{year}-{member}" id="f{count}"'
        if concept % TEXTS == TEXTS - 1:
            yield f"<e:Text{concept} {context}>Words of fact {count}</e:Text{concept}>\n"
        else:
            number = (count * 7919 + 1) * 1000
            yield f'<e:Item{concept} {context} unitRef="u" decimals="-3">{number}</e:Item{concept}>\n'


def write_instance(number: int, path: Path) -> None:
    """Write an instance of so many facts."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEAD)
        stream.writelines(write_contexts())
        stream.writelines(write_facts(number))
        stream.write("</xbrli:xbrl>\n")


def measure(instance: Path, folder: Path) -> tuple[int, float]:
    """Return the peak in bytes and the CPU seconds of one build."""
    output = folder / "out.nq"
    output.unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(instance), str(output)],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    code, peak, cpu = done.stdout.split()[-3:]
    if code != "0" or output.stat().st_size == 0:
        raise SystemExit(f"{instance}: {done.stderr}")
    return int(peak) * 1024, float(cpu)


def main() -> None:
    """Measure, and write a row for each instance as it is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instances", nargs="*", type=Path)
    parser.add_argument("--facts", nargs="*", type=int, default=[1_000, 100_000, 300_000, 1_000_000])
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    rows = ["instance\tfacts\tbytes of it\tpeak MB\tCPU s\tbytes a fact\tCPU µs a fact"]
    with tempfile.TemporaryDirectory() as name:
        folder, least = Path(name), None
        for number in sorted(given.facts):
            path = folder / "large.xml"
            write_instance(number, path)
            peak, cpu = measure(path, folder)
            least = least or (number, peak, cpu)
            more = number - least[0]
            each = f"{(peak - least[1]) / more:.0f}\t{(cpu - least[2]) / more * 1e6:.0f}" if more else "\t"
            size = path.stat().st_size
            rows.append(f"generated\t{number}\t{size}\t{peak / 1e6:.0f}\t{cpu}\t{each}")
            given.output.write_text("\n".join(rows) + "\n", encoding="utf-8")
        for path in given.instances:
            peak, cpu = measure(path, folder)
            rows.append(f"{path.name}\t\t{path.stat().st_size}\t{peak / 1e6:.0f}\t{cpu}\t\t")
            given.output.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
