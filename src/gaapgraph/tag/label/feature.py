"""What a row of a table shows of itself: the features by which labels are classified, in groups."""

from __future__ import annotations

import re
from functools import lru_cache

from gaapgraph.deferral import late_pattern
from gaapgraph.frozen_class import frozen

__all__ = [
    "ERAS",
    "GROUPS",
    "LabelledRow",
    "LabelledTable",
    "era_of",
    "features_of",
    "label_feature",
    "stem",
    "table_features",
    "words_of",
]

# The groups of features: each is averaged, so that long labels or titles do not drown the rest.
GROUPS = (
    "era", "words", "pairs", "label", "headed", "placed", "heading", "title", "before", "after", "kind", "period",
    "type", "section",
)  # fmt: skip

ERAS = ("old", "mid", "new")

_STOP = frozenset(
    {"a", "an", "the", "of", "and", "or", "in", "on", "for", "to", "by", "from", "with", "at", "as", "its", "our"}
    | {"this", "that", "which"}
)
_SAME = {
    "shareholder": "stockholder", "shareowner": "stockholder", "earning": "income", "noncontrolling": "minority",
    "accum": "accumulated", "cumulative": "accumulated",
}  # fmt: skip
_WORD = re.compile(r"[a-z]+(?:'s)?|(?<![\d.,$])(?:19|20)\d\d(?![\d.,])")
# "[Abstract]", "(Details)": what taxonomies and rendering add to titles, which no printed document shows
_ADDED = late_pattern(
    r"\[[^\]]*\]|\((?:details?|narrative|parenthetical|unaudited|tables?|policies)[^)]*\)|details narrative"
    # "Capital expenditures (in millions)", "Net income (NOK million)": the unit of the figures, no word of the concept
    r"|\((?:in\s+)?(?:u\.?s\.?\s*)?(?:dollars\s+in\s+|[$€£¥]\s*|[a-z]{3}\s+)?(?:in\s+)?(?:thousands?|millions?|billions?|mn|bn|mm?)\)"
)
_NEAREST, _FARTHEST = -3, 6
_MODERN, _LATEST = 2015, 2023
_FAR = 40


@frozen(kw_only=True)
class LabelledRow:
    """A row as it is asked about; empty text is unknown.

    Attributes:
        headings: Above the row within its table, outermost first.
        period_type: `instant` or `duration`.
        data_type: `monetary`, `shares`, `perShare`, `percent` …
    """

    label: str
    headings: tuple[str, ...] = ()
    period_type: str = ""
    data_type: str = ""


@frozen(kw_only=True)
class LabelledTable:
    """The rows of one table, of which each is a witness for the others.

    Attributes:
        year: Of the document; years in labels are taken relative to it. 0 is unknown.
    """

    rows: tuple[LabelledRow, ...]
    title: str = ""
    kind: str = ""
    year: int = 0

    def words(self) -> list[str]:
        """Return the words of all labels, sorted, each once."""
        return sorted({word for row in self.rows for word in words_of(row.label, self.year)})


@lru_cache(maxsize=65536)
def _split(text: str) -> tuple[str, ...]:
    plain = _ADDED.sub(" ", text.lower().replace("’", "'")).replace("non-", "non")
    return tuple(word for token in _WORD.findall(plain) if (word := stem(token)))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without its plural, empty where it tells nothing.

    >>> stem("liabilities"), stem("shareholders'"), stem("of")
    ('liability', "shareholders'", '')
    """
    word = word.removesuffix("'s")
    if word in _STOP:
        return ""
    word = word.replace("isation", "ization")
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("xes", "sses")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3:
        word = word[:-1]
    return _SAME.get(word, word)


def words_of(text: str, year: int = 0) -> list[str]:
    """Return the words that tell a label from others; years relative to that of the document.

    >>> words_of("Payments due in 2026", 2024)
    ['payment', 'due', 'y+2']
    """
    found = []
    for word in _split(text):
        if not word[0].isdigit():
            found.append(word)
        elif year:
            away = int(word) - year
            found.append(f"y{away:+d}" if _NEAREST <= away <= _FARTHEST else "ylate" if away > 0 else "yearly")
    return found


def label_feature(label: str, year: int = 0) -> str:
    """Return the feature that labels of the same words share, in whatever order they stand."""
    return "X:" + " ".join(sorted(set(words_of(label, year))))


def era_of(year: int) -> int:
    """Return the number of the era of a taxonomy, of which each has its own habits.

    Leases, revenue and credit losses have other concepts since they were reformed. An unknown year is a new one.
    """
    return 2 if not year or year >= _LATEST else 1 if year >= _MODERN else 0


def _plain(text: str) -> list[str]:
    return [word for word in _split(text) if not word[0].isdigit()]


def table_features(table: LabelledTable) -> list[str]:
    """Return the features that all rows of a table share."""
    return [f"A:{word}" for word in table.words()]


def features_of(table: LabelledTable, at: int, row: LabelledRow | None = None) -> list[tuple[str, list[str]]]:
    """Return the groups of features of a row, besides those that all rows of its table share.

    Args:
        table: The whole table.
        at: Index of the row.
        row: Another way to read the row there.
    """
    row, year = row or table.rows[at], table.year
    words = words_of(row.label, year)
    pairs = [f"B:{first}_{second}" for first, second in zip(["^", *words], [*words, "$"], strict=True) if words]
    label, era = label_feature(row.label, year), ERAS[era_of(year)]
    inner = words_of(row.headings[-1], year) if row.headings else []
    outer = [word for text in (*row.headings[:-1], table.title) for word in _plain(text)]
    groups = [
        ("era", [f"E:{era}"]),
        ("words", [f"L:{word}" for word in words]),
        ("pairs", pairs),
        ("label", [label] if words else []),
        ("headed", [f"{label}|{' '.join(sorted(set(inner)))}"] if words and inner else []),
        ("placed", [f"{label}@{table.kind}"] if words and table.kind else []),
        ("heading", [f"H:{word}" for word in inner]),
        ("title", [f"T:{word}" for word in outer]),
        ("before", [f"P:{word}" for word in words_of(table.rows[at - 1].label, year)] if at else []),
        ("after", [f"N:{word}" for word in words_of(table.rows[at + 1].label, year)] if table.rows[at + 1 :] else []),
        ("kind", [f"K:{table.kind}"] if table.kind else []),
        ("period", [f"t:{row.period_type}"] if row.period_type else []),
        ("type", [f"d:{row.data_type}"] if row.data_type else []),
        ("section", [f"S:{word}" for word in _total_below(table, at)]),
    ]
    return [(name, found) for name, found in groups if found]


def _total_below(table: LabelledTable, at: int) -> list[str]:
    """Return the words of the next total below a row, which names the section that the row is part of."""
    for row in table.rows[at + 1 : at + _FAR]:
        if row.label.lower().startswith(("total", "net cash")):
            return words_of(row.label, table.year)
    return []
