"""The SPARQL that shapes carry: cut into tokens, checked, and made to run over all focus nodes at once.

SHACL runs such a query once per focus node with `$this` bound beforehand. Joining the query with the
selection of all focus nodes gives the same solutions, provided that wherever an expression looks at `$this`
it is bound in that group. So the selection goes first into the outermost group, and again into each nested
group that looks at `$this` before a triple pattern of its own has bound it. Groups of EXISTS and OPTIONAL
filters see the variable from outside. A query whose meaning depends on being run once per node (LIMIT,
aggregates over all solutions) is joined with LATERAL instead, which is slower and always right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from gaapgraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Query", "read_query"]

_TOKEN = re.compile(
    r"""
    (?:\s|\#[^\n]*)*+  # space and comments
    (?:(?P<end>\Z)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\"
        |'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:[\w.-]*\w)
    | (?P<pname>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])
        (?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)?)
    | (?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[A-Za-z]\w*)
    | (?P<mark>&&|\|\||\^\^|!=|<=|>=|.))
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)")
_AGGREGATES = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}
_FORBIDDEN = {"MINUS", "VALUES", "SERVICE"}


class _Token:
    """A token; `word` is the keyword in capitals, or nothing."""

    __slots__ = ("kind", "text", "word")

    def __init__(self, kind: str, text: str) -> None:
        self.kind, self.text = kind, text
        self.word = text.upper() if kind == "word" else ""


@dataclass
class _Group:
    """What stands between two braces: `start` and `end` are the places of the braces."""

    kind: str
    start: int
    end: int = -1
    inner: list[_Group] = field(default_factory=list)

    def walk(self) -> Iterator[_Group]:
        """Iterate over this group and all groups in it."""
        yield self
        for group in self.inner:
            yield from group.walk()


class Query:
    """One SELECT or ASK of a shapes graph, with all names spelled out as IRIs.

    `$name` and `?name` are the same variable; all are kept as `?name`.
    """

    def __init__(self, tokens: list[_Token], where: str) -> None:
        self.tokens = tokens
        self.where = where
        self.body = self._read_groups()

    def _read_groups(self) -> _Group:
        stack: list[_Group] = []
        top: _Group | None = None
        for place, token in enumerate(self.tokens):
            if token.text == "{" and token.kind == "mark":
                group = _Group(self._kind_of_group(place), place)
                if stack:
                    stack[-1].inner.append(group)
                top = top or group
                stack.append(group)
            elif token.text == "}" and token.kind == "mark" and stack:
                stack.pop().end = place
        if top is None or stack:
            raise InputError("the braces of the query do not match", where=self.where)
        return top

    def _kind_of_group(self, place: int) -> str:
        before = self.tokens[place - 1].word if place else ""
        return before if before in ("EXISTS", "OPTIONAL") else "GROUP"

    @cached_property
    def words(self) -> frozenset[str]:
        """The keywords used, in capitals."""
        return frozenset({token.word for token in self.tokens}) - {""}

    def mentions(self, variable: str, group: _Group | None = None) -> bool:
        """Say whether a variable is used."""
        chosen = self.tokens if group is None else self.tokens[group.start : group.end]
        name = f"?{variable}"
        return any(token.text == name for token in chosen if token.kind == "variable")

    def _selects(self) -> Iterator[tuple[list[_Token], list[_Token]]]:
        """Iterate over the head and the modifiers of each SELECT, the outermost first."""
        yield self.tokens[: self.body.start], self.tokens[self.body.end + 1 :]
        for group in self.body.walk():
            if self.tokens[group.start + 1].word == "SELECT" and group.inner:
                where = group.inner[0]
                yield self.tokens[group.start + 1 : where.start], self.tokens[where.end + 1 : group.end]

    def check(self, prebound: tuple[str, ...]) -> None:
        """Refuse what SHACL forbids in a query with variables bound beforehand (SHACL §5.2.1, appendix A).

        Raises:
            InputError: It uses MINUS, VALUES or SERVICE, assigns such a variable, or hides it from a subquery.
        """
        if bad := sorted(self.words & _FORBIDDEN):
            mend = "SHACL forbids it in sh:sparql; use FILTER NOT EXISTS, IN or another pattern"
            raise InputError(f"the query uses {bad[0]}", where=self.where, mend=mend)
        for token, following in pairwise(self.tokens):
            if token.word == "AS" and following.text[1:] in prebound:
                raise InputError(f"the query assigns {following.text}, which is bound beforehand", where=self.where)
        for head, _ in list(self._selects())[1:]:
            projected = {token.text[1:] for token in head if token.kind == "variable"}
            if missing := [name for name in prebound if name not in projected]:
                mend = f"add ${missing[0]} to its SELECT (SHACL appendix A)"
                raise InputError(f"a subquery does not return ${missing[0]}", where=self.where, mend=mend)

    @cached_property
    def is_setwise(self) -> bool:
        """Whether joining with all focus nodes gives the same solutions as running once per focus node."""
        if self.words & {"LIMIT", "OFFSET", "REDUCED"}:
            return False
        for head, modifiers in self._selects():
            if {token.word for token in head + modifiers} & _AGGREGATES and not _groups_by_this(modifiers):
                return False
        return True

    def text(self, inject: Mapping[int, str] | None = None) -> str:
        """Return the query, with patterns put behind the tokens whose places are given."""
        chosen = dict(inject or {})
        return _spaced(self.tokens, chosen)

    def setwise(self, focus: str) -> str:
        """Return the query joined with the selection of focus nodes, which must bind `?this` once per node."""
        places = {self.body.start: focus}
        for group in self.body.inner:
            self._inject(group, focus, places)
        return self.text(places)

    def _inject(self, group: _Group, focus: str, places: dict[int, str]) -> None:
        if group.kind == "EXISTS":
            return
        tokens = self.tokens[group.start : group.end]
        can_need = group.kind == "GROUP" or any(token.word == "BIND" for token in tokens)
        is_wrapper = self.tokens[group.start + 1].word == "SELECT"
        if can_need and not is_wrapper and self.mentions("this", group) and not self._binds_first(group):
            places[group.start] = focus
        for inner in group.inner:
            self._inject(inner, focus, places)

    def _binds_first(self, group: _Group) -> bool:
        depth, parens = 0, 0
        for token in self.tokens[group.start + 1 : group.end]:
            depth += (token.text == "{") - (token.text == "}")
            parens += (token.text == "(") - (token.text == ")")
            if token.text == "?this":
                return depth == 0 and parens == 0
        return True

    def renamed(self, names: Mapping[str, str]) -> Query:
        """Return the query with variables replaced by other variables or by constants.

        `bound($name)` becomes true where the name is replaced by a constant.
        """
        if not any(map(self.mentions, names)):
            return self
        tokens = list(self.tokens)
        for place, token in enumerate(tokens):
            if token.kind != "variable" or token.text[1:] not in names:
                continue
            new = names[token.text[1:]]
            before = [t.text.upper() for t in tokens[max(0, place - 2) : place]]
            if before == ["BOUND", "("] and not new.startswith("?"):
                tokens[place - 2], tokens[place] = _Token("space", ""), _Token("word", "true")
            else:
                tokens[place] = _Token("variable" if new.startswith("?") else "iri", new)
        return Query([token for token in tokens if token.text], self.where)

    @property
    def projects_this(self) -> bool:
        """Whether the query returns `$this`."""
        head = [token.text for token in self.tokens[: self.body.start]]
        return "?this" in head or "*" in head

    @property
    def group_text(self) -> str:
        """What stands between the outermost braces."""
        return _spaced(self.tokens[self.body.start + 1 : self.body.end], {})


