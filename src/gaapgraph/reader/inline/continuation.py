"""Continuations: which elements hold the rest of what another one begins, over all pages of a set (§4.1)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from gaapgraph.reader.inline.inline_page import InlinePage

__all__ = ["Continuations"]

_MOST_USES = 100  # each continues one element; where thousands share one, their texts would multiply


class Continuations:
    """The continuations of a set of pages, by id."""

    def __init__(self, pages: Sequence[InlinePage]) -> None:
        self._elements: dict[str, _Element] = {}
        self._uses: Counter[str] = Counter()
        for page in pages:
            for element in page.root.iter(f"{page.prefix}continuation"):
                self._elements.setdefault((element.get("id") or "").strip(), element)

    def __contains__(self, name: str) -> bool:
        """Say whether there is a continuation of this id."""
        return name in self._elements

    def chain(self, element: _Element) -> Iterator[_Element]:
        """Yield an element and what continues it, in order; a circle ends where it closes."""
        seen: set[str] = set()
        yield element
        while True:
            name = (element.get("continuedAt") or "").strip()
            following = self._elements.get(name) if name else None
            if following is None or name in seen or self._uses[name] >= _MOST_USES:
                return
            seen.add(name)
            self._uses[name] += 1
            element = following
            yield element
