"""Damage one total of a primary statement at a time: does `check` notice, and does it name the cell first?

    python benchmarks/damaged/run.py SHARED [--count 100] [--seed 1] [--names NVDA,...] [-o results.tsv]

The documents are thirteen inline filings without their tags, and a release. A total is a row of a statement that is
called one, or whose tag has at least two of the calculation's children in the same table and context. A digit is
changed, swapped with its neighbour or lost, so that the figure moves by at least twenty units of its last digit. The
page is built and checked as any other. *Noticed*: a violation that the page has not undamaged, with the cell among its
places. *First*: the cell is the first place of the first such violation. *Other*: new violations, none with the cell.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from lxml import html
from pyoxigraph import RdfFormat, Store

from gaapgraph.api import read
from gaapgraph.validation.inspection import check_store

ROOT = Path(__file__).parents[2]
LEAST_UNITS = 20
RELEASE = "buckle"
CALLED = re.compile(
    r"^(?:sub)?totals?\b|^net (?:income|loss|earnings|sales|cash)|^gross (?:profit|margin)|^operating (?:income|profit)"
    r"|^(?:income|earnings|loss) (?:from operations|before)|^comprehensive income",
    re.IGNORECASE,
)
STATEMENTS = (
    ("balance", {"Assets", "LiabilitiesAndStockholdersEquity"}),
    ("cash flow", {"NetCashProvidedByUsedInOperatingActivities", "NetCashProvidedByUsedInInvestingActivities"}),
    ("income", {"IncomeTaxExpenseBenefit", "EarningsPerShareDiluted"}),
    ("comprehensive income", {"ComprehensiveIncomeNetOfTax"}),
    ("comprehensive income", {"ComprehensiveIncomeNetOfTaxIncludingPortionAttributableToNoncontrollingInterest"}),
)


@dataclass(frozen=True, kw_only=True)
class Total:
    """A printed total: its document, the path of its cell, its statement, label and text."""

    name: str
    cell: str
    statement: str
    label: str
    text: str


def load(path: Path, name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def calculations() -> dict[str, set[str]]:
    """Return the children of each total in the standard calculations."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in (ROOT / "ontology" / "lexicon" / "calculations.tsv").read_text().splitlines()[1:]:
        parent, child, _ = line.split("\t")
        found[parent].add(child)
    return found


def parse(page: Path) -> Any:
    return html.fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def label_of(row: Any) -> str:
    texts = (" ".join(cell.text_content().split()) for cell in row.iter("td", "th"))
    return next((text for text in texts if re.search("[A-Za-z]{3}", text)), "")


def statement_of(concepts: set[str]) -> str:
    return next((name for name, needed in STATEMENTS if needed <= concepts), "")


def totals_of_filing(name: str, page: Path, key: dict[str, Any], children: dict[str, set[str]]) -> list[Total]:
    """Return the totals in the primary statements of a page that was stripped of its tags."""
    tree = parse(page)
    root = tree.getroottree()
    tables: dict[Any, list[tuple[Any, dict[str, Any]]]] = defaultdict(list)
    for mark in tree.iter("span"):
        if (fact := key.get(mark.get("id") or "")) is not None:
            cell = next((one for one in mark.iterancestors() if one.tag in ("td", "th")), None)
            table = None if cell is None else next(cell.iterancestors("table"), None)
            if table is not None:
                tables[table].append((cell, fact))
    found, seen = [], set()
    for facts in tables.values():
        statement = statement_of({fact["concept"] for _, fact in facts if not fact["members"]})
        if not statement or (statement != "comprehensive income" and statement in seen):
            continue
        seen.add(statement)
        beside: dict[str, set[str]] = defaultdict(set)
        for _, fact in facts:
            beside[str((fact["period"], fact["members"]))].add(fact["concept"])
        for cell, fact in facts:
            label = label_of(next(cell.iterancestors("tr")))
            known = children.get(fact["concept"], set()) & beside[str((fact["period"], fact["members"]))]
            if "/" not in fact["unit"] and (len(known) > 1 or re.match(r"(?:sub)?totals?\b", label, re.IGNORECASE)):
                text = " ".join(cell.text_content().split())
                found.append(
                    Total(name=name, cell=root.getpath(cell), statement=statement, label=label[:60], text=text)
                )
    return found


def totals_of_release(name: str, page: Path) -> list[Total]:
    """Return the totals of a page without a key: rows of tables with four rows of figures that are called so."""
    tree = parse(page)
    root = tree.getroottree()
    found = []
    for number, table in enumerate(tree.iter("table")):
        for row in table.iter("tr"):
            label = label_of(row)
            for cell in row.iter("td") if CALLED.match(label) and "per share" not in label.lower() else ():
                text = " ".join(cell.text_content().split())
                if re.fullmatch(r"[(\s$]*\d{1,3}(?:,\d{3})+[)\s]*", text):
                    found.append(
                        Total(name=name, cell=root.getpath(cell), statement=f"table {number}", label=label, text=text)
                    )
    return found


def damage(text: str, rng: random.Random) -> str | None:
    """Return a print with one slip; None where no slip moves it far enough."""
    places = [match.start() for match in re.finditer(r"\d", text)]
    for _ in range(60 if places else 0):
        kind, at = rng.choice(("change", "swap", "lose")), rng.choice(places)
        if kind == "change":
            new = text[:at] + rng.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]
        elif kind == "swap":
            after = [place for place in places if place > at][:1]
            if not after:
                continue
            new = text[:at] + text[after[0]] + text[at + 1 : after[0]] + text[at] + text[after[0] + 1 :]
        else:
            new = regroup(text, text[:at] + text[at + 1 :])
        if abs(units(new) - units(text)) >= LEAST_UNITS and not re.match(r"\D*0\d", new):
            return new
    return None


