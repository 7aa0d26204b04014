"""The places that state facts, as they are printed, and what the reader noticed there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from gaapgraph.errors import NotFoundError
from gaapgraph.vocabulary import BASE, PREFIXES, shorten_iri

if TYPE_CHECKING:
    from pyoxigraph import QuerySolution, Store

__all__ = ["Cell", "Notice", "find_cells", "find_notices", "list_cells", "select"]

_CELLS = """
SELECT DISTINCT ?fact ?document ?file ?line ?column ?offset ?text ?label ?head ?mapping ?value ?primary ?role ?title
  ?copy_line ?copy_column ?period ?unit ?concept ?printed_value ?printed_period ?printed_concept WHERE {
  ?occurrence gg:fact ?fact ; gg:document ?document ; gg:line ?line ; gg:printedText ?text .
  ?document gg:fileName ?file .
  ?fact gg:concept ?concept .
  OPTIONAL { ?fact gg:period ?period }
  OPTIONAL { ?fact gg:unit ?unit }
  OPTIONAL { ?occurrence gg:column ?column }
  OPTIONAL { ?occurrence gg:offset ?offset }
  OPTIONAL { ?occurrence gg:label ?label }
  OPTIONAL { ?occurrence gg:headLabel ?head }
  OPTIONAL { ?occurrence gg:mapping ?mapping }
  OPTIONAL { ?occurrence gg:value ?value }
  OPTIONAL { ?occurrence gg:inPrimaryStatement ?primary }
  OPTIONAL { ?occurrence gg:networkRole ?role . OPTIONAL { ?network gg:networkRole ?role ; skos:prefLabel ?title } }
  OPTIONAL { ?occurrence gg:copyOf ?copy . ?copy gg:line ?copy_line . OPTIONAL { ?copy gg:column ?copy_column } }
  OPTIONAL { ?occurrence gg:printedValue ?printed_value }
  OPTIONAL { ?occurrence gg:printedPeriod ?printed_period }
  OPTIONAL { ?occurrence gg:printedConcept ?printed_concept }
} ORDER BY ?document ?line ?column ?offset ?fact
"""
_NOTICES = """
SELECT DISTINCT ?fact ?file ?line ?column ?code ?severity ?message WHERE {
  ?finding a gg:Finding ; gg:document/gg:fileName ?file ; gg:code ?code ; gg:severity ?severity ; gg:message ?message ;
           gg:line ?line .
  OPTIONAL { ?finding gg:column ?column }
  %s
} ORDER BY ?file ?line ?column ?code
"""


_PERIOD = BASE + "period/"


@dataclass(frozen=True, slots=True)
class Cell:
    """One place that states a fact, as it is printed.

    Attributes:
        title: Of the table it stands in, or empty.
        printed: What the print says where it says something else than the meaning, in words.
        copy_of: The place of which this is a misread second copy, or None.
    """

    fact: str
    document: str
    file: str
    line: int
    column: int | None
    offset: int | None
    text: str
    label: str
    head: str
    mapping: str | None
    value: str | None
    is_primary: bool
    role: str | None
    title: str
    period: str | None
    unit: str | None
    concept: str
    printed: tuple[str, ...]
    copy_of: str | None

    @property
    def place(self) -> str:
        """The line with its column, or with its offset in prose."""
        return _place(self.line, self.column, self.offset)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the reader noticed at a place."""

    file: str
    place: str
    code: str
    severity: str
    message: str


def find_cells(store: Store, line: int, column: int | None = None, offset: int | None = None) -> list[Cell]:
    """Return the cells of a line in every document, from left to right; or only those at a column or an offset.

    Raises:
        NotFoundError: No figure stands there.
    """
    found = list_cells(store, "line", Literal(line))
    cells = [cell for cell in found if column in (None, cell.column) and offset in (None, cell.offset)]
    if not cells:
        given = {"line": line, "column": column, "offset": offset}
        where = ", ".join(f"{name} {number}" for name, number in given.items() if number is not None)
        raise NotFoundError("no figure stands there", where=where, mend="gaapgraph coverage lists the figures")
    return cells


def find_notices(store: Store, *, line: int = 0, fact: str | None = None) -> list[Notice]:
    """Return what the reader noticed in a line, or at any place that states a fact."""
    if fact is None:
        rows = select(store, _NOTICES % "BIND (?finding AS ?fact)", "line", Literal(line))
    else:
        rows = select(store, _NOTICES % "?finding gg:occurrence/gg:fact ?fact .", "fact", NamedNode(fact))
    found = []
    for row in rows:
        text = _texts(row, rows)
        place = _place(int(text.get("line", line)), _whole(text.get("column")), None)
        found.append(Notice(text["file"], place, text["code"], text["severity"], text["message"]))
    return list(dict.fromkeys(found))


def list_cells(store: Store, variable: str, term: NamedNode | Literal) -> list[Cell]:
    """Return the cells for which a variable of the query (`line`, `fact`) is a term, in document order."""
    rows = select(store, _CELLS, variable, term)
    return list(dict.fromkeys(_cell({**_texts(row, rows), variable: term.value}) for row in rows))


def select(store: Store, query: str, variable: str, term: NamedNode | Literal) -> QuerySolutions:
    """Return the solutions of a SELECT over all graphs, with one variable given."""
    result = store.query(
        query, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions={Variable(variable): term}
    )
    assert isinstance(result, QuerySolutions)
    return result


def _texts(row: QuerySolution, rows: QuerySolutions) -> dict[str, str]:
    return {name.value: row[name].value for name in rows.variables if row[name] is not None}


def _cell(text: dict[str, str]) -> Cell:
    copied = text.get("copy_line")
    return Cell(
        fact=text["fact"],
        document=text["document"],
        file=text["file"],
        line=int(text["line"]),
        column=_whole(text.get("column")),
        offset=_whole(text.get("offset")),
        text=text["text"],
        label=text.get("label", ""),
        head=text.get("head", ""),
        mapping=text.get("mapping"),
        value=text.get("value"),
        is_primary=text.get("primary") == "true",
        role=text.get("role"),
        title=text.get("title", ""),
        period=text.get("period"),
        unit=text.get("unit"),
        concept=text["concept"],
        printed=tuple(
            f"{name} {shorten_iri(text[key]).removeprefix(_PERIOD)}"
            for name, key in (("value", "printed_value"), ("period", "printed_period"), ("concept", "printed_concept"))
            if key in text
        ),
        copy_of=None if copied is None else _place(int(copied), _whole(text.get("copy_column")), None),
    )


def _place(line: int, column: int | None, offset: int | None) -> str:
    if column is not None and offset is None:
        return f"{line}:{column}"
    return str(line) if offset is None else f"{line}@{offset}"


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)
