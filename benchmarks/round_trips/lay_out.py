"""Lay the filings of `../shared/data/filings` out for `run.py`: each with the schemas that Arelle needs, and the list.

    python benchmarks/round_trips/lay_out.py SHARED WORK [MORE…]      prints WORK/list.tsv

SHARED is the folder that holds `data` and `tools`; WORK/cacheA and WORK/cacheB are what
`tools/arelle/caches.sh WORK` makes. MORE are other instances and pages, laid out likewise. A filing without its schema
gets a stand-in of `tools/arelle/stub.py` or `stubns.py`. These know kinds of values by units alone; what a
transformation makes a duration, a date or a flag, and what all values of a concept look like, is set right here: a
duration that a stand-in calls a text has a language, which it has not under the filer's own schema. Each filing that
has a stand-in is read by us twice: without it, and with it.
"""

from __future__ import annotations

import lzma
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

from lxml import etree

INLINE = "{http://www.xbrl.org/2013/inlineXBRL}nonNumeric"
HREF = "{http://www.w3.org/1999/xlink}href"
SCHEMA_REFERENCE = "{http://www.xbrl.org/2003/linkbase}schemaRef"
KINDS = (  # the end of a transformation's name, or what each value of a concept looks like, and its type
    (re.compile(r"dur-?\w*|durwordsen|durday|durmonth|duryear|durweek"), re.compile(r"-?P[\dYMDTHS.]+"), "duration"),
    (re.compile(r"booleantrue|booleanfalse|fixed-true|fixed-false|boolballotbox"), re.compile("true|false"), "boolean"),
    (re.compile(r"date[\w-]*(?<!monthday)"), re.compile(r"\d{4}-\d\d-\d\d"), "date"),
)
BY_SCHEMA = {  # filings whose schemas are all at hand, or in a cache
    "nflx-10k-fy2009/nflx-20091231.xml": "A",
    "aapl-10k-fy2010/aapl-20100925.xml": "A",
    "tsla-10q-2024q2/tsla-20240630_htm.xml": "B",
    "aapl-10q-2025q2-ixbrl/aapl-20250329_htm.xml": "B",
    "aapl-10q-2025q2-ixbrl/aapl-20250329.htm": "B",
    "aapl-10k-fy2023/aapl-20230930_htm.xml": "B",
    "ferc-2021/Alpine_Transportation_Company_form6_Q4_1648663742.xbrl": "A",
    "ferc-2021/Alexander_Connector,_LLC_form6_Q4_1650052345.xbrl": "A",
}


class Layout:
    """Writes copies of filings, their stand-ins and the rows of the list."""

    def __init__(self, shared: Path, work: Path) -> None:
        self.filings, self.tools, self.work = shared / "data" / "filings", shared / "tools" / "arelle", work
        self.rows: list[tuple[str, ...]] = []

    def add(self, name: str, source: Path, stem: Path, original: Path, cache: Path) -> None:
        """Add a row: what we read, where the forms are written, what Arelle reads, with which cache."""
        self.rows.append((name, str(source), str(stem), str(original), str(cache)))

    def copy(self, folder: Path) -> Path:
        """Return a copy of a folder."""
        return Path(shutil.copytree(folder, self.work / folder.name, copy_function=shutil.copyfile, dirs_exist_ok=True))

    def stub(self, name: str, file: Path) -> None:
        """Lay a filing out twice: bare, as we read it first, and with a stand-in for the schema of the filer."""
        for kind in ("bare", "with-schema"):
            place = self.work / kind / name
            place.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place / file.name)
        run(self.tools / "stub.py", place / file.name, place)
        correct(place / file.name, place.glob("*.xsd"))
        cache = self.work / "cacheB"
        self.add(name, self.work / "bare" / name / file.name, place / "bare", place / file.name, cache)
        self.add(f"{name}, schema at hand", place / file.name, place / "known", place / file.name, cache)

    def stub_base(self, name: str, pages: list[Path], package: Path | None = None) -> Path:
        """Return a cache that has stand-ins of the base taxonomies of a filing."""
        cache = self.work / f"cache-{name}"
        shutil.copytree(self.work / "cacheB", cache, symlinks=True, dirs_exist_ok=True)
        before = {file: file.stat().st_mtime_ns for file in cache.rglob("*.xsd")}
        folder = pages[0].parent if package is None else package
        beside = [one for one in folder.rglob("*.x[ms][ld]") if one not in pages and "META-INF" not in one.parts]
        for page in pages:
            if next(etree.parse(page).iter(SCHEMA_REFERENCE), None) is not None:
                run(self.tools / "stubns.py", cache, page, *beside, work=self.work / "stubs")
        changed = [one for one in cache.rglob("*.xsd") if before.get(one) != one.stat().st_mtime_ns]
        for page in pages:
            correct(page, changed)
        return cache


