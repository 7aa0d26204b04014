"""Which graphs of a dataset a query can look at at all: the default graph, the named ones, or both.

An engine in memory walks all statements of a term, whichever graphs have them. Where a query says by its form that it
looks at one kind of graphs, a store that has only those gives the same answer in less time. It is judged by tokens and
with caution: what is not plainly one or the other is both.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gaapgraph.sparql.text import scan_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.sparql.text import Token

__all__ = ["BOTH", "DEFAULT", "NAMED", "find_reach"]

DEFAULT, NAMED, BOTH = "default", "named", "both"
_TERMS = ("variable", "iri", "name")
_JOINS = ("OPTIONAL", "UNION", "MINUS", "NOT", "EXISTS")
_CALLS = ("FILTER", "BIND")


class _UnclearError(Exception):
    """A pattern stands outside of GRAPH, or what stands there cannot be told."""


@lru_cache(maxsize=512)  # the questions of the library are asked again and again
def find_reach(text: str) -> str:
    r"""Return `DEFAULT` for a query without GRAPH, `NAMED` where all its patterns stand in GRAPH, otherwise `BOTH`.

    Args:
        text: SPARQL; what is no query is `BOTH`, or what an engine refuses over any graphs.

    >>> find_reach("SELECT * { ?s ?p ?o }")
    'default'
    >>> find_reach("SELECT * { { GRAPH ?g { ?s ?p ?o } } OPTIONAL { GRAPH ?g { ?s a ?kind } } } ORDER BY ?s")
    'named'
    >>> find_reach("SELECT * { ?s ?p ?o . GRAPH ?g { ?s a ?kind } }")
    'both'
    """
    if "\\" in text and ("\\u" in text or "\\U" in text):  # an escape may stand for any character, a brace too
        return BOTH
    upper = text.upper()
    if "FROM" not in upper and "GRAPH" not in upper:
        return DEFAULT
    tokens = list(scan_tokens(text))
    words = {token.text.upper() for token in tokens if token.kind == "word"}
    if "FROM" in words:
        return BOTH
    if "GRAPH" not in words:
        return DEFAULT
    try:
        _Reader(tokens).read_query()
    except (_UnclearError, IndexError, RecursionError):
        return BOTH
    return NAMED


class _Reader:
    """Reads a query from its first token to its last, and stops at the first pattern outside of GRAPH."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens, self._at = tokens, 0

    def read_query(self) -> None:
        """Read a SELECT or ASK.

        Raises:
            _UnclearError: It is another query, or has patterns outside of GRAPH.
        """
        while self._word() in ("PREFIX", "BASE"):
            self._at += 3 if self._word() == "PREFIX" else 2
        kind = self._word()
        if kind == "SELECT":
            self._read_select()
        elif kind == "ASK":
            self._at += 1
            self._read_where()
        else:
            raise _UnclearError
        while self._at < len(self._tokens):
            self._read_modifier()

    def _read_select(self) -> None:
        self._at += 1
        while self._word() != "WHERE" and self._tokens[self._at].text != "{":
            if self._tokens[self._at].text == "(":
                self._read_parentheses()
            else:
                self._at += 1
        self._read_where()

    def _read_where(self) -> None:
        self._at += self._word() == "WHERE"
        self._read_group()

    def _read_group(self) -> None:
        """Read from an opening brace to the one that closes it."""
        self._expect("{")
        if self._word() == "SELECT":
            self._read_select()
            while self._tokens[self._at].text != "}":
                self._read_modifier()
        while self._tokens[self._at].text != "}":
            self._read_part()
        self._at += 1

    def _read_part(self) -> None:
        token, word = self._tokens[self._at], self._word()
        if token.text == "{":
            self._read_group()
        elif word == "GRAPH":
            if self._tokens[self._at + 1].kind not in _TERMS:
                raise _UnclearError
            self._at += 2
            self._skip_group()
        elif word == "VALUES":
            self._read_modifier()
        elif word in _CALLS:
            self._read_call()
        elif word in _JOINS or token.text == ".":
            self._at += 1
        else:
            raise _UnclearError

    def _read_call(self) -> None:
        """Read FILTER or BIND: a call, parentheses, or EXISTS and a group."""
        self._at += 1
        if self._word() in ("NOT", "EXISTS"):
            return
        if self._tokens[self._at].text != "(":
            self._at += 1  # the name of a function
        self._read_parentheses()

    def _read_modifier(self) -> None:
        """Read one token after a group, or what stands in its brackets."""
        if self._word() == "VALUES":
            while self._tokens[self._at].text != "{":
                self._at += 1
            self._skip_group()
        elif self._tokens[self._at].text == "(":
            self._read_parentheses()
        elif self._tokens[self._at].kind in ("open", "close"):
            raise _UnclearError
        else:
            self._at += 1

    def _read_parentheses(self) -> None:
        """Read to the parenthesis that closes; a group in them is that of an EXISTS."""
        self._expect("(")
        while self._tokens[self._at].text != ")":
            if self._tokens[self._at].text == "(":
                self._read_parentheses()
            elif self._tokens[self._at].text == "{":
                self._read_group()
            else:
                self._at += 1
        self._at += 1

    def _skip_group(self) -> None:
        self._expect("{")
        depth = 1
        while depth:
            text = self._tokens[self._at].text
            depth += (text == "{") - (text == "}")
            self._at += 1

    def _expect(self, text: str) -> None:
        if self._tokens[self._at].text != text:
            raise _UnclearError
        self._at += 1

    def _word(self) -> str:
        """Return the word at hand, or nothing where it is none or the query has ended."""
        if self._at >= len(self._tokens):
            return ""
        token = self._tokens[self._at]
        return token.text.upper() if token.kind == "word" else ""
