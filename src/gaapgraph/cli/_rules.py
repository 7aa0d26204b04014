"""The rules that a figure took part in, as lines that `explain` prints."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gaapgraph.validation.inspection import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

__all__ = ["list_rules"]


def list_rules(store: Store, fact: str) -> Iterator[tuple[str, str]]:
    """Yield each broken rule with its arithmetic, then each rule that holds, with the first of its uses."""
    found = rules_of(store, fact)
    for binding, sentence in found:
        if not binding.ok:
            yield "rule broken", f"{binding.code}: {sentence}"
    kept = [(binding, sentence) for binding, sentence in found if binding.ok]
    for code, group in groupby(sorted(kept, key=lambda pair: pair[0].code), key=lambda pair: pair[0].code):
        uses = [sentence for _, sentence in group]
        count = "" if len(uses) == 1 else f" ({len(uses)} times)"
        yield "rule holds", f"{code}{count}: {uses[0]}"
