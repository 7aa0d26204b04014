"""Where the data that is the product stands: inside the installed wheel, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

from gaapgraph.errors import SourceError

__all__ = ["instances", "ontology", "queries", "release_inputs", "shapes"]

_PACKAGE = Path(__file__).parent
_HOMES = (_PACKAGE / "data", _PACKAGE.parents[1])


def ontology() -> Path:
    """Return the folder of the vocabulary, the concepts used and the alignments."""
    return _find("ontology")


def shapes() -> Path:
    """Return the folder of the SHACL shapes."""
    return _find("shapes")


def queries() -> Path:
    """Return the folder of the analysis questions."""
    return _find("queries")


def instances() -> Path:
    """Return the folder that has one folder per entity."""
    return _find("instances")


def release_inputs() -> list[Path]:
    """Return the shipped earnings releases as they were read, in the order of their paths."""
    return sorted(instances().glob("*/*/input.*"))


def _find(name: str) -> Path:
    for home in _HOMES:
        if (home / name).is_dir():
            return home / name
    raise SourceError(f"the shipped folder {name}/ is missing", where=str(_HOMES[0]), mend="install gaapgraph again")
