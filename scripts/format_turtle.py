"""Write Turtle files in one stable layout, so that a change of meaning is all that a comparison shows.

The ontology's header comes first, then subjects, predicates and objects in alphabetical order. Comments are lost
(say it with `skos:editorialNote`); blank nodes are refused, since published data has none.

    python scripts/format_turtle.py                 format everything under ontology/
    python scripts/format_turtle.py --check FILE…   say which files are not formatted, and exit with 1
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import pyoxigraph as ox

__all__ = ["format_turtle", "turtle_files"]

ROOT = Path(__file__).resolve().parents[1]
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_OWL_ONTOLOGY = "http://www.w3.org/2002/07/owl#Ontology"
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*|")
_BARE = {
    f"{_XSD}integer": re.compile(r"-?(0|[1-9][0-9]*)"),
    f"{_XSD}decimal": re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}

Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class _Names:
    """Shortens IRIs by the prefixes of a file and remembers which of them it used."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = dict(sorted(prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0])))
        self.used: set[str] = set()

    def iri(self, iri: str) -> str:
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def object(self, node: Object) -> str:
        if isinstance(node, ox.NamedNode):
            return self.iri(node.value)
        if not isinstance(node, ox.Literal):
            raise ValueError("has a blank node; give it an IRI")
        bare = _BARE.get(node.datatype.value)
        if bare is not None and bare.fullmatch(node.value):
            return node.value
        text = _quote(node.value)
        if node.language:
            return f"{text}@{node.language}"
        return text if node.datatype.value == f"{_XSD}string" else f"{text}^^{self.iri(node.datatype.value)}"


def format_turtle(text: str) -> str:
    """Return the same triples in the project's layout.

    Raises:
        SyntaxError: The text is not Turtle.
        ValueError: It has a blank node.
    """
    parser = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
    subjects: dict[str, dict[str, set[Object]]] = {}
    for triple in parser:
        if not isinstance(triple.subject, ox.NamedNode):
            raise ValueError("has a blank node; give it an IRI")
        subjects.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, set()).add(triple.object)
    names = _Names(parser.prefixes)
    blocks = [_block(iri, subjects[iri], names) for iri in sorted(subjects, key=lambda iri: _rank(iri, subjects[iri]))]
    heads = [f"PREFIX {prefix}: <{names.prefixes[prefix]}>\n" for prefix in sorted(names.used)]
    return "\n".join(["".join(heads), *blocks]) if heads else "\n".join(blocks)


def turtle_files() -> list[Path]:
    """Return the Turtle files under ontology/, in the order of their paths."""
    return sorted((ROOT / "ontology").rglob("*.ttl"))


def _rank(iri: str, properties: dict[str, set[Object]]) -> tuple[bool, str]:
    types = properties.get(f"{_RDF}type", set())
    return ox.NamedNode(_OWL_ONTOLOGY) not in types, iri


def _block(iri: str, properties: dict[str, set[Object]], names: _Names) -> str:
    lines = []
    for predicate in sorted(properties, key=lambda name: (name != f"{_RDF}type", names.iri(name))):
        verb = "a" if predicate == f"{_RDF}type" else names.iri(predicate)
        objects = sorted(names.object(node) for node in properties[predicate])
        if len(objects) == 1:
            lines.append(f"    {verb} {objects[0]} ;\n")
        else:
            lines.append(f"    {verb}\n" + " ,\n".join(f"        {text}" for text in objects) + " ;\n")
    return f"{names.iri(iri)}\n{''.join(lines)}.\n"


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r").replace("\t", "\\t")
    return f'"""{escaped}"""' if "\n" in text else f'"{escaped}"'


def main() -> int:
    """Format the files named on the command line, or only check them."""
    options = argparse.ArgumentParser(description="Write Turtle files in the project's layout.")
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--check", action="store_true", help="change nothing; exit with 1 where a file would change")
    given = options.parse_args()
    changed = False
    for path in given.files or turtle_files():
        text = path.read_text(encoding="utf-8")
        try:
            formatted = format_turtle(text)
        except (SyntaxError, ValueError) as exc:
            sys.exit(f"{path}: {exc}")
        if formatted != text:
            changed = True
            print(path)
            if not given.check:
                path.write_text(formatted, encoding="utf-8")
    return int(changed and given.check)


if __name__ == "__main__":
    sys.exit(main())
