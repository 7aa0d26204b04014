"""What a person corrected of a reading: where, what, by whom and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    from datetime import date

    from gaapgraph.model.fact import Place

__all__ = ["Correction"]


@frozen(kw_only=True)
class Correction:
    """One correction that the text of the document bears out.

    Attributes:
        place: By which it is bound to the document.
        scope: `table`, `column`, `row` or `cell`: how far around the place it reaches.
        printed_text: What stands at the place.
        part: What is corrected: `period`, `unit`, `scale`, `concept`, `sign` or `head`.
        value: What it is corrected to, as the person wrote it.
        before: What was read before at the figures that it changed, each once, in document order.
        author: Who corrected it.
        reason: Why.
        made: When.
        places: Of the figures that it changed, in document order.
    """

    place: Place
    scope: str
    printed_text: str
    part: str
    value: str
    before: tuple[str, ...]
    author: str
    reason: str
    made: date | None = None
    places: tuple[Place, ...] = ()