def run(tool: Path, *arguments: Path, work: Path | None = None) -> None:
    """Run one of the shared tools."""
    environment = {**os.environ, **({} if work is None else {"ARELLE_WORK": str(work)})}
    subprocess.run([sys.executable, tool, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)


def find_kinds(file: Path) -> dict[str, str]:
    """Return the type of each concept, by local name, whose values all are durations, dates or flags."""
    found: dict[str, set[str | None]] = defaultdict(set)
    for element in etree.parse(file, etree.XMLParser(huge_tree=True)).iter():
        if not isinstance(element.tag, str):
            continue
        form, text = (element.get("format") or "").rpartition(":")[2], "".join(element.itertext()).strip()
        if element.tag == INLINE:
            name = (element.get("name") or "").rpartition(":")[2]
            found[name].add(_find_kind(form, text))
        elif element.get("contextRef") is not None and element.get("unitRef") is None and text:
            name = etree.QName(element).localname
            found[name].add(_find_kind("", text))
    return {name: kinds.pop() for name, kinds in found.items() if len(kinds) == 1 and None not in kinds}


def _find_kind(form: str, text: str) -> str | None:
    """Return the kind of a value by its transformation, or by its look where it has none."""
    looks = ((by_form.fullmatch(form) if form else by_look.fullmatch(text), kind) for by_form, by_look, kind in KINDS)
    return next((kind for match, kind in looks if match), None)


def correct(file: Path, schemas: object) -> None:
    """Give the concepts of stand-ins the types that the filing shows."""
    kinds = find_kinds(file)
    for schema in schemas:
        text = schema.read_text(encoding="utf-8")
        text = re.sub(
            r'(name="([^"]+)"[^>]* type=")xbrli:stringItemType"',
            lambda one: f'{one[1]}xbrli:{kinds.get(one[2], "string")}ItemType"', text,
        )  # fmt: skip
        schema.unlink()  # a cache may hold a link to what is shared
        schema.write_text(text, encoding="utf-8")


def lay_out(layout: Layout) -> None:
    """Lay all filings of the shared data out."""
    work = layout.work
    for place, cache in BY_SCHEMA.items():
        file = layout.copy((layout.filings / place).parent) / Path(place).name
        layout.add(file.name, file, file.parent / f"out-{file.name.replace('.', '-')}", file, work / f"cache{cache}")
    folder = layout.copy(layout.filings / "msft-10k-fy2015")
    cache = layout.stub_base("msft", [folder / "msft-20150630.xml"])
    layout.add("msft-20150630.xml", folder / "msft-20150630.xml", folder / "out", folder / "msft-20150630.xml", cache)
    layout.stub("aapl-20240928_htm", layout.filings / "aapl-10k-fy2024-4forms" / "aapl-20240928_htm.xml")
    for packed in sorted((layout.filings / "us-ixbrl").glob("*.xz")):
        page = work / packed.name.replace(".html.xz", ".htm")
        page.write_bytes(lzma.decompress(packed.read_bytes()))
        layout.stub(page.stem, page)
    for page in sorted((layout.filings / "uk-ch").glob("*.html")):
        lay_page(layout, page)
    for package in sorted((layout.filings / "kvk-2023").glob("*.zip")):
        lay_package(layout, package)


def lay_page(layout: Layout, file: Path) -> None:
    """Lay out a filing that names base taxonomies alone."""
    place = layout.work / file.stem
    place.mkdir(exist_ok=True)
    copied = Path(shutil.copyfile(file, place / file.name))
    layout.add(file.stem, copied, place / "out", copied, layout.stub_base(file.stem, [copied]))


def lay_package(layout: Layout, package: Path) -> None:
    """Lay a report package out; the cache has the files that its catalog maps, at their addresses."""
    place = layout.work / package.stem
    with zipfile.ZipFile(package) as opened:
        opened.extractall(place)
    copied = Path(shutil.copyfile(package, place / f"{package.stem}.xbri"))
    pages = sorted(one for one in place.rglob("*.*htm*") if "reports" in one.parts)
    cache = layout.stub_base(package.stem, pages, place)
    for catalog in place.rglob("catalog.xml"):
        for entry in etree.parse(catalog).iter("{*}rewriteURI"):
            source = (catalog.parent / entry.get("rewritePrefix")).resolve()
            scheme, _, rest = entry.get("uriStartString").partition("://")
            shutil.copytree(source, cache / scheme / rest, dirs_exist_ok=True)
    layout.add(package.stem, copied, place / "out", copied, cache)


def main() -> None:
    """Lay out and print where the list is."""
    shared, work, *more = map(Path, sys.argv[1:])
    layout = Layout(shared.resolve(), work.resolve())
    lay_out(layout)
    for file in more:
        references = [one.get(HREF) for one in etree.parse(file).iter(SCHEMA_REFERENCE)]
        if references[0].startswith("http"):
            lay_page(layout, file)
        else:
            layout.stub(file.stem, file)
    (work / "list.tsv").write_text("".join("\t".join(row) + "\n" for row in layout.rows), encoding="utf-8")
    print(work / "list.tsv")


if __name__ == "__main__":
    main()
