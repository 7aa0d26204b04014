"""What an element of inline XBRL holds: its text, or its markup as text, with its continuations, without exclusions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from gaapgraph.iri import resolve_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

__all__ = ["read_markup", "read_text"]

_XHTML = "{http://www.w3.org/1999/xhtml}"
_INLINE = ("{http://www.xbrl.org/2013/inlineXBRL}", "{http://www.xbrl.org/2008/inlineXBRL}")
_TAG = re.compile("<[^>]*>")
_ATTRIBUTE = re.compile(r' ([^\s=]+)="([^"]*)"')
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_QUOTED = str.maketrans({"&": "&amp;", '"': "&quot;"})
_EMPTY = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "command",
        "embed",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_LINKS = frozenset(
    {"href", "src", "longdesc", "usemap", "cite", "background", "classid", "codebase", "data", "profile"}
)


def read_text(chain: Iterable[_Element]) -> str:
    """Return the text of an element and its continuations; white space stays as it is.

    Args:
        chain: The element, then its continuations in order.
    """
    return "".join(part for element in chain for part in _walk_text(element))


def _walk_text(element: _Element) -> Iterator[str]:
    if next(element.iter("{*}exclude"), None) is None:
        yield "".join(map(str, element.itertext()))
        return
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if _is_excluded(node):
                walk.skip_subtree()
            else:
                yield node.text or ""
        elif node is not element:
            yield node.tail or ""


def read_markup(chain: Iterable[_Element]) -> str:
    """Return the content of an element and its continuations as escaped markup (`escape="true"`).

    Elements of inline XBRL leave their content alone; those of XHTML have no prefix; attributes stand in the order of
    their names. Relative links are resolved where the page has a base.

    Source: Inline XBRL 1.1 §12.1.2.
    """
    return "".join(_markup(element) for element in chain)


def _markup(element: _Element) -> str:
    if not len(element):
        return (element.text or "").translate(_ESCAPES)
    if element.nsmap.get(None) == _XHTML[1:-1]:
        try:
            return _rewrite_markup(element)
        except _UnusualError:
            pass
    return "".join(_walk_markup(element))


class _UnusualError(Exception):
    """A tag means something that it does not tell by itself."""


def _rewrite_markup(element: _Element) -> str:
    """Return the content of an element by its tags, of which a page has few kinds and each of them thousands of times.

    Raises:
        _UnusualError: There are exclusions, links, namespaces besides XHTML or the like, which ask for a walk.
    """
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    text = text[text.index(">") + 1 : text.rindex("<")]
    if "&#" in text:
        raise _UnusualError
    prefixes = tuple(str(prefix) for prefix, space in element.nsmap.items() if f"{{{space}}}" in _INLINE)
    return _TAG.sub(lambda match: _rewrite_tag(match[0], prefixes), text)


@lru_cache(maxsize=16384)
def _rewrite_tag(tag: str, inline: tuple[str, ...]) -> str:
    """Return a tag as it is to stand; nothing for one of inline XBRL.

    Args:
        tag: As libxml2 writes it.
        inline: The prefixes of inline XBRL.
    """
    name = tag.strip("</>").partition(" ")[0]
    prefix, _, local = name.rpartition(":")
    if prefix in inline and local != "exclude":
        return ""
    attributes = sorted(_ATTRIBUTE.findall(tag))
    if prefix or name[0] in "!?" or "&lt;" in tag or "&gt;" in tag:
        raise _UnusualError
    if any(key in _LINKS or ":" in key or key == "xmlns" for key, _ in attributes):
        raise _UnusualError
    if tag.startswith("</"):
        return tag
    start = f"<{name}" + "".join(f' {key}="{value}"' for key, value in attributes)
    if not tag.endswith("/>"):
        return f"{start}>"
    return f"{start}/>" if name in _EMPTY else f"{start}></{name}>"


def _walk_markup(element: _Element) -> Iterator[str]:
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        is_inner, tag = node is not element, node.tag
        is_markup = is_inner and not tag.startswith(_INLINE)
        if event == "start":
            if is_inner and not is_markup and tag.endswith("}exclude"):
                walk.skip_subtree()
                continue
            if is_markup:
                yield _open(node, tag)
            if node.text:
                yield node.text.translate(_ESCAPES)
        elif is_inner:
            if is_markup and (len(node) or node.text or not _is_void(tag)):
                yield f"</{_name(tag, node)}>"
            if node.tail:
                yield node.tail.translate(_ESCAPES)


def _is_excluded(element: _Element) -> bool:
    return element.tag.endswith("}exclude") and element.tag.startswith(_INLINE)


def _open(element: _Element, tag: str) -> str:
    items = [(str(key), str(value)) for key, value in element.items()]
    if tag.startswith(_XHTML) and not any(key in _LINKS or key.startswith("{") for key, _ in items):
        start = _open_plain(tag, tuple(items))
    else:
        pairs = ((_name(key, element), _resolve(element, key, value)) for key, value in sorted(items))
        start = f"<{_name(tag, element)}" + "".join(f' {key}="{value.translate(_QUOTED)}"' for key, value in pairs)
    return start + ("/>" if not len(element) and not element.text and _is_void(tag) else ">")


@lru_cache(maxsize=4096)  # a page has few styles, and each of them thousands of times
def _open_plain(tag: str, items: tuple[tuple[str, str], ...]) -> str:
    attributes = "".join(f' {key}="{value.translate(_QUOTED)}"' for key, value in sorted(items))
    return f"<{tag.removeprefix(_XHTML)}{attributes}"


def _is_void(tag: str) -> bool:
    return tag.startswith(_XHTML) and tag.removeprefix(_XHTML) in _EMPTY


def _name(tag: str, element: _Element) -> str:
    """Return a name as it is written where XHTML is the default namespace."""
    if tag.startswith(_XHTML):
        return tag.removeprefix(_XHTML)
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].rpartition("}")
    if namespace == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{local}"
    prefix = next((prefix for prefix, space in element.nsmap.items() if space == namespace and prefix), None)
    return local if prefix is None else f"{prefix}:{local}"


def _resolve(element: _Element, key: str, value: str) -> str:
    if key not in _LINKS:
        return value
    base = next((one.get(_BASE) for one in (element, *element.iterancestors()) if one.get(_BASE)), None)
    if base is None:
        found = element.getroottree().getroot().find(f"{_XHTML}head/{_XHTML}base")
        base = None if found is None else found.get("href")
    return resolve_address(base, value) if base else value
