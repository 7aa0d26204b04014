"""The taxonomy of an XBRL document, as far as it is beside it or was given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gaapgraph.build.protocol import Context
    from gaapgraph.dts import Taxonomy
    from gaapgraph.model import Reference

__all__ = ["find_taxonomy"]

_CATALOGS = ("META-INF/catalog.xml", "*/META-INF/catalog.xml")


def find_taxonomy(references: Iterable[Reference], document: Path, folder: Path, context: Context) -> Taxonomy:
    """Return what the references of a document lead to.

    Args:
        references: What the document names of its taxonomy.
        document: The file.
        folder: Of the filing; nothing outside it and the packages given is opened.
        context: What the call says, with the packages.

    Raises:
        SourceError: A package is not there, or is none.
        InputError: A package is not the one that a lock pins.
    """
    from gaapgraph.dts import FolderShelf, Library, discover, join_address, open_shelves

    filing = FolderShelf(folder)
    own = [filing] if any(any(folder.glob(path)) for path in _CATALOGS) else []
    library = Library(filing, [*own, *(shelf for path in context.taxonomy for shelf in open_shelves(path))])
    base = library.address(document.relative_to(folder).as_posix())
    return discover([replace(one, href=join_address(base, one.href)) for one in references], library)
