"""`gaapgraph ask`: a question of the library."""

from __future__ import annotations

import csv
import io
import sys
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gaapgraph.cli._answer import lay_out, read_params, write_content, write_table
from gaapgraph.cli._argument import Data
from gaapgraph.cli._limit import MEGABYTES, SECONDS, Memory, Raw, Timeout, read_limits
from gaapgraph.cli._screen import console, print_table, tell_unusable
from gaapgraph.errors import GaapGraphError, InputError, NotFoundError
from gaapgraph.frozen_class import frozen
from gaapgraph.printable import neutral_csv, show_controls
from gaapgraph.question.library import find_question, list_questions, search_questions

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Store

    from gaapgraph.question.question import Question
    from gaapgraph.sparql import Limits

__all__ = ["AskFormat", "ask"]


_MOST = 8  # values that are named instead of one that has no row


class AskFormat(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    html = "html"
    svg = "svg"
    png = "png"


Listing = Annotated[
    bool, typer.Option("--list", help="List the questions by theme, those with words, or describe one.")
]
Param = Annotated[
    list[str] | None, typer.Option("--param", "-p", metavar="K=V", help="A parameter, such as period=2009-03-31.")
]
Written = Annotated[
    AskFormat | None,
    typer.Option("--format", help="json is SPARQL 1.1 JSON; html, svg and png draw. Default: by FILE, else table."),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the answer there.")]
Receipt = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write what stands behind each figure; verify recomputes it.")
]


def ask(
    question: Annotated[str | None, typer.Argument(metavar="[QUESTION]", help="Its name; --list shows all.")] = None,
    data: Data = None,
    listing: Listing = False,
    param: Param = None,
    output_format: Written = None,
    output: Output = None,
    bounds: Annotated[bool, typer.Option("--bounds", help="Show the ends of what rounding allows.")] = False,
    labels: Annotated[bool, typer.Option("--labels", help="CSV with labels and dates instead of IRIs.")] = False,
    receipt: Receipt = None,
    raw: Raw = False,
    timeout: Timeout = SECONDS,
    memory: Memory = MEGABYTES,
) -> None:
    """Ask a question of the library, for any reporter and period in the data."""
    if question is None:
        if not listing and (param or data):
            raise InputError("which question?", where="ask", mend="gaapgraph ask --list shows all")
        _print_list(list_questions())
        return
    if listing:
        _list(question, data or [])
        return
    found = find_question(question)
    chosen = output_format or _guess_format(output)
    if chosen is AskFormat.png and output is None and sys.stdout.isatty():
        raise InputError("an image is nothing for a screen", where="--format png", mend="give -o chart.png")
    call = _Call(
        data=data or [],
        given=read_params(param or []),
        chosen=chosen,
        output=output,
        limits=read_limits(timeout, memory),
        bounds=bounds,
        labels=labels,
        receipt=receipt,
        raw=raw,
    )
    _answer(found, call)


def _list(question: str, data: list[Path]) -> None:
    """Describe a question, or list those that have some words; what is no file of the data is a word."""
    words = " ".join([question, *(str(path) for path in data if not path.exists())])
    try:
        named = find_question(words)
    except NotFoundError as exc:
        found = search_questions(words)
        if not found:
            raise NotFoundError("no question has these words", where=words, mend=exc.mend) from exc
        _print_list(found, by_theme=False)
    else:
        _print_question(named)


def _guess_format(output: Path | None) -> AskFormat:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return AskFormat(ending) if ending in list(AskFormat) else AskFormat.table


@frozen(kw_only=True)
class _Call:
    """What one question is asked with."""

    data: list[Path]
    given: dict[str, str]
    chosen: AskFormat
    output: Path | None
    limits: Limits
    bounds: bool
    labels: bool
    receipt: Path | None
    raw: bool


def _answer(question: Question, call: _Call) -> None:
    from gaapgraph.graph import Dataset, count_unusable
    from gaapgraph.question.parameter import bind_parameters  # a list of questions needs no store
    from gaapgraph.question.run import answer, answer_rows
    from gaapgraph.store import gather, serialize_result

    for path in call.data:
        if "=" in path.name and not path.exists():
            raise InputError("no such file", where=str(path), mend=f"if it is a parameter, give -p '{path}'")
    store = gather(call.data)
    _require_reports(store, call.data)
    _require_entity(store, question, call.data)
    given, chosen, output = call.given, call.chosen, call.output
    if sys.stdin.isatty() and sys.stdout.isatty():
        given = _prompt(store, question, given)
    bound = bind_parameters(store, question, given)
    solutions: QuerySolutions = answer(store, question, bound, limits=call.limits)
    if call.data:  # what is shipped is known to be usable, and looking it through takes time
        tell_unusable(count_unusable(store))
    if call.receipt is not None:
        from gaapgraph.receipt import make_receipt

        make_receipt(store, question, bound, limits=call.limits).write(call.receipt)
    if chosen is AskFormat.json or (chosen is AskFormat.csv and not call.labels):
        written = serialize_result(solutions, chosen)
        if _is_empty(written):
            _tell_empty(store, question, given)
        write_content(neutral_csv(written) if chosen is AskFormat.csv and not call.raw else written, output)
        return
    heads, rows = answer_rows(solutions, Dataset(store))
    if not rows and chosen in (AskFormat.table, AskFormat.csv):
        _tell_empty(store, question, given)
    if chosen is AskFormat.csv:
        write_content(_write_csv(heads, rows, is_raw=call.raw), output)
    elif chosen is AskFormat.table:
        write_table(question, lay_out(question, heads, rows, bounds=call.bounds), output)
    else:
        _draw(question, heads, rows, call)


def _is_empty(written: str) -> bool:
    """Say whether a result in CSV or JSON has no row."""
    return written.count("\n") <= 1 and '"bindings":[{' not in written


def _tell_empty(store: Store, question: Question, given: dict[str, str]) -> None:
    print(show_controls(f"gaapgraph: {question.name}: {_explain_empty(store, question, given)}"), file=sys.stderr)


def _write_csv(heads: list[str], rows: list[list[str]], *, is_raw: bool) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue() if is_raw else neutral_csv(out.getvalue())


def _draw(question: Question, heads: list[str], rows: list[list[str]], call: _Call) -> None:
    from gaapgraph.question.chart import draw_chart, draw_png

    if call.chosen is AskFormat.png:
        write_content(draw_png(question, heads, rows), call.output)
    else:
        write_content(draw_chart(question, heads, rows, call.chosen), call.output)


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
    """Say why an answer has no row: what the parameters that were given could be instead, or what the data lack."""
    from gaapgraph.graph import Dataset
    from gaapgraph.question.run import answer, answer_rows

    heads, rows = answer_rows(answer(store, question), Dataset(store))
    if not rows:
        from gaapgraph.question.silence import explain_silence

        return explain_silence(store, question, list_questions(entities=_list_identifiers(store)))
    told = []
    for name in given:
        if name in heads:
            values = list(dict.fromkeys(row[heads.index(name)] for row in rows if row[heads.index(name)]))
            more = ", …" if len(values) > _MOST else ""
            told.append(f"{name} can be {', '.join(values[:_MOST])}{more}")
    return "no row has all of these; " + "; ".join(told or ["ask for less"])


def _list_identifiers(store: Store) -> set[str]:
    """Return the identifiers of the entities of the data."""
    from pyoxigraph import NamedNode

    from gaapgraph.vocabulary import GG

    quads = store.quads_for_pattern(None, NamedNode(GG.identifier), None, None)
    return {str(getattr(quad.object, "value", "")) for quad in quads}


def _require_entity(store: Store, question: Question, data: list[Path]) -> None:
    """Refuse a question of one reporter's own where the data are of others."""
    if question.entity is not None and question.entity not in _list_identifiers(store):
        where = f"{question.name}, {', '.join(map(str, data)) or 'the shipped instances'}"
        mend = "load its reports, or see gaapgraph ask --list for the questions of any reporter"
        raise NotFoundError(f"is a question about entity {question.entity} alone", where=where, mend=mend)


def _require_reports(store: Store, data: list[Path]) -> None:
    if not any(True for _ in store.named_graphs()):
        where = ", ".join(map(str, data)) or "the shipped instances"
        mend = "build one with gaapgraph build SOURCE -o OUT.trig (.ttl and .nt have no named graphs to ask)"
        raise NotFoundError("no report in the data", where=where, mend=mend)


def _print_list(questions: list[Question], *, by_theme: bool = True) -> None:
    screen = console()
    width = max((len(each.name) for each in questions), default=0)
    for theme, group in groupby(questions, key=lambda each: each.theme if by_theme else ""):
        if theme:
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
