"""Whether a text is markup: notes and members of dimensions may be either, and a graph keeps both as text."""

from __future__ import annotations

from typing import Any

from lxml import etree

__all__ = ["is_xhtml", "parse_markup"]

_XHTML = "{http://www.w3.org/1999/xhtml}"


def parse_markup(text: str) -> Any | None:
    """Return an element with the content of a fragment of XML, or None where it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(f"<fragment>{text}</fragment>", parser)
    except etree.XMLSyntaxError:
        return None


def is_xhtml(text: str) -> bool:
    """Say whether a text is XHTML: a fragment of XML whose elements all say so by their namespace.

    >>> is_xhtml('<p xmlns="http://www.w3.org/1999/xhtml">due</p>'), is_xhtml("<p>due</p>"), is_xhtml("due")
    (True, False, False)
    """
    root = parse_markup(text) if "<" in text else None
    return (
        root is not None and len(root) > 0 and all(str(one.tag).startswith(_XHTML) for one in root.iterdescendants("*"))
    )
