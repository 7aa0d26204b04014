"""`FILTER NOT EXISTS` of a query as `MINUS`, where that is the same: some engines have only the one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaapgraph.sparql import scan_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaapgraph.sparql import Token

__all__ = ["say_minus"]

_WORDS = ("FILTER", "NOT", "EXISTS")


def say_minus(text: str) -> str:
    """Return a query whose groups end in `MINUS` where they had a filter for what does not exist.

    The filter stays where the two differ: where it names a variable that its group does not have, or has a filter of
    its own, which may name any.

    >>> say_minus("SELECT * { ?a ?b ?c FILTER NOT EXISTS { ?a ?d ?e } }")
    'SELECT * { ?a ?b ?c  MINUS { ?a ?d ?e }}'
    >>> say_minus("SELECT * { ?a ?b ?c OPTIONAL { ?c ?d ?e FILTER NOT EXISTS { ?a ?f ?e } } }")
    'SELECT * { ?a ?b ?c OPTIONAL { ?c ?d ?e FILTER NOT EXISTS { ?a ?f ?e } } }'
    """
    start = 0
    while True:
        tokens = [one for one in scan_tokens(text) if one.kind != "comment"]
        places = [at for at in range(len(tokens) - 3) if _is_exclusion(tokens, at) and tokens[at].start >= start]
        if not places:
            return text
        at = places[0]
        start = tokens[at].start + 1
        first = _open(tokens, at)
        last, end = _close(tokens, at + 3), _close(tokens, first)
        block, group = tokens[at + 3 : last + 1], [*tokens[first:at], *tokens[last + 1 : end]]
        graph = tokens[first - 1 : first] if tokens[first - 2].text.upper() == "GRAPH" else []
        others = _variables(_leave_out([*tokens[:at], *tokens[last + 1 :]]))
        shared = _variables(block) & others
        is_same = shared <= _variables([*graph, *group]) and bool(shared & _variables(group))
        if is_same and not any(one.text.upper() == "FILTER" for one in block):
            stop = tokens[last].start + 1
            moved = text[tokens[at + 3].start : stop]
            text = f"{text[: tokens[at].start]}{text[stop : tokens[end].start]}MINUS {moved}{text[tokens[end].start :]}"


def _is_exclusion(tokens: Sequence[Token], at: int) -> bool:
    words = tuple(one.text.upper() for one in tokens[at : at + 3])
    return words == _WORDS and [one.text for one in tokens[at + 3 : at + 4]] == ["{"]


def _leave_out(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens without what is excluded, whose variables are its own."""
    left: list[Token] = []
    at = 0
    while at < len(tokens):
        skipped = 3 if _is_exclusion(tokens, at) else tokens[at].text.upper() == "MINUS"
        if skipped:
            at = _close(tokens, at + skipped)
        else:
            left.append(tokens[at])
        at += 1
    return left


def _variables(tokens: Sequence[Token]) -> set[str]:
    return {one.text[1:] for one in tokens if one.kind == "variable"}


def _close(tokens: Sequence[Token], at: int) -> int:
    """Return where the group ends that begins at a token."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += (tokens[place].text == "{") - (tokens[place].text == "}")
        if not depth:
            return place
    return len(tokens) - 1


def _open(tokens: Sequence[Token], at: int) -> int:
    """Return where the group begins that a token stands in."""
    depth = 0
    for place in range(at - 1, -1, -1):
        depth += (tokens[place].text == "}") - (tokens[place].text == "{")
        if depth < 0:
            return place
    return 0
