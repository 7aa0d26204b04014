"""How data IRIs are derived from content, so that two loads merge and a rebuild is byte-identical."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from gaapgraph.deferral import late_pattern
from gaapgraph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "digest",
    "mint_iri",
    "name_words",
    "parse_address",
    "resolve_address",
    "restore_name",
    "slug",
    "stand_in",
    "upper_camel",
]

_PLANES = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
_ASCII = "!#-;=?-Z_a-z~"  # RFC 3987, §2.2
_ILLEGAL = re.compile(f"[^{_ASCII}]")
_ILLEGAL_BEYOND = late_pattern(f"[^{_ASCII}\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef{_PLANES}]")  # slow to compile
_UNRESOLVED = f"{BASE}unresolved/"


def digest(parts: Iterable[str], length: int = 20) -> str:
    """Return a hexadecimal digest of some strings, in which their boundaries count.

    >>> digest(["a", "bc"]) == digest(["ab", "c"])
    False
    """
    return sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def slug(text: str) -> str:
    """Return the text as a lower-case name that is safe in any IRI.

    >>> slug("Internet Initiative Japan Inc.")
    'internet-initiative-japan-inc'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unnamed"


def upper_camel(text: str) -> str:
    """Return the text as a local name in the manner of XBRL concepts.

    >>> upper_camel("Cost of equipment sales")
    'CostOfEquipmentSales'
    """
    return "".join(word[:1].upper() + word[1:] for word in slug(text).split("-"))


def name_words(local: str) -> str:
    """Return the words of a member's local name, for one to which no taxonomy at hand gives a label.

    >>> name_words("CommonStockMember"), name_words("WalmartUSMember"), name_words("EMEAOperationsMember")
    ('Common Stock', 'Walmart US', 'EMEA Operations')
    """
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", local.removesuffix("Member"))
    return words.strip() or local


def mint_iri(*path: str, base: str = BASE) -> str:
    """Return the IRI under the base whose path segments are given; what no IRI can hold is written as %XX.

    >>> mint_iri("period", "2009-03-31")
    'https://w3id.org/gaapgraph/period/2009-03-31'
    >>> mint_iri("entity", "cik-<1>")
    'https://w3id.org/gaapgraph/entity/cik-%3C1%3E'
    """
    name = "/".join(path)
    illegal = _ILLEGAL if name.isascii() else _ILLEGAL_BEYOND
    return base + illegal.sub(lambda found: quote(found[0], safe="", errors="replace"), name)


def parse_address(address: str) -> SplitResult:
    """Return the parts of an address; of one that is none, all of it as the path.

    >>> parse_address("http://a.example/x.xsd").netloc, parse_address("http://[::1").path
    ('a.example', 'http://[::1')
    """
    try:
        return urlsplit(address)
    except ValueError:  # brackets that do not close, a port that is none
        return SplitResult("", "", address, "", "")


def resolve_address(base: str, address: str) -> str:
    """Return an address as it is meant at a place; one that is none stays as it is.

    >>> resolve_address("http://a.example/x/y.xml", "../z.xsd"), resolve_address("http://a.example/", "http://[::1")
    ('http://a.example/z.xsd', 'http://[::1')
    """
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def stand_in(name: str) -> str:
    """Return the IRI under `BASE` of what a source gives for an IRI and is none, such as a scheme `CIK`.

    >>> stand_in("www.belastingdienst.nl/id")
    'https://w3id.org/gaapgraph/unresolved/www.belastingdienst.nl%2Fid'
    """
    return f"{_UNRESOLVED}{quote(name, safe='')}"


def restore_name(iri: str) -> str:
    """Return what an IRI stands in for; any other IRI is returned as it is.

    >>> restore_name(stand_in("www.belastingdienst.nl/id"))
    'www.belastingdienst.nl/id'
    """
    return unquote(iri.removeprefix(_UNRESOLVED)) if iri.startswith(_UNRESOLVED) else iri
