"""`gaapgraph report`: the statements as a person reads them, every figure traced and checked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from gaapgraph.cli._argument import Data
from gaapgraph.cli._data import load_data
from gaapgraph.cli._garbage import collect_seldom
from gaapgraph.cli._limit import CHECK_MEGABYTES, CHECK_SECONDS, watched
from gaapgraph.cli._screen import tell_unusable
from gaapgraph.errors import InputError, OutputError
from gaapgraph.input_file import real_path
from gaapgraph.write import only, replace_whole
from gaapgraph.write.kind import is_page

__all__ = ["report"]

_refuse_other = only(is_page, "no HTML page of gaapgraph")


def report(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page to write, in HTML.")],
    data: Data = None,
) -> None:
    """Write one HTML file that needs no network: statements, ticks with their arithmetic, trees, risks."""
    from gaapgraph.page import list_texts
    from gaapgraph.page.page import build_page, render_page
    from gaapgraph.resource import instances
    from gaapgraph.validation.document_row import require_facts

    collect_seldom()
    sources = data or []
    _refuse(output, sources)
    where = ", ".join(map(str, sources)) or str(instances())
    with watched(CHECK_SECONDS, CHECK_MEGABYTES, where, mend="give fewer reports at once"):
        store = load_data(sources)
        require_facts(store, where)
        page = build_page(store, list_texts(sources or [instances()]), is_own=True)
    with replace_whole(real_path(output), _refuse_other) as part:
        part.write_text(render_page(page), encoding="utf-8")
    print(f"{output}: {page.verdict}", file=sys.stderr)
    tell_unusable(page.unusable)


def _refuse(output: Path, sources: list[Path]) -> None:
    """Refuse an output that cannot be written before any time goes into it."""
    if real_path(output) in {real_path(path) for path in sources}:
        raise InputError("is an input of this call", where=str(output), mend="write the report to another file")
    _refuse_other(output)
    if not real_path(output).parent.is_dir():
        raise OutputError("there is no such folder", where=str(output.parent), mend="make it first")
