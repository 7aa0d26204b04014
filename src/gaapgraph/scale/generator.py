"""Corpora in the shape of the SEC's data sets, of any size, in which what is wrong is known.

Each filing states a balance sheet, an income statement and cash flows that add up, in thousands, with some balances of
the quarter before. Into some a seed plants an error, a restated balance, or a concept under another name. The same seed
gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from gaapgraph.errors import OutputError
from gaapgraph.frozen_class import frozen
from gaapgraph.model import month_end

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Planted", "generate"]

_VERSION = "us-gaap/2009"
_TAXONOMY = {  # data type, period type, balance, statement
    "Assets": ("monetary", "I", "D", "BS"),
    "AssetsCurrent": ("monetary", "I", "D", "BS"),
    "AssetsNoncurrent": ("monetary", "I", "D", "BS"),
    "Liabilities": ("monetary", "I", "C", "BS"),
    "StockholdersEquity": ("monetary", "I", "C", "BS"),
    "LiabilitiesAndStockholdersEquity": ("monetary", "I", "C", "BS"),
    "Revenues": ("monetary", "D", "C", "IS"),
    "SalesRevenueNet": ("monetary", "D", "C", "IS"),
    "CostOfRevenue": ("monetary", "D", "D", "IS"),
    "GrossProfit": ("monetary", "D", "C", "IS"),
    "NetIncomeLoss": ("monetary", "D", "C", "IS"),
    "PaymentsOfDividends": ("monetary", "D", "C", "CF"),
}
_HEADS = {
    "sub": "adsh\tcik\tname\tform\tperiod\tfiled\tformer\n",
    "num": "adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote\n",
    "tag": "tag\tversion\tcustom\tdatatype\tiord\tcrdr\ttlabel\n",
    "pre": "adsh\treport\tline\tstmt\tinpth\ttag\tversion\tplabel\tnegating\n",
}
_KINDS = {"sum": "GG-FAC-BS5A", "sign": "GG-DQC-0015", "restatement": "", "renaming": ""}
_COMPARED = ("Assets", "Liabilities")  # of the quarter before, so that an error breaks one rule only
_FIRST_YEAR, _QUARTERS_OF_YEAR, _DAYS_TO_FILE = 2009, 4, 40
_MOST_QUARTERS = 4 * 80


@frozen(kw_only=True)
class Planted:
    """Something that was planted.

    Attributes:
        kind: `sum`, `sign`, `restatement` or `renaming`.
        code: Of the rule that finds it; empty where none is to: a restated fact is superseded, and no error.
        accession: The filing that states it.
        tag: The concept.
        day: The end of the period, as num.txt writes it.
    """

    kind: str
    code: str
    accession: str
    tag: str
    day: str


@dataclass(slots=True)
class _Entity:
    """A filer from quarter to quarter."""

    cik: int
    random: Random
    revenue: str = "Revenues"
    balances: dict[date, dict[str, int]] = field(default_factory=dict)

    def balance(self) -> dict[str, int]:
        """Return a balance sheet, in thousands; no amount is a round million."""
        current, noncurrent = (1000 * self.random.randrange(10, 9000) + 7 for _ in range(2))
        assets = current + noncurrent
        liabilities = assets * self.random.randrange(20, 80) // 100
        return {
            "Assets": assets,
            "AssetsCurrent": current,
            "AssetsNoncurrent": noncurrent,
            "Liabilities": liabilities,
            "StockholdersEquity": assets - liabilities,
            "LiabilitiesAndStockholdersEquity": assets,
        }

    def flows(self) -> dict[str, int]:
        """Return an income statement and what was paid to owners, in thousands."""
        revenue = 1000 * self.random.randrange(10, 9000) + 3
        cost = revenue * self.random.randrange(20, 80) // 100
        gross = revenue - cost
        income = gross // 3
        return {
            self.revenue: revenue,
            "CostOfRevenue": cost,
            "GrossProfit": gross,
            "NetIncomeLoss": income,
            "PaymentsOfDividends": income // 7 + 1,
        }


def generate(
    folder: Path, *, entities: int = 100, quarters: int = 4, seed: int = 1, share: float = 0.05
) -> list[Planted]:
    """Write a data set for each quarter, as folders `2009q1` and so on, and `planted.json` beside them.

    A filing has 11 facts, from the second quarter on 13.

    Args:
        folder: It is made where it is not there.
        entities: How many companies file in each quarter.
        quarters: How many data sets there are.
        seed: Of all that is drawn.
        share: Of filings that get something planted.

    Returns:
        What was planted, in the order of the files.

    Raises:
        OutputError: The folder cannot be written.
    """
    filers = [_Entity(1_000_000 + number, Random(f"{seed} {number}")) for number in range(entities)]
    planted: list[Planted] = []
    try:
        for number in range(min(quarters, _MOST_QUARTERS)):
            year, quarter = _FIRST_YEAR + number // _QUARTERS_OF_YEAR, number % _QUARTERS_OF_YEAR + 1
            home = folder / f"{year}q{quarter}"
            home.mkdir(parents=True, exist_ok=True)
            _write_quarter(home, filers, month_end(year, 3 * quarter), share, planted)
        text = json.dumps([asdict(one) for one in planted], indent=1) + "\n"
        (folder / "planted.json").write_text(text, encoding="utf-8")
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise OutputError(f"cannot be written ({reason})", where=str(folder), mend="make room") from exc
    return planted


def _write_quarter(home: Path, filers: list[_Entity], day: date, share: float, planted: list[Planted]) -> None:
    """Write the four tables of one quarter; one filing after the other, so that any number fits."""
    files = {name: (home / f"{name}.txt").open("w", encoding="utf-8", newline="\n") for name in _HEADS}
    try:
        for name, file in files.items():
            file.write(_HEADS[name])
        for tag, (kind, period, balance, _) in _TAXONOMY.items():
            files["tag"].write(f"{tag}\t{_VERSION}\t0\t{kind}\t{period}\t{balance}\t{tag}\n")
        for filer in filers:
            for name, line in _file(filer, day, share, planted):
                files[name].write(line)
    finally:
        for file in files.values():
            file.close()


def _file(filer: _Entity, day: date, share: float, planted: list[Planted]) -> Iterator[tuple[str, str]]:
    """Yield the rows of one filing, each with its table."""
    known, end = filer.balances, f"{day:%Y%m%d}"
    adsh = f"{filer.cik:010}-{day:%y}-{(day.month - 1) // 3 + 1:06}"
    earlier = max((one for one in known if one < day), default=None)
    kind = filer.random.choice([*_KINDS]) if filer.random.random() < share else ""
    if kind == "renaming" and filer.revenue == "Revenues" and known:
        filer.revenue = "SalesRevenueNet"
        planted.append(Planted(kind=kind, code="", accession=adsh, tag="SalesRevenueNet", day=end))
    known[day], flows = filer.balance(), filer.flows()
    stated = [(tag, day, 0, value) for tag, value in known[day].items()]
    stated += [(tag, day, 1, value) for tag, value in flows.items()]
    stated += [(tag, earlier, 0, known[earlier][tag]) for tag in _COMPARED] if earlier else []
    form = "10-K" if day.month == 12 else "10-Q"
    filed = day + timedelta(days=_DAYS_TO_FILE)
    yield "sub", f"{adsh}\t{filer.cik}\tGENERATED {filer.cik}\t{form}\t{end}\t{filed:%Y%m%d}\t\n"
    for tag, at, span, value in _plant(stated, kind, adsh, day, planted):
        yield "num", f"{adsh}\t{tag}\t{_VERSION}\t{at:%Y%m%d}\t{span}\tUSD\t\t\t{value}000.0000\t\n"
    for line, tag in enumerate(dict.fromkeys(tag for tag, *_ in stated), 1):
        statement = _TAXONOMY[tag][3]
        sheet = ("BS", "IS", "CF").index(statement) + 2
        yield "pre", f"{adsh}\t{sheet}\t{line}\t{statement}\t0\t{tag}\t{_VERSION}\t{tag}\t0\n"


Row = tuple[str, date, int, int]


def _plant(rows: list[Row], kind: str, adsh: str, day: date, planted: list[Planted]) -> list[Row]:
    """Return the rows with an error of a kind in them, where there is a figure that it fits."""
    targets = {"sum": ("StockholdersEquity", True), "sign": ("PaymentsOfDividends", True)}
    targets["restatement"] = ("Liabilities", False)
    if kind not in targets:
        return rows
    tag, is_own = targets[kind]
    for position, (name, at, span, value) in enumerate(rows):
        if name == tag and (at == day) == is_own:
            wrong = -value if kind == "sign" else value + 1_001
            planted.append(Planted(kind=kind, code=_KINDS[kind], accession=adsh, tag=tag, day=f"{at:%Y%m%d}"))
            return [*rows[:position], (name, at, span, wrong), *rows[position + 1 :]]
    return rows