def _spaced(tokens: list[_Token], inject: Mapping[int, str]) -> str:
    parts = []
    for place, token in enumerate(tokens):
        is_call = token.text == "(" and place > 0 and tokens[place - 1].kind == "word"
        parts += ["" if is_call or not place else " ", token.text]
        if place in inject:
            parts += [" ", inject[place]]
    return "".join(parts)


def _groups_by_this(modifiers: list[_Token]) -> bool:
    words = [token.word or token.text for token in modifiers]
    if "GROUP" not in words:
        return False
    keys = words[words.index("GROUP") :]
    end = next((place for place, word in enumerate(keys) if word in ("HAVING", "ORDER")), len(keys))
    return "?this" in keys[:end]


def read_query(text: str, prefixes: Mapping[str, str], where: str) -> Query:
    """Cut a query into tokens, with prefixed names written as IRIs and its prologue taken off.

    Raises:
        InputError: A prefix is not declared, or BASE is used.
    """
    known = dict(prefixes)
    tokens: list[_Token] = []
    made: dict[str, _Token] = {}  # most tokens of a query stand in it several times
    pending = [(kind, match[kind]) for match in _TOKEN.finditer(text) if (kind := match.lastgroup) is not None]
    place = 0
    while pending[place][0] != "end":
        kind, written = pending[place]
        token = made.get(written) or made.setdefault(written, _expanded(_Token(kind, written), known, where))
        place += 1
        if token.word == "PREFIX" and place + 2 < len(pending):
            known[pending[place][1].removesuffix(":")] = pending[place + 1][1][1:-1]
            made.clear()
            place += 2
            continue
        if token.word == "BASE":
            raise InputError("the query uses BASE", where=where, mend="write full IRIs or declare a prefix")
        tokens.append(token)
    return Query(tokens, where)


def _expanded(token: _Token, prefixes: Mapping[str, str], where: str) -> _Token:
    if token.kind == "variable":
        return _Token("variable", f"?{token.text[1:]}")
    if token.kind != "pname":
        return token
    prefix, _, local = token.text.partition(":")
    if prefix not in prefixes:
        raise InputError(f"the prefix {prefix}: is not declared", where=where, mend="declare it with sh:prefixes")
    plain = _ESCAPED.sub(r"\1", local) if "\\" in local else local
    return _Token("iri", f"<{prefixes[prefix]}{plain}>")
