"""Instances of XBRL 2.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.build.origin import Source
    from gaapgraph.build.protocol import Context
    from gaapgraph.model import Report

__all__ = ["READER"]


class _InstanceReader:
    name = "an XBRL instance"

    def recognises(self, source: Source) -> bool:
        """Say whether its root is `xbrl` in the namespace of instances."""
        return source.root == "xbrl" and "http://www.xbrl.org/2003/instance" in source.head_text

    def read(self, source: Source, context: Context) -> Iterator[Report]:
        """Yield the one report of the instance."""
        from gaapgraph.build.filing_record import date_report
        from gaapgraph.build.taxonomy_source import find_taxonomy
        from gaapgraph.document.secure_xml import refuse_doctype
        from gaapgraph.reader.xbrl import assemble_report
        from gaapgraph.reader.xbrl.instance import read_instance

        refuse_doctype(source.head, str(source.path))
        reported, document = read_instance(source.path)
        folder = context.folder or source.path.parent
        taxonomy = find_taxonomy(reported.references, source.path, folder, context)
        yield date_report(assemble_report(reported, document, taxonomy), folder)


READER = _InstanceReader()
