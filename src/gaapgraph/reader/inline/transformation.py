"""The transformation registries of inline XBRL, 1 to 5, and the SEC's: from what is printed to a value's lexical form.

Which transformation a name is stands in `ontology/words/inline-transformation.tsv`; each rule of that table is one
function of the modules beside this one.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from gaapgraph.language.words import load_words
from gaapgraph.reader.inline.printed_date import read_date, read_quarter_end, read_saka_date
from gaapgraph.reader.inline.printed_duration import read_duration, read_duration_words
from gaapgraph.reader.inline.printed_number import (
    read_dash,
    read_grouped_number,
    read_loose_number,
    read_number_words,
    read_unit_number,
)
from gaapgraph.reader.inline.printed_word import read_ballot, read_fixed, read_name

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["REGISTRIES", "TransformationError", "transform"]

_XBRL = "http://www.xbrl.org/inlineXBRL/transformation/"
REGISTRIES = {
    "http://www.xbrl.org/2008/inlineXBRL/transformation": "1",  # the namespace of the drafts of the first registry
    f"{_XBRL}2010-04-20": "1",
    f"{_XBRL}2011-07-31": "2",
    f"{_XBRL}2015-02-26": "3",
    f"{_XBRL}2020-02-12": "4",
    f"{_XBRL}2022-02-16": "5",
    "http://www.sec.gov/inlineXBRL/transformation/2015-08-31": "sec",
}
_RULES: dict[str, Callable[[str, str, str], str | None]] = {
    "fixed": read_fixed,
    "dash": read_dash,
    "number": read_grouped_number,
    "loose": read_loose_number,
    "unit": read_unit_number,
    "words": read_number_words,
    "date": read_date,
    "saka": read_saka_date,
    "quarter": read_quarter_end,
    "duration": read_duration,
    "duration-words": read_duration_words,
    "ballot": read_ballot,
    "name": read_name,
}
_LONGEST_QUOTE = 60
_BLANK = " \t\r\n"


class TransformationError(ValueError):
    """A transformation is unknown, or the text is not of its form."""


def transform(namespace: str, name: str, text: str) -> str:
    """Return the lexical form of a value that a text stands for.

    Args:
        namespace: Of the registry.
        name: Of the transformation, such as `num-dot-decimal`.
        text: As printed; blanks around it do not count, other white space does.

    Raises:
        TransformationError: No registry has the transformation, or the text is not of its form.

    Source: Inline XBRL 1.1 §10; the schemas of the registries.

    >>> transform("http://www.xbrl.org/inlineXBRL/transformation/2020-02-12", "num-dot-decimal", "1,234.50")
    '1234.50'
    """
    rule = _find(REGISTRIES.get(namespace, ""), name)
    if rule is None:
        raise TransformationError(f"no registry has the transformation {name!r} in the namespace {namespace!r}")
    found = rule(text.strip(_BLANK))
    if found is None:
        shown = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
        raise TransformationError(f"{shown!r} is not of the form of the transformation {name!r}")
    return found


@cache
def _find(registry: str, name: str) -> Callable[[str], str | None] | None:
    row = _index().get((registry, name))
    if row is None:
        return None
    return partial(_apply, _RULES[row["rule"]], row["first"], row["second"])


def _apply(rule: Callable[[str, str, str], str | None], first: str, second: str, text: str) -> str | None:
    return rule(text, first, second)


@cache
def _index() -> dict[tuple[str, str], dict[str, str]]:
    rows = load_words("inline-transformation")
    return {(registry, row["name"]): row for row in rows for registry in row["registry"].split()}
