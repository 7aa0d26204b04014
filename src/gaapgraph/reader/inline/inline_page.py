"""One page of inline XBRL: bytes to a tree, within bounds, and what its elements are called."""

from __future__ import annotations

import re
from dataclasses import replace
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Any

from lxml import etree

from gaapgraph.document.page_place import PagePlaces
from gaapgraph.errors import ReadError
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from lxml.etree import _Element

    from gaapgraph.model import Place

__all__ = ["INLINE_NAMESPACES", "InlinePage", "find_inline_namespace", "parse_page"]

INLINE_NAMESPACES = ("http://www.xbrl.org/2013/inlineXBRL", "http://www.xbrl.org/2008/inlineXBRL")
_DECLARED = re.compile(rb"xmlns:([\w.-]+)\s*=\s*[\"'](http://www\.xbrl\.org/20\d\d/inlineXBRL)[\"']")
_ELEMENTS = rb":(?:header|nonFraction|nonNumeric|fraction|continuation|footnote|tuple)\b"
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LONGEST_REASON = 160


@frozen(kw_only=True)
class InlinePage:
    """A page of a set.

    Attributes:
        name: Of its file.
        prefix: `{namespace}` of the version of inline XBRL that it is written in.
        root: Of its tree.
        places: Where its elements stand.
        document: Its name again, where it is not the first page of its set.
    """

    name: str
    prefix: str
    root: _Element
    places: PagePlaces
    document: str | None = None

    def place_shown(self, element: _Element, text: str) -> Place:
        """Return the place of an element that shows a text, white space collapsed."""
        return self._own(self.places.place(element, text))

    def place_hidden(self, element: _Element) -> Place:
        """Return the place of an element that is not shown."""
        return self._own(self.places.hidden_place(element))

    def _own(self, place: Place) -> Place:
        return place if self.document is None else replace(place, document=self.document)


def find_inline_namespace(head: bytes, data: bytes | None = None) -> str | None:
    """Return the namespace of inline XBRL of which a page has an element; a page without its tags may still declare it.

    Args:
        head: The start of the page.
        data: All of it, where it is at hand; without it the start alone tells.
    """
    for prefix, namespace in dict.fromkeys(_DECLARED.findall(head)):
        if namespace.decode() not in INLINE_NAMESPACES:
            continue
        if re.search(rb"<" + re.escape(prefix) + _ELEMENTS, head if data is None else data):
            return str(namespace, "ascii")
    return None


def parse_page(data: bytes, name: str, *, is_first: bool = True) -> InlinePage:
    """Return the tree of a page.

    Entities of HTML are taken for their characters; a document type that declares entities of its own is refused, as
    is nesting deeper than 2,048. Nothing is fetched.

    Raises:
        ReadError: The page is no well-formed XML, or has no element of inline XBRL.
    """
    try:
        root = _parse(data)
    except etree.XMLSyntaxError as exc:
        known = _ENTITY.sub(_name_character, data)
        try:
            root = _parse(known if known != data else data)
        except etree.XMLSyntaxError:
            raise ReadError(
                f"is inline XBRL that is no well-formed XML ({_shorten(exc)})",
                where=f"{name}:{exc.lineno or 1}",
                mend="fetch it again from where it was filed; a copy that was tidied up may have lost declarations",
            ) from exc
    document: Any = root.getroottree().docinfo.internalDTD  # the stubs do not know all of it
    if document is not None and next(document.iterentities(), None) is not None:
        raise ReadError("declares entities of its own", where=name, mend="give it with its entities written out")
    namespace = next((one for one in INLINE_NAMESPACES if next(root.iter(f"{{{one}}}*"), None) is not None), None)
    if namespace is None:
        raise ReadError("has no element of inline XBRL", where=name, mend="give the page as it was filed")
    return InlinePage(
        name=name, prefix=f"{{{namespace}}}", root=root, places=PagePlaces(root), document=None if is_first else name
    )


def _parse(data: bytes) -> _Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _name_character(match: re.Match[bytes]) -> bytes:
    name = match[1].decode()
    return match[0] if name in _OF_XML or name not in name2codepoint else b"&#%d;" % name2codepoint[name]


def _shorten(exc: etree.XMLSyntaxError) -> str:
    text = str(exc.msg or exc)
    return text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON]}…"
