"""What a validation finds: frozen values, the same from every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.shacl.rdf_term import SH

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from gaapgraph.shacl.compilation import HandedOn
    from gaapgraph.shacl.path import Path
    from gaapgraph.shacl.rdf_term import Node, Term

__all__ = ["NotEvaluated", "Result", "Run", "Untold", "ValidationResult"]


@frozen
class Result:
    """One validation result (SHACL §3.6.2).

    Attributes:
        component: IRI of the source constraint component.
        severity: IRI, such as `sh:Warning`.
        bindings: The other variables of the solution, by name: those of an `sh:sparql` query; `other`, the value
            compared with; `language`, the tag used twice. Only the fast engine knows them.
    """

    focus_node: Term
    source_shape: Node
    component: str
    severity: str = SH.Violation
    path: Path | None = None
    value: Term | None = None
    source_constraint: Node | None = None
    messages: tuple[Literal, ...] = ()
    detail: tuple[Result, ...] = ()
    bindings: tuple[tuple[str, Term], ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """What sorts the results of a validation."""
        return (str(self.source_shape), self.component, str(self.focus_node), str(self.path), str(self.value))


@frozen
class NotEvaluated:
    """A constraint that was not evaluated to its end: it has neither passed nor failed."""

    shape: Node
    component: str | None
    reason: str


@frozen
class Untold:
    """A constraint with more results than are made whole.

    Attributes:
        severity: IRI, such as `sh:Warning`.
        count: How many results were counted alone.
        of: How many there are in all.
        is_more: There are more of them than were counted.
    """

    shape: Node
    component: str
    severity: str
    count: int
    of: int
    is_more: bool = False


@frozen
class Run:
    """How one constraint was evaluated.

    Attributes:
        engine: `fast` or `pyshacl`.
        results: How many it found, made whole or not.
        focus_nodes: How many nodes were looked at, if they were counted.
        seconds: Wall time.
    """

    root: Node
    shape: Node
    component: str | None
    engine: str
    results: int
    seconds: float
    focus_nodes: int | None = None


@frozen
class ValidationResult:
    """What a validation found, and how.

    Attributes:
        conforms: Whether there is no result and everything was evaluated.
        handed_on: The shapes that the fast engine left to pySHACL, with the reason.
        untold: The constraints of which not every result is among `results`.
    """

    conforms: bool
    results: tuple[Result, ...]
    not_evaluated: tuple[NotEvaluated, ...] = ()
    handed_on: tuple[HandedOn, ...] = ()
    runs: tuple[Run, ...] = ()
    untold: tuple[Untold, ...] = ()
