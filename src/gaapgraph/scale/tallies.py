"""How often rules were evaluated in each report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaapgraph.scale.settlement import Held
    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.figure import Figures

__all__ = ["Tallies"]


class Tallies:
    """How often each rule that does arithmetic was evaluated in each report, and how often it failed."""

    def __init__(self) -> None:
        self.evaluated: Counter[tuple[str, str]] = Counter()
        self.failed: Counter[tuple[str, str]] = Counter()

    def note(self, bindings: Sequence[Binding], figures: Figures) -> None:
        """Count some bindings."""
        for binding in bindings:
            checked = binding.operands[0]
            key = (binding.code, figures.report_of(checked.occurrence or checked.fact))
            self.evaluated[key] += 1
            self.failed[key] += not binding.ok

    def note_held(self, held: Iterable[Held]) -> None:
        """Count bindings that hold, as the engine counted them."""
        for one in held:
            self.evaluated[one.code, one.report] += one.count

    def add(self, other: Tallies) -> None:
        """Add what was counted elsewhere."""
        self.evaluated.update(other.evaluated)
        self.failed.update(other.failed)
