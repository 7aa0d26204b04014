"""Where a query has its error, and which, in words."""

from __future__ import annotations

import re

__all__ = ["describe_syntax_error"]

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_NAME = re.compile(r"(?<![\w<:.])([A-Za-z][\w.-]*):(?=[\w%\\])")
_STRING_OR_IRI = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|<[^>\s]*>|#.*")
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_MOST = 40


def describe_syntax_error(text: str, message: str, known: set[str]) -> tuple[str, str]:
    r"""Return line and column of the error in a query, as `:3:18` or nothing, and what is wrong there.

    Args:
        text: The query.
        message: Of the parser.
        known: Prefixes that need no declaration.

    >>> describe_syntax_error("SELECT ?a {\n ?a foo:b ?c }", "error at 2:9: expected one of Prefix not found", set())
    (':2:5', 'the prefix foo: is not declared')
    >>> describe_syntax_error("SELECT ?a { ?a a }", "error at 1:18: expected one of [_]", set())
    (':1:18', 'something else must stand after “SELECT ?a { ?a a”')
    """
    place = _PLACE.search(message)
    if place is None:
        return "", " ".join(message.split())
    line, column, expected = int(place[1]), int(place[2]), " ".join(place[3].split())
    lines = text.split("\n")
    if missing := _find_undeclared(lines, known):
        return f":{missing[0]}:{missing[1]}", f"the prefix {missing[2]}: is not declared"
    if expected.startswith("The "):
        return f":{line}:{column}", expected.split(", [")[0].removeprefix("The ").rstrip(".")
    before = " ".join(" ".join([*lines[: line - 1], lines[line - 1][: column - 1]]).split())
    if len(before) > _MOST:
        before = "… " + before[-_MOST:].partition(" ")[2]
    after = f"after “{before}”" if before else "where it begins"
    words = [word for word in expected.split(", ") if re.fullmatch(r"[A-Z][A-Za-z ]+", word)]
    hint = f": {' or '.join(words)}" if 0 < len(words) <= 4 else ""
    return f":{line}:{column}", f"something else must stand {after}{hint}"


def _find_undeclared(lines: list[str], known: set[str]) -> tuple[int, int, str] | None:
    """Return line, column and prefix of the first name whose prefix nothing declares."""
    declared = known | set(_DECLARED.findall("\n".join(lines)))
    for number, line in enumerate(lines, 1):
        bare = _STRING_OR_IRI.sub(lambda match: " " * len(match[0]), line)
        for match in _NAME.finditer(bare):
            if match[1] not in declared:
                return number, match.start() + 1, match[1]
    return None
