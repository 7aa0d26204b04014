"""Who a document is of, by name and register, and its profile in Turtle."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.iri import mint_iri, slug
from gaapgraph.model import Entity
from gaapgraph.tag.profile.profile import CIK_SCHEME, NAME_SCHEME, bare_name
from gaapgraph.vocabulary import GG, ISO4217, SKOS, XSD

if TYPE_CHECKING:
    from gaapgraph.language.calendar import FiscalCalendar
    from gaapgraph.reader.release import Reading

__all__ = ["Identity", "identify", "state_profile"]

_CIK = re.compile(
    r"\bCENTRAL INDEX KEY:\s*(\d{1,10})\b|\bCIK(?:\s+(?:number|no\.?))?[\s:#]+(\d{6,10})\b", re.IGNORECASE
)
_HEAD = 200  # lines in which a header or a cover page says it
_DIGITS = 10
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": " ", "\r": " ", "\t": " "})


@frozen(kw_only=True)
class Identity:
    """Who reports, and under which names its profile stands.

    Attributes:
        prefix: Of its extension concepts, also the last name of their namespace.
        currency: ISO 4217 code of most of its amounts; empty where it prints none.
    """

    entity: Entity
    prefix: str
    currency: str
    calendar: FiscalCalendar

    @property
    def namespace(self) -> str:
        """The IRI of its extension concepts."""
        return mint_iri(self.prefix, "")


def identify(reading: Reading, folder: str, *, name: str = "", cik: str = "") -> Identity:
    """Return who a document is of.

    Args:
        reading: The document.
        folder: The name of the folder that the profile gets, from which its prefix is made.
        name: What the person who asks calls it, where the document does not say it.
        cik: Its number at the SEC, likewise.

    Raises:
        InputError: Nobody is named as the reporter, or the CIK is none.
    """
    label = name.strip() or reading.entity_name
    if not label:
        raise InputError(
            "names no company that reports", where=reading.document.file_name, mend="say who it is with --name"
        )
    number = cik.strip() or _find_cik(reading)
    if number and not (number.isascii() and number.isdigit() and len(number) <= _DIGITS):
        raise InputError(f"{cik!r} is no CIK", where="--cik", mend="give its up to ten digits, as EDGAR does")
    short = bare_name(label)
    names = (short.title(),) if short and short != " ".join(label.lower().split()) else ()
    if number:
        number = number.zfill(_DIGITS)
        entity = Entity(mint_iri("entity", f"cik-{number}"), label, ((CIK_SCHEME, number),), names)
    else:
        entity = Entity(mint_iri("entity", slug(label)), label, ((NAME_SCHEME, slug(label)),), names)
    prefix = slug(folder if folder.strip(".") else label)
    votes = Counter(unit.currency for figure in reading.figures if (unit := figure.unit) is not None and unit.currency)
    return Identity(
        entity=entity,
        prefix=prefix if prefix[0].isalpha() else f"c-{prefix}",
        currency=str(votes.most_common(1)[0][0]) if votes else "",
        calendar=reading.calendar,
    )


def _find_cik(reading: Reading) -> str:
    for _, line in reading.prose[:_HEAD]:
        found = _CIK.search(line)
        if found is not None:
            return found[1] or found[2]
    return ""


def state_profile(identity: Identity, document: str) -> str:
    """Return `profile.ttl`, in which a person corrects what the document does not say.

    Args:
        identity: Who reports.
        document: The name of the file that it was drafted from.
    """
    entity, calendar = identity.entity, identity.calendar
    (scheme, identifier), *_ = entity.identifiers
    statements = [
        f"skos:prefLabel {_text(f'Profile of {entity.label}')}@en",
        f"gg:entity <{entity.iri}>",
        f'gg:fiscalYearEnd "--{calendar.end_month:02}-{calendar.end_day:02}"^^xsd:gMonthDay',
        "gg:fiscalYearNamedAfter gg:start" if calendar.starts_name else "",
        f"gg:functionalCurrency iso4217:{identity.currency}" if identity.currency else "",
        f'gg:namespaceIri "{identity.namespace}"^^xsd:anyURI',
        f'gg:namespacePrefix "{identity.prefix}"',
        "gg:proposesConcepts true",
        f"skos:note {_text(f'Drafted from {document}: what the document does not say is to be corrected here.')}@en",
    ]
    prefixes = {"gg": GG.iri, "iso4217": ISO4217, "skos": SKOS.iri, "xsd": XSD.iri}
    about = [
        *(f"skos:altLabel {_text(label)}@en" for label in entity.alt_labels),
        f"skos:prefLabel {_text(entity.label)}@en",
        f"gg:identifier {_text(identifier)}",
        f"gg:scheme <{scheme}>",
    ]
    heads = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    return (
        f"{heads}\n<{identity.namespace}profile>\n    a gg:Profile ;\n{_lines(statements)}.\n"
        f"\n<{entity.iri}>\n    a gg:Entity ;\n{_lines(about)}.\n"
    )


def _lines(statements: list[str]) -> str:
    return "".join(f"    {statement} ;\n" for statement in statements if statement)


def _text(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
