"""What is known and cannot be read: refused by its name in one line, so that it is never read as something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.errors import ReadError
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gaapgraph.build.origin import Source
    from gaapgraph.build.protocol import Context
    from gaapgraph.model import Report

__all__ = ["KINDS", "READER", "Kind"]

_PAGE = "give the release or its statements as text, Markdown or HTML"
_NOT_YET = f"gaapgraph reads no such file yet; {_PAGE}"
_RDF = re.compile(r"\.(?:nq|nt|ttl|trig)(?:\.gz)?$", re.IGNORECASE)
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_MAGIC: dict[bytes, tuple[str, str]] = {
    b"%PDF": ("a PDF", f"print it to text first, for example with pdftotext -layout, or {_PAGE}"),
    b"%!PS": ("a PostScript file", _PAGE),
    b"\x89PNG": ("an image (PNG)", _PAGE),
    b"\xff\xd8\xff": ("an image (JPEG)", _PAGE),
    b"GIF8": ("an image (GIF)", _PAGE),
    b"II*\x00": ("an image (TIFF)", _PAGE),
    b"MM\x00*": ("an image (TIFF)", _PAGE),
    b"BM": ("an image (BMP)", _PAGE),
    b"RIFF": ("an image or recording (RIFF)", _PAGE),
    b"\xd0\xcf": ("an old Office document", f"save it as HTML, or {_PAGE}"),
    b"{\\rtf": ("a document in RTF", f"save it as HTML, or {_PAGE}"),
    b"\x1f\x8b": ("packed with gzip", "unpack it first"),
    b"BZh": ("packed with bzip2", "unpack it first"),
    b"\xfd7zXZ": ("packed with xz", "unpack it first"),
    b"7z\xbc\xaf": ("packed with 7-Zip", "unpack it first"),
    b"SQLite format 3": ("a database (SQLite)", _PAGE),
    b"PAR1": ("a Parquet file", _PAGE),
    b"\x7fELF": ("a program (a binary file)", _PAGE),
}
_ROOTS = {
    "xbrl": "an XBRL instance",
    "schema": "an XML schema, such as that of an XBRL taxonomy",
    "linkbase": "a linkbase of an XBRL taxonomy",
    "rdf": "RDF in XML",
    "svg": "an image (SVG)",
}
_LEADING_BYTES = 4096


@frozen(kw_only=True)
class Kind:
    """One thing that a source may be and that cannot be read.

    Attributes:
        test: Returns its name with an article, or None where the source is something else.
        mend: What can be done instead; empty where the format has its own words.
    """

    test: Callable[[Source], str | None]
    mend: str


def _test_folder(source: Source) -> str | None:
    return "a folder, and no filing" if source.is_folder else None


def _test_zip(source: Source) -> str | None:
    if not source.is_zip:
        return None
    names = source.members
    if "[Content_Types].xml" in names:
        return "an Office document"
    if any(name.lower().endswith((".xsd", ".xbrl")) for name in names):
        return "a zip of XBRL files without a report"
    return "a zip that is no data set of the SEC" if names else "an empty zip"


def _test_magic(source: Source) -> str | None:
    found = next((name for magic, (name, _) in _MAGIC.items() if source.head.startswith(magic)), None)
    # two letters are little evidence: text may begin so, a bitmap has zeros in its head
    return None if found == "an image (BMP)" and b"\x00" not in source.head[:32] else found


def _test_xml(source: Source) -> str | None:
    is_declared = source.head_text.lstrip().startswith("<?xml")
    if source.root in _ROOTS and (is_declared or "xmlns" in source.head_text):
        return _ROOTS[source.root]
    return f"XML, with <{source.root}> as its root" if is_declared and source.root not in ("html", "") else None


def _test_json(source: Source) -> str | None:
    if not _JSON.match(source.head_text):
        return None
    head = source.head_text
    if re.search(r'"cik"\s*:', head) and re.search(r'"facts"\s*:', head):
        return "the SEC's companyfacts (JSON)"
    return "JSON"


def _test_table_of_set(source: Source) -> str | None:
    """Tell a single table of a data set: read as a release it would give its numbers other meanings."""
    first = source.head_text.partition("\n")[0].rstrip("\r").split("\t")
    is_one = {"adsh", "tag"} <= set(first) or {"adsh", "cik", "name"} <= set(first) or first[:2] == ["tag", "version"]
    return "one table of a data set of the SEC" if is_one else None


def _test_binary(source: Source) -> str | None:
    is_wide = source.head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "binary, not text" if not is_wide and b"\x00" in source.head[:_LEADING_BYTES] else None


KINDS = (
    Kind(test=_test_folder, mend="name the document in it"),
    Kind(
        test=lambda source: "RDF already" if _RDF.search(source.path.name) else None,
        mend="ask it, check it, or query it as it is",
    ),
    Kind(test=_test_zip, mend="unpack it and give the document in it"),
    Kind(test=_test_magic, mend=""),
    Kind(test=_test_xml, mend=_NOT_YET),
    Kind(test=_test_json, mend=_NOT_YET),
    Kind(test=_test_table_of_set, mend="give the folder or the zip that it stands in"),
    Kind(test=_test_binary, mend=_PAGE),
)


class _UnreadableReader:
    name = "something that cannot be read"

    def recognises(self, source: Source) -> bool:
        """Say whether it is of a kind that is known and cannot be read."""
        return any(kind.test(source) is not None for kind in KINDS)

    def read(self, source: Source, context: Context) -> Iterator[Report]:
        """Refuse the source by its name.

        Raises:
            ReadError: Always.
        """
        for kind in KINDS:
            name = kind.test(source)
            if name is not None:
                mend = kind.mend or dict(_MAGIC.values())[name]
                raise ReadError(f"is {name}", where=str(source.path), mend=mend)
        yield from ()


READER = _UnreadableReader()
