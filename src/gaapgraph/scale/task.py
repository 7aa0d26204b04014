"""What a worker does with partitions or a data set; on a cluster the folder is one that all of them see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gaapgraph.errors import ReadError
from gaapgraph.frozen_class import frozen
from gaapgraph.scale.corpus_tables import open_tables
from gaapgraph.scale.manifest import Manifest
from gaapgraph.scale.table_check import TableChecker
from gaapgraph.scale.tallies import Tallies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaapgraph.validation.piecewise import Gathered

__all__ = ["CheckTask", "check_here", "check_there"]


@frozen(kw_only=True)
class CheckTask:
    """Partitions to be checked at once: nothing in one of them says anything that another has to know.

    Attributes:
        memory: Megabytes that the engine may hold.
    """

    folder: str
    partitions: tuple[int, ...]
    memory: int


def check_here(manifest: Manifest, tasks: Sequence[CheckTask]) -> Iterator[tuple[CheckTask, tuple[Gathered, Tallies]]]:
    """Yield what tasks come to, one after the other in this process.

    Raises:
        InputError: The engine is not installed.
        ReadError: A file is missing, or is not what was converted.
    """
    with open_tables(manifest, tasks[0].memory) as tables:
        checker = TableChecker(tables)
        for task in tasks:
            counted = Tallies()
            yield task, (checker.check(task.partitions, counted), counted)


def check_there(task: CheckTask) -> tuple[Gathered, Tallies]:
    """Return what partitions come to, on a worker.

    Raises:
        ReadError: The worker does not see the folder, or a file is not what was converted.
    """
    manifest = Manifest.open(Path(task.folder))
    if manifest is None:
        mend = "put it where all workers see it"
        raise ReadError("is no corpus where the worker is", where=task.folder, mend=mend)
    ((_, done),) = check_here(manifest, [task])
    return done
