"""Where schemas and linkbases are found, offline: beside the document, and in the packages that were given."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from gaapgraph.document.secure_xml import parse_xml
from gaapgraph.errors import ReadError
from gaapgraph.iri import parse_address, resolve_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.dts.shelf import Shelf

__all__ = ["Library", "join_address", "split_address"]

_HOST = ".shelf.invalid"  # a name that no network has (RFC 6761), so that relative addresses resolve as any others
_CATALOG = "META-INF/catalog.xml"


class Library:
    """Finds what an address names.

    Args:
        filing: The folder or zip of the document; None where it stands alone.
        packages: In the order in which they are looked through.
    """

    def __init__(self, filing: Shelf | None, packages: Sequence[Shelf] = ()) -> None:
        self._filing = filing
        self._shelves = [*([] if filing is None else [filing]), *packages]
        self._first = 0 if filing is None else 1
        self.used: dict[str, tuple[str, str]] = {}

    def address(self, name: str, shelf: int = 0) -> str:
        """Return the address of a file of a shelf; the filing is the first."""
        return f"http://{shelf}{_HOST}/{quote(name)}"

    def find(self, address: str) -> bytes | None:
        """Return what an address names, or None where nothing at hand has it.

        Raises:
            ReadError: It is at hand and cannot be taken.
        """
        for shelf, name in self._candidates(address.partition("#")[0]):
            data = shelf.read(name)
            if data is not None:
                self.used[address] = (shelf.where, name)
                return data
        return None

    def describe(self, address: str) -> str:
        """Return an address as people know it: the name of a file of the filing, else the URL."""
        parts = parse_address(address)
        return unquote(parts.path).lstrip("/") if (parts.hostname or "").endswith(_HOST) else address

    def _candidates(self, address: str) -> list[tuple[Shelf, str]]:
        parts = parse_address(address)
        host, path = parts.hostname or "", unquote(parts.path).lstrip("/")
        if host.endswith(_HOST):
            number = host.removesuffix(_HOST)
            known = number.isdecimal() and int(number) < len(self._shelves)
            return [(self._shelves[int(number)], path)] if known else []
        found = [
            (shelf, posixpath.normpath(prefix + address[len(start) :]))
            for start, prefix, shelf in self._catalog
            if address.startswith(start)
        ]
        written = parts.netloc.rpartition("@")[2]  # folders of caches keep the case that a host is written in
        for name in dict.fromkeys((written, host)):
            found += self._find_by_path(f"{name}/{path}" if name else path)
        if self._filing is not None and path:
            found.append((self._filing, posixpath.basename(path)))
        return found

    @cached_property
    def _catalog(self) -> list[tuple[str, str, Shelf]]:
        """Start of the addresses, start of the paths and shelf of each rewriting rule, the longest first."""
        found = []
        for shelf in self._shelves[self._first :]:
            for name in shelf.names:
                if name == _CATALOG or name.endswith(f"/{_CATALOG}"):
                    found += [(start, prefix, shelf) for start, prefix in _read_catalog(shelf, name)]
        return sorted(found, key=lambda rule: -len(rule[0]))

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[Shelf, str]]]:
        found = defaultdict(list)
        for shelf in self._shelves[self._first :]:
            for name in shelf.names:
                found[posixpath.basename(name)].append((shelf, name))
        return found

    def _find_by_path(self, path: str) -> list[tuple[Shelf, str]]:
        """Return files of packages where no rule is needed: one path ends as the other does."""
        wanted = path.split("/")
        return [
            (shelf, name)
            for shelf, name in self._by_name.get(wanted[-1], ())
            if _is_end(wanted, name.split("/")) or _is_end(name.split("/"), wanted)
        ]


def split_address(address: str) -> tuple[str, str]:
    """Return an address without its fragment, and the fragment."""
    plain, _, fragment = address.partition("#")
    return plain, fragment


@lru_cache(maxsize=65536)
def join_address(base: str, reference: str) -> str:
    """Return the address that a reference means in a document; one that is none is returned as it is."""
    stripped = reference.strip()
    if stripped.startswith(("http://", "https://")):
        return stripped
    return resolve_address(base, stripped)


def _is_end(long: list[str], short: list[str]) -> bool:
    return len(short) > 1 and long[-len(short) :] == short


def _read_catalog(shelf: Shelf, name: str) -> list[tuple[str, str]]:
    data = shelf.read(name)
    try:
        root = parse_xml(data or b"", f"{shelf.where}/{name}").getroot()
    except ReadError:
        return []
    folder = posixpath.dirname(name)
    rules = root.iterchildren("{urn:oasis:names:tc:entity:xmlns:xml:catalog}rewriteURI")
    pairs = ((rule.get("uriStartString", ""), rule.get("rewritePrefix", "")) for rule in rules)
    return [(start, _join(folder, prefix)) for start, prefix in pairs if start]


def _join(folder: str, prefix: str) -> str:
    path = posixpath.normpath(posixpath.join(folder, prefix))
    return "" if path == "." else path + ("/" if prefix.endswith("/") or not prefix else "")
