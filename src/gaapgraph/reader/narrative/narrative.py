"""What the reader of narrative sections hands on: proposals with their places, and nothing settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from gaapgraph.model import Place, Unit
    from gaapgraph.reader.release import Reading

__all__ = ["Amount", "Dated", "Name", "Narrative", "Passage"]


@frozen
class Passage:
    """One line of text. `kind` is `heading`, `paragraph`, `lead` (it opens a list) or `bullet`."""

    kind: str
    line: int
    text: str


@frozen
class Amount:
    """One amount, share, count or ratio as printed.

    Attributes:
        printed: From the currency mark or first digit to the scale word, per cent sign or noun.
        value: In base units; per cent as a fraction.
        decimals: XBRL decimals; None is exact.
    """

    place: Place
    printed: str
    value: Decimal
    decimals: int | None
    unit: Unit
    approximate: bool = False


@frozen
class Dated:
    """One date as printed, as the days that it may mean. `precision` is `day`, `month`, `year` or `range`."""

    place: Place
    printed: str
    start: date
    end: date
    precision: str


@frozen
class Name:
    """One name of an organisation or person as printed; `short` is the term defined for it, if any."""

    place: Place
    printed: str
    short: str = ""


@frozen
class Narrative:
    """All that was read of one narrative section, in document order.

    `reading` has what every reader tells: the document, its lines and its numeric tokens.
    """

    reading: Reading
    passages: tuple[Passage, ...]
    amounts: tuple[Amount, ...]
    dates: tuple[Dated, ...]
    names: tuple[Name, ...]

    @property
    def headings(self) -> tuple[Passage, ...]:
        """The headings that may each name a risk."""
        return tuple(passage for passage in self.passages if passage.kind == "heading")

    @property
    def bullets(self) -> tuple[tuple[Passage, Passage], ...]:
        """Each bullet below a heading, after that heading."""
        pairs, heading = [], None
        for passage in self.passages:
            heading = passage if passage.kind == "heading" else heading
            if passage.kind == "bullet" and heading is not None:
                pairs.append((heading, passage))
        return tuple(pairs)
