"""What a run over a folder has read so far, kept beside its output, so that a run that was killed is resumed.

A report is kept as JSON, exactly: classes of the model by their names, decimals and dates by their text. Nothing but
values of the model comes back, and what cannot be understood is read again.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gaapgraph import model
from gaapgraph._version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaapgraph.model import Report

__all__ = ["Keep"]


class Keep:
    """The reports that a run has read, each under a digest of its document and of everything else it depends on."""

    def __init__(self, output: Path, *circumstances: object) -> None:
        name = sha256(output.name.encode()).hexdigest()[:8]
        self._folder = output.parent / f".gaapgraph-resume-{name}"
        self._seed = "\x1f".join([__version__, _digest_program(), *map(str, circumstances)])

    def find(self, document: Path, data: bytes) -> list[Report] | None:
        """Return the reports of a document that an earlier run has read, None where there are none."""
        try:
            kept = json.loads(self._place(document, data).read_text(encoding="utf-8"))
            found = [_decode(each) for each in kept]
        except (OSError, ValueError, TypeError, KeyError, ArithmeticError):
            return None
        return found if all(isinstance(each, model.Report) for each in found) else None

    def put(self, document: Path, data: bytes, reports: Sequence[Report]) -> None:
        """Keep the reports of a document; where that cannot be done, the next run reads it again."""
        place = self._place(document, data)
        try:
            self._folder.mkdir(exist_ok=True)
            part = place.with_suffix(f".{os.getpid()}")
            part.write_text(json.dumps([_encode(each) for each in reports]), encoding="utf-8")
            part.replace(place)
        except OSError:
            return

    def clear(self) -> None:
        """Remove what was kept: the run has come to its end."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _place(self, document: Path, data: bytes) -> Path:
        digest = sha256(f"{self._seed}\x1f{document.name}\x1f".encode() + data)
        return self._folder / f"{digest.hexdigest()}.json"


def _digest_program() -> str:
    """Return a digest of the program's own files, so that another program reads everything anew."""
    digest = sha256()
    for path in _list_program():
        found = path.stat()
        digest.update(f"{path.name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _list_program() -> Iterator[Path]:
    yield from sorted(Path(model.__file__).parents[1].rglob("*.py"))


def _encode(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            "class": type(value).__name__,
            "fields": {f.name: _encode(getattr(value, f.name)) for f in fields(value)},
        }
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, dict):
        return {"items": [[_encode(key), _encode(each)] for key, each in value.items()]}
    if isinstance(value, tuple | list):
        return [_encode(each) for each in value]
    return value


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_decode, value))
    if not isinstance(value, dict):
        return value
    if "decimal" in value:
        return Decimal(value["decimal"])
    if "date" in value:
        return date.fromisoformat(value["date"])
    if "items" in value:
        return {_decode(key): _decode(each) for key, each in value["items"]}
    given = {name: _decode(each) for name, each in value["fields"].items()}
    return _model_classes()[value["class"]](**given)


@cache
def _model_classes() -> dict[str, type]:
    found = {name: getattr(model, name) for name in model.__all__}
    return {name: value for name, value in found.items() if isinstance(value, type) and is_dataclass(value)}
