"""Write ontology/us-gaap.ttl, srt.ttl and dei.ttl from the tables of concepts beside them, these from the taxonomies.

The tables, {us-gaap,srt,dei}-concepts.tsv, say of every concept what the taxonomies say (type, period type, balance,
standard label, years); they are written where the taxonomies are at hand. taxonomy-versions.tsv has the IRI of each
year. Into the Turtle files go the `us-gaap:`, `srt:` or `dei:` names in the mappings, profiles, extensions,
annotations, derivations, questions and shapes of this project, and those in ontology/concepts-used.txt. A name that no
taxonomy has is an error. The result depends on nothing but these inputs, so the script can be run at any time.

    python scripts/build_concepts.py [--taxonomies ../shared/data] [--check]
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path

from format_turtle import format_turtle
from taxonomy import US_GAAP, Element, Taxonomies, words_of

ROOT = Path(__file__).resolve().parents[1]
SOURCES = (
    "ontology/concepts-used.txt",
    "ontology/mappings/*.sssom.tsv",
    "ontology/alignments/*.ttl",
    "instances/*/*.sssom.tsv",
    "instances/*/*.ttl",
    "instances/*/annotations/*.tsv",
    "instances/*/annotations/*/*.tsv",
    "ontology/derivations.ttl",
    "ontology/schemes/*.ttl",
    "queries/*.rq",
    # without all.ttl, the bundle, and dqc.ttl: its rules name concepts of years that are not at hand
    "shapes/[!ad]*.ttl",
    "shapes/de*.ttl",
)
# what the publisher adds to the label when a term leaves the taxonomy: gg:taxonomyVersion says which versions have it
_DEPRECATED = re.compile(r" \(Deprecated [\d-]+\)$")
TITLES = {
    "us-gaap": "US-GAAP concepts",
    "srt": "SEC reporting concepts",
    "dei": "Document and entity information concepts",
}
COLUMNS = ("name", "type", "periodType", "balance", "abstract", "label", "kind", "years")
_CURIE = re.compile(r"(?<![\w/-])(us-gaap|srt|dei):([A-Z]\w*)")
_IRI = re.compile(r"https://w3id\.org/gaapgraph/(us-gaap|srt|dei)/([A-Z]\w*)")
DESCRIPTION = (
    "The concepts, dimensions and members of the {prefix} taxonomies that gaapgraph uses, under IRIs without version. "
    "Names, types, balances and labels are those of the taxonomies."
)
_HEAD = """\
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vann: <http://purl.org/vocab/vann/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX {prefix}: <https://w3id.org/gaapgraph/{prefix}/>

<https://w3id.org/gaapgraph/ontology/{prefix}> a owl:Ontology ;
    dcterms:title "{title}"@en ;
    dcterms:description "{description}"@en ;
    dcterms:creator <https://w3id.org/gaapgraph/> ;
    dcterms:created "2026-11-21"^^xsd:date ;
    dcterms:modified "2026-11-21"^^xsd:date ;
    dcterms:license <https://www.apache.org/licenses/LICENSE-2.0> ;
    vann:preferredNamespacePrefix "{prefix}" ;
    vann:preferredNamespaceUri "https://w3id.org/gaapgraph/{prefix}/" ;
    owl:imports <https://w3id.org/gaapgraph/ontology/core> ;
    owl:versionIRI <https://w3id.org/gaapgraph/ontology/0.1.0/{prefix}> ;
    owl:versionInfo "0.1.0" .
