"""What an XBRL document states, before it is one report: the common ground of all syntaxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from gaapgraph.frozen_class import frozen
from gaapgraph.model import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaapgraph.model import QName, Reference, Unit
    from gaapgraph.reader.xbrl.context import ReportedContext
    from gaapgraph.reader.xbrl.expanded_name import NameBook

__all__ = ["Items", "ReportedFacts", "ReportedItem", "ReportedLink", "ReportedNote", "ReportedTuple"]


@frozen(kw_only=True)
class ReportedItem:
    """An item as a document states it.

    Attributes:
        concept: Expanded name.
        context: Id of its context.
        unit: Id of its unit; None where it has none.
        text: Lexical value (of inline XBRL: transformed, scaled, signed); None where nil.
        fraction: Numerator and denominator of a fraction item, as text.
        decimals, precision: As written.
        language: In scope (`xml:lang`).
        place: Of the element; its `element_id` is what footnotes refer to.
        printed_text: What stands there for people; the lexical value where that is all.
        label, head: What is printed beside and above it, where a page has it.
        parent: The path of the tuple that it stands in.
        prefixes: What a QName in its text may use; None where that is what `NameBook.learn` was told.
        attributes: Those that neither XBRL nor XML Schema has, by tag.
    """

    concept: QName
    context: str
    place: Place
    text: str | None
    unit: str | None = None
    fraction: tuple[str, str] | None = None
    decimals: str | None = None
    precision: str | None = None
    language: str | None = None
    printed_text: str = ""
    label: str = ""
    head: str = ""
    parent: str | None = None
    prefixes: dict[str | None, str] | None = None
    attributes: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class ReportedTuple:
    """A tuple; `place.xpath` names it, `parent` is the path of the one that it stands in.

    `children` are the names of its elements in order; None where a document states that order otherwise.
    """

    concept: QName
    place: Place
    parent: str | None = None
    is_nil: bool = False
    children: tuple[QName, ...] | None = None


@frozen(kw_only=True)
class ReportedNote:
    """A footnote; `elements` are ids of the items that it is about, `language` is empty where none is stated."""

    text: str
    elements: tuple[str, ...]
    language: str = "en"
    role: str = "http://www.xbrl.org/2003/role/link"
    arcrole: str = "http://www.xbrl.org/2003/arcrole/fact-footnote"
    resource_role: str = "http://www.xbrl.org/2003/role/footnote"
    place: Place = field(default_factory=Place)


@frozen
class ReportedLink:
    """Items that belong to other items: ids of elements."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    role: str
    arcrole: str
    place: Place = field(default_factory=Place)


class Items(Protocol):
    """Items in document order, in memory or elsewhere."""

    def append(self, item: ReportedItem, /) -> None:
        """Add an item at the end."""

    def __iter__(self) -> Iterator[ReportedItem]:
        """Yield them in order."""

    def __len__(self) -> int:
        """Return how many there are."""


_MOST_RELATIONS = 100_000  # of facts with footnotes and facts: a page of labels that many share names millions of them


@dataclass(slots=True, kw_only=True)
class ReportedFacts:
    """All that one document, or one set of inline documents, states; filled by the reader of a syntax.

    Attributes:
        relations: How many relations of facts to footnotes and other facts were asked for.
    """

    names: NameBook
    contexts: dict[str, ReportedContext] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    items: Items = field(default_factory=list[ReportedItem])
    tuples: list[ReportedTuple] = field(default_factory=list)
    notes: list[ReportedNote] = field(default_factory=list)
    links: list[ReportedLink] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    relations: int = 0

    def admits(self, relations: int, place: Place) -> bool:
        """Count relations to footnotes or facts, and say whether there may be so many; the first too many are told."""
        before = self.relations
        self.relations += relations
        if self.relations <= _MOST_RELATIONS:
            return True
        if before <= _MOST_RELATIONS:
            told = (
                f"Footnotes belong to facts in more than {_MOST_RELATIONS:,} relations; from here on they are left out."
            )
            self.findings.append(Finding("GG-READ-XBRL-FOOTNOTE", "violation", place, told))
        return False
