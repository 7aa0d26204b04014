"""Expanded names of XML, and the IRIs by which their publishers' names are told apart in RDF."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from gaapgraph.vocabulary import BASE

__all__ = ["QName", "namespace_iri"]

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
_FOREIGN = f"{BASE}namespace/"


class QName(NamedTuple):
    """A name in a namespace (Namespaces in XML 1.0, expanded name)."""

    namespace: str
    local: str

    @property
    def iri(self) -> str:
        """The publisher's own IRI: namespace, `#`, local name.

        >>> QName("http://fasb.org/us-gaap/2024", "Revenues").iri
        'http://fasb.org/us-gaap/2024#Revenues'
        """
        return namespace_iri(self.namespace) + self.local

    @classmethod
    def of_iri(cls, iri: str) -> QName:
        """Return the name that `iri` was made of.

        >>> QName.of_iri("http://fasb.org/us-gaap/2024#Revenues")
        QName(namespace='http://fasb.org/us-gaap/2024', local='Revenues')
        """
        namespace, _, local = iri.partition("#")
        if namespace.startswith(_FOREIGN):
            return cls(unquote(namespace.removeprefix(_FOREIGN)), local)
        return cls(namespace.replace("%23", "#"), local)

    @classmethod
    def of_tag(cls, tag: str) -> QName:
        """Return the name that lxml writes in Clark's notation, `{namespace}local`."""
        namespace, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
        return cls(namespace, local)


def namespace_iri(namespace: str) -> str:
    """Return the start of the IRIs of a namespace's names; one that is no absolute IRI stands under our own.

    >>> namespace_iri("http://fasb.org/us-gaap/2024"), namespace_iri("abc")
    ('http://fasb.org/us-gaap/2024#', 'https://w3id.org/gaapgraph/namespace/abc#')
    """
    if not _ABSOLUTE.match(namespace) or namespace.startswith(_FOREIGN):
        return f"{_FOREIGN}{quote(namespace, safe='')}#"
    return namespace.replace("#", "%23") + "#"
