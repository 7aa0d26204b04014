"""Reports of the Open Information Model: xBRL-JSON, and xBRL-CSV by its metadata."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.deferral import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.build.origin import Source
    from gaapgraph.build.protocol import Context
    from gaapgraph.model import Report

__all__ = ["READER"]

_TYPE = late_pattern(r'"documentType"\s*:\s*"[^"]*/xbrl-(json|csv)')


class _OimReader:
    name = "a report in xBRL-JSON or xBRL-CSV"

    def recognises(self, source: Source) -> bool:
        """Say whether it is JSON that names itself so."""
        return source.head_text.lstrip("\ufeff \r\n\t").startswith("{") and _TYPE.search(source.head_text) is not None

    def read(self, source: Source, context: Context) -> Iterator[Report]:
        """Yield the one report."""
        from gaapgraph.build.taxonomy_source import find_taxonomy
        from gaapgraph.document.encoding import load
        from gaapgraph.dts import FolderShelf
        from gaapgraph.reader.oim import read_csv_report, read_json_report
        from gaapgraph.reader.oim.csv_metadata import list_csv_references
        from gaapgraph.reader.oim.json_report import list_references
        from gaapgraph.reader.xbrl import assemble_report

        data, name = load(source.path, most_in_line=None), source.path.name
        folder = context.folder or source.path.parent
        kind = _TYPE.search(source.head_text)
        if kind is not None and kind[1] == "csv":
            shelf = FolderShelf(source.path.parent)
            references = list_csv_references(data, name, shelf.read)
            taxonomy = find_taxonomy(references, source.path, folder, context)
            reported, documents = read_csv_report(data, name, shelf.read, taxonomy.find)
            yield replace(assemble_report(reported, documents[0], taxonomy), documents=documents[1:])
            return
        taxonomy = find_taxonomy(list_references(data, name), source.path, folder, context)
        reported, document = read_json_report(data, name, taxonomy.find)
        yield assemble_report(reported, document, taxonomy)


READER = _OimReader()
