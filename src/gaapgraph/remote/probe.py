"""What a store loses or does otherwise: small statements and queries, each with the answer that the standard gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gaapgraph.errors import GaapGraphError, SourceError
from gaapgraph.frozen_class import frozen
from gaapgraph.remote.http_call import SilentError
from gaapgraph.remote.probe_case import CASES, GRAPH, OTHER, PROBE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gaapgraph.remote.probe_case import Case

__all__ = ["Observation", "Probed", "probe_store"]

_SHOWN = 200  # characters of what a store gave

Row = dict[str, dict[str, str]]


class Probed(Protocol):
    """A store that can be probed."""

    def select(self, query: str) -> list[Row]:
        """Return the solutions of a SELECT, as SPARQL 1.1 JSON has them."""

    def update(self, text: str) -> None:
        """Run an update."""


@frozen
class Observation:
    """What one case showed.

    Attributes:
        found: What the store gave, or its refusal.
        is_as_told: Whether that is one of the answers that the standard allows.
    """

    case: Case
    found: str
    is_as_told: bool

    @property
    def matters(self) -> bool:
        """Whether answers about reports may be wrong or missing for it."""
        return not self.is_as_told and self.case.severity == "defect"


def probe_store(store: Probed, told: Callable[[Observation], None] = lambda _: None) -> list[Observation]:
    """Put a small graph into a store, ask it, and remove it again.

    Args:
        store: The store.
        told: Called after each case.

    Raises:
        SourceError: The graph could not be written or not be removed, or the store fell silent.
    """
    _clear(store)
    try:
        store.update(PROBE)
    except SilentError:
        raise
    except GaapGraphError as exc:
        raise SourceError(
            f"takes no probe graph ({exc})", where=GRAPH, mend="let this user write, or probe a copy"
        ) from exc
    observations = []
    try:
        for case in CASES:
            observation = _observe(store, case)
            told(observation)
            observations.append(observation)
    finally:
        _clear(store)
    left = store.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}")
    if show_rows(left).partition("^")[0] not in ("n=0", "n=0.0"):
        raise SourceError("keeps the probe graph", where=GRAPH, mend=f"remove it: DROP GRAPH <{GRAPH}>")
    return observations


def _clear(store: Probed) -> None:
    for graph in (GRAPH, OTHER):
        store.update(f"CLEAR SILENT GRAPH <{graph}>")
        try:
            store.update(f"DROP SILENT GRAPH <{graph}>")
        except SilentError:
            raise
        except GaapGraphError:  # it knows no graph that nobody created, and it is empty now
            continue


def _observe(store: Probed, case: Case) -> Observation:
    try:
        if case.update:
            store.update(case.update)
        rows = store.select(case.query)
    except SilentError:
        raise
    except GaapGraphError as exc:
        return Observation(case, f"refused: {exc}"[:_SHOWN], "refused" in case.allowed)
    found = show_rows(rows)
    return Observation(case, found if len(found) <= _SHOWN else f"{found[:_SHOWN]}…", found in case.allowed)


def show_rows(rows: Sequence[Row]) -> str:
    """Return solutions as a line of text: values with the end of their type, rows apart by `|`."""
    return (
        " | ".join(" ".join(f"{name}={_show(row[name])}" for name in sorted(row)) or "-" for row in rows) or "nothing"
    )


def _show(term: dict[str, str]) -> str:
    kind = term.get("datatype", "").partition("#")[2]
    language = f"@{term['xml:lang']}" if "xml:lang" in term else ""
    return term["value"] + (f"^^{kind}" if kind and kind != "string" else "") + language
