"""One resource of a graph: what all graphs of a store say of it, each statement once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode

from gaapgraph import model
from gaapgraph.frozen_class import frozen
from gaapgraph.graph.literal import read_accuracy, read_day, read_decimal, read_flag, read_moment, read_whole
from gaapgraph.graph.selection import name_node
from gaapgraph.printable import shorten

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from decimal import Decimal

    Term = NamedNode | BlankNode | Literal
    T = TypeVar("T")

__all__ = ["Node", "Unusable", "rank_term", "read_member"]


@frozen(order=True)
class Unusable:
    """A statement of a graph that cannot be used.

    Attributes:
        subject: IRI, or the name of a blank node.
        predicate: IRI, or empty where the resource as a whole cannot be used.
        value: The lexical form, shortened.
        reason: In words: `is no whole number`.
    """

    subject: str
    predicate: str
    value: str
    reason: str


class Node:
    """A resource with its statements by predicate; values that cannot be used are noted in `unusable`, once each.

    Args:
        iri: Of the resource, or the name of a blank node.
        statements: Its objects by predicate, in an order that does not depend on the store.
        unusable: To which what cannot be used is added.
    """

    __slots__ = ("_unusable", "iri", "statements")

    def __init__(self, iri: str, statements: dict[str, list[Term]], unusable: dict[Unusable, None]) -> None:
        self.iri = iri
        self.statements = statements
        self._unusable = unusable

    def texts(self, predicate: str) -> list[str]:
        """Return the objects of a predicate as text."""
        return [name_node(term) or "" for term in self.statements.get(predicate, ())]

    def text(self, predicate: str) -> str | None:
        """Return the first object of a predicate as text, or None where there is none."""
        terms = self.statements.get(predicate)
        return name_node(terms[0]) if terms else None

    def link(self, predicate: str) -> str | None:
        """Return the first object that is a resource; a literal in its place cannot be used."""
        for term in self.statements.get(predicate, ()):
            if not isinstance(term, Literal):
                return name_node(term)
            self.refuse(predicate, term.value, "is no resource")
        return None

    def whole(self, predicate: str) -> int | None:
        """Return a whole number."""
        return self._read(predicate, read_whole, "is no whole number that can be used")

    def position(self, predicate: str, least: int = 1) -> int | None:
        """Return a whole number that counts something, from `least`."""
        number = self.whole(predicate)
        if number is not None and number < least:
            self.refuse(predicate, str(number), f"is less than {least}")
            return None
        return number

    def accuracy(self, predicate: str) -> int | None:
        """Return XBRL decimals."""
        return self._read(predicate, read_accuracy, "is no accuracy that can be used")

    def decimal(self, predicate: str) -> Decimal | None:
        """Return a finite number."""
        return self._read(predicate, read_decimal, "is no number that can be used")

    def day(self, predicate: str) -> date | None:
        """Return a day of the calendar."""
        return self._read(predicate, read_day, "is no day of the calendar")

    def moment(self, predicate: str) -> datetime | None:
        """Return a date with a time of day, as Python can hold it."""
        return self._read(predicate, read_moment, "is no moment that can be used")

    def flag(self, predicate: str) -> bool:
        """Return whether a boolean property is true; absent is false."""
        return self._read(predicate, read_flag, "is neither true nor false") or False

    def refuse(self, predicate: str, value: str, reason: str) -> None:
        """Note that a value cannot be used."""
        self._unusable[Unusable(self.iri, predicate, shorten(value, 60), reason)] = None

    def _read(self, predicate: str, read: Callable[[str], T | None], reason: str) -> T | None:
        for term in self.statements.get(predicate, ()):
            text = name_node(term) or ""
            found = read(text) if isinstance(term, Literal) else None
            if found is not None:
                return found
            self.refuse(predicate, text, reason)
        return None


def read_member(term: Term) -> str | model.Literal:
    """Return a member of a dimension: an IRI, or the literal of a typed dimension."""
    if isinstance(term, Literal):
        return model.Literal(term.value, term.datatype.value)
    return name_node(term) or ""


def rank_term(term: Term) -> tuple[bool, bool, str]:
    """Return by what objects of one predicate are put in order: resources, then words in English, then by text."""
    if isinstance(term, Literal):
        return True, term.language not in (None, "en"), term.value
    return False, isinstance(term, BlankNode), str(term)
