"""`gaapgraph doctor`: what a triple store loses or does otherwise, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaapgraph.cli._screen import console
from gaapgraph.errors import SourceError
from gaapgraph.printable import show_controls

if TYPE_CHECKING:
    from gaapgraph.remote.probe import Observation, Probed

__all__ = ["doctor"]

_DEFECT = 1
_PATIENCE = 60.0  # seconds for each of its questions, which take no work


def doctor(
    store: Annotated[str, typer.Argument(metavar="URL|DIR", help="A dataset, repository or endpoint; or a folder.")],
) -> None:
    """Probe a triple store with a small graph, and say what it loses or does otherwise.

    The graph is removed again. The exit code is 1 where a defect may make answers about reports wrong.
    """
    from gaapgraph.remote.probe import probe_store

    screen = console()

    def tell(observation: Observation) -> None:
        screen.print(show_controls(_describe(observation)), markup=False, soft_wrap=True)

    observations = probe_store(_open(store), tell)
    defects = [each for each in observations if each.matters]
    notes = [each for each in observations if not each.is_as_told and not each.matters]
    screen.print(f"{len(observations)} cases: {len(defects)} defects, {len(notes)} to know of")
    if defects:
        raise typer.Exit(_DEFECT)


def _open(store: str) -> Probed:
    if store.startswith(("http://", "https://")):
        from gaapgraph.remote.remote_store import open_remote

        return open_remote(store, _PATIENCE)
    from gaapgraph.remote.folder_store import FolderStore
    from gaapgraph.store import is_store
    from gaapgraph.store.transaction import open_writable

    if not is_store(Path(store)):
        raise SourceError("is no store folder", where=store, mend="gaapgraph build SOURCE -o FOLDER makes one")
    return FolderStore(open_writable(Path(store)))


def _describe(observation: Observation) -> str:
    if observation.is_as_told:
        return f"ok      {observation.case.name}"
    word = "DEFECT" if observation.matters else "note"
    case = observation.case
    return f"{word:<7} {case.name}: {observation.found}, where {' or '.join(case.allowed[:1])} is right; {case.setting}"
