r"""What a query's text says before any engine parses it: how deep it nests, and whether it would leave the machine.

An engine's parser recurses with the text: some thousands of open braces end the process that parses them, and no
exception tells. `SERVICE` makes an engine call another one, `LOAD` makes it fetch. Both are refused by their tokens,
so that a word in a comment, a string or a name does no harm.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gaapgraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MOST_DEPTH", "Token", "check_text", "list_default_graphs", "list_names", "scan_tokens"]

MOST_DEPTH = 100  # of brackets and of signs before one term; the library's own queries nest 7 deep
MOST_LENGTH = 1_000_000  # characters
MOST_PARTS = 1_000  # OPTIONAL, UNION, MINUS, VALUES … of one query: engines recurse over chains of them too
_REMOTE = ("SERVICE", "LOAD")
_CHAINED = ("OPTIONAL", "UNION", "MINUS", "BIND", "FILTER", "EXISTS", "GRAPH", "SELECT")
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"\"\" | '''(?:[^'\\]|\\.|'{1,2}(?!'))*'''
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)
    | (?P<word>[^\W\d]\w*)
    | (?P<open>[{(\[]) | (?P<close>[})\]])
    | (?P<sign>[!^+-])
    | (?P<link>\|\||&&|[/|*])
    | (?P<other>\S)
    """,
    re.VERBOSE | re.DOTALL,
)
_ASIDE = re.compile(  # what holds no bracket, sign or word of a query: comments, short strings, IRIs
    r"""\#[^\n\r]* | "[^"\n\r]*" | '[^'\n\r]*' | <[^<>"{}|^`\x00-\x20]*>""", re.VERBOSE
)
_LONG_QUOTES = ('"' * 3, "'" * 3)
_BRACKETS = re.compile(r"[{}()\[\]]")
_TWO_SIGNS = re.compile(r"[!^+-]\s*[!^+-]")
_REMOTE_WORD = re.compile(rf"(?<![?$:\w])(?:{'|'.join(_REMOTE)})\b", re.IGNORECASE)
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Token(NamedTuple):
    """A token of SPARQL; `start` is where it stands in the text."""

    kind: str
    text: str
    start: int = 0


def check_text(text: str, where: str = "query") -> None:
    r"""Refuse a query, update or pattern that is too deep, too long, or that asks another machine.

    Args:
        text: SPARQL, or what is to be taken for it; syntax is not looked at.
        where: What to call it in the error.

    Raises:
        InputError: It nests deeper than `MOST_DEPTH`, has more than `MOST_PARTS` parts of one kind, or has
            `SERVICE` or `LOAD`.

    >>> check_text("SELECT ?service { ?service gg:service 'SERVICE' } # LOAD")
    >>> check_text("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")
    Traceback (most recent call last):
    gaapgraph.errors.InputError: query: SERVICE would ask another machine; leave it out: queries stay in the data given
    """
    if len(text) > MOST_LENGTH:
        raise InputError(f"is longer than {MOST_LENGTH:,} characters", where=where, mend="ask in several queries")
    if not text.isascii() and _HALF.search(text):
        raise InputError("has half of a surrogate pair, which is no character", where=where, mend="mend its encoding")
    if _is_small(text):
        return
    _check_tokens(text, where)
    if "\\" in text and _ESCAPE.search(text):  # escapes stand for their characters everywhere, in keywords too
        _check_tokens(_ESCAPE.sub(_unescape, text), where)


@lru_cache(maxsize=512)  # the questions of the library are asked again and again
def _is_small(text: str) -> bool:
    """Say whether a query has too few characters of any kind to be too deep or long, and not the words to leave.

    Then it need not be cut into tokens. Escapes and long strings are left to those.
    """
    if "\\" in text or any(quotes in text for quotes in _LONG_QUOTES):
        return False
    bare = _ASIDE.sub(" ", text)
    links = sum(map(bare.count, "|&/*+-"))
    if links > MOST_PARTS or _TWO_SIGNS.search(bare) or _find_depth(bare) > MOST_DEPTH:
        return False
    upper = bare.upper()
    if any(word in upper for word in _REMOTE) and _REMOTE_WORD.search(bare):
        return False
    return all(upper.count(word) <= MOST_PARTS for word in _CHAINED)


def _find_depth(bare: str) -> int:
    """Return how deep brackets nest in a text without strings, comments and IRIs."""
    depth = most = 0
    for bracket in _BRACKETS.findall(bare):
        depth += 1 if bracket in "{([" else -1
        most = max(most, depth)
    return most


