"""The public door: read a document, and take its report on as RDF.

```python
report = gaapgraph.read("release.txt")
report.write("release.trig")
graph = report.to_rdflib()
```
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions

from gaapgraph.errors import InputError, SourceError
from gaapgraph.model import Report
from gaapgraph.reader.narrative import read_narrative
from gaapgraph.reader.release import load, read_release
from gaapgraph.reader.sec import is_data_set, read_submissions
from gaapgraph.sparql import DEFAULT_LIMITS, Limits
from gaapgraph.store import load_store, run_query, write_reports
from gaapgraph.tag import account_tokens, find_narrator, find_profile, load_profile, tag_narrative, tag_release
from gaapgraph.vocabulary import BASE
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import rdflib

    from gaapgraph.question import Answer
    from gaapgraph.reader.release import Reading, Token
    from gaapgraph.tag import Profile

__all__ = ["ReadReport", "account_for", "query", "read", "read_reports", "to_rdflib"]


class ReadReport(Report):
    """A report with the ways out of it. Its fields are those of `gaapgraph.model.Report`."""

    __slots__ = ()

    def to_quads(self, base: str = BASE) -> Iterator[str]:
        """Yield the report's named graph as N-Quads, some lines at a time."""
        return write_quads(self, base)

    def to_rdflib(self, base: str = BASE) -> rdflib.Graph:
        """Return the report as an rdflib graph whose identifier is the report's IRI."""
        return to_rdflib(self, base)

    def write(self, path: str | Path, base: str = BASE) -> None:
        """Write the report to a file (.nq .trig .ttl .nt, with or without .gz) or a store folder.

        Raises:
            InputError: The extension names no format.
            OutputError: The path cannot be written, or something else stands there.
        """
        write_reports([self], Path(path), base)


def read(path: str | Path, profile: str | Path | None = None) -> ReadReport:
    """Read one document and map its figures to concepts.

    Args:
        path: An earnings release as text, Markdown or HTML, or risk factors without tables.
        profile: The folder of the entity's profile; without it the shipped profile that fits is taken.

    Raises:
        SourceError: The document cannot be had.
        ReadError: Its bytes cannot be understood.
    """
    _, _, report = _read_and_tag(Path(path), profile)
    return ReadReport(**{field.name: getattr(report, field.name) for field in fields(Report)})


def read_reports(path: str | Path, profile: str | Path | None = None) -> Iterator[Report]:
    """Yield every report of a source: the one of a document, or those of a data set of the SEC.

    Raises:
        SourceError: The source cannot be had.
        ReadError: Its bytes cannot be understood.
    """
    path = _require(Path(path))
    if is_data_set(path):
        yield from read_submissions(path)
    else:
        yield read(path, profile)


def account_for(path: str | Path, profile: str | Path | None = None) -> tuple[Token, ...]:
    """Return every numeric token of a document with what became of it.

    Args:
        path: As for `read`.
        profile: As for `read`.

    Raises:
        SourceError: The document cannot be had.
        ReadError: Its bytes cannot be understood.
    """
    reading, chosen, report = _read_and_tag(Path(path), profile)
    return account_tokens(reading, report, chosen.asides)


def query(text: str, data: str | Path | Sequence[str | Path] = (), *, limits: Limits = DEFAULT_LIMITS) -> Answer:
    """Return the answer to a SPARQL SELECT, or to a question of the library by its name.

    Without GRAPH the query sees all named graphs, and the project's prefixes are known.

    Args:
        text: The query, or the name of a question such as `measure_tax_rate`.
        data: RDF files, folders or stores; without them, the shipped instances.
        limits: In time and memory, within which the query runs in a process of its own; `UNLIMITED` of
            `gaapgraph.sparql` runs it in this one.

    Raises:
        InputError: The text is no SELECT, would ask another machine, or takes more than it may.
        NotFoundError: It is one word, and no question of the library.
    """
    from gaapgraph.question import collect, find_question  # only who asks needs the library

    sources = [data] if isinstance(data, str | Path) else data
    store = load_store([Path(source) for source in sources])
    if len(text.split()) == 1:
        text = find_question(text).text
    result = run_query(store, text, limits=limits)
    if not isinstance(result, QuerySolutions):
        raise InputError("is no SELECT", where="query", mend="ask a SELECT")
    return collect(result)


def to_rdflib(report: Report, base: str = BASE) -> rdflib.Graph:
    """Return a report as an rdflib graph whose identifier is the report's IRI.

    One report is one named graph: `rdflib.Dataset().add_graph(graph)` keeps its name.
    """
    from gaapgraph.write.as_rdflib import build_graph  # rdflib is slow to import, and `build` has no use for it

    return build_graph(report, base)


def _read_and_tag(path: Path, profile: str | Path | None) -> tuple[Reading, Profile, Report]:
    if _require(path).is_dir():
        raise SourceError("is a folder, and no filing", where=str(path), mend="name the document in it")
    data = load(path)
    narrative = read_narrative(data, path.name)
    if narrative is not None:
        narrator, curation = find_narrator(narrative, None if profile is None else Path(profile))
        return narrative.reading, narrator, tag_narrative(narrative, narrator, curation)
    given = None if profile is None else load_profile(Path(profile))
    reading = read_release(data, path.name, given.calendar if given else None)
    chosen = given or find_profile(reading)
    if chosen.calendar not in (None, reading.calendar):
        reading = read_release(data, path.name, chosen.calendar)
    return reading, chosen, tag_release(reading, chosen)


def _require(path: Path) -> Path:
    try:
        path.stat()
    except FileNotFoundError as exc:
        raise SourceError("no such file", where=str(path), mend="check the path") from exc
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or exc
        raise SourceError(f"cannot be read ({reason})", where=str(path), mend="check the path") from exc
    return path
