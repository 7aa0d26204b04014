"""RDF terms as N-Triples text: the one spelling from which every format is written."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from gaapgraph.deferral import late_pattern
from gaapgraph.iri import stand_in
from gaapgraph.model import Literal, canonical
from gaapgraph.vocabulary import XSD

if TYPE_CHECKING:
    from gaapgraph.model import Value

__all__ = ["english", "in_language", "integer", "iri", "literal", "refer", "string", "true"]

_ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))  # the backslash first
# RFC 3987 §2.2, without the planes of rare letters, which are encoded too
_NOT_IN_IRI = late_pattern(
    r"[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd]"
    r"|%(?![0-9A-Fa-f]{2})"
)
# An absolute IRI: after the scheme an authority with a numeric port or none, and one fragment at most.
_ABSOLUTE = late_pattern(
    r"[A-Za-z][A-Za-z0-9+.\-]*:(?:(?!//)|//(?:[^/?#@:]*@)?[^/?#@:]*(?::[0-9]*)?(?=[/?#]|$))[^#]*(?:#[^#]*)?"
)

_PLAIN = re.compile(r"https?://[a-z0-9.\-]+/[A-Za-z0-9\-._~/@#]*")  # nothing to encode, and absolute

true = f'"true"^^<{XSD.boolean}>'


@lru_cache(maxsize=65536)
def iri(text: str) -> str:
    """Return an IRI in angle brackets; characters that no IRI may have are percent-encoded.

    What a source gives for an IRI and is none, such as a scheme `CIK`, gets a name under `BASE`, all of it encoded.

    >>> iri("https://example.org/a b")
    '<https://example.org/a%20b>'
    >>> iri("CIK")
    '<https://w3id.org/gaapgraph/unresolved/CIK>'
    """
    if _PLAIN.fullmatch(text) and text.count("#") < 2:
        return f"<{text}>"
    encoded = _NOT_IN_IRI.sub(lambda match: quote(match[0]), text)
    return f"<{encoded}>" if _ABSOLUTE.fullmatch(encoded) else f"<{stand_in(text)}>"


def string(text: str) -> str:
    r"""Return a plain string literal.

    >>> string('5" disk\n')
    '"5\\" disk\\n"'
    """
    for character, escaped in _ESCAPES:  # many times faster on long texts than `str.translate`
        text = text.replace(character, escaped)
    return f'"{text}"'


def english(text: str) -> str:
    """Return a string literal in English."""
    return f"{string(text)}@en"


def in_language(text: str, language: str) -> str:
    """Return a string literal with a language tag; where the tag is none of BCP 47, the string alone.

    >>> in_language("Umsatzerlöse", "de"), in_language("Umsatzerlöse", "d€")
    ('"Umsatzerlöse"@de', '"Umsatzerlöse"')
    """
    return f"{string(text)}@{language}" if _is_language(language) else string(text)


@lru_cache(maxsize=1024)
def _is_language(tag: str) -> bool:
    """Say whether every store takes a language tag: some hold BCP 47 to the letter."""
    from pyoxigraph import Literal as Checked

    try:
        Checked("", language=tag)
    except ValueError:
        return False
    return True


def refer(member: str | Literal) -> str:
    """Return the object of a dimension: the IRI of an explicit member, the literal of a typed one."""
    return literal(member) if isinstance(member, Literal) else iri(member)


def integer(number: int) -> str:
    """Return an xsd:integer literal."""
    return f'"{number}"^^<{XSD.integer}>'


def literal(value: Value) -> str:
    """Return the literal of a fact's value, in the datatype that its Python type stands for.

    >>> literal(Decimal("12.50"))
    '"12.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if isinstance(value, Decimal):
        return f'"{canonical(value)}"^^<{XSD.decimal}>'
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{XSD.boolean}>'
    if isinstance(value, Literal):
        return f"{string(value.lexical)}^^{iri(value.datatype)}"
    if isinstance(value, datetime):
        return f'"{value.isoformat()}"^^<{XSD.dateTime}>'
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^<{XSD.date}>'
    return string(str(value))
