"""Metadata of xBRL-CSV: a file and those that it extends, as one object."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from gaapgraph.errors import ReadError
from gaapgraph.model import Document
from gaapgraph.reader.oim.csv_rule import as_mapping
from gaapgraph.reader.oim.json_report import list_taxonomy, load_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gaapgraph.model import Reference

__all__ = ["Metadata", "list_csv_references", "read_metadata"]

_EXTENSIBLE = frozenset(
    {
        "namespaces",
        "linkTypes",
        "linkGroups",
        "features",
        "final",
        "tableTemplates",
        "tables",
        "dimensions",
        "parameters",
    }
)
_LONGEST_CHAIN = 50
_MEND = "give the metadata of a report of OIM 1.0 with its tables beside it"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report's metadata say together.

    Attributes:
        content: One object; what an extending file may add to those that it extends is added.
        documents: The files, that of the report first.
        faults: Where a file says otherwise than one that it extends, each a sentence without its full stop.
    """

    content: dict[str, Any]
    documents: tuple[Document, ...]
    faults: tuple[str, ...]


def read_metadata(data: bytes, name: str, fetch: Callable[[str], bytes | None]) -> Metadata:
    """Return the metadata of a report.

    Args:
        data: The file of the report.
        name: Its name.
        fetch: Returns the bytes of a file by its path from there, or None where there is none.

    Raises:
        ReadError: It is no metadata, or what it extends is missing.

    Source: xBRL-CSV 1.0, metadata and their extension.
    """
    chain = _Chain(fetch)
    content = chain.load(data, name, ())
    return Metadata(content, tuple(chain.documents), tuple(chain.faults))


def list_csv_references(data: bytes, name: str, fetch: Callable[[str], bytes | None]) -> list[Reference]:
    """Return what the metadata of a report name of its taxonomy, those that they extend included.

    Raises:
        ReadError: As with `read_metadata`.
    """
    return list_taxonomy(read_metadata(data, name, fetch).content["documentInfo"])


class _Chain:
    """Loads files of metadata, each once."""

    def __init__(self, fetch: Callable[[str], bytes | None]) -> None:
        self._fetch = fetch
        self.documents: list[Document] = []
        self.faults: list[str] = []

    def load(self, data: bytes, name: str, around: tuple[str, ...]) -> dict[str, Any]:
        """Return what a file says with what it extends.

        Args:
            data: Its bytes.
            name: Its path from the file of the report.
            around: The files that lead to it.
        """
        content = load_json(data, name)
        info = content.get("documentInfo")
        if not isinstance(info, dict):
            raise ReadError("has no documentInfo", where=name, mend=_MEND)
        self.documents.append(Document(name, sha256(data).hexdigest(), "application/json"))
        if around:
            info["taxonomy"] = [_resolve(name, str(one)) for one in _list(info.get("taxonomy"))]
        for url in map(str, _list(info.get("extends"))):
            path = _resolve(name, url)
            if path in (*around, name) or len(around) > _LONGEST_CHAIN:
                raise ReadError(f"extends {url[:60]!r}, which leads back to it", where=name, mend="end the chain")
            if any(one.file_name == path for one in self.documents):
                continue
            base = self._fetch(path)
            if base is None:
                raise ReadError(f"extends {url[:60]!r}, which is missing", where=name, mend=_MEND)
            self._merge(content, self.load(base, path, (*around, name)), path)
        return content

    def _merge(self, content: dict[str, Any], base: dict[str, Any], name: str) -> None:
        own, other = content["documentInfo"], base["documentInfo"]
        if own.get("documentType") != other.get("documentType"):
            self.faults.append(f"The report is of another document type than {name}, which it extends")
        final = {str(key) for key, value in as_mapping(other.get("final")).items() if value is True}
        faults = [
            *_merge_objects(own, {**other, "documentType": own.get("documentType"), "extends": None}, final),
            *_merge_objects(content, {**base, "documentInfo": own}, final),
        ]
        self.faults += [f"The report {fault} {name}, which it extends" for fault in faults]


def _merge_objects(own: dict[str, Any], other: Mapping[str, Any], final: set[str]) -> Iterator[str]:
    """Add what an extended object states to the one that extends it, and yield where the two do not go together."""
    for key in sorted(final & own.keys() - other.keys()):
        yield f"states {key}, which is final in"
    for key, value in other.items():
        stated = own.get(key)
        if value is None or stated == value:
            continue
        if key == "taxonomy":
            own[key] = [*_list(stated), *(one for one in _list(value) if one not in _list(stated))]
        elif stated is None:
            own[key] = value
        elif key in _EXTENSIBLE and isinstance(stated, dict) and isinstance(value, dict):
            if key in final and stated.keys() - value.keys():
                yield f"adds to {key}, which is final in"
            if any(one in stated and stated[one] != told for one, told in value.items()):
                yield f"states {key} otherwise than"
            own[key] = {**value, **stated}
        else:
            yield f"states {key} otherwise than"


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _resolve(name: str, url: str) -> str:
    """Return the path from the file of the report to what a file names.

    >>> _resolve("base/metadata.json", "../other.json"), _resolve("base/metadata.json", "http://example.com/a.xsd")
    ('other.json', 'http://example.com/a.xsd')
    """
    return url if ":" in url else posixpath.normpath(posixpath.join(posixpath.dirname(name), url))
