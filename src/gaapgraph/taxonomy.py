"""The versions of the standard taxonomies, by the namespaces that their publishers gave them."""

from __future__ import annotations

import re
from functools import cache

from gaapgraph.resource import ontology, read_rows

__all__ = ["find_family", "indexed_versions", "version_iri"]


@cache
def _read_versions() -> dict[tuple[str, int], tuple[str, bool]]:
    """Return the namespace of each taxonomy and year, and whether the tables of concepts know that year."""
    rows = read_rows(ontology() / "taxonomy-versions.tsv")
    return {(row["prefix"], int(row["year"])): (row["version"], row["indexed"] == "yes") for row in rows}


def version_iri(prefix: str, year: str) -> str | None:
    """Return the publisher's namespace of a taxonomy of a year, or None where there is none.

    >>> version_iri("us-gaap", "2009")
    'http://xbrl.us/us-gaap/2009-01-31'
    """
    known = _read_versions().get((prefix, int(year))) if year.isdecimal() else None
    return known[0] if known is not None else None


def indexed_versions(prefix: str) -> dict[int, str]:
    """Return the namespaces of those years of a taxonomy that the tables of concepts know, the oldest first."""
    found = ((year, known) for (name, year), known in sorted(_read_versions().items()) if name == prefix)
    return {year: iri for year, (iri, is_indexed) in found if is_indexed}


@cache
def _read_families() -> re.Pattern[str]:
    """Return a pattern that matches the namespace of any version of a standard taxonomy, with a group for each."""
    rows = read_rows(ontology() / "taxonomy-families.tsv")
    return re.compile("|".join(f"(?P<{row['prefix'].replace('-', '__')}>{row['pattern']})" for row in rows))


def find_family(namespace: str) -> str | None:
    """Return the prefix of the standard taxonomy that has a namespace in one of its versions, or None.

    >>> find_family("http://fasb.org/us-gaap/2024"), find_family("http://www.apple.com/20240928")
    ('us-gaap', None)
    """
    found = _read_families().fullmatch(namespace)
    return None if found is None or found.lastgroup is None else found.lastgroup.replace("__", "-")
