"""Whether a file is one that the program could have written: what tells each kind of output apart."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from pyoxigraph import NamedNode, RdfFormat, parse

from gaapgraph.errors import InputError
from gaapgraph.vocabulary import GG

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Quad, Triple

__all__ = [
    "FILING_MARK",
    "FORMATS",
    "MARK",
    "find_format",
    "is_check_text",
    "is_filing",
    "is_json",
    "is_page",
    "is_picture",
    "is_rdf",
    "is_table",
    "is_workbook",
    "mark_png",
    "open_rdf",
    "starts_as",
]

FORMATS = {
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
}
FILING_MARK = "written by gaapgraph"
MARK = '<meta name="generator" content="gaapgraph">'
_OIM, _TABLES = b'"https://xbrl.org/2021/xbrl-', (b"id,concept,entity,period,", b"id,language,value")
_HEAD = 4096
_STATEMENTS = 5000
_VALIDATION = "http://www.w3.org/ns/shacl#ValidationReport"
_VERDICT = re.compile(rb"(?:.*: )?(?:conforms|does not conform|no verdict): ")
_PNG, _PNG_HEAD = b"\x89PNG\r\n\x1a\n", 33  # the signature and IHDR, behind which further chunks may stand
_PNG_MARK = b"\x00\x00\x00\x12tEXtSoftware\x00gaapgraph"  # length, type, keyword and text of a chunk


def find_format(path: Path) -> str:
    """Return the extension that names the format of an RDF file, without `.gz`.

    Raises:
        InputError: The extension names no format that is written or loaded here.

    >>> find_format(Path("release.trig.gz"))
    '.trig'
    """
    name = path.name.lower().removesuffix(".gz")
    extension = Path(name).suffix
    if extension not in FORMATS:
        raise InputError(
            "the extension names no RDF format",
            where=str(path),
            mend=f"use one of {' '.join(FORMATS)}, with or without .gz",
        )
    return extension


def open_rdf(path: Path) -> BinaryIO:
    """Open an RDF file for reading as bytes, unpacked where its name ends in `.gz`."""
    if path.suffix.lower() != ".gz":
        return path.open("rb")
    import gzip

    return cast("BinaryIO", gzip.open(path))


def is_rdf(path: Path, rdf_format: RdfFormat) -> bool:
    """Say whether a file is RDF in a format and speaks of reports, or is a validation report."""
    with suppress(SyntaxError, OSError, EOFError), open_rdf(path) as stream:
        return any(_is_ours(statement) for statement in islice(parse(stream, format=rdf_format), _STATEMENTS))
    return False


def _is_ours(statement: Quad | Triple) -> bool:
    terms = (statement.predicate, statement.object)
    return any(
        isinstance(term, NamedNode) and (term.value.startswith(GG.iri) or term.value == _VALIDATION) for term in terms
    )


def is_page(path: Path) -> bool:
    """Say whether a file is HTML that names this program as its generator."""
    return MARK.encode() in _read_head(path)


def is_picture(path: Path) -> bool:
    """Say whether a file is an SVG or PNG that names this program."""
    head = _read_head(path)
    return (head.startswith(_PNG) and _PNG_MARK in head) or (b"<svg" in head and b'data-generator="gaapgraph"' in head)


def mark_png(image: bytes) -> bytes:
    """Return a PNG that names this program as its software.

    Source: PNG (third edition), §11.3.3 tEXt.
    """
    from zlib import crc32

    chunk = _PNG_MARK + crc32(_PNG_MARK[4:]).to_bytes(4, "big")
    return image[:_PNG_HEAD] + chunk + image[_PNG_HEAD:]


def is_workbook(path: Path) -> bool:
    """Say whether a file is a workbook whose properties name this program as its author."""
    from zipfile import BadZipFile, ZipFile

    with suppress(BadZipFile, OSError, KeyError), ZipFile(path) as packed:
        return b"gaapgraph" in packed.read("docProps/core.xml")
    return False


def is_filing(path: Path) -> bool:
    """Say whether a file is of XBRL, or a package of such, that names this program."""
    from zipfile import BadZipFile, ZipFile

    with suppress(BadZipFile, OSError), ZipFile(path) as packed:
        return packed.comment == FILING_MARK.encode()
    head = _read_head(path)
    return FILING_MARK.encode() in head or head.startswith(_TABLES) or (b"{" in head[:1] and _OIM in head)


def is_table(path: Path) -> bool:
    """Say whether a file is a table in Parquet whose schema, at its end, names this program."""
    with path.open("rb") as stream:
        is_parquet = stream.read(4) == b"PAR1"
        stream.seek(max(path.stat().st_size - 65_536, 0))
        return is_parquet and FILING_MARK.encode() in stream.read()


def is_json(*keys: str) -> Callable[[Path], bool]:
    """Return what says whether a file is JSON that starts with these keys, in any order, or an empty list."""

    def test(path: Path) -> bool:
        head = _read_head(path)
        return head.strip() == b"[]" or all(f'"{key}"'.encode() in head for key in keys)

    return test


def is_check_text(path: Path) -> bool:
    """Say whether the first line of a file is a verdict."""
    return _VERDICT.match(_read_head(path)) is not None


def starts_as(content: str) -> Callable[[Path], bool]:
    """Return what says whether a file has the first line of a content: CSV and tables have no mark of their own."""
    first = content.partition("\n")[0].strip()
    return lambda path: first == _read_head(path).decode("utf-8", "replace").partition("\n")[0].strip()


def _read_head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD)
