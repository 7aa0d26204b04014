"""`gaapgraph scale`: whole corpora on an engine of tables."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gaapgraph.cli._answer import lay_out, read_params, write_content, write_table
from gaapgraph.cli._garbage import collect_seldom
from gaapgraph.errors import InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.input_file import real_path
from gaapgraph.printable import neutral_csv, show_controls

__all__ = ["scale"]


class Action(StrEnum):
    """What is done with a corpus."""

    convert = "convert"
    check = "check"
    ask = "ask"
    ontop = "ontop"
    report = "report"
    generate = "generate"


class Engine(StrEnum):
    """What works on the tables."""

    duckdb = "duckdb"
    spark = "spark"
    store = "store"


class AnswerFormat(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"


@frozen
class _Reply:
    """How a question is answered: in what form, where, by so many megabytes, and on what cluster."""

    form: AnswerFormat
    output: Path | None
    memory: int
    master: str | None


Task = Annotated[
    Action,
    typer.Argument(
        metavar="convert|check|ask|ontop|report|generate",
        help="Turn data sets into facts and graphs; check such a corpus; ask it a question of the library; write "
        "what Ontop needs to answer SPARQL over it; write its page; make data sets with known errors.",
    ),
]
Sources = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[SOURCE…]", help="Data sets of the SEC, zips or folders; a corpus; QUESTION CORPUS."),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Folder; for check, report and ask a file: results.json, report.html, the answer.",
    ),
]
Worker = Annotated[
    Engine, typer.Option(help="What works on the tables; store: check works on the quads, as it does elsewhere.")
]
Master = Annotated[
    str, typer.Option(metavar="URL", help="Of spark: the master, such as local[2] or spark://host:7077.")
]
Partitions = Annotated[int, typer.Option(min=1, max=4096, help="Into how many parts the entities are packed.")]
Memory = Annotated[int, typer.Option(min=256, metavar="MB", help="What the engine may hold before it uses disk.")]
Entities = Annotated[int, typer.Option(min=1, help="Of generate: how many companies file.")]
Quarters = Annotated[int, typer.Option(min=1, max=320, help="Of generate: how many data sets.")]
Seed = Annotated[int, typer.Option(help="Of generate: the same seed gives the same bytes.")]
Param = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", metavar="K=V", help="Of ask: a parameter, such as period=2009-03-31."),
]
Written = Annotated[AnswerFormat, typer.Option("--format", help="Of ask: json is SPARQL 1.1 JSON.")]


def scale(
    action: Task,
    sources: Sources = None,
    output: Output = None,
    engine: Worker = Engine.duckdb,
    master: Master = "local[*]",
    partitions: Partitions = 8,
    memory: Memory = 2048,
    entities: Entities = 100,
    quarters: Quarters = 4,
    seed: Seed = 1,
    param: Param = None,
    output_format: Written = AnswerFormat.table,
) -> None:
    """Work on whole corpora: convert them to the quads of `build`, in partitions by entity, and check them."""
    given, cluster = sources or [], master if engine is Engine.spark else None
    if action is Action.check:
        _check(given, output, memory, master=None if engine is Engine.store else cluster or "")
    elif action is Action.report:
        _report(given, output)
    elif action is Action.ask:
        _refuse_store(engine, action)
        _ask(given, read_params(param or []), _Reply(output_format, output, memory, cluster or None))
    elif output is None:
        raise InputError("is missing", where="--output", mend="give the folder to write to")
    elif action is Action.ontop:
        _expose(_one(given, action.value), output, memory)
    elif action is Action.generate:
        _generate(given, output, entities=entities, quarters=quarters, seed=seed)
    else:
        _refuse_store(engine, action)
        _convert(given, output, partitions=partitions, memory=memory, master=cluster)


def _convert(sources: list[Path], output: Path, *, partitions: int, memory: int, master: str | None) -> None:
    """Convert data sets, on a cluster where its master is given."""
    from gaapgraph.scale.conversion import convert

    if not sources:
        raise InputError("there is no data set", where="SOURCE", mend="give one or more")
    manifest = convert(sources, output, partitions=partitions, memory=memory, master=master, tell=_tell)
    counts = f"{manifest.facts:,} facts, {manifest.quads:,} quads in {len(manifest.parts)} files"
    print(f"{show_controls(str(output))}: {counts}")


def _refuse_store(engine: Engine, action: Action) -> None:
    if engine is Engine.store:
        raise InputError(
            f"is no engine of scale {action.value}", where=f"--engine {engine.value}", mend="take duckdb or spark"
        )


def _tell(line: str) -> None:
    print(show_controls(line), file=sys.stderr, flush=True)


def _generate(sources: list[Path], output: Path, *, entities: int, quarters: int, seed: int) -> None:
    from gaapgraph.scale.generator import generate

    if sources:
        raise InputError("takes no source", where="scale generate", mend="give -o, --entities, --quarters, --seed")
    planted = generate(output, entities=entities, quarters=quarters, seed=seed)
    print(f"{show_controls(str(output))}: {quarters} data sets, {len(planted):,} planted (planted.json)")


def _report(sources: list[Path], output: Path | None) -> None:
    """Write the page of one corpus."""
    from gaapgraph.scale.corpus_page import write_corpus_page
    from gaapgraph.write import only, replace_whole
    from gaapgraph.write.kind import is_page

    folder = _one(sources, "report")
    page = write_corpus_page(folder)
    target = output or folder / "report.html"
    with replace_whole(real_path(target), only(is_page, "no HTML page of gaapgraph")) as part:
        part.write_text(page, encoding="utf-8")
    print(f"{show_controls(str(target))}: {len(page):,} characters")


def _ask(sources: list[Path], given: dict[str, str], reply: _Reply) -> None:
    """Ask one corpus a question of the library."""
    from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

    from gaapgraph.graph import Dataset
    from gaapgraph.question.library import find_question
    from gaapgraph.question.run import answer_rows
    from gaapgraph.scale.asking import ask_corpus, describe_answer
    from gaapgraph.store import serialize_result

    if len(sources) != 2:
        raise InputError("takes a question and a corpus", where="scale ask", mend="gaapgraph scale ask QUESTION CORPUS")
    question, folder = find_question(str(sources[0])), sources[1]
    found = ask_corpus(folder, question, given, memory=reply.memory, master=reply.master, tell=_tell)
    solutions = parse_query_results(found, QueryResultsFormat.JSON)
    assert isinstance(solutions, QuerySolutions)
    if reply.form is AnswerFormat.table:
        heads, rows = answer_rows(solutions, Dataset(describe_answer(folder, found, reply.memory)))
        write_table(question, lay_out(question, heads, rows, bounds=False), reply.output)
        return
    written = serialize_result(solutions, reply.form)
    write_content(neutral_csv(written) if reply.form is AnswerFormat.csv else written, reply.output)


def _expose(folder: Path, output: Path, memory: int) -> None:
    from gaapgraph.errors import OutputError
    from gaapgraph.scale.virtual import write_configuration

    try:
        write_configuration(folder, output, memory)
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise OutputError(f"cannot be written ({reason})", where=str(output), mend="give another folder") from exc
    print(f"{show_controls(str(output))}: tables.sql, mapping.ttl, lenses.json, ontop.properties")


def _one(sources: list[Path], action: str) -> Path:
    if len(sources) != 1:
        raise InputError("takes one corpus", where=f"scale {action}", mend="give the folder that scale convert wrote")
    return sources[0]


def _check(sources: list[Path], output: Path | None, memory: int, *, master: str | None) -> None:
    """Check one corpus, and write its results as JSON; exit with 1 where the data do not conform.

    Args:
        sources: The corpus.
        output: The file of results.
        memory: Megabytes that an engine of tables may hold.
        master: Of a cluster; empty is the engine of this machine, None are stores.
    """
    from gaapgraph.scale.checking import check_corpus, check_quads
    from gaapgraph.validation import format as formats
    from gaapgraph.write import only, replace_whole
    from gaapgraph.write.kind import is_json

    folder = _one(sources, "check")
    collect_seldom()
    report = check_quads(folder, _tell) if master is None else check_corpus(folder, _tell, memory, master or None)
    target = output or folder / "results.json"
    with replace_whole(real_path(target), only(is_json("code", "severity"), "no json file of results")) as part:
        part.write_text(formats.write_json(report), encoding="utf-8")
    print(f"{show_controls(str(target))}: {formats.describe_verdict(report)}")
    raise typer.Exit(0 if report.conforms else 1)
