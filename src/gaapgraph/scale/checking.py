"""The rules over a converted corpus, with the results of a check of all its quads at once."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError, ReadError
from gaapgraph.scale.manifest import Manifest, checksum
from gaapgraph.store import gather
from gaapgraph.store.apart import take_apart
from gaapgraph.validation.inspection import inspect
from gaapgraph.validation.piecewise import check_parts
from gaapgraph.write import replace_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gaapgraph.store.apart import Part as Piece
    from gaapgraph.validation.binding import Binding
    from gaapgraph.validation.check_result import CheckReport
    from gaapgraph.validation.figure import Figures

__all__ = ["CHECKS", "check_corpus", "check_quads"]

CHECKS = "checks.json"


def check_corpus(folder: Path, tell: Callable[[str], None], memory: int = 2048) -> CheckReport:
    """Check a corpus that `convert` has written, by plans over its tables.

    What was evaluated and found in each filing is kept in `checks.json`, for the page of the corpus.

    Args:
        folder: With its `manifest.json`.
        tell: Called with a line for each step.
        memory: Megabytes that the engine may hold; what is more goes to disk.

    Raises:
        InputError: The folder is no corpus, or has no fact; or the engine is not installed.
        ReadError: A file is missing, or is not what was converted.
    """
    from gaapgraph.scale.corpus_tables import CorpusTables, connect
    from gaapgraph.scale.table_check import check_tables

    manifest, tally = _open(folder), _Tally()
    with TemporaryDirectory(dir=folder) as spill, closing(connect(memory, Path(spill))) as connection:
        report = check_tables(CorpusTables.open(connection, manifest), tell, tally.note)
    _keep(folder / CHECKS, manifest, tally, report)
    return report


def check_quads(folder: Path, tell: Callable[[str], None]) -> CheckReport:
    """Check the quads of such a corpus in stores, entity by entity: memory is that of some entities.

    Args:
        folder: With its `manifest.json`.
        tell: Called with a line for each step.

    Raises:
        InputError: The folder is no corpus, or has no fact.
        ReadError: A file is missing, or is not what was converted.
    """
    manifest = _open(folder)
    paths = [_verify(folder / part.file, part.checksum) for part in sorted(manifest.parts, key=lambda one: one.file)]
    tell(f"{folder}: {len(paths)} files are whole")
    pieces, tally = take_apart(paths, 0), _Tally()
    if pieces is None:  # one entity, or so few that one part has them all
        inspection = inspect(gather(paths))
        tally.note(inspection.bindings, inspection.figures)
        report = inspection.report
    else:
        whole = check_parts((piece.load() for piece in _told(pieces, tell)), tally.note)
        if whole is None:
            raise InputError("there is no gg:Fact in the data", where=str(folder))
        report = whole
    _keep(folder / CHECKS, manifest, tally, report)
    return report


def _open(folder: Path) -> Manifest:
    manifest = Manifest.open(folder)
    if manifest is None:
        raise InputError("is no corpus", where=str(folder), mend="give the folder that scale convert wrote")
    if not manifest.facts:
        raise InputError("there is no gg:Fact in the data", where=str(folder))
    return manifest


class _Tally:
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


def _keep(path: Path, manifest: Manifest, tally: _Tally, report: CheckReport) -> None:
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
