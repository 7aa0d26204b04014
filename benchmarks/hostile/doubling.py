"""What each command takes as one dimension of its input doubles, for each reader.

    python benchmarks/hostile/doubling.py [--only=COMMAND,COMMAND] [WORD…] >> benchmarks/hostile/doubling.tsv

Each input is made in three sizes, each twice the one before, its figures drawn from one seed; a process for each command calls it,
after a call with a small one has loaded what is loaded once, and another does the same: the lesser counts. A line for each call: input, seed, size, bytes, command, exit code, CPU
seconds, the ratio to the size before, and `!`
where a call of a second or more takes over 2.2 times as long as that of half the size. What is constant makes ratios less, noise of the
machine more: those of the larger sizes count.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "document")]

spec = importlib.util.spec_from_file_location("document", HERE.parent / "document" / "run.py")
document = importlib.util.module_from_spec(spec)
spec.loader.exec_module(document)
from further import DIMENSION, FIGURE, IX  # noqa: E402
from inputs import CONTEXT, FACT, INSTANCE, within  # noqa: E402

STEPS, SEED, MOST, TIMES = 3, 10, 2.2, 2
HEAD = "Example Corp.\n\nConsolidated Statements of Income (in thousands)\n"
PROSE = "Revenues were $%s million for the year ended March 31, 2024, compared with $%s million a year before. "
ADSH, NAMESPACES = "0000000001-25-000001", {
    "us-gaap": "http://fasb.org/us-gaap/2024", "cik": "http://www.sec.gov/CIK", "iso4217": "http://www.xbrl.org/2003/iso4217",
}  # fmt: skip
COMMANDS = {
    "build": ("{given}", "-o", "{out}.trig"),
    "check": ("{given}",),
    "report": ("{given}", "-o", "{out}.html"),
    "coverage": ("{given}",),
    "explain": ("1", "{given}"),
    "diff": ("{given}", "{given}"),
    "ask": ("list_findings", "{given}"),
    "export": ("{given}", "--to", "xbrl-json", "-o", "{out}.json"),
}
DRIVER = """
import contextlib, io, json, sys, time
from gaapgraph.cli import main
for call in json.load(sys.stdin):
    start = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            code = main(call)
        except SystemExit as end:
            code = end.code
