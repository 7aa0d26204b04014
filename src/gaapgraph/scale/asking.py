"""Questions of the library over a converted corpus, with the rows that they have on all its quads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from gaapgraph.errors import InputError, ReadError
from gaapgraph.frozen_class import frozen
from gaapgraph.plan.pattern_plan import Patterns
from gaapgraph.plan.query_plan import Planner, UnplannedError
from gaapgraph.question.parameter import bind_parameters
from gaapgraph.question.phrase import is_phrase
from gaapgraph.question.run import bind_text
from gaapgraph.scale.corpus_tables import open_tables
from gaapgraph.scale.manifest import Manifest, open_corpus
from gaapgraph.scale.name_store import load_named, load_names
from gaapgraph.scale.table_store import as_node
from gaapgraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyoxigraph import Store

    from gaapgraph.plan.rows import Relation
    from gaapgraph.question.question import Question
    from gaapgraph.scale.corpus_tables import CorpusTables

__all__ = ["ask_corpus", "describe_answer"]


@frozen(kw_only=True)
class AskTask:
    """A query over some partitions of a corpus.

    Attributes:
        name: Of the question.
        text: Its query, with the values of its parameters.
        partitions: Which of them can have a row of the answer.
        memory: Megabytes that the engine may hold.
    """

    folder: str
    name: str
    text: str
    partitions: tuple[int, ...]
    memory: int


def ask_corpus(
    folder: Path,
    question: Question,
    given: Mapping[str, str],
    *,
    memory: int = 2048,
    master: str | None = None,
    tell: Callable[[str], None],
) -> str:
    """Return the answer to a question that a corpus has, by a plan over its tables, in SPARQL 1.1 JSON.

    Args:
        folder: With its `manifest.json`.
        question: Of the library.
        given: Values of parameters as a person writes them; periods by their days.
        memory: Megabytes that the engine may hold; what is more goes to disk.
        master: Of the cluster, of which one worker does it; None is this process.
        tell: Called with a line for each step.

    Raises:
        InputError: The folder is no corpus, the question has something that has no plan, or the engine is missing.
        NotFoundError: The corpus has nothing of a name.
        ReadError: A file is missing, or is not what was converted.
        SourceError: The cluster gave up.
    """
    _refuse_phrases(question, given)
    manifest = open_corpus(folder)
    with open_tables(manifest, memory) as tables:
        tables.view(manifest.filled)
        task = _make_task(tables, question, given, memory)
        if master is None:
            return _ask(tables, task)
    from gaapgraph.scale.cluster import connect_cluster

    with connect_cluster(master, tell) as cluster:
        ((_, found),) = cluster.run(ask_there, [task])
    return found


def _make_task(tables: CorpusTables, question: Question, given: Mapping[str, str], memory: int) -> AskTask:
    """Return the query with the values of its parameters, over those partitions that can have a row of its answer."""
    manifest = tables.manifest
    bound = bind_parameters(load_names(tables, question, given), question, given)
    entities = [one.value for one in bound.get("entity", ())]
    return AskTask(
        folder=str(manifest.folder.resolve()),
        name=question.name,
        text=bind_text(question.text, bound),
        partitions=tuple(tables.find_partitions(entities) if entities else manifest.filled),
        memory=memory,
    )


def _refuse_phrases(question: Question, given: Mapping[str, str]) -> None:
    for parameter in question.parameters:
        if parameter.type == "period" and is_phrase(given.get(parameter.name, "")):
            mend = "give its days, such as 2008-04-01/2009-03-31 or 2009-03-31"
            raise InputError("periods in words are not looked up in tables", where=parameter.name, mend=mend)


def ask_there(task: AskTask) -> str:
    """Return the answer to a query, on a worker.

    Raises:
        InputError: It has something that has no plan, or is too much for the engine.
        ReadError: The worker does not see the folder, or a file is not what was converted.
    """
    manifest = Manifest.open(Path(task.folder))
    if manifest is None:
        mend = "put it where all workers see it"
        raise ReadError("is no corpus where the worker is", where=task.folder, mend=mend)
    with open_tables(manifest, task.memory) as tables:
        return _ask(tables, task)


def _ask(tables: CorpusTables, task: AskTask) -> str:
    import duckdb

    tables.view(task.partitions)
    planner = Planner(Patterns(tables.mapping, tables.profile()), has_graphs=True)
    try:
        found = planner.plan(task.text, PREFIXES)
    except UnplannedError as exc:
        raise _refuse(task, str(exc)) from exc
    for name, column in found.columns.items():
        if column.is_mixed:
            raise _refuse(task, f"integers and decimals in one column ({name})")
    try:
        rows = [] if found.is_empty else tables.connection.execute(found.sql).fetchall()
    except duckdb.Error as exc:
        reason = str(exc).splitlines()[0]
        raise InputError(f"is too much for the engine ({reason})", where=task.name, mend="raise --memory") from exc
    heads = planner.heads(task.text, PREFIXES)
    return json.dumps(
        {"head": {"vars": heads}, "results": {"bindings": [_row(found, row) for row in rows]}}, ensure_ascii=False
    )


def _refuse(task: AskTask, feature: str) -> InputError:
    mend = "gaapgraph ask answers it on the quads of the corpus"
    return InputError(f"has no plan over tables: {feature}", where=task.name, mend=mend)


def _row(relation: Relation, row: tuple[Any, ...]) -> dict[str, dict[str, str]]:
    cells = zip(relation.columns.items(), row, strict=True)
    return {name: _cell(as_node(cell, column)) for (name, column), cell in cells if cell is not None}


def _cell(term: NamedNode | Literal) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def describe_answer(folder: Path, found: str, memory: int = 2048) -> Store:
    """Return what a corpus says of the things that an answer names: their labels, dates and measures.

    Args:
        folder: Of the corpus.
        found: The answer, from `ask_corpus`.
        memory: Megabytes that the engine may hold.
    """
    bindings = json.loads(found)["results"]["bindings"]
    iris = {cell["value"] for row in bindings for cell in row.values() if cell["type"] == "uri"}
    manifest = open_corpus(folder)
    with open_tables(manifest, memory) as tables:
        tables.view(manifest.filled)
        return load_named(tables, iris)
