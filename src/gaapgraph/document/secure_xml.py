"""XML of others, read without entities, document types and network, and within bounds."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from lxml import etree

from gaapgraph.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element, _ElementTree

__all__ = ["MOST_BYTES", "find_line", "iterate_xml", "parse_xml", "refuse_doctype"]

MOST_BYTES = 2 * 1024**3
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "huge_tree": False,
    "remove_pis": True,
}
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_SAFE = "save it without a document type declaration"


def iterate_xml(stream: BinaryIO, where: str, events: tuple[str, ...]) -> Iterator[tuple[str, _Element]]:
    """Yield the events of a parse, bounded as `parse_xml` is.

    Raises:
        ReadError: It is not well-formed, or larger or deeper than any report.
    """
    with _explain(where):
        yield from etree.iterparse(stream, events=events, **_OPTIONS)


def parse_xml(data: bytes, where: str, base: str = "") -> _ElementTree:
    """Return the tree of a small document, such as a schema.

    Args:
        data: Its bytes.
        where: The file, for errors.
        base: Its address, which `xml:base` in it is relative to.

    Raises:
        ReadError: It is not well-formed, or has a document type declaration.
    """
    refuse_doctype(data[:65536], where)
    with _explain(where):
        root = etree.fromstring(data, etree.XMLParser(**_OPTIONS), base_url=base or where)
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None:
        raise ReadError("has a document type declaration, which XBRL has none of", where=where, mend=_SAFE)
    return tree


def refuse_doctype(head: bytes, where: str) -> None:
    """Refuse a document type declaration: what it could declare are entities.

    Raises:
        ReadError: There is one.
    """
    if _DOCTYPE.search(head.replace(b"\x00", b"")):
        raise ReadError("has a document type declaration, which XBRL has none of", where=where, mend=_SAFE)


def find_line(element: _Element) -> int:
    """Return the line that an element starts in; 0 where it is not known."""
    line: object = element.sourceline  # the stubs do not know its type
    return line if isinstance(line, int) else 0


@contextmanager
def _explain(where: str) -> Iterator[None]:
    try:
        yield
    except etree.XMLSyntaxError as exc:
        reason = " ".join(str(exc.msg or exc).split())[:160]
        raise ReadError(f"is not XML that can be read ({reason})", where=where, mend="fetch it again") from exc
    except (LookupError, UnicodeError, ValueError) as exc:
        raise ReadError(
            f"has text in an encoding that is not known ({exc})", where=where, mend="save it in UTF-8"
        ) from exc