print(json.dumps([code, time.process_time() - start]))
"""


def draw(size: int) -> Iterator[int]:
    """Return as many amounts as asked for."""
    random = Random(SEED)
    return (random.randrange(100, 99_999) for _ in range(size))


def prose(size: int) -> str:
    drawn = draw(2 * size)
    return "".join(PROSE % (f"{one / 10:,}", f"{next(drawn) / 10:,}") for one in drawn)[:size]


def word(size: int) -> str:
    return "A" * size


def text_columns(size: int) -> str:
    rows = "".join(label + "".join(f"\t{each:,}" for each in draw(size)) + "\n" for label in ("Net sales", "Profit"))
    return f"{HEAD}Year ended June 30,\n" + "".join(f"\t{2024 - n % 20}" for n in range(size)) + f"\n{rows}"


def text_rows(size: int) -> str:
    drawn = draw(2 * size)
    rows = "".join(f"Revenue of kind {n}\t{one:,}\t{next(drawn):,}\n" for n, one in enumerate(drawn))
    return f"{HEAD}\tYear ended June 30,\n\t2024\t2023\n{rows}"


def text_same_rows(size: int) -> str:
    return f"{HEAD}\tYear ended June 30,\n\t2024\t2023\n" + "Net sales\t1,200\t1,100\n" * size


def text_around(make: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: text_rows(5) + "\n" + make(size) + "\n"


def markdown(columns: int, rows: int) -> str:
    head = "".join(f" {2024 - n % 20} |" for n in range(columns))
    drawn = draw(columns * rows)
    body = "".join(
        f"| Revenue of kind {n} |" + "".join(f" {next(drawn):,} |" for _ in range(columns)) + "\n" for n in range(rows)
    )
    return f"# Example Corp.\n\nStatements of Income (in thousands)\n\n| Year ended December 31, |{head}\n|---{'|---' * columns}|\n{body}"


def page(columns: int, rows: int) -> str:
    head = "<td></td>" + "".join(f"<td>{2024 - n % 20}</td>" for n in range(columns))
    drawn = draw(columns * rows)
    body = "".join(
        f"<tr><td>Revenue of kind {n}</td>" + "".join(f"<td>{next(drawn):,}</td>" for _ in range(columns)) + "</tr>"
        for n in range(rows)
    )
    return f"<p>Example Corp.</p><p>Year ended December 31 (in thousands)</p><table><tr>{head}</tr>{body}</table>"


def facts(size: int) -> str:
    some = (FACT.replace("Assets", f"Item{n}").replace(">5<", f">{each}<") for n, each in enumerate(draw(size)))
    return INSTANCE % (CONTEXT + "".join(some))


def values(size: int) -> str:
    return INSTANCE % (CONTEXT + "".join(FACT.replace(">5<", f">{n}<") for n in range(size)))


def contexts(size: int) -> str:
    some = (within(DIMENSION % (1, n)).split("<unit")[0].replace('"c"', f'"c{n}"') for n in range(size))
    stated = (FACT.replace('"c"', f'"c{n}"').replace(">5<", f">{each}<") for n, each in enumerate(draw(size)))
    return INSTANCE % (CONTEXT + "".join(some) + "".join(stated))


def dimensions(size: int) -> str:
    return INSTANCE % (within("".join(DIMENSION % (n, n) for n in range(size))) + FACT * 3)


def instance_around(make: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: INSTANCE % f'{CONTEXT}{FACT}<us-gaap:Policy contextRef="c">{make(size)}</us-gaap:Policy>'


def figures(size: int) -> Iterator[str]:
    return (FIGURE.replace(">5<", f">{each:,}<") % (n, "") for n, each in enumerate(draw(size)))


def inline_rows(size: int) -> str:
    return IX % (
        "",
        "<table>" + "".join(f"<tr><td>Assets</td><td>{one}</td></tr>" for one in figures(size)) + "</table>",
    )


def inline_columns(size: int) -> str:
    return IX % (
        "",
        "<table><tr><td>Assets</td>" + "".join(f"<td>{one}</td>" for one in figures(size)) + "</tr></table>",
    )


def inline_spans(size: int) -> str:
    rows = "".join(f'<tr><td colspan="{size}" rowspan="{size}">Assets</td><td>{one}</td></tr>' for one in figures(8))
    return IX % ("", f"<table>{rows}</table>")


def inline_around(make: Callable[[int], str]) -> Callable[[int], str]:
    block = '<ix:nonNumeric name="us-gaap:Policy" contextRef="c"><p>%s</p></ix:nonNumeric>'
    return lambda size: IX % ("", "".join(figures(3)) + block % make(size))


def inline_block(size: int) -> str:
    """Return one sentence full of figures."""
    return IX % ("", '<ix:nonNumeric name="us-gaap:Policy" contextRef="c"><p>' + " and ".join(figures(size)) + "</p></ix:nonNumeric>")  # fmt: skip


def oim(stated: dict[str, object]) -> str:
    info = {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": NAMESPACES}
    return json.dumps({"documentInfo": info, "facts": stated})


def fact(n: int, value: object, **more: object) -> dict[str, object]:
    about = {"concept": f"us-gaap:Item{n}", "entity": "cik:0000000001", "period": "2025-01-01T00:00:00"}
    unit = {"unit": "iso4217:USD"} if isinstance(value, int) else {"language": "en"}
    stated = {"value": str(value), "dimensions": {**about, **unit, **more}}
    return {**stated, "decimals": 0} if isinstance(value, int) else stated


def oim_facts(size: int) -> str:
    return oim({f"f{n}": fact(n, each) for n, each in enumerate(draw(size))})


def oim_dimensions(size: int) -> str:
    return oim({"f": fact(0, 5, **{f"us-gaap:A{n}": f"us-gaap:M{n}" for n in range(size)})})


def csv(columns: int, rows: int, value: str = "") -> dict[str, str]:
    about = {"entity": "cik:1", "period": "2024-12-31", "unit": "iso4217:USD"}
    named = {f"v{n}": {"decimals": 0, "dimensions": {"concept": f"us-gaap:Item{n}", **about}} for n in range(columns)}
    note = {
        "text": {
            "dimensions": {"concept": "us-gaap:Policy", "entity": "cik:1", "period": "2024-12-31", "language": "en"}
        }
    }
    info = {"documentType": "https://xbrl.org/2021/xbrl-csv", "namespaces": NAMESPACES, "taxonomy": []}
    template = {"columns": {"k": {}, **named, **note}, "dimensions": {"us-gaap:Kind": "$k"}}
    drawn = draw(columns * rows)
    lines = (f"{n}," + "".join(f"{next(drawn)}," for _ in range(columns)) + (value or "x") for n in range(rows))
    described = {"documentInfo": info, "tableTemplates": {"t": template}, "tables": {"t": {"url": "t.csv"}}}
    return {"report.json": json.dumps(described), "t.csv": "\n".join((",".join(template["columns"]), *lines, ""))}


def data_set(rows: int, columns: int = 0, note: str = "") -> dict[str, str]:
    more = [f"more{n}" for n in range(columns)]
    tables = {"sub.txt": [["adsh", "cik", "name", "sic", "fye", "form", "period", "fy", "fp", "filed", "accepted"],
                          [ADSH, "1", "LARCH", "", "1231", "10-K", "20241231", "2024", "FY", "20250201", "2025-02-01 12:00:00.0"]],
              "num.txt": [["adsh", "tag", "version", "coreg", "ddate", "qtrs", "uom", "value", "footnote", *more]],
              "tag.txt": [["tag", "version", "custom", "abstract", "datatype", "iord", "crdr", "tlabel", "doc"]],
              "pre.txt": [["adsh", "report", "line", "stmt", "inpth", "rfile", "tag", "version", "plabel", "negating"]]}  # fmt: skip
    for n, each in enumerate(draw(rows)):
        tag = [f"Item{n}", "us-gaap/2024"]
        tables["num.txt"].append([ADSH, *tag, "", "20241231", "0", "USD", f"{each}", note, *more])
        tables["tag.txt"].append([*tag, "0", "0", "monetary", "I", "D", f"Item {n}", ""])
        tables["pre.txt"].append([ADSH, "1", f"{n + 1}", "BS", "0", "H", *tag, f"Item {n}", "0"])
    return {name: "".join("\t".join(row) + "\n" for row in lines) for name, lines in tables.items()}


def company_facts(size: int) -> str:
    ago = {"end": "2024-12-31", "accn": ADSH, "fy": 2024, "fp": "FY", "form": "10-K", "filed": "2025-02-01"}
    stated = {
        f"Item{n}": {"label": f"Item {n}", "description": "", "units": {"USD": [{**ago, "val": each}]}}
        for n, each in enumerate(draw(size))
    }
    return json.dumps({"cik": 1, "entityName": "Example Corp.", "facts": {"us-gaap": stated}})


def page_around(make: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: f"{page(2, 5)}<p>{make(size)}</p>"


# what is doubled: how it is made, its first size, its ending ("" is a folder of files)
KINDS: dict[str, tuple[Callable[[int], str | dict[str, str]], int, str]] = {
    "text columns": (text_columns, 250, "txt"),
    "text rows": (text_rows, 250, "txt"),
    "text rows alike": (text_same_rows, 500, "txt"),
    "text line": (text_around(prose), 50_000, "txt"),
    "text word": (text_around(word), 250_000, "txt"),
    "text label": (document.label_length, 5_000, "txt"),
    "text digits": (document.digit_length, 50_000, "txt"),
    "text tables": (document.tables, 15, "txt"),
    "Markdown columns": (lambda size: markdown(size, 2), 250, "md"),
    "Markdown rows": (lambda size: markdown(2, size), 250, "md"),
    "Markdown line": (lambda size: f"{markdown(2, 5)}\n{prose(size)}\n", 50_000, "md"),
    "Markdown word": (lambda size: f"{markdown(2, 5)}\n{word(size)}\n", 250_000, "md"),
    "HTML columns": (lambda size: page(size, 2), 250, "htm"),
    "HTML rows": (lambda size: page(2, size), 250, "htm"),
    "HTML spans": (document.spans, 125, "htm"),
    "HTML line": (page_around(prose), 50_000, "htm"),
    "HTML word": (page_around(word), 250_000, "htm"),
    "HTML depth": (document.nesting, 25, "htm"),
    "XBRL facts": (facts, 250, "xml"),
    "XBRL values of a fact": (values, 250, "xml"),
    "XBRL contexts": (contexts, 250, "xml"),
    "XBRL dimensions": (dimensions, 250, "xml"),
    "XBRL line": (instance_around(prose), 500_000, "xml"),
    "XBRL word": (instance_around(word), 500_000, "xml"),
    "inline columns": (inline_columns, 250, "htm"),
    "inline rows": (inline_rows, 250, "htm"),
    "inline spans": (inline_spans, 125, "htm"),
    "inline line": (inline_around(prose), 500_000, "htm"),
    "inline word": (inline_around(word), 500_000, "htm"),
    "inline figures of a line": (inline_block, 250, "htm"),
    "xBRL-JSON facts": (oim_facts, 250, "json"),
    "xBRL-JSON dimensions": (oim_dimensions, 250, "json"),
    "xBRL-JSON line": (lambda size: oim({"f": fact(0, prose(size))}), 500_000, "json"),
    "xBRL-JSON word": (lambda size: oim({"f": fact(0, word(size))}), 500_000, "json"),
    "xBRL-CSV columns": (lambda size: csv(size, 2), 125, ""),
    "xBRL-CSV rows": (lambda size: csv(2, size), 125, ""),
    "xBRL-CSV line": (lambda size: csv(2, 2, f'"{prose(size)}"'), 500_000, ""),
    "xBRL-CSV word": (lambda size: csv(2, 2, word(size)), 500_000, ""),
    "SEC data set columns": (lambda size: data_set(50, size), 1_000, ""),
    "SEC data set rows": (data_set, 250, ""),
    "SEC data set line": (lambda size: data_set(2, note=prose(size)), 500_000, ""),
    "SEC data set word": (lambda size: data_set(2, note=word(size)), 500_000, ""),
    "companyfacts": (company_facts, 250, "json"),
}


def lay(made: str | dict[str, str], folder: Path, ending: str) -> Path:
    """Return the path that a command is given."""
    if isinstance(made, str):
        path = folder / f"input.{ending}"
        path.write_text(made, encoding="utf-8")
        return path
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "report.json" if "report.json" in made else folder


def call_all(path: Path, warming: Path, folder: Path, only: list[str]) -> Iterator[tuple[str, object, float]]:
    """Yield command, exit code and CPU seconds of each call with an input."""
    for name, words in COMMANDS.items():
        if only and name not in only:
            continue
        calls = [[name, *(word.format(given=given, out=folder / "out") for word in words)] for given in (warming, path)]
        found: list[tuple[float, object]] = []
        for _ in range(TIMES):
            call = [sys.executable, "-c", DRIVER]
            done = subprocess.run(call, input=json.dumps(calls), capture_output=True, text=True, check=False)
            code, seconds = json.loads(done.stdout) if done.stdout else (f"died {done.returncode}", 0.0)
            found.append((seconds, code))
        seconds, code = min(found, key=lambda each: each[0])
        yield name, code, seconds


def measure(name: str, only: list[str]) -> None:
    """Tell what the sizes of one input take."""
    make, first, ending = KINDS[name]
    before: dict[str, float] = {}
    for size in (first * 2**step for step in range(STEPS)):
        with tempfile.TemporaryDirectory() as given, tempfile.TemporaryDirectory() as out:
            small = Path(out) / "small"
            small.mkdir()
            path, warming = lay(make(size), Path(given), ending), lay(make(max(first // 20, 2)), small, ending)
            held = sum(each.stat().st_size for each in Path(given).iterdir())
            for command, code, seconds in call_all(path, warming, Path(out), only):
                ratio = seconds / before[command] if command in before else 0.0
                mark = "!" if ratio > MOST and seconds >= 1 else ""
                told = f"{ratio:.2f}" if ratio else ""
                print(name, SEED, size, held, command, code, f"{seconds:.2f}", told, mark, sep="\t", flush=True)
                before[command] = seconds


def main() -> None:
    """Run what is asked for."""
    words = [each for each in sys.argv[1:] if not each.startswith("--")] or [""]
    only = [name for each in sys.argv if each.startswith("--only=") for name in each[7:].split(",")]
    for name in KINDS:
        if any(each in name for each in words):
            measure(name, only)


if __name__ == "__main__":
    main()
