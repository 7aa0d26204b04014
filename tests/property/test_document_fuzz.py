"""Damaged documents are refused in a line or read in part: no mutant of a small one ends in a traceback or hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from gaapgraph.build import Source, find_reader, read_source
from gaapgraph.reader.narrative import read_narrative
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

TEXT = """\
Larch Foods Inc. Reports Second Quarter 2024 Results

OSLO, July 22, 2024 -- Larch Foods Inc. (NYSE: LFI) today reported net income of $41.2 million, or $0.77 per share.

Larch Foods Inc.
Consolidated Statements of Income (in millions, except per share data)
\tThree Months Ended June 30,\t\tSix Months Ended June 30,
\t2024\t2023\t2024\t2023
Net sales\t250.5\t240.0\t500.1\t(480.2)
Growth\t4.4%\t-\t4.1%\tn/m
Net income per share\t$0.77\t$0.70\t$1.50\t$1.40

Common stock - authorized, 377,600 shares; issued 204,300 shares at March 31, 2024 and June 30, 2024\t16,834\t16,834
"""
MARKDOWN = """\
# Larch Foods Inc. reports 2024 results

| (In EUR'000s) | Year ended December 31, 2024 | | Change |
| --- | --- | --- | --- |
| Revenue | 173,900 | 137.700 | 26.3% |
| Cost of sales (-) | (14,000) | 19,400- | |

Revenue for the year was €173.9 million, compared with €137.7 million in the prior year.
"""
HTML = """\
<html><head><meta charset="utf-8"></head><body><p>Larch Foods Inc.</p><p>(in thousands)</p>
<table><tr><td></td><td colspan="4">Three Months Ended</td></tr>
<tr><td></td><td colspan="2">December 28, 2024</td><td colspan="2" rowspan="1">December 30, 2023</td></tr>
<tr><td style="padding-left:10pt">Revenue<sup>(1)</sup></td>
<td>$</td><td id="r1">1,234</td><td>$</td><td>1,100</td></tr>
<tr><td>Cost</td><td></td><td>(600</td><td>)</td><td>(550)</td></tr></table></body></html>
"""
COLUMNS = """\
                 HOLLIS STORES CORP.
             CONSOLIDATED STATEMENTS OF INCOME
                                   Three Months Ended       Six Months Ended
                                        June 30,                June 30,
                                    2004       2003         2004        2003
Revenues ....................     $8,781     $10,196      $17,001     $20,115
Net income ..................         53         309          112         (20)
"""
RISKS = """\
Item 1A. Risk Factors

We may fail to grow our business and lose customers.

The markets in which we sell are competitive, and some of our 1,200 customers account for 10.5% of revenues of $173.9 \
million for the year ended March 31, 2008, compared with 9.8% in the prior year, so that their loss would harm us.

An acquisition may fail to give us the benefits that we expect:

- we have two segments, and

- we may lose 51% of our 3 subsidiaries.

Risks of what we buy may be larger than we know, as we have said.

In March 2008 we paid ¥1,230 million for 51% of Acme Inc. ("Acme") and of two subsidiaries, and our results may suffer \
if the 2 to 1 share split that we announced on March 31, 2008 is not carried out before the end of the fiscal year 2009.
"""
SEEDS = {
    "text": (TEXT, "r.txt"),
    "markdown": (MARKDOWN, "r.md"),
    "html": (HTML, "r.htm"),
    "columns": (COLUMNS, "r.txt"),
    "risks": (RISKS, "n.txt"),
}
ODD = (
    "²", "0", "00", "9" * 40, "-", "(", ")", "%", "$", "US$", "§", "\t", "\n", "|", ";", "'", '"', "<", ">", "<td>",
    "</tr>", "<table>", "&#0;", "&nbsp;", "\u00a0", "\u200b", "\u202e", "٣", "１", "1e9999999", "NaN",
    "February 30, 2009",
    "0 months ended", "99 years ended June 30, 1900", "December 31, 9999", "FY99", "5Q24", "Q0 2024", "1/1/0001",
    "31/12/2024", "colspan='-1'", "colspan='²'", "style='padding-left:.'", "rowspan=99999", "million", "basis points",
    "per share", "respectively", "compared with", "A" * 300, "5 to 0 split", "\x00", "\x1b[31m", "\r", "\ufeff",
)  # fmt: skip


def mutate(seed: str, rng: random.Random) -> bytes:
    """Return a text with some of its pieces doubled, dropped, swapped, or replaced by something odd."""
    text = seed
    for _ in range(rng.randint(1, 6)):
        low = rng.randrange(len(text) + 1)
        high = min(len(text), low + rng.choice((0, 1, 3, 10, 40)))
        piece = rng.choice(("", rng.choice(ODD), text[low:high] * 2, rng.choice(ODD) * rng.randint(1, 4)))
        if rng.random() < 0.2:
            other = rng.randrange(len(text) + 1)
            piece += text[other : other + 30]
        text = text[:low] + piece + text[high:]
    data = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.1:
        place = rng.randrange(len(data) + 1)
        data = data[:place] + bytes([rng.randrange(256)]) + data[place + 1 :]
    return data


def build(path: Path) -> None:
    """Read a document, tag it, write it, and read what was written with the engine that will load it."""
    for report in read_source(path):
        list(parse("".join(write_quads(report)).encode(), RdfFormat.N_QUADS))


def attempts(kind: str, folder: Path) -> Callable[[random.Random], None]:
    seed, name = SEEDS[kind]
    path = folder / name

    def attempt(rng: random.Random) -> None:
        path.write_bytes(mutate(seed, rng))
        build(path)

    return attempt


@pytest.mark.parametrize("kind", SEEDS)
def test_every_seed_is_what_it_stands_for(kind, tmp_path):
    seed, name = SEEDS[kind]
    (tmp_path / name).write_text(seed, encoding="utf-8")
    if kind == "risks":  # whose figures are facts only where a person saw to them
        narrative = read_narrative(seed.encode(), name)
        assert narrative is not None
        assert narrative.reading.prose
        assert find_reader(Source(tmp_path / name)).name == "risk factors"
    else:
        (report,) = read_source(tmp_path / name)
        assert len(report.facts) >= 4


@pytest.mark.parametrize("kind", SEEDS)
def test_some_mutants_are_read_or_refused(kind, few, tmp_path):
    few(kind, 40, attempts(kind, tmp_path))


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", SEEDS)
def test_many_mutants_are_read_or_refused(kind, many, tmp_path):
    many(kind, attempts(kind, tmp_path))
