"""`gaapgraph ask`: a question of the library."""

from __future__ import annotations

import sys
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaapgraph.ask.library import find_question, list_questions
from gaapgraph.cli._screen import console, print_table
from gaapgraph.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Store

    from gaapgraph.ask.question import Question

__all__ = ["AskFormat", "ask"]


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
        AskFormat, typer.Option("--format", help="json is SPARQL 1.1 JSON; html, svg and png draw.")
    ] = AskFormat.table,
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
    _answer(found, data or [], _read_params(param or []), output_format)


def _answer(question: Question, data: list[Path], given: dict[str, str], output_format: AskFormat) -> None:
    from gaapgraph.ask.parameter import bind_parameters  # a list of questions needs no store
    from gaapgraph.ask.run import answer, answer_rows, list_entity_names
    from gaapgraph.store import load_store, serialize_result

    store = load_store(data)
    _require_reports(store, data)
    solutions: QuerySolutions = answer(store, question, bind_parameters(store, question, given))
    if output_format in (AskFormat.csv, AskFormat.json):
        sys.stdout.write(serialize_result(solutions, output_format))
        return
    heads, rows = answer_rows(solutions, list_entity_names(store))
    if output_format is AskFormat.table:
        print_table(heads, rows, title=question.title)
        return
    from gaapgraph.ask.chart import draw_chart, draw_png

    if output_format is AskFormat.png:
        if sys.stdout.isatty():
            raise InputError("a picture is no text", where="--format png", mend="send it to a file: > answer.png")
        sys.stdout.buffer.write(draw_png(question, heads, rows))
        return
    sys.stdout.write(draw_chart(question, heads, rows, output_format))


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
