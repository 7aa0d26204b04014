"""The exact name of a term in the taxonomy version that its report used, from its version-free IRI."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from gaapgraph.export.filing.standard_schema import find_year, list_prefixes
from gaapgraph.iri import digest, stand_in, upper_camel
from gaapgraph.model import QName
from gaapgraph.tag.profile.standard_term import list_versions
from gaapgraph.taxonomy import find_family
from gaapgraph.vocabulary import BASE, GG, ISO4217, XBRLI, XSD

if TYPE_CHECKING:
    from gaapgraph.model import Report

__all__ = ["RESERVED", "QualifiedName", "QualifiedNames"]

_MEASURE = f"{BASE}measure/"
_NOT_NAME = re.compile(r"[^\w.-]+")
_ODD = re.compile(r"[^A-Za-z0-9_.-]+")
RESERVED = {  # namespaces that have one prefix and no other in the Open Information Model (OIM Common 1.0)
    ISO4217.removesuffix("#"): "iso4217",
    XBRLI.iri.removesuffix("#"): "xbrli",
    XSD.iri.removesuffix("#"): "xs",
    "http://www.xbrl.org/2009/utr": "utr",
    "http://xbrl.org/2020/extensible-enumerations-2.0": "enum2",
}
_WELL_KNOWN = {
    **RESERVED,
    GG.iri.removesuffix("#"): "gg",
    "http://www.sec.gov/CIK": "cik",
    "http://standards.iso.org/iso/17442": "lei",
}
_TAKEN = frozenset({"xbrl", "xml", "xmlns", "xsi", "xlink", "link", "xbrldi"})


class QualifiedName(NamedTuple):
    """A name in a namespace, with the prefix that stands for it in what is written."""

    namespace: str
    local: str
    prefix: str

    def __str__(self) -> str:
        """Return the name as XML and JSON write it, `us-gaap:Revenues`."""
        return f"{self.prefix}:{self.local}"

    @property
    def clark(self) -> str:
        """The name as lxml writes it."""
        return f"{{{self.namespace}}}{self.local}"


class QualifiedNames:
    """Names the terms of one report; no prefix stands for two namespaces.

    Attributes:
        extension: Namespace of the reporter's own terms, for those that have no name of a taxonomy.
        prefixes: The prefix of each namespace that was used so far.
        declared: The namespace of each prefix of the source, which texts may use.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self.declared = {
            prefix: _legal_namespace(_find_namespace(prefix, start, report))
            for prefix, start in report.namespaces
            if not prefix or _is_legal("urn:x", prefix)
        }
        self._declared = {namespace: prefix for prefix, namespace in reversed(self.declared.items())}
        self._versions = {*report.taxonomy_versions, *self._declared}
        self._years = {year for one in report.taxonomy_versions if (year := find_year(one)) is not None}
        self._standard = list_prefixes()
        own = [one for one in self.declared.values() if one not in self._standard and one not in _WELL_KNOWN]
        self.extension = own[0] if own else _legal_namespace(f"{report.iri}/taxonomy")
        self.prefixes: dict[str, str] = {}
        self._taken = {*_TAKEN, *RESERVED.values()}
        self._numbers: dict[str, int] = {}  # up to which the names of a prefix are taken
        self._names: dict[str, QualifiedName] = {}
        self._made: dict[str, str] = {}
        for version in report.taxonomy_versions:
            self.prefix(_legal_namespace(version))

    def name(self, iri: str) -> QualifiedName:
        """Return the name of a concept, axis, member or measure."""
        if iri not in self._names:
            namespace, local = self._find(iri)
            if not local[:1].isalpha() and local[:1] != "_":  # of a label such as "2008 plan": no name of XML
                local = f"_{local}"
            namespace, local = _legal_namespace(namespace), _legal_local(local)
            self._names[iri] = QualifiedName(namespace, local, self.prefix(namespace))
        return self._names[iri]

    def rewrite(self, text: str) -> str:
        """Return a QName that is a value of the source, with the prefix that its namespace has in what is written."""
        prefix, colon, local = text.partition(":")
        namespace = self.declared.get(prefix) if colon else None
        return text if namespace is None else f"{self.prefix(namespace)}:{local}"

    def prefix(self, namespace: str, wanted: str = "") -> str:
        """Return the prefix of a namespace: the source's own, that which people know, or a new one."""
        if namespace not in self.prefixes:
            known = self._declare(namespace)
            if not known and namespace == self.extension:
                known = "ext"
            self.prefixes[namespace] = RESERVED.get(namespace) or self._settle(known or wanted or "ns", namespace)
        return self.prefixes[namespace]

    def _declare(self, namespace: str) -> str | None:
        """Return a prefix that no reserved namespace has."""
        known = (self._declared.get(namespace), _WELL_KNOWN.get(namespace), find_family(namespace))
        return next((one for one in known if one and one not in RESERVED.values()), None)

    def _settle(self, prefix: str, namespace: str) -> str:
        number, found = self._numbers.get(prefix, 1), prefix
        while found in self._taken or self._is_of_another(found, namespace):
            number += 1
            found = f"{prefix}{number}"
        self._numbers[prefix] = number
        self._taken.add(found)
        return found

    def _is_of_another(self, prefix: str, namespace: str) -> bool:
        home = self.declared.get(prefix)
        return home not in (None, namespace) and self._declared.get(home) == prefix

    def _find(self, iri: str) -> tuple[str, str]:
        matches = self._list_matches(iri)
        split = [QName.of_iri(match) for match in matches]
        for name in split:
            if name.namespace in self._versions or find_year(name.namespace) in self._years:
                return name
        if iri.startswith(BASE) and split:
            return split[0] if self._report.references else self._adopt(split[0].local, iri)
        if iri.startswith(_MEASURE):
            return self._adopt(self._make(iri), iri)
        if "#" in iri:
            return QName.of_iri(iri)
        for namespace in sorted(self._versions, key=len, reverse=True):
            if namespace.endswith("/") and iri.startswith(namespace) and iri != namespace:
                return namespace, _NOT_NAME.sub("-", iri.removeprefix(namespace))
        stated = self._report.concepts.get(iri) or self._report.members.get(iri)
        return self._adopt(upper_camel((stated.label if stated else None) or iri), iri)

    def _list_matches(self, iri: str) -> tuple[str, ...]:
        stated = self._report.concepts.get(iri) or self._report.members.get(iri)
        if stated is not None and stated.exact_matches:
            return stated.exact_matches
        known = list_versions(iri)  # axes of a release have no statement of their own
        return tuple(sorted(known.values(), key=lambda one: QName.of_iri(one).namespace not in self._versions))

    def _make(self, iri: str) -> str:
        """Return the local name of a measure: of its base and its kind."""
        stated = self._report.concepts.get(iri)
        if stated is not None and stated.measure_of is not None and stated.measure is not None:
            return self._find(stated.measure_of)[1] + upper_camel(QName.of_iri(stated.measure).local)
        return upper_camel((stated.label if stated else None) or iri.removeprefix(_MEASURE))

    def _adopt(self, local: str, iri: str) -> tuple[str, str]:
        """Return a name in the reporter's namespace, as filers name what the version of their report lacks."""
        own = {one.removeprefix(self.extension) for one in (*self._report.concepts, *self._report.members)}
        if local in own or self._made.setdefault(local, iri) != iri:
            local = f"{local}-{digest([iri], 8)}"
        return self.extension, local


def _is_legal(namespace: str, local: str) -> bool:
    try:
        etree.Element(f"{{{namespace}}}{local}", nsmap={"n": namespace} if namespace else None)
    except ValueError:
        return False
    return ":" not in local


@lru_cache(maxsize=1024)
def _legal_namespace(namespace: str) -> str:
    """Return a namespace as it is, or what stands in for one that is no URI, as sources can give it."""
    return namespace if _is_legal(namespace, "x") else stand_in(namespace)


@lru_cache(maxsize=65536)
def _legal_local(local: str) -> str:
    """Return a local name as it is, or in letters and digits of ASCII where XML has no such name."""
    if _is_legal("urn:x", local):
        return local
    plain = f"{_ODD.sub('-', local)}-{digest([local], 8)}"
    return plain if plain[0].isalpha() or plain[0] == "_" else f"_{plain}"


def _find_namespace(prefix: str, start: str, report: Report) -> str:
    """Return the namespace of a prefix of a report, which has the start of its IRIs."""
    if start.endswith("#"):
        return QName.of_iri(f"{start}x").namespace
    return next((one for one in report.taxonomy_versions if find_family(one) == prefix), start)