def units(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def regroup(old: str, new: str) -> str:
    digits = re.sub(r"[^\d.]", "", new)
    if not digits or "," not in old:
        return new
    whole, dot, rest = digits.partition(".")
    return re.sub(r"[\d,.]*\d", f"{int(whole or 0):,}{dot}{rest}", new, count=1)


def rewrite(page: Path, cell_path: str, new: str, target: Path) -> None:
    """Write a page in which the figure of one cell is another."""
    tree = parse(page)
    (cell,) = tree.getroottree().xpath(cell_path)
    holders = [one for one in cell.iter() if re.search(r"\d", one.text or "")]
    assert len(holders) == 1, cell_path
    figure = re.search(r"[\d,.]*\d", new)
    assert figure is not None
    holders[0].text = re.sub(r"[\d,.]*\d", figure[0], holders[0].text, count=1)
    target.write_bytes(html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"))


def violations(page: Path) -> list[Any]:
    store = Store()
    store.bulk_load("".join(read(page).to_quads()).encode(), format=RdfFormat.N_QUADS)
    return [one for one in check_store(store).results if one.severity == "violation"]


def reached(tree: Any, path: str | None) -> set[str]:
    """Return the cell that a place names, and a next one where it holds but a mark ("$", ")")."""
    root = tree.getroottree()
    cells = {path: one for one in (root.xpath(path) if path else [])[:1] for path in [root.getpath(one)]}
    for one in list(cells.values()):
        if not re.search(r"\d", one.text_content()):
            cells |= {root.getpath(near): near for near in (one.getprevious(), one.getnext()) if near is not None}
    return set(cells)


def judge(found: list[Any], before: set[str], cell: str, tree: Any) -> tuple[str, str]:
    """Return the verdict, and what was said first."""
    fresh = [one for one in found if one.message not in before]
    named = [one for one in fresh if any(cell in reached(tree, place.xpath) for place in one.places)]
    if not named:
        return ("other" if fresh else "missed"), "; ".join(one.message for one in fresh[:2])
    is_first = cell in reached(tree, named[0].places[0].xpath)
    return ("first" if is_first else "noticed"), f"{named[0].code}: {named[0].message}"


def documents(shared: Path, folder: Path, wanted: set[str]) -> dict[str, tuple[Path, list[Total]]]:
    stripped = load(shared / "tools" / "stripped.py", "stripped")
    pages = load(ROOT / "benchmarks" / "stripped" / "run.py", "stripped_run").filings(shared)
    pages[RELEASE] = (shared / "data" / "releases" / "buckle-2024q3-ex99.1.html").read_bytes()
    children, found = calculations(), {}
    for name, text in sorted(pages.items(), key=lambda item: len(item[1])):
        if wanted and name not in wanted:
            continue
        source, page = folder / f"{name}.tagged.html", folder / f"{name}.html"
        source.write_bytes(text)
        if name == RELEASE:
            page.write_bytes(text)
            found[name] = (page, totals_of_release(name, page))
        else:
            stripped.strip(source, page)
            key = json.loads(Path(f"{page}.key.json").read_text())
            found[name] = (page, totals_of_filing(name, page, key, children))
    return found


def choose(found: dict[str, tuple[Path, list[Total]]], count: int, seed: int) -> list[Total]:
    """Return totals in turn from each document, in an order that the seed gives each."""
    shuffled = [random.Random(f"{seed} {name}").sample(totals, len(totals)) for name, (_, totals) in found.items()]
    in_turn = [one for turn in zip_longest(*shuffled) for one in turn if one is not None]
    order = list(found)
    return sorted(in_turn[:count], key=lambda one: order.index(one.name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names", default="")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    out = options.output.open("w", encoding="utf-8") if options.output else sys.stdout
    print("document", "statement", "label", "printed", "damaged", "verdict", "said", "cell", sep="\t", file=out)
    verdicts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = documents(options.shared, folder, set(filter(None, options.names.split(","))))
        before: dict[str, set[str]] = {}
        for total in choose(found, options.count, options.seed):
            page = found[total.name][0]
            if total.name not in before:
                before[total.name] = {one.message for one in violations(page)}
                print(total.name, "undamaged:", len(before[total.name]), "violations", file=sys.stderr, flush=True)
            new = damage(total.text, random.Random(f"{options.seed} {total.name} {total.cell}"))
            if new is None:
                continue
            target = folder / "damaged" / page.name
            target.parent.mkdir(exist_ok=True)
            rewrite(page, total.cell, new, target)
            verdict, said = judge(violations(target), before[total.name], total.cell, parse(target))
            verdicts[verdict] += 1
            row = (total.name, total.statement, total.label, total.text, new, verdict, said, total.cell)
            print(*row, sep="\t", file=out, flush=True)
    tried, first = verdicts.total(), verdicts["first"]
    noticed = first + verdicts["noticed"]
    print(f"tried {tried}, noticed {noticed}, first suspect {first}", dict(verdicts), file=sys.stderr)


if __name__ == "__main__":
    main()
