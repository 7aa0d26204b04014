"""Where the publishers of the standard taxonomies keep the schemas of their versions."""

from __future__ import annotations

from functools import cache

from gaapgraph.ordered_table import OrderedTable
from gaapgraph.resource import ontology, read_rows
from gaapgraph.vocabulary import BASE

__all__ = ["find_schema", "find_type", "find_year", "list_prefixes"]


@cache
def _read_schemas() -> dict[str, str]:
    return {row["namespace"]: row["schema"] for row in read_rows(ontology() / "taxonomy-schemas.tsv")}


def find_schema(namespace: str) -> str | None:
    """Return the URL of the schema of a standard taxonomy's version, or None where the namespace is none.

    >>> find_schema("http://fasb.org/us-gaap/2024")
    'https://xbrl.fasb.org/us-gaap/2024/elts/us-gaap-2024.xsd'
    """
    return _read_schemas().get(namespace)


@cache
def _read_versions() -> dict[str, tuple[str, int]]:
    rows = read_rows(ontology() / "taxonomy-versions.tsv")
    return {row["version"]: (row["prefix"], int(row["year"])) for row in rows}


def find_year(namespace: str) -> int | None:
    """Return the year of a standard taxonomy's version: those of one year are made for each other.

    >>> find_year("http://xbrl.us/dei/2009-01-31")
    2009
    """
    return _read_versions().get(namespace, ("", None))[1]


@cache
def list_prefixes() -> dict[str, str]:
    """Return the prefix that people know for the namespace of each version of a standard taxonomy."""
    return {version: prefix for version, (prefix, _) in _read_versions().items()}


def find_type(iri: str) -> str | None:
    """Return the kind of value of a standard concept by its version-free IRI, or None where the tables lack it.

    >>> find_type("https://w3id.org/gaapgraph/dei/AmendmentFlag")
    'boolean'
    """
    for prefix in ("us-gaap", "srt", "dei"):
        if iri.startswith(f"{BASE}{prefix}/"):
            row = OrderedTable.read(ontology() / f"{prefix}-concepts.tsv").row(iri.removeprefix(f"{BASE}{prefix}/"))
            return None if row is None else row[1]
    return None
