"""Damaged data sets of the SEC: what a row states wrongly is a finding, a damaged zip one line, the rest is read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from gaapgraph.build import read_source
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

ADSH, OTHER = "0000000001-09-000001", "0000000002-09-000002"
SEED = {
    "sub.txt": f"""adsh\tcik\tname\tform\tperiod\tfiled\tformer
{ADSH}\t1\tEXAMPLE CORP\t10-Q\t20090630\t20090807\tOLD NAME
{OTHER}\t2\tSECOND INC\t10-K\t20081231\t20090301\t
""",
    "tag.txt": f"""tag\tversion\tcustom\tdatatype\tiord\tcrdr\ttlabel
Assets\tus-gaap/2009\t0\tmonetary\tI\tD\tAssets, Total
EarningsPerShareBasic\tus-gaap/2009\t0\tperShare\tD\t\tEarnings Per Share, Basic
ProfitLoss\t{ADSH}\t1\tmonetary\tD\tC\tNet income
""",
    "num.txt": f"""adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote
{OTHER}\tAssets\tus-gaap/2009\t20081231\t0\tUSD\t\t\t7000000.0000\t
{ADSH}\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\t\t20780000000.0000\t
{ADSH}\tEarningsPerShareBasic\tus-gaap/2009\t20090630\t2\tUSD\t\t\t1.5000\t
{ADSH}\tProfitLoss\t{ADSH}\t20090630\t1\tUSD\tEquityComponents=NoncontrollingInterest;\t\t\t
{ADSH}\tAssets\tus-gaap/2009\t20090630\t0\tUSD\t\tSubsidiaries\t5000000.0000\tas restated
""",
    "pre.txt": f"""adsh\treport\tline\tstmt\tinpth\ttag\tversion\tplabel\tnegating
{ADSH}\t2\t9\tBS\t0\tAssets\tus-gaap/2009\tTotal assets\t0
{ADSH}\t3\t4\tIS\t0\tEarningsPerShareBasic\tus-gaap/2009\tBasic\t0
""",
}
ODD = (
    "", "0", "-1", "²", "٣", "NaN", "-Infinity", "1e9999999", "1e-9999999", "9" * 60, "20090230", "00010101",
    "99991231", "2009063", "USD/", "/", "us-gaap/", "us-gaap/2009", "urn:x y", "<>", "a b", "{}|^`", "\\", '"', "'",
    ";", "=", "A=B", "A=", "us-gaap:XAxis/us-gaap:YMember", "é" * 3, "\x00", "\x1b[31m", "\u202e", "\u2028", "\x85",
    "\ufeff", "\ud800", "\r", "\n", "\t", "\t\t", ADSH, OTHER, "../../etc/passwd", "A" * 400,
)  # fmt: skip


def mutate(rng: random.Random) -> dict[str, bytes]:
    """Return the tables with cells replaced, rows doubled, cut or moved, heads renamed, bytes changed."""
    tables = {name: [line.split("\t") for line in text.splitlines()] for name, text in SEED.items()}
    for _ in range(rng.randint(1, 5)):
        rows = tables[rng.choice(tuple(tables))]
        row = rng.choice(rows[1:] if rng.random() < 0.9 else rows)
        kind = rng.randrange(8)
        if kind < 5:
            row[rng.randrange(len(row))] = rng.choice(ODD) * rng.choice((1, 1, 2))
        elif kind == 5:
            rows.insert(rng.randrange(1, len(rows) + 1), list(row))
        elif kind == 6:
            del row[rng.randrange(len(row)) :]
            row.append("")
        else:
            row.insert(rng.randrange(len(row) + 1), rng.choice(ODD))
    joined = {name: "\n".join("\t".join(row) for row in rows) + "\n" for name, rows in tables.items()}
    found = {name: text.encode("utf-8", "surrogatepass") for name, text in joined.items()}
    if rng.random() < 0.2:
        damage(found, rng)
    return found


def damage(tables: dict[str, bytes], rng: random.Random) -> None:
    """Change a byte of a table, cut it off, or leave it out."""
    name = rng.choice(tuple(tables))
    place = rng.randrange(len(tables[name]) + 1)
    kind = rng.randrange(3)
    if kind == 0:
        tables[name] = tables[name][:place] + bytes([rng.randrange(256)]) + tables[name][place + 1 :]
    elif kind == 1:
        tables[name] = tables[name][:place]
    else:
        del tables[name]


def pack(tables: dict[str, bytes], rng: random.Random) -> bytes:
    """Return a zip of the tables; every second one has some of its bytes changed."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as out:
        for name, data in tables.items():
            out.writestr(name, data)
    found = bytearray(packed.getvalue())
    for _ in range(rng.choice((0, 0, 1, 3))):
        found[rng.randrange(len(found))] = rng.randrange(256)
    return bytes(found if rng.random() < 0.9 else found[: rng.randrange(len(found))])


def build(path: Path) -> None:
    for report in read_source(path):
        list(parse("".join(write_quads(report)).encode(), RdfFormat.N_QUADS))


def attempts(kind: str, folder: Path) -> Callable[[random.Random], None]:
    (folder / "set").mkdir()

    def attempt(rng: random.Random) -> None:
        tables = mutate(rng)
        if kind == "zip":
            (folder / "set.zip").write_bytes(pack(tables, rng))
            build(folder / "set.zip")
            return
        for name in SEED:
            (folder / "set" / name).unlink(missing_ok=True)
        for name, data in tables.items():
            (folder / "set" / name).write_bytes(data)
        build(folder / "set")

    return attempt


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_some_mutants_are_read_or_refused(kind, few, tmp_path):
    few(kind, 150, attempts(kind, tmp_path))


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_many_mutants_are_read_or_refused(kind, many, tmp_path):
    many(kind, attempts(kind, tmp_path))