@lru_cache(maxsize=512)  # the questions of the library are asked again and again
def _check_tokens(text: str, where: str) -> None:
    depth = run = data = 0  # data: how deep the numbers of VALUES stand, whose signs are no operators
    counts = dict.fromkeys((*_CHAINED, "link"), 0)
    for token in scan_tokens(text):
        depth += (token.kind == "open") - (token.kind == "close")
        run = run + 1 if token.kind == "sign" else 0
        if max(depth, run) > MOST_DEPTH:
            raise InputError(f"nests more than {MOST_DEPTH} deep", where=where, mend="take it apart")
        is_operator = token.kind == "sign" and token.text in "+-" and data <= 0
        word = "link" if is_operator else token.text.upper() if token.kind == "word" else token.kind
        data = -1 if word == "VALUES" else depth if token.text == "{" and data < 0 else 0 if depth < data else data
        if word in _REMOTE:
            raise InputError(
                f"{word} would ask another machine", where=where, mend="leave it out: queries stay in the data given"
            )
        if word in counts:
            counts[word] += 1
            if counts[word] > MOST_PARTS:
                said = "operators" if word == "link" else f"times {word}"
                raise InputError(f"has more than {MOST_PARTS:,} {said}", where=where, mend="take it apart")


def list_default_graphs(text: str, prefixes: dict[str, str]) -> tuple[list[str], list[str]]:
    """Return the graphs of a query's `FROM` clauses, and those of its `FROM NAMED`, as IRIs.

    Args:
        text: The query.
        prefixes: Namespaces of the prefixes that need no declaration.

    >>> list_default_graphs("SELECT * FROM <http://a> FROM NAMED <http://b> { ?s ?p ?o }", {})
    (['http://a'], ['http://b'])
    """
    if "FROM" not in text.upper():  # a million characters take seconds to cut into tokens
        return [], []
    known = dict(prefixes)
    default: list[str] = []
    named: list[str] = []
    tokens = [*scan_tokens(text), Token("", ""), Token("", "")]
    for number, token in enumerate(tokens[:-2]):
        if token.kind != "word":
            continue
        word, following = token.text.upper(), tokens[number + 1]
        if word == "PREFIX" and tokens[number + 2].kind == "iri":
            known[following.text.removesuffix(":")] = tokens[number + 2].text[1:-1]
        elif word == "FROM":
            is_named = following.kind == "word" and following.text.upper() == "NAMED"
            iri = _expand(tokens[number + 2] if is_named else following, known)
            if iri is not None:
                (named if is_named else default).append(iri)
    return default, named


def list_names(text: str, prefixes: dict[str, str]) -> list[str]:
    """Return every IRI that a query names, once, in the order of the text; those of `PREFIX` and `BASE` are none.

    >>> list_names("PREFIX a: <http://a/> SELECT * { ?s a:b <http://c> . ?s a:b ?o }", {})
    ['http://a/b', 'http://c']
    """
    known = dict(prefixes)
    found: list[str] = []
    before = [Token("", ""), Token("", "")]
    for token in scan_tokens(text):
        is_declared = before[-1].text.upper() == "BASE" or (
            before[-2].kind == "word" and before[-2].text.upper() == "PREFIX"
        )
        if is_declared and token.kind == "iri":
            known[before[-1].text.removesuffix(":")] = token.text[1:-1]
        elif not (before[-1].kind == "word" and before[-1].text.upper() == "PREFIX"):
            iri = _expand(token, known)
            found += [] if iri is None else [iri]
        before = [before[-1], token]
    return list(dict.fromkeys(found))


def _expand(token: Token, known: dict[str, str]) -> str | None:
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, mark, local = token.text.partition(":")
    if token.kind != "name" or not mark or prefix not in known:
        return None
    return known[prefix] + re.sub(r"\\(.)", r"\1", local.rstrip("."))


def scan_tokens(text: str) -> Iterator[Token]:
    r"""Yield the tokens of a query; comments are none.

    >>> [token.text for token in scan_tokens("SELECT ?a # why\n{ ?a gg:value 1.5 }")]
    ['SELECT', '?a', '{', '?a', 'gg:value', '1.5', '}']
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup not in ("comment", None):
            yield Token(str(match.lastgroup), match[0], match.start())


def _unescape(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "�"
