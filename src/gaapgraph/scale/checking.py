"""The rules over a converted corpus, with the results of a check of all its quads at once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError, ReadError
from gaapgraph.scale.manifest import checksum, open_corpus
from gaapgraph.scale.tallies import Tallies
from gaapgraph.store import gather
from gaapgraph.store.apart import take_apart
from gaapgraph.validation.document_row import list_documents
from gaapgraph.validation.inspection import inspect
from gaapgraph.validation.piecewise import Checker, Gathered, check_parts, sum_up
from gaapgraph.write import replace_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gaapgraph.scale.manifest import Manifest
    from gaapgraph.scale.task import CheckTask
    from gaapgraph.store.apart import Part as Piece
    from gaapgraph.validation.check_result import CheckReport

__all__ = ["CHECKS", "check_corpus", "check_quads"]

CHECKS = "checks.json"
_FACTS_OF_A_MEGABYTE = 50  # of --memory: 100,000 facts take 1.1 GB


def check_corpus(
    folder: Path, tell: Callable[[str], None], memory: int = 2048, master: str | None = None
) -> CheckReport:
    """Check a corpus that `convert` has written, by plans over its tables.

    What was evaluated and found in each filing is kept in `checks.json`, for the page of the corpus.

    Args:
        folder: With its `manifest.json`.
        tell: Called with a line for each step.
        memory: Megabytes that the engine may hold; what is more goes to disk.
        master: Of the cluster that does it; None is this process.

    Raises:
        InputError: The folder is no corpus, or has no fact; or the engine is not installed.
        ReadError: A file is missing, or is not what was converted.
        SourceError: The cluster gave up.
    """
    manifest, tally = open_corpus(folder), Tallies()
    partitions = manifest.filled
    done: dict[tuple[int, ...], Gathered] = {}
    for task, (gathered, counted) in _check_each(manifest, memory, master, tell=tell):
        done[task.partitions] = gathered
        tally.add(counted)
        numbers, count = ", ".join(map(str, task.partitions)), sum(map(len, done))
        tell(f"partition {numbers} is checked, {count} of {len(partitions)}")
    whole = Gathered()
    for one in sorted(done):
        whole.add(done[one])
    report = sum_up(Checker(), whole)
    _keep(folder / CHECKS, manifest, tally, report)
    return report


def _check_each(
    manifest: Manifest, memory: int, master: str | None, *, tell: Callable[[str], None]
) -> Iterator[tuple[CheckTask, tuple[Gathered, Tallies]]]:
    """Yield what partitions come to, here or on a cluster, as they are done."""
    from gaapgraph.scale.task import CheckTask, check_here, check_there

    groups = _gather_small(manifest, memory) if master is None else [(one,) for one in manifest.filled]
    tasks = [CheckTask(folder=str(manifest.folder.resolve()), partitions=one, memory=memory) for one in groups]
    if master is None:
        yield from check_here(manifest, tasks)
        return
    from gaapgraph.scale.cluster import connect_cluster

    with connect_cluster(master, tell) as cluster:
        yield from cluster.run(check_there, tasks)


def _gather_small(manifest: Manifest, memory: int) -> list[tuple[int, ...]]:
    """Return which partitions one process checks at once: to plan takes as long for few facts as for many."""
    groups: list[tuple[int, ...]] = []
    room = 0
    for number in manifest.filled:
        facts = sum(part.facts for part in manifest.parts if part.source and part.partition == number)
        if not groups or facts > room:
            groups.append(())
            room = memory * _FACTS_OF_A_MEGABYTE
        groups[-1] = (*groups[-1], number)
        room -= facts
    return groups


def check_quads(folder: Path, tell: Callable[[str], None]) -> CheckReport:
    """Check the quads of such a corpus in stores, entity by entity: memory is that of some entities.

    Args:
        folder: With its `manifest.json`.
        tell: Called with a line for each step.

    Raises:
        InputError: The folder is no corpus, or has no fact.
        ReadError: A file is missing, or is not what was converted.
    """
    manifest = open_corpus(folder)
    paths = [_verify(folder / part.file, part.checksum) for part in sorted(manifest.parts, key=lambda one: one.file)]
    tell(f"{folder}: {len(paths)} files are whole")
    pieces, tally = take_apart(paths, 0), Tallies()
    if pieces is None:  # one entity, or so few that one part has them all
        inspection = inspect(store := gather(paths))
        tally.note(inspection.bindings, inspection.figures)
        report = replace(inspection.report, documents=list_documents(store))
    else:
        whole = check_parts((piece.load() for piece in _told(pieces, tell)), tally.note)
        if whole is None:
            raise InputError("there is no gg:Fact in the data", where=str(folder))
        report = whole
    _keep(folder / CHECKS, manifest, tally, report)
    return report


def _keep(path: Path, manifest: Manifest, tally: Tallies, report: CheckReport) -> None:
    """Write what the page of the corpus tells, in one step."""
    data = {
        "checksums": {part.file: part.checksum for part in manifest.parts},
        "evaluated": [[*key, count, tally.failed[key]] for key, count in sorted(tally.evaluated.items())],
        "results": [
            [one.code, one.severity, one.report, list(one.lines), one.message, list(one.evidence)]
            for one in report.results
        ],
        "not_evaluated": [list(one) for one in report.not_evaluated],
    }
    with replace_whole(path, lambda _: None) as part:  # the file is this command's own
        part.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _told(pieces: list[Piece], tell: Callable[[str], None]) -> Iterator[Piece]:
    for number, piece in enumerate(pieces, 1):
        yield piece
        tell(f"{number} of {len(pieces)}: {len(piece.names):,} graphs checked")


def _verify(path: Path, expected: str) -> Path:
    """Return the path of a file that has the lines that were converted."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            found = checksum(line.removesuffix("\n") for line in file)
    except (OSError, UnicodeDecodeError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) else "it is no UTF-8"
        raise ReadError(f"cannot be read ({reason})", where=str(path), mend="convert into a new folder") from exc
    if found != expected:
        raise ReadError(
            f"is not what was converted (checksum {found}, not {expected})",
            where=str(path),
            mend="convert into a new folder",
        )
    return path
