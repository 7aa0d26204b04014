"""The answers to the questions of the library, row by row."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from gaapgraph.compare.change import Change
from gaapgraph.frozen_class import frozen
from gaapgraph.graph import Dataset, thousands
from gaapgraph.question import answer, list_questions
from gaapgraph.vocabulary import GG, PREFIXES, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Store

    from gaapgraph.graph import Node
    from gaapgraph.question import Question

__all__ = ["compare_answers"]

_PREFIX = re.compile(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_TERM = re.compile(r"\b([A-Za-z][\w-]*):([A-Za-z]\w*)")
_LINE = re.compile(r"(?<=\bline )\d+")
_NUMBERS = (XSD.decimal, XSD.integer)
_MOST_CAUSES = 3
_NAMED = 3  # entity, concept and period
_CAUSES = ("value", "meaning", "fact", "accuracy", "print", "place", "finding", "mapping")


@frozen
class _Cell:
    """One term of an answer: by `text`, in which names and lines are those of the second side, cells are compared."""

    text: str
    is_number: bool
    shown: str = field(compare=False)


_Row = tuple[_Cell, ...]
_Scope = tuple[Change, frozenset[str]]


@frozen
class _Frame:
    """How terms of one side are compared.

    Attributes:
        dataset: Which says what the terms are called.
        names: What the other side calls this side's report and file.
        lines: The other document's line for a line of this one; None where lines cannot be compared.
    """

    dataset: Dataset
    names: Mapping[str, str]
    lines: Mapping[int, int] | None
    _shared: dict[str, str] = field(default_factory=dict)

    def share(self, iri: str) -> str:
        """Return what both sides call a term: a fact by its key, a period by its days, what has a line by that."""
        if iri not in self._shared:
            self._shared[iri] = self._find_shared(self.dataset.node(iri))
        return self._shared[iri]

    def _find_shared(self, node: Node) -> str:
        if node.iri in self.names:
            return self.names[node.iri]
        kinds = node.texts(RDF.type)
        if GG.Fact in kinds:
            return node.text(GG.key) or node.iri
        if {GG.Instant, GG.Duration, GG.Unit}.intersection(kinds):
            return self.dataset.name(node.iri)
        line = node.whole(GG.line) if GG.line in node.statements and GG.Event not in kinds else None
        if line is None:
            return node.iri
        moved = line if self.lines is None else self.lines.get(line, line)
        return f"{kinds[:1]} {moved}@{node.text(GG.offset)}"


def compare_answers(
    a: Store,
    b: Store,
    names: Mapping[str, str],
    lines: Mapping[int, int] | None,
    changes: Sequence[Change],
) -> Iterator[Change]:
    """Yield the rows of answers that differ; where lines cannot be compared, only rows that both sides have.

    Args:
        a: The first data.
        b: The second.
        names: What the second calls the report and the file of the first.
        lines: The second document's line for each line of the first, if both are versions of one.
        changes: Of facts, in which the reasons are sought.
    """
    here, there = _Frame(Dataset(a), names, lines), _Frame(Dataset(b), {}, None if lines is None else {})
    scopes = [(change, _terms(change, here, there)) for change in changes if change.kind in _CAUSES]
    for question in list_questions():
        heads, before = _ask(a, question, here)
        _, after = _ask(b, question, there)
        gone, new = Counter(before), Counter(after)
        pairs, lost, won = _pair(list((gone - new).elements()), list((new - gone).elements()))
        reasons = _Reasons(question, scopes, is_strict=lines is None)
        for old, now in pairs:
            why = reasons.for_row((*old, *now))
            if why or lines is not None:
                yield _changed(question, heads, old, now, why)
        if lines is not None:
            for change, rows in (("removed", lost), ("added", won)):
                yield from (_alone(question, heads, row, change, reasons.for_row(row)) for row in rows)


def _ask(store: Store, question: Question, frame: _Frame) -> tuple[list[str], list[_Row]]:
    solutions = answer(store, question)
    heads = [variable.value for variable in solutions.variables]
    return heads, [tuple(_cell(solution[head], head, frame) for head in heads) for solution in solutions]


def _cell(term: object, head: str, frame: _Frame) -> _Cell:
    if isinstance(term, NamedNode):
        shown = frame.dataset.name(term.value)
        return _Cell(frame.share(term.value), is_number=False, shown=shown)
    if not isinstance(term, Literal):
        return _Cell("", is_number=False, shown="")
    if term.datatype.value not in _NUMBERS:
        text = frame.names.get(term.value, term.value)
        return _Cell(_move_lines(text, frame.lines or {}), is_number=False, shown=term.value)
    if head.lower().endswith("line") and term.datatype.value == XSD.integer:
        moved = "" if frame.lines is None else str(frame.lines.get(int(term.value), term.value))
        return _Cell(moved, is_number=True, shown=term.value)
    return _Cell(term.value, is_number=True, shown=thousands(term.value))


def _move_lines(text: str, lines: Mapping[int, int]) -> str:
    """Return a sentence in which lines are those of the other document."""
    return _LINE.sub(lambda match: str(lines.get(int(match[0]), match[0])), text) if lines else text


def _pair(gone: list[_Row], new: list[_Row]) -> tuple[list[tuple[_Row, _Row]], list[_Row], list[_Row]]:
    """Return rows that differ in figures only, then what is left of each side; the order is kept."""
    waiting: dict[tuple[str, ...], list[_Row]] = {}
    for row in new:
        waiting.setdefault(_identity(row), []).append(row)
    pairs, lost = [], []
    for row in gone:
        others = waiting.get(_identity(row))
        if others:
            pairs.append((row, others.pop(0)))
        else:
            lost.append(row)
    return pairs, lost, [row for rows in waiting.values() for row in rows]


def _identity(row: _Row) -> tuple[str, ...]:
    return tuple("" if cell.is_number else cell.text for cell in row)


def _changed(question: Question, heads: list[str], old: _Row, now: _Row, why: tuple[str, ...]) -> Change:
    differs = [index for index, cells in enumerate(zip(old, now, strict=True)) if cells[0] != cells[1]]
    about = [cell.shown for cell in now if cell.shown and not cell.is_number]
    return Change(
        kind="answer",
        change="changed",
        what=f"{question.name}: {', '.join(about)}" if about else question.name,
        before=_show(heads, old, differs),
        after=_show(heads, now, differs),
        why=why,
        differs=tuple(heads[index] for index in differs),
    )


def _alone(question: Question, heads: list[str], row: _Row, change: str, why: tuple[str, ...]) -> Change:
    text = _show(heads, row, range(len(row)))
    is_gone = change == "removed"
    return Change(
        kind="answer",
        change=change,
        what=question.name,
        before=text if is_gone else None,
        after=None if is_gone else text,
        why=why,
    )


def _show(heads: list[str], row: _Row, indexes: Sequence[int]) -> str:
    return ", ".join(f"{heads[index]} {row[index].shown}" for index in indexes if row[index].shown)


class _Reasons:
    """The changes on which the rows of one answer rest."""

    def __init__(self, question: Question, scopes: Sequence[_Scope], *, is_strict: bool) -> None:
        self._least = _NAMED if is_strict else 0
        asked = _concepts(question.text)
        self._all = [change for change, _ in scopes]
        self._asked = [(change, terms) for change, terms in scopes if terms & asked] or scopes

    def for_row(self, row: _Row) -> tuple[str, ...]:
        """Return the changes whose terms the row names, else all that the question asks about.

        Between different reports only the first: counts and totals of facts differ between any two.
        """
        named = {cell.text for cell in row if not cell.is_number}
        scores = [len(terms & named) for _, terms in self._asked]
        best = max(scores, default=0)
        if best < self._least:
            return ()
        found = [change for (change, _), score in zip(self._asked, scores, strict=True) if score == best] or self._all
        first = min((_CAUSES.index(change.kind) for change in found), default=0)
        found = [change for change in found if change.kind == _CAUSES[first]]
        more = [f"and {len(found) - _MOST_CAUSES} more changes"] if len(found) > _MOST_CAUSES else []
        return (*(change.summary for change in found[:_MOST_CAUSES]), *more)


def _concepts(text: str) -> frozenset[str]:
    prefixes = {**PREFIXES, **dict(_PREFIX.findall(text))}
    return frozenset(prefixes[prefix] + name for prefix, name in _TERM.findall(text) if prefix in prefixes)


def _terms(change: Change, here: _Frame, there: _Frame) -> frozenset[str]:
    """Return the facts that a change concerns, with their concepts, periods and members, by the names of cells."""
    terms: set[str] = set()
    for fact in change.facts:
        for frame in (here, there):
            node = frame.dataset.node(fact)
            links = [term.value for found in node.statements.values() for term in found if isinstance(term, NamedNode)]
            terms |= {frame.share(iri) for iri in (fact, *links)}
    return frozenset(terms)
