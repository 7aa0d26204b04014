"""Where the data that is the product stands: inside the installed wheel, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["instances", "ontology", "queries", "read_rows", "release_inputs", "shapes"]

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


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a shipped table by column: cells parted by tabs, without `#` remarks and blank lines.

    No cell of such a table is quoted.

    Raises:
        InputError: A row has more or fewer cells than the header.
    """
    header: list[str] = []
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if line.startswith("#") or line.isspace():
                continue
            cells = line.rstrip("\n").split("\t")
            if not header:
                header = cells
            elif len(cells) == len(header):
                yield dict(zip(header, cells, strict=True))
            else:
                raise InputError(
                    f"the row has {len(cells)} cells, the header has {len(header)}",
                    where=f"{path}:{number}",
                    mend="separate the cells by single tabs",
                )


def _find(name: str) -> Path:
    for home in _HOMES:
        if (home / name).is_dir():
            return home / name
    raise SourceError(f"the shipped folder {name}/ is missing", where=str(_HOMES[0]), mend="install gaapgraph again")
