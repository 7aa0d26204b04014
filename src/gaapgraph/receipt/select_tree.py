"""A SELECT taken apart as far as its figures need it: what binds each variable, and what stands in queries within."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.receipt.expression import Reader
from gaapgraph.sparql import scan_tokens

if TYPE_CHECKING:
    from gaapgraph.receipt.expression import Expression

__all__ = ["Select", "read_select"]

_ENDS = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")


@dataclass(slots=True)
class Select:
    """A SELECT, with the variables of every group that its own scope sees.

    Attributes:
        names: Variables that it gives as they are; all of its body where `is_star`.
        items: Expressions that it gives, by the variable's name.
        is_grouped: Its rows are sums over others, one for each value of the variables `groups`.
        binds: By variable, the expressions that bind it; several in branches of a UNION.
        objects: By variable, the subject and the predicate (as written) of the triples whose object it is.
        blocks: The queries within whose inner variables this scope does not see.
        body: The text between its braces.
        values: A clause `VALUES` behind it, or empty.
    """

    names: list[str] = field(default_factory=list)
    items: dict[str, Expression] = field(default_factory=dict)
    is_star: bool = False
    is_grouped: bool = False
    groups: list[str] = field(default_factory=list)
    binds: dict[str, list[Expression]] = field(default_factory=dict)
    objects: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    blocks: list[Select] = field(default_factory=list)
    body: str = ""
    values: str = ""

    @property
    def outputs(self) -> set[str]:
        """The variables that it gives by name."""
        return {*self.names, *self.items}


def read_select(text: str) -> tuple[str, Select]:
    """Return the prologue of a query, and its SELECT.

    Raises:
        InputError: The text is no SELECT.
    """
    parser = _Parser(text)
    while parser.reader.peek() not in ("SELECT", ""):
        parser.reader.take()
    start = parser.tokens[parser.reader.position].start if parser.reader.peek() else 0
    return text[:start], parser.read_select()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(scan_tokens(text))
        self.reader = Reader(self.tokens)

    def read_select(self) -> Select:
        reader, found = self.reader, Select()
        reader.take("SELECT")
        while reader.peek() not in ("{", "WHERE", "FROM"):
            if reader.peek() == "*":
                found.is_star = True
                reader.take()
            elif reader.peek() == "(":
                self._read_bind(found.items)
            elif (token := reader.take()).kind == "variable":
                found.names.append(token.text[1:])
        while reader.peek() != "{":
            reader.take()
        start = self.tokens[reader.position].start + 1
        self._read_group(found)
        found.body = self.text[start : self.tokens[reader.position - 1].start]
        self._read_tail(found)
        found.is_grouped = found.is_grouped or any(_has_aggregate(each) for each in found.items.values())
        return found

    def _read_tail(self, found: Select) -> None:
        """Read what follows the body: groups, order and limits; `VALUES` is kept as it stands."""
        reader = self.reader
        while reader.peek() in _ENDS:
            word = reader.take()
            if word.text.upper() == "VALUES":
                start = word.start
                while reader.peek() != "{":
                    reader.take()
                reader.skip()
                last = self.tokens[reader.position - 1]
                found.values = self.text[start : last.start + 1]
                continue
            found.is_grouped = found.is_grouped or word.text.upper() == "GROUP"
            while reader.peek() not in (*_ENDS, "}", ""):
                if reader.peek() == "(":
                    reader.skip()
                elif (token := reader.take()).kind == "variable" and word.text.upper() == "GROUP":
                    found.groups.append(token.text[1:])

    def _read_bind(self, into: dict[str, Expression]) -> None:
        reader = self.reader
        reader.take("(")
        expression = reader.read()
        reader.take("AS")
        into[reader.take().text[1:]] = expression
        reader.take(")")

    def _read_group(self, scope: Select) -> None:
        reader = self.reader
        reader.take("{")
        while reader.peek() != "}":
            word = reader.peek()
            if word == "{":
                self._read_inner(scope)
            elif word == "BIND":
                reader.take()
                bound: dict[str, Expression] = {}
                self._read_bind(bound)
                for name, expression in bound.items():
                    scope.binds.setdefault(name, []).append(expression)
            elif word in ("MINUS", "FILTER", "VALUES"):
                self._pass_over(word)
            elif word == "GRAPH":
                reader.take()
                reader.take()
            elif word in ("OPTIONAL", "UNION", "."):
                reader.take()
            else:
                self._read_triples(scope)
        reader.take("}")

    def _read_inner(self, scope: Select) -> None:
        if self.reader.peek(1) != "SELECT":
            self._read_group(scope)
            return
        self.reader.take("{")
        inner = self.read_select()
        self.reader.take("}")
        if not inner.is_star or inner.is_grouped:
            scope.blocks.append(inner)
            return
        for name, expressions in inner.binds.items():
            scope.binds.setdefault(name, []).extend(expressions)
        for name, triples in inner.objects.items():
            scope.objects.setdefault(name, []).extend(triples)
        scope.blocks += inner.blocks

    def _pass_over(self, word: str) -> None:
        """Pass over a filter, values or what is taken away: no figure comes from them."""
        reader = self.reader
        reader.take()
        if word == "VALUES":
            while reader.peek() != "{":
                reader.take()
        else:
            while reader.peek() not in ("(", "{"):
                reader.take()
        reader.skip()

    def _read_triples(self, scope: Select) -> None:
        subject = self._read_term()
        while True:
            predicate, is_last = self._read_path()
            while True:
                object_ = self._read_term()
                if object_.startswith("?") and subject.startswith("?") and predicate:
                    scope.objects.setdefault(object_[1:], []).append((subject[1:], predicate))
                if self.reader.peek() != ",":
                    break
                self.reader.take()
            if is_last or self.reader.peek() != ";":
                break
            while self.reader.peek() == ";":
                self.reader.take()
            if self.reader.peek() in (".", "}"):
                break
        if self.reader.peek() == ".":
            self.reader.take()

    def _read_term(self) -> str:
        reader = self.reader
        if reader.peek() in ("[", "("):
            reader.skip()
            return ""
        if reader.peek() in ("-", "+"):
            reader.take()
        token = reader.take()
        if token.kind == "string":
            while reader.peek() in ("^", "@"):
                reader.take()
            if self.tokens[reader.position - 1].text in ("^", "@"):
                reader.take()
        return token.text

    def _read_path(self) -> tuple[str, bool]:
        """Return a predicate that is one name, or empty for a longer path."""
        reader, names = self.reader, []
        while True:
            while reader.peek() in ("^", "!"):
                names.append(reader.take().text)
            if reader.peek() == "(":
                reader.skip()
                names += ["", ""]
            else:
                names.append(reader.take().text)
            while reader.peek() in ("*", "+", "?"):
                names.append(reader.take().text)
            if reader.peek() not in ("/", "|"):
                return (names[0] if len(names) == 1 else ""), False
            names.append(reader.take().text)


def _has_aggregate(expression: Expression) -> bool:
    name, parts = getattr(expression, "name", ""), getattr(expression, "parts", None)
    if parts is None:
        return False
    is_one = bool(re.fullmatch("SUM|COUNT|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT", name))
    return is_one or any(map(_has_aggregate, parts))
