"""Build what is generated of the data that rules, questions and pages read: derivations in Turtle, from tables.

    python scripts/build_rule_data.py            write the files
    python scripts/build_rule_data.py --check    say which files differ from what the tables give, and exit with 1

Tables are TSV with a head; lines that begin with `#` say where a table comes from. In them concepts are CURIEs.
`dimensions` is `*` for those of the result, `none` for a total, or a key as `gg:dimensionKey` has it.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from format_turtle import format_turtle

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
BASE = "https://w3id.org/gaapgraph/"
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "dei": f"{BASE}dei/",
    "formula": f"{BASE}scheme/formula/",
    "gg": f"{BASE}ns#",
    "ggdqc": f"{BASE}dqc/",
    "ggfac": f"{BASE}fac/",
    "iij": f"{BASE}iij/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "srt": f"{BASE}srt/",
    "us-gaap": f"{BASE}us-gaap/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
NAMESPACES = {
    "gg": f"{BASE}ns#", "us-gaap": f"{BASE}us-gaap/", "srt": f"{BASE}srt/", "dei": f"{BASE}dei/",
    "fac": f"{BASE}fac/", "dqc": f"{BASE}dqc/", "quantity": f"{BASE}quantity/",
}  # fmt: skip
PERIODS = {
    "same": "samePeriod",
    "opening": "openingInstant",
    "closing": "closingInstant",
    "year-earlier": "periodYearEarlier",
}
FACTORS = {"days": "daysInPeriod", "months": "monthsInPeriod"}
PARTS = {"numerator": ("numeratorPart", "num"), "denominator": ("denominatorPart", "den")}
NUMBERS = {"leastDays", "mostDays", "limit"}
STRINGS = {"periodFocus", "exceptDocumentType", "exceptConceptName", "exceptMemberName"}
SHAPES = f"{BASE}shapes/"
Row = dict[str, str]
_HEADERS: dict[Path, set[ox.NamedNode]] = {}


def read_table(path: Path) -> list[Row]:
    """Return the rows of a table, those that are no remark."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [dict(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def remarks(path: Path) -> dict[str, str]:
    """Return what the remarks at the head of a table say: source, date, generator."""
    said = (line[1:].partition(":") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    return {name.strip(): text.strip() for name, _, text in said}


def expand(curie: str, own: dict[str, str]) -> str:
    """Return a CURIE, or an IRI, as an IRI in angle brackets."""
    prefix, colon, name = curie.partition(":")
    if colon and not name.startswith("//"):
        return f"<{ {**NAMESPACES, **own}[prefix] }{name}>".replace("< ", "<")
    return f"<{curie}>"


def quoted(value: str) -> str:
    """Return a literal."""
    return str(ox.Literal(value))


def text(value: str) -> str:
    """Return a literal in English."""
    return str(ox.Literal(value, language="en"))


def find_entity(profile: Path) -> str | None:
    """Return the IRI of the entity whose profile stands beside a folder, None where there is none."""
    if not profile.exists():
        return None
    found = ox.parse(path=str(profile), format=ox.RdfFormat.TURTLE)
    return next((triple.object.value for triple in found if triple.predicate.value == f"{BASE}ns#entity"), None)


class Tables:
    """The tables of one folder, and the namespace of what they name."""

    def __init__(self, folder: Path, base: str, own: dict[str, str]) -> None:
        self.folder, self.base, self.own = folder, base, own
        self.entity = find_entity(folder.parent / "profile.ttl")

    def rows(self, name: str) -> list[Row]:
        """Return the rows of one table, none where it is absent."""
        path = self.folder / f"{name}.tsv"
        return read_table(path) if path.exists() else []

    def name(self, identifier: str) -> str:
        """Return the IRI of a derivation, without brackets."""
        return expand(identifier, self.own)[1:-1] if ":" in identifier else f"{self.base}derivation/{identifier}"

    def iri(self, curie: str) -> str:
        """Return the IRI of a concept or quantity, in brackets."""
        return expand(curie, self.own)

    def quantities(self) -> set[str]:
        """Return the quantities that the tables state."""
        return {row["quantity"] for row in read_table(ROOT / "ontology/derivations/quantity.tsv")} | {
            row["quantity"] for row in self.rows("quantity")
        }


def triples(tables: Tables) -> Iterator[str]:
    """Yield the statements of one folder in Turtle."""
    operands: dict[str, list[Row]] = defaultdict(list)
    for row in tables.rows("operand"):
        operands[row["derivation"]].append(row)
    quantities = tables.quantities()
    for row in tables.rows("derivation"):
        yield derivation(row, operands[row["derivation"]], tables)
        for place, operand in enumerate(operands[row["derivation"]]):
            yield operand_of(tables.name(row["derivation"]), place, operand, tables, quantities)
    yield from alternatives(tables)
    for row in tables.rows("pattern"):
        name, excepted = quoted(row["pattern"]), quoted(row["except"])
        yield (
            f"{tables.iri(row['quantity'])} a gg:Quantity ; skos:prefLabel {text(row['label'])} ; "
            f"gg:conceptNamePattern {name} ; gg:exceptConceptName {excepted} ; gg:balance {quoted(row['balance'])} ."
        )
    for row in tables.rows("statement"):
        value = row["value"] if row["value"] in ("true", "false") else tables.iri(row["value"])
        yield f"{tables.iri(row['subject'])} gg:{row['property']} {value} ."


def derivation(row: Row, operands: list[Row], tables: Tables) -> str:
    """Return the statements about one derivation."""
    needed = [operand["part"] for operand in operands if operand["required"] == "true"]
    parts = [f"<{tables.name(row['derivation'])}> a gg:Derivation", f"gg:formula formula:{row['formula']}"]
    if row["result"]:
        parts.append(f"gg:result {tables.iri(row['result'])}")
    for column in ("code", "family"):
        if row[column]:
            parts.append(f'gg:{column} "{row[column]}"')
    parts += [f"gg:numeratorCount {needed.count('numerator')}", f"gg:denominatorCount {needed.count('denominator')}"]
    if row["family"] == "fundamental":
        parts.append("a gg:SumRelation")
    if row["dimensions"] != "*":
        parts.append(f'gg:dimensionKey "{"" if row["dimensions"] == "none" else row["dimensions"]}"')
    if row["factor"]:
        parts.append(f"gg:factor gg:{FACTORS[row['factor']]}")
    if tables.entity is not None:
        parts.append(f"gg:appliesToEntity <{tables.entity}>")
    parts += [f"gg:{flag} true" for flag in row["flags"].split()]
    parts += [f"gg:blockedBy {tables.iri(quantity)}" for quantity in row["blocked_by"].split()]
    parts += [f"skos:prefLabel {text(row['label'])}"] * bool(row["label"])
    parts += [f"skos:scopeNote {text(row['note'])}"] * bool(row["note"])
    parts += [f"dcterms:source <{source}>" for source in row["source"].split()]
    return " ; ".join(parts) + " ."


def operand_of(of: str, place: int, row: Row, tables: Tables, quantities: set[str]) -> str:
    """Return the statements about one operand."""
    part, mark = PARTS[row["part"]]
    name = f"{of}-{row['order']}" if ":" in row["derivation"] else f"{of}/{mark}{row['order']}"
    is_quantity = row["of"] in quantities or row["of"].startswith("quantity:")  # some are results of derivations only
    kind = "quantity" if is_quantity else "concept"
    period = PERIODS[row["period"]]
    parts = [
        f"<{name}> a gg:Operand ; gg:derivation <{of}> ; gg:order {place + 1} ; gg:part gg:{part}",
        f"gg:{kind} {tables.iri(row['of'])} ; gg:weight {decimal(row['weight'])} ; gg:relativePeriod gg:{period}",
        f"gg:required {row['required']}",
    ]
    if row["dimensions"] != "*":
        parts.append(f'gg:dimensionKey "{"" if row["dimensions"] == "none" else row["dimensions"]}"')
    return " ; ".join(parts) + " ."


def alternatives(tables: Tables) -> Iterator[str]:
    """Yield the quantities, the alternatives of each, and the terms of each alternative."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in tables.rows("quantity"):
        found[row["quantity"], row["order"]].append(row)
    for (quantity, order), rows in found.items():
        iri = tables.iri(quantity)
        yield f"{iri} a gg:Quantity ; skos:prefLabel {text(rows[0]['label'])} ."
        one = f"<{iri[1:-1]}-{order}>"
        single = (
            f" ; gg:concept {tables.iri(rows[0]['concept'])}" if len(rows) == 1 and rows[0]["weight"] == "1" else ""
        )
        yield f"{one} a gg:Alternative ; gg:quantity {iri} ; gg:order {order} ; gg:termCount {len(rows)}{single} ."
        for place, row in enumerate(rows):
            term = f"<{iri[1:-1]}-{order}-{place + 1}> a gg:Term ; gg:alternative {one}"
            yield f"{term} ; gg:concept {tables.iri(row['concept'])} ; gg:weight {decimal(row['weight'])} ."


def decimal(number: str) -> str:
    """Return a number as a decimal literal of Turtle."""
    return number if "." in number else f"{number}.0"


def header(iri: str, title: str, description: str, folders: list[Path]) -> str:
    """Return the header of a generated file; its date is that of the newest table."""
    said = [remarks(path) for folder in folders for path in sorted(folder.glob("*.tsv"))]
    date = max(one.get("date", "") for one in said)
    license_ = "<https://www.apache.org/licenses/LICENSE-2.0>"
    return (
        f"<{iri}> a owl:Ontology ; dcterms:title {text(title)} ; dcterms:description {text(description)} ; "
        f"dcterms:creator <{BASE}software/gaapgraph> ; dcterms:license {license_} ; "
        f'dcterms:created "2026-11-21"^^xsd:date ; dcterms:modified "{date}"^^xsd:date ; '
        f'owl:versionIRI <{iri}/0.1.0> ; owl:versionInfo "0.1.0" .'
    )


def derivations(folder: Path, iri: str, title: str, description: str, own: dict[str, str]) -> str:
    """Return the derivations of one folder as a Turtle file."""
    base = f"{BASE}{next(iter(own))}/" if own else BASE
    head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(PREFIXES.items()))
    body = [header(iri, title, description, [folder]), *triples(Tables(folder, base, own))]
    return format_turtle(head + "\n".join(body))


def files() -> Iterator[tuple[Path, str]]:
    """Yield every generated file and its text."""
    description = (
        "Every formula, stated once: what a figure is computed from, and the concepts by which filers report each "
        "quantity, the preferred first. Read by shapes, questions and pages. Generated from ontology/derivations/."
    )
    general = derivations(
        ROOT / "ontology/derivations", f"{BASE}derivations", "Derivations of US-GAAP figures", description, {}
    )
    yield ROOT / "ontology/derivations.ttl", general
    measures = (
        "What questions compute: measures, and the quantities they are made of. Generated from ontology/measures/."
    )
    yield (
        ROOT / "ontology/measures.ttl",
        derivations(ROOT / "ontology/measures", f"{BASE}measures", "Measures that questions compute", measures, {}),
    )
    derived = [general]
    for folder in sorted((ROOT / "instances").glob("*/derivations")):
        name = folder.parent.name
        description = "What this filer computes its own figures from. Generated from the folder derivations/ beside it."
        title, own = "Derivations of a filer's own figures", {name: f"{BASE}{name}/"}
        derived.append(derivations(folder, f"{BASE}{name}/derivations", title, description, own))
        yield folder.parent / "derivations.ttl", derived[-1]
    yield ROOT / "ontology/rule-data.ttl", rule_data(derived)
    yield ROOT / "shapes/all.ttl", bundle()


def conditions(folder: Path) -> Iterator[str]:
    """Yield what the rules of the Data Quality Committee apply to: conditions, and the classes of concepts."""
    tables = Tables(folder, BASE, {})
    yield from triples(tables)
    kinds = defaultdict(list)
    for row in tables.rows("sign"):
        kinds[row["concept"]].append(row["class"])
    for concept, classes in kinds.items():
        yield f"{tables.iri(concept)} a {' , '.join(f'gg:{name}' for name in classes)} ."
    for row in tables.rows("condition"):
        subject, name, value = tables.iri(row["condition"]), row["property"], row["value"]
        yield f"{subject} a gg:RuleCondition ."
        if name == "label":
            yield f"{subject} skos:prefLabel {text(value)} ."
        elif name in NUMBERS:
            yield f"{subject} gg:{name} {value} ."
        else:
            yield f"{subject} gg:{name} {quoted(value) if name in STRINGS else tables.iri(value)} ."


def core() -> Iterator[str]:
    """Yield what rules read of the core vocabulary: the classes above a class, and the terms that are data."""
    keep = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
    type_ = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    for triple in ox.parse(path=str(ROOT / "ontology/gaapgraph.ttl"), format=ox.RdfFormat.TURTLE):
        predicate, value = triple.predicate.value, str(triple.object)
        if predicate == keep or f"{BASE}ns#" in predicate or (predicate == type_ and f"<{BASE}ns#" in value):
            yield f"{triple.subject} {triple.predicate} {value} ."


def rule_data(derived: list[str]) -> str:
    """Return all that rules read besides the reports, in one file."""
    head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(PREFIXES.items()))
    description = (
        "What the rules read besides the reports: derivations, the conditions of the data quality rules, and of the "
        "core vocabulary the classes above a class. Load it beside the reports wherever shapes/all.ttl is run. "
        "Generated from ontology/ and instances/ by scripts/build_rule_data.py."
    )
    folders = [
        ROOT / "ontology/derivations",
        ROOT / "ontology/dqc",
        *sorted((ROOT / "instances").glob("*/derivations")),
    ]
    body = [header(f"{BASE}rule-data", "What rules read", description, folders)]
    body += [*core(), *conditions(ROOT / "ontology/dqc")]
    for one in derived:
        body += [
            f"{triple.subject} {triple.predicate} {triple.object} ."
            for triple in ox.parse(one.encode(), format=ox.RdfFormat.TURTLE)
            if f"{BASE}derivations" != triple.subject.value and "/derivations" not in triple.subject.value
        ]
    return format_turtle(head + "\n".join(body))


def bundle() -> str:
    """Return every shape in one file that needs no other: prefixes inside, nothing imported."""
    triples, prefixes = [], {}
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        if path.name == "all.ttl":
            continue
        parser = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        for triple in parser:
            is_header = triple.subject.value.startswith(SHAPES) and triple.subject in headers(path)
            if not is_header or triple.predicate.value.startswith("http://www.w3.org/ns/shacl#"):
                triples.append(f"{triple.subject} {triple.predicate} {triple.object} .")
        prefixes |= parser.prefixes
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted({**PREFIXES, **prefixes}.items()))
    description = (
        "Every shape of shapes/ in one file, with the prefixes of its queries, for any SHACL engine; run it over "
        "reports and ontology/rule-data.ttl. Generated by scripts/build_rule_data.py."
    )
    license_ = "<https://www.apache.org/licenses/LICENSE-2.0>"
    about = f"dcterms:title {text('All shapes')} ; dcterms:description {text(description)} ; dcterms:license {license_}"
    top = f"<{SHAPES}all> a owl:Ontology ; {about} ; dcterms:creator <{BASE}software/gaapgraph> ."
    return format_turtle(head + top + "\n" + "\n".join(triples))


def headers(path: Path) -> set[ox.NamedNode]:
    """Return what a file of shapes calls itself."""
    if path not in _HEADERS:
        _HEADERS[path] = {
            triple.subject
            for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
            if triple.object == ox.NamedNode("http://www.w3.org/2002/07/owl#Ontology")
        }
    return _HEADERS[path]


def pinned() -> Iterator[str]:
    """Yield what is wrong with the tables that come from elsewhere and are pinned by their hash."""
    for row in read_table(ROOT / "ontology/pinned.tsv"):
        path = ROOT / row["file"]
        if hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
            yield f"{row['file']}: is not what was taken from {row['source']} on {row['date']}"


def main() -> int:
    """Write or check the generated files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for path, content in files():
        if path.exists() and path.read_text(encoding="utf-8") == content:
            continue
        stale.append(path)
        if not check:
            path.write_text(content, encoding="utf-8")
    broken = list(pinned())
    for line in broken:
        print(line)
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'is not what the tables give' if check else 'written'}")
    return int(bool(broken) or (check and bool(stale)))


if __name__ == "__main__":
    sys.exit(main())
