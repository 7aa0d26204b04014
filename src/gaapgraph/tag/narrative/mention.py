"""Where a text names entities: each full name and each short form, wherever it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaapgraph.model import Mention, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gaapgraph.model import Entity

__all__ = ["find_mentions"]


def find_mentions(lines: Mapping[int, str], entities: Iterable[Entity]) -> Iterator[Mention]:
    """Yield every place where an entity is named, in the order of the text.

    A name within a longer one is no mention: `NTT` is none in `NTT Communications`.

    Args:
        lines: The text by the number of its lines.
        entities: With their labels and short forms.

    >>> from gaapgraph.model import Entity
    >>> both = [Entity("a", "NTT"), Entity("b", "NTT Communications", (), ("NTT-C",))]
    >>> [(one.place.offset, one.entity) for one in find_mentions({7: "NTT owns NTT Communications."}, both)]
    [(0, 'a'), (9, 'b')]
    """
    owners = {name: entity.iri for entity in entities for name in (entity.label, *entity.alt_labels) if name}
    if not owners:
        return
    longest_first = sorted(owners, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    for number, line in sorted(lines.items()):
        for match in pattern.finditer(line):
            yield Mention(Place(number, None, match.start()), match[0], owners[match[0]])