"""


def find_names() -> dict[tuple[str, str], str]:
    """Return each prefix and local name in use, with the file that names it first."""
    found: dict[tuple[str, str], str] = {}
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            text = path.read_text(encoding="utf-8")
            for match in (*_CURIE.finditer(text), *_IRI.finditer(text)):
                found.setdefault((match[1], match[2]), str(path.relative_to(ROOT)))
    return found


def describe(prefix: str, element: Element) -> str:
    """Return the Turtle statements about one concept, dimension or member."""
    subject = f"{prefix}:{element.name}"
    label = _escape(_DEPRECATED.sub("", element.label or words_of(element.name)))
    lines = [
        f'skos:prefLabel "{label}"@en',
        f'rdfs:label "{label}"@en',
        f"rdfs:isDefinedBy <https://w3id.org/gaapgraph/ontology/{prefix}>",
        *(f"gg:taxonomyVersion <{version}>" for version in element.versions),
        *(f"skos:exactMatch <{version}#{element.name}>" for version in element.versions),
    ]
    if not element.label:
        lines.append('skos:editorialNote "The label is the name taken apart; no label was at hand."@en')
    if element.is_dimension:
        kind = "gg:Dimension, rdf:Property, owl:ObjectProperty"
        lines.append("rdfs:range gg:Member")
    elif element.is_member:
        kind = "gg:Member"
    else:
        kind = "gg:Concept"
        pairs = (("dataType", element.type), ("periodType", element.period_type), ("balance", element.balance))
        lines += [f'gg:{name} "{value}"' for name, value in pairs if value]
    if element.is_abstract and not element.is_dimension:
        lines.append("gg:abstract true")
    return f"{subject} a {kind} ; {' ; '.join(lines)} .\n"


def read_index(prefix: str, text: str) -> dict[str, Element]:
    """Return the elements of a table of concepts by name."""
    versions = read_versions()
    elements = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        elements[row["name"]] = Element(
            row["name"],
            f"{row['type']}ItemType" if row["type"] else None,
            "dimensionItem" if row["kind"] == "axis" else "item",
            row["periodType"] or None,
            row["balance"] or None,
            row["abstract"] == "true",
            row["label"] or None,
            tuple(versions[prefix, year] for year in _years(row["years"])),
        )
    return elements


def concept_files(elements: dict[str, dict[str, Element]]) -> dict[str, str]:
    """Return the text of the three Turtle files by name.

    Raises:
        ExceptionGroup: Some names are in no taxonomy; one error for each.
    """
    unknown = []
    texts = {
        prefix: [_HEAD.format(prefix=prefix, title=title, description=DESCRIPTION.format(prefix=prefix))]
        for prefix, title in TITLES.items()
    }
    for (prefix, name), source in sorted(find_names().items()):
        element = elements[prefix].get(name)
        if element is None:
            unknown.append(LookupError(f"{source}: no taxonomy has {prefix}:{name}"))
        else:
            texts[prefix].append(describe(prefix, element))
    if unknown:
        raise ExceptionGroup("unknown names", unknown)
    return {f"{prefix}.ttl": format_turtle("\n".join(blocks)) for prefix, blocks in texts.items()}


def index_file(taxonomies: Taxonomies, prefix: str) -> str:
    """Return the table of all concepts of a taxonomy, for us-gaap those that 2009, 2011 or 2024 have, or that are used.

    The years stand without their century, those that follow one another as a span; their IRIs are in
    taxonomy-versions.tsv.
    """
    names = {version: year for (known, year), version in read_versions().items() if known == prefix}
    used = {name for known, name in find_names() if known == prefix}
    rows = ["\t".join(COLUMNS) + "\n"]
    for element in taxonomies.all(prefix):
        if prefix == "us-gaap" and element.name not in used and element.versions[0] not in US_GAAP.values():
            continue
        label = " ".join((element.label or "").split())
        cells = (
            element.name,
            (element.type or "").removesuffix("ItemType"),
            element.period_type or "",
            element.balance or "",
            "true" if element.is_abstract else "",
            label,
            "axis" if element.is_dimension else "",
            _span(sorted(names[version] for version in element.versions)),
        )
        rows.append("\t".join(cells) + "\n")
    return "".join(rows)


def _span(years: list[str]) -> str:
    """Return years as `09 11 22-25`.

    >>> _span(["2009", "2011", "2022", "2023", "2024"])
    '09 11 22-24'
    """
    spans: list[list[str]] = []
    for year in years:
        if spans and int(year) == int(spans[-1][-1]) + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return " ".join(span[0][2:] if len(span) == 1 else f"{span[0][2:]}-{span[-1][2:]}" for span in spans)


def read_versions() -> dict[tuple[str, str], str]:
    """Return the IRI of each version by prefix and year."""
    rows = (ROOT / "ontology" / "taxonomy-versions.tsv").read_text(encoding="utf-8").splitlines()
    return {(prefix, year): iri for prefix, year, iri, _ in (row.split("\t") for row in rows[1:])}


def _years(spans: str) -> list[str]:
    """Return the years of spans.

    >>> _years("09 22-24")
    ['2009', '2022', '2023', '2024']
    """
    ends = (span.split("-") for span in spans.split())
    return [f"20{year:02}" for pair in ends for year in range(int(pair[0]), int(pair[-1]) + 1)]


def _escape(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')


def main() -> int:
    """Write all files, or only say which would change; exit with 1 where a name is unknown."""
    options = argparse.ArgumentParser(description="Write the concept files of ontology/ from the taxonomies.")
    options.add_argument("--taxonomies", type=Path, default=ROOT.parent / "shared" / "data")
    options.add_argument("--check", action="store_true", help="change nothing; exit with 1 where a file would change")
    given = options.parse_args()
    paths = {prefix: ROOT / "ontology" / f"{prefix}-concepts.tsv" for prefix in TITLES}
    if (given.taxonomies / "taxonomy").is_dir():
        taxonomies = Taxonomies(given.taxonomies)
        tables = {prefix: index_file(taxonomies, prefix) for prefix in TITLES}
    else:
        print(f"{given.taxonomies}: no taxonomies there; the tables of concepts are taken as they are", file=sys.stderr)
        tables = {prefix: path.read_text(encoding="utf-8") for prefix, path in paths.items()}
    try:
        files = concept_files({prefix: read_index(prefix, text) for prefix, text in tables.items()})
    except ExceptionGroup as unknown:  # not `except*`: some releases of Python 3.11 wrap what leaves it in a group
        sys.exit("\n".join(str(error) for error in unknown.exceptions))
    files |= {paths[prefix].name: text for prefix, text in tables.items()}
    changed = False
    for name, text in files.items():
        path = ROOT / "ontology" / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            changed = True
            print(path.relative_to(ROOT))
            if not given.check:
                path.write_text(text, encoding="utf-8")
    return int(changed and given.check)


if __name__ == "__main__":
    sys.exit(main())
