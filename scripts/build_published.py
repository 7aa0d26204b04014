"""Write what is published beside each shipped graph: instances/**/*.nq.gz, and instances/void.ttl, which describes all.

    python scripts/build_published.py [--check]

N-Quads hold the same quads as the TriG beside them, in the same order; some stores read only these without loss. The
description says in VoID and DCAT what is in each graph: how many statements, of which classes and with which
properties, under which licence, made of what, and in which files. It depends on nothing but the graphs.
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
from format_turtle import format_turtle

from gaapgraph.iri import digest
from gaapgraph.vocabulary import BASE, DCTERMS, PROV, RDF

ROOT = Path(__file__).resolve().parents[1]
HEAD = f"""\
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX gg: <{BASE}ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
ALL = f"{BASE}dataset/instances"
LICENSE = "https://www.apache.org/licenses/LICENSE-2.0"
MEDIA_TYPES = {".trig": "application/trig", ".nq.gz": "application/n-quads"}
COPIED = (DCTERMS.title, DCTERMS.issued, DCTERMS.license, PROV.wasDerivedFrom, PROV.wasAttributedTo)
Quads = list[ox.Quad]


def pack(quads: Quads) -> bytes:
    """Return quads as gzipped N-Quads, which depend on nothing but them."""
    lines = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed:
        packed.write(lines or b"")
    return out.getvalue()


def state_counts(dataset: str, quads: Quads) -> list[str]:
    """Return the statistics of a dataset with its partitions, as Turtle."""
    classes: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate.value == RDF.type:
            classes[str(quad.object)].add(str(quad.subject))
    properties = Counter(str(quad.predicate) for quad in quads)
    blocks = [
        f"<{dataset}> void:triples {len(quads)} ; void:classes {len(classes)} ; void:properties {len(properties)} ; "
        f"void:distinctSubjects {len({quad.subject for quad in quads})} ; "
        f"void:distinctObjects {len({quad.object for quad in quads})} ; void:vocabulary <{BASE}ns#> ."
    ]
    for name, subjects in sorted(classes.items()):
        part = f"{dataset}/class/{digest([name], 12)}"
        blocks.append(f"<{dataset}> void:classPartition <{part}> . <{part}> void:class {name} ;")
        blocks.append(f"  void:entities {len(subjects)} .")
    for name, count in sorted(properties.items()):
        part = f"{dataset}/property/{digest([name], 12)}"
        blocks.append(f"<{dataset}> void:propertyPartition <{part}> . <{part}> void:property {name} ;")
        blocks.append(f"  void:triples {count} .")
    return blocks


def state_graph(path: Path, graph: str, quads: Quads) -> list[str]:
    """Return what is said of one named graph: what it is, in which files it is, and what is in it."""
    dataset = f"{BASE}dataset/{digest([graph], 12)}"
    name = path.relative_to(ROOT).with_suffix("")
    blocks = [
        f"<{ALL}> void:subset <{dataset}> ; dcat:dataset <{dataset}> .",
        f"<{dataset}> a void:Dataset, dcat:Dataset ; foaf:primaryTopic <{graph}> ; void:exampleResource <{graph}> ; "
        f'dcterms:identifier "{graph}" .',
    ]
    own = [quad for quad in quads if quad.subject == ox.NamedNode(graph) and quad.predicate.value in COPIED]
    blocks += [f"<{dataset}> {quad.predicate} {quad.object} ." for quad in own]
    if not any(quad.predicate.value == DCTERMS.license for quad in own):
        blocks.append(f"<{dataset}> dcterms:license <{LICENSE}> .")
    for ending, media_type in MEDIA_TYPES.items():
        file = f"{BASE}{name}{ending}"
        packed = f"; dcat:compressFormat <{IANA}application/gzip> " if ending.endswith(".gz") else ""
        blocks.append(
            f"<{dataset}> void:dataDump <{file}> ; dcat:distribution <{dataset}/file{ending}> . "
            f"<{dataset}/file{ending}> a dcat:Distribution ; dcat:downloadURL <{file}> ; "
            f"dcat:mediaType <{IANA}{media_type}> {packed}; dcterms:license <{LICENSE}> ."
        )
    return blocks + state_counts(dataset, quads)


IANA = "https://www.iana.org/assignments/media-types/"


def describe(graphs: dict[Path, Quads]) -> str:
    """Return the description of all shipped graphs."""
    blocks = [
        HEAD,
        f'<{ALL}> a void:Dataset, dcat:Dataset, dcat:Catalog ; dcterms:title "gaapgraph: shipped graphs"@en ; '
        'dcterms:description "Financial documents as graphs, with what became of their risks and the results of the '
        f'rules."@en ; dcterms:license <{LICENSE}> ; dcterms:publisher <{BASE}> ; '
        f'void:uriSpace "{BASE}" ; void:feature <http://www.w3.org/ns/formats/TriG> , '
        "<http://www.w3.org/ns/formats/N-Quads> .",
    ]
    for path, quads in sorted(graphs.items()):
        by_graph: dict[str, Quads] = defaultdict(list)
        for quad in quads:
            by_graph[getattr(quad.graph_name, "value", "")].append(quad)
        for graph, own in sorted(by_graph.items()):
            blocks += state_graph(path, graph, own)
    blocks += state_counts(ALL, [quad for quads in graphs.values() for quad in quads])
    return format_turtle("\n".join(blocks))


def main() -> int:
    """Write all files, or only say which would change."""
    options = argparse.ArgumentParser(description="Write instances/**/*.nq.gz and instances/void.ttl.")
    options.add_argument("--check", action="store_true", help="change nothing; exit with 1 where a file would change")
    given = options.parse_args()
    paths = sorted((ROOT / "instances").glob("**/*.trig"))
    graphs = {path: list(ox.parse(path=str(path), format=ox.RdfFormat.TRIG)) for path in paths}
    files = {path.with_suffix(".nq.gz"): pack(quads) for path, quads in graphs.items()}
    files[ROOT / "instances" / "void.ttl"] = describe(graphs).encode()
    changed = False
    for path, content in files.items():
        if not path.exists() or path.read_bytes() != content:
            changed = True
            print(path.relative_to(ROOT))
            if not given.check:
                path.write_bytes(content)
    return int(changed and given.check)


if __name__ == "__main__":
    sys.exit(main())
