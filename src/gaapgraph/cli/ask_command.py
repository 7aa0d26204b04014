"""`gaapgraph ask`: a question of the library."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaapgraph.cli._limit import MEGABYTES, SECONDS, Memory, Timeout, read_limits
from gaapgraph.cli._screen import console, print_table
from gaapgraph.errors import GaapGraphError, InputError, NotFoundError
from gaapgraph.question.library import find_question, list_questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import QuerySolutions, Store

    from gaapgraph.question.question import Question
    from gaapgraph.sparql import Limits

__all__ = ["AskFormat", "ask"]


_MOST = 8  # values that are named instead of one that has no row
_ABOVE = ("entity", "unit")  # columns that one line above the table tells where all rows agree


class AskFormat(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    html = "html"
    svg = "svg"
    png = "png"


def ask(
    question: Annotated[str | None, typer.Argument(metavar="[QUESTION]", help="Its name; --list shows all.")] = None,
    data: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DATA…]", help="RDF files or stores; default: the shipped instances."),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the questions by theme, or describe QUESTION.")] = False,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="K=V", help="A parameter, such as period=2009-03-31.")
    ] = None,
    output_format: Annotated[
        AskFormat | None,
        typer.Option("--format", help="json is SPARQL 1.1 JSON; html, svg and png draw. Default: by FILE, else table."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the answer there.")
    ] = None,
    timeout: Timeout = SECONDS,
    memory: Memory = MEGABYTES,
) -> None:
    """Ask a question of the library, for any reporter and period in the data."""
    if question is None:
        if not listing and (param or data):
            raise InputError("which question?", where="ask", mend="gaapgraph ask --list shows all")
        _print_list(list_questions())
        return
    found = find_question(question)
    if listing:
        _print_question(found)
        return
    chosen = output_format or _guess_format(output)
    if chosen is AskFormat.png and output is None and sys.stdout.isatty():
        raise InputError("an image is nothing for a screen", where="--format png", mend="give -o chart.png")
    call = _Call(
        data=data or [],
        given=_read_params(param or []),
        chosen=chosen,
        output=output,
        limits=read_limits(timeout, memory),
    )
    _answer(found, call)


def _guess_format(output: Path | None) -> AskFormat:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return AskFormat(ending) if ending in list(AskFormat) else AskFormat.table


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """What one question is asked with."""

    data: list[Path]
    given: dict[str, str]
    chosen: AskFormat
    output: Path | None
    limits: Limits


def _answer(question: Question, call: _Call) -> None:
    from gaapgraph.graph import Dataset
    from gaapgraph.question.parameter import bind_parameters  # a list of questions needs no store
    from gaapgraph.question.run import answer, answer_rows
    from gaapgraph.store import load_store, serialize_result

    store = load_store(call.data)
    _require_reports(store, call.data)
    given, chosen, output = call.given, call.chosen, call.output
    if sys.stdin.isatty() and sys.stdout.isatty():
        given = _prompt(store, question, given)
    bound = bind_parameters(store, question, given)
    solutions: QuerySolutions = answer(store, question, bound, limits=call.limits)
    if chosen in (AskFormat.csv, AskFormat.json):
        _write(serialize_result(solutions, chosen), output)
        return
    heads, rows = answer_rows(solutions, Dataset(store))
    if chosen is AskFormat.table:
        if not rows:
            print(f"gaapgraph: {question.name}: {_explain_empty(store, question, given)}", file=sys.stderr)
        _write_table(question, heads, rows, output)
        return
    from gaapgraph.question.chart import draw_chart, draw_png

    if chosen is AskFormat.png:
        _write(draw_png(question, heads, rows), output)
    else:
        _write(draw_chart(question, heads, rows, chosen), output)


def _prompt(store: Store, question: Question, given: dict[str, str]) -> dict[str, str]:
    """Return the parameters with those that a person at a terminal is asked for; what does not fit is asked again."""
    from gaapgraph.question.parameter import bind_parameters

    asked = dict(given)
    for parameter in question.parameters:
        while parameter.is_asked and not set(given) - {"entity", "period"} and parameter.name not in asked:
            value = typer.prompt(f"{parameter.name} ({parameter.description})", default="all").strip()
            try:
                bind_parameters(store, question, {parameter.name: value})
            except GaapGraphError as exc:
                typer.echo(str(exc), err=True)
            else:
                asked[parameter.name] = value
    return asked


def _explain_empty(store: Store, question: Question, given: dict[str, str]) -> str:
    """Say why an answer has no row: what the parameters that were given could be instead, or that there is none."""
    from gaapgraph.graph import Dataset
    from gaapgraph.question.run import answer, answer_rows

    heads, rows = answer_rows(answer(store, question), Dataset(store))
    if not rows:
        return "the data have no answer"
    told = []
    for name in given:
        if name in heads:
            values = list(dict.fromkeys(row[heads.index(name)] for row in rows if row[heads.index(name)]))
            more = ", …" if len(values) > _MOST else ""
            told.append(f"{name} can be {', '.join(values[:_MOST])}{more}")
    return "no row has all of these; " + "; ".join(told or ["ask for less"])


def _write_table(question: Question, heads: list[str], rows: list[list[str]], output: Path | None) -> None:
    """Write a table in which what all rows have in common stands above, and figures have their thousands apart."""
    common = {
        head: cells.pop()
        for head in _ABOVE
        if head in heads and len(cells := {row[heads.index(head)] for row in rows}) == 1
    }
    kept = [number for number, head in enumerate(heads) if head not in common]
    shown = [[_part_thousands(heads[number], row[number]) for number in kept] for row in rows]
    title = ", ".join([question.title, *filter(None, common.values())])
    if output is None:
        print_table([heads[number] for number in kept], shown, title=title)
        return
    screen = console()
    with screen.capture() as captured:
        print_table([heads[number] for number in kept], shown, title=title, screen=screen)
    _write(captured.get(), output)


def _part_thousands(head: str, text: str) -> str:
    if head.lower().endswith("line"):
        return text
    whole, point, places = text.partition(".")
    is_long = len(whole.lstrip("-")) > 3 and whole.lstrip("-").isdigit() and not whole.lstrip("-").startswith("0")
    return f"{int(whole):,}{point}{places}" if is_long else text


def _write(content: str | bytes, output: Path | None) -> None:
    if output is None:
        if isinstance(content, str):
            sys.stdout.write(content)
        else:
            sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    from gaapgraph.write import replace_whole

    with replace_whole(output.resolve(), _refuse_other(content)) as part:
        part.write_bytes(content.encode() if isinstance(content, str) else content)


def _refuse_other(content: str | bytes) -> Callable[[Path], None]:
    """Return what refuses to replace anything but an answer in the same form."""
    from gaapgraph.write import only
    from gaapgraph.write.kind import MARK, is_json, is_page, is_picture, starts_as

    if isinstance(content, bytes) or content.startswith("<svg"):
        return only(is_picture, "no picture of gaapgraph")
    if MARK in content:
        return only(is_page, "no HTML page of gaapgraph")
    if content.startswith('{"head"'):
        return only(is_json("head", "vars"), "no SPARQL JSON")
    return only(starts_as(content), "no answer to this question")


def _require_reports(store: Store, data: list[Path]) -> None:
    if not any(True for _ in store.named_graphs()):
        where = ", ".join(map(str, data)) or "the shipped instances"
        mend = "build one with gaapgraph build SOURCE -o OUT.trig (.ttl and .nt have no named graphs to ask)"
        raise NotFoundError("no report in the data", where=where, mend=mend)


def _read_params(texts: list[str]) -> dict[str, str]:
    given = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not mark or not name.strip() or not value.strip():
            raise InputError(f"{text!r} is no parameter", where="--param", mend="write it as period=2009-03-31")
        given[name.strip()] = value.strip()
    return given


def _print_list(questions: list[Question]) -> None:
    screen = console()
    width = max((len(each.name) for each in questions), default=0)
    for theme, group in groupby(questions, key=lambda each: each.theme):
        screen.print(f"\n{theme}", style="bold")
        for each in group:
            screen.print(f"  {each.name:<{width}}  {each.question}", markup=False, soft_wrap=True)
    screen.print("\ngaapgraph ask QUESTION --list says what it takes and returns.", style="dim")


def _print_question(question: Question) -> None:
    screen = console()
    screen.print(f"{question.title} ({question.theme})", style="bold")
    screen.print(f"{question.question}\n{question.description}\n", markup=False)
    parameters = [[each.name, each.type, each.default or "all", each.description] for each in question.parameters]
    print_table(["parameter", "type", "default", "what"], parameters)
    screen.print()
    print_table(["column", "what"], [list(each) for each in question.returns])
    screen.print(f"\nsource: {question.source}", markup=False)
