"""Expanded names to IRIs: without a version where a standard taxonomy has them, and never losing the exact name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.model import QName, namespace_iri
from gaapgraph.taxonomy import find_family
from gaapgraph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

__all__ = ["NameBook", "resolve_name"]

_LONGEST_PREFIX = 60


class NameBook:
    """Names what one document uses; two versions of one standard taxonomy in it are not mixed up.

    The first version met has the version-free names; names of any other keep the publisher's own IRI.
    """

    def __init__(self) -> None:
        self._starts: dict[str, str] = {}
        self._families: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        self._spaces: dict[str, str] = {}
        self._mentioned: set[str] = set()
        self._names: dict[str, QName] = {}

    def iri(self, name: QName) -> str:
        """Return the IRI of a concept, axis or member."""
        start = self._starts.get(name.namespace)
        if start is None:
            start = self._starts[name.namespace] = self._find_start(name.namespace)
        iri = start + name.local
        self._names[iri] = name
        return iri

    def name(self, iri: str) -> QName | None:
        """Return the exact name that an IRI was made of here."""
        return self._names.get(iri)

    def find_locals(self, names: tuple[str, ...]) -> set[str]:
        """Return the IRIs given here whose local name is one of some."""
        return {iri for iri, name in self._names.items() if name.local in names}

    def match(self, iri: str) -> tuple[str, ...]:
        """Return the publisher's IRI where it is another: what a concept's `exact_matches` are."""
        name = self._names.get(iri)
        return () if name is None or name.iri == iri else (name.iri,)

    def learn(self, prefixes: Mapping[str | None, str]) -> None:
        """Note how a document abbreviates namespaces; the first prefix of a namespace stays."""
        for prefix, namespace in prefixes.items():
            if prefix:
                self._prefixes.setdefault(namespace, prefix)
                self._spaces.setdefault(prefix, namespace)

    def find_own(self, text: str, element: _Element) -> dict[str | None, str] | None:
        """Return the prefix of what may be a QName, where its element declares it and the document does not."""
        prefix, colon, rest = text.strip().partition(":")
        if not colon or not rest or len(prefix) > _LONGEST_PREFIX:
            return None
        namespace = element.nsmap.get(prefix)
        return None if namespace in (None, self._spaces.get(prefix)) else {prefix: namespace}

    def qualify(self, text: str, prefixes: Mapping[str | None, str] | None = None) -> str | None:
        """Return a QName that is a value, with the prefix that `namespaces` gives for its namespace.

        Args:
            text: As it stands there.
            prefixes: Those that are declared for this value and not for the document.

        Returns:
            None where it has no prefix, or one that is declared nowhere.
        """
        prefix, colon, local = text.strip().rpartition(":")
        namespace = (prefixes or {}).get(prefix, self._spaces.get(prefix))
        if not colon or namespace is None:
            return None
        if namespace not in self._prefixes:
            number, wanted = 1, prefix
            while self._spaces.setdefault(wanted, namespace) != namespace:
                number += 1
                wanted = f"{prefix}{number}"
            self._prefixes[namespace] = wanted
        self._mentioned.add(namespace)
        return f"{self._prefixes[namespace]}:{local}"

    @property
    def versions(self) -> tuple[str, ...]:
        """The namespaces of the versions of standard taxonomies that were met."""
        return tuple(sorted(space for space in self._starts if find_family(space) is not None))

    @property
    def namespaces(self) -> tuple[tuple[str, str], ...]:
        """Pairs of prefix and start of the IRIs that were given, as `Report.namespaces` has them.

        A standard taxonomy has its usual prefix, all others that of the document; so have those that values name.
        """
        found: dict[str, str] = {}
        for space, start in sorted(self._starts.items()):
            family = find_family(space)
            prefix = family if family and self._families.get(family) == space else self._prefixes.get(space, "")
            if prefix and prefix not in found:
                found[prefix] = start
        for space in sorted(self._mentioned):
            found.setdefault(self._prefixes[space], namespace_iri(space))
        return tuple(sorted(found.items()))

    def _find_start(self, namespace: str) -> str:
        family = find_family(namespace)
        if family is not None and self._families.setdefault(family, namespace) == namespace:
            return f"{BASE}{family}/"
        return namespace_iri(namespace)


def resolve_name(text: str, element: _Element) -> QName | None:
    """Return the name that a QName in the content of an element means; None where its prefix is not declared."""
    prefix, colon, local = text.strip().rpartition(":")
    namespace = element.nsmap.get(prefix if colon else None)
    if namespace is None:
        return None if colon or not local else QName("", local)
    return QName(namespace, local) if local else None
