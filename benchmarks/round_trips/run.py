"""Filing → graph → XBRL 2.1 and xBRL-JSON, and whether Arelle reads the same facts from them as from the original.

    python benchmarks/round_trips/run.py export LIST            in our environment
    python benchmarks/round_trips/run.py judge LIST PLUGINS     in one that has arelle-release, the judge

LIST is a table without a head: name, source that we read, stem of the files to write (where the schemas that the
filing names are found from), document that Arelle reads, and its cache. The caches and the schemas that stand in for
taxonomies nobody has at hand are those of `../shared/tools/arelle`. PLUGINS are further ones of Arelle's, such as the
folder of the SEC's transformations. `judge` prints, for each file, the facts of the original and of ours, those only
in one of both by concept, entity, period, dimensions, unit, decimals, value and language, the footnotes likewise, and
codes of errors that the original has not.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "conformance" / "arelle"))

from arelle_fact import describe_fact


def export(rows: list[list[str]]) -> None:
    """Write the two forms of each filing."""
    from gaapgraph.cli import main

    for name, source, stem, *_ in rows:
        graph = f"{stem}.nq"
        codes = [main(["build", source, "-o", graph])]
        for form, ending in (("xbrl", "xml"), ("xbrl-json", "json")):
            codes.append(main(["export", graph, "--to", form, "-o", f"{stem}.{ending}"]))
        print(name, *codes, sep="\t", flush=True)


def list_notes(model):
    """Yield each footnote of each fact: its words without markup and white space."""
    for relation in model.relationshipSet("XBRL-footnotes").modelRelationships:
        source, target = relation.fromModelObject, relation.toModelObject
        if getattr(source, "context", None) is not None and not hasattr(target, "contextID"):
            is_inline = type(target).__name__ == "ModelInlineFootnote"
            text = target.stringValue if is_inline else "".join(target.itertext())
            words = re.sub(r"\s+", "", html.unescape(re.sub("<[^>]*>", "", text)))
            yield describe_fact(source), relation.arcrole, relation.linkrole, words, (target.xmlLang or "").lower()


def read(path: str, cache: str, plugins: str) -> tuple[Counter, Counter, Counter]:
    """Return facts, footnotes and codes of errors."""
    from arelle.api.Session import Session
    from arelle.logging.handlers.LogToXmlHandler import LogToXmlHandler
    from arelle.RuntimeOptions import RuntimeOptions

    settings = RuntimeOptions(
        entrypointFile=path, internetConnectivity="offline", cacheDirectory=cache, disablePersistentConfig=True,
        keepOpen=True, plugins=f"loadFromOIM|inlineXbrlDocumentSet{plugins}", logFormat="[%(messageCode)s] %(message)s",
    )  # fmt: skip
    with Session() as session:
        session.run(settings, logHandler=LogToXmlHandler(filename="logToBuffer"))
        log = json.loads(session.get_logs("json"))["log"]
        errors = Counter(one["code"] for one in log if one["level"].lower() in ("error", "critical", "warning"))
        model = next(iter(session.get_models()), None)
        facts = Counter() if model is None else Counter(map(describe_fact, model.factsInInstance))
        notes = Counter() if model is None else Counter(list_notes(model))
    return facts, notes, errors


def judge(rows: list[list[str]], plugins: str) -> None:
    """Print what became of each filing."""
    print("filing", "form", "facts", "ours", "lost", "new", "notes lost", "notes new", "new errors", sep="\t")
    for name, _, stem, original, cache in rows:
        facts, notes, errors = read(original, cache, plugins)
        for ending in ("xml", "json"):
            if not Path(f"{stem}.{ending}").is_file():
                print(name, ending, facts.total(), "absent", sep="\t")
                continue
            ours = read(f"{stem}.{ending}", cache, plugins)
            counts = [facts.total(), ours[0].total(), (facts - ours[0]).total(), (ours[0] - facts).total()]
            counts += [(notes - ours[1]).total(), (ours[1] - notes).total()]
            print(name, ending, *counts, " ".join(sorted(ours[2] - errors)), sep="\t", flush=True)


def main() -> None:
    """Run one of both halves."""
    rows = [line.split("\t") for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
    if sys.argv[1] == "export":
        export(rows)
    else:
        judge(rows, "".join(f"|{one}" for one in sys.argv[3:]))


if __name__ == "__main__":
    main()
